//! `lumenc cert export CERT` and `lumenc cert show CERT`: what is in a certificate.
//! Given by: `arguments`.
//! Gives: the proof part, or the manifest, on standard output.
//! Holds: a damaged file is never printed as if it were whole.

use super::load;
use crate::arguments::{Cert, Format};
use crate::diagnostics::objection;
use crate::status::Status;
use crate::system::files;
use std::io::Write;
use verifier::audit::Objection;
use verifier::certificate::{Certificate, read};

/// Prints a part of a certificate.
pub fn run(command: &Cert) -> Status {
    let (path, part) = match command {
        Cert::Export { certificate } => (certificate, None),
        Cert::Show { certificate, format } => (certificate, Some(*format)),
    };
    let bytes = match files::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return load::fail_file(&error),
    };
    let certificate = match read(&bytes) {
        Ok(certificate) => certificate,
        Err(damage) => return load::fail(&objection::diagnostic(&Objection::Damaged(damage))),
    };
    let text = match part {
        None => certificate.proof.to_vec(),
        Some(format) => shown(&certificate, format).into_bytes(),
    };
    match std::io::stdout().lock().write_all(&text) {
        Ok(()) => Status::Accepted,
        Err(_) => Status::NotJudged,
    }
}

fn shown(certificate: &Certificate<'_>, format: Format) -> String {
    match format {
        Format::Json => format!("{}\n", certificate.text),
        Format::Human => format!("{:#}\n", certificate.manifest),
    }
}
