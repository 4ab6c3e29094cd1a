//! Symbolic values of the variables of a cell.
//! Given by: the walk over core.
//! Gives: the terms of values, terms and formulas over free variables.
//! Holds: components of tuples are taken as soon as they are known, so that goals mention components and no projections.

use crate::core::{Cell, CellId, VariableId};
use crate::meaning::Word;
use crate::translate::{Builder, Refusal, Scope};
use kernel::{Term, TermId};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;

/// The halves of the tuples that are known to have some.
type Halves = FxHashMap<TermId, (TermId, TermId)>;

/// Terms for the variables of a cell.
#[derive(Clone, Debug)]
pub(super) struct Symbols<'a> {
    cell: &'a Cell,
    id: CellId,
    values: FxHashMap<VariableId, TermId>,
    halves: Rc<RefCell<Halves>>,
}

impl<'a> Symbols<'a> {
    /// No variable known.
    pub(super) fn new(cell: &'a Cell, id: CellId) -> Self {
        Symbols { cell, id, values: FxHashMap::default(), halves: Rc::default() }
    }

    /// No variable of another cell known, but the same tuples.
    pub(super) fn of_cell<'b>(&self, cell: &'b Cell, id: CellId) -> Symbols<'b> {
        Symbols { cell, id, values: FxHashMap::default(), halves: Rc::clone(&self.halves) }
    }

    /// Gives a variable its value; answers the value that it had.
    pub(super) fn set(&mut self, variable: VariableId, value: TermId) -> Option<TermId> {
        self.values.insert(variable, value)
    }

    /// Names the halves of a tuple.
    pub(super) fn name_halves(&self, tuple: TermId, first: TermId, second: TermId) {
        self.halves.borrow_mut().insert(tuple, (first, second));
    }

    /// The halves of a tuple, if they have names.
    pub(super) fn halves(&self, tuple: TermId) -> Option<(TermId, TermId)> {
        self.halves.borrow().get(&tuple).copied()
    }
}

impl Scope for Symbols<'_> {
    fn cell(&self) -> (&Cell, CellId) {
        (self.cell, self.id)
    }

    fn variable(&self, _: &mut Builder, variable: VariableId) -> Result<TermId, Refusal> {
        self.values.get(&variable).copied().ok_or_else(|| self.ill_formed())
    }

    fn half(&self, builder: &mut Builder, tuple: TermId, of: TermId, half: Word) -> TermId {
        let known = self.halves(tuple).or_else(|| pair(builder, tuple));
        match (known, half) {
            (Some((first, _)), Word::First) => first,
            (Some((_, second)), Word::Second) => second,
            _ => builder.half(tuple, of, half),
        }
    }
}

/// The halves of a pair that is written out.
fn pair(builder: &Builder, tuple: TermId) -> Option<(TermId, TermId)> {
    let (head, arguments) = builder.store.spine(tuple);
    match (builder.store.term_at(head), arguments.as_slice()) {
        (Term::Constant(..), &[_, _, first, second]) if head == builder.words[Word::Pair] => {
            Some((first, second))
        }
        _ => None,
    }
}
