//! What a name or expression of a specification stands for while it is lowered.
//! Given by: `formula.rs`.
//! Gives: terms, formulas and tuples of them; integers that depend on conditions as a list of cases.
//! Holds: exactly one case of an integer holds; `Integer` has at least one case.

use crate::core::{Comparison, Formula, Term};
use crate::resolve::number;
use crate::typed::Type;

/// The meaning of an expression of a specification.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Operand {
    /// An integer, by cases.
    Integer(Vec<Case>),
    /// A truth value.
    Truth(Formula),
    /// Two or more components.
    Tuple(Vec<Operand>),
    /// The empty tuple, after what a condition speaks of was evaluated.
    Unit(Option<Formula>),
}

/// An integer under a condition; without one, always.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Case {
    pub guard: Option<Formula>,
    pub term: Term,
}

impl Operand {
    /// A term of a type.
    pub(super) fn of_term(term: Term, of: &Type) -> Operand {
        match of {
            Type::Int => Operand::integer(term),
            Type::Bool => Operand::Truth(Formula::Test(term)),
            Type::Tuple(parts) => {
                let part = |(index, part): (usize, &Type)| {
                    Operand::of_term(Term::Field(Box::new(term.clone()), number(index)), part)
                };
                Operand::Tuple(parts.iter().enumerate().map(part).collect())
            }
            Type::Unit | Type::Text | Type::Error => Operand::Unit(None),
        }
    }

    pub(super) fn integer(term: Term) -> Operand {
        Operand::Integer(vec![Case { guard: None, term }])
    }

    /// The formula of a truth value.
    pub(super) fn formula(self) -> Formula {
        match self {
            Operand::Truth(formula) => formula,
            _ => Formula::Constant(false),
        }
    }

    pub(super) fn cases(self) -> Vec<Case> {
        match self {
            Operand::Integer(cases) => cases,
            _ => Vec::new(),
        }
    }

    /// How many cases and components it has.
    pub(super) fn cases_below(&self) -> usize {
        match self {
            Operand::Integer(cases) => cases.len(),
            Operand::Truth(_) | Operand::Unit(_) => 1,
            Operand::Tuple(parts) => parts.iter().map(Operand::cases_below).sum(),
        }
    }

    /// How many nodes it has.
    pub(super) fn size(&self) -> usize {
        match self {
            Operand::Integer(cases) => cases.iter().map(Case::size).sum(),
            Operand::Truth(formula) => formula_size(formula),
            Operand::Tuple(parts) => parts.iter().map(Operand::size).sum::<usize>() + 1,
            Operand::Unit(evaluated) => evaluated.as_ref().map_or(1, formula_size),
        }
    }

    /// A condition that holds, and is defined where the operand is; nothing if that is everywhere.
    pub(super) fn evaluated(&self) -> Option<Formula> {
        let holds = match self {
            Operand::Integer(cases) => cases.iter().map(Case::evaluated).reduce(and)?,
            Operand::Truth(formula) => {
                Formula::Implies(Box::new(formula.clone()), Box::new(Formula::Constant(true)))
            }
            Operand::Tuple(parts) => parts.iter().filter_map(Operand::evaluated).reduce(and)?,
            Operand::Unit(evaluated) => evaluated.clone()?,
        };
        (holds.definedness() != Formula::Constant(true)).then_some(holds)
    }

    /// The operand, after what a condition that holds speaks of was evaluated.
    pub(super) fn after(self, evaluated: Option<&Formula>) -> Operand {
        let Some(first) = evaluated else { return self };
        match self {
            Operand::Integer(cases) => {
                let after =
                    |case: Case| Case { guard: all(Some(first.clone()), case.guard), term: case.term };
                Operand::Integer(cases.into_iter().map(after).collect())
            }
            Operand::Truth(formula) => Operand::Truth(and(first.clone(), formula)),
            Operand::Tuple(parts) => {
                Operand::Tuple(parts.into_iter().map(|part| part.after(evaluated)).collect())
            }
            Operand::Unit(then) => Operand::Unit(all(Some(first.clone()), then)),
        }
    }
}

impl Case {
    fn evaluated(&self) -> Formula {
        implies(self.guard.clone(), Formula::Compare(Comparison::Equal, self.term.clone(), self.term.clone()))
    }

    fn size(&self) -> usize {
        self.guard.as_ref().map_or(0, formula_size) + term_size(&self.term)
    }
}

