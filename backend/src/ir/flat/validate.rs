//! What code generators rely on in a flat program.
//! Given by: `lower`, the release code generator on what came over the pipe, tests.
//! Gives: nothing, or the first flaw.
//! Holds: in a program without flaws every use of a value is dominated by its definition, and everything has its type.

use super::dominators::Dominators;
use super::{
    Block, BlockId, End, Function, FunctionId, Instruction, Operand, Program, Scalar, SiteIndex, Target,
    TextId, ValueId,
};
use crate::ir::service::Takes;

/// A flaw, and the function that has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flaw {
    /// The function, or the entry's.
    pub function: FunctionId,
    /// What is wrong.
    pub kind: FlawKind,
}

/// What can be wrong with a program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FlawKind {
    /// A value is used where its definition has not happened on every path.
    Undefined(ValueId),
    /// A value is defined twice.
    DefinedTwice(ValueId),
    /// A part does not have the type that its place wants.
    IllTyped,
    /// A block that does not exist, or the first one, is jumped to.
    UnknownBlock(BlockId),
    /// Nothing leads to a block.
    Unreached(BlockId),
    /// A function that does not exist.
    UnknownFunction(FunctionId),
    /// A site that is not in the table.
    UnknownSite(SiteIndex),
    /// A text that is not in the table.
    UnknownText(TextId),
}

type Check = Result<(), FlawKind>;

/// Looks for flaws.
///
/// # Errors
/// The first flaw.
pub fn validate(program: &Program) -> Result<(), Flaw> {
    for (index, function) in program.functions.iter().enumerate() {
        let id = FunctionId(u32::try_from(index).unwrap_or(u32::MAX));
        Checker::new(program, function).check().map_err(|kind| Flaw { function: id, kind })?;
    }
    let flaw = |kind| Err(Flaw { function: program.entry, kind });
    match program.functions.get(program.entry.0 as usize) {
        Some(entry) if entry.parameters().is_empty() && entry.results == [Scalar::I64] => Ok(()),
        Some(_) => flaw(FlawKind::IllTyped),
        None => flaw(FlawKind::UnknownFunction(program.entry)),
    }
}

struct Checker<'a> {
    program: &'a Program,
    function: &'a Function,
    /// The block and the place in it where a value is defined; block parameters have place 0.
    definitions: Vec<Option<(usize, usize)>>,
    dominators: Dominators,
}

