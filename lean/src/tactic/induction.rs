//! `induction`: by the recursor of a type, or by a principle that is named.
//! Given by: blocks.
//! Gives: one goal for each premise of the principle, with fields and induction hypotheses.
//! Holds: the target becomes the motive over the value, its indices, and everything that depends on them.

use super::alternative::Premise;
use super::fault::TacticFault;
use super::session::Tactics;
use crate::elaborate::infer::Outcome;
use crate::elaborate::problem::{Failure, Fault};
use crate::elaborate::session::Elaborator;
use crate::elaborate::variables::MetaKind;
use crate::syntax::tree::Induction;
use kernel::{BinderKind, FreeId, NameId, Term, TermId};

/// A principle applied to holes.
struct Principle {
    term: TermId,
    /// The hole of the motive.
    motive: FreeId,
    /// The arguments of the motive in the conclusion: indices and values.
    targets: Vec<TermId>,
    /// All other holes, in order.
    holes: Vec<FreeId>,
}

impl Tactics<'_, '_> {
    pub(super) fn induction(&mut self, induction: &Induction) -> Outcome<()> {
        let goal = self.take_goal()?;
        let mut values = Vec::new();
        let mut goal = goal;
        for target in &induction.targets {
            let equation = target.equation.as_ref().and_then(|name| self.bound_name(name));
            let (local, next) = self.value_as_local(goal, &target.value, equation)?;
            values.push(local);
            goal = next;
        }
        let generalizing = induction
            .generalizing
            .iter()
            .map(|name| self.hypothesis(goal, name))
            .collect::<Outcome<Vec<_>>>()?;
        let principle = match &induction.using {
            Some(using) => self.principle_named(goal, using)?,
            None => self.recursor_of(goal, &values)?,
        };
        let premises = self.elaborator.induct(goal, &principle, &values, &generalizing)?;
        let Some(premises) = premises else { return Err(self.failed_on(goal, TacticFault::CannotApply)) };
        self.prove_premises(premises, &induction.alternatives)
    }

    fn principle_named(&mut self, goal: FreeId, using: &crate::syntax::tree::Term) -> Outcome<Principle> {
        let crate::syntax::tree::TermKind::Identifier(name, _) = &using.kind else {
            return Err(Failure::at(using.span, Fault::Unsupported("a principle that is no name")));
        };
        let name = self.elaborator.resolve_constant(name)?;
        self.principle(goal, name)
    }

    /// The recursor of the type of the one value.
    fn recursor_of(&mut self, goal: FreeId, values: &[FreeId]) -> Outcome<Principle> {
        let &[value] = values else {
            return Err(Failure::at(self.span, Fault::Unsupported("induction on several values")));
        };
        let of = self.elaborator.type_of_free(value).ok_or(Failure::Ill)?;
        let of = self.elaborator.instantiate(of);
        let of = self.elaborator.in_goal(goal, |elaborator| elaborator.whnf(of));
        let Some(inductive) = self.elaborator.inductive_of(of) else {
            return Err(self.failed_on(goal, TacticFault::NotInductive));
        };
        let recursor = self.elaborator.store.name_text(inductive, "rec");
        self.principle(goal, recursor)
    }

    fn principle(&mut self, goal: FreeId, name: NameId) -> Outcome<Principle> {
        let applied = self.elaborator.in_goal(goal, |elaborator| elaborator.apply_principle(name))?;
        applied.ok_or_else(|| self.failed_on(goal, TacticFault::CannotApply))
    }
}

