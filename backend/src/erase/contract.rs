//! Contracts that are evaluated while the program runs, for programs that were not verified.
//! Given by: `block` and `entry`, at the places where a clause or a measure has to hold.
//! Gives: guards.
//! Holds: nothing is added to a program whose contracts are erased; a clause is tested only where it is defined.

use super::block::{Erased, Eraser};
use super::options::Contracts;
use super::site::Sites;
use super::value::Known;
use super::world::erase_type;
use crate::ir::erased::{Comparison, Condition, Number, SiteIndex, Step, Value};
use elaborator::core::{Case, Cell, Clause, Formula, Loop, SiteId, SiteKind, Span, VariableId};

/// A condition, and where the run halts if it does not hold.
pub(super) type Placed = (Formula, SiteIndex);

/// The postconditions of a cell that are evaluated.
pub(super) fn ensures(cell: &Cell, contracts: Contracts, sites: &mut Sites<'_>) -> Vec<Placed> {
    let evaluated = if contracts == Contracts::Evaluated { cell.ensures.as_slice() } else { &[] };
    place(cell, sites, "postcondition", evaluated)
}

/// Clauses, each behind the condition that it is defined, if that says anything.
pub(super) fn place(cell: &Cell, sites: &mut Sites<'_>, what: &str, clauses: &[Clause]) -> Vec<Placed> {
    let mut placed = Vec::new();
    for clause in clauses {
        let defined = clause.formula.definedness();
        placed.extend(defined_at(cell, sites, defined, what, (clause.span, &clause.text)));
        placed.push((clause.formula.clone(), sites.of_clause(&cell.name, what, clause)));
    }
    placed
}

fn defined_at(
    cell: &Cell,
    sites: &mut Sites<'_>,
    defined: Formula,
    what: &str,
    place: (Span, &str),
) -> Option<Placed> {
    let says = defined != Formula::Constant(true);
    says.then(|| (defined, sites.of_definedness(&cell.name, what, place)))
}

/// What is evaluated of the contract of a loop.
#[derive(Clone)]
pub(super) struct LoopContract<'a> {
    state: &'a [VariableId],
    invariants: Vec<Placed>,
    /// That the measure is defined, if that says anything.
    defined: Option<Placed>,
    measure: Option<(&'a [Case], SiteIndex)>,
    /// The measure at the head of the iteration, once there is one, by cases.
    before: Vec<(Condition, Number)>,
}

impl<'a> LoopContract<'a> {
    pub(super) fn new(
        cell: &Cell,
        of: &'a Loop,
        contracts: Contracts,
        sites: &mut Sites<'_>,
    ) -> LoopContract<'a> {
        let evaluated = contracts == Contracts::Evaluated;
        let invariants = if evaluated { of.invariants.as_slice() } else { &[] };
        let measure = of.measure.as_ref().filter(|_| evaluated);
        let invariants = place(cell, sites, "invariant", invariants);
        let defined = measure.and_then(|measure| {
            let place = (measure.span, measure.text.as_str());
            defined_at(cell, sites, measure.definedness(), "measure", place)
        });
        let measure =
            measure.map(|measure| (measure.cases.as_slice(), sites.of_measure(&cell.name, measure)));
        LoopContract { state: &of.state, invariants, defined, measure, before: Vec::new() }
    }
}

/// A guard for that the precondition of a call is defined, if that says anything.
pub(super) fn precondition_defined(
    (cell, formula, site): (&Cell, &Formula, SiteId),
    contracts: Contracts,
    sites: &mut Sites<'_>,
) -> Option<Placed> {
    let site = cell.sites.get(site.0 as usize)?;
    let SiteKind::Precondition { callee, .. } = site.kind else { return None };
    if contracts == Contracts::Erased {
        return None;
    }
    let what = format!("precondition of {}", sites.name(callee));
    defined_at(cell, sites, formula.definedness(), &what, (site.span, &site.text))
}

