//! Canonical JSON: one spelling for each value.
//! Given by: the manifest.
//! Gives: text from values, and values from text that is spelled so.
//! Holds: keys are sorted by code points, no white space, only `"`, `\` and code points below 32 are escaped, no fractions.

use serde_json::Value;
use std::fmt::Write as _;

/// The text of a value; none if it has a number that is no 64-bit integer.
#[must_use]
pub fn print(value: &Value) -> Option<String> {
    let mut text = String::new();
    write_value(value, &mut text)?;
    Some(text)
}

/// The value of a text; none if the text is not the canonical one of any value.
#[must_use]
pub fn parse(text: &str) -> Option<Value> {
    let value: Value = serde_json::from_str(text).ok()?;
    (print(&value)? == text).then_some(value)
}

/// Recursion is bounded: the reader refuses values nested deeper than 128.
fn write_value(value: &Value, text: &mut String) -> Option<()> {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(truth) => text.push_str(if *truth { "true" } else { "false" }),
        Value::Number(number) if number.is_i64() || number.is_u64() => text.push_str(&number.to_string()),
        Value::Number(_) => return None,
        Value::String(string) => write_string(string, text),
        Value::Array(items) => {
            text.push('[');
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    text.push(',');
                }
                write_value(item, text)?;
            }
            text.push(']');
        }
        Value::Object(entries) => {
            let mut sorted: Vec<_> = entries.iter().collect();
            sorted.sort_by(|a, b| a.0.chars().cmp(b.0.chars()));
            text.push('{');
            for (position, (key, entry)) in sorted.into_iter().enumerate() {
                if position > 0 {
                    text.push(',');
                }
                write_string(key, text);
                text.push(':');
                write_value(entry, text)?;
            }
            text.push('}');
        }
    }
    Some(())
}

fn write_string(string: &str, text: &mut String) {
    text.push('"');
    for character in string.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            control if control < ' ' => {
                let _ = write!(text, "\\u{:04x}", u32::from(control));
            }
            other => text.push(other),
        }
    }
    text.push('"');
}
