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

    /// The layers of a name, the last part first.
    fn layers(&self, id: NameId) -> impl Iterator<Item = &Name> {
        std::iter::successors(Some(self.name_at(id)), |layer| match layer {
            Name::Text(prefix, _) | Name::Number(prefix, _) => Some(self.name_at(*prefix)),
            Name::Anonymous => None,
        })
    }

    /// The name with dots between its parts, without any escaping: for messages and for tables of known names.
    pub fn show_name(&self, id: NameId) -> String {
        let part = |layer: &Name| match layer {
            Name::Text(_, part) => Some(part.to_string()),
            Name::Number(_, number) => Some(number.to_string()),
            Name::Anonymous => None,
        };
        let mut parts: Vec<String> = self.layers(id).filter_map(part).collect();
        parts.reverse();
        parts.join(".")
    }

    /// Whether a name starts with this part.
    pub(crate) fn root_is(&self, name: NameId, root: &str) -> bool {
        let is_root = |layer: &Name| matches!(layer, Name::Text(NameId::ANONYMOUS, part) if **part == *root);
        self.layers(name).any(is_root)
    }
}
