//! One environment of the kernel that is given a row of declarations, right and wrong, and questions at the end.
//! Given by: random choices.
//! Gives: the first verdict that is not that of the naive implementation.
//! Holds: later declarations use earlier ones at the same universe arguments; some are like earlier ones, with parameters in another order.

use super::session::{ask_questions, close};
use super::{Bench, Counts, FUEL, Outcome, parameters};
use crate::naive::bridge;
use crate::naive::declare::{Claim, judge_constant};
use crate::naive::environment::{Constant, Environment, Kind};
use crate::naive::generate::{Choices, Generator};
use crate::naive::level::Level;
use crate::naive::term::{Name, T, Term, at_levels, constant, pi, show};
use crate::naive::{Judge, Trouble};
use kernel::{Checker, Declaration, Hint, Problem, Store};
use std::rc::Rc;

/// Declarations in a row.
const DECLARATIONS: usize = 12;
const QUESTIONS: usize = 3;
/// Names of new constants are so many times more frequent in terms than others.
const WEIGHT: usize = 8;

struct History<'a> {
    store: Store,
    environment: kernel::Environment,
    naive: Environment,
    heads: Vec<Name>,
    /// What was declared, with its value.
    declared: Vec<(Name, Claim)>,
    /// The universe arguments that they are used at.
    arguments: [[Level; 2]; 2],
    counts: &'a mut Counts,
}

pub(super) fn run(bench: &mut Bench, choices: &mut Choices<'_>) -> Outcome {
    let mut history = History {
        store: bench.store.clone(),
        environment: bench.environment.clone(),
        naive: bench.naive.clone(),
        heads: bench.heads.clone(),
        declared: Vec::new(),
        arguments: [(); 2].map(|()| two_levels(choices)),
        counts: &mut bench.counts,
    };
    for _ in 0..DECLARATIONS {
        let claim = history.claim(choices);
        history.declare(claim, choices.below(3)).map_err(|difference| history.report(&difference))?;
        if choices.spent() {
            break;
        }
    }
    let History { mut store, environment, naive, heads, counts, .. } = history;
    let mut checker = Checker::new(&mut store, &environment);
    checker.declare_parameters(&bench.parameters);
    ask_questions(checker, &naive, &heads, counts, QUESTIONS, choices)
}

/// The parameters, in one of the two orders.
fn an_order(choices: &mut Choices<'_>) -> Vec<Name> {
    let mut parameters = parameters();
    if choices.one_in(2) {
        parameters.reverse();
    }
    parameters
}

/// Mostly both parameters, since terms may mention both.
fn declared_parameters(choices: &mut Choices<'_>) -> Vec<Name> {
    let mut parameters = an_order(choices);
    if choices.one_in(6) {
        parameters.truncate(choices.below(2));
    }
    parameters
}

/// Two different universe arguments.
fn two_levels(choices: &mut Choices<'_>) -> [Level; 2] {
    let parameter = |name: &str| Level::Parameter(name.into());
    match choices.below(4) {
        0 | 1 => [Level::number(choices.below(2)), Level::number(2)],
        2 => [parameter("u"), parameter("v")],
        _ => [parameter("u").next(), Level::number(choices.below(2))],
    }
}

