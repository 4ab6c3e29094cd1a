//! A certificate from a report.
//! Given by: `lumenc verify`, when every cell has its theorems.
//! Gives: the bytes of the file.
//! Holds: the proof part is the closure of the theorems, in the order in which the kernel accepted it.

use super::file::{hash, write};
use super::manifest::{Derived, LibraryIdentity, axiom_names, is_needed, manifest};
use crate::verify::{Report, State, Theorem};
use elaborator::core::Program;
use elaborator::obligations::Obligation;
use elaborator::source::Source;
use kernel::NameId;
use serde_json::{Map, Value, json};

/// Names and versions of the tools that made the proofs.
pub type Tools = Vec<(String, String)>;

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
    let positions = report.environment.closure(&report.store, &theorems(report));
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

/// The theorems of all cells.
fn theorems(report: &Report) -> Vec<NameId> {
    let models = report.translation.cells.iter();
    models.flat_map(|model| [model.definedness.name, model.specification.name]).collect()
}

/// How each obligation was proved, and with what.
fn claimed(report: &Report, program: &Program, tools: &Tools) -> Value {
    let mut obligations = Map::new();
    for report in &report.cells {
        let Some(cell) = program.cells.get(report.cell.0 as usize) else { continue };
        let needed = report.obligations.iter().filter(|entry| {
            entry.obligation.as_ref().is_none_or(|obligation| is_needed(cell, &obligation.why))
        });
        let how = needed.map(|entry| match &entry.state {
            State::Proved(how) => how.clone(),
            other => other.word().to_string(),
        });
        obligations.insert(cell.name.clone(), how.collect());
    }
    let tools: Map<String, Value> =
        tools.iter().map(|(name, version)| (name.clone(), json!(version))).collect();
    json!({"obligations": obligations, "tools": tools})
}
