//! Integers without bounds, for the conditions of contracts that are evaluated while the program runs.
//! Given by: `machine`.
//! Gives: sum, difference, product, truncated quotient and remainder, comparison.
//! Holds: the magnitude has no leading zero limb, and zero is not negative, so that equal numbers are equal values.

use alloc::vec::Vec;
use core::cmp::Ordering;

/// An integer: sign, and magnitude in limbs of 32 bits, the lowest first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Integer {
    negative: bool,
    limbs: Vec<u32>,
}

impl Integer {
    pub(crate) fn from_machine(value: i64) -> Integer {
        let magnitude = value.unsigned_abs();
        let (high, low) = ((magnitude >> 32) as u32, (magnitude & 0xffff_ffff) as u32);
        let limbs = [low, high].into_iter().collect();
        Integer::new(value < 0, limbs)
    }

    /// Reads decimal digits with a minus sign or none; other bytes do not occur.
    pub(crate) fn from_decimal(text: &[u8]) -> Integer {
        let (negative, digits) = match text.split_first() {
            Some((b'-', digits)) => (true, digits),
            _ => (false, text),
        };
        let mut limbs = Vec::new();
        for digit in digits {
            multiply_and_add(&mut limbs, 10, u32::from(digit.wrapping_sub(b'0')));
        }
        Integer::new(negative, limbs)
    }

    fn new(negative: bool, mut limbs: Vec<u32>) -> Integer {
        while limbs.last() == Some(&0) {
            limbs.pop();
        }
        Integer { negative: negative && !limbs.is_empty(), limbs }
    }

    pub(crate) fn negate(&self) -> Integer {
        Integer::new(!self.negative, self.limbs.clone())
    }

    pub(crate) fn add(&self, other: &Integer) -> Integer {
        if self.negative == other.negative {
            return Integer::new(self.negative, add(&self.limbs, &other.limbs));
        }
        match compare(&self.limbs, &other.limbs) {
            Ordering::Less => Integer::new(other.negative, subtract(&other.limbs, &self.limbs)),
            _ => Integer::new(self.negative, subtract(&self.limbs, &other.limbs)),
        }
    }

    pub(crate) fn subtract(&self, other: &Integer) -> Integer {
        self.add(&other.negate())
    }

    pub(crate) fn multiply(&self, other: &Integer) -> Integer {
        Integer::new(self.negative != other.negative, multiply(&self.limbs, &other.limbs))
    }

    /// The quotient rounded toward zero; zero if the divisor is zero.
    pub(crate) fn divide(&self, other: &Integer) -> Integer {
        Integer::new(self.negative != other.negative, divide(&self.limbs, &other.limbs).0)
    }

    /// The remainder of that quotient, which has the sign of the dividend; the dividend if the divisor is zero.
    pub(crate) fn remainder(&self, other: &Integer) -> Integer {
        Integer::new(self.negative, divide(&self.limbs, &other.limbs).1)
    }

    pub(crate) fn compare(&self, other: &Integer) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => compare(&self.limbs, &other.limbs),
            (true, true) => compare(&other.limbs, &self.limbs),
        }
    }
}

fn low(wide: u64) -> u32 {
    (wide & 0xffff_ffff) as u32
}

fn multiply_and_add(limbs: &mut Vec<u32>, factor: u32, summand: u32) {
    let mut carry = u64::from(summand);
    for limb in limbs.iter_mut() {
        let wide = u64::from(*limb) * u64::from(factor) + carry;
        *limb = low(wide);
        carry = wide >> 32;
    }
    if carry != 0 {
        limbs.push(low(carry));
    }
}

fn compare(left: &[u32], right: &[u32]) -> Ordering {
    left.len().cmp(&right.len()).then_with(|| left.iter().rev().cmp(right.iter().rev()))
}

fn add(left: &[u32], right: &[u32]) -> Vec<u32> {
    let mut sum = Vec::with_capacity(left.len().max(right.len()) + 1);
    let mut carry = 0;
    for place in 0..left.len().max(right.len()) {
        let wide = u64::from(limb(left, place)) + u64::from(limb(right, place)) + carry;
        sum.push(low(wide));
        carry = wide >> 32;
    }
    sum.push(low(carry));
    sum
}

