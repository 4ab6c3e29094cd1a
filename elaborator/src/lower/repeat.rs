//! Lowers loops.
//! Given by: statements, at `while`.
//! Gives: a loop whose state is what it assigns.
//! Holds: a condition that needs steps is evaluated before the loop and at the end of each iteration; then its
//! outcome is part of the state, and a further invariant, the last one, says that the outcome is the condition's.

use super::assigned::{Assigned, needs_steps};
use super::draft::Draft;
use super::formula::Scope;
use super::statement::Tail;
use super::{Bindings, Lowering};
use crate::core::{self, Block, Case, Clause, End, Formula, Loop, Measure, Step, Term, Value, VariableId};
use crate::typed::{Condition, LocalId, While};

impl Lowering<'_> {
    pub(super) fn repeat(&mut self, written: &While, draft: &mut Draft) {
        let id = self.next_loop();
        let state = self.state_of(written);
        let condition = &written.condition.value;
        let checked = needs_steps(condition);
        let entry = self.bindings.clone();
        let mut initial: Vec<Value> = Vec::new();
        if checked {
            initial.push(self.value(condition, None, draft));
        }
        initial.extend(self.state_values(&state));
        let (going, variables) = self.state_variables(&state, checked);
        let invariants = self.invariants(written, going, &entry);
        let measure = written.measure.as_ref().map(|measure| self.measure(measure, &entry));
        let test = match going {
            Some(going) => Value::Variable(going),
            None => self.value(condition, None, &mut Draft::default()),
        };
        let body = self.iteration(written, &state, checked, draft.levels());
        self.bindings = entry;
        let (_, after) = self.state_variables(&state, checked);
        let repeat = Loop {
            id,
            span: written.span,
            state: variables,
            initial,
            condition: test,
            body,
            after,
            invariants,
            measure,
        };
        self.push(draft, Step::Loop(Box::new(repeat)));
    }

    /// What the loop assigns of what is there before it, in order.
    fn state_of(&self, written: &While) -> Vec<usize> {
        let mut assigned = Assigned::default();
        assigned.block(self.program, &written.body);
        let is_state = |index: &usize| {
            let local = LocalId(crate::resolve::number(*index));
            let is_world = *index == self.world() && assigned.prints;
            self.bound(*index).is_some() && (is_world || assigned.locals.contains(&local))
        };
        (0..self.bindings.len()).filter(is_state).collect()
    }

    /// New variables for a state, which the locals stand for from now on; first whether there is another iteration.
    fn state_variables(&mut self, state: &[usize], checked: bool) -> (Option<VariableId>, Vec<VariableId>) {
        let going = checked.then(|| self.variable("$go", core::Type::Bool));
        let mut variables: Vec<VariableId> = going.into_iter().collect();
        for index in state {
            let Some(old) = self.bound(*index) else { continue };
            let variable = self.again(old);
            self.bind(*index, variable);
            variables.push(variable);
        }
        (going, variables)
    }

    fn invariants(&mut self, written: &While, going: Option<VariableId>, entry: &Bindings) -> Vec<Clause> {
        let now = self.bindings.clone();
        let mut clauses: Vec<Clause> =
            written.invariants.iter().map(|invariant| self.clause(invariant, &now, entry)).collect();
        if let Some(going) = going {
            let Clause { formula, span, text } = self.clause(&written.condition, &now, entry);
            let outcome = Formula::Test(Term::Variable(going));
            clauses.push(Clause { formula: Formula::Iff(Box::new(outcome), Box::new(formula)), span, text });
        }
        clauses
    }

    fn measure(&mut self, measure: &Condition, entry: &Bindings) -> Measure {
        let locals = &self.cell.locals;
        let now = |local| super::cell::operand(locals, &self.bindings, local);
        let before = |local| super::cell::operand(locals, entry, local);
        let scope = Scope { now: &now, before: &before };
        let cases = super::formula::measure(self.program, measure, &scope).unwrap_or_else(|problem| {
            self.problems.push(problem);
            vec![Case { condition: Formula::Constant(true), term: Term::Integer(0.into()) }]
        });
        Measure { cases, span: measure.span, text: measure.text.clone() }
    }

    fn iteration(&mut self, written: &While, state: &[usize], checked: bool, levels: usize) -> Block {
        let tail = if checked { Tail::Open } else { Tail::Continue(state) };
        self.deeper(levels, |lowering| {
            lowering.block(&written.body, Draft::default(), tail).unwrap_or_else(|mut draft| {
                let mut values = Vec::new();
                if checked {
                    values.push(lowering.value(&written.condition.value, None, &mut draft));
                }
                values.extend(lowering.state_values(state));
                lowering.close(draft, End::Continue(values))
            })
        })
    }
}
