//! Obligations that are not proved, in words.
//! Given by: `command::judge`, from the verifier's report.
//! Gives: diagnostics E04xx and E05xx.
//! Holds: *refuted* is said only where the evaluator confirmed it with arguments of the cell.

use super::{Diagnostic, Nature};
use crate::system::worker::PATIENCE;
use elaborator::core::{Program, Span};
use elaborator::obligations::Why;
use kernel::{Problem, Rejection};
use verifier::prove::Reason;
use verifier::smt::{AskFailure, ChannelFailure, DEPTH, LENGTH};
use verifier::verify::{CellReport, ObligationReport, Refutation, Report, State, Theorem};

/// The messages of a report, cell by cell.
#[must_use]
pub fn diagnostics(report: &Report, program: &Program, path: &str) -> Vec<Diagnostic> {
    let mut messages = Vec::new();
    for cell in &report.cells {
        let Some(source) = program.cells.get(cell.cell.0 as usize) else { continue };
        let open = cell.obligations.iter().filter(|entry| !is_undefined_anyway(entry, &cell.obligations));
        messages.extend(open.filter_map(|entry| self::obligation(entry, program, (&source.name, path))));
        messages.extend(theorem(cell, program, source.span));
    }
    messages
}

/// Whether nothing needs to be said of an open obligation, because its clause was found to be undefined.
fn is_undefined_anyway(entry: &ObligationReport, all: &[ObligationReport]) -> bool {
    let is_defined = |entry: &ObligationReport| matches!(&entry.obligation, Some(obligation) if matches!(obligation.why, Why::Defined(_)));
    let undefined = |other: &ObligationReport| {
        is_defined(other) && other.span == entry.span && matches!(other.state, State::Refuted(_))
    };
    matches!(entry.state, State::Unknown { .. }) && all.iter().any(undefined)
}

fn obligation(entry: &ObligationReport, program: &Program, (cell, path): (&str, &str)) -> Option<Diagnostic> {
    match &entry.state {
        State::Proved(_) | State::Checked => None,
        State::Assumed => Some(
            Diagnostic::error("E0403", Nature::Invalid, format!("`{}` is assumed, not proved", entry.text))
                .at(entry.span, "assumed without leave")
                .help("prove it by `assert`, or test it when the program runs by `check`".to_string()),
        ),
        State::Refuted(refutation) => Some(refuted(entry, refutation, program, (cell, path))),
        State::Unknown { reason, allowed } => Some(unknown(entry, (reason, allowed), program, cell)),
    }
}

fn refuted(
    entry: &ObligationReport,
    refutation: &Refutation,
    program: &Program,
    (cell, path): (&str, &str),
) -> Diagnostic {
    let message =
        Diagnostic::error("E0402", Nature::Invalid, failure(entry, program)).at(entry.span, label(entry));
    let values = shown(&refutation.values);
    let call = refutation.arguments.iter().map(|(_, value)| quoted(value)).collect::<Vec<_>>().join(" ");
    let message = if refutation.arguments.is_empty() {
        message.note(format!("`{cell}` breaks it whenever it runs"))
    } else {
        message.note(format!("`{cell}` breaks it with {}", listed(&refutation.arguments)))
    };
    let message =
        if values.is_empty() { message } else { message.note(format!("there, {}", listed(&values))) };
    message.help(
        format!("see it happen: lumenc run {path} --unverified --cell {cell} -- {call}")
            .trim_end()
            .to_string(),
    )
}

fn unknown(
    entry: &ObligationReport,
    (reason, allowed): (&Reason, &[(String, String)]),
    program: &Program,
    cell: &str,
) -> Diagnostic {
    let nature = if matches!(reason, Reason::Refused | Reason::MissingLemma(_)) {
        Nature::Fault
    } else {
        Nature::Unknown
    };
    let message = Diagnostic::error("E0401", nature, format!("cannot prove that {}", claim(entry, program)))
        .at(entry.span, label(entry));
    let allowed = shown(allowed);
    let message = match reason {
        Reason::NotFound => message,
        // A state that the contracts allow says more: no limit would lead to a proof.
        Reason::Limit if !allowed.is_empty() => message,
        Reason::Limit => message.note(format!(
            "the search ended at its limit, after {} steps; `--limit N` allows more",
            entry.steps
        )),
        Reason::Solver(failure) => {
            message.note(format!("the solver gave no answer: {}", unanswered(failure)))
        }
        Reason::MissingLemma(name) => message.note(format!("the library has no theorem `{name}`")),
        Reason::Refused => {
            message.note("a proof was found that does not check; please report this".to_string())
        }
    };
    if allowed.is_empty() {
        return message.help(hint(entry).to_string());
    }
    message
        .note(format!("what `{cell}` requires and its invariants say allows {}", listed(&allowed)))
        .help(hint(entry).to_string())
}

