//! Reads operands: literals, names, calls, tuples, and what follows them.
//! Given by: the expression parser.
//! Gives: one operand with its calls, fields and indexes.
//! Holds: forms that are not there yet are read to their end and reported once.

use super::{Parsed, Parser};
use crate::core::Span;
use crate::problem::{Code, Feature};
use crate::token::{Keyword, Symbol, Token};
use crate::tree::{Argument, Expression, ExpressionKind, Name};

const ROUND: [Symbol; 2] = [Symbol::OpenRound, Symbol::CloseRound];

impl Parser<'_> {
    pub(super) fn postfix(&mut self, start: Span) -> Parsed<Expression> {
        let operand = self.operand(start)?;
        self.postfix_of(operand, start)
    }

    /// Reads calls, fields, indexes and `?` after an operand.
    pub(super) fn postfix_of(&mut self, operand: Expression, start: Span) -> Parsed<Expression> {
        let mut operand = operand;
        loop {
            operand = match self.peek() {
                Token::Symbol(Symbol::OpenRound) => self.call(operand, start)?,
                Token::Symbol(Symbol::OpenSquare) => {
                    self.list([Symbol::OpenSquare, Symbol::CloseSquare], Self::expect_expression)?;
                    self.left_out(Feature::Index, start)?
                }
                Token::Symbol(Symbol::Dot) => self.field_of(operand, start)?,
                Token::Symbol(Symbol::OptionalField) => {
                    self.advance();
                    self.expect_name()?;
                    self.left_out(Feature::Operator("?.".to_owned()), start)?
                }
                Token::Symbol(Symbol::Question) => {
                    self.advance();
                    self.left_out(Feature::Operator("?".to_owned()), start)?
                }
                _ => return Some(operand),
            };
        }
    }

    fn call(&mut self, callee: Expression, start: Span) -> Parsed<Expression> {
        let arguments = self.arguments()?;
        let below = arguments.iter().map(|argument| argument.value.depth).max().unwrap_or(0);
        match callee.kind {
            ExpressionKind::Name(text) => {
                let name = Name { text, span: callee.span };
                self.node(ExpressionKind::Call(name, arguments), start, below)
            }
            ExpressionKind::Error => self.node(ExpressionKind::Error, start, below),
            _ => self.left_out(Feature::Member, start),
        }
    }

    pub(super) fn arguments(&mut self) -> Parsed<Vec<Argument>> {
        let arguments = self.list(ROUND, |parser| {
            let named = parser.peek() == Token::Name && parser.peek_second() == Token::Symbol(Symbol::Colon);
            let name = if named { Some(parser.expect_name()?) } else { None };
            if named {
                parser.expect_symbol(Symbol::Colon)?;
            }
            let value = parser.expect_expression()?;
            Some(Argument { name, value })
        })?;
        let first_named = arguments.iter().position(|argument| argument.name.is_some());
        let late = arguments.iter().skip(first_named.unwrap_or(arguments.len()));
        if let Some(argument) = late.clone().find(|argument| argument.name.is_none()) {
            let span = argument.value.span;
            return self.fail(Code::PositionalAfterNamed, span);
        }
        Some(arguments)
    }

    fn field_of(&mut self, operand: Expression, start: Span) -> Parsed<Expression> {
        self.advance();
        let name = if self.peek() == Token::Integer {
            let span = self.advance().span;
            Name { text: self.slice(span).to_owned(), span }
        } else {
            self.expect_name()?
        };
        let depth = operand.depth;
        self.node(ExpressionKind::Field(Box::new(operand), name), start, depth)
    }

    fn operand(&mut self, start: Span) -> Parsed<Expression> {
        let kind = match self.peek() {
            Token::Integer => ExpressionKind::Integer(self.integer()),
            Token::Float => {
                self.advance();
                return self.left_out(Feature::Float, start);
            }
            Token::Text(number) => {
                self.advance();
                ExpressionKind::Text(self.text(number))
            }
            Token::Interpolation => {
                self.advance();
                return self.left_out(Feature::Interpolation, start);
            }
            Token::Name => ExpressionKind::Name(self.expect_name()?.text),
            Token::Keyword(keyword) => return self.keyword_operand(keyword, start),
            Token::Symbol(Symbol::OpenRound) => return self.parenthesized(start),
            Token::Symbol(Symbol::OpenSquare) => {
                self.list([Symbol::OpenSquare, Symbol::CloseSquare], Self::expect_expression)?;
                return self.left_out(Feature::Collection, start);
            }
            Token::Symbol(Symbol::OpenCurly) => return self.map(start),
            Token::Unknown => {
                self.advance();
                ExpressionKind::Error
            }
            _ => return self.no_operand(),
        };
        self.node(kind, start, 0)
    }

    fn keyword_operand(&mut self, keyword: Keyword, start: Span) -> Parsed<Expression> {
        let kind = match keyword {
            Keyword::True => ExpressionKind::Boolean(true),
            Keyword::False => ExpressionKind::Boolean(false),
            Keyword::It => ExpressionKind::It,
            Keyword::If => return self.if_expression(start),
            Keyword::Old => {
                self.advance();
                let opened = self.open(Symbol::OpenRound)?;
                let inner = self.expect_expression()?;
                self.close(Symbol::CloseRound, opened)?;
                let depth = inner.depth;
                return self.node(ExpressionKind::Old(Box::new(inner)), start, depth);
            }
            Keyword::Match => {
                self.advance();
                self.expect_expression()?;
                self.arms(start)?;
                return self.left_out(Feature::Statement(Keyword::Match), start);
            }
            Keyword::Forall | Keyword::Exists => return self.quantifier(start),
            Keyword::Fn => return self.lambda(start),
            _ => return self.no_operand(),
        };
        self.advance();
        self.node(kind, start, 0)
    }

    /// Reads `()`, an expression in brackets, or a tuple.
    fn parenthesized(&mut self, start: Span) -> Parsed<Expression> {
        let opened = self.open(Symbol::OpenRound)?;
        let mut parts = Vec::new();
        let mut tuple = false;
        while !self.at_symbol(Symbol::CloseRound) {
            parts.push(self.expect_expression()?);
            if !self.take_symbol(Symbol::Comma) {
                break;
            }
            tuple = true;
        }
        self.close(Symbol::CloseRound, opened)?;
        let below = parts.iter().map(|part| part.depth).max().unwrap_or(0);
        match parts.len() {
            0 => self.node(ExpressionKind::Unit, start, 0),
            1 if !tuple => parts.pop(),
            1 => self.no_operand(),
            _ => self.node(ExpressionKind::Tuple(parts), start, below),
        }
    }
}
