//! The tables in which names, levels and terms are interned.
//! Given by: every room that builds terms.
//! Gives: ids, one layer at a time, and back from an id its layer and what is known of it.
//! Holds: an id is valid in the store that made it; equal content has equal ids; tables only grow for everybody but the checker.

mod inspect;
mod levels;
mod lineage;
mod names;
mod substitute;
mod tier;

pub use substitute::parts;

pub(crate) use lineage::Stamp;
pub(crate) use substitute::Replace;
pub use tier::Facts;
pub(crate) use tier::{Growth, Node, Tier};

use crate::table::{Key, Memo, handle, hash_of};
use crate::{Binder, BinderKind, FreeId, Level, LevelId, Name, NameId, NaturalId, Term, TermId, TextId};
use lineage::Lineage;
use num_bigint::BigUint;
use std::sync::Arc;
use tier::{Counts, Item};

/// Interned names, levels and terms, in two tiers: what stays, and what is made to be forgotten.
///
/// Ids count through both. While a declaration is checked only the upper tier grows; otherwise it is empty. Clones share the
/// lower one until one of them grows.
#[derive(Debug)]
pub struct Store {
    lineage: Lineage,
    base: Arc<Tier>,
    top: Tier,
    /// If what is made now is made to be forgotten, the number of free variables that there were before.
    marked: Option<u32>,
    next_free: u32,
}

