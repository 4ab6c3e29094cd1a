//! What the simplifier works with: rules, and steps with their proofs.
//! Given by: lemmas, hypotheses and definitions that a call names, and those marked `simp`.
//! Gives: rules to the engine.
//! Holds: a rule is an equation after `as_equation`, a proposition that is true, or one that is false.

use super::rewriting::Equation;
use crate::elaborate::infer::Outcome;
use crate::elaborate::session::Elaborator;
use kernel::{BinderKind, NameId, Term, TermId};

/// A rule.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) source: Source,
    /// Whether it is used from right to left.
    pub(super) reverse: bool,
    /// The constant at the head of its left side, where there is one.
    pub(super) head: Option<NameId>,
    /// Whether its sides differ by the order of variables only: it is used where that makes a term smaller.
    pub(super) permutes: bool,
}

/// Where a rule comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Source {
    /// A lemma, at fresh levels on each use.
    Lemma(NameId),
    /// A proof over the hypotheses of the goal.
    Proof(TermId),
    /// A definition, equal to its value.
    Definition(NameId),
}

/// A step from a term to another one, with a proof of the equation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Step {
    pub(super) result: TermId,
    /// Nothing if the terms are equal by definition.
    pub(super) proof: Option<TermId>,
}

impl Elaborator<'_> {
    /// The equation of a rule on fresh holes.
    pub(super) fn rule_equation(&mut self, source: Source, reverse: bool) -> Outcome<Option<Equation>> {
        let equation = match source {
            Source::Definition(name) => self.unfolding(name)?,
            Source::Lemma(name) => {
                let levels = self.fresh_levels_for(name);
                let proof = self.store.constant(name, &levels);
                self.fact_equation(proof)?
            }
            Source::Proof(proof) => self.fact_equation(proof)?,
        };
        match equation {
            Some(equation) if reverse => self.reversed(equation).map(Some),
            other => Ok(other),
        }
    }

    /// A proof as an equation; any other proposition `p` as `p = True`, and `¬ p` as `p = False`.
    fn fact_equation(&mut self, proof: TermId) -> Outcome<Option<Equation>> {
        if let Some(equation) = self.attempt_equation(proof)? {
            return Ok(Some(equation));
        }
        let (mut proof, mut holes) = (proof, Vec::new());
        let of = self.infer(proof)?;
        let mut of = self.instantiate(of);
        while let Term::Pi(binder, domain, body) = self.store.term_at(of) {
            let hole = self.hole_for(binder, domain);
            let argument = self.store.free(hole);
            holes.push((hole, binder.kind));
            proof = self.store.apply(proof, &[argument]);
            of = self.store.instantiate(body, &[argument]);
        }
        if !self.is_proposition(of) {
            return Ok(None);
        }
        let (head, arguments) = self.store.spine(of);
        let negated = matches!(self.store.term_at(head), Term::Constant(name, _) if name == self.known.not);
        let (left, right) = match arguments.as_slice() {
            &[inner] if negated => (inner, self.store.constant(self.known.false_type, &[])),
            _ => (of, self.store.constant(self.known.true_type, &[])),
        };
        let proof = self.truth_equation(left, negated, proof);
        Ok(Some(Equation { proof, left, right, holes }))
    }

    fn attempt_equation(&mut self, proof: TermId) -> Outcome<Option<Equation>> {
        let of = self.infer(proof)?;
        let of = self.instantiate(of);
        if self.concludes_equation(of) { self.as_equation(proof) } else { Ok(None) }
    }

    /// Whether a statement ends in `=` or `↔`, as it is written.
    fn concludes_equation(&self, of: TermId) -> bool {
        let mut of = of;
        while let Term::Pi(_, _, body) = self.store.term_at(of) {
            of = body;
        }
        match self.store.term_at(self.head_of(of)) {
            Term::Constant(name, _) => name == self.known.eq || name == self.known.iff,
            _ => false,
        }
    }

    /// `p = True` from a proof of `p`, or `p = False` from a proof of `¬ p`.
    pub(super) fn truth_equation(&mut self, of: TermId, negated: bool, proof: TermId) -> TermId {
        let truth = if negated { self.known.false_type } else { self.known.true_type };
        let truth = self.store.constant(truth, &[]);
        let (forth, back) = if negated {
            let zero = kernel::LevelId::ZERO;
            let elim = self.store.constant(self.known.false_elim, &[zero]);
            (proof, self.store.apply(elim, &[of]))
        } else {
            let trivial = self.store.constant(self.known.true_intro, &[]);
            (self.constantly(of, trivial), self.constantly(truth, proof))
        };
        let both = self.store.constant_named("Iff.intro");
        let both = self.store.apply(both, &[of, truth, forth, back]);
        let rule = self.store.constant_named("propext");
        self.store.apply(rule, &[of, truth, both])
    }

    /// `fun _ => value`.
    fn constantly(&mut self, of: TermId, value: TermId) -> TermId {
        let binder = kernel::Binder { name: self.known.this, kind: BinderKind::Explicit };
        self.store.lambda(binder, of, value)
    }

    /// A proof of `a = c` from steps `a = b` and `b = c`.
    pub(super) fn joined(&mut self, first: Step, second: Step) -> Outcome<Step> {
        let proof = match (first.proof, second.proof) {
            (None, proof) | (proof, None) => proof,
            (Some(left), Some(right)) => Some(self.chained(left, right)?),
        };
        Ok(Step { result: second.result, proof })
    }

    fn chained(&mut self, left: TermId, right: TermId) -> Outcome<TermId> {
        let (of, a, b) = self.equation_of(left)?;
        let (_, _, c) = self.equation_of(right)?;
        let level = self.universe_of(of)?;
        let rule = self.store.constant(self.known.eq_trans, &[level]);
        Ok(self.store.apply(rule, &[of, a, b, c, left, right]))
    }

    /// `f a = f b` from `a = b`, for a function given as a lambda.
    pub(super) fn congruent(&mut self, function: TermId, equation: TermId) -> Outcome<TermId> {
        let (of, left, right) = self.equation_of(equation)?;
        let applied = self.apply_beta(function, &[left]);
        let result = self.infer(applied)?;
        let levels = [self.universe_of(of)?, self.universe_of(result)?];
        let rule = self.store.constant(self.known.congr_arg, &levels);
        Ok(self.store.apply(rule, &[of, result, left, right, function, equation]))
    }
}
