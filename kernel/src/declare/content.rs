//! What Lean declares, in excerpts of exports, and whether a declaration is that by everything that it is made of.
//! Given by: `recognize` and `quotient`.
//! Gives: constants as Lean has them, laws of operations, and a yes or no.
//! Holds: all that computation can reach is compared, layer by layer; only names and kinds of binders, names of universe
//! parameters, and hints may differ.
//!
//! Axioms stand for theorems, whose values never compute, and for what is asked for by its type only.

use crate::environment::{Constant, Environment, Kind};
use crate::name::{Name, NameId};
use crate::ndjson::{Claim, Reader};
use crate::store::Store;
use crate::term::TermId;
use rustc_hash::FxHashSet;

/// Equality and the types of quotients.
pub(super) const QUOTIENT: &[u8] = include_bytes!("lean/quotient.ndjson");
/// The types of literals, and what string literals are made of.
pub(super) const LITERALS: &[u8] = include_bytes!("lean/literals.ndjson");
/// Operations, each with its laws: equations whose names begin with its own.
const ARITHMETIC: &[u8] = include_bytes!("lean/arithmetic.ndjson");
/// Operations that Lean does not define by structural recursion, with all that they are made of in some versions.
pub(super) const VERSIONS: [&[u8]; 3] = [
    include_bytes!("lean/4.29.ndjson"),
    include_bytes!("lean/4.22.ndjson"),
    include_bytes!("lean/4.0-m2.ndjson"),
];

/// The constants of the next declaration of an excerpt.
pub(super) fn next_constants(excerpt: &mut Reader<&[u8]>, store: &mut Store) -> Option<Vec<Constant>> {
    match excerpt.claim(store).ok()?? {
        Claim::Constant(definition, value) => Some(vec![Constant::declared(&definition, value)]),
        Claim::Block(_, records) => Some(records),
        Claim::Quotient(record) => Some(vec![record]),
    }
}

/// The type of an operation by structural recursion, then its laws.
pub(super) fn laws(store: &mut Store, operation: NameId) -> Vec<TermId> {
    let (mut excerpt, mut laws) = (Reader::new(ARITHMETIC), Vec::new());
    while let Some(constants) = next_constants(&mut excerpt, store) {
        let is_law = |it: &Constant| matches!(store.name_at(it.name), Name::Text(of, _) if *of == operation);
        laws.extend(constants.iter().filter(|it| it.name == operation || is_law(it)).map(|it| it.of));
    }
    laws
}

impl Environment {
    /// Whether constants are those of these names in an excerpt, with all that they are made of.
    pub(super) fn are_as_in(&self, store: &mut Store, excerpt: &[u8], wanted: &[NameId]) -> bool {
        let (mut excerpt, mut same) = (Reader::new(excerpt), FxHashSet::default());
        while !wanted.iter().all(|name| same.contains(name)) {
            let Some(constants) = next_constants(&mut excerpt, store) else { return false };
            let own: Vec<NameId> = constants.iter().map(|constant| constant.name).collect();
            let is_known = |name: NameId| own.contains(&name) || same.contains(&name);
            if constants.iter().all(|constant| self.has_same(store, constant, is_known)) {
                same.extend(own);
            }
        }
        true
    }

    /// Whether the constant of this name is what is wanted, up to names of binders and universe parameters, and mentions
    /// only what is known. An axiom stands for anything of its type: for a proof, or for what never computes.
    fn has_same(&self, store: &mut Store, wanted: &Constant, is_known: impl Fn(NameId) -> bool) -> bool {
        let Some(found) = self.get(wanted.name) else { return false };
        let values = match (&wanted.kind, &found.kind) {
            (Kind::Axiom, _) => None,
            (Kind::Definition(wanted, _), &Kind::Definition(found, _)) => Some((*wanted, found)),
            (Kind::Inductive(wanted), Kind::Inductive(found)) if wanted == found => None,
            (Kind::Constructor(wanted), Kind::Constructor(found)) if wanted == found => None,
            // It is derived from the types.
            (Kind::Recursor(wanted), Kind::Recursor(found)) => return wanted.all == found.all,
            _ => return false,
        };
        let levels: Vec<_> = found.levels.iter().map(|&name| store.level_parameter(name)).collect();
        wanted.levels.len() == levels.len()
            && values.into_iter().chain([(wanted.of, found.of)]).all(|(term, found)| {
                let term = store.instantiate_levels(term, &wanted.levels, &levels);
                store.same(term, found) && !store.mentions(term, |name| !is_known(name))
            })
    }
}
