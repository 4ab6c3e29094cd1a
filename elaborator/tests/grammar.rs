//! Reading and printing trees; reading what is no program.
//! Given by: the corpus, random expressions, random words.
//! Gives: nothing.
//! Holds: what a tree prints as reads back to a tree that prints the same; no input makes the front end panic or hang.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::directory;
use elaborator::elaborate;
use elaborator::problem::{Code, Kind};
use elaborator::source::Source;
use elaborator::tree::print::print;
use proptest::prelude::*;

fn tree(text: &str) -> String {
    let elaborated = elaborate(&Source::new("a.lm", text));
    let grammar = elaborated.problems.iter().find(|problem| (121..=137).contains(&problem.code.number()));
    assert_eq!(grammar, None, "{text}");
    print(&elaborated.tree)
}

#[test]
fn trees_of_the_corpus_print_and_read_back() {
    for name in ["same", "clamp", "sum", "payments", "variants/payments-down", "variants/sum-renamed"] {
        let bytes = std::fs::read(directory().join(format!("{name}.lm.md"))).unwrap();
        let elaborated = elaborate(&Source::new("a.lm.md", bytes));
        let printed = print(&elaborated.tree);
        assert_eq!(tree(&printed), printed, "{name}");
        let again = elaborate(&Source::new("a.lm", printed.as_str()));
        assert!(again.is_accepted(), "{name}");
    }
}

/// How an expression is grouped, brackets and all.
fn grouped(expression: &str) -> String {
    let printed = tree(&format!("pred p(a: Bool, b: Bool, c: Bool, x: Int, y: Int) = {expression}\n"));
    printed.trim().split_once(" = ").unwrap().1.to_owned()
}

#[test]
fn operators_bind_as_the_table_says() {
    assert_eq!(grouped("a iff b implies c or a and not b"), "(a iff (b implies (c or (a and (not (b))))))");
    assert_eq!(grouped("a implies b implies c"), "(a implies (b implies c))");
    assert_eq!(grouped("a iff b iff c"), "((a iff b) iff c)");
    assert_eq!(grouped("not x == y and a"), "((not ((x == y))) and a)");
    assert_eq!(grouped("x + y * x - y < x % y / 2"), "(((x + (y * x)) - y) < ((x % y) / 2))");
    assert_eq!(grouped("-x * y == x - -1"), "(((- (x)) * y) == (x - -1))");
    assert_eq!(grouped("- 9223372036854775808 < -x"), "(-9223372036854775808 < (- (x)))");
    assert_eq!(grouped("x -% y *% 2 +% 1 >= 0"), "(((x -% (y *% 2)) +% 1) >= 0)");
    assert_eq!(
        grouped("(x, (y, x)).1.0 == if a then x else y end"),
        "((((x, (y, x))).1).0 == (if a then x else y end))"
    );
    assert_eq!(grouped("a and\n  b\n  "), "(a and b)");
    assert_eq!(grouped("(a\n  and b\n)"), "(a and b)");
}

#[test]
fn problems_of_one_statement_do_not_hide_the_next() {
    let text = "cell f(x: Int) -> Int\n  let = 3\n  let a = g(1,\n    2\n  let b = 1 +\n  let c = )\n  if x >\n    return 1 1\n  end\n  while\n    y = 2\n  end\n  return z\nend\n\ncell g(\nend\n\ncell h() -> Int\n  return true\nend\n";
    let source = Source::new("a.lm", text);
    let described = common::described(&source, &elaborate(&source).problems);
    let expected = [
        "E0131@2:7",
        "E0131@5:3",
        "E0131@6:3",
        "E0131@6:11",
        "E0131@8:5",
        "E0131@8:14",
        "E0131@10:8",
        "E0201@11:5",
        "E0201@13:10",
        "E0136@17:1",
        "E0301@20:10",
    ];
    assert_eq!(described, expected);
}

/// Words of which programs that are none are made.
const WORDS: &[&str] = &[
    "cell",
    "f",
    "x",
    "y",
    "(",
    ")",
    "x: Int",
    "->",
    "Int",
    "end",
    "end",
    "if",
    "then",
    "else",
    "while",
    "let",
    "mut",
    "=",
    "==",
    "+",
    "-",
    "1",
    "true",
    "\n",
    "\n",
    "\n",
    "return",
    "match",
    "for",
    "in",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"a\"",
    "\"{x}\"",
    "requires",
    "ensures",
    "invariant",
    "decreases",
    "pred",
    "spec",
    "record",
    "enum",
    "where",
    "assert",
    "check",
    "assume",
    "because",
    "halt",
    "print",
    "forall",
    "fn",
    "=>",
    ".",
    "..",
    "?",
    "|>",
    "not",
    "and",
    "implies",
    "old",
    "it",
    "loop",
    "break",
    "/",
    "console",
    "use",
    "tool",
    "owned",
    "&&",
    "#",
    "@",
    "cell f()\n",
];

fn expressions() -> impl Strategy<Value = String> {
    let leaf =
        prop_oneof![Just("x".to_owned()), Just("true".to_owned()), any::<i64>().prop_map(|n| n.to_string())];
    let operators = ["+", "-", "*", "/", "%", "+%", "==", "<", ">=", "and", "or", "implies", "iff"];
    leaf.prop_recursive(5, 40, 3, move |inner| {
        let part = inner.clone();
        prop_oneof![
            (inner.clone(), prop::sample::select(operators.to_vec()), inner.clone())
                .prop_map(|(left, operator, right)| format!("({left} {operator} {right})")),
            inner.clone().prop_map(|inner| format!("not {inner}")),
            inner.clone().prop_map(|inner| format!("-({inner})")),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({}).0", parts.join(", "))),
            (part, inner.clone(), inner.clone())
                .prop_map(|(c, a, b)| format!("(if {c} then {a} else {b} end)")),
            inner.prop_map(|inner| format!("f(y: {inner})")),
        ]
    })
}

proptest! {
    #[test]
    fn random_expressions_print_and_read_back(expression in expressions()) {
        let printed = tree(&format!("cell f(x: Int)\n  let a = {expression}\nend\n"));
        prop_assert_eq!(tree(&printed), printed);
    }

    #[test]
    fn random_words_are_read_to_their_end(words in prop::collection::vec(prop::sample::select(WORDS), 0..60)) {
        let text = format!("cell f()\n{}", words.join(" "));
        let elaborated = elaborate(&Source::new("a.lm", text.as_str()));
        prop_assert_eq!(elaborated.program.is_some(), elaborated.is_accepted());
        let spans = elaborated.problems.iter().map(|problem| problem.span);
        for span in spans {
            prop_assert!(span.start <= span.end && span.end as usize <= text.len());
        }
    }

    #[test]
    fn a_cut_program_is_read_to_its_end(at in 0_usize..4000, with in prop::sample::select(WORDS)) {
        let mut text = std::fs::read_to_string(directory().join("payments.lm.md")).unwrap();
        let at = at.min(text.len());
        prop_assume!(text.is_char_boundary(at));
        text.insert_str(at, with);
        let elaborated = elaborate(&Source::new("a.lm.md", text.as_str()));
        prop_assert_eq!(elaborated.program.is_some(), elaborated.is_accepted());
        let code = |problem: &elaborator::problem::Problem| problem.code.kind() == Kind::Limit;
        prop_assert!(!elaborated.problems.iter().any(code));
        prop_assert!(!elaborated.problems.iter().any(|problem| matches!(problem.code, Code::NotText)));
    }
}
