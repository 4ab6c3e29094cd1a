//! The order of universe levels as numbers, for every value of their parameters.
//! Given by: typing and conversion.
//! Gives: `at_most`, `equal`, `is_zero`, `is_positive`.
//! Holds: complete for `max` and `imax`; shared parts are visited once, no nesting needs stack, and steps are the only limit.

use crate::{Level, LevelId, LevelsId, Limit, Store};
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

/// More steps than this in one comparison are answered with `Limit::LevelCases`.
const STEPS: usize = 1 << 21;

/// Whether `a ≤ b` for all values of the parameters.
pub(crate) fn at_most(store: &Store, a: LevelId, b: LevelId) -> Result<bool, Limit> {
    let ((base, added), (other, more)) = (store.level_base(a), store.level_base(b));
    if base == other || is_zero(store, a) {
        return Ok(added <= more);
    }
    Comparison { store, steps: STEPS }.at_most(a, b, false)
}

/// Whether the levels are equal for all values of the parameters.
pub(crate) fn equal(store: &Store, a: LevelId, b: LevelId) -> Result<bool, Limit> {
    let ((base, added), (other, more)) = (store.level_base(a), store.level_base(b));
    if base == other {
        return Ok(added == more);
    }
    // The most usual difference.
    if let (Level::Max(x, y), Level::Max(z, w)) = (store.level_at(base), store.level_at(other))
        && [x, y].map(|part| store.level_base(part)) == [w, z].map(|part| store.level_base(part))
    {
        return Ok(added == more);
    }
    Comparison { store, steps: STEPS }.at_most(a, b, true)
}

/// Whether two lists have equal levels.
pub(crate) fn equal_lists(store: &Store, a: LevelsId, b: LevelsId) -> Result<bool, Limit> {
    let (a, b) = (store.levels_at(a), store.levels_at(b));
    a.iter().zip(b).try_fold(a.len() == b.len(), |all, (&a, &b)| Ok(all && equal(store, a, b)?))
}

/// Whether the level is zero for all values of the parameters.
pub(crate) fn is_zero(store: &Store, level: LevelId) -> bool {
    store.level_decider(level) == LevelId::ZERO
}

/// Whether the level is positive for all values of the parameters.
pub(crate) fn is_positive(store: &Store, level: LevelId) -> bool {
    store.level_decider(level) == LevelId::ONE
}

/// A part of a level with what is added to it, which counts where the parameters of its guard are positive, and else is zero.
///
/// Every level is the largest of summands whose parts are zero or parameters: `imax a b` is the larger of `b` and of `a` guarded
/// by a parameter that makes `b` positive, for each such parameter.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Summand {
    part: LevelId,
    added: u32,
    /// The size of the guard: a set is larger than those that it contains.
    guarded: Reverse<usize>,
    guard: Guard,
}

type Guard = BTreeSet<LevelId>;

impl Summand {
    /// The parameters of the guard and one more.
    fn guard_with(&self, parameter: LevelId) -> Guard {
        self.guard.iter().copied().chain([parameter]).collect()
    }
}

struct Comparison<'a> {
    store: &'a Store,
    steps: usize,
}

