//! Literate tests: a document says itself, in an `expect` fence, what the commands answer to it.
//! Given by: the documents of `conformance/`, which all have such a fence, and those of `corpus/` that have one.
//! Gives: a test a document.
//! Holds: folder and file are the registry; nothing is listed twice.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use libtest_mimic::{Arguments, Trial};
use std::path::{Path, PathBuf};

fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            documents(&entry, found);
        } else if entry.to_string_lossy().ends_with(".lm.md") {
            found.push(entry);
        }
    }
}

fn expects(document: &Path) -> bool {
    std::fs::read_to_string(document).unwrap().lines().any(|line| line == "```expect")
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut found, mut others) = (Vec::new(), Vec::new());
    documents(&root.join("conformance"), &mut found);
    documents(&root.join("corpus"), &mut others);
    found.extend(others.into_iter().filter(|document| expects(document)));
    let trials = found
        .into_iter()
        .map(|document| {
            let name = document.strip_prefix(root).unwrap_or(&document).display().to_string();
            Trial::test(name, move || {
                conformance::check_document(Path::new(env!("CARGO_BIN_EXE_lumenc")), &document)
                    .map_err(Into::into)
            })
        })
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
