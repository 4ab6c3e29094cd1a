//! What is known at a place of a cell: variables, and facts about them.
//! Given by: the walk over core.
//! Gives: the contexts of obligations, and proofs of what is known already.
//! Holds: leaving a place forgets what was learned since it was entered.

use super::outline::Local;
use crate::core::Type;
use kernel::{FreeId, TermId};
use rustc_hash::FxHashMap;

/// A variable that a binder of the proof binds.
#[derive(Clone, Debug)]
pub(super) struct Opaque {
    /// The variable.
    pub(super) local: Local,
    /// Its type in core.
    pub(super) of: Type,
}

/// Something known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fact {
    /// Its proof and what it says.
    pub(super) local: Local,
    /// Whether it stays of interest after a join.
    pub(super) keep: bool,
}

/// What is known.
#[derive(Clone, Default, Debug)]
pub(super) struct Context {
    /// The variables that goals may mention.
    pub(super) variables: Vec<Local>,
    /// The variables that binders bind.
    pub(super) opaque: Vec<Opaque>,
    /// What is known of them.
    pub(super) facts: Vec<Fact>,
    /// From propositions to proofs.
    known: FxHashMap<TermId, FreeId>,
    learned: Vec<TermId>,
}

/// A place to go back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    variables: usize,
    opaque: usize,
    facts: usize,
    learned: usize,
}

impl Context {
    /// The place as it is now.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            variables: self.variables.len(),
            opaque: self.opaque.len(),
            facts: self.facts.len(),
            learned: self.learned.len(),
        }
    }

    /// Forgets what was learned since the mark.
    pub(super) fn leave(&mut self, mark: Mark) {
        self.variables.truncate(mark.variables);
        self.opaque.truncate(mark.opaque);
        self.facts.truncate(mark.facts);
        for proposition in self.learned.drain(mark.learned..) {
            self.known.remove(&proposition);
        }
    }

    /// The variables, opaque variables and facts since the mark.
    pub(super) fn since(&self, mark: Mark) -> (&[Local], &[Opaque], &[Fact]) {
        (&self.variables[mark.variables..], &self.opaque[mark.opaque..], &self.facts[mark.facts..])
    }

    /// Remembers a proof of a proposition; an older proof stays.
    pub(super) fn learn(&mut self, proposition: TermId, proof: FreeId) {
        if let std::collections::hash_map::Entry::Vacant(entry) = self.known.entry(proposition) {
            entry.insert(proof);
            self.learned.push(proposition);
        }
    }

    /// The proof of a proposition that is known.
    pub(super) fn proof(&self, proposition: TermId) -> Option<FreeId> {
        self.known.get(&proposition).copied()
    }
}
