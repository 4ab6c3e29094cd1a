//! Tactics that change what stands in a goal already: `show`, `change`, `revert`, `clear`, `specialize`, `unfold`, ….
//! Given by: blocks.
//! Gives: goals with another target or other hypotheses.
//! Holds: a changed type is equal to the old one by definition, or the change has a proof.

use super::fault::TacticFault;
use super::session::Tactics;
use crate::elaborate::infer::Outcome;
use crate::elaborate::problem::{Failure, Fault};
use crate::elaborate::session::Elaborator;
use crate::syntax::tree::{BinderName, CalculationStep, Identifier, Location, Term as Syntax, TermKind};
use kernel::{FreeId, NameId, Term, TermId};
use rustc_hash::FxHashMap;

/// Where a tactic works: the hypotheses, and whether the goal too.
pub(super) struct Places {
    pub(super) hypotheses: Vec<FreeId>,
    pub(super) goal: bool,
}

impl Tactics<'_, '_> {
    /// The places of a location.
    pub(super) fn places(&mut self, goal: FreeId, location: Option<&Location>) -> Outcome<Places> {
        match location {
            None => Ok(Places { hypotheses: Vec::new(), goal: true }),
            Some(Location::At(names, with_goal)) => {
                let hypotheses = names.iter().map(|name| self.hypothesis(goal, name));
                Ok(Places { hypotheses: hypotheses.collect::<Outcome<_>>()?, goal: *with_goal })
            }
            Some(Location::Everywhere) => {
                let context = self.elaborator.goal_context(goal);
                Ok(Places { hypotheses: context.variables().to_vec(), goal: true })
            }
        }
    }

    pub(super) fn show(&mut self, of: &Syntax) -> Outcome<()> {
        let goal = self.take_goal()?;
        let target = self.elaborator.target(goal);
        let of = self.type_like(goal, of, target, TacticFault::NotTheGoal)?;
        let goal = self.elaborator.retarget(goal, of);
        self.put_goals([goal]);
        Ok(())
    }

    /// Elaborates a type that must be equal to another by definition; its holes are found that way.
    fn type_like(&mut self, goal: FreeId, of: &Syntax, like: TermId, fault: TacticFault) -> Outcome<TermId> {
        let elaborated = self.elaborator.in_goal(goal, |elaborator| {
            elaborator.settled(|elaborator| {
                let of = elaborator.elaborate_type(of)?;
                elaborator.settle_gently()?;
                let same = elaborator.unify(of, like);
                Ok((of, same))
            })
        });
        match elaborated {
            Ok((of, true)) => Ok(self.elaborator.instantiate(of)),
            Ok((_, false)) => Err(self.failed_on(goal, fault)),
            Err(failure) => Err(failure),
        }
    }

    pub(super) fn change(&mut self, of: &Syntax, location: Option<&Location>) -> Outcome<()> {
        if location.is_none() {
            return self.show(of);
        }
        let mut goal = self.take_goal()?;
        let places = self.places(goal, location)?;
        for hypothesis in places.hypotheses {
            let old = self.elaborator.type_of_free(hypothesis).ok_or(Failure::Ill)?;
            let of = self.type_like(goal, of, old, TacticFault::NotTheGoal)?;
            goal = self.retype(goal, hypothesis, of)?;
        }
        self.put_goals([goal]);
        Ok(())
    }

    /// Gives a hypothesis a type that is equal to its own by definition.
    pub(super) fn retype(&mut self, goal: FreeId, hypothesis: FreeId, of: TermId) -> Outcome<FreeId> {
        let proof = self.elaborator.store.free(hypothesis);
        self.elaborator.replace(goal, hypothesis, of, proof).map(|(_, goal)| goal)
    }

    pub(super) fn revert_named(&mut self, names: &[Identifier]) -> Outcome<()> {
        let goal = self.take_goal()?;
        let variables = names.iter().map(|name| self.hypothesis(goal, name)).collect::<Outcome<Vec<_>>>()?;
        let (_, goal) = self.elaborator.revert(goal, &variables)?;
        self.put_goals([goal]);
        Ok(())
    }

