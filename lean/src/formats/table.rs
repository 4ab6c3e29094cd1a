//! What the indices of an export stand for, and lines of bounded length.
//! Given by: the readers of exports.
//! Gives: ids by index; lines with their numbers.
//! Holds: indices may be sparse and in any order, are defined before use, and once.

use super::failure::{Answer, Bound, Failure, Malformed, Place};
use kernel::{LevelId, NameId, Rule, TermId};
use num_bigint::BigUint;
use rustc_hash::FxHashMap;
use std::io::{BufRead, Read};

/// Longer lines are not read.
const LONGEST_LINE: u64 = 1 << 28;
/// Numbers with more digits are not read.
const LONGEST_NUMBER: usize = 1 << 20;

/// Ids by their indices.
pub(super) struct Table<T> {
    what: &'static str,
    ids: FxHashMap<u64, T>,
}

impl<T: Clone> Table<T> {
    fn new(what: &'static str) -> Self {
        Table { what, ids: FxHashMap::default() }
    }

    pub(super) fn get(&self, index: u64) -> Answer<T> {
        self.ids.get(&index).cloned().ok_or_else(|| Malformed::Undefined(self.what, index).into())
    }

    pub(super) fn define(&mut self, index: u64, id: T) -> Answer<()> {
        match self.ids.insert(index, id) {
            None => Ok(()),
            Some(_) => Err(Malformed::Redefined(self.what, index).into()),
        }
    }
}

/// The tables of an export.
pub(super) struct Tables {
    pub(super) names: Table<NameId>,
    pub(super) levels: Table<LevelId>,
    pub(super) terms: Table<TermId>,
    pub(super) rules: Table<Rule>,
}

impl Tables {
    /// The tables at the start: the anonymous name and level zero have index 0.
    pub(super) fn new() -> Self {
        let mut tables = Tables {
            names: Table::new("name"),
            levels: Table::new("level"),
            terms: Table::new("expression"),
            rules: Table::new("rule"),
        };
        tables.names.ids.insert(0, NameId::ANONYMOUS);
        tables.levels.ids.insert(0, LevelId::ZERO);
        tables
    }

    pub(super) fn names_at(&self, indices: &[u64]) -> Answer<Vec<NameId>> {
        indices.iter().map(|&index| self.names.get(index)).collect()
    }

    pub(super) fn levels_at(&self, indices: &[u64]) -> Answer<Vec<LevelId>> {
        indices.iter().map(|&index| self.levels.get(index)).collect()
    }
}

/// The number that decimal digits stand for.
pub(super) fn natural(digits: &str) -> Answer<BigUint> {
    if digits.len() > LONGEST_NUMBER {
        return Err(Bound::Digits.into());
    }
    let plain = digits.bytes().all(|digit| digit.is_ascii_digit());
    let value = BigUint::parse_bytes(digits.as_bytes(), 10).filter(|_| plain);
    value.ok_or(Malformed::WrongForm("number").into())
}

/// Hands over the lines of a text that are not blank, with their numbers.
pub(super) fn lines(
    mut input: impl BufRead,
    mut take: impl FnMut(&str, u64) -> Answer<()>,
) -> Result<(), Failure> {
    let mut buffer = Vec::new();
    let mut number = 0;
    loop {
        buffer.clear();
        let length =
            input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut buffer).map_err(Failure::Input)?;
        if length == 0 {
            return Ok(());
        }
        number += 1;
        if length as u64 == LONGEST_LINE {
            return Err(Failure::Bound(Bound::Line));
        }
        let place = Place::Line(number);
        let line = std::str::from_utf8(&buffer)
            .map_err(|_| Failure::Malformed(Some(place), Malformed::Unreadable))?;
        let line = line.trim_end_matches(['\n', '\r']);
        if !line.trim_ascii().is_empty() {
            take(line, number).map_err(|fault| fault.at(place))?;
        }
    }
}
