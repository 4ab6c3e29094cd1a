//! Flat functions to Cranelift's.
//! Given by: `object` and `memory`, with the module that the code goes into.
//! Gives: declarations and definitions in that module; on demand the text of each function.
//! Holds: one block for each flat block, one or two instructions for each flat one; nothing is decided here.

use crate::ir::flat::{
    Binary, BlockId, End, Function, FunctionId, Instruction, Operand, Overflow, Program, Scalar, SiteIndex,
    Target, TextId, ValueId,
};
use crate::ir::service::{ENTRY, HALT, Service, Takes};
use crate::problem::{Internal, Problem};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, AbiParam, BlockArg, InstBuilder, Signature, Type, Value, types};
use cranelift_codegen::{CodegenError, Context};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use cranelift_module::{DataDescription, DataId, FuncId, Linkage, Module, ModuleError};
use elaborator::core::CellId;
use std::collections::BTreeMap;

/// Text of functions, as far as somebody wants to see it.
pub(super) struct Texts {
    pub(super) clif: String,
    pub(super) assembly: String,
}

/// Defines a program in a module. Gives the function that the process runs.
pub(super) fn define<M: Module>(
    program: &Program,
    module: &mut M,
    mut texts: Option<&mut Texts>,
) -> Result<FuncId, Problem> {
    let mut definer = Definer::declare(program, module)?;
    let mut context = definer.module.make_context();
    let mut builder = FunctionBuilderContext::new();
    for (index, (function, id)) in (0..).zip(program.functions.iter().zip(definer.functions.clone())) {
        context.set_disasm(texts.is_some());
        definer.translate(function, id, &mut context, &mut builder)?;
        if let Some(texts) = &mut texts {
            texts.clif.push_str(&format!("; {}\n{}\n", function.name, context.func.display()));
        }
        definer.module.define_function(id, &mut context).map_err(|error| limit(error, CellId(index)))?;
        if let Some(texts) = &mut texts {
            let code = context.compiled_code().and_then(|code| code.vcode.as_deref()).unwrap_or_default();
            texts.assembly.push_str(&format!("{}:\n{code}\n", function.name));
        }
        definer.module.clear_context(&mut context);
    }
    definer.functions.get(program.entry.0 as usize).copied().ok_or_else(malformed)
}

/// A function that is too large for Cranelift is no mistake of ours. Functions have the numbers of their cells.
fn limit(error: ModuleError, cell: CellId) -> Problem {
    match error {
        ModuleError::Compilation(CodegenError::ImplLimitExceeded | CodegenError::CodeTooLarge) => {
            Problem::TooDeep(cell)
        }
        other => refused(other),
    }
}

fn refused(error: ModuleError) -> Problem {
    Internal::Cranelift(format!("{error:?}")).into()
}

/// A flat program that was not validated.
fn malformed() -> Problem {
    Internal::Cranelift("the program has a flaw".to_owned()).into()
}

fn register(scalar: Scalar) -> Type {
    match scalar {
        Scalar::I64 => types::I64,
        Scalar::I8 => types::I8,
    }
}

struct Definer<'a, M> {
    program: &'a Program,
    module: &'a mut M,
    functions: Vec<FuncId>,
    services: BTreeMap<Service, FuncId>,
    halt: FuncId,
    texts: Vec<DataId>,
    messages: BTreeMap<SiteIndex, DataId>,
}

impl<'a, M: Module> Definer<'a, M> {
    fn declare(program: &'a Program, module: &'a mut M) -> Result<Definer<'a, M>, Problem> {
        let mut functions = Vec::new();
        for (index, function) in program.functions.iter().enumerate() {
            let signature = signature(module, &function.parameters(), &function.results);
            let declared = if index == program.entry.0 as usize {
                module.declare_function(ENTRY, Linkage::Export, &signature)
            } else {
                let name = format!("{}.{}", program.name, function.name);
                module.declare_function(&name, Linkage::Local, &signature)
            };
            functions.push(declared.map_err(refused)?);
        }
        let halt = declare_service(module, HALT, Takes::Text, None)?;
        let texts: Result<Vec<_>, _> = program.texts.iter().map(|text| define_text(module, text)).collect();
        let (services, messages) = (BTreeMap::new(), BTreeMap::new());
        Ok(Definer { program, module, functions, services, halt, texts: texts?, messages })
    }

    fn service(&mut self, service: Service) -> Result<FuncId, Problem> {
        if let Some(id) = self.services.get(&service) {
            return Ok(*id);
        }
        let id = declare_service(self.module, service.symbol(), service.takes(), service.gives())?;
        self.services.insert(service, id);
        Ok(id)
    }

    fn message(&mut self, site: SiteIndex) -> Result<DataId, Problem> {
        if let Some(id) = self.messages.get(&site) {
            return Ok(*id);
        }
        let id = define_text(self.module, &self.program.halt_message(site))?;
        self.messages.insert(site, id);
        Ok(id)
    }

    fn translate(
        &mut self,
        function: &Function,
        id: FuncId,
        context: &mut Context,
        builder: &mut FunctionBuilderContext,
    ) -> Result<(), Problem> {
        context.func.signature = signature(self.module, &function.parameters(), &function.results);
        context.func.name = ir::UserFuncName::user(0, id.as_u32());
        let convention = self.module.target_config();
        let mut builder = FunctionBuilder::new(&mut context.func, builder);
        let blocks: Vec<ir::Block> = function.blocks.iter().map(|_| builder.create_block()).collect();
        let values = vec![None; function.values.len()];
        let mut translator = Translator { definer: self, function, builder, blocks, values };
        translator.parameters()?;
        for index in 0..function.blocks.len() {
            translator.block(index)?;
        }
        translator.builder.seal_all_blocks();
        translator.builder.finalize(convention);
        Ok(())
    }
}

