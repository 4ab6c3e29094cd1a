//! Filling a store from a snapshot, where everything is known to be new.
//! Given by: `snapshot::load`.
//! Gives: ids in the order of the calls.
//! Holds: what is added differs from everything that is there; a repetition would only cost a duplicate entry.

use super::{Store, handle, hash_term};
use crate::name::Name;
use crate::term::{NaturalId, Term, TextId};
use num_bigint::BigUint;

impl Store {
    pub(crate) fn load_name(&mut self, name: Name) {
        self.push_name(name);
    }

    pub(crate) fn load_natural(&mut self, value: BigUint) {
        let id = NaturalId(handle(self.naturals.len()));
        self.naturals.push(value.clone());
        self.natural_index.insert(value, id);
    }

    pub(crate) fn load_text(&mut self, text: &str) {
        let id = TextId(handle(self.texts.len()));
        self.texts.push(text.into());
        self.text_index.insert(text.into(), id);
    }

    pub(crate) fn load_term(&mut self, term: Term) {
        let facts = self.facts_of(term);
        let id = handle(self.terms.len());
        self.terms.push(term);
        self.facts.push(facts);
        self.kept.insert(hash_term(term), id);
    }

    pub(crate) fn reserve_terms(&mut self, count: usize) {
        self.terms.reserve(count);
        self.facts.reserve(count);
        self.kept.reserve(count);
    }

    pub(crate) fn level_count(&self) -> usize {
        self.levels.len()
    }

    pub(crate) fn levels_count(&self) -> usize {
        self.level_lists.len()
    }

    pub(crate) fn literal_counts(&self) -> (usize, usize) {
        (self.naturals.len(), self.texts.len())
    }
}
