//! The judgements of the type theory over terms with free variables: typing, reduction, conversion.
//! Given by: declarations to be checked; rooms that build terms and want to know their types.
//! Gives: `Checker`, with `infer`, `whnf` and `convert`.
//! Holds: remembered answers depend on terms only: the type of a free variable never changes, and the environment does not while it is borrowed.

mod convert;
mod eta;
mod infer;
mod literal;
mod reduce;

use crate::environment::{Constant, Environment};
use crate::level::{LevelId, LevelsId};
use crate::name::NameId;
use crate::order;
use crate::rejection::{Answer, Invalid, Limit, Problem};
use crate::store::Store;
use crate::table::Memo;
use crate::term::{FreeId, Term, TermId};

/// Levels nested deeper than this are not judged.
pub(crate) const LEVEL_NESTING: u32 = 500;

/// How much may be spent on one declaration.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Nesting of judgements; each needs stack.
    pub depth: u32,
    /// Steps of reduction and comparison.
    pub steps: u64,
    /// Terms made on the way; each needs some fifty bytes.
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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mode {
    Check,
    Trust,
}

/// The values of the bound variables of an open term, as an index into `Memory::frames`.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Scope(u32);

impl Scope {
    pub(crate) const EMPTY: Scope = Scope(0);
}

/// A term with values for its loose variables: what comes out if they are put in, which is done only if it must be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Closure {
    pub(crate) term: TermId,
    pub(crate) scope: Scope,
}

impl Default for Closure {
    fn default() -> Self {
        Closure::of(TermId(0))
    }
}

impl Closure {
    /// A term without loose variables.
    pub(crate) fn of(term: TermId) -> Self {
        Closure { term, scope: Scope::EMPTY }
    }
}

/// One bound variable: its value, and the scope of the variables further out.
#[derive(Clone, Copy, Debug)]
struct Frame {
    outer: Scope,
    value: Closure,
}

/// Answers that were found already. Cleared for each declaration; the capacity stays.
#[derive(Clone, Default, Debug)]
pub(crate) struct Memory {
    /// (term, scope) → type, of terms that were checked.
    checked: Memo<Closure>,
    /// (term, scope) → type, of terms that are known to have one.
    trusted: Memo<Closure>,
    /// term → its form without outer beta, zeta, iota, and projections that reduce at once.
    cheap: Memo<u32>,
    /// term → its form without outer beta, zeta, iota and projections.
    core: Memo<u32>,
    /// term → weak head normal form.
    whnf: Memo<u32>,
    /// Ordered pair of terms → whether they are convertible.
    equal: Memo<u32>,
    /// (part of a constant, levels) → the constant, and the part at these levels.
    instances: Memo<(u32, u32)>,
    /// The same for what several declarations asked for: it stays, since constants and the terms of the lower tier do.
    lasting: Memo<(u32, u32)>,
    /// What was instantiated and may be asked for again.
    wanted: Vec<(TermId, NameId, LevelsId)>,
    /// Lists of levels that were checked.
    levels: Memo<()>,
    /// (type, binders open) → the free variable that stands for a bound one.
    locals: Memo<u32>,
    /// Free variable → type.
    types: Memo<u32>,
    /// (scope, value) → the scope extended.
    extended: Memo<u32>,
    frames: Vec<Frame>,
    /// (term, scope) → the term with the values put in.
    closed: Memo<u32>,
    /// Arguments that typing has yet to come to, those of the innermost application last.
    pending: Vec<TermId>,
}

impl Memory {
    pub(crate) fn clear(&mut self) {
        let memos = [
            &mut self.cheap,
            &mut self.core,
            &mut self.whnf,
            &mut self.equal,
            &mut self.locals,
            &mut self.types,
            &mut self.extended,
            &mut self.closed,
        ];
        memos.into_iter().for_each(Memo::clear);
        self.checked.clear();
        self.trusted.clear();
        self.instances.clear();
        self.levels.clear();
        self.wanted.clear();
        self.frames.clear();
        self.frames.push(Frame { outer: Scope::EMPTY, value: Closure::default() });
        self.pending.clear();
    }
}

/// Stands for an instance that was asked for by one declaration only.
const SEEN: u32 = u32::MAX;

impl Environment {
    /// Keeps the instances that the declaration just accepted is not the first to ask for.
    pub(crate) fn keep_instances(&mut self, store: &mut Store) {
        let mut memory = self.take_memory();
        for (term, name, levels) in memory.wanted.drain(..) {
            let key = (term.0, levels.0);
            let instance = match (memory.lasting.get(key), self.get(name)) {
                (Some((known, SEEN)), Some(constant)) if known == name.0 => {
                    let arguments = store.levels_at(levels).to_vec();
                    store.instantiate_levels(term, &constant.levels, &arguments).0
                }
                _ => SEEN,
            };
            memory.lasting.insert(key, (name.0, instance));
        }
        self.keep_memory(memory);
    }
}

