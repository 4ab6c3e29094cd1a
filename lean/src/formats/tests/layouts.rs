//! The layouts of NDJSON before 3.1: the same declarations, told in another way.
//! Given by: exports in 3.1, rewritten line by line. Gives: a failure where a layout is read as something else.
//! Holds: the rewriting knows nothing of the reader.

use super::*;
use serde_json::json;

/// The declaration in a line, if it is one.
fn declaration(line: &Value) -> Option<(&str, &Value)> {
    let (kind, value) = line.as_object().unwrap().iter().next().unwrap();
    let kinds = ["axiom", "def", "thm", "opaque", "quot", "inductive"];
    kinds.contains(&kind.as_str()).then_some((kind.as_str(), value))
}

/// An export in the layout of 3.0.
pub(super) fn in_3_0(lines: &[Value]) -> String {
    let mut text = String::new();
    for line in lines {
        let line = match declaration(line) {
            _ if line.get("meta").is_some() => {
                json!({"meta": {"exporter": {"name": "lean4export", "version": "3.0.0"},
                    "format": {"version": "3.0.0"}, "lean": {"githash": "", "version": "4.27.0"}}})
            }
            Some(("axiom", value)) => json!({ "axiomInfo": value }),
            Some(("quot", value)) => json!({ "quotInfo": value }),
            Some(("def" | "opaque", value)) => json!({ "def": [value] }),
            Some(("thm", value)) => json!({ "thm": [value] }),
            Some((_, value)) => json!({"inductive": {"inductiveVals": value["types"],
                "constructorVals": value["ctors"], "recursorVals": value["recs"]}}),
            None => line.clone(),
        };
        text.push_str(&format!("{line}\n"));
    }
    text
}

/// An export in the first layout, which had no version: long names of fields, one index for all, a record a line.
fn in_first(lines: &[Value]) -> String {
    let mut text = json!({"meta": {"exporter": {"name": "lean4export", "version": "3.0.0"},
        "lean": {"githash": "", "version": "4.27.0"}}})
    .to_string();
    for line in &lines[1..] {
        let written: Vec<Value> = match declaration(line) {
            Some(("inductive", value)) => {
                let records = |key: &str, kind: &str| -> Vec<Value> {
                    value[key].as_array().unwrap().iter().map(|record| json!({ kind: record })).collect()
                };
                [records("types", "inductInfo"), records("ctors", "ctorInfo"), records("recs", "recInfo")]
                    .concat()
            }
            Some((kind, value)) => vec![json!({ (long(kind)): value })],
            None => vec![indexed(line)],
        };
        for line in written {
            text.push_str(&format!("\n{line}"));
        }
    }
    text
}

fn long(kind: &str) -> &'static str {
    match kind {
        "axiom" => "axiomInfo",
        "def" => "defnInfo",
        "thm" => "thmInfo",
        "opaque" => "opaqueInfo",
        _ => "quotInfo",
    }
}

fn indexed(line: &Value) -> Value {
    let mut object = line.as_object().unwrap().clone();
    let index = ["in", "il", "ie"].iter().find_map(|key| object.remove(*key)).unwrap();
    let (kind, value) = object.into_iter().next().unwrap();
    let renamed = |pairs: &[(&str, &str)]| {
        let mut parts = value.as_object().unwrap().clone();
        for (new, old) in pairs {
            let part = parts.remove(*new).unwrap();
            parts.insert((*old).to_string(), part);
        }
        Value::Object(parts)
    };
    match kind.as_str() {
        "bvar" => json!({"i": index, "bvar": {"deBruijnIndex": value}}),
        "sort" => json!({"i": index, "sort": {"u": value}}),
        "strVal" => json!({"i": index, "lit": {"strVal": {"val": value}}}),
        "const" => json!({"i": index, "const": renamed(&[("name", "declName")])}),
        "letE" => json!({"i": index, "letE": renamed(&[("name", "declName")])}),
        "lam" | "forallE" => {
            json!({"i": index, kind: renamed(&[("name", "binderName"), ("type", "binderType")])})
        }
        _ => json!({"i": index, kind: value}),
    }
}

#[test]
fn every_layout_says_the_same() {
    let whole = prelude(&[]);
    let lines = lines(&whole);
    for text in [in_3_0(&lines), in_first(&lines)] {
        let outcome = check(text.as_bytes());
        assert_eq!(verdict(&outcome), "accepted 1777");
        assert!(sorted(&outcome) == sorted(&whole));
    }
}

#[test]
fn versions_are_told_apart_by_their_header() {
    let lines = lines(&prelude(&["Nat.add"]));
    let text = in_3_0(&lines);
    let expected = "accepted 9";
    assert_eq!(verdict(&check(text.as_bytes())), expected);
    assert_eq!(
        verdict(&check(text.replacen("\"3.0.0\"},\"lean\"", "\"2.1.0\"},\"lean\"", 1).as_bytes())),
        expected
    );
    let other = text.replacen("\"3.0.0\"},\"lean\"", "\"4.0.0\"},\"lean\"", 1);
    assert!(verdict(&check(other.as_bytes())).contains("Unsupported"));
}
