//! Terms in brackets, and the binders of dependent arrows, which look like them.
//! Given by: closed terms.
//! Gives: tuples, ascriptions, lists, anonymous constructors, subtypes, dependent arrows and pairs.
//! Holds: a bracket is read once: what turns out to be a binder is made into one from the term that was read.

use super::leading::placeholder_name;
use super::{Parse, Parser};
use crate::syntax::operator::{ARROW, LOWEST, PAIR};
use crate::syntax::problem::{Expected, Problem, ProblemKind};
use crate::syntax::span::Span;
use crate::syntax::token::TokenKind;
use crate::syntax::tree::{Argument, Binder, BinderName, FunctionBinder, Term, TermKind};
use kernel::BinderKind;

impl Parser<'_, '_> {
    /// `(e)`, `(a, b)`, `(e : A)`, `(· + 1)`, `(x : A) → B`, `(x : A) × B`.
    pub(super) fn parenthesis(&mut self, least: u16) -> Parse<Term> {
        let start = self.next().span.start;
        let around = self.placeholders.replace(Vec::new());
        let inside = self.with_column(None, Self::inside_parenthesis)?;
        self.expect(")")?;
        let places = std::mem::replace(&mut self.placeholders, around).unwrap_or_default();
        let span = self.span_from(start);
        let term = self.dependent(span, inside, least)?;
        Ok(if places.is_empty() { term } else { abstract_places(&places, span, term) })
    }

    fn inside_parenthesis(&mut self) -> Parse<Term> {
        let start = self.start();
        if self.is_symbol(")") {
            return Ok(Term { span: self.span_from(start), kind: TermKind::Tuple(Vec::new()) });
        }
        let first = self.term(LOWEST)?;
        let kind = if self.accept(":") {
            let of = if self.is_symbol(")") { return Ok(first) } else { self.term(LOWEST)? };
            TermKind::Ascription(Box::new(first), Box::new(of))
        } else if self.is_symbol(",") {
            let mut members = vec![first];
            while self.accept(",") {
                members.push(self.term(LOWEST)?);
            }
            TermKind::Tuple(members)
        } else {
            return Ok(first);
        };
        Ok(Term { span: self.span_from(start), kind })
    }

    /// `→ B` or `× B` after `(x : A)`; anything else is left as it is.
    fn dependent(&mut self, span: Span, inside: Term, least: u16) -> Parse<Term> {
        let arrow = least <= ARROW && self.is_one_of(&["→", "->"]);
        let pair = !arrow && least <= PAIR && self.is_one_of(&["×", "×'"]);
        if !arrow && !pair {
            return Ok(inside);
        }
        let binder = match typed_names(span, inside) {
            Ok(binder) => binder,
            Err(other) => return Ok(other),
        };
        if arrow {
            return self.dependent_arrow(binder);
        }
        let plain = self.is_symbol("×");
        self.next();
        let second = self.term(PAIR)?;
        let kind = TermKind::DependentPair(vec![binder], Box::new(second), plain);
        Ok(Term { span: self.span_from(span.start), kind })
    }

    /// `→ B` after a binder in brackets.
    fn dependent_arrow(&mut self, binder: Binder) -> Parse<Term> {
        let start = binder.span.start;
        if !self.accept("->") {
            self.expect("→")?;
        }
        let body = self.term(LOWEST)?;
        Ok(Term { span: self.span_from(start), kind: TermKind::Pi(vec![binder], Box::new(body)) })
    }

    /// `[a, b]`, `[A] → B`, `[x : A] → B`.
    pub(super) fn square_bracket(&mut self, least: u16) -> Parse<Term> {
        if self.peek_at(1).kind == TokenKind::Identifier && self.is_symbol_at(2, ":") {
            let binder = self.bracketed_binder()?;
            return self.dependent_arrow(binder);
        }
        let start = self.next().span.start;
        let mut members = self.with_column(None, |parser| parser.list("]", |parser| parser.term(LOWEST)))?;
        let span = self.span_from(start);
        if least <= ARROW && members.len() == 1 && self.is_one_of(&["→", "->"]) {
            let names = vec![BinderName { span, name: None }];
            let of = members.pop();
            return self.dependent_arrow(Binder {
                span,
                kind: BinderKind::Instance,
                names,
                of,
                default: None,
            });
        }
        Ok(Term { span, kind: TermKind::List(members) })
    }

