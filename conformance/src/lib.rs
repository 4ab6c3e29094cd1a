//! Harnesses that drive the executables over real input and say where they differ from what is expected.
//! Given by: the tests of `lumenc`, which know where the executables are.
//! Gives: outcomes of runs, expectations read from literate documents, differences between the two.
//! Holds: this crate knows no other room; it sees what a user sees.

pub mod expectation;
pub mod ladders;
pub mod process;

pub use expectation::{Expectation, check_document};
pub use process::{Outcome, run, run_with_input};
