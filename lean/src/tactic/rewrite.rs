//! `rw [r, ← s] at h ⊢`.
//! Given by: blocks.
//! Gives: the goal with its target or hypotheses rewritten, closed if it became `a = a`, and goals for open arguments.
//! Holds: a rule that changes nothing is a failure.

use super::fault::TacticFault;
use super::rewriting::Equation;
use super::session::Tactics;
use crate::elaborate::infer::Outcome;
use crate::elaborate::pending::PendingKind;
use crate::elaborate::session::Transparency;
use crate::syntax::tree::{Location, RewriteRule, Term as Syntax, TermKind};
use kernel::{FreeId, NameId, TermId};
use std::rc::Rc;

impl Tactics<'_, '_> {
    pub(super) fn rewrite(
        &mut self,
        rules: &[RewriteRule],
        location: Option<&Location>,
        close: bool,
    ) -> Outcome<()> {
        let mut goal = self.take_goal()?;
        let mut places = self.places(goal, location)?;
        let mut opened = Vec::new();
        for rule in rules {
            let around = std::mem::replace(&mut self.span, rule.span);
            for hypothesis in &mut places.hypotheses {
                (*hypothesis, goal) = self.rewrite_hypothesis(goal, *hypothesis, rule, &mut opened)?;
            }
            if places.goal {
                goal = self.rewrite_target(goal, rule, &mut opened)?;
            }
            self.span = around;
        }
        self.put_goals(opened);
        let closed = close && places.goal && self.elaborator.reflexive(goal, Transparency::Instances)?;
        if !closed {
            self.put_goals([goal]);
        }
        Ok(())
    }

    fn rewrite_target(
        &mut self,
        goal: FreeId,
        rule: &RewriteRule,
        opened: &mut Vec<FreeId>,
    ) -> Outcome<FreeId> {
        let target = self.elaborator.target(goal);
        for equation in self.equations(goal, rule)? {
            let done = self.attempt(|tactics| tactics.rewrite_target_by(goal, target, &equation));
            if let Some((new, left)) = done? {
                opened.extend(left);
                return Ok(new);
            }
        }
        Err(self.failed_on(goal, TacticFault::NotFound))
    }

    pub(super) fn rewrite_target_by(
        &mut self,
        goal: FreeId,
        target: TermId,
        equation: &Equation,
    ) -> Outcome<Option<(FreeId, Vec<FreeId>)>> {
        let elaborator = &mut *self.elaborator;
        let rewritten = elaborator.in_goal(goal, |elaborator| elaborator.rewritten(target, equation))?;
        let Some(rewritten) = rewritten else { return Ok(None) };
        let new = elaborator.goal_without(goal, &[], rewritten.of);
        let (value, left) = elaborator.in_goal(goal, |elaborator| -> Outcome<_> {
            let left = elaborator.settle_equation(equation)?;
            let proof = elaborator.instantiate(equation.proof);
            let back = elaborator.symmetric(proof)?;
            let hole = elaborator.store.free(new);
            Ok((elaborator.transport(rewritten.motive, back, hole)?, left))
        })?;
        elaborator.assign(goal, value);
        Ok(Some((new, left)))
    }

    fn rewrite_hypothesis(
        &mut self,
        goal: FreeId,
        hypothesis: FreeId,
        rule: &RewriteRule,
        opened: &mut Vec<FreeId>,
    ) -> Outcome<(FreeId, FreeId)> {
        for equation in self.equations(goal, rule)? {
            let done = self.attempt(|tactics| tactics.rewrite_hypothesis_by(goal, hypothesis, &equation))?;
            if let Some((new, goal, left)) = done {
                opened.extend(left);
                return Ok((new, goal));
            }
        }
        Err(self.failed_on(goal, TacticFault::NotFound))
    }

