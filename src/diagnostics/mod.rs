//! What users are told: one value for every message, renderers for people and machines, a page for each code.
//! Given by: the commands, from the problems that rooms return as data.
//! Gives: text on standard error for people, JSON for machines.
//! Holds: wording lives here and nowhere else; every message has a code, a place, and says what to do.

pub mod backend;
pub mod human;
pub mod input;
pub mod json;
pub mod language;
pub mod lean;
pub mod objection;
pub mod obligation;
pub mod pages;
pub mod rejection;

use elaborator::core::Span;

/// How bad a message is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Severity {
    /// The document is not accepted.
    Error,
    /// Accepted, but look at it.
    Warning,
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// Why there is no verdict, or whose fault a message is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Nature {
    /// The input is wrong.
    Invalid,
    /// The input is not supported yet.
    Unsupported,
    /// A limit was reached.
    Limit,
    /// The environment: a file, a process.
    Environment,
    /// Neither a proof nor a counterexample was found.
    Unknown,
    /// The kernel or an audit refuses.
    Damaged,
    /// A fault of lumenc itself.
    Fault,
}

impl Nature {
    /// The word for it in machine formats.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Nature::Invalid => "invalid",
            Nature::Unsupported => "unsupported",
            Nature::Limit => "limit",
            Nature::Environment => "environment",
            Nature::Unknown => "unknown",
            Nature::Damaged => "damaged",
            Nature::Fault => "fault",
        }
    }

    /// The exit status that a message of this nature leads to.
    #[must_use]
    pub fn status(self) -> crate::status::Status {
        use crate::status::Status;
        match self {
            Nature::Invalid => Status::Rejected,
            Nature::Unsupported | Nature::Limit | Nature::Environment => Status::NotJudged,
            Nature::Unknown => Status::Unknown,
            Nature::Damaged => Status::Damaged,
            Nature::Fault => Status::Fault,
        }
    }
}

/// A place with what is to be said about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is said; may be empty.
    pub text: String,
}

/// A message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Its code, such as E0401.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// Whose fault it is.
    pub nature: Nature,
    /// One sentence in lower case, without a full stop.
    pub title: String,
    /// Where it is about, and what is to be said there.
    pub primary: Option<Label>,
    /// Other places that explain it.
    pub others: Vec<Label>,
    /// Further lines: values, what was tried.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// An error without a place.
    #[must_use]
    pub fn error(code: &str, nature: Nature, title: String) -> Self {
        Diagnostic {
            code: code.to_string(),
            severity: Severity::Error,
            nature,
            title,
            primary: None,
            others: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
        }
    }

    /// The same with its place.
    #[must_use]
    pub fn at(mut self, span: Span, text: &str) -> Self {
        self.primary = Some(Label { span, text: text.to_string() });
        self
    }

    /// The same with another place.
    #[must_use]
    pub fn other(mut self, span: Span, text: &str) -> Self {
        self.others.push(Label { span, text: text.to_string() });
        self
    }

    /// The same with a further line.
    #[must_use]
    pub fn note(mut self, text: String) -> Self {
        self.notes.push(text);
        self
    }

    /// The same with advice.
    #[must_use]
    pub fn help(mut self, text: String) -> Self {
        self.help.push(text);
        self
    }
}
