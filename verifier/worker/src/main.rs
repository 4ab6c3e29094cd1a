//! The solver worker: questions on standard input, answers on standard output, until the input ends.
//! Given by: `lumenc`, which starts it once and keeps it.
//! Gives: what Z3 says about each question; see `frame` for the form.
//! Holds: an answer is only a hint; nothing that this process says is ever believed.

mod frame;
mod solve;

use std::io::{self, BufReader, BufWriter, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}

fn serve() -> io::Result<()> {
    let mut input = BufReader::new(io::stdin().lock());
    let mut output = BufWriter::new(io::stdout().lock());
    while let Some(question) = frame::read(&mut input)? {
        frame::write(&mut output, &solve::answer(&question))?;
        output.flush()?;
    }
    Ok(())
}
