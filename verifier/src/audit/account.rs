//! What an audit finds.
//! Given by: `audit`.
//! Gives: an account to print, or the reason why the certificate is not accepted.
//! Holds: an account exists only of a certificate whose every declaration the kernel accepted.

use crate::certificate::Damage;
use elaborator::problem::Problem;
use elaborator::translate::Refusal;
use kernel::{Rejection, ndjson::Malformation};
use serde_json::Value;

/// What a certificate that was accepted says.
#[derive(Clone, PartialEq, Debug)]
pub struct Account {
    /// The manifest: derived from the source, or claimed if there was none.
    pub manifest: Value,
    /// Number of declarations that the kernel checked.
    pub declarations: u64,
    /// Whether models, statements and manifest were derived from the source and compared.
    pub against_source: bool,
    /// The axioms that the theorems reach, beyond the three that are always allowed.
    pub axioms: Vec<String>,
}

/// Why a certificate is not accepted.
#[derive(Debug)]
pub enum Objection {
    /// The file is damaged.
    Damaged(Damage),
    /// The proof part is no export; line and fault.
    Malformed(u64, Malformation),
    /// The kernel refused a declaration at a line; its name and why.
    Refused(u64, String, Rejection),
    /// The source is not a program.
    Source(Vec<Problem>),
    /// The program has no model.
    Untranslatable(Refusal),
    /// Everything checks, but it is not what the source says.
    Different(Vec<Difference>),
    /// The theorems reach axioms that are not allowed.
    Axioms(Vec<String>),
}

/// A difference between a certificate and what was derived.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Difference {
    /// There is no such theorem.
    Missing(String),
    /// There is something of this name, but it is no theorem.
    NotATheorem(String),
    /// The statement is another one.
    Statement(String),
    /// The content is another one.
    Content(String),
    /// A name that nothing in source or library gives.
    Stranger(String),
    /// An entry of the manifest is another one; the key.
    Manifest(String),
}
