//! From obligations to proofs, theorems, certificates; and from certificates back to a verdict.
//! Given by: `elaborator` (core, models, statements, obligations), `proofs` (the library), `lean` (decision procedures).
//! Gives: verdicts on documents and on certificates to `lumenc`.
//! Holds: nothing here decides what is a proof: what is called proved was accepted by the kernel.

pub mod audit;
pub mod certificate;
pub mod compose;
pub mod prove;
pub mod smt;
pub mod verify;
