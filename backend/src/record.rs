//! What is said about a binary beside it: which certificate it belongs to, and who made it.
//! Given by: `lumenc build`, which writes it as `OUT.lbuild`.
//! Gives: `lumenc audit --binary` the hashes to compare.
//! Holds: nothing in it depends on time or place; the text is the canonical JSON of these fields.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The record of a binary.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// SHA-256 of the binary, in lower-case hexadecimal.
    pub binary: String,
    /// SHA-256 of the certificate; none for a program that was not verified.
    pub certificate: Option<String>,
    /// The version of this form.
    pub format: u32,
    /// Who generated the code.
    pub generator: Generator,
    /// The machine that the binary is for.
    pub target: String,
    /// Versions of the tools, by name: `lumenc`, the generator, the linker.
    pub tools: BTreeMap<String, String>,
}

/// A code generator.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Generator {
    /// Cranelift, in `lumenc` itself.
    Cranelift,
    /// LLVM, in its worker.
    Llvm,
}

impl Record {
    /// The version of the form that is written.
    pub const FORMAT: u32 = 1;
}

impl Generator {
    /// The version of Cranelift; that of LLVM is asked of its process.
    pub const CRANELIFT: &'static str = cranelift_codegen::VERSION;
}
