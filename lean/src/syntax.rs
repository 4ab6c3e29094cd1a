//! Lean source text as a tree.
//! Given by: files and fences, as text.
//! Gives: commands, terms, binders, patterns and tactics with byte spans, and a list of problems.
//! Holds: parsing is total and deterministic; the height of a tree is bounded, so that recursion over it is safe.

pub mod operator;
pub mod span;
pub mod tree;

pub use operator::Operator;
pub use span::{LineTable, Position, Span};
