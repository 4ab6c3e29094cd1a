//! Solvers that lie, die or hang: nothing false is proved, nothing true is lost that needs no solver, errors are clear.
//! Given by: channels that answer whatever a test wants.
//! Gives: failures when a lie gets through.
//! Holds: the library is stood in for by the names of its lemmas; the kernel sees none of these proofs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use elaborator::core::Span;
use elaborator::obligations::{Local, Obligation, Why};
use kernel::{Binder, BinderKind, Constant, Declaration, Environment, Kind, NameId, Store, TermId};
use lean::decide::LEMMAS;
use lean::decide::vocabulary::{Head, Vocabulary};
use verifier::prove::{Finding, ModelValue, Prover, Reason, Verdict, WithSolver};
use verifier::smt::{AskFailure, ChannelFailure, SolverChannel};

/// Answers the same whatever it is asked.
struct Parrot {
    answer: Result<String, ChannelFailure>,
    asked: usize,
}

impl SolverChannel for Parrot {
    fn ask(&mut self, _: u32, text: &str) -> Result<String, ChannelFailure> {
        assert!(text.contains(":named goal"));
        self.asked += 1;
        self.answer.clone()
    }
}

/// A store, an environment with the names of the lemmas, and variables `x` and `y`.
struct World {
    store: Store,
    environment: Environment,
    vocabulary: Vocabulary,
    variables: Vec<Local>,
}

fn binder() -> Binder {
    Binder { name: NameId::ANONYMOUS, kind: BinderKind::Explicit }
}

impl World {
    fn new() -> Self {
        let mut store = Store::new();
        let mut environment = Environment::new();
        let of = store.proposition();
        for (_, name, _) in LEMMAS {
            let name = store.name(name);
            let constant = Constant { name, levels: Vec::new(), of, kind: Kind::Axiom };
            environment.add(&mut store, Declaration::Constant(constant)).expect("a name");
        }
        let vocabulary = Vocabulary::new(&mut store);
        let int = vocabulary.constant(Head::Int);
        let variables =
            (0..2).map(|_| Local { variable: store.fresh_free(), binder: binder(), of: int }).collect();
        World { store, environment, vocabulary, variables }
    }

    fn variable(&mut self, position: usize) -> TermId {
        self.store.free(self.variables[position].variable)
    }

    fn number(&mut self, value: i64) -> TermId {
        self.vocabulary.integer(&mut self.store, &value.into())
    }

    fn obligation(&mut self, hypotheses: &[TermId], goal: TermId) -> Obligation {
        let hypotheses = hypotheses
            .iter()
            .map(|&of| Local { variable: self.store.fresh_free(), binder: binder(), of })
            .collect();
        Obligation {
            index: 0,
            why: Why::Assert,
            site: None,
            span: Span::default(),
            text: String::new(),
            variables: self.variables.clone(),
            hypotheses,
            goal,
            hole: self.store.fresh_free(),
        }
    }

    fn prove(&mut self, obligation: &Obligation, answer: Result<&str, ChannelFailure>) -> (Verdict, usize) {
        let mut parrot = Parrot { answer: answer.map(str::to_owned), asked: 0 };
        let verdict =
            WithSolver::new(&mut parrot).prove(&mut self.store, &self.environment, obligation, 100_000);
        (verdict, parrot.asked)
    }

    /// `0 ≤ x`, `y ≤ 5` ⊢ `1 ≤ x`.
    fn falsehood(&mut self) -> Obligation {
        let (x, y, zero, one, five) =
            (self.variable(0), self.variable(1), self.number(0), self.number(1), self.number(5));
        let first = self.vocabulary.less_equal(&mut self.store, zero, x);
        let second = self.vocabulary.less_equal(&mut self.store, y, five);
        let goal = self.vocabulary.less_equal(&mut self.store, one, x);
        self.obligation(&[first, second], goal)
    }

    /// `0 ≤ x`, `x < y` ⊢ `1 ≤ y`.
    fn truth(&mut self) -> Obligation {
        let (x, y, zero, one) = (self.variable(0), self.variable(1), self.number(0), self.number(1));
        let first = self.vocabulary.less_equal(&mut self.store, zero, x);
        let second = self.vocabulary.less(&mut self.store, x, y);
        let goal = self.vocabulary.less_equal(&mut self.store, one, y);
        self.obligation(&[first, second], goal)
    }
}

