//! Intervals of monomials, from what is known of their factors.
//! Given by: the rows of a branch.
//! Gives: bounds of monomials, and estimates of products, as further rows.
//! Holds: every bound stands with the combination that proves it; what no bound is needed for needs none.

use super::arithmetic::{AGAIN, Arithmetic, Row};
use super::budget::{Budget, Exhausted};
use super::ledger::{Combination, Ledger, Positive};
use super::number::Number;
use super::polynomial::{Monomial, Polynomial};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Monomials with more factors are not looked into.
const DEGREE: usize = 6;
/// How often bounds are carried from one row to another.
const PASSES: usize = 3;
/// Rows with more terms carry no bounds.
const TERMS: usize = 6;
/// Bounds that take more bits say nothing of use.
const BITS: u64 = 72;
/// Bounds that take more bits together are not multiplied.
const PRODUCT_BITS: u64 = 90;

/// A bound of a monomial: `value ≤ monomial` or `monomial ≤ value`.
#[derive(Clone, Debug)]
pub(crate) struct Bound {
    value: Number,
    /// Why the difference is at least zero.
    why: Combination,
    /// Whether a row says it already.
    stated: bool,
}

/// What is known of a monomial.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interval {
    lower: Option<Rc<Bound>>,
    upper: Option<Rc<Bound>>,
}

/// The product of a bound of one factor with a bound of the other: `sign · uv ≤ u·U + v·V + constant`.
struct Estimate {
    sign: Number,
    u: Number,
    v: Number,
    constant: Number,
    why: Combination,
}

/// Intervals of monomials.
#[derive(Debug, Default)]
pub(crate) struct Intervals {
    known: BTreeMap<Monomial, Interval>,
    done: BTreeSet<Monomial>,
}

impl Interval {
    /// Whether a bound would say more than the one that is there.
    fn improved_by(&self, from_below: bool, value: &Number) -> bool {
        self.side(from_below)
            .is_none_or(|old| if from_below { old.value.less(value) } else { value.less(&old.value) })
    }

    /// Takes a bound if it says more than the one that is there.
    fn improve(&mut self, from_below: bool, bound: Bound) -> bool {
        let better = self.improved_by(from_below, &bound.value);
        if better {
            let place = if from_below { &mut self.lower } else { &mut self.upper };
            *place = Some(Rc::new(bound));
        }
        better
    }

    fn side(&self, from_below: bool) -> Option<&Rc<Bound>> {
        if from_below { self.lower.as_ref() } else { self.upper.as_ref() }
    }
}

/// The intervals that the rows give, carried from row to row.
pub(crate) fn intervals(arithmetic: &Arithmetic, budget: &mut Budget) -> Result<Intervals, Exhausted> {
    let mut result = Intervals::default();
    let rows: Vec<&Rc<Row>> = arithmetic.inequalities().iter().collect();
    for row in rows.iter().filter(|row| row.polynomial.fits(BITS)) {
        result.single(row);
    }
    for _ in 0..PASSES {
        let mut changed = false;
        for row in rows.iter().filter(|row| row.polynomial.len() <= TERMS && row.polynomial.fits(BITS)) {
            budget.spend(1)?;
            changed |= result.carry(row);
        }
        if !changed {
            break;
        }
    }
    Ok(result)
}

/// Adds the bounds of all monomials with several factors, and the estimates of those with two.
pub(crate) fn enclose(
    arithmetic: &mut Arithmetic,
    ledger: &mut Ledger,
    budget: &mut Budget,
) -> Result<(), Exhausted> {
    let monomials = arithmetic.nonlinear();
    if monomials.is_empty() {
        return Ok(());
    }
    let mut intervals = intervals(arithmetic, budget)?;
    for monomial in monomials {
        intervals.multiply(ledger, &monomial, budget)?;
        let interval = intervals.known.get(&monomial).cloned().unwrap_or_default();
        for from_below in [true, false] {
            if let Some(bound) = interval.side(from_below).filter(|bound| bound.is_news()) {
                budget.spend(4)?;
                arithmetic.add(ledger, bound.row(&monomial, from_below));
            }
        }
    }
    Ok(())
}

/// The products of bounds of two factors, for each monomial that is one; those that values violate.
pub(crate) fn estimates(
    arithmetic: &Arithmetic,
    ledger: &mut Ledger,
    (values, budget): (&BTreeMap<Monomial, Number>, &mut Budget),
) -> Result<Vec<Row>, Exhausted> {
    let mut intervals = intervals(arithmetic, budget)?;
    let mut rows = Vec::new();
    for monomial in arithmetic.nonlinear().iter().filter(|monomial| monomial.degree() <= DEGREE) {
        for (u, v) in splits(monomial) {
            intervals.multiply(ledger, &u, budget)?;
            let pair = (intervals.of(&u), intervals.of(&v));
            for (left, right) in [(true, true), (true, false), (false, true), (false, false)] {
                budget.spend(1)?;
                let Some(polynomial) = product_of(&pair, (&u, &v), (left, right)) else { continue };
                if !polynomial.value(values).is_some_and(|value| value.is_negative()) {
                    continue;
                }
                if let Some(estimate) = estimate(ledger, &pair, (left, right)) {
                    rows.push(Row { polynomial, combination: estimate.why, products: AGAIN });
                }
            }
        }
    }
    Ok(rows)
}

