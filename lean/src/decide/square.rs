//! Squares that are at least zero, chosen where the values so far make them negative.
//! Given by: the rows of a branch, and values that satisfy them as if monomials were variables.
//! Gives: squares of atoms, sums and differences of atoms, shifted by an integer.
//! Holds: only squares whose monomials occur in rows; each cuts the values off.

use super::arithmetic::{AGAIN, Arithmetic, Row};
use super::budget::{Budget, Exhausted};
use super::ledger::{Combination, Ledger, Positive};
use super::number::Number;
use super::polynomial::{Monomial, Polynomial};
use num_bigint::BigInt;
use std::collections::{BTreeMap, BTreeSet};

/// Squares of differences are tried for so many monomials at most.
const MONOMIALS: usize = 12;

/// The squares that values violate.
pub(crate) fn squares(
    arithmetic: &Arithmetic,
    ledger: &mut Ledger,
    (values, budget): (&BTreeMap<Monomial, Number>, &mut Budget),
) -> Result<Vec<Row>, Exhausted> {
    let mut rows = Vec::new();
    for form in forms(&arithmetic.nonlinear()) {
        budget.spend(1 + form.len())?;
        for centre in centres(&form, values) {
            let mut shifted = form.clone();
            shifted.add_term(Monomial::ONE, &Number::integer(&centre).negated());
            let square = shifted.times(&shifted);
            if square.value(values).is_some_and(|value| value.is_negative()) {
                let combination = Combination::positive(ledger.positive(Positive::Square(shifted)));
                rows.push(Row { polynomial: square, combination, products: AGAIN });
                break;
            }
        }
    }
    Ok(rows)
}

/// The integers next to the value of a form, and zero.
fn centres(form: &Polynomial, values: &BTreeMap<Monomial, Number>) -> Vec<BigInt> {
    let floor = form.value(values).map(|value| value.floor()).unwrap_or_default();
    vec![floor.clone(), floor + 1, BigInt::ZERO]
}

/// Roots of monomials that are squares, and sums and differences of two whose product occurs.
fn forms(monomials: &BTreeSet<Monomial>) -> Vec<Polynomial> {
    let roots: Vec<Monomial> = monomials.iter().filter_map(Monomial::root).take(MONOMIALS).collect();
    let mut result: Vec<Polynomial> =
        roots.iter().map(|root| Polynomial::term(root.clone(), Number::ONE)).collect();
    for (position, a) in roots.iter().enumerate() {
        for b in roots[position + 1..].iter().filter(|b| monomials.contains(&a.times(b))) {
            for (first, second) in [(1, 1), (1, -1), (1, 2), (1, -2), (2, 1), (2, -1)] {
                let mut form = Polynomial::term(a.clone(), Number::integer(&BigInt::from(first)));
                form.add_term(b.clone(), &Number::integer(&BigInt::from(second)));
                result.push(form);
            }
        }
    }
    result
}
