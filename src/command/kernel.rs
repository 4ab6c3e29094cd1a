//! `lumenc kernel check FILE`: a Lean export, checked from an empty environment.
//! Given by: `arguments` (the file; `-` is standard input).
//! Gives: a verdict on standard output, the reason of a rejection on standard error.
//! Holds: nothing but the kernel decides; status 0 accepted, 1 rejected, 2 declined.

use crate::diagnostics::rejection;
use crate::status::Status;
use crate::system::files;
use crate::system::output;
use crate::system::progress::Progress;
use kernel::ndjson::{self, ReadError};
use kernel::{Environment, Limits, Store};
use std::io::Read;
use std::path::Path;

/// Checks an export.
pub fn check(file: &Path) -> Status {
    match files::open(file) {
        Ok(input) => check_stream(input, Progress::start(format!("checking {}", file.display()), "")),
        Err(error) => {
            output::talk(format_args!("lumenc: {error}\n"));
            Status::NotJudged
        }
    }
}

fn check_stream(input: impl Read, progress: Progress) -> Status {
    let (mut store, mut environment) = (Store::new(), Environment::new());
    environment.limits = Limits::LARGE;
    let result = match lean::formats::open(input) {
        Ok(input) => ndjson::read(input, &mut store, &mut environment),
        Err(error) => Err(ReadError::Input(error)),
    };
    drop(progress);
    match result {
        Ok(read) => {
            output::data(format_args!("accepted: {} declarations\n", read.declarations));
            Status::Accepted
        }
        Err(error) => {
            let (verdict, status) = rejection::verdict(&error);
            output::data(format_args!("{verdict}\n"));
            output::talk(format_args!("{}", rejection::explain(&store, &environment, &error)));
            status
        }
    }
}
