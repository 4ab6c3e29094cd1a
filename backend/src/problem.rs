//! What can go wrong on the way from core to a binary.
//! Given by: every pass of the back end.
//! Gives: data; the wording is in `lumenc`'s diagnostics.
//! Holds: a limit, an environment that fails, and a mistake of ours are told apart.

use crate::ir::{erased, flat};
use elaborator::core::CellId;

/// Why there is no binary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Problem {
    /// A cell nests deeper than the passes go, or is larger than a code generator takes.
    TooDeep(CellId),
    /// The cell to run does not exist.
    NoSuchCell(CellId),
    /// The result of `main` is neither `Unit` nor `Int`.
    MainResult(CellId),
    /// A mistake of ours.
    Internal(Internal),
    /// The release code generator cannot be reached or died.
    Worker(String),
    /// The release code generator refused.
    Generator(String),
    /// The system linker cannot be started or refused.
    Linker(String),
}

/// A mistake of ours, found by the back end in what it was given or made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Internal {
    /// A world of core is not the newest one where it is used.
    StaleWorld(CellId),
    /// Core is not as its specification says.
    Core(CellId),
    /// An erased program with a flaw.
    Erased(erased::Flaw),
    /// A flat program with a flaw.
    Flat(flat::Flaw),
    /// Cranelift refused.
    Cranelift(String),
}

impl From<Internal> for Problem {
    fn from(internal: Internal) -> Problem {
        Problem::Internal(internal)
    }
}

impl From<erased::Flaw> for Problem {
    fn from(flaw: erased::Flaw) -> Problem {
        Problem::Internal(Internal::Erased(flaw))
    }
}

impl From<flat::Flaw> for Problem {
    fn from(flaw: flat::Flaw) -> Problem {
        Problem::Internal(Internal::Flat(flaw))
    }
}
