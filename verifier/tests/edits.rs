//! Random edits of the bytes of a certificate, each with hashes that fit: no audit accepts another content.
//! Given by: a certificate of a small document, edited.
//! Gives: nothing.
//! Holds: an edit that passes left the content as it was, as a reader of JSON sees it that shares no code with the audit.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{audit_with, certified, document, library};
use elaborator::source::Source;
use kernel::{Environment, Store};
use serde_json::{Map, Value as Json, json};
use std::collections::HashMap;
use verifier::certificate::{hash, read};

/// How many edits of each part are tried.
const EDITS: usize = 1_000;

fn small() -> Source {
    document("small.lm.md", "cell same(x: Bool) -> (r: Bool)\n  ensures r == x\n  return x\nend")
}

/// A generator of pseudo-random numbers.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    /// Changes, inserts, repeats, removes or swaps bytes.
    fn edit(&mut self, bytes: &mut Vec<u8>) {
        let position = self.below(bytes.len());
        let digit = b'0' + u8::try_from(self.below(10)).unwrap();
        match self.below(7) {
            0 => bytes[position] ^= 1 << self.below(8),
            1 => drop(bytes.remove(position)),
            2 => bytes.insert(position, bytes[position]),
            3 => bytes.insert(position, b' '),
            4 => bytes.swap(position, position.saturating_sub(1)),
            _ => {
                // Most bytes that mean something are digits of numbers; another digit is the hardest to notice.
                let digits = |&at: &usize| bytes[at].is_ascii_digit();
                let position = (position..bytes.len()).find(digits).unwrap_or(position);
                bytes[position] = digit;
            }
        }
    }
}

/// A certificate of these parts.
fn sealed(manifest: &[u8], proof: &[u8]) -> Vec<u8> {
    let mut bytes = format!("lumen certificate 1 {}\n", hash(manifest)).into_bytes();
    bytes.extend(manifest);
    bytes.push(b'\n');
    bytes.extend(proof);
    bytes
}

/// The manifest of a certificate with the hash of another proof part.
fn manifest_for(text: &str, proof: &[u8]) -> Vec<u8> {
    let mut manifest: Json = serde_json::from_str(text).unwrap();
    manifest["proof"]["hash"] = json!(hash(proof));
    verifier::certificate::print(&manifest).unwrap().into_bytes()
}

/// Tries edits; gives how many changed the bytes, and the certificates that passed.
fn tried(
    mut edited: impl FnMut(&mut Random) -> Option<Vec<u8>>,
    library: &(Store, Environment),
    seed: u64,
) -> Vec<Vec<u8>> {
    let (mut random, source, mut passed) = (Random(seed), small(), Vec::new());
    let mut count = 0;
    while count < EDITS {
        let Some(certificate) = edited(&mut random) else { continue };
        count += 1;
        if audit_with(library.clone(), &certificate, Some(&source)).is_ok() {
            passed.push(certificate);
        }
    }
    passed
}

#[test]
fn a_thousand_edits_of_the_manifest() {
    let certificate = certified(&small());
    let genuine = read(&certificate).unwrap();
    let edited = |random: &mut Random| {
        let mut manifest = genuine.text.as_bytes().to_vec();
        random.edit(&mut manifest);
        (manifest != genuine.text.as_bytes()).then(|| sealed(&manifest, genuine.proof))
    };
    for certificate in tried(edited, &library(), 1) {
        let passed = read(&certificate).unwrap();
        assert_eq!(without_versions(passed.text), without_versions(genuine.text));
    }
}

/// A manifest without what its maker says of versions.
fn without_versions(text: &str) -> Json {
    let mut manifest: Json = serde_json::from_str(text).unwrap();
    manifest["claimed"]["tools"].as_object_mut().unwrap().values_mut().for_each(|version| {
        assert!(version.as_str().unwrap().bytes().all(|byte| byte == b'.' || byte.is_ascii_digit()));
        *version = json!("");
    });
    manifest
}

#[test]
fn a_thousand_edits_of_the_proof_part() {
    let certificate = certified(&small());
    let genuine = read(&certificate).unwrap();
    let edited = |random: &mut Random| {
        let mut proof = genuine.proof.to_vec();
        random.edit(&mut proof);
        (proof != genuine.proof).then(|| sealed(&manifest_for(genuine.text, &proof), &proof))
    };
    let mut contents = Contents::default();
    let expected = contents.of(genuine.proof);
    let passed = tried(edited, &library(), 2);
    for certificate in &passed {
        let found = contents.of(read(certificate).unwrap().proof);
        let changed = found.iter().zip(&expected).find(|(found, expected)| found != expected);
        assert!(changed.is_none() && found.len() == expected.len(), "{changed:#?}");
    }
    assert!(!passed.is_empty() && passed.len() < EDITS / 3, "{} passed", passed.len());
}

