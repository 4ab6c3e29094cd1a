//! The order of universe levels as numbers, for every value of their parameters.
//! Given by: typing and conversion.
//! Gives: `at_most`, `equal`, `is_zero`, `is_positive`.
//! Holds: complete for `max` and `imax`: parameters that decide an `imax` are split into zero and positive, the rest is compared exactly.

use crate::level::{Level, LevelId};
use crate::name::NameId;
use crate::store::Store;

/// More steps than this in one comparison are answered with `TooManyCases`.
const STEPS: u32 = 1 << 18;

/// The comparison needs more case splits than are allowed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct TooManyCases;

/// A parameter (or none, for a constant) and what is added to it.
type Summand = (Option<NameId>, u32);

/// Whether `a ≤ b` for all values of the parameters.
pub(crate) fn at_most(store: &Store, a: LevelId, b: LevelId) -> Result<bool, TooManyCases> {
    if a == b || a == LevelId::ZERO {
        return Ok(true);
    }
    Comparison { store, cases: Vec::new(), steps: STEPS }.at_most(a, b)
}

/// Whether the levels are equal for all values of the parameters.
pub(crate) fn equal(store: &Store, a: LevelId, b: LevelId) -> Result<bool, TooManyCases> {
    Ok(a == b || at_most(store, a, b)? && at_most(store, b, a)?)
}

/// Whether the level is zero for all values of the parameters.
pub(crate) fn is_zero(store: &Store, level: LevelId) -> Result<bool, TooManyCases> {
    at_most(store, level, LevelId::ZERO)
}

/// Whether the level is positive for all values of the parameters.
pub(crate) fn is_positive(store: &Store, level: LevelId) -> Result<bool, TooManyCases> {
    at_most(store, LevelId::ONE, level)
}

/// Parameters stand for any number here, so a constant is below a summand exactly if it is below what is added.
fn below((parameter, added): Summand, (other, more): Summand) -> bool {
    added <= more && (parameter.is_none() || parameter == other)
}

/// Why a level is not a maximum of summands yet.
enum Stop {
    /// This parameter decides an `imax`.
    Split(NameId),
    TooMany,
}

struct Comparison<'a> {
    store: &'a Store,
    /// Parameters assumed to be zero (`true`) or positive (`false`).
    cases: Vec<(NameId, bool)>,
    steps: u32,
}

