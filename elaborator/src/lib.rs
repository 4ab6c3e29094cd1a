//! From a document to core, and from core to the model and the statement that the kernel sees.
//! Given by: `lumenc` (documents).
//! Gives: core to `backend`; core, models, statements and obligations to `verifier`; problems to the diagnostics.
//! Holds: nothing here decides what is proved; what a program means is decided here and nowhere else.

pub mod core;
mod dependence;
pub mod meaning;
pub mod obligations;
pub mod show;
pub mod translate;
