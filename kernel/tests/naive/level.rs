//! Universe levels as expressions over parameters, compared as functions into the numbers.
//! Given by: terms.
//! Gives: values, equality and order.
//! Holds: equality is complete: two levels that differ as functions differ where every parameter is 0, 1 or large.
//!
//! With the set of zero parameters fixed, a level is the maximum of a number and of some parameters plus numbers. If two such
//! maxima differ in what they add to a parameter, they differ where it is large and the others are one; else where all are one.

use super::term::Name;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Level {
    Zero,
    Successor(Box<Level>),
    Max(Box<Level>, Box<Level>),
    IMax(Box<Level>, Box<Level>),
    Parameter(Name),
}

impl Level {
    pub(crate) fn number(number: usize) -> Level {
        (0..number).fold(Level::Zero, |level, _| level.next())
    }

    pub(crate) fn next(self) -> Level {
        Level::Successor(Box::new(self))
    }

    pub(crate) fn max(self, other: Level) -> Level {
        Level::Max(Box::new(self), Box::new(other))
    }

    pub(crate) fn imax(self, other: Level) -> Level {
        Level::IMax(Box::new(self), Box::new(other))
    }

    pub(crate) fn parameters(&self, found: &mut BTreeSet<Name>) {
        match self {
            Level::Zero => {}
            Level::Successor(of) => of.parameters(found),
            Level::Max(a, b) | Level::IMax(a, b) => {
                a.parameters(found);
                b.parameters(found);
            }
            Level::Parameter(name) => {
                found.insert(name.clone());
            }
        }
    }

    fn successors(&self) -> u64 {
        match self {
            Level::Zero | Level::Parameter(_) => 0,
            Level::Successor(of) => of.successors() + 1,
            Level::Max(a, b) | Level::IMax(a, b) => a.successors() + b.successors(),
        }
    }

    fn value(&self, at: &BTreeMap<Name, u64>) -> u64 {
        match self {
            Level::Zero => 0,
            Level::Successor(of) => of.value(at) + 1,
            Level::Max(a, b) => a.value(at).max(b.value(at)),
            Level::IMax(a, b) => match b.value(at) {
                0 => 0,
                value => value.max(a.value(at)),
            },
            Level::Parameter(name) => at[name],
        }
    }

    /// The level with levels in place of parameters.
    pub(crate) fn instantiate(&self, names: &[Name], levels: &[Level]) -> Level {
        let inside = |level: &Level| Box::new(level.instantiate(names, levels));
        match self {
            Level::Zero => Level::Zero,
            Level::Successor(of) => Level::Successor(inside(of)),
            Level::Max(a, b) => Level::Max(inside(a), inside(b)),
            Level::IMax(a, b) => Level::IMax(inside(a), inside(b)),
            Level::Parameter(name) => match names.iter().position(|known| known == name) {
                Some(position) => levels[position].clone(),
                None => self.clone(),
            },
        }
    }
}

/// Whether a relation between the values of two levels holds whatever the parameters are.
fn always(a: &Level, b: &Level, relation: impl Fn(u64, u64) -> bool) -> bool {
    let mut names = BTreeSet::new();
    a.parameters(&mut names);
    b.parameters(&mut names);
    let large = a.successors() + b.successors() + 2;
    let mut assignments = vec![BTreeMap::new()];
    for name in names {
        let extend = |assignment: &BTreeMap<Name, u64>| {
            [0, 1, large].map(|value| {
                let mut assignment = assignment.clone();
                assignment.insert(name.clone(), value);
                assignment
            })
        };
        assignments = assignments.iter().flat_map(extend).collect();
    }
    assignments.iter().all(|at| relation(a.value(at), b.value(at)))
}

pub(crate) fn equal(a: &Level, b: &Level) -> bool {
    always(a, b, |a, b| a == b)
}

pub(crate) fn at_most(a: &Level, b: &Level) -> bool {
    always(a, b, |a, b| a <= b)
}

pub(crate) fn all_equal(a: &[Level], b: &[Level]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
}
