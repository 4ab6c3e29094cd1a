//! The line that long work shows on a terminal.
//! Given by: `script`, which gives a command a terminal; where it is missing, only what is shown without one is tested.
//! Gives: nothing.
//! Holds: a line is shown on a terminal while work lasts and is gone afterwards; nothing is shown elsewhere.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::{Command, Stdio};

/// A check of an export that arrives late.
fn late() -> String {
    let root = env!("CARGO_MANIFEST_DIR");
    let export = format!("{root}/corpus/lean/init-prelude.ndjson.zst");
    format!("(sleep 1; cat '{export}') | '{}' kernel check -", env!("CARGO_BIN_EXE_lumenc"))
}

/// What a terminal of this kind gets to see, if there is `script` to make one.
fn seen(variables: &[(&str, &str)]) -> Option<String> {
    let mut command = Command::new("script");
    command.args(["-qec", &late(), "/dev/null"]).env_remove("NO_COLOR").env("TERM", "xterm");
    command.envs(variables.iter().copied()).stdin(Stdio::null());
    let output = command.output().ok()?;
    assert!(output.status.success(), "{output:?}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_terminal_shows_a_line_and_then_nothing_of_it() {
    for variables in [&[][..], &[("NO_COLOR", "1")]] {
        let Some(seen) = seen(variables) else { return };
        let shown = seen.rfind("checking -").unwrap();
        let erased = seen.rfind("\u{1b}[2K").unwrap();
        assert!(shown < erased, "{seen:?}");
        assert!(seen[erased..].trim_end().ends_with("declarations"), "{seen:?}");
        assert!(!seen.contains("\u{1b}[3"), "a colour: {seen:?}");
    }
}

#[test]
fn without_a_terminal_nothing_is_shown() {
    let output = Command::new("sh").args(["-c", &late()]).output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("accepted: "));
}
