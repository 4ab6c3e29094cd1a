//! One flat function.
//! Given by: `translate`.
//! Gives: its blocks in the module.
//! Holds: parameters of blocks are phi nodes, with one entry for each edge.

use super::{Built, Definer, FAST_CALLS, flaw, refused};
use backend::ir::flat::{
    Binary, Block, BlockId, End, Function, FunctionId, Instruction, Operand, Overflow, Scalar, Target,
    ValueId,
};
use backend::ir::service::{Service, Takes};
use inkwell::IntPredicate;
use inkwell::attributes::AttributeLoc;
use inkwell::basic_block::BasicBlock;
use inkwell::intrinsics::Intrinsic;
use inkwell::values::{
    AggregateValue, BasicMetadataValueEnum, BasicValue, BasicValueEnum, FunctionValue, IntValue, PhiValue,
    ValueKind,
};

pub(super) struct Translator<'t, 'p, 'c, 'm> {
    definer: &'t mut Definer<'p, 'c, 'm>,
    function: &'t Function,
    declared: FunctionValue<'c>,
    blocks: Vec<BasicBlock<'c>>,
    nodes: Vec<Vec<PhiValue<'c>>>,
    values: Vec<Option<IntValue<'c>>>,
}

impl<'t, 'p, 'c, 'm> Translator<'t, 'p, 'c, 'm> {
    pub(super) fn translate(
        definer: &'t mut Definer<'p, 'c, 'm>,
        function: &'t Function,
        declared: FunctionValue<'c>,
    ) -> Built<()> {
        let blocks =
            function.blocks.iter().map(|_| definer.context.append_basic_block(declared, "")).collect();
        let values = vec![None; function.values.len()];
        let mut translator = Translator { definer, function, declared, blocks, nodes: Vec::new(), values };
        translator.parameters()?;
        for (index, block) in function.blocks.iter().enumerate() {
            translator.block(index, block)?;
        }
        Ok(())
    }

    fn parameters(&mut self) -> Built<()> {
        for (index, block) in self.function.blocks.iter().enumerate() {
            let mut nodes = Vec::new();
            self.definer.builder.position_at_end(*self.blocks.get(index).ok_or_else(flaw)?);
            for (position, id) in block.parameters.iter().enumerate() {
                let value = if index == 0 {
                    let position = u32::try_from(position).map_err(|_| flaw())?;
                    self.declared.get_nth_param(position).ok_or_else(flaw)?
                } else {
                    let of = self.definer.register(self.function.scalar(*id).ok_or_else(flaw)?);
                    let node = self.definer.builder.build_phi(of, "").map_err(refused)?;
                    nodes.push(node);
                    node.as_basic_value()
                };
                self.set(*id, value.into_int_value())?;
            }
            self.nodes.push(nodes);
        }
        Ok(())
    }

    fn set(&mut self, id: ValueId, value: IntValue<'c>) -> Built<()> {
        *self.values.get_mut(id.0 as usize).ok_or_else(flaw)? = Some(value);
        Ok(())
    }