    pub(super) fn clear_named(&mut self, names: &[Identifier]) -> Outcome<()> {
        let goal = self.take_goal()?;
        let variables = names.iter().map(|name| self.hypothesis(goal, name)).collect::<Outcome<Vec<_>>>()?;
        match self.elaborator.clear(goal, &variables) {
            Some(goal) => {
                self.put_goals([goal]);
                Ok(())
            }
            None => Err(self.failed_on(goal, TacticFault::Used)),
        }
    }

    /// `specialize h e`: the hypothesis at the head, applied.
    pub(super) fn specialize(&mut self, term: &Syntax) -> Outcome<()> {
        let goal = self.take_goal()?;
        let head = match &term.kind {
            TermKind::Apply(head, _) => &head.kind,
            other => other,
        };
        let TermKind::Identifier(name, None) = head else {
            return Err(Failure::at(term.span, Fault::BadPattern));
        };
        let hypothesis = self.hypothesis(goal, name)?;
        let proof = self.term(goal, term, None)?;
        let of = self.elaborator.infer(proof)?;
        let of = self.elaborator.instantiate(of);
        let (_, goal) = self.elaborator.replace(goal, hypothesis, of, proof)?;
        self.put_goals([goal]);
        Ok(())
    }

    /// Gives hypotheses other names.
    pub(super) fn rename_locals(&mut self, goal: FreeId, names: &[(FreeId, NameId)]) -> Outcome<FreeId> {
        if names.is_empty() {
            return Ok(goal);
        }
        let variables: Vec<FreeId> = names.iter().map(|&(variable, _)| variable).collect();
        let (moved, mut goal) = self.elaborator.revert(goal, &variables)?;
        for old in moved {
            let given = names.iter().find(|&&(variable, _)| variable == old).map(|&(_, name)| name);
            let name = given.or_else(|| self.elaborator.variables.local(old).map(|local| local.name));
            (_, goal) = self.introduce(goal, name)?;
        }
        Ok(goal)
    }

    /// Names the last hypotheses whose names cannot be written.
    pub(super) fn rename_last(&mut self, goal: FreeId, names: &[BinderName]) -> Outcome<FreeId> {
        let hidden = self.elaborator.hidden_locals(goal);
        let Some(skipped) = hidden.len().checked_sub(names.len()) else {
            return Err(self.failed_on(goal, TacticFault::TooManyNames));
        };
        let mut pairs = Vec::new();
        for (&variable, name) in hidden.iter().skip(skipped).zip(names) {
            if let Some(name) = self.bound_name(name) {
                pairs.push((variable, name));
            }
        }
        self.rename_locals(goal, &pairs)
    }

    pub(super) fn rename_inaccessible(&mut self, names: &[BinderName]) -> Outcome<()> {
        let goal = self.take_goal()?;
        let goal = self.rename_last(goal, names)?;
        self.put_goals([goal]);
        Ok(())
    }

    /// `rename A => x`: the last hypothesis of a type.
    pub(super) fn rename(&mut self, of: &Syntax, name: &BinderName) -> Outcome<()> {
        let goal = self.take_goal()?;
        let of = self.type_term(goal, of)?;
        let context = self.elaborator.goal_context(goal);
        let found = context.variables().iter().rev().copied().find(|&variable| {
            self.elaborator.type_of_free(variable).is_some_and(|other| self.elaborator.same(of, other))
        });
        let (Some(found), Some(name)) = (found, self.bound_name(name)) else {
            return Err(self.failed_on(goal, TacticFault::NoAssumption));
        };
        let goal = self.rename_locals(goal, &[(found, name)])?;
        self.put_goals([goal]);
        Ok(())
    }

    /// `symm`: the sides of the goal, or of hypotheses, exchanged.
    pub(super) fn symmetry(&mut self, location: Option<&Location>) -> Outcome<()> {
        let mut goal = self.take_goal()?;
        let places = self.places(goal, location)?;
        for hypothesis in places.hypotheses {
            let proof = self.elaborator.store.free(hypothesis);
            let exchanged = self.elaborator.in_goal(goal, |elaborator| -> Outcome<_> {
                let exchanged = elaborator.exchanged(proof)?;
                let of = elaborator.infer(exchanged)?;
                Ok((exchanged, elaborator.instantiate(of)))
            });
            let Ok((proof, of)) = exchanged else {
                return Err(self.failed_on(goal, TacticFault::NotEquation));
            };
            (_, goal) = self.elaborator.replace(goal, hypothesis, of, proof)?;
        }
        if places.goal {
            goal = self.exchange_target(goal)?;
        }
        self.put_goals([goal]);
        Ok(())
    }

