//! The patterns of `rcases`, `obtain`, `rintro` and `ext`.
//! Given by: tactics.
//! Gives: `Pattern` nodes.
//! Holds: alternatives are of at least two patterns; a tuple may be empty.

use super::{Parse, Parser};
use crate::syntax::operator::LOWEST;
use crate::syntax::problem::Expected;
use crate::syntax::tree::{Pattern, PatternKind};

impl Parser<'_, '_> {
    /// `p | q : A`.
    pub(super) fn pattern(&mut self) -> Parse<Pattern> {
        let start = self.start();
        let pattern = self.pattern_alternatives()?;
        if !self.accept(":") {
            return Ok(pattern);
        }
        let of = self.term(LOWEST)?;
        let kind = PatternKind::Typed(Box::new(pattern), Box::new(of));
        Ok(Pattern { span: self.span_from(start), kind })
    }

    /// `p | q`.
    pub(super) fn pattern_alternatives(&mut self) -> Parse<Pattern> {
        self.nested(|parser| {
            let start = parser.start();
            let first = parser.closed_pattern()?;
            if !parser.is_symbol("|") {
                return Ok(first);
            }
            let mut alternatives = vec![first];
            while parser.accept("|") {
                alternatives.push(parser.closed_pattern()?);
            }
            let kind = PatternKind::Alternatives(alternatives);
            Ok(Pattern { span: parser.span_from(start), kind })
        })
    }

    pub(super) fn starts_pattern(&mut self) -> bool {
        self.is_name() || self.is_one_of(&["_", "-", "@", "⟨", "("])
    }

    /// Patterns side by side.
    pub(super) fn patterns(&mut self) -> Parse<Vec<Pattern>> {
        let mut patterns = Vec::new();
        while self.is_indented() && self.starts_pattern() {
            patterns.push(self.closed_pattern()?);
        }
        Ok(patterns)
    }

    fn closed_pattern(&mut self) -> Parse<Pattern> {
        let start = self.start();
        let kind = if self.accept("_") {
            PatternKind::Ignore
        } else if self.accept("-") {
            PatternKind::Clear
        } else if self.accept("@") {
            PatternKind::Explicit(Box::new(self.nested(Self::closed_pattern)?))
        } else if self.accept("⟨") {
            PatternKind::Tuple(self.with_column(None, |parser| parser.list("⟩", Self::pattern))?)
        } else if self.accept("(") {
            let inside = self.with_column(None, Self::pattern)?;
            self.expect(")")?;
            return Ok(Pattern { span: self.span_from(start), ..inside });
        } else if self.is_name() {
            let (name, _) = self.short_name()?;
            if name == "rfl" { PatternKind::Reflexivity } else { PatternKind::Name(name) }
        } else {
            return self.expected(Expected::Pattern);
        };
        Ok(Pattern { span: self.span_from(start), kind })
    }
}
