//! Runs flat programs, for tests: what machine code has to agree with.
//! Given by: tests, with the arguments of the process.
//! Gives: what is printed, and how the run ends.
//! Holds: every run ends: steps are counted, and calls nest to a limit.

use super::{
    Binary, Block, End, Function, FunctionId, Instruction, Operand, Overflow, Program, SiteIndex, Target,
    ValueId,
};
use crate::ir::machine;
use crate::ir::service::Service;
use elaborator::core::{Arithmetic, Checked};
use num_bigint::BigInt;
use runtime::{Literal, LiteralError};
use std::cmp::Ordering;

/// How a run ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// With an exit status.
    Returned(i64),
    /// At a site.
    Halted(SiteIndex),
    /// At an argument that is not a literal of its type, or for their number.
    BadArgument,
    /// Not within the steps or the depth of calls that were allowed.
    Limit,
    /// At an operation that has no result, or in a program with flaws.
    Stuck,
}

const DEEPEST_CALL: u32 = 200;

/// Runs a program for at most so many steps. Gives what was printed and how the run ended.
#[must_use]
pub fn evaluate(program: &Program, arguments: &[String], steps: u64) -> (String, Outcome) {
    let numbers = Vec::new();
    let mut run =
        Run { program, arguments, argument: 0, rest: "", output: String::new(), numbers, steps, depth: 0 };
    let outcome = match run.call(program.entry, &[]) {
        Ok(results) => results.first().map_or(Outcome::Stuck, |status| Outcome::Returned(*status)),
        Err(outcome) => outcome,
    };
    (run.output, outcome)
}

struct Run<'a> {
    program: &'a Program,
    arguments: &'a [String],
    argument: usize,
    rest: &'a str,
    output: String,
    numbers: Vec<BigInt>,
    steps: u64,
    depth: u32,
}

type Ran<T> = Result<T, Outcome>;

/// The values of a call.
struct Frame {
    values: Vec<Option<i64>>,
}

impl Frame {
    fn get(&self, id: ValueId) -> Ran<i64> {
        self.values.get(id.0 as usize).copied().flatten().ok_or(Outcome::Stuck)
    }

    fn all(&self, ids: &[ValueId]) -> Ran<Vec<i64>> {
        ids.iter().map(|id| self.get(*id)).collect()
    }

    fn set(&mut self, id: ValueId, value: i64) -> Ran<()> {
        *self.values.get_mut(id.0 as usize).ok_or(Outcome::Stuck)? = Some(value);
        Ok(())
    }

    fn set_all(&mut self, ids: &[ValueId], values: &[i64]) -> Ran<()> {
        ids.iter().zip(values).try_for_each(|(id, value)| self.set(*id, *value))
    }
}

impl<'a> Run<'a> {
    fn call(&mut self, id: FunctionId, arguments: &[i64]) -> Ran<Vec<i64>> {
        let function: &'a Function = self.program.functions.get(id.0 as usize).ok_or(Outcome::Stuck)?;
        if self.depth == DEEPEST_CALL {
            return Err(Outcome::Limit);
        }
        self.depth += 1;
        let mut frame = Frame { values: vec![None; function.values.len()] };
        let mut block = function.blocks.first().ok_or(Outcome::Stuck)?;
        frame.set_all(&block.parameters, arguments)?;
        loop {
            for instruction in &block.instructions {
                self.spend()?;
                self.instruction(&mut frame, instruction)?;
            }
            self.spend()?;
            match &block.end {
                End::Return(results) => {
                    self.depth -= 1;
                    return frame.all(results);
                }
                End::Jump(target) => block = enter(function, &mut frame, target)?,
                End::Branch(condition, yes, no) => {
                    let target = if frame.get(*condition)? == 0 { no } else { yes };
                    block = enter(function, &mut frame, target)?;
                }
                End::Halt(site) => return Err(Outcome::Halted(*site)),
            }
        }
    }

    fn spend(&mut self) -> Ran<()> {
        self.steps = self.steps.checked_sub(1).ok_or(Outcome::Limit)?;
        Ok(())
    }

    fn instruction(&mut self, frame: &mut Frame, instruction: &Instruction) -> Ran<()> {
        match instruction {
            Instruction::Integer(result, constant) => frame.set(*result, *constant),
            Instruction::Boolean(result, constant) => frame.set(*result, (*constant).into()),
            Instruction::Binary(result, operation, left, right) => {
                let value =
                    binary(*operation, frame.get(*left)?, frame.get(*right)?).ok_or(Outcome::Stuck)?;
                frame.set(*result, value)
            }
            Instruction::Overflow(result, flag, operation, left, right) => {
                let (left, right) = (frame.get(*left)?, frame.get(*right)?);
                let (value, out) = match operation {
                    Overflow::Add => left.overflowing_add(right),
                    Overflow::Subtract => left.overflowing_sub(right),
                    Overflow::Multiply => left.overflowing_mul(right),
                };
                frame.set(*result, value)?;
                frame.set(*flag, out.into())
            }
            Instruction::Call(results, callee, arguments) => {
                let values = self.call(*callee, &frame.all(arguments)?)?;
                frame.set_all(results, &values)
            }
            Instruction::Run(result, service, operand) => {
                let value = self.service(frame, *service, *operand)?;
                match (result, value) {
                    (Some(result), Some(value)) => frame.set(*result, value),
                    _ => Ok(()),
                }
            }
        }
    }

