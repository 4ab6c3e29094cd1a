//! The commands, one file a verb.
//! Given by: `arguments`.
//! Gives: a status, to `main`; data on standard output, talk on standard error.
//! Holds: a command decides nothing about proofs; it calls the pipeline and reports.

pub mod audit;
pub mod build;
pub mod cert;
pub mod explain;
pub mod judge;
pub mod kernel;
pub mod lean;
pub mod load;
pub mod model;
pub mod record;
pub mod run;
pub mod verify;
