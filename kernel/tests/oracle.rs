//! The kernel against the naive implementation: the same verdict on random terms, well typed and not.
//! Given by: random choices; `LUMEN_ORACLE_CASES` and `LUMEN_ORACLE_SEED` ask for other ones.
//! Gives: a verdict on typing and conversion, and the share of terms that have a type.
//! Holds: a case whose naive answer costs too much is counted and says nothing; there may be few of them.
#![cfg(test)]

use crate::naive::bridge::{self, Reader};
use crate::naive::environment::Environment;
use crate::naive::generate::{Choices, Generator};
use crate::naive::term::{Name, T, lambda, show};
use crate::naive::{Judge, Trouble, world};
use kernel::{Checker, Limits, NameId, Problem, Store, TermId, on_large_stack};
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Cases of each property, unless the environment says otherwise.
const CASES: u32 = 1000;
/// The longest list of choices.
const CHOICES: usize = 300;
const FUEL: u64 = 60_000;
/// The store is thrown away when it holds so many terms.
const TERMS: usize = 1 << 20;

/// What both say, and how often one of them gives up.
#[derive(Default, Debug)]
struct Counts {
    yes: u64,
    no: u64,
    tired: u64,
    /// How often each rule of reduction and conversion was used.
    rules: BTreeMap<&'static str, u64>,
}

impl Counts {
    fn total(&self) -> u64 {
        self.yes + self.no + self.tired
    }

    fn share(&self, of: u64) -> f64 {
        of as f64 / self.total() as f64
    }
}

/// Both implementations with the same environment.
struct Bench {
    fresh: Store,
    store: Store,
    environment: kernel::Environment,
    parameters: Vec<NameId>,
    judge: Judge<'static>,
    heads: Vec<Name>,
    counts: Counts,
}

type Outcome = Result<(), String>;

fn mirror(store: &Store, source: &kernel::Environment) -> Environment {
    let mut environment = Environment::default();
    let mut reader = Reader::new(store, source, 1 << 20);
    for declaration in source.declarations() {
        reader.declare(&mut environment, declaration).unwrap();
    }
    environment
}

impl Bench {
    fn new() -> Self {
        let mut world = world::build();
        world.environment.limits = Limits { depth: 10_000, steps: 1 << 20, terms: 1 << 20 };
        let heads = world::heads(&world);
        let parameters = ["u", "v"].map(|name| world.store.name(name)).to_vec();
        let naive: &'static Environment = Box::leak(Box::new(mirror(&world.store, &world.environment)));
        let judge = Judge::new(naive, &["u".into(), "v".into()], FUEL);
        let (fresh, store, environment) = (world.store.clone(), world.store, world.environment);
        // A clone of a store is another store; the environment belongs to both.
        Bench { fresh, store, environment, parameters, judge, heads, counts: Counts::default() }
    }

    fn checker(&mut self) -> Checker<'_> {
        if self.store.term_count() > TERMS {
            self.store = self.fresh.clone();
        }
        let mut checker = Checker::new(&mut self.store, &self.environment);
        checker.declare_parameters(&self.parameters);
        checker
    }

    /// The type that the kernel finds, as a tree; none if that would be large.
    fn kernel_type(&mut self, term: &T) -> Result<Option<T>, Problem> {
        let mut checker = self.checker();
        let term = bridge::intern(checker.store(), term);
        let of = checker.infer(term)?;
        Ok(bridge::tree(&self.store, of, &mut 100_000))
    }

    fn kernel_convert(&mut self, a: &T, b: &T) -> Result<bool, Problem> {
        let mut checker = self.checker();
        let [a, b]: [TermId; 2] = [a, b].map(|term| bridge::intern(checker.store(), term));
        checker.convert(a, b)
    }

    fn same_typing(&mut self, term: &T) -> Outcome {
        self.judge.refuel(FUEL);
        let expected = self.judge.infer(&[], term);
        let found = self.kernel_type(term);
        match (expected, found) {
            (Err(Trouble::Tired), _) | (_, Err(Problem::Limit(_))) | (Ok(_), Ok(None)) => {
                self.counts.tired += 1
            }
            (Err(Trouble::Wrong(_)), Err(Problem::Invalid(_))) => self.counts.no += 1,
            (Ok(of), Ok(Some(other))) => {
                self.judge.refuel(FUEL);
                match self.judge.convert(&[], &of, &other) {
                    Ok(true) => self.counts.yes += 1,
                    Ok(false) => return Err(format!("types {} and {}", show(&of), show(&other))),
                    Err(_) => self.counts.tired += 1,
                }
            }
            (expected, found) => return Err(format!("naive {expected:?}, kernel {found:?}")),
        }
        Ok(())
    }

    /// Terms without a type are not asked about.
    fn same_conversion(&mut self, a: &T, b: &T) -> Outcome {
        for term in [a, b] {
            self.judge.refuel(FUEL);
            if self.judge.infer(&[], term).is_err() {
                return Ok(());
            }
        }
        self.judge.refuel(FUEL);
        let expected = self.judge.convert(&[], a, b);
        match (expected, self.kernel_convert(a, b)) {
            (Err(_), _) | (_, Err(Problem::Limit(_))) => self.counts.tired += 1,
            (Ok(true), Ok(true)) => self.counts.yes += 1,
            (Ok(false), Ok(false)) => self.counts.no += 1,
            (expected, found) => return Err(format!("naive {expected:?}, kernel {found:?}")),
        }
        Ok(())
    }
}

