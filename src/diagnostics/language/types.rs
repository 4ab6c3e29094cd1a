//! The words for E03xx: types, mutability, paths, effects, contracts.
//! Given by: `language`.
//! Gives: title, label and help.
//! Holds: one arm a code, in the order of the numbers.

use super::{Words, says};
use elaborator::problem::Code;

pub(super) fn words(code: &Code) -> Option<Words> {
    values(code).or_else(|| cells(code)).or_else(|| specifications(code))
}

fn values(code: &Code) -> Option<Words> {
    Some(match code {
        Code::TypeMismatch { expected, found } => {
            says(format!("expected a value of type `{expected}`, found `{found}`"))
                .label(format!("this is `{found}`"))
        }
        Code::ArgumentCount { expected, found } => {
            says(format!("{expected} arguments are wanted, {found} are given"))
        }
        Code::NotMutable(name) => says(format!("`{name}` cannot be assigned"))
            .help(format!("declare it by `let mut {name} = …`; parameters and results are immutable")),
        Code::LiteralOutOfRange => says("the number is outside of the range of `Int`")
            .help("the range is -9223372036854775808 to 9223372036854775807"),
        Code::PatternParts { expected, found } => {
            says(format!("the tuple has {expected} parts, the pattern {found}"))
        }
        Code::NotATuple(of) => says(format!("a value of type `{of}` has no parts")),
        Code::NoSuchPart { of, part } => {
            says(format!("`{of}` has no part `{part}`")).help("parts are counted from 0: `t.0`, `t.1`")
        }
        Code::UnusedValue { of, is_result } => {
            says(format!("a value of type `{of}` is computed and not used")).help(if *is_result {
                "to give it back, write `return` before it; to forget it, `let _ =`"
            } else {
                "use it, or write `let _ = …`"
            })
        }
        Code::TextAsValue => says("a text where a value is expected").help(
            "texts are not values yet: they can be printed, `print(\"…\")`, and be the message of a `halt`",
        ),
        Code::ParameterTwice(name) => says(format!("the parameter `{name}` is given twice")),
        _ => return None,
    })
}

fn cells(code: &Code) -> Option<Words> {
    Some(match code {
        Code::MissingReturn(of) => {
            says(format!("a path ends without a result of type `{of}`")).help("every path returns, or halts")
        }
        Code::Unreachable => says("no run reaches this statement").help("remove it"),
        Code::MissingEffect { effect, callee } => {
            let who = callee.as_ref().map_or("this".to_string(), |callee| format!("`{callee}`"));
            says(format!("{who} has the effect `{effect}`, which the cell does not declare"))
                .help(format!("add it after the result: `-> … / {{{effect}}}`"))
        }
        Code::MainRequires => {
            says("`main` has a precondition").help("nobody calls `main`: check it in its body")
        }
        Code::MainParameters => says("`main` has parameters").help("nobody calls `main`"),
        Code::MainResult(of) => says(format!("`main` returns `{of}`"))
            .help("`main` returns `Unit`, or the exit status as an `Int`"),
        Code::CellTooLarge { limit } => {
            says(format!("the cell has more than {limit} levels of blocks, the limit: an `if` after which it goes on is one"))
                .help("make a cell of a part of it")
        }
        _ => return None,
    })
}

fn specifications(code: &Code) -> Option<Words> {
    Some(match code {
        Code::CellInSpecification(name) => {
            says(format!("`{name}` is a cell, and specifications call no cell"))
                .help("say in a `pred` what you want to say")
        }
        Code::SpecificationInCode(name) => says(format!("`{name}` can stand in specifications only")),
        Code::OldOutsideLoop => {
            says("`old` outside of an invariant").help("parameters do not change: use the name itself")
        }
        Code::SpecificationTooLarge { limit } => says(format!(
            "the condition has more than {limit} parts, the limit, when its definitions are put in"
        ))
        .help("divide it into several clauses, or use fewer definitions that use others twice"),
        Code::CodeInSpecification(what) => says(format!("`{what}` cannot stand in a specification"))
            .help("specifications compute with mathematical integers and have no effects"),
        _ => return None,
    })
}
