//! Values as a user writes and reads them: `-7`, `true`, `()`, `(1, true)`.
//! Given by: the command line, by `read`; the evaluator.
//! Gives: arguments of a run; results and printed values.
//! Holds: what is shown reads back, by its type, to the same literal.

pub mod read;

use crate::core::Type;
use std::fmt;

/// A value of the language.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Literal {
    /// An integer.
    Integer(i64),
    /// A truth value.
    Boolean(bool),
    /// The empty tuple.
    Unit,
    /// Two or more components.
    Tuple(Vec<Literal>),
}

impl Literal {
    /// Whether it is a value of a type.
    #[must_use]
    pub fn is_of(&self, of: &Type) -> bool {
        match (self, of) {
            (Literal::Integer(_), Type::Int)
            | (Literal::Boolean(_), Type::Bool)
            | (Literal::Unit, Type::Unit) => true,
            (Literal::Tuple(values), Type::Tuple(parts)) => {
                values.len() == parts.len() && values.iter().zip(parts).all(|(value, part)| value.is_of(part))
            }
            _ => false,
        }
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Literal::Integer(value) => write!(out, "{value}"),
            Literal::Boolean(value) => write!(out, "{value}"),
            Literal::Unit => out.write_str("()"),
            Literal::Tuple(values) => {
                for (index, value) in values.iter().enumerate() {
                    write!(out, "{}{value}", if index == 0 { "(" } else { ", " })?;
                }
                out.write_str(")")
            }
        }
    }
}
