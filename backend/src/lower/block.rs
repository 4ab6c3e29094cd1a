//! Cells, blocks and steps.
//! Given by: `lower`.
//! Gives: flat functions.
//! Holds: what is left to do is a list, not a recursion, so that long chains of continuations need no stack.

use super::builder::{Builder, Parts, Texts, scalars};
use crate::ir::erased::{
    Binary, Block, Cell, Checked, End, JoinId, Loop, Program, SiteIndex, Step, Value, VariableId,
};
use crate::ir::flat::{self, BlockId, Function, FunctionId, Overflow, Scalar, ValueId};
use std::collections::BTreeMap;

/// Lowers a cell; none if it has a flaw.
pub(super) fn lower_cell(program: &Program, cell: &Cell, texts: &mut Texts) -> Option<Function> {
    let types: Vec<Scalar> =
        cell.parameters.iter().filter_map(|id| cell.type_of(*id)).flat_map(scalars).collect();
    let builder = Builder::new(&cell.name, &types, scalars(&cell.result));
    let known = vec![None; cell.variables.len()];
    let mut lowering =
        Lowering { program, cell, texts, builder, known, joins: BTreeMap::new(), waiting: Vec::new() };
    lowering.bind_parameters(&cell.parameters, BlockId(0))?;
    lowering.waiting.push(Task { at: BlockId(0), steps: &cell.body.steps, end: &cell.body.end, head: None });
    while let Some(task) = lowering.waiting.pop() {
        lowering.builder.start(task.at);
        lowering.task(task)?;
    }
    lowering.builder.into_function()
}

/// A part of the cell that is not lowered yet, and the flat block where it goes.
struct Task<'a> {
    at: BlockId,
    steps: &'a [Step],
    end: &'a End,
    /// The head of the loop that the part is in.
    head: Option<BlockId>,
}

/// A continuation.
#[derive(Clone, Copy)]
struct Join<'a> {
    parameters: &'a [VariableId],
    body: &'a Block,
    head: Option<BlockId>,
    /// Its block, once something jumps to it.
    block: Option<BlockId>,
}

pub(super) struct Lowering<'a, 'b> {
    program: &'a Program,
    cell: &'a Cell,
    pub(super) texts: &'b mut Texts,
    pub(super) builder: Builder,
    known: Vec<Option<Parts>>,
    joins: BTreeMap<JoinId, Join<'a>>,
    waiting: Vec<Task<'a>>,
}

