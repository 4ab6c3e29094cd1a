//! The rows of a branch: what its comparisons say as polynomials, with equations substituted.
//! Given by: the search, one comparison at a time.
//! Gives: a contradiction, or values that satisfy all rows linearly.
//! Holds: each row stands with the combination it came from; rows have integer coefficients without common factor.

use super::budget::{Budget, Exhausted};
use super::ledger::{Combination, Ledger, Positive, Zero};
use super::number::Number;
use super::polynomial::{Atom, Monomial, Polynomial};
use super::simplex::{self, Answer, Constraint};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::Zero as _;
use std::collections::BTreeSet;
use std::rc::Rc;

/// A row that counts for so many products is not multiplied again.
pub(crate) const AGAIN: u32 = 2;

/// A polynomial that is at least zero (or zero, for equations), and why.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The polynomial.
    pub(crate) polynomial: Polynomial,
    /// Why.
    pub(crate) combination: Combination,
    /// How many products were taken to get it.
    pub(crate) products: u32,
}

/// An atom that an equation determines: `atom - value` is zero.
#[derive(Debug)]
struct Substitution {
    atom: Atom,
    value: Polynomial,
    combination: Combination,
}

/// The rows of a branch.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arithmetic {
    inequalities: Vec<Rc<Row>>,
    /// The shape of each of them.
    shapes: Vec<u64>,
    equations: Vec<Rc<Row>>,
    substitutions: Vec<Rc<Substitution>>,
    contradiction: Option<Rc<Combination>>,
}

/// What a look at all rows gives.
#[derive(Clone, Debug)]
pub(crate) enum Finding {
    /// A combination that is a negative constant.
    Contradiction(Rc<Combination>),
    /// A value for each monomial; none if it is not clear whether there are any.
    Values(Vec<(Monomial, Number)>),
}

impl Arithmetic {
    /// The rows that are at least zero.
    #[must_use]
    pub(crate) fn inequalities(&self) -> &[Rc<Row>] {
        &self.inequalities
    }

    /// The rows that are zero and determine no atom.
    #[must_use]
    pub(crate) fn equations(&self) -> &[Rc<Row>] {
        &self.equations
    }

    /// The monomials with several factors.
    #[must_use]
    pub(crate) fn nonlinear(&self) -> BTreeSet<Monomial> {
        let rows = self.inequalities.iter().chain(&self.equations);
        let monomials = rows.flat_map(|row| row.polynomial.terms().map(|(monomial, _)| monomial));
        monomials.filter(|monomial| monomial.degree() > 1).cloned().collect()
    }

    /// Whether a contradiction is known.
    #[must_use]
    pub(crate) fn contradiction(&self) -> Option<&Rc<Combination>> {
        self.contradiction.as_ref()
    }

    /// Adds a polynomial that is at least zero.
    pub(crate) fn add(&mut self, ledger: &mut Ledger, row: Row) {
        let mut pending = vec![(row, false)];
        self.drain(ledger, &mut pending);
    }

    /// Adds a polynomial that is zero.
    pub(crate) fn add_equation(&mut self, ledger: &mut Ledger, row: Row) {
        let mut pending = vec![(row, true)];
        self.drain(ledger, &mut pending);
    }

    /// Adds what is pending; new substitutions and implied equations make more.
    fn drain(&mut self, ledger: &mut Ledger, pending: &mut Vec<(Row, bool)>) {
        while let Some((mut row, equation)) = pending.pop() {
            if self.contradiction.is_some() {
                return;
            }
            self.reduce(&mut row);
            if let Some(constant) = row.polynomial.as_constant() {
                self.judge(&constant, row.combination, equation);
            } else if equation {
                self.insert_equation(row, pending);
            } else {
                self.insert(ledger, row, pending);
            }
        }
    }

    fn judge(&mut self, constant: &Number, combination: Combination, equation: bool) {
        if constant.is_negative() {
            self.contradiction = Some(Rc::new(combination));
        } else if equation && constant.is_positive() {
            self.contradiction = Some(Rc::new(combination.scaled(&Number::MINUS_ONE)));
        }
    }

    /// A polynomial with the values of determined atoms put in.
    #[must_use]
    pub(crate) fn reduced(&self, polynomial: &Polynomial) -> Polynomial {
        let (polynomial, combination) = (polynomial.clone(), Combination::default());
        self.reduced_row(Row { polynomial, combination, products: 0 }).polynomial
    }

