//! How Lean calls what the kernel derives: names of recursors, of their binders and levels, and which binders are implicit.
//! Given by: `recursor`.
//! Gives: names, and kinds of binders.
//! Holds: but for the names of recursors nothing here has a meaning for the kernel.

use super::family::Local;
use crate::name::{Name, NameId};
use crate::store::Store;
use crate::term::{Binder, BinderKind, Term};
use rustc_hash::FxHashSet;

/// `T.rec` for each declared type, `T.rec_1`, `T.rec_2`, … of the first for auxiliary ones.
pub(super) fn recursor_name(store: &mut Store, all: &[NameId], position: usize) -> NameId {
    match all.get(position) {
        Some(&name) => store.name_text(name, "rec"),
        None => store.name_text(all[0], &format!("rec_{}", position - all.len() + 1)),
    }
}

/// `u`, or the first of `u_1`, `u_2`, … that is not a parameter of the block.
pub(super) fn unused_level(store: &mut Store, levels: &[NameId]) -> NameId {
    let mut name = store.name("u");
    let mut number = 1;
    while levels.contains(&name) {
        name = store.name(&format!("u_{number}"));
        number += 1;
    }
    name
}

/// `motive`, or one with a number where there are several.
pub(super) fn motive_name(store: &mut Store, number: usize, count: usize) -> NameId {
    if count == 1 { store.name("motive") } else { store.name(&format!("motive_{number}")) }
}

/// The last part of the name of a constructor.
pub(super) fn minor_name(store: &mut Store, constructor: NameId) -> NameId {
    match store.name_at(constructor).clone() {
        Name::Text(_, part) => store.name_text(NameId::ANONYMOUS, &part),
        _ => constructor,
    }
}

/// The name of a field with `_ih` added to its last part, before the marks (from `_@` on) that keep names of macros apart.
pub(super) fn hypothesis_name(store: &mut Store, name: NameId) -> NameId {
    let (mut plain, mut marks) = (name, 0);
    let (mut layers, mut next) = (Vec::new(), name);
    loop {
        let layer = store.name_at(next).clone();
        next = match &layer {
            Name::Anonymous => break,
            &Name::Text(prefix, _) | &Name::Number(prefix, _) => prefix,
        };
        let is_mark = matches!(&layer, Name::Text(_, text) if **text == *"_@");
        layers.push(layer);
        if is_mark {
            (plain, marks) = (next, layers.len());
        }
    }
    let result = match store.name_at(plain).clone() {
        Name::Text(prefix, text) => store.name_text(prefix, &format!("{text}_ih")),
        _ => store.name_text(plain, "_ih"),
    };
    layers[..marks].iter().rev().fold(result, |prefix, layer| match layer {
        Name::Text(_, text) => store.name_text(prefix, text),
        Name::Number(_, number) => store.name_number(prefix, *number),
        Name::Anonymous => prefix,
    })
}

/// A binder that a later explicit binder's type mentions can be found from that one.
pub(super) fn make_implicit(store: &Store, binders: &mut [Local]) {
    let (mut seen, mut mentioned) = (FxHashSet::default(), FxHashSet::default());
    let explicit = |binder: &Binder| binder.kind == BinderKind::Explicit;
    for (id, binder, of) in binders.iter_mut().rev().filter(|(_, binder, _)| explicit(binder)) {
        if mentioned.contains(id) {
            binder.kind = BinderKind::Implicit;
            continue;
        }
        let enter = |term| store.has_free(term) && seen.insert(term);
        store.any_layer(*of, enter, |layer| {
            if let Term::Free(variable) = layer {
                mentioned.insert(variable);
            }
            false
        });
    }
}
