//! The tokens of Lumen: keywords, symbols, names, literals, ends of lines.
//! Given by: `lex`.
//! Gives: `parse` a flat list, and every later stage the text of a span without comments.
//! Holds: tokens are in the order of the text and do not overlap; the list ends with `End`.

use crate::core::Span;
use std::fmt;

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Token {
    /// A name.
    Name,
    /// An integer in decimal digits.
    Integer,
    /// A number with a fraction or an exponent.
    Float,
    /// A text; its content is in the table of texts.
    Text(u32),
    /// A text with expressions in it.
    Interpolation,
    /// The end of a line.
    Newline,
    /// A reserved word.
    Keyword(Keyword),
    /// Punctuation.
    Symbol(Symbol),
    /// What starts no token; it has been reported.
    Unknown,
    /// The end of the program.
    End,
}

/// A token with its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lexeme {
    /// What it is.
    pub token: Token,
    /// Where it is.
    pub span: Span,
}

/// The tokens of a document.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// All of them, in order.
    pub lexemes: Vec<Lexeme>,
    /// The contents of the texts.
    pub texts: Vec<String>,
}

impl Tokens {
    /// The text of a span with comments left out and white space made one blank.
    #[must_use]
    pub fn text_of(&self, source: &str, span: Span) -> String {
        let first = self.lexemes.partition_point(|lexeme| lexeme.span.start < span.start);
        let mut text = String::new();
        let mut end = span.start;
        for lexeme in self.lexemes.iter().skip(first).take_while(|lexeme| lexeme.span.end <= span.end) {
            if matches!(lexeme.token, Token::Newline | Token::End) {
                continue;
            }
            if end != lexeme.span.start && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(source.get(lexeme.span.start as usize..lexeme.span.end as usize).unwrap_or(""));
            end = lexeme.span.end;
        }
        text
    }
}

/// Declares an enum of tokens that are spelled in one way, with its table of spellings.
macro_rules! spelled {
    ($(#[$about:meta])* $name:ident { $($variant:ident = $text:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum $name { $(#[doc = concat!("`", $text, "`")] $variant,)* }

        impl $name {
            /// All of them.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            /// How it is written.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(self.text())
            }
        }
    };
}

spelled! {
    /// A reserved word.
    Keyword {
        And = "and", Assert = "assert", Assume = "assume", Break = "break", Cell = "cell", Check = "check",
        Continue = "continue", Decreases = "decreases", Else = "else", End = "end", Ensures = "ensures",
        Enum = "enum", Exists = "exists", Extern = "extern", False = "false", Fn = "fn", For = "for",
        Forall = "forall", Grant = "grant", Halt = "halt", If = "if", Iff = "iff", Implies = "implies",
        Import = "import", In = "in", Invariant = "invariant", Is = "is", It = "it", Let = "let", Loop = "loop",
        Match = "match", Mut = "mut", Not = "not", Old = "old", Or = "or", Pred = "pred", Record = "record",
        Requires = "requires", Return = "return", Spec = "spec", Then = "then", True = "true",
        Typestate = "typestate", Use = "use", Where = "where", While = "while",
    }
}

spelled! {
    /// Punctuation. Longer spellings stand before their beginnings, which is the order in which they are tried.
    Symbol {
        RangeInclusive = "..=", WrappingAdd = "+%", WrappingSubtract = "-%", WrappingMultiply = "*%",
        Arrow = "->", FatArrow = "=>", Equal = "==", NotEqual = "!=", LessEqual = "<=", GreaterEqual = ">=",
        AddAssign = "+=", SubtractAssign = "-=", MultiplyAssign = "*=", DivideAssign = "/=",
        RemainderAssign = "%=", Pipe = "|>", Coalesce = "??", OptionalField = "?.", Range = "..",
        OpenRound = "(", CloseRound = ")", OpenSquare = "[", CloseSquare = "]", OpenCurly = "{",
        CloseCurly = "}", Comma = ",", Colon = ":", Dot = ".", Assign = "=", Less = "<", Greater = ">",
        Plus = "+", Minus = "-", Star = "*", Slash = "/", Percent = "%", Question = "?", Bar = "|", At = "@",
    }
}

impl Keyword {
    /// The reserved word of that spelling.
    #[must_use]
    pub fn of(text: &str) -> Option<Keyword> {
        Keyword::ALL.iter().copied().find(|keyword| keyword.text() == text)
    }
}
