//! Makes a flat function block by block.
//! Given by: the other parts of `lower`.
//! Gives: functions, and the table of texts.
//! Holds: each block is finished once; values are numbered in the order in which they are made.

use crate::ir::erased::{SiteIndex, Type};
use crate::ir::flat::{
    Binary, Block, BlockId, End, Function, FunctionId, Instruction, Operand, Overflow, Scalar, Target,
    TextId, ValueId,
};
use crate::ir::service::Service;
use std::collections::BTreeMap;

/// The constant texts of a program.
#[derive(Default)]
pub(super) struct Texts {
    table: Vec<String>,
    known: BTreeMap<String, TextId>,
}

impl Texts {
    pub(super) fn id(&mut self, text: &str) -> TextId {
        if let Some(id) = self.known.get(text) {
            return *id;
        }
        let id = TextId(u32::try_from(self.table.len()).unwrap_or(u32::MAX));
        self.table.push(text.to_owned());
        self.known.insert(text.to_owned(), id);
        id
    }

    pub(super) fn into_table(self) -> Vec<String> {
        self.table
    }
}

/// What the registers of a value of a type hold.
pub(super) fn scalars(of: &Type) -> Vec<Scalar> {
    match of {
        Type::Int => vec![Scalar::I64],
        Type::Bool => vec![Scalar::I8],
        Type::Tuple(components) => components.iter().flat_map(scalars).collect(),
    }
}

/// A value in registers, with the shape of its type.
#[derive(Clone, Debug)]
pub(super) enum Parts {
    Integer(ValueId),
    Boolean(ValueId),
    Tuple(Vec<Parts>),
}

impl Parts {
    /// Gives registers the shape of a type, in order.
    pub(super) fn shape(of: &Type, registers: &mut impl Iterator<Item = ValueId>) -> Option<Parts> {
        Some(match of {
            Type::Int => Parts::Integer(registers.next()?),
            Type::Bool => Parts::Boolean(registers.next()?),
            Type::Tuple(components) => {
                Parts::Tuple(components.iter().map(|of| Parts::shape(of, registers)).collect::<Option<_>>()?)
            }
        })
    }

    /// The registers, in order.
    pub(super) fn registers(&self, into: &mut Vec<ValueId>) {
        match self {
            Parts::Integer(value) | Parts::Boolean(value) => into.push(*value),
            Parts::Tuple(components) => components.iter().for_each(|component| component.registers(into)),
        }
    }

    pub(super) fn component(self, position: u32) -> Option<Parts> {
        match self {
            Parts::Tuple(components) => components.into_iter().nth(position as usize),
            _ => None,
        }
    }

    pub(super) fn integer(&self) -> Option<ValueId> {
        if let Parts::Integer(value) = self { Some(*value) } else { None }
    }

    pub(super) fn boolean(&self) -> Option<ValueId> {
        if let Parts::Boolean(value) = self { Some(*value) } else { None }
    }
}

/// A function that is being made.
pub(super) struct Builder {
    name: String,
    results: Vec<Scalar>,
    values: Vec<Scalar>,
    blocks: Vec<Option<Block>>,
    parameters: Vec<Vec<ValueId>>,
    current: BlockId,
    instructions: Vec<Instruction>,
    halts: BTreeMap<SiteIndex, BlockId>,
}

impl Builder {
    /// A function whose first block has the given parameters and is the current one.
    pub(super) fn new(name: &str, parameters: &[Scalar], results: Vec<Scalar>) -> Builder {
        let mut builder = Builder {
            name: name.to_owned(),
            results,
            values: Vec::new(),
            blocks: Vec::new(),
            parameters: Vec::new(),
            current: BlockId(0),
            instructions: Vec::new(),
            halts: BTreeMap::new(),
        };
        builder.block(parameters);
        builder
    }

    /// A new value.
    pub(super) fn value(&mut self, scalar: Scalar) -> ValueId {
        let id = ValueId(u32::try_from(self.values.len()).unwrap_or(u32::MAX));
        self.values.push(scalar);
        id
    }

    /// A new block, to be filled later.
    pub(super) fn block(&mut self, parameters: &[Scalar]) -> BlockId {
        let id = BlockId(u32::try_from(self.blocks.len()).unwrap_or(u32::MAX));
        let parameters = parameters.iter().map(|scalar| self.value(*scalar)).collect();
        self.blocks.push(None);
        self.parameters.push(parameters);
        id
    }

