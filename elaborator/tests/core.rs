//! The text form of core, and what keeps core well formed.
//! Given by: the corpus and small programs.
//! Gives: nothing.
//! Holds: print and read are inverse; each fault of core is found.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{corpus, program};
use elaborator::core::print::print;
use elaborator::core::read::read;
use elaborator::core::validate::{Fault, validate};
use elaborator::core::{Program, SiteId, Type, VariableId};
use proptest::prelude::*;

/// A program with every form of core.
fn everything() -> Program {
    program(
        "pred small(x: Int) = abs(x) <= 10 and (x == 0 or 10 / x >= 1)\n\
         cell twice(x: Int, flag: Bool) -> (y: Int, again: Bool) / {console, halt}\n\
         \x20 requires small(x)\n  ensures flag iff again\n  ensures y == x or y == 2 * x\n\
         \x20 print((x, flag))\n  check x != 3\n  assume odd: x % 2 == 1 because \"\\\"we\\\" say so\"\n\
         \x20 if flag\n    return (x * 2, flag)\n  else if x < -5\n    halt(\"too small\")\n  end\n  return (x, flag)\nend\n\
         cell main() -> Int / {console, halt}\n  let mut s = 0\n  let mut go = true\n\
         \x20 while go and -s > -5\n    invariant 0 <= s and s <= 5 and old(s) == 0\n    decreases max(5 - s, 0)\n\
         \x20   let (y, again) = twice(1, s == 2)\n    s = if again then s + y else s +% 1 end\n    go = not (s == 4)\n\
         \x20   print(\"next\")\n  end\n  assert s <= 5\n  return s\nend\n",
    )
}

#[test]
fn print_and_read_are_inverse() {
    for name in ["same", "clamp", "sum", "payments", "wrong/payments-theft", "variants/clamp-percent"] {
        let program = corpus(name);
        assert_eq!(read(&print(&program)).unwrap(), program, "{name}");
    }
    assert_eq!(read(&print(&everything())).unwrap(), everything());
}

#[test]
fn core_of_small_programs() {
    insta::assert_snapshot!("everything", print(&everything()));
    insta::assert_snapshot!("clamp", print(&corpus("clamp")));
    insta::assert_snapshot!("sum", print(&corpus("sum")));
    insta::assert_snapshot!("payments", print(&corpus("payments")));
}

/// The fault of the sum's core after a change of its text.
fn fault(from: &str, to: &str) -> Fault {
    let text = print(&corpus("sum"));
    assert!(text.contains(from), "{from}");
    let changed = read(&text.replacen(from, to, 1)).unwrap();
    validate(&changed).unwrap_err().fault
}

#[test]
fn each_fault_is_found() {
    assert_eq!(fault("let s.2 = 0", "let s.99 = 0"), Fault::NoSuchVariable(VariableId(99)));
    assert_eq!(fault("let s.2 = 0", "let s.2 = s.8"), Fault::Unassigned(VariableId(8)));
    assert_eq!(fault("return s.8", "return s.7"), Fault::Unassigned(VariableId(7)));
    assert_eq!(fault("return s.8", "return s.1"), Fault::Unassigned(VariableId(1)));
    assert_eq!(fault("let i.3 = 0", "let s.2 = 0"), Fault::AssignedTwice(VariableId(2)));
    assert_eq!(fault("let s.2 = 0", "let n.0 = 0"), Fault::AssignedTwice(VariableId(0)));
    let expected = Fault::Type { expected: Type::Int, found: Type::Bool };
    assert_eq!(fault("let s.2 = 0", "let s.2 = true"), expected);
    assert_eq!(fault("multiply(2, s.1)", "field(s.1, 0)"), Fault::NoSuchPart(Type::Int, 0));
    let wanted = Fault::Type { expected: Type::Bool, found: Type::Int };
    assert_eq!(fault("while less(i.5, n.0)", "while wrapping_add(i.5, n.0)"), wanted);
    let wanted = Fault::Type { expected: Type::Bool, found: Type::Int };
    assert_eq!(fault("subtract(n.0, i.5)", "when test(n.0) subtract(n.0, i.5)"), wanted);
    assert_eq!(fault("continue (s.7, i.6)", "continue (s.7)"), Fault::Count);
    assert_eq!(fault("add(i.5, 1) 0", "add(i.5) 0"), Fault::Count);
    assert_eq!(fault("add(s.4, i.6) 1", "add(s.4, i.6) 2"), Fault::NoSuchSite(SiteId(2)));
    assert_eq!(
        fault("call $.1 = 0(1000)", "call $.1 = 2(1000)"),
        Fault::NoSuchCell(elaborator::core::CellId(2))
    );
    assert_eq!(fault("return s.8", "jump 0 ()"), Fault::NoSuchJoin(0));
    assert_eq!(fault("return s.8", "continue ()"), Fault::Misplaced);
    assert_eq!(fault("continue (s.7, i.6)", "return s.7"), Fault::Misplaced);
    assert_eq!(fault("effects (console)", "effects ()"), Fault::Count);
    assert_eq!(fault("results (s.1) Int", "results () Int"), Fault::Count);
    let again =
        "loop 0 @ 1 2\n state () initial () after ()\n while false\n do\n continue ()\n end\n return s.8";
    assert_eq!(fault("return s.8", again), Fault::NumberTaken(0));
}

proptest! {
    #[test]
    fn no_text_makes_read_or_validate_panic(at in 0_usize..6000, length in 0_usize..8, with in "[ -~]{0,6}") {
        let mut text = print(&everything());
        let start = text.len().min(at);
        let end = text.len().min(start + length);
        text.replace_range(start..end, &with);
        if let Ok(program) = read(&text) {
            let _ = validate(&program);
        }
    }
}
