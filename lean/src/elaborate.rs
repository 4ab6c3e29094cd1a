//! Elaboration: from the syntax tree to kernel declarations.
//! Given by: parsed files and fences, an environment, the state that earlier files left.
//! Gives: checked declarations, problems, and `Elaborator`, on which tactics work.
//! Holds: nothing here is trusted; whatever is declared went through the kernel.

mod abstraction;
mod application;
mod assign;
pub mod attributes;
mod auxiliary;
mod binding;
mod calculation;
pub mod commands;
mod declare;
mod equations;
mod identifier;
mod inductive;
pub mod infer;
mod instances;
pub mod known;
mod levels;
mod matching;
mod metavariables;
pub mod names;
mod natural;
mod operators;
mod patterns;
pub(crate) mod pending;
pub mod problem;
mod recursion;
pub mod reduce;
mod scope;
pub mod session;
pub mod split;
pub mod state;
mod structure;
mod term;
mod unify;
mod universe;
mod value;
pub mod variables;

pub use commands::elaborate_file;
pub use infer::Outcome;
pub use problem::{Failure, Fault, Goal, GoalFault, Problem};
pub use session::{Elaborator, Transparency};
pub use state::State;
pub use variables::{Context, MetaKind};
