//! What a solver said.
//! Given by: `read`.
//! Gives: hints and candidates.
//! Holds: whoever acts on an answer checks the result by other means.

use super::question::Variable;
use num_bigint::BigInt;

/// A value in a model.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// An integer.
    Integer(BigInt),
    /// A truth value.
    Boolean(bool),
}

/// An answer, with the resources that it took in the solver's units.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// The hypotheses contradict the denied goal.
    Unsatisfiable {
        /// The hypotheses that were used, by position, in increasing order.
        core: Vec<usize>,
        /// Resources used.
        used: u32,
    },
    /// All hold together.
    Satisfiable {
        /// Values of constants.
        values: Vec<(Variable, Value)>,
        /// Resources used.
        used: u32,
    },
    /// The solver gave up.
    Unknown {
        /// Its reason.
        reason: String,
        /// Values that it had so far, if any.
        values: Vec<(Variable, Value)>,
        /// Resources used.
        used: u32,
    },
}
