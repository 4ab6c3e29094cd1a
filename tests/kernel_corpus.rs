//! `lumenc kernel check` on the corpus of Lean exports: every case has the outcome of the manifest, or is declined.
//! Given by: the corpus beside the checkout, or where LUMEN_CORPUS says. Gives: a failure that lists every wrong verdict.
//! Holds: skipped, loudly, where the corpus is absent.

use std::path::{Path, PathBuf};

fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/lean");
    let folder = std::env::var_os("LUMEN_CORPUS").map_or(beside, PathBuf::from);
    folder.join("MANIFEST.tsv").exists().then_some(folder)
}

#[test]
fn every_export_has_its_outcome() {
    let Some(folder) = corpus() else {
        eprintln!("SKIPPED: no corpus of Lean exports; set LUMEN_CORPUS to its folder");
        return;
    };
    let manifest = std::fs::read_to_string(folder.join("MANIFEST.tsv")).unwrap();
    let (mut wrong, mut checked) = (Vec::new(), 0);
    for line in manifest.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let (file, format, expected) = (columns[0], columns[3], columns[5]);
        if !format.starts_with("ndjson 3.1") {
            continue;
        }
        let lumenc = Path::new(env!("CARGO_BIN_EXE_lumenc"));
        let outcome = conformance::run(lumenc, &["kernel", "check", file], &folder).unwrap();
        checked += 1;
        let right = match expected {
            "accept" => [0, 2].contains(&outcome.status),
            "reject" => [1, 2].contains(&outcome.status),
            _ => [0, 1, 2].contains(&outcome.status),
        };
        if !right {
            wrong.push(format!("{file}: expected {expected}, status {}", outcome.status));
        }
    }
    assert!(checked > 100, "only {checked} exports in the manifest");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
