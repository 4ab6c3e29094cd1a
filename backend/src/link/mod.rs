//! An object file to a binary.
//! Given by: `lumenc build`, with what `emit` made.
//! Gives: the binary's bytes.
//! Holds: the run-time that is linked is the one that was embedded when `lumenc` was built.

use crate::problem::Problem;
use std::io;

/// The run-time that every binary gets, as an archive for the linker.
pub const RUNTIME: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/libruntime.a"));

/// The system linker.
pub trait Linker {
    /// Links an object file with an archive into an executable.
    ///
    /// # Errors
    /// The linker cannot be started or refuses, with what it says.
    fn link(&mut self, object: &[u8], archive: &[u8]) -> io::Result<Vec<u8>>;
}

/// Arguments for the C compiler as linker, beside the two inputs and the output.
pub const ARGUMENTS: [&str; 2] = ["-Wl,--gc-sections", "-Wl,--build-id=none"];

/// Links a program.
///
/// # Errors
/// What the linker says.
pub fn link(object: &[u8], linker: &mut impl Linker) -> Result<Vec<u8>, Problem> {
    linker.link(object, RUNTIME).map_err(|error| Problem::Linker(error.to_string()))
}
