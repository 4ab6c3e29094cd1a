//! Refutation: arguments of a cell with which a run reaches the violation of an open obligation.
//! Given by: `verify`, for a cell with open obligations.
//! Gives: the state *refuted* to obligations, with the arguments.
//! Holds: refuted is only what the evaluator reached from arguments that the preconditions allow; steps are bounded.

use super::candidate::candidates;
use super::path::{Known, excluded};
use super::report::{ObligationReport, Refutation, State};
use crate::prove::ModelValue;
use elaborator::core::{Cell, CellId, Program};
use elaborator::evaluate::{Limits, Outcome, ViolatedClause, Violation, evaluate_with_contracts};
use elaborator::literal::Literal;
use elaborator::meaning::Vocabulary;
use elaborator::obligations::{Evaluated, Why};
use kernel::Store;

/// Steps of one run.
const RUN: u64 = 10_000;
/// Runs to find smaller arguments.
const SHRINKING: u32 = 300;
/// Steps of all runs for one cell.
const ALL: u64 = 1_000_000;

/// Tries to refute the open obligations of a cell.
pub(super) fn refute(
    (store, words): (&Store, &Vocabulary),
    (program, id): (&Program, CellId),
    obligations: &mut [ObligationReport],
    suggestions: &[Vec<ModelValue>],
) {
    let Some(cell) = program.cells.get(id.0 as usize) else { return };
    let mut left = obligations.iter().filter(|report| open(report)).count();
    if left == 0 {
        return;
    }
    let mut attempt = Attempt { store, words, program, id, spent: 0 };
    for arguments in candidates(cell, suggestions) {
        if left == 0 || attempt.spent > ALL {
            return;
        }
        let hit = attempt.run(&arguments).and_then(|outcome| {
            obligations.iter_mut().find(|report| open(report) && attempt.hits(report, &arguments, &outcome))
        });
        if let Some(report) = hit {
            report.state = State::Refuted(attempt.smallest(cell, report, arguments));
            left -= 1;
        }
    }
}

fn open(report: &ObligationReport) -> bool {
    matches!(report.state, State::Unknown { .. })
}

/// Runs of one cell.
struct Attempt<'a> {
    store: &'a Store,
    words: &'a Vocabulary,
    program: &'a Program,
    id: CellId,
    spent: u64,
}

impl Attempt<'_> {
    /// How a run ends, if it ends at a violation or a halt.
    fn run(&mut self, arguments: &[Literal]) -> Option<Outcome> {
        let run = evaluate_with_contracts(self.program, self.id, arguments, Limits { steps: RUN }).ok()?;
        self.spent += run.steps + 1;
        matches!(run.outcome, Outcome::Halt(_) | Outcome::Violation(_)).then_some(run.outcome)
    }

    /// Whether a run from the arguments ended at the violation of an obligation.
    fn hits(&self, report: &ObligationReport, arguments: &[Literal], outcome: &Outcome) -> bool {
        let known: Vec<Known> = arguments.iter().flat_map(leaves).collect();
        let possible = report
            .obligation
            .as_ref()
            .is_some_and(|obligation| !excluded(self.store, self.words, obligation, &known));
        possible && violated(report, self.id, outcome)
    }

    /// The refutation by the smallest arguments that one integer after the other leads to.
    fn smallest(&mut self, cell: &Cell, report: &ObligationReport, arguments: Vec<Literal>) -> Refutation {
        let (mut arguments, mut runs) = (arguments, 0);
        let mut changed = true;
        while changed && runs < SHRINKING {
            changed = false;
            for smaller in smaller(&arguments) {
                runs += 1;
                if self.run(&smaller).is_some_and(|outcome| self.hits(report, &smaller, &outcome)) {
                    (arguments, changed) = (smaller, true);
                    break;
                }
            }
        }
        let values = match self.run(&arguments) {
            Some(Outcome::Violation(violation)) => shown(violation.values),
            _ => Vec::new(),
        };
        Refutation { arguments: named(cell, arguments), values }
    }
}

/// Arguments with one integer closer to zero, the largest steps first.
fn smaller(arguments: &[Literal]) -> Vec<Vec<Literal>> {
    let mut all = Vec::new();
    for (position, argument) in arguments.iter().enumerate() {
        for closer in closer(argument) {
            let mut changed = arguments.to_vec();
            changed[position] = closer;
            all.push(changed);
        }
    }
    all
}

fn closer(argument: &Literal) -> Vec<Literal> {
    match argument {
        Literal::Integer(value) => {
            let steps = [0, 1, -1, 2, 10, 100, value / 1_000, value / 10, value / 2, value - value.signum()];
            let nearer = steps.into_iter().filter(|step| step.unsigned_abs() < value.unsigned_abs());
            nearer.map(Literal::Integer).collect()
        }
        Literal::Boolean(_) | Literal::Unit => Vec::new(),
        Literal::Tuple(components) => smaller(components).into_iter().map(Literal::Tuple).collect(),
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
    match why {
        Why::Defined(evaluated) => violation.undefined && is_of(*evaluated, violation.clause),
        why => !violation.undefined && is_false(why, violation.clause),
    }
}

/// Whether a clause is the one that is evaluated.
fn is_of(evaluated: Evaluated, clause: ViolatedClause) -> bool {
    clause
        == match evaluated {
            Evaluated::Here => return false,
            Evaluated::Requires(number) => ViolatedClause::Requires(number),
            Evaluated::Ensures(number) => ViolatedClause::Ensures(number),
            Evaluated::Entry(of, number) => ViolatedClause::InvariantAtEntry(of, number),
            Evaluated::Kept(of, number) => ViolatedClause::InvariantKept(of, number),
            Evaluated::Begun(of) => ViolatedClause::MeasureNegative(of),
            Evaluated::Ended(of) => ViolatedClause::MeasureDecreases(of),
        }
}

fn is_false(why: &Why, clause: ViolatedClause) -> bool {
    match (why, clause) {
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

/// The integers and truth values in an argument, from left to right.
fn leaves(argument: &Literal) -> Vec<Known> {
    match argument {
        Literal::Integer(integer) => vec![Known::Integer((*integer).into())],
        Literal::Boolean(truth) => vec![Known::Truth(*truth)],
        Literal::Unit => Vec::new(),
        Literal::Tuple(components) => components.iter().flat_map(leaves).collect(),
    }
}

fn named(cell: &Cell, arguments: Vec<Literal>) -> Vec<(String, String)> {
    let names = cell.parameters.iter().filter_map(|id| cell.variables.get(id.0 as usize));
    shown(names.map(|variable| variable.name.clone()).zip(arguments).collect())
}

fn shown(values: Vec<(String, Literal)>) -> Vec<(String, String)> {
    values.into_iter().map(|(name, value)| (name, value.to_string())).collect()
}
