//! Proving a goal by a term, with goals for what the term leaves open.
//! Given by: `exact`, `refine`, `apply`, `constructor`, `exists`, `left`, `right`.
//! Gives: the goals that are left, in order.
//! Holds: an argument that unification finds is no goal; an instance is found or the tactic fails.

use super::fault::TacticFault;
use super::session::Tactics;
use crate::elaborate::infer::Outcome;
use crate::elaborate::pending::PendingKind;
use crate::elaborate::problem::Failure;
use crate::elaborate::variables::MetaKind;
use crate::syntax::tree::Term as Syntax;
use kernel::{BinderKind, FreeId, Kind, NameId, Term, TermId};
use std::rc::Rc;

/// A term applied to holes.
struct Applied {
    term: TermId,
    of: TermId,
    holes: Vec<(FreeId, BinderKind)>,
}

impl Tactics<'_, '_> {
    pub(super) fn exact(&mut self, term: &Syntax) -> Outcome<()> {
        let goal = self.take_goal()?;
        let target = self.elaborator.target(goal);
        let value = self.term(goal, term, Some(target))?;
        self.elaborator.assign(goal, value);
        Ok(())
    }

    pub(super) fn refine(&mut self, term: &Syntax) -> Outcome<()> {
        let goal = self.take_goal()?;
        let target = self.elaborator.target(goal);
        let (value, left) = self.term_with_goals(goal, term, Some(target))?;
        self.elaborator.assign(goal, value);
        self.put_goals(left);
        Ok(())
    }

    /// Elaborates a term in which `?x` stands for goals.
    pub(super) fn term_with_goals(
        &mut self,
        goal: FreeId,
        term: &Syntax,
        of: Option<TermId>,
    ) -> Outcome<(TermId, Vec<FreeId>)> {
        let allowed = std::mem::replace(&mut self.elaborator.allow_goals, true);
        let before = std::mem::take(&mut self.elaborator.goal_holes);
        let result = self.term(goal, term, of);
        let made = std::mem::replace(&mut self.elaborator.goal_holes, before);
        self.elaborator.allow_goals = allowed;
        let value = result?;
        let left = made.into_iter().map(|(_, hole)| hole).filter(|&hole| self.elaborator.is_open(hole));
        Ok((value, left.collect()))
    }

    /// `apply e`: as many arguments are left open as the target demands.
    pub(super) fn apply(&mut self, term: &Syntax) -> Outcome<()> {
        let goal = self.take_goal()?;
        let outer = std::mem::take(&mut self.elaborator.pending);
        let result = self.elaborator.in_goal(goal, |elaborator| {
            let value = elaborator.elaborate(term, None)?;
            elaborator.settle_gently()?;
            Ok(elaborator.instantiate(value))
        });
        let result = result.and_then(|value| self.apply_value(goal, value));
        self.elaborator.pending = outer;
        let left = result?;
        self.put_goals(left);
        Ok(())
    }

    /// Applies a value to holes until its type is the target; answers the goals.
    pub(super) fn apply_value(&mut self, goal: FreeId, value: TermId) -> Outcome<Vec<FreeId>> {
        let target = self.elaborator.target(goal);
        let of = self.elaborator.infer(value)?;
        let (most, wanted) = (self.arity(goal, of), self.arity(goal, target));
        for count in most.saturating_sub(wanted)..=most {
            let attempt = self.elaborator.attempt(|elaborator| {
                elaborator.in_goal(goal, |elaborator| {
                    let applied = elaborator.apply_to_holes(value, count)?;
                    if elaborator.unify(applied.of, target) { Ok(applied) } else { Err(Failure::Ill) }
                })
            });
            match attempt {
                Ok(applied) => return self.finish_apply(goal, applied),
                Err(Failure::Limit) => return Err(Failure::Limit),
                Err(_) => {}
            }
        }
        Err(self.failed_on(goal, TacticFault::CannotApply))
    }

    fn arity(&mut self, goal: FreeId, of: TermId) -> usize {
        self.elaborator.in_goal(goal, |elaborator| {
            elaborator.scoped(|elaborator| {
                let (variables, _) = elaborator.open_pi(of, usize::MAX);
                variables.len()
            })
        })
    }

