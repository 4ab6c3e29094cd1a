//! `split`: a goal or hypothesis that contains `if` becomes two, one for each branch.
//! Given by: blocks.
//! Gives: goals in which the `if` is replaced by a branch, with the condition or its negation as a hypothesis.
//! Holds: the first `if` whose condition has no bound variable is split.

use super::fault::TacticFault;
use super::hypothesis::Places;
use super::rewriting::Equation;
use super::session::Tactics;
use crate::elaborate::infer::Outcome;
use crate::elaborate::problem::Failure;
use crate::elaborate::session::Elaborator;
use crate::syntax::tree::Location;
use kernel::{BinderKind, FreeId, LevelId, NameId, Term, TermId};

/// An `if`: `ite` or `dite` with its arguments.
struct Choice {
    dependent: bool,
    level: LevelId,
    of: TermId,
    condition: TermId,
    instance: TermId,
    whole: TermId,
    branches: [TermId; 2],
}

impl Tactics<'_, '_> {
    pub(super) fn split(&mut self, location: Option<&Location>) -> Outcome<()> {
        let goal = self.take_goal()?;
        let places = self.places(goal, location)?;
        let of = match places.hypotheses.first() {
            Some(&hypothesis) => self.elaborator.type_of_free(hypothesis).ok_or(Failure::Ill)?,
            None => self.elaborator.target(goal),
        };
        let Some(choice) = self.elaborator.find_choice(of) else {
            return Err(self.failed_on(goal, TacticFault::NothingToSplit));
        };
        let yes = self.branch(goal, &choice, true, &places)?;
        let no = self.branch(goal, &choice, false, &places)?;
        let target = self.elaborator.target(goal);
        let level = self.elaborator.in_goal(goal, |elaborator| elaborator.universe_of(target))?;
        let head = self.elaborator.store.constant(self.elaborator.known.dite, &[level]);
        let arguments = [target, choice.condition, choice.instance, yes.1, no.1];
        let value = self.elaborator.store.apply(head, &arguments);
        self.elaborator.assign(goal, value);
        self.put_goals([yes.0, no.0]);
        Ok(())
    }

    /// The goal of a branch, and the function from the condition to its proof.
    fn branch(
        &mut self,
        goal: FreeId,
        choice: &Choice,
        yes: bool,
        places: &Places,
    ) -> Outcome<(FreeId, TermId)> {
        let (target, tag) = (self.elaborator.target(goal), self.elaborator.tag(goal));
        let (start, function, local) = self.elaborator.in_goal(goal, |elaborator| -> Outcome<_> {
            let statement = if yes { choice.condition } else { elaborator.negated(choice.condition) };
            let name = elaborator.inaccessible(NameId::ANONYMOUS);
            let local = elaborator.push_local(name, BinderKind::Explicit, statement);
            let start = elaborator.new_goal(target, tag);
            let hole = elaborator.store.free(start);
            Ok((start, elaborator.bind_lambda(&[local], hole)?, local))
        })?;
        let equation =
            self.elaborator.in_goal(start, |elaborator| elaborator.choice_equation(choice, yes, local))?;
        let Some(equation) = equation else {
            return Err(self.failed_on(goal, TacticFault::MissingLemma("if_pos".to_string())));
        };
        let end = match places.hypotheses.first() {
            Some(&hypothesis) => {
                self.rewrite_hypothesis_by(start, hypothesis, &equation)?.map(|(_, goal, _)| goal)
            }
            None => self.rewrite_target_by(start, target, &equation)?.map(|(goal, _)| goal),
        };
        end.map(|end| (end, function)).ok_or(Failure::Ill)
    }
}

impl Elaborator<'_> {
    fn negated(&mut self, of: TermId) -> TermId {
        let not = self.store.constant(self.known.not, &[]);
        self.store.apply(not, &[of])
    }

    /// The first `if` in a term, from the outside in.
    fn find_choice(&mut self, of: TermId) -> Option<Choice> {
        let of = self.instantiate(of);
        let mut seen = rustc_hash::FxHashSet::default();
        let mut stack = vec![of];
        while let Some(next) = stack.pop() {
            if !seen.insert(next) {
                continue;
            }
            if let Some(choice) = self.as_choice(next) {
                return Some(choice);
            }
            match self.store.term_at(next) {
                Term::Apply(a, b) | Term::Lambda(_, a, b) | Term::Pi(_, a, b) => stack.extend([b, a]),
                Term::Let { of, value, body, .. } => stack.extend([body, value, of]),
                Term::Project(_, _, of) => stack.push(of),
                _ => {}
            }
        }
        None
    }

    fn as_choice(&self, of: TermId) -> Option<Choice> {
        let (head, arguments) = self.store.spine(of);
        let Term::Constant(name, levels) = self.store.term_at(head) else { return None };
        let dependent = name == self.known.dite;
        let &[result, condition, instance, yes, no] = arguments.as_slice() else { return None };
        if !(dependent || name == self.known.ite) || self.store.facts_at(of).loose > 0 {
            return None;
        }
        let level = *self.store.levels_at(levels).first()?;
        Some(Choice { dependent, level, of: result, condition, instance, whole: of, branches: [yes, no] })
    }

    /// `ite c a b = a` or `= b`, given the condition or its negation.
    fn choice_equation(&mut self, choice: &Choice, yes: bool, local: FreeId) -> Outcome<Option<Equation>> {
        let lemma = match (choice.dependent, yes) {
            (false, true) => "if_pos",
            (false, false) => "if_neg",
            (true, true) => "dif_pos",
            (true, false) => "dif_neg",
        };
        let lemma = self.store.name(lemma);
        if self.environment.get(lemma).is_none() {
            return Ok(None);
        }
        let rule = self.store.constant(lemma, &[choice.level]);
        let proof = self.store.free(local);
        let [first, second] = choice.branches;
        let arguments = [choice.condition, choice.instance, proof, choice.of, first, second];
        let proof_term = self.store.apply(rule, &arguments);
        let branch = choice.branches[usize::from(!yes)];
        let right = if choice.dependent { self.apply_beta(branch, &[proof]) } else { branch };
        let statement = self.equation(choice.level, choice.of, choice.whole, right);
        let proof = self.claimed(proof_term, statement);
        Ok(Some(Equation { proof, left: choice.whole, right, holes: Vec::new() }))
    }
}
