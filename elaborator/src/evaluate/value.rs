//! Evaluates values and checked operations.
//! Given by: steps.
//! Gives: data; nothing where a checked operation has no result in range.
//! Holds: only `Print` has an effect, and steps bind each world once, so that lines go out in order.

use super::datum::Datum;
use crate::core::{Binary, Checked, Line, Value};

/// Evaluates a value; lines go to `printed`.
pub(super) fn value(of: &Value, slots: &[Datum], printed: &mut Vec<String>) -> Datum {
    match of {
        Value::Variable(variable) => slots.get(variable.0 as usize).cloned().unwrap_or(Datum::Nothing),
        Value::Integer(value) => Datum::Integer(*value),
        Value::Boolean(value) => Datum::Boolean(*value),
        Value::Unit => Datum::Nothing,
        Value::Tuple(parts) => Datum::Tuple(parts.iter().map(|part| value(part, slots, printed)).collect()),
        Value::Field(whole, part) => value(whole, slots, printed).part(*part),
        Value::Not(inner) => Datum::Boolean(!value(inner, slots, printed).boolean()),
        Value::Binary(operation, left, right) => {
            let left = value(left, slots, printed);
            let right = value(right, slots, printed);
            binary(*operation, &left, &right)
        }
        Value::Print(world, line) => {
            value(world, slots, printed);
            let line = match line {
                Line::Text(text) => text.clone(),
                Line::Shown(shown, _) => value(shown, slots, printed).literal().to_string(),
            };
            printed.push(line);
            Datum::Nothing
        }
    }
}

fn binary(operation: Binary, left: &Datum, right: &Datum) -> Datum {
    let (a, b) = (left.integer(), right.integer());
    match operation {
        Binary::EqualInt => Datum::Boolean(a == b),
        Binary::EqualBool => Datum::Boolean(left.boolean() == right.boolean()),
        Binary::Less => Datum::Boolean(a < b),
        Binary::LessEqual => Datum::Boolean(a <= b),
        Binary::And => Datum::Boolean(left.boolean() && right.boolean()),
        Binary::Or => Datum::Boolean(left.boolean() || right.boolean()),
        Binary::WrappingAdd => Datum::Integer(a.wrapping_add(b)),
        Binary::WrappingSubtract => Datum::Integer(a.wrapping_sub(b)),
        Binary::WrappingMultiply => Datum::Integer(a.wrapping_mul(b)),
    }
}

/// The result of a checked operation, if it has one in range.
pub(super) fn checked(operation: Checked, operands: &[Datum]) -> Option<i64> {
    let operand = |index: usize| operands.get(index).map_or(0, Datum::integer);
    let (a, b) = (operand(0), operand(1));
    match operation {
        Checked::Add => a.checked_add(b),
        Checked::Subtract => a.checked_sub(b),
        Checked::Multiply => a.checked_mul(b),
        Checked::Negate => a.checked_neg(),
        Checked::Divide => a.checked_div(b),
        Checked::Remainder => a.checked_rem(b),
    }
}
