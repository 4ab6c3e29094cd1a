//! When a formula or measure is defined: no divisor in it is zero where it matters, from left to right.
//! Given by: `lower` for assertions; the statements of contracts; the evaluator.
//! Gives: the definedness of `docs/spec/core.md` as a formula; `Constant(true)` if nothing divides.
//! Holds: parts that say nothing are left out; the result is itself defined wherever it is evaluated in order.

use super::{Arithmetic, Case, Comparison, Formula, Measure, Term};

impl Formula {
    /// The condition under which every division in the formula has a divisor other than zero.
    #[must_use]
    pub fn definedness(&self) -> Formula {
        match self {
            Formula::Constant(_) => Formula::Constant(true),
            Formula::Test(term) => term.definedness(),
            Formula::Compare(_, left, right) => both(left.definedness(), right.definedness()),
            Formula::Not(inner) => inner.definedness(),
            Formula::Iff(left, right) => both(left.definedness(), right.definedness()),
            Formula::And(left, right) | Formula::Implies(left, right) => {
                both(left.definedness(), under(|| left.as_ref().clone(), right.definedness()))
            }
            Formula::Or(left, right) => {
                both(left.definedness(), under(|| Formula::Not(left.clone()), right.definedness()))
            }
        }
    }
}

impl Measure {
    /// The condition under which the conditions, and each term where its condition holds, are defined.
    #[must_use]
    pub fn definedness(&self) -> Formula {
        let parts = self.cases.iter().map(|Case { condition, term }| {
            both(condition.definedness(), under(|| condition.clone(), term.definedness()))
        });
        parts.fold(Formula::Constant(true), both)
    }
}

impl Term {
    /// The condition under which every division in the term has a divisor other than zero.
    #[must_use]
    pub fn definedness(&self) -> Formula {
        match self {
            Term::Variable(_) | Term::Integer(_) => Formula::Constant(true),
            Term::Field(inner, _) | Term::Negate(inner) => inner.definedness(),
            Term::Arithmetic(operator, left, right) => {
                let parts = both(left.definedness(), right.definedness());
                if matches!(operator, Arithmetic::Divide | Arithmetic::Remainder) {
                    both(parts, nonzero(right))
                } else {
                    parts
                }
            }
        }
    }
}

/// That a divisor is not zero; nothing for a literal that is not.
fn nonzero(divisor: &Term) -> Formula {
    match divisor {
        Term::Integer(value) if *value != 0.into() => Formula::Constant(true),
        _ => {
            let zero = Formula::Compare(Comparison::Equal, divisor.clone(), Term::Integer(0.into()));
            Formula::Not(Box::new(zero))
        }
    }
}

fn both(left: Formula, right: Formula) -> Formula {
    match (left, right) {
        (Formula::Constant(true), other) | (other, Formula::Constant(true)) => other,
        (left, right) => Formula::And(Box::new(left), Box::new(right)),
    }
}

/// What is said under a condition; nothing if nothing is said.
fn under(condition: impl FnOnce() -> Formula, inner: Formula) -> Formula {
    match inner {
        Formula::Constant(true) => inner,
        _ => match condition() {
            Formula::Constant(true) => inner,
            condition => Formula::Implies(Box::new(condition), Box::new(inner)),
        },
    }
}
