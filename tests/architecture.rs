//! The rooms and the arrows between them, read from cargo's own metadata; the sizes that are promised; the headers.
//! Given by: the workspace. Gives: a failure where the house and its plan differ.
//! Holds: the plan stands here once, and in `docs/architecture.md` in words.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

const ROOMS: &[(&str, &[&str])] = &[
    ("kernel", &[]),
    ("lean", &["kernel"]),
    ("proofs", &["kernel", "lean"]),
    ("elaborator", &["kernel"]),
    ("verifier", &["elaborator", "kernel", "lean", "proofs"]),
    ("backend", &["elaborator"]),
    ("conformance", &[]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn arrows_point_one_way() {
    let metadata = metadata();
    let rooms: BTreeSet<&str> = ROOMS.iter().map(|(name, _)| *name).collect();
    for (room, allowed) in ROOMS {
        let package = metadata["packages"]
            .as_array()
            .unwrap()
            .iter()
            .find(|package| package["name"] == *room)
            .unwrap_or_else(|| panic!("no package {room}"));
        for dependency in package["dependencies"].as_array().unwrap() {
            let name = dependency["name"].as_str().unwrap();
            let in_tests = dependency["kind"] == "dev";
            assert!(
                in_tests || !rooms.contains(name) || allowed.contains(&name),
                "{room} must not depend on {name}"
            );
        }
    }
}

#[test]
fn the_kernel_depends_on_a_bignum_and_a_table_hasher_only() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let kernel = packages.iter().find(|package| package["name"] == "kernel").unwrap();
    for dependency in kernel["dependencies"].as_array().unwrap() {
        let name = dependency["name"].as_str().unwrap();
        assert!(
            dependency["kind"] == "dev"
                || ["num-bigint", "num-integer", "num-traits", "rustc-hash"].contains(&name),
            "the kernel must not depend on {name}"
        );
    }
}

/// The Rust sources of a folder, tests left out.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir()
            && !["tests", "target", "third_party"].contains(&name.as_str())
            && !name.starts_with('.')
        {
            sources(&path, found);
        } else if name.ends_with(".rs") && name != "tests.rs" {
            found.push(path);
        }
    }
}

/// Lines of code: no blank lines, no comments, nothing from the first test module on.
fn lines_of_code(path: &Path) -> usize {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .take_while(|line| line.trim() != "#[cfg(test)]")
        .filter(|line| !line.trim().is_empty() && !line.trim().starts_with("//"))
        .count()
}

fn size(folder: &str) -> usize {
    let mut found = Vec::new();
    sources(&root().join(folder), &mut found);
    assert!(!found.is_empty(), "{folder} is empty");
    found.iter().map(|path| lines_of_code(path)).sum()
}

#[test]
fn what_is_trusted_stays_small() {
    assert!(size("kernel/src") <= 5000, "kernel: {}", size("kernel/src"));
    assert!(size("elaborator/src/translate") <= 1500, "translate: {}", size("elaborator/src/translate"));
    let meaning: usize = std::fs::read_dir(root().join("proofs/meaning"))
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap().lines().count())
        .sum();
    assert!(meaning <= 600, "meaning: {meaning}");
}

#[test]
fn every_file_opens_with_its_four_lines() {
    let mut found = Vec::new();
    sources(root(), &mut found);
    for path in found {
        let text = std::fs::read_to_string(&path).unwrap();
        let header: Vec<&str> = text.lines().take_while(|line| line.starts_with("//!")).collect();
        let header = header.join("\n");
        for word in ["Given by:", "Gives:", "Holds:"] {
            assert!(header.contains(word), "{}: the header lacks `{word}`", path.display());
        }
    }
}

#[test]
fn paths_in_the_documents_exist() {
    for document in
        ["README.md", "docs/architecture.md", "docs/trust.md", "docs/performance.md", "kernel/README.md"]
    {
        let Ok(text) = std::fs::read_to_string(root().join(document)) else {
            panic!("{document} is missing");
        };
        let beside = root().join(document).parent().unwrap().to_path_buf();
        for quoted in text.split('`').skip(1).step_by(2) {
            let is_path = quoted.contains('/')
                && quoted
                    .split('/')
                    .next()
                    .is_some_and(|first| !first.is_empty() && root().join(first).is_dir())
                && quoted.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
            let made = quoted.starts_with("target/") || quoted.starts_with("third_party/");
            assert!(
                !is_path || made || root().join(quoted).exists() || beside.join(quoted).exists(),
                "{document}: `{quoted}` does not exist"
            );
        }
    }
}

/// The page of the kernel names a function and a test for each rule: all of them exist.
#[test]
fn the_rules_of_the_kernel_have_their_functions_and_tests() {
    let mut found = Vec::new();
    ["kernel/src", "kernel/tests"].iter().for_each(|folder| sources(&root().join(folder), &mut found));
    let code: String = found.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let page = std::fs::read_to_string(root().join("kernel/README.md")).unwrap();
    let rules: Vec<&str> = page
        .split("\n## ")
        .filter(|section| {
            section.lines().next().is_some_and(|title| title.contains("rules") || title.contains("types"))
        })
        .flat_map(|section| section.lines().filter(|line| line.starts_with("| ")).skip(1))
        .collect();
    assert!(rules.len() > 30, "{rules:?}");
    for rule in rules {
        let cells: Vec<&str> = rule.trim_matches('|').split(" | ").collect();
        for name in cells[1..].iter().flat_map(|cell| cell.split('`').skip(1).step_by(2)) {
            let function = name.rsplit("::").next().unwrap();
            let is_file = name.contains('.') || name.contains('/');
            let is_there = ["fn", "enum", "struct"].iter().any(|word| {
                [" ", "(", "<"].iter().any(|end| code.contains(&format!("{word} {function}{end}")))
            });
            assert!(is_file || is_there, "`{name}` of the rule {rule}");
        }
    }
}
