//! Flat programs to LLVM modules.
//! Given by: `main`, a program without flaws.
//! Gives: the module, not optimized.
//! Holds: overflow is tested by LLVM's intrinsics; plain operations wrap and promise nothing; only the entry is visible outside.

mod function;

use backend::ir::flat::{Function, Program, Scalar, SiteIndex, TextId};
use backend::ir::service::{ENTRY, HALT, Service, Takes};
use function::Translator;
use inkwell::AddressSpace;
use inkwell::attributes::{Attribute, AttributeLoc};
use inkwell::builder::{Builder, BuilderError};
use inkwell::context::Context;
use inkwell::module::{Linkage, Module};
use inkwell::types::{BasicMetadataTypeEnum, BasicType, BasicTypeEnum, FunctionType, IntType};
use inkwell::values::{BasicMetadataValueEnum, FunctionValue, GlobalValue, UnnamedAddress};
use std::collections::BTreeMap;

/// LLVM's number of the convention for calls within a module.
const FAST_CALLS: u32 = 8;

/// A function with more instructions than this is never inlined. LLVM would not inline it where it is called twice, but does where it
/// is called once, whatever the size of the caller, and then needs time that grows faster than the program.
const INLINED: usize = 45;

type Built<T> = Result<T, String>;

/// Translates a program.
pub(crate) fn translate<'c>(program: &Program, context: &'c Context) -> Built<Module<'c>> {
    let module = context.create_module(&program.name);
    let builder = context.create_builder();
    let mut definer = Definer {
        program,
        context,
        module: &module,
        builder: &builder,
        functions: Vec::new(),
        texts: BTreeMap::new(),
        messages: BTreeMap::new(),
    };
    definer.functions =
        program.functions.iter().enumerate().map(|(index, one)| definer.declare(index, one)).collect();
    for (index, function) in program.functions.iter().enumerate() {
        let declared = *definer.functions.get(index).ok_or_else(flaw)?;
        Translator::translate(&mut definer, function, declared)?;
    }
    Ok(module)
}

/// A program that was not validated.
fn flaw() -> String {
    "the program has a flaw".to_owned()
}

fn refused(error: BuilderError) -> String {
    error.to_string()
}

/// A module that is being made.
struct Definer<'p, 'c, 'm> {
    program: &'p Program,
    context: &'c Context,
    module: &'m Module<'c>,
    builder: &'m Builder<'c>,
    functions: Vec<FunctionValue<'c>>,
    texts: BTreeMap<TextId, GlobalValue<'c>>,
    messages: BTreeMap<SiteIndex, GlobalValue<'c>>,
}

impl<'c> Definer<'_, 'c, '_> {
    fn register(&self, scalar: Scalar) -> IntType<'c> {
        match scalar {
            Scalar::I64 => self.context.i64_type(),
            Scalar::I8 => self.context.bool_type(),
        }
    }

    fn declare(&self, index: usize, function: &Function) -> FunctionValue<'c> {
        let parameters: Vec<BasicMetadataTypeEnum<'c>> =
            function.parameters().into_iter().map(|scalar| self.register(scalar).into()).collect();
        let results: Vec<BasicTypeEnum<'c>> =
            function.results.iter().map(|scalar| self.register(*scalar).into()).collect();
        let of = match results.as_slice() {
            [] => self.context.void_type().fn_type(&parameters, false),
            [one] => one.fn_type(&parameters, false),
            several => self.context.struct_type(several, false).fn_type(&parameters, false),
        };
        let declared = if index == self.program.entry.0 as usize {
            self.module.add_function(ENTRY, of, Some(Linkage::External))
        } else {
            let name = format!("{}.{}", self.program.name, function.name);
            let declared = self.module.add_function(&name, of, Some(Linkage::Internal));
            declared.set_call_conventions(FAST_CALLS);
            declared
        };
        self.mark(declared, "nounwind");
        if function.size() > INLINED {
            self.mark(declared, "noinline");
        }
        // Large frames touch each of their pages, so that none steps over the guard of the stack.
        let probe = self.context.create_string_attribute("probe-stack", "inline-asm");
        declared.add_attribute(AttributeLoc::Function, probe);
        declared
    }

    fn mark(&self, function: FunctionValue<'c>, name: &str) {
        function.add_attribute(AttributeLoc::Function, self.attribute(name));
    }

    fn attribute(&self, name: &str) -> Attribute {
        self.context.create_enum_attribute(Attribute::get_named_enum_kind_id(name), 0)
    }

    /// A function of the run-time.
    fn service(&self, service: Service) -> FunctionValue<'c> {
        let declare = || {
            let of = self.service_type(service.takes(), service.gives());
            let declared = self.module.add_function(service.symbol(), of, Some(Linkage::External));
            self.mark(declared, "nounwind");
            if service.takes() == Takes::Value(Scalar::I8) {
                declared.add_attribute(AttributeLoc::Param(0), self.attribute("zeroext"));
            }
            declared
        };
        self.module.get_function(service.symbol()).unwrap_or_else(declare)
    }

    /// The function that ends a run.
    fn halt(&self) -> FunctionValue<'c> {
        let declare = || {
            let declared =
                self.module.add_function(HALT, self.service_type(Takes::Text, None), Some(Linkage::External));
            ["nounwind", "noreturn", "cold"].into_iter().for_each(|name| self.mark(declared, name));
            declared
        };
        self.module.get_function(HALT).unwrap_or_else(declare)
    }

    /// In the convention of C a truth value is a byte.
    fn service_type(&self, takes: Takes, gives: Option<Scalar>) -> FunctionType<'c> {
        let outside = |scalar| match scalar {
            Scalar::I64 => self.context.i64_type(),
            Scalar::I8 => self.context.i8_type(),
        };
        let address = self.context.ptr_type(AddressSpace::default());
        let parameters: Vec<BasicMetadataTypeEnum<'c>> = match takes {
            Takes::Nothing => Vec::new(),
            Takes::Text => vec![address.into(), self.context.i64_type().into()],
            Takes::Value(scalar) => vec![outside(scalar).into()],
        };
        match gives {
            Some(scalar) => outside(scalar).fn_type(&parameters, false),
            None => self.context.void_type().fn_type(&parameters, false),
        }
    }

    /// Address and length of a text of the program.
    fn text(&mut self, id: TextId) -> Built<Vec<BasicMetadataValueEnum<'c>>> {
        let text = self.program.texts.get(id.0 as usize).ok_or_else(flaw)?;
        let global = self.texts.get(&id).copied().unwrap_or_else(|| self.constant(text));
        self.texts.insert(id, global);
        Ok(self.slice(global, text.len()))
    }

    /// Address and length of what is said at a site.
    fn message(&mut self, site: SiteIndex) -> Vec<BasicMetadataValueEnum<'c>> {
        let text = self.program.halt_message(site);
        let global = self.messages.get(&site).copied().unwrap_or_else(|| self.constant(&text));
        self.messages.insert(site, global);
        self.slice(global, text.len())
    }

    fn constant(&self, text: &str) -> GlobalValue<'c> {
        let bytes = self.context.const_string(text.as_bytes(), false);
        let global = self.module.add_global(bytes.get_type(), None, "text");
        global.set_linkage(Linkage::Private);
        global.set_constant(true);
        global.set_unnamed_address(UnnamedAddress::Global);
        global.set_initializer(&bytes);
        global
    }

    fn slice(&self, global: GlobalValue<'c>, length: usize) -> Vec<BasicMetadataValueEnum<'c>> {
        let length = self.context.i64_type().const_int(length as u64, false);
        vec![global.as_pointer_value().into(), length.into()]
    }
}
