//! The engine of `simp`: rewriting everywhere until no rule applies, with a proof for each step.
//! Given by: `simplify`, with rules.
//! Gives: a simpler term and the proof that it equals the old one.
//! Holds: parts are simplified before the whole; an argument on which types depend is left alone; steps are counted.

use super::rewriting::Equation;
use super::simplification::{Rule, Step};
use crate::elaborate::infer::Outcome;
use crate::elaborate::problem::Failure;
use crate::elaborate::session::{Elaborator, Transparency};
use kernel::{BinderKind, FreeId, Term, TermId};
use rustc_hash::FxHashMap;

/// Rewritings in one call.
const REWRITINGS: u32 = 5_000;
/// Nesting of proofs of side conditions.
const SIDE_CONDITIONS: u32 = 3;

/// A call of the simplifier.
pub(super) struct Simplification<'r> {
    rules: &'r [Rule],
    done: FxHashMap<TermId, Step>,
    left: u32,
    nesting: u32,
}

impl<'r> Simplification<'r> {
    pub(super) fn new(rules: &'r [Rule]) -> Self {
        Simplification { rules, done: FxHashMap::default(), left: REWRITINGS, nesting: 0 }
    }

    /// Simplifies a term without loose variables, in the present context.
    pub(super) fn simplify(&mut self, on: &mut Elaborator<'_>, of: TermId) -> Outcome<Step> {
        let of = on.instantiate(of);
        if let Some(&step) = self.done.get(&of) {
            return Ok(step);
        }
        on.enter()?;
        let result = self.simplify_new(on, of);
        on.leave();
        let step = result?;
        self.done.insert(of, step);
        Ok(step)
    }

    fn simplify_new(&mut self, on: &mut Elaborator<'_>, of: TermId) -> Outcome<Step> {
        let mut step = self.parts(on, of)?;
        let reduced = on.contracted(step.result);
        if reduced != step.result {
            step = on.joined(step, Step { result: reduced, proof: None })?;
            let inner = self.parts(on, reduced)?;
            step = on.joined(step, inner)?;
        }
        let Some(next) = self.rewrite(on, step.result)? else { return Ok(step) };
        step = on.joined(step, next)?;
        let again = self.simplify(on, step.result)?;
        on.joined(step, again)
    }

    fn parts(&mut self, on: &mut Elaborator<'_>, of: TermId) -> Outcome<Step> {
        match on.store.term_at(of) {
            Term::Apply(..) => self.arguments(on, of),
            Term::Lambda(..) => self.under_lambda(on, of),
            Term::Pi(..) => self.under_pi(on, of),
            _ => Ok(Step { result: of, proof: None }),
        }
    }

    /// Simplifies the arguments of a function, from left to right.
    fn arguments(&mut self, on: &mut Elaborator<'_>, of: TermId) -> Outcome<Step> {
        let (head, mut arguments) = on.store.spine(of);
        let mut step = Step { result: of, proof: None };
        let free = on.free_positions(head, &arguments)?;
        for position in 0..arguments.len() {
            if !free[position] {
                continue;
            }
            let inner = self.simplify(on, arguments[position])?;
            if inner.result == arguments[position] {
                continue;
            }
            let function = on.argument_function(head, &arguments, position)?;
            arguments[position] = inner.result;
            let result = on.store.apply(head, &arguments);
            let proof = match inner.proof {
                Some(proof) => Some(on.congruent(function, proof)?),
                None => None,
            };
            step = on.joined(step, Step { result, proof })?;
        }
        Ok(step)
    }

    fn under_lambda(&mut self, on: &mut Elaborator<'_>, of: TermId) -> Outcome<Step> {
        let Term::Lambda(binder, domain, body) = on.store.term_at(of) else { return Err(Failure::Ill) };
        on.scoped(|on| {
            let local = on.push_local(binder.name, BinderKind::Explicit, domain);
            let variable = on.store.free(local);
            let body = on.store.instantiate(body, &[variable]);
            let inner = self.simplify(on, body)?;
            let result = on.bind_lambda(&[local], inner.result)?;
            let Some(proof) = inner.proof else { return Ok(Step { result, proof: None }) };
            let pointwise = on.bind_lambda(&[local], proof)?;
            let proof = on.extensional(of, result, pointwise)?;
            Ok(Step { result, proof: Some(proof) })
        })
    }