    pub(super) fn rewrite_hypothesis_by(
        &mut self,
        goal: FreeId,
        hypothesis: FreeId,
        equation: &Equation,
    ) -> Outcome<Option<(FreeId, FreeId, Vec<FreeId>)>> {
        let elaborator = &mut *self.elaborator;
        let Some(of) = elaborator.type_of_free(hypothesis) else { return Ok(None) };
        let rewritten = elaborator.in_goal(goal, |elaborator| elaborator.rewritten(of, equation))?;
        let Some(rewritten) = rewritten else { return Ok(None) };
        let (proof, left) = elaborator.in_goal(goal, |elaborator| -> Outcome<_> {
            let left = elaborator.settle_equation(equation)?;
            let equation = elaborator.instantiate(equation.proof);
            let old = elaborator.store.free(hypothesis);
            Ok((elaborator.transport(rewritten.motive, equation, old)?, left))
        })?;
        let (new, goal) = elaborator.replace(goal, hypothesis, rewritten.of, proof)?;
        Ok(Some((new, goal, left)))
    }

    /// The equations that a rule stands for, in the order in which they are tried.
    fn equations(&mut self, goal: FreeId, rule: &RewriteRule) -> Outcome<Vec<Equation>> {
        let mut equations = self.definition_equations(goal, &rule.equation)?;
        if equations.is_empty() {
            let proof = self.rule_term(goal, &rule.equation)?;
            let found = self.elaborator.in_goal(goal, |elaborator| elaborator.as_equation(proof))?;
            match found {
                Some(equation) => equations.push(equation),
                None => return Err(self.failed_on(goal, TacticFault::NotEquation)),
            }
        }
        if !rule.reverse {
            return Ok(equations);
        }
        self.elaborator.in_goal(goal, |elaborator| {
            equations.into_iter().map(|equation| elaborator.reversed(equation)).collect()
        })
    }

    /// A rule as a term; its arguments that are not given, and `_`, stay open.
    fn rule_term(&mut self, goal: FreeId, rule: &Syntax) -> Outcome<TermId> {
        let outer = std::mem::take(&mut self.elaborator.pending);
        let result = self.elaborator.in_goal(goal, |elaborator| -> Outcome<TermId> {
            let term = elaborator.elaborate(rule, None)?;
            elaborator.settle_terms()?;
            let others = elaborator.pending.iter().filter(|it| !matches!(it.kind, PendingKind::Hole));
            elaborator.pending = Rc::new(others.cloned().collect());
            elaborator.settle_gently()?;
            Ok(elaborator.instantiate(term))
        });
        self.elaborator.pending = outer;
        result
    }

    /// The equations of a definition that is named without arguments.
    fn definition_equations(&mut self, goal: FreeId, rule: &Syntax) -> Outcome<Vec<Equation>> {
        let TermKind::Identifier(identifier, None) = &rule.kind else { return Ok(Vec::new()) };
        let name = self.elaborator.name_of_parts(&identifier.parts);
        let local = self.elaborator.in_goal(goal, |elaborator| elaborator.find_local(name));
        if local.is_some() {
            return Ok(Vec::new());
        }
        let Ok(constant) = self.elaborator.resolve_constant(identifier) else { return Ok(Vec::new()) };
        let is_proof = self.elaborator.states_proposition(constant);
        if is_proof {
            return Ok(Vec::new());
        }
        let count = self.elaborator.state.equations.get(&constant).copied().unwrap_or(0);
        self.elaborator.in_goal(goal, |elaborator| {
            let mut equations = Vec::new();
            for number in 1..=count {
                let lemma = elaborator.store.name_text(constant, &format!("eq_{number}"));
                equations.extend(elaborator.lemma_equation(lemma)?);
            }
            if equations.is_empty() {
                equations.extend(elaborator.unfolding(constant)?);
            }
            Ok(equations)
        })
    }
}

impl crate::elaborate::session::Elaborator<'_> {
    /// A theorem as an equation, if it exists and is one.
    fn lemma_equation(&mut self, lemma: NameId) -> Outcome<Option<Equation>> {
        if self.environment.get(lemma).is_none() {
            return Ok(None);
        }
        let levels = self.fresh_levels_for(lemma);
        let proof = self.store.constant(lemma, &levels);
        self.as_equation(proof)
    }

    /// Whether a constant proves something.
    pub(super) fn states_proposition(&mut self, name: NameId) -> bool {
        let Some(constant) = self.environment.get(name) else { return false };
        let of = constant.of;
        self.is_proposition(of)
    }
}
