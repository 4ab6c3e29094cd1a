//! NDJSON 3.1, the export format of Lean.
//! Given by: files of declarations.
//! Gives: declarations to the checker.
//! Holds: reading is strict and streams line by line. Writing needs no trust and stands with the other formats in `lean`.

mod claim;
mod compare;
mod failure;
mod load;
mod read;
mod scan;
mod tables;
mod threads;

pub use compare::differences;
pub use failure::{Malformation, ReadError};
pub use load::{LoadError, load};
pub use read::{Read, Reader, read};
pub use threads::read_by;