impl History<'_> {
    fn claim(&self, choices: &mut Choices<'_>) -> Claim {
        let wanted = match choices.below(8) {
            0 => self.new_constant(choices),
            1 => self.reordered(choices),
            2..6 => self.use_of_two(choices),
            _ => None,
        };
        match (wanted, self.declared.is_empty()) {
            (Some(claim), _) => claim,
            (None, true) => self.new_constant(choices).unwrap_or_else(|| self.new_term(choices)),
            (None, false) => self.new_term(choices),
        }
    }

    fn claimed(&self, levels: Vec<Name>, of: T, value: Option<T>) -> Claim {
        Claim { levels, of, value, is_theorem: false }
    }

    /// A random term with its type, which may be broken, or over parameters that are not declared.
    fn new_term(&self, choices: &mut Choices<'_>) -> Claim {
        let judge = Judge::new(&self.naive, &parameters(), 0);
        let levels = declared_parameters(choices);
        let (broken, comes_back) = (choices.one_in(4), choices.one_in(2));
        let mut generator = Generator::new(&judge, &self.heads, choices);
        let context = generator.context();
        let (of, _) = generator.a_type(&context, 3);
        let value = generator.term(&context, &of, 4);
        let value = if comes_back { generator.share(&context, &value).0 } else { value };
        let value = if broken { generator.mutate(&context, &value) } else { value };
        let of = context.iter().rev().fold(of, |of, domain| pi(domain.clone(), of));
        self.claimed(levels, of, Some(close(&context, value)))
    }

    /// A constant over both parameters, in one of the two orders: what is at stake where two of them are mixed up.
    fn new_constant(&self, choices: &mut Choices<'_>) -> Option<Claim> {
        let levels = an_order(choices);
        let candidates = ["const", "poly", "first", "PProd", "Pair", "Prod", "id", "Quot.lift"];
        let name = candidates[choices.below(candidates.len())];
        let mut arguments: Vec<Level> = an_order(choices).into_iter().map(Level::Parameter).collect();
        arguments.truncate(self.naive.get(name)?.levels.len());
        let value = constant(name, &arguments);
        let of = self.type_of(&value)?;
        Some(self.claimed(levels, of, choices.one_in(2).then_some(value)))
    }

    /// The type and value of an earlier constant, with its parameters in another order.
    fn reordered(&self, choices: &mut Choices<'_>) -> Option<Claim> {
        let (_, earlier) = self.earlier(choices)?;
        let levels = earlier.levels.iter().rev().cloned().collect();
        Some(self.claimed(levels, earlier.of.clone(), earlier.value.clone()))
    }

    fn earlier(&self, choices: &mut Choices<'_>) -> Option<&(Name, Claim)> {
        self.declared.get(choices.below(self.declared.len().max(1)))
    }

    /// Two earlier constants at a type of the first one, each at the same universe arguments, maybe in another order.
    fn use_of_two(&self, choices: &mut Choices<'_>) -> Option<Claim> {
        let ((name, claim), (other, _)) = (self.earlier(choices)?, self.earlier(choices)?);
        let arguments = &self.arguments[choices.below(self.arguments.len())];
        let swapped = |choices: &mut Choices<'_>| {
            let mut arguments = arguments.to_vec();
            if choices.one_in(3) {
                arguments.reverse();
            }
            arguments
        };
        let of = at_levels(&claim.of, &claim.levels, &swapped(choices));
        let (value, other) = (constant(name, &swapped(choices)), constant(other, &swapped(choices)));
        let value = match choices.below(3) {
            0 => value,
            1 => other,
            _ => Rc::new(Term::Let(of.clone(), other, value)),
        };
        Some(self.claimed(declared_parameters(choices), of, Some(value)))
    }

    fn type_of(&self, term: &T) -> Option<T> {
        Judge::new(&self.naive, &parameters(), FUEL).infer(&[], term).ok()
    }

    /// Gives a declaration to both.
    fn declare(&mut self, mut claim: Claim, kind: usize) -> Outcome {
        let name: Name = format!("new{}", self.counts.of("declare").total()).into();
        claim.is_theorem = kind == 1 && claim.value.is_some();
        let expected = judge_constant(&self.naive, &claim, FUEL);
        let found = self.add(&name, &claim, kind);
        let count = self.counts.of("declare");
        let accepted = match (expected, found) {
            (Err(Trouble::Tired), Ok(())) => {
                count.tired += 1;
                true
            }
            (Err(Trouble::Tired), _) | (_, Err(Problem::Limit(_))) => {
                count.tired += 1;
                false
            }
            (Ok(()), Ok(())) => {
                count.yes += 1;
                true
            }
            (Err(Trouble::Wrong(_)), Err(Problem::Invalid(_))) => {
                count.no += 1;
                false
            }
            (expected, found) => {
                self.declared.push((name, claim));
                return Err(format!("naive {expected:?}, kernel {found:?}"));
            }
        };
        if accepted {
            self.take(name, claim, kind);
        }
        Ok(())
    }

    fn add(&mut self, name: &Name, claim: &Claim, kind: usize) -> Result<(), Problem> {
        let store = &mut self.store;
        let kind = match claim.value.as_ref().map(|value| bridge::intern(store, value)) {
            None => kernel::Kind::Axiom,
            Some(value) => match kind {
                0 => kernel::Kind::Definition(value, Hint::Regular(1)),
                1 => kernel::Kind::Theorem(value),
                _ => kernel::Kind::Opaque(value),
            },
        };
        let levels = claim.levels.iter().map(|level| store.name(level)).collect();
        let (name, of) = (store.name(name), bridge::intern(store, &claim.of));
        let constant = kernel::Constant { name, levels, of, kind };
        let added = self.environment.add(store, Declaration::Constant(constant));
        added.map(|_| ()).map_err(|rejection| rejection.problem)
    }

    /// Makes an accepted constant known to the naive implementation and to the generator.
    fn take(&mut self, name: Name, claim: Claim, kind: usize) {
        let value = match &claim.value {
            // Theorems unfold, as definitions do.
            Some(value) if kind < 2 => Kind::Definition(value.clone()),
            _ => Kind::Inert,
        };
        let constant = Constant { levels: claim.levels.clone(), of: claim.of.clone(), kind: value };
        self.naive.constants.insert(name.clone(), constant);
        self.heads.extend(std::iter::repeat_n(name.clone(), WEIGHT));
        if claim.levels.len() == parameters().len() {
            self.declared.push((name, claim));
        }
    }

    fn report(&self, difference: &str) -> String {
        let shown = self.declared.iter().map(|(name, claim)| {
            let value = claim.value.as_ref().map(show).unwrap_or_default();
            format!("{name}{:?} : {} := {value}", claim.levels, show(&claim.of))
        });
        format!("{difference}\nin\n{}", shown.collect::<Vec<_>>().join("\n"))
    }
}