impl Clone for Store {
    fn clone(&self) -> Self {
        Store {
            lineage: [&self.lineage[..], &[lineage::start(self.base.counts())]].concat(),
            base: self.base.clone(),
            top: self.top.clone(),
            marked: self.marked,
            next_free: self.next_free,
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
    pub fn new() -> Self {
        let mut store = Store {
            lineage: vec![lineage::start(Counts::default())],
            base: Arc::default(),
            top: Tier::default(),
            marked: None,
            next_free: 0,
        };
        store.intern_name(Name::Anonymous);
        let zero = store.level(Level::Zero);
        store.level(Level::Successor(zero));
        store.levels_of(&[]);
        store
    }

    /// What is made from now on is made to be forgotten.
    pub(crate) fn mark(&mut self) {
        self.marked = Some(self.next_free);
    }

    /// Keeps what was made since the mark after all.
    pub(crate) fn keep(&mut self) {
        self.marked = None;
        let made = self.top.since(&Counts::default());
        self.top.clear();
        self.extend(made);
    }

    /// Forgets what was made since the mark; nobody may hold any of it.
    pub(crate) fn forget(&mut self) {
        self.next_free = self.marked.take().unwrap_or(self.next_free);
        self.top.clear();
    }

    /// What was added for good since a stamp.
    pub(crate) fn since(&self, (_, counts): Stamp) -> Growth {
        self.base.since(&counts)
    }

    /// Adds what was added to another store that had the same content.
    pub(crate) fn extend(&mut self, growth: Growth) {
        Arc::make_mut(&mut self.base).extend(growth);
    }

    /// What was made for good, for other stores to share.
    pub(crate) fn lower_tier(&self) -> &Arc<Tier> {
        &self.base
    }

    /// Takes up everything that another store made for good, of which this one has a part.
    pub(crate) fn share(&mut self, lower: Arc<Tier>) {
        self.base = lower;
    }

    /// The item with an id.
    fn item<T: Item>(&self, id: usize) -> &T {
        let base = T::of(&self.base);
        if id < base.len() { base.at(id) } else { T::of(&self.top).at(id - base.len()) }
    }

    /// The id of an item that is there; the upper tier is smaller and asked first.
    fn find<T: Item>(&self, hash: u64, key: &T::Key) -> Option<u32> {
        match T::of(&self.top).find(hash, key) {
            Some(id) => Some(handle(T::of(&self.base).len() + id)),
            None => T::of(&self.base).find(hash, key).map(handle),
        }
    }

    /// Adds an item that is not there.
    fn add<T: Item>(&mut self, hash: u64, item: T) -> u32 {
        // Ids of the upper tier count from the end of the lower one.
        handle(if self.marked.is_some() {
            T::of(&self.base).len() + T::of_mut(&mut self.top).push(hash, item)
        } else {
            T::of_mut(Arc::make_mut(&mut self.base)).push(hash, item)
        })
    }

    /// The id of an item that is there, or is made now.
    fn find_or_add<T: Item>(&mut self, key: &T::Key, item: impl FnOnce(&Self) -> T) -> u32 {
        let hash = hash_of(key);
        match self.find::<T>(hash, key) {
            Some(id) => id,
            None => self.add(hash, item(self)),
        }
    }

    /// Interns one layer of a term.
    pub fn term(&mut self, term: Term) -> TermId {
        self.intern(term)
    }

    /// Interns an application.
    pub(crate) fn apply_one(&mut self, function: TermId, argument: TermId) -> TermId {
        self.intern(Term::Apply(function, argument))
    }

    #[inline(always)]
    fn intern(&mut self, term: Term) -> TermId {
        let hash = hash_of(&term);
        let base = self.base.terms.len();
        if self.top.terms.len() > 0 {
            if let Some(id) = self.top.terms.find(hash, &term) {
                return TermId(handle(base + id));
            }
            // The lower tier has no term with a part in the upper one.
            if parts(term).any(|(part, _)| part.index() >= base) {
                let node = Node { term, facts: self.facts_of(term) };
                return TermId(handle(base + self.top.terms.push(hash, node)));
            }
        }
        if let Some(id) = self.base.terms.find(hash, &term) {
            return TermId(handle(id));
        }
        let node = Node { term, facts: self.facts_of(term) };
        TermId(self.add(hash, node))
    }

    #[inline(always)]
    fn facts_of(&self, term: Term) -> Facts {
        let none = Facts::NONE;
        let of = |part| self.facts_at(part);
        match term {
            Term::Bound(index) => Facts::of_bound(index),
            Term::Free(_) => Facts { has_free: true, ..none },
            Term::Sort(level) => self.level_facts(&[level]),
            Term::Constant(_, levels) => self.level_facts(self.levels_at(levels)),
            Term::Natural(_) | Term::Text(_) => none,
            Term::Apply(function, argument) => none.with(of(function)).with(of(argument)),
            Term::Lambda(_, domain, body) | Term::Pi(_, domain, body) => {
                none.with(of(domain)).with(of(body).under_binder())
            }
            Term::Let { of: domain, value, body, .. } => {
                none.with(of(domain)).with(of(value)).with(of(body).under_binder())
            }
            Term::Project(_, _, structure) => none.with(of(structure)),
        }
    }

    fn level_facts(&self, levels: &[LevelId]) -> Facts {
        let has_level_parameter = levels.iter().any(|&level| self.level_has_parameter(level));
        Facts { has_level_parameter, ..Facts::NONE }
    }

    pub(crate) fn node(&self, id: TermId) -> &Node {
        self.item(id.index())
    }

    /// What is known of a term without looking into it.
    pub fn facts_at(&self, id: TermId) -> Facts {
        self.node(id).facts
    }

    /// One layer of a term.
    pub fn term_at(&self, id: TermId) -> Term {
        self.node(id).term
    }

    /// Number of terms, one more than the largest index.
    pub fn term_count(&self) -> usize {
        self.base.terms.len() + self.top.terms.len()
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
        arguments.iter().fold(function, |function, &argument| self.apply_one(function, argument))
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
        let id = self.find_or_add(&value, |_| value.clone());
        self.term(Term::Natural(NaturalId(id)))
    }

    /// The value of a natural number literal.
    pub fn natural_at(&self, id: NaturalId) -> &BigUint {
        self.item(id.0 as usize)
    }

    /// A string literal.
    pub fn text(&mut self, value: &str) -> TermId {
        let id = self.find_or_add::<Box<str>>(value, |_| value.into());
        self.term(Term::Text(TextId(id)))
    }

    /// The text of a string literal.
    pub fn text_at(&self, id: TextId) -> &str {
        self.item::<Box<str>>(id.0 as usize)
    }

    /// Head of a nested application, and how many arguments it has.
    pub(crate) fn head(&self, id: TermId) -> (TermId, usize) {
        let (mut head, mut count) = (id, 0);
        while let Term::Apply(function, _) = self.term_at(head) {
            (head, count) = (function, count + 1);
        }
        (head, count)
    }

    /// Head and arguments of a nested application, arguments from left to right.
    pub fn spine(&self, id: TermId) -> (TermId, Vec<TermId>) {
        let (mut head, mut arguments) = (id, Vec::new());
        while let Term::Apply(function, argument) = self.term_at(head) {
            arguments.push(argument);
            head = function;
        }
        arguments.reverse();
        (head, arguments)
    }
}
