//! From proofs of obligations to the theorem of a cell.
//! Given by: `verify` (outline, and a theorem for each obligation).
//! Gives: closed theorems for obligations, and closed proofs of `f.spec` and `f.defined`.
//! Holds: a theorem quantifies over the variables and hypotheses that its proof mentions, and over no others.

mod close;
mod theorem;

pub use close::{CloseError, close};
pub use theorem::{Applied, ScopeError, theorem};
