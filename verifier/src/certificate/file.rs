//! The file: a line with the hash of the manifest, the manifest, the proof part.
//! Given by: `lumenc`, whole files as bytes.
//! Gives: certificates as bytes, and their parts.
//! Holds: a certificate that was read has the hashes that it says it has; nothing else of it is believed.

use super::canonical::{parse, print};
use kernel::{Environment, Store};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The number of the format.
pub const FORMAT: u64 = 1;

const MAGIC: &str = "lumen certificate 1 ";

/// A certificate, taken apart.
#[derive(Clone, PartialEq, Debug)]
pub struct Certificate<'a> {
    /// The manifest.
    pub manifest: Value,
    /// Its text.
    pub text: &'a str,
    /// The proof part, NDJSON 3.1.
    pub proof: &'a [u8],
    /// Its hash.
    pub hash: String,
}

/// What is wrong with a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Damage {
    /// It does not start as a certificate does.
    NotACertificate,
    /// It ends before its proof part.
    Truncated,
    /// The manifest does not have the hash that the first line says.
    ManifestHash,
    /// The manifest is not canonical JSON.
    NotCanonical,
    /// The manifest lacks an entry, or has one of another type; the name of the entry.
    Entry(&'static str),
    /// The proof part does not have the hash that the manifest says.
    ProofHash,
    /// The proof part does not start with the line that the writer of exports begins with.
    Header,
}

/// The SHA-256 of bytes, in lower-case hexadecimal.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of a certificate; none if the manifest has no canonical form.
#[must_use]
pub fn write(manifest: &Value, proof: &[u8]) -> Option<Vec<u8>> {
    let manifest = print(manifest)?;
    let mut bytes = format!("{MAGIC}{}\n{manifest}\n", hash(manifest.as_bytes())).into_bytes();
    bytes.extend_from_slice(proof);
    Some(bytes)
}

/// Takes a certificate apart.
///
/// # Errors
/// If it is damaged: a wrong hash, a manifest that is not canonical.
pub fn read(bytes: &[u8]) -> Result<Certificate<'_>, Damage> {
    let (first, rest) = line(bytes).ok_or(Damage::NotACertificate)?;
    let first = std::str::from_utf8(first).map_err(|_| Damage::NotACertificate)?;
    let expected = first.strip_prefix(MAGIC).ok_or(Damage::NotACertificate)?;
    let (second, proof) = line(rest).ok_or(Damage::Truncated)?;
    if hash(second) != expected {
        return Err(Damage::ManifestHash);
    }
    let text = std::str::from_utf8(second).map_err(|_| Damage::NotCanonical)?;
    let manifest = parse(text).ok_or(Damage::NotCanonical)?;
    let stated = manifest["proof"]["hash"].as_str().ok_or(Damage::Entry("proof"))?;
    let hash = hash(proof);
    if hash != stated {
        return Err(Damage::ProofHash);
    }
    if !proof.starts_with(&header()) {
        return Err(Damage::Header);
    }
    Ok(Certificate { manifest, text, proof, hash })
}

/// An export of nothing: the line that says what the others are.
fn header() -> Vec<u8> {
    let mut header = Vec::new();
    // Writing to memory does not fail.
    let _ = lean::formats::write(&Store::new(), &Environment::new(), &[], &mut header);
    header
}

/// Bytes up to the first line feed, and what comes after it.
fn line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|&byte| byte == b'\n')?;
    Some((&bytes[..end], &bytes[end + 1..]))
}
