//! Messages for machines.
//! Given by: the commands.
//! Gives: JSON values; a format version stands in the report that contains them.
//! Holds: fields are only ever added; positions are line and column, from 1, columns in Unicode scalar values.

use super::{Diagnostic, Label};
use serde_json::{Value, json};

/// A message as a JSON value.
#[must_use]
pub fn render(diagnostic: &Diagnostic, source: &str) -> Value {
    json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity.word(),
        "kind": diagnostic.nature.word(),
        "message": diagnostic.title,
        "place": diagnostic.primary.as_ref().map(|label| place(label, source)),
        "related": diagnostic.others.iter().map(|label| place(label, source)).collect::<Vec<_>>(),
        "notes": diagnostic.notes,
        "help": diagnostic.help,
    })
}

fn place(label: &Label, source: &str) -> Value {
    let (line, column) = position(source, label.span.start as usize);
    let (end_line, end_column) = position(source, label.span.end as usize);
    json!({ "line": line, "column": column, "end_line": end_line, "end_column": end_column, "text": label.text })
}

/// Line and column of a byte offset, both from 1, columns in Unicode scalar values.
#[must_use]
pub fn position(source: &str, offset: usize) -> (usize, usize) {
    let before = source.as_bytes().get(..offset).unwrap_or(source.as_bytes());
    let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
    let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
    let column =
        before.get(start..).map_or(0, |rest| rest.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()) + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::position;

    #[test]
    fn columns_count_scalar_values() {
        assert_eq!(position("aé\nß𝄞x", 4), (2, 1));
        assert_eq!(position("aé\nß𝄞x", 10), (2, 3));
        assert_eq!(position("", 0), (1, 1));
    }
}