    fn finish_apply(&mut self, goal: FreeId, applied: Applied) -> Outcome<Vec<FreeId>> {
        let elaborator = &mut *self.elaborator;
        let written: Vec<FreeId> = written_holes(&elaborator.pending);
        let pending: Vec<_> =
            elaborator.pending.iter().filter(|it| !matches!(it.kind, PendingKind::Hole)).cloned().collect();
        elaborator.pending = Rc::new(pending);
        elaborator.in_goal(goal, |elaborator| -> Outcome<()> {
            for &(hole, kind) in &applied.holes {
                if kind == BinderKind::Instance {
                    elaborator.fill_instance(hole)?;
                }
            }
            elaborator.settle_all()
        })?;
        let value = elaborator.instantiate(applied.term);
        elaborator.assign(goal, value);
        let open = elaborator.open_metas(value);
        let mut left: Vec<FreeId> = applied.holes.iter().map(|&(hole, _)| hole).collect();
        left.extend(written);
        left.retain(|&hole| elaborator.is_open(hole));
        left.extend(open.iter().copied().filter(|hole| !left.contains(hole)).collect::<Vec<_>>());
        self.goals_from_holes(left)
    }

    /// Makes goals of holes: those that others depend on stand last.
    fn goals_from_holes(&mut self, holes: Vec<FreeId>) -> Outcome<Vec<FreeId>> {
        let mut mentioned = Vec::new();
        for &hole in &holes {
            let of = self.elaborator.target(hole);
            mentioned.extend(self.elaborator.open_metas(of));
        }
        let (later, first): (Vec<_>, Vec<_>) = holes.into_iter().partition(|hole| mentioned.contains(hole));
        let mut goals = first;
        for hole in later {
            let of = self.elaborator.target(hole);
            if self.elaborator.is_proposition(of) {
                goals.push(hole);
            }
        }
        for &goal in &goals {
            if let Some(meta) = self.elaborator.variables.meta_mut(goal) {
                meta.kind = MetaKind::Opaque;
            }
        }
        Ok(goals)
    }

    pub(super) fn constructor(&mut self) -> Outcome<()> {
        let goal = self.take_goal()?;
        for constructor in self.constructors(goal)? {
            if let Ok(left) = self.attempt(|tactics| tactics.apply_constructor(goal, constructor)) {
                self.put_goals(left);
                return Ok(());
            }
        }
        Err(self.failed_on(goal, TacticFault::CannotApply))
    }

    /// `left` and `right`.
    pub(super) fn constructor_of_two(&mut self, index: usize) -> Outcome<()> {
        let goal = self.take_goal()?;
        let constructors = self.constructors(goal)?;
        match constructors.get(index) {
            Some(&constructor) if constructors.len() == 2 => {
                let left = self.apply_constructor(goal, constructor)?;
                self.put_goals(left);
                Ok(())
            }
            _ => Err(self.failed_on(goal, TacticFault::WrongConstructors)),
        }
    }

    fn constructors(&mut self, goal: FreeId) -> Outcome<Vec<NameId>> {
        let target = self.elaborator.target(goal);
        let target = self.elaborator.in_goal(goal, |elaborator| elaborator.whnf(target));
        let head = self.elaborator.head_of(target);
        if let Term::Constant(name, _) = self.elaborator.store.term_at(head)
            && let Some(Kind::Inductive(inductive)) =
                self.elaborator.environment.get(name).map(|constant| &constant.kind)
        {
            return Ok(inductive.constructors.clone());
        }
        Err(self.failed_on(goal, TacticFault::NotInductive))
    }

    fn apply_constructor(&mut self, goal: FreeId, constructor: NameId) -> Outcome<Vec<FreeId>> {
        let levels = self.elaborator.fresh_levels_for(constructor);
        let value = self.elaborator.store.constant(constructor, &levels);
        let outer = std::mem::take(&mut self.elaborator.pending);
        let result = self.apply_value(goal, value);
        self.elaborator.pending = outer;
        result
    }

