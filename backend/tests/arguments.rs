//! What a program takes as an argument is what the language has as a literal.
//! Given by: `cargo test`.
//! Gives: nothing; fails with a text that one takes and the other does not.
//! Holds: both readers are asked for the same types and texts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use backend::ir::{erased, flat};
use common::{lower, programs};
use elaborator::core::Type;
use elaborator::literal;
use proptest::prelude::*;

fn pair() -> Type {
    Type::Tuple(vec![Type::Int, Type::Tuple(vec![Type::Bool, Type::Unit])])
}

fn echo() -> erased::Program {
    programs::program("t.0: (Int, (Bool, ()))", "(Int, (Bool, ()))", "return t.0")
}

fn agree(text: &str) {
    let (output, outcome) = flat::evaluate(&lower(&echo()), &[text.to_owned()], 1000);
    match literal::read::read(text, &pair()) {
        Ok(literal) => {
            assert_eq!((output, outcome), (format!("{literal}\n"), flat::Outcome::Returned(0)), "{text}")
        }
        Err(_) => assert_eq!(outcome, flat::Outcome::BadArgument, "{text}"),
    }
}

#[test]
fn literals_near_the_border_of_the_language() {
    for text in [
        "(1, (true, ()))",
        " ( 1 ,( false , ( ) ) ) ",
        "(-9223372036854775808,(true,()))",
        "(9223372036854775808, (true, ()))",
        "(1_0, (true, ()))",
        "(1__0_, (true, ()))",
        "(_1, (true, ()))",
        "(- 1, (true, ()))",
        "(+1, (true, ()))",
        "(1, (True, ()))",
        "(1, (truefalse, ()))",
        "(1, (true_, ()))",
        "(1, (true, ()),)",
        "(1, true, ())",
        "(1, (true, ())) x",
        "",
    ] {
        agree(text);
    }
}

proptest! {
    #[test]
    fn every_text_is_taken_by_both_or_none(text in "[(] ?-?[0-9_]{0,20} ?,? ?[(](true|false|t1|_true)?, ?[(]?[)]{0,3} ?") {
        agree(&text);
    }
}
