//! Whether an obligation can be the one that a run from given arguments violates.
//! Given by: `refute`, when several exits share a clause.
//! Gives: truth values of hypotheses and goals, as far as the arguments decide them.
//! Holds: what the arguments do not decide counts as possible.

use elaborator::meaning::{Vocabulary, Word};
use elaborator::obligations::Obligation;
use kernel::{FreeId, Store, Term, TermId};
use num_bigint::{BigInt, Sign};
use rustc_hash::FxHashMap;

/// How deep a term is looked into.
const DEPTH: u32 = 200;

/// A value that the arguments decide.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Known {
    /// An integer.
    Integer(BigInt),
    /// A truth value.
    Truth(bool),
}

/// Whether the arguments, as values of the first variables, contradict a hypothesis or fulfil the goal.
pub(super) fn excluded(
    store: &Store,
    words: &Vocabulary,
    obligation: &Obligation,
    arguments: &[Known],
) -> bool {
    let locals = obligation.variables.iter().map(|local| local.variable);
    let values = locals.zip(arguments.iter().cloned()).collect();
    let valuation = Valuation { store, words, values };
    let is = |term, truth| valuation.truth(term, 0) == Some(truth);
    obligation.hypotheses.iter().any(|local| is(local.of, false)) || is(obligation.goal, true)
}

struct Valuation<'a> {
    store: &'a Store,
    words: &'a Vocabulary,
    values: FxHashMap<FreeId, Known>,
}

impl Valuation<'_> {
    fn truth(&self, term: TermId, depth: u32) -> Option<bool> {
        match self.value(term, depth)? {
            Known::Truth(truth) => Some(truth),
            Known::Integer(_) => None,
        }
    }

    fn integer(&self, term: TermId, depth: u32) -> Option<BigInt> {
        match self.value(term, depth)? {
            Known::Integer(integer) => Some(integer),
            Known::Truth(_) => None,
        }
    }

    fn value(&self, term: TermId, depth: u32) -> Option<Known> {
        if depth > DEPTH {
            return None;
        }
        let below = depth + 1;
        match self.store.term_at(term) {
            Term::Free(variable) => return self.values.get(&variable).cloned(),
            Term::Pi(_, domain, body) if self.store.facts_at(body).loose == 0 => {
                return self.either(self.truth(domain, below).map(|truth| !truth), self.truth(body, below));
            }
            _ => {}
        }
        let (head, arguments) = self.store.spine(term);
        let is = |word: Word| head == self.words[word];
        match *arguments.as_slice() {
            [] => self.constant(head),
            [_, literal, _] if is(Word::OfNat) => self.numeral(literal),
            [_, _, a] if is(Word::Negate) => self.integer(a, below).map(|a| Known::Integer(-a)),
            [_, _, _, _, a, b] => self.arithmetic(head, a, b, below),
            [_, _, a, b] if is(Word::Less) => self.compare(a, b, below, |a, b| a < b),
            [_, _, a, b] if is(Word::LessEqual) => self.compare(a, b, below, |a, b| a <= b),
            [_, a, b] if is(Word::Equal) => {
                Some(Known::Truth(self.value(a, below)? == self.value(b, below)?))
            }
            [a] if is(Word::I64) => {
                let a = self.integer(a, below)?;
                Some(Known::Truth(BigInt::from(i64::MIN) <= a && a <= BigInt::from(i64::MAX)))
            }
            [a] if is(Word::Not) || is(Word::BoolNot) => self.truth(a, below).map(|a| Known::Truth(!a)),
            [a, b] => self.binary(head, a, b, below),
            _ => None,
        }
    }

    fn constant(&self, head: TermId) -> Option<Known> {
        let is = |word: Word| head == self.words[word];
        if is(Word::True) || is(Word::BoolTrue) {
            return Some(Known::Truth(true));
        }
        (is(Word::False) || is(Word::BoolFalse)).then_some(Known::Truth(false))
    }

    fn numeral(&self, literal: TermId) -> Option<Known> {
        match self.store.term_at(literal) {
            Term::Natural(natural) => {
                let magnitude = self.store.natural_at(natural).clone();
                Some(Known::Integer(BigInt::from_biguint(Sign::Plus, magnitude)))
            }
            _ => None,
        }
    }

    fn arithmetic(&self, head: TermId, a: TermId, b: TermId, depth: u32) -> Option<Known> {
        let is = |word: Word| head == self.words[word];
        let (a, b) = (self.integer(a, depth)?, self.integer(b, depth)?);
        Some(Known::Integer(match () {
            () if is(Word::Add) => a + b,
            () if is(Word::Subtract) => a - b,
            () if is(Word::Multiply) => a * b,
            () => return None,
        }))
    }

    fn binary(&self, head: TermId, a: TermId, b: TermId, depth: u32) -> Option<Known> {
        let is = |word: Word| head == self.words[word];
        if is(Word::And) || is(Word::BoolAnd) {
            let negated = |term| self.truth(term, depth).map(|truth| !truth);
            return match self.either(negated(a), negated(b))? {
                Known::Truth(truth) => Some(Known::Truth(!truth)),
                Known::Integer(_) => None,
            };
        }
        if is(Word::Or) || is(Word::BoolOr) {
            return self.either(self.truth(a, depth), self.truth(b, depth));
        }
        if is(Word::Iff) || is(Word::BoolEqual) || is(Word::TestEqual) {
            return Some(Known::Truth(self.value(a, depth)? == self.value(b, depth)?));
        }
        if is(Word::TestLess) {
            return self.compare(a, b, depth, |a, b| a < b);
        }
        if is(Word::TestLessEqual) {
            return self.compare(a, b, depth, |a, b| a <= b);
        }
        None
    }

    /// A disjunction, decided as soon as one side is true.
    fn either(&self, a: Option<bool>, b: Option<bool>) -> Option<Known> {
        match (a, b) {
            (Some(true), _) | (_, Some(true)) => Some(Known::Truth(true)),
            (Some(false), Some(false)) => Some(Known::Truth(false)),
            _ => None,
        }
    }

    fn compare(
        &self,
        a: TermId,
        b: TermId,
        depth: u32,
        holds: fn(&BigInt, &BigInt) -> bool,
    ) -> Option<Known> {
        let (a, b) = (self.integer(a, depth)?, self.integer(b, depth)?);
        Some(Known::Truth(holds(&a, &b)))
    }
}
