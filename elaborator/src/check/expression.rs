//! Checks expressions.
//! Given by: statements, contracts and definitions.
//! Gives: typed expressions; `Error` where a problem was reported.
//! Holds: no coercions: an operand has the type that its operation demands.

use super::body::{Body, Mode};
use crate::core::Span;
use crate::problem::Code;
use crate::resolve::number;
use crate::tree::{self, ExpressionKind as Written};
use crate::typed::{Expression, ExpressionKind, Type};
use num_bigint::BigInt;

impl Body<'_> {
    /// Checks an expression that must have a type.
    pub(super) fn expression_of(&mut self, written: &tree::Expression, of: &Type) -> Expression {
        let typed = self.expression(written);
        if !typed.of.agrees(of) {
            let code = Code::TypeMismatch { expected: of.clone(), found: typed.of.clone() };
            self.report(code, written.span);
            return error(written.span);
        }
        typed
    }

    pub(super) fn expression(&mut self, written: &tree::Expression) -> Expression {
        let span = written.span;
        let typed = |kind, of| Expression { kind, of, span };
        match &written.kind {
            Written::Integer(value) => self.integer(value, span),
            Written::Boolean(value) => typed(ExpressionKind::Boolean(*value), Type::Bool),
            Written::Unit => typed(ExpressionKind::Unit, Type::Unit),
            Written::Text(_) => self.refuse(Code::TextAsValue, span),
            Written::Name(name) => match self.lookup(name) {
                Some(local) => self.local_expression(local, span),
                None => {
                    let code = self.unknown_name(name);
                    self.refuse(code, span)
                }
            },
            Written::It => match self.subject {
                Some(local) => self.local_expression(local, span),
                None => self.refuse(Code::NoSubject, span),
            },
            Written::Tuple(parts) => {
                let parts: Vec<Expression> = parts.iter().map(|part| self.expression(part)).collect();
                let of = Type::Tuple(parts.iter().map(|part| part.of.clone()).collect());
                typed(ExpressionKind::Tuple(parts), of)
            }
            Written::Unary(operator, operand) => self.unary(*operator, operand, span),
            Written::Binary(operator, left, right) => self.binary(*operator, left, right, span),
            Written::If(parts) => self.choice(parts, span),
            Written::Call(callee, arguments) => self.call(callee, arguments, span),
            Written::Field(operand, name) => self.field(operand, name, span),
            Written::Old(operand) => self.old(operand, span),
            Written::Error => error(span),
        }
    }

    pub(super) fn refuse(&mut self, code: Code, span: Span) -> Expression {
        self.report(code, span);
        error(span)
    }

    fn integer(&mut self, value: &BigInt, span: Span) -> Expression {
        if self.mode == Mode::Code && i64::try_from(value).is_err() {
            return self.refuse(Code::LiteralOutOfRange, span);
        }
        Expression { kind: ExpressionKind::Integer(value.clone()), of: Type::Int, span }
    }

    fn choice(&mut self, parts: &[tree::Expression; 3], span: Span) -> Expression {
        let [condition, yes, no] = parts;
        let condition = self.expression_of(condition, &Type::Bool);
        let yes = self.expression(yes);
        let no = self.expression_of(no, &yes.of);
        let of = if yes.of == Type::Error { no.of.clone() } else { yes.of.clone() };
        Expression { kind: ExpressionKind::If(Box::new([condition, yes, no])), of, span }
    }

    fn field(&mut self, operand: &tree::Expression, name: &tree::Name, span: Span) -> Expression {
        let operand = self.expression(operand);
        match &operand.of {
            Type::Error => error(span),
            Type::Tuple(parts) => {
                let part = name.text.parse::<usize>().ok().filter(|part| *part < parts.len());
                let Some(part) = part else {
                    let code = Code::NoSuchPart { of: operand.of.clone(), part: name.text.clone() };
                    return self.refuse(code, name.span);
                };
                let of = parts[part].clone();
                let kind = ExpressionKind::Field(Box::new(operand), number(part));
                Expression { kind, of, span }
            }
            other => {
                let code = Code::NotATuple(other.clone());
                self.refuse(code, span)
            }
        }
    }

    fn old(&mut self, operand: &tree::Expression, span: Span) -> Expression {
        if self.mode != Mode::LoopSpecification {
            return self.refuse(Code::OldOutsideLoop, span);
        }
        let operand = self.expression(operand);
        let of = operand.of.clone();
        Expression { kind: ExpressionKind::Old(Box::new(operand)), of, span }
    }
}

/// An expression that was reported.
pub(super) fn error(span: Span) -> Expression {
    Expression { kind: ExpressionKind::Error, of: Type::Error, span }
}
