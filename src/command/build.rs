//! `lumenc build FILE -o OUT`: a native program, or the text of a stage on the way to it.
//! Given by: `arguments`.
//! Gives: the program and its build record, or text on standard output.
//! Holds: a check is left out only where a theorem of this very run excludes its failure.

use super::load;
use super::record;
use crate::arguments::{Build, Emit};
use crate::diagnostics::{Diagnostic, Nature, backend as words};
use crate::pipeline;
use crate::status::Status;
use crate::system::files;
use crate::system::output;
use crate::system::progress::Progress;
use crate::system::worker::Worker;
use backend::emit::release::{self, Product};
use backend::emit::{self, Speed};
use backend::ir::{counted, erased, flat};
use backend::record::Generator;
use backend::{Contracts, Entry, Options, Problem, Proved};
use elaborator::core::{self, CellId, Program};
use elaborator::tree;
use std::path::PathBuf;

/// Builds a document.
pub fn build(arguments: &Build) -> Status {
    match arguments.emit {
        Some(Emit::Tree) => emit_tree(arguments),
        _ => build_program(arguments).unwrap_or_else(|status| status),
    }
}

/// The tree of a document can be shown even if the document is wrong.
fn emit_tree(arguments: &Build) -> Status {
    match load::load(&arguments.file) {
        Ok(loaded) => {
            output::data(format_args!("{}", tree::print::print(&loaded.elaborated.tree)));
            load::print(&loaded.messages, &loaded.path, &loaded.text());
            load::status(&loaded.messages)
        }
        Err(message) => load::fail(&message),
    }
}

fn build_program(arguments: &Build) -> Result<Status, Status> {
    if let Some(stage @ (Emit::Core | Emit::Model)) = arguments.emit {
        let (_, program) = load::program(&arguments.file)?;
        if stage == Emit::Model {
            return super::model::print(&program);
        }
        output::data(format_args!("{}", core::print::print(&program)));
        return Ok(Status::Accepted);
    }
    let (loaded, program, verified) = super::verify::program(&arguments.file, arguments.unverified)?;
    let proved = &verified.proved;
    let options = Options {
        entry: entry(&program, None)?,
        contracts: if arguments.unverified { Contracts::Evaluated } else { Contracts::Erased },
        source: &loaded.source,
    };
    let fail = |problem: Problem| load::fail(&words::diagnostic(&problem, &program));
    if let Some(stage) = arguments.emit {
        let text = text(stage, arguments.release, &program, proved, &options).map_err(fail)?;
        output::data(format_args!("{text}"));
        return Ok(Status::Accepted);
    }
    let binary = {
        let _progress = Progress::start(format!("building {}", arguments.file.display()), "");
        pipeline::flat(&program, proved, &options).and_then(|flat| pipeline::binary(&flat, arguments.release))
    };
    let binary = binary.map_err(fail)?;
    write(arguments, &binary, verified.certificate.as_deref())?;
    Ok(Status::Accepted)
}

/// The text of a stage of the back end.
fn text(
    stage: Emit,
    fast: bool,
    program: &Program,
    proved: &Proved,
    options: &Options,
) -> Result<String, Problem> {
    let product = |product| {
        let flat = pipeline::flat(program, proved, options)?;
        release::generate(&flat, product, &mut Worker::generator())
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    };
    Ok(match stage {
        Emit::Erased => erased::print(&pipeline::erased(program, proved, options)?),
        Emit::Counted => counted::print(&pipeline::counted(program, proved, options)?),
        Emit::Flat => flat::print(&pipeline::flat(program, proved, options)?),
        Emit::LlvmIr => product(Product::Code)?,
        Emit::Asm if fast => product(Product::Assembly)?,
        Emit::Asm => emit::list(&pipeline::flat(program, proved, options)?, Speed::OfBuild)?.assembly,
        Emit::Clif => emit::list(&pipeline::flat(program, proved, options)?, Speed::OfBuild)?.clif,
        Emit::Tree | Emit::Core | Emit::Model => String::new(),
    })
}

/// What the program runs: the named cell, else `main`.
///
/// # Errors
/// When there is no such cell; it has been reported.
pub fn entry(program: &Program, name: Option<&str>) -> Result<Entry, Status> {
    let wanted = name.unwrap_or("main");
    let found = program.cells.iter().position(|cell| cell.name == wanted);
    match found.and_then(|index| u32::try_from(index).ok()) {
        Some(index) if name.is_some() => Ok(Entry::Cell(CellId(index))),
        Some(index) => Ok(Entry::Main(CellId(index))),
        None => {
            let message = Diagnostic::error(
                "E0702",
                Nature::Environment,
                format!("the document has no cell `{wanted}`"),
            );
            let message = match cells(program) {
                cells if cells.is_empty() => message,
                cells if name.is_none() => message.help(format!(
                    "declare `cell main()`; `lumenc run FILE --cell NAME` runs one of {cells}"
                )),
                cells => message.help(format!("it has {cells}")),
            };
            Err(load::fail(&message))
        }
    }
}

/// The names of the first cells of a program.
fn cells(program: &Program) -> String {
    const SHOWN: usize = 8;
    let names: Vec<String> = program.cells.iter().map(|cell| format!("`{}`", cell.name)).collect();
    let shown = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN { format!("{shown}, …") } else { shown }
}

/// Writes the program and its record under their final names.
fn write(arguments: &Build, binary: &[u8], certificate: Option<&[u8]>) -> Result<(), Status> {
    let output = arguments.output.clone().unwrap_or_else(|| PathBuf::from(load::stem(&arguments.file)));
    let generator = if arguments.release { Generator::Llvm } else { Generator::Cranelift };
    files::write_executable(&output, binary).map_err(|error| load::fail_file(&error))?;
    let record = record::bytes(binary, certificate, generator).ok_or(Status::Fault)?;
    files::write(&record::path(&output), &record).map_err(|error| load::fail_file(&error))
}
