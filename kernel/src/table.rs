//! Two hash tables with contiguous storage: ids found by content, and memory of results keyed by pairs of ids.
//! Given by: the store (interning) and the checker (memory of results).
//! Gives: `IdTable` and `Memo`.
//! Holds: both are exact; a memo is emptied in constant time and keeps its capacity; the last id of a table can be removed again.

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;
const SMALLEST: usize = 64;
/// A memo larger than this shrinks when it is cleared nearly empty, so that small declarations stay in cache.
const LARGE: usize = 1 << 12;

/// Folds one more word into a hash.
pub(crate) fn mix(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(25) ^ word).wrapping_mul(MULTIPLIER)
}

fn place(hash: u64, mask: usize) -> usize {
    ((hash ^ (hash >> 32)).wrapping_mul(MULTIPLIER) >> 29) as usize & mask
}

/// Ids found by the hash of what they stand for; the content itself lives with the owner.
#[derive(Clone, Debug, Default)]
pub(crate) struct IdTable {
    /// An id plus one, or zero where nothing is.
    slots: Vec<u32>,
    /// Number of ids; they are 0, 1, … without gaps.
    used: u32,
}

impl IdTable {
    /// The id with this hash whose content is the same.
    pub(crate) fn find(&self, hash: u64, same: impl Fn(u32) -> bool) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut position = place(hash, mask);
        loop {
            match self.slots[position].checked_sub(1) {
                None => return None,
                Some(id) if same(id) => return Some(id),
                Some(_) => position = (position + 1) & mask,
            }
        }
    }

    /// Adds the next id; ids are added in order, without gaps.
    pub(crate) fn insert(&mut self, hash: u64, id: u32, hash_of: impl Fn(u32) -> u64) {
        if (self.used as usize + 1) * 2 > self.slots.len() {
            self.grow(hash_of);
        }
        self.put(hash, id);
    }

    /// Makes room in an empty table for so many ids, so that none of them makes it grow.
    pub(crate) fn reserve(&mut self, count: usize) {
        if self.used == 0 {
            self.slots = vec![0; (count * 2 + SMALLEST).next_power_of_two()];
        }
    }

    fn put(&mut self, hash: u64, id: u32) {
        let mask = self.slots.len() - 1;
        let mut position = place(hash, mask);
        while self.slots[position] != 0 {
            position = (position + 1) & mask;
        }
        self.slots[position] = id + 1;
        self.used += 1;
    }

    /// Keeps the order of insertion, which `remove_last` relies on.
    fn grow(&mut self, hash_of: impl Fn(u32) -> u64) {
        let size = (self.slots.len() * 2).max(SMALLEST);
        let count = self.used;
        self.slots = vec![0; size];
        self.used = 0;
        for id in 0..count {
            self.put(hash_of(id), id);
        }
    }

    /// Removes the largest id. No later id was ever placed past it, so its slot just becomes empty.
    pub(crate) fn remove_last(&mut self, hash: u64, id: u32) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut position = place(hash, mask);
        while self.slots[position] != id + 1 {
            if self.slots[position] == 0 {
                return;
            }
            position = (position + 1) & mask;
        }
        self.slots[position] = 0;
        self.used -= 1;
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u64,
    stamp: u32,
    value: u32,
}

/// Results keyed by one or two ids.
#[derive(Clone, Debug)]
pub(crate) struct Memo {
    slots: Vec<Slot>,
    /// Slots with another stamp are empty.
    stamp: u32,
    used: usize,
}

impl Default for Memo {
    fn default() -> Self {
        Memo { slots: Vec::new(), stamp: 1, used: 0 }
    }
}

/// The key of a pair of ids.
pub(crate) fn pair(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

impl Memo {
    /// The result stored for a key.
    pub(crate) fn get(&self, key: u64) -> Option<u32> {
        if self.used == 0 {
            return None;
        }
        let slot = self.slots[self.position(key)];
        (slot.stamp == self.stamp).then_some(slot.value)
    }

    /// Stores a result.
    pub(crate) fn insert(&mut self, key: u64, value: u32) {
        if (self.used + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let position = self.position(key);
        if self.slots[position].stamp != self.stamp {
            self.used += 1;
        }
        self.slots[position] = Slot { key, stamp: self.stamp, value };
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        if self.slots.len() > LARGE && self.used * 16 < self.slots.len() {
            let half = self.slots.len() / 2;
            self.slots.truncate(half);
        }
        self.used = 0;
        match self.stamp.checked_add(1) {
            Some(stamp) => self.stamp = stamp,
            None => {
                self.slots.fill(Slot::default());
                self.stamp = 1;
            }
        }
    }

    /// Where the key is, or the empty slot where it would be.
    fn position(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut position = place(key.wrapping_mul(MULTIPLIER), mask);
        while self.slots[position].stamp == self.stamp && self.slots[position].key != key {
            position = (position + 1) & mask;
        }
        position
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(SMALLEST);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        for slot in old.into_iter().filter(|slot| slot.stamp == self.stamp) {
            let position = self.position(slot.key);
            self.slots[position] = slot;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_was_removed_is_not_found_and_the_others_are() {
        let mut table = IdTable::default();
        let hash = |id: u32| u64::from(id % 7);
        for id in 0..500 {
            table.insert(hash(id), id, hash);
        }
        for id in (200..500).rev() {
            table.remove_last(hash(id), id);
        }
        for id in 0..500 {
            assert_eq!(table.find(hash(id), |other| other == id), (id < 200).then_some(id));
        }
    }

    #[test]
    fn a_cleared_memo_is_empty_and_remembers_again() {
        let mut memo = Memo::default();
        for round in 0..3 {
            for key in 0..10_000 {
                assert_eq!(memo.get(key), None);
                memo.insert(key, round);
            }
            assert!((0..10_000).all(|key| memo.get(key) == Some(round)));
            memo.clear();
        }
    }
}
