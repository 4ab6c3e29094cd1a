//! Erased to counted code: values on the heap get their duplications and drops.
//! Given by: `lumenc`, with what `erase` made.
//! Gives: the counted program.
//! Holds: as long as no type of the language lives on the heap there is nothing to count.

use crate::ir::{counted, erased};

/// Counts a program.
#[must_use]
pub fn count(program: erased::Program) -> counted::Program {
    counted::Program(program)
}
