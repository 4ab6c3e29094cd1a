//! Lean's declarations in the formats in which they travel.
//! Given by: `lumenc kernel check`, and the library's build (Lean's prelude).
//! Gives: an environment of what the kernel accepted; and declarations as an export again.
//! Holds: told apart by what is inside, not by the file's name; a mistake here can make a proof fail, never a false one pass.

mod admit;
mod claim;
mod compare;
mod compression;
mod detect;
mod failure;
mod files;
mod format;
mod group;
mod json;
mod olean;
mod order;
mod read;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod write;

pub use compression::open;
pub use failure::{Bound, Failure, Malformed, Place, Unsupported};
pub use files::{Files, NoFiles};
pub use format::{Event, Format};
pub use read::read;
pub use write::write;
