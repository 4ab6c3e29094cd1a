//! Exact rational numbers that stay in machine words while they fit.
//! Given by: polynomials and the simplex procedure.
//! Gives: arithmetic without rounding and without overflow.
//! Holds: lowest terms, positive denominator, the small form whenever it fits; so equal numbers are equal values.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// A rational number.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Number {
    /// Numerator and denominator.
    Small(i128, i128),
    /// Numerator and denominator, at least one of which is too large for the small form.
    Big(Box<(BigInt, BigInt)>),
}

impl Number {
    /// Zero.
    pub(crate) const ZERO: Number = Number::Small(0, 1);
    /// One.
    pub(crate) const ONE: Number = Number::Small(1, 1);
    /// Minus one.
    pub(crate) const MINUS_ONE: Number = Number::Small(-1, 1);

    /// An integer.
    #[must_use]
    pub(crate) fn integer(value: &BigInt) -> Self {
        Self::ratio(value.clone(), BigInt::one())
    }

    /// A quotient of integers; zero if the denominator is zero.
    #[must_use]
    pub(crate) fn ratio(numerator: BigInt, denominator: BigInt) -> Self {
        if denominator.is_zero() {
            return Self::ZERO;
        }
        let divisor = numerator.gcd(&denominator);
        let divisor = if denominator.is_negative() { -divisor } else { divisor };
        let (numerator, denominator) = (numerator / &divisor, denominator / &divisor);
        match (numerator.to_i128(), denominator.to_i128()) {
            (Some(numerator), Some(denominator)) => Self::Small(numerator, denominator),
            _ => Self::Big(Box::new((numerator, denominator))),
        }
    }

    /// A quotient of machine words, the denominator positive.
    fn small(numerator: i128, denominator: i128) -> Self {
        let divisor = numerator.gcd(&denominator).max(1);
        Self::Small(numerator / divisor, denominator / divisor)
    }

    /// The numerator in lowest terms.
    #[must_use]
    pub(crate) fn numerator(&self) -> BigInt {
        match self {
            Self::Small(numerator, _) => (*numerator).into(),
            Self::Big(parts) => parts.0.clone(),
        }
    }

    /// The positive denominator in lowest terms.
    #[must_use]
    pub(crate) fn denominator(&self) -> BigInt {
        match self {
            Self::Small(_, denominator) => (*denominator).into(),
            Self::Big(parts) => parts.1.clone(),
        }
    }

    /// How many bits numerator and denominator take beyond machine words; 0 for small numbers.
    #[must_use]
    pub(crate) fn large_bits(&self) -> u64 {
        match self {
            Self::Small(..) => 0,
            Self::Big(parts) => parts.0.bits() + parts.1.bits(),
        }
    }

    /// How many bits numerator and denominator take; a denominator of one takes none.
    #[must_use]
    pub(crate) fn bits(&self) -> u64 {
        match self {
            Self::Small(numerator, denominator) => {
                let bits = |value: u128| u64::from(u128::BITS - value.leading_zeros());
                bits(numerator.unsigned_abs()) + bits(denominator.unsigned_abs()) - 1
            }
            Self::Big(parts) => parts.0.bits() + parts.1.bits(),
        }
    }

    /// Whether the denominator is one.
    #[must_use]
    pub(crate) fn is_integer(&self) -> bool {
        match self {
            Self::Small(_, denominator) => *denominator == 1,
            Self::Big(parts) => parts.1.is_one(),
        }
    }

    /// Whether the number is zero.
    #[must_use]
    pub(crate) fn is_zero(&self) -> bool {
        matches!(self, Self::Small(0, _))
    }

    /// Whether the number is greater than zero.
    #[must_use]
    pub(crate) fn is_positive(&self) -> bool {
        match self {
            Self::Small(numerator, _) => *numerator > 0,
            Self::Big(parts) => parts.0.is_positive(),
        }
    }

    /// Whether the number is less than zero.
    #[must_use]
    pub(crate) fn is_negative(&self) -> bool {
        !self.is_zero() && !self.is_positive()
    }