    pub(super) fn parameters(&self, block: BlockId) -> Vec<ValueId> {
        self.parameters.get(block.0 as usize).cloned().unwrap_or_default()
    }

    /// Finishes the current block.
    pub(super) fn finish(&mut self, end: End) {
        let parameters = self.parameters(self.current);
        let instructions = std::mem::take(&mut self.instructions);
        if let Some(slot) = self.blocks.get_mut(self.current.0 as usize) {
            *slot = Some(Block { parameters, instructions, end });
        }
    }

    /// Makes a block the current one.
    pub(super) fn start(&mut self, block: BlockId) {
        self.current = block;
    }

    pub(super) fn jump(&mut self, block: BlockId, arguments: Vec<ValueId>) {
        self.finish(End::Jump(Target { block, arguments }));
    }

    pub(super) fn branch(&mut self, condition: ValueId, yes: BlockId, no: BlockId) {
        let to = |block| Target { block, arguments: Vec::new() };
        self.finish(End::Branch(condition, to(yes), to(no)));
    }

    /// Goes on in a new block if the truth value is 0, else halts.
    pub(super) fn halt_if(&mut self, condition: ValueId, site: SiteIndex) {
        let halt = self.halt_block(site);
        let next = self.block(&[]);
        self.branch(condition, halt, next);
        self.start(next);
    }

    /// Goes on in a new block if the truth value is 1, else halts.
    pub(super) fn halt_unless(&mut self, condition: ValueId, site: SiteIndex) {
        let halt = self.halt_block(site);
        let next = self.block(&[]);
        self.branch(condition, next, halt);
        self.start(next);
    }

    fn halt_block(&mut self, site: SiteIndex) -> BlockId {
        if let Some(block) = self.halts.get(&site) {
            return *block;
        }
        let block = self.block(&[]);
        if let Some(slot) = self.blocks.get_mut(block.0 as usize) {
            *slot = Some(Block { parameters: Vec::new(), instructions: Vec::new(), end: End::Halt(site) });
        }
        self.halts.insert(site, block);
        block
    }

    pub(super) fn integer(&mut self, constant: i64) -> ValueId {
        let result = self.value(Scalar::I64);
        self.instructions.push(Instruction::Integer(result, constant));
        result
    }

    pub(super) fn boolean(&mut self, constant: bool) -> ValueId {
        let result = self.value(Scalar::I8);
        self.instructions.push(Instruction::Boolean(result, constant));
        result
    }

    pub(super) fn binary(&mut self, operation: Binary, left: ValueId, right: ValueId) -> ValueId {
        let result = self.value(operation.signature().1);
        self.instructions.push(Instruction::Binary(result, operation, left, right));
        result
    }

    pub(super) fn not(&mut self, operand: ValueId) -> ValueId {
        let one = self.boolean(true);
        self.binary(Binary::Xor, operand, one)
    }

    /// The result of an operation, and whether it is out of range.
    pub(super) fn overflow(
        &mut self,
        operation: Overflow,
        left: ValueId,
        right: ValueId,
    ) -> (ValueId, ValueId) {
        let (result, flag) = (self.value(Scalar::I64), self.value(Scalar::I8));
        self.instructions.push(Instruction::Overflow(result, flag, operation, left, right));
        (result, flag)
    }

    pub(super) fn call(
        &mut self,
        callee: FunctionId,
        arguments: Vec<ValueId>,
        results: &[Scalar],
    ) -> Vec<ValueId> {
        let results: Vec<ValueId> = results.iter().map(|scalar| self.value(*scalar)).collect();
        self.instructions.push(Instruction::Call(results.clone(), callee, arguments));
        results
    }

    /// Calls a function of the run-time that gives nothing back.
    pub(super) fn run(&mut self, service: Service, operand: Operand) {
        self.instructions.push(Instruction::Run(None, service, operand));
    }

    /// Calls a function of the run-time that takes nothing and gives a value back.
    pub(super) fn ask(&mut self, service: Service, scalar: Scalar) -> ValueId {
        let result = self.value(scalar);
        self.instructions.push(Instruction::Run(Some(result), service, Operand::Nothing));
        result
    }

    /// The function; none if a block is not finished.
    pub(super) fn into_function(self) -> Option<Function> {
        let blocks = self.blocks.into_iter().collect::<Option<_>>()?;
        Some(Function { name: self.name, results: self.results, values: self.values, blocks })
    }
}
