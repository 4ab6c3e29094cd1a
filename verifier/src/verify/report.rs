//! What became of a program: each obligation, each theorem.
//! Given by: `verify`.
//! Gives: the verdict to `lumenc`, certificates, the list of superfluous checks to the back end.
//! Holds: a theorem is reported only after the kernel accepted it.

use crate::prove::{Reason, Times};
use elaborator::core::{CellId, SiteId, Span};
use elaborator::obligations::Obligation;
use elaborator::translate::Translation;
use kernel::{Environment, NameId, Rejection, Store, TermId};

/// What became of a program.
#[derive(Debug)]
pub struct Report {
    /// The terms.
    pub store: Store,
    /// The library, then what was accepted of the program.
    pub environment: Environment,
    /// The models and statements.
    pub translation: Translation,
    /// One entry a cell, in the order of the text.
    pub cells: Vec<CellReport>,
}

impl Report {
    /// Whether every cell has its theorems.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.cells.iter().all(|cell| matches!(cell.theorem, Theorem::Accepted { .. }))
    }
}

/// What became of a cell.
#[derive(Debug)]
pub struct CellReport {
    /// The cell.
    pub cell: CellId,
    /// Its obligations, in the order of the walk, then its `check`s.
    pub obligations: Vec<ObligationReport>,
    /// Its theorems.
    pub theorem: Theorem,
}

/// Whether a cell has its theorems.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Theorem {
    /// Both were accepted; the axioms that they reach, in the order of their declaration.
    Accepted {
        /// The axioms.
        axioms: Vec<NameId>,
    },
    /// An obligation of the cell is open.
    Open,
    /// A callee has no theorem.
    CalleeOpen(CellId),
    /// The proof is larger than is supported.
    Limit,
    /// What was outlined does not fit together; a mistake of the elaborator.
    Broken,
    /// The kernel refused what was composed; a mistake of this room.
    Refused(Rejection),
}

/// What became of an obligation.
#[derive(Debug)]
pub struct ObligationReport {
    /// What it was; nothing for a `check`.
    pub obligation: Option<Obligation>,
    /// The kind, in one word.
    pub kind: &'static str,
    /// The place in the text.
    pub span: Span,
    /// What has to hold, as the user wrote it.
    pub text: String,
    /// The site whose check it is about, if any.
    pub site: Option<SiteId>,
    /// What became of it.
    pub state: State,
    /// Steps that the search took.
    pub steps: u64,
    /// Where the time went.
    pub times: Times,
    /// The proof term, over the obligation's variables.
    pub proof: Option<TermId>,
    /// The question that the solver was asked.
    pub query: Option<String>,
}

/// A run that violates an obligation; values are literals, by name.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Refutation {
    /// The arguments of the cell.
    pub arguments: Vec<(String, String)>,
    /// What the variables of the violated clause are at that moment, if it is a clause.
    pub values: Vec<(String, String)>,
}

/// The state in which an obligation ends.
#[derive(Clone, PartialEq, Debug)]
pub enum State {
    /// The kernel accepted a proof; how it was found.
    Proved(String),
    /// A test at run time stands in its place.
    Checked,
    /// The user assumed it.
    Assumed,
    /// There are arguments of the cell with which a run reaches the violation.
    Refuted(Refutation),
    /// Nothing was found.
    Unknown {
        /// Why.
        reason: Reason,
        /// Names and values that the contracts allow and the goal does not, if there are some.
        allowed: Vec<(String, String)>,
    },
}

impl State {
    /// The word for it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            State::Proved(_) => "proved",
            State::Checked => "checked",
            State::Assumed => "assumed",
            State::Refuted(_) => "refuted",
            State::Unknown { .. } => "unknown",
        }
    }
}
