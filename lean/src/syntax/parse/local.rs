//! What is said before a term: `let`, `have`, `suffices`, `show`; and `calc`.
//! Given by: terms and tactics.
//! Gives: `LocalBinding`, `Suffices` and `CalculationStep` nodes.
//! Holds: a binding's value stands further right than its keyword; a body may stand below it.

use super::binder::name_term;
use super::{Parse, Parser};
use crate::syntax::operator::{ARGUMENT, LOWEST};
use crate::syntax::tree::{CalculationStep, LocalBinding, LocalValue, Suffices, Term, TermKind};

impl Parser<'_, '_> {
    pub(super) fn let_term(&mut self, transparent: bool) -> Parse<TermKind> {
        let binding = self.block(|parser| parser.local_binding(transparent, false))?;
        self.accept(";");
        let body = self.term(LOWEST)?;
        Ok(TermKind::Let(Box::new(binding), Box::new(body)))
    }

    /// The binding after `let` or `have`, keyword included.
    pub(super) fn local_binding(&mut self, transparent: bool, tactic: bool) -> Parse<LocalBinding> {
        let start = self.next().span.start;
        if self.is_word("rec") {
            return self.unsupported("let rec");
        }
        if self.is_word("mut") {
            return self.unsupported("let mut");
        }
        let (pattern, binders) = if self.is_binder_name() && !self.is_as_pattern() {
            let name = self.binder_name()?;
            (Some(name_term(&name)), self.signature_binders()?)
        } else if self.is_one_of(&[":", ":=", "|"]) && !transparent {
            (None, Vec::new())
        } else {
            (Some(self.term(ARGUMENT)?), Vec::new())
        };
        let of = if self.accept(":") { Some(self.term(LOWEST)?) } else { None };
        let value = if self.is_symbol("|") {
            LocalValue::Equations(self.alternatives()?)
        } else if tactic && of.is_some() && !self.is_symbol(":=") {
            LocalValue::Goal
        } else {
            self.expect(":=")?;
            LocalValue::Term(self.term(LOWEST)?)
        };
        Ok(LocalBinding { span: self.span_from(start), transparent, pattern, binders, of, value })
    }

    pub(super) fn suffices_term(&mut self) -> Parse<TermKind> {
        let suffices = self.block(|parser| parser.suffices(false))?;
        self.accept(";");
        let body = self.term(LOWEST)?;
        Ok(TermKind::Suffices(Box::new(suffices), Box::new(body)))
    }

    /// `suffices h : A from e`, keyword included.
    pub(super) fn suffices(&mut self, tactic: bool) -> Parse<Suffices> {
        let start = self.next().span.start;
        let name = self.condition_name()?;
        let of = self.term(LOWEST)?;
        let value = if tactic && !self.is_one_of(&["from", "by"]) { None } else { Some(self.from()?) };
        Ok(Suffices { span: self.span_from(start), name, of, value })
    }

    /// `from e` or `by t`.
    fn from(&mut self) -> Parse<Term> {
        if !self.is_symbol("by") {
            self.expect("from")?;
        }
        self.term(LOWEST)
    }

    pub(super) fn show(&mut self) -> Parse<TermKind> {
        self.next();
        let of = self.term(LOWEST)?;
        let value = self.from()?;
        Ok(TermKind::Show(Box::new(of), Box::new(value)))
    }

    /// The steps after `calc`. A later step starts a line, with `_` or right of the block around.
    pub(super) fn calculation(&mut self) -> Parse<Vec<CalculationStep>> {
        let mut steps = vec![self.block(|parser| parser.calculation_step(true))?];
        let mut column = None;
        loop {
            let token = self.peek();
            let starts_line = token.first && column.is_none_or(|column| token.column >= column);
            let belongs =
                (self.is_symbol("_") && self.is_within()) || (self.is_indented() && self.column.is_some());
            if !(starts_line && belongs) {
                return Ok(steps);
            }
            column.get_or_insert(token.column);
            steps.push(self.block(|parser| parser.calculation_step(false))?);
        }
    }

    fn calculation_step(&mut self, first: bool) -> Parse<CalculationStep> {
        let start = self.start();
        let relation = self.term(LOWEST)?;
        let proof = if first && !self.is_symbol(":=") {
            None
        } else {
            self.expect(":=")?;
            Some(self.term(LOWEST)?)
        };
        Ok(CalculationStep { span: self.span_from(start), relation, proof })
    }
}