/// Types terms, reduces them and compares them, in an environment.
pub struct Checker<'a> {
    pub(crate) store: &'a mut Store,
    pub(crate) environment: &'a Environment,
    memory: Memory,
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
    #[must_use]
    pub fn new(store: &'a mut Store, environment: &'a Environment) -> Self {
        Self::with_memory(store, environment, Memory::default())
    }

    pub(crate) fn with_memory(store: &'a mut Store, environment: &'a Environment, memory: Memory) -> Self {
        let last_term = store.term_count().saturating_add(environment.limits.terms);
        let mut checker =
            Checker { store, environment, memory, parameters: None, open: 0, depth: 0, steps: 0, last_term };
        checker.memory.clear();
        checker
    }

    pub(crate) fn into_memory(self) -> Memory {
        self.memory
    }

    /// The store, for building terms between questions.
    pub fn store(&mut self) -> &mut Store {
        self.store
    }

    /// Allows only these universe parameters from now on.
    pub fn declare_parameters(&mut self, parameters: &[NameId]) {
        self.memory.levels.clear();
        self.parameters = Some(parameters.to_vec());
    }

    /// Gives a free variable its type, once; the type may mention variables given before.
    pub fn declare_free(&mut self, variable: FreeId, of: TermId) {
        if self.memory.types.get((variable.0, 0)).is_none() {
            self.memory.types.insert((variable.0, 0), of.0);
        }
    }

    /// Checks a term and gives its type.
    ///
    /// # Errors
    /// If the term has no type, or a limit is reached.
    pub fn infer(&mut self, term: TermId) -> Result<TermId, Problem> {
        self.judge(term, |checker| {
            let of = checker.infer_in(term, Scope::EMPTY, Mode::Check)?;
            checker.close(of)
        })
    }

    /// The type of a term that is known to have one.
    ///
    /// # Errors
    /// If the term is seen to have no type, or a limit is reached.
    pub fn type_of(&mut self, term: TermId) -> Result<TermId, Problem> {
        self.judge(term, |checker| checker.trusted_type(term))
    }

    /// The weak head normal form of a term that has a type.
    ///
    /// # Errors
    /// If a limit is reached.
    pub fn whnf(&mut self, term: TermId) -> Result<TermId, Problem> {
        self.judge(term, |checker| checker.reduce(term))
    }

    /// Whether two terms that have types are the same by computation.
    ///
    /// # Errors
    /// If a limit is reached.
    pub fn convert(&mut self, a: TermId, b: TermId) -> Result<bool, Problem> {
        if self.store.loose(b) > 0 {
            return Err(Problem::Invalid(Invalid::LooseVariable));
        }
        self.judge(a, |checker| checker.equal(a, b))
    }

    /// Checks that a term has a type.
    ///
    /// # Errors
    /// If it does not, or a limit is reached.
    pub fn check(&mut self, term: TermId, of: TermId) -> Result<(), Problem> {
        self.judge(term, |checker| checker.expect(term, of))
    }

    fn judge<T>(
        &mut self,
        term: TermId,
        judgement: impl FnOnce(&mut Self) -> Answer<T>,
    ) -> Result<T, Problem> {
        if self.store.loose(term) > 0 {
            return Err(Problem::Invalid(Invalid::LooseVariable));
        }
        (self.open, self.depth, self.steps) = (0, 0, 0);
        self.memory.pending.clear();
        self.last_term = self.store.term_count().saturating_add(self.environment.limits.terms);
        judgement(self).map_err(|problem| *problem)
    }

    // Limits

    /// Enters a judgement inside another one.
    pub(crate) fn enter(&mut self) -> Answer<()> {
        self.depth += 1;
        if self.depth > self.environment.limits.depth {
            return Err(Limit::Depth.into());
        }
        self.step()
    }

    pub(crate) fn leave(&mut self) {
        self.depth -= 1;
    }

    pub(crate) fn step(&mut self) -> Answer<()> {
        self.steps += 1;
        if self.steps > self.environment.limits.steps {
            return Err(Limit::Steps.into());
        }
        if self.store.term_count() > self.last_term {
            return Err(Limit::Terms.into());
        }
        Ok(())
    }

    // Variables

    /// The free variable that stands for a bound one of this type under the binders open now; `bind` opens its binder.
    ///
    /// Two binders of the same type at the same place share a variable, so that answers about their bodies are shared too.
    /// It never meets itself in one term: below its binder every other variable is made with more binders open.
    pub(crate) fn local(&mut self, of: TermId) -> FreeId {
        let key = (of.0, self.open);
        self.open += 1;
        if let Some(id) = self.memory.locals.get(key) {
            return FreeId(id);
        }
        let id = self.store.fresh_free();
        self.memory.locals.insert(key, id.0);
        self.memory.types.insert((id.0, 0), of.0);
        id
    }

    /// A new free variable of this type, unlike all others.
    pub(crate) fn fresh(&mut self, of: TermId) -> FreeId {
        let id = self.store.fresh_free();
        self.memory.types.insert((id.0, 0), of.0);
        id
    }

    pub(crate) fn type_of_free(&self, id: FreeId) -> Answer<TermId> {
        let of = self.memory.types.get((id.0, 0)).map(TermId);
        of.ok_or_else(|| Invalid::FreeVariable.into())
    }

    /// Adds the value of one more bound variable, a term without loose variables.
    /// The same extension has the same scope, so that answers about terms in it are shared.
    pub(crate) fn extend(&mut self, scope: Scope, value: TermId) -> Scope {
        let key = (scope.0, value.0);
        if let Some(extended) = self.memory.extended.get(key) {
            return Scope(extended);
        }
        let extended = self.push_frame(scope, Closure::of(value));
        self.memory.extended.insert(key, extended.0);
        extended
    }

    /// Adds the value of one more variable of a type.
    pub(crate) fn bind(&mut self, scope: Scope, value: Closure) -> Scope {
        let value = match self.store.term_at(value.term) {
            Term::Bound(index) => self.value_in(value.scope, index).unwrap_or(value),
            _ => value,
        };
        self.push_frame(scope, value)
    }

    fn push_frame(&mut self, outer: Scope, value: Closure) -> Scope {
        let extended = u32::try_from(self.memory.frames.len()).unwrap_or(u32::MAX);
        self.memory.frames.push(Frame { outer, value });
        Scope(extended)
    }

    /// The value of a bound variable.
    pub(crate) fn value_in(&self, scope: Scope, index: u32) -> Answer<Closure> {
        value_in(&self.memory.frames, scope, index).ok_or_else(|| Invalid::LooseVariable.into())
    }

    /// Puts the values in place of the bound variables.
    pub(crate) fn close(&mut self, closure: Closure) -> Answer<TermId> {
        let loose = self.store.loose(closure.term);
        if loose == 0 {
            return Ok(closure.term);
        }
        self.value_in(closure.scope, loose - 1)?;
        Ok(close(self.store, &self.memory.frames, &mut self.memory.closed, closure))
    }

    /// Whether two closures are seen to be the same term without building it, up to names of binders; false is no answer.
    pub(crate) fn same(&self, a: Closure, b: Closure) -> bool {
        let mut likeness = Likeness { store: self.store, frames: &self.memory.frames, steps: LIKENESS };
        likeness.same((a, 0), (b, 0))
    }

    // Levels

    /// A part of a constant at the levels of a use.
    pub(crate) fn instance(&mut self, term: TermId, of: &Constant, levels: LevelsId) -> Answer<TermId> {
        if of.levels.is_empty() || !self.store.has_level_parameter(term) {
            return Ok(term);
        }
        let key = (term.0, levels.0);
        let memory = &self.memory;
        // Another constant may have the same part and call its parameters in another order.
        let known = memory.lasting.get(key).filter(|known| known.0 == of.name.0 && known.1 != SEEN);
        let known = known.or_else(|| memory.instances.get(key).filter(|known| known.0 == of.name.0));
        if let Some((_, instance)) = known {
            return Ok(TermId(instance));
        }
        let arguments = self.store.levels_at(levels).to_vec();
        if arguments.iter().any(|&level| self.store.level_nesting(level) > LEVEL_NESTING) {
            return Err(Limit::LevelNesting.into());
        }
        let instance = self.store.instantiate_levels(term, &of.levels, &arguments);
        self.memory.instances.insert(key, (of.name.0, instance.0));
        if self.store.outlasts_mark(levels) {
            self.memory.wanted.push((term, of.name, levels));
        }
        Ok(instance)
    }

    /// Refuses undeclared parameters and levels too deep to compare, in the arguments of a constant.
    pub(crate) fn check_levels(&mut self, levels: LevelsId) -> Answer<()> {
        let key = (levels.0, 0);
        if self.memory.levels.get(key).is_none() {
            self.store.levels_at(levels).iter().try_for_each(|&level| self.check_level(level))?;
            self.memory.levels.insert(key, ());
        }
        Ok(())
    }

    /// Refuses undeclared parameters and levels too deep to compare.
    pub(crate) fn check_level(&self, level: LevelId) -> Answer<()> {
        if self.store.level_nesting(level) > LEVEL_NESTING {
            return Err(Limit::LevelNesting.into());
        }
        match &self.parameters {
            Some(declared) if self.store.level_has_parameter(level) => self.check_parameters(level, declared),
            _ => Ok(()),
        }
    }

    fn check_parameters(&self, level: LevelId, declared: &[NameId]) -> Answer<()> {
        match self.store.undeclared_parameter(level, declared) {
            Some(name) => Err(Invalid::UndeclaredLevel(name).into()),
            None => Ok(()),
        }
    }

    pub(crate) fn equal_levels(&self, a: LevelsId, b: LevelsId) -> Answer<bool> {
        if a == b {
            return Ok(true);
        }
        let (a, b) = (self.store.levels_at(a), self.store.levels_at(b));
        if a.len() != b.len() {
            return Ok(false);
        }
        for (&a, &b) in a.iter().zip(b) {
            if !order::equal(self.store, a, b)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Name and levels of the constant at the head of a term, and the arguments.
    pub(crate) fn constant_spine(&self, term: TermId) -> Option<(NameId, LevelsId, Vec<TermId>)> {
        let (head, arguments) = self.store.spine(term);
        match self.store.term_at(head) {
            Term::Constant(name, levels) => Some((name, levels, arguments)),
            _ => None,
        }
    }
}

fn value_in(frames: &[Frame], scope: Scope, index: u32) -> Option<Closure> {
    let mut scope = scope;
    for _ in 0..index {
        scope = frames[scope.0 as usize].outer;
    }
    (scope != Scope::EMPTY).then(|| frames[scope.0 as usize].value)
}

fn close(store: &mut Store, frames: &[Frame], closed: &mut Memo<u32>, closure: Closure) -> TermId {
    let Closure { term, scope } = closure;
    if store.loose(term) == 0 {
        return term;
    }
    if let Term::Bound(index) = store.term_at(term) {
        return value_in(frames, scope, index).map_or(term, |value| close(store, frames, closed, value));
    }
    if let Some(known) = closed.get((term.0, scope.0)) {
        return TermId(known);
    }
    let result = store.rewrite(term, 0, |store, part, depth| match store.term_at(part) {
        _ if store.loose(part) <= depth => Some(part),
        Term::Bound(index) => {
            let value = value_in(frames, scope, index - depth);
            Some(value.map_or(part, |value| close(store, frames, closed, value)))
        }
        _ => None,
    });
    closed.insert((term.0, scope.0), result.0);
    result
}

/// More steps than this are not spent on a comparison of closures.
const LIKENESS: u32 = 256;

/// A comparison of closures.
struct Likeness<'a> {
    store: &'a Store,
    frames: &'a [Frame],
    steps: u32,
}

