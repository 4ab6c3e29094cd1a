//! `ladders KIND SIZE [--wrong]`: an export for kernels on standard output; `ladders` alone lists the kinds.
//! Given by: whoever measures a kernel.
//! Gives: NDJSON 3.1; status 2 if the arguments are not understood.
//! Holds: the same arguments give the same bytes.

use conformance::ladders::{Kind, kinds, ladder};
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let text = match arguments.as_slice() {
        [] => Some(list()),
        [name, size] => of(name, size, false),
        [name, size, "--wrong"] => of(name, size, true),
        _ => None,
    };
    let (written, status) = match &text {
        Some(text) => (std::io::stdout().lock().write_all(text.as_bytes()), ExitCode::SUCCESS),
        None => {
            (std::io::stderr().lock().write_all(b"usage: ladders [KIND SIZE [--wrong]]\n"), ExitCode::from(2))
        }
    };
    if written.is_ok() { status } else { ExitCode::from(2) }
}

fn list() -> String {
    kinds().map(|kind| format!("{:16}{}\n", kind.name, kind.about)).collect()
}

fn of(name: &str, size: &str, wrong: bool) -> Option<String> {
    let kind: Kind = kinds().find(|kind| kind.name == name)?;
    let size = size.parse().ok().filter(|&size| size > 0)?;
    Some(ladder(kind, size, wrong))
}
