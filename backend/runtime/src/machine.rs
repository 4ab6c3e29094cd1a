//! A stack of unbounded integers, on which generated code evaluates the conditions that machine integers cannot.
//! Given by: `exports`, operation by operation.
//! Gives: comparisons.
//! Holds: each condition leaves the stack as it found it; generated code never takes more than it pushed.

use crate::integer::Integer;
use crate::process;
use crate::system::Exclusive;
use alloc::vec::Vec;
use core::cmp::Ordering;

static STACK: Exclusive<Vec<Integer>> = Exclusive::new(Vec::new());

/// Pushes a number.
pub(crate) fn push(number: Integer) {
    STACK.with(|stack| stack.push(number));
}

/// Replaces the number on top.
pub(crate) fn unary(operation: fn(&Integer) -> Integer) {
    let operand = pop();
    push(operation(&operand));
}

/// Replaces the two numbers on top by one; the right one is on top.
pub(crate) fn binary(operation: fn(&Integer, &Integer) -> Integer) {
    let right = pop();
    let left = pop();
    push(operation(&left, &right));
}

/// Takes two numbers and compares them.
pub(crate) fn compare() -> Ordering {
    let right = pop();
    let left = pop();
    left.compare(&right)
}

fn pop() -> Integer {
    STACK.with(Vec::pop).unwrap_or_else(|| process::broken())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_operand_is_on_top() {
        push(Integer::from_machine(7));
        push(Integer::from_machine(-2));
        binary(Integer::divide);
        push(Integer::from_machine(-3));
        assert_eq!(compare(), Ordering::Equal);
        push(Integer::from_machine(1));
        push(Integer::from_machine(1));
        unary(Integer::negate);
        binary(Integer::subtract);
        push(Integer::from_machine(3));
        assert_eq!(compare(), Ordering::Less);
    }
}
