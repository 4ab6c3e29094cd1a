//! Forms that bind variables: functions, function types, `∃`, `let`, `have`, `show`.
//! Given by: the elaboration of terms.
//! Gives: lambdas, function types, `let`.
//! Holds: the context after a form is the context before it.

use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::span::Span;
use crate::syntax::tree::{
    Alternative, Binder as BinderSyntax, BinderName, FunctionBinder, Term as Syntax, TermKind,
};
use kernel::{BinderKind, FreeId, NameId, Term, TermId};

impl Elaborator<'_> {
    pub(crate) fn elaborate_binding(&mut self, syntax: &Syntax, expected: Option<TermId>) -> Outcome<TermId> {
        let context = self.context.clone();
        let result = match &syntax.kind {
            TermKind::Arrow(domain, result) => self.elaborate_arrow(domain, result),
            TermKind::Pi(binders, body) => self.elaborate_pi(binders, body),
            TermKind::Exists(binders, body) => {
                let name = self.known.exists;
                self.elaborate_quantifier(syntax.span, name, binders, body)
            }
            TermKind::Subtype(binder, body) => {
                let name = self.known.subtype;
                self.elaborate_quantifier(syntax.span, name, std::slice::from_ref(binder), body)
            }
            TermKind::DependentPair(binders, body, data) => {
                let name = if *data { self.known.sigma } else { self.known.psigma };
                self.elaborate_quantifier(syntax.span, name, binders, body)
            }
            TermKind::Function(binders, body) => {
                self.elaborate_function(syntax.span, binders, body, expected)
            }
            TermKind::Let(binding, body) => self.elaborate_let(binding, body, expected),
            TermKind::Suffices(suffices, proof) => self.elaborate_suffices(suffices, proof, expected),
            TermKind::Show(of, term) => self.elaborate_show(of, term, expected),
            _ => Err(Failure::at(syntax.span, Fault::Internal("a form without binder"))),
        };
        self.context = context;
        result
    }

    fn elaborate_arrow(&mut self, domain: &Syntax, result: &Syntax) -> Outcome<TermId> {
        let domain = self.elaborate_type(domain)?;
        let result = self.elaborate_type(result)?;
        Ok(self.arrow(domain, result))
    }

    fn elaborate_pi(&mut self, binders: &[BinderSyntax], body: &Syntax) -> Outcome<TermId> {
        let locals = self.elaborate_binders(binders)?;
        let body = self.elaborate_type(body)?;
        self.bind_pi(&locals, body)
    }

    /// Opens binders: adds their variables to the context.
    ///
    /// # Errors
    /// What is wrong with their types.
    pub fn elaborate_binders(&mut self, binders: &[BinderSyntax]) -> Outcome<Vec<FreeId>> {
        let mut locals = Vec::new();
        for binder in binders {
            for name in &binder.names {
                // The type is elaborated for each name again: holes in it may differ.
                let of = self.binder_type(binder)?;
                let name = self.binder_name(name, binder.kind);
                locals.push(self.push_local(name, binder.kind, of));
            }
        }
        Ok(locals)
    }

    fn binder_type(&mut self, binder: &BinderSyntax) -> Outcome<TermId> {
        let Some(of) = &binder.of else { return Ok(self.fresh_type()) };
        let of = self.elaborate_type(of)?;
        let Some(default) = &binder.default else { return Ok(of) };
        let value = self.elaborate_as(default, of)?;
        let level = self.universe_of(of)?;
        let head = self.store.constant(self.known.opt_param, &[level]);
        Ok(self.store.apply(head, &[of, value]))
    }

    /// The name of a bound variable; what cannot be mentioned gets a name that cannot be written.
    pub(crate) fn binder_name(&mut self, name: &BinderName, kind: BinderKind) -> NameId {
        match &name.name {
            Some(name) => self.store.name_text(NameId::ANONYMOUS, name),
            None if kind == BinderKind::Instance => self.store.name_text(NameId::ANONYMOUS, "inst✝"),
            None => self.store.name_text(NameId::ANONYMOUS, "x✝"),
        }
    }

    /// `∃ x, p` and its like: a constant applied to a domain and a lambda, for each variable.
    fn elaborate_quantifier(
        &mut self,
        span: Span,
        name: NameId,
        binders: &[BinderSyntax],
        body: &Syntax,
    ) -> Outcome<TermId> {
        let locals = self.elaborate_binders(binders)?;
        let mut body = self.elaborate_type(body)?;
        for &local in locals.iter().rev() {
            let lambda = self.bind_lambda(&[local], body)?;
            body = self.call_constant(span, name, &[(span, lambda)], None)?;
        }
        Ok(body)
    }

    fn elaborate_function(
        &mut self,
        span: Span,
        binders: &[FunctionBinder],
        body: &Syntax,
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let mut locals = Vec::new();
        let mut expected = expected;
        for (position, binder) in binders.iter().enumerate() {
            match binder {
                FunctionBinder::Variables(binder) => {
                    for name in &binder.names {
                        let (local, rest) = self.function_variable(binder, name, expected)?;
                        locals.extend(local);
                        expected = rest;
                    }
                }
                FunctionBinder::Pattern(pattern) => {
                    let rest = Syntax {
                        span: body.span,
                        kind: TermKind::Function(binders[position + 1..].to_vec(), Box::new(body.clone())),
                    };
                    let result = if position + 1 == binders.len() { body.clone() } else { rest };
                    let alternative =
                        Alternative { span: pattern.span, patterns: vec![vec![pattern.clone()]], result };
                    let term = self.elaborate_function_match(span, &[alternative], expected)?;
                    return self.bind_lambda(&locals, term);
                }
            }
        }
        let term = match expected {
            Some(expected) => self.elaborate_as(body, expected)?,
            None => self.elaborate(body, None)?,
        };
        self.bind_lambda(&locals, term)
    }

    /// Opens one variable of a function; the rest of the expected type comes back.
    fn function_variable(
        &mut self,
        binder: &BinderSyntax,
        name: &BinderName,
        expected: Option<TermId>,
    ) -> Outcome<(Vec<FreeId>, Option<TermId>)> {
        let mut opened = Vec::new();
        let mut expected = expected;
        while let Some((shape, domain, body)) = self.expected_pi(expected) {
            let silent = binder.kind == BinderKind::Explicit
                && matches!(shape.kind, BinderKind::Implicit | BinderKind::Instance);
            let local = if silent {
                let name = self.inaccessible(shape.name);
                self.push_local(name, shape.kind, domain)
            } else {
                let of = self.variable_type(binder, domain)?;
                let name = self.binder_name(name, binder.kind);
                self.push_local(name, binder.kind, of)
            };
            opened.push(local);
            let variable = self.store.free(local);
            expected = Some(self.store.instantiate(body, &[variable]));
            if !silent {
                return Ok((opened, expected));
            }
        }
        let of = self.binder_type(binder)?;
        let name = self.binder_name(name, binder.kind);
        let local = self.push_local(name, binder.kind, of);
        opened.push(local);
        let result = match expected {
            Some(expected) => Some(self.unknown_result(binder.span, local, expected)?),
            None => None,
        };
        Ok((opened, result))
    }

    fn expected_pi(&mut self, expected: Option<TermId>) -> Option<(kernel::Binder, TermId, TermId)> {
        let of = self.instantiate(expected?);
        self.expose_pi(of)
    }

    /// The type written at a variable, which must be the expected one.
    fn variable_type(&mut self, binder: &BinderSyntax, domain: TermId) -> Outcome<TermId> {
        let Some(written) = &binder.of else { return Ok(domain) };
        let of = self.elaborate_type(written)?;
        if self.unify(of, domain) {
            return Ok(of);
        }
        let found = self.displayed(of);
        let expected = self.displayed(domain);
        Err(Failure::at(written.span, Fault::Mismatch { term: found, found, expected }))
    }

    /// The expected type is unknown: it becomes a function type, whose result comes back.
    fn unknown_result(&mut self, span: Span, local: FreeId, expected: TermId) -> Outcome<TermId> {
        let level = self.fresh_level();
        let sort = self.store.sort(level);
        let result = self.fresh_meta(sort);
        let arrow = self.bind_pi(&[local], result)?;
        if self.unify(expected, arrow) {
            return Ok(result);
        }
        let found = self.displayed(arrow);
        let expected = self.displayed(expected);
        Err(Failure::at(span, Fault::Mismatch { term: found, found, expected }))
    }

    /// The variables of a telescope `(x₁ : A₁) → … → R`, at most `count`, pushed to the context, and `R`.
    pub fn open_pi(&mut self, of: TermId, count: usize) -> (Vec<FreeId>, TermId) {
        let mut locals = Vec::new();
        let mut of = of;
        while locals.len() < count {
            let Some((binder, domain, body)) = self.expose_pi(of) else { break };
            let local = self.push_local(binder.name, binder.kind, domain);
            let variable = self.store.free(local);
            locals.push(local);
            of = self.store.instantiate(body, &[variable]);
        }
        (locals, of)
    }

    /// Like `open_pi`, but only as far as the type is written as a function type.
    pub fn open_written_pi(&mut self, of: TermId) -> (Vec<FreeId>, TermId) {
        let mut locals = Vec::new();
        let mut of = of;
        while let Term::Pi(binder, domain, body) = self.store.term_at(of) {
            let local = self.push_local(binder.name, binder.kind, domain);
            let variable = self.store.free(local);
            locals.push(local);
            of = self.store.instantiate(body, &[variable]);
        }
        (locals, of)
    }
}

/// Whether a pattern of `let` binds one name.
pub(crate) fn is_simple_pattern(pattern: &Syntax) -> bool {
    match &pattern.kind {
        TermKind::Identifier(identifier, None) => identifier.parts.len() == 1,
        TermKind::Hole => true,
        _ => false,
    }
}
