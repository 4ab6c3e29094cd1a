//! `lumenc explain CODE`: the page of an error code.
//! Given by: `arguments` (the code).
//! Gives: the page on standard output.
//! Holds: an unknown code is answered with the nearest known one and status 2.

use crate::diagnostics::pages;
use crate::status::Status;
use crate::system::output;

/// Prints the page of a code.
pub fn explain(code: &str) -> Status {
    if let Some(page) = pages::page(code) {
        output::data(format_args!("{page}"));
        return Status::Accepted;
    }
    let near = pages::nearest(code).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    output::talk(format_args!("lumenc: there is no page `{code}`{near}\n"));
    Status::NotJudged
}