    /// `p → q` for propositions, and `∀ x, p x`.
    fn under_pi(&mut self, on: &mut Elaborator<'_>, of: TermId) -> Outcome<Step> {
        let Term::Pi(binder, domain, body) = on.store.term_at(of) else { return Err(Failure::Ill) };
        if !on.is_proposition(of) {
            return Ok(Step { result: of, proof: None });
        }
        let mut step = Step { result: of, proof: None };
        let (mut domain, plain) = (domain, on.store.facts_at(body).loose == 0);
        if plain && on.is_proposition(domain) {
            let inner = self.simplify(on, domain)?;
            if let Some(proof) = inner.proof {
                let function = on.with_hole_in_domain(domain, binder, body)?;
                let proof = on.congruent(function, proof)?;
                let result = on.store.pi(binder, inner.result, body);
                step = Step { result, proof: Some(proof) };
            }
            domain = inner.result;
        }
        let predicate = on.store.lambda(binder, domain, body);
        let inner = self.under_lambda(on, predicate)?;
        let Term::Lambda(_, _, new_body) = on.store.term_at(inner.result) else { return Ok(step) };
        let result = on.store.pi(binder, domain, new_body);
        let proof = match inner.proof {
            Some(proof) => {
                let function = on.universal(domain, predicate)?;
                Some(on.congruent(function, proof)?)
            }
            None => None,
        };
        on.joined(step, Step { result, proof })
    }

    /// One step at the root: by a rule, or because an equation has equal sides.
    fn rewrite(&mut self, on: &mut Elaborator<'_>, of: TermId) -> Outcome<Option<Step>> {
        if let Some(step) = on.trivially_true(of)? {
            return Ok(Some(step));
        }
        let head = match on.store.term_at(on.head_of(of)) {
            Term::Constant(name, _) => Some(name),
            _ => None,
        };
        for rule in self.rules {
            if rule.head.is_some() && rule.head != head {
                continue;
            }
            on.tick()?;
            let step = on.attempt(|on| match self.by_rule(on, rule, of) {
                Ok(Some(step)) => Ok(step),
                Ok(None) => Err(Failure::Ill),
                Err(failure) => Err(failure),
            });
            match step {
                Ok(step) => {
                    self.left = self.left.checked_sub(1).ok_or(Failure::Limit)?;
                    return Ok(Some(step));
                }
                Err(Failure::Limit) => return Err(Failure::Limit),
                Err(_) => {}
            }
        }
        Ok(None)
    }

    fn by_rule(&mut self, on: &mut Elaborator<'_>, rule: &Rule, of: TermId) -> Outcome<Option<Step>> {
        let Some(equation) = on.rule_equation(rule.source, rule.reverse)? else { return Ok(None) };
        let matches = on.at_transparency(Transparency::Instances, |on| on.unify(equation.left, of));
        if !matches || !self.discharge(on, &equation)? {
            return Ok(None);
        }
        let result = on.instantiate(equation.right);
        let result = on.head_beta(result);
        let proof = on.instantiate(equation.proof);
        if result == of || on.has_meta(result) || on.has_meta(proof) {
            return Ok(None);
        }
        if rule.permutes && result >= of {
            return Ok(None);
        }
        Ok(Some(Step { result, proof: Some(proof) }))
    }

