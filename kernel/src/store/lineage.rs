//! Which store an environment belongs to.
//! Given by: clones of stores, which grow apart.
//! Gives: a stamp of what a store holds, and whether another store holds the same.
//! Holds: ids mean the same in two stores as far as they were one; a stamp fits exactly the stores that have all it speaks of.

use super::Store;
use super::tier::Counts;
use std::sync::atomic::{AtomicU64, Ordering};

/// The stretches of growth that made a store, each with what was there when it began.
#[derive(Debug)]
pub(super) struct Lineage(Vec<(u64, Counts)>);

/// What a store held at some time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stamp {
    stretch: u64,
    counts: Counts,
}

impl Stamp {
    pub(super) fn counts(&self) -> &Counts {
        &self.counts
    }
}

impl Lineage {
    pub(super) fn new() -> Self {
        Lineage(vec![(next(), Counts::default())])
    }

    /// The lineage of a clone, which grows on its own from here.
    pub(super) fn branch(&self, counts: Counts) -> Self {
        let mut stretches = self.0.clone();
        stretches.push((next(), counts));
        Lineage(stretches)
    }
}

/// A number that no other stretch has; it appears in no output.
fn next() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

impl Store {
    /// What the store holds for good.
    pub(crate) fn stamp(&self) -> Stamp {
        let stretch = self.lineage.0.last().map_or(u64::MAX, |&(stretch, _)| stretch);
        Stamp { stretch, counts: self.base.counts() }
    }

    /// Whether the store has everything that a stamp speaks of.
    pub(crate) fn fits(&self, stamp: Stamp) -> bool {
        let within = |counts: &Counts| stamp.counts.iter().zip(counts).all(|(held, limit)| held <= limit);
        let mut stretches = self.lineage.0.iter().skip_while(|&&(stretch, _)| stretch != stamp.stretch);
        stretches.next().is_some()
            && within(stretches.next().map_or(&self.base.counts(), |(_, counts)| counts))
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
