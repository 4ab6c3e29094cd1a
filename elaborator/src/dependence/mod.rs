//! What depends on what: the variables that a join or loop captures, the cells that a cell calls.
//! Given by: `translate`.
//! Gives: captured variables, and an order of declaration.
//! Holds: nothing here is trusted; a variable or name that is missing makes the model a refusal, never another model.

mod capture;
mod order;

pub(crate) use capture::{Captures, captures};
pub(crate) use order::callees_first;
