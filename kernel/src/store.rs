//! The tables in which names, levels and terms are interned, and the operations on de Bruijn terms.
//! Given by: every room that builds terms.
//! Gives: ids, one layer at a time; instantiation, abstraction, spines.
//! Holds: an id is valid in the store that made it; tables only grow; every traversal visits a shared node once for each depth.

use crate::level::{Level, LevelId, LevelsId};
use crate::name::{Name, NameId};
use crate::term::{Binder, BinderKind, FreeId, NaturalId, Term, TermId, TextId};
use num_bigint::BigUint;
use rustc_hash::FxHashMap;

/// What is known of a term without looking into it.
#[derive(Clone, Copy, Debug)]
struct Facts {
    /// One more than the largest loose bound variable, 0 if closed.
    loose: u32,
    has_free: bool,
    has_level_parameter: bool,
}

/// Interned names, levels and terms.
#[derive(Clone, Debug)]
pub struct Store {
    names: Vec<Name>,
    name_index: FxHashMap<Name, NameId>,
    levels: Vec<Level>,
    level_has_parameter: Vec<bool>,
    level_index: FxHashMap<Level, LevelId>,
    level_lists: Vec<Box<[LevelId]>>,
    level_list_index: FxHashMap<Box<[LevelId]>, LevelsId>,
    terms: Vec<Term>,
    facts: Vec<Facts>,
    term_index: FxHashMap<Term, TermId>,
    naturals: Vec<BigUint>,
    natural_index: FxHashMap<BigUint, NaturalId>,
    texts: Vec<Box<str>>,
    text_index: FxHashMap<Box<str>, TextId>,
    next_free: u32,
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
            names: vec![Name::Anonymous],
            name_index: FxHashMap::default(),
            levels: Vec::new(),
            level_has_parameter: Vec::new(),
            level_index: FxHashMap::default(),
            level_lists: Vec::new(),
            level_list_index: FxHashMap::default(),
            terms: Vec::new(),
            facts: Vec::new(),
            term_index: FxHashMap::default(),
            naturals: Vec::new(),
            natural_index: FxHashMap::default(),
            texts: Vec::new(),
            text_index: FxHashMap::default(),
            next_free: 0,
        };
        store.name_index.insert(Name::Anonymous, NameId::ANONYMOUS);
        let zero = store.level(Level::Zero);
        store.level(Level::Successor(zero));
        store.levels_of(&[]);
        store
    }

    // Names

    /// Interns a name.
    pub fn intern_name(&mut self, name: Name) -> NameId {
        if let Some(&id) = self.name_index.get(&name) {
            return id;
        }
        let id = NameId(handle(self.names.len()));
        self.names.push(name.clone());
        self.name_index.insert(name, id);
        id
    }

    /// The name `prefix.part`.
    pub fn name_text(&mut self, prefix: NameId, part: &str) -> NameId {
        self.intern_name(Name::Text(prefix, part.into()))
    }

    /// The name `prefix.number`.
    pub fn name_number(&mut self, prefix: NameId, number: u64) -> NameId {
        self.intern_name(Name::Number(prefix, number))
    }

    /// The name written with dots; every part is text. For names that the workspace itself writes down.
    pub fn name(&mut self, dotted: &str) -> NameId {
        dotted.split('.').fold(NameId::ANONYMOUS, |prefix, part| self.name_text(prefix, part))
    }

    /// The name written with dots if it was ever interned.
    #[must_use]
    pub fn find_name(&self, dotted: &str) -> Option<NameId> {
        dotted.split('.').try_fold(NameId::ANONYMOUS, |prefix, part| {
            self.name_index.get(&Name::Text(prefix, part.into())).copied()
        })
    }

    /// One layer of a name.
    #[must_use]
    pub fn name_at(&self, id: NameId) -> &Name {
        &self.names[id.index()]
    }

    /// The name with dots between its parts, without any escaping: for messages and for tables of known names.
    #[must_use]
    pub fn show_name(&self, id: NameId) -> String {
        let mut parts = Vec::new();
        let mut next = id;
        loop {
            match self.name_at(next) {
                Name::Anonymous => break,
                Name::Text(prefix, part) => {
                    parts.push(part.to_string());
                    next = *prefix;
                }
                Name::Number(prefix, number) => {
                    parts.push(number.to_string());
                    next = *prefix;
                }
            }
        }
        parts.reverse();
        parts.join(".")
    }

    /// Number of names, one more than the largest index.
    #[must_use]
    pub fn name_count(&self) -> usize {
        self.names.len()
    }

    // Levels

    /// Interns a level as it stands.
    pub fn level(&mut self, level: Level) -> LevelId {
        if let Some(&id) = self.level_index.get(&level) {
            return id;
        }
        let has_parameter = match level {
            Level::Zero => false,
            Level::Successor(of) => self.level_has_parameter[of.index()],
            Level::Max(a, b) | Level::IMax(a, b) => {
                self.level_has_parameter[a.index()] || self.level_has_parameter[b.index()]
            }
            Level::Parameter(_) => true,
        };
        let id = LevelId(handle(self.levels.len()));
        self.levels.push(level);
        self.level_has_parameter.push(has_parameter);
        self.level_index.insert(level, id);
        id
    }

    /// One layer of a level.
    #[must_use]
    pub fn level_at(&self, id: LevelId) -> Level {
        self.levels[id.index()]
    }

    /// Whether a parameter occurs in a level.
    #[must_use]
    pub fn level_has_parameter(&self, id: LevelId) -> bool {
        self.level_has_parameter[id.index()]
    }

    /// The successor of a level.
    pub fn level_successor(&mut self, of: LevelId) -> LevelId {
        self.level(Level::Successor(of))
    }

    /// A universe parameter as a level.
    pub fn level_parameter(&mut self, name: NameId) -> LevelId {
        self.level(Level::Parameter(name))
    }

    /// Interns a list of levels.
    pub fn levels_of(&mut self, levels: &[LevelId]) -> LevelsId {
        if let Some(&id) = self.level_list_index.get(levels) {
            return id;
        }
        let id = LevelsId(handle(self.level_lists.len()));
        self.level_lists.push(levels.into());
        self.level_list_index.insert(levels.into(), id);
        id
    }

    /// The levels of a list.
    #[must_use]
    pub fn levels_at(&self, id: LevelsId) -> &[LevelId] {
        &self.level_lists[id.index()]
    }

    /// Replaces parameters by levels, side by side.
    pub fn instantiate_level(
        &mut self,
        level: LevelId,
        parameters: &[NameId],
        arguments: &[LevelId],
    ) -> LevelId {
        if !self.level_has_parameter(level) {
            return level;
        }
        match self.level_at(level) {
            Level::Zero => level,
            Level::Successor(of) => {
                let of = self.instantiate_level(of, parameters, arguments);
                self.level(Level::Successor(of))
            }
            Level::Max(a, b) => {
                let a = self.instantiate_level(a, parameters, arguments);
                let b = self.instantiate_level(b, parameters, arguments);
                self.level(Level::Max(a, b))
            }
            Level::IMax(a, b) => {
                let a = self.instantiate_level(a, parameters, arguments);
                let b = self.instantiate_level(b, parameters, arguments);
                self.level(Level::IMax(a, b))
            }
            Level::Parameter(name) => parameters
                .iter()
                .position(|&parameter| parameter == name)
                .and_then(|position| arguments.get(position).copied())
                .unwrap_or(level),
        }
    }

    // Terms

    /// Interns one layer of a term.
    pub fn term(&mut self, term: Term) -> TermId {
        if let Some(&id) = self.term_index.get(&term) {
            return id;
        }
        let facts = self.facts_of(term);
        let id = TermId(handle(self.terms.len()));
        self.terms.push(term);
        self.facts.push(facts);
        self.term_index.insert(term, id);
        id
    }

    fn facts_of(&self, term: Term) -> Facts {
        let none = Facts { loose: 0, has_free: false, has_level_parameter: false };
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
            Term::Apply(function, argument) => join(self.facts_at(function), self.facts_at(argument)),
            Term::Lambda(_, domain, body) | Term::Pi(_, domain, body) => {
                join(self.facts_at(domain), under(self.facts_at(body)))
            }
            Term::Let { of, value, body, .. } => {
                join(join(self.facts_at(of), self.facts_at(value)), under(self.facts_at(body)))
            }
            Term::Natural(_) | Term::Text(_) => none,
            Term::Project(_, _, of) => self.facts_at(of),
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

    // Operations under binders

    /// Adds `by` to every loose bound variable at or above `from`.
    pub fn lift(&mut self, id: TermId, from: u32, by: u32) -> TermId {
        if by == 0 || self.loose(id) <= from {
            return id;
        }
        self.map(id, from, &mut |store, id, depth| match store.term_at(id) {
            Term::Bound(index) if index >= depth => Some(store.bound(index + by)),
            _ if store.loose(id) <= depth => Some(id),
            _ => None,
        })
    }

    /// Replaces the loose variables 0, 1, … by the values, the *last* value for variable 0, and lowers the others.
    pub fn instantiate(&mut self, id: TermId, values: &[TermId]) -> TermId {
        if values.is_empty() || self.loose(id) == 0 {
            return id;
        }
        let count = handle(values.len());
        self.map(id, 0, &mut |store, id, depth| match store.term_at(id) {
            Term::Bound(index) if index >= depth => {
                let offset = index - depth;
                Some(if offset < count {
                    let value = values[(count - 1 - offset) as usize];
                    store.lift(value, 0, depth)
                } else {
                    store.bound(index - count)
                })
            }
            _ if store.loose(id) <= depth => Some(id),
            _ => None,
        })
    }

    /// Replaces free variables by loose bound ones, the *last* variable by number 0; the term must have no loose variable.
    pub fn abstract_free(&mut self, id: TermId, variables: &[FreeId]) -> TermId {
        if variables.is_empty() || !self.has_free(id) {
            return id;
        }
        let count = variables.len();
        self.map(id, 0, &mut |store, id, depth| match store.term_at(id) {
            Term::Free(variable) => {
                Some(match variables.iter().rposition(|&candidate| candidate == variable) {
                    Some(position) => store.bound(depth + handle(count - 1 - position)),
                    None => id,
                })
            }
            _ if !store.has_free(id) => Some(id),
            _ => None,
        })
    }

    /// Replaces free variables by terms without loose variables.
    pub fn replace_free(&mut self, id: TermId, replacement: &FxHashMap<FreeId, TermId>) -> TermId {
        if replacement.is_empty() || !self.has_free(id) {
            return id;
        }
        self.map(id, 0, &mut |store, id, _| match store.term_at(id) {
            Term::Free(variable) => Some(replacement.get(&variable).copied().unwrap_or(id)),
            _ if !store.has_free(id) => Some(id),
            _ => None,
        })
    }

    /// Replaces universe parameters by levels, side by side.
    pub fn instantiate_levels(&mut self, id: TermId, parameters: &[NameId], arguments: &[LevelId]) -> TermId {
        if parameters.is_empty() || !self.has_level_parameter(id) {
            return id;
        }
        self.map(id, 0, &mut |store, id, _| match store.term_at(id) {
            Term::Sort(level) => {
                let level = store.instantiate_level(level, parameters, arguments);
                Some(store.sort(level))
            }
            Term::Constant(name, levels) => {
                let levels: Vec<LevelId> = store.levels_at(levels).to_vec();
                let levels: Vec<LevelId> = levels
                    .into_iter()
                    .map(|level| store.instantiate_level(level, parameters, arguments))
                    .collect();
                Some(store.constant(name, &levels))
            }
            _ if !store.has_level_parameter(id) => Some(id),
            _ => None,
        })
    }

    /// Rebuilds a term: where `replace` answers, its answer stands; elsewhere the parts are rebuilt.
    /// `depth` counts the binders crossed, from `depth` on; every node is visited once for each depth.
    pub fn map(
        &mut self,
        id: TermId,
        depth: u32,
        replace: &mut dyn FnMut(&mut Store, TermId, u32) -> Option<TermId>,
    ) -> TermId {
        crate::store::Mapping { memo: FxHashMap::default(), replace }.visit(self, id, depth)
    }

    /// `fun x₁ … xₙ => body` over free variables, given with name, kind and type; types may mention earlier variables.
    pub fn close_lambda(&mut self, variables: &[(FreeId, Binder, TermId)], body: TermId) -> TermId {
        self.close(variables, body, Store::lambda)
    }

    /// `(x₁ … xₙ) → body` over free variables, given with name, kind and type; types may mention earlier variables.
    pub fn close_pi(&mut self, variables: &[(FreeId, Binder, TermId)], body: TermId) -> TermId {
        self.close(variables, body, Store::pi)
    }

    fn close(
        &mut self,
        variables: &[(FreeId, Binder, TermId)],
        body: TermId,
        bind: fn(&mut Store, Binder, TermId, TermId) -> TermId,
    ) -> TermId {
        let ids: Vec<FreeId> = variables.iter().map(|&(id, _, _)| id).collect();
        let mut result = self.abstract_free(body, &ids);
        for (position, &(_, binder, domain)) in variables.iter().enumerate().rev() {
            let domain = self.abstract_free(domain, &ids[..position]);
            result = bind(self, binder, domain, result);
        }
        result
    }
}