/// One operand if a condition holds, the other if not.
pub(super) fn choose(condition: &Formula, yes: Operand, no: Operand) -> Operand {
    let otherwise = Formula::Not(Box::new(condition.clone()));
    match (yes, no) {
        (Operand::Integer(yes), Operand::Integer(no)) => {
            let guarded = |condition: &Formula, case: Case| Case {
                guard: Some(all(Some(condition.clone()), case.guard).unwrap_or(Formula::Constant(true))),
                term: case.term,
            };
            let yes = yes.into_iter().map(|case| guarded(condition, case));
            Operand::Integer(yes.chain(no.into_iter().map(|case| guarded(&otherwise, case))).collect())
        }
        (Operand::Tuple(yes), Operand::Tuple(no)) => {
            let parts = yes.into_iter().zip(no);
            Operand::Tuple(parts.map(|(yes, no)| choose(condition, yes, no)).collect())
        }
        (Operand::Unit(yes), Operand::Unit(no)) => {
            let yes = yes.map(|yes| implies(Some(condition.clone()), yes));
            let no = no.map(|no| implies(Some(otherwise), no));
            Operand::Unit(all(Operand::Truth(condition.clone()).evaluated(), all(yes, no)))
        }
        (yes, no) => {
            let yes = implies(Some(condition.clone()), yes.formula());
            Operand::Truth(and(yes, implies(Some(otherwise), no.formula())))
        }
    }
}

/// A comparison in every combination of cases.
pub(super) fn compare(comparison: Comparison, left: &[Case], right: &[Case]) -> Formula {
    let pairs = left.iter().flat_map(|a| right.iter().map(move |b| (a, b)));
    let parts = pairs.map(|(a, b)| {
        let guard = all(a.guard.clone(), b.guard.clone());
        implies(guard, Formula::Compare(comparison, a.term.clone(), b.term.clone()))
    });
    parts.reduce(and).unwrap_or(Formula::Constant(true))
}

/// Equality, component by component.
pub(super) fn equal(left: Operand, right: Operand) -> Formula {
    match (left, right) {
        (Operand::Integer(left), Operand::Integer(right)) => compare(Comparison::Equal, &left, &right),
        (Operand::Tuple(left), Operand::Tuple(right)) => {
            let parts = left.into_iter().zip(right).map(|(left, right)| equal(left, right));
            parts.reduce(and).unwrap_or(Formula::Constant(true))
        }
        (Operand::Unit(left), Operand::Unit(right)) => all(left, right).unwrap_or(Formula::Constant(true)),
        (left, right) => Formula::Iff(Box::new(left.formula()), Box::new(right.formula())),
    }
}

pub(super) fn and(left: Formula, right: Formula) -> Formula {
    Formula::And(Box::new(left), Box::new(right))
}

fn implies(condition: Option<Formula>, then: Formula) -> Formula {
    match condition {
        None => then,
        Some(condition) => Formula::Implies(Box::new(condition), Box::new(then)),
    }
}

/// Both conditions, where there are any.
pub(super) fn all(left: Option<Formula>, right: Option<Formula>) -> Option<Formula> {
    match (left, right) {
        (Some(left), Some(right)) => Some(and(left, right)),
        (left, right) => left.or(right),
    }
}

/// How many nodes a formula has.
pub(super) fn formula_size(formula: &Formula) -> usize {
    1 + match formula {
        Formula::Constant(_) => 0,
        Formula::Test(term) => term_size(term),
        Formula::Compare(_, left, right) => term_size(left) + term_size(right),
        Formula::Not(inner) => formula_size(inner),
        Formula::And(left, right)
        | Formula::Or(left, right)
        | Formula::Implies(left, right)
        | Formula::Iff(left, right) => formula_size(left) + formula_size(right),
    }
}

pub(super) fn term_size(term: &Term) -> usize {
    1 + match term {
        Term::Variable(_) | Term::Integer(_) => 0,
        Term::Field(inner, _) | Term::Negate(inner) => term_size(inner),
        Term::Arithmetic(_, left, right) => term_size(left) + term_size(right),
    }
}

/// The length of the longest path below a formula.
pub(super) fn formula_depth(formula: &Formula) -> usize {
    1 + match formula {
        Formula::Constant(_) => 0,
        Formula::Test(term) => term_depth(term),
        Formula::Compare(_, left, right) => term_depth(left).max(term_depth(right)),
        Formula::Not(inner) => formula_depth(inner),
        Formula::And(left, right)
        | Formula::Or(left, right)
        | Formula::Implies(left, right)
        | Formula::Iff(left, right) => formula_depth(left).max(formula_depth(right)),
    }
}

pub(super) fn term_depth(term: &Term) -> usize {
    1 + match term {
        Term::Variable(_) | Term::Integer(_) => 0,
        Term::Field(inner, _) | Term::Negate(inner) => term_depth(inner),
        Term::Arithmetic(_, left, right) => term_depth(left).max(term_depth(right)),
    }
}
