//! Holes and hypotheses: making them, assigning holes, putting their values into terms.
//! Given by: every pass of elaboration.
//! Gives: fresh variables, instantiated terms, attempts that can be taken back.
//! Holds: a term without holes is returned as it is; values of holes have no loose bound variables.

use super::session::Elaborator;
use super::variables::{Assignment, Context, Local, Meta, MetaKind, Variable};
use kernel::{BinderKind, FreeId, LevelId, NameId, Term, TermId};
use rustc_hash::FxHashMap;

const KNOWN: u8 = 1;
const HOLE: u8 = 2;
const LEVEL_HOLE: u8 = 4;

impl Elaborator<'_> {
    /// A hypothesis that is in no context yet.
    pub fn fresh_local(&mut self, name: NameId, kind: BinderKind, of: TermId) -> FreeId {
        let id = self.store.fresh_free();
        self.variables.declare(id, Variable::Local(Local { name, kind, of, value: None }));
        id
    }

    /// Adds a hypothesis to the current context.
    pub fn push_local(&mut self, name: NameId, kind: BinderKind, of: TermId) -> FreeId {
        let id = self.fresh_local(name, kind, of);
        self.context.push(id);
        id
    }

    /// Adds a variable with a value to the current context.
    pub fn push_let(&mut self, name: NameId, of: TermId, value: TermId) -> FreeId {
        let id = self.store.fresh_free();
        let local = Local { name, kind: BinderKind::Explicit, of, value: Some(value) };
        self.variables.declare(id, Variable::Local(local));
        self.context.push(id);
        id
    }

    /// A hole of a type in the current context, as a term.
    pub fn fresh_meta(&mut self, of: TermId) -> TermId {
        let id = self.fresh_meta_of(of, MetaKind::Natural, NameId::ANONYMOUS);
        self.store.free(id)
    }

    /// A hole of a type in the current context.
    pub fn fresh_meta_of(&mut self, of: TermId, kind: MetaKind, name: NameId) -> FreeId {
        let context = self.context.clone();
        self.fresh_meta_in(context, of, kind, name)
    }

    /// A hole of a type in a given context.
    pub fn fresh_meta_in(&mut self, context: Context, of: TermId, kind: MetaKind, name: NameId) -> FreeId {
        let id = self.store.fresh_free();
        let meta = Meta { name, of, context, kind, depth: self.depth };
        self.variables.declare(id, Variable::Meta(meta));
        id
    }

    /// A hole for a type of unknown universe.
    pub fn fresh_type(&mut self) -> TermId {
        let level = self.fresh_level();
        let sort = self.store.sort(level);
        self.fresh_meta(sort)
    }

    /// The value of a hole if it was assigned directly.
    #[must_use]
    pub fn value_of(&self, id: FreeId) -> Option<TermId> {
        match self.variables.assignment(id) {
            Some(Assignment::Term(value)) => Some(*value),
            _ => None,
        }
    }

    /// Assigns a hole without any check.
    pub fn assign(&mut self, id: FreeId, value: TermId) {
        self.variables.assign(id, Assignment::Term(value));
    }

    /// Whether a hole has neither a value nor a delayed value.
    #[must_use]
    pub fn is_open(&self, id: FreeId) -> bool {
        self.variables.meta(id).is_some() && self.variables.assignment(id).is_none()
    }

    /// Runs in another context and comes back to the present one.
    pub fn in_context<T>(&mut self, context: Context, run: impl FnOnce(&mut Self) -> T) -> T {
        let saved = std::mem::replace(&mut self.context, context);
        let result = run(self);
        self.context = saved;
        result
    }

    /// Runs and comes back to the present context.
    pub fn scoped<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let saved = self.context.clone();
        let result = run(self);
        self.context = saved;
        result
    }

    /// Runs; if that fails, takes back every assignment, postponed problem and change of context.
    ///
    /// # Errors
    /// Those of `run`.
    pub fn attempt<T, E>(&mut self, run: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        let pending = self.pending.clone();
        let levels = self.postponed_levels.clone();
        let context = self.context.clone();
        let depth = self.depth;
        let mark = self.variables.mark();
        let result = run(self);
        if result.is_ok() {
            self.variables.keep(mark);
        } else {
            self.variables.roll_back(mark);
            self.pending = pending;
            self.postponed_levels = levels;
            self.context = context;
            self.depth = depth;
        }
        result
    }

    fn facts(&mut self, id: TermId) -> u8 {
        let known = self.caches.facts.get(id.index()).copied().unwrap_or(0);
        if known != 0 {
            return known;
        }
        let facts = KNOWN | self.facts_of_layer(id);
        if self.caches.facts.len() <= id.index() {
            let length = self.store.term_count();
            self.caches.facts.resize(length, 0);
        }
        self.caches.facts[id.index()] = facts;
        facts
    }

    fn facts_of_layer(&mut self, id: TermId) -> u8 {
        if !self.store.facts_at(id).has_free && !self.store.facts_at(id).has_level_parameter {
            return 0;
        }
        match self.store.term_at(id) {
            Term::Free(variable) => u8::from(self.variables.meta(variable).is_some()) * HOLE,
            Term::Sort(level) => u8::from(self.level_has_hole(level)) * LEVEL_HOLE,
            Term::Constant(_, levels) => {
                let levels = self.store.levels_at(levels);
                u8::from(levels.iter().any(|&level| self.level_has_hole(level))) * LEVEL_HOLE
            }
            Term::Apply(a, b) | Term::Lambda(_, a, b) | Term::Pi(_, a, b) => self.facts(a) | self.facts(b),
            Term::Let { of, value, body, .. } => self.facts(of) | self.facts(value) | self.facts(body),
            Term::Project(_, _, of) => self.facts(of),
            Term::Bound(_) | Term::Natural(_) | Term::Text(_) => 0,
        }
    }

    /// Whether a hole occurs, assigned or not.
    pub fn has_meta(&mut self, id: TermId) -> bool {
        self.facts(id) & HOLE != 0
    }

    /// Whether a hole or a level hole occurs, assigned or not.
    pub fn has_hole(&mut self, id: TermId) -> bool {
        self.facts(id) & (HOLE | LEVEL_HOLE) != 0
    }

    /// Puts the values of assigned holes, with beta reduction where a hole is applied.
    pub fn instantiate(&mut self, id: TermId) -> TermId {
        if !self.has_hole(id) {
            return id;
        }
        let generation = self.variables.generation();
        if self.caches.instantiated_at != generation {
            self.caches.instantiated.clear();
            self.caches.instantiated_at = generation;
        }
        let mut memo = std::mem::take(&mut self.caches.instantiated);
        let result = self.instantiate_with(id, &mut memo);
        self.caches.instantiated = memo;
        self.caches.instantiated_at = generation;
        result
    }

    fn instantiate_with(&mut self, id: TermId, memo: &mut FxHashMap<TermId, TermId>) -> TermId {
        if !self.has_hole(id) {
            return id;
        }
        if let Some(&done) = memo.get(&id) {
            return done;
        }
        let result = self.instantiate_layer(id, memo);
        memo.insert(id, result);
        result
    }

    fn instantiate_layer(&mut self, id: TermId, memo: &mut FxHashMap<TermId, TermId>) -> TermId {
        match self.store.term_at(id) {
            Term::Free(variable) => match self.value_of(variable) {
                Some(value) => self.instantiate_with(value, memo),
                None => self.instantiate_delayed(variable, &[], memo).unwrap_or(id),
            },
            Term::Sort(level) => {
                let level = self.instantiate_level_holes(level);
                self.store.sort(level)
            }
            Term::Constant(name, levels) => {
                let levels: Vec<LevelId> = self.store.levels_at(levels).to_vec();
                let levels: Vec<LevelId> =
                    levels.into_iter().map(|level| self.instantiate_level_holes(level)).collect();
                self.store.constant(name, &levels)
            }
            Term::Apply(..) => self.instantiate_application(id, memo),
            Term::Lambda(binder, domain, body) => {
                let domain = self.instantiate_with(domain, memo);
                let body = self.instantiate_with(body, memo);
                self.store.lambda(binder, domain, body)
            }
            Term::Pi(binder, domain, body) => {
                let domain = self.instantiate_with(domain, memo);
                let body = self.instantiate_with(body, memo);
                self.store.pi(binder, domain, body)
            }
            Term::Let { name, of, value, body } => {
                let of = self.instantiate_with(of, memo);
                let value = self.instantiate_with(value, memo);
                let body = self.instantiate_with(body, memo);
                self.store.term(Term::Let { name, of, value, body })
            }
            Term::Project(name, index, of) => {
                let of = self.instantiate_with(of, memo);
                self.store.term(Term::Project(name, index, of))
            }
            Term::Bound(_) | Term::Natural(_) | Term::Text(_) => id,
        }
    }

    fn instantiate_application(&mut self, id: TermId, memo: &mut FxHashMap<TermId, TermId>) -> TermId {
        let (head, arguments) = self.store.spine(id);
        let arguments: Vec<TermId> =
            arguments.into_iter().map(|argument| self.instantiate_with(argument, memo)).collect();
        if let Term::Free(variable) = self.store.term_at(head) {
            if self.value_of(variable).is_some() {
                let head = self.instantiate_with(head, memo);
                return self.apply_beta(head, &arguments);
            }
            if let Some(done) = self.instantiate_delayed(variable, &arguments, memo) {
                return done;
            }
        }
        let head = self.instantiate_with(head, memo);
        self.store.apply(head, &arguments)
    }

    fn instantiate_delayed(
        &mut self,
        variable: FreeId,
        arguments: &[TermId],
        memo: &mut FxHashMap<TermId, TermId>,
    ) -> Option<TermId> {
        let Some(Assignment::Delayed(variables, inner)) = self.variables.assignment(variable).cloned() else {
            return None;
        };
        if arguments.len() < variables.len() {
            return None;
        }
        let inner = self.store.free(inner);
        let value = self.instantiate_with(inner, memo);
        if self.has_open_meta(value) {
            return None;
        }
        let value = self.store.abstract_free(value, &variables);
        let value = self.store.instantiate(value, &arguments[..variables.len()]);
        Some(self.apply_beta(value, &arguments[variables.len()..]))
    }

    /// Whether an instantiated term still contains a hole.
    pub(crate) fn has_open_meta(&mut self, id: TermId) -> bool {
        self.has_meta(id)
    }

    /// Applies a term, contracting lambdas.
    pub fn apply_beta(&mut self, function: TermId, arguments: &[TermId]) -> TermId {
        let mut body = function;
        let mut used = 0;
        while used < arguments.len() {
            match self.store.term_at(body) {
                Term::Lambda(_, _, inner) => {
                    body = inner;
                    used += 1;
                }
                _ => break,
            }
        }
        if used == 0 {
            return self.store.apply(function, arguments);
        }
        let body = self.store.instantiate(body, &arguments[..used]);
        if used == arguments.len() { body } else { self.apply_beta(body, &arguments[used..]) }
    }

    /// The holes without value in an instantiated term, each once, from left to right.
    pub fn open_metas(&mut self, id: TermId) -> Vec<FreeId> {
        let mut found = Vec::new();
        let mut seen = rustc_hash::FxHashSet::default();
        let mut stack = vec![id];
        while let Some(next) = stack.pop() {
            if !self.has_meta(next) || !seen.insert(next) {
                continue;
            }
            match self.store.term_at(next) {
                Term::Free(variable) => found.push(variable),
                Term::Apply(a, b) | Term::Lambda(_, a, b) | Term::Pi(_, a, b) => stack.extend([b, a]),
                Term::Let { of, value, body, .. } => stack.extend([body, value, of]),
                Term::Project(_, _, of) => stack.push(of),
                _ => {}
            }
        }
        found
    }
}
