//! From a program to theorems that the kernel accepted, cell by cell, callees first.
//! Given by: `lumenc`, with the checked library and a prover.
//! Gives: a report of every obligation and theorem.
//! Holds: a cell has its theorems only if all its obligations and all its callees have theirs; nothing else depends on an
//! open obligation.

mod candidate;
mod cell;
mod kinds;
mod path;
mod refute;
mod report;

pub(crate) use cell::{assumption_name, obligation_name};
pub use kinds::{is_check, kind, site_kind};
pub use report::{CellReport, ObligationReport, Refutation, Report, State, Theorem};

use crate::prove::Prover;
use elaborator::core::{CellId, Program};
use elaborator::obligations::Library;
use elaborator::translate::{Model, Refusal, Translation, translate};
use kernel::{Environment, NameId, Rejection, Store};

/// How a program is verified.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// Steps for each obligation.
    pub limit: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options { limit: 200_000 }
    }
}

/// Why a program is not judged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// It has no model.
    Untranslatable(Refusal),
    /// The kernel refused a model: a limit, a name that is taken, or a mistake of the translation.
    Refused(CellId, Rejection),
}

/// Verifies a program on top of a checked library.
///
/// # Errors
/// If the program has no model that the kernel accepts.
pub fn verify(
    (store, environment): (Store, Environment),
    program: &Program,
    prover: &mut dyn Prover,
    options: Options,
) -> Result<Report, Failure> {
    let (mut store, mut environment) = (store, environment);
    let library = Library::new(&mut store);
    let translation = translate(&mut store, &library.words, program).map_err(Failure::Untranslatable)?;
    let mut cells: Vec<CellReport> = Vec::with_capacity(program.cells.len());
    for model in &translation.cells {
        let mut verifier = cell::Verifier {
            store: &mut store,
            environment: &mut environment,
            library: &library,
            program,
            translation: &translation,
            prover: &mut *prover,
            options,
        };
        cells.push(verifier.cell(model)?);
    }
    find_axioms((&store, &environment), &translation, &mut cells);
    cells.sort_by_key(|report| report.cell);
    Ok(Report { store, environment, translation, cells })
}

/// The names of the theorems of a cell.
pub(crate) fn theorems(model: &Model) -> [NameId; 2] {
    [model.definedness.name, model.specification.name]
}

/// Says of each theorem which axioms it reaches; reports and models are in the same order.
fn find_axioms(
    (store, environment): (&Store, &Environment),
    translation: &Translation,
    cells: &mut [CellReport],
) {
    let groups: Vec<_> = translation.cells.iter().map(|model| theorems(model).to_vec()).collect();
    let found = environment.axioms_of_each(store, &groups);
    for (cell, found) in cells.iter_mut().zip(found) {
        if let Theorem::Accepted { axioms } = &mut cell.theorem {
            *axioms = found;
        }
    }
}
