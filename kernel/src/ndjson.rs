//! NDJSON 3.1, the export format of Lean.
//! Given by: files of declarations.
//! Gives: declarations to the checker, and files back from what was checked.
//! Holds: reading is strict and streams line by line; writing gives the same bytes for the same declarations.

mod fields;
mod read;
mod records;
mod scan;
mod write;

pub use fields::Malformation;
pub use read::{Read, ReadError, Reader, read};
pub use write::write;
