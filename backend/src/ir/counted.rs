//! Erased programs in which every value on the heap is duplicated and dropped explicitly.
//! Given by: `count`.
//! Gives: `lower`.
//! Holds: while no type of the language lives on the heap, nothing is counted, and the program is the erased one.

use crate::ir::erased;
use crate::ir::text::Mistake;

/// A program whose counts balance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Program(pub(crate) erased::Program);

impl Program {
    /// The program without counting.
    #[must_use]
    pub fn erased(&self) -> &erased::Program {
        &self.0
    }
}

/// The text of a program.
#[must_use]
pub fn print(program: &Program) -> String {
    erased::print(&program.0)
}

/// Reads a program.
///
/// # Errors
/// The first mistake.
pub fn parse(text: &str) -> Result<Program, Mistake> {
    erased::parse(text).map(Program)
}
