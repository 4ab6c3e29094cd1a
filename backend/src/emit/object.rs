//! Object files by Cranelift, and their listings.
//! Given by: `lumenc build`.
//! Gives: the bytes of an object file for the system linker; text for `--emit clif` and `--emit asm`.
//! Holds: the only symbol that an object defines for others is the entry.

use super::clif::{self, Texts};
use super::machine::{self, Place, Speed};
use crate::ir::flat::Program;
use crate::problem::{Internal, Problem};
use cranelift_module::{ModuleError, default_libcall_names};
use cranelift_object::{ObjectBuilder, ObjectModule};

/// What the code of a program looks like.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listing {
    /// In Cranelift's language.
    pub clif: String,
    /// In the machine's.
    pub assembly: String,
}

/// Makes an object file.
///
/// # Errors
/// A mistake of ours: Cranelift refuses.
pub fn object(program: &Program, speed: Speed) -> Result<Vec<u8>, Problem> {
    let mut module = module(program, speed)?;
    clif::define(program, &mut module, None)?;
    module.finish().emit().map_err(|error| Internal::Cranelift(error.to_string()).into())
}

/// Shows the code that `object` makes.
///
/// # Errors
/// A mistake of ours: Cranelift refuses.
pub fn list(program: &Program, speed: Speed) -> Result<Listing, Problem> {
    let mut module = module(program, speed)?;
    let mut texts = Texts { clif: String::new(), assembly: String::new() };
    clif::define(program, &mut module, Some(&mut texts))?;
    Ok(Listing { clif: texts.clif, assembly: texts.assembly })
}

fn module(program: &Program, speed: Speed) -> Result<ObjectModule, Problem> {
    let refused = |error: ModuleError| Problem::from(Internal::Cranelift(error.to_string()));
    let machine = machine::describe(speed, Place::File)?;
    let mut builder =
        ObjectBuilder::new(machine, program.name.clone(), default_libcall_names()).map_err(refused)?;
    // A section for each function would only help the linker to drop functions that nobody calls.
    builder.per_function_section(false);
    Ok(ObjectModule::new(builder))
}
