//! Binaries of a cell, made by Cranelift and by LLVM, linked and run as processes.
//! Given by: flat programs.
//! Gives: output, messages and status.
//! Holds: LLVM runs in the executable beside `lumenc`, as it does for users.

use backend::emit::release::{self, Channel, Product};
use backend::emit::{self, Speed};
use backend::ir::flat::Program;
use backend::link::{self, Linker};
use elaborator::literal::Literal;
use std::fs;
use std::io::{self, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use tempfile::TempDir;

/// What a process leaves behind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Left {
    pub(crate) output: String,
    pub(crate) errors: String,
    pub(crate) status: Option<i32>,
}

/// An executable in a directory of its own.
pub(crate) struct Binary {
    place: TempDir,
}

impl Binary {
    fn new(object: &[u8]) -> Binary {
        let bytes = link::link(object, &mut Compiler).unwrap();
        let place = TempDir::new().unwrap();
        let path = place.path().join("program");
        fs::write(&path, bytes).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        Binary { place }
    }

    /// The debug binary.
    pub(crate) fn debug(program: &Program) -> Binary {
        Binary::new(&emit::object(program, Speed::OfBuild).unwrap())
    }

    /// The release binary.
    pub(crate) fn release(program: &Program) -> Binary {
        Binary::new(&release::generate(program, Product::Object, &mut Worker::start()).unwrap())
    }

    pub(crate) fn run(&self, arguments: &[Literal]) -> Left {
        let mut command = Command::new(self.place.path().join("program"));
        command.args(arguments.iter().map(Literal::to_string));
        loop {
            match command.output() {
                // A process that another thread starts at this moment may still hold the file open for writing.
                Err(error) if error.kind() == io::ErrorKind::ExecutableFileBusy => std::thread::yield_now(),
                output => {
                    let output = output.unwrap();
                    return Left {
                        output: String::from_utf8(output.stdout).unwrap(),
                        errors: String::from_utf8(output.stderr).unwrap(),
                        status: output.status.code(),
                    };
                }
            }
        }
    }
}

/// The C compiler as linker.
struct Compiler;

impl Linker for Compiler {
    fn link(&mut self, object: &[u8], archive: &[u8]) -> io::Result<Vec<u8>> {
        let place = TempDir::new()?;
        let [from, with, to] = ["program.o", "libruntime.a", "program"].map(|name| place.path().join(name));
        fs::write(&from, object)?;
        fs::write(&with, archive)?;
        let output =
            Command::new("cc").args([&from, &with]).args(link::ARGUMENTS).arg("-o").arg(&to).output()?;
        if output.status.success() {
            fs::read(&to)
        } else {
            Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()))
        }
    }
}

/// The release code generator.
struct Worker {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Worker {
    fn start() -> Worker {
        let path = Path::new(env!("CARGO_BIN_EXE_lumenc")).with_file_name("lumenc-llvm");
        assert!(path.exists(), "there is no {}: run `cargo build -p lumenc-llvm` first", path.display());
        let mut child = Command::new(path).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (requests, answers) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Worker { child, requests, answers }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // A process that has ended already is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Channel for Worker {
    fn exchange(&mut self, request: &[u8]) -> io::Result<Vec<u8>> {
        release::send(&mut self.requests, request)?;
        release::receive(&mut self.answers)?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}
