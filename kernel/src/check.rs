//! The judgements of the type theory over terms with free variables: typing, reduction, conversion.
//! Given by: declarations to be checked; rooms that build terms and want to know their types.
//! Gives: `Checker`, with `infer`, `whnf` and `convert`.
//! Holds: remembered answers depend on terms only: the type of a free variable never changes, and the environment does not while it is borrowed.

mod closure;
mod convert;
mod eta;
mod infer;
mod literal;
mod reduce;

use crate::rejection::Answer;
use crate::table::Memo;
use crate::{
    Constant, Environment, FreeId, Invalid, LevelId, LevelsId, Limit, NameId, Problem, Store, Term, TermId,
};
use closure::Frame;
pub(crate) use closure::{Closure, Scope};
pub(crate) use literal::{OPERATIONS, Operation};
use rustc_hash::FxHashSet;

/// How much may be spent on one declaration.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Nesting of judgements; each needs stack.
    pub depth: u32,
    /// Steps of reduction and comparison.
    pub steps: u64,
    /// Terms, and levels, made on the way; each needs some fifty bytes.
    pub terms: usize,
}

impl Limits {
    /// Fits the two megabytes of an ordinary thread.
    pub const SMALL: Limits = Limits { depth: 2_000, steps: 1 << 28, terms: 1 << 24 };
    /// Fits a thread started by `on_large_stack`.
    pub const LARGE: Limits = Limits { depth: 200_000, steps: 1 << 32, terms: 1 << 26 };
}

impl Default for Limits {
    fn default() -> Self {
        Limits::SMALL
    }
}

/// Whether a term is checked or only its type is wanted, the term being known to have one.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum Mode {
    #[default]
    Check,
    Trust,
}

/// Answers that were found already. Cleared for each declaration; the capacity stays.
#[derive(Clone, Default, Debug)]
pub(crate) struct Memory {
    /// (term, scope) → type, of terms that were checked.
    checked: Memo<Closure>,
    /// Term that opens binders → the scope in which it was typed first, and `Trust` once it was checked there against a type.
    first: Memo<(u32, Mode)>,
    /// (term, scope) → type, of terms that are known to have one.
    trusted: Memo<Closure>,
    /// For each effort: (term, scope) → its form as far as that reduces it.
    reduced: [Memo<Closure>; 4],
    /// term → what it reduces to once the definition at its head is unfolded.
    unfolded: Memo<u32>,
    /// Ordered pair of terms → whether they are convertible.
    equal: Memo<u32>,
    /// (part of a constant, levels) → the constant, and the part at these levels.
    instances: Memo<(u32, u32)>,
    /// (type, scope, or binders open if it is closed) → binders open, and the free variable that stands for a bound one.
    locals: Memo<(u32, u32)>,
    /// Free variable → type.
    types: Memo<Closure>,
    /// (scope, value) → the scope extended.
    extended: Memo<u32>,
    /// (projection, scope) → what the constructor takes from this field on, the fields before given.
    fields: Memo<Closure>,
    /// Levels all of whose parameters are declared, since parameters were.
    levels: FxHashSet<LevelId>,
    frames: Vec<Frame>,
    /// (term, scope) → the term with the values put in.
    closed: Memo<u32>,
    /// Arguments that typing has yet to come to, those of the innermost application last.
    pending: Vec<TermId>,
    /// Universes of the domains of function types, those of the innermost type last.
    universes: Vec<LevelId>,
    /// Arguments that reduction has yet to come to, those of the innermost head last and its first argument on top.
    arguments: Vec<Closure>,
}

impl Memory {
    pub(crate) fn clear(&mut self) {
        let Memory {
            checked, trusted, fields, reduced, types, unfolded, equal, extended, closed, first, ..
        } = self;
        [checked, trusted, fields, types].into_iter().chain(reduced).for_each(Memo::clear);
        [unfolded, equal, extended, closed].into_iter().for_each(Memo::clear);
        first.clear();
        [&mut self.instances, &mut self.locals].into_iter().for_each(Memo::clear);
        self.frames.clear();
        // What the empty scope stands for.
        self.frames.push(Frame::default());
        self.clear_stacks();
    }

    fn clear_stacks(&mut self) {
        self.pending.clear();
        self.universes.clear();
        self.arguments.clear();
    }
}

