//! What the tests of this room share: the library, documents, verified documents.
//! Given by: the tests.
//! Gives: reports and certificates of documents.
//! Holds: everything goes through the public doors of the crate.
#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use elaborator::core::Program;
use elaborator::elaborate;
use elaborator::source::Source;
use kernel::{Environment, Limits, Store};
use std::path::{Path, PathBuf};
use verifier::audit::{Account, Objection, Request, audit};
use verifier::certificate::{LibraryIdentity, create};
use verifier::prove::Direct;
use verifier::verify::{Options, Report, verify};

/// The library that is built in.
pub(crate) fn library() -> (Store, Environment) {
    let proofs::Library { store, mut environment, .. } = proofs::library().unwrap();
    environment.limits = Limits::SMALL;
    (store, environment)
}

/// Which library it is.
pub(crate) fn identity() -> LibraryIdentity {
    LibraryIdentity { hash: proofs::HASH.to_string(), version: proofs::VERSION.to_string() }
}

/// A document of the corpus.
pub(crate) fn corpus(name: &str) -> Source {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus").join(name);
    source_at(&path)
}

/// The documents of a folder of the corpus, in the order of their names.
pub(crate) fn documents(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus").join(folder);
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.to_string_lossy().ends_with(".lm.md")).collect();
    found.sort();
    found
}

pub(crate) fn source_at(path: &Path) -> Source {
    Source::new(path.file_name().unwrap().to_str().unwrap(), std::fs::read(path).unwrap())
}

/// A document with one fence.
pub(crate) fn document(name: &str, program: &str) -> Source {
    Source::new(name, format!("# A test\n\n```lumen\n{program}\n```\n"))
}

pub(crate) fn program(source: &Source) -> Program {
    let elaborated = elaborate(source);
    assert_eq!(elaborated.problems, [], "{}", source.name());
    elaborated.program.unwrap()
}

/// What becomes of a document without a solver.
pub(crate) fn verified(source: &Source) -> (Program, Report) {
    let program = program(source);
    let report = verify(library(), &program, &mut Direct, Options::default()).unwrap();
    (program, report)
}

/// The certificate of a document that verifies.
pub(crate) fn certified(source: &Source) -> Vec<u8> {
    let (program, mut report) = verified(source);
    assert!(report.is_complete(), "{} does not verify", source.name());
    let tools = vec![("lumenc".to_string(), "0.0.0".to_string())];
    create(&mut report, source, &program, &identity(), &tools).unwrap()
}

/// The audit of a certificate.
pub(crate) fn audited(certificate: &[u8], source: Option<&Source>) -> Result<Account, Objection> {
    audit_with(library(), certificate, source)
}

/// The audit of a certificate, for tests that load the library once for many.
pub(crate) fn audit_with(
    library: (Store, Environment),
    certificate: &[u8],
    source: Option<&Source>,
) -> Result<Account, Objection> {
    audit(Request { certificate, source, library, identity: &identity(), allowed: &[] })
}