impl Elaborator<'_> {
    /// A principle on holes; nothing if its conclusion is not a motive on arguments.
    fn apply_principle(&mut self, name: NameId) -> Outcome<Option<Principle>> {
        let levels = self.fresh_levels_for(name);
        let head = self.store.constant(name, &levels);
        let mut of = self.infer(head)?;
        let (mut term, mut holes) = (head, Vec::new());
        while let Term::Pi(binder, domain, body) = self.store.term_at(of) {
            let kind =
                if binder.kind == BinderKind::Instance { MetaKind::Synthetic } else { MetaKind::Natural };
            let hole = self.fresh_meta_of(domain, kind, binder.name);
            let argument = self.store.free(hole);
            holes.push(hole);
            term = self.store.apply(term, &[argument]);
            of = self.store.instantiate(body, &[argument]);
        }
        let (motive, targets) = self.store.spine(of);
        let Term::Free(motive) = self.store.term_at(motive) else { return Ok(None) };
        if !holes.contains(&motive) {
            return Ok(None);
        }
        let is_target = |this: &Self, hole: FreeId| {
            targets.iter().any(|&target| this.store.term_at(target) == Term::Free(hole))
        };
        let holes = holes.iter().copied().filter(|&hole| hole != motive && !is_target(self, hole)).collect();
        Ok(Some(Principle { term, motive, targets, holes }))
    }

    /// Applies a principle to values; nothing if it does not fit.
    fn induct(
        &mut self,
        goal: FreeId,
        principle: &Principle,
        values: &[FreeId],
        generalizing: &[FreeId],
    ) -> Outcome<Option<Vec<Premise>>> {
        let Some(abstracted) = self.fix_targets(goal, principle, values) else { return Ok(None) };
        let context = self.goal_context(goal);
        let mut roots = abstracted.clone();
        roots.extend(generalizing);
        let mut moved = self.dependents(&roots, context.variables());
        moved.extend(generalizing);
        let moved: Vec<FreeId> =
            context.variables().iter().copied().filter(|it| moved.contains(it)).collect();
        let arities = self.premise_arities(principle)?;
        let target = self.target(goal);
        let inner = self.bind_pi(&moved, target)?;
        let motive = self.bind_lambda(&abstracted, inner)?;
        let hole = self.store.free(principle.motive);
        if !self.in_goal(goal, |this| this.unify(hole, motive)) {
            return Ok(None);
        }
        let mut without = moved.clone();
        without.extend(&abstracted);
        let mut premises = Vec::new();
        for (&hole, arity) in principle.holes.iter().zip(arities) {
            if !self.is_open(hole) {
                continue;
            }
            premises.push(self.premise(goal, hole, arity, &without, &moved)?);
        }
        let value = self.instantiate(principle.term);
        let value = self.apply_locals(value, &moved);
        self.assign(goal, value);
        Ok(Some(premises))
    }

    /// Gives the principle its values; answers the variables that the motive abstracts.
    fn fix_targets(&mut self, goal: FreeId, principle: &Principle, values: &[FreeId]) -> Option<Vec<FreeId>> {
        let first = principle.targets.len().checked_sub(values.len())?;
        for (&hole, &value) in principle.targets[first..].iter().zip(values) {
            let value = self.store.free(value);
            if !self.in_goal(goal, |this| this.unify(hole, value)) {
                return None;
            }
        }
        let mut abstracted = Vec::new();
        for &target in &principle.targets {
            let target = self.instantiate(target);
            let Term::Free(variable) = self.store.term_at(target) else { return None };
            let plain = self.variables.local(variable).is_some_and(|local| local.value.is_none());
            if !plain || abstracted.contains(&variable) {
                return None;
            }
            abstracted.push(variable);
        }
        Some(abstracted)
    }

    /// How many binders each premise has of its own.
    fn premise_arities(&mut self, principle: &Principle) -> Outcome<Vec<usize>> {
        let mut arities = Vec::new();
        for &hole in &principle.holes {
            let mut of = self.target(hole);
            let mut arity = 0;
            while let Term::Pi(_, _, body) = self.store.term_at(of) {
                of = body;
                arity += 1;
            }
            arities.push(arity);
        }
        Ok(arities)
    }

    /// The goal of a premise, its binders introduced.
    fn premise(
        &mut self,
        goal: FreeId,
        hole: FreeId,
        arity: usize,
        without: &[FreeId],
        moved: &[FreeId],
    ) -> Outcome<Premise> {
        let of = self.target(hole);
        let tag = self.tag(hole);
        let mut new = self.goal_without(goal, without, of);
        let value = self.store.free(new);
        self.assign(hole, value);
        let mut fields = Vec::new();
        for _ in 0..arity {
            let target = self.target(new);
            let plain = match self.store.term_at(target) {
                Term::Pi(binder, _, _) => binder.kind == BinderKind::Explicit,
                _ => true,
            };
            let Some((field, next)) = self.introduce(new, None)? else { return Err(Failure::Ill) };
            fields.push((field, plain));
            new = next;
        }
        let new = self.introduce_again(new, moved, &mut rustc_hash::FxHashMap::default())?;
        self.set_tag(new, tag);
        Ok(Premise { tag: self.last_part(tag), goal: new, fields })
    }
}
