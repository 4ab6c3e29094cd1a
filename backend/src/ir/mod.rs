//! The languages between core and machine code: `erased`, `counted`, `flat`.
//! Given by: the passes, each of which makes one of them.
//! Gives: data types, text forms with their readers, evaluators, validation.
//! Holds: printing and reading again gives the same program; validation says everything that the next pass relies on.

pub mod counted;
pub mod erased;
pub mod flat;
pub mod machine;
pub mod service;
pub mod text;
