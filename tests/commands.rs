//! Commands as a user gives them, where something is wrong around them: files, folders, the terminal.
//! Given by: the built executable. Gives: a failure when status, message or files are not as agreed.
//! Holds: every test works in an empty folder of its own.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use conformance::{Outcome, run};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

const SAME: &str =
    "# Same\n\n```lumen\ncell same(x: Int) -> (r: Int)\n  ensures r == x\n  return x\nend\n```\n";

fn lumenc(arguments: &[&str], folder: &Path) -> Outcome {
    run(Path::new(env!("CARGO_BIN_EXE_lumenc")), arguments, folder).unwrap()
}

#[test]
fn two_documents_do_not_write_one_certificate() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("other")).unwrap();
    fs::write(folder.path().join("same.lm.md"), SAME).unwrap();
    fs::write(folder.path().join("other/same.lm.md"), SAME).unwrap();
    let outcome = lumenc(&["verify", "--cert-dir", ".", "same.lm.md", "other/same.lm.md"], folder.path());
    assert_eq!(outcome.status, 2, "{}", outcome.error);
    assert!(!folder.path().join("same.lcert").exists());
    assert_eq!(lumenc(&["verify", "same.lm.md", "other/same.lm.md"], folder.path()).status, 0);
}

#[test]
fn an_older_certificate_survives_a_document_that_fails() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("same.lm.md");
    fs::write(&document, SAME).unwrap();
    assert_eq!(lumenc(&["verify", "same.lm.md"], folder.path()).status, 0);
    let before = fs::read(folder.path().join("same.lcert")).unwrap();
    fs::write(&document, SAME.replace("r == x", "r == x + 1")).unwrap();
    assert_eq!(lumenc(&["verify", "same.lm.md"], folder.path()).status, 1);
    assert_eq!(fs::read(folder.path().join("same.lcert")).unwrap(), before);
    let audit = lumenc(&["audit", "same.lcert", "--source", "same.lm.md"], folder.path());
    assert_eq!(audit.status, 1, "{}", audit.error);
}

#[test]
fn damage_and_absence_have_their_statuses() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("cut.lcert"), "lumen certificate 1 00").unwrap();
    assert_eq!(lumenc(&["audit", "cut.lcert"], folder.path()).status, 4);
    for arguments in [["verify", "absent.lm.md"], ["audit", "absent.lcert"], ["explain", "E9999"]] {
        assert_eq!(lumenc(&arguments, folder.path()).status, 2, "{arguments:?}");
    }
}

#[test]
fn data_that_is_lost_is_an_error_and_no_panic() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("same.lm.md"), SAME).unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_lumenc"))
        .args(["verify", "same.lm.md"])
        .current_dir(folder.path())
        .stdout(File::create("/dev/full").unwrap())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(2));
}

#[test]
fn a_result_that_cannot_be_written_is_named_by_its_own_path() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("same.lm.md"), SAME).unwrap();
    let outcome = lumenc(&["verify", "--cert-dir", "absent", "same.lm.md"], folder.path());
    assert_eq!(outcome.status, 2, "{}", outcome.error);
    assert!(
        outcome.error.contains("cannot write `absent/same.lcert`: its folder does not exist"),
        "{}",
        outcome.error
    );
    assert!(!outcome.error.contains(".tmp"), "{}", outcome.error);
    assert!(outcome.output.contains("no certificate"), "{}", outcome.output);
}

#[test]
fn an_empty_document_is_no_program() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in
        [("a.lm", ""), ("b.lm", "# nothing\n"), ("c.lm.md", "# T\n"), ("d.lm.md", "```lumen\n```\n")]
    {
        fs::write(folder.path().join(name), text).unwrap();
        let outcome = lumenc(&["verify", name], folder.path());
        assert_eq!(outcome.status, 1, "{name}: {}", outcome.output);
        assert!(outcome.error.contains("error[E0107]"), "{name}: {}", outcome.error);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4, "no certificate was written");
}

#[test]
fn a_byte_order_mark_is_one_error() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.lm"), "\u{feff}cell f() -> Int\n  return 1\nend\n").unwrap();
    fs::write(folder.path().join("b.lm.md"), format!("\u{feff}{SAME}")).unwrap();
    for name in ["a.lm", "b.lm.md"] {
        let outcome = lumenc(&["verify", name], folder.path());
        assert_eq!(outcome.status, 1);
        assert_eq!(outcome.error.matches("error[").count(), 1, "{}", outcome.error);
        assert!(outcome.error.contains("error[E0103]"), "{}", outcome.error);
    }
}

#[test]
fn every_command_explains_itself_with_an_example() {
    let folder = tempfile::tempdir().unwrap();
    let commands: [&[&str]; 10] = [
        &[],
        &["verify"],
        &["audit"],
        &["cert", "export"],
        &["cert", "show"],
        &["build"],
        &["run"],
        &["kernel", "check"],
        &["lean", "check"],
        &["explain"],
    ];
    for command in commands {
        let outcome = lumenc(&[command, &["--help"]].concat(), folder.path());
        assert_eq!(outcome.status, 0, "{command:?}");
        let example = format!("lumenc {}", command.join(" "));
        assert!(
            outcome.output.split("Example").nth(1).is_some_and(|text| text.contains(example.trim_end())),
            "{}",
            outcome.output
        );
    }
}

#[test]
fn a_cell_that_is_not_there_is_answered_with_those_that_are() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("same.lm.md"), SAME).unwrap();
    let outcome = lumenc(&["run", "same.lm.md"], folder.path());
    assert_eq!(outcome.status, 2);
    assert!(
        outcome.error.contains("no cell `main`") && outcome.error.contains("`same`"),
        "{}",
        outcome.error
    );
    let outcome = lumenc(&["run", "same.lm.md", "--cell", "sane", "--", "1"], folder.path());
    assert!(
        outcome.error.contains("no cell `sane`") && outcome.error.contains("`same`"),
        "{}",
        outcome.error
    );
}
