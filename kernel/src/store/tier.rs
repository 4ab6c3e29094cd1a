//! The tables of one tier of a store, and what is known of each item.
//! Given by: the store.
//! Gives: `Tier`, with an interner for each kind of item, and the hashes of items.
//! Holds: what is known of an item depends on its content only.

use crate::level::{Level, LevelId};
use crate::name::Name;
use crate::table::{Content, Interner, mix};
use crate::term::{Binder, Term, TermId};
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
    /// What the outer successors are of, and how many they are.
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

/// The table of each kind of item, and by what an item is found in it.
macro_rules! tables {
    ($($table:ident: $item:ty, $hash:expr;)*) => {
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
            fn hash(&self) -> u64 {
                let hash: fn(&$item) -> u64 = $hash;
                hash(self)
            }
        })*
    };
}

/// Numbers of items in the tables of a tier.
pub(super) type Counts = [usize; 6];

tables! {
    names: Name, |name| of_name(name);
    levels: LevelNode, |node| of_level(node.level);
    lists: Box<[LevelId]>, |list| of_levels(list);
    terms: Node, |node| of_term(node.term);
    naturals: BigUint, |number| of_natural(number);
    texts: Box<str>, |text| of_text(text);
}

pub(super) fn of_name(name: &Name) -> u64 {
    match name {
        Name::Anonymous => 0,
        Name::Text(prefix, part) => mix(of_text(part), u64::from(prefix.0)),
        Name::Number(prefix, number) => mix(mix(1, u64::from(prefix.0)), *number),
    }
}

pub(super) fn of_level(level: Level) -> u64 {
    let words = |tag: u64, a: u32, b: u32| mix(tag, u64::from(a) << 32 | u64::from(b));
    match level {
        Level::Zero => words(1, 0, 0),
        Level::Successor(of) => words(2, of.0, 0),
        Level::Max(a, b) => words(3, a.0, b.0),
        Level::IMax(a, b) => words(4, a.0, b.0),
        Level::Parameter(name) => words(5, name.0, 0),
    }
}

pub(super) fn of_levels(levels: &[LevelId]) -> u64 {
    levels.iter().fold(mix(0, levels.len() as u64), |hash, level| mix(hash, u64::from(level.0)))
}

pub(super) fn of_natural(number: &BigUint) -> u64 {
    number.iter_u64_digits().fold(mix(0, 1), mix)
}

pub(super) fn of_text(text: &str) -> u64 {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let hash =
        words.iter().fold(mix(2, text.len() as u64), |hash, &word| mix(hash, u64::from_le_bytes(word)));
    mix(hash, rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)))
}

#[inline(always)]
pub(super) fn of_term(term: Term) -> u64 {
    let words = |tag: u32, a: u32, b: u32, c: u32| {
        mix(u64::from(tag) << 32 | u64::from(a), u64::from(b) << 32 | u64::from(c))
    };
    let bound = |tag: u32, binder: Binder, domain: TermId, body: TermId| {
        mix(words(tag, binder.name.0, domain.0, body.0), binder.kind as u64)
    };
    match term {
        Term::Bound(index) => words(1, index, 0, 0),
        Term::Free(id) => words(2, id.0, 0, 0),
        Term::Sort(level) => words(3, level.0, 0, 0),
        Term::Constant(name, levels) => words(4, 0, name.0, levels.0),
        Term::Apply(function, argument) => words(5, 0, function.0, argument.0),
        Term::Lambda(binder, domain, body) => bound(6, binder, domain, body),
        Term::Pi(binder, domain, body) => bound(7, binder, domain, body),
        Term::Let { name, of, value, body } => mix(words(8, name.0, of.0, value.0), u64::from(body.0)),
        Term::Natural(id) => words(9, id.0, 0, 0),
        Term::Text(id) => words(10, id.0, 0, 0),
        Term::Project(name, index, of) => words(11, index, name.0, of.0),
    }
}
