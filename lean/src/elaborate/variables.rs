//! What is known of free variables: hypotheses with name, type and value; holes with type, context and assignment.
//! Given by: `metavariables` and the passes that open binders.
//! Gives: entries by `FreeId`, and assignments that can be taken back.
//! Holds: entries are never removed; a hole is assigned at most once on every path that is not taken back.

use ena::snapshot_vec::{Snapshot, SnapshotVec, SnapshotVecDelegate};
use kernel::{BinderKind, FreeId, LevelId, NameId, TermId};
use std::rc::Rc;

/// The hypotheses in scope, outermost first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context(Rc<Vec<FreeId>>);

impl Context {
    /// The variables, outermost first.
    #[must_use]
    pub fn variables(&self) -> &[FreeId] {
        &self.0
    }

    /// Whether a variable is in scope.
    #[must_use]
    pub fn contains(&self, variable: FreeId) -> bool {
        self.0.iter().rev().any(|&candidate| candidate == variable)
    }

    /// Adds a variable at the inner end.
    pub fn push(&mut self, variable: FreeId) {
        Rc::make_mut(&mut self.0).push(variable);
    }

    /// The same context with only the variables that pass the test.
    #[must_use]
    pub fn filter(&self, keep: impl Fn(FreeId) -> bool) -> Context {
        Context(Rc::new(self.0.iter().copied().filter(|&variable| keep(variable)).collect()))
    }

    /// Whether every variable of this context is in the other one.
    #[must_use]
    pub fn is_within(&self, other: &Context) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.0.iter().all(|&variable| other.contains(variable))
    }
}

impl FromIterator<FreeId> for Context {
    fn from_iter<I: IntoIterator<Item = FreeId>>(variables: I) -> Self {
        Context(Rc::new(variables.into_iter().collect()))
    }
}

/// A hypothesis.
#[derive(Clone, Copy, Debug)]
pub struct Local {
    /// The name by which it can be mentioned.
    pub name: NameId,
    /// How it is given as an argument once it is abstracted.
    pub kind: BinderKind,
    /// Its type.
    pub of: TermId,
    /// Its value, for a variable bound by `let`.
    pub value: Option<TermId>,
}

/// Who may assign a hole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MetaKind {
    /// Unification.
    Natural,
    /// Instance search; unification may, and the instance is compared afterwards.
    Synthetic,
    /// Only whoever made it: a goal, or a term whose elaboration is postponed.
    Opaque,
}

/// A hole.
#[derive(Clone, Debug)]
pub struct Meta {
    /// The name shown to people.
    pub name: NameId,
    /// Its type.
    pub of: TermId,
    /// The hypotheses that its value may mention.
    pub context: Context,
    /// Who may assign it.
    pub kind: MetaKind,
    /// The nesting of instance searches in which it was made; holes of outer ones are constants.
    pub depth: u32,
}

/// What a free variable is.
#[derive(Clone, Debug)]
pub enum Variable {
    /// A hypothesis.
    Local(Local),
    /// A hole.
    Meta(Meta),
}

/// What stands for a hole.
#[derive(Clone, Debug)]
pub enum Assignment {
    /// A term in the context of the hole.
    Term(TermId),
    /// Applied to as many arguments as variables: the value of the other hole with arguments for the variables,
    /// as soon as that value is complete.
    Delayed(Rc<[FreeId]>, FreeId),
}

#[derive(Clone, Debug, Default)]
struct Terms;
#[derive(Clone, Debug, Default)]
struct Levels;

impl SnapshotVecDelegate for Terms {
    type Value = Option<Assignment>;
    type Undo = ();
    fn reverse(_: &mut Vec<Self::Value>, (): ()) {}
}

impl SnapshotVecDelegate for Levels {
    type Value = Option<LevelId>;
    type Undo = ();
    fn reverse(_: &mut Vec<Self::Value>, (): ()) {}
}

/// A point to which assignments can be taken back.
pub struct Mark {
    terms: Snapshot,
    levels: Snapshot,
}

/// All free variables of one run of elaboration, and the level holes.
pub struct Variables {
    base: usize,
    entries: Vec<Option<Variable>>,
    terms: SnapshotVec<Terms>,
    levels: SnapshotVec<Levels>,
    level_depths: Vec<u32>,
    /// Counts assignments, for caches that depend on them.
    generation: u64,
}

