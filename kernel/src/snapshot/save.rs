//! Writing a snapshot.
//! Given by: an environment and its store.
//! Gives: bytes.
//! Holds: only what the declarations reach is written, numbered by first use, so other contents of the store leave no trace.

use super::code::{Coded, count};
use super::{Item, MAGIC};
use crate::environment::Environment;
use crate::level::{LevelId, LevelsId};
use crate::name::{Name, NameId};
use crate::store::{Store, parts};
use crate::term::TermId;
use rustc_hash::FxHashMap;

/// The environment as bytes.
#[must_use]
pub fn save(store: &Store, environment: &Environment) -> Vec<u8> {
    let mut saving = Saving::new(store);
    for position in 0..environment.declarations().len() {
        let constants = environment.constants_of(position).to_vec();
        saving.define(Item::Declaration, &constants);
    }
    saving.define(Item::End, &environment.primitives().recognized().to_vec());
    [MAGIC.as_slice(), &count(saving.terms.len()).to_le_bytes(), &saving.bytes].concat()
}

/// The numbers given so far.
pub(super) struct Saving<'a> {
    pub(super) store: &'a Store,
    bytes: Vec<u8>,
    names: FxHashMap<NameId, u32>,
    levels: FxHashMap<LevelId, u32>,
    lists: FxHashMap<LevelsId, u32>,
    terms: FxHashMap<TermId, u32>,
}

impl<'a> Saving<'a> {
    /// Numbers what every store holds.
    fn new(store: &'a Store) -> Self {
        Saving {
            store,
            bytes: Vec::new(),
            names: FxHashMap::from_iter([(NameId::ANONYMOUS, 0)]),
            levels: FxHashMap::from_iter([(LevelId::ZERO, 0), (LevelId::ONE, 1)]),
            lists: FxHashMap::from_iter([(LevelsId::EMPTY, 0)]),
            terms: FxHashMap::default(),
        }
    }

    /// Writes an item after those that it needs.
    fn define(&mut self, kind: Item, content: &impl Coded) {
        let mut item = Vec::new();
        kind.write(self, &mut item);
        content.write(self, &mut item);
        self.bytes.extend(item);
    }

    pub(super) fn name(&mut self, name: NameId) -> u32 {
        let mut missing = Vec::new();
        let mut next = name;
        while !self.names.contains_key(&next) {
            missing.push(next);
            next = match self.store.name_at(next) {
                Name::Anonymous => NameId::ANONYMOUS,
                Name::Text(prefix, _) | Name::Number(prefix, _) => *prefix,
            };
        }
        for id in missing.into_iter().rev() {
            self.define(Item::Name, self.store.name_at(id));
            self.names.insert(id, count(self.names.len()));
        }
        self.names[&name]
    }

    /// Levels that were checked are not deep.
    pub(super) fn level(&mut self, level: LevelId) -> u32 {
        if !self.levels.contains_key(&level) {
            self.define(Item::Level, &self.store.level_at(level));
            self.levels.insert(level, count(self.levels.len()));
        }
        self.levels[&level]
    }

    pub(super) fn list(&mut self, list: LevelsId) -> u32 {
        if !self.lists.contains_key(&list) {
            self.define(Item::Levels, &self.store.levels_at(list).to_vec());
            self.lists.insert(list, count(self.lists.len()));
        }
        self.lists[&list]
    }

    pub(super) fn term(&mut self, term: TermId) -> u32 {
        let mut pending = vec![term];
        while let Some(&next) = pending.last() {
            let layer = self.store.term_at(next);
            let before = pending.len();
            if !self.terms.contains_key(&next) {
                let parts = parts(layer).map(|(part, _)| part);
                pending.extend(parts.filter(|part| !self.terms.contains_key(part)));
                pending[before..].reverse();
            }
            if pending.len() == before {
                pending.pop();
                if !self.terms.contains_key(&next) {
                    self.define(Item::Term, &layer);
                    self.terms.insert(next, count(self.terms.len()));
                }
            }
        }
        self.terms[&term]
    }
}