/// Two monomials whose product a monomial is: one factor and the rest, and two halves if they are equal.
fn splits(monomial: &Monomial) -> Vec<(Monomial, Monomial)> {
    let mut result = Vec::new();
    if let Some(half) = monomial.root() {
        result.push((half.clone(), half));
    }
    let distinct: BTreeSet<_> = monomial.0.iter().copied().collect();
    for atom in distinct {
        if let Some(rest) = monomial.without(atom).filter(|rest| rest.0 != [atom]) {
            result.push((rest, Monomial(vec![atom])));
        }
    }
    if monomial.degree() == 2 {
        result.truncate(1);
    }
    result
}

impl Bound {
    fn is_news(&self) -> bool {
        !self.stated && self.value.bits() <= BITS
    }

    fn row(&self, monomial: &Monomial, from_below: bool) -> Row {
        let sign = if from_below { Number::ONE } else { Number::MINUS_ONE };
        let mut polynomial = Polynomial::term(monomial.clone(), sign.clone());
        polynomial.add_term(Monomial::ONE, &self.value.times(&sign).negated());
        Row { polynomial, combination: self.why.clone(), products: AGAIN }
    }
}

impl Intervals {
    fn of(&self, monomial: &Monomial) -> Interval {
        self.known.get(monomial).cloned().unwrap_or_default()
    }

    /// A row about one monomial bounds it.
    fn single(&mut self, row: &Row) {
        let mut terms = row.polynomial.factors();
        let (Some((monomial, factor)), None) = (terms.next(), terms.next()) else { return };
        let bound = Bound {
            value: row.polynomial.constant_term().over(factor).negated(),
            why: row.combination.scaled(&Number::ONE.over(&factor.absolute())),
            stated: true,
        };
        let interval = self.known.entry(monomial.clone()).or_default();
        let _ = interval.improve(factor.is_positive(), bound);
    }

    /// A row bounds each of its monomials by the bounds of the others.
    fn carry(&mut self, row: &Row) -> bool {
        let terms: Vec<(&Monomial, &Number)> = row.polynomial.factors().collect();
        let mut changed = false;
        for &(monomial, factor) in &terms {
            let others = || terms.iter().copied().filter(|(other, _)| *other != monomial);
            let Some(sum) = self.sum(others(), &row.polynomial) else { continue };
            let value = sum.over(factor).negated();
            let from_below = factor.is_positive();
            let known = self.known.get(monomial);
            if value.bits() > BITS || !known.is_none_or(|known| known.improved_by(from_below, &value)) {
                continue;
            }
            let Some(why) = self.reason(others(), row) else { continue };
            let why = why.scaled(&Number::ONE.over(&factor.absolute()));
            let bound = Bound { value, why, stated: false };
            changed |= self.known.entry(monomial.clone()).or_default().improve(from_below, bound);
        }
        changed
    }

    /// The most that terms and the constant of a polynomial come to.
    fn sum<'a>(
        &self,
        terms: impl Iterator<Item = (&'a Monomial, &'a Number)>,
        polynomial: &Polynomial,
    ) -> Option<Number> {
        let mut sum = polynomial.constant_term();
        for (monomial, factor) in terms {
            let bound = self.known.get(monomial)?.side(factor.is_negative())?;
            sum = sum.plus(&factor.times(&bound.value));
        }
        Some(sum)
    }

    /// Why terms and the constant of a row come to no more.
    fn reason<'a>(
        &self,
        terms: impl Iterator<Item = (&'a Monomial, &'a Number)>,
        row: &Row,
    ) -> Option<Combination> {
        let mut why = row.combination.clone();
        for (monomial, factor) in terms {
            why.add_scaled(&self.known.get(monomial)?.side(factor.is_negative())?.why, &factor.absolute());
        }
        Some(why)
    }

    /// The most that a polynomial comes to.
    #[must_use]
    pub(crate) fn most(&self, polynomial: &Polynomial) -> Option<Number> {
        self.sum(polynomial.factors(), polynomial)
    }

    /// The most that a row comes to, and why it is no more.
    #[must_use]
    pub(crate) fn bounded(&self, row: &Row) -> Option<(Number, Combination)> {
        Some((self.most(&row.polynomial)?, self.reason(row.polynomial.factors(), row)?))
    }

    /// Finds the interval of a product.
    fn multiply(
        &mut self,
        ledger: &mut Ledger,
        monomial: &Monomial,
        budget: &mut Budget,
    ) -> Result<(), Exhausted> {
        if !(2..=DEGREE).contains(&monomial.degree()) || !self.done.insert(monomial.clone()) {
            return Ok(());
        }
        for (u, v) in splits(monomial) {
            self.multiply(ledger, &u, budget)?;
            budget.spend(4)?;
            let pair = (self.of(&u), self.of(&v));
            for from_below in [true, false] {
                let best = best(ledger, &pair, u == v, from_below);
                if let Some(bound) = best {
                    let _ = self.known.entry(monomial.clone()).or_default().improve(from_below, bound);
                }
            }
        }
        if let Some(root) = monomial.root() {
            let entry = ledger.positive(Positive::Square(Polynomial::term(root, Number::ONE)));
            let why = Combination::positive(entry);
            let bound = Bound { value: Number::ZERO, why, stated: false };
            let _ = self.known.entry(monomial.clone()).or_default().improve(true, bound);
        }
        Ok(())
    }
}

