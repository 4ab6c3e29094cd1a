//! Tables with contiguous storage: items interned by content, ids found by hash, and memory of results keyed by pairs of ids.
//! Given by: the store (interning) and the checker (memory of results).
//! Gives: `Interner`, `IdTable` and `Memo`.
//! Holds: all are exact; they are emptied in constant time and keep their capacity.

use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::{BuildHasher, Hash};

/// A table larger than this shrinks when it is cleared nearly empty, so that small declarations stay in cache.
const LARGE: usize = 1 << 8;

/// By what something is found in a table.
pub(crate) fn hash_of(key: &(impl Hash + ?Sized)) -> u64 {
    FxBuildHasher.hash_one(key)
}

/// Number of slots after clearing: a large table that was nearly empty loses half of them.
fn size_after(size: usize, used: usize) -> usize {
    if size > LARGE && used * 8 < size { size / 2 } else { size }
}

/// What is interned.
pub(crate) trait Content {
    /// What it is found by; the rest of it follows from that.
    type Key: Hash + PartialEq + ?Sized;

    fn key(&self) -> &Self::Key;
}

/// Items with dense ids, each there once.
#[derive(Clone, Debug)]
pub(crate) struct Interner<T> {
    items: Vec<T>,
    places: Places,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Interner { items: Vec::new(), places: Places::default() }
    }
}

impl<T: Content> Interner<T> {
    /// The item with an id that is known to be there.
    pub(crate) fn at(&self, id: usize) -> &T {
        &self.items[id]
    }

    /// Number of items.
    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    /// The id of the item with this key, which has this hash.
    #[inline]
    pub(crate) fn find(&self, hash: u64, key: &T::Key) -> Option<usize> {
        let Places { tags, ids } = &self.places;
        let mask = tags.len().checked_sub(1)?;
        let (mut group, wanted) = (hash as usize & mask, tag(hash) * ONES);
        loop {
            // A byte that is zero, and perhaps one above it that is 1.
            let others = tags[group] ^ wanted;
            let mut alike = others.wrapping_sub(ONES) & !others & EMPTY;
            while alike != 0 {
                let id = ids[group][alike.trailing_zeros() as usize / GROUP] as usize;
                if self.items[id].key() == key {
                    return Some(id);
                }
                alike &= alike - 1;
            }
            if tags[group] & EMPTY != 0 {
                return None;
            }
            group = (group + 1) & mask;
        }
    }

    /// Adds an item that is not there.
    pub(crate) fn push(&mut self, hash: u64, item: T) -> usize {
        let id = self.items.len();
        if (id + 1) * 4 <= self.places.tags.len() * GROUP * 3 {
            self.items.push(item);
            self.places.put(hash, handle(id));
        } else {
            self.extend([item]);
        }
        id
    }

    /// Adds items that are not there.
    pub(crate) fn extend(&mut self, items: impl IntoIterator<Item = T>) {
        let mut first = self.items.len();
        self.items.extend(items);
        let least = self.items.len() * 4 / (GROUP * 3) + 1;
        if self.places.tags.len() < least {
            let groups = least.next_power_of_two().max(GROUP);
            self.places = Places { tags: vec![EMPTY; groups], ids: vec![[0; GROUP]; groups] };
            first = 0;
        }
        let new = self.items[first..].iter().zip(first..);
        new.for_each(|(item, id)| self.places.put(hash_of(item.key()), handle(id)));
    }

    /// Removes everything.
    pub(crate) fn clear(&mut self) {
        if !self.items.is_empty() {
            let Places { tags, ids } = &mut self.places;
            tags.truncate(size_after(tags.len() * GROUP, self.items.len()) / GROUP);
            ids.truncate(tags.len());
            tags.fill(EMPTY);
            self.items.clear();
        }
    }

    /// The items from a number on.
    pub(crate) fn since(&self, count: usize) -> &[T] {
        self.items.get(count..).unwrap_or_default()
    }
}

