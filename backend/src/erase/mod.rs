//! Core to erased code: worlds, contracts and the checks that theorems exclude vanish.
//! Given by: `lumenc`: core, the sites that theorems exclude, what the process shall run.
//! Gives: the erased program.
//! Holds: follows the erased column of `docs/spec/core.md`; a check vanishes only where `Proved` names its site.

mod block;
mod contract;
mod depth;
mod entry;
mod formula;
mod options;
mod site;
mod value;
mod world;

use crate::ir::erased;
use crate::problem::Problem;
use elaborator::core;
pub use options::{Contracts, Entry, Options, Proved};
use site::Sites;

/// Erases a program.
///
/// # Errors
/// A cell that nests too deep, an entry that cannot be run, core that is not as it should be.
pub fn erase(
    program: &core::Program,
    proved: &Proved,
    options: &Options<'_>,
) -> Result<erased::Program, Problem> {
    let mut sites = Sites::new(program, options.source);
    let mut cells = Vec::new();
    for (index, cell) in program.cells.iter().enumerate() {
        let id = core::CellId(u32::try_from(index).unwrap_or(u32::MAX));
        if !depth::is_within_limit(cell) {
            return Err(Problem::TooDeep(id));
        }
        cells.push(block::erase_cell(id, cell, proved, options.contracts, &mut sites)?);
    }
    let entry = core::CellId(u32::try_from(cells.len()).unwrap_or(u32::MAX));
    cells.push(entry::make(program, options.entry, &mut sites)?);
    let name = format!("{}.{}", program.package, program.document);
    let erased = erased::Program { name, sites: sites.into_table(), cells, entry };
    if cfg!(debug_assertions) {
        erased::validate(&erased)?;
    }
    Ok(erased)
}