    /// A row with the values of determined atoms put in.
    #[must_use]
    pub(crate) fn reduced_row(&self, mut row: Row) -> Row {
        self.reduce(&mut row);
        row
    }

    /// The bounds that single rows give a polynomial with integer coefficients.
    #[must_use]
    pub(crate) fn range(&self, polynomial: &Polynomial) -> (Option<BigInt>, Option<BigInt>) {
        let content = Number::integer(&polynomial.content());
        let primitive = polynomial.scaled(&Number::ONE.over(&content));
        let shift = polynomial.constant_term();
        let bound = |sign: &Number| {
            let position = self.alike(&primitive, primitive.shape(sign), sign)?;
            let constant = self.inequalities[position].polynomial.constant_term().times(&content);
            Some(constant.minus(&shift.times(sign)).floor())
        };
        (bound(&Number::ONE).map(|value| -value), bound(&Number::MINUS_ONE))
    }

    /// Puts in the values of determined atoms.
    fn reduce(&self, row: &mut Row) {
        for substitution in &self.substitutions {
            while row.polynomial.mentions(substitution.atom) {
                let (factor, rest) = row.polynomial.split(substitution.atom);
                row.polynomial = rest.plus(&factor.times(&substitution.value));
                row.combination.add_zeros(&substitution.combination, &factor.scaled(&Number::MINUS_ONE));
            }
        }
    }

    fn insert(&mut self, ledger: &mut Ledger, row: Row, pending: &mut Vec<(Row, bool)>) {
        let row = primitive(ledger, row);
        let constant = row.polynomial.constant_term();
        let shape = row.polynomial.shape(&Number::ONE);
        if let Some(position) = self.alike(&row.polynomial, shape, &Number::ONE) {
            if !constant.less(&self.inequalities[position].polynomial.constant_term()) {
                return;
            }
            let _ = (self.inequalities.remove(position), self.shapes.remove(position));
        }
        let opposite = row.polynomial.shape(&Number::MINUS_ONE);
        if let Some(position) = self.alike(&row.polynomial, opposite, &Number::MINUS_ONE) {
            let other = Rc::clone(&self.inequalities[position]);
            let sum = constant.plus(&other.polynomial.constant_term());
            if sum.is_negative() {
                let mut combination = row.combination;
                combination.add_scaled(&other.combination, &Number::ONE);
                self.contradiction = Some(Rc::new(combination));
                return;
            }
            if sum.is_zero() {
                pending.push((implied(ledger, &row, &other), true));
            }
        }
        self.inequalities.push(Rc::new(row));
        self.shapes.push(shape);
    }

    /// The row that is a polynomial times a sign, but for the constant.
    fn alike(&self, polynomial: &Polynomial, shape: u64, sign: &Number) -> Option<usize> {
        let same =
            |(&other, row): (&u64, &Rc<Row>)| other == shape && row.polynomial.is_alike(polynomial, sign);
        self.shapes.iter().zip(&self.inequalities).position(same)
    }

    fn insert_equation(&mut self, row: Row, pending: &mut Vec<(Row, bool)>) {
        let content = row.polynomial.scaled(&Number::integer(&row.polynomial.denominator())).content();
        let factor = Number::ratio(row.polynomial.denominator(), content);
        let row = scaled(row, &factor);
        if !row.polynomial.constant_term().is_integer() {
            pending.push((scaled(row.clone(), &Number::MINUS_ONE), false));
            pending.push((row, false));
        } else if let Some((atom, sign)) = determined(&row.polynomial) {
            let row = scaled(row, &sign);
            let mut value = row.polynomial.scaled(&Number::MINUS_ONE);
            value.add_term(Monomial(vec![atom]), &Number::ONE);
            self.substitute(Substitution { atom, value, combination: row.combination }, pending);
        } else if !self.equations.iter().any(|old| old.polynomial == row.polynomial) {
            self.equations.push(Rc::new(row));
        }
    }

