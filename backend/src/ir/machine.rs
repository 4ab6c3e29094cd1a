//! What operations on machine integers and numbers without bounds mean, once for all evaluators.
//! Given by: the evaluators of `erased` and `flat`.
//! Gives: results, or none where the operation has none.
//! Holds: quotients are rounded toward zero; a quotient by zero is zero where integers have no bounds.

use elaborator::core::{Arithmetic, Checked};
use num_bigint::BigInt;
use num_traits::Zero;

/// The result of an operation, if there is one in range.
pub(crate) fn checked(operation: Checked, arguments: &[i64]) -> Option<i64> {
    match (operation, arguments) {
        (Checked::Add, [left, right]) => left.checked_add(*right),
        (Checked::Subtract, [left, right]) => left.checked_sub(*right),
        (Checked::Multiply, [left, right]) => left.checked_mul(*right),
        (Checked::Negate, [operand]) => operand.checked_neg(),
        (Checked::Divide, [left, right]) => left.checked_div(*right),
        (Checked::Remainder, [left, right]) => left.checked_rem(*right),
        _ => None,
    }
}

/// The result of an operation without bounds.
pub(crate) fn arithmetic(operation: Arithmetic, left: &BigInt, right: &BigInt) -> BigInt {
    match operation {
        Arithmetic::Add => left + right,
        Arithmetic::Subtract => left - right,
        Arithmetic::Multiply => left * right,
        Arithmetic::Divide if right.is_zero() => BigInt::ZERO,
        Arithmetic::Divide => left / right,
        Arithmetic::Remainder if right.is_zero() => left.clone(),
        Arithmetic::Remainder => left % right,
    }
}
