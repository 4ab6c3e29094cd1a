//! The report of `verify` for machines.
//! Given by: `command::verify`.
//! Gives: one JSON value.
//! Holds: `version` grows when a field changes its meaning; fields are only ever added.

use super::Entry;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::json::{position, render};
use crate::status::Status;
use elaborator::core::Program;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use verifier::audit::Account;
use verifier::verify::{CellReport, ObligationReport, State, Theorem};

/// The whole report.
#[must_use]
pub fn whole(command: &str, files: Vec<Value>) -> Value {
    json!({ "version": 1, "command": command, "files": files })
}

/// The report on a file.
#[must_use]
pub fn file(entry: &Entry) -> Value {
    let mut messages = Vec::new();
    let mut cells = Vec::new();
    if let Some(judged) = &entry.judged {
        let text = judged.loaded.text();
        messages.extend(judged.messages.iter().map(|message| render(message, &text)));
        if let (Some(report), Some(program)) = (&judged.report, &judged.program) {
            cells.extend(report.cells.iter().map(|cell| self::cell(cell, program, &text)));
        }
    }
    messages.extend(entry.failure.iter().map(|message| render(message, "")));
    json!({
        "file": entry.path,
        "status": entry.status.code(),
        "certificate": entry.certificate.as_ref().map(|path| path.display().to_string()),
        "messages": messages,
        "cells": cells,
    })
}

/// The report on a certificate.
#[must_use]
pub fn audited(path: &Path, status: Status, result: &Result<Account, Diagnostic>) -> Value {
    match result {
        Ok(account) => json!({
            "file": path.display().to_string(),
            "status": status.code(),
            "declarations": account.declarations,
            "against_source": account.against_source,
            "axioms": account.axioms,
            "manifest": account.manifest,
            "messages": [],
        }),
        Err(message) => json!({
            "file": path.display().to_string(),
            "status": status.code(),
            "messages": [render(message, "")],
        }),
    }
}

fn cell(cell: &CellReport, program: &Program, text: &str) -> Value {
    let source = program.cells.get(cell.cell.0 as usize);
    json!({
        "name": source.map(|source| source.name.as_str()),
        "total": source.map(|source| source.total),
        "theorem": matches!(cell.theorem, Theorem::Accepted { .. }),
        "obligations": cell.obligations.iter().map(|entry| obligation(entry, text)).collect::<Vec<_>>(),
    })
}

fn obligation(entry: &ObligationReport, text: &str) -> Value {
    let (line, column) = position(text, entry.span.start as usize);
    let microseconds = |time: Duration| u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
    let how = if let State::Proved(how) = &entry.state { Some(how.as_str()) } else { None };
    json!({
        "kind": entry.kind,
        "line": line,
        "column": column,
        "text": entry.text,
        "state": entry.state.word(),
        "how": how,
        "steps": entry.steps,
        "microseconds": {
            "preprocessing": microseconds(entry.times.preprocessing),
            "solver": microseconds(entry.times.solver),
            "rebuilding": microseconds(entry.times.rebuilding),
            "kernel": microseconds(entry.times.kernel),
        },
    })
}
