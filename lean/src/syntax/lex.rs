//! Cuts a text into words, one at a time, because a notation changes what the words after it are.
//! Given by: the parser, with the grammar as it stands.
//! Gives: tokens with place, column and spacing.
//! Holds: every call but those at the end of the text moves forward; what is no word becomes an invalid token.

use crate::syntax::character::{is_rest, is_start};
use crate::syntax::grammar::Grammar;
use crate::syntax::problem::LexicalProblem;
use crate::syntax::span::Span;
use crate::syntax::token::{Token, TokenKind};

/// A place in a text from which words are cut.
#[derive(Clone, Debug)]
pub(crate) struct Lexer<'t> {
    text: &'t str,
    offset: usize,
    column: u32,
    spaced: bool,
    first: bool,
}

impl<'t> Lexer<'t> {
    /// Starts at the beginning of a text.
    pub(crate) fn new(text: &'t str) -> Self {
        Lexer { text, offset: 0, column: 0, spaced: true, first: true }
    }

    /// Goes back to the beginning of a token.
    pub(crate) fn return_to(&mut self, token: Token) {
        self.offset = token.span.start as usize;
        self.column = token.column;
        self.spaced = token.spaced;
        self.first = token.first;
    }

    /// The next word.
    pub(crate) fn next(&mut self, grammar: &Grammar) -> Token {
        let problem = self.skip_blanks();
        let (start, column) = (self.offset, self.column);
        let kind = match problem {
            Some((length, problem)) => self.take(length, TokenKind::Invalid(problem)),
            None => self.word(grammar),
        };
        let token = Token {
            kind,
            span: Span::new(place(start), place(self.offset)),
            column,
            spaced: self.spaced,
            first: self.first,
        };
        self.spaced = false;
        self.first = false;
        token
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.offset..).unwrap_or("")
    }

    /// Moves over a number of bytes, counting columns.
    fn advance(&mut self, length: usize) {
        let rest = self.rest();
        let passed = rest.get(..length).unwrap_or(rest);
        for character in passed.chars() {
            if character == '\n' {
                self.column = 0;
                self.first = true;
            } else {
                self.column = self.column.saturating_add(1);
            }
        }
        self.offset += passed.len();
    }

    fn take(&mut self, length: usize, kind: TokenKind) -> TokenKind {
        let first = self.first;
        self.advance(length);
        self.first = first;
        kind
    }

    /// Skips blanks and comments; answers the length of a comment that does not end.
    fn skip_blanks(&mut self) -> Option<(usize, LexicalProblem)> {
        loop {
            let rest = self.rest();
            let blanks = rest.len() - rest.trim_start().len();
            let length = if blanks > 0 {
                blanks
            } else if rest.starts_with("--") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/-") && !is_documentation(rest) {
                match comment_length(rest) {
                    Some(length) => length,
                    None => return Some((rest.len(), LexicalProblem::Comment)),
                }
            } else {
                return None;
            };
            self.advance(length);
            self.spaced = true;
        }
    }

    fn word(&mut self, grammar: &Grammar) -> TokenKind {
        let rest = self.rest();
        let mut characters = rest.chars();
        let (Some(first), second) = (characters.next(), characters.next()) else { return TokenKind::End };
        match first {
            '"' => self.quoted(),
            'r' if raw_length(rest).is_some() => self.raw(),
            '\'' if character_length(rest).is_some() => {
                self.take(character_length(rest).unwrap_or(1), TokenKind::Character)
            }
            '/' if is_documentation(rest) => match comment_length(rest) {
                Some(length) => self.take(length, TokenKind::Documentation),
                None => self.take(rest.len(), TokenKind::Invalid(LexicalProblem::Comment)),
            },
            '.' if second.is_some_and(|digit| digit.is_ascii_digit()) => {
                self.take(1 + digits(rest.get(1..).unwrap_or("")), TokenKind::Position)
            }
            '?' if second.is_some_and(is_start) => {
                let name =
                    rest.chars().skip(1).take_while(|&c| is_rest(c)).map(char::len_utf8).sum::<usize>();
                self.take(1 + name, TokenKind::NamedHole)
            }
            digit if digit.is_ascii_digit() => self.number(),
            letter if is_start(letter) || letter == '«' => self.name(grammar),
            _ => match grammar.sign(rest) {
                Some(sign) => self.take(sign.len(), TokenKind::Symbol),
                None => {
                    let problem = LexicalProblem::Character(first);
                    self.take(first.len_utf8(), TokenKind::Invalid(problem))
                }
            },
        }
    }

    fn quoted(&mut self) -> TokenKind {
        let rest = self.rest();
        let mut escaped = false;
        for (index, character) in rest.char_indices().skip(1) {
            match character {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => return self.take(index + 1, TokenKind::Text),
                _ => {}
            }
        }
        self.take(rest.len(), TokenKind::Invalid(LexicalProblem::Text))
    }

    fn raw(&mut self) -> TokenKind {
        let rest = self.rest();
        match raw_length(rest) {
            Some(Some(length)) => self.take(length, TokenKind::RawText),
            _ => self.take(rest.len(), TokenKind::Invalid(LexicalProblem::Text)),
        }
    }

    fn number(&mut self) -> TokenKind {
        let rest = self.rest();
        let base_prefix = ["0x", "0X", "0b", "0B", "0o", "0O"].iter().any(|prefix| rest.starts_with(prefix));
        if base_prefix {
            let length =
                rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
            return self.take(length, TokenKind::Natural);
        }
        let mut length = digits(rest);
        let mut kind = TokenKind::Natural;
        let after = |length: usize| rest.get(length..).unwrap_or("");
        if let Some(fraction) = after(length).strip_prefix('.').map(digits).filter(|&count| count > 0) {
            length += 1 + fraction;
            kind = TokenKind::Scientific;
        }
        if let Some(exponent) = after(length).strip_prefix(['e', 'E']) {
            let sign = usize::from(exponent.starts_with(['+', '-']));
            let count = digits(exponent.get(sign..).unwrap_or(""));
            if count > 0 {
                length += 1 + sign + count;
                kind = TokenKind::Scientific;
            }
        }
        self.take(length, kind)
    }

    fn name(&mut self, grammar: &Grammar) -> TokenKind {
        let rest = self.rest();
        let mut length = 0;
        loop {
            match part_length(rest.get(length..).unwrap_or("")) {
                Some(part) => length += part,
                None => return self.take(rest.len(), TokenKind::Invalid(LexicalProblem::Name)),
            }
            let after = rest.get(length..).unwrap_or("");
            let continues = after.strip_prefix('.').and_then(|next| next.chars().next());
            if !continues.is_some_and(|next| is_start(next) || next == '«') {
                break;
            }
            length += 1;
        }
        let name = rest.get(..length).unwrap_or("");
        let reserved = name == "_" || grammar.is_word(name);
        self.take(length, if reserved { TokenKind::Symbol } else { TokenKind::Identifier })
    }
}

