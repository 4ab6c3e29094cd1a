//! From the text of the fences to tokens.
//! Given by: `split`, the text and the spans of the program in it.
//! Gives: `parse` the tokens of all fences as one list, an end of line after each fence.
//! Holds: one pass over the bytes, no recursion; every byte of a fence is in a token, white space or a comment.

mod habit;
mod number;
mod text;

use crate::core::Span;
use crate::foreign::Foreign;
use crate::problem::{Code, Problem};
use crate::split::is_hidden;
use crate::token::{Keyword, Lexeme, Symbol, Token, Tokens};
use habit::habit;

/// Reads the tokens of the given parts of a text.
#[must_use]
pub(crate) fn lex(source: &str, fences: &[Span]) -> (Tokens, Vec<Problem>) {
    let mut lexer = Lexer { source, at: 0, end: 0, tokens: Tokens::default(), problems: Vec::new() };
    for fence in fences {
        lexer.fence(*fence);
    }
    let end = fences.last().map_or(0, |fence| fence.end);
    lexer.tokens.lexemes.push(Lexeme { token: Token::End, span: Span { start: end, end } });
    (lexer.tokens, lexer.problems)
}

/// The state of reading: where in the text, and what was found.
struct Lexer<'a> {
    source: &'a str,
    at: usize,
    end: usize,
    tokens: Tokens,
    problems: Vec<Problem>,
}

impl<'a> Lexer<'a> {
    fn fence(&mut self, fence: Span) {
        (self.at, self.end) = (fence.start as usize, fence.end as usize);
        while self.at < self.end {
            self.next_token();
        }
        self.push(Token::Newline, self.end);
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.at..self.end).unwrap_or("")
    }

    fn next_token(&mut self) {
        let start = self.at;
        let Some(character) = self.rest().chars().next() else {
            self.at = self.end;
            return;
        };
        match character {
            ' ' | '\t' | '\r' => self.at += 1,
            '\n' => {
                self.at += 1;
                self.push(Token::Newline, start);
            }
            '#' => self.at += self.rest().find('\n').unwrap_or(self.rest().len()),
            '"' => self.text(),
            'a'..='z' | 'A'..='Z' | '_' => self.word(),
            '0'..='9' => self.number(),
            _ => self.symbol(character),
        }
    }

    fn push(&mut self, token: Token, start: usize) {
        let span = self.span_from(start);
        self.tokens.lexemes.push(Lexeme { token, span });
    }

    fn span_from(&self, start: usize) -> Span {
        Span { start: offset(start), end: offset(self.at.max(start)) }
    }

    fn report(&mut self, code: Code, start: usize) {
        let span = self.span_from(start);
        self.problems.push(Problem::new(code, span));
    }

    /// Reads a name or reserved word. A letter of another alphabet does not end it, so that it is one problem.
    fn word(&mut self) {
        let start = self.at;
        let length = self.rest().bytes().take_while(|byte| is_name_byte(*byte)).count();
        let keyword = self.rest().get(..length).and_then(Keyword::of);
        self.at += length;
        let strange = |character: &char| character.is_alphanumeric() || *character == '_';
        let rest: String = self.rest().chars().take_while(strange).collect();
        if rest.is_empty() {
            return self.push(keyword.map_or(Token::Name, Token::Keyword), start);
        }
        let letter = self.at;
        self.at += rest.chars().next().map_or(0, char::len_utf8);
        self.unexpected(Some(Foreign::Letter), letter);
        self.at = letter + rest.len();
        self.push(Token::Name, start);
    }

    fn symbol(&mut self, character: char) {
        let start = self.at;
        let rest = self.rest();
        if let Some(habit) = habit(rest) {
            self.at += habit.length;
            self.unexpected(Some(habit.foreign), start);
            return habit.token.into_iter().for_each(|token| self.push(token, start));
        }
        let found = Symbol::ALL.iter().copied().find(|symbol| rest.starts_with(symbol.text()));
        if let Some(symbol) = found {
            self.at += symbol.text().len();
            return self.push(Token::Symbol(symbol), start);
        }
        if character.is_alphabetic() {
            return self.word();
        }
        self.at += character.len_utf8();
        // A hidden character has been reported by `split`, which says why.
        if !is_hidden(character) && character != '\0' {
            self.unexpected(None, start);
        }
        self.push(Token::Unknown, start);
    }

    fn unexpected(&mut self, foreign: Option<Foreign>, start: usize) {
        let text = self.source.get(start..self.at).unwrap_or("").to_owned();
        self.report(Code::UnexpectedCharacter { text, foreign }, start);
    }
}

/// Whether a byte can stand inside a name.
fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// An offset in a document, which `split` keeps below four gigabytes.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
