//! Terms whose variables are far away: a part under many binders, and the same part where some of these binders are others.
//! Given by: the property tests.
//! Gives: a row of closed terms that have a part in common.
//! Holds: the part is the same tree in all of them, so that it is interned once, whatever its variables stand for.
//!
//! Whoever remembers answers about the part by the variables that occur in it must find out which these are, however many
//! binders lie between.

use super::Generator;
use super::share::{Frame, bind};
use crate::naive::term::{T, bound, lambda, lift, mentions};

/// Most binders between the part and the variables further out.
const BETWEEN: usize = 40;
/// Nearer variables than this may be mentioned one by one.
pub(crate) const FAR: usize = 17;
/// Different binders that lie between.
const KINDS: usize = 3;
/// Terms with other binders.
const VARIANTS: usize = 3;

/// What is bound further out, what lies between, and the part.
#[derive(Clone)]
struct Tower {
    outer: Vec<T>,
    kinds: Vec<Frame>,
    between: Vec<usize>,
    part: T,
}

impl Generator<'_, '_> {
    /// A row of closed terms with a part in common, and whether that has a far variable, and whether also a near one.
    pub(crate) fn at_a_distance(&mut self) -> (Vec<T>, bool, bool) {
        let outer = self.context();
        let kinds: Vec<Frame> = (0..KINDS).map(|_| self.binder_over(&outer)).collect();
        let between = self.some_binders();
        let mut tower = Tower { outer, kinds, between, part: bound(0) };
        tower.part = self.part_of(&tower);
        let mut row = vec![tower.term()];
        for _ in 0..VARIANTS {
            row.push(self.another_tower(&tower).term());
        }
        if self.choices.one_in(2) {
            row.reverse();
        }
        let (first, second) = (self.choices.below(row.len()), self.choices.below(row.len()));
        row.push(self.beside(&[], &row[first], &row[second]));
        let reach = tower.between.len() + tower.outer.len();
        let (near, far) = (0..FAR.min(reach), FAR.min(reach)..reach);
        let occurs = |mut range: std::ops::Range<usize>| range.any(|index| mentions(&tower.part, index));
        (row, occurs(far), occurs(near))
    }

    fn binder_over(&mut self, context: &[T]) -> Frame {
        let (of, _) = self.a_type(context, 1);
        let has_value = self.choices.one_in(3);
        let value = has_value.then(|| self.term(context, &of, 1));
        (of, value)
    }

    fn some_binders(&mut self) -> Vec<usize> {
        (0..self.choices.below(BETWEEN + 1)).map(|_| self.choices.below(KINDS)).collect()
    }

    /// A term over the variables further out; maybe with a nearer one beside it, and maybe in a lambda.
    fn part_of(&mut self, tower: &Tower) -> T {
        let (of, _) = self.a_type(&tower.outer, 2);
        let mut part = lift(&self.term(&tower.outer, &of, 3), tower.between.len());
        let context = tower.context();
        if !context.is_empty() && self.choices.one_in(3) {
            let variable = bound(self.choices.below(context.len()));
            part = self.beside(&context, &part, &variable);
        }
        match self.choices.below(4) {
            0 if !tower.between.is_empty() => {
                let (of, _) = &tower.kinds[self.choices.below(KINDS)];
                lambda(lift(of, tower.between.len()), lift(&part, 1))
            }
            1 => self.vary(&context, &part),
            _ => part,
        }
    }

    /// The same part under other binders: mostly one of those between, which it may mention.
    fn another_tower(&mut self, tower: &Tower) -> Tower {
        let mut other = tower.clone();
        let place = self.choices.below(other.between.len().max(1));
        match self.choices.below(8) {
            0 => other.between = self.some_binders(),
            1 => other.between.push(self.choices.below(KINDS)),
            2 if place < other.between.len() => _ = other.between.remove(place),
            3 if !other.outer.is_empty() => {
                let place = self.choices.below(other.outer.len());
                other.outer[place] = self.another_type(&tower.outer[..place], &tower.outer[place]);
            }
            _ if place < other.between.len() => {
                other.between[place] = (other.between[place] + 1 + self.choices.below(KINDS - 1)) % KINDS;
            }
            _ => {}
        }
        other
    }
}

impl Tower {
    /// The binders that lie between, each under those before it.
    fn frames(&self) -> impl DoubleEndedIterator<Item = Frame> + ExactSizeIterator {
        self.between.iter().enumerate().map(|(by, &kind)| {
            let (of, value) = &self.kinds[kind];
            (lift(of, by), value.as_ref().map(|value| lift(value, by)))
        })
    }

    fn context(&self) -> Vec<T> {
        self.outer.iter().cloned().chain(self.frames().map(|(of, _)| of)).collect()
    }

    fn term(&self) -> T {
        let inner = self.frames().rev().fold(self.part.clone(), |term, frame| bind(frame, term));
        self.outer.iter().rev().fold(inner, |term, of| lambda(of.clone(), term))
    }
}