/// The length of one part of a name; nothing if `«` is not closed on its line.
fn part_length(text: &str) -> Option<usize> {
    if let Some(quoted) = text.strip_prefix('«') {
        let line = quoted.split('\n').next().unwrap_or("");
        return line.find('»').map(|index| index + '«'.len_utf8() + '»'.len_utf8());
    }
    Some(text.chars().take_while(|&character| is_rest(character)).map(char::len_utf8).sum())
}

fn is_documentation(text: &str) -> bool {
    text.starts_with("/--") && !text.starts_with("/--/")
}

/// The length of a comment, nested comments included; nothing if it does not end.
fn comment_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut index, mut depth) = (2, 1_usize);
    while depth > 0 {
        match (bytes.get(index)?, bytes.get(index + 1)?) {
            (b'-', b'/') => {
                depth -= 1;
                index += 2;
            }
            (b'/', b'-') => {
                depth += 1;
                index += 2;
            }
            _ => index += 1,
        }
    }
    Some(index)
}

/// The length of `'a'` or `'\n'`; nothing if it is no character.
fn character_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let first = inside.chars().next().filter(|&first| first != '\'')?;
    let length = if first == '\\' {
        let escape = inside.chars().nth(1)?;
        1 + match escape {
            'x' => 3,
            'u' => 5,
            other => other.len_utf8(),
        }
    } else {
        first.len_utf8()
    };
    inside.get(length..)?.starts_with('\'').then_some(length + 2)
}

/// Whether a raw string stands here, and its length if it ends.
fn raw_length(text: &str) -> Option<Option<usize>> {
    let after = text.strip_prefix('r')?;
    let inside = after.trim_start_matches('#');
    let marks = after.len() - inside.len();
    let inside = inside.strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(marks));
    Some(inside.find(&close).map(|index| 1 + marks + 1 + index + close.len()))
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'_').count()
}

/// An offset as it stands in spans; `parse` refuses texts in which this could overflow.
fn place(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
