//! A second implementation of the type theory, written for the tests from the rules alone: small, slow, obviously right.
//! Given by: the tests, which compare the kernel with it.
//! Gives: types, weak head normal forms, conversion, and verdicts on declarations.
//! Holds: nothing of the kernel is used but its data in `bridge`; no hash consing, no memory of answers, no closures.
//!
//! Terms are trees with de Bruijn indices. Where the rules leave a choice, conversion tries every way. What costs more than
//! the fuel allows is `Tired`, which is not a verdict.

#![allow(clippy::cloned_ref_to_slice_refs, reason = "lists of one argument read like lists of two")]

pub(crate) mod bridge;
pub(crate) mod conversion;
pub(crate) mod declare;
pub(crate) mod environment;
pub(crate) mod generate;
pub(crate) mod level;
pub(crate) mod reduction;
pub(crate) mod term;
pub(crate) mod typing;
pub(crate) mod world;

use environment::Environment;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use term::Name;

/// Why there is no answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Trouble {
    /// A rule is broken.
    Wrong(String),
    /// The fuel is used up.
    Tired,
}

pub(crate) type Answer<T> = Result<T, Trouble>;

pub(crate) fn wrong<T>(what: impl Into<String>) -> Answer<T> {
    Err(Trouble::Wrong(what.into()))
}

/// Judges terms of an environment.
pub(crate) struct Judge<'a> {
    pub(crate) environment: &'a Environment,
    /// The universe parameters that may occur.
    pub(crate) parameters: Vec<Name>,
    fuel: Cell<u64>,
    depth: Cell<u32>,
    /// How often each rule was used.
    used: RefCell<BTreeMap<&'static str, u64>>,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(environment: &'a Environment, parameters: &[Name], fuel: u64) -> Self {
        Judge {
            environment,
            parameters: parameters.to_vec(),
            fuel: Cell::new(fuel),
            depth: Cell::new(0),
            used: RefCell::default(),
        }
    }

    /// Sets the fuel for the next question.
    pub(crate) fn refuel(&self, fuel: u64) {
        self.fuel.set(fuel);
        self.depth.set(0);
    }

    /// Counts the use of a rule.
    fn note(&self, rule: &'static str) {
        *self.used.borrow_mut().entry(rule).or_default() += 1;
    }

    /// How often each rule was used so far.
    pub(crate) fn used(&self) -> BTreeMap<&'static str, u64> {
        self.used.borrow().clone()
    }

    /// Pays for a judgement and what is inside it.
    fn nested<T>(&self, judgement: impl FnOnce() -> Answer<T>) -> Answer<T> {
        let (fuel, depth) = (self.fuel.get(), self.depth.get());
        if fuel == 0 || depth > 3000 {
            return Err(Trouble::Tired);
        }
        self.fuel.set(fuel - 1);
        self.depth.set(depth + 1);
        let answer = judgement();
        self.depth.set(depth);
        answer
    }
}
