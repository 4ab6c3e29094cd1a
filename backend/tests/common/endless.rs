//! A program that needs more stack than there is.
//! Given by: tests.
//! Gives: a flat function that calls itself and uses each of the results.
//! Holds: no code generator can make a loop of it without knowing the answer.

use super::Binary;
use backend::ir::flat;

pub(crate) fn program() -> flat::Program {
    let text = "program \"main.deep\"\ntext 0 \"before\\n\"\n\
        function down#0 -> (i64) {\n\
        b0(v0: i64):\n  v1: i64 = integer 1\n  v2: i64 = add v0, v1\n  v3: i64 = call down#0(v2)\n\
          v4: i64 = multiply v3, v0\n  run lumen_print_integer v4\n  v5: i64 = run lumen_big_compare\n  v6: i64 = add v5, v4\n\
          return(v6)\n}\n\
        function $start#1 -> (i64) {\n\
        b0():\n  run lumen_print_text text 0\n  v0: i64 = integer 0\n  v1: i64 = call down#0(v0)\n  return(v1)\n}\n\
        entry 1\n";
    let program = flat::parse(text).unwrap();
    flat::validate(&program).unwrap();
    program
}

/// Demands that a binary of the program ends in good order.
pub(crate) fn ends_in_order(object: &[u8]) {
    let run = Binary::make(object).run(&[]);
    assert_eq!(run.status, 113);
    assert_eq!((run.output.as_str(), run.errors.as_str()), ("before\n", "exhausted: out of stack\n"));
}
