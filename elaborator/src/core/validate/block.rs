//! Checks blocks, steps and ends.
//! Given by: `validate`, the body of a cell.
//! Gives: the first fault.
//! Holds: what a branch, a join or an iteration binds is not known outside of it.

use super::super::{Block, End, Loop, Step, Type, Value, VariableId};
use super::{Check, Fault, expect, returned};

impl Check<'_> {
    pub(super) fn block(&mut self, block: &Block) -> Result<(), Fault> {
        let joins = self.joins.len();
        for step in &block.steps {
            self.step(step)?;
        }
        self.end(&block.end)?;
        self.joins.truncate(joins);
        Ok(())
    }

    /// Checks a block of which nothing is known outside.
    fn inner(&mut self, block: &Block) -> Result<(), Fault> {
        let known = self.known.clone();
        self.block(block)?;
        self.known = known;
        Ok(())
    }

    fn step(&mut self, step: &Step) -> Result<(), Fault> {
        match step {
            Step::Let(variable, value) => {
                let of = self.value(value)?;
                self.define(*variable, &of)
            }
            Step::Checked(variable, operation, values, site) => {
                self.site(*site)?;
                let operands = if matches!(operation, super::super::Checked::Negate) { 1 } else { 2 };
                self.values(values, &vec![Type::Int; operands])?;
                self.define(*variable, &Type::Int)
            }
            Step::Guard(formula, site) => {
                self.site(*site)?;
                self.formula(formula)
            }
            Step::Call(variable, callee, values, site) => {
                self.site(*site)?;
                let program = self.program;
                let called = program.cells.get(callee.0 as usize).ok_or(Fault::NoSuchCell(*callee))?;
                let types: Option<Vec<Type>> = called
                    .parameters
                    .iter()
                    .map(|parameter| called.variables.get(parameter.0 as usize).map(|found| found.of.clone()))
                    .collect();
                self.values(values, &types.ok_or(Fault::Count)?)?;
                self.define(*variable, &returned(called))
            }
            Step::Loop(repeat) => self.repeat(repeat),
            Step::Join(join, parameters, block) => {
                self.number(join.0, true)?;
                let known = self.known.clone();
                parameters.iter().try_for_each(|parameter| self.assign(*parameter))?;
                self.block(block)?;
                self.known = known;
                self.joins.push((join.0, parameters.clone()));
                Ok(())
            }
        }
    }

    fn number(&mut self, number: u32, join: bool) -> Result<(), Fault> {
        let numbers = if join { &mut self.join_numbers } else { &mut self.loop_numbers };
        if numbers.contains(&number) {
            return Err(Fault::NumberTaken(number));
        }
        numbers.push(number);
        Ok(())
    }

    fn define(&mut self, variable: VariableId, of: &Type) -> Result<(), Fault> {
        expect(self.type_of(variable)?, of)?;
        self.assign(variable)
    }

    fn repeat(&mut self, repeat: &Loop) -> Result<(), Fault> {
        self.number(repeat.id.0, false)?;
        let types = self.types(&repeat.state)?;
        self.values(&repeat.initial, &types)?;
        if self.types(&repeat.after)? != types {
            return Err(Fault::Count);
        }
        let known = self.known.clone();
        repeat.state.iter().try_for_each(|variable| self.assign(*variable))?;
        self.clauses(&repeat.invariants)?;
        if let Some(measure) = &repeat.measure {
            for case in &measure.cases {
                self.formula(&case.condition)?;
                expect(&Type::Int, &self.term(&case.term)?)?;
            }
            if measure.cases.is_empty() {
                return Err(Fault::Count);
            }
        }
        expect(&Type::Bool, &self.value(&repeat.condition)?)?;
        let (joins, state) = (std::mem::take(&mut self.joins), self.state.replace(repeat.state.clone()));
        self.inner(&repeat.body)?;
        (self.joins, self.state, self.known) = (joins, state, known);
        repeat.after.iter().try_for_each(|variable| self.assign(*variable))
    }

    fn types(&self, variables: &[VariableId]) -> Result<Vec<Type>, Fault> {
        variables.iter().map(|variable| self.type_of(*variable).cloned()).collect()
    }

    fn values(&self, values: &[Value], types: &[Type]) -> Result<(), Fault> {
        if values.len() != types.len() {
            return Err(Fault::Count);
        }
        values.iter().zip(types).try_for_each(|(value, of)| expect(of, &self.value(value)?))
    }

    fn end(&mut self, end: &End) -> Result<(), Fault> {
        match end {
            End::Return(value) if self.state.is_none() => expect(&returned(self.cell), &self.value(value)?),
            End::Return(_) => Err(Fault::Misplaced),
            End::Halt(site) => self.site(*site),
            End::Continue(values) => {
                let state = self.state.clone().ok_or(Fault::Misplaced)?;
                self.values(values, &self.types(&state)?)
            }
            End::Jump(join, values) => {
                let found = self.joins.iter().find(|(number, _)| *number == join.0);
                let parameters =
                    found.map(|(_, parameters)| parameters.clone()).ok_or(Fault::NoSuchJoin(join.0))?;
                self.values(values, &self.types(&parameters)?)
            }
            End::If(condition, yes, no) => {
                expect(&Type::Bool, &self.value(condition)?)?;
                self.inner(yes)?;
                self.inner(no)
            }
        }
    }
}
