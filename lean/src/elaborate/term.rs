//! Elaboration of terms: one arm for each form of the syntax.
//! Given by: commands, tactics, and the other passes of this folder.
//! Gives: kernel terms with holes for what is not known yet.
//! Holds: `elaborate` never fails because a type is not known yet while postponing is allowed: it leaves a hole.

use super::application::{Argument, Arguments};
use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::span::Span;
use crate::syntax::tree::{FunctionBinder, Identifier, Term as Syntax, TermKind};
use kernel::{BinderKind, NameId, Term, TermId};

impl Elaborator<'_> {
    /// Elaborates a term; what waits for a type becomes a hole.
    ///
    /// # Errors
    /// What is wrong with the term.
    pub fn elaborate(&mut self, syntax: &Syntax, expected: Option<TermId>) -> Outcome<TermId> {
        self.enter().map_err(|_| Failure::at(syntax.span, Fault::Limit))?;
        let nesting = self.nesting;
        let result = if may_wait(&syntax.kind) {
            self.attempt(|this| this.elaborate_now(syntax, expected))
        } else {
            self.elaborate_now(syntax, expected)
        };
        self.nesting = nesting;
        self.leave();
        match result {
            Err(Failure::Postpone) if self.may_postpone => Ok(self.postpone_term(syntax, expected)),
            Err(failure @ (Failure::Ill | Failure::Limit)) => {
                Err(Failure::Problem(Box::new(failure.into_problem(syntax.span))))
            }
            other => other,
        }
    }

    /// Elaborates a term that must have a given type.
    ///
    /// # Errors
    /// What is wrong with the term, or that it has another type.
    pub fn elaborate_as(&mut self, syntax: &Syntax, of: TermId) -> Outcome<TermId> {
        let term = self.elaborate(syntax, Some(of))?;
        self.expect_type(syntax.span, term, of)
    }

    /// Elaborates a type.
    ///
    /// # Errors
    /// What is wrong with the term, or that it is no type.
    pub fn elaborate_type(&mut self, syntax: &Syntax) -> Outcome<TermId> {
        let term = self.elaborate(syntax, None)?;
        self.expect_sort(syntax.span, term)
    }

    /// The term as a type: a test becomes the proposition that it is true.
    pub(crate) fn expect_sort(&mut self, span: Span, term: TermId) -> Outcome<TermId> {
        let mut of = self.infer(term)?;
        of = self.whnf(of);
        if let Term::Free(_) = self.store.term_at(self.head_of(of)) {
            self.settle_gently()?;
            of = self.instantiate(of);
            of = self.whnf(of);
        }
        if matches!(self.store.term_at(of), Term::Sort(_)) {
            return Ok(term);
        }
        let level = self.fresh_level();
        let sort = self.store.sort(level);
        if self.unify(of, sort) {
            return Ok(term);
        }
        if let Some(coerced) = self.coerce(term, of, sort) {
            return Ok(coerced);
        }
        let term = self.displayed(term);
        let of = self.displayed(of);
        Err(Failure::at(span, Fault::NotType(term, of)))
    }

    /// The term if it has the type, perhaps after a coercion.
    pub(crate) fn expect_type(&mut self, span: Span, term: TermId, of: TermId) -> Outcome<TermId> {
        let found =
            self.infer(term).map_err(|_| Failure::at(span, Fault::Internal("a term without type")))?;
        if self.unify(found, of) {
            return Ok(term);
        }
        if let Some(coerced) = self.coerce(term, found, of) {
            return Ok(coerced);
        }
        self.settle_gently()?;
        if self.unify(found, of) {
            return Ok(term);
        }
        if self.exhausted {
            return Err(Failure::at(span, Fault::Limit));
        }
        let fault = Fault::Mismatch {
            term: self.displayed(term),
            found: self.displayed(found),
            expected: self.displayed(of),
        };
        Err(Failure::at(span, fault))
    }

    /// A test where a proposition is expected.
    fn coerce(&mut self, term: TermId, found: TermId, expected: TermId) -> Option<TermId> {
        let found = self.instantiate(found);
        let found = self.whnf_reducible(found);
        let boolean = self.store.constant(self.known.boolean, &[]);
        let expected = self.instantiate(expected);
        if found == boolean && matches!(self.store.term_at(expected), Term::Sort(_)) {
            let proposition = self.store.proposition();
            if !self.unify(expected, proposition) {
                return None;
            }
            let yes = self.boolean(true);
            let equality = self.store.constant(self.known.eq, &[kernel::LevelId::ONE]);
            return Some(self.store.apply(equality, &[boolean, term, yes]));
        }
        None
    }

    /// Elaborates a term; fails with `Postpone` if too little is known.
    pub(crate) fn elaborate_now(&mut self, syntax: &Syntax, expected: Option<TermId>) -> Outcome<TermId> {
        if let Some(expected) = expected
            && !blocks_implicit_lambda(&syntax.kind)
            && let Some(done) = self.elaborate_under_implicit(syntax, expected)?
        {
            return Ok(done);
        }
        let span = syntax.span;
        match &syntax.kind {
            TermKind::Identifier(..)
            | TermKind::Explicit(_)
            | TermKind::Dotted(_)
            | TermKind::Field(..)
            | TermKind::Position(..) => self.elaborate_head(syntax, Arguments::default(), false, expected),
            TermKind::Apply(function, arguments) => {
                self.elaborate_head(function, Arguments::written(arguments), false, expected)
            }
            TermKind::Unary(..) | TermKind::Binary(..) => self.elaborate_operator(syntax, expected),
            TermKind::Natural(value) => self.elaborate_number(span, value, expected),
            TermKind::Text(text) => Ok(self.store.text(text)),
            TermKind::Character(value) => Ok(self.character(*value)),
            TermKind::Prop | TermKind::Type(_) | TermKind::Sort(_) => self.elaborate_universe(syntax),
            TermKind::Arrow(..)
            | TermKind::Pi(..)
            | TermKind::Exists(..)
            | TermKind::Subtype(..)
            | TermKind::DependentPair(..)
            | TermKind::Function(..)
            | TermKind::Let(..)
            | TermKind::Suffices(..)
            | TermKind::Show(..) => self.elaborate_binding(syntax, expected),
            TermKind::FunctionMatch(alternatives) => {
                self.elaborate_function_match(span, alternatives, expected)
            }
            TermKind::Match(discriminants, motive, alternatives) => {
                self.elaborate_match(span, discriminants, motive.as_deref(), alternatives, expected)
            }
            TermKind::If(name, condition, yes, no) => {
                self.elaborate_if(span, name.as_ref(), (condition, yes, no), expected)
            }
            TermKind::Ascription(term, of) => self.elaborate_ascription(term, of),
            TermKind::Hole => Ok(self.elaborate_hole(span, expected)),
            TermKind::NamedHole(name) => self.elaborate_named_hole(span, name.as_deref(), expected),
            TermKind::Tuple(_) | TermKind::Anonymous(_) | TermKind::List(_) | TermKind::Structure { .. } => {
                self.elaborate_value(syntax, expected)
            }
            TermKind::By(block) => Ok(self.elaborate_block(span, block, expected)),
            TermKind::Calculation(steps) => self.elaborate_calculation(span, steps, expected),
            TermKind::NoMatch(values) => self.elaborate_no_match(span, values, expected),
            TermKind::NoFunction => self.elaborate_no_function(span, expected),
            TermKind::Sorry => Err(Failure::at(span, Fault::Unproved)),
            TermKind::As(..) | TermKind::Inaccessible(_) => Err(Failure::at(span, Fault::BadPattern)),
            TermKind::Scientific(_) => Err(Failure::at(span, Fault::Unsupported("scientific literals"))),
            TermKind::Array(_) => Err(Failure::at(span, Fault::Unsupported("array literals"))),
            TermKind::Lookup(..) => Err(Failure::at(span, Fault::Unsupported("indexing"))),
        }
    }

    /// Where a function with implicit arguments is expected, they are introduced silently.
    fn elaborate_under_implicit(&mut self, syntax: &Syntax, expected: TermId) -> Outcome<Option<TermId>> {
        let expected = self.instantiate(expected);
        let expected = self.whnf_reducible(expected);
        let Term::Pi(binder, domain, body) = self.store.term_at(expected) else { return Ok(None) };
        if binder.kind == BinderKind::Explicit || binder.kind == BinderKind::StrictImplicit {
            return Ok(None);
        }
        self.enter()?;
        let context = self.context.clone();
        let name = self.inaccessible(binder.name);
        let local = self.push_local(name, binder.kind, domain);
        let variable = self.store.free(local);
        let body = self.store.instantiate(body, &[variable]);
        let result = self.elaborate_as_body(syntax, body).and_then(|term| self.bind_lambda(&[local], term));
        self.context = context;
        self.leave();
        result.map(Some)
    }

    fn elaborate_as_body(&mut self, syntax: &Syntax, of: TermId) -> Outcome<TermId> {
        let term = self.elaborate_now(syntax, Some(of))?;
        self.expect_type(syntax.span, term, of)
    }

    /// A name that cannot be written, made from one that could.
    pub fn inaccessible(&mut self, name: NameId) -> NameId {
        let text = self.store.show_name(name);
        let text =
            if text.is_empty() { "x✝".to_string() } else { format!("{}✝", text.trim_end_matches('✝')) };
        self.store.name_text(NameId::ANONYMOUS, &text)
    }

    fn elaborate_ascription(&mut self, term: &Syntax, of: &Syntax) -> Outcome<TermId> {
        let of = self.elaborate_type(of)?;
        self.settle_gently()?;
        self.elaborate_as(term, of)
    }

    /// A call of a constant by its name with elaborated arguments.
    pub(crate) fn call_constant(
        &mut self,
        span: Span,
        name: NameId,
        arguments: &[(Span, TermId)],
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        if self.environment.get(name).is_none() {
            return Err(Failure::at(span, Fault::UnknownName(self.store.show_name(name))));
        }
        let levels = self.fresh_levels_for(name);
        let function = self.store.constant(name, &levels);
        let positional = arguments.iter().map(|&(span, term)| Argument::Done(span, term)).collect();
        let arguments = Arguments { positional, ..Arguments::default() };
        self.call(span, function, arguments, false, expected)
    }

    /// Head forms that take arguments: names, fields, and any other term.
    pub(crate) fn elaborate_head(
        &mut self,
        head: &Syntax,
        arguments: Arguments,
        explicit: bool,
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        match &head.kind {
            TermKind::Explicit(inner) => self.elaborate_head(inner, arguments, true, expected),
            TermKind::Apply(function, first) if arguments.is_empty() => {
                self.elaborate_head(function, Arguments::written(first), explicit, expected)
            }
            TermKind::Identifier(identifier, levels) => self.elaborate_identifier(
                head.span,
                identifier,
                levels.as_deref(),
                (arguments, explicit),
                expected,
            ),
            TermKind::Dotted(identifier) => {
                self.elaborate_dotted(head.span, identifier, arguments, explicit, expected)
            }
            TermKind::Field(value, path) => {
                let base = self.elaborate(value, None)?;
                self.field_chain(head.span, base, &path.parts, (arguments, explicit), expected)
            }
            TermKind::Position(value, index) => {
                let base = self.elaborate(value, None)?;
                let field = self.field_at(head.span, base, *index)?;
                self.call(head.span, field, arguments, explicit, expected)
            }
            _ => {
                let function = self.elaborate(head, None)?;
                self.call(head.span, function, arguments, explicit, expected)
            }
        }
    }

    /// A term with its values in, and with constants for hypotheses and holes, so that it can be shown anywhere.
    pub fn displayed(&mut self, id: TermId) -> TermId {
        let id = self.instantiate(id);
        let mut replacement = rustc_hash::FxHashMap::default();
        for variable in self.free_variables(id) {
            let name = match self.variables.local(variable) {
                Some(local) => local.name,
                None => {
                    let part = self.variables.meta(variable).map_or(NameId::ANONYMOUS, |meta| meta.name);
                    let text = format!("?{}", self.store.show_name(part));
                    self.store
                        .name_text(NameId::ANONYMOUS, if part == NameId::ANONYMOUS { "?_" } else { &text })
                }
            };
            let constant = self.store.constant(name, &[]);
            replacement.insert(variable, constant);
        }
        self.store.replace_free(id, &replacement)
    }

    /// An identifier with one part at a place.
    pub(crate) fn plain_identifier(span: Span, part: &str) -> Identifier {
        Identifier { span, parts: vec![part.to_string()] }
    }
}

/// Whether a form can fail because too little is known.
fn may_wait(kind: &TermKind) -> bool {
    !matches!(
        kind,
        TermKind::Prop
            | TermKind::Type(_)
            | TermKind::Sort(_)
            | TermKind::Natural(_)
            | TermKind::Text(_)
            | TermKind::Hole
            | TermKind::By(_)
            | TermKind::Arrow(..)
            | TermKind::Pi(..)
    )
}

/// Forms that say themselves what becomes of implicit arguments.
fn blocks_implicit_lambda(kind: &TermKind) -> bool {
    match kind {
        TermKind::Explicit(_)
        | TermKind::Hole
        | TermKind::NamedHole(_)
        | TermKind::By(_)
        | TermKind::Ascription(..)
        | TermKind::Sorry => true,
        TermKind::Apply(function, _) => matches!(function.kind, TermKind::Explicit(_)),
        TermKind::Function(binders, _) => binders.iter().any(|binder| match binder {
            FunctionBinder::Variables(binder) => binder.kind != BinderKind::Explicit,
            FunctionBinder::Pattern(_) => false,
        }),
        _ => false,
    }
}
