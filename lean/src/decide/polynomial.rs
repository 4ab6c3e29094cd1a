//! Polynomials over atoms with rational coefficients.
//! Given by: the reader of integer terms, and arithmetic on rows.
//! Gives: sums, products, substitution, content.
//! Holds: no coefficient is zero; a monomial lists its atoms in increasing order, with repetition.

use super::number::Number;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};
use rustc_hash::FxHasher;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

/// An integer term that arithmetic does not look into.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct Atom(pub u32);

/// A product of atoms; the empty product is the constant one.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct Monomial(pub Vec<Atom>);

impl Monomial {
    /// The empty product.
    pub(crate) const ONE: Monomial = Monomial(Vec::new());

    /// Number of factors.
    #[must_use]
    pub(crate) fn degree(&self) -> usize {
        self.0.len()
    }

    /// Product.
    #[must_use]
    pub(crate) fn times(&self, other: &Self) -> Self {
        let mut atoms = self.0.clone();
        atoms.extend_from_slice(&other.0);
        atoms.sort_unstable();
        Monomial(atoms)
    }

    /// The monomial whose square this one is, if there is one.
    #[must_use]
    pub(crate) fn root(&self) -> Option<Self> {
        let paired =
            self.0.len().is_multiple_of(2) && self.0.chunks(2).all(|pair| pair.first() == pair.last());
        (paired && !self.0.is_empty()).then(|| Monomial(self.0.iter().copied().step_by(2).collect()))
    }

    /// The monomial without the factors of another, if it has all of them.
    #[must_use]
    pub(crate) fn over(&self, other: &Self) -> Option<Self> {
        other.0.iter().try_fold(self.clone(), |rest, &atom| rest.without(atom))
    }

    /// The monomial without one factor, if it has it.
    #[must_use]
    pub(crate) fn without(&self, atom: Atom) -> Option<Self> {
        let position = self.0.iter().position(|&factor| factor == atom)?;
        let mut atoms = self.0.clone();
        let _ = atoms.remove(position);
        Some(Monomial(atoms))
    }
}

/// How many terms a quotient of polynomials has at most.
const DIVISION_STEPS: usize = 16;

/// A sum of monomials with coefficients.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(crate) struct Polynomial {
    terms: BTreeMap<Monomial, Number>,
}

impl Polynomial {
    /// A constant.
    #[must_use]
    pub(crate) fn constant(value: Number) -> Self {
        Self::term(Monomial::ONE, value)
    }

    /// An atom.
    #[must_use]
    pub(crate) fn atom(atom: Atom) -> Self {
        Self::term(Monomial(vec![atom]), Number::ONE)
    }

    /// A monomial with a coefficient.
    #[must_use]
    pub(crate) fn term(monomial: Monomial, coefficient: Number) -> Self {
        let mut result = Self::default();
        result.add_term(monomial, &coefficient);
        result
    }

    /// Monomials and coefficients in the order of monomials; the constant comes first.
    pub(crate) fn terms(&self) -> impl Iterator<Item = (&Monomial, &Number)> {
        self.terms.iter()
    }

