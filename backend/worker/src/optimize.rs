//! From an LLVM module to bytes.
//! Given by: `main`, with what `translate` made.
//! Gives: an object file, or a text to look at.
//! Holds: the processor is the oldest of its kind, so that the same program gives the same bytes on every machine.

use backend::emit::{self, release::Product};
use inkwell::OptimizationLevel;
use inkwell::module::Module;
use inkwell::passes::PassBuilderOptions;
use inkwell::support::LLVMString;
use inkwell::targets::{
    CodeModel, FileType, InitializationConfig, RelocMode, Target, TargetMachine, TargetTriple,
};

const PASSES: &str = "default<O2>";

/// Optimizes a module and gives it the form that is wanted.
pub(crate) fn produce(module: &Module<'_>, product: Product) -> Result<Vec<u8>, String> {
    let said = |text: LLVMString| text.to_string();
    let machine = machine()?;
    module.set_triple(&machine.get_triple());
    module.set_data_layout(&machine.get_target_data().get_data_layout());
    module.verify().map_err(said)?;
    module.run_passes(PASSES, &machine, PassBuilderOptions::create()).map_err(said)?;
    let file = match product {
        Product::Code => return Ok(module.print_to_string().to_bytes().to_vec()),
        Product::Object => FileType::Object,
        Product::Assembly => FileType::Assembly,
    };
    let buffer = machine.write_to_memory_buffer(module, file).map_err(said)?;
    Ok(buffer.as_slice().to_vec())
}

fn machine() -> Result<TargetMachine, String> {
    Target::initialize_x86(&InitializationConfig::default());
    let triple = TargetTriple::create(emit::target());
    let target = Target::from_triple(&triple).map_err(|text| text.to_string())?;
    let level = OptimizationLevel::Default;
    let machine =
        target.create_target_machine(&triple, "x86-64", "", level, RelocMode::PIC, CodeModel::Default);
    machine.ok_or_else(|| "LLVM knows no such machine".to_owned())
}
