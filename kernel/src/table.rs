//! Two hash tables with contiguous storage: ids found by content, and memory of results keyed by pairs of ids.
//! Given by: the store (interning) and the checker (memory of results).
//! Gives: `IdTable` and `Memo`.
//! Holds: both are exact; they are emptied without losing their capacity, a memo even in constant time.

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
    /// Half of the hash, and the id plus one; or zeros where nothing is.
    slots: Vec<(u32, u32)>,
    used: usize,
}

fn half(hash: u64) -> u32 {
    (hash.wrapping_mul(MULTIPLIER) >> 32) as u32
}

impl IdTable {
    /// The id with this hash whose content is the same.
    pub(crate) fn find(&self, hash: u64, same: impl Fn(u32) -> bool) -> Option<u32> {
        if self.used == 0 {
            return None;
        }
        let half = half(hash);
        let mask = self.slots.len() - 1;
        let mut position = half as usize & mask;
        loop {
            let (other, id) = self.slots[position];
            let id = id.checked_sub(1)?;
            if other == half && same(id) {
                return Some(id);
            }
            position = (position + 1) & mask;
        }
    }

    /// Adds an id that is not there.
    pub(crate) fn insert(&mut self, hash: u64, id: u32) {
        if (self.used + 1) * 2 > self.slots.len() {
            let size = (self.slots.len() * 2).max(SMALLEST);
            self.resize(size);
        }
        self.put(half(hash), id + 1);
        self.used += 1;
    }

    /// Makes room for so many more ids, so that none of them makes the table grow.
    pub(crate) fn reserve(&mut self, count: usize) {
        self.resize(((self.used + count) * 2 + SMALLEST).next_power_of_two());
    }

    fn resize(&mut self, size: usize) {
        let old = std::mem::replace(&mut self.slots, vec![(0, 0); size]);
        for (half, id) in old.into_iter().filter(|(_, id)| *id != 0) {
            self.put(half, id);
        }
    }

    fn put(&mut self, half: u32, id: u32) {
        let mask = self.slots.len() - 1;
        let mut position = half as usize & mask;
        while self.slots[position].1 != 0 {
            position = (position + 1) & mask;
        }
        self.slots[position] = (half, id);
    }

    /// Removes everything, in time proportional to what was there.
    pub(crate) fn clear(&mut self) {
        if self.slots.len() > LARGE && self.used * 16 < self.slots.len() {
            let half = self.slots.len() / 2;
            self.slots.truncate(half);
        }
        self.slots.fill((0, 0));
        self.used = 0;
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
    fn ids_are_found_by_content_until_the_table_is_cleared() {
        let mut table = IdTable::default();
        let hash = |id: u32| u64::from(id % 7);
        for round in 0..3 {
            for id in 0..500 {
                assert_eq!(table.find(hash(id), |other| other == id), None, "{round}");
                table.insert(hash(id), id);
            }
            assert!((0..500).all(|id| table.find(hash(id), |other| other == id) == Some(id)));
            table.clear();
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
