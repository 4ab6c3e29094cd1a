//! An export that was checked before, read without checking it again.
//! Given by: whoever starts from a library that was checked when it was built.
//! Gives: a store and an environment, in the time that reading takes.
//! Holds: this is the only way into an environment beside `add`, and it opens only to bytes with the digest the caller expects.

use super::failure::ReadError;
use super::read::Reader;
use crate::{Environment, Store};

/// Why an export is not loaded.
#[derive(Debug)]
pub enum LoadError {
    /// The digest is not the one that is expected.
    OtherContent,
    /// The bytes have the digest, but are not an export.
    Unreadable(ReadError),
}

/// Loads an export whose digest, computed by `digest`, is the expected one.
///
/// No declaration is checked, and the records of inductive types are taken as they stand: whoever names the digest
/// answers for them.
///
/// # Errors
/// If the digest is another one, or the bytes are not an export.
pub fn load(
    bytes: &[u8],
    expected: &[u8; 32],
    digest: impl FnOnce(&[u8]) -> [u8; 32],
) -> Result<(Store, Environment), LoadError> {
    if digest(bytes) != *expected {
        return Err(LoadError::OtherContent);
    }
    let (mut store, mut environment) = (Store::new(), Environment::new());
    let mut reader = Reader::new(bytes);
    reader.believes = true;
    while reader.next(&mut store, &mut environment).map_err(LoadError::Unreadable)? {}
    Ok((store, environment))
}
