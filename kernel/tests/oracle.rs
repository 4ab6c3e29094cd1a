//! The kernel against the naive implementation: the same answers to many questions in a row, about terms with a type and without.
//! Given by: random choices; `LUMEN_ORACLE_CASES` and `LUMEN_ORACLE_SEED` ask for other ones.
//! Gives: a verdict on typing, reduction, conversion and declarations, whatever was asked before, and the share of each answer.
//! Holds: the naive implementation answers each question afresh; what costs it too much is counted and says nothing.
#![cfg(test)]

mod history;
mod session;

use crate::naive::bridge::Reader;
use crate::naive::environment::Environment;
use crate::naive::generate::Choices;
use crate::naive::term::Name;
use crate::naive::world;
use kernel::{Declaration, Limits, NameId, Store, on_large_stack};
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Cases of each property, unless the environment says otherwise; each is a row of questions.
const CASES: u32 = 600;
/// The longest list of choices.
const CHOICES: usize = 1600;
const FUEL: u64 = 60_000;

/// What both say, and how often one of them gives up.
#[derive(Default, Debug)]
struct Count {
    yes: u64,
    no: u64,
    tired: u64,
}

impl Count {
    fn total(&self) -> u64 {
        self.yes + self.no + self.tired
    }

    fn share(&self, of: u64) -> f64 {
        of as f64 / self.total() as f64
    }
}

/// By kind of question, and how often each rule of reduction and conversion was used.
#[derive(Default, Debug)]
struct Counts {
    asked: BTreeMap<&'static str, Count>,
    rules: BTreeMap<&'static str, u64>,
}

impl Counts {
    fn of(&mut self, question: &'static str) -> &mut Count {
        self.asked.entry(question).or_default()
    }

    fn add_rules(&mut self, used: BTreeMap<&'static str, u64>) {
        for (rule, count) in used {
            *self.rules.entry(rule).or_default() += count;
        }
    }
}

/// Both implementations with the same environment, as every case finds it.
struct Bench {
    store: Store,
    environment: kernel::Environment,
    naive: Environment,
    parameters: Vec<NameId>,
    heads: Vec<Name>,
    counts: Counts,
}

type Outcome = Result<(), String>;

/// The universe parameters that terms may mention.
fn parameters() -> Vec<Name> {
    ["u", "v"].map(Name::from).to_vec()
}

fn mirror(store: &Store, source: &kernel::Environment) -> Environment {
    let mut environment = Environment::default();
    let mut reader = Reader::new(store, source, 1 << 20);
    for constants in source.declarations() {
        reader.declare(&mut environment, &Declaration::of(constants).unwrap()).unwrap();
    }
    environment
}

impl Bench {
    fn new() -> Self {
        let mut world = world::build();
        world.environment.limits = Limits { depth: 10_000, steps: 1 << 20, terms: 1 << 20 };
        let heads = world::heads(&world);
        let parameters = parameters().iter().map(|name| world.store.name(name)).collect();
        let naive = mirror(&world.store, &world.environment);
        let (store, environment) = (world.store, world.environment);
        Bench { store, environment, naive, parameters, heads, counts: Counts::default() }
    }
}

fn setting(name: &str) -> Option<u32> {
    std::env::var(name).ok()?.parse().ok()
}

/// Every rule must have been at work, so that agreement says something about each; a short run may miss some.
fn check_rules(counts: &Counts) {
    const RULES: &[&str] = &[
        "beta",
        "zeta",
        "delta",
        "unfolding",
        "iota",
        "k",
        "k refused",
        "projection of a constructor",
        "eta in a recursor",
        "quotient",
        "levels equal",
        "levels different",
        "irrelevance",
        "irrelevance refused",
        "successors",
        "congruence",
        "function eta",
        "structure eta",
        "units",
        "different",
    ];
    if setting("LUMEN_ORACLE_CASES").is_some_and(|cases| cases < CASES) {
        return;
    }
    for rule in RULES {
        assert!(counts.rules.contains_key(rule), "{rule} was never used: {counts:?}");
    }
}

/// Runs a property of choices on a large stack, and gives the counts.
fn run(property: impl Fn(&mut Bench, &mut Choices<'_>) -> Outcome + Sync) -> Counts {
    on_large_stack(|| {
        let bench = RefCell::new(Bench::new());
        let cases = setting("LUMEN_ORACLE_CASES").unwrap_or(CASES);
        let seed = setting("LUMEN_ORACLE_SEED").unwrap_or(1);
        let config =
            Config { cases, failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() };
        let seed: Vec<u8> = seed.to_le_bytes().repeat(8);
        let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
        let outcome = runner.run(&vec(any::<u16>(), 0..CHOICES), |choices| {
            property(&mut bench.borrow_mut(), &mut Choices::new(&choices)).map_err(TestCaseError::fail)
        });
        if let Err(failure) = outcome {
            panic!("{failure}");
        }
        bench.into_inner().counts
    })
    .expect("the property failed")
}

#[test]
fn one_checker_answers_every_question_as_if_it_were_the_first() {
    let mut counts = run(session::run);
    eprintln!("one checker: {counts:?}");
    check_rules(&counts);
    for (question, yes, no) in
        [("infer", 0.4, 0.2), ("check", 0.3, 0.3), ("reduce", 0.9, 0.0), ("convert", 0.5, 0.08)]
    {
        let count = counts.of(question);
        assert!(count.share(count.yes) > yes && count.share(count.no) >= no, "{question}: {count:?}");
        assert!(count.share(count.tired) < 0.04, "{question}: {count:?}");
    }
}

#[test]
fn one_environment_judges_every_declaration_as_if_it_were_the_first() {
    let mut counts = run(history::run);
    eprintln!("one environment: {counts:?}");
    let count = counts.of("declare");
    assert!(count.share(count.yes) > 0.3 && count.share(count.no) > 0.3, "{count:?}");
    assert!(count.share(count.tired) < 0.04, "{count:?}");
}

/// A part is mostly met where it means the same as before, though other binders lie between, or where one variable is another.
#[test]
fn one_checker_knows_which_variables_a_part_has_however_far_they_are() {
    let mut counts = run(session::run_at_a_distance);
    eprintln!("at a distance: {counts:?}");
    for (question, yes, no) in [("infer", 0.4, 0.1), ("check", 0.5, 0.05)] {
        let count = counts.of(question);
        assert!(count.share(count.yes) > yes && count.share(count.no) >= no, "{question}: {count:?}");
        assert!(count.share(count.tired) < 0.04, "{question}: {count:?}");
    }
}
