//! Questions to an SMT solver, and what may be made of its answers.
//! Given by: obligations, as kernel terms; a channel to a solver process.
//! Gives: which hypotheses matter, or values that may break the obligation.
//! Holds: nothing here is believed: a core only orders a proof search, values are only tried out.

mod answer;
mod channel;
mod question;
mod read;
mod write;

pub use answer::{Answer, Value};
pub use channel::{ChannelFailure, SolverChannel};
pub use question::{Question, Variable};
pub use read::Garbage;
pub use write::{DEPTH, LENGTH, TooLarge};

use kernel::{Store, TermId};

/// Why a solver gave no answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AskFailure {
    /// The question would be too large.
    TooLarge,
    /// The process is not there, died, or stayed silent.
    Channel(ChannelFailure),
    /// The solver says that it cannot take the question.
    Refused(String),
    /// What came back is not an answer to the question.
    Garbage,
}

/// Writes the question whether hypotheses and the denial of a goal contradict each other.
///
/// # Errors
/// If the text would be too large.
pub fn question(store: &mut Store, hypotheses: &[TermId], goal: TermId) -> Result<Question, TooLarge> {
    write::write(store, hypotheses, goal)
}

/// Asks a question, with a limit in the solver's own units.
///
/// # Errors
/// If the channel fails, or the answer makes no sense.
pub fn ask(channel: &mut dyn SolverChannel, question: &Question, limit: u32) -> Result<Answer, AskFailure> {
    let text = channel.ask(limit, question.text()).map_err(AskFailure::Channel)?;
    if let Some(reason) = text.strip_prefix("error 0\n") {
        return Err(AskFailure::Refused(reason.trim_end().to_owned()));
    }
    read::read(question, &text).map_err(|Garbage| AskFailure::Garbage)
}
