//! The life of a program's process: how it starts and the ways in which it ends.
//! Given by: the entry of a linked program, `lumenc run`, and generated code that halts.
//! Gives: exit statuses and the lines on standard error that belong to them.
//! Holds: every end writes what was printed before it; the statuses are those of the language.

use crate::output;
use crate::system::{self, ERRORS, Exclusive};
use alloc::vec::Vec;

/// The status of a run that halts.
pub const HALTED: u8 = 112;
/// The status of a run that is out of memory or stack, or cannot write its output.
pub const EXHAUSTED: u8 = 113;
/// The status for arguments that are not literals of the parameters' types.
const NOT_JUDGED: u8 = 2;
/// The status of a bug of ours.
const BROKEN: u8 = 101;

static ENTRY: Exclusive<Option<extern "C" fn() -> i64>> = Exclusive::new(None);

/// Runs a program to its end, which is the end of the process. Nothing buffered elsewhere is written.
pub fn run(arguments: Vec<Vec<u8>>, entry: extern "C" fn() -> i64) -> ! {
    crate::argument::set(arguments);
    output::open();
    ENTRY.with(|slot| *slot = Some(entry));
    system::run_on_large_stack(body);
    exhausted(b"out of memory\n")
}

extern "C" fn body() {
    match ENTRY.with(|slot| slot.take()) {
        Some(entry) => finish(entry()),
        None => broken(),
    }
}

/// Ends a run that was not halted.
fn finish(status: i64) -> ! {
    end(u8::try_from(status).unwrap_or(BROKEN))
}

/// Ends a run that halts, with the line that says why.
pub(crate) fn halt(message: &[u8]) -> ! {
    output::close();
    complain(message);
    system::exit(HALTED.into())
}

/// Ends a run for which there is no memory, stack or output.
pub(crate) fn exhausted(message: &[u8]) -> ! {
    output::abandon();
    complain(b"exhausted: ");
    complain(message);
    system::exit(EXHAUSTED.into())
}

/// Ends a run whose output cannot be written.
pub(crate) fn unwritable() -> ! {
    complain(b"exhausted: standard output cannot be written\n");
    system::exit(EXHAUSTED.into())
}

/// Ends a run whose output nobody reads any more.
pub(crate) fn unread() -> ! {
    system::exit(EXHAUSTED.into())
}

/// Ends a run whose argument, counted from 1, is not a literal of its type.
pub(crate) fn bad_argument(number: usize) -> ! {
    complain(b"lumenc: argument ");
    let mut digits = [0; output::DIGITS];
    complain(output::decimal(i64::try_from(number).unwrap_or(i64::MAX), &mut digits));
    complain(b" is not a literal of its parameter's type\n");
    end(NOT_JUDGED)
}

/// Ends a run whose count of arguments is not the count of parameters.
pub(crate) fn bad_argument_count() -> ! {
    complain(b"lumenc: the number of arguments is not the number of parameters\n");
    end(NOT_JUDGED)
}

/// Ends a run in which generated code broke a rule of the run-time.
pub(crate) fn broken() -> ! {
    complain(b"internal error of the run-time\n");
    system::exit(BROKEN.into())
}

fn end(status: u8) -> ! {
    output::close();
    system::exit(status.into())
}

/// Writes to standard error; when that fails there is nobody left to tell.
fn complain(message: &[u8]) {
    let _ = system::write_all(ERRORS, message);
}
