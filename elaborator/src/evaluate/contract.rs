//! Examines clauses while a program runs.
//! Given by: the machine, at entries, heads of loops and returns.
//! Gives: the first clause that is false or undefined, with the values that it speaks of.
//! Holds: changes nothing but the results' slots, which no body uses; does nothing unless contracts are examined.

use super::datum::Datum;
use super::formula::{holds, number, term_variables, variables};
use super::machine::{Machine, Stop};
use super::number::Number;
use super::{ViolatedClause, Violation};
use crate::core::{Clause, Formula, Loop, Measure, VariableId};
use crate::resolve::number as count;
use std::cmp::Ordering;

impl Machine<'_> {
    pub(super) fn examine_requires(&self) -> Result<(), Stop> {
        let Some(activation) = self.stack.last().filter(|_| self.contracts) else { return Ok(()) };
        self.examine(&activation.cell.requires, ViolatedClause::Requires)
    }

    /// Examines the postconditions for a result, which for a cell with effects is the pair of result and world.
    pub(super) fn examine_ensures(&mut self, result: &Datum) -> Result<(), Stop> {
        let Some(activation) = self.stack.last_mut().filter(|_| self.contracts) else { return Ok(()) };
        let cell = activation.cell;
        let result = if cell.effects.is_empty() { result.clone() } else { result.part(0) };
        if let [single] = cell.results.as_slice() {
            activation.set(*single, result);
        } else {
            for (index, variable) in cell.results.iter().enumerate() {
                activation.set(*variable, result.part(count(index)));
            }
        }
        self.examine(&cell.ensures, ViolatedClause::Ensures)
    }

    /// Examines the invariants at the head of a loop and, after an iteration, whether the measure fell.
    pub(super) fn examine_head(&self, repeat: &Loop) -> Result<(), Stop> {
        let Some(activation) = self.stack.last().filter(|_| self.contracts) else { return Ok(()) };
        let Some(iteration) = activation.iterations.last() else { return Ok(()) };
        let which =
            if iteration.begun { ViolatedClause::InvariantKept } else { ViolatedClause::InvariantAtEntry };
        self.examine(&repeat.invariants, |index| which(repeat.id, index))?;
        if let (Some(measure), Some(before)) = (&repeat.measure, &iteration.measure) {
            let clause = ViolatedClause::MeasureDecreases(repeat.id);
            if self.measure(measure, clause)?.compare(before) != Ordering::Less {
                return Err(self.measure_violation(measure, clause, false));
            }
        }
        Ok(())
    }

    /// Remembers the measure of the iteration that begins; it must not be negative.
    pub(super) fn begin_iteration(&mut self, repeat: &Loop) -> Result<(), Stop> {
        let mut now = None;
        if let Some(measure) = repeat.measure.as_ref().filter(|_| self.contracts) {
            let clause = ViolatedClause::MeasureNegative(repeat.id);
            let value = self.measure(measure, clause)?;
            if value.is_negative() {
                return Err(self.measure_violation(measure, clause, false));
            }
            now = Some(value);
        }
        let iterations = self.stack.last_mut().map(|activation| &mut activation.iterations);
        if let Some(iteration) = iterations.and_then(|iterations| iterations.last_mut()) {
            (iteration.begun, iteration.measure) = (true, now);
        }
        Ok(())
    }

    /// The measure, which must be defined.
    fn measure(&self, measure: &Measure, clause: ViolatedClause) -> Result<Number, Stop> {
        let Some(activation) = self.stack.last() else { return Err(Stop::Limit) };
        if !holds(&measure.definedness(), &activation.slots) {
            return Err(self.measure_violation(measure, clause, true));
        }
        let chosen = measure.cases.iter().find(|case| holds(&case.condition, &activation.slots));
        let Some(case) = chosen.or(measure.cases.last()) else { return Err(Stop::Limit) };
        Ok(number(&case.term, &activation.slots))
    }

    fn measure_violation(&self, measure: &Measure, clause: ViolatedClause, undefined: bool) -> Stop {
        let mut found = Vec::new();
        for case in &measure.cases {
            variables(&case.condition, &mut found);
            term_variables(&case.term, &mut found);
        }
        self.violation(clause, undefined, &found)
    }

    fn examine(&self, clauses: &[Clause], which: impl Fn(u32) -> ViolatedClause) -> Result<(), Stop> {
        let Some(activation) = self.stack.last() else { return Ok(()) };
        for (index, clause) in clauses.iter().enumerate() {
            let undefined = !holds(&clause.formula.definedness(), &activation.slots);
            if undefined || !holds(&clause.formula, &activation.slots) {
                return Err(self.violation(which(count(index)), undefined, &mentioned(&clause.formula)));
            }
        }
        Ok(())
    }

    fn violation(&self, clause: ViolatedClause, undefined: bool, mentioned: &[VariableId]) -> Stop {
        let calls = self.calls();
        let Some(activation) = self.stack.last() else { return Stop::Limit };
        let value = |variable: &VariableId| {
            let index = variable.0 as usize;
            let name = &activation.cell.variables.get(index)?.name;
            let is_made_up = name.starts_with('$');
            let value = activation.slots.get(index).filter(|_| !is_made_up)?;
            Some((name.clone(), value.literal()))
        };
        let values = mentioned.iter().filter_map(value).collect();
        Stop::Violation(Box::new(Violation { clause, cell: activation.id, calls, undefined, values }))
    }
}

/// The variables of a formula, in the order in which they are bound.
fn mentioned(formula: &Formula) -> Vec<VariableId> {
    let mut found = Vec::new();
    variables(formula, &mut found);
    found.sort_unstable();
    found
}
