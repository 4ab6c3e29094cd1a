//! Model = machine: what the kernel computes of a model, what the evaluator does, and what both kinds of binaries do.
//! Given by: `cargo test`, with `lumenc-llvm` built beside `lumenc`.
//! Gives: nothing; fails with the first input on which two of them differ.
//! Holds: each input is run by all; a wrong model and a wrong binary are caught.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod binary;
mod cases;
mod compare;
mod document;
mod model;
mod random;

use cases::{Case, cases, extremes, prescribe};
use compare::{Machines, agrees, demand_models};
use document::{Document, calls, corpus};
use elaborator::core::{Binary, Block, Checked, End, Step, Value};
use elaborator::literal::Literal;
use model::Models;

/// How many random inputs each cell gets.
const INPUTS: usize = 1000;

/// What has to occur among the random inputs of a cell, so that nothing is compared in vain.
struct Wanted {
    /// Inputs that the contract allows.
    allowed: usize,
    /// Inputs that it does not allow.
    violating: usize,
    /// Inputs at which the model halts.
    halts: usize,
}

/// Compares all four on the random inputs of a cell.
fn compare(document: &Document, name: &str, wanted: &Wanted) {
    let cell = document.cell(name);
    let cases = cases(document, cell, INPUTS);
    assert_eq!(cases.len(), INPUTS, "{name}");
    demand_models(&mut Models::of(document).model(document, cell), &cases, name);
    Machines::of(document, cell).demand(&cases);
    let count = |of: &dyn Fn(&Case) -> bool| cases.iter().filter(|case| of(case)).count();
    let allowed = count(&|case| case.violated.is_none());
    let halts = count(&Case::halts);
    assert!(
        allowed >= wanted.allowed && INPUTS - allowed >= wanted.violating && halts >= wanted.halts,
        "{name}: {allowed} allowed, {halts} halts"
    );
}

/// Compares evaluator and binaries on inputs at the ends of the range.
fn compare_extremes(document: &Document, name: &str) {
    let cell = document.cell(name);
    Machines::of(document, cell).demand(&extremes(document, cell));
}

#[test]
fn same() {
    compare(corpus("same"), "same", &Wanted { allowed: INPUTS, violating: 0, halts: 0 });
    compare_extremes(corpus("same"), "same");
}

#[test]
fn clamp() {
    compare(corpus("clamp"), "clamp", &Wanted { allowed: 300, violating: 300, halts: 0 });
    compare_extremes(corpus("clamp"), "clamp");
}

#[test]
fn sum_to() {
    // No more than about 200 numbers have a sum that is found within the steps of a short run.
    compare(corpus("sum"), "sum_to", &Wanted { allowed: 100, violating: 300, halts: 0 });
    compare_extremes(corpus("sum"), "sum_to");
}

#[test]
fn fee() {
    compare(corpus("payments"), "fee", &Wanted { allowed: 100, violating: 300, halts: 50 });
    compare_extremes(corpus("payments"), "fee");
}

#[test]
fn possible() {
    compare(corpus("payments"), "possible", &Wanted { allowed: INPUTS, violating: 0, halts: 0 });
    compare_extremes(corpus("payments"), "possible");
}

#[test]
fn transfer() {
    compare(corpus("payments"), "transfer", &Wanted { allowed: 100, violating: 300, halts: 50 });
    compare_extremes(corpus("payments"), "transfer");
}

#[test]
fn repay() {
    compare(corpus("payments"), "repay", &Wanted { allowed: 100, violating: 300, halts: 20 });
    compare_extremes(corpus("payments"), "repay");
}

#[test]
fn interest() {
    compare(corpus("payments"), "interest", &Wanted { allowed: 50, violating: 300, halts: 50 });
    compare_extremes(corpus("payments"), "interest");
}

#[test]
fn main_of_each_document() {
    for name in ["sum", "payments"] {
        let document = corpus(name);
        let cell = document.cell("main");
        let cases = [prescribe(document, cell, Vec::new(), 100_000).unwrap()];
        demand_models(&mut Models::of(document).model(document, cell), &cases, name);
        Machines::of(document, cell).demand(&cases);
    }
}

