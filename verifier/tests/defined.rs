//! Every clause is defined wherever it is evaluated: what verifies never is undefined when it runs.
//! Given by: small programs, written and random, with divisions in all kinds of clauses.
//! Gives: nothing.
//! Holds: the evaluator, which examines each clause where it has to hold, is the judge; what it finds is never accepted.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{certified, document, verified};
use elaborator::core::{CellId, Program};
use elaborator::evaluate::{Limits, Outcome, ViolatedClause, evaluate_with_contracts};
use elaborator::literal::Literal;
use elaborator::obligations::Why;
use verifier::certificate::read;
use verifier::verify::{Report, State};

/// Clauses that are defined everywhere, each in a cell of its own.
const DEFINED: &[&str] = &[
    "cell f(x: Int) -> (r: Int)\n  requires x != 0\n  ensures 10 / x == 10 / x\n  return x\nend",
    "pred t(y: Int) = true\ncell f(x: Int) -> (r: Int)\n  ensures x != 0 implies t(10 / x)\n  return x\nend",
    "cell f(x: Int) -> (r: Int)\n  ensures x == 5 or true\n  return x\nend",
    "cell f(x: Int) -> (r: Int)\n  requires x == 0 or 10 / x <= 10\n  return x\nend",
    "cell f(x: Int) -> (r: Int)\n  ensures r != 0 and 10 % r == 10 % r\n  return 3\nend",
    "cell f(x: Int) -> (r: Int)\n  ensures r != 0\n  ensures 10 % r == 10 % r\n  return 3\nend",
    "cell f(x: Int) -> (r: Int)\n  if x > 0\n    assert 10 / x == 10 / x\n  end\n  return x\nend",
    "cell f(x: Int) -> (r: Int)\n  ensures (if x == 0 then 1 else 10 / x end) == (if x == 0 then 1 else 10 / x end)\n  return x\nend",
    "cell f(n: Int) -> (r: Int)\n  requires 0 < n and n < 100\n  let mut i = n\n  while i > 0
    invariant 0 <= i\n    decreases i + 0 * (10 / (i + 1))\n    i = i - 1\n  end\n  return i\nend",
];

/// Clauses that some input makes undefined, and the number of the line at which they stand in the program.
const UNDEFINED: &[(&str, usize)] = &[
    ("cell f(x: Int) -> (r: Int)\n  requires 10 / x == 10 / x\n  return x\nend", 2),
    ("cell f(x: Int) -> (r: Int)\n  requires 10 / x == 10 / x and x != 0\n  return x\nend", 2),
    ("cell f(x: Int) -> (r: Int)\n  ensures 10 / 0 == 10 / 0\n  return x\nend", 2),
    ("cell f(x: Int) -> (r: Int)\n  ensures 10 % x == 10 % x\n  return x\nend", 2),
    ("cell f(x: Int) -> (r: Int)\n  ensures x > 0 iff 10 / x > 10 or x > 0\n  return x\nend", 2),
    ("cell f(x: Int) -> (r: Int)\n  assert 10 / x == 10 / x\n  return x\nend", 2),
    ("cell f(x: Int) -> (r: Int)\n  if x < 5\n    assert 10 / x == 10 / x\n  end\n  return x\nend", 3),
    ("cell f(x: Int) -> (r: Int)\n  let y: Int where 10 / it == 10 / it = x\n  return y\nend", 2),
    ("pred t(y: Int) = true\ncell f(x: Int) -> (r: Int)\n  ensures t(10 / x)\n  return x\nend", 3),
    ("pred t(y: Int, c: Bool) = c or y > 0\ncell f(x: Int) -> (r: Int)\n  ensures t(10 / x, true)\n  return x\nend", 3),
    ("spec u(y: Int) -> Unit = ()\ncell f(x: Int) -> (r: Int)\n  ensures u(10 / x) == ()\n  return x\nend", 3),
    ("cell f(x: Int) -> (r: Int)\n  ensures (10 / x, 1).1 == 1\n  return x\nend", 2),
    ("cell f(x: Int) -> (r: Int)\n  ensures (1, 10 / x) != (2, 10 / x)\n  return x\nend", 2),
    ("cell f(x: Int) -> (r: Int)\n  ensures (if 10 / x == 1 then () else () end) == ()\n  return x\nend", 2),
    (
        "cell f(n: Int) -> (r: Int)\n  requires 0 < n and n < 100\n  let mut i = n\n  while i > 0
    invariant 0 <= i\n    invariant 10 / i == 10 / i\n    decreases i\n    i = i - 1\n  end\n  return i\nend",
        6,
    ),
    (
        "cell f(n: Int) -> (r: Int)\n  requires 0 < n and n < 100\n  let mut i = n\n  while i > 0
    invariant 0 <= i\n    decreases i + 0 * (10 / i)\n    i = i - 1\n  end\n  return i\nend",
        6,
    ),
    (
        "cell f(n: Int) -> (r: Int)\n  requires 0 < n and n < 100\n  let mut i = n\n  let mut j = 0\n  while i > 0
    invariant 0 <= i\n    decreases i\n    j = 0\n    while j < i\n      invariant 0 <= j and j <= i\n      invariant 7 % j == 7 % j
      decreases i - j\n      j = j + 1\n    end\n    i = i - 1\n  end\n  return i\nend",
        11,
    ),
    (
        "cell f(n: Int) -> (r: Int)\n  requires 0 <= n and n < 100\n  let mut i = 0\n  while i < n
    invariant 0 <= i and i <= n and 5 / old(i) == 5 / old(i)\n    decreases n - i\n    i = i + 1\n  end\n  return i\nend",
        5,
    ),
    (
        "cell f(n: Int) -> (r: Int)\n  requires 0 <= n and n < 100\n  let mut i = 0\n  if n > 3\n    while i < n
      invariant 0 <= i and i <= n\n      decreases (n - i) * (n - i) * (9 / (n - i)) - (n - i) * (n - i) * (9 / (n - i)) + (n - i)
      i = i + 1\n    end\n  end\n  return i\nend",
        7,
    ),
    (
        "cell f(n: Int) -> (r: Int)\n  let mut i = 3\n  while i > 0\n    invariant i >= 0\n    i = i - 1\n  end\n  let mut j = i
  while j < 3\n    invariant 1 / i == 1 / i\n    j = j + 1\n  end\n  return j\nend",
        9,
    ),
];

