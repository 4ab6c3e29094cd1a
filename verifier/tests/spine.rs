//! Each way to write a cell: the outline of its proof closes, and the kernel accepts the theorem.
//! Given by: small programs, one for each constructor of core and each way in which they meet.
//! Gives: nothing.
//! Holds: a mistake in the composition shows here as a theorem that the kernel refuses.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{document, verified};
use verifier::verify::{State, Theorem};

const RIGHT: &[(&str, &str)] = &[
    ("nothing", "cell nothing() -> Unit\nend"),
    (
        "bools",
        "cell both(a: Bool, b: Bool) -> (r: Bool)\n  ensures r iff a and not b\n  return a and not b\nend",
    ),
    (
        "operations",
        "cell all(x: Int where -100 <= x and x <= 100, y: Int where 1 <= y and y <= 9) -> (r: Int)
           ensures r <= 100000
           let a = x + y
           let b = a - y
           let c = b * y
           let d = -c
           let e = d / 7
           let f = d % 7
           return e + f
         end",
    ),
    (
        "wrapping",
        "cell wrap(x: Int, y: Int) -> (r: Int, s: Int, t: Int)\n  return (x +% y, x -% y, x *% y)\nend",
    ),
    ("remainder", "cell even(x: Int) -> (r: Bool)\n  ensures r iff x % 2 == 0\n  return x % 2 == 0\nend"),
    (
        "literals",
        "cell extremes() -> (low: Int, high: Int)
           ensures low < high
           return (-9223372036854775808, 9223372036854775807)
         end",
    ),
    (
        "tuples",
        "cell swap(p: (Int, Bool)) -> (b: Bool, i: Int)\n  ensures i == p.0\n  return (p.1, p.0)\nend
         cell whole(p: (Int, Bool)) -> (r: (Bool, Int))\n  ensures r.1 == p.0\n  return (p.1, p.0)\nend
         cell twice(p: (Int, Bool)) -> (x: Int, y: Bool)
           ensures x == p.0
           let q = swap(p)
           let (b, i) = q
           return (i, b)
         end",
    ),
    (
        "joins",
        "cell three(x: Int) -> (r: Int)
           ensures 0 <= r and r <= 3
           let mut r = 0
           if x < 0
             r = 1
           else
             if x == 0
               r = 2
             else
               r = 3
             end
           end
           if r == 3
             r = 0
           end
           return r
         end",
    ),
    (
        "calls in branches",
        "cell half(x: Int where 0 <= x) -> (r: Int)
           ensures 0 <= r and r <= x
           return x / 2
         end
         cell pair(x: Int where 0 <= x) -> (a: Int, b: Bool)
           ensures 0 <= a and a <= x
           return (x, true)
         end
         cell choose(x: Int where 0 <= x, which: Bool) -> (r: Int)
           ensures 0 <= r and r <= x
           let mut r = 0
           if which
             let h = half(x)
             r = half(h)
           else
             let p = pair(x)
             r = p.0
           end
           return half(r)
         end",
    ),
    (
        "a loop in a branch",
        "cell count(n: Int, go: Bool) -> (r: Int)
           requires 0 <= n and n <= 1000
           ensures go implies r == n
           ensures not go implies r == 0
           let mut r = 0
           if go
             while r < n
               invariant 0 <= r and r <= n
               decreases n - r
               r = r + 1
             end
           end
           return r
         end",
    ),
    (
        "a loop in a loop",
        "cell grid(n: Int) -> (r: Int)
           requires 0 <= n and n <= 1000
           ensures r == n * n
           let mut r = 0
           let mut i = 0
           while i < n
             invariant 0 <= i and i <= n and r == i * n
             decreases n - i
             let mut j = 0
             while j < n
               invariant 0 <= j and j <= n and r == i * n + j
               decreases n - j
               r = r + 1
               j = j + 1
             end
             i = i + 1
           end
           return r
         end",
    ),
    (
        "a loop of mixed state",
        "cell parity(n: Int) -> (even: Bool)
           requires 0 <= n
           let mut even = true
           let mut i = n
           while 0 < i
             invariant 0 <= i and i <= n
             decreases i
             if even
               even = false
             else
               even = true
             end
             i = i - 1
           end
           return even
         end",
    ),
    (
        "no measure",
        "cell collatz(n: Int) -> (r: Int)
           requires 1 <= n
           ensures r == 1
           let mut m = n
           while m != 1
             invariant 1 <= m
             check m < 1000000000
             if m % 2 == 0
               m = m / 2
             else
               m = 3 * m + 1
             end
           end
           return m
         end
         cell caller(n: Int) -> (r: Int)
           requires 1 <= n
           ensures r == 2
           let one = collatz(n)
           return one + 1
         end",
    ),
    (
        "a total callee of a partial cell",
        "cell next(n: Int where n < 1000) -> (r: Int)\n  ensures r == n + 1\n  return n + 1\nend
         cell climb(n: Int where n < 1000) -> (r: Int)
           ensures 1000 <= r
           let mut m = n
           while m < 1000
             invariant m <= 1000
             m = next(m)
           end
           return m
         end",
    ),
    (
        "halts",
        "cell positive(x: Int) -> (r: Int) / {halt}
           ensures 0 < r
           if x <= 0
             halt(\"not positive\")
           end
           return x
         end
         cell checked(x: Int) -> (r: Int) / {halt}
           ensures 0 < r and r < 10
           let p = positive(x)
           check p < 10
           check p != 3 or p == 4 implies p > 0
           return p
         end",
    ),
    (
        "printing",
        "cell show(x: Int, y: Bool) -> (r: Int) / {console}
           ensures r == x
           print(\"text\")
           print(x)
           if y
             print((x, y))
           end
           print(())
           return x
         end
         cell main() -> Int / {console}
           let r = show(7, true)
           let mut i = 0
           while i < 3
             invariant 0 <= i and i <= 3
             decreases 3 - i
             print(i)
             i = i + 1
           end
           return i
         end",
    ),
    (
        "asserts of every form",
        "cell forms(a: Int where 0 <= a and a <= 10, b: Int where 0 <= b and b <= 10, t: Bool) -> (r: Int)
           assert a + b <= 20
           assert not (a < 0)
           assert t or not t
           assert t implies t
           assert t iff t
           assert a == b implies b == a
           assert (a < b or b < a or a == b) and true
           assert (a + 1) / 2 <= 5 and 0 <= a % 3
           assert -a <= 0
           return a * b
         end",
    ),
    (
        "divisions in contracts",
        "cell quotient(x: Int, y: Int) -> (q: Int)
           requires y != 0 and x / y <= 1000 and -1000 <= x / y
           ensures q == x / y
           ensures q == 0 or x / q == x / (x / y)
           return x / y
         end",
    ),
];

#[test]
fn what_is_right_has_its_theorems() {
    for (name, program) in RIGHT {
        let (program, report) = verified(&document("spine.lm.md", program));
        for cell in &report.cells {
            let called = &program.cells[cell.cell.0 as usize].name;
            let open = cell
                .obligations
                .iter()
                .filter(|entry| matches!(entry.state, State::Unknown { .. } | State::Refuted(_)));
            let open: Vec<_> = open.map(|entry| (entry.kind, &entry.text, &entry.state)).collect();
            assert!(open.is_empty(), "{name}, {called}: {open:#?}");
            assert!(matches!(cell.theorem, Theorem::Accepted { .. }), "{name}, {called}: {:?}", cell.theorem);
        }
    }
}

#[test]
fn an_assumption_is_an_axiom_that_an_audit_must_be_told_of() {
    let source = document(
        "assumed.lm.md",
        "cell below(x: Int) -> (r: Int)\n  ensures r < 10\n  assume small: x < 10 because \"the caller says so\"\n  return x\nend
         cell caller(x: Int) -> (r: Int)\n  ensures r <= 10\n  let y = below(x)\n  return y + 1\nend",
    );
    let (program, mut report) = verified(&source);
    let axiom = "main.assumed.below.assume.small";
    for cell in &report.cells {
        let Theorem::Accepted { axioms } = &cell.theorem else { panic!("{:?}", cell.theorem) };
        assert!(axioms.iter().any(|&name| report.store.show_name(name) == axiom));
        assert!(verifier::certificate::superfluous(&program.cells[cell.cell.0 as usize], true).is_empty());
    }
    let certificate =
        verifier::certificate::create(&mut report, &source, &program, &common::identity(), &Vec::new())
            .unwrap();
    let allowed = |allowed: &[String]| {
        verifier::audit::audit(verifier::audit::Request {
            certificate: &certificate,
            source: Some(&source),
            library: common::library(),
            identity: &common::identity(),
            allowed,
        })
    };
    match allowed(&[]).unwrap_err() {
        verifier::audit::Objection::Axioms(axioms) => assert_eq!(axioms, [axiom]),
        other => panic!("{other:?}"),
    }
    let account = allowed(&[axiom.to_string()]).unwrap();
    assert_eq!(account.axioms, [axiom]);
    assert_eq!(account.manifest["assumptions"][0]["reason"], "the caller says so");
    assert_eq!(account.manifest["cells"][1]["kept"].as_array().unwrap().len(), 1);
}

#[test]
fn what_follows_an_open_obligation_has_no_theorem() {
    let source = document(
        "open.lm.md",
        "cell wrong(x: Int) -> (r: Int)\n  ensures r > x\n  return x\nend
         cell user(x: Int) -> (r: Int)\n  ensures r > x\n  return wrong(x)\nend",
    );
    let (_, report) = verified(&source);
    assert_eq!(report.cells[0].theorem, Theorem::Open);
    assert!(report.cells[1].obligations.iter().all(|entry| matches!(entry.state, State::Proved(_))));
    assert_eq!(report.cells[1].theorem, Theorem::CalleeOpen(report.cells[0].cell));
}

#[test]
fn a_refuted_exit_is_the_one_that_fails() {
    let source = document(
        "exits.lm.md",
        "cell exits(x: Int) -> (r: Int)\n  ensures 0 <= r\n  if x < 0\n    return x\n  end\n  return x\nend",
    );
    let (_, report) = verified(&source);
    let states: Vec<&str> = report.cells[0].obligations.iter().map(|entry| entry.state.word()).collect();
    assert_eq!(states, ["refuted", "proved"]);
}
