//! The programs in the specification of the language.
//! Given by: `docs/spec/lumen.md`.
//! Gives: nothing.
//! Holds: each fence of Lumen in it is a program without problems; what it says of its examples is so.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{call, described};
use elaborator::core::print::print;
use elaborator::elaborate;
use elaborator::evaluate::{Limits, Outcome, evaluate_with_contracts};
use elaborator::source::Source;

const PAGE: &str = include_str!("../../docs/spec/lumen.md");

/// The fences of the page.
fn programs() -> Vec<elaborator::core::Program> {
    let source = Source::new("lumen.lm.md", PAGE);
    let fences = elaborate(&source).fences;
    let program = |text: &str| {
        let source = Source::new("fence.lm", text);
        let elaborated = elaborate(&source);
        assert_eq!(described(&source, &elaborated.problems), Vec::<String>::new(), "{text}");
        elaborated.program.unwrap()
    };
    fences.iter().map(|fence| program(source.slice(fence.span))).collect()
}

fn value(cell: &str, arguments: &[&str]) -> String {
    let programs = programs();
    let program =
        programs.iter().find(|program| program.cells.iter().any(|found| found.name == cell)).unwrap();
    let (cell, arguments) = call(program, cell, arguments);
    match evaluate_with_contracts(program, cell, &arguments, Limits { steps: 100_000 }).unwrap().outcome {
        Outcome::Value(value) => value.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_programs_of_the_specification_do_what_it_says() {
    assert!(programs().len() >= 4);
    assert_eq!(value("halves", &["-7"]), "(-3, true)");
    assert_eq!(value("halves", &["8"]), "(4, false)");
    assert_eq!(value("far", &["-9223372036854775808", "9223372036854775807"]), "true");
    assert_eq!(value("divide", &["100", "7"]), "(14, 2)");
    assert_eq!(value("main", &[]), "0");
    assert_eq!(value("countdown", &["50"]), "50");
    assert_eq!(value("root", &["99"]), "9");
}

#[test]
fn the_core_of_the_specification() {
    insta::assert_snapshot!("specification", programs().iter().map(print).collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_page_names_the_codes_of_the_table() {
    let table = include_str!("../../docs/spec/errors.md");
    let codes = PAGE.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| {
        word.len() == 5 && word.starts_with(['E', 'W']) && word[1..].bytes().all(|byte| byte.is_ascii_digit())
    });
    let mut count = 0;
    for code in codes {
        assert!(table.contains(&format!("| {code} |")), "{code}");
        count += 1;
    }
    assert!(count > 40);
}
