//! `lumenc audit CERT…`: certificates, checked again from nothing; with the source, against what the source says.
//! Given by: `arguments`.
//! Gives: what a careful reader wants to know, assumptions first, on standard output; objections on standard error.
//! Holds: no solver, no search, no Lean elaboration; the status is that of the worst certificate.

use super::judge;
use super::load;
use crate::arguments::{Audit, Format};
use crate::diagnostics::{Diagnostic, Nature, objection};
use crate::report;
use crate::status::Status;
use crate::system::files;
use crate::system::output;
use crate::system::progress::Progress;
use elaborator::source::Source;
use std::path::Path;
use verifier::audit::{Account, Request, audit};

/// Audits certificates.
pub fn run(arguments: &Audit) -> Status {
    if arguments.certificates.len() > 1 && (arguments.source.is_some() || arguments.binary.is_some()) {
        let message = "`--source` and `--binary` go with one certificate".to_string();
        return load::fail(&Diagnostic::error("E0702", Nature::Environment, message));
    }
    let mut reports = Vec::new();
    let status = arguments.certificates.iter().fold(Status::Accepted, |status, path| {
        let result = one(path, arguments);
        let own = match &result {
            Ok(_) => Status::Accepted,
            Err(message) => message.nature.status(),
        };
        match arguments.format {
            Format::Human => print(path, &result),
            Format::Json => reports.push(report::json::audited(path, own, &result)),
        }
        status.worst(own)
    });
    if arguments.format == Format::Json {
        output::data(format_args!("{}\n", report::json::whole("audit", reports)));
    }
    status
}

fn one(path: &Path, arguments: &Audit) -> Result<Account, Diagnostic> {
    let certificate = files::read(path).map_err(|error| load::file_message(&error))?;
    let source = match &arguments.source {
        Some(path) => {
            let name = path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
            Some(Source::new(name, files::read(path).map_err(|error| load::file_message(&error))?))
        }
        None => None,
    };
    let library = judge::library()?;
    let request = Request {
        certificate: &certificate,
        source: source.as_ref(),
        library: (library.store, library.environment),
        identity: &judge::identity(),
        allowed: &arguments.allow_axiom,
    };
    let progress = Progress::start(format!("auditing {}", path.display()), "");
    let account = audit(request).map_err(|found| objection::diagnostic(&found))?;
    drop(progress);
    if let Some(binary) = &arguments.binary {
        super::record::compare(binary, &certificate)?;
    }
    Ok(account)
}

fn print(path: &Path, result: &Result<Account, Diagnostic>) {
    match result {
        Ok(account) => {
            output::data(format_args!("{}", report::audit::text(&path.display().to_string(), account)))
        }
        Err(message) => {
            load::print(std::slice::from_ref(message), "", "");
            output::data(format_args!("{}: not accepted\n", path.display()));
        }
    }
}
