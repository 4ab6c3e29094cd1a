//! One run of elaboration: what it works on, its limits and its caches.
//! Given by: the commands, or whoever elaborates a single term.
//! Gives: `Elaborator`, on which all passes of this folder are methods.
//! Holds: nesting and number of steps are bounded; a limit shows as `Failure::Limit`, never as a crash.

use super::infer::Outcome;
use super::known::Known;
use super::pending::Pending;
use super::problem::{Failure, Problem};
use super::reduce::Projection;
use super::scope::Scope;
use super::state::State;
use super::variables::{Context, Variables};
use crate::syntax::span::Span;
use kernel::{Environment, FreeId, LevelId, NameId, Store, TermId};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Deepest nesting of recursive steps.
const NESTING_LIMIT: u32 = 3_000;
/// Steps that one command may take.
pub const STEP_LIMIT: u64 = 20_000_000;

/// What may be unfolded.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Transparency {
    /// Definitions marked reducible.
    Reducible,
    /// These and instances.
    Instances,
    /// All definitions that are not marked irreducible.
    Default,
    /// All definitions.
    All,
}

/// Answers that stay true during a command.
#[derive(Default)]
pub(crate) struct Caches {
    pub(crate) facts: Vec<u8>,
    pub(crate) inferred: FxHashMap<TermId, TermId>,
    pub(crate) reduced: FxHashMap<(TermId, Transparency), TermId>,
    pub(crate) instantiated: FxHashMap<TermId, TermId>,
    pub(crate) instantiated_at: u64,
    pub(crate) auxiliary: FxHashMap<NameId, bool>,
    pub(crate) projections: FxHashMap<NameId, Option<Projection>>,
    pub(crate) instances: FxHashMap<(TermId, Vec<FreeId>), Option<TermId>>,
    pub(crate) equations: FxHashMap<NameId, Rc<Vec<super::equations::Equation>>>,
}

/// A run of elaboration.
pub struct Elaborator<'a> {
    /// Names, levels, terms.
    pub store: &'a mut Store,
    /// The declarations so far.
    pub environment: &'a mut Environment,
    /// Scopes, instances, attributes.
    pub state: &'a mut State,
    /// Hypotheses and holes.
    pub variables: Variables,
    /// The hypotheses in scope.
    pub context: Context,
    /// Names that elaboration itself writes down.
    pub known: Known,
    /// How much may be unfolded.
    pub transparency: Transparency,
    /// What was found wrong in the present command.
    pub problems: Vec<Problem>,
    /// What is bound by the command that is being elaborated.
    pub(crate) scope: Scope,
    pub(crate) pending: Rc<Vec<Rc<Pending>>>,
    pub(crate) may_postpone: bool,
    /// Whether `?name` makes a goal, as in `refine`.
    pub allow_goals: bool,
    /// The goals made so.
    pub goal_holes: Vec<(NameId, FreeId)>,
    /// Where the pattern stands that is being split.
    pub(crate) split_span: Span,
    pub(crate) postponed_levels: Vec<(LevelId, LevelId)>,
    pub(crate) carried: FxHashMap<FreeId, TermId>,
    pub(crate) caches: Caches,
    /// Nesting of instance searches.
    pub(crate) depth: u32,
    pub(crate) nesting: u32,
    pub(crate) steps: u64,
    pub(crate) exhausted: bool,
}

impl<'a> Elaborator<'a> {
    /// Starts a run.
    pub fn new(store: &'a mut Store, environment: &'a mut Environment, state: &'a mut State) -> Self {
        let base = store.fresh_free();
        let known = Known::new(store);
        Elaborator {
            store,
            environment,
            state,
            variables: Variables::new(base),
            context: Context::default(),
            known,
            transparency: Transparency::Default,
            problems: Vec::new(),
            scope: Scope::default(),
            pending: Rc::default(),
            may_postpone: true,
            allow_goals: false,
            goal_holes: Vec::new(),
            split_span: Span::default(),
            postponed_levels: Vec::new(),
            carried: FxHashMap::default(),
            caches: Caches::default(),
            depth: 0,
            nesting: 0,
            steps: STEP_LIMIT,
            exhausted: false,
        }
    }

    /// Forgets what belongs to the last command.
    pub(crate) fn start_command(&mut self) {
        self.context = Context::default();
        self.transparency = Transparency::Default;
        self.scope = Scope::default();
        self.pending = Rc::default();
        self.may_postpone = true;
        self.allow_goals = false;
        self.goal_holes.clear();
        self.postponed_levels.clear();
        self.carried.clear();
        self.caches.inferred.clear();
        self.caches.reduced.clear();
        self.caches.instances.clear();
        self.depth = 0;
        self.nesting = 0;
        self.steps = STEP_LIMIT;
        self.exhausted = false;
    }

    /// Enters a recursive step.
    ///
    /// # Errors
    /// If the nesting is too deep or the steps are used up.
    pub fn enter(&mut self) -> Outcome<()> {
        if self.nesting >= NESTING_LIMIT {
            self.exhausted = true;
            return Err(Failure::Limit);
        }
        self.tick()?;
        self.nesting += 1;
        Ok(())
    }

    /// Leaves a recursive step.
    pub fn leave(&mut self) {
        self.nesting = self.nesting.saturating_sub(1);
    }

    /// Counts a step.
    ///
    /// # Errors
    /// If the steps are used up.
    pub fn tick(&mut self) -> Outcome<()> {
        match self.steps.checked_sub(1) {
            Some(steps) => {
                self.steps = steps;
                Ok(())
            }
            None => {
                self.exhausted = true;
                Err(Failure::Limit)
            }
        }
    }
}
