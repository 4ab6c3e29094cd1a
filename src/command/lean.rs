//! `lumenc lean check FILE`: a Lean file of the subset, elaborated upon the library and checked by the kernel.
//! Given by: `arguments`.
//! Gives: a verdict on standard output, messages on standard error.
//! Holds: `sorry` and axioms are errors; status 0 accepted, 1 rejected, 2 not judged.

use super::{judge, load};
use crate::diagnostics::lean as words;
use crate::status::Status;
use crate::system::files;
use crate::system::output;
use lean::elaborate::elaborate_file;
use std::path::Path;

/// Checks a Lean file.
pub fn check(path: &Path) -> Status {
    let bytes = match files::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return load::fail_file(&error),
    };
    let Ok(text) = String::from_utf8(bytes) else {
        return load::fail(&words::not_text());
    };
    let mut library = match judge::library() {
        Ok(library) => library,
        Err(message) => return load::fail(&message),
    };
    let before = library.environment.declarations().len();
    let problems = elaborate_file(&mut library.store, &mut library.environment, &mut library.state, &text);
    let messages: Vec<_> = problems
        .iter()
        .map(|problem| words::diagnostic(problem, &library.store, &library.environment))
        .collect();
    load::print(&messages, &path.display().to_string(), &text);
    if messages.is_empty() {
        let count = library.environment.declarations().len() - before;
        output::data(format_args!("accepted: {count} declarations\n"));
    }
    load::status(&messages)
}
