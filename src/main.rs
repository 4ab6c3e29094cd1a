//! The executable `lumenc`: reads the command line, runs one command, ends with its status.
//! Given by: the process.
//! Gives: an exit status.
//! Holds: the work runs on a thread with a large stack; a fault of lumenc ends with 101 and says so.

#![allow(
    unreachable_pub,
    reason = "an executable exports nothing; `pub` says what a module offers to the others"
)]

mod arguments;
mod command;
mod diagnostics;
mod pipeline;
mod report;
mod status;
mod system;

use arguments::{Arguments, Command};
use clap::Parser;
use status::Status;
use std::process::ExitCode;

/// Stack of the working thread, in bytes: deep terms of proofs need more than the default; pages are taken as used.
const STACK: usize = 1 << 30;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let status = if error.use_stderr() { Status::NotJudged } else { Status::Accepted };
            return match error.print() {
                Ok(()) => ExitCode::from(status.code()),
                Err(_) => ExitCode::from(Status::NotJudged.code()),
            };
        }
    };
    let worker = std::thread::Builder::new().stack_size(STACK).spawn(move || run(&arguments));
    let status = worker.ok().and_then(|worker| worker.join().ok()).unwrap_or(Status::Fault);
    let status = if system::output::failed() { status.worst(Status::NotJudged) } else { status };
    ExitCode::from(status.code())
}

fn run(arguments: &Arguments) -> Status {
    match &arguments.command {
        Command::Explain { code } => command::explain::explain(code),
        Command::Kernel(arguments::Kernel::Check(arguments)) => command::kernel::check(arguments),
        Command::Build(arguments) => command::build::build(arguments),
        Command::Run(arguments) => command::run::run(arguments),
        Command::Verify(arguments) => command::verify::verify(arguments),
        Command::Audit(arguments) => command::audit::run(arguments),
        Command::Cert(command) => command::cert::run(command),
        Command::Lean(arguments::Lean::Check { file }) => command::lean::check(file),
    }
}
