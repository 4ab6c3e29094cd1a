//! Words, numbers, texts and marks: what the text forms of the languages are made of.
//! Given by: the readers of the languages.
//! Gives: one token after the other, with the line where it stands.
//! Holds: reading never fails on what the printers print; on anything else it answers with the line of the mistake.

use num_bigint::BigInt;
use std::fmt::Write;

/// A mistake in a text form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mistake {
    /// The line where it stands, from 1.
    pub line: u32,
    /// What was expected there.
    pub expected: &'static str,
}

/// A token.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Token {
    Word(String),
    Number(BigInt),
    Text(String),
    Mark(char),
    End,
}

/// Reads tokens from a text.
pub(crate) struct Reader<'a> {
    rest: &'a str,
    line: u32,
    next: Token,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Result<Reader<'a>, Mistake> {
        let mut reader = Reader { rest: text, line: 1, next: Token::End };
        reader.advance()?;
        Ok(reader)
    }

    /// A mistake at the current token.
    pub(crate) fn mistake<T>(&self, expected: &'static str) -> Result<T, Mistake> {
        Err(Mistake { line: self.line, expected })
    }

    pub(crate) fn at_end(&self) -> bool {
        self.next == Token::End
    }

    pub(crate) fn at_mark(&self, mark: char) -> bool {
        self.next == Token::Mark(mark)
    }

    pub(crate) fn at_word(&self, word: &str) -> bool {
        matches!(&self.next, Token::Word(next) if next == word)
    }

    pub(crate) fn at_number(&self) -> bool {
        matches!(self.next, Token::Number(_))
    }

    pub(crate) fn at_text(&self) -> bool {
        matches!(self.next, Token::Text(_))
    }

    /// Takes the mark if it comes next.
    pub(crate) fn take_mark(&mut self, mark: char) -> Result<bool, Mistake> {
        let there = self.at_mark(mark);
        if there {
            self.advance()?;
        }
        Ok(there)
    }

    /// Takes the word if it comes next.
    pub(crate) fn take_word(&mut self, word: &str) -> Result<bool, Mistake> {
        let there = self.at_word(word);
        if there {
            self.advance()?;
        }
        Ok(there)
    }

    pub(crate) fn mark(&mut self, mark: char) -> Result<(), Mistake> {
        if self.take_mark(mark)? { Ok(()) } else { self.mistake("another mark") }
    }

    pub(crate) fn keyword(&mut self, word: &str) -> Result<(), Mistake> {
        if self.take_word(word)? { Ok(()) } else { self.mistake("another keyword") }
    }

    pub(crate) fn word(&mut self) -> Result<String, Mistake> {
        match self.advance()? {
            Token::Word(word) => Ok(word),
            _ => self.mistake("a word"),
        }
    }

    pub(crate) fn text(&mut self) -> Result<String, Mistake> {
        match self.advance()? {
            Token::Text(text) => Ok(text),
            _ => self.mistake("a text"),
        }
    }

    pub(crate) fn number(&mut self) -> Result<BigInt, Mistake> {
        match self.advance()? {
            Token::Number(number) => Ok(number),
            _ => self.mistake("a number"),
        }
    }

    /// A number that fits into the type that is wanted.
    pub(crate) fn small<T: TryFrom<BigInt>>(&mut self) -> Result<T, Mistake> {
        let number = self.number()?;
        T::try_from(number).or_else(|_| self.mistake("a number in range"))
    }

    /// Items separated by commas, between an opening and a closing mark.
    pub(crate) fn list<T>(
        &mut self,
        [open, close]: [char; 2],
        mut item: impl FnMut(&mut Reader<'a>) -> Result<T, Mistake>,
    ) -> Result<Vec<T>, Mistake> {
        let mut items = Vec::new();
        self.mark(open)?;
        while !self.at_mark(close) {
            items.push(item(self)?);
            if !self.take_mark(',')? {
                break;
            }
        }
        self.mark(close)?;
        Ok(items)
    }

    /// Gives the current token and reads the one after it.
    fn advance(&mut self) -> Result<Token, Mistake> {
        let token = self.scan()?;
        Ok(std::mem::replace(&mut self.next, token))
    }

    fn scan(&mut self) -> Result<Token, Mistake> {
        let trimmed = self.rest.trim_start();
        let skipped = &self.rest[..self.rest.len() - trimmed.len()];
        self.line += u32::try_from(skipped.matches('\n').count()).unwrap_or(u32::MAX);
        self.rest = trimmed;
        let mut characters = trimmed.chars();
        match (characters.next(), characters.next()) {
            (None, _) => Ok(Token::End),
            (Some('"'), _) => self.scan_text(),
            (Some('-'), Some('0'..='9')) | (Some('0'..='9'), _) => self.scan_number(),
            (Some(first), _) if is_word(first) => Ok(Token::Word(self.split(|c| !is_word(c)).to_owned())),
            (Some(mark), _) => {
                self.rest = &trimmed[mark.len_utf8()..];
                Ok(Token::Mark(mark))
            }
        }
    }

    /// Takes characters up to the first that ends the token.
    fn split(&mut self, ends: impl Fn(char) -> bool) -> &'a str {
        let length = self.rest.find(ends).unwrap_or(self.rest.len());
        let (token, rest) = self.rest.split_at(length);
        self.rest = rest;
        token
    }

    fn scan_number(&mut self) -> Result<Token, Mistake> {
        let negative = self.rest.starts_with('-');
        self.rest = self.rest.trim_start_matches('-');
        match self.split(|c| !c.is_ascii_digit()).parse::<BigInt>() {
            Ok(number) => Ok(Token::Number(if negative { -number } else { number })),
            Err(_) => self.mistake("a number"),
        }
    }

    fn scan_text(&mut self) -> Result<Token, Mistake> {
        let mut text = String::new();
        let mut characters = self.rest.chars();
        characters.next();
        loop {
            match characters.next() {
                Some('"') => break,
                Some('\\') => {
                    text.push(scan_escape(&mut characters).map_or_else(|| self.mistake("an escape"), Ok)?)
                }
                Some(character) => text.push(character),
                None => return self.mistake("the end of a text"),
            }
        }
        self.rest = characters.as_str();
        Ok(Token::Text(text))
    }
}

