//! Names in the store.
//! Given by: whoever names something.
//! Gives: `NameId`, and back from it one layer of a name or its text.
//! Holds: equal names have equal ids.

use super::{Store, handle};
use crate::name::{Name, NameId};
use crate::table::mix;

impl Store {
    /// Interns a name.
    pub fn intern_name(&mut self, name: Name) -> NameId {
        match name {
            Name::Anonymous => NameId::ANONYMOUS,
            Name::Text(prefix, part) => self.name_text(prefix, &part),
            Name::Number(prefix, number) => self.name_number(prefix, number),
        }
    }

    /// The name `prefix.part`.
    pub fn name_text(&mut self, prefix: NameId, part: &str) -> NameId {
        match self.find_text(prefix, part) {
            Some(id) => id,
            None => self.push_name(Name::Text(prefix, part.into())),
        }
    }

    fn find_text(&self, prefix: NameId, part: &str) -> Option<NameId> {
        let same =
            |id: u32| matches!(&self.names[id as usize], Name::Text(p, t) if *p == prefix && **t == *part);
        self.name_table.find(hash_text(prefix, part), same).map(NameId)
    }

    pub(super) fn push_name(&mut self, name: Name) -> NameId {
        let id = handle(self.names.len());
        let hash = hash_name(&name);
        self.names.push(name);
        self.name_table.insert(hash, id);
        NameId(id)
    }

    /// The name `prefix.number`.
    pub fn name_number(&mut self, prefix: NameId, number: u64) -> NameId {
        let name = Name::Number(prefix, number);
        let same = |id: u32| self.names[id as usize] == name;
        match self.name_table.find(hash_name(&name), same) {
            Some(id) => NameId(id),
            None => self.push_name(name),
        }
    }

    /// The name written with dots; every part is text. For names that the workspace itself writes down.
    pub fn name(&mut self, dotted: &str) -> NameId {
        dotted.split('.').fold(NameId::ANONYMOUS, |prefix, part| self.name_text(prefix, part))
    }

    /// The name written with dots if it was ever interned.
    #[must_use]
    pub fn find_name(&self, dotted: &str) -> Option<NameId> {
        dotted.split('.').try_fold(NameId::ANONYMOUS, |prefix, part| self.find_text(prefix, part))
    }

    /// One layer of a name.
    #[must_use]
    pub fn name_at(&self, id: NameId) -> &Name {
        &self.names[id.index()]
    }

    /// The name with dots between its parts, without any escaping: for messages and for tables of known names.
    #[must_use]
    pub fn show_name(&self, id: NameId) -> String {
        let mut parts = Vec::new();
        let mut next = id;
        loop {
            match self.name_at(next) {
                Name::Anonymous => break,
                Name::Text(prefix, part) => {
                    parts.push(part.to_string());
                    next = *prefix;
                }
                Name::Number(prefix, number) => {
                    parts.push(number.to_string());
                    next = *prefix;
                }
            }
        }
        parts.reverse();
        parts.join(".")
    }

    /// Whether a name starts with this part.
    pub(crate) fn root_is(&self, name: NameId, root: &str) -> bool {
        let mut next = name;
        loop {
            match self.name_at(next) {
                Name::Anonymous => return false,
                Name::Text(NameId::ANONYMOUS, part) => return **part == *root,
                Name::Text(prefix, _) | Name::Number(prefix, _) => next = *prefix,
            }
        }
    }

    /// Number of names, one more than the largest index.
    #[must_use]
    pub fn name_count(&self) -> usize {
        self.names.len()
    }
}

fn hash_name(name: &Name) -> u64 {
    match name {
        Name::Anonymous => 0,
        Name::Text(prefix, part) => hash_text(*prefix, part),
        Name::Number(prefix, number) => mix(mix(1, u64::from(prefix.0)), *number),
    }
}

fn hash_text(prefix: NameId, part: &str) -> u64 {
    part.as_bytes().chunks(8).fold(mix(2, u64::from(prefix.0)), |hash, chunk| {
        mix(hash, chunk.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)))
    })
}