/// Ids in groups of eight, at the places that hashes say, or after them.
///
/// Seven bits of each hash stand apart, in one word for a group. Nearly always that word says whether an id is there, so the
/// processor need not wait for the rest of the table, which does not fit its caches
/// (the idea of Swiss tables: M. Kulukundis, CppCon 2017).
#[derive(Clone, Default, Debug)]
struct Places {
    /// For each id of a group a byte: the tag of its hash, or a mark that there is none.
    tags: Vec<u64>,
    ids: Vec<[u32; GROUP]>,
}

const GROUP: usize = 8;
/// One in each byte.
const ONES: u64 = u64::MAX / 0xff;
/// A group without ids; tags do not have this bit.
const EMPTY: u64 = ONES << 7;

/// Seven bits that have no part in the place of a hash.
fn tag(hash: u64) -> u64 {
    hash >> 57
}

impl Places {
    fn put(&mut self, hash: u64, id: u32) {
        let mask = self.tags.len() - 1;
        let mut group = hash as usize & mask;
        while self.tags[group] & EMPTY == 0 {
            group = (group + 1) & mask;
        }
        let slot = (self.tags[group] & EMPTY).trailing_zeros() as usize / GROUP;
        self.tags[group] ^= (tag(hash) | 0x80) << (slot * 8);
        self.ids[group][slot] = id;
    }
}

/// A table index as a handle; a table of more than 2³² entries does not fit in memory.
pub(crate) fn handle(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Two ids.
pub(crate) type Key = (u32, u32);

/// Results keyed by two ids.
#[derive(Clone, Default, Debug)]
pub(crate) struct Memo<V>(FxHashMap<u64, V>);

impl<V: Copy> Memo<V> {
    /// The result stored for a key.
    pub(crate) fn get(&self, (first, second): Key) -> Option<V> {
        self.0.get(&(u64::from(first) << 32 | u64::from(second))).copied()
    }

    /// Stores a result.
    pub(crate) fn insert(&mut self, (first, second): Key, value: V) {
        self.0.insert(u64::from(first) << 32 | u64::from(second), value);
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        let (size, used) = (self.0.capacity(), self.0.len());
        if used > 0 {
            self.0.clear();
            self.0.shrink_to(size_after(size, used));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Many of them have the same hash.
    #[derive(Clone, Copy, PartialEq, Debug)]
    struct Item(u32);

    impl Hash for Item {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            (self.0 % 7).hash(state);
        }
    }

    impl Content for Item {
        type Key = Item;

        fn key(&self) -> &Item {
            self
        }
    }

    #[test]
    fn items_are_found_by_content_until_they_are_cleared() {
        let mut interner = Interner::default();
        for round in 0..3 {
            for item in (0..500).map(Item) {
                assert_eq!(interner.find(hash_of(&item), &item), None, "{round}");
                interner.push(hash_of(&item), item);
            }
            assert!(
                (0..500).all(|id: u32| { interner.find(hash_of(&Item(id)), &Item(id)) == Some(id as usize) })
            );
            interner.clear();
        }
    }

    #[test]
    fn a_table_that_was_cleared_as_often_as_it_can_count_is_empty() {
        let mut interner = Interner::default();
        for round in 0..70_000 {
            let item = Item(round % 2);
            assert_eq!(interner.find(hash_of(&item), &item), None, "{round}");
            interner.push(hash_of(&item), item);
            interner.clear();
        }
    }

    #[test]
    fn a_cleared_memo_is_empty_and_remembers_again() {
        let mut memo = Memo::default();
        for round in 0..3 {
            for key in 0..10_000 {
                assert_eq!(memo.get((key, key % 3)), None);
                memo.insert((key, key % 3), round);
            }
            assert!((0..10_000).all(|key| memo.get((key, key % 3)) == Some(round)));
            memo.clear();
        }
    }
}
