//! Structure instances: in braces, and after `where`.
//! Given by: terms and definitions.
//! Gives: `FieldValue` nodes.
//! Holds: fields are separated by commas, or stand on lines of their own at the column of the first.

use super::{Parse, Parser};
use crate::syntax::operator::{ARGUMENT, LOWEST};
use crate::syntax::problem::Expected;
use crate::syntax::token::TokenKind;
use crate::syntax::tree::{Binder, FieldValue, FunctionBinder, Term, TermKind};
use kernel::BinderKind;

impl Parser<'_, '_> {
    /// `{ s with x := e, .. : A }`.
    pub(super) fn structure_instance(&mut self) -> Parse<Term> {
        let start = self.next().span.start;
        let kind = self.with_column(None, Self::inside_structure)?;
        self.expect("}")?;
        Ok(Term { span: self.span_from(start), kind })
    }

    fn inside_structure(&mut self) -> Parse<TermKind> {
        let sources = if self.has_sources() { self.sources()? } else { Vec::new() };
        let fields = if self.is_name() { self.field_values()? } else { Vec::new() };
        let open = self.accept("..");
        let of = if self.accept(":") { Some(Box::new(self.term(LOWEST)?)) } else { None };
        Ok(TermKind::Structure { sources, fields, open, of })
    }

    /// Whether what stands here is not a field: anything but a name before `:=`, `,`, `}` or a parameter.
    fn has_sources(&mut self) -> bool {
        if self.is_one_of(&["}", "..", ":"]) {
            return false;
        }
        !self.is_name() || self.is_symbol_at(1, "with") || self.starts_source_list()
    }

    /// Whether names and commas lead to `with`, or a name is followed by something that no field has.
    fn starts_source_list(&mut self) -> bool {
        let mut ahead = 1;
        while self.is_symbol_at(ahead, ",") && self.peek_at(ahead + 1).kind == TokenKind::Identifier {
            ahead += 2;
        }
        ahead > 1 && self.is_symbol_at(ahead, "with")
            || [".", "["].iter().any(|sign| self.is_symbol_at(1, sign) && !self.peek_at(1).spaced)
    }

    fn sources(&mut self) -> Parse<Vec<Term>> {
        let sources = self.terms()?;
        self.expect("with")?;
        Ok(sources)
    }

    /// Fields, at least one.
    pub(super) fn field_values(&mut self) -> Parse<Vec<FieldValue>> {
        self.block(|parser| {
            let column = parser.column;
            let mut fields = vec![parser.field_value()?];
            loop {
                let separated = parser.accept(",");
                let token = parser.peek();
                let below = token.first && Some(token.column) == column;
                if !(parser.is_name() && (separated || below)) {
                    return Ok(fields);
                }
                fields.push(parser.field_value()?);
            }
        })
    }

    fn field_value(&mut self) -> Parse<FieldValue> {
        let path = self.identifier()?;
        let mut binders: Vec<FunctionBinder> = Vec::new();
        while self.is_indented() && (self.is_binder_name() || self.is_one_of(&["(", "{", "⟨"])) {
            binders.push(self.field_parameter()?);
        }
        let of = if !binders.is_empty() && self.accept(":") { Some(self.term(LOWEST)?) } else { None };
        let value = if self.is_symbol("|") {
            Some(self.field_equations()?)
        } else if self.accept(":=") {
            Some(self.term(LOWEST)?)
        } else if binders.is_empty() {
            None
        } else {
            return self.expected(Expected::Symbol(":="));
        };
        let value = match (of, value) {
            (Some(of), Some(value)) => {
                let span = value.span;
                Some(Term { span, kind: TermKind::Ascription(Box::new(value), Box::new(of)) })
            }
            (_, value) => value,
        };
        Ok(FieldValue { path, binders, value })
    }

    fn field_parameter(&mut self) -> Parse<FunctionBinder> {
        if self.is_symbol("⟨") {
            return self.term(ARGUMENT).map(FunctionBinder::Pattern);
        }
        if self.is_binder_name() {
            let name = self.binder_name()?;
            let (span, kind) = (name.span, BinderKind::Explicit);
            let binder = Binder { span, kind, names: vec![name], of: None, default: None };
            return Ok(FunctionBinder::Variables(binder));
        }
        self.bracketed_binder().map(FunctionBinder::Variables)
    }

    fn field_equations(&mut self) -> Parse<Term> {
        let start = self.start();
        let alternatives = self.alternatives()?;
        Ok(Term { span: self.span_from(start), kind: TermKind::FunctionMatch(alternatives) })
    }
}
