//! Elaboration: from the syntax tree to kernel declarations.
//! Given by: parsed files and fences, an environment, the state that earlier files left.
//! Gives: checked declarations, problems, and `Elaborator`, on which tactics work.
//! Holds: nothing here is trusted; whatever is declared went through the kernel.

mod abstraction;
mod application;
mod assign;
pub mod attributes;
mod auxiliary;
mod below;
mod binding;
mod calculation;
mod calls;
mod cases;
pub mod commands;
mod congruence;
mod declare;
mod delta;
mod elimination;
mod equations;
mod field;
mod header;
mod hole;
mod identifier;
mod indexed;
mod inductive;
pub mod infer;
mod instances;
pub mod known;
mod levels;
mod local;
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
mod unfolding;
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
