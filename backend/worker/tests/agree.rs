//! LLVM's machine code agrees with the evaluators on the programs that the back end is tested with.
//! Given by: `cargo test`.
//! Gives: nothing; fails with the first disagreement.
//! Holds: requests go through a process and its pipes, as they do from `lumenc`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../../tests/common/mod.rs"]
mod common;

use backend::Problem;
use backend::emit::release::{self, Channel, Product};
use common::core::agree_with_core;
use common::{Way, agree_by, lower, programs, random};
use std::cell::RefCell;
use std::io::{self, BufReader};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// The process, with its pipes.
struct Worker {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Worker {
    fn start() -> Worker {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lumenc-llvm"));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (requests, answers) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Worker { child, requests, answers }
    }
}

impl Channel for Worker {
    fn exchange(&mut self, request: &[u8]) -> io::Result<Vec<u8>> {
        release::send(&mut self.requests, request)?;
        release::receive(&mut self.answers)?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

fn llvm() -> Way {
    let worker = RefCell::new(Worker::start());
    let object =
        move |program: &_| release::generate(program, Product::Object, &mut *worker.borrow_mut()).unwrap();
    ("llvm", Box::new(object))
}

#[test]
fn llvm_agrees_with_the_evaluators() {
    let ways = [llvm()];
    for (program, cases) in programs::all() {
        agree_by(&ways, &program, &cases);
    }
}

#[test]
fn random_programs_do_what_core_does() {
    let ways = [llvm()];
    for seed in 100..130 {
        agree_with_core(&ways, &random::document(seed), "test", &random::arguments());
    }
}

#[test]
fn a_program_without_stack_ends_in_order() {
    let (_, object) = llvm();
    common::endless::ends_in_order(&object(&common::endless::program()));
}

#[test]
fn the_same_program_gives_the_same_bytes() {
    for (program, _) in programs::all().into_iter().take(4) {
        let flat = lower(&program);
        let make = || release::generate(&flat, Product::Object, &mut Worker::start()).unwrap();
        assert_eq!(make(), make());
    }
}

#[test]
fn listings_are_text() {
    let (program, _) = programs::all().remove(0);
    let show = |product| release::generate(&lower(&program), product, &mut Worker::start()).unwrap();
    let code = String::from_utf8(show(Product::Code)).unwrap();
    assert!(code.contains("define") && code.contains("@lumen_entry"), "{code}");
    let assembly = String::from_utf8(show(Product::Assembly)).unwrap();
    assert!(assembly.contains("lumen_entry:"), "{assembly}");
}

#[test]
fn what_is_no_request_is_refused_and_the_next_one_is_answered() {
    let mut worker = Worker::start();
    for wrong in
        ["", "object\nprogram", "dance\nprogram \"a\"\nentry 0\n", "object\nprogram \"a\"\nentry 0\n"]
    {
        assert_eq!(worker.exchange(wrong.as_bytes()).unwrap()[0], b'-', "{wrong}");
    }
    assert!(release::version(&mut worker).unwrap().starts_with("19."));
}

#[test]
fn a_process_that_is_gone_is_a_problem_and_no_crash() {
    let mut worker = Worker::start();
    worker.child.kill().unwrap();
    worker.child.wait().unwrap();
    assert!(matches!(release::version(&mut worker), Err(Problem::Worker(_))));
}
