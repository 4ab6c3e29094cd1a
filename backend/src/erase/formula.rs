//! Formulas of core to conditions that run.
//! Given by: `block`, `contract` and `entry`, for guards and contracts that stay.
//! Gives: conditions over integers without bounds.
//! Holds: follows the column of tests of `docs/spec/core.md`.

use super::value::Names;
use crate::ir::erased::{Condition, Number, Value};
use elaborator::core::{Formula, Term};

impl Names<'_> {
    /// The condition of a formula; none if the formula is not well-formed.
    pub(super) fn condition(&self, formula: &Formula) -> Option<Condition> {
        let boxed = |formula| self.condition(formula).map(Box::new);
        Some(match formula {
            Formula::Constant(constant) => Condition::Constant(*constant),
            Formula::Test(term) => Condition::Test(self.term_value(term)?),
            Formula::Compare(comparison, left, right) => {
                Condition::Compare(*comparison, self.number(left)?, self.number(right)?)
            }
            Formula::Not(operand) => Condition::Not(boxed(operand)?),
            Formula::And(left, right) => Condition::And(boxed(left)?, boxed(right)?),
            Formula::Or(left, right) => Condition::Or(boxed(left)?, boxed(right)?),
            Formula::Implies(left, right) => {
                Condition::Or(Box::new(Condition::Not(boxed(left)?)), boxed(right)?)
            }
            Formula::Iff(left, right) => Condition::Same(boxed(left)?, boxed(right)?),
        })
    }

    /// The number of a term; none if the term is not well-formed.
    pub(super) fn number(&self, term: &Term) -> Option<Number> {
        Some(match term {
            Term::Variable(_) | Term::Field(..) => Number::Value(self.term_value(term)?),
            Term::Integer(integer) => Number::Integer(integer.clone()),
            Term::Negate(operand) => Number::Negate(Box::new(self.number(operand)?)),
            Term::Arithmetic(operation, left, right) => {
                Number::Arithmetic(*operation, Box::new(self.number(left)?), Box::new(self.number(right)?))
            }
        })
    }

    /// A variable or a component of one.
    fn term_value(&self, term: &Term) -> Option<Value> {
        let mut positions = Vec::new();
        let mut term = term;
        while let Term::Field(operand, position) = term {
            positions.push(*position);
            term = operand;
        }
        let Term::Variable(id) = term else { return None };
        let mut known = self.get(*id)?.clone();
        for position in positions.into_iter().rev() {
            known = known.component(position)?;
        }
        known.value
    }
}
