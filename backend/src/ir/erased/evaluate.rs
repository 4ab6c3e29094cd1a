//! Runs erased programs, for tests: what the later languages have to agree with.
//! Given by: tests, with a cell and its arguments.
//! Gives: what is printed, and how the run ends.
//! Holds: every run ends: steps are counted, and calls nest to a limit.

use super::{
    Binary, Block, Cell, CellId, Comparison, Condition, End, JoinId, Line, Loop, Number, Program, SiteIndex,
    Step, Value, VariableId,
};
use crate::ir::machine;
use num_bigint::BigInt;
use std::cmp::Ordering;

/// A value at run time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Datum {
    /// An integer.
    Int(i64),
    /// A truth value.
    Bool(bool),
    /// Components.
    Tuple(Vec<Datum>),
}

/// How a run ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// With a result.
    Returned(Datum),
    /// At a site.
    Halted(SiteIndex),
    /// Not within the steps or the depth of calls that were allowed.
    Limit,
    /// At an operation that a theorem should have excluded, or in a program with flaws.
    Stuck,
}

const DEEPEST_CALL: u32 = 200;

impl std::fmt::Display for Datum {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Datum::Int(integer) => write!(formatter, "{integer}"),
            Datum::Bool(boolean) => write!(formatter, "{boolean}"),
            Datum::Tuple(components) => {
                write!(formatter, "({})", crate::ir::text::join(components, ToString::to_string))
            }
        }
    }
}

/// Runs a cell for at most so many steps. Gives what was printed and how the run ended.
#[must_use]
pub fn evaluate(program: &Program, cell: CellId, arguments: &[Datum], steps: u64) -> (String, Outcome) {
    let mut run = Run { program, output: String::new(), steps, depth: 0 };
    let outcome = match run.call(cell, arguments.to_vec()) {
        Ok(result) => Outcome::Returned(result),
        Err(outcome) => outcome,
    };
    (run.output, outcome)
}

struct Run<'a> {
    program: &'a Program,
    output: String,
    steps: u64,
    depth: u32,
}

/// The variables and continuations of a call.
struct Frame<'a> {
    variables: Vec<Option<Datum>>,
    joins: Vec<(JoinId, &'a [VariableId], &'a Block)>,
}

/// Where a block leads.
enum Flow {
    Return(Datum),
    Continue(Vec<Datum>),
}

type Ran<T> = Result<T, Outcome>;

impl<'a> Run<'a> {
    fn call(&mut self, id: CellId, arguments: Vec<Datum>) -> Ran<Datum> {
        let cell: &'a Cell = self.program.cell(id).ok_or(Outcome::Stuck)?;
        if self.depth == DEEPEST_CALL {
            return Err(Outcome::Limit);
        }
        self.depth += 1;
        let mut frame = Frame { variables: vec![None; cell.variables.len()], joins: Vec::new() };
        frame.bind_all(&cell.parameters, arguments)?;
        let flow = self.block(&mut frame, &cell.body)?;
        self.depth -= 1;
        match flow {
            Flow::Return(result) => Ok(result),
            Flow::Continue(_) => Err(Outcome::Stuck),
        }
    }

    fn spend(&mut self) -> Ran<()> {
        self.steps = self.steps.checked_sub(1).ok_or(Outcome::Limit)?;
        Ok(())
    }

    fn block(&mut self, frame: &mut Frame<'a>, block: &'a Block) -> Ran<Flow> {
        let mut block = block;
        loop {
            for step in &block.steps {
                self.spend()?;
                self.step(frame, step)?;
            }
            self.spend()?;
            match &block.end {
                End::Return(value) => return frame.value(value).map(Flow::Return),
                End::Continue(values) => return frame.values(values).map(Flow::Continue),
                End::Halt(site) => return Err(Outcome::Halted(*site)),
                End::If(condition, yes, no) => block = if frame.boolean(condition)? { yes } else { no },
                End::Jump(id, arguments) => {
                    let join = frame.joins.iter().rev().find(|(join, _, _)| join == id).copied();
                    let (_, parameters, body) = join.ok_or(Outcome::Stuck)?;
                    let arguments = frame.values(arguments)?;
                    frame.bind_all(parameters, arguments)?;
                    block = body;
                }
            }
        }
    }

    fn step(&mut self, frame: &mut Frame<'a>, step: &'a Step) -> Ran<()> {
        match step {
            Step::Let(variable, value) => {
                let datum = frame.value(value)?;
                frame.bind(*variable, datum)
            }
            Step::Checked(variable, operation, arguments, site) => {
                let arguments =
                    arguments.iter().map(|value| frame.integer(value)).collect::<Ran<Vec<_>>>()?;
                let fault = site.map_or(Outcome::Stuck, Outcome::Halted);
                let result = machine::checked(*operation, &arguments).ok_or(fault)?;
                frame.bind(*variable, Datum::Int(result))
            }
            Step::Guard(condition, site) => {
                if frame.condition(condition)? {
                    Ok(())
                } else {
                    Err(Outcome::Halted(*site))
                }
            }
            Step::Call(variable, callee, arguments) => {
                let result = self.call(*callee, frame.values(arguments)?)?;
                frame.bind(*variable, result)
            }
            Step::Print(line) => {
                match line {
                    Line::Text(text) => self.output.push_str(text),
                    Line::Shown(value) => self.output.push_str(&frame.value(value)?.to_string()),
                }
                self.output.push('\n');
                Ok(())
            }
            Step::Loop(of) => self.looping(frame, of),
            Step::Join(id, parameters, body) => {
                frame.joins.push((*id, parameters, body));
                Ok(())
            }
        }
    }

