//! The kernel: Lean 4's type theory, and the only code of the workspace that decides what is a proof.
//! Given by: `lean` (elaborated declarations), `verifier` (models, statements, proofs), and NDJSON 3.1 files.
//! Gives: terms to everybody, and `Checked` declarations, which nothing else can make.
//! Holds: no dependency on the workspace, no unsafe code, no panic on input; a declaration enters an environment only checked.
#![forbid(unsafe_code)]

pub mod check;
pub mod declaration;
mod declare;
pub mod environment;
pub mod level;
pub mod name;
pub mod ndjson;
mod order;
mod reach;
pub mod rejection;
mod stack;
pub mod store;
mod table;
pub mod term;

pub use check::{Checker, Limits};
pub use declaration::{Constructor, Declaration, Hint, InductiveBlock, InductiveType};
pub use declare::quotients;
pub use environment::{
    Checked, Constant, ConstructorOf, Environment, Inductive, Kind, Quotient, Recursor, Rule,
};
pub use level::{Level, LevelId, LevelsId};
pub use name::{Name, NameId};
pub use rejection::{InductiveRule, Invalid, Limit, Problem, RecordRule, Rejection};
pub use stack::on_large_stack;
pub use store::{Facts, Store};
pub use term::{Binder, BinderKind, FreeId, NaturalId, Term, TermId, TextId};
