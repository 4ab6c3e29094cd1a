//! The commands, one file a verb.
//! Given by: `arguments`.
//! Gives: a status, to `main`; data on standard output, talk on standard error.
//! Holds: a command decides nothing about proofs; it calls the pipeline and reports.

pub mod build;
pub mod explain;
pub mod judge;
pub mod kernel;
pub mod load;
pub mod run;
pub mod verify;