impl<'a> Lowering<'a, '_> {
    fn bind(&mut self, id: VariableId, parts: Parts) -> Option<()> {
        *self.known.get_mut(id.0 as usize)? = Some(parts);
        Some(())
    }

    /// Binds variables to the parameters of a block.
    fn bind_parameters(&mut self, ids: &[VariableId], block: BlockId) -> Option<()> {
        let mut registers = self.builder.parameters(block).into_iter();
        ids.iter().try_for_each(|id| {
            let parts = Parts::shape(self.cell.type_of(*id)?, &mut registers)?;
            self.bind(*id, parts)
        })
    }

    fn block_for(&mut self, ids: &[VariableId]) -> Option<BlockId> {
        let types: Option<Vec<_>> = ids.iter().map(|id| self.cell.type_of(*id)).collect();
        let types: Vec<Scalar> = types?.into_iter().flat_map(scalars).collect();
        let block = self.builder.block(&types);
        self.bind_parameters(ids, block)?;
        Some(block)
    }

    fn later(&mut self, at: BlockId, block: &'a Block, head: Option<BlockId>) {
        self.waiting.push(Task { at, steps: &block.steps, end: &block.end, head });
    }

    fn task(&mut self, task: Task<'a>) -> Option<()> {
        for step in task.steps {
            self.step(step, task.head)?;
        }
        match task.end {
            End::Return(value) => {
                let registers = self.registers(std::slice::from_ref(value))?;
                self.builder.finish(flat::End::Return(registers));
            }
            End::Halt(site) => self.builder.finish(flat::End::Halt(*site)),
            End::Continue(values) => {
                let registers = self.registers(values)?;
                self.builder.jump(task.head?, registers);
            }
            End::Jump(id, arguments) => {
                let registers = self.registers(arguments)?;
                let block = self.join_block(*id)?;
                self.builder.jump(block, registers);
            }
            End::If(condition, yes, no) => {
                let condition = self.value(condition)?.boolean()?;
                let (at_yes, at_no) = (self.builder.block(&[]), self.builder.block(&[]));
                self.builder.branch(condition, at_yes, at_no);
                self.later(at_no, no, task.head);
                self.later(at_yes, yes, task.head);
            }
        }
        Some(())
    }

    fn join_block(&mut self, id: JoinId) -> Option<BlockId> {
        let join = *self.joins.get(&id)?;
        if let Some(block) = join.block {
            return Some(block);
        }
        let block = self.block_for(join.parameters)?;
        self.joins.insert(id, Join { block: Some(block), ..join });
        self.later(block, join.body, join.head);
        Some(block)
    }

    fn step(&mut self, step: &'a Step, head: Option<BlockId>) -> Option<()> {
        match step {
            Step::Let(variable, value) => {
                let parts = self.value(value)?;
                self.bind(*variable, parts)
            }
            Step::Checked(variable, operation, arguments, site) => {
                let result = self.checked(*operation, arguments, *site)?;
                self.bind(*variable, Parts::Integer(result))
            }
            Step::Guard(condition, site) => {
                let holds = self.condition(condition)?;
                self.builder.halt_unless(holds, *site);
                Some(())
            }
            Step::Call(variable, callee, arguments) => {
                let arguments = self.registers(arguments)?;
                let result = &self.program.cell(*callee)?.result;
                let registers = self.builder.call(FunctionId(callee.0), arguments, &scalars(result));
                let parts = Parts::shape(result, &mut registers.into_iter())?;
                self.bind(*variable, parts)
            }
            Step::Print(line) => self.print(line),
            Step::Loop(of) => self.looping(of),
            Step::Join(id, parameters, body) => {
                self.joins.insert(*id, Join { parameters, body, head, block: None });
                Some(())
            }
        }
    }

    /// A loop: its head tests the condition, its body jumps back, and what follows goes on in the current block.
    fn looping(&mut self, of: &'a Loop) -> Option<()> {
        let initial = self.registers(&of.initial)?;
        let head = self.block_for(&of.state)?;
        self.builder.jump(head, initial);
        self.builder.start(head);
        let condition = self.value(&of.condition)?.boolean()?;
        let (body, next) = (self.builder.block(&[]), self.builder.block(&[]));
        self.builder.branch(condition, body, next);
        self.later(body, &of.body, Some(head));
        for (state, after) in of.state.iter().zip(&of.after) {
            let parts = self.known.get(state.0 as usize)?.clone()?;
            self.bind(*after, parts)?;
        }
        self.builder.start(next);
        Some(())
    }

    fn checked(
        &mut self,
        operation: Checked,
        arguments: &[Value],
        site: Option<SiteIndex>,
    ) -> Option<ValueId> {
        let operands: Option<Vec<ValueId>> =
            arguments.iter().map(|value| self.value(value)?.integer()).collect();
        match (operation, operands?.as_slice()) {
            (Checked::Add, [left, right]) => Some(self.ranged(Overflow::Add, *left, *right, site)),
            (Checked::Subtract, [left, right]) => Some(self.ranged(Overflow::Subtract, *left, *right, site)),
            (Checked::Multiply, [left, right]) => Some(self.ranged(Overflow::Multiply, *left, *right, site)),
            (Checked::Negate, [operand]) => {
                let zero = self.builder.integer(0);
                Some(self.ranged(Overflow::Subtract, zero, *operand, site))
            }
            (Checked::Divide | Checked::Remainder, [left, right]) => {
                if let Some(site) = site {
                    self.check_division(*left, *right, arguments.get(1)?, site);
                }
                let plain =
                    if operation == Checked::Divide { flat::Binary::Divide } else { flat::Binary::Remainder };
                Some(self.builder.binary(plain, *left, *right))
            }
            _ => None,
        }
    }

    fn ranged(
        &mut self,
        operation: Overflow,
        left: ValueId,
        right: ValueId,
        site: Option<SiteIndex>,
    ) -> ValueId {
        let Some(site) = site else {
            let plain = match operation {
                Overflow::Add => flat::Binary::Add,
                Overflow::Subtract => flat::Binary::Subtract,
                Overflow::Multiply => flat::Binary::Multiply,
            };
            return self.builder.binary(plain, left, right);
        };
        let (result, out) = self.builder.overflow(operation, left, right);
        self.builder.halt_if(out, site);
        result
    }

    /// Halts if the divisor is zero, or if it is -1 and the dividend the smallest number. A constant divisor decides a part of that.
    fn check_division(&mut self, left: ValueId, right: ValueId, divisor: &Value, site: SiteIndex) {
        let constant = if let Value::Integer(constant) = divisor { Some(*constant) } else { None };
        if constant.is_none_or(|constant| constant == 0) {
            let zero = self.builder.integer(0);
            let is_zero = self.builder.binary(flat::Binary::Equal, right, zero);
            self.builder.halt_if(is_zero, site);
        }
        if constant.is_none_or(|constant| constant == -1) {
            let (minus_one, smallest) = (self.builder.integer(-1), self.builder.integer(i64::MIN));
            let by_minus_one = self.builder.binary(flat::Binary::Equal, right, minus_one);
            let of_smallest = self.builder.binary(flat::Binary::Equal, left, smallest);
            let out = self.builder.binary(flat::Binary::And, by_minus_one, of_smallest);
            self.builder.halt_if(out, site);
        }
    }

    fn registers(&mut self, values: &[Value]) -> Option<Vec<ValueId>> {
        let mut registers = Vec::new();
        for value in values {
            self.value(value)?.registers(&mut registers);
        }
        Some(registers)
    }

    pub(super) fn value(&mut self, value: &Value) -> Option<Parts> {
        Some(match value {
            Value::Variable(id) => self.known.get(id.0 as usize)?.clone()?,
            Value::Integer(constant) => Parts::Integer(self.builder.integer(*constant)),
            Value::Boolean(constant) => Parts::Boolean(self.builder.boolean(*constant)),
            Value::Tuple(components) => {
                Parts::Tuple(components.iter().map(|component| self.value(component)).collect::<Option<_>>()?)
            }
            Value::Field(tuple, position) => self.value(tuple)?.component(*position)?,
            Value::Not(operand) => {
                let operand = self.value(operand)?.boolean()?;
                Parts::Boolean(self.builder.not(operand))
            }
            Value::Binary(operation, left, right) => self.binary(*operation, left, right)?,
        })
    }

    fn binary(&mut self, operation: Binary, left: &Value, right: &Value) -> Option<Parts> {
        let (left, right) = (self.value(left)?, self.value(right)?);
        let on_integers = |operation| Some((operation, left.integer()?, right.integer()?));
        let on_booleans = |operation| Some((operation, left.boolean()?, right.boolean()?));
        let (flat, left, right) = match operation {
            Binary::EqualInt => on_integers(flat::Binary::Equal),
            Binary::Less => on_integers(flat::Binary::Less),
            Binary::LessEqual => on_integers(flat::Binary::LessEqual),
            Binary::WrappingAdd => on_integers(flat::Binary::Add),
            Binary::WrappingSubtract => on_integers(flat::Binary::Subtract),
            Binary::WrappingMultiply => on_integers(flat::Binary::Multiply),
            Binary::And => on_booleans(flat::Binary::And),
            Binary::Or => on_booleans(flat::Binary::Or),
            Binary::EqualBool => on_booleans(flat::Binary::Xor),
        }?;
        let result = self.builder.binary(flat, left, right);
        Some(match operation {
            Binary::EqualBool => Parts::Boolean(self.builder.not(result)),
            Binary::WrappingAdd | Binary::WrappingSubtract | Binary::WrappingMultiply => {
                Parts::Integer(result)
            }
            _ => Parts::Boolean(result),
        })
    }
}
