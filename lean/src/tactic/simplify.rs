//! `simp`, `simp only`, `simpa`: calls of the simplifier on goals and hypotheses.
//! Given by: blocks.
//! Gives: simpler goals, or goals that are proved because they simplify to `True`.
//! Holds: a call that changes nothing is a failure.

use super::fault::TacticFault;
use super::session::Tactics;
use super::simplification::{Rule, Source, Step};
use super::simplifier::Simplification;
use crate::elaborate::infer::Outcome;
use crate::elaborate::problem::{Failure, Fault};
use crate::elaborate::session::Elaborator;
use crate::syntax::tree::{Location, Simplifier, SimplifierKind, SimplifyRule, TermKind};
use kernel::{FreeId, NameId, Term, TermId};

impl Tactics<'_, '_> {
    pub(super) fn simplify(&mut self, call: &Simplifier) -> Outcome<()> {
        if matches!(call.kind, SimplifierKind::All | SimplifierKind::Definitional) {
            return Err(Failure::at(self.span, Fault::Unsupported("simp_all and dsimp")));
        }
        let goal = self.take_goal()?;
        let rules = self.rules(goal, call)?;
        if call.kind == SimplifierKind::Assumption {
            return self.simplify_to_assumption(goal, call, &rules);
        }
        let everywhere = call.location == Some(Location::Everywhere);
        let places = self.places(goal, call.location.as_ref())?;
        let mut changed = false;
        let mut current = goal;
        for hypothesis in places.hypotheses {
            match self.simplify_hypothesis(current, hypothesis, &rules, everywhere)? {
                Progress::None => {}
                Progress::Closed => return Ok(()),
                Progress::Goal(goal) => (current, changed) = (goal, true),
            }
        }
        if places.goal {
            match self.simplify_target(current, &rules)? {
                Progress::None => {}
                Progress::Closed => return Ok(()),
                Progress::Goal(goal) => (current, changed) = (goal, true),
            }
        }
        if !changed {
            return Err(self.failed_on(current, TacticFault::NoProgress));
        }
        self.put_goals([current]);
        Ok(())
    }

    /// `simpa using e`: goal and value are simplified and must then agree.
    fn simplify_to_assumption(&mut self, goal: FreeId, call: &Simplifier, rules: &[Rule]) -> Outcome<()> {
        let mut goal = match self.simplify_target(goal, rules)? {
            Progress::Closed => return Ok(()),
            Progress::None => goal,
            Progress::Goal(goal) => goal,
        };
        if let Some(using) = &call.using {
            let proof = self.term(goal, using, None)?;
            let of = self.elaborator.infer(proof)?;
            let of = self.elaborator.instantiate(of);
            let name = self.elaborator.inaccessible(NameId::ANONYMOUS);
            let (local, next) = self.elaborator.assert(goal, name, of, proof)?;
            goal = match self.simplify_hypothesis(next, local, rules, true)? {
                Progress::Closed => return Ok(()),
                Progress::None => next,
                Progress::Goal(goal) => goal,
            };
        }
        if self.elaborator.assume(goal) {
            return Ok(());
        }
        Err(self.failed_on(goal, TacticFault::NoAssumption))
    }

    fn simplify_target(&mut self, goal: FreeId, rules: &[Rule]) -> Outcome<Progress> {
        let target = self.elaborator.target(goal);
        let elaborator = &mut *self.elaborator;
        let step = elaborator.in_goal(goal, |on| Simplification::new(rules).simplify(on, target))?;
        if step.result == target {
            return Ok(Progress::None);
        }
        let truth = elaborator.store.constant(elaborator.known.true_type, &[]);
        if step.result == truth {
            let value = elaborator.in_goal(goal, |on| on.proof_of_truth(step))?;
            elaborator.assign(goal, value);
            return Ok(Progress::Closed);
        }
        let Some(proof) = step.proof else {
            return Ok(Progress::Goal(elaborator.retarget(goal, step.result)));
        };
        let new = elaborator.goal_without(goal, &[], step.result);
        let hole = elaborator.store.free(new);
        let value = elaborator.in_goal(goal, |on| {
            let back = on.symmetric(proof)?;
            on.cast(back, hole)
        })?;
        elaborator.assign(goal, value);
        Ok(Progress::Goal(new))
    }

    /// Simplifies a hypothesis; one that becomes `False` proves the goal. Only propositions are touched.
    fn simplify_hypothesis(
        &mut self,
        goal: FreeId,
        hypothesis: FreeId,
        rules: &[Rule],
        lenient: bool,
    ) -> Outcome<Progress> {
        let of = self.elaborator.type_of_free(hypothesis).ok_or(Failure::Ill)?;
        let of = self.elaborator.instantiate(of);
        let elaborator = &mut *self.elaborator;
        if lenient && !elaborator.in_goal(goal, |on| on.is_proposition(of)) {
            return Ok(Progress::None);
        }
        let own = elaborator.store.free(hypothesis);
        let others: Vec<Rule> =
            rules.iter().filter(|rule| rule.source != Source::Proof(own)).cloned().collect();
        let step: Step = elaborator.in_goal(goal, |on| Simplification::new(&others).simplify(on, of))?;
        if step.result == of {
            return Ok(Progress::None);
        }
        let proof = match step.proof {
            Some(equation) => elaborator.in_goal(goal, |on| on.cast(equation, own))?,
            None => own,
        };
        let nothing = elaborator.store.constant(elaborator.known.false_type, &[]);
        if step.result == nothing {
            elaborator.absurd(goal, proof)?;
            return Ok(Progress::Closed);
        }
        let (_, goal) = elaborator.replace(goal, hypothesis, step.result, proof)?;
        Ok(Progress::Goal(goal))
    }

