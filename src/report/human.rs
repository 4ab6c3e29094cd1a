//! The report of `verify` for people.
//! Given by: `command::verify`.
//! Gives: messages on standard error, a summary on standard output.
//! Holds: the last line of a file is its verdict.

use super::Entry;
use crate::command::judge::count;
use crate::command::load;
use crate::status::Status;
use crate::system::output;
use elaborator::obligations::Obligation;
use lean::print::show_open;
use rustc_hash::FxHashMap;
use verifier::verify::{CellReport, ObligationReport, Report, State, Theorem};

/// Prints the verdict on a file; with a name, the obligations of that cell too.
pub fn print(entry: &Entry, show: Option<&str>) {
    if let Some(judged) = &entry.judged {
        load::print(&judged.messages, &entry.path, &judged.loaded.text());
        if let (Some(name), Some(report), Some(program)) = (show, &judged.report, &judged.program) {
            let cell = report.cells.iter().find(|cell| {
                program.cells.get(cell.cell.0 as usize).is_some_and(|source| source.name == name)
            });
            match cell {
                Some(cell) => cell.obligations.iter().for_each(|obligation| obligations(report, obligation)),
                None => output::talk(format_args!("lumenc: the document has no cell `{name}`\n")),
            }
        }
    }
    if let Some(failure) = &entry.failure {
        load::print(std::slice::from_ref(failure), &entry.path, "");
    }
    output::data(format_args!("{}\n", summary(entry)));
}

fn summary(entry: &Entry) -> String {
    let path = &entry.path;
    let Some(report) = entry.judged.as_ref().and_then(|judged| judged.report.as_ref()) else {
        let verdict = if entry.status == Status::Rejected { "not accepted" } else { "not judged" };
        return format!("{path}: {verdict}");
    };
    let counts: Vec<String> = ["proved", "checked", "assumed", "refuted", "unknown"]
        .iter()
        .map(|word| (word, count(report, word)))
        .filter(|(word, number)| *number > 0 || **word == "proved")
        .map(|(word, number)| format!("{number} {word}"))
        .collect();
    let theorems = report.cells.iter().filter(|cell| is_accepted(cell)).count();
    let cells = report.cells.len();
    let obligations = counts.join(", ");
    let partial = partial(entry);
    match &entry.certificate {
        Some(certificate) => {
            let certificate = certificate.display();
            format!(
                "{path}: accepted: {cells} cells{partial}, obligations: {obligations}; certificate {certificate}"
            )
        }
        None if entry.failure.is_some() => {
            format!(
                "{path}: not judged: {theorems} of {cells} cells, obligations: {obligations}; no certificate"
            )
        }
        None => format!("{path}: not accepted: {theorems} of {cells} cells, obligations: {obligations}"),
    }
}

/// How many cells may run for ever; what is proved of those holds for the runs that end.
fn partial(entry: &Entry) -> String {
    let program = entry.judged.as_ref().and_then(|judged| judged.program.as_ref());
    match program.map_or(0, |program| program.cells.iter().filter(|cell| !cell.total).count()) {
        0 => String::new(),
        count => format!(" ({count} partial: proved for the runs that end)"),
    }
}

fn is_accepted(cell: &CellReport) -> bool {
    matches!(cell.theorem, Theorem::Accepted { .. })
}

fn obligations(report: &Report, entry: &ObligationReport) {
    output::data(format_args!("{}: {} [{}]\n", entry.kind, entry.text, entry.state.word()));
    if let Some(obligation) = &entry.obligation {
        let locals = obligation.variables.iter().chain(&obligation.hypotheses);
        let names: FxHashMap<_, _> =
            locals.map(|local| (local.variable, report.store.show_name(local.binder.name))).collect();
        let text = |term| show_open(&report.store, &report.environment, &names, term);
        for local in obligation.variables.iter().chain(&obligation.hypotheses) {
            output::data(format_args!(
                "  {} : {}\n",
                report.store.show_name(local.binder.name),
                text(local.of)
            ));
        }
        output::data(format_args!("  ⊢ {}\n", text(obligation.goal)));
        if let State::Proved(how) = &entry.state {
            output::data(format_args!("  proved: {how}, {} steps\n", entry.steps));
        }
        output::data(format_args!("{}\n", query(report, entry, obligation)));
        if let Some(proof) = entry.proof {
            output::data(format_args!("  proof: {}\n", text(proof)));
        }
    }
    output::data(format_args!("\n"));
}

/// The obligation as SMT-LIB: what the solver was asked, or would be asked.
fn query(report: &Report, entry: &ObligationReport, obligation: &Obligation) -> String {
    if let Some(query) = &entry.query {
        return query.clone();
    }
    let hypotheses: Vec<_> = obligation.hypotheses.iter().map(|local| local.of).collect();
    let question = verifier::smt::question(&mut report.store.clone(), &hypotheses, obligation.goal);
    question.map_or("  too large for the solver".to_string(), |question| question.text().to_string())
}