    fn exchange_target(&mut self, goal: FreeId) -> Outcome<FreeId> {
        let target = self.elaborator.target(goal);
        let target = self.elaborator.whnf_reducible(target);
        let (head, arguments) = self.elaborator.store.spine(target);
        let sides = match (self.elaborator.store.term_at(head), arguments.as_slice()) {
            (Term::Constant(name, _), &[of, left, right]) if name == self.elaborator.known.eq => {
                vec![of, right, left]
            }
            (Term::Constant(name, _), &[left, right]) if name == self.elaborator.known.iff => {
                vec![right, left]
            }
            _ => return Err(self.failed_on(goal, TacticFault::NotEquation)),
        };
        let exchanged = self.elaborator.store.apply(head, &sides);
        let new = self.elaborator.goal_without(goal, &[], exchanged);
        let hole = self.elaborator.store.free(new);
        let value = self.elaborator.in_goal(goal, |elaborator| elaborator.exchanged(hole))?;
        self.elaborator.assign(goal, value);
        Ok(new)
    }

    /// `trans e`: two equations in the place of one.
    pub(super) fn transitivity(&mut self, middle: Option<&Syntax>) -> Outcome<()> {
        let goal = self.take_goal()?;
        let target = self.elaborator.target(goal);
        let target = self.elaborator.whnf_reducible(target);
        let (head, arguments) = self.elaborator.store.spine(target);
        let (Term::Constant(name, levels), &[of, left, right]) =
            (self.elaborator.store.term_at(head), arguments.as_slice())
        else {
            return Err(self.failed_on(goal, TacticFault::NotEquation));
        };
        let Some(middle) = middle.filter(|_| name == self.elaborator.known.eq) else {
            return Err(self.failed_on(goal, TacticFault::NotEquation));
        };
        let middle = self.term(goal, middle, Some(of))?;
        let first = self.elaborator.store.apply(head, &[of, left, middle]);
        let second = self.elaborator.store.apply(head, &[of, middle, right]);
        let goals = [first, second].map(|target| self.elaborator.goal_without(goal, &[], target));
        let holes = goals.map(|goal| self.elaborator.store.free(goal));
        let levels = self.elaborator.store.levels_at(levels).to_vec();
        let rule = self.elaborator.store.constant(self.elaborator.known.eq_trans, &levels);
        let value = self.elaborator.store.apply(rule, &[of, left, middle, right, holes[0], holes[1]]);
        self.elaborator.assign(goal, value);
        self.put_goals(goals);
        Ok(())
    }

    /// `calc`, as the term.
    pub(super) fn calculation(&mut self, steps: &[CalculationStep]) -> Outcome<()> {
        let kind = TermKind::Calculation(steps.to_vec());
        self.exact(&Syntax { span: self.span, kind })
    }

    /// `funext x y`: equal functions by equal values.
    pub(super) fn function_extensionality(&mut self, names: &[BinderName]) -> Outcome<()> {
        let count = names.len().max(1);
        for position in 0..count {
            let goal = self.take_goal()?;
            let rule = self.elaborator.store.name("funext");
            if self.elaborator.environment.get(rule).is_none() {
                return Err(self.failed_on(goal, TacticFault::MissingLemma("funext".to_string())));
            }
            let levels = self.elaborator.fresh_levels_for(rule);
            let rule = self.elaborator.store.constant(rule, &levels);
            let left = self.apply_value(goal, rule)?;
            let &[goal] = left.as_slice() else { return Err(Failure::Ill) };
            let name = names.get(position).and_then(|name| self.bound_name(name));
            let (_, goal) = self.introduce(goal, name)?;
            self.put_goals([goal]);
        }
        Ok(())
    }