/// Why a solver gave no answer. Every proof is made without it; only values and relevance are missing.
fn unanswered(failure: &AskFailure) -> String {
    match failure {
        AskFailure::TooLarge => {
            return format!(
                "the question is nested more than {DEPTH} deep or has more than {LENGTH} bytes; a cell on the way, whose contract says what is needed, makes it smaller"
            );
        }
        AskFailure::Refused(reason) => return format!("`lumenc-z3` cannot take the question: {reason}"),
        AskFailure::Garbage => "what `lumenc-z3` wrote is not an answer; please report this",
        AskFailure::Channel(ChannelFailure::Absent) => {
            "`lumenc-z3` is not there; it stands beside `lumenc`, and `make build` builds both"
        }
        AskFailure::Channel(ChannelFailure::Died) => "`lumenc-z3` died",
        AskFailure::Channel(ChannelFailure::Silent) => {
            let seconds = PATIENCE.as_secs();
            return format!("`lumenc-z3` was silent for {seconds} seconds, and is not asked again in this run");
        }
        AskFailure::Channel(ChannelFailure::Malformed) => {
            "what `lumenc-z3` wrote is not a message; please report this"
        }
    }
    .to_string()
}

/// A literal as a shell takes it.
fn quoted(literal: &str) -> String {
    let plain =
        literal.chars().all(|character| character.is_ascii_alphanumeric() || "-_".contains(character));
    if plain { literal.to_string() } else { format!("'{literal}'") }
}

/// The values that have a name in the text. Where a variable hides an earlier one of its name, the earlier one says so.
fn shown(values: &[(String, String)]) -> Vec<(String, String)> {
    let named = values.iter().filter(|(name, _)| !name.starts_with('$'));
    let last = |at: usize, name: &str| named.clone().skip(at + 1).all(|(other, _)| other != name);
    let shown = named.clone().enumerate().map(|(at, (name, value))| {
        let name = if last(at, name) { name.clone() } else { format!("an earlier {name}") };
        (name, value.clone())
    });
    shown.collect()
}

fn listed(values: &[(String, String)]) -> String {
    values.iter().map(|(name, value)| format!("{name} = {value}")).collect::<Vec<_>>().join(", ")
}

/// What goes wrong.
fn failure(entry: &ObligationReport, program: &Program) -> String {
    let text = &entry.text;
    match entry.obligation.as_ref().map(|obligation| &obligation.why) {
        Some(Why::Overflow | Why::Quotient) => format!("`{text}` overflows"),
        Some(Why::Divisor) => format!("`{text}` divides by zero"),
        Some(Why::Precondition { callee, .. }) => {
            format!("a call breaks a precondition of `{}`", name(program, callee.0))
        }
        Some(Why::Assert) => format!("the assertion `{text}` fails"),
        Some(Why::Status) => "the exit status is outside of 0..=255".to_string(),
        Some(Why::Postcondition(_)) => format!("the postcondition `{text}` fails"),
        Some(Why::Entry(..)) => format!("the invariant `{text}` does not hold when the loop is entered"),
        Some(Why::Kept(..)) => format!("the invariant `{text}` is not kept by the loop"),
        Some(Why::Bounded(_)) => format!("the measure `{text}` gets negative"),
        Some(Why::Decreases(_)) => format!("the measure `{text}` does not decrease"),
        Some(Why::Defined(_)) => format!("`{text}` is not defined"),
        _ => format!("`{text}` fails"),
    }
}

