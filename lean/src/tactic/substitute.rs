//! `subst`: a variable is replaced by what an equation says that it is.
//! Given by: `subst`, `rfl` in patterns, and the equations between indices.
//! Gives: a goal without the variable and without the equation.
//! Holds: whatever depends on the variable stands in the new goal under its name.

use super::fault::TacticFault;
use super::session::Tactics;
use crate::elaborate::infer::Outcome;
use crate::elaborate::session::Elaborator;
use crate::syntax::tree::{Term as Syntax, TermKind};
use kernel::{FreeId, Term, TermId};
use rustc_hash::FxHashMap;

/// An equation `value = variable`, its type and proof.
struct Definition {
    of: TermId,
    value: TermId,
    variable: FreeId,
    hypothesis: FreeId,
}

impl Tactics<'_, '_> {
    pub(super) fn substitute_all(&mut self, terms: &[Syntax]) -> Outcome<()> {
        terms.iter().try_for_each(|term| self.substitute_one(term))
    }

    fn substitute_one(&mut self, term: &Syntax) -> Outcome<()> {
        let goal = self.take_goal()?;
        let hypothesis = match &term.kind {
            TermKind::Identifier(name, None) => self.hypothesis(goal, name)?,
            _ => return Err(self.failed_on(goal, TacticFault::NotSubstitutable)),
        };
        let equation = self.elaborator.equation_about(goal, hypothesis);
        let new =
            self.elaborator.substitute(goal, equation.unwrap_or(hypothesis), &mut FxHashMap::default())?;
        match new {
            Some(new) => {
                self.put_goals([new]);
                Ok(())
            }
            None => Err(self.failed_on(goal, TacticFault::NotSubstitutable)),
        }
    }
}

impl Elaborator<'_> {
    /// For `subst x`: a hypothesis that says what a variable is.
    fn equation_about(&mut self, goal: FreeId, variable: FreeId) -> Option<FreeId> {
        let term = self.store.free(variable);
        let context = self.goal_context(goal);
        context.variables().iter().rev().copied().find(|&hypothesis| {
            let proof = self.store.free(hypothesis);
            self.equation_of(proof).is_ok_and(|(_, left, right)| {
                let sides = [self.instantiate(left), self.instantiate(right)];
                sides.contains(&term)
            })
        })
    }

    /// Replaces a variable by the other side of an equation; nothing if no side is such a variable.
    /// Notes what hypotheses have become.
    pub(super) fn substitute(
        &mut self,
        goal: FreeId,
        hypothesis: FreeId,
        renewed: &mut FxHashMap<FreeId, FreeId>,
    ) -> Outcome<Option<FreeId>> {
        let proof = self.store.free(hypothesis);
        let Ok((of, left, right)) = self.in_goal(goal, |this| this.equation_of(proof)) else {
            return Ok(None);
        };
        let (left, right) = (self.instantiate(left), self.instantiate(right));
        if let Some(variable) = self.replaceable(goal, right, left) {
            let definition = Definition { of, value: left, variable, hypothesis };
            return self.substitute_definition(goal, &definition, renewed).map(Some);
        }
        if self.replaceable(goal, left, right).is_none() {
            return Ok(None);
        }
        let exchanged = self.in_goal(goal, |this| this.symmetric(proof))?;
        let exchanged_type = self.infer(exchanged)?;
        let (hypothesis, goal) = self.replace(goal, hypothesis, exchanged_type, exchanged)?;
        let Some(variable) = self.replaceable(goal, left, right) else { return Ok(None) };
        let definition = Definition { of, value: right, variable, hypothesis };
        self.substitute_definition(goal, &definition, renewed).map(Some)
    }

    /// The variable that a side is, if the other side does not depend on it.
    fn replaceable(&mut self, goal: FreeId, side: TermId, other: TermId) -> Option<FreeId> {
        let Term::Free(variable) = self.store.term_at(side) else { return None };
        let local = self.variables.local(variable)?;
        let plain = local.value.is_none() && self.goal_context(goal).contains(variable);
        let mentioned = self.free_variables(other);
        let dependents = self.dependents(&[variable], &mentioned);
        (plain && !mentioned.contains(&variable) && dependents.is_empty()).then_some(variable)
    }

    fn substitute_definition(
        &mut self,
        goal: FreeId,
        definition: &Definition,
        renewed: &mut FxHashMap<FreeId, FreeId>,
    ) -> Outcome<FreeId> {
        let bound = [definition.variable, definition.hypothesis];
        let context = self.goal_context(goal);
        let moved = self.dependents(&bound, context.variables());
        let target = self.target(goal);
        let inner = self.bind_pi(&moved, target)?;
        let motive = self.bind_lambda(&bound, inner)?;
        let (result_level, level) = self.in_goal(goal, |this| -> Outcome<_> {
            Ok((this.universe_of(inner)?, this.universe_of(definition.of)?))
        })?;
        let reflexive = self.store.constant(self.known.eq_refl, &[level]);
        let reflexive = self.store.apply(reflexive, &[definition.of, definition.value]);
        let mut replacement = FxHashMap::default();
        replacement.insert(definition.variable, definition.value);
        replacement.insert(definition.hypothesis, reflexive);
        let new_target = self.store.replace_free(inner, &replacement);
        let mut without = moved.clone();
        without.extend(bound);
        let new = self.goal_without(goal, &without, new_target);
        let hole = self.store.free(new);
        let [variable, hypothesis] = bound.map(|id| self.store.free(id));
        let rule = self.store.constant(self.known.eq_rec, &[result_level, level]);
        let arguments = [definition.of, definition.value, motive, hole, variable, hypothesis];
        let value = self.store.apply(rule, &arguments);
        let value = self.apply_locals(value, &moved);
        self.assign(goal, value);
        self.introduce_again(new, &moved, renewed)
    }
}
