//! Contracts that are evaluated while the program runs, for programs that were not verified.
//! Given by: `block`, at the places where a clause or a measure has to hold.
//! Gives: guards.
//! Holds: nothing is added to a program whose contracts are erased.

use super::block::{Erased, Eraser};
use super::options::Contracts;
use super::site::Sites;
use super::value::Known;
use super::world::erase_type;
use crate::ir::erased::{Comparison, Condition, Number, SiteIndex, Step, Value};
use elaborator::core::{Cell, Clause, Loop, Term, VariableId};

/// A clause, and where the run halts if it does not hold.
pub(super) type Placed<'a> = (&'a Clause, SiteIndex);

/// The postconditions of a cell that are evaluated.
pub(super) fn ensures<'a>(cell: &'a Cell, contracts: Contracts, sites: &mut Sites<'_>) -> Vec<Placed<'a>> {
    place(cell, contracts, sites, "postcondition", &cell.ensures)
}

fn place<'a>(
    cell: &Cell,
    contracts: Contracts,
    sites: &mut Sites<'_>,
    what: &str,
    clauses: &'a [Clause],
) -> Vec<Placed<'a>> {
    let evaluated = if contracts == Contracts::Evaluated { clauses } else { &[] };
    evaluated.iter().map(|clause| (clause, sites.of_clause(&cell.name, what, clause))).collect()
}

/// What is evaluated of the contract of a loop.
#[derive(Clone)]
pub(super) struct LoopContract<'a> {
    state: &'a [VariableId],
    invariants: Vec<Placed<'a>>,
    measure: Option<(&'a Term, SiteIndex)>,
    /// The measure at the head of the iteration, once there is one.
    before: Option<Number>,
}

impl<'a> LoopContract<'a> {
    pub(super) fn new(
        cell: &Cell,
        of: &'a Loop,
        contracts: Contracts,
        sites: &mut Sites<'_>,
    ) -> LoopContract<'a> {
        let measure = of.measure.as_ref().filter(|_| contracts == Contracts::Evaluated);
        LoopContract {
            state: &of.state,
            invariants: place(cell, contracts, sites, "invariant", &of.invariants),
            measure: measure.map(|measure| (&measure.term, sites.of_measure(&cell.name, measure))),
            before: None,
        }
    }
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

    /// A guard for the measure at the head of an iteration, where it is remembered.
    pub(super) fn at_head(&mut self, contract: &mut LoopContract<'_>) -> Erased<Option<Step>> {
        let Some((term, site)) = contract.measure else { return Ok(None) };
        let measure = self.names.number(term).ok_or_else(|| self.malformed())?;
        contract.before = Some(measure.clone());
        let zero = Number::Integer(0.into());
        Ok(Some(Step::Guard(Condition::Compare(Comparison::LessEqual, zero, measure), site)))
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
            if let (Some((term, site)), Some(before)) = (contract.measure, &contract.before) {
                let measure = eraser.names.number(term).ok_or_else(|| eraser.malformed())?;
                let falls = Condition::Compare(Comparison::Less, measure, before.clone());
                steps.push(Step::Guard(falls, site));
            }
            Ok(())
        })
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

    fn guard_clauses(&mut self, clauses: &[Placed<'_>], steps: &mut Vec<Step>) -> Erased<()> {
        for (clause, site) in clauses {
            let condition = self.names.condition(&clause.formula).ok_or_else(|| self.malformed())?;
            steps.push(Step::Guard(condition, *site));
        }
        Ok(())
    }
}
