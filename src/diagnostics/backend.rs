//! What can go wrong on the way to a binary, in words.
//! Given by: `command::build`, `command::run`.
//! Gives: diagnostics E06xx.
//! Holds: a mistake of ours says so.

use super::{Diagnostic, Nature};
use backend::Problem;
use elaborator::core::{CellId, Program};

/// A problem of the back end as a message.
#[must_use]
pub fn diagnostic(problem: &Problem, program: &Program) -> Diagnostic {
    let name = |cell: CellId| program.cells.get(cell.0 as usize).map_or("?", |cell| cell.name.as_str());
    let error = |code, nature, title| Diagnostic::error(code, nature, title);
    match problem {
        Problem::TooDeep(cell) => {
            error("E0603", Nature::Limit, format!("`{}` is nested too deeply to be compiled", name(*cell)))
                .help("make a cell of a part of it".to_string())
        }
        Problem::NoSuchCell(_) => error("E0702", Nature::Environment, "there is no such cell".to_string()),
        Problem::MainResult(cell) => error(
            "E0604",
            Nature::Invalid,
            format!("the result of `{}` cannot be an exit status", name(*cell)),
        ),
        Problem::Internal(internal) => {
            error("E0605", Nature::Fault, format!("a fault of the back end: {internal:?}"))
                .help("please report it with the document".to_string())
        }
        Problem::Worker(text) => {
            error("E0602", Nature::Environment, format!("the code generator `lumenc-llvm` failed: {text}"))
                .help("keep `lumenc-llvm` beside `lumenc`; `make build` builds both".to_string())
        }
        Problem::Generator(text) => {
            error("E0605", Nature::Fault, format!("LLVM refuses the program: {text}"))
                .help("please report it with the document".to_string())
        }
        Problem::Linker(text) => error("E0601", Nature::Environment, "linking failed".to_string())
            .note(text.trim_end().to_string())
            .help("install a C toolchain, so that `cc` can be run".to_string()),
    }
}