/// Takes what lies on a stack above a base.
fn pop_above<T>(stack: &mut Vec<T>, base: usize) -> Option<T> {
    if stack.len() > base { stack.pop() } else { None }
}

/// The constant at the head of a term, its levels, and the number of its arguments.
struct Head<'a> {
    constant: &'a Constant,
    levels: LevelsId,
    count: usize,
}

/// Types terms, reduces them and compares them, in an environment.
pub struct Checker<'a> {
    /// In which terms are built between questions too.
    pub store: &'a mut Store,
    pub(crate) environment: &'a Environment,
    pub(crate) memory: Memory,
    /// The universe parameters that may occur; any, if none are given.
    parameters: Option<Vec<NameId>>,
    /// Binders open, which numbers the variables standing for them.
    open: u32,
    depth: u32,
    steps: u64,
    /// Number of terms at which the limit is reached.
    last_term: usize,
}

impl<'a> Checker<'a> {
    /// A checker without any free variable.
    pub fn new(store: &'a mut Store, environment: &'a Environment) -> Self {
        Self::with_memory(store, environment, Memory::default())
    }

    pub(crate) fn with_memory(store: &'a mut Store, environment: &'a Environment, memory: Memory) -> Self {
        let (parameters, open, depth, steps, last_term) = (None, 0, 0, 0, 0);
        let mut checker = Checker { store, environment, memory, parameters, open, depth, steps, last_term };
        checker.memory.clear();
        checker.last_term = checker.made().saturating_add(environment.limits.terms);
        checker
    }

    /// Allows only these universe parameters from now on.
    pub fn declare_parameters(&mut self, parameters: &[NameId]) {
        self.memory.checked.clear();
        self.memory.first.clear();
        self.memory.levels.clear();
        self.parameters = Some(parameters.to_vec());
    }

    /// Gives a free variable its type, once; the type may mention variables given before.
    pub fn declare_free(&mut self, variable: FreeId, of: TermId) {
        if self.memory.types.get((variable.0, 0)).is_none() {
            self.memory.types.insert((variable.0, 0), Closure::of(of));
        }
    }

    /// Checks a term and gives its type.
    ///
    /// # Errors
    /// If the term has no type, or a limit is reached.
    pub fn infer(&mut self, term: TermId) -> Result<TermId, Problem> {
        self.judge(&[term], |checker| checker.closed_type(term, Mode::Check))
    }

    /// The type of a term that is known to have one.
    ///
    /// # Errors
    /// If the term is seen to have no type, or a limit is reached.
    pub fn type_of(&mut self, term: TermId) -> Result<TermId, Problem> {
        self.judge(&[term], |checker| checker.closed_type(term, Mode::Trust))
    }

    /// The weak head normal form of a term that has a type.
    ///
    /// # Errors
    /// If a limit is reached.
    pub fn whnf(&mut self, term: TermId) -> Result<TermId, Problem> {
        self.judge(&[term], |checker| checker.reduce(term))
    }

    /// Whether two terms that have types are the same by computation.
    ///
    /// # Errors
    /// If a limit is reached.
    pub fn convert(&mut self, a: TermId, b: TermId) -> Result<bool, Problem> {
        self.judge(&[a, b], |checker| checker.equal(a, b))
    }

    /// Checks that a term has a type.
    ///
    /// # Errors
    /// If it does not, or a limit is reached.
    pub fn check(&mut self, term: TermId, of: TermId) -> Result<(), Problem> {
        self.judge(&[term, of], |checker| checker.expect(term, of))
    }

    fn judge<T>(
        &mut self,
        terms: &[TermId],
        judgement: impl FnOnce(&mut Self) -> Answer<T>,
    ) -> Result<T, Problem> {
        if terms.iter().any(|&term| self.store.facts_at(term).loose > 0) {
            return Err(Problem::Invalid(Invalid::LooseVariable));
        }
        (self.open, self.depth, self.steps) = (0, 0, 0);
        self.memory.clear_stacks();
        self.last_term = self.made().saturating_add(self.environment.limits.terms);
        judgement(self).map_err(|problem| *problem)
    }

    // Limits

