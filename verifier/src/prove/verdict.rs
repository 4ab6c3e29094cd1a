//! What a prover says about an obligation.
//! Given by: provers.
//! Gives: proof terms and models to `verify`; figures to reports.
//! Holds: data only; a term here is a claim.

use crate::smt::AskFailure;
use kernel::{FreeId, TermId};
use num_bigint::BigInt;
use std::time::Duration;

/// The answer of a prover.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// What was found.
    pub finding: Finding,
    /// Steps that the search took.
    pub steps: u64,
    /// Where the time went; shown, and without influence on anything.
    pub times: Times,
    /// The question that the solver was asked, if it was asked one.
    pub query: Option<String>,
}

/// What a prover found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Finding {
    /// A proof over the variables and hypotheses of the obligation.
    Proof {
        /// The term.
        term: TermId,
        /// How it was found, in a few words.
        how: String,
    },
    /// Nothing.
    Nothing {
        /// Why.
        reason: Reason,
        /// Values of the obligation's variables under which its hypotheses hold and its goal does not, if there are some.
        model: Vec<(FreeId, ModelValue)>,
    },
}

/// Why there is no proof.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reason {
    /// Every way was tried.
    NotFound,
    /// The steps were used up.
    Limit,
    /// The library lacks a theorem that the proof needs.
    MissingLemma(String),
    /// What was found was refused: a mistake of the prover.
    Refused,
    /// The solver did not answer, or answered nonsense.
    Solver(AskFailure),
}

/// A value of a model.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ModelValue {
    /// An integer.
    Integer(BigInt),
    /// A truth value.
    Boolean(bool),
}

/// Where the time of an obligation went.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Times {
    /// Search without a solver, and making queries.
    pub preprocessing: Duration,
    /// Waiting for the solver.
    pub solver: Duration,
    /// Making the proof term.
    pub rebuilding: Duration,
    /// Checking it.
    pub kernel: Duration,
}
