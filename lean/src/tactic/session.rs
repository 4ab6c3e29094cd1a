//! The goals of a tactic block, and how tactics are run on them.
//! Given by: `run`, and tactics that contain others.
//! Gives: the list of goals, the first of which tactics work on.
//! Holds: a tactic that fails leaves goals and assignments as `attempt` found them.

use super::fault::TacticFault;
use crate::elaborate::infer::Outcome;
use crate::elaborate::problem::{Failure, Fault, GoalFault};
use crate::elaborate::session::Elaborator;
use crate::syntax::span::Span;
use crate::syntax::tree::{TacticBlock, Term as Syntax};
use kernel::{FreeId, TermId};

/// A run of tactics.
pub(super) struct Tactics<'t, 'a> {
    /// Where terms are elaborated and goals are kept.
    pub(super) elaborator: &'t mut Elaborator<'a>,
    /// What is to be proved; those in front may be assigned already.
    pub(super) goals: Vec<FreeId>,
    /// The tactic that is run.
    pub(super) span: Span,
}

impl<'t, 'a> Tactics<'t, 'a> {
    pub(super) fn new(elaborator: &'t mut Elaborator<'a>, span: Span) -> Self {
        Tactics { elaborator, goals: Vec::new(), span }
    }

    /// Runs a block on one goal and demands that nothing is left; the other goals stay.
    pub(super) fn prove(&mut self, goal: FreeId, block: &TacticBlock) -> Outcome<()> {
        let others = std::mem::replace(&mut self.goals, vec![goal]);
        self.run_block(block)?;
        self.span = block.span;
        self.demand_nothing_left()?;
        self.goals = others;
        Ok(())
    }

    pub(super) fn demand_nothing_left(&mut self) -> Outcome<()> {
        self.prune();
        if self.goals.is_empty() {
            return Ok(());
        }
        let goals = self.shown_goals();
        Err(Failure::at(self.span, Fault::Goals(GoalFault::Unsolved, goals)))
    }

    pub(super) fn run_block(&mut self, block: &TacticBlock) -> Outcome<()> {
        block.tactics.iter().try_for_each(|tactic| self.run_tactic(tactic))
    }

    /// Runs a block on one goal; answers the goals that it leaves.
    pub(super) fn run_on(&mut self, goal: FreeId, block: &TacticBlock) -> Outcome<Vec<FreeId>> {
        let others = std::mem::replace(&mut self.goals, vec![goal]);
        let result = self.run_block(block);
        self.prune();
        let left = std::mem::replace(&mut self.goals, others);
        result.map(|()| left)
    }

    /// Runs; if that fails, goals and assignments are as before.
    pub(super) fn attempt<T>(&mut self, run: impl FnOnce(&mut Tactics<'_, 'a>) -> Outcome<T>) -> Outcome<T> {
        let goals = self.goals.clone();
        let span = self.span;
        let (result, after) = {
            let mut after = goals.clone();
            let result = self.elaborator.attempt(|elaborator| {
                let mut inner = Tactics { elaborator, goals: std::mem::take(&mut after), span };
                let result = run(&mut inner);
                after = inner.goals;
                result
            });
            (result, after)
        };
        self.goals = if result.is_ok() { after } else { goals };
        result
    }

    /// Forgets the goals that have a value.
    pub(super) fn prune(&mut self) {
        let elaborator = &self.elaborator;
        self.goals.retain(|&goal| elaborator.is_open(goal));
    }

    /// The goal that tactics work on.
    pub(super) fn main_goal(&mut self) -> Outcome<FreeId> {
        self.prune();
        match self.goals.first() {
            Some(&goal) => Ok(goal),
            None => Err(self.failed(TacticFault::NoGoals)),
        }
    }

    /// Takes the goal that tactics work on out of the list.
    pub(super) fn take_goal(&mut self) -> Outcome<FreeId> {
        let goal = self.main_goal()?;
        self.goals.remove(0);
        Ok(goal)
    }

    /// Puts goals in front of the others.
    pub(super) fn put_goals(&mut self, goals: impl IntoIterator<Item = FreeId>) {
        self.goals.splice(0..0, goals);
    }

    pub(super) fn shown_goals(&mut self) -> Vec<crate::elaborate::problem::Goal> {
        self.prune();
        let goals = self.goals.clone();
        goals.into_iter().map(|goal| self.elaborator.shown(goal)).collect()
    }

    /// The failure of the present tactic.
    pub(super) fn failed(&mut self, fault: TacticFault) -> Failure {
        let goals = self.shown_goals();
        Failure::at(self.span, Fault::Goals(GoalFault::Failed(fault), goals))
    }

    /// The failure of the present tactic on a goal that was taken.
    pub(super) fn failed_on(&mut self, goal: FreeId, fault: TacticFault) -> Failure {
        if self.elaborator.is_open(goal) && !self.goals.contains(&goal) {
            self.put_goals([goal]);
        }
        self.failed(fault)
    }

    /// Elaborates a term in the context of a goal; it may not leave anything open.
    pub(super) fn term(&mut self, goal: FreeId, syntax: &Syntax, of: Option<TermId>) -> Outcome<TermId> {
        self.elaborator.in_goal(goal, |elaborator| {
            let term = elaborator.settled(|elaborator| match of {
                Some(of) => elaborator.elaborate_as(syntax, of),
                None => elaborator.elaborate(syntax, None),
            })?;
            Ok(elaborator.instantiate(term))
        })
    }

    /// Elaborates a type in the context of a goal.
    pub(super) fn type_term(&mut self, goal: FreeId, syntax: &Syntax) -> Outcome<TermId> {
        self.elaborator.in_goal(goal, |elaborator| {
            let of = elaborator.settled(|elaborator| elaborator.elaborate_type(syntax))?;
            Ok(elaborator.instantiate(of))
        })
    }

    /// The hypothesis of a name.
    pub(super) fn hypothesis(
        &mut self,
        goal: FreeId,
        identifier: &crate::syntax::tree::Identifier,
    ) -> Outcome<FreeId> {
        let name = self.elaborator.name_of_parts(&identifier.parts);
        let found = self.elaborator.in_goal(goal, |elaborator| elaborator.find_local(name));
        found.ok_or_else(|| Failure::at(identifier.span, Fault::UnknownName(identifier.dotted())))
    }
}
