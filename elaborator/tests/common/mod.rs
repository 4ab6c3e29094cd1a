//! What tests of the elaborator share.
//! Given by: the tests.
//! Gives: programs of texts and of documents of the corpus.
//! Holds: a program that should elaborate and does not fails the test with its problems.

#![allow(clippy::unwrap_used, clippy::panic, dead_code, unreachable_pub)]

use elaborator::core::{CellId, Program};
use elaborator::elaborate;
use elaborator::literal::Literal;
use elaborator::literal::read::read;
use elaborator::problem::Problem;
use elaborator::source::Source;
use std::path::{Path, PathBuf};

/// The program of a text without Markdown.
pub fn program(text: &str) -> Program {
    let source = Source::new("test.lm", text);
    let elaborated = elaborate(&source);
    elaborated.program.unwrap_or_else(|| panic!("{:?}", described(&source, &elaborated.problems)))
}

/// The program of a document of the corpus.
pub fn corpus(name: &str) -> Program {
    let path = directory().join(format!("{name}.lm.md"));
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    let source = Source::new(file, std::fs::read(&path).unwrap());
    let elaborated = elaborate(&source);
    elaborated.program.unwrap_or_else(|| panic!("{name}: {:?}", described(&source, &elaborated.problems)))
}

/// Where the corpus is.
pub fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus")
}

/// Problems as `CODE@LINE:COLUMN`.
pub fn described(source: &Source, problems: &[Problem]) -> Vec<String> {
    let one = |problem: &Problem| {
        let at = source.position(problem.span.start);
        format!("{}@{}:{}", problem.code.name(), at.line, at.column)
    };
    problems.iter().map(one).collect()
}

/// The cell of a name, and the arguments that a text gives it.
pub fn call(program: &Program, cell: &str, arguments: &[&str]) -> (CellId, Vec<Literal>) {
    let index = program.cells.iter().position(|found| found.name == cell).unwrap();
    let found = &program.cells[index];
    let types = found.parameters.iter().map(|parameter| &found.variables[parameter.0 as usize].of);
    let values = arguments.iter().zip(types).map(|(text, of)| read(text, of).unwrap()).collect();
    (CellId(u32::try_from(index).unwrap()), values)
}