fn scan_escape(characters: &mut std::str::Chars<'_>) -> Option<char> {
    match characters.next()? {
        'n' => Some('\n'),
        'x' => {
            let digits: String = characters.by_ref().take(2).collect();
            u8::from_str_radix(&digits, 16).ok().map(char::from)
        }
        itself => Some(itself),
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '$'
}

/// A text between quotation marks, on one line.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            control if control < ' ' => {
                let _ = write!(quoted, "\\x{:02x}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// Items with a separator between them.
pub(crate) fn join<T>(items: &[T], show: impl Fn(&T) -> String) -> String {
    items.iter().map(show).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tokens_know_their_lines() {
        let mut reader = Reader::new("a\n  -5 {").unwrap();
        assert_eq!(reader.word(), Ok("a".to_owned()));
        assert_eq!(reader.small::<u8>(), Err(Mistake { line: 2, expected: "a number in range" }));
        assert_eq!(reader.keyword("b"), Err(Mistake { line: 2, expected: "another keyword" }));
    }

    #[test]
    fn an_open_text_is_a_mistake() {
        assert!(Reader::new("\"abc").is_err());
        assert!(Reader::new("\"\\x4").is_err());
    }

    proptest! {
        #[test]
        fn texts_come_back(text: String) {
            prop_assert_eq!(Reader::new(&quote(&text)).unwrap().text(), Ok(text));
        }

        #[test]
        fn nothing_crashes_the_reader(text: String) {
            if let Ok(mut reader) = Reader::new(&text) {
                while !reader.at_end() && reader.advance().is_ok() {}
            }
        }
    }
}
