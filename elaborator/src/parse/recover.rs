//! Goes on after a problem of the grammar.
//! Given by: the parser, where something could not be read.
//! Gives: the place from which the next statement or declaration is read.
//! Holds: moves forward only; stops before a token that starts a line and can start a statement.

use super::Parser;
use crate::token::{Keyword, Token};

impl Parser<'_> {
    /// Leaves a statement that could not be read: goes to the end of its line, or of the brackets that it opens. If it
    /// broke off where another one starts, that is left alone, unless nothing has been read since `start`.
    pub(super) fn skip_statement(&mut self, start: usize) {
        self.brackets = 0;
        let at_line_start = self.at > start && self.lexeme(self.at - 1).token == Token::Newline;
        if at_line_start && self.starts_statement(self.at) {
            return;
        }
        while !matches!(self.lexeme(self.at).token, Token::End) {
            if self.lexeme(self.at).token == Token::Newline && self.starts_statement(self.at + 1) {
                return;
            }
            if self.lexeme(self.at).token == Token::Newline && !self.in_bracket_of_line() {
                return;
            }
            self.at += 1;
        }
    }

    /// Whether the line that ends here leaves a bracket open.
    fn in_bracket_of_line(&self) -> bool {
        let mut balance = 0_i64;
        for lexeme in self.tokens.lexemes.get(..self.at).unwrap_or(&[]).iter().rev() {
            match lexeme.token {
                Token::Newline => break,
                Token::Symbol(symbol) if matches!(symbol.text(), "(" | "[" | "{") => balance += 1,
                Token::Symbol(symbol) if matches!(symbol.text(), ")" | "]" | "}") => balance -= 1,
                _ => {}
            }
        }
        balance > 0
    }

    /// Whether the token there starts a statement or a declaration, or ends a block.
    fn starts_statement(&self, at: usize) -> bool {
        match self.lexeme(at).token {
            Token::Newline | Token::End => true,
            Token::Keyword(keyword) => {
                is_declaration(keyword)
                    || matches!(
                        keyword,
                        Keyword::Let
                            | Keyword::Return
                            | Keyword::If
                            | Keyword::While
                            | Keyword::For
                            | Keyword::Loop
                            | Keyword::Match
                            | Keyword::End
                            | Keyword::Else
                            | Keyword::Assert
                            | Keyword::Check
                            | Keyword::Assume
                            | Keyword::Halt
                            | Keyword::Requires
                            | Keyword::Ensures
                            | Keyword::Invariant
                            | Keyword::Decreases
                    )
            }
            _ => false,
        }
    }

    /// Leaves a declaration that could not be read: goes to the next line that starts one.
    pub(super) fn skip_declaration(&mut self) {
        self.brackets = 0;
        while !matches!(self.lexeme(self.at).token, Token::End) {
            let starts = self.at == 0 || self.lexeme(self.at - 1).token == Token::Newline;
            if starts && self.at_declaration() {
                return;
            }
            self.at += 1;
        }
    }

    /// Whether the next token starts a declaration.
    pub(super) fn at_declaration(&self) -> bool {
        matches!(self.lexeme(self.at).token, Token::Keyword(keyword) if is_declaration(keyword))
    }
}

/// Whether a word starts a declaration.
fn is_declaration(keyword: Keyword) -> bool {
    matches!(
        keyword,
        Keyword::Cell
            | Keyword::Record
            | Keyword::Enum
            | Keyword::Typestate
            | Keyword::Pred
            | Keyword::Spec
            | Keyword::Use
            | Keyword::Grant
            | Keyword::Import
            | Keyword::Extern
    )
}