#[test]
fn what_is_defined_everywhere_is_accepted() {
    for program in DEFINED {
        let (_, report) = verified(&document("test.lm.md", program));
        assert!(report.is_complete(), "{program}\n{:?}", open(&report));
    }
}

#[test]
fn what_is_undefined_somewhere_is_refuted_where_it_stands() {
    for (text, line) in UNDEFINED {
        let source = document("test.lm.md", text);
        let (_, report) = verified(&source);
        assert!(!report.is_complete(), "{text}");
        let entries = report.cells.iter().flat_map(|cell| &cell.obligations);
        let refuted: Vec<_> = entries
            .filter(|entry| matches!(entry.state, State::Refuted(_)))
            .map(|entry| (entry.kind, source.position(entry.span.start).line as usize - 3))
            .collect();
        assert!(!refuted.is_empty(), "{text}\n{:?}", open(&report));
        assert!(refuted.iter().all(|found| *found == ("defined", *line)), "{text}\n{refuted:?}");
    }
}

#[test]
fn the_theorem_of_a_total_cell_rests_on_the_definedness_of_invariants_and_measures() {
    let text = "cell f(n: Int) -> (r: Int)\n  requires 0 < n and n < 100\n  let mut i = n\n  while i > 1
    invariant 1 <= i and 10 / i == 10 / i\n    decreases i + 0 * (9 / i)\n    i = i - 1\n  end\n  return i\nend";
    let source = document("test.lm.md", text);
    let (_, report) = verified(&source);
    let theorems: Vec<String> = report.cells[0]
        .obligations
        .iter()
        .filter_map(|entry| entry.obligation.as_ref())
        .filter(|obligation| matches!(obligation.why, Why::Defined(_)))
        .map(|obligation| format!("obligation_{}", obligation.index))
        .collect();
    assert_eq!(
        theorems.len(),
        2 * 2 + 2,
        "two divisions at entry and kept, one before and after an iteration"
    );
    let bytes = certified(&source);
    let certificate = read(&bytes).unwrap();
    let stated = certificate.manifest["cells"][0]["obligations"].as_array().unwrap();
    assert_eq!(stated.iter().filter(|entry| entry["kind"] == "defined").count(), theorems.len());
    let proof = String::from_utf8_lossy(certificate.proof);
    for theorem in theorems {
        assert!(proof.contains(&format!("\"{theorem}\"")), "{theorem}");
    }
}

fn open(report: &Report) -> Vec<(&'static str, String)> {
    let entries = report.cells.iter().flat_map(|cell| &cell.obligations);
    let open = entries.filter(|entry| !matches!(entry.state, State::Proved(_) | State::Checked));
    open.map(|entry| (entry.kind, format!("{}: {:?}", entry.text, entry.state))).collect()
}