impl Variables {
    /// Tables for variables from `base` on.
    #[must_use]
    pub fn new(base: FreeId) -> Self {
        Variables {
            base: base.index(),
            entries: Vec::new(),
            terms: SnapshotVec::new(),
            levels: SnapshotVec::new(),
            level_depths: Vec::new(),
            generation: 0,
        }
    }

    fn slot(&self, id: FreeId) -> Option<usize> {
        id.index().checked_sub(self.base)
    }

    /// Says what a variable is.
    pub fn declare(&mut self, id: FreeId, variable: Variable) {
        let Some(slot) = self.slot(id) else { return };
        if self.entries.len() <= slot {
            self.entries.resize(slot + 1, None);
        }
        self.entries[slot] = Some(variable);
    }

    fn entry(&self, id: FreeId) -> Option<&Variable> {
        self.entries.get(self.slot(id)?)?.as_ref()
    }

    /// The hypothesis of an id.
    #[must_use]
    pub fn local(&self, id: FreeId) -> Option<&Local> {
        match self.entry(id)? {
            Variable::Local(local) => Some(local),
            Variable::Meta(_) => None,
        }
    }

    /// The hypothesis of an id, to be changed.
    pub fn local_mut(&mut self, id: FreeId) -> Option<&mut Local> {
        let slot = self.slot(id)?;
        match self.entries.get_mut(slot)?.as_mut()? {
            Variable::Local(local) => Some(local),
            Variable::Meta(_) => None,
        }
    }

    /// The hole of an id.
    #[must_use]
    pub fn meta(&self, id: FreeId) -> Option<&Meta> {
        match self.entry(id)? {
            Variable::Meta(meta) => Some(meta),
            Variable::Local(_) => None,
        }
    }

    /// The hole of an id, to be changed.
    pub fn meta_mut(&mut self, id: FreeId) -> Option<&mut Meta> {
        let slot = self.slot(id)?;
        match self.entries.get_mut(slot)?.as_mut()? {
            Variable::Meta(meta) => Some(meta),
            Variable::Local(_) => None,
        }
    }

    /// What was assigned to a hole.
    #[must_use]
    pub fn assignment(&self, id: FreeId) -> Option<&Assignment> {
        let slot = self.slot(id)?;
        if slot < self.terms.len() { self.terms.get(slot).as_ref() } else { None }
    }

    /// Assigns a hole.
    pub fn assign(&mut self, id: FreeId, value: Assignment) {
        let Some(slot) = self.slot(id) else { return };
        while self.terms.len() <= slot {
            self.terms.push(None);
        }
        self.terms.set(slot, Some(value));
        self.generation += 1;
    }

    /// A level hole that occurs nowhere yet, by its number.
    pub fn fresh_level(&mut self, depth: u32) -> u64 {
        self.level_depths.push(depth);
        (self.level_depths.len() - 1) as u64
    }

    /// The depth at which a level hole was made.
    #[must_use]
    pub fn level_depth(&self, number: u64) -> u32 {
        self.level_depths.get(slot_of(number)).copied().unwrap_or(0)
    }

    /// What was assigned to a level hole.
    #[must_use]
    pub fn level(&self, number: u64) -> Option<LevelId> {
        let slot = slot_of(number);
        if slot < self.levels.len() { *self.levels.get(slot) } else { None }
    }

    /// Assigns a level hole.
    pub fn assign_level(&mut self, number: u64, value: LevelId) {
        let slot = slot_of(number);
        while self.levels.len() <= slot {
            self.levels.push(None);
        }
        self.levels.set(slot, Some(value));
        self.generation += 1;
    }

    /// A number that changes whenever an assignment is made or taken back.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Starts to record assignments.
    pub fn mark(&mut self) -> Mark {
        Mark { terms: self.terms.start_snapshot(), levels: self.levels.start_snapshot() }
    }

    /// Takes back all assignments since the mark.
    pub fn roll_back(&mut self, mark: Mark) {
        self.levels.rollback_to(mark.levels);
        self.terms.rollback_to(mark.terms);
        self.generation += 1;
    }

    /// Keeps all assignments since the mark.
    pub fn keep(&mut self, mark: Mark) {
        self.levels.commit(mark.levels);
        self.terms.commit(mark.terms);
    }
}

fn slot_of(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
