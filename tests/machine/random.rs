//! Random inputs: small numbers, numbers near and below those that the document mentions, the whole range.
//! Given by: a seed, the text of a document, types.
//! Gives: literals.
//! Holds: the same seed gives the same literals on every machine.

use elaborator::core::Type;
use elaborator::literal::Literal;

/// A source of inputs for cells of a document.
pub(crate) struct Random {
    state: u64,
    /// The numbers that the document mentions, and the ends of the range.
    bounds: Vec<i64>,
}

impl Random {
    pub(crate) fn new(seed: &str, text: &str) -> Random {
        let digits = text.split(|character: char| !character.is_ascii_digit());
        let mut bounds: Vec<i64> = digits.filter_map(|digits| digits.parse().ok()).collect();
        bounds.extend([0, i64::MIN, i64::MAX]);
        bounds.sort_unstable();
        bounds.dedup();
        let state = seed.bytes().fold(0, |state: u64, byte| state.wrapping_mul(257) + u64::from(byte));
        Random { state, bounds }
    }

    /// The next number of the sequence: a counter, well mixed.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One of so many.
    fn choose(&mut self, count: u64) -> u64 {
        self.next() % count
    }

    fn bound(&mut self) -> i64 {
        let chosen = self.choose(u64::try_from(self.bounds.len()).unwrap());
        self.bounds[usize::try_from(chosen).unwrap()]
    }

    fn near(&mut self, bound: i64) -> i64 {
        bound.saturating_add(self.choose(5).cast_signed() - 2)
    }

    fn integer(&mut self) -> i64 {
        match self.choose(10) {
            0..3 => self.choose(60).cast_signed() - 10,
            3..5 => {
                let bound = self.bound();
                self.near(bound)
            }
            5..8 => {
                let bound = self.bound();
                (self.choose(bound.unsigned_abs().saturating_add(1))).cast_signed()
            }
            8 => -self.choose(1 << 40).cast_signed(),
            _ => self.next().cast_signed(),
        }
    }

    /// A value of a type.
    pub(crate) fn literal(&mut self, of: &Type) -> Literal {
        match of {
            Type::Int => Literal::Integer(self.integer()),
            other => self.other(other, Random::literal),
        }
    }

    /// A value of a type, made of numbers at the ends of the range and around zero.
    pub(crate) fn extreme(&mut self, of: &Type) -> Literal {
        match of {
            Type::Int => {
                let bound = [i64::MIN, i64::MAX, 0, i64::MIN / 2, i64::MAX / 10_000]
                    [usize::try_from(self.choose(5)).unwrap()];
                Literal::Integer(self.near(bound))
            }
            other => self.other(other, Random::extreme),
        }
    }

    fn other(&mut self, of: &Type, part: impl Fn(&mut Random, &Type) -> Literal) -> Literal {
        match of {
            Type::Bool => Literal::Boolean(self.choose(2) == 1),
            Type::Tuple(parts) => Literal::Tuple(parts.iter().map(|of| part(self, of)).collect()),
            _ => Literal::Unit,
        }
    }
}
