//! Core to native code: `erase`, `count`, `lower`, `emit`, `link`, each a language or a form further down.
//! Given by: `lumenc`: core, and the sites that theorems exclude.
//! Gives: objects, binaries, programs that run in memory, and the text of every stage.
//! Holds: a binary computes the outcome of the model or stops as exhausted; files and processes are reached through traits.

pub mod count;
pub mod emit;
pub mod erase;
pub mod ir;
pub mod link;
pub mod lower;
pub mod problem;
pub mod record;

pub use count::count;
pub use erase::{Contracts, Entry, Options, Proved, erase};
pub use lower::lower;
pub use problem::Problem;
