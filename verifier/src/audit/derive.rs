//! What the source gives: models, statements, names, and the manifest.
//! Given by: the audit.
//! Gives: an environment to compare with; the manifest that there must be.
//! Holds: made from the source and the built-in library alone; only what the manifest claims is taken from the certificate.

use super::Declared;
use super::account::Objection;
use super::compare::carry;
use crate::certificate::{Certificate, Damage, Derived, LibraryIdentity, is_possible, manifest};
use crate::compose::theorem;
use crate::verify::{assumption_name, obligation_name, theorems};
use elaborator::core::Program;
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
    let (mut statements, mut names) = (Vec::new(), Vec::new());
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
                names.push(obligation_name(&mut store, model.name, obligation.index));
            }
        }
        statements.extend([model.definedness, model.specification]);
        names.extend(theorems(model));
        if let Some(slot) = obligations.get_mut(model.cell.0 as usize) {
            *slot = outline.obligations;
        }
    }
    Ok(Expected {
        source,
        program,
        store,
        environment,
        translation,
        obligations,
        statements,
        theorems: names,
    })
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
    /// The manifest that there must be for what the file declares, given the axioms that each cell reaches.
    pub(super) fn manifest(
        &mut self,
        certificate: &Certificate<'_>,
        (count, reached): (u64, &[Vec<String>]),
        identity: &LibraryIdentity,
    ) -> Result<Value, Objection> {
        let claimed = certificate.manifest["claimed"].clone();
        if !is_possible(&claimed, &self.program, &self.obligations) {
            return Err(Objection::Damaged(Damage::Entry("claimed")));
        }
        let mut axioms = vec![Vec::new(); self.program.cells.len()];
        for (model, reached) in self.translation.cells.iter().zip(reached) {
            if let Some(slot) = axioms.get_mut(model.cell.0 as usize) {
                slot.clone_from(reached);
            }
        }
        let mut derived = Derived {
            source: self.source,
            program: &self.program,
            store: &mut self.store,
            environment: &self.environment,
            translation: &self.translation,
            obligations: &self.obligations,
            axioms: &axioms,
            library: identity,
            proof: (count, &certificate.hash),
            claimed,
        };
        Ok(manifest(&mut derived))
    }

    /// The names of the theorems of each cell as the file has them, callees first.
    pub(super) fn theorems_of_each(&self, declared: &mut Declared) -> Vec<Vec<NameId>> {
        let carried = |name: NameId, to: &mut Store| carry(&self.store, name, to);
        let of_model = |model| theorems(model).map(|name| carried(name, &mut declared.store)).to_vec();
        self.translation.cells.iter().map(of_model).collect()
    }
}
