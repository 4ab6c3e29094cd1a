//! From expressions of specifications to formulas and terms.
//! Given by: contracts, guards, invariants, measures; what each local stands for.
//! Gives: formulas over variables of core, definitions put in for their names.
//! Holds: a formula has a bounded number of nodes and a bounded depth, or is refused.

use super::operand::{
    Case, Operand, all, and, choose, compare, equal, formula_depth, formula_size, term_depth, term_size,
};
use crate::core::{self, Arithmetic, Comparison, Formula, Term};
use crate::problem::{Code, Feature, Problem};
use crate::tree::{Binary, NESTING_LIMIT, Unary};
use crate::typed::{Condition, Expression, ExpressionKind, LocalId, Program, Standard};

/// How many nodes a condition may have.
const LARGEST_FORMULA: usize = 4096;

/// How many nodes may be made on the way to one condition.
const LARGEST_EFFORT: usize = 1 << 16;

/// What the locals of a specification stand for.
pub(super) struct Scope<'s> {
    /// Now.
    pub now: &'s dyn Fn(LocalId) -> Option<Operand>,
    /// When the loop was entered.
    pub before: &'s dyn Fn(LocalId) -> Option<Operand>,
}

/// Lowers one condition.
struct Lowering<'p> {
    program: &'p Program,
    budget: usize,
}

/// The formula of a condition.
pub(super) fn formula(
    program: &Program,
    condition: &Condition,
    scope: &Scope<'_>,
) -> Result<Formula, Problem> {
    let formula = operand(program, condition, scope)?.formula();
    let small =
        formula_size(&formula) <= LARGEST_FORMULA && formula_depth(&formula) <= NESTING_LIMIT as usize;
    if small { Ok(formula) } else { Err(too_large(&condition.value)) }
}

/// The cases of a measure.
pub(super) fn measure(
    program: &Program,
    condition: &Condition,
    scope: &Scope<'_>,
) -> Result<Vec<core::Case>, Problem> {
    let cases = operand(program, condition, scope)?.cases();
    let size = |case: &Case| case.guard.as_ref().map_or(0, formula_size) + term_size(&case.term);
    let depth = |case: &Case| case.guard.as_ref().map_or(0, formula_depth).max(term_depth(&case.term));
    let small = cases.iter().map(size).sum::<usize>() <= LARGEST_FORMULA
        && cases.iter().all(|case| depth(case) <= NESTING_LIMIT as usize);
    if !small {
        return Err(too_large(&condition.value));
    }
    let case =
        |Case { guard, term }| core::Case { condition: guard.unwrap_or(Formula::Constant(true)), term };
    Ok(cases.into_iter().map(case).collect())
}

fn operand(program: &Program, condition: &Condition, scope: &Scope<'_>) -> Result<Operand, Problem> {
    let mut lowering = Lowering { program, budget: LARGEST_EFFORT };
    lowering.operand(&condition.value, scope)
}

fn too_large(expression: &Expression) -> Problem {
    let limit = u32::try_from(LARGEST_FORMULA).unwrap_or(u32::MAX);
    Problem::new(Code::SpecificationTooLarge { limit }, expression.span)
}

