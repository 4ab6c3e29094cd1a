//! Integers without bounds, fast while they are small.
//! Given by: formulas.
//! Gives: their arithmetic, as Lean defines it: by zero, a quotient is zero and a remainder the number itself.
//! Holds: small and large representations of one number never both occur: what fits 128 bits is small.

use crate::core::Arithmetic;
use num_bigint::BigInt;
use num_traits::Zero;
use std::cmp::Ordering;

/// An integer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Number {
    /// One of 128 bits.
    Small(i128),
    /// A larger one.
    Large(BigInt),
}

impl Number {
    pub(super) fn of(value: &BigInt) -> Number {
        i128::try_from(value).map_or_else(|_| Number::Large(value.clone()), Number::Small)
    }

    fn large(&self) -> BigInt {
        match self {
            Number::Small(value) => BigInt::from(*value),
            Number::Large(value) => value.clone(),
        }
    }

    pub(super) fn is_negative(&self) -> bool {
        self.compare(&Number::Small(0)) == Ordering::Less
    }

    pub(super) fn compare(&self, other: &Number) -> Ordering {
        match (self, other) {
            (Number::Small(left), Number::Small(right)) => left.cmp(right),
            _ => self.large().cmp(&other.large()),
        }
    }

    pub(super) fn negate(&self) -> Number {
        Number::Small(0).apply(Arithmetic::Subtract, self)
    }

    pub(super) fn apply(&self, operation: Arithmetic, other: &Number) -> Number {
        if let (Number::Small(left), Number::Small(right)) = (self, other)
            && let Some(value) = small(operation, *left, *right)
        {
            return Number::Small(value);
        }
        let (left, right) = (self.large(), other.large());
        let value = match operation {
            Arithmetic::Add => left + right,
            Arithmetic::Subtract => left - right,
            Arithmetic::Multiply => left * right,
            Arithmetic::Divide if right.is_zero() => BigInt::ZERO,
            Arithmetic::Divide => left / right,
            Arithmetic::Remainder if right.is_zero() => left,
            Arithmetic::Remainder => left % right,
        };
        Number::of(&value)
    }
}

fn small(operation: Arithmetic, left: i128, right: i128) -> Option<i128> {
    match operation {
        Arithmetic::Add => left.checked_add(right),
        Arithmetic::Subtract => left.checked_sub(right),
        Arithmetic::Multiply => left.checked_mul(right),
        Arithmetic::Divide if right == 0 => Some(0),
        Arithmetic::Divide => left.checked_div(right),
        Arithmetic::Remainder if right == 0 => Some(left),
        Arithmetic::Remainder => left.checked_rem(right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Arithmetic::{Add, Divide, Multiply, Remainder, Subtract};

    #[test]
    fn division_rounds_toward_zero_and_by_zero_is_as_in_lean() {
        let of = Number::Small;
        assert_eq!(of(-7).apply(Divide, &of(2)), of(-3));
        assert_eq!(of(-7).apply(Remainder, &of(2)), of(-1));
        assert_eq!(of(7).apply(Remainder, &of(-2)), of(1));
        assert_eq!(of(7).apply(Divide, &of(0)), of(0));
        assert_eq!(of(-7).apply(Remainder, &of(0)), of(-7));
    }

    #[test]
    fn large_numbers_come_back_to_small_ones() {
        let most = Number::Small(i128::MAX);
        let beyond = most.apply(Add, &Number::Small(1));
        assert!(matches!(beyond, Number::Large(_)));
        assert_eq!(beyond.apply(Subtract, &Number::Small(1)), most);
        assert_eq!(most.compare(&beyond), Ordering::Less);
        let square = most.apply(Multiply, &most);
        assert_eq!(square.apply(Divide, &most), most);
        assert_eq!(Number::Small(i128::MIN).apply(Divide, &Number::Small(-1)), beyond);
        assert_eq!(Number::Small(i128::MIN).apply(Remainder, &Number::Small(-1)), Number::Small(0));
        assert!(beyond.negate().is_negative());
    }
}
