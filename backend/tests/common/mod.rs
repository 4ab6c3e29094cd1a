//! What the tests of the back end share: running a program in every way that there is.
//! Given by: erased programs as text, with arguments.
//! Gives: output, status and message of each way, compared with each other.
//! Holds: a disagreement names the program, the arguments and the way.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "each test uses a part of this, and fails by panicking"
)]

pub(crate) mod cells;
pub(crate) mod core;
pub(crate) mod endless;
pub(crate) mod programs;
pub(crate) mod random;

use backend::emit::{self, Speed};
use backend::ir::erased::{self, Datum};
use backend::ir::flat;
use backend::link::{self, Linker};
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// What a process leaves behind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Run {
    pub(crate) output: String,
    pub(crate) errors: String,
    pub(crate) status: i32,
}

/// The system's C compiler as linker.
pub(crate) struct SystemLinker;

impl Linker for SystemLinker {
    fn link(&mut self, object: &[u8], archive: &[u8]) -> io::Result<Vec<u8>> {
        let place = TempDir::new()?;
        let (from, with, to) =
            (place.path().join("program.o"), place.path().join("libruntime.a"), place.path().join("program"));
        fs::write(&from, object)?;
        fs::write(&with, archive)?;
        let output =
            Command::new("cc").args(link::ARGUMENTS).arg(&from).arg(&with).arg("-o").arg(&to).output()?;
        if output.status.success() {
            fs::read(&to)
        } else {
            Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()))
        }
    }
}

pub(crate) fn parse(text: &str) -> erased::Program {
    let program = erased::parse(text).unwrap();
    erased::validate(&program).unwrap();
    program
}

pub(crate) fn lower(program: &erased::Program) -> flat::Program {
    backend::lower(&backend::count(program.clone())).unwrap()
}

/// An executable in a directory of its own.
pub(crate) struct Binary {
    place: TempDir,
}

impl Binary {
    pub(crate) fn make(object: &[u8]) -> Binary {
        let binary = link::link(object, &mut SystemLinker).unwrap();
        let place = TempDir::new().unwrap();
        write_executable(&place.path().join("program"), &binary);
        Binary { place }
    }

    pub(crate) fn command(&self) -> Command {
        Command::new(self.place.path().join("program"))
    }

    pub(crate) fn run(&self, arguments: &[String]) -> Run {
        let output = patiently(|| self.command().args(arguments).output());
        Run {
            output: String::from_utf8(output.stdout).unwrap(),
            errors: String::from_utf8(output.stderr).unwrap(),
            status: output.status.code().unwrap(),
        }
    }
}

/// Starts a process. While another thread starts one too, the system may take the new file for one that is being written.
pub(crate) fn patiently<T>(start: impl Fn() -> io::Result<T>) -> T {
    loop {
        match start() {
            Err(error) if error.kind() == io::ErrorKind::ExecutableFileBusy => std::thread::yield_now(),
            other => return other.unwrap(),
        }
    }
}

fn write_executable(path: &Path, bytes: &[u8]) {
    use std::os::unix::fs::PermissionsExt;
    fs::write(path, bytes).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// The run that the erased program prescribes.
pub(crate) fn expected(program: &erased::Program, arguments: &[Datum]) -> Run {
    let (output, outcome) = erased::evaluate(program, program.entry, arguments, 10_000_000);
    let (status, errors) = match outcome {
        erased::Outcome::Returned(Datum::Int(status)) => (i32::try_from(status).unwrap(), String::new()),
        erased::Outcome::Halted(site) => (112, lower(program).halt_message(site)),
        other => panic!("{other:?}"),
    };
    Run { output, errors, status }
}

/// The run of the flat program; none if it does not end in order.
pub(crate) fn run_flat(program: &flat::Program, arguments: &[String]) -> Option<Run> {
    run_flat_for(20_000_000, program, arguments)
}

fn run_flat_for(steps: u64, program: &flat::Program, arguments: &[String]) -> Option<Run> {
    let (output, outcome) = flat::evaluate(program, arguments, steps);
    let (status, errors) = match outcome {
        flat::Outcome::Returned(status) => (i32::try_from(status).ok()?, String::new()),
        flat::Outcome::Halted(site) => (112, program.halt_message(site)),
        _ => return None,
    };
    Some(Run { output, errors, status })
}

/// Whether a flat program does something else than an erased one.
pub(crate) fn disagreement(program: &erased::Program, flat: &flat::Program, case: &[Datum]) -> bool {
    let arguments: Vec<String> = case.iter().map(ToString::to_string).collect();
    // As many steps as the right programs need; a wrong one may never end.
    run_flat_for(300_000, flat, &arguments) != Some(expected(program, case))
}

/// A way to make an object, with its name.
pub(crate) type Way = (&'static str, Box<dyn Fn(&flat::Program) -> Vec<u8>>);

/// Cranelift's ways to make an object.
pub(crate) fn cranelift() -> Vec<Way> {
    let way = |name, speed| -> Way { (name, Box::new(move |program| emit::object(program, speed).unwrap())) };
    vec![way("cranelift, quick", Speed::OfBuild), way("cranelift, optimized", Speed::OfCode)]
}

/// Runs a program with all the arguments by the evaluators and by Cranelift, and demands that all agree.
pub(crate) fn agree(program: &erased::Program, cases: &[Vec<Datum>]) {
    agree_by(&cranelift(), program, cases);
}

/// Runs a program with all the arguments by the evaluators and in the given ways, and demands that all agree.
pub(crate) fn agree_by(ways: &[Way], program: &erased::Program, cases: &[Vec<Datum>]) {
    let text = erased::print(program);
    assert_eq!(erased::parse(&text).as_ref(), Ok(program), "erased text");
    let flat = lower(program);
    assert_eq!(flat::parse(&flat::print(&flat)).as_ref(), Ok(&flat), "flat text");
    let binaries: Vec<_> = ways.iter().map(|(name, object)| (name, Binary::make(&object(&flat)))).collect();
    for case in cases {
        let expected = expected(program, case);
        let arguments: Vec<String> = case.iter().map(ToString::to_string).collect();
        assert_eq!(run_flat(&flat, &arguments).as_ref(), Some(&expected), "flat on {arguments:?}\n{text}");
        for (name, binary) in &binaries {
            assert_eq!(binary.run(&arguments), expected, "{name} on {arguments:?}\n{text}");
        }
    }
}

pub(crate) fn integers(values: &[i64]) -> Vec<Datum> {
    values.iter().map(|value| Datum::Int(*value)).collect()
}
