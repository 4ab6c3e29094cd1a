//! Documents of the corpus, from their text to binaries.
//! Given by: `cargo test`.
//! Gives: nothing; fails where a binary differs from the evaluator or from what the document says.
//! Holds: nothing is proved here, so that every check is in the code.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use backend::ir::erased::{self, Datum};
use backend::{Contracts, Entry, Options, Proved, erase};
use common::core::{agree_with_core, cell, core};
use common::{agree, cranelift, expected, integers, random};
use elaborator::core::Program;
use elaborator::source::Source;
use std::path::Path;

fn document(name: &str) -> (Source, Program) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus").join(name);
    let source = Source::new(name, std::fs::read(path).unwrap());
    let program = core(&source);
    (source, program)
}

/// The cell of a document as a program, with and without its contracts evaluated.
fn programs(document: &str, name: &str) -> Vec<erased::Program> {
    let (source, program) = self::document(document);
    let id = cell(&program, name);
    let entry = if name == "main" { Entry::Main(id) } else { Entry::Cell(id) };
    let erase = |contracts| {
        erase(&program, &Proved::nothing(), &Options { entry, contracts, source: &source }).unwrap()
    };
    [Contracts::Erased, Contracts::Evaluated].into_iter().map(erase).collect()
}

#[test]
fn same_is_the_identity() {
    for program in programs("same.lm.md", "same") {
        agree(&program, &[integers(&[0]), integers(&[i64::MIN]), integers(&[i64::MAX])]);
        assert_eq!(expected(&program, &integers(&[-7])).output, "-7\n");
    }
}

#[test]
fn clamp_keeps_its_bounds_and_checks_its_precondition() {
    let values = [i64::MIN, -1, 0, 1, i64::MAX];
    let digit = |case: usize, place: u32| values[case / 5usize.pow(place) % 5];
    let cases: Vec<Vec<Datum>> =
        (0..125).map(|n| integers(&[digit(n, 0), digit(n, 1), digit(n, 2)])).collect();
    for program in programs("clamp.lm.md", "clamp") {
        agree(&program, &cases);
        assert_eq!(expected(&program, &integers(&[9, 0, 5])).output, "5\n");
        assert_eq!(expected(&program, &integers(&[9, 5, 0])).status, 112);
    }
}

#[test]
fn sum_prints_its_sum() {
    for program in programs("sum.lm.md", "main") {
        agree(&program, &[Vec::new()]);
        assert_eq!(expected(&program, &[]).output, "500500\n");
    }
    for program in programs("sum.lm.md", "sum_to") {
        agree(&program, &[0, 1, 2, 1000, 1_000_001, -1, i64::MIN, i64::MAX].map(|n| integers(&[n])));
    }
}

#[test]
fn random_programs_do_what_core_does() {
    let mut halts = 0;
    for seed in 0..40 {
        halts += agree_with_core(&cranelift(), &random::document(seed), "test", &random::arguments());
    }
    // Neither does everything halt, nor nothing.
    assert!((40..300).contains(&halts), "{halts} of 320 runs halt");
}
