//! Runs of core: results, halts, lines, limits, and violated clauses.
//! Given by: the corpus and small programs.
//! Gives: nothing.
//! Holds: each wrong twin of the corpus has a run of at most 10,000 steps that shows its violation.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{call, corpus, program};
use elaborator::core::{Program, SiteKind};
use elaborator::evaluate::{
    Limits, Outcome, Refusal, Run, ViolatedClause, evaluate, evaluate_with_contracts,
};
use elaborator::literal::Literal;

const LIMITS: Limits = Limits { steps: 10_000 };

fn run(program: &Program, cell: &str, arguments: &[&str]) -> Run {
    let (cell, arguments) = call(program, cell, arguments);
    let plain = evaluate(program, cell, &arguments, LIMITS).unwrap();
    let examined = evaluate_with_contracts(program, cell, &arguments, LIMITS).unwrap();
    if !matches!(examined.outcome, Outcome::Violation(_)) {
        assert_eq!(plain, examined, "examining contracts changes nothing else");
    }
    examined
}

fn value(program: &Program, cell: &str, arguments: &[&str]) -> String {
    match run(program, cell, arguments).outcome {
        Outcome::Value(value) => value.to_string(),
        other => panic!("{other:?}"),
    }
}

/// The kinds of the sites of a halt, innermost first.
fn halts(program: &Program, cell: &str, arguments: &[&str]) -> Vec<SiteKind> {
    match run(program, cell, arguments).outcome {
        Outcome::Halt(trace) => {
            let kind = |(cell, site): &(elaborator::core::CellId, elaborator::core::SiteId)| {
                program.cells[cell.0 as usize].sites[site.0 as usize].kind.clone()
            };
            trace.iter().map(kind).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn violates(program: &Program, cell: &str, arguments: &[&str]) -> ViolatedClause {
    match run(program, cell, arguments).outcome {
        Outcome::Violation(violation) => violation.clause,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_first_documents_compute_what_they_promise() {
    assert_eq!(value(&corpus("same"), "same", &["-9223372036854775808"]), "-9223372036854775808");
    let clamp = corpus("clamp");
    assert_eq!(value(&clamp, "clamp", &["5", "-3", "3"]), "3");
    assert_eq!(value(&clamp, "clamp", &["-5", "-3", "3"]), "-3");
    assert_eq!(value(&clamp, "clamp", &["0", "-3", "3"]), "0");
    assert_eq!(violates(&clamp, "clamp", &["0", "1", "0"]), ViolatedClause::Requires(0));
    let sum = corpus("sum");
    assert_eq!(value(&sum, "sum_to", &["100"]), "5050");
    assert_eq!(run(&sum, "main", &[]).printed, ["500500"]);
    assert_eq!(value(&corpus("variants/sum-down"), "sum_to", &["100"]), "5050");
    assert_eq!(value(&corpus("variants/sum-renamed"), "triangle", &["100"]), "5050");
    assert_eq!(value(&corpus("variants/clamp-reordered"), "limit", &["1", "9", "10"]), "9");
    assert_eq!(value(&corpus("variants/clamp-percent"), "percent", &["-4"]), "0");
    assert_eq!(value(&corpus("variants/same-pair"), "both", &["(3, true)"]), "(3, true)");
}

#[test]
fn payments_compute_what_they_promise() {
    let payments = corpus("payments");
    assert_eq!(value(&payments, "transfer", &["250000", "100000", "40000", "25"]), "(210000, 139900, 100)");
    assert_eq!(value(&payments, "transfer", &["5", "7", "6", "25"]), "(5, 7, 0)");
    assert_eq!(value(&payments, "transfer", &["5", "7", "-1", "25"]), "(5, 7, 0)");
    assert_eq!(value(&payments, "repay", &["100000", "7000", "12"]), "16000");
    assert_eq!(value(&payments, "repay", &["100000", "7000", "15"]), "0");
    assert_eq!(value(&payments, "interest", &["99999", "200", "10"]), "119989");
    let most = "1000000000000";
    assert_eq!(value(&payments, "fee", &[most, "10000"]), most);
    let printed = run(&payments, "main", &[]).printed;
    assert_eq!(printed.len(), 10);
    assert_eq!(printed[1], "(210000, 139900, 100)");
    assert_eq!(printed[7], "16000");
    let other = corpus("variants/payments-down");
    assert_eq!(value(&other, "send", &["50", "60", "40", "100"]), "(96, 4, 10)");
    assert_eq!(value(&other, "pay_off", &["100", "30", "4"]), "0");
}

#[test]
fn each_wrong_twin_shows_its_violation() {
    let twin = |name: &str| corpus(&format!("wrong/{name}"));
    assert_eq!(violates(&twin("same-successor"), "same", &["0"]), ViolatedClause::Ensures(0));
    assert_eq!(violates(&twin("same-positive"), "same", &["-1"]), ViolatedClause::Ensures(0));
    assert_eq!(violates(&twin("clamp-exchanged"), "clamp", &["1", "0", "2"]), ViolatedClause::Ensures(1));
    assert_eq!(violates(&twin("clamp-empty"), "clamp", &["0", "1", "0"]), ViolatedClause::Ensures(0));
    assert_eq!(violates(&twin("sum-one-less"), "sum_to", &["2"]), ViolatedClause::Ensures(0));
    let standing = violates(&twin("sum-standing-still"), "sum_to", &["11"]);
    assert!(matches!(standing, ViolatedClause::MeasureDecreases(_)));
    let called = halts(&twin("sum-call"), "main", &[]);
    assert!(matches!(called[..], [SiteKind::Precondition { clause: 0, .. }]));
    let forgotten = twin("payments-forgotten-fee");
    assert_eq!(violates(&forgotten, "transfer", &["10000", "0", "10000", "1"]), ViolatedClause::Ensures(0));
    let theft = halts(&twin("payments-theft"), "transfer", &["0", "0", "-1", "0"]);
    assert!(matches!(theft[..], [SiteKind::Precondition { clause: 0, .. }]));
    assert_eq!(violates(&twin("payments-rounding-up"), "fee", &["1", "1"]), ViolatedClause::Ensures(1));
    let bound = halts(&twin("payments-missing-bound"), "fee", &["922337203685478", "10000"]);
    assert_eq!(bound, [SiteKind::Overflow]);
}

#[test]
fn a_sum_without_bound_overflows_in_the_end() {
    let unbounded = corpus("wrong/sum-unbounded");
    let (cell, arguments) = call(&unbounded, "sum_to", &["9223372036854775807"]);
    let run = evaluate(&unbounded, cell, &arguments, LIMITS).unwrap();
    assert_eq!((run.outcome, run.steps), (Outcome::StepLimit, 10_000));
}

#[test]
fn numeric_traps_halt_and_wrapping_does_not() {
    let traps = program(
        "cell quotient(a: Int, b: Int) -> Int\n  return a / b\nend\n\
         cell rest(a: Int, b: Int) -> Int\n  return a % b\nend\n\
         cell opposite(a: Int) -> Int\n  return -a\nend\n\
         cell around(a: Int, b: Int) -> (Int, Int, Int)\n  return (a +% b, a -% b, a *% b)\nend\n\
         cell distance(a: Int) -> Int\n  return abs(a)\nend\n",
    );
    let least = "-9223372036854775808";
    assert_eq!(value(&traps, "quotient", &["-7", "2"]), "-3");
    assert_eq!(value(&traps, "rest", &["-7", "2"]), "-1");
    assert_eq!(value(&traps, "rest", &["7", "-2"]), "1");
    assert_eq!(halts(&traps, "quotient", &["1", "0"]), [SiteKind::Division]);
    assert_eq!(halts(&traps, "quotient", &[least, "-1"]), [SiteKind::Division]);
    assert_eq!(halts(&traps, "rest", &[least, "-1"]), [SiteKind::Division]);
    assert_eq!(halts(&traps, "rest", &["3", "0"]), [SiteKind::Division]);
    assert_eq!(halts(&traps, "opposite", &[least]), [SiteKind::Overflow]);
    assert_eq!(halts(&traps, "distance", &[least]), [SiteKind::Overflow]);
    assert_eq!(value(&traps, "distance", &["-5"]), "5");
    assert_eq!(
        value(&traps, "around", &[least, "-1"]),
        "(9223372036854775807, -9223372036854775807, -9223372036854775808)"
    );
}

#[test]
fn checks_assumptions_and_halts_stop_a_run_where_they_stand() {
    let text = "cell inner(x: Int) -> Int / {halt}\n  check x < 10\n  assume small: x < 5 because \"so\"\n\
                \x20 if x == 3\n    halt(\"three\")\n  end\n  assert 6 / x < 7\n  return x\nend\n\
                cell outer(x: Int) -> Int / {halt}\n  return inner(x)\nend\n";
    let program = program(text);
    let outermost = |arguments: &[&str]| halts(&program, "outer", arguments)[0].clone();
    assert_eq!(value(&program, "outer", &["2"]), "2");
    assert_eq!(outermost(&["10"]), SiteKind::Check);
    assert!(
        matches!(outermost(&["5"]), SiteKind::Assume { name, reason } if name == "small" && reason == "so")
    );
    assert_eq!(outermost(&["3"]), SiteKind::Halt("three".to_owned()));
    assert_eq!(outermost(&["0"]), SiteKind::Division, "an assertion must be defined");
    assert_eq!(halts(&program, "outer", &["3"]).len(), 2, "the call is part of the trace");
}

#[test]
fn clauses_that_divide_by_zero_are_undefined() {
    let program = program("cell f(x: Int) -> (r: Int)\n  ensures 1 / x == 1 / x\n  return x\nend\n");
    let Outcome::Violation(violation) = run(&program, "f", &["0"]).outcome else { panic!() };
    assert!(violation.undefined);
    assert_eq!(violation.values, [("x".to_owned(), Literal::Integer(0))]);
    assert_eq!(value(&program, "f", &["2"]), "2");
}

#[test]
fn measures_that_divide_by_zero_are_undefined_where_they_are_evaluated() {
    let counting = |condition: &str, measure: &str| {
        program(&format!(
            "cell f(n: Int) -> (r: Int)\n  let mut i = n\n  while {condition}\n    decreases {measure}\n    i = i - 1\n  end\n  return i\nend\n"
        ))
    };
    let undefined = |program: &Program, argument: &str| match run(program, "f", &[argument]).outcome {
        Outcome::Violation(violation) if violation.undefined => Some(violation.clause),
        _ => None,
    };
    let at_start = counting("i >= 0", "i + 0 * (1 / (i - 3))");
    assert!(matches!(undefined(&at_start, "3"), Some(ViolatedClause::MeasureNegative(_))));
    assert!(matches!(undefined(&at_start, "4"), Some(ViolatedClause::MeasureDecreases(_))));
    assert_eq!(undefined(&at_start, "2"), None);
    let at_end = counting("i > 0", "i + 0 * (1 % i)");
    assert!(matches!(undefined(&at_end, "1"), Some(ViolatedClause::MeasureDecreases(_))));
    assert_eq!(undefined(&at_end, "0"), None, "no iteration, no measure");
}

#[test]
fn the_status_of_main_is_a_byte() {
    let halted = program("cell main() -> Int\n  return 256\nend\n");
    assert_eq!(halts(&halted, "main", &[]), [SiteKind::Status]);
    assert_eq!(value(&program("cell main() -> Int\n  return 255\nend\n"), "main", &[]), "255");
}

#[test]
fn conditions_with_checks_are_evaluated_once_an_iteration() {
    let root = program(
        "cell root(n: Int) -> (r: Int)\n  requires 0 <= n and n <= 1000000000000\n  ensures r * r <= n\n\
         \x20 ensures n < (r + 1) * (r + 1)\n  let mut r = 0\n  while (r + 1) * (r + 1) <= n\n\
         \x20   invariant 0 <= r and r * r <= n\n    invariant r <= 1000000\n    decreases n - r\n    r = r + 1\n  end\n  return r\nend\n",
    );
    assert_eq!(value(&root, "root", &["99"]), "9");
    assert_eq!(value(&root, "root", &["100"]), "10");
    assert_eq!(value(&root, "root", &["0"]), "0");
}

#[test]
fn the_right_side_is_evaluated_only_when_it_counts() {
    let lazy = program(
        "cell f(a: Int, b: Int) -> Bool\n  return b != 0 and a / b > 1 or b == 0 and a == 0\nend\n\
         cell g(x: Int) -> Int / {console}\n  print(x)\n  return x\nend\n\
         cell h(a: Int) -> Bool / {console}\n  let r = g(a) > 0 and g(a + 1) > g(a + 2)\n  print(r)\n  return r\nend\n",
    );
    assert_eq!(value(&lazy, "f", &["7", "0"]), "false");
    assert_eq!(value(&lazy, "f", &["0", "0"]), "true");
    assert_eq!(value(&lazy, "f", &["7", "2"]), "true");
    assert_eq!(run(&lazy, "h", &["0"]).printed, ["0", "false"]);
    assert_eq!(run(&lazy, "h", &["1"]).printed, ["1", "2", "3", "false"]);
}

#[test]
fn old_is_the_value_when_the_loop_was_entered() {
    let program = program(
        "cell f(n: Int) -> (r: Int)\n  requires 0 <= n and n <= 100\n  ensures r == 2 * n\n  let mut r = n\n\
         \x20 let mut i = 0\n  while i < n\n    invariant 0 <= i and i <= n\n    invariant r == old(r) + i\n\
         \x20   decreases n - i\n    i += 1\n    r += 1\n  end\n  return r\nend\n",
    );
    assert_eq!(value(&program, "f", &["21"]), "42");
}

#[test]
fn arguments_must_fit() {
    let same = corpus("same");
    let cell = elaborator::core::CellId(0);
    let refused = |arguments: &[Literal]| evaluate(&same, cell, arguments, LIMITS).unwrap_err();
    assert_eq!(refused(&[]), Refusal::Count { expected: 1 });
    assert_eq!(refused(&[Literal::Boolean(true)]), Refusal::Type(0));
    let nowhere = evaluate(&same, elaborator::core::CellId(7), &[], LIMITS);
    assert_eq!(nowhere, Err(Refusal::NoSuchCell));
}

#[test]
fn a_million_iterations_are_run() {
    let sum = corpus("sum");
    let (cell, arguments) = call(&sum, "sum_to", &["1000000"]);
    let run = evaluate(&sum, cell, &arguments, Limits { steps: 10_000_000 }).unwrap();
    assert_eq!(run.outcome, Outcome::Value(Literal::Integer(500_000_500_000)));
}
