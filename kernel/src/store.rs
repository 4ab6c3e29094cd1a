//! The tables in which names, levels and terms are interned.
//! Given by: every room that builds terms.
//! Gives: ids, one layer at a time, and back from an id its layer and what is known of it.
//! Holds: an id is valid in the store that made it; equal content has equal ids; tables only grow for everybody but the checker.

mod bulk;
mod inspect;
mod levels;
mod lineage;
mod names;
mod substitute;

pub use substitute::parts;

pub(crate) use lineage::Stamp;

use crate::level::{Level, LevelId, LevelsId};
use crate::name::{Name, NameId};
use crate::table::{IdTable, Memo, mix};
use crate::term::{Binder, BinderKind, FreeId, NaturalId, Term, TermId, TextId};
use lineage::Lineage;
use num_bigint::BigUint;
use rustc_hash::FxHashMap;

/// What is known of a term without looking into it.
#[derive(Clone, Copy, Debug)]
struct Facts {
    /// One more than the largest loose bound variable, 0 if closed.
    loose: u32,
    /// Length of the longest path into the term.
    nesting: u32,
    has_free: bool,
    has_level_parameter: bool,
}

#[derive(Clone, Copy, Debug)]
struct LevelFacts {
    has_parameter: bool,
    nesting: u32,
}

/// Interned names, levels and terms.
#[derive(Debug)]
pub struct Store {
    lineage: Lineage,
    names: Vec<Name>,
    name_table: IdTable,
    levels: Vec<Level>,
    level_facts: Vec<LevelFacts>,
    level_index: FxHashMap<Level, LevelId>,
    level_lists: Vec<Box<[LevelId]>>,
    level_list_index: FxHashMap<Box<[LevelId]>, LevelsId>,
    terms: Vec<Term>,
    facts: Vec<Facts>,
    /// Terms that stay.
    kept: IdTable,
    /// Terms made since `scratch_from`, which are forgotten together.
    scratch: IdTable,
    /// The first term that is forgotten; `u32::MAX` if all stay.
    scratch_from: u32,
    naturals: Vec<BigUint>,
    natural_index: FxHashMap<BigUint, NaturalId>,
    texts: Vec<Box<str>>,
    text_index: FxHashMap<Box<str>, TextId>,
    next_free: u32,
    /// Memory of traversals, kept for its capacity.
    memos: Vec<Memo>,
}

/// How much a store held at some time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    terms: usize,
    naturals: usize,
    texts: usize,
    next_free: u32,
}

impl Clone for Store {
    fn clone(&self) -> Self {
        Store {
            lineage: self.branch(),
            names: self.names.clone(),
            name_table: self.name_table.clone(),
            levels: self.levels.clone(),
            level_facts: self.level_facts.clone(),
            level_index: self.level_index.clone(),
            level_lists: self.level_lists.clone(),
            level_list_index: self.level_list_index.clone(),
            terms: self.terms.clone(),
            facts: self.facts.clone(),
            kept: self.kept.clone(),
            scratch: self.scratch.clone(),
            scratch_from: self.scratch_from,
            naturals: self.naturals.clone(),
            natural_index: self.natural_index.clone(),
            texts: self.texts.clone(),
            text_index: self.text_index.clone(),
            next_free: self.next_free,
            memos: Vec::new(),
        }
    }
}

impl Default for Store {
    fn default() -> Self {
        Self::new()
    }
}

impl Store {
    /// An empty store, with the anonymous name, levels 0 and 1 and the empty level list.
    #[must_use]
    pub fn new() -> Self {
        let mut store = Store {
            lineage: Lineage::new(),
            names: Vec::new(),
            name_table: IdTable::default(),
            levels: Vec::new(),
            level_facts: Vec::new(),
            level_index: FxHashMap::default(),
            level_lists: Vec::new(),
            level_list_index: FxHashMap::default(),
            terms: Vec::new(),
            facts: Vec::new(),
            kept: IdTable::default(),
            scratch: IdTable::default(),
            scratch_from: u32::MAX,
            naturals: Vec::new(),
            natural_index: FxHashMap::default(),
            texts: Vec::new(),
            text_index: FxHashMap::default(),
            next_free: 0,
            memos: Vec::new(),
        };
        store.push_name(Name::Anonymous);
        let zero = store.level(Level::Zero);
        store.level(Level::Successor(zero));
        store.levels_of(&[]);
        store
    }

    /// From now on terms are made to be forgotten.
    pub(crate) fn mark(&mut self) -> Mark {
        self.scratch_from = handle(self.terms.len());
        Mark {
            terms: self.terms.len(),
            naturals: self.naturals.len(),
            texts: self.texts.len(),
            next_free: self.next_free,
        }
    }

