//! The words of Lean's text.
//! Given by: the lexer.
//! Gives: kind, place and spacing of each word to the parser.
//! Holds: tokens do not overlap and stand in the order of the text; the last one is `End`.

use crate::syntax::problem::LexicalProblem;
use crate::syntax::span::Span;

/// A word of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: TokenKind,
    /// Where it stands.
    pub(crate) span: Span,
    /// The column of its first character, from 0.
    pub(crate) column: u32,
    /// Whether blanks or comments stand before it.
    pub(crate) spaced: bool,
    /// Whether it is the first of its line.
    pub(crate) first: bool,
}

/// What a word is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TokenKind {
    /// A name, with its dots.
    Identifier,
    /// A reserved word or a sign.
    Symbol,
    /// Digits.
    Natural,
    /// A number with a fraction or an exponent.
    Scientific,
    /// A string.
    Text,
    /// A raw string.
    RawText,
    /// A character.
    Character,
    /// `.1`: a position in a tuple.
    Position,
    /// `?x`.
    NamedHole,
    /// `/-- … -/`.
    Documentation,
    /// Something that is no word.
    Invalid(LexicalProblem),
    /// The end of the text.
    End,
}
