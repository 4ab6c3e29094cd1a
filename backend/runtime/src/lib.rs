//! What a compiled program calls while it runs: output, halts, arguments, unbounded integers, its stack.
//! Given by: generated code, through the functions of `exports`; `lumenc run`, through `run`.
//! Gives: a process that prints, ends with the status that the program has, and says why it halted.
//! Holds: unsafe code stands in `system` and `exports` only; nothing here allocates unless a guard needs unbounded integers.

#![no_std]

extern crate alloc;

mod argument;
mod exports;
mod integer;
mod machine;
mod output;
mod process;
mod system;

#[cfg(standalone)]
mod standalone;

pub use argument::{Literal, LiteralError};
pub use exports::symbols;
pub use process::{EXHAUSTED, HALTED, run};
