//! Forms that bind variables: functions, function types, `∃`, `let`, `have`, `show`.
//! Given by: the elaboration of terms.
//! Gives: lambdas, function types, `let`.
//! Holds: the context after a form is the context before it.

use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::span::Span;
use crate::syntax::tree::{
    Alternative, Binder as BinderSyntax, BinderName, FunctionBinder, LocalBinding, LocalValue, Suffices,
    Term as Syntax, TermKind,
};
use kernel::{Binder, BinderKind, FreeId, LevelId, NameId, Term, TermId};

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
        let mut skipped = Vec::new();
        let mut expected = expected;
        loop {
            let shape = match expected {
                Some(of) => {
                    let of = self.instantiate(of);
                    self.expose_pi(of)
                }
                None => None,
            };
            let Some((shape, domain, body)) = shape else { break };
            if binder.kind == BinderKind::Explicit
                && matches!(shape.kind, BinderKind::Implicit | BinderKind::Instance)
            {
                let name = self.inaccessible(shape.name);
                let local = self.push_local(name, shape.kind, domain);
                let variable = self.store.free(local);
                skipped.push(local);
                expected = Some(self.store.instantiate(body, &[variable]));
                continue;
            }
            let of = match &binder.of {
                Some(of) => {
                    let span = of.span;
                    let of = self.elaborate_type(of)?;
                    if !self.unify(of, domain) {
                        let fault = Fault::Mismatch {
                            term: self.displayed(of),
                            found: self.displayed(of),
                            expected: self.displayed(domain),
                        };
                        return Err(Failure::at(span, fault));
                    }
                    of
                }
                None => domain,
            };
            let name = self.binder_name(name, binder.kind);
            let local = self.push_local(name, binder.kind, of);
            let variable = self.store.free(local);
            skipped.push(local);
            return Ok((skipped, Some(self.store.instantiate(body, &[variable]))));
        }
        let of = self.binder_type(binder)?;
        let name = self.binder_name(name, binder.kind);
        skipped.push(self.push_local(name, binder.kind, of));
        let Some(of_function) = expected else { return Ok((skipped, None)) };
        // The expected type is unknown: it becomes a function type.
        let level = self.fresh_level();
        let sort = self.store.sort(level);
        let result = self.fresh_meta(sort);
        let last = [*skipped.last().unwrap_or(&self.store.fresh_free())];
        let arrow = self.bind_pi(&last, result)?;
        if self.unify(of_function, arrow) {
            Ok((skipped, Some(result)))
        } else {
            let fault = Fault::Mismatch {
                term: self.displayed(of),
                found: self.displayed(arrow),
                expected: self.displayed(of_function),
            };
            Err(Failure::at(binder.span, fault))
        }
    }

    fn elaborate_let(
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

    fn elaborate_suffices(
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

    fn elaborate_show(&mut self, of: &Syntax, term: &Syntax, expected: Option<TermId>) -> Outcome<TermId> {
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

    /// The level of a type as the universe parameter of a constant that wants `Type u` or `Sort u`.
    pub(crate) fn sort_level(&mut self, of: TermId) -> Outcome<LevelId> {
        self.universe_of(of)
    }

    /// A lambda over a fresh variable of a type, for terms built by hand.
    pub(crate) fn lambda_over(
        &mut self,
        name: NameId,
        of: TermId,
        body: impl FnOnce(&mut Self, TermId) -> Outcome<TermId>,
    ) -> Outcome<TermId> {
        self.scoped(|this| {
            let local = this.push_local(name, BinderKind::Explicit, of);
            let variable = this.store.free(local);
            let body = body(this, variable)?;
            this.bind_lambda(&[local], body)
        })
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
