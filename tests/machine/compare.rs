//! The comparisons: a model with the evaluator, binaries with the evaluator.
//! Given by: cases, models, binaries.
//! Gives: the first difference.
//! Holds: of a halt a model has the outermost site, a binary the line of the innermost; the evaluator has all of them.

use super::binary::{Binary, Left};
use super::cases::{Case, STEPS};
use super::document::Document;
use super::model::{Model, Outcome};
use backend::ir::flat;
use backend::{Contracts, Entry, Options, Proved, count, erase, lower};
use elaborator::core::{CellId, Program, Span};
use elaborator::evaluate;
use elaborator::literal::Literal;

/// Enough for every case: an iteration takes at least one step.
const FUEL: u64 = 10 * STEPS;

/// Whether a model computes what the evaluator does.
pub(crate) fn agrees(model: &mut Model<'_>, case: &Case) -> bool {
    let computed = model.run(&case.arguments, FUEL);
    match (&case.run.outcome, &computed.outcome) {
        (evaluate::Outcome::Value(value), Outcome::Value(computed_value)) => {
            value == computed_value && case.run.printed == computed.printed
        }
        (evaluate::Outcome::Halt(_), Outcome::Halt(site)) => case.site() == Some(*site),
        _ => false,
    }
}

/// Demands that a model computes what the evaluator does.
pub(crate) fn demand_models(model: &mut Model<'_>, cases: &[Case], name: &str) {
    for case in cases {
        assert!(agrees(model, case), "{name}: {case:?}, {:?}", model.run(&case.arguments, FUEL));
    }
}

/// The binaries of a cell.
///
/// A binary tests the preconditions of its entry before the cell runs; a model does not. So there are two sorts: with
/// every check of the body but none at the entry, to be compared on every input; and without the checks that theorems
/// exclude but with those of the entry, which on inputs that violate a precondition has to halt there.
pub(crate) struct Machines<'a> {
    document: &'a Document,
    cell: CellId,
    unproved: [Binary; 2],
    /// None if there is nothing to exclude and no precondition: they would be the same.
    proved: Option<[Binary; 2]>,
}

impl<'a> Machines<'a> {
    pub(crate) fn of(document: &'a Document, cell: CellId) -> Machines<'a> {
        Machines::of_program(document, &document.program, cell)
    }

    /// The binaries of a program that may be another one than the document's.
    pub(crate) fn of_program(document: &'a Document, program: &Program, cell: CellId) -> Machines<'a> {
        let mut open = program.clone();
        open.cells[cell.0 as usize].requires.clear();
        let unproved = flat(document, &open, cell, &Proved::nothing());
        let proved = flat(document, program, cell, &document.proved);
        let proved = (proved != unproved).then(|| binaries(&proved));
        let unproved = binaries(&unproved);
        Machines { document, cell, unproved, proved }
    }

    /// What a binary leaves behind that should leave something else.
    pub(crate) fn disagreement(&self, case: &Case) -> Option<Left> {
        let runs = |binaries: &[Binary; 2], is_right: &dyn Fn(&Left) -> bool| {
            binaries.iter().map(|binary| binary.run(&case.arguments)).find(|left| !is_right(left))
        };
        let is_prescribed = |left: &Left| self.is_prescribed(case, left);
        let of_proved = |binaries| match case.violated {
            None => runs(binaries, &is_prescribed),
            Some(clause) => runs(binaries, &|left| self.is_refused(clause, left)),
        };
        runs(&self.unproved, &is_prescribed).or_else(|| self.proved.as_ref().and_then(of_proved))
    }

    /// Demands that all binaries do what the evaluator does.
    pub(crate) fn demand(&self, cases: &[Case]) {
        for case in cases {
            let found = self.disagreement(case);
            assert_eq!(found, None, "{case:?}");
        }
    }

    fn is_prescribed(&self, case: &Case, left: &Left) -> bool {
        let printed: String = case.run.printed.iter().map(|line| format!("{line}\n")).collect();
        match &case.run.outcome {
            evaluate::Outcome::Value(Literal::Unit) => left.is_orderly(&printed),
            evaluate::Outcome::Value(value) => left.is_orderly(&format!("{printed}{value}\n")),
            evaluate::Outcome::Halt(trace) => {
                let (inner, site) = trace[0];
                let inner = &self.document.program.cells[inner.0 as usize];
                left.output == printed && self.is_halt(left, &inner.name, inner.sites[site.0 as usize].span)
            }
            _ => false,
        }
    }

    /// Whether the run halted at a precondition of the entry, before anything was printed.
    fn is_refused(&self, clause: u32, left: &Left) -> bool {
        let cell = &self.document.program.cells[self.cell.0 as usize];
        let clause = &cell.requires[clause as usize];
        let ending = format!(": precondition does not hold: {}\n", clause.text);
        left.output.is_empty()
            && left.errors.ends_with(&ending)
            && self.is_halt(left, &cell.name, clause.span)
    }

    fn is_halt(&self, left: &Left, cell: &str, span: Span) -> bool {
        let start = format!("halt in cell {cell}, line {}: ", self.document.line(span.start));
        left.status == Some(112) && left.errors.starts_with(&start)
    }
}

impl Left {
    fn is_orderly(&self, output: &str) -> bool {
        self.status == Some(0) && self.errors.is_empty() && self.output == output
    }
}

/// A cell as the process runs it.
fn flat(document: &Document, program: &Program, cell: CellId, proved: &Proved) -> flat::Program {
    let is_main = program.cells[cell.0 as usize].name == "main";
    let entry = if is_main { Entry::Main(cell) } else { Entry::Cell(cell) };
    let options = Options { entry, contracts: Contracts::Erased, source: &document.source };
    lower(&count(erase(program, proved, &options).unwrap())).unwrap()
}

/// The debug and the release binary.
fn binaries(program: &flat::Program) -> [Binary; 2] {
    [Binary::debug(program), Binary::release(program)]
}
