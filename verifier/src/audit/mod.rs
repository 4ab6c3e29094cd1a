//! Audits: from a certificate, and its source, to a verdict that needs no solver and no search.
//! Given by: `lumenc audit`, with the library that is built in.
//! Gives: an account of what is proved, or an objection.
//! Holds: nothing is believed of the file but what the kernel checked from an empty environment and what was derived again.

mod account;
mod alone;
mod compare;
mod derive;
mod names;

pub use account::{Account, Difference, Objection};

use crate::certificate::{Certificate, Damage, LibraryIdentity, assumes, axiom_names, read};
use compare::{Comparison, Side};
use derive::Expected;
use elaborator::source::Source;
use kernel::ndjson::ReadError;
use kernel::{Environment, NameId, Store};
use lean::print::show_name;
use serde_json::Value;

/// What is audited, and against what.
pub struct Request<'a> {
    /// The certificate.
    pub certificate: &'a [u8],
    /// The document, if it is there.
    pub source: Option<&'a Source>,
    /// The library that is built in.
    pub library: (Store, Environment),
    /// Which one it is.
    pub identity: &'a LibraryIdentity,
    /// The axioms that are allowed beyond the three.
    pub allowed: &'a [String],
}

/// What a file declares, checked by the kernel.
pub(crate) struct Declared {
    pub(crate) store: Store,
    pub(crate) environment: Environment,
}

impl Declared {
    /// The number of declarations.
    fn count(&self) -> u64 {
        self.environment.declarations().len() as u64
    }
}

/// The axioms that theorems of a file reach.
struct Reached {
    /// Those of each cell, by name.
    of_each: Vec<Vec<String>>,
    /// Those of all cells, in the order of their declaration.
    of_all: Vec<String>,
}

impl Reached {
    /// Finds them, given the theorems of each cell.
    fn find(declared: &Declared, theorems: Vec<Vec<NameId>>) -> Self {
        let mut groups = theorems;
        groups.push(groups.concat());
        let found = declared.environment.axioms_of_each(&declared.store, &groups);
        let mut of_each: Vec<_> = found.iter().map(|axioms| axiom_names(&declared.store, axioms)).collect();
        let of_all = of_each.pop().unwrap_or_default();
        Reached { of_each, of_all }
    }
}

/// Audits a certificate.
///
/// # Errors
/// If it is damaged, not accepted by the kernel, or not what the source says.
pub fn audit(request: Request<'_>) -> Result<Account, Objection> {
    let certificate = read(request.certificate).map_err(Objection::Damaged)?;
    let limits = request.library.1.limits;
    let mut declared = check(certificate.proof, limits)?;
    let (manifest, reached) = match request.source {
        Some(source) => {
            let expected = derive::expected(source, request.library).map_err(|objection| *objection)?;
            against_source(&certificate, &mut declared, expected, request.identity)?
        }
        None => without_source(&certificate, &declared, &request.library)?,
    };
    let beyond: Vec<String> =
        reached.of_all.into_iter().filter(|name| assumes(std::slice::from_ref(name))).collect();
    if beyond.iter().any(|axiom| !request.allowed.contains(axiom)) {
        return Err(Objection::Axioms(beyond));
    }
    let against_source = request.source.is_some();
    Ok(Account { manifest, declarations: declared.count(), against_source, axioms: beyond })
}

/// Reads the proof part into an empty environment.
fn check(proof: &[u8], limits: kernel::Limits) -> Result<Declared, Objection> {
    let (mut store, mut environment) = (Store::new(), Environment::new());
    environment.limits = limits;
    match kernel::ndjson::read(proof, &mut store, &mut environment) {
        Ok(_) => Ok(Declared { store, environment }),
        Err(ReadError::Input(_)) => Err(Objection::Damaged(Damage::NotACertificate)),
        Err(ReadError::Malformed { line, problem }) => Err(Objection::Malformed(line, problem)),
        Err(ReadError::Rejected { line, rejection }) => {
            let name = show_name(&store, rejection.declaration);
            Err(Objection::Refused(line, name, rejection))
        }
    }
}

/// Compares declarations and manifest with what the source gives.
fn against_source(
    certificate: &Certificate<'_>,
    declared: &mut Declared,
    mut expected: Expected<'_>,
    identity: &LibraryIdentity,
) -> Result<(Value, Reached), Objection> {
    let mut differences = names::strangers(&expected, declared);
    names::theorems(&expected, declared, &mut differences);
    differences.extend(contents(&expected, declared));
    if !differences.is_empty() {
        return Err(Objection::Different(differences));
    }
    let theorems = expected.theorems_of_each(declared);
    let reached = Reached::find(declared, theorems);
    let manifest = expected.manifest(certificate, (declared.count(), &reached.of_each), identity)?;
    let changed = changed_entries(&manifest, &certificate.manifest);
    if !changed.is_empty() {
        return Err(Objection::Different(changed.into_iter().map(Difference::Manifest).collect()));
    }
    Ok((manifest, reached))
}

/// Compares declarations with the library, and what the manifest says of its theorems with them.
fn without_source(
    certificate: &Certificate<'_>,
    declared: &Declared,
    library: &(Store, Environment),
) -> Result<(Value, Reached), Objection> {
    let ours = Side { store: &library.0, environment: &library.1 };
    let theirs = Side { store: &declared.store, environment: &declared.environment };
    let mut differences = different(ours, theirs);
    let (reached, more) = alone::alone(certificate, declared)?;
    differences.extend(more);
    if !differences.is_empty() {
        return Err(Objection::Different(differences));
    }
    Ok((certificate.manifest.clone(), reached))
}

/// Everything that both sides declare says the same on both.
fn contents(expected: &Expected<'_>, declared: &Declared) -> Vec<Difference> {
    let ours = Side { store: &expected.store, environment: &expected.environment };
    let theirs = Side { store: &declared.store, environment: &declared.environment };
    different(ours, theirs)
}

fn different(ours: Side<'_>, theirs: Side<'_>) -> Vec<Difference> {
    let mut comparison = Comparison::new(ours, theirs);
    let by_name = names::by_parts(ours);
    let mut found = Vec::new();
    for constant in theirs.environment.constants() {
        let Some(&name) = by_name.get(&names::parts(theirs.store, constant.name)) else { continue };
        let same = ours.environment.get(name).is_some_and(|own| comparison.constants(own, constant));
        if !same {
            found.push(Difference::Content(show_name(theirs.store, constant.name)));
        }
    }
    found
}

/// The keys of entries that differ.
fn changed_entries(ours: &Value, theirs: &Value) -> Vec<String> {
    let (Some(a), Some(b)) = (ours.as_object(), theirs.as_object()) else {
        return vec![String::new()];
    };
    let keys: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    keys.into_iter().filter(|key| a.get(*key) != b.get(*key)).cloned().collect()
}
