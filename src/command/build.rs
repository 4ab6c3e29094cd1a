//! `lumenc build FILE -o OUT`: a native program, or the text of a stage on the way to it.
//! Given by: `arguments`.
//! Gives: the program and its build record, or text on standard output.
//! Holds: a check is left out only where a theorem of this very run excludes its failure.

use super::load;
use crate::arguments::{Build, Emit};
use crate::status::Status;
use elaborator::{core, tree};

/// Builds a document.
pub fn build(arguments: &Build) -> Status {
    let loaded = match load::program(&arguments.file) {
        Ok(loaded) => loaded,
        Err(status) => return status,
    };
    match arguments.emit {
        Some(Emit::Tree) => anstream::print!("{}", tree::print::print(&loaded.elaborated.tree)),
        Some(Emit::Core) => {
            let program = loaded.elaborated.program.as_ref();
            anstream::print!("{}", program.map_or(String::new(), core::print::print));
        }
        _ => return Status::NotJudged,
    }
    Status::Accepted
}
