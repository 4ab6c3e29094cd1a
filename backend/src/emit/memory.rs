//! Programs that run in this process, made by Cranelift.
//! Given by: `lumenc run`.
//! Gives: the end of the process, with what the program printed and its status.
//! Holds: the program calls the same run-time as a linked one.

use super::clif;
use super::machine::{self, Place, Speed};
use crate::ir::flat::Program;
use crate::problem::{Internal, Problem};
use cranelift_jit::{JITBuilder, JITModule};
use cranelift_module::default_libcall_names;

/// Runs a program with the arguments of its entry; the process ends with it. What is buffered elsewhere is not written.
/// Comes back only if the program does not start: a mistake of ours.
#[must_use]
pub fn run(program: &Program, arguments: &[String], speed: Speed) -> Problem {
    match load(program, speed) {
        Ok(entry) => {
            runtime::run(arguments.iter().map(|argument| argument.clone().into_bytes()).collect(), entry)
        }
        Err(problem) => problem,
    }
}

/// Puts the program into memory, where it stays until the process ends.
#[allow(unsafe_code)]
fn load(program: &Program, speed: Speed) -> Result<extern "C" fn() -> i64, Problem> {
    let mut builder = JITBuilder::with_isa(machine::describe(speed, Place::Memory)?, default_libcall_names());
    builder.symbols(runtime::symbols());
    let mut module = JITModule::new(builder);
    let entry = clif::define(program, &mut module, None)?;
    module.finalize_definitions().map_err(|error| Internal::Cranelift(error.to_string()))?;
    let code = module.get_finalized_function(entry);
    // The module owns the memory of the code, which is in use until the process ends.
    std::mem::forget(module);
    // SAFETY: the code was made for a function without parameters that returns an i64, in the C convention of this machine,
    // and nothing gives back its memory.
    Ok(unsafe { std::mem::transmute::<*const u8, extern "C" fn() -> i64>(code) })
}
