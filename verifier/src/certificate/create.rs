//! A certificate from a report.
//! Given by: `lumenc verify`, when every cell has its theorems.
//! Gives: the bytes of the file.
//! Holds: the proof part is the closure of the theorems, in the order in which the kernel accepted it.

use super::claimed::{Tools, claimed};
use super::file::{hash, write};
use super::manifest::{Derived, LibraryIdentity, axiom_names, manifest};
use crate::verify::{Report, Theorem, theorems};
use elaborator::core::Program;
use elaborator::obligations::Obligation;
use elaborator::source::Source;
use kernel::NameId;

/// The bytes of a certificate; none if a cell lacks its theorems.
#[must_use]
pub fn create(
    report: &mut Report,
    source: &Source,
    program: &Program,
    library: &LibraryIdentity,
    tools: &Tools,
) -> Option<Vec<u8>> {
    let mut axioms = Vec::new();
    for cell in &report.cells {
        let Theorem::Accepted { axioms: reached } = &cell.theorem else { return None };
        axioms.push(axiom_names(&report.store, reached));
    }
    let obligations: Vec<Vec<Obligation>> = report
        .cells
        .iter()
        .map(|cell| cell.obligations.iter().filter_map(|entry| entry.obligation.clone()).collect())
        .collect();
    let theorems: Vec<NameId> = report.translation.cells.iter().flat_map(theorems).collect();
    let positions = report.environment.closure(&report.store, &theorems);
    let mut proof = Vec::new();
    lean::formats::write(&report.store, &report.environment, &positions, &mut proof).ok()?;
    let proof_hash = hash(&proof);
    let claimed = claimed(report, program, tools);
    let mut derived = Derived {
        source,
        program,
        store: &mut report.store,
        environment: &report.environment,
        translation: &report.translation,
        obligations: &obligations,
        axioms: &axioms,
        library,
        proof: (positions.len() as u64, &proof_hash),
        claimed,
    };
    let manifest = manifest(&mut derived);
    write(&manifest, &proof)
}
