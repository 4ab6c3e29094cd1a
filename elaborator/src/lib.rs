//! From a document to core, and from core to the model and the statement that the kernel sees.
//! Given by: `lumenc` (documents).
//! Gives: core to `backend`; core, models, statements and obligations to `verifier`; problems to the diagnostics.
//! Holds: nothing here decides what is proved; what a program means is decided here and nowhere else.

mod check;
pub mod core;
mod dependence;
pub mod document;
pub mod elaborate;
pub mod evaluate;
pub mod foreign;
mod lex;
pub mod literal;
mod lower;
pub mod meaning;
mod nearest;
pub mod obligations;
mod parse;
pub mod problem;
mod resolve;
pub mod source;
mod split;
pub mod token;
pub mod translate;
pub mod tree;
pub mod typed;

pub use elaborate::{Elaborated, elaborate};
pub use split::LARGEST_DOCUMENT;
