//! Every code of the front end, with its place.
//! Given by: small documents that are wrong in one way each.
//! Gives: nothing.
//! Holds: each code of `docs/spec/errors.md` with a number below E0400 occurs here, and each that occurs is there.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::described;
use elaborator::elaborate;
use elaborator::problem::Kind;
use elaborator::source::Source;
use std::collections::BTreeSet;

/// A file name, its content, and the problems in it.
type Case = (&'static str, &'static str, &'static [&'static str]);

/// Documents in which the text itself is wrong.
const DOCUMENTS: &[Case] = &[
    ("a.lm.md", "a\0\n\n```lumen\n```\n", &["E0102@1:2"]),
    ("a.lm.md", "```lumen\n# \u{202e}x\n```\n", &["E0102@2:3"]),
    ("a.lm.md", "\u{feff}a\n\n```lumen\n```\n", &["E0103@1:1"]),
    ("a.lm.md", "a\rb\r\n\r\n```lumen\r\n```\r\n", &["E0104@1:2"]),
    ("1 2.lm.md", "```lumen\n```\n", &["E0106@1:1"]),
    ("a.lm.md", "", &["E0107@1:1"]),
    ("a.lm.md", "prose\n\n```rust\n```\n", &["E0107@1:1"]),
    ("a.lm.md", "```lumen\ncell f()\nend\n", &["E0108@1:1"]),
    ("a.lm.md", "```lumen\n```\n\n ```lumen\n", &["E0109@4:1"]),
    ("a.lm.md", "```lumen\n```\n\n- ```lumen\n", &["E0109@4:1"]),
    ("a.lm.md", "```lumen\n```\n\n> ```\n", &["E0109@4:1"]),
    ("a.lm.md", "```lumen\n```\n\n\t~~~\n", &["E0109@4:1"]),
    ("a.lm.md", "```lumen\n```\n\n~~~lumen\n", &["E0110@4:1"]),
    ("a.lm.md", "```lumen\n```\n\n```Lumen\n```\n", &["E0111@4:1"]),
    ("a.lm.md", "```lumen\n```\n\n``` lumen\n```\n", &["E0111@4:1"]),
    ("a.lm.md", "```lumen\n```\n\n```lumen ignore\n```\n", &["E0111@4:1"]),
    ("a.lm.md", "```lumen\n```\n\n```{.lumen}\n```\n", &["E0111@4:1"]),
    ("a.lm.md", "```lumen\n```\n\n```a`b\n```\n", &["E0111@4:1"]),
    ("a.lm.md", "```lumen\n````\n```\n", &["E0112@2:1"]),
    ("a.lm.md", "````lumen\n```\n````\n", &["E0112@2:1"]),
    ("a.lm.md", "```lumen\n```\n\n```text\n  ```\n```\n", &["E0112@5:1"]),
    ("a.lm.md", "prose\n```lumen\n```\n", &["E0113@2:1"]),
    ("a.lm.md", "<!-- a\n\n```lumen\n```\n\n-->\n", &["E0114@1:1"]),
    ("a.lm.md", "<div>\n\n```lumen\n```\n", &["E0114@1:1"]),
    ("a.lm.md", "a `b\nc` <script>\n\n```lumen\n```\n", &["E0114@2:1"]),
    ("a.lm.md", "---\n\n```lumen\n```\n", &["E0115@1:1"]),
    ("a.lm.md", "a\n\n---\nb\n\n```lumen\n```\n", &["E0115@3:1"]),
    ("a.lm.md", "a\n\n+++\n\n```lumen\n```\n", &["E0115@3:1"]),
    ("a.lm.md", "@pakage \"a\"\n\n```lumen\n```\n", &["E0116@1:1"]),
    ("a.lm.md", "```lumen\n```\n\n@lumen 1\n", &["E0117@4:1"]),
    ("a.lm.md", "@lumen 1\n@lumen 1\n\n```lumen\n```\n", &["E0117@2:1"]),
    ("a.lm.md", "@package acme\n\n```lumen\n```\n", &["E0118@1:1"]),
    ("a.lm.md", "@package \"acme.Lumen\"\n\n```lumen\n```\n", &["E0118@1:1"]),
    ("a.lm.md", "[^1]: note\n\n```lumen\n```\n", &["E0119@1:1"]),
    ("a.lm.md", "term\n: meaning\n\n```lumen\n```\n", &["E0119@2:1"]),
    ("a.lm.md", "@lumen one\n\n```lumen\n```\n", &["E0118@1:1"]),
    ("a.lm.md", "@lumen 2\n\n```lumen\n```\n", &["E0199@1:1"]),
    ("a.lm.md", "```lean\n```\n\n```lumen\n```\n", &["E0199@2:1"]),
];