#[test]
fn halts_of_callees_and_every_operation() {
    for name in ["ratio", "mixed", "twice"] {
        compare(calls(), name, &Wanted { allowed: INPUTS, violating: 0, halts: 50 });
    }
}

#[test]
fn tuples_in_tuples() {
    compare(calls(), "nested", &Wanted { allowed: INPUTS, violating: 0, halts: 0 });
}

#[test]
fn long_runs() {
    let document = corpus("sum");
    let cell = document.cell("sum_to");
    let case = prescribe(document, cell, vec![Literal::Integer(1_000_000)], 10_000_000).unwrap();
    assert_eq!(case.value(), Some(&Literal::Integer(500_000_500_000)));
    Machines::of(document, cell).demand(&[case]);
}

#[test]
fn fuel_runs_out_one_iteration_too_early() {
    let document = corpus("sum");
    let mut model = Models::of(document).model(document, document.cell("sum_to"));
    let mut at = |fuel| model.run(&[Literal::Integer(100)], fuel).outcome;
    assert_eq!(at(100), model::Outcome::More);
    assert_eq!(at(101), model::Outcome::Value(Literal::Integer(5050)));
}

/// A constant of the models, a wrong one in its place, and a cell that shows the difference.
const WRONG: [(&str, &str, &str, &str); 10] = [
    ("Lumen.div", "Wrong.div", "payments", "fee"),
    ("Lumen.div", "Wrong.div", "calls", "ratio"),
    ("Lumen.rem", "Wrong.rem", "calls", "ratio"),
    ("Lumen.mul", "Wrong.mul", "payments", "interest"),
    ("Lumen.add", "Wrong.add", "payments", "transfer"),
    ("Lumen.blt", "Lumen.ble", "sum", "sum_to"),
    ("Lumen.loop", "Wrong.loop", "payments", "repay"),
    ("Lumen.Comp.guard", "Wrong.guard", "payments", "transfer"),
    ("Lumen.Comp.at", "Wrong.call", "calls", "twice"),
    ("Lumen.World.print", "Wrong.print", "calls", "mixed"),
];

#[test]
fn a_wrong_model_is_found() {
    for (right, wrong, name, cell) in WRONG {
        let document = if name == "calls" { calls() } else { corpus(name) };
        let id = document.cell(cell);
        let mut model = Models::exchanged(document, right, wrong).model(document, id);
        let found = cases(document, id, INPUTS).iter().any(|case| !agrees(&mut model, case));
        assert!(found, "{wrong} for {right} in {cell}");
    }
}

#[test]
fn a_wrong_binary_is_found() {
    let document = corpus("payments");
    let id = document.cell("fee");
    let cases = cases(document, id, 200);
    let mut wrong = document.program.clone();
    let body: &mut Block = &mut wrong.cells[id.0 as usize].body;
    for step in &mut body.steps {
        if let Step::Checked(_, operation @ Checked::Divide, _, _) = step {
            *operation = Checked::Remainder;
        }
    }
    let machines = Machines::of_program(document, &wrong, id);
    assert!(cases.iter().any(|case| machines.disagreement(case).is_some()));
    // The same text with another line for the halt.
    let mut moved = document.program.clone();
    for site in &mut moved.cells[id.0 as usize].sites {
        site.span.start = 0;
    }
    let machines = Machines::of_program(document, &moved, id);
    assert!(cases.iter().any(|case| case.halts() && machines.disagreement(case).is_some()));
}

#[test]
fn a_wrong_comparison_is_found() {
    let document = corpus("payments");
    let id = document.cell("possible");
    let mut wrong = document.program.clone();
    let body = &mut wrong.cells[id.0 as usize].body;
    body.end = End::Return(Value::Binary(
        Binary::LessEqual,
        Box::new(Value::Integer(0)),
        Box::new(Value::Variable(document.program.cells[id.0 as usize].parameters[1])),
    ));
    let machines = Machines::of_program(document, &wrong, id);
    assert!(cases(document, id, 200).iter().any(|case| machines.disagreement(case).is_some()));
}