impl Lowering<'_> {
    fn spend(&mut self, nodes: usize, at: &Expression) -> Result<(), Problem> {
        self.budget = self.budget.checked_sub(nodes).ok_or_else(|| too_large(at))?;
        Ok(())
    }

    fn formula(&mut self, of: &Expression, scope: &Scope<'_>) -> Result<Formula, Problem> {
        Ok(self.operand(of, scope)?.formula())
    }

    fn operand(&mut self, of: &Expression, scope: &Scope<'_>) -> Result<Operand, Problem> {
        self.spend(1, of)?;
        let found = match &of.kind {
            ExpressionKind::Integer(value) => Operand::integer(Term::Integer(value.clone())),
            ExpressionKind::Boolean(value) => Operand::Truth(Formula::Constant(*value)),
            ExpressionKind::Unit | ExpressionKind::Error => Operand::Unit(None),
            ExpressionKind::Local(local) => {
                let found = (scope.now)(*local).unwrap_or(Operand::Unit(None));
                self.spend(found.size(), of)?;
                found
            }
            ExpressionKind::Tuple(parts) => {
                let parts: Result<Vec<_>, _> = parts.iter().map(|part| self.operand(part, scope)).collect();
                Operand::Tuple(parts?)
            }
            ExpressionKind::Field(inner, part) => match self.operand(inner, scope)? {
                Operand::Tuple(mut parts) if (*part as usize) < parts.len() => {
                    let chosen = parts.remove(*part as usize);
                    self.after(Operand::Tuple(parts).evaluated(), chosen, of)?
                }
                other => other,
            },
            ExpressionKind::Unary(operator, inner) => self.unary(*operator, inner, scope)?,
            ExpressionKind::Binary(operator, left, right) => self.binary(*operator, left, right, scope)?,
            ExpressionKind::If(parts) => {
                let [condition, yes, no] = parts.as_ref();
                let condition = self.formula(condition, scope)?;
                let (yes, no) = (self.operand(yes, scope)?, self.operand(no, scope)?);
                self.spend(formula_size(&condition) * (yes.cases_below() + no.cases_below()), of)?;
                choose(&condition, yes, no)
            }
            ExpressionKind::Apply(..) => self.apply(of, scope)?,
            ExpressionKind::Standard(function, arguments) => {
                let values: Result<Vec<_>, _> =
                    arguments.iter().map(|one| self.operand(one, scope)).collect();
                let values = values?;
                self.spend(2 * values.iter().map(|value| product(value, &values)).sum::<usize>(), of)?;
                standard(*function, values)
            }
            ExpressionKind::Old(inner) => {
                let before = Scope { now: scope.before, before: scope.before };
                self.operand(inner, &before)?
            }
            ExpressionKind::Call(..) | ExpressionKind::Print(_) => {
                return Err(Problem::new(Code::Unsupported(Feature::CallInLoopCondition), of.span));
            }
        };
        Ok(found)
    }

    /// Puts in a definition for its name.
    fn apply(&mut self, of: &Expression, scope: &Scope<'_>) -> Result<Operand, Problem> {
        let ExpressionKind::Apply(id, arguments) = &of.kind else { return Ok(Operand::Unit(None)) };
        let Some(definition) = self.program.definitions.get(id.0 as usize) else {
            return Ok(Operand::Unit(None));
        };
        let values: Result<Vec<_>, _> =
            arguments.iter().map(|argument| self.operand(argument, scope)).collect();
        let values = values?;
        let parameter = |local: LocalId| values.get(local.0 as usize).cloned();
        let body = self.operand(&definition.body, &Scope { now: &parameter, before: &parameter })?;
        self.after(values.iter().filter_map(Operand::evaluated).reduce(and), body, of)
    }

    /// An operand, after what it does not show was evaluated.
    fn after(
        &mut self,
        evaluated: Option<Formula>,
        then: Operand,
        at: &Expression,
    ) -> Result<Operand, Problem> {
        let nodes = evaluated.as_ref().map_or(0, formula_size);
        self.spend(nodes * then.cases_below(), at)?;
        Ok(then.after(evaluated.as_ref()))
    }

    /// Equality; the components of tuples are all evaluated before they are compared.
    fn equal(&mut self, left: Operand, right: Operand, at: &Expression) -> Result<Formula, Problem> {
        let is_tuple = matches!(left, Operand::Tuple(_));
        let both = [&left, &right].into_iter().filter(|_| is_tuple);
        let evaluated = both.filter_map(Operand::evaluated).reduce(and);
        Ok(self.after(evaluated, Operand::Truth(equal(left, right)), at)?.formula())
    }

    fn unary(&mut self, operator: Unary, inner: &Expression, scope: &Scope<'_>) -> Result<Operand, Problem> {
        let inner = self.operand(inner, scope)?;
        Ok(match operator {
            Unary::Not => Operand::Truth(Formula::Not(Box::new(inner.formula()))),
            Unary::Negate => Operand::Integer(inner.cases().into_iter().map(negate).collect()),
        })
    }

    fn binary(
        &mut self,
        operator: Binary,
        left: &Expression,
        right: &Expression,
        scope: &Scope<'_>,
    ) -> Result<Operand, Problem> {
        let written = left;
        let (left, right) = (self.operand(left, scope)?, self.operand(right, scope)?);
        self.spend(product(&left, std::slice::from_ref(&right)), written)?;
        let truth = |connective: fn(Box<Formula>, Box<Formula>) -> Formula, left: Operand, right: Operand| {
            Operand::Truth(connective(Box::new(left.formula()), Box::new(right.formula())))
        };
        let comparison = |comparison, left: Operand, right: Operand| {
            Operand::Truth(compare(comparison, &left.cases(), &right.cases()))
        };
        Ok(match operator {
            Binary::Iff => truth(Formula::Iff, left, right),
            Binary::Implies => truth(Formula::Implies, left, right),
            Binary::Or => truth(Formula::Or, left, right),
            Binary::And => truth(Formula::And, left, right),
            Binary::Equal => Operand::Truth(self.equal(left, right, written)?),
            Binary::NotEqual => Operand::Truth(Formula::Not(Box::new(self.equal(left, right, written)?))),
            Binary::Less => comparison(Comparison::Less, left, right),
            Binary::LessEqual => comparison(Comparison::LessEqual, left, right),
            Binary::Greater => comparison(Comparison::Less, right, left),
            Binary::GreaterEqual => comparison(Comparison::LessEqual, right, left),
            Binary::Add => arithmetic(Arithmetic::Add, &left.cases(), &right.cases()),
            Binary::Subtract => arithmetic(Arithmetic::Subtract, &left.cases(), &right.cases()),
            Binary::Multiply => arithmetic(Arithmetic::Multiply, &left.cases(), &right.cases()),
            Binary::Divide => arithmetic(Arithmetic::Divide, &left.cases(), &right.cases()),
            Binary::Remainder => arithmetic(Arithmetic::Remainder, &left.cases(), &right.cases()),
            Binary::WrappingAdd | Binary::WrappingSubtract | Binary::WrappingMultiply => {
                return Err(Problem::new(Code::Unsupported(Feature::WrappingInSpecification), written.span));
            }
        })
    }
}

