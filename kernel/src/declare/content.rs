//! Recognizes a definition by everything that it is made of.
//! Given by: `recognize`, for operations whose equations conversion cannot decide.
//! Gives: whether a definition is one that Lean has had.
//! Holds: all that computation can reach is compared, layer by layer; only names and kinds of binders and hints may differ.
//!
//! The files beside this one are excerpts of exports of Lean, with axioms in place of theorems: the value of a proof never
//! computes.

use crate::declaration::Declaration;
use crate::environment::{Constant, Environment, Kind};
use crate::name::NameId;
use crate::ndjson::{Claim, Reader};
use crate::store::Store;
use rustc_hash::FxHashSet;

const EXCERPTS: [&[u8]; 3] = [
    include_bytes!("lean/4.29.ndjson"),
    include_bytes!("lean/4.22.ndjson"),
    include_bytes!("lean/4.0-m2.ndjson"),
];

/// Whether a constant is the one of this name in an excerpt, with all that it is made of.
pub(super) fn is_known(store: &mut Store, environment: &Environment, name: NameId) -> bool {
    EXCERPTS.iter().any(|&excerpt| is_known_in(excerpt, store, environment, name))
}

fn is_known_in(excerpt: &[u8], store: &mut Store, environment: &Environment, name: NameId) -> bool {
    let mut reader = Reader::new(excerpt);
    let mut same = FxHashSet::default();
    while !same.contains(&name) {
        let constants = match reader.claim(store) {
            Ok(Some(Claim::Constant(Declaration::Constant(definition, value)))) => {
                vec![Constant::declared(&definition, value)]
            }
            Ok(Some(Claim::Block(_, records))) => records,
            _ => return false,
        };
        let own: Vec<NameId> = constants.iter().map(|constant| constant.name).collect();
        let is_known = |name: NameId| own.contains(&name) || same.contains(&name);
        if own.iter().all(|&name| environment.get(name).is_none()) {
            continue;
        }
        // One that differs shows that the others are not of this version either.
        if !constants.iter().all(|wanted| is_same(store, environment, wanted, is_known)) {
            return false;
        }
        same.extend(own);
    }
    true
}

/// Whether the constant of this name is what is wanted, and mentions only what is.
fn is_same(
    store: &Store,
    environment: &Environment,
    wanted: &Constant,
    is_known: impl Fn(NameId) -> bool,
) -> bool {
    let Some(found) = environment.get(wanted.name) else { return false };
    let values = match (&wanted.kind, &found.kind) {
        (Kind::Axiom, Kind::Axiom | Kind::Theorem(_) | Kind::Opaque(_)) => None,
        (Kind::Definition(wanted, _), &Kind::Definition(found, _)) => Some((*wanted, found)),
        (Kind::Inductive(wanted), Kind::Inductive(found)) if wanted == found => None,
        (Kind::Constructor(wanted), Kind::Constructor(found)) if wanted == found => None,
        // It is derived from the types.
        (Kind::Recursor(wanted), Kind::Recursor(found)) => return wanted.all == found.all,
        _ => return false,
    };
    wanted.levels == found.levels
        && values.into_iter().chain([(wanted.of, found.of)]).all(|(wanted, found)| {
            store.same(wanted, found) && !store.mentions(wanted, |name| !is_known(name))
        })
}
