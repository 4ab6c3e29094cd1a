//! `calc` blocks, and `h ▸ e`.
//! Given by: the elaboration of terms, and the tactic `calc`.
//! Gives: proofs composed by transitivity, and terms rewritten by an equation.
//! Holds: each step is proved as it is written.

use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::span::Span;
use crate::syntax::tree::{CalculationStep, Term as Syntax};
use kernel::{BinderKind, NameId, Term, TermId};

/// A relation applied to two sides.
struct Related {
    left: TermId,
    right: TermId,
}

impl Elaborator<'_> {
    pub(crate) fn elaborate_calculation(
        &mut self,
        span: Span,
        steps: &[CalculationStep],
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let mut so_far: Option<(TermId, TermId)> = None;
        for (position, step) in steps.iter().enumerate() {
            let Some(proof) = &step.proof else {
                if position == 0 {
                    so_far = self.first_bare_step(step)?;
                    continue;
                }
                return Err(Failure::at(step.span, Fault::BadCalculation));
            };
            let relation = self.elaborate_type(&step.relation)?;
            let relation = self.instantiate(relation);
            let sides = self.sides(step.span, relation)?;
            if let Some((_, before)) = so_far {
                let before = self.instantiate(before);
                let before = self.sides(step.span, before)?;
                if !self.unify(sides.left, before.right) {
                    return Err(Failure::at(step.relation.span, Fault::BadCalculation));
                }
            }
            let proof = self.elaborate_as(proof, relation)?;
            let proof = self.ascribed(proof, relation);
            so_far = Some(match so_far {
                None => (proof, relation),
                Some(before) => self.compose(step.span, before, (proof, relation))?,
            });
        }
        let Some((proof, relation)) = so_far else { return Err(Failure::at(span, Fault::BadCalculation)) };
        match expected {
            Some(expected) => {
                self.unify(relation, expected);
                Ok(proof)
            }
            None => Ok(proof),
        }
    }

    /// The term at exactly the given type.
    fn ascribed(&mut self, term: TermId, of: TermId) -> TermId {
        let found = self.infer(term).map(|found| self.instantiate(found));
        if found == Ok(of) {
            return term;
        }
        let binder = kernel::Binder { name: self.known.this, kind: BinderKind::Explicit };
        let body = self.store.bound(0);
        let identity = self.store.lambda(binder, of, body);
        self.store.apply(identity, &[term])
    }

    /// A first step without proof is a term related to itself.
    fn first_bare_step(&mut self, step: &CalculationStep) -> Outcome<Option<(TermId, TermId)>> {
        let term = self.elaborate(&step.relation, None)?;
        let of = self.infer(term)?;
        let level = self.universe_of(of)?;
        let equality = self.store.constant(self.known.eq, &[level]);
        let equality = self.store.apply(equality, &[of, term, term]);
        let reflexive = self.store.constant(self.known.eq_refl, &[level]);
        let proof = self.store.apply(reflexive, &[of, term]);
        Ok(Some((proof, equality)))
    }

    fn sides(&mut self, span: Span, relation: TermId) -> Outcome<Related> {
        let relation = self.whnf_reducible(relation);
        let (_, arguments) = self.store.spine(relation);
        match arguments.as_slice() {
            [.., left, right] => Ok(Related { left: *left, right: *right }),
            _ => Err(Failure::at(span, Fault::BadCalculation)),
        }
    }

    fn compose(
        &mut self,
        span: Span,
        (first, before): (TermId, TermId),
        (second, after): (TermId, TermId),
    ) -> Outcome<(TermId, TermId)> {
        let before_head = self.relation_name(before);
        let after_head = self.relation_name(after);
        if before_head == Some(self.known.eq) && after_head == Some(self.known.eq) {
            let name = self.known.eq_trans;
            let term = self.call_constant(span, name, &[(span, first), (span, second)], None)?;
            let of = self.infer(term)?;
            return Ok((term, of));
        }
        if before_head == Some(self.known.eq) {
            return self.compose_equation(span, (first, before), (second, after), true);
        }
        if after_head == Some(self.known.eq) {
            return self.compose_equation(span, (second, after), (first, before), false);
        }
        let name = self.known.trans;
        let term = self
            .call_constant(span, name, &[(span, first), (span, second)], None)
            .map_err(|_| Failure::at(span, Fault::BadCalculation))?;
        self.settle_gently()?;
        let of = self.infer(term)?;
        let of = self.instantiate(of);
        let of = self.head_beta(of);
        Ok((term, of))
    }

    fn relation_name(&mut self, relation: TermId) -> Option<NameId> {
        match self.store.term_at(self.head_of(relation)) {
            Term::Constant(name, _) => Some(name),
            _ => None,
        }
    }

    /// An equation beside another relation: one side of that relation is replaced.
    fn compose_equation(
        &mut self,
        span: Span,
        (equation, equality): (TermId, TermId),
        (proof, relation): (TermId, TermId),
        on_left: bool,
    ) -> Outcome<(TermId, TermId)> {
        let ends = self.sides(span, equality)?;
        let of = self.infer(ends.left)?;
        let relation = self.whnf_reducible(relation);
        let (head, mut arguments) = self.store.spine(relation);
        let count = arguments.len();
        let position = if on_left { count - 2 } else { count - 1 };
        let context = self.context.clone();
        let name = self.store.name_text(NameId::ANONYMOUS, "x");
        let local = self.push_local(name, BinderKind::Explicit, of);
        arguments[position] = self.store.free(local);
        let body = self.store.apply(head, &arguments);
        let motive = self.bind_lambda(&[local], body)?;
        self.context = context;
        arguments[position] = if on_left { ends.left } else { ends.right };
        let result = self.store.apply(head, &arguments);
        let equation = if on_left { self.symmetric(equation)? } else { equation };
        let term = self.transport(motive, equation, proof)?;
        Ok((term, result))
    }

    /// `b = a` from `a = b`.
    ///
    /// # Errors
    /// If the term is no proof of an equation.
    pub fn symmetric(&mut self, equation: TermId) -> Outcome<TermId> {
        let (of, left, right) = self.equation_of(equation)?;
        let level = self.universe_of(of)?;
        let head = self.store.constant(self.known.eq_symm, &[level]);
        Ok(self.store.apply(head, &[of, left, right, equation]))
    }

    /// Type, left and right side of the equation that a term proves.
    ///
    /// # Errors
    /// If it proves none.
    pub fn equation_of(&mut self, proof: TermId) -> Outcome<(TermId, TermId, TermId)> {
        let of = self.infer(proof)?;
        let of = self.instantiate(of);
        let of = self.whnf(of);
        let (head, arguments) = self.store.spine(of);
        match (self.store.term_at(head), arguments.as_slice()) {
            (Term::Constant(name, _), &[of, left, right]) if name == self.known.eq => Ok((of, left, right)),
            _ => Err(Failure::Ill),
        }
    }

    /// A value of `motive b` from one of `motive a` and a proof of `a = b`.
    ///
    /// # Errors
    /// If the equation is none.
    pub fn transport(&mut self, motive: TermId, equation: TermId, value: TermId) -> Outcome<TermId> {
        let (of, left, right) = self.equation_of(equation)?;
        let level = self.universe_of(of)?;
        let result = self.store.apply(motive, &[left]);
        let result = self.head_beta(result);
        let result_level = self.universe_of(result)?;
        let head = self.store.constant(self.known.eq_ndrec, &[result_level, level]);
        Ok(self.store.apply(head, &[of, left, motive, value, right, equation]))
    }

    /// `h ▸ e`: the expected type is rewritten backwards, or the type of `e` forwards.
    pub(crate) fn elaborate_rewrite(
        &mut self,
        span: Span,
        equation: &Syntax,
        value: &Syntax,
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let proof = self.elaborate(equation, None)?;
        self.settle_gently()?;
        let bad = || Failure::at(span, Fault::BadRewrite);
        let (_, left, right) = self.equation_of(proof).map_err(|_| bad())?;
        if let Some(expected) = expected {
            let expected = self.instantiate(expected);
            let expected = self.whnf_core(expected);
            if self.is_unknown(expected) && self.may_postpone {
                return Err(Failure::Postpone);
            }
            if let Some(motive) = self.rewrite_motive(expected, right)? {
                let of = self.store.apply(motive, &[left]);
                let of = self.head_beta(of);
                let attempt = self.attempt(|this| {
                    let value = this.elaborate_as(value, of)?;
                    this.transport(motive, proof, value)
                });
                if attempt.is_ok() {
                    return attempt;
                }
            }
            if let Some(motive) = self.rewrite_motive(expected, left)? {
                let of = self.store.apply(motive, &[right]);
                let of = self.head_beta(of);
                let attempt = self.attempt(|this| {
                    let value = this.elaborate_as(value, of)?;
                    let back = this.symmetric(proof)?;
                    this.transport(motive, back, value)
                });
                if attempt.is_ok() {
                    return attempt;
                }
            }
        }
        let value = self.elaborate(value, None)?;
        self.settle_gently()?;
        let of = self.infer(value)?;
        let of = self.instantiate(of);
        let Some(motive) = self.rewrite_motive(of, left)? else { return Err(bad()) };
        self.transport(motive, proof, value)
    }

    /// The lambda that abstracts a term in a type, if it occurs there.
    fn rewrite_motive(&mut self, of: TermId, target: TermId) -> Outcome<Option<TermId>> {
        let target = self.instantiate(target);
        let target_type = self.infer(target)?;
        let name = self.store.name_text(NameId::ANONYMOUS, "x");
        let local = self.fresh_local(name, BinderKind::Explicit, target_type);
        let variable = self.store.free(local);
        let body = self.abstract_occurrences(of, target, variable);
        if self.instantiate(of) == body {
            return Ok(None);
        }
        self.bind_lambda(&[local], body).map(Some)
    }

    /// Replaces the occurrences of a term: those with the same head that unify with it, the first one deciding its holes.
    pub fn abstract_occurrences(&mut self, body: TermId, target: TermId, by: TermId) -> TermId {
        let body = self.instantiate(body);
        let target = self.instantiate(target);
        if !self.has_hole(target) {
            let replaced = self.replace_term(body, target, by);
            if replaced != body {
                return replaced;
            }
        }
        let mut found = Vec::new();
        self.collect_occurrences(body, target, &mut found);
        let mut result = body;
        for occurrence in found {
            result = self.store.map(result, 0, &mut |_, id, _| (id == occurrence).then_some(by));
        }
        result
    }

    /// Subterms without loose variables that unify with the target at the transparency of instances.
    fn collect_occurrences(&mut self, body: TermId, target: TermId, found: &mut Vec<TermId>) {
        let head = self.head_of(target);
        let mut seen = rustc_hash::FxHashSet::default();
        let mut stack = vec![body];
        while let Some(next) = stack.pop() {
            if !seen.insert(next) {
                continue;
            }
            match self.store.term_at(next) {
                Term::Apply(a, b) | Term::Lambda(_, a, b) | Term::Pi(_, a, b) => stack.extend([b, a]),
                Term::Let { of, value, body, .. } => stack.extend([body, value, of]),
                Term::Project(_, _, of) => stack.push(of),
                _ => {}
            }
            if self.store.facts_at(next).loose > 0 || !self.same_head(self.head_of(next), head) {
                continue;
            }
            let equal = self
                .at_transparency(super::session::Transparency::Instances, |this| this.unify(next, target));
            if equal {
                found.push(next);
            }
        }
    }

    fn same_head(&self, a: TermId, b: TermId) -> bool {
        match (self.store.term_at(a), self.store.term_at(b)) {
            (Term::Constant(left, _), Term::Constant(right, _)) => left == right,
            _ => a == b,
        }
    }
}