#[test]
fn the_comparison_sees_what_an_edit_changes_and_nothing_else() {
    let certificate = certified(&small());
    let genuine = std::str::from_utf8(read(&certificate).unwrap().proof).unwrap().to_string();
    let mut contents = Contents::default();
    let expected = contents.of(genuine.as_bytes());
    let blank = genuine.replace(":{", ": {");
    assert_eq!(contents.of(blank.as_bytes()), expected);
    let binder = genuine.replace("\"binderInfo\":\"implicit\"", "\"binderInfo\":\"default\"");
    assert_ne!(binder, genuine);
    assert_eq!(contents.of(binder.as_bytes()), expected);
    for (from, to) in
        [("\"bvar\":0", "\"bvar\":9"), ("\"str\":\"Nat\"", "\"str\":\"Int\""), ("\"fn\":2", "\"fn\":1")]
    {
        let other = genuine.replacen(from, to, 1);
        assert_ne!(other, genuine, "{from}");
        assert_ne!(contents.of(other.as_bytes()), expected, "{from}");
    }
}

/// The content of proof parts: each declaration as a text, in which terms are numbered by what they are.
///
/// Left out are the names and kinds of binders, and what is open.
#[derive(Default)]
struct Contents {
    numbers: HashMap<String, usize>,
}

/// What a declaration of a kind may say in several ways: hints of reducibility, the list of constants that were defined
/// together, which proof of a theorem it is; recursors, which the kernel makes itself, and the universe parameters of
/// constructors, which are those of their type.
const OPEN: [(&str, &[&str]); 4] =
    [("def", &["all", "hints"]), ("opaque", &["all"]), ("thm", &["all", "value"]), ("inductive", &["recs"])];

/// What was numbered so far in one proof part.
#[derive(Default)]
struct Tables {
    names: HashMap<u64, String>,
    levels: HashMap<u64, String>,
    terms: HashMap<u64, usize>,
}

impl Contents {
    fn of(&mut self, proof: &[u8]) -> Vec<String> {
        let mut tables = Tables::default();
        tables.names.insert(0, String::new());
        tables.levels.insert(0, "0".to_string());
        let mut declarations = Vec::new();
        for line in std::str::from_utf8(proof).unwrap().lines() {
            let Ok(Json::Object(mut record)) = serde_json::from_str(line) else {
                assert!(line.trim().is_empty(), "{line}");
                continue;
            };
            let index = |record: &mut Map<String, Json>, key| record.remove(key).and_then(|id| id.as_u64());
            if record.contains_key("meta") {
                declarations.push(Json::Object(record).to_string());
            } else if let Some(id) = index(&mut record, "in") {
                let name = tables.name(&record);
                tables.names.insert(id, name);
            } else if let Some(id) = index(&mut record, "il") {
                let level = tables.replaced("", &Json::Object(record)).to_string();
                tables.levels.insert(id, level);
            } else if let Some(id) = index(&mut record, "ie") {
                let term = tables.replaced("", &Json::Object(record)).to_string();
                let next = self.numbers.len();
                let number = *self.numbers.entry(term).or_insert(next);
                tables.terms.insert(id, number);
            } else {
                for (kind, fields) in OPEN {
                    let Some(Json::Object(constant)) = record.get_mut(kind) else { continue };
                    fields.iter().for_each(|&field| drop(constant.remove(field)));
                    for constructor in
                        constant.get_mut("ctors").and_then(Json::as_array_mut).into_iter().flatten()
                    {
                        constructor.as_object_mut().unwrap().remove("levelParams");
                    }
                }
                declarations.push(tables.replaced("", &Json::Object(record)).to_string());
            }
        }
        declarations
    }
}

impl Tables {
    fn name(&self, record: &Map<String, Json>) -> String {
        let (kind, record) = record.iter().next().unwrap();
        let part = if kind == "str" { &record["str"] } else { &record["i"] };
        format!("{}.{part}", self.names[&record["pre"].as_u64().unwrap()])
    }

    /// A record with names, levels and terms in the place of their numbers, by the key above them.
    fn replaced(&self, key: &str, json: &Json) -> Json {
        let number = || json.as_u64().unwrap();
        match (key, json) {
            (_, Json::Object(record)) => {
                let is_binder = record.contains_key("body");
                let ignored =
                    |key: &str| ["binderInfo", "nondep"].contains(&key) || key == "name" && is_binder;
                let kept = record.iter().filter(|(key, _)| !ignored(key));
                kept.map(|(key, value)| (key.clone(), self.replaced(key, value))).collect()
            }
            ("types" | "rules" | "recs", Json::Array(records)) => {
                records.iter().map(|record| self.replaced("", record)).collect()
            }
            ("ctors", Json::Array(items)) if items.iter().all(Json::is_object) => {
                items.iter().map(|record| self.replaced("", record)).collect()
            }
            (_, Json::Array(items)) => items.iter().map(|item| self.replaced(key, item)).collect(),
            ("name" | "typeName" | "levelParams" | "all" | "induct" | "ctors" | "ctor" | "param", _) => {
                json!(self.names[&number()])
            }
            ("sort" | "us" | "succ" | "max" | "imax", _) => json!(self.levels[&number()]),
            ("type" | "body" | "value" | "fn" | "arg" | "struct" | "rhs", _) => {
                json!(self.terms[&number()])
            }
            _ => json.clone(),
        }
    }
}
