//! Why an export, or a line of one, is not taken.
//! Given by: the reader and its parts.
//! Gives: data for messages, which are worded elsewhere.
//! Holds: a line that is malformed and a declaration that is not accepted are told apart.

use crate::Rejection;

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
    pub(super) fn at(mut self, number: u64) -> Self {
        if let ReadError::Malformed { line, .. } | ReadError::Rejected { line, .. } = &mut self {
            *line = number;
        }
        self
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

/// What is wrong with a line, which whoever read it knows the number of. Boxed: answers are small, and failure is rare.
pub(super) type Line<T> = Result<T, Box<ReadError>>;

impl From<Malformation> for Box<ReadError> {
    fn from(problem: Malformation) -> Self {
        Box::new(ReadError::Malformed { line: 0, problem })
    }
}

impl From<Rejection> for Box<ReadError> {
    fn from(rejection: Rejection) -> Self {
        Box::new(ReadError::Rejected { line: 0, rejection })
    }
}
