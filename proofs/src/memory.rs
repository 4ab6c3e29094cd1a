//! What elaboration remembers of the library, read back from the lines that the build step wrote.
//! Given by: `build/remember.rs`, one record a line, fields separated by tabs, names with dots.
//! Gives: the `State` that texts on top of the library start from.
//! Holds: a line that is not of the format is an error; nothing read here can make a proof count.

use kernel::{NameId, Store};
use lean::elaborate::State;
use lean::elaborate::state::{Class, Instance, StructureInfo};

/// Reads all records; none if a line is malformed.
pub(crate) fn read(text: &str, store: &mut Store) -> Option<State> {
    let mut state = State::default();
    for line in text.lines() {
        let mut fields = line.split('\t');
        let kind = fields.next()?;
        let name = store.name(fields.next()?);
        let rest: Vec<&str> = fields.collect();
        record(kind, name, &rest, store, &mut state)?;
    }
    Some(state)
}

fn record(kind: &str, name: NameId, rest: &[&str], store: &mut Store, state: &mut State) -> Option<()> {
    let attributes = &mut state.attributes;
    match (kind, rest) {
        ("class", outputs) => {
            let outputs = outputs.iter().map(|text| text.parse().ok()).collect::<Option<_>>()?;
            attributes.classes.insert(name, Class { outputs });
        }
        ("instance", [class, priority]) => {
            let instance = Instance { class: store.name(class), priority: priority.parse().ok()? };
            attributes.instances.insert(name, instance);
            attributes.by_class.entry(instance.class).or_default().push(name);
        }
        ("default", [class, priority]) => {
            let list = attributes.default_instances.entry(store.name(class)).or_default();
            list.push((name, priority.parse().ok()?));
        }
        ("reducible", []) => attributes.reducible.extend([name]),
        ("irreducible", []) => attributes.irreducible.extend([name]),
        ("eliminator", []) => attributes.eliminators.extend([name]),
        ("named", [key]) => attributes.named.entry(store.name(key)).or_default().push(name),
        ("structure", fields) => {
            let fields = fields.iter().map(|text| field(text, store)).collect::<Option<_>>()?;
            state.structures.insert(name, StructureInfo { fields });
        }
        ("equations", [count]) => state.equations.extend([(name, count.parse().ok()?)]),
        ("protected", []) => state.protected.extend([name]),
        ("exported", [target]) => {
            let target = store.name(target);
            state.exported.entry(name).or_default().push(target);
        }
        _ => return None,
    }
    Some(())
}

/// A field and the parent whose value it is, after a colon.
fn field(text: &str, store: &mut Store) -> Option<(NameId, Option<NameId>)> {
    let (field, parent) = text.split_once(':')?;
    let parent = (!parent.is_empty()).then(|| store.name(parent));
    Some((store.name(field), parent))
}
