//! The table of infix operators: how tightly each binds.
//! Given by: the language.
//! Gives: the parser the level of an operator and of its right side.
//! Holds: levels go from loose to tight; only `implies` groups to the right; comparisons and ranges do not chain.

use crate::token::{Keyword, Symbol, Token};
use crate::tree::Binary;

/// How tightly an operator binds, from loose to tight.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Level {
    Iff,
    Implies,
    Or,
    And,
    Not,
    Comparison,
    Pipe,
    Coalesce,
    Range,
    Sum,
    Product,
    Unary,
}

/// An operator between two operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Infix {
    /// One that is there.
    Binary(Binary),
    /// `in`, `is`.
    Membership,
    /// `|>`.
    Pipe,
    /// `??`.
    Coalesce,
    /// `..`, `..=`.
    Range,
}

impl Infix {
    pub(super) fn level(self) -> Level {
        match self {
            Infix::Membership => Level::Comparison,
            Infix::Pipe => Level::Pipe,
            Infix::Coalesce => Level::Coalesce,
            Infix::Range => Level::Range,
            Infix::Binary(binary) => match binary {
                Binary::Iff => Level::Iff,
                Binary::Implies => Level::Implies,
                Binary::Or => Level::Or,
                Binary::And => Level::And,
                Binary::Equal
                | Binary::NotEqual
                | Binary::Less
                | Binary::LessEqual
                | Binary::Greater
                | Binary::GreaterEqual => Level::Comparison,
                Binary::Add | Binary::Subtract | Binary::WrappingAdd | Binary::WrappingSubtract => Level::Sum,
                Binary::Multiply | Binary::Divide | Binary::Remainder | Binary::WrappingMultiply => {
                    Level::Product
                }
            },
        }
    }

    /// The level of the right side: one tighter, so that operators group to the left; the same for `implies`.
    pub(super) fn right(self) -> Level {
        match self.level() {
            Level::Iff | Level::Implies => Level::Implies,
            Level::Or => Level::And,
            Level::And => Level::Not,
            Level::Not | Level::Comparison => Level::Pipe,
            Level::Pipe => Level::Coalesce,
            Level::Coalesce => Level::Range,
            Level::Range => Level::Sum,
            Level::Sum => Level::Product,
            Level::Product | Level::Unary => Level::Unary,
        }
    }

    /// Whether two of them in a row are an error.
    pub(super) fn is_single(self) -> bool {
        matches!(self.level(), Level::Comparison | Level::Range)
    }
}

/// The infix operator of a token.
pub(super) fn infix(token: Token) -> Option<Infix> {
    let binary = match token {
        Token::Keyword(keyword) => match keyword {
            Keyword::Iff => Binary::Iff,
            Keyword::Implies => Binary::Implies,
            Keyword::Or => Binary::Or,
            Keyword::And => Binary::And,
            Keyword::In | Keyword::Is => return Some(Infix::Membership),
            _ => return None,
        },
        Token::Symbol(symbol) => return symbol_infix(symbol),
        _ => return None,
    };
    Some(Infix::Binary(binary))
}

fn symbol_infix(symbol: Symbol) -> Option<Infix> {
    Some(Infix::Binary(match symbol {
        Symbol::Pipe => return Some(Infix::Pipe),
        Symbol::Coalesce => return Some(Infix::Coalesce),
        Symbol::Range | Symbol::RangeInclusive => return Some(Infix::Range),
        Symbol::Equal => Binary::Equal,
        Symbol::NotEqual => Binary::NotEqual,
        Symbol::Less => Binary::Less,
        Symbol::LessEqual => Binary::LessEqual,
        Symbol::Greater => Binary::Greater,
        Symbol::GreaterEqual => Binary::GreaterEqual,
        Symbol::Plus => Binary::Add,
        Symbol::Minus => Binary::Subtract,
        Symbol::Star => Binary::Multiply,
        Symbol::Slash => Binary::Divide,
        Symbol::Percent => Binary::Remainder,
        Symbol::WrappingAdd => Binary::WrappingAdd,
        Symbol::WrappingSubtract => Binary::WrappingSubtract,
        Symbol::WrappingMultiply => Binary::WrappingMultiply,
        _ => return None,
    }))
}