    fn looping(&mut self, frame: &mut Frame<'a>, of: &'a Loop) -> Ran<()> {
        let mut state = frame.values(&of.initial)?;
        loop {
            self.spend()?;
            frame.bind_all(&of.state, state.clone())?;
            if !frame.boolean(&of.condition)? {
                return frame.bind_all(&of.after, state);
            }
            match self.block(frame, &of.body)? {
                Flow::Continue(next) => state = next,
                Flow::Return(_) => return Err(Outcome::Stuck),
            }
        }
    }
}

impl Frame<'_> {
    fn bind(&mut self, id: VariableId, datum: Datum) -> Ran<()> {
        *self.variables.get_mut(id.0 as usize).ok_or(Outcome::Stuck)? = Some(datum);
        Ok(())
    }

    fn bind_all(&mut self, ids: &[VariableId], data: Vec<Datum>) -> Ran<()> {
        if ids.len() != data.len() {
            return Err(Outcome::Stuck);
        }
        ids.iter().zip(data).try_for_each(|(id, datum)| self.bind(*id, datum))
    }

    fn values(&self, values: &[Value]) -> Ran<Vec<Datum>> {
        values.iter().map(|value| self.value(value)).collect()
    }

    fn value(&self, value: &Value) -> Ran<Datum> {
        match value {
            Value::Variable(id) => self.variables.get(id.0 as usize).cloned().flatten().ok_or(Outcome::Stuck),
            Value::Integer(integer) => Ok(Datum::Int(*integer)),
            Value::Boolean(boolean) => Ok(Datum::Bool(*boolean)),
            Value::Tuple(components) => self.values(components).map(Datum::Tuple),
            Value::Field(tuple, position) => match self.value(tuple)? {
                Datum::Tuple(components) => components.get(*position as usize).cloned().ok_or(Outcome::Stuck),
                _ => Err(Outcome::Stuck),
            },
            Value::Not(operand) => self.boolean(operand).map(|boolean| Datum::Bool(!boolean)),
            Value::Binary(operation, left, right) => self.binary(*operation, left, right),
        }
    }

    fn binary(&self, operation: Binary, left: &Value, right: &Value) -> Ran<Datum> {
        let integers = || Ok((self.integer(left)?, self.integer(right)?));
        let booleans = || Ok((self.boolean(left)?, self.boolean(right)?));
        Ok(match operation {
            Binary::EqualInt => Datum::Bool(integers().map(|(a, b)| a == b)?),
            Binary::Less => Datum::Bool(integers().map(|(a, b)| a < b)?),
            Binary::LessEqual => Datum::Bool(integers().map(|(a, b)| a <= b)?),
            Binary::EqualBool => Datum::Bool(booleans().map(|(a, b)| a == b)?),
            Binary::And => Datum::Bool(booleans().map(|(a, b)| a && b)?),
            Binary::Or => Datum::Bool(booleans().map(|(a, b)| a || b)?),
            Binary::WrappingAdd => Datum::Int(integers().map(|(a, b)| a.wrapping_add(b))?),
            Binary::WrappingSubtract => Datum::Int(integers().map(|(a, b)| a.wrapping_sub(b))?),
            Binary::WrappingMultiply => Datum::Int(integers().map(|(a, b)| a.wrapping_mul(b))?),
        })
    }

    fn integer(&self, value: &Value) -> Ran<i64> {
        match self.value(value)? {
            Datum::Int(integer) => Ok(integer),
            _ => Err(Outcome::Stuck),
        }
    }

    fn boolean(&self, value: &Value) -> Ran<bool> {
        match self.value(value)? {
            Datum::Bool(boolean) => Ok(boolean),
            _ => Err(Outcome::Stuck),
        }
    }

    fn condition(&self, condition: &Condition) -> Ran<bool> {
        Ok(match condition {
            Condition::Constant(constant) => *constant,
            Condition::Test(value) => self.boolean(value)?,
            Condition::Compare(comparison, left, right) => {
                let ordering = self.number(left)?.cmp(&self.number(right)?);
                match comparison {
                    Comparison::Equal => ordering == Ordering::Equal,
                    Comparison::Less => ordering == Ordering::Less,
                    Comparison::LessEqual => ordering != Ordering::Greater,
                }
            }
            Condition::Not(operand) => !self.condition(operand)?,
            Condition::And(left, right) => self.condition(left)? & self.condition(right)?,
            Condition::Or(left, right) => self.condition(left)? | self.condition(right)?,
            Condition::Same(left, right) => self.condition(left)? == self.condition(right)?,
        })
    }

    fn number(&self, number: &Number) -> Ran<BigInt> {
        Ok(match number {
            Number::Value(value) => self.integer(value)?.into(),
            Number::Integer(integer) => integer.clone(),
            Number::Negate(operand) => -self.number(operand)?,
            Number::Arithmetic(operation, left, right) => {
                machine::arithmetic(*operation, &self.number(left)?, &self.number(right)?)
            }
        })
    }
}