    /// Judges inside another judgement; the binders that it opens are closed at its end.
    fn nested<T>(&mut self, judgement: impl FnOnce(&mut Self) -> Answer<T>) -> Answer<T> {
        if self.depth >= self.environment.limits.depth {
            return Err(Limit::Depth.into());
        }
        self.step()?;
        let (open, depth) = (self.open, self.depth);
        self.depth += 1;
        let answer = judgement(self);
        (self.open, self.depth) = (open, depth);
        answer
    }

    /// Terms and levels in the store, and values of variables in scopes.
    fn made(&self) -> usize {
        self.store.term_count() + self.store.level_count() + self.memory.frames.len()
    }

    pub(crate) fn step(&mut self) -> Answer<()> {
        self.steps += 1;
        if self.steps > self.environment.limits.steps || self.environment.is_wrong() {
            return Err(Limit::Steps.into());
        }
        if self.made() > self.last_term {
            return Err(Limit::Terms.into());
        }
        Ok(())
    }

    // Variables

    /// The free variable that stands for a bound one of this type under the binders open now; `bind` opens its binder.
    ///
    /// Two binders of the same type at the same place share a variable, so that answers about their bodies are shared too.
    /// It never meets itself in one term: below its binder every other variable is made with more binders open.
    pub(crate) fn local(&mut self, of: Closure) -> FreeId {
        let open = self.open;
        self.open += 1;
        let place = if self.store.facts_at(of.term).loose == 0 { open } else { self.key(of).1 };
        let key = (of.term.0, place);
        if let Some((_, id)) = self.memory.locals.get(key).filter(|known| known.0 == open) {
            return FreeId(id);
        }
        let id = self.fresh(of);
        self.memory.locals.insert(key, (open, id.0));
        id
    }

    /// A new free variable of this type, unlike all others.
    pub(crate) fn fresh(&mut self, of: Closure) -> FreeId {
        let id = self.store.fresh_free();
        self.memory.types.insert((id.0, 0), of);
        id
    }

    pub(crate) fn type_of_free(&self, id: FreeId) -> Answer<Closure> {
        self.memory.types.get((id.0, 0)).ok_or_else(|| Invalid::FreeVariable.into())
    }

    // Levels

    /// A part of a constant at the levels of a use.
    pub(crate) fn instance(&mut self, term: TermId, of: &Constant, levels: LevelsId) -> Answer<TermId> {
        if of.levels.is_empty() || !self.store.facts_at(term).has_level_parameter {
            return Ok(term);
        }
        let key = (term.0, levels.0);
        // Another constant may have the same part and call its parameters in another order.
        let parameters = |name: u32| self.environment.get(NameId(name)).map(|known| &known.levels);
        let is_alike = |&(name, _): &_| name == of.name.0 || parameters(name) == Some(&of.levels);
        if let Some((_, instance)) = self.memory.instances.get(key).filter(is_alike) {
            return Ok(TermId(instance));
        }
        let arguments = self.store.levels_at(levels).to_vec();
        let instance = self.store.instantiate_levels(term, &of.levels, &arguments);
        self.memory.instances.insert(key, (of.name.0, instance.0));
        Ok(instance)
    }

    /// Refuses undeclared parameters.
    pub(crate) fn check_levels(&mut self, levels: LevelsId) -> Answer<()> {
        let Some(declared) = &self.parameters else { return Ok(()) };
        let undeclared = self.store.undeclared_parameter(levels, declared, &mut self.memory.levels);
        undeclared.map_or(Ok(()), |name| Err(Invalid::UndeclaredLevel(name).into()))
    }

    // Heads

    fn head(&self, term: TermId) -> Option<Head<'a>> {
        let (head, count) = self.store.head(term);
        let Term::Constant(name, levels) = self.store.term_at(head) else { return None };
        self.environment.get(name).map(|constant| Head { constant, levels, count })
    }

    /// Whether there are as many levels as the constant has parameters.
    fn fits(&self, constant: &Constant, levels: LevelsId) -> bool {
        self.store.levels_at(levels).len() == constant.levels.len()
    }

    /// Name and levels of the constant at the head of a term, and the arguments.
    pub(crate) fn constant_spine(&self, term: TermId) -> Option<(NameId, LevelsId, Vec<TermId>)> {
        let (head, arguments) = self.store.spine(term);
        let Term::Constant(name, levels) = self.store.term_at(head) else { return None };
        Some((name, levels, arguments))
    }
}