/// Programs in which tokens or grammar are wrong.
const GRAMMAR: &[Case] = &[
    ("a.lm", "cell f() -> Bool\n  return true && false\nend\n", &["E0121@2:15"]),
    ("a.lm", "cell f()\n  let x = 1;\nend\n", &["E0121@2:12"]),
    ("a.lm", "cell f()\n  let x = 12ab\nend\n", &["E0122@2:11"]),
    ("a.lm", "cell f() / {console}\n  print(\"a)\nend\n", &["E0123@2:9", "E0131@3:1"]),
    ("a.lm", "cell f() / {console}\n  print(\"\\q\")\nend\n", &["E0124@2:10"]),
    ("a.lm", "let x = 1\n", &["E0131@1:1"]),
    ("a.lm", "cell f(\n", &["E0131@2:1"]),
    ("a.lm", "cell f()\n  let = 1\n  let y 2\nend\n", &["E0131@2:7", "E0131@3:9"]),
    ("a.lm", "cell f() -> Int\n  return 1 2\nend\n", &["E0131@2:12"]),
    ("a.lm", "cell f()\n  if true\nend\n", &["E0132@3:1"]),
    ("a.lm", "cell f()\n  if true\n  end\n", &["E0132@4:1"]),
    ("a.lm", "cell f(x: Int) -> Int\n  if x > 0 return x\n  end\n  return 1\nend\n", &["E0131@2:12"]),
    ("a.lm", "cell f() -> Int\n  return (1\n", &["E0132@3:1", "E0133@3:1"]),
    ("a.lm", "cell f(a: Int) -> Bool\n  return 1 < a < 3\nend\n", &["E0134@2:16"]),
    ("a.lm", "cell f(end: Int)\nend\n", &["E0136@1:8"]),
    ("a.lm", "cell f(a: Int, b: Int)\n  f(a: 1, 2)\nend\n", &["E0137@2:11"]),
];

