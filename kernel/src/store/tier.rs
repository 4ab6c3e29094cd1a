//! The tables of one tier of a store, and what is known of each item.
//! Given by: the store.
//! Gives: `Tier`, with an interner for each kind of item.
//! Holds: what is known of an item depends on its content only.

use crate::table::{Content, Interner};
use crate::{Level, LevelId, Name, Term};
use num_bigint::BigUint;

/// What is known of a term without looking into it.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// One more than the largest loose bound variable, 0 if closed.
    pub loose: u32,
    /// A bit for each of the nearest loose bound variables that may occur.
    pub(super) near: u16,
    /// No other loose bound variable is nearer than this one.
    pub(super) far: u16,
    /// Length of the longest path into the term, or the largest number if it is longer.
    pub(crate) nesting: u16,
    /// Whether a free variable occurs.
    pub has_free: bool,
    /// Whether a universe parameter occurs.
    pub has_level_parameter: bool,
}

/// Number of the nearest variables.
const NEAR: u16 = 16;

impl Facts {
    /// Of a term without variables and parts.
    pub(super) const NONE: Facts =
        Facts { loose: 0, near: 0, far: u16::MAX, nesting: 0, has_free: false, has_level_parameter: false };

    /// Of a bound variable.
    pub(super) fn of_bound(index: u32) -> Facts {
        let near = 1_u16.checked_shl(index).unwrap_or(0);
        let far = if near == 0 { u16::try_from(index).unwrap_or(u16::MAX) } else { u16::MAX };
        Facts { loose: index.saturating_add(1), near, far, ..Facts::NONE }
    }

    /// No loose bound variable is nearer than this one.
    pub(crate) fn nearest(self) -> u32 {
        if self.near == 0 { self.far.into() } else { self.near.trailing_zeros() }
    }

    /// Of a term in which this is under a binder.
    #[inline(always)]
    pub(super) fn under_binder(self) -> Facts {
        let nearer = u16::from(self.far == NEAR);
        let near = self.near >> 1 | nearer << (NEAR - 1);
        Facts { loose: self.loose.saturating_sub(1), near, far: self.far - 1 + nearer, ..self }
    }

    /// Of a term that has one more part.
    #[inline(always)]
    pub(super) fn with(self, part: Facts) -> Facts {
        Facts {
            loose: self.loose.max(part.loose),
            near: self.near | part.near,
            far: self.far.min(part.far),
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

#[cfg(test)]
mod tests {
    use super::NEAR;
    use crate::store::parts;
    use crate::{Binder, BinderKind, LevelId, NameId, Store, Term, TermId};
    use std::collections::BTreeSet;

    const BINDER: Binder = Binder { name: NameId::ANONYMOUS, kind: BinderKind::Explicit };

    /// A term with its loose variables and the length of its longest path, found by the definition.
    #[derive(Clone)]
    struct Known {
        term: TermId,
        loose: BTreeSet<u64>,
        nesting: u64,
        /// Whether there was never a variable in it that is not among the nearest.
        is_near: bool,
    }

    /// Terms, each made of earlier ones.
    struct Forest {
        store: Store,
        known: Vec<Known>,
        state: u64,
    }

    impl Forest {
        fn new(state: u64) -> Self {
            Forest { store: Store::new(), known: Vec::new(), state }
        }

        fn below(&mut self, bound: usize) -> usize {
            self.state = self.state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
            (self.state >> 33) as usize % bound
        }

        fn any(&mut self) -> TermId {
            let place = self.below(self.known.len());
            self.known[place].term
        }

        fn add(&mut self, term: Term) -> TermId {
            let term_id = self.store.term(term);
            let mut known = Known { term: term_id, loose: BTreeSet::new(), nesting: 0, is_near: true };
            if let Term::Bound(index) = term {
                known.loose.insert(index.into());
                known.is_near = index < NEAR.into();
            }
            for (part, under) in parts(term) {
                let part = self.known.iter().rev().find(|known| known.term == part).unwrap();
                known.loose.extend(part.loose.iter().filter_map(|&index| index.checked_sub(under.into())));
                known.nesting = known.nesting.max(part.nesting + 1);
                known.is_near &= part.is_near;
            }
            self.judge(&known);
            self.known.push(known.clone());
            known.term
        }

        /// A variable that occurs is never missed; where all are near, the nearest is found.
        fn judge(&self, Known { term, loose, nesting, is_near }: &Known) {
            let facts = self.store.facts_at(*term);
            assert_eq!(u64::from(facts.loose), loose.last().map_or(0, |&last| last + 1).min(u32::MAX.into()));
            assert_eq!(u64::from(facts.nesting), (*nesting).min(u16::MAX.into()));
            let nearest = loose.first().copied().unwrap_or(u64::MAX);
            assert!(u64::from(facts.nearest()) <= nearest, "{facts:?} {loose:?}");
            if *is_near && !loose.is_empty() {
                assert_eq!(u64::from(facts.nearest()), nearest, "{facts:?} {loose:?}");
            }
        }

        fn grow(&mut self) {
            let near = self.below(24) as u32;
            let far = [16, 17, 40, 1 << 16, u32::MAX - 64][self.below(5)] + near;
            let (a, b, c) = (self.any(), self.any(), self.any());
            let term = match self.below(10) {
                0 => Term::Bound(near),
                1 => Term::Bound(far),
                2 => Term::Apply(a, b),
                3 => Term::Let { name: NameId::ANONYMOUS, of: a, value: b, body: c },
                4 => Term::Project(NameId::ANONYMOUS, 0, a),
                5 => Term::Pi(BINDER, a, b),
                _ => Term::Lambda(BINDER, a, b),
            };
            self.add(term);
        }
    }

    #[test]
    fn no_loose_variable_is_nearer_than_the_nearest() {
        for seed in 0..200 {
            let mut forest = Forest::new(seed);
            forest.add(Term::Bound(seed as u32 % 24));
            (0..200).for_each(|_| forest.grow());
        }
    }

    /// A variable comes nearer with each binder, until it is bound; beside it there may be a nearer one.
    #[test]
    fn no_variable_is_lost_under_however_many_binders() {
        let leaves = [15, 16, 17, 18, 33, 65_534, 65_535, 65_536, 65_552, 69_000, u32::MAX - 1, u32::MAX];
        for index in leaves.map(Some).into_iter().chain([None]) {
            let mut store = Store::new();
            let domain = store.proposition();
            let mut term = index.map_or(store.sort(LevelId::ONE), |index| store.bound(index));
            for crossed in 0..70_000 {
                let (facts, left) =
                    (store.facts_at(term), index.and_then(|index| index.checked_sub(crossed)));
                assert!(
                    left.is_none_or(|left| facts.nearest() <= left && facts.loose > 0),
                    "{index:?} {crossed}"
                );
                assert!(left.is_some() || facts.loose == 0, "{index:?} {crossed}");
                assert_eq!(u32::from(facts.nesting), crossed.min(u16::MAX.into()));
                if crossed % 999 == 0 {
                    let beside = [0, 15, 16, 17].map(|other| (other, store.bound(other)));
                    let both = beside.map(|(other, variable)| (other, store.apply_one(term, variable)));
                    assert!(both.iter().all(|&(other, both)| store.facts_at(both).nearest() <= other));
                    assert!(
                        both.iter()
                            .all(|&(_, both)| store.facts_at(both).nearest() <= left.unwrap_or(u32::MAX))
                    );
                }
                term = store.lambda(BINDER, domain, term);
            }
        }
    }
}
