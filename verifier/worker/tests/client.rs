//! The client of the verifier and this worker, together.
//! Given by: the built executable; questions as the verifier writes them.
//! Gives: failures when a translation does not mean what the kernel means, or an answer cannot be read.
//! Holds: division is compared with the machine's on all pairs of signs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use kernel::{Store, TermId};
use lean::decide::vocabulary::{Head, Vocabulary};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use verifier::smt::{Answer, AskFailure, ChannelFailure, SolverChannel, Value, ask, question};

struct Process(Child);

impl Process {
    fn start() -> Self {
        let executable = env!("CARGO_BIN_EXE_lumenc-z3");
        let child = Command::new(executable).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        Process(child.expect("the worker starts"))
    }
}

impl SolverChannel for Process {
    fn ask(&mut self, limit: u32, text: &str) -> Result<String, ChannelFailure> {
        let died = |_| ChannelFailure::Died;
        let input = self.0.stdin.as_mut().ok_or(ChannelFailure::Died)?;
        write!(input, "{limit} {}\n{text}", text.len()).and_then(|()| input.flush()).map_err(died)?;
        let mut output = BufReader::new(self.0.stdout.as_mut().ok_or(ChannelFailure::Died)?);
        let mut line = String::new();
        let _ = output.read_line(&mut line).map_err(died)?;
        let mut answer = vec![0; line.trim().parse().map_err(|_| ChannelFailure::Died)?];
        output.read_exact(&mut answer).map_err(died)?;
        String::from_utf8(answer).map_err(|_| ChannelFailure::Malformed)
    }
}

struct World {
    store: Store,
    vocabulary: Vocabulary,
}

impl World {
    fn new() -> Self {
        let mut store = Store::new();
        let vocabulary = Vocabulary::new(&mut store);
        World { store, vocabulary }
    }

    fn variable(&mut self) -> TermId {
        let variable = self.store.fresh_free();
        self.store.free(variable)
    }

    fn number(&mut self, value: i64) -> TermId {
        self.vocabulary.integer(&mut self.store, &value.into())
    }
}

#[test]
fn division_rounds_toward_zero_in_questions_too() {
    let mut process = Process::start();
    for (a, b) in
        [(7, 2), (-7, 2), (7, -2), (-7, -2), (6, 3), (-6, 3), (6, -3), (-6, -3), (0, 5), (1, -9), (-1, 9)]
    {
        for (head, expected) in [(Head::Quotient, a / b), (Head::Remainder, a % b)] {
            let mut world = World::new();
            let (x, first, second) = (world.variable(), world.number(a), world.number(b));
            let value = world.vocabulary.apply(&mut world.store, head, &[first, second]);
            let hypothesis = world.vocabulary.equal(&mut world.store, x, value);
            let number = world.number(expected);
            let goal = world.vocabulary.equal(&mut world.store, x, number);
            let asked = question(&mut world.store, &[hypothesis], goal).expect("small");
            let answer = ask(&mut process, &asked, 1_000_000).expect("an answer");
            assert!(
                matches!(answer, Answer::Unsatisfiable { .. }),
                "{a} {head:?} {b} is {expected}: {answer:?}"
            );
        }
    }
}

#[test]
fn division_by_zero_is_zero() {
    let mut process = Process::start();
    let mut world = World::new();
    let (x, y, zero) = (world.variable(), world.variable(), world.number(0));
    let quotient = world.vocabulary.apply(&mut world.store, Head::Quotient, &[x, y]);
    let hypothesis = world.vocabulary.equal(&mut world.store, y, zero);
    let goal = world.vocabulary.equal(&mut world.store, quotient, zero);
    let asked = question(&mut world.store, &[hypothesis], goal).expect("small");
    let answer = ask(&mut process, &asked, 1_000_000);
    assert!(matches!(answer, Ok(Answer::Unsatisfiable { ref core, .. }) if core == &[0]), "{answer:?}");
}

#[test]
fn models_break_the_goal() {
    let mut process = Process::start();
    let mut world = World::new();
    let (x, five, nine) = (world.variable(), world.number(-5), world.number(-9));
    let hypothesis = world.vocabulary.less(&mut world.store, x, five);
    let goal = world.vocabulary.less_equal(&mut world.store, x, nine);
    let asked = question(&mut world.store, &[hypothesis], goal).expect("small");
    let Ok(Answer::Satisfiable { values, .. }) = ask(&mut process, &asked, 1_000_000) else {
        panic!("a model")
    };
    let [(_, Value::Integer(value))] = values.as_slice() else { panic!("{values:?}") };
    assert!(*value < (-5).into() && *value > (-9).into(), "{value}");
}

#[test]
fn a_dead_worker_is_a_failure_of_the_channel() {
    let mut process = Process::start();
    process.0.kill().expect("it runs");
    let _ = process.0.wait();
    let mut world = World::new();
    let (x, y) = (world.variable(), world.variable());
    let goal = world.vocabulary.less(&mut world.store, x, y);
    let asked = question(&mut world.store, &[], goal).expect("small");
    assert_eq!(ask(&mut process, &asked, 1000), Err(AskFailure::Channel(ChannelFailure::Died)));
}

#[test]
fn long_chains_are_answered() {
    let mut process = Process::start();
    let mut world = World::new();
    let variables: Vec<TermId> = (0..300).map(|_| world.variable()).collect();
    let mut hypotheses = Vec::new();
    for pair in variables.windows(2) {
        let square = world.vocabulary.apply(&mut world.store, Head::Multiply, &[pair[0], pair[0]]);
        let remainder = world.vocabulary.apply(&mut world.store, Head::Quotient, &[square, pair[1]]);
        hypotheses.push(world.vocabulary.equal(&mut world.store, pair[1], remainder));
    }
    for length in [1, 10, 100, 299] {
        let zero = world.number(0);
        let goal = world.vocabulary.less(&mut world.store, variables[length], zero);
        let asked = question(&mut world.store, &hypotheses[..length], goal).expect("small");
        let answer = ask(&mut process, &asked, 200_000);
        assert!(answer.is_ok(), "{length}: {answer:?}");
    }
}

#[test]
fn a_question_that_asserts_nothing_is_refused() {
    let mut process = Process::start();
    let answer = process.ask(1000, "(declare-const x Int)\n").expect("an answer");
    assert_eq!(answer, "error 0\nnothing was asserted\n");
}