/// Programs with parts of the language that are not there yet.
const LATER: &[Case] = &[
    ("a.lm", "record R\n  x: Int\nend\n\ncell f(r: R)\nend\n", &["E0199@1:1"]),
    ("a.lm", "enum E\n  A\n  B(x: Int)\nend\n", &["E0199@1:1"]),
    ("a.lm", "typestate F = A | B\n", &["E0199@1:1"]),
    ("a.lm", "cell f(x: Int) -> Int\n\ncell g()\nend\n", &["E0199@1:1"]),
    ("a.lm", "cell f[T](x: Int)\nend\n", &["E0199@1:7"]),
    ("a.lm", "cell f(x: list[Int], y: String)\nend\n", &["E0199@1:11", "E0199@1:25"]),
    (
        "a.lm",
        "cell f(x: Int?, y: owned Int, z: fn(Int) -> Int)\nend\n",
        &["E0199@1:11", "E0199@1:20", "E0199@1:34"],
    ),
    (
        "a.lm",
        "cell f(x: Int)\n  for i in 0..x\n    match i\n      0 -> f(1)\n      n ->\n        f(n)\n      end\n    end\n  end\nend\n",
        &["E0199@2:3", "E0199@2:12", "E0199@3:5"],
    ),
    ("a.lm", "cell f(x: Int)\n  loop\n    break\n  end\nend\n", &["E0199@2:3", "E0199@3:5"]),
    ("a.lm", "cell f(x: Int) / {console}\n  print(\"x is {x}\")\nend\n", &["E0199@2:9"]),
    (
        "a.lm",
        "cell f(x: Int) -> (r: Int)\n  ensures forall i in 0..x: i < x\n  return x\nend\n",
        &["E0199@2:11"],
    ),
    ("a.lm", "cell f(x: Int) -> Int\n  return f(x)\nend\n", &["E0199@2:10"]),
    (
        "a.lm",
        "cell f(x: Int) -> Int\n  return g(x)\nend\ncell g(x: Int) -> Int\n  return f(x)\nend\n",
        &["E0199@5:10"],
    ),
    (
        "a.lm",
        "cell f(x: Int) -> Int\n  let ys = [x, 1]\n  return ys[0] |> f()\nend\n",
        &["E0199@2:12", "E0199@3:10", "E0199@3:10"],
    ),
    ("a.lm", "cell f(x: Int) -> Int / {fs}\n  return 1.5\nend\n", &["E0199@1:26", "E0199@2:10"]),
    (
        "a.lm",
        "cell f(x: Int) -> Int / {console(1)}\n  let g = fn(y) => y\n  return x\nend\n",
        &["E0199@1:33", "E0199@2:11"],
    ),
    ("a.lm", "cell f(x: Int) -> Int\n  while true\n    return x\n  end\n  return x\nend\n", &["E0199@3:5"]),
    (
        "a.lm",
        "cell g() -> Bool\n  return true\nend\ncell f(x: Int)\n  while g()\n  end\nend\n",
        &["E0199@5:9"],
    ),
    (
        "a.lm",
        "cell f(x: Int)\n  assert x == x by lemma\n  let ghost y = 1\nend\n",
        &["E0199@2:17", "E0199@3:7"],
    ),
    (
        "a.lm",
        "cell f(x: Int) -> (r: Int)\n  ensures r == x +% 1 or len(x) == 1\n  return x\nend\n",
        &["E0199@2:16", "E0199@2:26"],
    ),
    ("a.lm", "pred p(x: Int) requires x > 0 = 1 / x == 1\n", &["E0199@1:16"]),
    (
        "a.lm",
        "pred p(x: Int where x > 0) = 1 / x == 1\ncell f(x: BigInt)\nend\n",
        &["E0199@1:21", "E0199@2:11"],
    ),
    ("a.lm", "pred p(x: Int) = p(x)\n", &["E0199@1:18"]),
    ("a.lm", "cell f(n: Int)\n  (n, n).x = 1\n  f(1)(2)\nend\n", &["E0199@2:3", "E0199@3:3"]),
];