    fn substitute(&mut self, substitution: Substitution, pending: &mut Vec<(Row, bool)>) {
        let atom = substitution.atom;
        self.substitutions.push(Rc::new(substitution));
        let mut take = |rows: &mut Vec<Rc<Row>>, equation: bool| {
            let (touched, kept) = rows.drain(..).partition(|row| row.polynomial.mentions(atom));
            *rows = kept;
            let touched: Vec<Rc<Row>> = touched;
            pending.extend(touched.into_iter().rev().map(|row| (Row::clone(&row), equation)));
        };
        take(&mut self.inequalities, false);
        take(&mut self.equations, true);
        self.shapes = self.inequalities.iter().map(|row| row.polynomial.shape(&Number::ONE)).collect();
    }

    /// Looks for a contradiction by linear arithmetic, monomials being variables.
    pub(crate) fn look(&self, budget: &mut Budget) -> Result<Finding, Exhausted> {
        if let Some(combination) = &self.contradiction {
            return Ok(Finding::Contradiction(Rc::clone(combination)));
        }
        let rows: Vec<(&Rc<Row>, bool)> = (self.equations.iter().map(|row| (row, true)))
            .chain(self.inequalities.iter().map(|row| (row, false)))
            .collect();
        budget.spend(rows.iter().map(|(row, _)| row.polynomial.work()).sum::<usize>() / 2)?;
        let constraints: Vec<Constraint<'_>> = rows
            .iter()
            .map(|&(row, equation)| Constraint { polynomial: &row.polynomial, equation })
            .collect();
        Ok(match simplex::solve(&constraints, budget)? {
            Answer::Values(values) => Finding::Values(values),
            Answer::Unclear => Finding::Values(Vec::new()),
            Answer::Conflict(factors) => {
                let mut sum = Combination::default();
                for (row, factor) in &factors {
                    sum.add_scaled(&rows[*row].0.combination, factor);
                }
                Finding::Contradiction(Rc::new(sum))
            }
        })
    }
}

/// The polynomial without its constant.
#[must_use]
pub(crate) fn without_constant(polynomial: &Polynomial) -> Polynomial {
    let mut result = polynomial.clone();
    result.add_term(Monomial::ONE, &polynomial.constant_term().negated());
    result
}

fn scaled(row: Row, factor: &Number) -> Row {
    Row {
        polynomial: row.polynomial.scaled(factor),
        combination: row.combination.scaled(factor),
        products: row.products,
    }
}

/// Divides by the common factor of the coefficients and rounds the constant down, which integers allow.
fn primitive(ledger: &mut Ledger, row: Row) -> Row {
    let denominator = Number::integer(&row.polynomial.denominator());
    let content = row.polynomial.scaled(&denominator).content();
    if content.is_zero() {
        return row;
    }
    let row = scaled(row, &denominator.over(&Number::integer(&content)));
    let constant = row.polynomial.constant_term();
    if constant.is_integer() {
        return row;
    }
    let mut result = without_constant(&row.polynomial);
    result.add_term(Monomial::ONE, &Number::integer(&constant.floor()));
    let divisor = row.combination.denominator();
    let cut = Positive::Cut { of: row.combination.integral(), divisor, result: result.clone() };
    let combination = Combination::positive(ledger.positive(cut));
    Row { polynomial: result, combination, products: row.products }
}

/// The equation of two rows that are each other's negation.
fn implied(ledger: &mut Ledger, row: &Row, other: &Row) -> Row {
    let factor = Number::integer(&row.combination.denominator().lcm(&other.combination.denominator()));
    let why = Zero::Opposite(row.combination.scaled(&factor), other.combination.scaled(&factor));
    let combination = Combination::zero(ledger.zero(why)).scaled(&Number::ONE.over(&factor));
    Row { polynomial: row.polynomial.clone(), combination, products: row.products.max(other.products) }
}

/// An atom that occurs once, by itself, with coefficient one or minus one; and that coefficient.
fn determined(polynomial: &Polynomial) -> Option<(Atom, Number)> {
    let candidate = |(monomial, coefficient): (&Monomial, &Number)| match monomial.0.as_slice() {
        &[atom] if coefficient.absolute() == Number::ONE => {
            let once = polynomial.terms().filter(|(other, _)| other.0.contains(&atom)).count() == 1;
            once.then(|| (atom, coefficient.clone()))
        }
        _ => None,
    };
    polynomial.terms().filter_map(candidate).last()
}
