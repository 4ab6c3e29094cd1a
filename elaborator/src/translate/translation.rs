//! What a program becomes: definitions and statements, ready to be declared.
//! Given by: `translate`.
//! Gives: the models and statements to the verifier, the audit and `--emit model`.
//! Holds: cells stand in dependency order, callees first; the auxiliary definitions of a cell stand innermost first.

use crate::core::{CellId, JoinId, LoopId, SiteId, VariableId};
use kernel::{Declaration, NameId, TermId};
use rustc_hash::FxHashMap;

/// The models and statements of a program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Translation {
    /// One entry a cell, callees first.
    pub cells: Vec<Model>,
}

impl Translation {
    /// The model of a cell.
    #[must_use]
    pub fn model(&self, cell: CellId) -> Option<&Model> {
        self.cells.iter().find(|model| model.cell == cell)
    }
}

/// A cell as the kernel sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Model {
    /// The cell.
    pub cell: CellId,
    /// The name of its model.
    pub name: NameId,
    /// The definitions of its joins and loops, innermost first.
    pub auxiliary: Vec<Declaration>,
    /// The definition of its model.
    pub definition: Declaration,
    /// The joins, by number.
    pub joins: FxHashMap<JoinId, Auxiliary>,
    /// The loops, by number.
    pub loops: FxHashMap<LoopId, Auxiliary>,
    /// The sites at which its theorem allows a halt, in increasing order.
    pub halts: Vec<SiteId>,
    /// The name and the statement of its theorem.
    pub specification: Statement,
    /// The name and the statement that its contract is defined.
    pub definedness: Statement,
}

/// The definition of a join or loop: its name, and the variables it captures, which are its first parameters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Auxiliary {
    /// The name.
    pub name: NameId,
    /// The captured variables, in the order of their numbers.
    pub captured: Vec<VariableId>,
}

/// A theorem to be proved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Statement {
    /// Its name.
    pub name: NameId,
    /// What it says: a closed term of type `Prop`.
    pub proposition: TermId,
}

/// Why there is no translation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The program is nested deeper than is supported.
    Limit,
    /// Cells call each other in a cycle.
    Recursion(CellId),
    /// Core breaks its own rules in this cell; a mistake of the front end.
    IllFormed(CellId),
}
