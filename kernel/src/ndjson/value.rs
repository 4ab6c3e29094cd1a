//! The values of a line, asked for by form.
//! Given by: the scanner.
//! Gives: numbers, texts, lists, and the fields of objects; or what is malformed.
//! Holds: a record has exactly the fields that are taken, each once, in any order.

use super::scan::{Tape, Token};
use crate::rejection::Rejection;
use num_bigint::BigUint;

/// What is wrong with a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Malformation {
    /// It is not an object in strict JSON with natural numbers and without repeated keys.
    NotJson,
    /// The first line does not name format and version.
    NoHeader,
    /// It is no kind of line that the format has.
    UnknownKind,
    /// A field is missing.
    Missing(&'static str),
    /// A field has a wrong form.
    WrongForm(String),
    /// A field that the format does not have.
    Unexpected(String),
    /// An index that is not defined before.
    Undefined(&'static str, u64),
    /// An index that is defined twice.
    Redefined(&'static str, u64),
}

/// Why a line was not taken.
pub(super) enum LineError {
    Malformed(Malformation),
    Rejected(Rejection),
}

/// Errors travel boxed: answers are small, and failure is rare.
pub(super) type Line<T> = Result<T, Box<LineError>>;

impl From<Malformation> for Box<LineError> {
    fn from(problem: Malformation) -> Self {
        Box::new(LineError::Malformed(problem))
    }
}

impl From<Rejection> for Box<LineError> {
    fn from(rejection: Rejection) -> Self {
        Box::new(LineError::Rejected(rejection))
    }
}

/// A value of a line.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    line: &'a str,
    tape: &'a Tape,
    position: usize,
    /// The key it belongs to, for errors.
    key: &'a str,
}

impl<'a> Value<'a> {
    /// The object that a line is; the tape holds what was scanned of it.
    pub(super) fn whole(line: &'a str, tape: &'a Tape) -> Self {
        Value { line, tape, position: 0, key: "" }
    }

    fn token(self) -> Token {
        self.tape.tokens[self.position]
    }

    /// Takes the value in some form, or says that it is wrong.
    fn form<T>(self, form: impl FnOnce(Token) -> Option<T>) -> Line<T> {
        form(self.token()).ok_or_else(|| Malformation::WrongForm(self.key.to_owned()).into())
    }

    pub(super) fn number(self) -> Line<u64> {
        self.form(|token| if let Token::Number(number) = token { Some(number) } else { None })
    }

    pub(super) fn small(self) -> Line<u32> {
        let number = self.number()?;
        self.form(|_| u32::try_from(number).ok())
    }

    pub(super) fn truth(self) -> Line<bool> {
        self.form(|token| if let Token::Truth(truth) = token { Some(truth) } else { None })
    }

    pub(super) fn text(self) -> Line<&'a str> {
        self.form(|token| match token {
            Token::Plain(start, end) => self.line.get(start..end),
            Token::Escaped(position) => self.tape.texts.get(position).map(String::as_str),
            _ => None,
        })
    }

    /// A number written in a text.
    pub(super) fn natural(self) -> Line<BigUint> {
        let digits = self.text()?.as_bytes();
        let plain = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
        self.form(|_| if plain { BigUint::parse_bytes(digits, 10) } else { None })
    }

    /// What one of these texts means.
    pub(super) fn one_of<T: Copy>(self, choices: &[(&str, T)]) -> Line<T> {
        let text = self.text()?;
        self.form(|_| choices.iter().find(|(choice, _)| *choice == text).map(|&(_, meaning)| meaning))
    }

    /// The items of a list.
    pub(super) fn items(self) -> Line<Items<'a>> {
        let next = Value { position: self.position + 1, ..self };
        self.form(|token| if let Token::List(end) = token { Some(Items { next, end }) } else { None })
    }

    /// What the items of a list stand for.
    pub(super) fn each<T>(self, item: impl FnMut(Value<'a>) -> Line<T>) -> Line<Vec<T>> {
        self.items()?.map(item).collect()
    }

    pub(super) fn is_object(self) -> bool {
        matches!(self.token(), Token::Object(_))
    }

    /// The fields of an object, in the order of the line.
    pub(super) fn entries(self) -> Line<Entries<'a>> {
        let next = Value { position: self.position + 1, ..self };
        self.form(
            |token| {
                if let Token::Object(end) = token { Some(Entries(Items { next, end })) } else { None }
            },
        )
    }

    /// What an object stands for whose fields are all taken, each once.
    pub(super) fn record<T>(self, read: impl FnOnce(&mut Fields<'a>) -> Line<T>) -> Line<T> {
        let all = self.entries()?;
        let mut fields = Fields { ahead: all.clone(), all, position: 0, taken: 0 };
        let result = read(&mut fields)?;
        fields.end().map(|()| result)
    }

    /// The value of one field among others, the only one with its key.
    pub(super) fn field(self, wanted: &'static str) -> Line<Value<'a>> {
        let mut found = self.entries()?.filter(|(key, _)| *key == wanted);
        match (found.next(), found.next()) {
            (Some((_, value)), None) => Ok(value),
            (Some(_), Some(_)) => Err(Malformation::NotJson.into()),
            (None, _) => Err(Malformation::Missing(wanted).into()),
        }
    }
}

/// The fields of an object, to be taken in any order; in the order of the line it is fastest.
pub(super) struct Fields<'a> {
    all: Entries<'a>,
    /// The fields after the one taken last, and the position of the first of them.
    ahead: Entries<'a>,
    position: u32,
    /// Which of the first 64 were taken, as bits.
    taken: u64,
}

impl<'a> Fields<'a> {
    /// The value of a field.
    pub(super) fn take(&mut self, wanted: &'static str) -> Line<Value<'a>> {
        for again in [false, true] {
            if again {
                (self.ahead, self.position) = (self.all.clone(), 0);
            }
            for (key, value) in self.ahead.by_ref() {
                let bit = 1_u64.checked_shl(self.position).unwrap_or(0);
                self.position += 1;
                if key == wanted {
                    self.taken |= bit;
                    return Ok(value);
                }
            }
        }
        Err(Malformation::Missing(wanted).into())
    }

    /// Refuses a field that nobody took.
    fn end(mut self) -> Line<()> {
        match self.all.nth(self.taken.trailing_ones() as usize) {
            Some((key, _)) => Err(Malformation::Unexpected(key.to_owned()).into()),
            None => Ok(()),
        }
    }
}

/// Keys and values side by side.
#[derive(Clone)]
pub(super) struct Entries<'a>(Items<'a>);

impl<'a> Iterator for Entries<'a> {
    type Item = (&'a str, Value<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let key = self.0.next()?.text().ok()?;
        self.0.next().map(|value| (key, Value { key, ..value }))
    }
}

/// Values side by side.
#[derive(Clone)]
pub(super) struct Items<'a> {
    next: Value<'a>,
    end: usize,
}

impl<'a> Iterator for Items<'a> {
    type Item = Value<'a>;

    fn next(&mut self) -> Option<Value<'a>> {
        let value = self.next;
        if value.position >= self.end {
            return None;
        }
        self.next.position = match value.token() {
            Token::List(end) | Token::Object(end) => end,
            _ => value.position + 1,
        };
        Some(value)
    }
}
