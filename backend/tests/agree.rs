//! The evaluators of all languages and the machine code by Cranelift agree on programs written by hand.
//! Given by: `cargo test`.
//! Gives: nothing; fails with the first disagreement.
//! Holds: a back end with another idea of division is caught.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use backend::ir::flat::{Binary, Instruction, Program};
use common::{agree, disagreement, lower, programs};

#[test]
fn all_ways_agree() {
    for (program, cases) in programs::all() {
        agree(&program, &cases);
    }
}

/// Quotients rounded down, made of truncated ones: the mistake that the comparison has to find.
#[test]
fn a_wrong_rounding_is_found() {
    let floor = "let q.2: Int = divide(a.0, b.1) else 0 let r.3: Int = remainder(a.0, b.1) else 0 \
                 if and(not(equal(r.3, 0)), not(same(less(r.3, 0), less(b.1, 0)))) \
                 { return wrapping_subtract(q.2, 1) } else { return q.2 }";
    let truncating = "let q.2: Int = divide(a.0, b.1) else 0 return q.2";
    let [floor, truncating] =
        [floor, truncating].map(|body| programs::program("a.0: Int, b.1: Int", "Int", body));
    let found =
        |left: i64, right: i64| disagreement(&truncating, &lower(&floor), &common::integers(&[left, right]));
    assert_eq!([found(7, 2), found(-7, -2), found(6, -2), found(0, -5)], [false; 4]);
    assert_eq!([found(-7, 2), found(7, -2), found(-1, 2), found(1, i64::MIN)], [true; 4]);
}

/// Each arithmetic instruction exchanged for its neighbour changes the outcome of some program.
#[test]
fn no_instruction_is_beyond_the_tests() {
    for (from, to) in [
        (Binary::Add, Binary::Subtract),
        (Binary::Subtract, Binary::Add),
        (Binary::Multiply, Binary::Add),
        (Binary::Divide, Binary::Remainder),
        (Binary::Remainder, Binary::Divide),
        (Binary::Equal, Binary::LessEqual),
        (Binary::Less, Binary::LessEqual),
        (Binary::LessEqual, Binary::Less),
        (Binary::And, Binary::Or),
        (Binary::Or, Binary::And),
        (Binary::Xor, Binary::Or),
    ] {
        let caught = programs::all().into_iter().any(|(program, cases)| {
            let wrong = exchanged(lower(&program), from, to);
            cases.iter().any(|case| disagreement(&program, &wrong, case))
        });
        assert!(caught, "{from:?} as {to:?}");
    }
}

fn exchanged(mut program: Program, from: Binary, to: Binary) -> Program {
    let blocks = program.functions.iter_mut().flat_map(|function| &mut function.blocks);
    for instruction in blocks.flat_map(|block| &mut block.instructions) {
        match instruction {
            Instruction::Binary(_, operation, _, _) if *operation == from => *operation = to,
            _ => {}
        }
    }
    program
}

#[test]
fn a_program_without_stack_ends_in_order() {
    for (_, object) in common::cranelift() {
        common::endless::ends_in_order(&object(&common::endless::program()));
    }
}
