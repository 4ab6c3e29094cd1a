//! What elaboration remembers of the library, as lines of text.
//! Given by: the state after the last text.
//! Gives: the lines that `src/memory.rs` reads back.
//! Holds: the order of the lines does not depend on tables' order; a name that would not be read back is an error.

use kernel::{Environment, Name, NameId, Store};
use lean::elaborate::State;
use std::collections::BTreeSet;

/// All records about names of an environment; the name that cannot be written, if there is one.
pub(crate) fn remember(store: &Store, environment: &Environment, state: &State) -> Result<String, String> {
    let attributes = &state.attributes;
    let mut lines = BTreeSet::new();
    let mut add = |kind: &str, name: NameId, rest: Vec<String>| -> Result<(), String> {
        if environment.get(name).is_some() {
            let mut fields = vec![kind.to_string(), spell(store, name)?];
            fields.extend(rest);
            lines.insert(fields.join("\t"));
        }
        Ok(())
    };
    for (&name, class) in &attributes.classes {
        add("class", name, class.outputs.iter().map(usize::to_string).collect())?;
    }
    for &name in &attributes.reducible {
        add("reducible", name, Vec::new())?;
    }
    for &name in &attributes.irreducible {
        add("irreducible", name, Vec::new())?;
    }
    for &name in &attributes.eliminators {
        add("eliminator", name, Vec::new())?;
    }
    for (&name, info) in &state.structures {
        let fields = info.fields.iter().map(|&(field, parent)| {
            let parent = parent.map_or(Ok(String::new()), |parent| spell(store, parent));
            Ok(format!("{}:{}", spell(store, field)?, parent?))
        });
        add("structure", name, fields.collect::<Result<_, String>>()?)?;
    }
    for (&name, count) in &state.equations {
        add("equations", name, vec![count.to_string()])?;
    }
    for &name in &state.protected {
        add("protected", name, Vec::new())?;
    }
    let mut text: Vec<String> = lines.into_iter().collect();
    text.extend(ordered(store, state)?);
    Ok(text.join("\n") + "\n")
}

/// The records whose order within a list counts.
fn ordered(store: &Store, state: &State) -> Result<Vec<String>, String> {
    let attributes = &state.attributes;
    let mut lists = Vec::new();
    for (&class, names) in &attributes.by_class {
        let class = spell(store, class)?;
        let lines = names.iter().filter_map(|name| {
            let priority = attributes.instances.get(name)?.priority;
            Some(spell(store, *name).map(|name| format!("instance\t{name}\t{class}\t{priority}")))
        });
        lists.push((format!("1{class}"), lines.collect::<Result<Vec<_>, _>>()?));
    }
    for (&class, names) in &attributes.default_instances {
        let class = spell(store, class)?;
        let lines = names.iter().map(|(name, priority)| {
            Ok::<_, String>(format!("default\t{}\t{class}\t{priority}", spell(store, *name)?))
        });
        lists.push((format!("2{class}"), lines.collect::<Result<_, _>>()?));
    }
    for (&key, names) in &attributes.named {
        let key = spell(store, key)?;
        let lines =
            names.iter().map(|&name| Ok::<_, String>(format!("named\t{}\t{key}", spell(store, name)?)));
        lists.push((format!("3{key}"), lines.collect::<Result<_, _>>()?));
    }
    for (&short, names) in &state.exported {
        let short = spell(store, short)?;
        let lines =
            names.iter().map(|&name| Ok::<_, String>(format!("exported\t{short}\t{}", spell(store, name)?)));
        lists.push((format!("4{short}"), lines.collect::<Result<_, _>>()?));
    }
    lists.sort();
    Ok(lists.into_iter().flat_map(|(_, lines)| lines).collect())
}

/// A name with dots, if it can be told from its dots again.
fn spell(store: &Store, name: NameId) -> Result<String, String> {
    let dotted = store.show_name(name);
    let mut next = name;
    loop {
        match store.name_at(next) {
            Name::Anonymous => return Ok(dotted),
            Name::Text(prefix, part) if !part.contains(['.', '\t', '\n', ':']) => next = *prefix,
            Name::Text(..) | Name::Number(..) => return Err(dotted),
        }
    }
}