    /// Finds the instances of an equation and proves its side conditions.
    fn discharge(&mut self, on: &mut Elaborator<'_>, equation: &Equation) -> Outcome<bool> {
        for hole in on.settle_equation(equation)? {
            let of = on.target(hole);
            if !on.is_proposition(of) || self.nesting >= SIDE_CONDITIONS {
                return Ok(false);
            }
            self.nesting += 1;
            let proved = self.prove(on, hole, of);
            self.nesting -= 1;
            if !proved? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Proves a side condition: by a hypothesis that is a rule, or because it simplifies to `True`.
    fn prove(&mut self, on: &mut Elaborator<'_>, hole: FreeId, of: TermId) -> Outcome<bool> {
        let step = self.simplify(on, of)?;
        let truth = on.store.constant(on.known.true_type, &[]);
        if step.result != truth {
            return Ok(false);
        }
        let value = on.proof_of_truth(step)?;
        on.assign(hole, value);
        Ok(true)
    }
}

impl Elaborator<'_> {
    /// Contracts a redex at the head; anything else stays.
    fn contracted(&mut self, of: TermId) -> TermId {
        match self.store.term_at(self.head_of(of)) {
            Term::Lambda(..) => self.head_beta(of),
            Term::Project(..) | Term::Let { .. } => self.whnf_core(of),
            _ => of,
        }
    }

    /// Which arguments no later type and not the type of the result depends on; proofs and types are left alone.
    fn free_positions(&mut self, head: TermId, arguments: &[TermId]) -> Outcome<Vec<bool>> {
        let mut of = self.infer(head)?;
        let mut free = Vec::with_capacity(arguments.len());
        for &argument in arguments {
            let Some((binder, domain, body)) = self.expose_pi(of) else { return Err(Failure::Ill) };
            let is_free = self.store.facts_at(body).loose == 0
                && binder.kind != BinderKind::Instance
                && !self.is_proposition(domain);
            free.push(is_free);
            of = self.store.instantiate(body, &[argument]);
        }
        Ok(free)
    }

    /// `fun x => head … x …` at one argument.
    pub(super) fn argument_function(
        &mut self,
        head: TermId,
        arguments: &[TermId],
        position: usize,
    ) -> Outcome<TermId> {
        let of = self.infer(arguments[position])?;
        let local = self.fresh_local(self.known.this, BinderKind::Explicit, of);
        let mut arguments = arguments.to_vec();
        arguments[position] = self.store.free(local);
        let body = self.store.apply(head, &arguments);
        self.bind_lambda(&[local], body)
    }

    /// `fun p => p → body`.
    fn with_hole_in_domain(
        &mut self,
        domain: TermId,
        binder: kernel::Binder,
        body: TermId,
    ) -> Outcome<TermId> {
        let of = self.infer(domain)?;
        let local = self.fresh_local(self.known.this, BinderKind::Explicit, of);
        let variable = self.store.free(local);
        let arrow = self.store.pi(binder, variable, body);
        self.bind_lambda(&[local], arrow)
    }

    /// `fun p => ∀ x, p x`, for predicates like the given one.
    fn universal(&mut self, domain: TermId, predicate: TermId) -> Outcome<TermId> {
        let of = self.infer(predicate)?;
        let local = self.fresh_local(self.known.this, BinderKind::Explicit, of);
        let name = self.known.self_name;
        let variable = self.fresh_local(name, BinderKind::Explicit, domain);
        let (function, argument) = (self.store.free(local), self.store.free(variable));
        let body = self.store.apply(function, &[argument]);
        let all = self.bind_pi(&[variable], body)?;
        self.bind_lambda(&[local], all)
    }

    /// `f = g` from `fun x => (f x = g x)`.
    fn extensional(&mut self, left: TermId, right: TermId, pointwise: TermId) -> Outcome<TermId> {
        let of = self.infer(left)?;
        let of = self.instantiate(of);
        let Term::Pi(binder, domain, body) = self.store.term_at(of) else { return Err(Failure::Ill) };
        let family = self.store.lambda(binder, domain, body);
        let local = self.fresh_local(binder.name, BinderKind::Explicit, domain);
        let variable = self.store.free(local);
        let value = self.store.instantiate(body, &[variable]);
        let levels = [self.universe_of(domain)?, self.universe_of(value)?];
        let name = self.store.name("funext");
        let rule = self.store.constant(name, &levels);
        Ok(self.store.apply(rule, &[domain, family, left, right, pointwise]))
    }

    /// `(a = a) = True` and `(p ↔ p) = True`, for sides that are the same term.
    fn trivially_true(&mut self, of: TermId) -> Outcome<Option<Step>> {
        let (head, arguments) = self.store.spine(of);
        let Term::Constant(name, levels) = self.store.term_at(head) else { return Ok(None) };
        let proof = match *arguments.as_slice() {
            [of, left, right] if name == self.known.eq && left == right => {
                let levels = self.store.levels_at(levels).to_vec();
                let rule = self.store.constant(self.known.eq_refl, &levels);
                self.store.apply(rule, &[of, left])
            }
            [left, right] if name == self.known.iff && left == right => {
                let rule = self.store.constant_named("Iff.refl");
                self.store.apply(rule, &[left])
            }
            _ => return Ok(None),
        };
        let proof = self.truth_equation(of, false, proof);
        let result = self.store.constant(self.known.true_type, &[]);
        Ok(Some(Step { result, proof: Some(proof) }))
    }

    /// A proof of what was simplified to `True`.
    pub(super) fn proof_of_truth(&mut self, step: Step) -> Outcome<TermId> {
        let trivial = self.store.constant(self.known.true_intro, &[]);
        let Some(proof) = step.proof else { return Ok(trivial) };
        let back = self.symmetric(proof)?;
        self.cast(back, trivial)
    }

    /// A proof of `q` from a proof of `p` and of `p = q`.
    pub(super) fn cast(&mut self, equation: TermId, proof: TermId) -> Outcome<TermId> {
        let proposition = self.store.proposition();
        let binder = kernel::Binder { name: self.known.this, kind: BinderKind::Explicit };
        let body = self.store.bound(0);
        let motive = self.store.lambda(binder, proposition, body);
        self.transport(motive, equation, proof)
    }
}
