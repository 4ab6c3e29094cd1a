//! The files of modules, as far as readers know about files.
//! Given by: whoever has a search path.
//! Gives: the bytes of modules by name.
//! Holds: readers open nothing themselves.

use std::io;

/// Where modules are found.
pub trait Files {
    /// The bytes of the module with these parts of its name, from the file with this ending behind `.olean`; none if there is no such file.
    ///
    /// # Errors
    /// If there is such a file and it cannot be read.
    fn module(&self, parts: &[String], ending: &str) -> io::Result<Option<Vec<u8>>>;

    /// The bytes of the file whose name is that of the input with an ending behind; none if there is no such file.
    ///
    /// # Errors
    /// If there is such a file and it cannot be read.
    fn beside(&self, ending: &str) -> io::Result<Option<Vec<u8>>>;
}

/// No files at all: an input that imports something is not accepted.
pub struct NoFiles;

impl Files for NoFiles {
    fn module(&self, _: &[String], _: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(None)
    }

    fn beside(&self, _: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(None)
    }
}
