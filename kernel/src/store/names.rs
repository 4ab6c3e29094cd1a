//! Names in the store.
//! Given by: whoever names something.
//! Gives: `NameId`, and back from it one layer of a name or its text.
//! Holds: equal names have equal ids.

use super::Store;
use super::tier::of_text;
use crate::name::{Name, NameId};
use crate::table::{Content, mix};

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
            None => self.add_name(Name::Text(prefix, part.into())),
        }
    }

    fn find_text(&self, prefix: NameId, part: &str) -> Option<NameId> {
        let same = |name: &Name| matches!(name, Name::Text(p, t) if *p == prefix && **t == *part);
        let hash = mix(of_text(part), u64::from(prefix.0));
        self.find(hash, same).map(NameId)
    }

    /// Adds a name that is not there.
    pub(super) fn add_name(&mut self, name: Name) -> NameId {
        NameId(self.add(name.hash(), name))
    }

    /// The name `prefix.number`.
    pub fn name_number(&mut self, prefix: NameId, number: u64) -> NameId {
        let name = Name::Number(prefix, number);
        match self.find(name.hash(), |other: &Name| *other == name) {
            Some(id) => NameId(id),
            None => self.add_name(name),
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
        self.item(id.index())
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
        self.base.names.len() + self.top.names.len()
    }
}
