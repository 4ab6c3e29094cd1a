//! The report of `verify` as SARIF 2.1.0, which code hosts and editors show beside the lines it speaks of.
//! Given by: `command::verify`, a file after the other.
//! Gives: one JSON value.
//! Holds: each message is a result, with the page of its code as the rule; columns count Unicode scalar values.

use super::Entry;
use crate::diagnostics::json::position;
use crate::diagnostics::{Diagnostic, Label, pages};
use crate::status::Status;
use serde_json::{Value, json};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The messages on a file.
#[must_use]
pub fn results(entry: &Entry) -> Vec<Value> {
    let judged = entry.judged.as_ref();
    let text = judged.map_or(String::new(), |judged| judged.loaded.text().into_owned());
    let messages = judged.map_or(&[][..], |judged| judged.messages.as_slice());
    messages.iter().chain(&entry.failure).map(|message| result(message, &entry.path, &text)).collect()
}

/// The whole report.
#[must_use]
pub fn whole(mut results: Vec<Value>, status: Status) -> Value {
    let mut codes: Vec<String> = results.iter().map(|result| code(result).to_string()).collect();
    codes.sort();
    codes.dedup();
    for result in &mut results {
        let index = codes.iter().position(|known| known == code(result));
        result["ruleIndex"] = json!(index);
    }
    let rules: Vec<Value> = codes.iter().map(|code| rule(code)).collect();
    let driver = json!({ "name": "lumenc", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
    let judged = !matches!(status, Status::NotJudged | Status::Fault);
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "columnKind": "unicodeCodePoints",
            "invocations": [{ "executionSuccessful": judged, "exitCode": status.code() }],
            "results": results,
        }],
    })
}

fn code(result: &Value) -> &str {
    result["ruleId"].as_str().unwrap_or("")
}

fn rule(code: &str) -> Value {
    let page = pages::page(code).unwrap_or("");
    let title = page.lines().next().and_then(|line| line.split_once(": ")).map_or(code, |(_, title)| title);
    json!({
        "id": code,
        "shortDescription": { "text": title },
        "help": { "text": page, "markdown": page },
    })
}

fn result(message: &Diagnostic, path: &str, text: &str) -> Value {
    let lines = std::iter::once(&message.title).chain(&message.notes).chain(&message.help);
    let related: Vec<Value> = (1u32..)
        .zip(&message.others)
        .map(|(id, label)| {
            let mut location = location(Some(label), path, text);
            location["id"] = json!(id);
            location["message"] = json!({ "text": label.text });
            location
        })
        .collect();
    json!({
        "ruleId": message.code,
        "level": message.severity.word(),
        "message": { "text": lines.cloned().collect::<Vec<_>>().join("\n") },
        "locations": [location(message.primary.as_ref(), path, text)],
        "relatedLocations": related,
        "properties": { "kind": message.nature.word() },
    })
}

fn location(label: Option<&Label>, path: &str, text: &str) -> Value {
    let mut place = json!({ "artifactLocation": { "uri": uri(path) } });
    if let Some(label) = label {
        let (line, column) = position(text, label.span.start as usize);
        let (end_line, end_column) = position(text, label.span.end as usize);
        place["region"] = json!({
            "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
        });
    }
    json!({ "physicalLocation": place })
}

/// A path as a reference: what is not plain is written as `%` and two digits.
fn uri(path: &str) -> String {
    let start = if path.starts_with('/') { "file://" } else { "" };
    path.bytes().fold(start.to_string(), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_references() {
        assert_eq!(uri("a/b.lm.md"), "a/b.lm.md");
        assert_eq!(uri("/a b/ü.lm"), "file:///a%20b/%C3%BC.lm");
        assert_eq!(uri("c:x"), "c%3Ax");
    }
}
