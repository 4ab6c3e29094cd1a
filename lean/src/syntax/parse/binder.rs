//! Binders, with and without brackets.
//! Given by: signatures, `∀`, `∃`, `fun`, `variable`, fields and constructors.
//! Gives: `Binder` and `FunctionBinder` nodes.
//! Holds: a binder has at least one name; `[A]` has the name `_`.

use super::{Parse, Parser};
use crate::syntax::operator::{ARGUMENT, LOWEST, Operator};
use crate::syntax::problem::Expected;
use crate::syntax::token::TokenKind;
use crate::syntax::tree::{Binder, BinderName, FunctionBinder, Identifier, Term, TermKind};
use kernel::BinderKind;

/// What may follow the one name after `∀` and `∃`, as in `∀ x < n, p`.
const CONDITIONS: [Operator; 8] = [
    Operator::Member,
    Operator::NotMember,
    Operator::Less,
    Operator::LessEqual,
    Operator::Greater,
    Operator::GreaterEqual,
    Operator::NotEqual,
    Operator::Subset,
];

impl Parser<'_, '_> {
    pub(super) fn is_binder_name(&mut self) -> bool {
        self.is_name() || self.is_symbol("_")
    }

    /// A name or `_`.
    pub(super) fn binder_name(&mut self) -> Parse<BinderName> {
        if self.is_symbol("_") {
            return Ok(BinderName { span: self.next().span, name: None });
        }
        let (name, span) = self.short_name()?;
        Ok(BinderName { span, name: Some(name) })
    }

    pub(super) fn binder_names(&mut self) -> Parse<Vec<BinderName>> {
        let mut names = Vec::new();
        while self.is_binder_name() && self.is_indented() {
            names.push(self.binder_name()?);
        }
        Ok(names)
    }

    pub(super) fn starts_bracketed_binder(&mut self) -> bool {
        self.is_one_of(&["(", "{", "⦃", "["])
    }

    /// `(x y : A := v)`, `{x : A}`, `⦃x : A⦄`, `[x : A]`, `[A]`.
    pub(super) fn bracketed_binder(&mut self) -> Parse<Binder> {
        let start = self.start();
        let (kind, close) = match self.slice_next() {
            "(" => (BinderKind::Explicit, ")"),
            "{" => (BinderKind::Implicit, "}"),
            "⦃" => (BinderKind::StrictImplicit, "⦄"),
            "[" => (BinderKind::Instance, "]"),
            _ => return self.expected(Expected::Binder),
        };
        self.next();
        let mut binder = self.with_column(None, |parser| parser.inside_binder(kind))?;
        self.expect(close)?;
        binder.span = self.span_from(start);
        Ok(binder)
    }

    fn slice_next(&mut self) -> &str {
        let token = self.peek();
        if token.kind == TokenKind::Symbol { self.slice(token) } else { "" }
    }

    fn inside_binder(&mut self, kind: BinderKind) -> Parse<Binder> {
        let start = self.start();
        if kind == BinderKind::Instance && !(self.is_binder_name() && self.is_symbol_at(1, ":")) {
            let of = self.term(LOWEST)?;
            let names = vec![BinderName { span: of.span, name: None }];
            return Ok(Binder { span: self.span_from(start), kind, names, of: Some(of), default: None });
        }
        let names = self.binder_names()?;
        if names.is_empty() {
            return self.expected(Expected::Name);
        }
        let of = if self.accept(":") { Some(self.term(LOWEST)?) } else { None };
        let default = if self.accept(":=") { Some(self.term(LOWEST)?) } else { None };
        Ok(Binder { span: self.span_from(start), kind, names, of, default })
    }

    /// The binders of a signature: names alone and brackets, in any order.
    pub(super) fn signature_binders(&mut self) -> Parse<Vec<Binder>> {
        let mut binders = Vec::new();
        while self.is_indented() {
            if self.starts_bracketed_binder() {
                binders.push(self.bracketed_binder()?);
            } else if self.is_binder_name() {
                binders.push(self.bare_binder()?);
            } else {
                break;
            }
        }
        Ok(binders)
    }

    /// Names without brackets, at least one.
    fn bare_binder(&mut self) -> Parse<Binder> {
        let start = self.start();
        let names = self.binder_names()?;
        if names.is_empty() {
            return self.expected(Expected::Name);
        }
        let (span, kind) = (self.span_from(start), BinderKind::Explicit);
        Ok(Binder { span, kind, names, of: None, default: None })
    }

