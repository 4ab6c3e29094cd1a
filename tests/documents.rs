//! Literate tests: each document under `conformance/` says itself what the commands answer to it.
//! Given by: the Markdown files of the repository. Gives: a test a file.
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

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance");
    let mut found = Vec::new();
    documents(&root, &mut found);
    let trials = found
        .into_iter()
        .map(|document| {
            let name = document.strip_prefix(&root).unwrap_or(&document).display().to_string();
            Trial::test(name, move || {
                conformance::check_document(Path::new(env!("CARGO_BIN_EXE_lumenc")), &document)
                    .map_err(Into::into)
            })
        })
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
