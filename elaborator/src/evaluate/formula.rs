//! Evaluates terms and formulas over the variables of an activation.
//! Given by: guards and clauses.
//! Gives: truth, mathematically: without bounds.
//! Holds: total; a division by zero has the value that the model gives it.

use super::datum::Datum;
use super::number::Number;
use crate::core::{Comparison, Formula, Term, VariableId};
use std::cmp::Ordering;

/// Whether a formula holds.
pub(super) fn holds(formula: &Formula, slots: &[Datum]) -> bool {
    match formula {
        Formula::Constant(value) => *value,
        Formula::Test(term) => datum(term, slots).boolean(),
        Formula::Compare(comparison, left, right) => {
            let order = number(left, slots).compare(&number(right, slots));
            match comparison {
                Comparison::Equal => order == Ordering::Equal,
                Comparison::Less => order == Ordering::Less,
                Comparison::LessEqual => order != Ordering::Greater,
            }
        }
        Formula::Not(inner) => !holds(inner, slots),
        Formula::And(left, right) => holds(left, slots) && holds(right, slots),
        Formula::Or(left, right) => holds(left, slots) || holds(right, slots),
        Formula::Implies(left, right) => !holds(left, slots) || holds(right, slots),
        Formula::Iff(left, right) => holds(left, slots) == holds(right, slots),
    }
}

/// The integer that a term stands for.
pub(super) fn number(term: &Term, slots: &[Datum]) -> Number {
    match term {
        Term::Integer(value) => Number::of(value),
        Term::Negate(inner) => number(inner, slots).negate(),
        Term::Arithmetic(operation, left, right) => {
            number(left, slots).apply(*operation, &number(right, slots))
        }
        Term::Variable(_) | Term::Field(..) => Number::Small(i128::from(datum(term, slots).integer())),
    }
}

/// The value of a variable or component.
fn datum(term: &Term, slots: &[Datum]) -> Datum {
    match term {
        Term::Variable(variable) => slots.get(variable.0 as usize).cloned().unwrap_or(Datum::Nothing),
        Term::Field(inner, part) => datum(inner, slots).part(*part),
        _ => Datum::Nothing,
    }
}

/// The variables that occur in a formula, each once, in the order of their first occurrence.
pub(super) fn variables(formula: &Formula, found: &mut Vec<VariableId>) {
    match formula {
        Formula::Constant(_) => {}
        Formula::Test(term) => term_variables(term, found),
        Formula::Compare(_, left, right) => {
            term_variables(left, found);
            term_variables(right, found);
        }
        Formula::Not(inner) => variables(inner, found),
        Formula::And(left, right)
        | Formula::Or(left, right)
        | Formula::Implies(left, right)
        | Formula::Iff(left, right) => {
            variables(left, found);
            variables(right, found);
        }
    }
}

/// The variables that occur in a term, each once.
pub(super) fn term_variables(term: &Term, found: &mut Vec<VariableId>) {
    match term {
        Term::Integer(_) => {}
        Term::Variable(variable) if found.contains(variable) => {}
        Term::Variable(variable) => found.push(*variable),
        Term::Field(inner, _) | Term::Negate(inner) => term_variables(inner, found),
        Term::Arithmetic(_, left, right) => {
            term_variables(left, found);
            term_variables(right, found);
        }
    }
}
