//! Reading sources and certificates, and writing results so that nothing is ever half there.
//! Given by: the commands (paths).
//! Gives: bytes and text; files under their final names.
//! Holds: a result is written to a temporary file beside its place, synced, then renamed; sizes of inputs are bounded.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 1 << 30;

/// Why a file could not be read or written.
#[derive(Debug)]
pub enum FileError {
    /// The operating system said no.
    Io {
        /// What was tried: "read", "write".
        verb: &'static str,
        /// The file.
        path: PathBuf,
        /// Its answer.
        error: io::Error,
    },
    /// The file is larger than `LARGEST`.
    TooLarge(PathBuf),
}

impl std::fmt::Display for FileError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            FileError::Io { verb, path, error } => {
                write!(formatter, "cannot {verb} `{}`: {error}", path.display())
            }
            FileError::TooLarge(path) => {
                write!(formatter, "cannot read `{}`: larger than {LARGEST} bytes", path.display())
            }
        }
    }
}

fn failed(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> FileError {
    let path = path.to_owned();
    move |error| FileError::Io { verb, path, error }
}

/// That a result could not be written. The error speaks of a temporary file, which nobody knows: its kind is kept.
fn unwritten(path: &Path) -> impl FnOnce(io::Error) -> FileError {
    let path = path.to_owned();
    move |error| {
        let missing = path.parent().is_some_and(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        let error = match error.kind() {
            io::ErrorKind::NotFound if missing => io::Error::other("its folder does not exist"),
            kind => io::Error::from(kind),
        };
        FileError::Io { verb: "write", path, error }
    }
}

/// A file as a stream; `-` is standard input.
///
/// # Errors
/// When the file cannot be opened.
pub fn open(path: &Path) -> Result<Box<dyn Read + Send>, FileError> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin()));
    }
    Ok(Box::new(File::open(path).map_err(failed("read", path))?))
}

/// The bytes of a file.
///
/// # Errors
/// When the file cannot be read or is too large.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    let file = File::open(path).map_err(failed("read", path))?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed("read", path))?;
    if bytes.len() as u64 > LARGEST {
        return Err(FileError::TooLarge(path.to_owned()));
    }
    Ok(bytes)
}

/// Writes a file whole: to a temporary file in the same folder, synced, then renamed over the final name.
///
/// # Errors
/// When a step fails; then the file under the final name is what it was before.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    write_with_mode(path, bytes, 0o644)
}

/// As `write`, for a program: the file may be run.
///
/// # Errors
/// As `write`.
pub fn write_executable(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    write_with_mode(path, bytes, 0o755)
}

fn write_with_mode(path: &Path, bytes: &[u8], mode: u32) -> Result<(), FileError> {
    use std::os::unix::fs::PermissionsExt;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(unwritten(path))?;
    file.write_all(bytes).map_err(unwritten(path))?;
    file.as_file().set_permissions(fs::Permissions::from_mode(mode)).map_err(unwritten(path))?;
    file.as_file().sync_all().map_err(unwritten(path))?;
    file.persist(path).map_err(|error| unwritten(path)(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write(&path, b"old").unwrap();
        assert!(write(&folder.path().join("missing/a"), b"new").is_err());
        assert_eq!(read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_missing_file_is_named() {
        let message = read(Path::new("no/such/file")).unwrap_err().to_string();
        assert!(message.contains("no/such/file"), "{message}");
    }
}
