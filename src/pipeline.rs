//! The whole compiler on one screen: a line a stage.
//! Given by: the commands.
//! Gives: the languages on the way from core to a program, each under the name that `--emit` gives it.
//! Holds: stages are pure; files and processes are reached through what `system` implements.

use crate::system::worker::{SystemLinker, Worker};
use backend::emit::release::{self, Product};
use backend::emit::{self, Speed};
use backend::ir::{counted, erased, flat};
use backend::{Options, Problem, Proved, count, erase, link, lower};
use elaborator::core;

/// Core without proofs.
///
/// # Errors
/// A limit, or a mistake of ours.
pub fn erased(
    program: &core::Program,
    proved: &Proved,
    options: &Options,
) -> Result<erased::Program, Problem> {
    erase(program, proved, options)
}

/// Erased code with reference counts.
///
/// # Errors
/// As `erased`.
pub fn counted(
    program: &core::Program,
    proved: &Proved,
    options: &Options,
) -> Result<counted::Program, Problem> {
    Ok(count(erased(program, proved, options)?))
}

/// Basic blocks.
///
/// # Errors
/// As `counted`.
pub fn flat(program: &core::Program, proved: &Proved, options: &Options) -> Result<flat::Program, Problem> {
    lower(&counted(program, proved, options)?)
}

/// A program for the system: by LLVM if it shall be fast, else by Cranelift.
///
/// # Errors
/// As `flat`; the worker or the linker fails.
pub fn binary(program: &flat::Program, fast: bool) -> Result<Vec<u8>, Problem> {
    let object = if fast {
        release::generate(program, Product::Object, &mut Worker::generator())?
    } else {
        emit::object(program, Speed::OfBuild)?
    };
    link::link(&object, &mut SystemLinker)
}
