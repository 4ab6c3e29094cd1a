//! What core prescribes, by its own evaluator.
//! Given by: tests, with documents as text.
//! Gives: comparisons with erased and flat code and with machine code.
//! Holds: a halt has to happen at the same place, and after the same output.

use super::{Run, Way, agree_by, expected};
use backend::ir::erased::Datum;
use backend::{Contracts, Entry, Options, Proved, erase};
use elaborator::core::{CellId, Program};
use elaborator::evaluate::{Limits, Outcome, evaluate};
use elaborator::literal::Literal;
use elaborator::source::Source;

pub(crate) fn core(source: &Source) -> Program {
    let elaborated = elaborator::elaborate(source);
    elaborated.program.unwrap_or_else(|| panic!("{:?}\n{}", elaborated.problems, source.text().unwrap()))
}

pub(crate) fn cell(program: &Program, name: &str) -> CellId {
    let index = program.cells.iter().position(|cell| cell.name == name).unwrap();
    CellId(u32::try_from(index).unwrap())
}

fn datum(literal: &Literal) -> Datum {
    match literal {
        Literal::Integer(value) => Datum::Int(*value),
        Literal::Boolean(value) => Datum::Bool(*value),
        Literal::Unit => Datum::Tuple(Vec::new()),
        Literal::Tuple(parts) => Datum::Tuple(parts.iter().map(datum).collect()),
    }
}

/// Runs a cell without preconditions of a document in every way. Gives how many of the runs halt.
pub(crate) fn agree_with_core(ways: &[Way], text: &str, name: &str, cases: &[Vec<Literal>]) -> usize {
    let source = Source::new("test.lm.md", text);
    let program = core(&source);
    let id = cell(&program, name);
    let options = Options { entry: Entry::Cell(id), contracts: Contracts::Erased, source: &source };
    let erased = erase(&program, &Proved::nothing(), &options).unwrap();
    let data: Vec<Vec<Datum>> = cases.iter().map(|case| case.iter().map(datum).collect()).collect();
    let mut halts = 0;
    for (case, data) in cases.iter().zip(&data) {
        let run = expected(&erased, data);
        assert!(is_prescribed(&source, &program, id, case, &run), "{run:?} on {case:?}\n{text}");
        halts += usize::from(run.status == 112);
    }
    agree_by(ways, &erased, &data);
    halts
}

fn is_prescribed(source: &Source, program: &Program, id: CellId, case: &[Literal], run: &Run) -> bool {
    let prescribed = evaluate(program, id, case, Limits { steps: 1_000_000 }).unwrap();
    let printed: String = prescribed.printed.iter().map(|line| format!("{line}\n")).collect();
    match prescribed.outcome {
        Outcome::Value(result) => run.status == 0 && run.output == format!("{printed}{result}\n"),
        Outcome::Halt(sites) => {
            let (inner, site) = sites[0];
            let inner = &program.cells[inner.0 as usize];
            let line = source.position(inner.sites[site.0 as usize].span.start).line;
            let start = format!("halt in cell {}, line {line}: ", inner.name);
            run.status == 112 && run.output == printed && run.errors.starts_with(&start)
        }
        other => panic!("{other:?}"),
    }
}
