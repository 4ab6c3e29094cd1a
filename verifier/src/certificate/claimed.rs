//! What the maker of a certificate says and nobody can derive: how each obligation was proved, and by which tools.
//! Given by: `create` (a report), and audits (a manifest).
//! Gives: the entry `claimed`, and whether such an entry is one that could have been written.
//! Holds: every word in it is from a short list and agrees with the state of its obligation; only versions are free, and they are numbers.

use super::manifest::{is_needed, states};
use crate::verify::{Report, State};
use elaborator::core::{Cell, Program};
use elaborator::obligations::Obligation;
use serde_json::{Map, Value, json};

/// Names and versions of the tools that made the proofs.
pub type Tools = Vec<(String, String)>;

/// The words for ways to a proof.
const WAYS: [&str; 1] = ["decided"];

/// The tools that take part in proofs.
const TOOLS: [&str; 2] = ["lumenc", "z3"];

/// The entry for a report.
pub(super) fn claimed(report: &Report, program: &Program, tools: &Tools) -> Value {
    let mut obligations = Map::new();
    for report in &report.cells {
        let Some(cell) = program.cells.get(report.cell.0 as usize) else { continue };
        let needed = report.obligations.iter().filter(|entry| {
            entry.obligation.as_ref().is_none_or(|obligation| is_needed(cell, &obligation.why))
        });
        let how = needed.map(|entry| match &entry.state {
            State::Proved(how) => how.clone(),
            other => other.word().to_string(),
        });
        obligations.insert(cell.name.clone(), how.collect());
    }
    let tools: Map<String, Value> =
        tools.iter().map(|(name, version)| (name.clone(), json!(version))).collect();
    json!({"obligations": obligations, "tools": tools})
}

/// Whether an entry can be that of a program with these obligations.
pub(crate) fn is_possible(claimed: &Value, program: &Program, obligations: &[Vec<Obligation>]) -> bool {
    let Some(entries) = claimed.as_object() else { return false };
    let (Some(how), Some(tools)) = (claimed["obligations"].as_object(), claimed["tools"].as_object()) else {
        return false;
    };
    let fits = |(cell, obligations): (&Cell, &Vec<Obligation>)| {
        let words = how.get(&cell.name).and_then(Value::as_array);
        words.is_some_and(|words| are_possible(words, &states(cell, obligations)))
    };
    entries.len() == 2
        && how.len() == program.cells.len()
        && program.cells.iter().zip(obligations).all(fits)
        && tools.iter().all(|(name, version)| TOOLS.contains(&name.as_str()) && is_version(version))
}

/// Whether these words can say how obligations came to these states.
fn are_possible(words: &[Value], states: &[&str]) -> bool {
    let fits = |(word, state): (&Value, &&str)| match *state {
        "proved" => word.as_str().is_some_and(|word| WAYS.contains(&word)),
        other => word == other,
    };
    words.len() == states.len() && words.iter().zip(states).all(fits)
}

/// Whether a value is a text of three numbers with dots between them.
fn is_version(version: &Value) -> bool {
    let parts: Vec<&str> = version.as_str().unwrap_or("").split('.').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(is_number)
}
