//! The report of `verify` as JUnit XML, which continuous integration counts and shows.
//! Given by: `command::verify`, a file after the other.
//! Gives: text in XML 1.0.
//! Holds: a file is a suite, an obligation a test case; a message that is about no obligation is a case of its own.

use super::Entry;
use crate::diagnostics::json::position;
use crate::diagnostics::{Diagnostic, Severity};
use std::fmt::Write;
use std::time::Duration;
use verifier::verify::{ObligationReport, State};

/// A test case.
struct Case {
    class: String,
    name: String,
    time: Duration,
    /// `failure` or `error`, with its type and its text, a title and further lines.
    fault: Option<(&'static str, String, String)>,
}

/// The suite of a file.
#[must_use]
pub fn suite(entry: &Entry) -> String {
    let cases = cases(entry);
    let count = |kind| {
        let faults = cases.iter().filter_map(|case| case.fault.as_ref());
        faults.filter(|(of, _, _)| *of == kind).count()
    };
    let time: Duration = cases.iter().map(|case| case.time).sum();
    let mut out = format!(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"{:.6}\">\n",
        escaped(&entry.path),
        cases.len(),
        count("failure"),
        count("error"),
        time.as_secs_f64()
    );
    cases.iter().for_each(|case| write(&mut out, case));
    out.push_str("  </testsuite>\n");
    out
}

/// The whole report.
#[must_use]
pub fn whole(suites: &[String]) -> String {
    let suites = suites.concat();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"lumenc verify\">\n{suites}</testsuites>\n"
    )
}

fn cases(entry: &Entry) -> Vec<Case> {
    let mut cases = Vec::new();
    if let Some(judged) = &entry.judged {
        let text = judged.loaded.text();
        let (report, program) = (judged.report.as_ref(), judged.program.as_ref());
        for cell in report.map_or(&[][..], |report| report.cells.as_slice()) {
            let name = program.and_then(|program| program.cells.get(cell.cell.0 as usize));
            let class = name.map_or("", |cell| cell.name.as_str());
            cases.extend(
                cell.obligations.iter().map(|entry| obligation(class, entry, &judged.messages, &text)),
            );
        }
        let others = judged.messages.iter().filter(|message| !is_of_obligation(message));
        cases.extend(others.filter(|message| message.severity == Severity::Error).map(|message| {
            let place = message.primary.as_ref().map(|label| position(&text, label.span.start as usize));
            problem(message, place)
        }));
    }
    cases.extend(entry.failure.iter().map(|message| problem(message, None)));
    cases
}

fn obligation(class: &str, entry: &ObligationReport, messages: &[Diagnostic], text: &str) -> Case {
    let (line, column) = position(text, entry.span.start as usize);
    let times = &entry.times;
    let passes = matches!(entry.state, State::Proved(_) | State::Checked);
    let about = |message: &&Diagnostic| {
        let place = message.primary.as_ref().map(|label| label.span);
        is_of_obligation(message) && place == Some(entry.span)
    };
    let words = messages.iter().find(about).map_or(entry.text.clone(), words);
    Case {
        class: class.to_string(),
        name: format!("{}: {} ({line}:{column})", entry.kind, entry.text),
        time: times.preprocessing + times.solver + times.rebuilding + times.kernel,
        fault: (!passes).then(|| ("failure", entry.state.word().to_string(), words)),
    }
}

fn problem(message: &Diagnostic, place: Option<(usize, usize)>) -> Case {
    let place = place.map_or(String::new(), |(line, column)| format!(" ({line}:{column})"));
    Case {
        class: message.code.clone(),
        name: format!("{}{place}", message.title),
        time: Duration::ZERO,
        fault: Some(("error", message.code.clone(), words(message))),
    }
}

/// Whether a message says that an obligation is open, refuted or assumed.
fn is_of_obligation(message: &Diagnostic) -> bool {
    ["E0401", "E0402", "E0403"].contains(&message.code.as_str())
}

/// Title, notes and help, a line each.
fn words(message: &Diagnostic) -> String {
    let lines = std::iter::once(&message.title).chain(&message.notes).chain(&message.help);
    lines.cloned().collect::<Vec<_>>().join("\n")
}

fn write(out: &mut String, case: &Case) {
    let (class, name, time) = (escaped(&case.class), escaped(&case.name), case.time.as_secs_f64());
    let head = format!("    <testcase classname=\"{class}\" name=\"{name}\" time=\"{time:.6}\"");
    // Writing to a string does not fail.
    let _ = match &case.fault {
        None => writeln!(out, "{head}/>"),
        Some((kind, of, words)) => {
            let title = escaped(words.lines().next().unwrap_or(""));
            let of = escaped(of);
            writeln!(
                out,
                "{head}>\n      <{kind} type=\"{of}\" message=\"{title}\">{}</{kind}>\n    </testcase>",
                escaped(words)
            )
        }
    };
}

/// A text in an attribute or element. XML has no way to write most control characters: they are left out.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(character),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if character.is_control() => {}
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn markup_is_escaped_and_control_characters_are_left_out() {
        assert_eq!(escaped("a < b && \"c\"\u{1b}[0m\u{0}"), "a &lt; b &amp;&amp; &quot;c&quot;[0m");
    }
}