/// Programs in which names or types are wrong.
const NAMES_AND_TYPES: &[Case] = &[
    ("a.lm", "cell f(amount: Int) -> Int\n  return amuont\nend\n", &["E0201@2:10"]),
    ("a.lm", "cell f() -> (r: Int)\n  requires r == 1\n  return 1\nend\n", &["E0201@2:12"]),
    ("a.lm", "cell f()\n  if true\n    let x = 1\n  end\n  x = 2\nend\n", &["E0201@5:3"]),
    ("a.lm", "cell f(x: Itn)\nend\n", &["E0202@1:11"]),
    (
        "a.lm",
        "cell fee(x: Int) -> Int\n  return x\nend\ncell g() -> Int\n  return fe(1)\nend\n",
        &["E0203@5:10"],
    ),
    ("a.lm", "cell f()\nend\n\ncell f()\nend\n", &["E0204@4:6"]),
    ("a.lm", "cell f(a: Int, a: Int) -> (a: Int)\n  return 1\nend\n", &["E0204@1:16", "E0204@1:28"]),
    ("a.lm", "cell f(p: (Int, Int))\n  let (a, a) = p\nend\n", &["E0204@2:11"]),
    (
        "a.lm",
        "cell f(x: Int)\n  assume a: x > 0 because \"\"\nend\ncell g(x: Int)\n  assume a: x > 1 because \"\"\nend\n",
        &["E0204@5:10"],
    ),
    ("a.lm", "cell f() / {consle}\nend\n", &["E0205@1:13"]),
    ("a.lm", "cell f(from: Int)\nend\ncell g()\n  f(form: 1)\nend\n", &["E0206@4:5"]),
    ("a.lm", "cell f() -> Int\n  return f + min\nend\n", &["E0207@2:10", "E0207@2:14"]),
    ("a.lm", "cell f(x: Int)\n  requires it > 0\nend\n", &["E0208@2:12"]),
    ("a.lm", "cell f(x: Int) -> Int\n  return x == 1\nend\n", &["E0301@2:10"]),
    (
        "a.lm",
        "cell f(x: Int) -> Int\n  let mut y = 1\n  y = true\n  return x + true\nend\n",
        &["E0301@3:7", "E0301@4:14"],
    ),
    ("a.lm", "cell f(x: Int) -> Int\n  return\nend\n", &["E0301@2:3"]),
    ("a.lm", "cell f(x: Int)\n  if x\n  end\nend\n", &["E0301@2:6"]),
    ("a.lm", "cell f(x: Int)\nend\ncell g()\n  f()\n  let m = min(1)\nend\n", &["E0302@4:3", "E0302@5:11"]),
    ("a.lm", "cell f(x: Int)\n  let y = 1\n  x = 2\n  y = 3\nend\n", &["E0303@3:3", "E0303@4:3"]),
    ("a.lm", "cell f(x: Int) -> Int\n  if x > 0\n    return 1\n  end\nend\n", &["E0304@5:1"]),
    ("a.lm", "cell f(x: Int) -> Int\n  return x\n  let y = 1\n  let z = 1\nend\n", &["W0305@3:3"]),
    ("a.lm", "cell f()\n  print(1)\n  halt(\"no\")\nend\n", &["E0306@2:3", "E0306@3:3"]),
    ("a.lm", "cell g() / {console, halt}\nend\ncell f()\n  g()\nend\n", &["E0306@4:3", "E0306@4:3"]),
    ("a.lm", "cell f(x: Int) -> (r: Int)\n  ensures r == f(x)\n  return x\nend\n", &["E0307@2:16"]),
    (
        "a.lm",
        "pred p(x: Int) = x > 0\ncell f(x: Int) -> Bool\n  return p(x) or (x > 0 implies x > 1)\nend\n",
        &["E0308@3:10", "E0308@3:19"],
    ),
    ("a.lm", "cell f() -> Int\n  return 9223372036854775808\nend\n", &["E0309@2:10"]),
    ("a.lm", "cell main()\n  requires true\nend\n", &["E0310@2:12"]),
    ("a.lm", "cell main(x: Int)\nend\n", &["E0311@1:6"]),
    ("a.lm", "cell main() -> Bool\n  return true\nend\n", &["E0312@1:6"]),
    ("a.lm", "cell f(p: (Int, Int))\n  let (a, b, c) = p\nend\n", &["E0313@2:7"]),
    ("a.lm", "cell f(p: Int)\n  let (a, b) = p\n  let c = p.0\nend\n", &["E0314@2:7", "E0314@3:11"]),
    ("a.lm", "cell f(p: (Int, Int))\n  let a = p.2\n  let b = p.first\nend\n", &["E0315@2:13", "E0315@3:13"]),
    ("a.lm", "cell f(x: Int)\n  x + 1\nend\n", &["E0316@2:3"]),
    ("a.lm", "cell f(x: Int)\n  requires old(x) == x\nend\n", &["E0317@2:12"]),
    ("a.lm", "cell f()\n  let x = \"a\"\nend\n", &["E0318@2:11"]),
    ("a.lm", "cell f(a: Int, b: Int)\nend\ncell g()\n  f(1, a: 2)\nend\n", &["E0319@4:11"]),
    ("a.lm", "cell f() / {console}\n  assert print(1) == ()\nend\n", &["E0321@2:10"]),
];

fn check((name, text, expected): &Case) {
    let source = Source::new(*name, *text);
    let elaborated = elaborate(&source);
    assert_eq!(described(&source, &elaborated.problems), *expected, "{text}");
    assert_eq!(elaborated.program.is_some(), elaborated.is_accepted(), "{text}");
}

#[test]
fn each_problem_is_found_in_its_place() {
    for case in DOCUMENTS.iter().chain(GRAMMAR).chain(LATER).chain(NAMES_AND_TYPES) {
        check(case);
    }
}