impl Likeness<'_> {
    /// Each closure with the number of binders crossed on the way to it since its scope began.
    fn same(&mut self, a: (Closure, u32), b: (Closure, u32)) -> bool {
        let (mut a, mut b) = (a, b);
        loop {
            (a, b) = (self.value(a), self.value(b));
            let ((x, under), (y, others)) = (a, b);
            if x.term == y.term {
                let here = self.store.loose(x.term) <= under.min(others);
                if here || under == others && x.scope == y.scope {
                    return true;
                }
            }
            self.steps = self.steps.saturating_sub(1);
            let at = |x: Closure, term| Closure { term, ..x };
            if self.steps == 0 || self.store.loose(x.term) == 0 && self.store.loose(y.term) == 0 {
                return false;
            }
            match (self.store.term_at(x.term), self.store.term_at(y.term)) {
                (Term::Apply(f, c), Term::Apply(g, d)) => {
                    if !self.same((at(x, c), under), (at(y, d), others)) {
                        return false;
                    }
                    (a, b) = ((at(x, f), under), (at(y, g), others));
                }
                (Term::Pi(_, d, c), Term::Pi(_, e, f)) | (Term::Lambda(_, d, c), Term::Lambda(_, e, f)) => {
                    if !self.same((at(x, d), under), (at(y, e), others)) {
                        return false;
                    }
                    (a, b) = ((at(x, c), under + 1), (at(y, f), others + 1));
                }
                (Term::Project(s, i, c), Term::Project(t, j, d)) if (s, i) == (t, j) => {
                    (a, b) = ((at(x, c), under), (at(y, d), others));
                }
                (Term::Bound(i), Term::Bound(j)) => return i == j && i < under && j < others,
                _ => return false,
            }
        }
    }

    /// The value of a variable whose binder was not crossed; other terms as they are.
    fn value(&self, (closure, under): (Closure, u32)) -> (Closure, u32) {
        let (mut closure, mut under) = (closure, under);
        while let Term::Bound(index) = self.store.term_at(closure.term)
            && let Some(outer) = index.checked_sub(under)
            && let Some(value) = value_in(self.frames, closure.scope, outer)
        {
            (closure, under) = (value, 0);
        }
        (closure, under)
    }
}