    /// Sum.
    #[must_use]
    pub(crate) fn plus(&self, other: &Self) -> Self {
        if let (Self::Small(a, b), Self::Small(c, d)) = (self, other) {
            if let (1, 1, Some(sum)) = (b, d, a.checked_add(*c)) {
                return Self::Small(sum, 1);
            }
            let parts = (a.checked_mul(*d), c.checked_mul(*b), b.checked_mul(*d));
            if let (Some(first), Some(second), Some(denominator)) = parts
                && let Some(sum) = first.checked_add(second)
            {
                return Self::small(sum, denominator);
            }
        }
        let (b, d) = (self.denominator(), other.denominator());
        Self::ratio(self.numerator() * &d + other.numerator() * &b, b * d)
    }

    /// Difference.
    #[must_use]
    pub(crate) fn minus(&self, other: &Self) -> Self {
        self.plus(&other.negated())
    }

    /// Product.
    #[must_use]
    pub(crate) fn times(&self, other: &Self) -> Self {
        if let (Self::Small(a, b), Self::Small(c, d)) = (self, other)
            && let (Some(numerator), Some(denominator)) = (a.checked_mul(*c), b.checked_mul(*d))
        {
            return if denominator == 1 {
                Self::Small(numerator, 1)
            } else {
                Self::small(numerator, denominator)
            };
        }
        Self::ratio(self.numerator() * other.numerator(), self.denominator() * other.denominator())
    }

    /// Quotient; zero if the divisor is zero.
    #[must_use]
    pub(crate) fn over(&self, other: &Self) -> Self {
        match other {
            Self::Small(1, 1) => self.clone(),
            Self::Small(-1, 1) => self.negated(),
            Self::Small(0, _) => Self::ZERO,
            Self::Small(c, d) if *c > 0 => self.times(&Self::Small(*d, *c)),
            _ => Self::ratio(self.numerator() * other.denominator(), self.denominator() * other.numerator()),
        }
    }

    /// The number with its sign changed.
    #[must_use]
    pub(crate) fn negated(&self) -> Self {
        match self {
            Self::Small(numerator, denominator) if *numerator != i128::MIN => {
                Self::Small(-numerator, *denominator)
            }
            _ => Self::ratio(-self.numerator(), self.denominator()),
        }
    }

    /// The number without its sign.
    #[must_use]
    pub(crate) fn absolute(&self) -> Self {
        if self.is_negative() { self.negated() } else { self.clone() }
    }

    /// The largest integer that is not greater.
    #[must_use]
    pub(crate) fn floor(&self) -> BigInt {
        self.numerator().div_floor(&self.denominator())
    }

    /// The sign and size compared with another number.
    #[must_use]
    pub(crate) fn compare(&self, other: &Self) -> Ordering {
        if let (Self::Small(a, b), Self::Small(c, d)) = (self, other) {
            if b == d {
                return a.cmp(c);
            }
            if let (Some(left), Some(right)) = (a.checked_mul(*d), c.checked_mul(*b)) {
                return left.cmp(&right);
            }
        }
        (self.numerator() * other.denominator()).cmp(&(other.numerator() * self.denominator()))
    }

    /// Whether this number is less than the other.
    #[must_use]
    pub(crate) fn less(&self, other: &Self) -> bool {
        self.compare(other) == Ordering::Less
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.compare(other)
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::ZERO
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(numerator: i64, denominator: i64) -> Number {
        Number::ratio(numerator.into(), denominator.into())
    }

    #[test]
    fn leaves_machine_words_and_comes_back() {
        let word = number(i64::MAX, 1);
        let large = word.times(&word).times(&word);
        assert!(matches!(large, Number::Big(_)));
        assert_eq!(large.over(&word).over(&word), word);
        assert_eq!(large.times(&number(1, 3)).plus(&large.times(&number(2, 3))), large);
        assert_eq!(large.minus(&large), Number::ZERO);
    }

    #[test]
    fn has_lowest_terms_and_a_positive_denominator() {
        assert_eq!(number(4, -6), Number::Small(-2, 3));
        assert_eq!(Number::Small(i128::MIN, 1).negated().negated(), Number::Small(i128::MIN, 1));
        assert_eq!(number(1, 3).plus(&number(1, 6)), Number::Small(1, 2));
    }

    #[test]
    fn rounds_down() {
        assert_eq!(number(-7, 2).floor(), BigInt::from(-4));
        assert_eq!(number(7, 2).floor(), BigInt::from(3));
    }

    #[test]
    fn orders_by_value() {
        assert!(number(-1, 2).less(&number(1, 3)));
        assert!(!number(2, 4).less(&number(1, 2)));
    }
}
