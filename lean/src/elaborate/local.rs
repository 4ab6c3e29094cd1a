//! `let`, `have`, `suffices`, `show`, `if`: forms with a body and something beside it.
//! Given by: the elaboration of terms.
//! Gives: `let`, applied lambdas, `ite` and `dite`.
//! Holds: the context after a form is the context before it.

use super::binding::is_simple_pattern;
use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::span::Span;
use crate::syntax::tree::{
    Alternative, BinderName, LocalBinding, LocalValue, Suffices, Term as Syntax, TermKind,
};
use kernel::{Binder, BinderKind, NameId, TermId};

impl Elaborator<'_> {
    pub(super) fn elaborate_let(
        &mut self,
        binding: &LocalBinding,
        body: &Syntax,
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        if let Some(pattern) = &binding.pattern
            && !is_simple_pattern(pattern)
        {
            return self.elaborate_pattern_let(binding, pattern, body, expected);
        }
        let name = self.binding_name(binding.pattern.as_ref());
        let (of, value) = self.elaborate_local_value(binding)?;
        if binding.transparent {
            let local = self.push_let(name, of, value);
            let body = self.elaborate_body(body, expected)?;
            return self.bind_lambda(&[local], body);
        }
        let local = self.push_local(name, BinderKind::Explicit, of);
        let body = self.elaborate_body(body, expected)?;
        let function = self.bind_lambda(&[local], body)?;
        Ok(self.store.apply(function, &[value]))
    }

    pub(crate) fn elaborate_body(&mut self, body: &Syntax, expected: Option<TermId>) -> Outcome<TermId> {
        match expected {
            Some(expected) => self.elaborate_as(body, expected),
            None => self.elaborate(body, None),
        }
    }

    /// The name that `let` or `have` binds.
    pub fn binding_name(&mut self, pattern: Option<&Syntax>) -> NameId {
        match pattern.map(|pattern| &pattern.kind) {
            None => self.known.this,
            Some(TermKind::Identifier(identifier, _)) => self.name_of_parts(&identifier.parts),
            Some(_) => self.store.name_text(NameId::ANONYMOUS, "x✝"),
        }
    }

    /// Type and value of a local binding, parameters bound.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn elaborate_local_value(&mut self, binding: &LocalBinding) -> Outcome<(TermId, TermId)> {
        let context = self.context.clone();
        let locals = self.elaborate_binders(&binding.binders)?;
        let of = match &binding.of {
            Some(of) => self.elaborate_type(of)?,
            None => self.fresh_type(),
        };
        let value = match &binding.value {
            LocalValue::Term(value) => {
                self.settle_gently()?;
                self.elaborate_as(value, of)?
            }
            LocalValue::Equations(alternatives) => {
                let term = self.elaborate_function_match(binding.span, alternatives, Some(of))?;
                self.expect_type(binding.span, term, of)?
            }
            LocalValue::Goal => {
                return Err(Failure::at(binding.span, Fault::Unsupported("a goal in a term")));
            }
        };
        let value = self.bind_lambda(&locals, value)?;
        let of = self.bind_pi(&locals, of)?;
        self.context = context;
        Ok((of, value))
    }

    fn elaborate_pattern_let(
        &mut self,
        binding: &LocalBinding,
        pattern: &Syntax,
        body: &Syntax,
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let LocalValue::Term(value) = &binding.value else {
            return Err(Failure::at(binding.span, Fault::BadPattern));
        };
        let value = match &binding.of {
            Some(of) => Syntax {
                span: value.span,
                kind: TermKind::Ascription(Box::new(value.clone()), Box::new(of.clone())),
            },
            None => value.clone(),
        };
        let alternative =
            Alternative { span: pattern.span, patterns: vec![vec![pattern.clone()]], result: body.clone() };
        let discriminant = crate::syntax::tree::Discriminant { equation: None, value };
        self.elaborate_match(binding.span, &[discriminant], None, &[alternative], expected)
    }

    pub(super) fn elaborate_suffices(
        &mut self,
        suffices: &Suffices,
        proof: &Syntax,
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let of = self.elaborate_type(&suffices.of)?;
        let name = match &suffices.name {
            Some(name) => self.binder_name(name, BinderKind::Explicit),
            None => self.known.this,
        };
        let Some(value) = &suffices.value else {
            return Err(Failure::at(suffices.span, Fault::Unsupported("a goal in a term")));
        };
        let context = self.context.clone();
        let local = self.push_local(name, BinderKind::Explicit, of);
        let value = self.elaborate_body(value, expected)?;
        let function = self.bind_lambda(&[local], value)?;
        self.context = context;
        let proof = self.elaborate_as(proof, of)?;
        Ok(self.store.apply(function, &[proof]))
    }

    pub(super) fn elaborate_show(
        &mut self,
        of: &Syntax,
        term: &Syntax,
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let of_term = self.elaborate_type(of)?;
        if let Some(expected) = expected
            && !self.unify(of_term, expected)
        {
            let fault = Fault::Mismatch {
                term: self.displayed(of_term),
                found: self.displayed(of_term),
                expected: self.displayed(expected),
            };
            return Err(Failure::at(of.span, fault));
        }
        let value = self.elaborate_as(term, of_term)?;
        // The type that was written stays visible: an identity function at that type.
        let binder = Binder { name: self.known.this, kind: BinderKind::Explicit };
        let body = self.store.bound(0);
        let identity = self.store.lambda(binder, of_term, body);
        Ok(self.store.apply(identity, &[value]))
    }

    pub(crate) fn elaborate_if(
        &mut self,
        span: Span,
        name: Option<&BinderName>,
        (condition, yes, no): (&Syntax, &Syntax, &Syntax),
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let of = match expected {
            Some(expected) => expected,
            None => self.fresh_type(),
        };
        let proposition = self.store.proposition();
        let test = self.elaborate(condition, None)?;
        let test = match self.expect_sort(condition.span, test) {
            Ok(test) => test,
            Err(_) => self.expect_type(condition.span, test, proposition)?,
        };
        let (constant, yes_term, no_term) = match name {
            None => {
                let yes_term = self.elaborate_as(yes, of)?;
                (self.known.ite, yes_term, self.elaborate_as(no, of)?)
            }
            Some(name) => {
                let negated = self.store.constant(self.known.not, &[]);
                let negated = self.store.apply(negated, &[test]);
                let yes_term = self.elaborate_branch(name, test, yes, of)?;
                (self.known.dite, yes_term, self.elaborate_branch(name, negated, no, of)?)
            }
        };
        let arguments = [(condition.span, test), (yes.span, yes_term), (no.span, no_term)];
        self.call_constant(span, constant, &arguments, Some(of))
    }

    fn elaborate_branch(
        &mut self,
        name: &BinderName,
        hypothesis: TermId,
        branch: &Syntax,
        of: TermId,
    ) -> Outcome<TermId> {
        self.scoped(|this| {
            let name = this.binder_name(name, BinderKind::Explicit);
            let local = this.push_local(name, BinderKind::Explicit, hypothesis);
            let branch = this.elaborate_as(branch, of)?;
            this.bind_lambda(&[local], branch)
        })
    }
}
