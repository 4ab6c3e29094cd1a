//! Audits: from a certificate, and its source, to a verdict that needs no solver and no search.
//! Given by: `lumenc audit`, with the library that is built in.
//! Gives: an account of what is proved, or an objection.
//! Holds: nothing is believed of the file but what the kernel checked from an empty environment and what was derived again.

mod account;
mod compare;
mod derive;
mod names;

pub use account::{Account, Difference, Objection};

use crate::certificate::{Certificate, Damage, LibraryIdentity, assumes, axiom_names, read};
use compare::{Comparison, Side};
use derive::Expected;
use elaborator::source::Source;
use kernel::ndjson::ReadError;
use kernel::{Environment, Kind, NameId, Store};
use lean::print::{show, show_name};
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
    pub(crate) count: u64,
}

/// Audits a certificate.
///
/// # Errors
/// If it is damaged, not accepted by the kernel, or not what the source says.
pub fn audit(request: Request<'_>) -> Result<Account, Objection> {
    let certificate = read(request.certificate).map_err(Objection::Damaged)?;
    let limits = request.library.1.limits;
    let mut declared = check(certificate.proof, limits)?;
    let (account, theorems) = match request.source {
        Some(source) => {
            let expected = derive::expected(source, request.library).map_err(|objection| *objection)?;
            against_source(&certificate, &mut declared, expected, request.identity)?
        }
        None => alone(&certificate, &declared, &request.library)?,
    };
    let axioms = declared.environment.axioms(&declared.store, &theorems);
    let beyond: Vec<String> = axiom_names(&declared.store, &axioms)
        .into_iter()
        .filter(|name| assumes(std::slice::from_ref(name)))
        .collect();
    if beyond.iter().any(|axiom| !request.allowed.contains(axiom)) {
        return Err(Objection::Axioms(beyond));
    }
    Ok(Account { axioms: beyond, ..account })
}

/// Reads the proof part into an empty environment.
fn check(proof: &[u8], limits: kernel::Limits) -> Result<Declared, Objection> {
    let (mut store, mut environment) = (Store::new(), Environment::new());
    environment.limits = limits;
    match kernel::ndjson::read(proof, &mut store, &mut environment) {
        Ok(read) => Ok(Declared { store, environment, count: read.declarations }),
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
) -> Result<(Account, Vec<NameId>), Objection> {
    let mut differences = names::strangers(&expected, declared);
    let theorems = names::theorems(&expected, declared, &mut differences);
    differences.extend(contents(&expected, declared));
    if !differences.is_empty() {
        return Err(Objection::Different(differences));
    }
    let manifest = expected.manifest(certificate, declared, identity)?;
    let changed = changed_entries(&manifest, &certificate.manifest);
    if !changed.is_empty() {
        return Err(Objection::Different(changed.into_iter().map(Difference::Manifest).collect()));
    }
    let account =
        Account { manifest, declarations: declared.count, against_source: true, axioms: Vec::new() };
    Ok((account, theorems))
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

/// What can be said without the source: the theorems that the manifest names are there, and say what it prints.
fn alone(
    certificate: &Certificate<'_>,
    declared: &Declared,
    library: &(Store, Environment),
) -> Result<(Account, Vec<NameId>), Objection> {
    let ours = Side { store: &library.0, environment: &library.1 };
    let theirs = Side { store: &declared.store, environment: &declared.environment };
    let mut differences = different(ours, theirs);
    let cells = certificate.manifest["cells"].as_array().ok_or(Objection::Damaged(Damage::Entry("cells")))?;
    let mut theorems = Vec::new();
    for cell in cells {
        let model = cell["model"].as_str().ok_or(Objection::Damaged(Damage::Entry("model")))?;
        for part in ["spec", "defined"] {
            let name = format!("{model}.{part}");
            let constants = declared.environment.constants().iter();
            let found =
                constants.into_iter().find(|constant| show_name(&declared.store, constant.name) == name);
            match found {
                None => differences.push(Difference::Missing(name)),
                Some(constant) if !matches!(constant.kind, Kind::Theorem(_)) => {
                    differences.push(Difference::NotATheorem(name));
                }
                Some(constant) => {
                    let says = show(&declared.store, &declared.environment, constant.of);
                    if part == "spec" && cell["lean"].as_str() != Some(&says) {
                        differences.push(Difference::Statement(name));
                    }
                    theorems.push(constant.name);
                }
            }
        }
    }
    if !differences.is_empty() {
        return Err(Objection::Different(differences));
    }
    let manifest = certificate.manifest.clone();
    let account =
        Account { manifest, declarations: declared.count, against_source: false, axioms: Vec::new() };
    Ok((account, theorems))
}

/// The keys of entries that differ.
fn changed_entries(ours: &Value, theirs: &Value) -> Vec<String> {
    let (Some(a), Some(b)) = (ours.as_object(), theirs.as_object()) else {
        return vec![String::new()];
    };
    let keys: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    keys.into_iter().filter(|key| a.get(*key) != b.get(*key)).cloned().collect()
}
