//! The worker as a process: what it answers, and what it does with broken input.
//! Given by: the built executable.
//! Gives: failures when verdicts, cores, models or limits are not as agreed.
//! Holds: every test starts a worker of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

struct Worker {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Worker {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_lumenc-z3"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the worker starts");
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().expect("it has an output"));
        Worker { child, input, output }
    }

    fn ask(&mut self, limit: u32, text: &str) -> String {
        let input = self.input.as_mut().expect("still open");
        write!(input, "{limit} {}\n{text}", text.len()).expect("it reads");
        input.flush().expect("it reads");
        let mut line = String::new();
        let _ = self.output.read_line(&mut line).expect("it answers");
        let mut answer = vec![0; line.trim().parse().expect("a length")];
        self.output.read_exact(&mut answer).expect("the whole answer");
        String::from_utf8(answer).expect("text")
    }

    fn end(mut self) -> Option<i32> {
        self.input = None;
        self.child.wait().expect("it ends").code()
    }
}

const CONTRADICTION: &str = "(set-option :produce-unsat-cores true)(declare-const x0 Int)(declare-const x1 Int)\
    (assert (! (< x0 x1) :named h0))(assert (! (< 5 x0) :named h1))(assert (! (< x1 x0) :named h2))";

fn verdict(answer: &str) -> &str {
    answer.split_whitespace().next().unwrap_or("")
}

#[test]
fn answers_with_cores_and_models() {
    let mut worker = Worker::start();
    let unsat = worker.ask(1_000_000, CONTRADICTION);
    assert_eq!(verdict(&unsat), "unsat");
    assert_eq!(unsat.lines().skip(1).collect::<Vec<_>>(), ["h0", "h2"]);
    let sat = worker
        .ask(1_000_000, "(declare-const x0 Int)(assert (! (< x0 (- 3)) :named h0))(assert (< (- 5) x0))");
    assert_eq!(verdict(&sat), "sat");
    assert!(sat.lines().any(|line| line == "(define-fun x0 () Int (- 4))"), "{sat}");
    assert_eq!(worker.end(), Some(0));
}

#[test]
fn the_same_question_has_the_same_answer() {
    let mut worker = Worker::start();
    let text =
        "(declare-const x0 Int)(declare-const x1 Int)(assert (< (* x0 x1) 77))(assert (< 7 (* x0 x0)))";
    let first = worker.ask(1_000_000, text);
    let _ = worker.ask(1_000_000, CONTRADICTION);
    assert_eq!(worker.ask(1_000_000, text), first);
}

#[test]
fn stops_at_the_limit() {
    let mut worker = Worker::start();
    let hard = "(declare-const x0 Int)(declare-const x1 Int)(declare-const x2 Int)\
        (assert (< 2 x0))(assert (< 2 x1))(assert (< 2 x2))\
        (assert (= (+ (* x0 x0 x0) (* x1 x1 x1)) (* x2 x2 x2)))";
    let answer = worker.ask(20_000, hard);
    assert_eq!(verdict(&answer), "unknown");
    let used: u32 = answer.split_whitespace().nth(1).expect("a count").parse().expect("a number");
    assert!((1..2_000_000).contains(&used), "{used}");
    assert_eq!(verdict(&worker.ask(1_000_000, CONTRADICTION)), "unsat");
}

#[test]
fn says_so_when_a_text_makes_no_sense() {
    let mut worker = Worker::start();
    for text in ["(assert", "(assert (foo))", "", "(declare-const x0 Int)"] {
        assert_eq!(verdict(&worker.ask(1000, text)), "error", "{text}");
    }
    assert_eq!(verdict(&worker.ask(1_000_000, CONTRADICTION)), "unsat");
}

#[test]
fn ends_on_broken_frames() {
    let mut worker = Worker::start();
    worker.input.as_mut().expect("open").write_all(b"what is this\n").expect("it reads");
    assert_eq!(worker.end(), Some(2));
}

#[test]
fn is_the_z3_that_was_agreed_upon() {
    assert!(z3::full_version().starts_with("5.4."), "{}", z3::full_version());
}

#[test]
fn ends_in_the_midst_of_a_search_when_nobody_listens() {
    let mut worker = Worker::start();
    let endless = "(declare-const x0 Int)(declare-const x1 Int)(declare-const x2 Int)\
        (assert (< 2 x0))(assert (< 2 x1))(assert (< 2 x2))\
        (assert (= (+ (* x0 x0 x0) (* x1 x1 x1)) (* x2 x2 x2)))";
    let question = format!("{} {}\n{endless}", u32::MAX, endless.len());
    worker.input.as_mut().expect("open").write_all(question.as_bytes()).expect("it reads");
    assert_eq!(worker.end(), Some(0));
}
