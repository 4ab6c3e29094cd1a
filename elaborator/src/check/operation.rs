//! Checks operations: what their operands must be, and where they may stand.
//! Given by: `expression.rs`.
//! Gives: typed operations.
//! Holds: wrapping operations are code, `implies` and `iff` are specification.

use super::body::{Body, Mode};
use crate::core::Span;
use crate::problem::{Code, Feature};
use crate::tree::{self, Binary, Unary};
use crate::typed::{Expression, ExpressionKind, Type};

impl Body<'_> {
    pub(super) fn unary(&mut self, operator: Unary, operand: &tree::Expression, span: Span) -> Expression {
        let of = if operator == Unary::Not { Type::Bool } else { Type::Int };
        let operand = self.expression_of(operand, &of);
        Expression { kind: ExpressionKind::Unary(operator, Box::new(operand)), of, span }
    }

    pub(super) fn binary(
        &mut self,
        operator: Binary,
        left: &tree::Expression,
        right: &tree::Expression,
        span: Span,
    ) -> Expression {
        self.check_place(operator, span);
        let (left, right) = match operand(operator) {
            Some(of) => (self.expression_of(left, &of), self.expression_of(right, &of)),
            None => {
                let left = self.expression(left);
                let right = self.expression_of(right, &left.of);
                (left, right)
            }
        };
        let of = result(operator);
        Expression { kind: ExpressionKind::Binary(operator, Box::new(left), Box::new(right)), of, span }
    }

    fn check_place(&mut self, operator: Binary, span: Span) {
        let code = self.mode == Mode::Code;
        match operator {
            Binary::Implies | Binary::Iff if code => {
                self.report(Code::SpecificationInCode(operator.text().to_owned()), span);
            }
            Binary::WrappingAdd | Binary::WrappingSubtract | Binary::WrappingMultiply if !code => {
                self.report(Code::Unsupported(Feature::WrappingInSpecification), span);
            }
            _ => {}
        }
    }
}

/// The type of both operands; nothing if they only have to be alike.
fn operand(operator: Binary) -> Option<Type> {
    match operator {
        Binary::Equal | Binary::NotEqual => None,
        Binary::Iff | Binary::Implies | Binary::Or | Binary::And => Some(Type::Bool),
        _ => Some(Type::Int),
    }
}

/// The type of the result.
fn result(operator: Binary) -> Type {
    match operator {
        Binary::Add
        | Binary::Subtract
        | Binary::Multiply
        | Binary::Divide
        | Binary::Remainder
        | Binary::WrappingAdd
        | Binary::WrappingSubtract
        | Binary::WrappingMultiply => Type::Int,
        _ => Type::Bool,
    }
}
