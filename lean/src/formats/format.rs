//! The formats that are read.
//! Given by: `detect`.
//! Gives: their names and versions, to reports.
//! Holds: a version is what the input itself says, as far as it says anything.

use super::text;

/// The format of an input.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Format {
    /// Its name: `ndjson`, `text` or `olean`.
    pub name: &'static str,
    /// Its version; empty where the input names none.
    pub version: String,
    pub(super) reader: Reader,
}

impl Format {
    /// Whether the kernel reads it itself, which several threads can do together.
    #[must_use]
    pub fn is_native(&self) -> bool {
        self.reader == Reader::Kernel
    }
}

/// Who reads a format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reader {
    /// The kernel itself.
    Kernel,
    Json,
    Text(text::Version),
    Module,
    /// Nobody.
    None,
}

/// What happens while an input is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// The format was recognized.
    Format(Format),
    /// The whole input was read; formats that the kernel reads itself are checked while they are read.
    Read,
    /// A declaration was accepted.
    Accepted,
}
