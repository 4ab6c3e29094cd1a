//! Inductive types and structures.
//! Given by: declarations.
//! Gives: `Inductive` and `Structure` nodes.
//! Holds: fields on lines of their own stand at one column; a constructor starts with `|`.

use super::{Parse, Parser};
use crate::syntax::operator::LOWEST;
use crate::syntax::problem::Expected;
use crate::syntax::token::TokenKind;
use crate::syntax::tree::{Constructor, DeclarationKind, Field, Identifier, Inductive, Structure, Term};
use kernel::BinderKind;

impl Parser<'_, '_> {
    pub(super) fn inductive(&mut self, class: bool) -> Parse<DeclarationKind> {
        self.next();
        let name = self.declaration_name()?;
        let binders = self.signature_binders()?;
        let of = if self.accept(":") { Some(self.term(LOWEST)?) } else { None };
        if !self.accept("where") {
            self.accept(":=");
        }
        let mut constructors = Vec::new();
        while self.starts_constructor() {
            constructors.push(self.constructor()?);
        }
        let deriving = self.deriving()?;
        Ok(DeclarationKind::Inductive(Inductive { class, name, binders, of, constructors, deriving }))
    }

    fn starts_constructor(&mut self) -> bool {
        let documented = self.peek().kind == TokenKind::Documentation && self.is_symbol_at(1, "|");
        documented || self.is_symbol("|")
    }

    fn constructor(&mut self) -> Parse<Constructor> {
        let start = self.start();
        let outside = self.modifiers()?;
        self.expect("|")?;
        let mut modifiers = self.modifiers()?;
        modifiers.documentation = modifiers.documentation.or(outside.documentation);
        let name = self.identifier()?;
        let binders = self.signature_binders()?;
        let of = if self.accept(":") { Some(self.term(LOWEST)?) } else { None };
        Ok(Constructor { span: self.span_from(start), modifiers, name, binders, of })
    }

    pub(super) fn structure(&mut self, class: bool) -> Parse<DeclarationKind> {
        self.next();
        let name = self.declaration_name()?;
        let binders = self.signature_binders()?;
        let mut of = if self.accept(":") { Some(self.term(LOWEST)?) } else { None };
        let parents = if self.accept("extends") { self.parents()? } else { Vec::new() };
        if of.is_none() && self.accept(":") {
            of = Some(self.term(LOWEST)?);
        }
        let (constructor, fields) = if self.accept("where") || self.accept(":=") {
            (self.structure_constructor()?, self.structure_fields()?)
        } else {
            (None, Vec::new())
        };
        let deriving = self.deriving()?;
        let structure = Structure { class, name, binders, parents, of, constructor, fields, deriving };
        Ok(DeclarationKind::Structure(structure))
    }

    fn parents(&mut self) -> Parse<Vec<Term>> {
        if self.is_name() && self.is_symbol_at(1, ":") {
            return self.unsupported("extends with a name");
        }
        self.terms()
    }

    /// `mk ::`, with documentation or without.
    fn structure_constructor(&mut self) -> Parse<Option<Identifier>> {
        let documented = usize::from(self.peek().kind == TokenKind::Documentation);
        let named = self.peek_at(documented).kind == TokenKind::Identifier;
        if !(named && self.is_symbol_at(documented + 1, "::")) {
            return Ok(None);
        }
        self.modifiers()?;
        let name = self.identifier()?;
        self.next();
        Ok(Some(name))
    }

    fn structure_fields(&mut self) -> Parse<Vec<Field>> {
        self.block(|parser| {
            let mut fields = Vec::new();
            while parser.is_within() && parser.starts_field() {
                fields.push(parser.field()?);
            }
            Ok(fields)
        })
    }

    fn starts_field(&mut self) -> bool {
        if self.peek().kind == TokenKind::Documentation {
            let column = self.peek().column;
            let next = self.peek_at(1);
            let starts = next.kind == TokenKind::Identifier || self.starts_bracket_at(1);
            return starts && next.column == column;
        }
        self.is_name() || self.starts_bracket_at(0) || self.is_one_of(&["private", "protected"])
    }

    fn starts_bracket_at(&mut self, ahead: usize) -> bool {
        ["(", "{", "⦃", "["].iter().any(|sign| self.is_symbol_at(ahead, sign))
    }

    fn field(&mut self) -> Parse<Field> {
        let start = self.start();
        let modifiers = self.modifiers()?;
        if self.starts_bracket_at(0) {
            let binder = self.bracketed_binder()?;
            let names = binder.names.iter().map(|name| Identifier {
                span: name.span,
                parts: vec![name.name.clone().unwrap_or_else(|| "_".to_string())],
            });
            let (names, kind) = (names.collect(), binder.kind);
            let (of, default) = (binder.of, binder.default);
            let span = self.span_from(start);
            return Ok(Field { span, modifiers, kind, names, binders: Vec::new(), of, default });
        }
        let mut names = Vec::new();
        while self.is_name() {
            names.push(self.identifier()?);
        }
        let binders = self.signature_binders()?;
        let of = if self.accept(":") { Some(self.term(LOWEST)?) } else { None };
        let default = if self.accept(":=") { Some(self.term(LOWEST)?) } else { None };
        if names.is_empty() || (of.is_none() && default.is_none()) {
            return self.expected(Expected::Symbol(":"));
        }
        let span = self.span_from(start);
        Ok(Field { span, modifiers, kind: BinderKind::Explicit, names, binders, of, default })
    }
}
