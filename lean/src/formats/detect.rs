//! Tells formats apart.
//! Given by: `read`, the first line of an input.
//! Gives: the format.
//! Holds: what is not recognized goes to the kernel's reader, which says what is wrong with it.

use super::format::{Format, Reader};
use super::olean::MARKER;
use super::text::Version;
use serde_json::Value as Json;

/// The format of an input that starts with these bytes.
pub(super) fn detect(first: &[u8]) -> Format {
    if first.starts_with(MARKER) {
        return format("olean", String::new(), Reader::Module);
    }
    let line = std::str::from_utf8(first).unwrap_or("").trim();
    let mut words = line.split_ascii_whitespace();
    match (words.next(), words.next()) {
        (Some(version), None) if is_version(version) => {
            let reader = match version {
                "0.1.2" => Reader::Text(Version::Early),
                _ if version.starts_with("2.") => Reader::Text(Version::Two),
                _ => Reader::None,
            };
            format("text", version.to_string(), reader)
        }
        (Some(word), _) if word.starts_with('#') => format("text", String::new(), Reader::Text(Version::One)),
        (Some(index), Some(kind)) if kind.starts_with('#') && is_number(index) => {
            format("text", String::new(), Reader::Text(Version::One))
        }
        _ => json(line),
    }
}

fn format(name: &'static str, version: String, reader: Reader) -> Format {
    Format { name, version, reader }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_version(word: &str) -> bool {
    word.split('.').count() == 3 && word.split('.').all(is_number)
}

/// A header names the version of the format since 3.0; before that it names only who wrote it.
fn json(line: &str) -> Format {
    let header = serde_json::from_str(line).unwrap_or(Json::Null);
    let meta = header.get("meta").filter(|meta| meta.is_object());
    let version = meta.and_then(|meta| meta.get("format")?.get("version")?.as_str());
    let old = match version {
        Some(version) => version == "3.0" || version.starts_with("3.0.") || version.starts_with("2."),
        None => meta.is_some_and(|meta| meta.get("format").is_none() && meta.get("exporter").is_some()),
    };
    let reader = if old { Reader::Json } else { Reader::Kernel };
    format("ndjson", version.unwrap_or("").to_string(), reader)
}
