//! The constants that the checker knows more about than their definitions say.
//! Given by: `declare::recognize`, which looks at each declaration of such a name.
//! Gives: names of literals' types and constructors, and operations that are computed on literals.
//! Holds: a name is here only if what was declared under it is what Lean declares under it.

use crate::NameId;
use crate::check::Operation;

/// The recognized constants of an environment.
#[derive(Clone, Default, Debug)]
pub(crate) struct Primitives {
    /// `Nat` and its constructors.
    pub(crate) natural: Option<NameId>,
    pub(crate) zero: Option<NameId>,
    pub(crate) successor: Option<NameId>,
    /// `Bool.false` and `Bool.true`.
    pub(crate) truths: [Option<NameId>; 2],
    /// `String`, and what makes one of a list of characters: its constructor or a function.
    pub(crate) text: Option<NameId>,
    pub(crate) text_of_list: Option<NameId>,
    /// Few, so a list is the fastest table.
    pub(crate) operations: Vec<(NameId, &'static Operation)>,
    /// Excerpts of Lean's own declarations that were found to be there, each after those that it builds on.
    pub(crate) held: Vec<&'static str>,
}

impl Primitives {
    pub(crate) fn operation(&self, name: NameId) -> Option<&'static Operation> {
        self.operations.iter().find(|&&(known, _)| known == name).map(|&(_, operation)| operation)
    }
}
