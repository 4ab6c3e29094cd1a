//! One step of a run.
//! Given by: the machine.
//! Gives: the next state; a result when the first cell returns.
//! Holds: follows the evaluation column of `docs/spec/core.md`, a row a function.

use super::datum::Datum;
use super::formula::holds;
use super::machine::{Iteration, Machine, Place, Stop};
use super::value::{checked, value};
use crate::core::{Block, CellId, Checked, End, Loop, SiteId, Step, Value, VariableId};
use crate::literal::Literal;

impl<'p> Machine<'p> {
    /// Evaluates one step or end of a block.
    pub(super) fn advance(&mut self) -> Result<Option<Literal>, Stop> {
        let Some(activation) = self.stack.last_mut() else { return Ok(Some(Literal::Unit)) };
        let Place { block, next } = activation.place;
        let Some(step) = block.steps.get(next) else { return self.end(&block.end) };
        activation.place.next += 1;
        self.step(step)?;
        Ok(None)
    }

    fn value(&mut self, of: &Value) -> Datum {
        match self.stack.last() {
            Some(activation) => value(of, &activation.slots, &mut self.printed),
            None => Datum::Nothing,
        }
    }

    fn values(&mut self, of: &[Value]) -> Vec<Datum> {
        of.iter().map(|value| self.value(value)).collect()
    }

    fn set(&mut self, variable: VariableId, datum: Datum) {
        if let Some(activation) = self.stack.last_mut() {
            activation.set(variable, datum);
        }
    }

    fn step(&mut self, step: &'p Step) -> Result<(), Stop> {
        match step {
            Step::Let(variable, of) => {
                let datum = self.value(of);
                self.set(*variable, datum);
            }
            Step::Checked(variable, operation, of, site) => self.checked(*variable, *operation, of, *site)?,
            Step::Guard(formula, site) => {
                if !self.stack.last().is_some_and(|activation| holds(formula, &activation.slots)) {
                    return Err(Stop::Halt(*site));
                }
            }
            Step::Call(variable, callee, of, site) => self.call(*variable, *callee, of, *site),
            Step::Loop(repeat) => return self.start_loop(repeat),
            Step::Join(join, parameters, block) => {
                if let Some(activation) = self.stack.last_mut() {
                    activation.declare(*join, parameters, block);
                }
            }
        }
        Ok(())
    }

    fn checked(
        &mut self,
        variable: VariableId,
        operation: Checked,
        of: &[Value],
        site: SiteId,
    ) -> Result<(), Stop> {
        let operands = self.values(of);
        let result = checked(operation, &operands).ok_or(Stop::Halt(site))?;
        self.set(variable, Datum::Integer(result));
        Ok(())
    }

    fn call(&mut self, variable: VariableId, callee: CellId, of: &[Value], site: SiteId) {
        let arguments = self.values(of);
        if let Some(caller) = self.stack.last_mut() {
            caller.pending = Some((variable, site));
        }
        self.enter(callee, arguments);
    }

    fn start_loop(&mut self, repeat: &'p Loop) -> Result<(), Stop> {
        let initial = self.values(&repeat.initial);
        if let Some(activation) = self.stack.last_mut() {
            activation.set_all(&repeat.state, initial);
            let after = activation.place;
            activation.iterations.push(Iteration { repeat, after, begun: false, measure: None });
        }
        self.head()
    }

    /// Decides at the head of a loop whether there is another iteration.
    fn head(&mut self) -> Result<(), Stop> {
        let Some(repeat) = self.stack.last().and_then(|top| top.iterations.last()).map(|top| top.repeat)
        else {
            return Ok(());
        };
        self.examine_head(repeat)?;
        if self.value(&repeat.condition).boolean() {
            self.begin_iteration(repeat)?;
            self.go_to(&repeat.body);
            return Ok(());
        }
        if let Some(activation) = self.stack.last_mut()
            && let Some(iteration) = activation.iterations.pop()
        {
            for (after, state) in repeat.after.iter().zip(&repeat.state) {
                let datum = activation.slots.get(state.0 as usize).cloned().unwrap_or(Datum::Nothing);
                activation.set(*after, datum);
            }
            activation.place = iteration.after;
        }
        Ok(())
    }

    fn go_to(&mut self, block: &'p Block) {
        if let Some(activation) = self.stack.last_mut() {
            activation.place = Place { block, next: 0 };
        }
    }

    fn end(&mut self, end: &'p End) -> Result<Option<Literal>, Stop> {
        match end {
            End::Return(of) => {
                let result = self.value(of);
                return self.leave(result);
            }
            End::Jump(join, of) => {
                let arguments = self.values(of);
                if let Some(activation) = self.stack.last_mut()
                    && let Some((parameters, block)) =
                        activation.joins.get(join.0 as usize).copied().flatten()
                {
                    activation.set_all(parameters, arguments);
                    activation.place = Place { block, next: 0 };
                }
            }
            End::If(condition, yes, no) => {
                let block = if self.value(condition).boolean() { yes } else { no };
                self.go_to(block);
            }
            End::Halt(site) => return Err(Stop::Halt(*site)),
            End::Continue(of) => {
                let state = self.values(of);
                if let Some(activation) = self.stack.last_mut()
                    && let Some(repeat) = activation.iterations.last().map(|top| top.repeat)
                {
                    activation.set_all(&repeat.state, state);
                }
                self.head()?;
            }
        }
        Ok(None)
    }

    /// Returns from a cell: gives the result to its caller, or to the user.
    fn leave(&mut self, result: Datum) -> Result<Option<Literal>, Stop> {
        self.examine_ensures(&result)?;
        let effects = self.stack.pop().is_some_and(|activation| !activation.cell.effects.is_empty());
        let Some(caller) = self.stack.last_mut() else {
            let result = if effects { result.part(0) } else { result };
            return Ok(Some(result.literal()));
        };
        if let Some((variable, _)) = caller.pending.take() {
            caller.set(variable, result);
        }
        Ok(None)
    }
}