fn signature<M: Module>(module: &M, parameters: &[Scalar], results: &[Scalar]) -> Signature {
    let mut signature = module.make_signature();
    // The C convention as Rust and LLVM read it: a small integer fills its register.
    let parameter = |scalar: &Scalar| AbiParam::new(register(*scalar)).uext();
    signature.params = parameters.iter().map(parameter).collect();
    signature.returns = results.iter().map(parameter).collect();
    signature
}

fn declare_service<M: Module>(
    module: &mut M,
    symbol: &str,
    takes: Takes,
    gives: Option<Scalar>,
) -> Result<FuncId, Problem> {
    let parameters = match takes {
        Takes::Nothing => Vec::new(),
        Takes::Text => vec![Scalar::I64, Scalar::I64],
        Takes::Value(scalar) => vec![scalar],
    };
    let results: Vec<Scalar> = gives.into_iter().collect();
    let signature = signature(module, &parameters, &results);
    module.declare_function(symbol, Linkage::Import, &signature).map_err(refused)
}

fn define_text<M: Module>(module: &mut M, text: &str) -> Result<DataId, Problem> {
    let id = module.declare_anonymous_data(false, false).map_err(refused)?;
    let mut description = DataDescription::new();
    description.define(text.as_bytes().into());
    module.define_data(id, &description).map_err(refused)?;
    Ok(id)
}

struct Translator<'t, 'a, 'f, M> {
    definer: &'t mut Definer<'a, M>,
    function: &'t Function,
    builder: FunctionBuilder<'f>,
    blocks: Vec<ir::Block>,
    values: Vec<Option<Value>>,
}

