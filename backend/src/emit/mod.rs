//! Flat code to machine code: by Cranelift here, by LLVM in a process of its own.
//! Given by: `lumenc`, with what `lower` made.
//! Gives: object files, programs that run in memory, and text to look at.
//! Holds: the same program gives the same bytes; code for a linked program uses no more of the processor than any of its kind has.

mod clif;
mod machine;
mod memory;
mod object;
pub mod release;

pub use machine::{Speed, target};
pub use memory::run;
pub use object::{Listing, list, object};
