//! How each row of arithmetic was obtained: the trace of the linear and nonlinear steps.
//! Given by: the rows of a branch, as they are combined.
//! Gives: combinations, to the replay that checks them and to the builder of kernel terms.
//! Holds: an entry mentions only earlier entries, with integer factors; no factor of a combination is zero.

use super::number::Number;
use super::polynomial::Polynomial;
use num_bigint::BigInt;
use std::collections::BTreeMap;

/// A fact of the search.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct FactId(pub u32);

/// A polynomial that is known to be at least zero.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct PositiveId(pub u32);

/// A polynomial that is known to be zero.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct ZeroId(pub u32);

/// Why a polynomial is at least zero.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Positive {
    /// The comparison of a fact: right side minus left side, minus one if strict.
    Fact(FactId),
    /// The product of two combinations.
    Product(Combination, Combination),
    /// The combination is the divisor times the result plus a constant below the divisor.
    Cut {
        /// What is divided.
        of: Combination,
        /// A positive integer.
        divisor: BigInt,
        /// The quotient, an integer polynomial.
        result: Polynomial,
    },
    /// The square of an integer polynomial.
    Square(Polynomial),
}

/// Why a polynomial is zero.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Zero {
    /// The equation of a fact: right side minus left side.
    Fact(FactId),
    /// The first of two combinations which are each other's negation.
    Opposite(Combination, Combination),
}

/// A sum of positive polynomials with positive factors and of zero polynomials with any factors.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(crate) struct Combination {
    /// Factors of polynomials that are at least zero.
    pub(crate) positives: BTreeMap<PositiveId, Number>,
    /// Factors of polynomials that are zero.
    pub(crate) zeros: BTreeMap<ZeroId, Polynomial>,
}

impl Combination {
    /// A positive polynomial by itself.
    #[must_use]
    pub(crate) fn positive(id: PositiveId) -> Self {
        Combination { positives: BTreeMap::from([(id, Number::ONE)]), zeros: BTreeMap::new() }
    }

    /// A zero polynomial by itself.
    #[must_use]
    pub(crate) fn zero(id: ZeroId) -> Self {
        let one = Polynomial::constant(Number::ONE);
        Combination { positives: BTreeMap::new(), zeros: BTreeMap::from([(id, one)]) }
    }

    /// Adds a multiple; the factor must not be negative unless the other has only zeros.
    pub(crate) fn add_scaled(&mut self, other: &Self, factor: &Number) {
        for (&id, coefficient) in &other.positives {
            let sum = self.positives.get(&id).unwrap_or(&Number::ZERO).plus(&coefficient.times(factor));
            if sum.is_zero() {
                let _ = self.positives.remove(&id);
            } else {
                let _ = self.positives.insert(id, sum);
            }
        }
        self.add_zeros(other, &Polynomial::constant(factor.clone()));
    }

    /// Adds the zeros of another combination, multiplied by a polynomial.
    pub(crate) fn add_zeros(&mut self, other: &Self, factor: &Polynomial) {
        for (&id, multiplier) in &other.zeros {
            let sum = self.zeros.entry(id).or_default();
            *sum = sum.plus(&multiplier.times(factor));
            if sum.is_empty() {
                let _ = self.zeros.remove(&id);
            }
        }
    }

    /// A multiple.
    #[must_use]
    pub(crate) fn scaled(&self, factor: &Number) -> Self {
        let mut result = Self::default();
        result.add_scaled(self, factor);
        result
    }

    /// The least positive integer that makes all factors integers.
    #[must_use]
    pub(crate) fn denominator(&self) -> BigInt {
        use num_integer::Integer;
        let positives = self.positives.values().map(Number::denominator);
        let zeros = self.zeros.values().map(Polynomial::denominator);
        positives.chain(zeros).fold(BigInt::from(1), |sum, denominator| sum.lcm(&denominator))
    }

    /// The least multiple whose factors are integers.
    #[must_use]
    pub(crate) fn integral(&self) -> Self {
        self.scaled(&Number::integer(&self.denominator()))
    }
}

/// All entries made during a search.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger {
    positives: Vec<Positive>,
    zeros: Vec<Zero>,
}

impl Ledger {
    /// Enters a polynomial that is at least zero.
    pub(crate) fn positive(&mut self, why: Positive) -> PositiveId {
        self.positives.push(why);
        PositiveId(u32::try_from(self.positives.len() - 1).unwrap_or(u32::MAX))
    }

    /// Enters a polynomial that is zero.
    pub(crate) fn zero(&mut self, why: Zero) -> ZeroId {
        self.zeros.push(why);
        ZeroId(u32::try_from(self.zeros.len() - 1).unwrap_or(u32::MAX))
    }

    /// Why a polynomial is at least zero.
    #[must_use]
    pub(crate) fn positive_at(&self, id: PositiveId) -> Option<&Positive> {
        self.positives.get(id.0 as usize)
    }

    /// Why a polynomial is zero.
    #[must_use]
    pub(crate) fn zero_at(&self, id: ZeroId) -> Option<&Zero> {
        self.zeros.get(id.0 as usize)
    }
}