    /// The rules of a call: those named, and without `only` those marked `simp`.
    fn rules(&mut self, goal: FreeId, call: &Simplifier) -> Outcome<Vec<Rule>> {
        let mut rules = Vec::new();
        for rule in &call.rules {
            match rule {
                SimplifyRule::Use(rule) => self.add_written_rule(goal, rule, &mut rules)?,
                SimplifyRule::Hypotheses(_) => {
                    for &variable in self.elaborator.goal_context(goal).variables() {
                        let proof = self.elaborator.store.free(variable);
                        if self.elaborator.in_goal(goal, |on| on.is_proof(proof)) {
                            self.add_rule(goal, Source::Proof(proof), false, &mut rules)?;
                        }
                    }
                }
                SimplifyRule::Erase(_) => {}
            }
        }
        if !call.only {
            let attribute = self.elaborator.store.name("simp");
            let marked = self.elaborator.state.attributes.named.get(&attribute).cloned().unwrap_or_default();
            let erased = self.erased(call)?;
            for name in marked.into_iter().rev().filter(|name| !erased.contains(name)) {
                self.add_constant(goal, name, false, &mut rules)?;
            }
        }
        Ok(rules)
    }

    fn erased(&mut self, call: &Simplifier) -> Outcome<Vec<NameId>> {
        let mut names = Vec::new();
        for rule in &call.rules {
            if let SimplifyRule::Erase(name) = rule {
                names.push(self.elaborator.resolve_constant(name)?);
            }
        }
        Ok(names)
    }

    fn add_written_rule(
        &mut self,
        goal: FreeId,
        rule: &crate::syntax::tree::RewriteRule,
        rules: &mut Vec<Rule>,
    ) -> Outcome<()> {
        if let TermKind::Identifier(identifier, None) = &rule.equation.kind {
            let name = self.elaborator.name_of_parts(&identifier.parts);
            let local = self.elaborator.in_goal(goal, |elaborator| elaborator.find_local(name));
            if local.is_none()
                && let Ok(constant) = self.elaborator.resolve_constant(identifier)
            {
                return self.add_constant(goal, constant, rule.reverse, rules);
            }
        }
        let around = std::mem::replace(&mut self.span, rule.span);
        let proof = self.term(goal, &rule.equation, None)?;
        let before = rules.len();
        self.add_rule(goal, Source::Proof(proof), rule.reverse, rules)?;
        if rules.len() == before {
            return Err(self.failed_on(goal, TacticFault::NotEquation));
        }
        self.span = around;
        Ok(())
    }

    /// A theorem as a rule, or a definition by its equations, or by its value.
    fn add_constant(
        &mut self,
        goal: FreeId,
        name: NameId,
        reverse: bool,
        rules: &mut Vec<Rule>,
    ) -> Outcome<()> {
        if self.elaborator.states_proposition(name) {
            return self.add_rule(goal, Source::Lemma(name), reverse, rules);
        }
        let count = self.elaborator.state.equations.get(&name).copied().unwrap_or(0);
        let before = rules.len();
        for number in 1..=count {
            let lemma = self.elaborator.store.name_text(name, &format!("eq_{number}"));
            if self.elaborator.environment.get(lemma).is_some() {
                self.add_rule(goal, Source::Lemma(lemma), reverse, rules)?;
            }
        }
        if rules.len() == before {
            self.add_rule(goal, Source::Definition(name), reverse, rules)?;
        }
        Ok(())
    }

    fn add_rule(
        &mut self,
        goal: FreeId,
        source: Source,
        reverse: bool,
        rules: &mut Vec<Rule>,
    ) -> Outcome<()> {
        let rule = self.elaborator.in_goal(goal, |elaborator| elaborator.rule(source, reverse))?;
        rules.extend(rule);
        Ok(())
    }
}

/// What a call did at one place.
enum Progress {
    None,
    Closed,
    Goal(FreeId),
}

impl Elaborator<'_> {
    /// A rule with what is known of it beforehand.
    fn rule(&mut self, source: Source, reverse: bool) -> Outcome<Option<Rule>> {
        let Some(equation) = self.rule_equation(source, reverse)? else { return Ok(None) };
        let head = match self.store.term_at(self.head_of(equation.left)) {
            Term::Constant(name, _) => Some(name),
            _ => None,
        };
        let permutes = self.permutes(&equation.left, &equation.right);
        Ok(Some(Rule { source, reverse, head, permutes }))
    }

    /// Whether two sides are the same up to the holes in them.
    fn permutes(&mut self, left: &TermId, right: &TermId) -> bool {
        let (left, right) = (self.instantiate(*left), self.instantiate(*right));
        let erase = |this: &mut Self, side: TermId| {
            let holes = this.open_metas(side);
            let replacement = holes.into_iter().map(|hole| (hole, this.store.bound(0))).collect();
            this.store.replace_free(side, &replacement)
        };
        left != right && erase(self, left) == erase(self, right)
    }
}