    /// `exists e, f`: the constructor of a structure on values, then what is trivial.
    pub(super) fn exists(&mut self, values: &[Syntax]) -> Outcome<()> {
        for value in values {
            let goal = self.take_goal()?;
            let constructors = self.constructors(goal)?;
            let &[constructor] = constructors.as_slice() else {
                return Err(self.failed_on(goal, TacticFault::WrongConstructors));
            };
            let parameters = self.parameters_of(constructor);
            let left = self.provide(goal, constructor, parameters, value)?;
            self.put_goals(left);
        }
        let _ = self.attempt(|tactics| tactics.trivial());
        Ok(())
    }

    fn parameters_of(&self, constructor: NameId) -> usize {
        match self.elaborator.environment.get(constructor).map(|constant| &constant.kind) {
            Some(Kind::Constructor(info)) => info.parameters as usize,
            _ => 0,
        }
    }

    /// Proves a goal by a constructor whose first field is given.
    fn provide(
        &mut self,
        goal: FreeId,
        constructor: NameId,
        parameters: usize,
        value: &Syntax,
    ) -> Outcome<Vec<FreeId>> {
        let target = self.elaborator.target(goal);
        let applied = self.elaborator.in_goal(goal, |elaborator| {
            let levels = elaborator.fresh_levels_for(constructor);
            let head = elaborator.store.constant(constructor, &levels);
            let of = elaborator.infer(head)?;
            let count = elaborator.scoped(|elaborator| elaborator.open_pi(of, usize::MAX).0.len());
            let applied = elaborator.apply_to_holes(head, count)?;
            if elaborator.unify(applied.of, target) { Ok(applied) } else { Err(Failure::Ill) }
        })?;
        if let Some(&(field, _)) = applied.holes.get(parameters) {
            let of = self.elaborator.target(field);
            let term = self.term(goal, value, Some(of))?;
            self.elaborator.assign(field, term);
        }
        let outer = std::mem::take(&mut self.elaborator.pending);
        let left = self.finish_apply(goal, applied);
        self.elaborator.pending = outer;
        left
    }

    pub(super) fn infer_instance(&mut self) -> Outcome<()> {
        let goal = self.take_goal()?;
        let target = self.elaborator.target(goal);
        let found = self.elaborator.in_goal(goal, |elaborator| elaborator.find_instance(target));
        match found {
            Ok(Some(value)) => {
                self.elaborator.assign(goal, value);
                Ok(())
            }
            Err(Failure::Limit) => Err(Failure::Limit),
            _ => Err(self.failed_on(goal, TacticFault::NotProved)),
        }
    }
}

/// The holes that were written as `_`.
fn written_holes(pending: &[Rc<crate::elaborate::pending::Pending>]) -> Vec<FreeId> {
    pending.iter().filter(|it| matches!(it.kind, PendingKind::Hole)).map(|it| it.hole).collect()
}

impl crate::elaborate::session::Elaborator<'_> {
    /// Applies a function to fresh holes.
    fn apply_to_holes(&mut self, function: TermId, count: usize) -> Outcome<Applied> {
        let mut applied = Applied { term: function, of: self.infer(function)?, holes: Vec::new() };
        for _ in 0..count {
            let of = self.instantiate(applied.of);
            let Some((binder, domain, body)) = self.expose_pi(of) else { return Err(Failure::Ill) };
            let kind =
                if binder.kind == BinderKind::Instance { MetaKind::Synthetic } else { MetaKind::Natural };
            let hole = self.fresh_meta_of(domain, kind, binder.name);
            let term = self.store.free(hole);
            applied.term = self.store.apply(applied.term, &[term]);
            applied.of = self.store.instantiate(body, &[term]);
            applied.of = self.head_beta(applied.of);
            applied.holes.push((hole, binder.kind));
        }
        Ok(applied)
    }

    /// Fills a hole by instance search, or checks what unification has put there.
    fn fill_instance(&mut self, hole: FreeId) -> Outcome<()> {
        if !self.is_open(hole) {
            return Ok(());
        }
        let of = self.target(hole);
        match self.find_instance(of)? {
            Some(found) if self.is_open(hole) => {
                self.assign(hole, found);
                Ok(())
            }
            Some(_) => Ok(()),
            None => Err(Failure::Ill),
        }
    }
}
