//! Programs with a flaw, and the validations that find it.
//! Given by: `cargo test`.
//! Gives: nothing; fails where a flaw goes unseen or a program without flaws is refused.
//! Holds: each flaw is one change of a program that is accepted.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use backend::ir::{erased, flat};

const ERASED: &str = "program \"main.test\"\nsite 0 \"f\" 1 \"why\"\n\
    cell f#0(a.0: Int, b.1: Bool) -> (Int, Bool) { \
      join 0(r.2: Int) { return (r.2, b.1) } \
      loop (i.3: Int = 0) while less(i.3, a.0) { \
        let n.4: Int = add(i.3, 1) else 0 \
        continue(n.4) \
      } after (k.5: Int) \
      guard less(value(k.5), 7) else 0 \
      if b.1 { jump 0(k.5) } else { halt 0 } } \
    cell $entry#1(a.0: Int) -> Int { let p.1: (Int, Bool) = call f#0(a.0, true) print show(p.1) return field(p.1, 0) } \
    entry 1";

#[test]
fn erased_flaws_are_found() {
    assert_eq!(erased::validate(&erased::parse(ERASED).unwrap()), Ok(()));
    for (from, to) in [
        ("return (r.2, b.1)", "return (r.2, k.5)"),
        ("return (r.2, b.1)", "return (k.5, b.1)"),
        ("return (r.2, b.1)", "return r.2"),
        ("return (r.2, b.1)", "jump 0(r.2)"),
        ("continue(n.4)", "join 0() { halt 0 } continue(n.4)"),
        ("while less(i.3, a.0)", "while less(k.5, a.0)"),
        ("while less(i.3, a.0)", "while i.3"),
        ("add(i.3, 1) else 0", "add(i.3, 1) else 1"),
        ("add(i.3, 1)", "add(i.3)"),
        ("add(i.3, 1)", "add(i.3, b.1)"),
        ("let n.4", "let n.3"),
        ("continue(n.4)", "continue(n.4, 1)"),
        ("continue(n.4)", "continue(true)"),
        ("continue(n.4)", "return (1, true)"),
        ("continue(n.4)", "jump 0(n.4)"),
        ("after (k.5: Int)", "after (k.5: Bool)"),
        ("guard less(value(k.5), 7) else 0", "guard less(value(b.1), 7) else 0"),
        ("guard less(value(k.5), 7) else 0", "guard test(k.5) else 0"),
        ("guard less(value(k.5), 7) else 0", "guard less(value(n.4), 7) else 0"),
        ("if b.1", "if k.5"),
        ("jump 0(k.5)", "jump 1(k.5)"),
        ("jump 0(k.5)", "jump 0(b.1)"),
        ("jump 0(k.5)", "continue(k.5)"),
        ("halt 0 }", "halt 3 }"),
        ("call f#0(a.0, true)", "call f#2(a.0, true)"),
        ("call f#0(a.0, true)", "call f#0(a.0)"),
        ("call f#0(a.0, true)", "call f#0(true, a.0)"),
        ("return field(p.1, 0)", "return field(p.1, 1)"),
        ("return field(p.1, 0)", "return field(p.1, 2)"),
        ("return field(p.1, 0)", "return field(a.0, 0)"),
        ("entry 1", "entry 0"),
        ("entry 1", "entry 2"),
    ] {
        let changed = ERASED.replacen(from, to, 1);
        assert_ne!(changed, ERASED, "{from}");
        let refused = erased::parse(&changed).map_or(true, |program| erased::validate(&program).is_err());
        assert!(refused, "{from} as {to}");
    }
}

const FLAT: &str = "program \"main.test\"\nsite 0 \"f\" 1 \"why\"\ntext 0 \"t\"\n\
    function f#0 -> (i64, i8) {\n\
    b0(v0: i64, v1: i8):\n  v2: i64 = integer 5\n  branch v1, b1(), b2()\n\
    b1():\n  v3: i64, v4: i8 = add_overflow v0, v2\n  branch v4, b4(), b3(v3)\n\
    b2():\n  v5: i64 = subtract v2, v0\n  jump b3(v5)\n\
    b3(v6: i64):\n  v7: i8 = less v6, v0\n  run lumen_print_integer v6\n  return(v6, v7)\n\
    b4():\n  halt 0\n}\n\
    function $start#1 -> (i64) {\n\
    b0():\n  v0: i64 = run lumen_argument_integer\n  v1: i8 = boolean true\n  run lumen_print_text text 0\n  \
      v2: i64, v3: i8 = call f#0(v0, v1)\n  return(v2)\n}\n\
    entry 1\n";

#[test]
fn flat_flaws_are_found() {
    let program = flat::parse(FLAT).unwrap();
    assert_eq!(flat::validate(&program), Ok(()));
    for (from, to) in [
        ("branch v1, b1(), b2()", "branch v0, b1(), b2()"),
        ("branch v1, b1(), b2()", "branch v1, b1(), b1()"),
        ("branch v1, b1(), b2()", "branch v1, b1(), b5()"),
        ("branch v1, b1(), b2()", "branch v1, b1(), b0(v0, v1)"),
        ("branch v1, b1(), b2()", "branch v4, b1(), b2()"),
        ("add_overflow v0, v2", "add_overflow v0, v1"),
        ("add_overflow v0, v2", "add_overflow v0, v3"),
        ("add_overflow v0, v2", "add_overflow v0, v5"),
        ("add_overflow v0, v2", "add v0, v2"),
        ("b3(v3)", "b3(v4)"),
        ("b3(v3)", "b3()"),
        ("jump b3(v5)", "jump b3(v3)"),
        ("v5: i64 = subtract", "v3: i64 = subtract"),
        ("v5: i64 = subtract", "v5: i8 = subtract"),
        ("less v6, v0", "less v6, v1"),
        ("less v6, v0", "less v6, v5"),
        ("less v6, v0", "less v6, v7"),
        ("run lumen_print_integer v6", "run lumen_print_integer v7"),
        ("run lumen_print_integer v6", "run lumen_print_boolean v6"),
        ("return(v6, v7)", "return(v6)"),
        ("return(v6, v7)", "return(v7, v6)"),
        ("halt 0", "halt 1"),
        ("v0: i64 = run lumen_argument_integer", "v0: i8 = run lumen_argument_integer"),
        ("run lumen_print_text text 0", "run lumen_print_text text 1"),
        ("call f#0(v0, v1)", "call f#0(v0)"),
        ("call f#0(v0, v1)", "call f#0(v1, v0)"),
        ("call f#0(v0, v1)", "call f#2(v0, v1)"),
        ("return(v2)", "return(v3)"),
        ("entry 1", "entry 0"),
        ("entry 1", "entry 2"),
    ] {
        let changed = FLAT.replacen(from, to, 1);
        assert_ne!(changed, FLAT, "{from}");
        let refused = flat::parse(&changed).map_or(true, |program| flat::validate(&program).is_err());
        assert!(refused, "{from} as {to}");
    }
}

#[test]
fn a_long_function_is_validated_without_much_stack_or_time() {
    let mut text =
        "program \"main.test\"\nfunction $start#0 -> (i64) {\nb0():\n  v0: i64 = integer 0\n  jump b1()\n"
            .to_owned();
    for block in 1..50_000 {
        text.push_str(&format!(
            "b{block}():\n  v{block}: i64 = add v0, v{}\n  jump b{}()\n",
            block - 1,
            block + 1
        ));
    }
    text.push_str("b50000():\n  return(v0)\n}\nentry 0\n");
    let program = flat::parse(&text).unwrap();
    assert_eq!(flat::validate(&program), Ok(()));
}
