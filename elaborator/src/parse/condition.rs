//! Reads `if` expressions, quantifiers, lambdas and maps.
//! Given by: the expression parser.
//! Gives: `if … then … else … end`; the others are read to their end and reported as not there yet.
//! Holds: ends of lines may stand between the parts of an `if` expression.

use super::{Parsed, Parser};
use crate::core::Span;
use crate::problem::{Code, Expected, Feature, Problem, Role, Unclosed};
use crate::token::{Keyword, Symbol, Token};
use crate::tree::{Expression, ExpressionKind};

impl Parser<'_> {
    pub(super) fn if_expression(&mut self, start: Span) -> Parsed<Expression> {
        self.advance();
        let condition = self.expect_expression()?;
        self.if_expression_after(condition, start)
    }

    /// Reads an `if` expression from `then` on.
    pub(super) fn if_expression_after(&mut self, condition: Expression, start: Span) -> Parsed<Expression> {
        self.expect_keyword(Keyword::Then)?;
        let yes = self.part()?;
        self.expect_keyword(Keyword::Else)?;
        self.skip_lines();
        let no = if self.at_keyword(Keyword::If) {
            let inner = self.span();
            self.nested(|parser| parser.if_expression(inner))?
        } else {
            let no = self.part()?;
            self.end_of_expression(start)?;
            no
        };
        let below = condition.depth.max(yes.depth).max(no.depth);
        self.node(ExpressionKind::If(Box::new([condition, yes, no])), start, below)
    }

    /// Reads the `end` of an `if` expression, which is easily forgotten at the end of a line.
    fn end_of_expression(&mut self, start: Span) -> Parsed<()> {
        if self.at_keyword(Keyword::End) {
            self.take_end(start);
            return Some(());
        }
        let forgotten = match self.peek() {
            Token::End | Token::Keyword(_) => true,
            Token::Symbol(symbol) => matches!(symbol.text(), ")" | "]" | "}" | "," | ":"),
            _ => self.lexeme(self.at.saturating_sub(1)).token == Token::Newline,
        };
        if !forgotten {
            return self.unexpected(Expected::Keyword(Keyword::End));
        }
        let last = (0..self.at).rev().find(|at| self.lexeme(*at).token != Token::Newline);
        let end = last.map_or(start.end, |at| self.lexeme(at).span.end);
        let problem = Problem::new(Code::UnclosedBlock(Unclosed::Condition), Span { start: end, end });
        self.report(problem.with(start, Role::Opened));
        Some(())
    }

    fn part(&mut self) -> Parsed<Expression> {
        self.skip_lines();
        let part = self.expect_expression()?;
        self.skip_lines();
        Some(part)
    }

    /// Reads `forall i in RANGE, j: CONDITION`.
    pub(super) fn quantifier(&mut self, start: Span) -> Parsed<Expression> {
        self.advance();
        let before = self.problems.len();
        loop {
            self.expect_name()?;
            if self.take_keyword(Keyword::In) {
                self.expect_expression()?;
            }
            if self.take_symbol(Symbol::Colon) && self.typed_variable()? {
                self.expect_symbol(Symbol::Colon)?;
                break;
            }
            if !self.take_symbol(Symbol::Comma) {
                break;
            }
            self.skip_lines();
        }
        self.skip_lines();
        self.expect_expression()?;
        self.problems.truncate(before);
        self.left_out(Feature::Quantifier, start)
    }

    /// Whether the colon of a quantifier was followed by the type of its variable, which is then read.
    fn typed_variable(&mut self) -> Parsed<bool> {
        let typed = self.peek() == Token::Name && self.peek_second() == Token::Symbol(Symbol::Colon);
        if typed {
            self.expect_type()?;
        }
        Some(typed)
    }

    /// Reads `fn(x) => e`.
    pub(super) fn lambda(&mut self, start: Span) -> Parsed<Expression> {
        self.advance();
        self.list([Symbol::OpenRound, Symbol::CloseRound], |parser| {
            parser.expect_name()?;
            if parser.take_symbol(Symbol::Colon) { parser.expect_type().map(|_| ()) } else { Some(()) }
        })?;
        self.expect_symbol(Symbol::FatArrow)?;
        self.skip_lines();
        self.expect_expression()?;
        self.left_out(Feature::Lambda, start)
    }

    /// Reads `{"k": v}`.
    pub(super) fn map(&mut self, start: Span) -> Parsed<Expression> {
        self.list([Symbol::OpenCurly, Symbol::CloseCurly], |parser| {
            parser.expect_expression()?;
            parser.expect_symbol(Symbol::Colon)?;
            parser.expect_expression()
        })?;
        self.left_out(Feature::Collection, start)
    }
}
