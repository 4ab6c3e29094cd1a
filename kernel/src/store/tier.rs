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
    pub(crate) loose: u32,
    /// Length of the longest path into the term.
    pub(crate) nesting: u32,
    pub(crate) has_free: bool,
    pub(crate) has_level_parameter: bool,
}

impl Facts {
    /// Of a term that has one more part, perhaps under a binder.
    #[inline(always)]
    pub(super) fn with(self, part: Facts, under: bool) -> Facts {
        Facts {
            loose: self.loose.max(part.loose.saturating_sub(under.into())),
            nesting: self.nesting.max(part.nesting.saturating_add(1)),
            has_free: self.has_free | part.has_free,
            has_level_parameter: self.has_level_parameter | part.has_level_parameter,
        }
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
        #[derive(Clone, Debug)]
        pub(crate) struct Growth {
            $($table: Vec<$item>,)*
        }

        impl Tier {
            pub(super) fn clear(&mut self) {
                $(self.$table.clear();)*
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
            pub(super) fn extend(&mut self, growth: Growth) {
                $(self.$table.extend(growth.$table);)*
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
