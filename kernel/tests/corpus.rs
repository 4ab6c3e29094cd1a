//! The corpus of Lean exports: every case of the format that the kernel reads has the outcome of the manifest.
//! Given by: the directory in `LUMEN_CORPUS`, or `../shared/corpus/lean` beside the checkout.
//! Gives: a verdict on the kernel: no false accept, no wrong rejection, nothing declined.
//! Holds: without the corpus the test says so and passes.
#![cfg(test)]

use crate::support::{Case, cases, content, corpus};
use kernel::ndjson::{ReadError, read};
use kernel::{Environment, Limits, Problem, Store, on_large_stack};
use std::path::Path;

fn outcome(path: &Path) -> Result<(), ReadError> {
    let mut store = Store::new();
    let mut environment = Environment::new();
    environment.limits = Limits::LARGE;
    read(content(path).as_slice(), &mut store, &mut environment).map(|_| ())
}

fn judge(corpus: &Path, case: &Case) -> Option<String> {
    let outcome = outcome(&corpus.join(&case.name));
    let limited = matches!(
        &outcome,
        Err(ReadError::Rejected { rejection, .. }) if !matches!(rejection.problem, Problem::Invalid(_))
    );
    let right = match case.outcome.as_str() {
        "accept" => outcome.is_ok(),
        "reject" => outcome.is_err() && !limited,
        _ => true,
    };
    (!right).then(|| format!("{}: expected {}, found {outcome:?}", case.name, case.outcome))
}

#[test]
fn every_case_has_the_outcome_of_the_manifest() {
    let Some(corpus) = corpus() else { return };
    let wrong =
        on_large_stack(|| cases(&corpus).iter().filter_map(|case| judge(&corpus, case)).collect::<Vec<_>>());
    assert_eq!(wrong, Some(Vec::new()));
}