    /// Keeps the terms made since the mark after all.
    pub(crate) fn keep(&mut self, mark: Mark) {
        for position in mark.terms..self.terms.len() {
            self.kept.insert(hash_term(self.terms[position]), handle(position));
        }
        self.scratch.clear();
        self.scratch_from = u32::MAX;
    }

    /// Forgets the terms made since the mark; nobody may hold one of them.
    pub(crate) fn forget(&mut self, mark: Mark) {
        self.terms.truncate(mark.terms);
        self.scratch.clear();
        self.scratch_from = u32::MAX;
        self.facts.truncate(mark.terms);
        for natural in self.naturals.drain(mark.naturals..) {
            self.natural_index.remove(&natural);
        }
        for text in self.texts.drain(mark.texts..) {
            self.text_index.remove(&text);
        }
        self.next_free = mark.next_free;
    }

    /// Interns one layer of a term.
    pub fn term(&mut self, term: Term) -> TermId {
        let hash = hash_term(term);
        let terms = &self.terms;
        let same = |id: u32| terms[id as usize] == term;
        let kept = if self.is_scratch(term) { None } else { self.kept.find(hash, same) };
        if let Some(id) = kept.or_else(|| self.scratch.find(hash, same)) {
            return TermId(id);
        }
        let facts = self.facts_of(term);
        let id = handle(self.terms.len());
        self.terms.push(term);
        self.facts.push(facts);
        let table = if id >= self.scratch_from { &mut self.scratch } else { &mut self.kept };
        table.insert(hash, id);
        TermId(id)
    }

    /// Whether a part is going to be forgotten, so that the term cannot be among those that stay.
    fn is_scratch(&self, term: Term) -> bool {
        let from = self.scratch_from;
        match term {
            Term::Apply(a, b) | Term::Lambda(_, a, b) | Term::Pi(_, a, b) => a.0 >= from || b.0 >= from,
            Term::Let { of, value, body, .. } => of.0 >= from || value.0 >= from || body.0 >= from,
            Term::Project(_, _, of) => of.0 >= from,
            _ => false,
        }
    }

    fn facts_of(&self, term: Term) -> Facts {
        let none = Facts { loose: 0, nesting: 0, has_free: false, has_level_parameter: false };
        let under = |facts: Facts| Facts { loose: facts.loose.saturating_sub(1), ..facts };
        match term {
            Term::Bound(index) => Facts { loose: index.saturating_add(1), ..none },
            Term::Free(_) => Facts { has_free: true, ..none },
            Term::Sort(level) => Facts { has_level_parameter: self.level_has_parameter(level), ..none },
            Term::Constant(_, levels) => Facts {
                has_level_parameter: self
                    .levels_at(levels)
                    .iter()
                    .any(|&level| self.level_has_parameter(level)),
                ..none
            },
            Term::Apply(function, argument) => deeper(join(self.facts_at(function), self.facts_at(argument))),
            Term::Lambda(_, domain, body) | Term::Pi(_, domain, body) => {
                deeper(join(self.facts_at(domain), under(self.facts_at(body))))
            }
            Term::Let { of, value, body, .. } => {
                deeper(join(join(self.facts_at(of), self.facts_at(value)), under(self.facts_at(body))))
            }
            Term::Natural(_) | Term::Text(_) => none,
            Term::Project(_, _, of) => deeper(self.facts_at(of)),
        }
    }

    fn facts_at(&self, id: TermId) -> Facts {
        self.facts[id.index()]
    }

    /// One layer of a term.
    #[must_use]
    pub fn term_at(&self, id: TermId) -> Term {
        self.terms[id.index()]
    }

    /// Number of terms, one more than the largest index.
    #[must_use]
    pub fn term_count(&self) -> usize {
        self.terms.len()
    }

    /// One more than the largest loose bound variable; 0 for a closed term.
    #[must_use]
    pub fn loose(&self, id: TermId) -> u32 {
        self.facts_at(id).loose
    }

    /// Length of the longest path into the term.
    #[must_use]
    pub fn nesting(&self, id: TermId) -> u32 {
        self.facts_at(id).nesting
    }

    /// Whether a free variable occurs.
    #[must_use]
    pub fn has_free(&self, id: TermId) -> bool {
        self.facts_at(id).has_free
    }

    /// Whether a universe parameter occurs.
    #[must_use]
    pub fn has_level_parameter(&self, id: TermId) -> bool {
        self.facts_at(id).has_level_parameter
    }

    /// A bound variable.
    pub fn bound(&mut self, index: u32) -> TermId {
        self.term(Term::Bound(index))
    }

    /// A variable that occurs nowhere yet.
    pub fn fresh_free(&mut self) -> FreeId {
        let id = FreeId(self.next_free);
        self.next_free += 1;
        id
    }

    /// A free variable as a term.
    pub fn free(&mut self, id: FreeId) -> TermId {
        self.term(Term::Free(id))
    }

    /// A universe.
    pub fn sort(&mut self, level: LevelId) -> TermId {
        self.term(Term::Sort(level))
    }

