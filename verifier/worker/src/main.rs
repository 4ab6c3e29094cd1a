//! The solver worker: questions on standard input, answers on standard output, until the input ends.
//! Given by: `lumenc`, which starts it once and keeps it.
//! Gives: what Z3 says about each question; see `frame` for the form.
//! Holds: an answer is only a hint; nothing that this process says is ever believed.

mod frame;
mod solve;

use std::io::{self, BufReader, BufWriter, Write};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

fn main() -> ExitCode {
    let (sender, questions) = sync_channel(1);
    let reader = std::thread::Builder::new().spawn(move || read(&sender));
    match reader.and_then(|_| serve(&questions)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}

/// Hands on one question after the other. Where the input ends the process does, in the midst of a search too:
/// whoever asked is gone.
fn read(questions: &SyncSender<frame::Question>) {
    let mut input = BufReader::new(io::stdin().lock());
    let status = loop {
        match frame::read(&mut input) {
            Ok(Some(question)) => {
                if questions.send(question).is_err() {
                    break 2;
                }
            }
            Ok(None) => break 0,
            Err(_) => break 2,
        }
    };
    std::process::exit(status);
}

fn serve(questions: &Receiver<frame::Question>) -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    for question in questions {
        frame::write(&mut output, &solve::answer(&question))?;
        output.flush()?;
    }
    Ok(())
}
