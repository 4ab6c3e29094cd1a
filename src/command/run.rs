//! `lumenc run FILE`: verifies a document, compiles it in memory and runs `main` or a cell.
//! Given by: `arguments`.
//! Gives: what the program prints, and its exit status.
//! Holds: preconditions are checked on the arguments before the cell runs.

use super::{build, load};
use crate::arguments::Run;
use crate::diagnostics::backend as words;
use crate::pipeline;
use crate::status::Status;
use backend::emit::{self, Speed};
use backend::{Contracts, Options};

/// Runs a document. Comes back only if the program does not start.
pub fn run(arguments: &Run) -> Status {
    start(arguments).unwrap_or_else(|status| status)
}

fn start(arguments: &Run) -> Result<Status, Status> {
    let (loaded, program, verified) = super::verify::program(&arguments.file, arguments.unverified)?;
    let options = Options {
        entry: build::entry(&program, arguments.cell.as_deref())?,
        contracts: if arguments.unverified { Contracts::Evaluated } else { Contracts::Erased },
        source: &loaded.source,
    };
    let problem = match pipeline::flat(&program, &verified.proved, &options) {
        Ok(flat) => emit::run(&flat, &arguments.arguments, Speed::OfBuild),
        Err(problem) => problem,
    };
    Err(load::fail(&words::diagnostic(&problem, &program)))
}
