//! Every document of the corpus: what is right gets a certificate that an audit accepts, what is wrong gets none.
//! Given by: `corpus/`.
//! Gives: nothing.
//! Holds: no solver takes part; certificates are the same bytes each time.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{audited, certified, documents, source_at, verified};
use elaborator::core::SiteKind;
use elaborator::evaluate::{Limits, Outcome, evaluate_with_contracts};
use elaborator::literal::Literal;
use verifier::verify::{State, Theorem};

#[test]
fn what_is_right_is_proved_and_audited() {
    for path in documents(".").iter().chain(&documents("variants")) {
        let source = source_at(path);
        let certificate = certified(&source);
        let account = audited(&certificate, Some(&source)).unwrap();
        assert!(account.against_source && account.axioms.is_empty(), "{}", source.name());
        let alone = audited(&certificate, None).unwrap();
        assert!(!alone.against_source);
        assert_eq!(alone.manifest, account.manifest);
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let source = common::corpus("sum.lm.md");
    assert_eq!(certified(&source), certified(&source));
}

#[test]
fn what_is_wrong_is_refuted_or_unknown_and_has_no_theorem() {
    let mut refuted = 0;
    for path in documents("wrong") {
        let source = source_at(&path);
        let (program, mut report) = verified(&source);
        assert!(!report.is_complete(), "{} verifies", source.name());
        let tools = Vec::new();
        let none = verifier::certificate::create(&mut report, &source, &program, &common::identity(), &tools);
        assert_eq!(none, None);
        for cell in &report.cells {
            let open = |state: &State| matches!(state, State::Refuted(_) | State::Unknown { .. });
            let complete = !cell.obligations.iter().any(|entry| open(&entry.state));
            assert!(complete || matches!(cell.theorem, Theorem::Open), "{}", source.name());
            refuted +=
                cell.obligations.iter().filter(|entry| matches!(entry.state, State::Refuted(_))).count();
        }
    }
    assert!(refuted >= 8, "only {refuted} obligations are refuted");
}

#[test]
fn a_refutation_is_a_run_of_the_evaluator() {
    let source = common::corpus("wrong/sum-one-less.lm.md");
    let (program, report) = verified(&source);
    let cell = &report.cells[0];
    let states = cell.obligations.iter().map(|entry| &entry.state);
    let found: Vec<_> = states
        .filter_map(|state| match state {
            State::Refuted(refutation) => Some(&refutation.arguments),
            _ => None,
        })
        .collect();
    let [arguments] = found.as_slice() else { panic!("one obligation is refuted: {found:?}") };
    let values = arguments.iter().map(|(_, value)| Literal::Integer(value.parse().unwrap()));
    let values: Vec<Literal> = values.collect();
    let run = evaluate_with_contracts(&program, cell.cell, &values, Limits { steps: 10_000 }).unwrap();
    assert!(matches!(run.outcome, Outcome::Violation(_)), "{run:?}");
}

#[test]
fn proved_sites_are_superfluous_and_checks_stay() {
    let source = common::document(
        "mixed.lm.md",
        "cell half(x: Int) -> (r: Int)\n  requires 0 <= x\n  check x < 1000\n  return (x + 1) / 2\nend",
    );
    let (program, report) = verified(&source);
    assert!(report.is_complete());
    let cell = &program.cells[0];
    let kind = |site: &elaborator::core::SiteId| &cell.sites[site.0 as usize].kind;
    let superfluous = verifier::certificate::superfluous(cell, false);
    assert!(superfluous.len() >= 2 && !superfluous.iter().any(|site| *kind(site) == SiteKind::Check));
    let kept = verifier::certificate::kept(cell, false);
    assert!(kept.len() == 1 && *kind(&kept[0]) == SiteKind::Check);
    assert!(verifier::certificate::superfluous(cell, true).is_empty());
    assert_eq!(report.translation.cells[0].halts, kept);
}
