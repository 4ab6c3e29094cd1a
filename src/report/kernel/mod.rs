//! What `kernel check` found, for people and for machines.
//! Given by: `command::kernel`.
//! Gives: text or JSON on standard output.
//! Holds: both say the same.

pub mod declaration;
pub mod human;
pub mod json;
pub mod statistics;

use crate::diagnostics::{Diagnostic, Nature};
use crate::status::Status;
use declaration::Shown;
use lean::formats::Format;
use statistics::Statistics;

/// The verdict on an input.
#[derive(Debug)]
pub struct Report {
    /// The path as the user gave it.
    pub path: String,
    /// The format, if it was recognized.
    pub format: Option<Format>,
    /// Number of threads that worked.
    pub jobs: usize,
    /// Number of declarations accepted.
    pub declarations: usize,
    /// The axioms that what was asked for depends on, if somebody wants to know.
    pub axioms: Option<Vec<String>>,
    /// What kept the input from being accepted.
    pub message: Option<Diagnostic>,
    /// The declaration that was refused.
    pub refusal: Option<Refusal>,
    /// The declarations that were asked for.
    pub shown: Vec<Shown>,
    /// Numbers, if they were asked for.
    pub statistics: Option<Statistics>,
}

/// A declaration that the kernel refused.
#[derive(Debug)]
pub struct Refusal {
    /// Its name.
    pub declaration: String,
    /// The line of the input.
    pub line: Option<u64>,
    /// The name of the rule; none for a limit.
    pub rule: Option<String>,
    /// The type expected and the type found, if the rule is about them.
    pub types: Option<(String, String)>,
}

impl Report {
    /// The exit status.
    #[must_use]
    pub fn status(&self) -> Status {
        self.message.as_ref().map_or(Status::Accepted, |message| message.nature.status())
    }

    /// One word for the verdict.
    #[must_use]
    pub fn verdict(&self) -> &'static str {
        match self.message.as_ref().map(|message| message.nature) {
            None => "accepted",
            Some(Nature::Invalid | Nature::Damaged) => "rejected",
            Some(Nature::Fault) => "fault",
            Some(Nature::Unsupported | Nature::Limit | Nature::Environment | Nature::Unknown) => "declined",
        }
    }
}
