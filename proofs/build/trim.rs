//! What is kept of everything that was declared: the library, what it reaches, and what texts on top of it expect to find.
//! Given by: the environment after the last text.
//! Gives: an environment that was checked from nothing, and where its parts end.
//! Holds: the order of declaration stays; nothing of the library itself is left out.

use crate::source::Part;
use kernel::{Declaration, Environment, NameId, Rejection, Store};
use lean::elaborate::State;

/// The prelude's families of names that proofs in documents may use.
const FAMILIES: &[&str] = &[
    "And",
    "Bool",
    "Classical",
    "Decidable",
    "Empty",
    "Eq",
    "False",
    "Fin",
    "Function",
    "HEq",
    "Inhabited",
    "List",
    "Nat",
    "Nonempty",
    "Not",
    "Option",
    "Or",
    "Prod",
    "PUnit",
    "Quot",
    "Subtype",
    "True",
    "Unit",
    "cond",
    "dite",
    "ite",
];

/// Checks again, from nothing, what is kept; `parts` are the ends of the parts before and after.
pub(crate) fn trim(
    store: &mut Store,
    whole: &Environment,
    state: &State,
    parts: &mut [(Part, usize)],
) -> Result<Environment, Rejection> {
    let roots = roots(store, whole, state, parts);
    let kept = whole.closure(store, &roots);
    let mut environment = Environment::new();
    for &position in &kept {
        if let Ok(declaration) = Declaration::of(whole.constants_of(position)) {
            environment.add(store, declaration)?;
        }
    }
    for (_, end) in parts {
        *end = kept.iter().filter(|&&position| position < *end).count();
    }
    Ok(environment)
}

/// The library's own names, those that attributes mention, and the families.
fn roots(store: &Store, whole: &Environment, state: &State, parts: &[(Part, usize)]) -> Vec<NameId> {
    let prelude = parts.first().map_or(0, |(_, end)| *end);
    let attributes = &state.attributes;
    let wanted = |name: NameId| {
        let dotted = store.show_name(name);
        let family = dotted.split('.').next().unwrap_or_default();
        whole.position(name).is_some_and(|position| position >= prelude)
            || FAMILIES.contains(&family)
            || attributes.classes.contains_key(&name)
            || attributes.instances.contains_key(&name)
    };
    whole.constants().iter().map(|constant| constant.name).filter(|&name| wanted(name)).collect()
}
