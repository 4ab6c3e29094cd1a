//! The way to a solver process.
//! Given by: whoever runs processes: `src/system`, and tests.
//! Gives: the text of an answer, or how the process failed.
//! Holds: a failed channel starts afresh at the next question; time may end a question, it never decides one.

/// How a solver process failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChannelFailure {
    /// It could not be started.
    Absent,
    /// It ended, or closed its pipes.
    Died,
    /// It did not answer in time; counts as a limit that depends on the machine.
    Silent,
    /// It sent something that is not a message.
    Malformed,
}

/// A solver that answers questions.
pub trait SolverChannel {
    /// Sends declarations and assertions in SMT-LIB, and waits for the answer.
    ///
    /// The message is the line `LIMIT LENGTH` and then the text; the answer is a line with its length and then its bytes.
    ///
    /// # Errors
    /// If the process fails.
    fn ask(&mut self, limit: u32, text: &str) -> Result<String, ChannelFailure>;
}