fn limb(limbs: &[u32], place: usize) -> u32 {
    limbs.get(place).copied().unwrap_or_default()
}

/// The difference, where the left side is not the smaller one.
fn subtract(left: &[u32], right: &[u32]) -> Vec<u32> {
    let mut borrow = 0;
    let step = |(place, from): (usize, &u32)| {
        let wide = (1 << 32) + u64::from(*from) - u64::from(limb(right, place)) - borrow;
        borrow = u64::from(wide >> 32 == 0);
        low(wide)
    };
    left.iter().enumerate().map(step).collect()
}

fn multiply(left: &[u32], right: &[u32]) -> Vec<u32> {
    let mut product = Vec::new();
    for digit in left.iter().rev() {
        product.insert(0, 0);
        let mut row = Vec::from(right);
        multiply_and_add(&mut row, *digit, 0);
        product = add(&product, &row);
    }
    product
}

/// Quotient and remainder, bit by bit; zero and the dividend if the divisor is zero.
fn divide(left: &[u32], right: &[u32]) -> (Vec<u32>, Vec<u32>) {
    if right.is_empty() {
        return (Vec::new(), Vec::from(left));
    }
    let mut quotient: Vec<u32> = left.iter().map(|_| 0).collect();
    let mut rest = Vec::new();
    for (place, limb) in left.iter().enumerate().rev() {
        for bit in (0..32).rev() {
            multiply_and_add(&mut rest, 2, limb >> bit & 1);
            if compare(&rest, right) != Ordering::Less {
                rest = Integer::new(false, subtract(&rest, right)).limbs;
                if let Some(digit) = quotient.get_mut(place) {
                    *digit |= 1 << bit;
                }
            }
        }
    }
    (quotient, rest)
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use num_bigint::BigInt;
    use num_traits::Zero;
    use proptest::prelude::*;
    use std::string::{String, ToString};

    fn ours(value: &BigInt) -> Integer {
        Integer::from_decimal(value.to_string().as_bytes())
    }

    fn numbers() -> impl Strategy<Value = BigInt> {
        let wide = "-?[0-9]{1,70}".prop_map(|text: String| text.parse::<BigInt>().unwrap());
        let near = (-3i64..3, 0u32..200).prop_map(|(offset, bits)| (BigInt::from(1) << bits) + offset);
        prop_oneof![wide, near, any::<i64>().prop_map(BigInt::from), (-3i64..3).prop_map(BigInt::from)]
    }

    #[test]
    fn machine_integers_are_read_exactly() {
        for value in [0, 1, -1, i64::MIN, i64::MAX, 1 << 32, -(1 << 32)] {
            assert_eq!(Integer::from_machine(value), ours(&BigInt::from(value)));
        }
    }

    #[test]
    fn zero_has_one_form() {
        assert_eq!(Integer::from_decimal(b"-0"), Integer::from_machine(0));
        assert_eq!(Integer::from_machine(5).subtract(&Integer::from_machine(5)), Integer::default());
    }

    #[test]
    fn division_by_zero_is_as_in_the_model() {
        let (seven, zero) = (Integer::from_machine(-7), Integer::from_machine(0));
        assert_eq!(seven.divide(&zero), zero);
        assert_eq!(seven.remainder(&zero), seven);
    }

    proptest! {
        #[test]
        fn arithmetic_agrees_with_the_library(left in numbers(), right in numbers()) {
            let (a, b) = (ours(&left), ours(&right));
            prop_assert_eq!(a.add(&b), ours(&(&left + &right)));
            prop_assert_eq!(a.subtract(&b), ours(&(&left - &right)));
            prop_assert_eq!(a.multiply(&b), ours(&(&left * &right)));
            prop_assert_eq!(a.compare(&b), left.cmp(&right));
            prop_assert_eq!(a.negate(), ours(&-&left));
            if !right.is_zero() {
                prop_assert_eq!(a.divide(&b), ours(&(&left / &right)));
                prop_assert_eq!(a.remainder(&b), ours(&(&left % &right)));
            }
        }
    }
}
