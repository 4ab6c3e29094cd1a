//! The fields of a line, each taken once, and the indices of an export.
//! Given by: the reader.
//! Gives: numbers, texts, lists; what an index stands for; what is malformed.
//! Holds: a field that is missing, has a wrong form or is left over is an error, and so is an index defined twice.

use super::scan::{Json, Object};
use crate::rejection::Rejection;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// What is wrong with a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Malformation {
    /// It is not an object in strict JSON with natural numbers.
    NotJson,
    /// The first line does not name format and version.
    NoHeader,
    /// It is no kind of line that the format has.
    UnknownKind,
    /// A field is missing.
    Missing(&'static str),
    /// A field has a wrong form.
    WrongForm(&'static str),
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

impl From<Malformation> for LineError {
    fn from(problem: Malformation) -> Self {
        LineError::Malformed(problem)
    }
}

impl From<Rejection> for LineError {
    fn from(rejection: Rejection) -> Self {
        LineError::Rejected(rejection)
    }
}

pub(super) type Line<T> = Result<T, LineError>;

/// Ids by the indices of an export, which may be sparse.
pub(super) struct Indices {
    what: &'static str,
    dense: Vec<u32>,
    sparse: FxHashMap<u64, u32>,
}

impl Indices {
    pub(super) fn new(what: &'static str) -> Self {
        Indices { what, dense: Vec::new(), sparse: FxHashMap::default() }
    }

    /// Gives index 0 a meaning without any line.
    pub(super) fn start_with(&mut self, id: u32) {
        self.dense.push(id + 1);
    }

    pub(super) fn get(&self, index: u64) -> Line<u32> {
        let dense = usize::try_from(index).ok().and_then(|index| self.dense.get(index)?.checked_sub(1));
        dense
            .or_else(|| self.sparse.get(&index).copied())
            .ok_or_else(|| Malformation::Undefined(self.what, index).into())
    }

    pub(super) fn define(&mut self, index: u64, id: u32) -> Line<()> {
        if self.get(index).is_ok() {
            return Err(Malformation::Redefined(self.what, index).into());
        }
        match usize::try_from(index) {
            Ok(index) if index <= self.dense.len().saturating_mul(2) + 1024 => {
                if self.dense.len() <= index {
                    self.dense.resize(index + 1, 0);
                }
                self.dense[index] = id + 1;
            }
            _ => {
                self.sparse.insert(index, id);
            }
        }
        Ok(())
    }
}

/// The fields of an object that were not asked for yet.
pub(super) struct Fields<'a>(Vec<(Cow<'a, str>, Json<'a>)>);

impl<'a> Fields<'a> {
    pub(super) fn new(object: Object<'a>) -> Self {
        Fields(object.0)
    }

    pub(super) fn take(&mut self, key: &'static str) -> Line<Json<'a>> {
        match self.0.iter().position(|(name, _)| name == key) {
            Some(position) => Ok(self.0.swap_remove(position).1),
            None => Err(Malformation::Missing(key).into()),
        }
    }

    pub(super) fn optional_number(&mut self, key: &'static str) -> Line<Option<u64>> {
        if self.0.iter().any(|(name, _)| name == key) { self.number(key).map(Some) } else { Ok(None) }
    }

    pub(super) fn number(&mut self, key: &'static str) -> Line<u64> {
        match self.take(key)? {
            Json::Number(number) => Ok(number),
            _ => Err(Malformation::WrongForm(key).into()),
        }
    }

    pub(super) fn truth(&mut self, key: &'static str) -> Line<bool> {
        match self.take(key)? {
            Json::Truth(truth) => Ok(truth),
            _ => Err(Malformation::WrongForm(key).into()),
        }
    }

    pub(super) fn text(&mut self, key: &'static str) -> Line<Cow<'a, str>> {
        match self.take(key)? {
            Json::Text(text) => Ok(text),
            _ => Err(Malformation::WrongForm(key).into()),
        }
    }

    pub(super) fn list(&mut self, key: &'static str) -> Line<Vec<Json<'a>>> {
        match self.take(key)? {
            Json::List(list) => Ok(list),
            _ => Err(Malformation::WrongForm(key).into()),
        }
    }

    pub(super) fn numbers(&mut self, key: &'static str) -> Line<Vec<u64>> {
        self.list(key)?
            .into_iter()
            .map(|item| match item {
                Json::Number(number) => Ok(number),
                _ => Err(Malformation::WrongForm(key).into()),
            })
            .collect()
    }

    /// The only field left.
    pub(super) fn only(&mut self) -> Line<(Cow<'a, str>, Json<'a>)> {
        match self.0.pop() {
            Some(field) => self.end().map(|()| field),
            None => Err(Malformation::UnknownKind.into()),
        }
    }

    pub(super) fn only_object(&mut self) -> Line<(Cow<'a, str>, Fields<'a>)> {
        match self.only()? {
            (kind, Json::Object(object)) => Ok((kind, Fields::new(object))),
            _ => Err(Malformation::UnknownKind.into()),
        }
    }

    /// Refuses fields that nobody asked for.
    pub(super) fn end(&self) -> Line<()> {
        match self.0.first() {
            Some((name, _)) => Err(Malformation::Unexpected(name.to_string()).into()),
            None => Ok(()),
        }
    }
}
