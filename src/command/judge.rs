//! From a document to its verdict: the front end, the library, the prover, the kernel, the certificate.
//! Given by: `verify`, `build`, `run` (a path, options).
//! Gives: what was found, in full; the certificate's bytes if everything holds.
//! Holds: nothing is written here; a certificate exists only if every theorem was accepted by the kernel in this run.

use super::load::{self, Loaded};
use crate::diagnostics::{Diagnostic, Nature, obligation};
use crate::status::Status;
use crate::system::progress::Progress;
use crate::system::worker::Worker;
use elaborator::core::Program;
use elaborator::obligations::Obligation;
use kernel::{Environment, Store};
use std::path::Path;
use verifier::certificate::{self, LibraryIdentity};
use verifier::prove::{Prover, Verdict, WithSolver};
use verifier::verify::{Failure, Options, Report, State};

/// A document with its verdict.
#[derive(Debug)]
pub struct Judged {
    /// The document.
    pub loaded: Loaded,
    /// Its program, if it has one.
    pub program: Option<Program>,
    /// What became of its obligations, if it came to that.
    pub report: Option<Report>,
    /// All messages, in the order of the text.
    pub messages: Vec<Diagnostic>,
    /// The certificate, if the document is accepted.
    pub certificate: Option<Vec<u8>>,
}

impl Judged {
    /// The exit status that the verdict leads to.
    #[must_use]
    pub fn status(&self) -> Status {
        load::status(&self.messages)
    }
}

/// The library that is built in, as certificates name it.
#[must_use]
pub fn identity() -> LibraryIdentity {
    LibraryIdentity { hash: proofs::HASH.to_string(), version: proofs::VERSION.to_string() }
}

/// The library, with limits for the large stack that lumenc works on.
///
/// # Errors
/// A message when the executable is damaged.
pub fn library() -> Result<proofs::Library, Diagnostic> {
    let mut library = proofs::library().map_err(|error| {
        Diagnostic::error("E0505", Nature::Fault, format!("the built-in library is damaged: {error:?}"))
    })?;
    library.environment.limits = kernel::Limits::LARGE;
    Ok(library)
}

/// Judges a document.
///
/// # Errors
/// A message when the file cannot be read or the library cannot be loaded.
pub fn judge(path: &Path, limit: u64, solver: &mut Worker) -> Result<Judged, Diagnostic> {
    let mut loaded = load::load(path)?;
    let messages = std::mem::take(&mut loaded.messages);
    let program = loaded.elaborated.program.take();
    let mut judged = Judged { loaded, program, report: None, messages, certificate: None };
    if let Some(program) = &judged.program {
        let library = library()?;
        let progress = Progress::start(format!("verifying {}", path.display()), "obligations");
        let mut prover = Counted { prover: WithSolver::new(solver), progress: &progress };
        let base = (library.store, library.environment);
        match verifier::verify::verify(base, program, &mut prover, Options { limit }) {
            Ok(report) => judged.report = Some(report),
            Err(failure) => judged.messages.push(untranslated(&failure, program)),
        }
    }
    conclude(&mut judged);
    Ok(judged)
}

/// A prover whose work is counted.
struct Counted<'a> {
    prover: WithSolver<'a>,
    progress: &'a Progress,
}

impl Prover for Counted<'_> {
    fn prove(
        &mut self,
        store: &mut Store,
        environment: &Environment,
        obligation: &Obligation,
        limit: u64,
    ) -> Verdict {
        self.progress.count();
        self.prover.prove(store, environment, obligation, limit)
    }
}

/// Adds the messages of obligations and makes the certificate if there is no error.
fn conclude(judged: &mut Judged) {
    let (Some(report), Some(program)) = (&mut judged.report, &judged.program) else { return };
    judged.messages.extend(obligation::diagnostics(report, program, &judged.loaded.path));
    judged.messages.sort_by_key(|message| message.primary.as_ref().map(|label| label.span));
    // One clause can give several obligations; what is wrong with it is said once.
    judged.messages.dedup_by(|a, b| a.code == b.code && a.title == b.title && a.primary == b.primary);
    if load::status(&judged.messages) != Status::Accepted {
        return;
    }
    let tools = vec![("lumenc".to_string(), env!("CARGO_PKG_VERSION").to_string())];
    judged.certificate = certificate::create(report, &judged.loaded.source, program, &identity(), &tools);
    if judged.certificate.is_none() {
        let message = "no certificate could be made of what was proved".to_string();
        judged.messages.push(Diagnostic::error("E0501", Nature::Fault, message));
    }
}

fn untranslated(failure: &Failure, program: &Program) -> Diagnostic {
    use elaborator::translate::{DEPTH, Refusal};
    let cell = |id: &elaborator::core::CellId| program.cells.get(id.0 as usize);
    match failure {
        Failure::Untranslatable(Refusal::Limit) => Diagnostic::error(
            "E0405",
            Nature::Limit,
            format!("blocks or expressions of the program are nested more than {DEPTH} deep, the limit of the translation"),
        )
        .help("make cells of parts of it".to_string()),
        Failure::Untranslatable(Refusal::Recursion(id)) => {
            let message = Diagnostic::error(
                "E0199",
                Nature::Unsupported,
                "recursion cannot be compiled yet".to_string(),
            );
            cell(id).map_or(message.clone(), |cell| message.clone().at(cell.span, "calls itself"))
        }
        Failure::Untranslatable(Refusal::IllFormed(_)) => Diagnostic::error(
            "E0501",
            Nature::Fault,
            "a fault of the front end: core is not well formed".to_string(),
        ),
        Failure::Refused(id, rejection) => {
            let message = obligation::refused(rejection, "the model of a cell");
            cell(id).map_or(message.clone(), |cell| message.clone().at(cell.span, "this cell"))
        }
    }
}

/// How many obligations of a report ended in a state.
#[must_use]
pub fn count(report: &Report, word: &str) -> usize {
    report
        .cells
        .iter()
        .flat_map(|cell| &cell.obligations)
        .filter(|obligation| State::word(&obligation.state) == word)
        .count()
}
