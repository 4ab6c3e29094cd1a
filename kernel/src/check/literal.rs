//! Literals: numbers as constructors and back, arithmetic on them, strings as lists of characters.
//! Given by: reduction and conversion.
//! Gives: results of arithmetic, and the constructor form of a literal.
//! Holds: an operation is computed only if the environment found its definition to be Lean's own.

use super::reduce::Effort;
use super::{Checker, Closure};
use crate::rejection::Answer;
use crate::{LevelId, Limit, Term, TermId};
use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::{CheckedDiv, CheckedSub, One, ToPrimitive, Zero};

/// Larger exponents are not computed but unfolded.
const LARGEST_EXPONENT: u32 = 1 << 24;
/// Numbers with more bits than this are not computed.
const LARGEST_BITS: u64 = 1 << 26;

/// What a term takes up in memory, in bits.
const TERM_BITS: usize = 1 << 9;

/// A number or a truth value.
pub(crate) enum Computed {
    Number(BigUint),
    Truth(bool),
}

/// An operation on natural numbers that is computed on literals: its name under `Nat`, the number of arguments, and what it gives.
#[derive(Debug)]
pub(crate) struct Operation(pub(crate) &'static str, usize, Compute);

/// What two numbers give, the second of which is zero if there is only one; none if that is not computed.
type Compute = fn(&BigUint, &BigUint) -> Answer<Option<Computed>>;

pub(crate) static OPERATIONS: [Operation; 12] = [
    Operation("succ", 1, |a, _| number(a + BigUint::one())),
    Operation("add", 2, |a, b| number(a + b)),
    Operation("sub", 2, |a, b| number(a.checked_sub(b).unwrap_or_default())),
    Operation("mul", 2, |a, b| bounded(a.bits() + b.bits(), || a * b)),
    Operation("pow", 2, power),
    // The time of the next three grows with the square of the length.
    Operation("div", 2, |a, b| bounded((a.bits() * b.bits()) >> 19, || a.checked_div(b).unwrap_or_default())),
    Operation("mod", 2, |a, b| {
        bounded((a.bits() * b.bits()) >> 19, || if b.is_zero() { a.clone() } else { a % b })
    }),
    Operation("gcd", 2, |a, b| bounded((a.bits() + b.bits()) << 5, || a.gcd(b))),
    Operation("beq", 2, |a, b| Ok(Some(Computed::Truth(a == b)))),
    Operation("ble", 2, |a, b| Ok(Some(Computed::Truth(a <= b)))),
    Operation("shiftLeft", 2, shift_left),
    Operation("shiftRight", 2, |a, b| number(b.to_u64().map_or(BigUint::ZERO, |places| a >> places))),
];

impl Checker<'_> {
    /// The value of a literal, or of the constant zero.
    pub(super) fn natural_value(&self, term: TermId) -> Option<BigUint> {
        let zero = self.environment.primitives().zero;
        match self.store.term_at(term) {
            Term::Natural(id) => Some(self.store.natural_at(id).clone()),
            Term::Constant(name, _) if Some(name) == zero => Some(BigUint::ZERO),
            _ => None,
        }
    }

    /// A number literal as zero or a successor.
    pub(super) fn expose_natural(&mut self, literal: TermId) -> TermId {
        let primitives = self.environment.primitives();
        let (Some(zero), Some(successor)) = (primitives.zero, primitives.successor) else { return literal };
        match self.predecessor(literal) {
            Some(before) => {
                let successor = self.store.constant(successor, &[]);
                self.store.apply_one(successor, before)
            }
            None => self.store.constant(zero, &[]),
        }
    }

    /// What a number is the successor of, if it is seen to be one.
    pub(super) fn predecessor(&mut self, term: TermId) -> Option<TermId> {
        let successor = self.environment.primitives().successor;
        match self.store.term_at(term) {
            Term::Natural(id) => {
                let before = self.store.natural_at(id).checked_sub(&BigUint::one())?;
                Some(self.store.natural(before))
            }
            Term::Apply(function, argument) => match self.store.term_at(function) {
                Term::Constant(name, _) if Some(name) == successor => Some(argument),
                _ => None,
            },
            _ => None,
        }
    }

    /// The result of an operation whose arguments reduce to literals.
    pub(super) fn reduce_natural(
        &mut self,
        operation: &Operation,
        mut arguments: Vec<TermId>,
    ) -> Answer<Option<TermId>> {
        if arguments.len() != operation.1 || arguments.iter().any(|&term| self.store.facts_at(term).has_free)
        {
            return Ok(None);
        }
        for argument in &mut arguments {
            *argument = self.reduce(*argument)?;
            if self.natural_value(*argument).is_none() {
                return Ok(None);
            }
        }
        self.operate(operation, &arguments)
    }

    /// What an operation gives for numbers. It is no part of the function above, which is nested as deep as terms are.
    #[inline(never)]
    fn operate(&mut self, operation: &Operation, numbers: &[TermId]) -> Answer<Option<TermId>> {
        let [a, b] = [0, 1].map(|place| numbers.get(place).and_then(|&number| self.natural_value(number)));
        let computed = operation.2(&a.unwrap_or_default(), &b.unwrap_or_default())?;
        Ok(computed.and_then(|computed| match computed {
            Computed::Number(number) => {
                // Long numbers take up the memory of many terms.
                self.last_term = self.last_term.saturating_sub(number.bits() as usize / TERM_BITS);
                Some(self.store.natural(number))
            }
            Computed::Truth(truth) => {
                let name = self.environment.primitives().truths[usize::from(truth)]?;
                Some(self.store.constant(name, &[]))
            }
        }))
    }

    /// A string literal as what its characters make; other terms as they are.
    pub(super) fn expose_text(&mut self, term: Closure) -> Answer<Closure> {
        let expanded = self.expand_text(term.term);
        if expanded == term.term { Ok(term) } else { self.expose(Closure::of(expanded), Effort::Full) }
    }

    /// `"ab"` is `String.ofList [Char.ofNat 97, Char.ofNat 98]`.
    pub(super) fn expand_text(&mut self, term: TermId) -> TermId {
        let of_list = self.environment.primitives().text_of_list;
        let (Term::Text(id), Some(of_list)) = (self.store.term_at(term), of_list) else { return term };
        let characters: Vec<char> = self.store.text_at(id).chars().collect();
        let [character_type, character] = ["Char", "Char.ofNat"].map(|name| self.store.constant_named(name));
        let [nil, cons] = ["List.nil", "List.cons"].map(|name| {
            let name = self.store.name(name);
            self.store.constant(name, &[LevelId::ZERO])
        });
        let mut list = self.store.apply_one(nil, character_type);
        for &code in characters.iter().rev() {
            let code = self.store.natural(BigUint::from(u32::from(code)));
            let element = self.store.apply_one(character, code);
            list = self.store.apply(cons, &[character_type, element, list]);
        }
        let make = self.store.constant(of_list, &[]);
        self.store.apply_one(make, list)
    }
}

fn number(number: BigUint) -> Answer<Option<Computed>> {
    Ok(Some(Computed::Number(number)))
}

fn power(a: &BigUint, b: &BigUint) -> Answer<Option<Computed>> {
    let Some(exponent) = small(b) else { return Ok(None) };
    bounded(a.bits().saturating_mul(u64::from(exponent)), || a.pow(exponent))
}

fn shift_left(a: &BigUint, b: &BigUint) -> Answer<Option<Computed>> {
    let Some(places) = small(b) else { return Ok(None) };
    bounded(a.bits() + u64::from(places), || a << places)
}

fn small(value: &BigUint) -> Option<u32> {
    value.to_u32().filter(|&value| value <= LARGEST_EXPONENT)
}

fn bounded(bits: u64, result: impl FnOnce() -> BigUint) -> Answer<Option<Computed>> {
    if bits > LARGEST_BITS {
        return Err(Limit::NumberSize.into());
    }
    number(result())
}
