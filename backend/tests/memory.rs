//! Programs that run in memory do what linked ones do.
//! Given by: `cargo test`; the test starts itself again, since a program ends its process.
//! Gives: nothing; fails with the first difference.
//! Holds: output, halts and arguments are compared.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use backend::emit::{self, Speed};
use common::{expected, integers, lower, parse};
use std::env;
use std::process::Command;

const PROGRAM: &str = "program \"main.test\"\nsite 0 \"f\" 3 \"overflow: a + b\"\n\
    cell $entry#0(a.0: Int, b.1: Int) -> Int { print \"\" let r.2: Int = add(a.0, b.1) else 0 print show(r.2) return 7 }\n\
    entry 0";
const ARGUMENTS: &str = "LUMEN_TEST_ARGUMENTS";

#[test]
fn runs_in_memory_when_asked_to() {
    if let Ok(arguments) = env::var(ARGUMENTS) {
        let arguments: Vec<String> = arguments.split_whitespace().map(ToOwned::to_owned).collect();
        panic!("{:?}", emit::run(&lower(&parse(PROGRAM)), &arguments, Speed::OfBuild));
    }
}

/// Starts this test again. What the harness prints before the program starts is not the program's.
fn run(arguments: &str) -> (String, String, i32) {
    let name = "runs_in_memory_when_asked_to";
    let mut again = Command::new(env::current_exe().unwrap());
    let output =
        again.args([name, "--exact", "--nocapture", "--test-threads=1"]).env(ARGUMENTS, arguments).output();
    let output = output.unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    (printed.split_once(" ... ").map_or("", |(_, own)| own).to_owned(), errors, output.status.code().unwrap())
}

#[test]
fn memory_and_evaluator_agree() {
    let program = parse(PROGRAM);
    for case in [[1, 2], [i64::MAX, 1], [i64::MIN, -1], [i64::MIN, 1]] {
        let expected = expected(&program, &integers(&case));
        let (printed, errors, status) = run(&format!("{} {}", case[0], case[1]));
        assert_eq!(
            (printed.trim_start(), errors, status),
            (expected.output.trim_start(), expected.errors, expected.status)
        );
    }
}

#[test]
fn arguments_that_are_no_literals_end_the_run() {
    for (arguments, number) in
        [("1 x", "argument 2"), ("1", "number of arguments"), ("1 9223372036854775808", "argument 2")]
    {
        let (_, errors, status) = run(arguments);
        assert_eq!(status, 2, "{arguments}");
        assert!(errors.contains("lumenc: ") && errors.contains(number), "{errors}");
    }
}