impl Comparison<'_> {
    fn at_most(&mut self, a: LevelId, b: LevelId) -> Result<bool, TooManyCases> {
        let mut left = Vec::new();
        let mut right = Vec::new();
        match self.summands(a, 0, &mut left).and_then(|()| self.summands(b, 0, &mut right)) {
            Ok(()) => Ok(left.iter().all(|&summand| right.iter().any(|&other| below(summand, other)))),
            Err(Stop::TooMany) => Err(TooManyCases),
            Err(Stop::Split(parameter)) => {
                Ok(self.at_most_if(parameter, true, a, b)? && self.at_most_if(parameter, false, a, b)?)
            }
        }
    }

    fn at_most_if(
        &mut self,
        parameter: NameId,
        zero: bool,
        a: LevelId,
        b: LevelId,
    ) -> Result<bool, TooManyCases> {
        self.cases.push((parameter, zero));
        let holds = self.at_most(a, b);
        self.cases.pop();
        holds
    }

    /// Writes `level + added` as a maximum of summands.
    /// A positive parameter `p` is written `p' + 1`, where `p'` may be any number.
    fn summands(&mut self, level: LevelId, added: u32, out: &mut Vec<Summand>) -> Result<(), Stop> {
        self.step()?;
        match self.store.level_at(level) {
            Level::Zero => out.push((None, added)),
            Level::Successor(of) => self.summands(of, added.saturating_add(1), out)?,
            Level::Max(a, b) => {
                self.summands(a, added, out)?;
                self.summands(b, added, out)?;
            }
            Level::IMax(a, b) => {
                self.summands(b, added, out)?;
                if !self.is_zero(b)? {
                    self.summands(a, added, out)?;
                }
            }
            Level::Parameter(name) => out.push(match self.case_of(name) {
                Some(true) => (None, added),
                Some(false) => (Some(name), added.saturating_add(1)),
                None => (Some(name), added),
            }),
        }
        Ok(())
    }

    /// Whether a level is zero or else positive in these cases.
    fn is_zero(&mut self, level: LevelId) -> Result<bool, Stop> {
        self.step()?;
        match self.store.level_at(level) {
            Level::Zero => Ok(true),
            Level::Successor(_) => Ok(false),
            Level::Max(a, b) => Ok(self.is_zero(a)? && self.is_zero(b)?),
            Level::IMax(_, b) => self.is_zero(b),
            Level::Parameter(name) => self.case_of(name).ok_or(Stop::Split(name)),
        }
    }

    fn case_of(&self, name: NameId) -> Option<bool> {
        self.cases.iter().find(|&&(parameter, _)| parameter == name).map(|&(_, zero)| zero)
    }

    fn step(&mut self) -> Result<(), Stop> {
        self.steps = self.steps.checked_sub(1).ok_or(Stop::TooMany)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Levels {
        store: Store,
        u: LevelId,
        v: LevelId,
        w: LevelId,
    }

    fn levels() -> Levels {
        let mut store = Store::new();
        let mut parameter = |name: &str| {
            let name = store.name(name);
            store.level_parameter(name)
        };
        let (u, v, w) = (parameter("u"), parameter("v"), parameter("w"));
        Levels { store, u, v, w }
    }

    /// The value of a level for given values of u, v, w.
    fn value(levels: &Levels, level: LevelId, values: [u32; 3]) -> u32 {
        match levels.store.level_at(level) {
            Level::Zero => 0,
            Level::Successor(of) => value(levels, of, values) + 1,
            Level::Max(a, b) => value(levels, a, values).max(value(levels, b, values)),
            Level::IMax(a, b) => match value(levels, b, values) {
                0 => 0,
                b => b.max(value(levels, a, values)),
            },
            Level::Parameter(_) if level == levels.u => values[0],
            Level::Parameter(_) if level == levels.v => values[1],
            Level::Parameter(_) => values[2],
        }
    }

    /// All levels of a nesting at most 2, and some above.
    fn some_levels(levels: &mut Levels) -> Vec<LevelId> {
        let mut all = vec![LevelId::ZERO, LevelId::ONE, levels.u, levels.v, levels.w];
        for _ in 0..2 {
            let known = all.clone();
            for (position, &a) in known.iter().enumerate().step_by(1 + known.len() / 24) {
                all.push(levels.store.level_successor(a));
                for &b in known.iter().skip(position % 3).step_by(1 + known.len() / 12) {
                    all.push(levels.store.level(Level::Max(a, b)));
                    all.push(levels.store.level(Level::IMax(a, b)));
                }
            }
        }
        all
    }

    /// Levels built from few additions are decided by small values of the parameters.
    #[test]
    fn the_order_is_the_order_of_numbers() {
        let mut levels = levels();
        let all = some_levels(&mut levels);
        let values: Vec<[u32; 3]> =
            (0..216).map(|number| [number % 6, number / 6 % 6, number / 36]).collect();
        for &a in &all {
            for &b in all.iter().step_by(3) {
                let expected = values.iter().all(|&v| value(&levels, a, v) <= value(&levels, b, v));
                assert_eq!(at_most(&levels.store, a, b), Ok(expected), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn a_successor_of_imax_is_not_below_it() {
        let mut levels = levels();
        let imax = levels.store.level(Level::IMax(levels.u, levels.v));
        let next = levels.store.level_successor(imax);
        assert_eq!(at_most(&levels.store, next, imax), Ok(false));
    }

    #[test]
    fn too_many_cases_are_a_limit_and_not_an_answer() {
        let mut store = Store::new();
        let mut imax = LevelId::ONE;
        for number in 0..40 {
            let name = store.name_number(NameId::ANONYMOUS, number);
            let parameter = store.level_parameter(name);
            let inner = store.level(Level::IMax(LevelId::ONE, parameter));
            imax = store.level(Level::Max(imax, inner));
        }
        let other = store.level_successor(imax);
        let other = store.level(Level::Max(other, imax));
        assert_eq!(at_most(&store, imax, other), Err(TooManyCases));
    }
}
