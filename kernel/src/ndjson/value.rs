//! The values of a line, asked for by form.
//! Given by: the lines of an export.
//! Gives: numbers, texts, lists, and the fields of objects; or what is malformed.
//! Holds: a record has exactly the fields that are taken, each once, in any order.

use super::failure::{Line, Malformation};
use super::scan::{Scanner, natural, unescaped};
use num_bigint::BigUint;
use std::borrow::Cow;

/// A value of a line.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    /// As it is written.
    text: &'a [u8],
    /// The key it belongs to.
    pub(super) key: &'a [u8],
}

/// The fields of an object that are not taken yet.
pub(super) struct Fields<'a>(Vec<Value<'a>>);

impl<'a> Fields<'a> {
    /// The value of a field, which must be there.
    pub(super) fn take(&mut self, wanted: &'static str) -> Line<Value<'a>> {
        match self.0.iter().position(|field| field.key == wanted.as_bytes()) {
            Some(position) => Ok(self.0.swap_remove(position)),
            None => Err(Malformation::Missing(wanted).into()),
        }
    }

    /// Refuses a field that nobody took, or that is there twice.
    fn end(&self) -> Line<()> {
        match self.0.first() {
            Some(field) => Err(Malformation::Unexpected(field.shown_key()).into()),
            None => Ok(()),
        }
    }
}

impl<'a> Scanner<'a> {
    /// Takes a value that belongs to a key.
    pub(super) fn value_of(&mut self, key: &'a [u8]) -> Line<Value<'a>> {
        self.value().map(|text| Value { text, key })
    }

    fn fields(&mut self) -> Line<Fields<'a>> {
        let mut fields = Vec::with_capacity(12);
        self.items(|it, key| it.value_of(key).map(|value| fields.push(value)))?;
        Ok(Fields(fields))
    }

    /// Takes an object whose fields are all taken, each once.
    pub(super) fn record<T>(&mut self, read: impl FnOnce(&mut Fields<'a>) -> Line<T>) -> Line<T> {
        let mut fields = self.fields()?;
        let result = read(&mut fields)?;
        fields.end().map(|()| result)
    }
}

impl<'a> Value<'a> {
    pub(super) fn shown_key(self) -> String {
        String::from_utf8_lossy(self.key).into_owned()
    }

    /// The value in some form, or what is wrong with it.
    fn form<T>(self, form: Option<T>) -> Line<T> {
        form.ok_or_else(|| Malformation::WrongForm(self.shown_key()).into())
    }

    pub(super) fn number(self) -> Line<u64> {
        self.form(natural(self.text))
    }

    pub(super) fn small(self) -> Line<u32> {
        self.form(natural(self.text).and_then(|number| u32::try_from(number).ok()))
    }

    pub(super) fn truth(self) -> Line<bool> {
        self.form(match self.text {
            b"true" => Some(true),
            b"false" => Some(false),
            _ => None,
        })
    }

    pub(super) fn text(self) -> Line<Cow<'a, str>> {
        let inside = self.text.strip_prefix(b"\"").and_then(|text| text.strip_suffix(b"\""));
        unescaped(self.form(inside)?)
    }

    /// A number written in a text.
    pub(super) fn natural(self) -> Line<BigUint> {
        let text = self.text()?;
        let plain = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
        self.form(if plain { BigUint::parse_bytes(text.as_bytes(), 10) } else { None })
    }

    /// What one of these texts means.
    pub(super) fn one_of<T: Copy>(self, choices: &[(&str, T)]) -> Line<T> {
        let text = self.text()?;
        self.form(choices.iter().find(|(choice, _)| *choice == text).map(|&(_, meaning)| meaning))
    }

    pub(super) fn is_object(self) -> bool {
        self.text.starts_with(b"{")
    }

    /// What the items of a list stand for.
    pub(super) fn each<T>(self, mut item: impl FnMut(Value<'a>) -> Line<T>) -> Line<Vec<T>> {
        self.form(self.text.starts_with(b"[").then_some(()))?;
        let mut found = Vec::new();
        Scanner::new(self.text).items(|it, _| {
            found.push(item(it.value_of(self.key)?)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// What an object stands for whose fields are all taken, each once.
    pub(super) fn record<T>(self, read: impl FnOnce(&mut Fields<'a>) -> Line<T>) -> Line<T> {
        self.form(self.is_object().then_some(()))?;
        Scanner::new(self.text).record(read)
    }

    /// One field among others, the only one with its key.
    pub(super) fn field(self, wanted: &'static str) -> Line<Value<'a>> {
        self.form(self.is_object().then_some(()))?;
        let mut fields = Scanner::new(self.text).fields()?;
        let field = fields.take(wanted)?;
        fields.0.retain(|other| other.key == wanted.as_bytes());
        fields.end().map(|()| field)
    }
}
