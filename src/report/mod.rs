//! What `verify` found, for people and for machines.
//! Given by: `command::verify`.
//! Gives: text, JSON, SARIF or JUnit XML on standard output.
//! Holds: all say the same.

pub mod audit;
pub mod human;
pub mod json;
pub mod junit;
pub mod kernel;
pub mod sarif;

use crate::command::judge::Judged;
use crate::diagnostics::Diagnostic;
use crate::status::Status;
use std::path::PathBuf;

/// A file with its verdict.
#[derive(Debug)]
pub struct Entry {
    /// The path as the user gave it.
    pub path: String,
    /// Its status.
    pub status: Status,
    /// What was found, if the file could be read.
    pub judged: Option<Judged>,
    /// Where its certificate was written.
    pub certificate: Option<PathBuf>,
    /// What kept the file from being read or the certificate from being written.
    pub failure: Option<Diagnostic>,
}
