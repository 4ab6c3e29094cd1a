//! The machine that Cranelift makes code for.
//! Given by: `object` and `memory`.
//! Gives: its description, with the settings that decide how fast code is made and how fast it is.
//! Holds: no setting depends on the processor that the compiler runs on.

use crate::problem::{Internal, Problem};
use cranelift_codegen::isa::{self, OwnedTargetIsa};
use cranelift_codegen::settings::{self, Configurable};

/// What matters more: the time that it takes to make code, or the time that it takes to run it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Speed {
    /// Code is made quickly.
    OfBuild,
    /// Code is optimized.
    OfCode,
}

/// The name of the target, as in what is written about a binary.
#[must_use]
pub fn target() -> &'static str {
    TARGET
}

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
const TARGET: &str = "x86_64-unknown-linux-gnu";
#[cfg(not(all(target_arch = "x86_64", target_os = "linux")))]
compile_error!("the run-time and the code generators are written for Linux on x86-64");

/// Where code goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// Into a file that is loaded at any address.
    File,
    /// Into the memory of this process.
    Memory,
}

/// The machine.
pub(super) fn describe(speed: Speed, place: Place) -> Result<OwnedTargetIsa, Problem> {
    let refused = |text: String| Problem::from(Internal::Cranelift(text));
    let mut flags = settings::builder();
    let (level, allocator) = match speed {
        Speed::OfBuild => ("none", "single_pass"),
        Speed::OfCode => ("speed", "backtracking"),
    };
    let verifier = if cfg!(debug_assertions) { "true" } else { "false" };
    let anywhere = if place == Place::File { "true" } else { "false" };
    for (name, value) in [
        ("opt_level", level),
        ("regalloc_algorithm", allocator),
        ("enable_verifier", verifier),
        ("is_pic", anywhere),
        ("enable_probestack", "true"),
        ("probestack_strategy", "inline"),
        ("enable_multi_ret_implicit_sret", "true"),
    ] {
        flags.set(name, value).map_err(|error| refused(error.to_string()))?;
    }
    let builder = isa::lookup_by_name(TARGET).map_err(|error| refused(error.to_string()))?;
    builder.finish(settings::Flags::new(flags)).map_err(|error| refused(error.to_string()))
}
