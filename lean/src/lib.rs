//! Lean 4 as a language: syntax, elaboration, tactics, printing, file formats.
//! Given by: Lean source text from files and fences, kernel environments, goals from the verifier.
//! Gives: kernel declarations and proof terms, and readable text for kernel terms.
//! Holds: nothing here is trusted; a mistake can only make a proof fail, because the kernel checks every result.

pub mod decide;
pub mod elaborate;
pub mod formats;
pub mod print;
pub mod syntax;
pub mod tactic;
