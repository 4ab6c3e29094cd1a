//! The list of names that models and statements mention, compared with the library.
//! Given by: `cargo test`.
//! Gives: confidence that each name stands for what the translation takes it to be.
//! Holds: each constant has the type that the list says, as Lean's elaborator reads it and the kernel compares it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use elaborator::meaning::{Known, Listed, Word};
use lean::elaborate::elaborate_file;
use std::fmt::Write as _;

/// An example for each constant, at its levels, with its type.
fn examples(list: &[Known]) -> String {
    let mut text = String::new();
    for known in list {
        let levels: Vec<String> = known.levels.iter().map(u8::to_string).collect();
        let at = if levels.is_empty() { String::new() } else { format!(".{{{}}}", levels.join(", ")) };
        writeln!(text, "example : {} := @{}{at}", known.of, known.name).unwrap();
    }
    text
}

#[test]
fn every_word_has_its_type() {
    let proofs::Library { mut store, mut environment, mut state } = proofs::library().unwrap();
    let problems = elaborate_file(&mut store, &mut environment, &mut state, &examples(Word::LIST));
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn a_wrong_type_is_noticed() {
    let proofs::Library { mut store, mut environment, mut state } = proofs::library().unwrap();
    let wrong = Known { name: "Lumen.I64", levels: &[], of: "Nat → Prop" };
    let problems = elaborate_file(&mut store, &mut environment, &mut state, &examples(&[wrong]));
    assert!(!problems.is_empty());
}