const LIES: &[&str] = &[
    "unsat 1\nh0\ngoal\n",
    "unsat 1\n",
    "unsat 1\nh1\nh0\nh1\nh0\n",
    "unsat 1\nh77\n",
    "unsat 1\nnonsense\n",
    "sat 1\n(define-fun x0 () Int 4)\n",
    "sat 1\n(define-fun x0 () Int (- \n",
    "sat 1\n\u{0}\u{1}\u{2}\n",
    "unknown 1\nbored\n",
    "unknown 1\n",
    "",
    "proved 1\n",
    "unsat -5\n",
];

#[test]
fn nothing_false_is_proved() {
    let mut world = World::new();
    let falsehood = world.falsehood();
    for lie in LIES {
        let (verdict, asked) = world.prove(&falsehood, Ok(lie));
        assert!(matches!(verdict.finding, Finding::Nothing { .. }), "{lie:?}");
        assert_eq!(asked, 1);
        assert!(verdict.query.is_some());
    }
}

#[test]
fn failures_of_the_process_are_told() {
    let mut world = World::new();
    let falsehood = world.falsehood();
    for failure in
        [ChannelFailure::Absent, ChannelFailure::Died, ChannelFailure::Silent, ChannelFailure::Malformed]
    {
        let (verdict, _) = world.prove(&falsehood, Err(failure));
        let Finding::Nothing { reason, .. } = verdict.finding else { panic!("proved with {failure:?}") };
        assert_eq!(reason, Reason::Solver(AskFailure::Channel(failure)));
    }
    let failures = [
        ("garbage", AskFailure::Garbage),
        ("error 0\nnothing was asserted\n", AskFailure::Refused("nothing was asserted".to_owned())),
    ];
    for (answer, failure) in failures {
        let (verdict, _) = world.prove(&falsehood, Ok(answer));
        let Finding::Nothing { reason, .. } = verdict.finding else { panic!("proved by {answer}") };
        assert_eq!(reason, Reason::Solver(failure));
    }
}

#[test]
fn what_needs_no_solver_is_proved_without_asking() {
    let mut world = World::new();
    let truth = world.truth();
    for lie in LIES {
        let (verdict, asked) = world.prove(&truth, Ok(lie));
        assert!(matches!(verdict.finding, Finding::Proof { .. }), "{:?}", verdict.finding);
        assert_eq!(asked, 0);
    }
}

#[test]
fn models_name_the_variables_of_the_obligation() {
    let mut world = World::new();
    let falsehood = world.falsehood();
    let (verdict, _) =
        world.prove(&falsehood, Ok("sat 1\n(define-fun x0 () Int 0)\n(define-fun x1 () Int (- 3))\n"));
    let Finding::Nothing { model, .. } = verdict.finding else { panic!("proved") };
    let expected = [(0, 0), (1, -3)]
        .map(|(position, value)| (world.variables[position].variable, ModelValue::Integer(value.into())));
    assert_eq!(model, expected);
}

#[test]
fn questions_do_not_depend_on_names_or_earlier_work() {
    let mut world = World::new();
    let first = world.falsehood();
    world.variables.reverse();
    let second = world.falsehood();
    let text = |world: &mut World, obligation: &Obligation| {
        let hypotheses: Vec<TermId> = obligation.hypotheses.iter().map(|local| local.of).collect();
        verifier::smt::question(&mut world.store, &hypotheses, obligation.goal)
            .expect("small")
            .text()
            .to_owned()
    };
    let (first, second) = (text(&mut world, &first), text(&mut world, &second));
    assert_eq!(first, second);
    let expected = "(set-option :produce-unsat-cores true)\n\
        (declare-const x0 Int)\n\
        (declare-const x1 Int)\n\
        (assert (! (<= 0 x0) :named h0))\n\
        (assert (! (<= x1 5) :named h1))\n\
        (assert (! (not (<= 1 x0)) :named goal))\n";
    assert_eq!(first, expected);
}
