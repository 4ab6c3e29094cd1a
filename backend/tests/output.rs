//! What becomes of output that cannot be written, and of a binary that is made twice.
//! Given by: `cargo test`.
//! Gives: nothing; fails where output is lost in silence.
//! Holds: the system's own full device and closed pipe are used.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use backend::link;
use common::{Binary, SystemLinker, cranelift, lower, parse, patiently};
use std::fs::OpenOptions;
use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;

const PROGRAM: &str = "program \"main.test\"\ncell $entry#0() -> Int { \
    loop (i.0: Int = 0) while less(i.0, 100000) { print show(i.0) continue(wrapping_add(i.0, 1)) } after (j.1: Int) \
    return 0 } entry 0";

fn object() -> Vec<u8> {
    let (_, object) = cranelift().remove(0);
    object(&lower(&parse(PROGRAM)))
}

#[test]
fn a_full_device_ends_the_run() {
    let binary = Binary::make(&object());
    let full = || OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = patiently(|| binary.command().stdout(full()).stderr(Stdio::piped()).output());
    assert_eq!(output.status.code(), Some(113));
    assert_eq!(output.stderr, b"exhausted: standard output cannot be written\n");
}

#[test]
fn a_reader_that_leaves_ends_the_run() {
    let binary = Binary::make(&object());
    let mut child = patiently(|| binary.command().stdout(Stdio::piped()).spawn());
    drop(child.stdout.take());
    let status = child.wait().unwrap();
    // By the signal, or by the status where the parent ignores it.
    assert!(status.signal() == Some(13) || status.code() == Some(113), "{status:?}");
}

#[test]
fn all_output_arrives() {
    let run = Binary::make(&object()).run(&[]);
    let expected: String = (0..100_000).map(|i| format!("{i}\n")).collect();
    assert!(run.output == expected);
}

#[test]
fn the_same_program_gives_the_same_binary() {
    let make = || link::link(&object(), &mut SystemLinker).unwrap();
    assert!(make() == make());
}
