//! Inputs with what the evaluator says of them.
//! Given by: a document and one of its cells.
//! Gives: random and extreme inputs to the comparisons.
//! Holds: no input twice; the evaluator ends within the steps that were asked for.

use super::document::Document;
use super::random::Random;
use elaborator::core::{Cell, CellId, SiteId, Type};
use elaborator::evaluate::{Limits, Outcome, Run, ViolatedClause, evaluate, evaluate_with_contracts};
use elaborator::literal::Literal;
use std::collections::HashSet;

/// The longest run of a random input, in steps of the evaluator.
pub(crate) const STEPS: u64 = 1000;

/// An input of a cell.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) arguments: Vec<Literal>,
    /// What the evaluator does; it looks at no precondition of the cell.
    pub(crate) run: Run,
    /// The first precondition of the cell that does not hold.
    pub(crate) violated: Option<u32>,
}

impl Case {
    /// The site in the cell itself at which the run halts: the outermost.
    pub(crate) fn site(&self) -> Option<SiteId> {
        match &self.run.outcome {
            Outcome::Halt(trace) => trace.last().map(|(_, site)| *site),
            _ => None,
        }
    }

    pub(crate) fn halts(&self) -> bool {
        self.site().is_some()
    }

    pub(crate) fn value(&self) -> Option<&Literal> {
        match &self.run.outcome {
            Outcome::Value(value) => Some(value),
            _ => None,
        }
    }
}

/// The types of the parameters that are given, without the world.
fn types(cell: &Cell) -> Vec<&Type> {
    let all = cell.parameters.iter().map(|parameter| &cell.variables[parameter.0 as usize].of);
    all.filter(|of| **of != Type::World).collect()
}

/// The case of an input; none if the run takes more steps.
pub(crate) fn prescribe(
    document: &Document,
    cell: CellId,
    arguments: Vec<Literal>,
    steps: u64,
) -> Option<Case> {
    let run = evaluate(&document.program, cell, &arguments, Limits { steps }).unwrap();
    if run.outcome == Outcome::StepLimit {
        return None;
    }
    // Preconditions are looked at before the first step.
    let start = evaluate_with_contracts(&document.program, cell, &arguments, Limits { steps: 0 }).unwrap();
    let violated = match start.outcome {
        Outcome::Violation(violation) => match violation.clause {
            ViolatedClause::Requires(clause) if violation.cell == cell => Some(clause),
            _ => None,
        },
        _ => None,
    };
    Some(Case { arguments, run, violated })
}

fn drawn(
    document: &Document,
    id: CellId,
    (count, steps): (usize, u64),
    draw: impl Fn(&mut Random, &Type) -> Literal,
) -> Vec<Case> {
    let cell = &document.program.cells[id.0 as usize];
    let mut random = Random::new(&cell.name, document.source.text().unwrap());
    let (mut known, mut cases) = (HashSet::new(), Vec::with_capacity(count));
    for _ in 0..100 * count {
        if cases.len() == count {
            break;
        }
        let arguments: Vec<Literal> = types(cell).into_iter().map(|of| draw(&mut random, of)).collect();
        if known.insert(arguments.clone()) {
            cases.extend(prescribe(document, id, arguments, steps));
        }
    }
    cases
}

/// Random inputs of a cell whose runs are short.
pub(crate) fn cases(document: &Document, cell: CellId, count: usize) -> Vec<Case> {
    drawn(document, cell, (count, STEPS), Random::literal)
}

/// Inputs at the ends of the range; loops that would not end are left out.
pub(crate) fn extremes(document: &Document, cell: CellId) -> Vec<Case> {
    let cases = drawn(document, cell, (50, 20_000), Random::extreme);
    assert!(cases.len() >= 12, "{}", cases.len());
    cases
}
