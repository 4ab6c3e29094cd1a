//! The outside world: files, processes, the terminal. The only rooms-facing code that touches it.
//! Given by: the commands.
//! Gives: the traits that rooms declare (solver channel, linker, code generator), implemented on real files and processes.
//! Holds: a file appears under its final name only whole; every failure is a value.

pub mod files;