/// How many nodes combining the cases of one operand with those of others makes beyond one copy of each.
fn product(one: &Operand, others: &[Operand]) -> usize {
    let beyond = |other: &Operand| (one.cases_below() * other.size()).saturating_sub(other.size());
    others.iter().map(beyond).sum()
}

/// A function of the standard library, by cases.
fn standard(function: Standard, values: Vec<Operand>) -> Operand {
    let mut values = values.into_iter().map(Operand::cases);
    let first = values.next().unwrap_or_default();
    let second = values.next().unwrap_or_default();
    let (condition, yes, no) = match function {
        Standard::Min => (compare(Comparison::LessEqual, &first, &second), first, second),
        Standard::Max => (compare(Comparison::LessEqual, &second, &first), first, second),
        Standard::Abs => {
            let zero = [Case { guard: None, term: Term::Integer(0.into()) }];
            let negated = first.iter().cloned().map(negate).collect();
            (compare(Comparison::LessEqual, &zero, &first), first, negated)
        }
    };
    choose(&condition, Operand::Integer(yes), Operand::Integer(no))
}

fn negate(case: Case) -> Case {
    Case { term: Term::Negate(Box::new(case.term)), ..case }
}

/// An operation in every combination of cases.
fn arithmetic(operator: Arithmetic, left: &[Case], right: &[Case]) -> Operand {
    let pairs = left.iter().flat_map(|a| right.iter().map(move |b| (a, b)));
    let case = |(a, b): (&Case, &Case)| Case {
        guard: all(a.guard.clone(), b.guard.clone()),
        term: Term::Arithmetic(operator, Box::new(a.term.clone()), Box::new(b.term.clone())),
    };
    Operand::Integer(pairs.map(case).collect())
}
