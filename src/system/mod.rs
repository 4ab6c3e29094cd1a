//! The outside world: files and processes. The only code that touches it.
//! Given by: the commands.
//! Gives: the traits that rooms declare (solver channel, linker, code generator), implemented on real processes.
//! Holds: a file appears under its final name only whole; every failure is a value.

pub mod files;
pub mod memory;
pub mod modules;
pub mod output;
pub mod progress;
pub mod worker;
