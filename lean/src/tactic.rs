//! Tactics: from the goals of a proof to terms, step by step.
//! Given by: elaboration, which hands over a hole and the block that is to fill it.
//! Gives: the hole, filled with a term, or the problem of the tactic that failed with the goals it saw.
//! Holds: a goal is a hole that only tactics assign; what they assign is checked by the kernel like everything else.

mod alternative;
mod apply;
mod arithmetic;
mod close;
mod congruence;
mod destruct;
mod equation;
mod evaluate;
pub mod fault;
mod goal;
mod hypothesis;
pub(crate) mod indices;
mod induction;
mod local;
mod rewrite;
mod rewriting;
mod session;
mod simplification;
mod simplifier;
mod simplify;
mod split;
mod substitute;

use crate::elaborate::infer::Outcome;
use crate::elaborate::session::Elaborator;
use crate::syntax::tree::TacticBlock;
use kernel::FreeId;
use session::Tactics;

/// Runs a block on a goal; every goal that arises must be proved at its end.
///
/// # Errors
/// What is wrong with a tactic, or that goals are left.
pub fn run(elaborator: &mut Elaborator<'_>, goal: FreeId, block: &TacticBlock) -> Outcome<()> {
    Tactics::new(elaborator, block.span).prove(goal, block)
}