/// Numbers, the same in each run of the test.
struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % (count as u64)).unwrap()
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    /// A division that is zero for some value of the variables or for none.
    fn division(&mut self, variables: &[&str]) -> String {
        let (x, y) = (self.one(variables), self.one(variables));
        let divisor = match self.below(9) {
            0 => x.to_string(),
            1 => format!("({x} + 1)"),
            2 => format!("({x} - 2)"),
            3 => format!("({x} * {x} + 1)"),
            4 => format!("({x} - {y})"),
            5 => format!("(0 * {x})"),
            6 => format!("max({x}, {y})"),
            7 => format!("(if {x} == 0 then 1 else {x} end)"),
            _ => "3".to_string(),
        };
        format!("{y} {} {divisor}", self.one(&["/", "%"]))
    }

    /// A condition that is true wherever it is defined.
    fn condition(&mut self, variables: &[&str]) -> String {
        let (x, division) = (self.one(variables), self.division(variables));
        let plain = format!("{division} == {division}");
        match self.below(10) {
            0 => format!("{x} == 0 or {plain}"),
            1 => format!("{x} != 0 implies {plain}"),
            2 => format!("{x} > 0 implies {plain}"),
            3 => format!("not ({x} > 0 and not ({plain}))"),
            4 => format!("(if {x} > 0 then {plain} else true end)"),
            5 => format!("({x} < 2 iff {x} < 2) and ({plain})"),
            6 => format!("{plain} and ({division}, {x}).1 == {x}"),
            7 => format!("{x} != 0 implies always({division})"),
            8 => plain,
            _ => "true".to_string(),
        }
    }

    fn program(&mut self) -> String {
        let inner = ["a", "b", "i"];
        let (parameters, results) = (&inner[..2], ["a", "b", "r"]);
        let (before, after) = (self.condition(parameters), self.condition(&results));
        let (first, second) = (self.condition(&inner), self.condition(&inner));
        let (asserted, last) = (self.condition(&inner), self.condition(&inner));
        let bounds = self.one(&["0 <= i and i <= a", "i <= a", "i <= a and 0 <= i and b != 0"]);
        let division = self.division(&inner);
        let measure = match self.below(6) {
            0 => format!("a - i + 0 * ({division})"),
            1 => format!("if i == 1 then a - 1 else a - i + 0 * ({division}) end"),
            2 => "max(a - i, i - a)".to_string(),
            _ => "a - i".to_string(),
        };
        let start = self.one(&["0", "1", "b"]);
        format!(
            "pred always(x: Int) = true
cell f(a: Int, b: Int) -> (r: Int)
  requires {}
  requires {before}
  ensures {after}
  let mut i = {start}
  while i < a
    invariant {bounds}
    invariant {first}
    invariant {second}
    decreases {measure}
    assert {asserted}
    i = i + 1
  end
  assert {last}
  return i
end",
            self.one(&["0 < a and a < 9 and -3 < b and b < 9", "1 < a and a < 9 and 0 < b and b <= a"])
        )
    }
}

/// What goes wrong in a run, if anything does; a precondition that is defined and false does not count.
fn fault(program: &Program, arguments: &[Literal]) -> Option<Outcome> {
    let run = evaluate_with_contracts(program, CellId(0), arguments, Limits { steps: 10_000 }).unwrap();
    match run.outcome {
        Outcome::Value(_) => None,
        Outcome::Violation(violation)
            if matches!(violation.clause, ViolatedClause::Requires(_)) && !violation.undefined =>
        {
            None
        }
        other => Some(other),
    }
}

#[test]
fn random_loops_that_verify_are_never_undefined_when_they_run() {
    let mut random = Random(7);
    let (mut accepted, mut divided, mut undefined) = (0, 0, 0);
    for _ in 0..PROGRAMS {
        let text = random.program();
        let (program, report) = verified(&document("test.lm.md", &text));
        let mut inputs: Vec<(i64, i64)> = (-4..10).flat_map(|a| (-4..10).map(move |b| (a, b))).collect();
        inputs.extend([(i64::MIN, 0), (0, i64::MAX), (i64::MAX, i64::MIN)]);
        let fault =
            inputs.iter().find_map(|&(a, b)| fault(&program, &[Literal::Integer(a), Literal::Integer(b)]));
        if report.is_complete() {
            assert_eq!(fault, None, "{text}");
            accepted += 1;
            divided += usize::from(text.contains(['/', '%']));
        }
        undefined += usize::from(matches!(fault, Some(Outcome::Violation(found)) if found.undefined));
    }
    assert!(divided >= PROGRAMS / 20 && undefined >= PROGRAMS / 4, "{accepted} {divided} {undefined}");
}

/// How many random programs there are.
const PROGRAMS: usize = 80;
