//! `match`: discriminants and alternatives.
//! Given by: terms, tactics and definitions by equations.
//! Gives: `Discriminant` and `Alternative` nodes.
//! Holds: all rows of patterns of a list of alternatives have the same length.

use super::{Parse, Parser};
use crate::syntax::operator::LOWEST;
use crate::syntax::problem::{Expected, Problem, ProblemKind};
use crate::syntax::span::Span;
use crate::syntax::tree::{Alternative, Discriminant, Term, TermKind};

impl Parser<'_, '_> {
    /// `| p, q => e`, at least once; the results are terms.
    pub(super) fn alternatives(&mut self) -> Parse<Vec<Alternative>> {
        self.alternatives_with(|parser| parser.term(LOWEST))
    }

    /// The alternatives of the tactic `match`; the results are tactics.
    pub(super) fn tactic_alternatives(&mut self) -> Parse<Vec<Alternative>> {
        self.alternatives_with(|parser| {
            let block = parser.tactic_block()?;
            Ok(Term { span: block.span, kind: TermKind::By(block) })
        })
    }

    fn alternatives_with(&mut self, result: fn(&mut Self) -> Parse<Term>) -> Parse<Vec<Alternative>> {
        if !self.is_symbol("|") {
            return self.expected(Expected::Alternative);
        }
        let alternatives = self.block(|parser| {
            let mut alternatives = Vec::new();
            while parser.is_symbol("|") && parser.is_within() {
                alternatives.push(parser.alternative(result)?);
            }
            Ok(alternatives)
        })?;
        same_lengths(&alternatives)?;
        Ok(alternatives)
    }

    fn alternative(&mut self, result: fn(&mut Self) -> Parse<Term>) -> Parse<Alternative> {
        let start = self.start();
        let mut patterns = Vec::new();
        while self.accept("|") {
            patterns.push(self.terms()?);
        }
        self.expect_arrow()?;
        if !self.is_within() {
            return self.expected(Expected::Indentation);
        }
        let result = result(self)?;
        Ok(Alternative { span: self.span_from(start), patterns, result })
    }

    /// `(motive := e)` after `match`.
    pub(super) fn match_motive(&mut self) -> Parse<Option<Term>> {
        let token = self.peek_at(1);
        if !(self.is_symbol("(") && self.slice(token) == "motive" && self.is_symbol_at(2, ":=")) {
            return Ok(None);
        }
        for _ in 0..3 {
            self.next();
        }
        let motive = self.with_column(None, |parser| parser.term(LOWEST))?;
        self.expect(")")?;
        Ok(Some(motive))
    }

    /// `e, h : f` between `match` and `with`.
    pub(super) fn discriminants(&mut self) -> Parse<Vec<Discriminant>> {
        let mut discriminants = Vec::new();
        loop {
            let equation = self.condition_name()?;
            let value = self.term(LOWEST)?;
            discriminants.push(Discriminant { equation, value });
            if !self.accept(",") {
                return Ok(discriminants);
            }
        }
    }
}

fn same_lengths(alternatives: &[Alternative]) -> Parse<()> {
    let mut rows = alternatives.iter().flat_map(|alternative| &alternative.patterns);
    let Some(length) = rows.next().map(Vec::len) else { return Ok(()) };
    match rows.find(|row| row.len() != length) {
        None => Ok(()),
        Some(row) => {
            let first = row.first().map_or(Span::default(), |pattern| pattern.span);
            let span = row.last().map_or(first, |last| first.to(last.span));
            Err(Problem { span, kind: ProblemKind::Expected(Expected::Patterns) })
        }
    }
}