    /// The binders after `∀` and `∃`, and the condition that may follow a single name.
    pub(super) fn quantified(&mut self) -> Parse<(Vec<Binder>, Option<Term>)> {
        let mut binders = self.signature_binders()?;
        if self.accept(":") {
            let of = self.term(LOWEST)?;
            if !give_type(binders.iter_mut(), of) {
                return self.expected(Expected::Binder);
            }
            return Ok((binders, None));
        }
        let name = match binders.as_slice() {
            [] => return self.expected(Expected::Binder),
            [Binder { names, of: None, .. }] if names.len() == 1 => names.first().cloned(),
            _ => None,
        };
        let condition = match name {
            Some(name) => self.binder_condition(&name)?,
            None => None,
        };
        Ok((binders, condition))
    }

    fn binder_condition(&mut self, name: &BinderName) -> Parse<Option<Term>> {
        let Some(operator) =
            CONDITIONS.into_iter().find(|operator| self.accept_one_of(operator.shape().tokens))
        else {
            return Ok(None);
        };
        let bound = self.term(LOWEST)?;
        let span = name.span.to(bound.span);
        let kind = TermKind::Binary(operator, Box::new(name_term(name)), Box::new(bound));
        Ok(Some(Term { span, kind }))
    }

    /// The binders between `fun` and its arrow.
    pub(super) fn function_binders(&mut self) -> Parse<Vec<FunctionBinder>> {
        let mut binders = Vec::new();
        while !self.is_one_of(&["=>", "↦", ":"]) {
            binders.push(self.function_binder()?);
        }
        if binders.is_empty() {
            return self.expected(Expected::Binder);
        }
        if self.accept(":") {
            let of = self.term(LOWEST)?;
            let variables = binders.iter_mut().filter_map(|binder| match binder {
                FunctionBinder::Variables(binder) => Some(binder),
                FunctionBinder::Pattern(_) => None,
            });
            if !give_type(variables, of) {
                return self.expected(Expected::Binder);
            }
        }
        Ok(binders)
    }

    fn function_binder(&mut self) -> Parse<FunctionBinder> {
        if self.is_binder_name() && !self.is_as_pattern() {
            return self.unlimited_names().map(FunctionBinder::Variables);
        }
        if self.is_one_of(&["{", "⦃", "["]) || (self.is_symbol("(") && self.is_name_list()) {
            return self.bracketed_binder().map(FunctionBinder::Variables);
        }
        self.term(ARGUMENT).map(FunctionBinder::Pattern)
    }

    /// Names up to something else, wherever they stand.
    fn unlimited_names(&mut self) -> Parse<Binder> {
        let start = self.start();
        let mut names = Vec::new();
        while self.is_binder_name() && !self.is_as_pattern() {
            names.push(self.binder_name()?);
        }
        let (span, kind) = (self.span_from(start), BinderKind::Explicit);
        Ok(Binder { span, kind, names, of: None, default: None })
    }

    /// Whether `x@` stands here.
    pub(super) fn is_as_pattern(&mut self) -> bool {
        self.is_name() && self.is_symbol_at(1, "@") && !self.peek_at(1).spaced
    }

    /// Whether only names stand between the bracket here and `:` or the closing bracket.
    fn is_name_list(&mut self) -> bool {
        let mut ahead = 1;
        while self.peek_at(ahead).kind == TokenKind::Identifier || self.is_symbol_at(ahead, "_") {
            ahead += 1;
        }
        ahead > 1 && (self.is_symbol_at(ahead, ":") || self.is_symbol_at(ahead, ")"))
    }
}

/// Gives a type to the one group of names that has none; answers whether there is exactly one.
fn give_type<'b>(binders: impl Iterator<Item = &'b mut Binder>, of: Term) -> bool {
    let mut untyped = binders.filter(|binder| binder.of.is_none());
    match (untyped.next(), untyped.next()) {
        (Some(binder), None) => {
            binder.of = Some(of);
            true
        }
        _ => false,
    }
}

/// A bound name as a term.
pub(super) fn name_term(name: &BinderName) -> Term {
    let kind = match &name.name {
        Some(text) => TermKind::Identifier(Identifier { span: name.span, parts: vec![text.clone()] }, None),
        None => TermKind::Hole,
    };
    Term { span: name.span, kind }
}
