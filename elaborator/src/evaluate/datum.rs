//! A value while a program runs.
//! Given by: literals and operations.
//! Gives: the slots of the machine.
//! Holds: a copy costs the same whatever the size; worlds have no content, since lines go out in the order of steps.

use crate::literal::Literal;
use std::rc::Rc;

/// A value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Datum {
    /// An integer.
    Integer(i64),
    /// A truth value.
    Boolean(bool),
    /// The empty tuple, or a world.
    Nothing,
    /// Two or more components.
    Tuple(Rc<[Datum]>),
}

impl Datum {
    pub(super) fn integer(&self) -> i64 {
        if let Datum::Integer(value) = self { *value } else { 0 }
    }

    pub(super) fn boolean(&self) -> bool {
        matches!(self, Datum::Boolean(true))
    }

    pub(super) fn part(&self, part: u32) -> Datum {
        match self {
            Datum::Tuple(parts) => parts.get(part as usize).cloned().unwrap_or(Datum::Nothing),
            _ => Datum::Nothing,
        }
    }

    pub(super) fn literal(&self) -> Literal {
        match self {
            Datum::Integer(value) => Literal::Integer(*value),
            Datum::Boolean(value) => Literal::Boolean(*value),
            Datum::Nothing => Literal::Unit,
            Datum::Tuple(parts) => Literal::Tuple(parts.iter().map(Datum::literal).collect()),
        }
    }
}

impl From<&Literal> for Datum {
    fn from(literal: &Literal) -> Datum {
        match literal {
            Literal::Integer(value) => Datum::Integer(*value),
            Literal::Boolean(value) => Datum::Boolean(*value),
            Literal::Unit => Datum::Nothing,
            Literal::Tuple(parts) => Datum::Tuple(parts.iter().map(Datum::from).collect()),
        }
    }
}
