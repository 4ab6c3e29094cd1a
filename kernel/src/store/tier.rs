//! The tables of one tier of a store, and what is known of each item.
//! Given by: the store.
//! Gives: `Tier`, with an interner for each kind of item.
//! Holds: what is known of an item depends on its content only.

use crate::table::{Content, Interner};
use crate::{Level, LevelId, Name, Term};
use num_bigint::BigUint;

/// What is known of a term without looking into it.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Facts {
    /// One more than the largest loose bound variable, 0 if closed.
    loose: u32,
    /// Length of the longest path into the term, times 4, and two flags.
    nesting: u32,
}

const HAS_FREE: u32 = 1;
const HAS_LEVEL_PARAMETER: u32 = 2;
const FLAGS: u32 = HAS_FREE | HAS_LEVEL_PARAMETER;

impl Facts {
    pub(super) fn of_bound(index: u32) -> Self {
        Facts { loose: index.saturating_add(1), nesting: 0 }
    }

    pub(super) fn of_free() -> Self {
        Facts { loose: 0, nesting: HAS_FREE }
    }

    pub(super) fn of_levels(has_parameter: bool) -> Self {
        Facts { loose: 0, nesting: if has_parameter { HAS_LEVEL_PARAMETER } else { 0 } }
    }

    /// Of a term with these two parts.
    pub(super) fn join(self, other: Facts) -> Facts {
        let nesting = self.nesting.max(other.nesting) | (self.nesting | other.nesting) & FLAGS;
        Facts { loose: self.loose.max(other.loose), nesting }
    }

    pub(super) fn deeper(self) -> Facts {
        match self.nesting.checked_add(FLAGS + 1) {
            Some(nesting) => Facts { nesting, ..self },
            None => self,
        }
    }

    pub(super) fn under_binder(self) -> Facts {
        Facts { loose: self.loose.saturating_sub(1), ..self }
    }

    pub(crate) fn loose(self) -> u32 {
        self.loose
    }

    pub(crate) fn nesting(self) -> u32 {
        self.nesting / (FLAGS + 1)
    }

    pub(super) fn has_free(self) -> bool {
        self.nesting & HAS_FREE != 0
    }

    pub(super) fn has_level_parameter(self) -> bool {
        self.nesting & HAS_LEVEL_PARAMETER != 0
    }
}

/// A layer of a term and what is known of the term.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) term: Term,
    pub(crate) facts: Facts,
}

/// A layer of a level and what is known of the level.
#[derive(Clone, Copy, Debug)]
pub(super) struct LevelNode {
    pub(super) level: Level,
    pub(super) has_parameter: bool,
    /// A level with the same parameters of which this one is a successor, so many times.
    pub(super) base: LevelId,
    pub(super) added: u32,
    /// A level that is zero exactly where this one is: 0, 1, a parameter or a maximum.
    pub(super) decider: LevelId,
}

/// What a tier has a table of.
pub(super) trait Item: Content + Sized {
    fn of(tier: &Tier) -> &Interner<Self>;
    fn of_mut(tier: &mut Tier) -> &mut Interner<Self>;
}

/// The table of each kind of item, and what an item is found by in it.
macro_rules! tables {
    ($($table:ident: $item:ty, $key:ty, |$it:ident| $found_by:expr;)*) => {
        /// Names, levels, lists of levels, terms and literals.
        #[derive(Clone, Default, Debug)]
        pub(crate) struct Tier {
            $(pub(super) $table: Interner<$item>,)*
        }

        /// What was added to a tier, in order.
        #[derive(Debug)]
        pub(crate) struct Growth {
            $($table: Vec<$item>,)*
        }

        impl Tier {
            pub(super) fn clear(&mut self) {
                $(self.$table.clear();)*
            }

            /// Takes over everything from the tier above this one.
            pub(super) fn take(&mut self, above: &mut Tier) {
                $(self.$table.extend(above.$table.drain());)*
            }

            /// Number of items in each table.
            pub(super) fn counts(&self) -> Counts {
                [$(self.$table.len()),*]
            }

            /// What was added since the tables had so many items.
            pub(super) fn since(&self, counts: &Counts) -> Growth {
                let mut counts = counts.iter();
                Growth { $($table: self.$table.since(counts.next().map_or(0, |&count| count)).to_vec(),)* }
            }

            /// Adds what was added to another tier that had the same content.
            pub(super) fn extend(&mut self, growth: &Growth) {
                $(self.$table.extend(growth.$table.iter().cloned());)*
            }
        }

        $(impl Item for $item {
            fn of(tier: &Tier) -> &Interner<Self> {
                &tier.$table
            }

            fn of_mut(tier: &mut Tier) -> &mut Interner<Self> {
                &mut tier.$table
            }
        }

        impl Content for $item {
            type Key = $key;

            fn key(&self) -> &$key {
                let $it = self;
                $found_by
            }
        })*
    };
}

/// Numbers of items in the tables of a tier.
pub(super) type Counts = [usize; 6];

tables! {
    names: Name, Name, |name| name;
    levels: LevelNode, Level, |node| &node.level;
    lists: Box<[LevelId]>, [LevelId], |list| list;
    terms: Node, Term, |node| &node.term;
    naturals: BigUint, BigUint, |number| number;
    texts: Box<str>, str, |text| text;
}
