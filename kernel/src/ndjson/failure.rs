//! Why an export, or a line of one, is not taken.
//! Given by: the reader and its parts.
//! Gives: data for messages, which are worded elsewhere.
//! Holds: a line that is malformed and a declaration that is not accepted are told apart.

use crate::rejection::Rejection;

/// Why reading stopped.
#[derive(Debug)]
pub enum ReadError {
    /// The stream failed.
    Input(std::io::Error),
    /// A line is not of the format.
    Malformed {
        /// The line, counted from 1.
        line: u64,
        /// What is wrong with it.
        problem: Malformation,
    },
    /// A declaration was not accepted.
    Rejected {
        /// The line, counted from 1.
        line: u64,
        /// What was rejected, and why.
        rejection: Rejection,
    },
}

impl ReadError {
    /// The line at which reading stopped, unless the stream failed.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        match self {
            ReadError::Input(_) => None,
            ReadError::Malformed { line, .. } | ReadError::Rejected { line, .. } => Some(*line),
        }
    }
}

/// What is wrong with a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Malformation {
    /// It is not an object in strict JSON with natural numbers, written in UTF-8.
    NotJson,
    /// The first line does not name format and version.
    NoHeader,
    /// It is no kind of line that the format has.
    UnknownKind,
    /// A field is missing.
    Missing(&'static str),
    /// A field has a wrong form.
    WrongForm(String),
    /// A field that the format does not have, or that was there before.
    Unexpected(String),
    /// An index that is not defined before.
    Undefined(&'static str, u64),
    /// An index that is defined twice.
    Redefined(&'static str, u64),
}

/// Why a line was not taken.
pub(super) enum LineError {
    Malformed(Malformation),
    Rejected(Rejection),
}

/// Errors travel boxed: answers are small, and failure is rare.
pub(super) type Line<T> = Result<T, Box<LineError>>;

impl LineError {
    pub(super) fn at(self, line: u64) -> ReadError {
        match self {
            LineError::Malformed(problem) => ReadError::Malformed { line, problem },
            LineError::Rejected(rejection) => ReadError::Rejected { line, rejection },
        }
    }
}

impl From<Malformation> for Box<LineError> {
    fn from(problem: Malformation) -> Self {
        Box::new(LineError::Malformed(problem))
    }
}

impl From<Rejection> for Box<LineError> {
    fn from(rejection: Rejection) -> Self {
        Box::new(LineError::Rejected(rejection))
    }
}
