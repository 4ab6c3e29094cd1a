//! Running an executable and keeping all that a user would see.
//! Given by: the harnesses.
//! Gives: exit status, standard output, standard error.
//! Holds: no shell is involved; colour is off; a run that was killed by a signal has status 128 + signal.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// What a run left behind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// Exit status.
    pub status: i32,
    /// Standard output.
    pub output: String,
    /// Standard error.
    pub error: String,
}

/// Runs an executable with arguments in a folder.
///
/// # Errors
/// When it cannot be started.
pub fn run(executable: &Path, arguments: &[&str], folder: &Path) -> io::Result<Outcome> {
    run_with_input(executable, arguments, folder, b"")
}

/// As `run`, with something on standard input.
///
/// # Errors
/// When it cannot be started.
pub fn run_with_input(
    executable: &Path,
    arguments: &[&str],
    folder: &Path,
    input: &[u8],
) -> io::Result<Outcome> {
    use std::os::unix::process::ExitStatusExt;
    let mut child = Command::new(executable)
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // The child may end without reading its input.
        let _ = stdin.write_all(input);
    }
    let done = child.wait_with_output()?;
    let status = done.status.code().unwrap_or_else(|| 128 + done.status.signal().unwrap_or(0));
    Ok(Outcome {
        status,
        output: String::from_utf8_lossy(&done.stdout).into_owned(),
        error: String::from_utf8_lossy(&done.stderr).into_owned(),
    })
}
