//! The record beside a binary: written by `build`, compared by `audit --binary`.
//! Given by: `command::build`, `command::audit`.
//! Gives: `OUT.lbuild`; a message when the hashes differ.
//! Holds: equal hashes say which certificate the record names, not that the binary was built from it.

use crate::diagnostics::{Diagnostic, Nature};
use crate::system::files;
use backend::record::{Generator, Record};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use verifier::certificate::{hash, print};

/// The path of the record of a binary.
#[must_use]
pub fn path(binary: &Path) -> PathBuf {
    let mut path = binary.as_os_str().to_owned();
    path.push(".lbuild");
    path.into()
}

/// The bytes of the record of a binary.
#[must_use]
pub fn bytes(binary: &[u8], certificate: Option<&[u8]>, generator: Generator) -> Option<Vec<u8>> {
    let version = ("lumenc".to_string(), env!("CARGO_PKG_VERSION").to_string());
    let record = Record {
        binary: hash(binary),
        certificate: certificate.map(hash),
        format: Record::FORMAT,
        generator,
        target: backend::emit::target().to_string(),
        tools: BTreeMap::from([version]),
    };
    Some(print(&serde_json::to_value(&record).ok()?)?.into_bytes())
}

/// Compares a binary and a certificate with the record beside the binary.
///
/// # Errors
/// A message when a file is missing or a hash differs.
pub fn compare(binary: &Path, certificate: &[u8]) -> Result<(), Diagnostic> {
    let read = |path: &Path| files::read(path).map_err(|error| super::load::file_message(&error));
    let record: Record = serde_json::from_slice(&read(&path(binary))?).map_err(|error| {
        Diagnostic::error("E0502", Nature::Damaged, format!("the record of the binary is damaged: {error}"))
    })?;
    let differs = |what: &str| {
        Err(Diagnostic::error("E0503", Nature::Invalid, format!("the record names another {what}")))
    };
    if record.binary != hash(&read(binary)?) {
        return differs("binary");
    }
    if record.certificate.as_deref() != Some(hash(certificate).as_str()) {
        return differs("certificate");
    }
    Ok(())
}