impl<'a> Checker<'a> {
    fn new(program: &'a Program, function: &'a Function) -> Checker<'a> {
        Checker {
            program,
            function,
            definitions: vec![None; function.values.len()],
            dominators: Dominators::default(),
        }
    }

    fn check(mut self) -> Check {
        let function = self.function;
        for (index, block) in function.blocks.iter().enumerate() {
            self.define(index, block)?;
            block.end.targets().into_iter().try_for_each(|target| self.target(target))?;
        }
        self.dominators = Dominators::of(&function.blocks);
        if let Some(unreached) = self.dominators.first_unreached() {
            return Err(FlawKind::Unreached(BlockId(u32::try_from(unreached).unwrap_or(u32::MAX))));
        }
        for (index, block) in function.blocks.iter().enumerate() {
            for (place, instruction) in block.instructions.iter().enumerate() {
                self.instruction(instruction, (index, place + 1))?;
            }
            self.end(&block.end, (index, block.instructions.len() + 1))?;
        }
        if function.blocks.is_empty() { Err(FlawKind::UnknownBlock(BlockId(0))) } else { Ok(()) }
    }

    fn define(&mut self, index: usize, block: &Block) -> Check {
        let parameters = block.parameters.iter().map(|value| (*value, 0));
        let results = block.instructions.iter().enumerate();
        let results =
            results.flat_map(|(place, one)| one.results().into_iter().map(move |value| (value, place + 1)));
        for (value, place) in parameters.chain(results) {
            match self.definitions.get_mut(value.0 as usize) {
                Some(definition @ None) => *definition = Some((index, place)),
                Some(Some(_)) => return Err(FlawKind::DefinedTwice(value)),
                None => return Err(FlawKind::Undefined(value)),
            }
        }
        Ok(())
    }

    fn target(&self, target: &Target) -> Check {
        match self.function.blocks.get(target.block.0 as usize) {
            Some(_) if target.block.0 != 0 => Ok(()),
            _ => Err(FlawKind::UnknownBlock(target.block)),
        }
    }

    /// Demands that a value is defined before a place and holds what is wanted.
    fn value(&self, value: ValueId, at: (usize, usize), wanted: Scalar) -> Check {
        let definition = self.definitions.get(value.0 as usize).copied().flatten();
        let (block, place) = definition.ok_or(FlawKind::Undefined(value))?;
        // Code generators go through the blocks in order and have to know a value when they come to its use.
        let before =
            if block == at.0 { place < at.1 } else { block < at.0 && self.dominators.dominates(block, at.0) };
        if !before {
            return Err(FlawKind::Undefined(value));
        }
        if self.function.scalar(value) == Some(wanted) { Ok(()) } else { Err(FlawKind::IllTyped) }
    }

    fn values(&self, values: &[ValueId], at: (usize, usize), wanted: &[Scalar]) -> Check {
        if values.len() != wanted.len() {
            return Err(FlawKind::IllTyped);
        }
        values.iter().zip(wanted).try_for_each(|(value, wanted)| self.value(*value, at, *wanted))
    }

    fn defines(&self, values: &[ValueId], wanted: &[Scalar]) -> Check {
        let held: Option<Vec<Scalar>> = values.iter().map(|value| self.function.scalar(*value)).collect();
        if held.is_some_and(|held| held == wanted) { Ok(()) } else { Err(FlawKind::IllTyped) }
    }

    fn instruction(&self, instruction: &Instruction, at: (usize, usize)) -> Check {
        match instruction {
            Instruction::Integer(result, _) => self.defines(&[*result], &[Scalar::I64]),
            Instruction::Boolean(result, _) => self.defines(&[*result], &[Scalar::I8]),
            Instruction::Binary(result, operation, left, right) => {
                let (operands, of) = operation.signature();
                self.values(&[*left, *right], at, &[operands, operands])?;
                self.defines(&[*result], &[of])
            }
            Instruction::Overflow(result, flag, _, left, right) => {
                self.values(&[*left, *right], at, &[Scalar::I64, Scalar::I64])?;
                self.defines(&[*result, *flag], &[Scalar::I64, Scalar::I8])
            }
            Instruction::Call(results, callee, arguments) => {
                let function = self.program.functions.get(callee.0 as usize);
                let function = function.ok_or(FlawKind::UnknownFunction(*callee))?;
                self.values(arguments, at, &function.parameters())?;
                self.defines(results, &function.results)
            }
            Instruction::Run(result, service, operand) => {
                match (service.takes(), operand) {
                    (Takes::Nothing, Operand::Nothing) => {}
                    (Takes::Text, Operand::Text(text)) => self.text(*text)?,
                    (Takes::Value(wanted), Operand::Value(value)) => self.value(*value, at, wanted)?,
                    _ => return Err(FlawKind::IllTyped),
                }
                let results: Vec<ValueId> = result.iter().copied().collect();
                let wanted: Vec<Scalar> = service.gives().into_iter().collect();
                self.defines(&results, &wanted)
            }
        }
    }

    fn text(&self, text: TextId) -> Check {
        if (text.0 as usize) < self.program.texts.len() { Ok(()) } else { Err(FlawKind::UnknownText(text)) }
    }

    fn end(&self, end: &End, at: (usize, usize)) -> Check {
        match end {
            End::Return(values) => self.values(values, at, &self.function.results)?,
            End::Branch(condition, ..) => self.value(*condition, at, Scalar::I8)?,
            End::Jump(_) => {}
            End::Halt(site) if (site.0 as usize) < self.program.sites.len() => {}
            End::Halt(site) => return Err(FlawKind::UnknownSite(*site)),
        }
        for target in end.targets() {
            let block = self.function.blocks.get(target.block.0 as usize);
            let block = block.ok_or(FlawKind::UnknownBlock(target.block))?;
            let wanted: Option<Vec<Scalar>> =
                block.parameters.iter().map(|value| self.function.scalar(*value)).collect();
            self.values(&target.arguments, at, &wanted.ok_or(FlawKind::IllTyped)?)?;
        }
        Ok(())
    }
}
