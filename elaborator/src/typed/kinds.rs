//! The types of expressions as the checker knows them.
//! Given by: `resolve` and `check`.
//! Gives: the typed tree, `lower`, and the problems that show types.
//! Holds: `Error` stands where a problem has been reported, and agrees with every type.

use crate::core;
use std::fmt;

/// A type.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Type {
    /// A machine integer; in a specification, any integer.
    Int,
    /// A truth value.
    Bool,
    /// The empty tuple.
    Unit,
    /// A text written in the program.
    Text,
    /// Two or more components.
    Tuple(Vec<Type>),
    /// Unknown, after a problem that has been reported.
    Error,
}

impl Type {
    /// Whether a value of one type can stand where the other is wanted.
    #[must_use]
    pub fn agrees(&self, other: &Type) -> bool {
        match (self, other) {
            (Type::Error, _) | (_, Type::Error) => true,
            (Type::Tuple(left), Type::Tuple(right)) => {
                left.len() == right.len() && left.iter().zip(right).all(|(a, b)| a.agrees(b))
            }
            _ => self == other,
        }
    }

    /// The type in core, for a type that values can have.
    #[must_use]
    pub fn core(&self) -> core::Type {
        match self {
            Type::Int => core::Type::Int,
            Type::Bool => core::Type::Bool,
            Type::Tuple(parts) => core::Type::Tuple(parts.iter().map(Type::core).collect()),
            Type::Unit | Type::Text | Type::Error => core::Type::Unit,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Int => out.write_str("Int"),
            Type::Bool => out.write_str("Bool"),
            Type::Unit => out.write_str("Unit"),
            Type::Text => out.write_str("String"),
            Type::Error => out.write_str("?"),
            Type::Tuple(parts) => {
                for (index, part) in parts.iter().enumerate() {
                    write!(out, "{}{part}", if index == 0 { "(" } else { ", " })?;
                }
                out.write_str(")")
            }
        }
    }
}
