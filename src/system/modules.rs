//! Lean's modules on a search path.
//! Given by: `command::kernel` (folders, and the file that is checked).
//! Gives: the bytes of `.olean` files.
//! Holds: the first folder that has a module counts; sizes are bounded.

use super::files::{self, FileError};
use lean::formats::Files;
use std::io;
use std::path::{Path, PathBuf};

/// Where modules are looked for.
#[derive(Debug)]
pub struct SearchPath {
    folders: Vec<PathBuf>,
    /// The file that is checked; none if it is standard input.
    input: Option<PathBuf>,
}

impl SearchPath {
    /// The folders given, then those of the variable `LEAN_PATH`.
    #[must_use]
    pub fn new(folders: &[PathBuf], input: &Path) -> Self {
        let variable = std::env::var_os("LEAN_PATH").unwrap_or_default();
        let more = std::env::split_paths(&variable).filter(|folder| !folder.as_os_str().is_empty());
        let input = (input != Path::new("-")).then(|| input.to_owned());
        SearchPath { folders: folders.iter().cloned().chain(more).collect(), input }
    }
}

impl Files for SearchPath {
    fn module(&self, parts: &[String], ending: &str) -> io::Result<Option<Vec<u8>>> {
        let relative: PathBuf = parts.iter().collect();
        let found = self.folders.iter().map(|folder| with_ending(&folder.join(&relative), ".olean"));
        match found.into_iter().find(|path| path.is_file()) {
            Some(path) => bytes(&with_ending(&path, ending)),
            None => Ok(None),
        }
    }

    fn beside(&self, ending: &str) -> io::Result<Option<Vec<u8>>> {
        match &self.input {
            Some(path) => bytes(&with_ending(path, ending)),
            None => Ok(None),
        }
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn bytes(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match files::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(FileError::Io { error, .. }) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(FileError::Io { error, .. }) => Err(error),
        Err(error @ FileError::TooLarge(_)) => Err(io::Error::other(error.to_string())),
    }
}
