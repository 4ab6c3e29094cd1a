//! What the source gives: models, statements, names, and the manifest.
//! Given by: the audit.
//! Gives: an environment to compare with; the manifest that there must be.
//! Holds: made from the source and the built-in library alone; only what the manifest claims is taken from the certificate.

use super::Declared;
use super::account::Objection;
use super::compare::carry;
use crate::certificate::{Certificate, Damage, Derived, LibraryIdentity, axiom_names, hash, manifest};
use crate::compose::theorem;
use crate::verify::{assumption_name, obligation_name};
use elaborator::core::{Cell, Program};
use elaborator::elaborate;
use elaborator::obligations::{Library, Obligation, Why, outline};
use elaborator::source::Source;
use elaborator::translate::{Statement, Translation, translate};
use kernel::{Environment, NameId, Store};
use serde_json::Value;

/// What the source gives.
pub(super) struct Expected<'a> {
    source: &'a Source,
    program: Program,
    pub(super) store: Store,
    /// The library, the models, and the axioms of assumptions.
    pub(super) environment: Environment,
    translation: Translation,
    obligations: Vec<Vec<Obligation>>,
    /// What has to be proved.
    pub(super) statements: Vec<Statement>,
    /// The names that theorems may have: those of the statements, and those of obligations.
    pub(super) theorems: Vec<NameId>,
}

/// What the source gives.
pub(super) fn expected<'a>(
    source: &'a Source,
    (mut store, mut environment): (Store, Environment),
) -> Result<Expected<'a>, Box<Objection>> {
    let elaborated = elaborate(source);
    let Some(program) = elaborated.program else {
        return Err(Box::new(Objection::Source(elaborated.problems)));
    };
    let library = Library::new(&mut store);
    let translation = translate(&mut store, &library.words, &program)
        .map_err(|refusal| Box::new(Objection::Untranslatable(refusal)))?;
    let mut obligations = vec![Vec::new(); program.cells.len()];
    let (mut statements, mut theorems) = (Vec::new(), Vec::new());
    for model in &translation.cells {
        for declaration in model.auxiliary.iter().chain([&model.definition]) {
            add(&mut store, &mut environment, declaration.clone())?;
        }
        let outline = outline(&mut store, &library, &program, &translation, model.cell)
            .map_err(|refusal| Box::new(Objection::Untranslatable(refusal)))?;
        for obligation in &outline.obligations {
            if let Why::Assume { name, .. } = &obligation.why {
                let axiom = assumption_name(&mut store, model.name, name);
                if let Ok((declaration, _)) = theorem(&mut store, axiom, obligation, None) {
                    add(&mut store, &mut environment, declaration)?;
                }
            } else {
                theorems.push(obligation_name(&mut store, model.name, obligation.index));
            }
        }
        statements.extend([model.definedness, model.specification]);
        theorems.extend([model.definedness.name, model.specification.name]);
        if let Some(slot) = obligations.get_mut(model.cell.0 as usize) {
            *slot = outline.obligations;
        }
    }
    Ok(Expected { source, program, store, environment, translation, obligations, statements, theorems })
}

fn add(
    store: &mut Store,
    environment: &mut Environment,
    declaration: kernel::Declaration,
) -> Result<(), Box<Objection>> {
    match environment.add(store, declaration) {
        Ok(_) => Ok(()),
        Err(rejection) => {
            let name = lean::print::show_name(store, rejection.declaration);
            Err(Box::new(Objection::Refused(0, name, rejection)))
        }
    }
}

impl Expected<'_> {
    /// The manifest that there must be for what the file declares.
    pub(super) fn manifest(
        &mut self,
        certificate: &Certificate<'_>,
        declared: &mut Declared,
        identity: &LibraryIdentity,
    ) -> Result<Value, Objection> {
        let claimed = claimed(&certificate.manifest, &self.program, &self.obligations)
            .ok_or(Objection::Damaged(Damage::Entry("claimed")))?;
        let axioms = self.axioms(declared);
        let proof_hash = hash(certificate.proof);
        let mut derived = Derived {
            source: self.source,
            program: &self.program,
            store: &mut self.store,
            environment: &self.environment,
            translation: &self.translation,
            obligations: &self.obligations,
            axioms: &axioms,
            library: identity,
            proof: (declared.environment.declarations().len() as u64, &proof_hash),
            claimed,
        };
        Ok(manifest(&mut derived))
    }

    /// The axioms that the theorems of each cell reach in the file, in the order of the text.
    fn axioms(&self, declared: &mut Declared) -> Vec<Vec<String>> {
        let mut axioms = vec![Vec::new(); self.program.cells.len()];
        for model in &self.translation.cells {
            let names = [model.specification.name, model.definedness.name]
                .map(|name| carry(&self.store, name, &mut declared.store));
            let reached = declared.environment.axioms(&declared.store, &names);
            if let Some(slot) = axioms.get_mut(model.cell.0 as usize) {
                *slot = axiom_names(&declared.store, &reached);
            }
        }
        axioms
    }
}

/// What the manifest claims, if it has the shape that claims have.
fn claimed(manifest: &Value, program: &Program, obligations: &[Vec<Obligation>]) -> Option<Value> {
    let claimed = manifest.get("claimed")?;
    let entries = claimed.as_object()?;
    if entries.keys().ne(["obligations", "tools"]) {
        return None;
    }
    let tools = entries.get("tools")?.as_object()?;
    if !tools.values().all(Value::is_string) {
        return None;
    }
    let how = entries.get("obligations")?.as_object()?;
    let fits = |(cell, obligations): (&Cell, &Vec<Obligation>)| {
        let words = how.get(&cell.name).and_then(Value::as_array);
        let count = crate::certificate::stated(cell, obligations);
        words.is_some_and(|words| words.len() == count && words.iter().all(Value::is_string))
    };
    let all = how.len() == program.cells.len() && program.cells.iter().zip(obligations).all(fits);
    all.then(|| claimed.clone())
}