    fn service(&mut self, frame: &Frame, service: Service, operand: Operand) -> Ran<Option<i64>> {
        let (value, text) = match operand {
            Operand::Nothing => (0, ""),
            Operand::Value(id) => (frame.get(id)?, ""),
            Operand::Text(id) => (0, self.program.texts.get(id.0 as usize).ok_or(Outcome::Stuck)?.as_str()),
        };
        match service {
            Service::PrintText => self.output.push_str(text),
            Service::PrintInteger => self.output.push_str(&value.to_string()),
            Service::PrintBoolean => self.output.push_str(if value == 0 { "false" } else { "true" }),
            Service::ArgumentCount if i64::try_from(self.arguments.len()) == Ok(value) => {}
            Service::ArgumentCount => return Err(Outcome::BadArgument),
            Service::ArgumentNext => {
                self.rest = self.arguments.get(self.argument).ok_or(Outcome::BadArgument)?;
                self.argument += 1;
            }
            Service::ArgumentMark => {
                let mark = u8::try_from(value).map_err(|_| Outcome::Stuck)?;
                self.read(|literal| literal.mark(mark))?;
            }
            Service::ArgumentInteger => return self.read(Literal::integer).map(Some),
            Service::ArgumentBoolean => {
                return self.read(Literal::boolean).map(|boolean| Some(boolean.into()));
            }
            Service::ArgumentEnd => self.read(Literal::end)?,
            Service::BigPush => self.numbers.push(value.into()),
            Service::BigLiteral => self.numbers.push(text.parse().map_err(|_| Outcome::Stuck)?),
            Service::BigNegate => {
                let operand = self.number()?;
                self.numbers.push(-operand);
            }
            Service::BigAdd => self.arithmetic(Arithmetic::Add)?,
            Service::BigSubtract => self.arithmetic(Arithmetic::Subtract)?,
            Service::BigMultiply => self.arithmetic(Arithmetic::Multiply)?,
            Service::BigDivide => self.arithmetic(Arithmetic::Divide)?,
            Service::BigRemainder => self.arithmetic(Arithmetic::Remainder)?,
            Service::BigCompare => {
                let (right, left) = (self.number()?, self.number()?);
                return Ok(Some(match left.cmp(&right) {
                    Ordering::Less => -1,
                    Ordering::Equal => 0,
                    Ordering::Greater => 1,
                }));
            }
        }
        Ok(None)
    }

    fn read<T>(&mut self, piece: impl FnOnce(&mut Literal<'a>) -> Result<T, LiteralError>) -> Ran<T> {
        let mut literal = Literal::new(self.rest.as_bytes());
        let value = piece(&mut literal).map_err(|_| Outcome::BadArgument)?;
        self.rest = self.rest.get(self.rest.len() - literal.left()..).unwrap_or_default();
        Ok(value)
    }

    fn number(&mut self) -> Ran<BigInt> {
        self.numbers.pop().ok_or(Outcome::Stuck)
    }

    fn arithmetic(&mut self, operation: Arithmetic) -> Ran<()> {
        let (right, left) = (self.number()?, self.number()?);
        self.numbers.push(machine::arithmetic(operation, &left, &right));
        Ok(())
    }
}

fn enter<'f>(function: &'f Function, frame: &mut Frame, target: &Target) -> Ran<&'f Block> {
    let block = function.blocks.get(target.block.0 as usize).ok_or(Outcome::Stuck)?;
    let arguments = frame.all(&target.arguments)?;
    frame.set_all(&block.parameters, &arguments)?;
    Ok(block)
}

fn binary(operation: Binary, left: i64, right: i64) -> Option<i64> {
    Some(match operation {
        Binary::Add => left.wrapping_add(right),
        Binary::Subtract => left.wrapping_sub(right),
        Binary::Multiply => left.wrapping_mul(right),
        Binary::Divide => machine::checked(Checked::Divide, &[left, right])?,
        Binary::Remainder => machine::checked(Checked::Remainder, &[left, right])?,
        Binary::Equal => (left == right).into(),
        Binary::Less => (left < right).into(),
        Binary::LessEqual => (left <= right).into(),
        Binary::And => left & right,
        Binary::Or => left | right,
        Binary::Xor => left ^ right,
    })
}
