//! Provers: from an obligation to a proof term, or to what is known about its failure.
//! Given by: `verify`, one obligation at a time.
//! Gives: terms, which the kernel checks before anybody calls them proofs; models, which the evaluator tries.
//! Holds: a verdict depends on the obligation and the limit only, never on time.

mod direct;
mod solver;
mod verdict;

pub use direct::Direct;
pub use solver::WithSolver;
pub use verdict::{Finding, ModelValue, Reason, Times, Verdict};

use elaborator::obligations::Obligation;
use kernel::{Environment, Store};

/// Something that looks for proofs.
pub trait Prover {
    /// Looks for a proof of an obligation from its hypotheses, in at most `limit` steps.
    fn prove(
        &mut self,
        store: &mut Store,
        environment: &Environment,
        obligation: &Obligation,
        limit: u64,
    ) -> Verdict;
}
