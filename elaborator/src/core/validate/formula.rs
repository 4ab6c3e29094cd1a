//! Checks formulas and terms.
//! Given by: `validate`.
//! Gives: the type of a term, or the first fault.
//! Holds: arithmetic is on integers, tests are on truth values.

use super::super::{Formula, Term, Type};
use super::value::component;
use super::{Check, Fault, expect};

impl Check<'_> {
    pub(super) fn formula(&self, formula: &Formula) -> Result<(), Fault> {
        match formula {
            Formula::Constant(_) => Ok(()),
            Formula::Test(term) => expect(&Type::Bool, &self.term(term)?),
            Formula::Compare(_, left, right) => {
                expect(&Type::Int, &self.term(left)?)?;
                expect(&Type::Int, &self.term(right)?)
            }
            Formula::Not(inner) => self.formula(inner),
            Formula::And(left, right)
            | Formula::Or(left, right)
            | Formula::Implies(left, right)
            | Formula::Iff(left, right) => {
                self.formula(left)?;
                self.formula(right)
            }
        }
    }

    pub(super) fn term(&self, term: &Term) -> Result<Type, Fault> {
        match term {
            Term::Variable(variable) => self.used(*variable).cloned(),
            Term::Integer(_) => Ok(Type::Int),
            Term::Field(inner, part) => component(self.term(inner)?, *part),
            Term::Negate(inner) => {
                expect(&Type::Int, &self.term(inner)?)?;
                Ok(Type::Int)
            }
            Term::Arithmetic(_, left, right) => {
                expect(&Type::Int, &self.term(left)?)?;
                expect(&Type::Int, &self.term(right)?)?;
                Ok(Type::Int)
            }
        }
    }
}
