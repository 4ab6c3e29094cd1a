//! Conditions over integers without bounds.
//! Given by: `block`, for guards.
//! Gives: a truth value in a register.
//! Holds: machine arithmetic is used only where no operand and no result can be outside of its range; else the run-time computes.

use super::block::Lowering;
use crate::ir::erased::{Arithmetic, Comparison, Condition, Number};
use crate::ir::flat::{self, Operand, Scalar, ValueId};
use crate::ir::service::Service;
use num_bigint::BigInt;
use num_traits::Zero;

impl Lowering<'_, '_> {
    pub(super) fn condition(&mut self, condition: &Condition) -> Option<ValueId> {
        Some(match condition {
            Condition::Constant(constant) => self.builder.boolean(*constant),
            Condition::Test(value) => self.value(value)?.boolean()?,
            Condition::Compare(comparison, left, right) => self.compare(*comparison, left, right)?,
            Condition::Not(operand) => {
                let operand = self.condition(operand)?;
                self.builder.not(operand)
            }
            Condition::And(left, right) => self.both(flat::Binary::And, left, right)?,
            Condition::Or(left, right) => self.both(flat::Binary::Or, left, right)?,
            Condition::Same(left, right) => {
                let differ = self.both(flat::Binary::Xor, left, right)?;
                self.builder.not(differ)
            }
        })
    }

    fn both(&mut self, operation: flat::Binary, left: &Condition, right: &Condition) -> Option<ValueId> {
        let left = self.condition(left)?;
        let right = self.condition(right)?;
        Some(self.builder.binary(operation, left, right))
    }

    fn compare(&mut self, comparison: Comparison, left: &Number, right: &Number) -> Option<ValueId> {
        let (left, right) = if machine_range(left).is_some() && machine_range(right).is_some() {
            (self.machine_number(left)?, self.machine_number(right)?)
        } else {
            self.big_number(left)?;
            self.big_number(right)?;
            let order = self.builder.ask(Service::BigCompare, Scalar::I64);
            (order, self.builder.integer(0))
        };
        let operation = match comparison {
            Comparison::Equal => flat::Binary::Equal,
            Comparison::Less => flat::Binary::Less,
            Comparison::LessEqual => flat::Binary::LessEqual,
        };
        Some(self.builder.binary(operation, left, right))
    }

    fn machine_number(&mut self, number: &Number) -> Option<ValueId> {
        Some(match number {
            Number::Value(value) => self.value(value)?.integer()?,
            Number::Integer(constant) => self.builder.integer(i64::try_from(constant).ok()?),
            Number::Negate(operand) => {
                let operand = self.machine_number(operand)?;
                let zero = self.builder.integer(0);
                self.builder.binary(flat::Binary::Subtract, zero, operand)
            }
            Number::Arithmetic(operation, left, right) => {
                let left = self.machine_number(left)?;
                let right = self.machine_number(right)?;
                let operation = match operation {
                    Arithmetic::Add => flat::Binary::Add,
                    Arithmetic::Subtract => flat::Binary::Subtract,
                    Arithmetic::Multiply => flat::Binary::Multiply,
                    Arithmetic::Divide => flat::Binary::Divide,
                    Arithmetic::Remainder => flat::Binary::Remainder,
                };
                self.builder.binary(operation, left, right)
            }
        })
    }

    fn big_number(&mut self, number: &Number) -> Option<()> {
        match number {
            Number::Value(value) => {
                let value = self.value(value)?.integer()?;
                self.builder.run(Service::BigPush, Operand::Value(value));
            }
            Number::Integer(constant) => match i64::try_from(constant) {
                Ok(constant) => {
                    let constant = self.builder.integer(constant);
                    self.builder.run(Service::BigPush, Operand::Value(constant));
                }
                Err(_) => {
                    let text = self.texts.id(&constant.to_string());
                    self.builder.run(Service::BigLiteral, Operand::Text(text));
                }
            },
            Number::Negate(operand) => {
                self.big_number(operand)?;
                self.builder.run(Service::BigNegate, Operand::Nothing);
            }
            Number::Arithmetic(operation, left, right) => {
                self.big_number(left)?;
                self.big_number(right)?;
                let service = match operation {
                    Arithmetic::Add => Service::BigAdd,
                    Arithmetic::Subtract => Service::BigSubtract,
                    Arithmetic::Multiply => Service::BigMultiply,
                    Arithmetic::Divide => Service::BigDivide,
                    Arithmetic::Remainder => Service::BigRemainder,
                };
                self.builder.run(service, Operand::Nothing);
            }
        }
        Some(())
    }
}

/// The least and the greatest number that it can be, if it and all its parts are within the range of machine integers.
fn machine_range(number: &Number) -> Option<[BigInt; 2]> {
    let range = match number {
        Number::Value(_) => return Some([i64::MIN.into(), i64::MAX.into()]),
        Number::Integer(constant) => [constant.clone(), constant.clone()],
        Number::Negate(operand) => machine_range(operand)?.map(|bound| -bound),
        Number::Arithmetic(operation, left, right) => {
            let (left, right) = (machine_range(left)?, machine_range(right)?);
            arithmetic_range(*operation, &left, &right)?
        }
    };
    let [low, high] = ordered(&range)?;
    let within = i64::try_from(&low).is_ok() && i64::try_from(&high).is_ok();
    within.then_some([low, high])
}

/// The range of an operation; none for a divisor that is not a constant.
fn arithmetic_range(operation: Arithmetic, left: &[BigInt; 2], right: &[BigInt; 2]) -> Option<[BigInt; 2]> {
    let corners = |combine: fn(&BigInt, &BigInt) -> BigInt| {
        let all: Vec<BigInt> = left.iter().flat_map(|a| right.iter().map(move |b| combine(a, b))).collect();
        ordered(&all)
    };
    match operation {
        Arithmetic::Add => corners(|a, b| a + b),
        Arithmetic::Subtract => corners(|a, b| a - b),
        Arithmetic::Multiply => corners(|a, b| a * b),
        Arithmetic::Divide | Arithmetic::Remainder => {
            let [divisor, other] = right;
            if divisor != other || divisor.is_zero() || *divisor == BigInt::from(-1) {
                return None;
            }
            match operation {
                Arithmetic::Divide => corners(|a, b| a / b),
                _ => {
                    let most = BigInt::from(divisor.magnitude().clone()) - 1;
                    Some([-&most, most])
                }
            }
        }
    }
}

fn ordered(numbers: &[BigInt]) -> Option<[BigInt; 2]> {
    Some([numbers.iter().min()?.clone(), numbers.iter().max()?.clone()])
}
