//! Reads loops and `match`.
//! Given by: the parser, at `while`, `for`, `loop`, `match`, `break`, `continue`.
//! Gives: `while` with its invariants and measure; the others are read to their `end` and reported as not there yet.
//! Holds: the `end`s of the blocks inside are matched, so that what follows is read as it is meant.

use super::{Parsed, Parser};
use crate::core::Span;
use crate::problem::{Expected, Feature};
use crate::token::{Keyword, Symbol, Token};
use crate::tree::{StatementKind, While};

impl Parser<'_> {
    pub(super) fn while_statement(&mut self, start: Span) -> Parsed<StatementKind> {
        self.advance();
        let condition = self.condition();
        if !self.at_keyword(Keyword::Invariant) && !self.at_keyword(Keyword::Decreases) {
            self.block_start();
        }
        let (mut invariants, mut decreases) = (Vec::new(), None);
        loop {
            self.skip_lines();
            if self.take_keyword(Keyword::Invariant) {
                invariants.push(self.condition());
            } else if decreases.is_none() && self.take_keyword(Keyword::Decreases) {
                decreases = Some(self.expression_or_error());
            } else {
                break;
            }
        }
        let body = self.block();
        self.end_of_block(start);
        Some(StatementKind::While(While { condition, invariants, decreases, body }))
    }

    /// Reads a statement that is not there yet.
    pub(super) fn other_statement(&mut self, keyword: Keyword, start: Span) -> Parsed<StatementKind> {
        self.unsupported(Feature::Statement(keyword), start);
        self.advance();
        match keyword {
            Keyword::For => {
                self.list_of_names()?;
                self.expect_keyword(Keyword::In)?;
                self.loop_block(start);
            }
            Keyword::Loop => self.loop_block(start),
            Keyword::Match => {
                self.expression_or_error();
                self.arms(start)?;
            }
            _ => {
                if self.peek() == Token::Name {
                    self.advance();
                }
            }
        }
        Some(StatementKind::Error)
    }

    fn list_of_names(&mut self) -> Parsed<()> {
        self.expect_name()?;
        while self.take_symbol(Symbol::Comma) {
            self.expect_name()?;
        }
        Some(())
    }

    /// Reads what follows the head of a loop: an expression perhaps, invariants, the block and its `end`.
    fn loop_block(&mut self, start: Span) {
        if self.peek() != Token::Newline {
            self.expression_or_error();
        }
        loop {
            self.skip_lines();
            if !self.take_keyword(Keyword::Invariant) && !self.take_keyword(Keyword::Decreases) {
                break;
            }
            self.expression_or_error();
        }
        self.block();
        self.end_of_block(start);
    }

    /// Reads the arms of a `match` and its `end`.
    pub(super) fn arms(&mut self, start: Span) -> Parsed<()> {
        let brackets = std::mem::take(&mut self.brackets);
        let result = self.nested(|parser| {
            loop {
                parser.skip_lines();
                if matches!(parser.peek(), Token::End | Token::Keyword(Keyword::End))
                    || parser.at_declaration()
                {
                    parser.end_of_block(start);
                    return Some(());
                }
                parser.arm()?;
            }
        });
        self.brackets = brackets;
        result
    }

    /// Reads `PATTERN -> …`: a statement on the same line, or a block on the next lines.
    fn arm(&mut self) -> Parsed<()> {
        let start = self.span();
        while !self.at_symbol(Symbol::Arrow) {
            if matches!(self.peek(), Token::Newline | Token::End) {
                return self.unexpected(Expected::Symbol(Symbol::Arrow));
            }
            self.advance();
        }
        self.advance();
        if self.peek() == Token::Newline {
            self.block();
            self.end_of_block(start);
            return Some(());
        }
        self.single_statement();
        Some(())
    }
}
