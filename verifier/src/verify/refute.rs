//! Refutation: arguments of a cell with which a run reaches the violation of an open obligation.
//! Given by: `verify`, for a cell with open obligations.
//! Gives: the state *refuted* to obligations, with the arguments.
//! Holds: refuted is only what the evaluator reached from arguments that the preconditions allow; steps are bounded.

use super::candidate::candidates;
use super::report::{ObligationReport, Refutation, State};
use crate::prove::ModelValue;
use elaborator::core::{Cell, CellId, Program};
use elaborator::evaluate::{Limits, Outcome, ViolatedClause, Violation, evaluate_with_contracts};
use elaborator::literal::Literal;
use elaborator::obligations::Why;

/// Steps of one run.
const RUN: u64 = 10_000;
/// Steps of all runs for one cell.
const ALL: u64 = 4_000_000;

/// Tries to refute the open obligations of a cell.
pub(super) fn refute(
    program: &Program,
    id: CellId,
    obligations: &mut [ObligationReport],
    suggestions: &[Vec<ModelValue>],
) {
    let open = |report: &ObligationReport| matches!(report.state, State::Unknown { .. });
    let Some(cell) = program.cells.get(id.0 as usize) else { return };
    let mut left = obligations.iter().filter(|report| open(report)).count();
    if left == 0 {
        return;
    }
    let mut spent = 0;
    for arguments in candidates(cell, suggestions) {
        if left == 0 || spent > ALL {
            return;
        }
        let Ok(run) = evaluate_with_contracts(program, id, &arguments, Limits { steps: RUN }) else { return };
        spent += run.steps + 1;
        let hit = obligations.iter_mut().find(|report| open(report) && violated(report, id, &run.outcome));
        if let Some(report) = hit {
            let values = match run.outcome {
                Outcome::Violation(violation) => shown(violation.values),
                _ => Vec::new(),
            };
            report.state = State::Refuted(Refutation { arguments: named(cell, arguments), values });
            left -= 1;
        }
    }
}

/// Whether a run of the cell ended at the violation of an obligation.
fn violated(report: &ObligationReport, cell: CellId, outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Halt(path) => match path.as_slice() {
            [(at, site)] => *at == cell && report.site == Some(*site),
            _ => false,
        },
        Outcome::Violation(violation) if violation.cell == cell && violation.calls.is_empty() => {
            report.obligation.as_ref().is_some_and(|obligation| broken(&obligation.why, violation))
        }
        _ => false,
    }
}

fn broken(why: &Why, violation: &Violation) -> bool {
    match (why, violation.clause) {
        (Why::Defined, ViolatedClause::Requires(_) | ViolatedClause::Ensures(_)) => violation.undefined,
        (Why::Postcondition(clause), ViolatedClause::Ensures(broken)) => *clause == broken,
        (Why::Entry(at, clause), ViolatedClause::InvariantAtEntry(of, broken))
        | (Why::Kept(at, clause), ViolatedClause::InvariantKept(of, broken)) => {
            *at == of && *clause == broken
        }
        (Why::Bounded(at), ViolatedClause::MeasureNegative(of))
        | (Why::Decreases(at), ViolatedClause::MeasureDecreases(of)) => *at == of,
        _ => false,
    }
}

fn named(cell: &Cell, arguments: Vec<Literal>) -> Vec<(String, String)> {
    let names = cell.parameters.iter().filter_map(|id| cell.variables.get(id.0 as usize));
    shown(names.map(|variable| variable.name.clone()).zip(arguments).collect())
}

fn shown(values: Vec<(String, Literal)>) -> Vec<(String, String)> {
    values.into_iter().map(|(name, value)| (name, value.to_string())).collect()
}