impl<M: Module> Translator<'_, '_, '_, M> {
    fn parameters(&mut self) -> Result<(), Problem> {
        for (index, block) in self.function.blocks.iter().enumerate() {
            let made = *self.blocks.get(index).ok_or_else(malformed)?;
            for parameter in &block.parameters {
                let scalar = self.function.scalar(*parameter).ok_or_else(malformed)?;
                let value = self.builder.append_block_param(made, register(scalar));
                self.set(*parameter, value)?;
            }
        }
        Ok(())
    }

    fn set(&mut self, id: ValueId, value: Value) -> Result<(), Problem> {
        *self.values.get_mut(id.0 as usize).ok_or_else(malformed)? = Some(value);
        Ok(())
    }

    fn get(&self, id: ValueId) -> Result<Value, Problem> {
        self.values.get(id.0 as usize).copied().flatten().ok_or_else(malformed)
    }

    fn all(&self, ids: &[ValueId]) -> Result<Vec<Value>, Problem> {
        ids.iter().map(|id| self.get(*id)).collect()
    }

    fn block(&mut self, index: usize) -> Result<(), Problem> {
        let block = self.function.blocks.get(index).ok_or_else(malformed)?;
        self.builder.switch_to_block(self.at(BlockId(u32::try_from(index).unwrap_or(u32::MAX)))?);
        for instruction in &block.instructions {
            self.instruction(instruction)?;
        }
        self.end(&block.end)
    }

    fn at(&self, id: BlockId) -> Result<ir::Block, Problem> {
        self.blocks.get(id.0 as usize).copied().ok_or_else(malformed)
    }

    fn instruction(&mut self, instruction: &Instruction) -> Result<(), Problem> {
        match instruction {
            Instruction::Integer(result, constant) => {
                let value = self.builder.ins().iconst(types::I64, *constant);
                self.set(*result, value)
            }
            Instruction::Boolean(result, constant) => {
                let value = self.builder.ins().iconst(types::I8, i64::from(*constant));
                self.set(*result, value)
            }
            Instruction::Binary(result, operation, left, right) => {
                let (left, right) = (self.get(*left)?, self.get(*right)?);
                let value = self.binary(*operation, left, right);
                self.set(*result, value)
            }
            Instruction::Overflow(result, flag, operation, left, right) => {
                let (left, right) = (self.get(*left)?, self.get(*right)?);
                let (value, out) = match operation {
                    Overflow::Add => self.builder.ins().sadd_overflow(left, right),
                    Overflow::Subtract => self.builder.ins().ssub_overflow(left, right),
                    Overflow::Multiply => self.builder.ins().smul_overflow(left, right),
                };
                self.set(*result, value)?;
                self.set(*flag, out)
            }
            Instruction::Call(results, callee, arguments) => {
                let arguments = self.all(arguments)?;
                let values = self.call_function(*callee, &arguments)?;
                results.iter().zip(values).try_for_each(|(result, value)| self.set(*result, value))
            }
            Instruction::Run(result, service, operand) => {
                let id = self.definer.service(*service)?;
                let arguments = match operand {
                    Operand::Nothing => Vec::new(),
                    Operand::Text(text) => self.text(*text)?,
                    Operand::Value(value) => vec![self.get(*value)?],
                };
                let values = self.call(id, &arguments);
                result.iter().zip(values).try_for_each(|(result, value)| self.set(*result, value))
            }
        }
    }

    fn binary(&mut self, operation: Binary, left: Value, right: Value) -> Value {
        let mut compare = |code| self.builder.ins().icmp(code, left, right);
        match operation {
            Binary::Equal => compare(IntCC::Equal),
            Binary::Less => compare(IntCC::SignedLessThan),
            Binary::LessEqual => compare(IntCC::SignedLessThanOrEqual),
            Binary::Add => self.builder.ins().iadd(left, right),
            Binary::Subtract => self.builder.ins().isub(left, right),
            Binary::Multiply => self.builder.ins().imul(left, right),
            Binary::Divide => self.builder.ins().sdiv(left, right),
            Binary::Remainder => self.builder.ins().srem(left, right),
            Binary::And => self.builder.ins().band(left, right),
            Binary::Or => self.builder.ins().bor(left, right),
            Binary::Xor => self.builder.ins().bxor(left, right),
        }
    }

    fn call_function(&mut self, callee: FunctionId, arguments: &[Value]) -> Result<Vec<Value>, Problem> {
        let id = *self.definer.functions.get(callee.0 as usize).ok_or_else(malformed)?;
        Ok(self.call(id, arguments))
    }

    fn call(&mut self, id: FuncId, arguments: &[Value]) -> Vec<Value> {
        let reference = self.definer.module.declare_func_in_func(id, self.builder.func);
        let call = self.builder.ins().call(reference, arguments);
        self.builder.inst_results(call).to_vec()
    }

    fn text(&mut self, id: TextId) -> Result<Vec<Value>, Problem> {
        let data = *self.definer.texts.get(id.0 as usize).ok_or_else(malformed)?;
        let length = self.definer.program.texts.get(id.0 as usize).map_or(0, String::len);
        self.address(data, length)
    }

    fn address(&mut self, data: DataId, length: usize) -> Result<Vec<Value>, Problem> {
        let reference = self.definer.module.declare_data_in_func(data, self.builder.func);
        let address = self.builder.ins().symbol_value(types::I64, reference);
        let length = i64::try_from(length).map_err(|_| malformed())?;
        Ok(vec![address, self.builder.ins().iconst(types::I64, length)])
    }

    fn end(&mut self, end: &End) -> Result<(), Problem> {
        match end {
            End::Return(values) => {
                let values = self.all(values)?;
                self.builder.ins().return_(&values);
            }
            End::Jump(target) => {
                let (block, arguments) = self.target(target)?;
                self.builder.ins().jump(block, &arguments);
            }
            End::Branch(condition, yes, no) => {
                let condition = self.get(*condition)?;
                let (yes, yes_arguments) = self.target(yes)?;
                let (no, no_arguments) = self.target(no)?;
                self.builder.ins().brif(condition, yes, &yes_arguments, no, &no_arguments);
            }
            End::Halt(site) => {
                let message = self.definer.message(*site)?;
                let length = self.definer.program.halt_message(*site).len();
                let arguments = self.address(message, length)?;
                self.call(self.definer.halt, &arguments);
                // The call does not return; a block has to end all the same.
                self.builder.ins().trap(ir::TrapCode::unwrap_user(1));
                if let Some(block) = self.builder.current_block() {
                    self.builder.set_cold_block(block);
                }
            }
        }
        Ok(())
    }

    fn target(&self, target: &Target) -> Result<(ir::Block, Vec<BlockArg>), Problem> {
        let arguments = self.all(&target.arguments)?.into_iter().map(BlockArg::Value).collect();
        Ok((self.at(target.block)?, arguments))
    }
}