/// A term closed over the variables of its context.
fn close(context: &[T], term: T) -> T {
    context.iter().rev().fold(term, |body, domain| lambda(domain.clone(), body))
}

fn a_term(generator: &mut Generator<'_, '_>, choices: usize) -> T {
    let context = generator.context();
    let (of, _) = generator.a_type(&context, 3);
    let term = generator.term(&context, &of, 4);
    let term = if choices == 0 { generator.mutate(&context, &term) } else { term };
    close(&context, term)
}

fn two_terms(generator: &mut Generator<'_, '_>, choice: usize) -> (T, T) {
    let context = generator.context();
    let (of, _) = generator.a_type(&context, 3);
    let a = generator.term(&context, &of, 4);
    let b = match choice {
        0 => generator.term(&context, &of, 4),
        1 => {
            let varied = generator.vary(&context, &a);
            generator.mutate(&context, &varied)
        }
        _ => generator.vary(&context, &a),
    };
    let a = if choice == 2 { generator.vary(&context, &a) } else { a };
    (close(&context, a), close(&context, b))
}

fn setting(name: &str) -> Option<u32> {
    std::env::var(name).ok()?.parse().ok()
}

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

/// Every rule must have been at work, so that agreement says something about each; a short run may miss some.
fn check_rules(counts: &Counts) {
    if setting("LUMEN_ORACLE_CASES").is_some_and(|cases| cases < CASES) {
        return;
    }
    for rule in RULES {
        let used = counts.rules.get(rule).copied().unwrap_or(0);
        assert!(used >= 1, "{rule}: {used} in {counts:?}");
    }
}

/// Runs a property of choices on a large stack, and gives the counts.
fn run(property: impl Fn(&mut Bench, &[u16]) -> Outcome + Sync) -> Counts {
    on_large_stack(|| {
        let bench = RefCell::new(Bench::new());
        let cases = setting("LUMEN_ORACLE_CASES").unwrap_or(CASES);
        let seed = setting("LUMEN_ORACLE_SEED").unwrap_or(1);
        let config =
            Config { cases, failure_persistence: None, max_shrink_iters: 20_000, ..Config::default() };
        let seed: Vec<u8> = seed.to_le_bytes().repeat(8);
        let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
        let outcome = runner.run(&vec(any::<u16>(), 0..CHOICES), |choices| {
            property(&mut bench.borrow_mut(), &choices).map_err(TestCaseError::fail)
        });
        if let Err(failure) = outcome {
            panic!("{failure}");
        }
        let bench = bench.into_inner();
        Counts { rules: bench.judge.used(), ..bench.counts }
    })
    .expect("the property failed")
}

#[test]
fn typing_is_that_of_the_rules() {
    let counts = run(|bench, choices| {
        let (heads, judge) =
            (bench.heads.clone(), Judge::new(bench.judge.environment, &bench.judge.parameters, 0));
        let mut choices = Choices::new(choices);
        let kind = choices.below(3);
        let term = a_term(&mut Generator::new(&judge, &heads, &mut choices), kind);
        bench.same_typing(&term).map_err(|difference| format!("{difference} of {}", show(&term)))
    });
    eprintln!("typing: {counts:?}");
    assert!(counts.share(counts.yes) > 0.4 && counts.share(counts.no) > 0.2, "{counts:?}");
    assert!(counts.share(counts.tired) < 0.02, "{counts:?}");
}

#[test]
fn conversion_is_that_of_the_rules() {
    let counts = run(|bench, choices| {
        let (heads, judge) =
            (bench.heads.clone(), Judge::new(bench.judge.environment, &bench.judge.parameters, 0));
        let mut choices = Choices::new(choices);
        let kind = choices.below(5);
        let (a, b) = two_terms(&mut Generator::new(&judge, &heads, &mut choices), kind);
        bench
            .same_conversion(&a, &b)
            .map_err(|difference| format!("{difference} of {} and {}", show(&a), show(&b)))
    });
    eprintln!("conversion: {counts:?}");
    assert!(counts.share(counts.yes) > 0.3 && counts.share(counts.no) > 0.1, "{counts:?}");
    assert!(counts.share(counts.tired) < 0.02, "{counts:?}");
    check_rules(&counts);
}
