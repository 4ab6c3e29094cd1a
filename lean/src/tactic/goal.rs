//! Steps on one goal: what every tactic is made of.
//! Given by: the tactics.
//! Gives: new goals, and the assignment of the old one.
//! Holds: the old goal's value is a term over the new goals; contexts of new goals hold what that term binds.

use crate::elaborate::infer::Outcome;
use crate::elaborate::problem::{Failure, Goal};
use crate::elaborate::session::Elaborator;
use crate::elaborate::variables::{Context, MetaKind};
use kernel::{BinderKind, FreeId, NameId, Term, TermId};
use rustc_hash::FxHashMap;

impl Elaborator<'_> {
    /// What is to be proved.
    pub(super) fn target(&mut self, goal: FreeId) -> TermId {
        match self.variables.meta(goal).map(|meta| meta.of) {
            Some(of) => self.instantiate(of),
            None => self.store.proposition(),
        }
    }

    /// The hypotheses of a goal.
    pub(super) fn goal_context(&self, goal: FreeId) -> Context {
        self.variables.meta(goal).map(|meta| meta.context.clone()).unwrap_or_default()
    }

    /// The tag of a goal.
    pub(super) fn tag(&self, goal: FreeId) -> NameId {
        self.variables.meta(goal).map_or(NameId::ANONYMOUS, |meta| meta.name)
    }

    /// Gives a goal a tag.
    pub(super) fn set_tag(&mut self, goal: FreeId, tag: NameId) {
        if let Some(meta) = self.variables.meta_mut(goal) {
            meta.name = tag;
        }
    }

    /// Runs in the context of a goal.
    pub(super) fn in_goal<T>(&mut self, goal: FreeId, run: impl FnOnce(&mut Self) -> T) -> T {
        let context = self.goal_context(goal);
        self.in_context(context, run)
    }

    /// A goal in the present context.
    pub(super) fn new_goal(&mut self, of: TermId, tag: NameId) -> FreeId {
        self.fresh_meta_of(of, MetaKind::Opaque, tag)
    }

    /// Moves the first binder of the target into the context; answers the hypothesis and the new goal.
    pub(super) fn introduce(
        &mut self,
        goal: FreeId,
        name: Option<NameId>,
    ) -> Outcome<Option<(FreeId, FreeId)>> {
        let target = self.target(goal);
        let mut target = self.whnf_core_keeping_let(target);
        if !matches!(self.store.term_at(target), Term::Pi(..) | Term::Let { .. }) {
            target = self.in_goal(goal, |this| this.whnf(target));
        }
        let tag = self.tag(goal);
        self.in_goal(goal, |this| {
            let (local, body) = match this.store.term_at(target) {
                Term::Pi(binder, domain, body) => {
                    let name = name.unwrap_or_else(|| this.inaccessible(binder.name));
                    (this.push_local(name, BinderKind::Explicit, domain), body)
                }
                Term::Let { name: written, of, value, body } => {
                    let name = name.unwrap_or_else(|| this.inaccessible(written));
                    (this.push_let(name, of, value), body)
                }
                _ => return Ok(None),
            };
            let variable = this.store.free(local);
            let body = this.store.instantiate(body, &[variable]);
            let body = this.head_beta(body);
            let new = this.new_goal(body, tag);
            let hole = this.store.free(new);
            let value = this.bind_lambda(&[local], hole)?;
            this.assign(goal, value);
            Ok(Some((local, new)))
        })
    }

    /// A `let` at the head stays; anything else is reduced without unfolding.
    fn whnf_core_keeping_let(&mut self, target: TermId) -> TermId {
        match self.store.term_at(target) {
            Term::Let { .. } | Term::Pi(..) => target,
            _ => self.whnf_core(target),
        }
    }

    /// Moves hypotheses, and those that depend on them, into the target; answers them in order, and the new goal.
    pub(super) fn revert(&mut self, goal: FreeId, variables: &[FreeId]) -> Outcome<(Vec<FreeId>, FreeId)> {
        let context = self.goal_context(goal);
        let mut moved = self.dependents(variables, context.variables());
        moved.extend(variables);
        let moved: Vec<FreeId> =
            context.variables().iter().copied().filter(|variable| moved.contains(variable)).collect();
        let target = self.target(goal);
        let of = self.bind_pi(&moved, target)?;
        let new = self.goal_without(goal, &moved, of);
        let hole = self.store.free(new);
        let value = self.apply_locals(hole, &moved);
        self.assign(goal, value);
        Ok((moved, new))
    }

    /// A goal with another target and without some hypotheses; the old one is not assigned.
    pub(super) fn goal_without(&mut self, goal: FreeId, without: &[FreeId], of: TermId) -> FreeId {
        let context = self.goal_context(goal).filter(|variable| !without.contains(&variable));
        let tag = self.tag(goal);
        self.fresh_meta_in(context, of, MetaKind::Opaque, tag)
    }

    /// A function applied to hypotheses, those with a value left out.
    pub(super) fn apply_locals(&mut self, function: TermId, locals: &[FreeId]) -> TermId {
        let mut arguments = Vec::with_capacity(locals.len());
        for &local in locals {
            if self.variables.local(local).is_some_and(|it| it.value.is_none()) {
                arguments.push(self.store.free(local));
            }
        }
        self.store.apply(function, &arguments)
    }

    /// Introduces hypotheses that were reverted, under their names; notes what they are now.
    pub(super) fn introduce_again(
        &mut self,
        goal: FreeId,
        reverted: &[FreeId],
        renewed: &mut FxHashMap<FreeId, FreeId>,
    ) -> Outcome<FreeId> {
        let mut goal = goal;
        for &old in reverted {
            let name = self.variables.local(old).map(|local| local.name);
            let Some((local, next)) = self.introduce(goal, name)? else { return Err(Failure::Ill) };
            renewed.insert(old, local);
            goal = next;
        }
        Ok(goal)
    }

    /// Adds a hypothesis with its proof; answers it and the new goal.
    pub(super) fn assert(
        &mut self,
        goal: FreeId,
        name: NameId,
        of: TermId,
        proof: TermId,
    ) -> Outcome<(FreeId, FreeId)> {
        let (target, tag) = (self.target(goal), self.tag(goal));
        self.in_goal(goal, |this| {
            let local = this.push_local(name, BinderKind::Explicit, of);
            let new = this.new_goal(target, tag);
            let hole = this.store.free(new);
            let function = this.bind_lambda(&[local], hole)?;
            let value = this.store.apply(function, &[proof]);
            this.assign(goal, value);
            Ok((local, new))
        })
    }

    /// Adds a variable with a value that stays visible.
    pub(super) fn define(
        &mut self,
        goal: FreeId,
        name: NameId,
        of: TermId,
        value: TermId,
    ) -> Outcome<FreeId> {
        let (target, tag) = (self.target(goal), self.tag(goal));
        self.in_goal(goal, |this| {
            let local = this.push_let(name, of, value);
            let new = this.new_goal(target, tag);
            let hole = this.store.free(new);
            let value = this.bind_lambda(&[local], hole)?;
            this.assign(goal, value);
            Ok(new)
        })
    }

    /// Takes hypotheses out of the context; nothing if something else mentions one.
    pub(super) fn clear(&mut self, goal: FreeId, variables: &[FreeId]) -> Option<FreeId> {
        let context = self.goal_context(goal);
        let target = self.target(goal);
        let mentioned = self.free_variables(target);
        let used = mentioned.iter().any(|variable| variables.contains(variable));
        if used || !self.dependents(variables, context.variables()).is_empty() {
            return None;
        }
        let new = self.goal_without(goal, variables, target);
        let value = self.store.free(new);
        self.assign(goal, value);
        Some(new)
    }

    /// Puts a hypothesis with another type and proof in the place of one; the old one stays if others depend on it.
    pub(super) fn replace(
        &mut self,
        goal: FreeId,
        old: FreeId,
        of: TermId,
        proof: TermId,
    ) -> Outcome<(FreeId, FreeId)> {
        let name = self.variables.local(old).map_or(NameId::ANONYMOUS, |local| local.name);
        let (local, new) = self.assert(goal, name, of, proof)?;
        let new = self.clear(new, &[old]).unwrap_or(new);
        Ok((local, new))
    }

    /// Puts another target in the place of one that is equal by definition.
    pub(super) fn retarget(&mut self, goal: FreeId, of: TermId) -> FreeId {
        let new = self.goal_without(goal, &[], of);
        let value = self.store.free(new);
        self.assign(goal, value);
        new
    }

    /// Proves a goal from a proof of `False`.
    pub(super) fn absurd(&mut self, goal: FreeId, proof: TermId) -> Outcome<()> {
        let target = self.target(goal);
        let level = self.in_goal(goal, |this| this.universe_of(target))?;
        let head = self.store.constant(self.known.false_elim, &[level]);
        let value = self.store.apply(head, &[target, proof]);
        self.assign(goal, value);
        Ok(())
    }

    /// A goal as it is shown to people.
    pub(super) fn shown(&mut self, goal: FreeId) -> Goal {
        let target = self.target(goal);
        let target = self.displayed(target);
        let tag = self.tag(goal);
        let tag = self.store.show_name(tag);
        let mut hypotheses = Vec::new();
        for &variable in self.goal_context(goal).variables() {
            let Some(local) = self.variables.local(variable).copied() else { continue };
            let name = self.store.show_name(local.name);
            let of = self.displayed(local.of);
            let value = local.value.map(|value| self.displayed(value));
            hypotheses.push((name, of, value));
        }
        Goal { tag, hypotheses, target }
    }
}
