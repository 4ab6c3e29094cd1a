//! Reads expressions by precedence.
//! Given by: the parser, where an expression is expected.
//! Gives: the tree of operators, the loosest at the root.
//! Holds: the table of precedence is `operator.rs`; a chain of operators counts as nesting.

use super::{Parsed, Parser};
use crate::core::Span;
use crate::foreign::Foreign;
use crate::problem::{Code, Expected, Feature};
use crate::token::{Keyword, Symbol, Token};
use crate::tree::{Binary, DIGIT_LIMIT, Expression, ExpressionKind, NESTING_LIMIT, Unary};
use num_bigint::BigInt;

use super::operator::{Infix, Level, infix};

impl Parser<'_> {
    pub(super) fn expect_expression(&mut self) -> Parsed<Expression> {
        self.expression(Level::Iff)
    }

    /// Reads an expression; if it cannot be read, passes over the rest of its line.
    pub(super) fn expression_or_error(&mut self) -> Expression {
        let start = self.span();
        let read = self.expect_expression();
        read.unwrap_or_else(|| self.no_expression(start))
    }

    /// Reads a condition, as `expression_or_error`. Behind it, an equals sign is meant as a comparison.
    pub(super) fn condition(&mut self) -> Expression {
        let start = self.span();
        let read = self.expression_or_error();
        if read.kind == ExpressionKind::Error || !self.at_symbol(Symbol::Assign) {
            return read;
        }
        self.unexpected_as::<()>(Expected::LineEnd, Some(Foreign::Equality));
        self.no_expression(start)
    }

    fn no_expression(&mut self, start: Span) -> Expression {
        self.skip_statement(0);
        Expression { kind: ExpressionKind::Error, span: start, depth: 0 }
    }

    /// Reads an expression whose operators bind at least as tightly as a level.
    pub(super) fn expression(&mut self, level: Level) -> Parsed<Expression> {
        self.nested(|parser| {
            let start = parser.span();
            let mut left = parser.prefix(start)?;
            while let Some(operator) = infix(parser.peek()).filter(|operator| operator.level() >= level) {
                let place = parser.advance().span;
                parser.skip_lines();
                let right = parser.expression(operator.right())?;
                left = parser.combine(operator, left, right, start, place)?;
                parser.refuse_chain(operator)?;
            }
            Some(left)
        })
    }

    fn combine(
        &mut self,
        operator: Infix,
        left: Expression,
        right: Expression,
        start: Span,
        place: Span,
    ) -> Parsed<Expression> {
        match operator {
            Infix::Binary(binary) => self.binary(binary, left, right, start),
            Infix::Range => self.left_out(Feature::Range, start),
            _ => {
                let text = self.slice(place).to_owned();
                self.left_out(Feature::Operator(text), start)
            }
        }
    }

    /// Comparisons and ranges do not chain.
    fn refuse_chain(&mut self, operator: Infix) -> Parsed<()> {
        let chains = infix(self.peek()).is_some_and(|next| next.level() == operator.level());
        if operator.is_single() && chains {
            let span = self.span();
            return self.fail(Code::ChainedComparison, span);
        }
        Some(())
    }

    pub(super) fn binary(
        &mut self,
        operator: Binary,
        left: Expression,
        right: Expression,
        start: Span,
    ) -> Parsed<Expression> {
        let depth = left.depth.max(right.depth);
        let kind = ExpressionKind::Binary(operator, Box::new(left), Box::new(right));
        self.node(kind, start, depth)
    }

    /// An expression above others that are so deep.
    pub(super) fn node(&mut self, kind: ExpressionKind, start: Span, below: u32) -> Parsed<Expression> {
        if below >= NESTING_LIMIT {
            return self.too_deep();
        }
        Some(Expression { kind, span: self.since(start), depth: below + 1 })
    }

    /// An expression that was read and is not there yet.
    pub(super) fn left_out(&mut self, feature: Feature, start: Span) -> Parsed<Expression> {
        let span = self.since(start);
        self.unsupported(feature, span);
        self.node(ExpressionKind::Error, start, 0)
    }

    fn prefix(&mut self, start: Span) -> Parsed<Expression> {
        match self.peek() {
            Token::Keyword(Keyword::Not) => {
                self.advance();
                self.skip_lines();
                let operand = self.expression(Level::Not)?;
                let depth = operand.depth;
                self.node(ExpressionKind::Unary(Unary::Not, Box::new(operand)), start, depth)
            }
            Token::Symbol(Symbol::Minus) => self.minus(start),
            _ => self.postfix(start),
        }
    }

    /// A minus sign belongs to a literal that follows; before anything else it is negation.
    fn minus(&mut self, start: Span) -> Parsed<Expression> {
        self.advance();
        if self.peek() == Token::Integer {
            let value = -self.integer();
            let literal = self.node(ExpressionKind::Integer(value), start, 0)?;
            return self.postfix_of(literal, start);
        }
        let operand = self.expression(Level::Unary)?;
        let depth = operand.depth;
        self.node(ExpressionKind::Unary(Unary::Negate, Box::new(operand)), start, depth)
    }

    /// Takes an integer; one that is too long was reported by the lexer, and has no value.
    pub(super) fn integer(&mut self) -> BigInt {
        let span = self.advance().span;
        let text = self.slice(span);
        if text.len() > DIGIT_LIMIT as usize {
            return BigInt::ZERO;
        }
        text.replace('_', "").parse().unwrap_or_default()
    }

    /// What stands where an operand is expected, and is none.
    pub(super) fn no_operand<T>(&mut self) -> Parsed<T> {
        self.unexpected(Expected::Expression)
    }
}