impl Comparison<'_> {
    /// Whether `a ≤ b`, and `b ≤ a` if both are asked for.
    fn at_most(&mut self, a: LevelId, b: LevelId, both: bool) -> Result<bool, Limit> {
        let (a, b) = (self.summands(a)?, self.summands(b)?);
        Ok(self.are_covered(&a, &b)? && (!both || self.are_covered(&b, &a)?))
    }

    fn are_covered(&mut self, summands: &[Summand], others: &[Summand]) -> Result<bool, Limit> {
        summands.iter().try_fold(true, |all, summand| Ok(all && self.is_covered(summand, others)?))
    }

    /// The summands of a level, those of larger parts first.
    fn summands(&mut self, level: LevelId) -> Result<Vec<Summand>, Limit> {
        let (mut done, mut pending): (Vec<Summand>, _) = (Vec::new(), BinaryHeap::new());
        let push = |pending: &mut BinaryHeap<_>, level, added: u32, guard: Guard| {
            let (part, more) = self.store.level_base(level);
            let added = added.saturating_add(more);
            pending.push(Summand { part, added, guarded: Reverse(guard.len()), guard });
        };
        push(&mut pending, level, 0, Guard::new());
        // A part has a smaller id than what it is part of: all about one part comes in a row, the largest and least guarded first.
        while let Some(next) = pending.pop() {
            self.spend(1 + next.guard.len())?;
            let known = done.iter().rev().take_while(|other| other.part == next.part);
            if self.any(known, |other| other.guard.is_subset(&next.guard))? {
                continue;
            }
            let layer = self.store.level_at(next.part);
            if let Level::Max(a, b) | Level::IMax(a, b) = layer {
                let is_plain = matches!(layer, Level::Max(..));
                let guards = if is_plain { vec![next.guard.clone()] } else { self.extensions(&next, b)? };
                guards.into_iter().for_each(|guard| push(&mut pending, a, next.added, guard));
                push(&mut pending, b, next.added, next.guard.clone());
            }
            done.push(next);
        }
        done.retain(|found| matches!(self.store.level_at(found.part), Level::Zero | Level::Parameter(_)));
        Ok(done)
    }

    /// The least extensions of a guard under which a level is positive.
    fn extensions(&mut self, of: &Summand, level: LevelId) -> Result<Vec<Guard>, Limit> {
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        let mut pending = vec![self.store.level_decider(level)];
        while let Some(level) = pending.pop() {
            self.spend(1 + of.guard.len())?;
            match self.store.level_at(level) {
                Level::Successor(_) => found.push(of.guard.clone()),
                Level::Parameter(_) => found.push(of.guard_with(level)),
                Level::Max(a, b) if seen.insert(level) => {
                    pending.extend([a, b].map(|part| self.store.level_decider(part)));
                }
                _ => {}
            }
        }
        Ok(found)
    }

    /// Whether a summand is at most the largest of others, in which those of larger parts come first.
    ///
    /// Levels grow with their parameters, so it is enough to look where those outside the guard are zero, and those in it one;
    /// and, if the part is a parameter, where it is large.
    fn is_covered(&mut self, summand: &Summand, others: &[Summand]) -> Result<bool, Limit> {
        let Summand { part, added, guard, .. } = summand;
        let suffices = |other: &Summand| {
            other.guard.is_subset(guard)
                && other.added.saturating_add(guard.contains(&other.part).into()) >= *added
        };
        if *added > 0 && !self.any(others, suffices)? {
            return Ok(false);
        }
        let first = others.partition_point(|other| other.part > *part);
        let same = others[first..].iter().take_while(|other| other.part == *part);
        let guard = summand.guard_with(*part);
        Ok(*part == LevelId::ZERO
            || self.any(same, |other| other.added >= *added && other.guard.is_subset(&guard))?)
    }

    fn any<'s>(
        &mut self,
        summands: impl IntoIterator<Item = &'s Summand>,
        wanted: impl Fn(&Summand) -> bool,
    ) -> Result<bool, Limit> {
        for summand in summands {
            self.spend(1 + summand.guard.len())?;
            if wanted(summand) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn spend(&mut self, steps: usize) -> Result<(), Limit> {
        self.steps = self.steps.checked_sub(steps).ok_or(Limit::LevelCases)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::NameId;

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

    /// The values of all levels of the store for some values of u, v, w.
    fn values(levels: &Levels) -> Vec<Vec<u32>> {
        const VALUES: [u32; 6] = [0, 1, 2, 3, 5, 100];
        let points: Vec<[u32; 3]> =
            (0..216).map(|number| [number % 6, number / 6 % 6, number / 36].map(|at| VALUES[at])).collect();
        let mut values: Vec<Vec<u32>> = Vec::new();
        for id in (0..).map(LevelId).take(levels.store.level_count()) {
            let at = |level: LevelId, point: usize| values[level.0 as usize][point];
            let value = |point: usize| match levels.store.level_at(id) {
                Level::Zero => 0,
                Level::Successor(of) => at(of, point) + 1,
                Level::Max(a, b) => at(a, point).max(at(b, point)),
                Level::IMax(_, b) if at(b, point) == 0 => 0,
                Level::IMax(a, b) => at(a, point).max(at(b, point)),
                Level::Parameter(_) if id == levels.u => points[point][0],
                Level::Parameter(_) if id == levels.v => points[point][1],
                Level::Parameter(_) => points[point][2],
            };
            let row = (0..points.len()).map(value).collect();
            values.push(row);
        }
        values
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

    fn check_all(levels: &Levels, left: &[LevelId], right: &[LevelId]) {
        let values = values(levels);
        for &a in left {
            let below = &values[a.0 as usize];
            assert_eq!(is_zero(&levels.store, a), below.iter().all(|&value| value == 0), "{a:?}");
            assert_eq!(is_positive(&levels.store, a), below.iter().all(|&value| value > 0), "{a:?}");
            for &b in right {
                let above = &values[b.0 as usize];
                let expected = below.iter().zip(above).all(|(a, b)| a <= b);
                assert_eq!(at_most(&levels.store, a, b), Ok(expected), "{a:?} {b:?}");
                assert_eq!(equal(&levels.store, a, b), Ok(below == above), "{a:?} {b:?}");
            }
        }
    }

    /// Levels built from few additions are decided by small values of the parameters and a large one.
    #[test]
    fn the_order_is_the_order_of_numbers() {
        let mut levels = levels();
        let all = some_levels(&mut levels);
        let some: Vec<LevelId> = all.iter().copied().step_by(3).collect();
        check_all(&levels, &all, &some);
    }

    #[test]
    fn the_order_of_nested_levels_is_the_order_of_numbers() {
        let mut levels = levels();
        let mut all = vec![LevelId::ZERO, LevelId::ONE, levels.u, levels.v, levels.w];
        let mut state = 7_u64;
        let mut random = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        for _ in 0..200 {
            // Mostly recent ones, so that levels become deep and share their parts.
            let [a, b] = [40, 12].map(|recent| all[all.len() - 1 - random(all.len().min(recent))]);
            let level = match random(9) {
                0 => Level::Successor(a),
                1 | 2 => Level::Max(a, all[random(5)]),
                3 => Level::Max(a, b),
                4 | 5 => Level::IMax(a, all[random(5)]),
                6 | 7 => Level::IMax(a, b),
                _ => Level::IMax(all[random(5)], b),
            };
            all.push(levels.store.level(level));
            if random(30) == 0 {
                all.extend([levels.u, levels.v, levels.w, LevelId::ZERO]);
            }
        }
        check_all(&levels, &all, &all);
    }

    #[test]
    fn what_is_simplified_stays_equal() {
        let mut levels = levels();
        let all = some_levels(&mut levels);
        for &a in &all {
            for &b in all.iter().step_by(3) {
                let (simple, plain) = (levels.store.level_imax(a, b), levels.store.level(Level::IMax(a, b)));
                assert_eq!(equal(&levels.store, simple, plain), Ok(true), "{a:?} {b:?}");
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

    fn parameters(store: &mut Store, count: u64) -> Vec<LevelId> {
        let names: Vec<_> = (0..count).map(|number| store.name_number(NameId::ANONYMOUS, number)).collect();
        names.into_iter().map(|name| store.level_parameter(name)).collect()
    }

    /// Each has an obvious partner that it equals, and its successor is not below it.
    #[test]
    fn large_levels_are_compared() {
        let mut store = Store::new();
        let all = parameters(&mut store, 8000);
        let (u, v) = (all[0], all[1]);
        let maximum = |store: &mut Store, a, b| store.level(Level::Max(a, b));
        let guarded = |store: &mut Store, a, b| store.level(Level::IMax(a, b));
        let both = maximum(&mut store, u, v);
        let other = maximum(&mut store, v, u);
        let pairs = [
            [both, other].map(|start| (0..1_000_000).fold(start, |level, _| store.level_successor(level))),
            [both, other].map(|start| (0..200).fold(start, |level, _| maximum(&mut store, level, level))),
            [both, other].map(|start| (0..200).fold(start, |level, _| guarded(&mut store, level, level))),
            [both, other].map(|start| (0..8000).fold(start, |level, _| guarded(&mut store, u, level))),
            [
                all.iter().fold(LevelId::ZERO, |level, &next| maximum(&mut store, level, next)),
                all.iter().rev().fold(LevelId::ZERO, |level, &next| maximum(&mut store, level, next)),
            ],
            [
                all.iter().fold(v, |level, &next| guarded(&mut store, next, level)),
                all.iter().rev().fold(v, |level, &next| guarded(&mut store, next, level)),
            ],
        ];
        for (number, [a, b]) in pairs.into_iter().enumerate() {
            let above = store.level_successor(a);
            assert_eq!(equal(&store, a, b), Ok(true), "{number}");
            assert_eq!(at_most(&store, b, above), Ok(true), "{number}");
            assert_eq!(at_most(&store, above, b), Ok(false), "{number}");
        }
    }

    /// A maximum of many `imax` is as many summands; an `imax` of an `imax` of maxima is as many as there are choices.
    #[test]
    fn too_many_cases_are_a_limit_and_not_an_answer() {
        let mut store = Store::new();
        let all = parameters(&mut store, 80);
        let (mut wide, mut plain, mut nested) = (LevelId::ZERO, LevelId::ZERO, LevelId::ONE);
        for pair in all.chunks(2) {
            let inner = store.level(Level::IMax(LevelId::ONE, pair[0]));
            wide = store.level(Level::Max(wide, inner));
            plain = store.level(Level::Max(pair[0], plain));
            let either = store.level(Level::Max(pair[0], pair[1]));
            nested = store.level(Level::IMax(nested, either));
        }
        let above = store.level_successor(wide);
        assert_eq!(equal(&store, wide, plain), Ok(true));
        assert_eq!(at_most(&store, above, wide), Ok(false));
        let above = store.level_successor(nested);
        let above = store.level(Level::Max(above, all[0]));
        assert_eq!(at_most(&store, nested, above), Err(Limit::LevelCases));
    }
}
