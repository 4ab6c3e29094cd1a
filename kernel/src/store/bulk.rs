//! Filling a store from a snapshot, where everything is known to be new.
//! Given by: `snapshot::load`.
//! Gives: ids in the order of the calls.
//! Holds: what is added differs from everything that is there; a repetition would only cost a duplicate entry.

use super::Store;
use super::tier::Node;
use crate::name::Name;
use crate::table::Content;
use crate::term::{NaturalId, Term, TextId};
use num_bigint::BigUint;
use std::sync::Arc;

impl Store {
    pub(crate) fn load_name(&mut self, name: Name) {
        self.add_name(name);
    }

    pub(crate) fn load_natural(&mut self, value: BigUint) -> NaturalId {
        NaturalId(self.add(true, value.hash(), value))
    }

    pub(crate) fn load_text(&mut self, text: &str) -> TextId {
        let text: Box<str> = text.into();
        TextId(self.add(true, text.hash(), text))
    }

    pub(crate) fn load_term(&mut self, term: Term) {
        let node = Node { term, facts: self.facts_of(term) };
        self.add(true, node.hash(), node);
    }

    pub(crate) fn reserve_terms(&mut self, count: usize) {
        if let Some(base) = Arc::get_mut(&mut self.base) {
            base.terms.reserve(count);
        }
    }

    pub(crate) fn level_count(&self) -> usize {
        self.base.levels.len() + self.top.levels.len()
    }

    pub(crate) fn levels_count(&self) -> usize {
        self.base.lists.len() + self.top.lists.len()
    }
}
