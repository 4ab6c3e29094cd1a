//! Which store an environment belongs to.
//! Given by: clones of stores, which grow apart.
//! Gives: a stamp of what a store holds, and whether another store holds the same.
//! Holds: ids mean the same in two stores as far as they were one; a stamp fits exactly the stores that have all it speaks of.

use super::Store;
use super::tier::Counts;
use std::sync::atomic::{AtomicU64, Ordering};

/// What a store held at some time: in which stretch of growth, and how much.
pub(crate) type Stamp = (u64, Counts);

/// The stretches of growth that made a store, each with what was there when it began.
pub(super) type Lineage = Vec<Stamp>;

/// The start of a stretch of growth that no other store shares; its number appears in no output.
pub(super) fn start(counts: Counts) -> Stamp {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    (NEXT.fetch_add(1, Ordering::Relaxed), counts)
}

impl Store {
    /// What the store holds for good.
    pub(crate) fn stamp(&self) -> Stamp {
        (self.lineage.last().map_or(u64::MAX, |&(stretch, _)| stretch), self.base.counts())
    }

    /// Whether the store has everything that a stamp speaks of.
    pub(crate) fn fits(&self, (stretch, held): Stamp) -> bool {
        let Some(place) = self.lineage.iter().position(|&(other, _)| other == stretch) else { return false };
        let limit = self.lineage.get(place + 1).map_or(self.base.counts(), |&(_, counts)| counts);
        held.iter().zip(limit).all(|(&held, limit)| held <= limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_fits_what_was_there_when_stores_parted() {
        let mut one = Store::new();
        let before = one.stamp();
        let mut two = one.clone();
        assert!(one.fits(before) && two.fits(before) && !Store::new().fits(before));
        one.name("a");
        let after = one.stamp();
        assert!(one.fits(after) && !two.fits(after));
        two.name("a");
        assert!(!two.fits(after) && !one.fits(two.stamp()));
        let three = one.clone();
        assert!(three.fits(after) && three.fits(before) && !three.fits(two.stamp()));
    }
}
