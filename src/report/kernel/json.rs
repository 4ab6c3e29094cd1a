//! The verdict of `kernel check` for machines.
//! Given by: `command::kernel`.
//! Gives: one JSON object, as docs/spec/kernel-check.md describes it.
//! Holds: `version` grows when a field changes its meaning; fields are only ever added.

use super::declaration::Shown;
use super::statistics::Statistics;
use super::{Refusal, Report};
use crate::diagnostics::json::render;
use serde_json::{Value, json};
use std::time::Duration;

/// The whole report.
#[must_use]
pub fn value(report: &Report) -> Value {
    json!({
        "version": 1,
        "command": "kernel check",
        "file": report.path,
        "status": report.status().code(),
        "verdict": report.verdict(),
        "kind": report.message.as_ref().map(|message| message.nature.word()),
        "format": report.format.as_ref().map(|format| json!({ "name": format.name, "version": format.version })),
        "jobs": report.jobs,
        "declarations": report.declarations,
        "axioms": report.axioms,
        "refusal": report.refusal.as_ref().map(refusal),
        "messages": report.message.iter().map(|message| render(message, "")).collect::<Vec<_>>(),
        "shown": report.shown.iter().map(shown).collect::<Vec<_>>(),
        "statistics": report.statistics.as_ref().map(statistics),
    })
}

fn refusal(refusal: &Refusal) -> Value {
    json!({
        "declaration": refusal.declaration,
        "line": refusal.line,
        "rule": refusal.rule,
        "expected": refusal.types.as_ref().map(|(expected, _)| expected),
        "found": refusal.types.as_ref().map(|(_, found)| found),
    })
}

fn shown(shown: &Shown) -> Value {
    let constructors = shown.constructors.iter().map(|(name, of)| json!({ "name": name, "type": of }));
    json!({
        "name": shown.name,
        "kind": shown.kind,
        "levels": shown.levels,
        "type": shown.of,
        "value": shown.value,
        "constructors": constructors.collect::<Vec<_>>(),
        "axioms": shown.axioms,
    })
}

fn statistics(statistics: &Statistics) -> Value {
    let kinds = statistics.kinds.iter().map(|(kind, count)| ((*kind).to_string(), json!(count)));
    let largest = statistics.largest.iter().map(|(name, terms)| json!({ "name": name, "terms": terms }));
    let microseconds = |time: Duration| u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
    json!({
        "kinds": kinds.collect::<serde_json::Map<_, _>>(),
        "terms": statistics.terms,
        "microseconds": {
            "reading": statistics.reading.map(microseconds),
            "checking": microseconds(statistics.checking),
        },
        "kilobytes": statistics.memory,
        "largest": largest.collect::<Vec<_>>(),
    })
}