impl Eraser<'_, '_, '_> {
    /// Guards for the invariants where a loop is entered.
    pub(super) fn at_entry(
        &mut self,
        contract: &LoopContract<'_>,
        initial: &[Known],
        steps: &mut Vec<Step>,
    ) -> Erased<()> {
        self.with_values(contract.state, initial, |eraser| eraser.guard_clauses(&contract.invariants, steps))
    }

    /// Guards for the measure at the head of an iteration, where it is remembered.
    pub(super) fn at_head(&mut self, contract: &mut LoopContract<'_>) -> Erased<Vec<Step>> {
        let mut steps = Vec::new();
        let Some((cases, site)) = contract.measure else { return Ok(steps) };
        self.guard_clauses(contract.defined.as_slice(), &mut steps)?;
        contract.before = self.measure(cases)?;
        let bounded = by_cases(&contract.before, &|measure| {
            Condition::Compare(Comparison::LessEqual, Number::Integer(0.into()), measure.clone())
        });
        steps.push(Step::Guard(bounded, site));
        Ok(steps)
    }

    /// Guards for the invariants and the measure at the end of an iteration.
    pub(super) fn at_next(
        &mut self,
        contract: &LoopContract<'_>,
        next: &[Known],
        steps: &mut Vec<Step>,
    ) -> Erased<()> {
        self.with_values(contract.state, next, |eraser| {
            eraser.guard_clauses(&contract.invariants, steps)?;
            let Some((cases, site)) = contract.measure else { return Ok(()) };
            eraser.guard_clauses(contract.defined.as_slice(), steps)?;
            let falls = by_cases(&eraser.measure(cases)?, &|now| {
                by_cases(&contract.before, &|before| {
                    Condition::Compare(Comparison::Less, now.clone(), before.clone())
                })
            });
            steps.push(Step::Guard(falls, site));
            Ok(())
        })
    }

    fn measure(&self, cases: &[Case]) -> Erased<Vec<(Condition, Number)>> {
        let case =
            |case: &Case| Some((self.names.condition(&case.condition)?, self.names.number(&case.term)?));
        cases.iter().map(|of| case(of).ok_or_else(|| self.malformed())).collect()
    }

    /// Guards for the postconditions of a result, which gets a name for that.
    pub(super) fn at_return(&mut self, result: Value, steps: &mut Vec<Step>) -> Erased<Value> {
        if self.ensures.is_empty() {
            return Ok(result);
        }
        let of = erase_type(&self.cell.result).ok_or_else(|| self.malformed())?;
        let result = Known::data(self.name_value("$result", of, result, steps));
        let components = (0..).map_while(|position| result.clone().component(position));
        let known: Vec<Known> = match self.cell.results.as_slice() {
            [_] => vec![result.clone()],
            several => components.take(several.len()).collect(),
        };
        let ensures = self.ensures.clone();
        self.with_values(&self.cell.results, &known, |eraser| eraser.guard_clauses(&ensures, steps))?;
        result.value.ok_or_else(|| self.malformed())
    }

    /// Does something while variables stand for other values.
    fn with_values(
        &mut self,
        variables: &[VariableId],
        values: &[Known],
        action: impl FnOnce(&mut Self) -> Erased<()>,
    ) -> Erased<()> {
        let outer: Vec<_> = variables.iter().map(|id| (*id, self.names.get(*id).cloned())).collect();
        for (id, known) in variables.iter().zip(values) {
            self.names.set(*id, known.clone());
        }
        action(self)?;
        for (id, known) in outer {
            if let Some(known) = known {
                self.names.set(id, known);
            }
        }
        Ok(())
    }

    pub(super) fn guard_clauses(&mut self, clauses: &[Placed], steps: &mut Vec<Step>) -> Erased<()> {
        for (formula, site) in clauses {
            let condition = self.names.condition(formula).ok_or_else(|| self.malformed())?;
            steps.push(Step::Guard(condition, *site));
        }
        Ok(())
    }
}

/// What is said of the first number whose condition holds, and of the last if none does.
fn by_cases(cases: &[(Condition, Number)], says: &dyn Fn(&Number) -> Condition) -> Condition {
    let Some(((_, last), others)) = cases.split_last() else { return Condition::Constant(true) };
    let boxed = |condition: &Condition| Box::new(condition.clone());
    others.iter().rev().fold(says(last), |otherwise, (condition, number)| {
        let here = Condition::And(boxed(condition), Box::new(says(number)));
        let not = Condition::Not(boxed(condition));
        Condition::Or(Box::new(here), Box::new(Condition::And(Box::new(not), Box::new(otherwise))))
    })
}
