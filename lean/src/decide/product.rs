//! Which rows are multiplied with each other when linear reasoning over monomials is not enough.
//! Given by: the rows of a branch.
//! Gives: their products as further rows.
//! Holds: products that bring few new monomials come first; number and degree are capped.

use super::arithmetic::{AGAIN, Arithmetic, Row};
use super::budget::{Budget, Exhausted};
use super::ledger::{Combination, Ledger, Positive};
use super::number::Number;
use super::polynomial::{Atom, Monomial, Polynomial};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// No product has a monomial with more factors.
const DEGREE: usize = 4;
/// How many rows a round may add.
const ROWS: usize = 48;
/// In early rounds, rows with a larger constant, in bits, are left alone: bounds of machine integers say little.
const BITS: u64 = 48;
/// How many pairs a round looks at.
const PAIRS: usize = 3000;

/// How many rows are multiplied with each other to cut values off.
const CUTTING: usize = 48;
/// How many products cut values off at a time.
const CUTS: usize = 8;

enum Candidate {
    Inequalities(Rc<Row>, Rc<Row>),
    Equation(Rc<Row>, Monomial),
}

struct Ranked {
    candidate: Candidate,
    polynomial: Polynomial,
    fresh: usize,
    weight: usize,
}

/// Adds products; a later round may bring more new monomials and multiply products again.
pub(crate) fn multiply(
    arithmetic: &mut Arithmetic,
    ledger: &mut Ledger,
    round: u32,
    budget: &mut Budget,
) -> Result<(), Exhausted> {
    let known = arithmetic.nonlinear();
    let mut ranked = Vec::new();
    for candidate in candidates(arithmetic, round) {
        let polynomial = candidate.polynomial();
        budget.spend(1 + polynomial.work() / 2)?;
        let fresh = polynomial.terms().filter(|(m, _)| m.degree() > 1 && !known.contains(*m)).count();
        let useful = polynomial.terms().any(|(m, _)| known.contains(m));
        let small = polynomial.terms().all(|(_, coefficient)| coefficient.large_bits() == 0);
        if useful && small && fresh <= round as usize && polynomial.degree() <= DEGREE {
            let weight = candidate.weight();
            ranked.push(Ranked { candidate, polynomial, fresh, weight });
        }
    }
    ranked.sort_by_key(|ranked| (ranked.fresh, ranked.weight));
    for ranked in ranked.into_iter().take(ROWS) {
        budget.spend(1 + arithmetic.inequalities().len())?;
        ranked.enter(arithmetic, ledger);
    }
    Ok(())
}

/// Products of rows, without new monomials, that values violate.
pub(crate) fn violated(
    arithmetic: &Arithmetic,
    ledger: &mut Ledger,
    (values, budget): (&BTreeMap<Monomial, Number>, &mut Budget),
) -> Result<Vec<Row>, Exhausted> {
    let atoms: BTreeSet<Atom> = arithmetic.nonlinear().into_iter().flat_map(|m| m.0).collect();
    let fits = |row: &&Rc<Row>| {
        row.products < AGAIN
            && row.polynomial.fits(BITS)
            && row.polynomial.atoms().all(|atom| atoms.contains(&atom))
    };
    let rows: Vec<&Rc<Row>> = arithmetic.inequalities().iter().filter(fits).take(CUTTING).collect();
    let mut cuts = Vec::new();
    for (position, row) in rows.iter().enumerate() {
        for other in rows[position..].iter().filter(|other| known(&row.polynomial, &other.polynomial, values))
        {
            let candidate = Candidate::Inequalities(Rc::clone(*row), Rc::clone(*other));
            let polynomial = candidate.polynomial();
            budget.spend(1 + polynomial.work() / 2)?;
            if polynomial.value(values).is_some_and(|value| value.is_negative()) {
                cuts.push((candidate.weight(), candidate, polynomial));
            }
        }
    }
    cuts.sort_by_key(|(weight, ..)| *weight);
    Ok(cuts
        .into_iter()
        .take(CUTS)
        .map(|(weight, candidate, polynomial)| {
            Ranked { candidate, polynomial, fresh: 0, weight }.row(ledger).0
        })
        .collect())
}

/// Whether the products of all monomials of two polynomials have values.
fn known(a: &Polynomial, b: &Polynomial, values: &BTreeMap<Monomial, Number>) -> bool {
    let linear = |monomial: &Monomial| monomial.degree() > 0;
    a.terms().all(|(first, _)| {
        !linear(first)
            || b.terms().all(|(second, _)| !linear(second) || values.contains_key(&first.times(second)))
    })
}

fn candidates(arithmetic: &Arithmetic, round: u32) -> Vec<Candidate> {
    let mut result = Vec::new();
    let strong = |row: &&Rc<Row>| round > 2 || row.polynomial.constant_term().numerator().bits() <= BITS;
    let rows: Vec<&Rc<Row>> = arithmetic.inequalities().iter().filter(strong).collect();
    for (position, row) in rows.iter().enumerate() {
        for other in &rows[position..] {
            let products = row.products + other.products;
            let multiplies_again = products > 0;
            if products < AGAIN && (round > 1 || !multiplies_again) && result.len() < PAIRS {
                result.push(Candidate::Inequalities(Rc::clone(*row), Rc::clone(*other)));
            }
        }
    }
    let atoms: BTreeSet<Atom> = arithmetic.nonlinear().into_iter().flat_map(|m| m.0).collect();
    for equation in arithmetic.equations().iter().filter(|equation| equation.products < AGAIN) {
        for &atom in &atoms {
            result.push(Candidate::Equation(Rc::clone(equation), Monomial(vec![atom])));
        }
    }
    result
}

impl Candidate {
    fn polynomial(&self) -> Polynomial {
        match self {
            Candidate::Inequalities(a, b) => a.polynomial.times(&b.polynomial),
            Candidate::Equation(equation, factor) => {
                equation.polynomial.times(&Polynomial::term(factor.clone(), Number::ONE))
            }
        }
    }

    /// Bounds with small constants say more than those with large ones.
    fn weight(&self) -> usize {
        let bits = |row: &Row| {
            let constant = row.polynomial.constant_term().numerator().bits();
            usize::try_from(constant).unwrap_or(usize::MAX / 4) + 16 * row.products as usize
        };
        match self {
            Candidate::Inequalities(a, b) => bits(a) + bits(b),
            Candidate::Equation(equation, _) => bits(equation),
        }
    }
}

impl Ranked {
    fn enter(self, arithmetic: &mut Arithmetic, ledger: &mut Ledger) {
        match self.row(ledger) {
            (row, false) => arithmetic.add(ledger, row),
            (row, true) => arithmetic.add_equation(ledger, row),
        }
    }

    /// The product as a row, and whether it is an equation.
    fn row(self, ledger: &mut Ledger) -> (Row, bool) {
        match self.candidate {
            Candidate::Inequalities(a, b) => {
                let (first, second) = (a.combination.integral(), b.combination.integral());
                let scale = |row: &Row| Number::integer(&row.combination.denominator());
                let polynomial = self.polynomial.scaled(&scale(&a).times(&scale(&b)));
                let entry = ledger.positive(Positive::Product(first, second));
                let combination = Combination::positive(entry);
                (Row { polynomial, combination, products: a.products + b.products + 1 }, false)
            }
            Candidate::Equation(equation, factor) => {
                let mut combination = Combination::default();
                combination.add_zeros(&equation.combination, &Polynomial::term(factor, Number::ONE));
                (Row { polynomial: self.polynomial, combination, products: equation.products + 1 }, true)
            }
        }
    }
}