#[test]
fn what_is_not_there_yet_is_nothing_else() {
    for (name, text, _) in LATER {
        for problem in elaborate(&Source::new(*name, *text)).problems {
            assert_eq!(problem.code.kind(), Kind::Unsupported, "{text}");
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let source = Source::new("a.lm.md", b"abc\n\xff\n".to_vec());
    assert_eq!(described(&source, &elaborate(&source).problems), ["E0101@2:1"]);
}

/// Documents that are too large or too deep, with the only problem in them.
fn limits() -> Vec<(String, &'static str)> {
    let nested = |open: &str, close: &str, count: usize| {
        format!("cell f() -> Int\n  return {}1{}\nend\n", open.repeat(count), close.repeat(count))
    };
    let doubled: String = (1..40)
        .map(|level| format!("spec d{level}(x: Int) -> Int = d{}(x) + d{}(x)\n", level - 1, level - 1))
        .collect();
    let specification =
        format!("spec d0(x: Int) -> Int = x\n{doubled}cell f(x: Int)\n  requires d39(x) > 0\nend\n");
    let branches = "  if x > 0\n    y = y + 1\n  end\n".repeat(300);
    vec![
        (nested("(", ")", 100_000), "E0135"),
        (nested("-", "", 100_000), "E0135"),
        (nested("not ", "", 100_000), "E0135"),
        (nested("", " + 1", 100_000), "E0135"),
        (nested("if true then 1 else ", " end", 100_000), "E0135"),
        (nested("f(", ")", 100_000), "E0135"),
        (format!("cell f(){}\nend\n", "\n  if true".repeat(100_000)), "E0135"),
        (format!("cell f()\n  if true{}\n  end\nend\n", "\n  else if true".repeat(100_000)), "E0135"),
        (format!("cell f(x: {}Int)\nend\n", "(".repeat(100_000)), "E0135"),
        (format!("cell f()\n  let {}x = 1\nend\n", "(".repeat(100_000)), "E0135"),
        (format!("cell f() -> Int\n  return match 1{}\nend\n", "\n a -> match 1".repeat(100_000)), "E0135"),
        (specification, "E0320"),
        (format!("cell f(x: Int)\n  requires x < {}\nend\n", "9".repeat(1_000_000)), "E0125"),
        (
            format!("cell f(x: Int) -> Int\n  requires x < 5\n  let mut y = 0\n{branches}  return y\nend\n"),
            "E0322",
        ),
    ]
}

#[test]
fn limits_are_problems_of_their_own() {
    for (text, code) in limits() {
        let problems = elaborate(&Source::new("a.lm", text.as_str())).problems;
        let limits: Vec<String> = problems
            .iter()
            .filter(|problem| problem.code.kind() == Kind::Limit)
            .map(|problem| problem.code.name())
            .collect();
        assert_eq!(limits, [code], "{}", text.chars().take(60).collect::<String>());
    }
    let large = vec![b'a'; elaborator::LARGEST_DOCUMENT as usize + 1];
    let problems = elaborate(&Source::new("a.lm.md", large)).problems;
    assert_eq!(problems.iter().map(|problem| problem.code.name()).collect::<Vec<_>>(), ["E0105"]);
}

#[test]
fn ten_megabytes_are_read() {
    let prose = "A line of prose with `code` in it.\n\n".repeat(300_000);
    let source = Source::new("a.lm.md", format!("{prose}```lumen\ncell f()\nend\n```\n"));
    assert!(source.bytes().len() > 10_000_000);
    let elaborated = elaborate(&source);
    assert_eq!(elaborated.problems, []);
    assert_eq!(elaborated.program.unwrap().cells.len(), 1);
}

#[test]
fn the_table_of_codes_is_complete() {
    let table = include_str!("../../docs/spec/errors.md");
    let row = |line: &str| {
        line.strip_prefix("| ").and_then(|rest| rest.split_once(' ')).map(|row| row.0.to_owned())
    };
    let is_ours = |code: &String| {
        let digits = code.strip_prefix(['E', 'W']).and_then(|digits| digits.parse::<u32>().ok());
        digits.is_some_and(|digits| digits < 400)
    };
    let listed: BTreeSet<String> = table.lines().filter_map(row).filter(is_ours).collect();
    let cases = DOCUMENTS.iter().chain(GRAMMAR).chain(LATER).chain(NAMES_AND_TYPES);
    let mut tested: BTreeSet<String> = cases
        .flat_map(|(_, _, problems)| problems.iter())
        .filter_map(|problem| problem.split_once('@').map(|(code, _)| code.to_owned()))
        .collect();
    tested.extend(["E0101", "E0105", "E0125", "E0135", "E0320", "E0322"].map(str::to_owned));
    assert_eq!(listed, tested);
}
