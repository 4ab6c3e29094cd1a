//! `lumenc kernel check` on the corpus of Lean exports and modules: every case has the outcome of the manifest.
//! Given by: `corpus/`, always; the large corpus beside the checkout, or where LUMEN_CORPUS says. Gives: a failure that lists every wrong verdict.
//! Holds: the large corpus is skipped, loudly, where it is absent; what is declined is listed here, with the reason that must be named.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

/// Inputs of the large corpus that leave out or garble what they need, and what the message must name.
const DECLINED: &[(&str, &str)] = &[
    ("lean4export/CategoryTheory.yonedaLemma.0.1.2.60fad5.export.zst", "leaves out `Nat.zero`"),
    ("lean4export/Nat.gcd_self.1.460fed.export.zst", "the expression 3 is defined twice"),
    ("olean/Batteries.Data.AssocList.olean.zst", "no file for the module `Init`"),
    ("olean/Batteries.Data.RBMap.Alter.olean.zst", "no file for the module `Init`"),
    ("olean/Batteries.Data.String.Lemmas.olean.zst", "no file for the module `Init`"),
    ("olean/lean2021.Init.Core.olean.zst", "no file for the module `Init.Prelude`"),
    ("olean/lean2021.Init.WF.olean.zst", "no file for the module `Init.SizeOf`"),
    ("olean/lean2021.Std.Data.RBMap.olean.zst", "no file for the module `Init`"),
    ("olean/lean4-metaprogramming-book-lakefile.olean.zst", "no file for the module `Init`"),
    ("olean/learnability-Learnability.olean.zst", "no file for the module `Init`"),
];

fn check(file: &str, folder: &Path) -> conformance::Outcome {
    conformance::run(Path::new(env!("CARGO_BIN_EXE_lumenc")), &["kernel", "check", file], folder).unwrap()
}

fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/lean");
    let folder = std::env::var_os("LUMEN_CORPUS").map_or(beside, PathBuf::from);
    folder.join("MANIFEST.tsv").exists().then_some(folder)
}

#[test]
fn every_input_has_its_outcome() {
    let Some(folder) = corpus() else {
        eprintln!("SKIPPED: no corpus of Lean exports; set LUMEN_CORPUS to its folder");
        return;
    };
    let manifest = std::fs::read_to_string(folder.join("MANIFEST.tsv")).unwrap();
    let mut wrong = Vec::new();
    for line in manifest.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let (file, expected) = (columns[0], columns[5]);
        let outcome = check(file, &folder);
        let declined = DECLINED.iter().find(|(name, _)| *name == file);
        let right = match (declined, expected) {
            (Some((_, reason)), _) => outcome.status == 2 && outcome.error.contains(reason),
            (None, "accept") => outcome.status == 0,
            (None, "reject") => outcome.status == 1,
            (None, _) => [0, 1].contains(&outcome.status),
        };
        if !right {
            wrong.push(format!("{file}: expected {expected}, status {}: {}", outcome.status, outcome.error));
        }
    }
    assert!(manifest.lines().count() > 100, "only {} inputs in the manifest", manifest.lines().count());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_real_file_of_each_format_has_its_outcome() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/lean/formats");
    let expected = [
        ("Nat.gcd_self.1.1c909c.export.zst", 0, "accepted: 262 declarations"),
        ("Nat.gcd_self.2.0.0.fc4b02.export.zst", 0, "accepted: 274 declarations"),
        ("Cycle1.export", 1, "rejected: line 8: `x`: there is no constant `x` before it"),
        ("Nonpositive1.export", 1, "the type occurs to the left of an arrow"),
        ("lean2021.Init.WF.olean.zst", 2, "no file for the module `Init.SizeOf`"),
        ("lean4-metaprogramming-book-lakefile.olean.zst", 2, "no file for the module `Init`"),
    ];
    for (file, status, words) in expected {
        let outcome = check(file, &folder);
        assert_eq!(outcome.status, status, "{file}: {}", outcome.error);
        assert!(outcome.output.contains(words), "{file}: {}", outcome.output);
    }
}
