//! Names in the store.
//! Given by: whoever names something.
//! Gives: `NameId`, and back from it one layer of a name or its text.
//! Holds: equal names have equal ids.

use super::Store;
use crate::table::hash_of;
use crate::{Name, NameId};

impl Store {
    /// Interns a name.
    pub fn intern_name(&mut self, name: Name) -> NameId {
        NameId(self.find_or_add(&name, |_| name.clone()))
    }

    /// The name `prefix.part`.
    pub fn name_text(&mut self, prefix: NameId, part: &str) -> NameId {
        self.intern_name(Name::Text(prefix, part.into()))
    }

    /// The name `prefix.number`.
    pub fn name_number(&mut self, prefix: NameId, number: u64) -> NameId {
        self.intern_name(Name::Number(prefix, number))
    }

    /// The name written with dots; every part is text. For names that the workspace itself writes down.
    pub fn name(&mut self, dotted: &str) -> NameId {
        dotted.split('.').fold(NameId::ANONYMOUS, |prefix, part| self.name_text(prefix, part))
    }

    /// The name written with dots if it was ever interned.
    pub fn find_name(&self, dotted: &str) -> Option<NameId> {
        dotted.split('.').try_fold(NameId::ANONYMOUS, |prefix, part| {
            let name = Name::Text(prefix, part.into());
            self.find::<Name>(hash_of(&name), &name).map(NameId)
        })
    }

    /// One layer of a name.
    pub fn name_at(&self, id: NameId) -> &Name {
        self.item(id.index())
    }

    /// The name with dots between its parts, without any escaping: for messages and for tables of known names.
    pub fn show_name(&self, id: NameId) -> String {
        let (mut name, mut parts) = (id, Vec::new());
        loop {
            let (prefix, part) = match self.name_at(name) {
                Name::Text(prefix, part) => (prefix, part.to_string()),
                Name::Number(prefix, number) => (prefix, number.to_string()),
                Name::Anonymous => break,
            };
            parts.push(part);
            name = *prefix;
        }
        parts.reverse();
        parts.join(".")
    }
}
