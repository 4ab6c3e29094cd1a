//! Standard output and standard error, which can fail: a full disk, a closed pipe.
//! Given by: the commands and reports.
//! Gives: what users and other programs read.
//! Holds: a failure is remembered and becomes the exit status; it never ends the work by a panic.

use std::fmt::Arguments;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};

static FAILED: AtomicBool = AtomicBool::new(false);

/// Writes data to standard output.
pub fn data(text: Arguments<'_>) {
    if anstream::stdout().lock().write_fmt(text).is_err() {
        FAILED.store(true, Ordering::Relaxed);
    }
}

/// Writes talk to standard error; nobody can be told if that fails.
pub fn talk(text: Arguments<'_>) {
    let _ = anstream::stderr().lock().write_fmt(text);
}

/// Whether data was lost.
#[must_use]
pub fn failed() -> bool {
    anstream::stdout().flush().is_err() || FAILED.load(Ordering::Relaxed)
}