    /// Number of terms.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.terms.len()
    }

    /// A number that polynomials share which differ, multiplied by a sign, in the constant only.
    #[must_use]
    pub(crate) fn shape(&self, sign: &Number) -> u64 {
        let mut hasher = FxHasher::default();
        for (monomial, coefficient) in self.factors() {
            monomial.hash(&mut hasher);
            coefficient.times(sign).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// Whether the polynomial is another one times a sign, but for the constant.
    #[must_use]
    pub(crate) fn is_alike(&self, other: &Self, sign: &Number) -> bool {
        let mut others = other.factors();
        self.factors().all(|(monomial, coefficient)| {
            others.next().is_some_and(|(of, factor)| of == monomial && factor.times(sign) == *coefficient)
        }) && others.next().is_none()
    }

    /// The terms but the constant.
    pub(crate) fn factors(&self) -> impl Iterator<Item = (&Monomial, &Number)> {
        self.terms.iter().filter(|(monomial, _)| monomial.degree() > 0)
    }

    /// Whether no coefficient takes more bits.
    #[must_use]
    pub(crate) fn fits(&self, bits: u64) -> bool {
        self.terms.values().all(|coefficient| coefficient.bits() <= bits)
    }

    /// How much work it is to go through the terms: large coefficients count several times.
    #[must_use]
    pub(crate) fn work(&self) -> usize {
        let weight =
            |number: &Number| usize::try_from(1 + number.large_bits() / 16).unwrap_or(usize::MAX / 4);
        self.terms.values().map(weight).sum()
    }

    /// Whether the polynomial is zero.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The coefficient of a monomial.
    #[must_use]
    pub(crate) fn coefficient(&self, monomial: &Monomial) -> Number {
        self.terms.get(monomial).cloned().unwrap_or(Number::ZERO)
    }

    /// The coefficient of the empty product.
    #[must_use]
    pub(crate) fn constant_term(&self) -> Number {
        self.coefficient(&Monomial::ONE)
    }

    /// The value, if no atom occurs.
    #[must_use]
    pub(crate) fn as_constant(&self) -> Option<Number> {
        self.terms.keys().all(|monomial| monomial.degree() == 0).then(|| self.constant_term())
    }

    /// What values of its monomials make of the polynomial, if each has one.
    #[must_use]
    pub(crate) fn value(&self, values: &BTreeMap<Monomial, Number>) -> Option<Number> {
        let mut sum = self.constant_term();
        for (monomial, coefficient) in self.terms.iter().filter(|(monomial, _)| monomial.degree() > 0) {
            sum = sum.plus(&values.get(monomial)?.times(coefficient));
        }
        Some(sum)
    }

    /// The largest number of factors of a monomial.
    #[must_use]
    pub(crate) fn degree(&self) -> usize {
        self.terms.keys().map(Monomial::degree).max().unwrap_or(0)
    }

    /// Adds a term in place.
    pub(crate) fn add_term(&mut self, monomial: Monomial, coefficient: &Number) {
        if coefficient.is_zero() {
            return;
        }
        let sum = self.coefficient(&monomial).plus(coefficient);
        if sum.is_zero() {
            let _ = self.terms.remove(&monomial);
        } else {
            let _ = self.terms.insert(monomial, sum);
        }
    }

    /// Adds a multiple in place.
    pub(crate) fn add_scaled(&mut self, other: &Self, factor: &Number) {
        for (monomial, coefficient) in &other.terms {
            self.add_term(monomial.clone(), &coefficient.times(factor));
        }
    }

    /// Sum.
    #[must_use]
    pub(crate) fn plus(&self, other: &Self) -> Self {
        let mut result = self.clone();
        result.add_scaled(other, &Number::ONE);
        result
    }

    /// Difference.
    #[must_use]
    pub(crate) fn minus(&self, other: &Self) -> Self {
        let mut result = self.clone();
        result.add_scaled(other, &Number::MINUS_ONE);
        result
    }

    /// Product with a number.
    #[must_use]
    pub(crate) fn scaled(&self, factor: &Number) -> Self {
        let mut result = Self::default();
        result.add_scaled(self, factor);
        result
    }

    /// Product.
    #[must_use]
    pub(crate) fn times(&self, other: &Self) -> Self {
        let mut result = Self::default();
        for (monomial, coefficient) in &self.terms {
            for (other_monomial, other_coefficient) in &other.terms {
                result.add_term(monomial.times(other_monomial), &coefficient.times(other_coefficient));
            }
        }
        result
    }

    /// A polynomial with integer coefficients whose product with a divisor takes away what it can of this one.
    #[must_use]
    pub(crate) fn quotient(&self, divisor: &Self) -> Self {
        let (mut rest, mut result) = (self.clone(), Self::default());
        let Some((lead, factor)) = divisor.terms.iter().next_back() else { return result };
        for _ in 0..DIVISION_STEPS {
            let step = rest.terms.iter().rev().find_map(|(monomial, coefficient)| {
                let share = coefficient.over(factor);
                Some((monomial.over(lead)?, share)).filter(|(_, share)| share.is_integer())
            });
            let Some((monomial, share)) = step else { break };
            let step = Self::term(monomial, share);
            rest = rest.minus(&step.times(divisor));
            result = result.plus(&step);
        }
        result
    }

    /// Splits by a factor: `self = atom * first + second`, no monomial of the second part having the factor.
    #[must_use]
    pub(crate) fn split(&self, atom: Atom) -> (Self, Self) {
        let (mut with, mut without) = (Self::default(), Self::default());
        for (monomial, coefficient) in &self.terms {
            match monomial.without(atom) {
                Some(rest) => with.add_term(rest, coefficient),
                None => without.add_term(monomial.clone(), coefficient),
            }
        }
        (with, without)
    }

    /// The atoms that occur, with repetition.
    pub(crate) fn atoms(&self) -> impl Iterator<Item = Atom> {
        self.terms.keys().flat_map(|monomial| monomial.0.iter().copied())
    }

    /// Whether an atom occurs.
    #[must_use]
    pub(crate) fn mentions(&self, atom: Atom) -> bool {
        self.terms.keys().any(|monomial| monomial.0.contains(&atom))
    }

    /// The least positive number that makes all coefficients integers.
    #[must_use]
    pub(crate) fn denominator(&self) -> BigInt {
        self.terms.values().fold(BigInt::one(), |sum, coefficient| sum.lcm(&coefficient.denominator()))
    }

    /// The greatest common divisor of the coefficients of an integer polynomial, its constant left out.
    #[must_use]
    pub(crate) fn content(&self) -> BigInt {
        self.terms
            .iter()
            .filter(|(monomial, _)| monomial.degree() > 0)
            .fold(BigInt::zero(), |sum, (_, coefficient)| sum.gcd(&coefficient.numerator()))
            .abs()
    }
}
