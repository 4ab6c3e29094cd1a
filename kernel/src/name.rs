//! Hierarchical names, interned.
//! Given by: every room that names a declaration, a binder or a universe parameter.
//! Gives: `NameId`, equal exactly when the names are equal.
//! Holds: a name is a list of text or number parts; dots inside a part are not separators.

/// An interned name; `NameId::ANONYMOUS` is the empty name.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct NameId(pub(crate) u32);

impl NameId {
    /// The empty name, present in every store.
    pub const ANONYMOUS: NameId = NameId(0);

    /// The dense index of this name, for side tables.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One step of a hierarchical name.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Name {
    /// The empty name.
    Anonymous,
    /// A prefix followed by a text part, as in `Nat.add`.
    Text(NameId, Box<str>),
    /// A prefix followed by a number part, as in `_proof.1`.
    Number(NameId, u64),
}