    fn get(&self, id: ValueId) -> Built<IntValue<'c>> {
        self.values.get(id.0 as usize).copied().flatten().ok_or_else(flaw)
    }

    fn at(&self, id: BlockId) -> Built<BasicBlock<'c>> {
        self.blocks.get(id.0 as usize).copied().ok_or_else(flaw)
    }

    fn block(&mut self, index: usize, block: &Block) -> Built<()> {
        self.definer.builder.position_at_end(*self.blocks.get(index).ok_or_else(flaw)?);
        for instruction in &block.instructions {
            self.instruction(instruction)?;
        }
        self.end(&block.end)
    }

    fn instruction(&mut self, instruction: &Instruction) -> Built<()> {
        match instruction {
            Instruction::Integer(result, constant) => {
                let value = self.definer.context.i64_type().const_int(constant.cast_unsigned(), true);
                self.set(*result, value)
            }
            Instruction::Boolean(result, constant) => {
                let value = self.definer.context.bool_type().const_int(u64::from(*constant), false);
                self.set(*result, value)
            }
            Instruction::Binary(result, operation, left, right) => {
                let value = self.binary(*operation, self.get(*left)?, self.get(*right)?)?;
                self.set(*result, value)
            }
            Instruction::Overflow(result, flag, operation, left, right) => {
                let pair = self.overflow(*operation, self.get(*left)?, self.get(*right)?)?;
                let value = self.definer.builder.build_extract_value(pair, 0, "").map_err(refused)?;
                let out = self.definer.builder.build_extract_value(pair, 1, "").map_err(refused)?;
                self.set(*result, value.into_int_value())?;
                self.set(*flag, out.into_int_value())
            }
            Instruction::Call(results, callee, arguments) => self.call(results, *callee, arguments),
            Instruction::Run(result, service, operand) => self.run(*result, *service, *operand),
        }
    }

    fn binary(&self, operation: Binary, left: IntValue<'c>, right: IntValue<'c>) -> Built<IntValue<'c>> {
        let builder = self.definer.builder;
        let compare = |predicate| builder.build_int_compare(predicate, left, right, "");
        let value = match operation {
            Binary::Add => builder.build_int_add(left, right, ""),
            Binary::Subtract => builder.build_int_sub(left, right, ""),
            Binary::Multiply => builder.build_int_mul(left, right, ""),
            Binary::Divide => builder.build_int_signed_div(left, right, ""),
            Binary::Remainder => builder.build_int_signed_rem(left, right, ""),
            Binary::Equal => compare(IntPredicate::EQ),
            Binary::Less => compare(IntPredicate::SLT),
            Binary::LessEqual => compare(IntPredicate::SLE),
            Binary::And => builder.build_and(left, right, ""),
            Binary::Or => builder.build_or(left, right, ""),
            Binary::Xor => builder.build_xor(left, right, ""),
        };
        value.map_err(refused)
    }

    /// The pair of the result and whether it is out of range.
    fn overflow(
        &self,
        operation: Overflow,
        left: IntValue<'c>,
        right: IntValue<'c>,
    ) -> Built<impl AggregateValue<'c> + Copy + use<'c>> {
        let name = match operation {
            Overflow::Add => "llvm.sadd.with.overflow",
            Overflow::Subtract => "llvm.ssub.with.overflow",
            Overflow::Multiply => "llvm.smul.with.overflow",
        };
        let of = self.definer.context.i64_type().into();
        let function = Intrinsic::find(name).and_then(|one| one.get_declaration(self.definer.module, &[of]));
        let function = function.ok_or_else(|| format!("LLVM has no {name}"))?;
        let call = self.definer.builder.build_direct_call(function, &[left.into(), right.into()], "");
        match call.map_err(refused)?.try_as_basic_value() {
            ValueKind::Basic(value) => Ok(value.into_struct_value()),
            ValueKind::Instruction(_) => Err(flaw()),
        }
    }

    fn call(&mut self, results: &[ValueId], callee: FunctionId, arguments: &[ValueId]) -> Built<()> {
        let function = *self.definer.functions.get(callee.0 as usize).ok_or_else(flaw)?;
        let arguments: Built<Vec<BasicMetadataValueEnum<'c>>> =
            arguments.iter().map(|argument| self.get(*argument).map(Into::into)).collect();
        let call = self.definer.builder.build_direct_call(function, &arguments?, "").map_err(refused)?;
        if callee != self.definer.program.entry {
            call.set_call_convention(FAST_CALLS);
        }
        match (call.try_as_basic_value(), results) {
            (ValueKind::Instruction(_), []) => Ok(()),
            (ValueKind::Basic(value), [result]) => self.set(*result, value.into_int_value()),
            (ValueKind::Basic(value), several) => {
                let values = value.into_struct_value();
                for (position, result) in (0..).zip(several) {
                    let value =
                        self.definer.builder.build_extract_value(values, position, "").map_err(refused)?;
                    self.set(*result, value.into_int_value())?;
                }
                Ok(())
            }
            _ => Err(flaw()),
        }
    }

    fn run(&mut self, result: Option<ValueId>, service: Service, operand: Operand) -> Built<()> {
        let arguments = match operand {
            Operand::Nothing => Vec::new(),
            Operand::Text(text) => self.definer.text(text)?,
            Operand::Value(id) => {
                let value = self.get(id)?;
                let outside = match self.function.scalar(id) {
                    Some(Scalar::I8) => {
                        let byte = self.definer.context.i8_type();
                        self.definer.builder.build_int_z_extend(value, byte, "").map_err(refused)?
                    }
                    _ => value,
                };
                vec![outside.into()]
            }
        };
        let function = self.definer.service(service);
        let call = self.definer.builder.build_direct_call(function, &arguments, "").map_err(refused)?;
        if service.takes() == Takes::Value(Scalar::I8) {
            call.add_attribute(AttributeLoc::Param(0), self.definer.attribute("zeroext"));
        }
        match (call.try_as_basic_value(), result) {
            (ValueKind::Basic(value), Some(result)) => {
                let value = value.into_int_value();
                let inside = match service.gives() {
                    Some(Scalar::I8) => {
                        let bit = self.definer.context.bool_type();
                        self.definer.builder.build_int_truncate(value, bit, "").map_err(refused)?
                    }
                    _ => value,
                };
                self.set(result, inside)
            }
            _ => Ok(()),
        }
    }

    fn end(&mut self, end: &End) -> Built<()> {
        let builder = self.definer.builder;
        match end {
            End::Return(values) => self.return_(values),
            End::Jump(target) => {
                self.enter(target)?;
                builder.build_unconditional_branch(self.at(target.block)?).map_err(refused)?;
                Ok(())
            }
            End::Branch(condition, yes, no) => {
                let condition = self.get(*condition)?;
                let (to_yes, to_no) = (self.edge(yes)?, self.edge(no)?);
                builder.build_conditional_branch(condition, to_yes, to_no).map_err(refused)?;
                self.finish_edge(yes, to_yes)?;
                self.finish_edge(no, to_no)
            }
            End::Halt(site) => {
                let arguments = self.definer.message(*site);
                builder.build_direct_call(self.definer.halt(), &arguments, "").map_err(refused)?;
                builder.build_unreachable().map_err(refused)?;
                Ok(())
            }
        }
    }

    fn return_(&self, values: &[ValueId]) -> Built<()> {
        let builder = self.definer.builder;
        let values: Built<Vec<BasicValueEnum<'c>>> =
            values.iter().map(|id| self.get(*id).map(|value| value.as_basic_value_enum())).collect();
        match values?.as_slice() {
            [] => builder.build_return(None),
            [one] => builder.build_return(Some(one)),
            several => builder.build_aggregate_return(several),
        }
        .map_err(refused)?;
        Ok(())
    }

    /// Where a branch goes: to the block itself, or, if it carries arguments, to a block that jumps there.
    fn edge(&self, target: &Target) -> Built<BasicBlock<'c>> {
        if target.arguments.is_empty() {
            return self.at(target.block);
        }
        Ok(self.definer.context.append_basic_block(self.declared, ""))
    }

    fn finish_edge(&self, target: &Target, edge: BasicBlock<'c>) -> Built<()> {
        if !target.arguments.is_empty() {
            self.definer.builder.position_at_end(edge);
            self.enter(target)?;
            self.definer.builder.build_unconditional_branch(self.at(target.block)?).map_err(refused)?;
        }
        Ok(())
    }

    /// Gives the parameters of a block their values on the edge from the current block.
    fn enter(&self, target: &Target) -> Built<()> {
        let from = self.definer.builder.get_insert_block().ok_or_else(flaw)?;
        let nodes = self.nodes.get(target.block.0 as usize).ok_or_else(flaw)?;
        for (node, argument) in nodes.iter().zip(&target.arguments) {
            let value = self.get(*argument)?;
            node.add_incoming(&[(&value, from)]);
        }
        Ok(())
    }
}