struct Mapping<'a> {
    memo: FxHashMap<(TermId, u32), TermId>,
    replace: &'a mut dyn FnMut(&mut Store, TermId, u32) -> Option<TermId>,
}

impl Mapping<'_> {
    fn visit(&mut self, store: &mut Store, id: TermId, depth: u32) -> TermId {
        if let Some(&done) = self.memo.get(&(id, depth)) {
            return done;
        }
        let result = match (self.replace)(store, id, depth) {
            Some(answer) => answer,
            None => self.rebuild(store, id, depth),
        };
        self.memo.insert((id, depth), result);
        result
    }

    fn rebuild(&mut self, store: &mut Store, id: TermId, depth: u32) -> TermId {
        match store.term_at(id) {
            Term::Apply(function, argument) => {
                let function = self.visit(store, function, depth);
                let argument = self.visit(store, argument, depth);
                store.term(Term::Apply(function, argument))
            }
            Term::Lambda(binder, domain, body) => {
                let domain = self.visit(store, domain, depth);
                let body = self.visit(store, body, depth + 1);
                store.lambda(binder, domain, body)
            }
            Term::Pi(binder, domain, body) => {
                let domain = self.visit(store, domain, depth);
                let body = self.visit(store, body, depth + 1);
                store.pi(binder, domain, body)
            }
            Term::Let { name, of, value, body } => {
                let of = self.visit(store, of, depth);
                let value = self.visit(store, value, depth);
                let body = self.visit(store, body, depth + 1);
                store.term(Term::Let { name, of, value, body })
            }
            Term::Project(name, index, of) => {
                let of = self.visit(store, of, depth);
                store.term(Term::Project(name, index, of))
            }
            Term::Bound(_)
            | Term::Free(_)
            | Term::Sort(_)
            | Term::Constant(..)
            | Term::Natural(_)
            | Term::Text(_) => id,
        }
    }
}

fn join(a: Facts, b: Facts) -> Facts {
    Facts {
        loose: a.loose.max(b.loose),
        has_free: a.has_free || b.has_free,
        has_level_parameter: a.has_level_parameter || b.has_level_parameter,
    }
}

/// A table index as a handle; a table of more than 2³² entries does not fit in memory.
fn handle(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
