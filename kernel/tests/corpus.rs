//! The corpus of Lean exports: every case of the format that the kernel reads has the outcome of the manifest.
//! Given by: the directory in `LUMEN_CORPUS`, or `../shared/corpus/lean` beside the checkout.
//! Gives: a verdict on the kernel: no false accept, no wrong rejection, nothing declined.
//! Holds: without the corpus the test says so and passes.
#![cfg(test)]

use crate::support::{content, corpus};
use kernel::ndjson::{ReadError, read};
use kernel::{Environment, Limits, Problem, Store, on_large_stack};
use std::path::Path;

/// Path and expected outcome of each case in NDJSON 3.1.
fn cases(corpus: &Path) -> Vec<(String, String)> {
    let manifest = std::fs::read_to_string(corpus.join("MANIFEST.tsv")).unwrap();
    let columns = manifest.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    columns
        .filter(|columns| columns.len() > 5 && columns[3].starts_with("ndjson 3.1"))
        .map(|columns| (columns[0].to_owned(), columns[5].to_owned()))
        .collect()
}

fn outcome(path: &Path) -> Result<(), ReadError> {
    let mut store = Store::new();
    let mut environment = Environment::new();
    environment.limits = Limits::LARGE;
    read(content(path).as_slice(), &mut store, &mut environment).map(|_| ())
}

fn judge(corpus: &Path, name: &str, expected: &str) -> Option<String> {
    let outcome = outcome(&corpus.join(name));
    let limited = matches!(
        &outcome,
        Err(ReadError::Rejected { rejection, .. }) if !matches!(rejection.problem, Problem::Invalid(_))
    );
    let right = match expected {
        "accept" => outcome.is_ok(),
        "reject" => outcome.is_err() && !limited,
        _ => true,
    };
    (!right).then(|| format!("{name}: expected {expected}, found {outcome:?}"))
}

#[test]
fn every_case_has_the_outcome_of_the_manifest() {
    let Some(corpus) = corpus() else { return };
    let wrong = on_large_stack(|| {
        let cases = cases(&corpus);
        assert!(cases.len() >= 100, "the manifest lists only {} cases", cases.len());
        cases.iter().filter_map(|(name, expected)| judge(&corpus, name, expected)).collect::<Vec<_>>()
    });
    assert_eq!(wrong, Some(Vec::new()));
}
