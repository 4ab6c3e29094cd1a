//! Universe levels, interned.
//! Given by: readers and elaboration, through `Store`.
//! Gives: `LevelId` (one level) and `LevelsId` (a list of them, the arguments of a constant).
//! Holds: equal ids mean syntactically equal levels; equality of levels as numbers is decided by the checker.

use crate::name::NameId;

/// An interned level; `LevelId::ZERO` is the level of propositions.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct LevelId(pub(crate) u32);

impl LevelId {
    /// The level zero, present in every store.
    pub const ZERO: LevelId = LevelId(0);
    /// The level one, present in every store.
    pub const ONE: LevelId = LevelId(1);
}

/// An interned list of levels; `LevelsId::EMPTY` is the empty list.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct LevelsId(pub(crate) u32);

impl LevelsId {
    /// The empty list, present in every store.
    pub const EMPTY: LevelsId = LevelsId(0);
}

/// One universe level.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Level {
    /// Zero.
    Zero,
    /// The successor of a level.
    Successor(LevelId),
    /// The larger of two levels.
    Max(LevelId, LevelId),
    /// Zero if the second level is zero, else the larger of the two.
    IMax(LevelId, LevelId),
    /// A universe parameter.
    Parameter(NameId),
}

impl Level {
    /// The level made of others in the same way.
    pub(crate) fn map(self, part: impl Fn(LevelId) -> LevelId) -> Level {
        match self {
            Level::Zero | Level::Parameter(_) => self,
            Level::Successor(a) => Level::Successor(part(a)),
            Level::Max(a, b) => Level::Max(part(a), part(b)),
            Level::IMax(a, b) => Level::IMax(part(a), part(b)),
        }
    }
}
