//! Every document of the corpus becomes core.
//! Given by: `corpus/`.
//! Gives: nothing.
//! Holds: no document of the corpus has a problem, wrong twins included: they are wrong in what they promise only.

#![allow(clippy::unwrap_used, clippy::panic)]

use elaborator::core::validate::validate;
use elaborator::elaborate;
use elaborator::source::Source;
use std::path::{Path, PathBuf};

fn documents(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            documents(&path, found);
        } else if path.to_string_lossy().ends_with(".lm.md") {
            found.push(path);
        }
    }
}

#[test]
fn every_document_becomes_core() {
    let mut found = Vec::new();
    documents(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus"), &mut found);
    assert!(found.len() >= 3, "the corpus has the documents of the first slices");
    for path in found {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = Source::new(name, std::fs::read(&path).unwrap());
        let elaborated = elaborate(&source);
        assert_eq!(elaborated.problems, [], "{}", path.display());
        validate(&elaborated.program.unwrap()).unwrap();
    }
}
