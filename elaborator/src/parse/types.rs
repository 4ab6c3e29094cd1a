//! Reads types.
//! Given by: the parser, where a type is expected.
//! Gives: names with arguments, and tuples; other forms are reported as not there yet.
//! Holds: all forms of the language are read to their end.

use super::{Parsed, Parser};
use crate::core::Span;
use crate::problem::{Expected, Feature};
use crate::token::{Keyword, Symbol, Token};
use crate::tree::{TypeKind, TypeName};

impl Parser<'_> {
    pub(super) fn expect_type(&mut self) -> Parsed<TypeName> {
        self.nested(|parser| {
            let start = parser.span();
            let kind = parser.type_kind(start)?;
            let mut of = TypeName { kind, span: parser.since(start) };
            while parser.take_symbol(Symbol::Question) {
                of = parser.unsupported_type(start);
            }
            Some(of)
        })
    }

    fn type_kind(&mut self, start: Span) -> Parsed<TypeKind> {
        match self.peek() {
            Token::Name if self.at_word("owned") && matches!(self.peek_second(), Token::Name) => {
                self.advance();
                self.expect_type()?;
                Some(self.unsupported_type(start).kind)
            }
            Token::Name => self.named_type(),
            Token::Symbol(Symbol::OpenRound) => {
                let ends = [Symbol::OpenRound, Symbol::CloseRound];
                let mut parts = self.list(ends, Self::expect_type)?;
                Some(match parts.len() {
                    0 => TypeKind::Named("Unit".to_owned(), Vec::new()),
                    1 => parts.pop()?.kind,
                    _ => TypeKind::Tuple(parts),
                })
            }
            Token::Keyword(Keyword::Fn) => {
                self.advance();
                self.list([Symbol::OpenRound, Symbol::CloseRound], Self::expect_type)?;
                self.expect_symbol(Symbol::Arrow)?;
                self.expect_type()?;
                Some(self.unsupported_type(start).kind)
            }
            _ => self.unexpected(Expected::Type),
        }
    }

    fn named_type(&mut self) -> Parsed<TypeKind> {
        let name = self.expect_name()?;
        let mut arguments = Vec::new();
        if self.at_symbol(Symbol::OpenSquare) {
            arguments = self.list([Symbol::OpenSquare, Symbol::CloseSquare], Self::expect_type)?;
        }
        Some(TypeKind::Named(name.text, arguments))
    }

    fn unsupported_type(&mut self, start: Span) -> TypeName {
        let span = self.since(start);
        self.unsupported(Feature::TypeForm, span);
        TypeName { kind: TypeKind::Error, span }
    }
}
