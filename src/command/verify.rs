//! `lumenc verify FILE…`: every contract and check proved, a certificate for each document.
//! Given by: `arguments`.
//! Gives: a report on standard output, messages on standard error, certificates.
//! Holds: what is reported as proved was accepted by the kernel in this run.

use super::judge::{Judged, judge};
use super::load;
use crate::arguments::{ReportFormat, Verify};
use crate::diagnostics::{Diagnostic, Nature};
use crate::report::{self, Entry};
use crate::status::Status;
use crate::system::files;
use crate::system::output;
use crate::system::worker::Worker;
use backend::Proved;
use elaborator::core::{CellId, Program};
use std::path::{Path, PathBuf};
use verifier::certificate::{assumes, superfluous};
use verifier::verify::{Report, Theorem};

/// Verifies documents; the status is that of the worst.
pub fn verify(arguments: &Verify) -> Status {
    if let Some(twice) = written_twice(arguments) {
        let message = format!("two documents would write `{}`", twice.display());
        let message = Diagnostic::error("E0702", Nature::Environment, message);
        return load::fail(&message.help("verify them one by one, with `--cert-dir`".to_string()));
    }
    let mut solver = Worker::solver();
    let mut status = Status::Accepted;
    let (mut reports, mut results, mut suites) = (Vec::new(), Vec::new(), Vec::new());
    for path in &arguments.files {
        let entry = one(path, arguments, &mut solver);
        status = status.worst(entry.status);
        match arguments.format {
            ReportFormat::Human => report::human::print(&entry, arguments.show.as_deref()),
            ReportFormat::Json => reports.push(report::json::file(&entry)),
            ReportFormat::Sarif => results.extend(report::sarif::results(&entry)),
            ReportFormat::Junit => suites.push(report::junit::suite(&entry)),
        }
    }
    match arguments.format {
        ReportFormat::Human => {}
        ReportFormat::Json => output::data(format_args!("{}\n", report::json::whole("verify", reports))),
        ReportFormat::Sarif => output::data(format_args!("{}\n", report::sarif::whole(results, status))),
        ReportFormat::Junit => output::data(format_args!("{}", report::junit::whole(&suites))),
    }
    status
}

/// A certificate that two of the documents would write, one over the other.
fn written_twice(arguments: &Verify) -> Option<PathBuf> {
    let folder = arguments.cert_dir.as_deref();
    let mut targets: Vec<PathBuf> =
        arguments.files.iter().map(|path| certificate_path(path, &load::stem(path), folder)).collect();
    targets.sort();
    targets.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone())
}

fn one(path: &Path, arguments: &Verify, solver: &mut Worker) -> Entry {
    match judge(path, arguments.limit, solver) {
        Ok(judged) => {
            let mut status = judged.status();
            let mut written = None;
            let mut failure = None;
            if let Some(bytes) = &judged.certificate {
                let target = certificate_path(path, &load::stem(path), arguments.cert_dir.as_deref());
                match files::write(&target, bytes) {
                    Ok(()) => written = Some(target),
                    Err(error) => {
                        let message = load::file_message(&error);
                        status = status.worst(message.nature.status());
                        failure = Some(message);
                    }
                }
            }
            Entry {
                path: path.display().to_string(),
                status,
                judged: Some(judged),
                certificate: written,
                failure,
            }
        }
        Err(message) => Entry::failed(path, message),
    }
}

fn certificate_path(source: &Path, stem: &str, folder: Option<&Path>) -> PathBuf {
    let folder = folder.or_else(|| source.parent()).unwrap_or(Path::new(""));
    folder.join(format!("{stem}.lcert"))
}

/// A verified document, for commands that go on with it.
#[derive(Debug)]
pub struct Verified {
    /// The sites whose checks need not stay in the code.
    pub proved: Proved,
    /// The certificate, if the document was verified.
    pub certificate: Option<Vec<u8>>,
}

/// The program of a document, and which of its checks need not stay in the code.
///
/// # Errors
/// When the document does not verify; it has been reported.
pub fn program(path: &Path, unverified: bool) -> Result<(load::Loaded, Program, Verified), Status> {
    if unverified {
        let (loaded, program) = load::program(path)?;
        output::talk(format_args!("lumenc: not verified: every check stays in the program\n"));
        return Ok((loaded, program, Verified { proved: Proved::nothing(), certificate: None }));
    }
    let judged = judge(path, crate::arguments::LIMIT, &mut Worker::solver())
        .map_err(|message| load::fail(&message))?;
    load::print(&judged.messages, &judged.loaded.path, &judged.loaded.text());
    let status = judged.status();
    let Judged {
        loaded, program: Some(program), report: Some(report), certificate: Some(certificate), ..
    } = judged
    else {
        return Err(if status == Status::Accepted { Status::Fault } else { status });
    };
    let proved = proved(&report, &program);
    Ok((loaded, program, Verified { proved, certificate: Some(certificate) }))
}

/// The sites whose failure a theorem of the report excludes.
fn proved(report: &Report, program: &Program) -> Proved {
    let mut proved = Proved::nothing();
    for cell in &report.cells {
        let Theorem::Accepted { axioms } = &cell.theorem else { continue };
        let Some(source) = program.cells.get(cell.cell.0 as usize) else { continue };
        let names: Vec<String> = axioms.iter().map(|&axiom| report.store.show_name(axiom)).collect();
        for site in superfluous(source, assumes(&names)) {
            proved.exclude(CellId(cell.cell.0), site);
        }
    }
    proved
}

/// A message that stands alone.
impl Entry {
    fn failed(path: &Path, message: Diagnostic) -> Self {
        Entry {
            path: path.display().to_string(),
            status: message.nature.status(),
            judged: None,
            certificate: None,
            failure: Some(message),
        }
    }
}