    /// `unfold f at h`: applications of definitions become their values.
    pub(super) fn unfold(&mut self, names: &[Identifier], location: Option<&Location>) -> Outcome<()> {
        let mut goal = self.take_goal()?;
        let places = self.places(goal, location)?;
        let constants = names.iter().map(|name| self.elaborator.resolve_constant(name));
        let constants = constants.collect::<Outcome<Vec<_>>>()?;
        let mut changed = false;
        for hypothesis in places.hypotheses {
            let of = self.elaborator.type_of_free(hypothesis).ok_or(Failure::Ill)?;
            let unfolded = self.elaborator.unfolded(of, &constants);
            if unfolded != self.elaborator.instantiate(of) {
                changed = true;
                goal = self.retype(goal, hypothesis, unfolded)?;
            }
        }
        if places.goal {
            let target = self.elaborator.target(goal);
            let unfolded = self.elaborator.unfolded(target, &constants);
            if unfolded != target {
                changed = true;
                goal = self.elaborator.retarget(goal, unfolded);
            }
        }
        if !changed {
            return Err(self.failed_on(goal, TacticFault::NotUnfoldable));
        }
        self.put_goals([goal]);
        Ok(())
    }
}

impl Elaborator<'_> {
    /// The hypotheses whose names cannot be written, or are hidden by later ones; in order.
    fn hidden_locals(&self, goal: FreeId) -> Vec<FreeId> {
        let context = self.goal_context(goal);
        let mut seen: FxHashMap<NameId, ()> = FxHashMap::default();
        let mut hidden = Vec::new();
        for &variable in context.variables().iter().rev() {
            let Some(local) = self.variables.local(variable) else { continue };
            let written = !self.store.show_name(local.name).contains('✝');
            if !written || seen.insert(local.name, ()).is_some() {
                hidden.push(variable);
            }
        }
        hidden.reverse();
        hidden
    }

    /// The proof of an equation or equivalence, with its sides exchanged.
    pub(super) fn exchanged(&mut self, proof: TermId) -> Outcome<TermId> {
        if let Ok(exchanged) = self.symmetric(proof) {
            return Ok(exchanged);
        }
        let of = self.infer(proof)?;
        let of = self.instantiate(of);
        let of = self.whnf_reducible(of);
        let (head, arguments) = self.store.spine(of);
        match (self.store.term_at(head), arguments.as_slice()) {
            (Term::Constant(name, _), &[left, right]) if name == self.known.iff => {
                let rule = self.store.constant_named("Iff.symm");
                Ok(self.store.apply(rule, &[left, right, proof]))
            }
            _ => Err(Failure::Ill),
        }
    }

    /// A term in which applications of definitions without loose variables are replaced by their values.
    pub(super) fn unfolded(&mut self, of: TermId, names: &[NameId]) -> TermId {
        let mut current = self.instantiate(of);
        for &name in names {
            let mut found = Vec::new();
            self.applications_of(current, name, &mut found);
            for application in found {
                let Some(value) = self.unfold(application).or_else(|| self.unfold_raw(application)) else {
                    continue;
                };
                current = self.replace_term(current, application, value);
            }
        }
        current
    }

    /// The largest applications of a constant, outermost first.
    fn applications_of(&self, of: TermId, name: NameId, found: &mut Vec<TermId>) {
        let mut seen = rustc_hash::FxHashSet::default();
        let mut stack = vec![(of, true)];
        while let Some((next, whole)) = stack.pop() {
            if !seen.insert((next, whole)) {
                continue;
            }
            let is_head =
                matches!(self.store.term_at(self.head_of(next)), Term::Constant(head, _) if head == name);
            if whole && is_head && self.store.facts_at(next).loose == 0 {
                found.push(next);
            }
            match self.store.term_at(next) {
                Term::Apply(function, argument) => stack.extend([(argument, true), (function, false)]),
                Term::Lambda(_, a, b) | Term::Pi(_, a, b) => stack.extend([(b, true), (a, true)]),
                Term::Let { of, value, body, .. } => stack.extend([(body, true), (value, true), (of, true)]),
                Term::Project(_, _, of) => stack.push((of, true)),
                _ => {}
            }
        }
    }
}