/// The product of two bounds as a polynomial that is at least zero.
fn product_of(
    (a, b): &(Interval, Interval),
    (u, v): (&Monomial, &Monomial),
    (left, right): (bool, bool),
) -> Option<Polynomial> {
    let difference = |of: &Monomial, bound: &Bound, from_below: bool| bound.row(of, from_below).polynomial;
    let (first, second) = (a.side(left)?, b.side(right)?);
    Some(difference(u, first, left).times(&difference(v, second, right)))
}

/// What the product of two bounds says of the product of the monomials.
fn estimate(
    ledger: &mut Ledger,
    (a, b): &(Interval, Interval),
    (left, right): (bool, bool),
) -> Option<Estimate> {
    let (first, second) = (a.side(left)?, b.side(right)?);
    if first.value.bits() + second.value.bits() > PRODUCT_BITS {
        return None;
    }
    let sign = if left == right { Number::MINUS_ONE } else { Number::ONE };
    let scale = Number::integer(&(first.why.denominator() * second.why.denominator()));
    let entry = ledger.positive(Positive::Product(first.why.integral(), second.why.integral()));
    Some(Estimate {
        u: second.value.times(&sign),
        v: first.value.times(&sign),
        constant: first.value.times(&second.value).times(&sign).negated(),
        why: Combination::positive(entry).scaled(&Number::ONE.over(&scale)),
        sign,
    })
}

/// The best bound of a product that two estimates give, alone or together.
fn best(ledger: &mut Ledger, pair: &(Interval, Interval), same: bool, from_below: bool) -> Option<Bound> {
    let sides = if from_below { [(true, true), (false, false)] } else { [(true, false), (false, true)] };
    let estimates: Vec<Estimate> =
        sides.into_iter().filter_map(|sides| estimate(ledger, pair, sides)).collect();
    let mut best: Option<Bound> = None;
    for weight in weights(&estimates) {
        let rest = Number::ONE.minus(&weight);
        let mixed = match estimates.as_slice() {
            [first, second] => first.mixed(&weight, second, &rest),
            [only] => only.mixed(&Number::ONE, only, &Number::ZERO),
            _ => return None,
        };
        let Some(bound) = mixed.bound(pair, same) else { continue };
        let better = best.as_ref().is_none_or(|old| {
            if from_below { old.value.less(&bound.value) } else { bound.value.less(&old.value) }
        });
        if better {
            best = Some(bound);
        }
    }
    best
}

/// Shares of the first of two estimates at which a coefficient of their mixture vanishes, and both ends.
fn weights(estimates: &[Estimate]) -> Vec<Number> {
    let mut result = vec![Number::ONE];
    if let [first, second] = estimates {
        result.push(Number::ZERO);
        for (a, b) in [(&first.u, &second.u), (&first.v, &second.v)] {
            let weight = b.over(&b.minus(a));
            if weight.is_positive() && weight.less(&Number::ONE) {
                result.push(weight);
            }
        }
    }
    result
}

impl Estimate {
    fn mixed(&self, weight: &Number, other: &Self, rest: &Number) -> Self {
        let mix = |a: &Number, b: &Number| a.times(weight).plus(&b.times(rest));
        let mut why = self.why.scaled(weight);
        why.add_scaled(&other.why, rest);
        Estimate {
            sign: self.sign.clone(),
            u: mix(&self.u, &other.u),
            v: mix(&self.v, &other.v),
            constant: mix(&self.constant, &other.constant),
            why,
        }
    }

    /// The bound of the product that follows if the factors are as large, or as small, as they can be.
    fn bound(self, (a, b): &(Interval, Interval), same: bool) -> Option<Bound> {
        let (mut value, mut why) = (self.constant, self.why);
        let (u, v) = if same { (self.u.plus(&self.v), Number::ZERO) } else { (self.u, self.v) };
        for (coefficient, interval) in [(u, a), (v, b)] {
            if !coefficient.is_zero() {
                let bound = interval.side(coefficient.is_negative())?;
                value = value.plus(&coefficient.times(&bound.value));
                why.add_scaled(&bound.why, &coefficient.absolute());
            }
        }
        Some(Bound { value: value.times(&self.sign), why, stated: false })
    }
}
