//! Counted to flat code: tuples become their components, loops and joins become blocks, checks become branches.
//! Given by: `lumenc`, with what `count` made.
//! Gives: the flat program.
//! Holds: one function for each cell and one more that reads the arguments; only blocks that are reached are made.

mod block;
mod builder;
mod guard;
mod shown;
mod start;

use crate::ir::{counted, flat};
use crate::problem::{Internal, Problem};
use builder::Texts;
use elaborator::core::CellId;

/// Lowers a program.
///
/// # Errors
/// A mistake of ours: the program has a flaw.
pub fn lower(program: &counted::Program) -> Result<flat::Program, Problem> {
    let erased = program.erased();
    let mut texts = Texts::default();
    let mut functions = Vec::new();
    for (index, cell) in erased.cells.iter().enumerate() {
        let id = CellId(u32::try_from(index).unwrap_or(u32::MAX));
        functions.push(block::lower_cell(erased, cell, &mut texts).ok_or(Internal::Core(id))?);
    }
    let entry = flat::FunctionId(u32::try_from(functions.len()).unwrap_or(u32::MAX));
    functions.push(start::make(erased).ok_or(Internal::Core(erased.entry))?);
    let sites = erased.sites.clone();
    let flat =
        flat::Program { name: erased.name.clone(), sites, texts: texts.into_table(), functions, entry };
    if cfg!(debug_assertions) {
        flat::validate(&flat)?;
    }
    Ok(flat)
}