    /// The universe of propositions.
    pub fn proposition(&mut self) -> TermId {
        self.sort(LevelId::ZERO)
    }

    /// A constant at levels.
    pub fn constant(&mut self, name: NameId, levels: &[LevelId]) -> TermId {
        let levels = self.levels_of(levels);
        self.term(Term::Constant(name, levels))
    }

    /// A constant without universe parameters, by its dotted name.
    pub fn constant_named(&mut self, dotted: &str) -> TermId {
        let name = self.name(dotted);
        self.constant(name, &[])
    }

    /// A function applied to arguments, from left to right.
    pub fn apply(&mut self, function: TermId, arguments: &[TermId]) -> TermId {
        arguments.iter().fold(function, |function, &argument| self.term(Term::Apply(function, argument)))
    }

    /// A lambda.
    pub fn lambda(&mut self, binder: Binder, domain: TermId, body: TermId) -> TermId {
        self.term(Term::Lambda(binder, domain, body))
    }

    /// A dependent function type.
    pub fn pi(&mut self, binder: Binder, domain: TermId, body: TermId) -> TermId {
        self.term(Term::Pi(binder, domain, body))
    }

    /// `domain → result`, where `result` is not under the binder (it is lifted here).
    pub fn arrow(&mut self, domain: TermId, result: TermId) -> TermId {
        let binder = Binder { name: NameId::ANONYMOUS, kind: BinderKind::Explicit };
        let result = self.lift(result, 0, 1);
        self.pi(binder, domain, result)
    }

    /// A natural number literal.
    pub fn natural(&mut self, value: BigUint) -> TermId {
        let id = match self.natural_index.get(&value) {
            Some(&id) => id,
            None => {
                let id = NaturalId(handle(self.naturals.len()));
                self.naturals.push(value.clone());
                self.natural_index.insert(value, id);
                id
            }
        };
        self.term(Term::Natural(id))
    }

    /// The value of a natural number literal.
    #[must_use]
    pub fn natural_at(&self, id: NaturalId) -> &BigUint {
        &self.naturals[id.0 as usize]
    }

    /// A string literal.
    pub fn text(&mut self, value: &str) -> TermId {
        let id = match self.text_index.get(value) {
            Some(&id) => id,
            None => {
                let id = TextId(handle(self.texts.len()));
                self.texts.push(value.into());
                self.text_index.insert(value.into(), id);
                id
            }
        };
        self.term(Term::Text(id))
    }

    /// The text of a string literal.
    #[must_use]
    pub fn text_at(&self, id: TextId) -> &str {
        &self.texts[id.0 as usize]
    }

    /// Head and arguments of a nested application, arguments from left to right.
    #[must_use]
    pub fn spine(&self, id: TermId) -> (TermId, Vec<TermId>) {
        let mut arguments = Vec::new();
        let mut head = id;
        while let Term::Apply(function, argument) = self.term_at(head) {
            arguments.push(argument);
            head = function;
        }
        arguments.reverse();
        (head, arguments)
    }
}

fn join(a: Facts, b: Facts) -> Facts {
    Facts {
        loose: a.loose.max(b.loose),
        nesting: a.nesting.max(b.nesting),
        has_free: a.has_free || b.has_free,
        has_level_parameter: a.has_level_parameter || b.has_level_parameter,
    }
}

fn deeper(facts: Facts) -> Facts {
    Facts { nesting: facts.nesting.saturating_add(1), ..facts }
}

fn hash_term(term: Term) -> u64 {
    let words = |tag: u32, a: u32, b: u32, c: u32| {
        mix(u64::from(tag) << 32 | u64::from(a), u64::from(b) << 32 | u64::from(c))
    };
    let bound = |tag: u32, binder: Binder, domain: TermId, body: TermId| {
        mix(words(tag, binder.name.0, domain.0, body.0), binder.kind as u64)
    };
    match term {
        Term::Bound(index) => words(1, index, 0, 0),
        Term::Free(id) => words(2, id.0, 0, 0),
        Term::Sort(level) => words(3, level.0, 0, 0),
        Term::Constant(name, levels) => words(4, 0, name.0, levels.0),
        Term::Apply(function, argument) => words(5, 0, function.0, argument.0),
        Term::Lambda(binder, domain, body) => bound(6, binder, domain, body),
        Term::Pi(binder, domain, body) => bound(7, binder, domain, body),
        Term::Let { name, of, value, body } => mix(words(8, name.0, of.0, value.0), u64::from(body.0)),
        Term::Natural(id) => words(9, id.0, 0, 0),
        Term::Text(id) => words(10, id.0, 0, 0),
        Term::Project(name, index, of) => words(11, index, name.0, of.0),
    }
}

/// A table index as a handle; a table of more than 2³² entries does not fit in memory.
fn handle(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