/// What should hold.
fn claim(entry: &ObligationReport, program: &Program) -> String {
    let text = &entry.text;
    match entry.obligation.as_ref().map(|obligation| &obligation.why) {
        Some(Why::Overflow | Why::Quotient) => format!("`{text}` does not overflow"),
        Some(Why::Divisor) => format!("the divisor in `{text}` is not zero"),
        Some(Why::Precondition { callee, .. }) => {
            format!("the call meets a precondition of `{}`", name(program, callee.0))
        }
        Some(Why::Status) => "the exit status is in 0..=255".to_string(),
        Some(Why::Entry(..)) => format!("the invariant `{text}` holds when the loop is entered"),
        Some(Why::Kept(..)) => format!("the invariant `{text}` is kept by the loop"),
        Some(Why::Bounded(_)) => format!("the measure `{text}` is never negative"),
        Some(Why::Decreases(_)) => format!("the measure `{text}` decreases"),
        Some(Why::Defined(_)) => format!("`{text}` is defined"),
        _ => format!("`{text}` holds"),
    }
}

fn name(program: &Program, cell: u32) -> &str {
    program.cells.get(cell as usize).map_or("?", |cell| cell.name.as_str())
}

fn label(entry: &ObligationReport) -> &'static str {
    match entry.obligation.as_ref().map(|obligation| &obligation.why) {
        Some(Why::Overflow | Why::Quotient) => "may leave the range of `Int`",
        Some(Why::Divisor) => "may be a division by zero",
        Some(Why::Precondition { .. }) => "this call",
        Some(Why::Defined(_)) => "may be undefined",
        _ => "",
    }
}

fn hint(entry: &ObligationReport) -> &'static str {
    match entry.obligation.as_ref().map(|obligation| &obligation.why) {
        Some(Why::Overflow | Why::Quotient) => "bound the operands, by `requires` or by an invariant",
        Some(Why::Divisor) => "require that the divisor is not zero",
        Some(Why::Precondition { .. }) => {
            "require it of the callers of this cell too, or test it before the call"
        }
        Some(Why::Kept(..)) => {
            "say more in the invariants: they are all that is known at the head of an iteration; of a call, its contract"
        }
        Some(Why::Entry(..)) => "the invariant must hold before the first iteration",
        Some(Why::Bounded(_) | Why::Decreases(_)) => {
            "the measure is an integer that falls in every iteration and is not negative at its head"
        }
        Some(Why::Defined(_)) => "say first, by `requires` or `implies`, that the divisor is not zero",
        _ => {
            "if a step is missing, `assert` it before this place; of a loop, only its invariants are known, of a call, its contract"
        }
    }
}

fn theorem(cell: &CellReport, program: &Program, span: Span) -> Option<Diagnostic> {
    let name = name(program, cell.cell.0);
    match &cell.theorem {
        Theorem::Accepted { .. } | Theorem::Open => None,
        Theorem::CalleeOpen(callee) => Some(
            Diagnostic::error(
                "E0404",
                Nature::Unknown,
                format!("`{name}` has no theorem, because `{}` has none", self::name(program, callee.0)),
            )
            .at(span, "")
            .help("mend the callee first".to_string()),
        ),
        Theorem::Limit => Some(
            Diagnostic::error("E0405", Nature::Limit, format!("the proof of `{name}` is nested too deeply"))
                .at(span, "")
                .help("make cells of its parts".to_string()),
        ),
        Theorem::Broken => Some(
            Diagnostic::error("E0501", Nature::Fault, format!("the proof of `{name}` does not fit together"))
                .at(span, ""),
        ),
        Theorem::Refused(rejection) => {
            Some(refused(rejection, &format!("the proof of `{name}`")).at(span, ""))
        }
    }
}

/// What the kernel did not accept; a limit is no refusal.
#[must_use]
pub fn refused(rejection: &Rejection, what: &str) -> Diagnostic {
    match rejection.problem {
        Problem::Limit(limit) => {
            Diagnostic::error("E0405", Nature::Limit, format!("{what} is too large for the kernel"))
                .note(format!("the limit that was reached: {}", super::rejection::limit(limit)))
                .help("make cells of its parts".to_string())
        }
        _ => Diagnostic::error("E0501", Nature::Damaged, format!("the kernel refuses {what}"))
            .note(format!("{:?}", rejection.problem))
            .help("please report this with the document".to_string()),
    }
}
