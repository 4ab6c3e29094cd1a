//! Ladders: on no kind of input does the work grow faster than the input, and a wrong rung is always found.
//! Given by: the generator of `conformance`, at two sizes.
//! Gives: a verdict on strategy: what is shared is visited once, what is not needed is not computed.
//! Holds: work is counted in steps, by the smallest limit of steps under which the kernel decides; no clock is read.
#![cfg(test)]

use conformance::ladders::{Kind, kinds, ladder};
use kernel::ndjson::{ReadError, read};
use kernel::{Environment, Limit, Limits, Problem, Store, on_large_stack};

const SIZE: usize = 40;
/// Twice the size may need this many times the steps.
const GROWTH: f64 = 2.5;

fn verdict(export: &str, steps: u64) -> Result<(), Problem> {
    let mut store = Store::new();
    let mut environment = Environment::new();
    environment.limits = Limits { steps, ..Limits::LARGE };
    match read(export.as_bytes(), &mut store, &mut environment) {
        Ok(_) => Ok(()),
        Err(ReadError::Rejected { rejection, .. }) => Err(rejection.problem),
        Err(error) => panic!("{error:?}"),
    }
}

fn is_decided(export: &str, steps: u64) -> bool {
    verdict(export, steps) != Err(Problem::Limit(Limit::Steps))
}

/// The smallest limit, up to a thirtieth, under which the export is decided.
fn steps_needed(export: &str) -> u64 {
    let mut enough = 32;
    while !is_decided(export, enough) {
        enough *= 2;
        assert!(enough < 1 << 24, "no end is seen");
    }
    let mut short = enough / 2;
    while enough - short > enough / 30 + 1 {
        let middle = short + (enough - short) / 2;
        if is_decided(export, middle) { enough = middle } else { short = middle }
    }
    enough
}

fn check_growth(kind: Kind, wrong: bool) {
    let [small, large] = [SIZE, 2 * SIZE].map(|size| ladder(kind, size, wrong));
    for export in [&small, &large] {
        match verdict(export, 1 << 24) {
            Ok(()) => assert!(!wrong, "{}: a wrong one is accepted", kind.name),
            Err(Problem::Invalid(_)) => assert!(wrong, "{}: it is rejected", kind.name),
            Err(problem) => panic!("{}: {problem:?}", kind.name),
        }
    }
    let [before, after] = [steps_needed(&small), steps_needed(&large)];
    let growth = after as f64 / before as f64;
    eprintln!("{:16} {wrong:5} {before:8} {after:8} {growth:.2}", kind.name);
    assert!(growth <= GROWTH, "{}: {before} steps, then {after}", kind.name);
}

#[test]
fn work_grows_with_the_size_only_and_wrong_rungs_are_found() {
    on_large_stack(|| {
        for kind in kinds() {
            check_growth(kind, false);
            check_growth(kind, true);
        }
    })
    .unwrap();
}

/// More fields than levels may be nested: the universe of the recursor's type is not nested by them.
#[test]
fn structures_may_have_many_fields() {
    let wide = kinds().find(|kind| kind.name == "wide").unwrap();
    let [right, wrong] = [false, true].map(|wrong| ladder(wide, 700, wrong));
    on_large_stack(|| {
        assert_eq!(verdict(&right, 1 << 24), Ok(()));
        assert!(matches!(verdict(&wrong, 1 << 24), Err(Problem::Invalid(_))));
    })
    .unwrap();
}
