//! Lean source text as a tree.
//! Given by: files and fences, as text.
//! Gives: commands, terms, binders, patterns and tactics with byte spans, and a list of problems.
//! Holds: parsing is total and deterministic; the height of a tree is bounded, so that recursion over it is safe.

pub mod character;
pub mod grammar;
pub mod operator;
pub mod problem;
pub mod span;
pub mod tree;

mod lex;
mod literal;
mod parse;
mod token;

pub use grammar::Grammar;
pub use operator::Operator;
pub use parse::{HEIGHT_LIMIT, parse};
pub use problem::{Expected, LexicalProblem, Problem, ProblemKind};
pub use span::{LineTable, Position, Span};
