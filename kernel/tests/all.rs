//! The tests of the kernel as one executable, so that a changed kernel is linked once.
//! Given by: the modules beside this file.
//! Gives: a verdict on the kernel; `cargo test -p kernel --test all typing::` runs one module.
//! Holds: every file of tests is a module here.
#![cfg(test)]

mod conversion;
mod corpus;
mod excerpts;
mod families;
mod inductive;
mod ladders;
mod limits;
mod literals;
mod load;
mod mutants;
mod naive;
mod ndjson;
mod oracle;
mod recursors;
mod remembered;
mod scopes;
mod store;
mod support;
mod terms;
mod threads;
mod typing;
