//! Reads numbers.
//! Given by: the lexer, at a digit.
//! Gives: an integer or a number with a fraction; blanks in digits are underscores.
//! Holds: after a dot, digits are a position in a tuple, so that `t.0.1` is two positions.

use super::{Lexer, is_name_byte};
use crate::problem::Code;
use crate::token::{Symbol, Token};
use crate::tree::DIGIT_LIMIT;

impl Lexer<'_> {
    pub(super) fn number(&mut self) {
        let start = self.at;
        self.digits();
        if self.at - start > DIGIT_LIMIT as usize {
            self.report(Code::NumberTooLong { limit: DIGIT_LIMIT }, start);
        }
        let fraction = !self.after_dot() && self.fraction();
        let letters = self.rest().bytes().take_while(|byte| is_name_byte(*byte)).count();
        if letters > 0 {
            self.at += letters;
            self.report(Code::MalformedNumber, start);
        }
        self.push(if fraction { Token::Float } else { Token::Integer }, start);
    }

    fn digits(&mut self) {
        let digit = |byte: &u8| byte.is_ascii_digit() || *byte == b'_';
        self.at += self.rest().bytes().take_while(digit).count();
    }

    fn after_dot(&self) -> bool {
        let last = self.tokens.lexemes.last();
        last.is_some_and(|lexeme| lexeme.token == Token::Symbol(Symbol::Dot))
    }

    /// Reads a fraction and an exponent, if there are any.
    fn fraction(&mut self) -> bool {
        let start = self.at;
        let mut bytes = self.rest().bytes();
        if bytes.next() == Some(b'.') && bytes.next().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
            self.digits();
        }
        self.exponent();
        self.at != start
    }

    fn exponent(&mut self) {
        let rest = self.rest().as_bytes();
        if !matches!(rest.first(), Some(b'e' | b'E')) {
            return;
        }
        let sign = usize::from(matches!(rest.get(1), Some(b'+' | b'-')));
        if rest.get(1 + sign).is_some_and(u8::is_ascii_digit) {
            self.at += 1 + sign;
            self.digits();
        }
    }
}
