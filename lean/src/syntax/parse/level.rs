//! Universe levels.
//! Given by: `Sort`, `Type` and the lists after names.
//! Gives: `Level` nodes.
//! Holds: an argument level is closed: a name, a number, `_` or in parentheses.

use super::{Parse, Parser};
use crate::syntax::problem::Expected;
use crate::syntax::token::TokenKind;
use crate::syntax::tree::{Level, LevelKind};

impl Parser<'_, '_> {
    /// `u`, `u + 1`, `max u v`, `imax u v`.
    pub(super) fn level(&mut self) -> Parse<Level> {
        self.nested(|parser| {
            let start = parser.start();
            let mut level = match parser.max_level()? {
                Some(level) => level,
                None => parser.closed_level()?,
            };
            let mut total = 0_u32;
            while parser.accept("+") {
                let number = parser.small_number()?;
                total = match total.checked_add(number) {
                    Some(total) => total,
                    None => return parser.expected(Expected::Number),
                };
            }
            if total > 0 {
                level = Level { span: parser.span_from(start), kind: LevelKind::Add(Box::new(level), total) };
            }
            Ok(level)
        })
    }

    fn max_level(&mut self) -> Parse<Option<Level>> {
        let start = self.start();
        let make = if self.is_word("max") {
            LevelKind::Max
        } else if self.is_word("imax") {
            LevelKind::IMax
        } else {
            return Ok(None);
        };
        self.next();
        let mut members = vec![self.closed_level()?, self.closed_level()?];
        while self.starts_closed_level() {
            members.push(self.closed_level()?);
        }
        Ok(Some(Level { span: self.span_from(start), kind: make(members) }))
    }

    /// Whether a level argument stands here.
    pub(super) fn starts_closed_level(&mut self) -> bool {
        let token = self.peek();
        self.is_indented()
            && (matches!(token.kind, TokenKind::Identifier | TokenKind::Natural)
                || self.is_symbol("(")
                || self.is_symbol("_"))
    }

    /// A level that can be an argument.
    pub(super) fn closed_level(&mut self) -> Parse<Level> {
        let token = self.peek();
        let kind = match token.kind {
            TokenKind::Identifier => LevelKind::Name(self.short_name()?.0),
            TokenKind::Natural => LevelKind::Number(self.small_number()?),
            _ if self.accept("_") => LevelKind::Hole,
            _ if self.accept("(") => {
                let inside = self.level()?;
                self.expect(")")?;
                return Ok(inside);
            }
            _ => return self.expected(Expected::Level),
        };
        Ok(Level { span: token.span, kind })
    }
}
