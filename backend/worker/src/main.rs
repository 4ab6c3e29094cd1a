//! The release code generator: a process that turns flat programs into machine code by LLVM.
//! Given by: `lumenc`, requests on standard input.
//! Gives: answers on standard output, one for each request, in order.
//! Holds: it reads and writes nothing else, ends when its input ends, and answers with an error to what it cannot do.

mod optimize;
mod translate;

use backend::emit::release::{self, Request};
use inkwell::context::Context;
use std::io::{self, BufReader, BufWriter};
use std::process::ExitCode;

fn main() -> ExitCode {
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn serve() -> io::Result<()> {
    let mut requests = BufReader::new(io::stdin().lock());
    let mut answers = BufWriter::new(io::stdout().lock());
    while let Some(request) = release::receive(&mut requests)? {
        release::send(&mut answers, &release::answer(respond(&request)))?;
    }
    Ok(())
}

fn respond(request: &[u8]) -> Result<Vec<u8>, String> {
    match release::read_request(request) {
        Some(Request::Version) => {
            let (major, minor, patch) = inkwell::support::get_llvm_version();
            Ok(format!("{major}.{minor}.{patch}").into_bytes())
        }
        Some(Request::Make(product, program)) => {
            let context = Context::create();
            let module = translate::translate(&program, &context)?;
            optimize::produce(&module, product)
        }
        None => Err("not a request with a program without flaws".to_owned()),
    }
}
