//! The verdict of `kernel check` for people.
//! Given by: `command::kernel`.
//! Gives: text for standard output.
//! Holds: the last line is the verdict.

use super::Report;
use super::declaration::Shown;
use super::statistics::Statistics;
use std::fmt::Write as _;

/// The whole report; the message stands on standard error.
#[must_use]
pub fn text(report: &Report) -> String {
    let mut text = String::new();
    for shown in &report.shown {
        declaration(&mut text, shown);
    }
    if let Some(statistics) = &report.statistics {
        self::statistics(&mut text, statistics);
    }
    let verdict = report.verdict();
    let _ = match &report.message {
        None => writeln!(text, "{verdict}: {} declarations", report.declarations),
        Some(message) => writeln!(text, "{verdict}: {}", message.title),
    };
    text
}

fn declaration(text: &mut String, shown: &Shown) {
    let levels =
        if shown.levels.is_empty() { String::new() } else { format!(".{{{}}}", shown.levels.join(", ")) };
    let _ = write!(text, "{} {}{levels} : {}", shown.kind, shown.name, shown.of);
    if let Some(value) = &shown.value {
        let _ = write!(text, " :=\n  {value}");
    }
    text.push('\n');
    for (name, of) in &shown.constructors {
        let _ = writeln!(text, "| {name} : {of}");
    }
    let _ = writeln!(text, "axioms: {}\n", list(&shown.axioms));
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "none".to_string() } else { names.join(", ") }
}

fn statistics(text: &mut String, statistics: &Statistics) {
    for (kind, count) in &statistics.kinds {
        let _ = writeln!(text, "{count:>10}  {kind}");
    }
    let _ = writeln!(text, "{:>10}  terms", statistics.terms);
    if let Some(reading) = statistics.reading {
        let _ = writeln!(text, "{:>10.3}  seconds of reading", reading.as_secs_f64());
    }
    let checking = if statistics.reading.is_some() { "checking" } else { "reading and checking" };
    let _ = writeln!(text, "{:>10.3}  seconds of {checking}", statistics.checking.as_secs_f64());
    if let Some(memory) = statistics.memory {
        let _ = writeln!(text, "{memory:>10}  kilobytes of memory at most");
    }
    for (name, terms) in &statistics.largest {
        let _ = writeln!(text, "{terms:>10}  terms in {name}");
    }
}