    /// `{x : A} → B`, `{ x : A // p }`, `{ a := e }`.
    pub(super) fn brace(&mut self, least: u16) -> Parse<Term> {
        let mut ahead = 1;
        while self.peek_at(ahead).kind == TokenKind::Identifier || self.is_symbol_at(ahead, "_") {
            ahead += 1;
        }
        if ahead > 1 && (self.is_symbol_at(ahead, ":") || self.is_symbol_at(ahead, "//")) {
            return self.subtype_or_binder(least);
        }
        self.structure_instance()
    }

    fn subtype_or_binder(&mut self, least: u16) -> Parse<Term> {
        let start = self.next().span.start;
        let mut binder = self.with_column(None, |parser| {
            let names = parser.binder_names()?;
            let of = if parser.accept(":") { Some(parser.term(LOWEST)?) } else { None };
            Ok(Binder { span: parser.span_from(start), kind: BinderKind::Implicit, names, of, default: None })
        })?;
        if binder.names.len() == 1 && self.accept("//") {
            binder.kind = BinderKind::Explicit;
            let condition = self.with_column(None, |parser| parser.term(LOWEST))?;
            self.expect("}")?;
            let kind = TermKind::Subtype(Box::new(binder), Box::new(condition));
            return Ok(Term { span: self.span_from(start), kind });
        }
        self.expect("}")?;
        binder.span = self.span_from(start);
        if least > ARROW {
            return Err(Problem { span: binder.span, kind: ProblemKind::Expected(Expected::Term) });
        }
        self.dependent_arrow(binder)
    }

    /// `⦃x : A⦄ → B`.
    pub(super) fn strict_binder(&mut self, least: u16) -> Parse<Term> {
        if least > ARROW {
            return self.expected(Expected::Term);
        }
        let binder = self.bracketed_binder()?;
        self.dependent_arrow(binder)
    }

    /// `⟨a, b⟩`.
    pub(super) fn angle_bracket(&mut self) -> Parse<TermKind> {
        self.next();
        let members = self.with_column(None, |parser| parser.list("⟩", |parser| parser.term(LOWEST)))?;
        Ok(TermKind::Anonymous(members))
    }
}

/// A typed term whose left side consists of names, as a binder; any other term as it is.
fn typed_names(span: Span, term: Term) -> Result<Binder, Term> {
    let TermKind::Ascription(left, of) = term.kind else { return Err(term) };
    match names_of(&left) {
        Some(names) => Ok(Binder { span, kind: BinderKind::Explicit, names, of: Some(*of), default: None }),
        None => Err(Term { span: term.span, kind: TermKind::Ascription(left, of) }),
    }
}

/// The names that a term consists of, if it consists of names only.
fn names_of(term: &Term) -> Option<Vec<BinderName>> {
    let TermKind::Apply(first, rest) = &term.kind else { return name_of(term).map(|name| vec![name]) };
    let mut names = vec![name_of(first)?];
    for argument in rest {
        let Argument::Positional(argument) = argument else { return None };
        names.push(name_of(argument)?);
    }
    Some(names)
}

fn name_of(term: &Term) -> Option<BinderName> {
    match &term.kind {
        TermKind::Hole => Some(BinderName { span: term.span, name: None }),
        TermKind::Identifier(name, None) => {
            name.single().map(|text| BinderName { span: term.span, name: Some(text.to_string()) })
        }
        _ => None,
    }
}

/// `fun x✝1 … => body` over the places where `·` stands.
fn abstract_places(places: &[Span], span: Span, body: Term) -> Term {
    let binders = places.iter().enumerate().map(|(index, &place)| {
        let name = BinderName { span: place, name: Some(placeholder_name(index + 1)) };
        let kind = BinderKind::Explicit;
        FunctionBinder::Variables(Binder { span: place, kind, names: vec![name], of: None, default: None })
    });
    Term { span, kind: TermKind::Function(binders.collect(), Box::new(body)) }
}
