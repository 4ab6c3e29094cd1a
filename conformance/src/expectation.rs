//! Literate tests: a Lumen document whose `expect` fence says what the commands answer to it.
//! Given by: the documents of `conformance/`, `corpus/` and the specification.
//! Gives: the list of differences between what is expected and what happened.
//! Holds: every code and place of `verify` is compared, none may be missing and none may be left over.

use crate::process::{Outcome, run};
use serde_json::Value;
use std::path::Path;

/// What an `expect` fence says. Its lines are:
/// `verify STATUS`, then `CODE LINE:COLUMN` for each message, and under it `says TEXT` for words that it contains; `run
/// STATUS` and `prints TEXT` for each line of output.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Expectation {
    /// Exit status of `lumenc verify`.
    pub verify: Option<i32>,
    /// Codes and places of the messages of `lumenc verify`.
    pub messages: Vec<String>,
    /// Words of messages, each with the number of its message.
    pub says: Vec<(usize, String)>,
    /// Exit status of the program.
    pub run: Option<i32>,
    /// Lines that the program prints.
    pub prints: Vec<String>,
}

impl Expectation {
    /// Reads the `expect` fence of a document.
    ///
    /// # Errors
    /// When there is none, or a line of it is not understood.
    pub fn read(document: &str) -> Result<Self, String> {
        let mut lines = document.lines().skip_while(|line| *line != "```expect");
        if lines.next().is_none() {
            return Err("the document has no `expect` fence".to_string());
        }
        let mut expectation = Expectation::default();
        for line in lines.take_while(|line| *line != "```") {
            expectation.line(line)?;
        }
        Ok(expectation)
    }

    fn line(&mut self, line: &str) -> Result<(), String> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let number = || rest.trim().parse().map_err(|_| format!("not a status: `{line}`"));
        match word {
            "" => {}
            "verify" => self.verify = Some(number()?),
            "run" => self.run = Some(number()?),
            "prints" => self.prints.push(rest.to_string()),
            "says" => {
                let message = self.messages.len().checked_sub(1).ok_or("`says` before a message")?;
                self.says.push((message, rest.to_string()));
            }
            _ if word.starts_with(['E', 'W']) => self.messages.push(line.to_string()),
            _ => return Err(format!("not understood: `{line}`")),
        }
        Ok(())
    }
}

/// Runs what the `expect` fence of a document speaks of, in an empty folder, and compares.
///
/// # Errors
/// The differences, as text.
pub fn check_document(lumenc: &Path, document: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(document).map_err(|error| error.to_string())?;
    let expectation = Expectation::read(&text)?;
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let path = std::path::absolute(document).map_err(|error| error.to_string())?;
    let path = path.to_str().ok_or("the path is not text")?;
    let certificates = folder.path().to_str().ok_or("the folder is not text")?;
    let mut differences = Vec::new();
    if let Some(status) = expectation.verify {
        let arguments = ["verify", "--format", "json", "--cert-dir", certificates, path];
        let outcome = run(lumenc, &arguments, folder.path()).map_err(|error| error.to_string())?;
        compare("verify: status", &status, &outcome.status, &mut differences);
        let messages = messages(&outcome)?;
        let places: Vec<String> = messages.iter().map(|(place, _)| place.clone()).collect();
        compare("verify: messages", &expectation.messages, &places, &mut differences);
        for (number, words) in &expectation.says {
            let text = messages.get(*number).map_or("", |(_, text)| text.as_str());
            if !text.contains(words) {
                differences.push(format!("verify: message {number} does not say `{words}` but\n{text}"));
            }
        }
    }
    if let Some(status) = expectation.run {
        let outcome = run(lumenc, &["run", path], folder.path()).map_err(|error| error.to_string())?;
        compare("run: status", &status, &outcome.status, &mut differences);
        let printed: Vec<String> = outcome.output.lines().map(str::to_string).collect();
        compare("run: output", &expectation.prints, &printed, &mut differences);
    }
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n")) }
}

fn compare<T: PartialEq + std::fmt::Debug>(
    what: &str,
    expected: &T,
    found: &T,
    differences: &mut Vec<String>,
) {
    if expected != found {
        differences.push(format!("{what}\n  expected {expected:?}\n  found    {found:?}"));
    }
}

/// `CODE LINE:COLUMN` and the words of each message in the JSON report of `verify`.
fn messages(outcome: &Outcome) -> Result<Vec<(String, String)>, String> {
    let report: Value = serde_json::from_str(&outcome.output)
        .map_err(|error| format!("not JSON: {error}\n{}\n{}", outcome.output, outcome.error))?;
    let mut messages = Vec::new();
    for file in report["files"].as_array().into_iter().flatten() {
        for message in file["messages"].as_array().into_iter().flatten() {
            let code = message["code"].as_str().unwrap_or("?");
            let place = &message["place"];
            let at = match (place["line"].as_u64(), place["column"].as_u64()) {
                (Some(line), Some(column)) => format!("{code} {line}:{column}"),
                _ => code.to_string(),
            };
            messages.push((at, words(message)));
        }
    }
    Ok(messages)
}

/// Title, label, notes and help of a message, a line each.
fn words(message: &Value) -> String {
    let lists = ["notes", "help"].iter().filter_map(|key| message[*key].as_array()).flatten();
    let single = [&message["message"], &message["place"]["text"]];
    single.into_iter().chain(lists).filter_map(Value::as_str).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expectation_is_read() {
        let document = "# T\n\n```expect\nverify 1\nE0402 3:4\nrun 0\nprints (1, true)\n```\n";
        let expectation = Expectation::read(document).unwrap();
        assert_eq!(expectation.verify, Some(1));
        assert_eq!(expectation.messages, ["E0402 3:4"]);
        assert_eq!((expectation.run, expectation.prints), (Some(0), vec!["(1, true)".to_string()]));
    }

    #[test]
    fn a_document_without_expectation_is_refused() {
        assert!(Expectation::read("# T\n").is_err());
        assert!(Expectation::read("```expect\nnonsense\n```\n").is_err());
        assert!(Expectation::read("```expect\nverify 1\nsays nothing\n```\n").is_err());
    }
}
