//! The order in which units are declared.
//! Given by: `read`, the units of an input.
//! Gives: their positions, each after what it depends on, or as the input has them.
//! Holds: every unit comes exactly once; units that depend on each other in a circle come in some order, for the kernel to refuse.

use super::claim::{Claim, Claimed, Promise, Unit};
use kernel::store::parts;
use kernel::{Environment, NameId, Store, Term, TermId};
use rustc_hash::{FxHashMap, FxHashSet};

/// What literals and quotient types need without mentioning it.
const NUMBERS: &[&str] = &["Nat"];
const TEXTS: &[&str] = &["Nat", "List", "Char", "Char.ofNat", "String"];
const TEXT_MAKER: &[&str] = &["String.ofList"];
const QUOTIENTS: &[&str] = &["Eq"];

/// Puts units into an order in which they can be declared.
pub(super) fn order(store: &Store, claims: &[Claim], units: &[Unit], promise: Promise) -> Vec<usize> {
    if promise.ordered {
        let mut positions: Vec<usize> = (0..units.len()).collect();
        positions.sort_by_key(|&unit| units[unit].parts().into_iter().max());
        return positions;
    }
    let mut owners = FxHashMap::default();
    for (position, unit) in units.iter().enumerate() {
        for part in unit.parts() {
            owners.insert(claims[part].head.name, position);
        }
        if let Unit::Block(block) = unit {
            owners.extend(block.recursors.iter().map(|&part| (claims[part].head.name, position)));
        }
    }
    Ordering { store, claims, units, owners }.order()
}

/// What a declaration of these terms needs for its literals and the input does not have.
pub(super) fn left_out(store: &Store, environment: &Environment, terms: &[TermId]) -> Option<&'static str> {
    let missing = |names: &[&'static str]| {
        let known = |name: &str| store.find_name(name).is_some_and(|name| environment.get(name).is_some());
        names.iter().copied().find(|name| !known(name))
    };
    let mut seen = FxHashSet::default();
    let mut pending = terms.to_vec();
    while let Some(term) = pending.pop() {
        if !seen.insert(term) {
            continue;
        }
        let layer = store.term_at(term);
        let found = match layer {
            Term::Natural(_) => missing(NUMBERS),
            Term::Text(_) => missing(TEXTS),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        pending.extend(parts(layer).map(|(part, _)| part));
    }
    None
}

struct Ordering<'a> {
    store: &'a Store,
    claims: &'a [Claim],
    units: &'a [Unit],
    owners: FxHashMap<NameId, usize>,
}

impl Ordering<'_> {
    /// Depth first, each unit after those it needs.
    fn order(&self) -> Vec<usize> {
        let mut seen = vec![false; self.units.len()];
        let mut order = Vec::with_capacity(self.units.len());
        for start in 0..self.units.len() {
            if std::mem::replace(&mut seen[start], true) {
                continue;
            }
            let mut open = vec![(start, self.needs(start))];
            while let Some((unit, needs)) = open.last_mut() {
                match needs.pop() {
                    Some(next) if std::mem::replace(&mut seen[next], true) => {}
                    Some(next) => open.push((next, self.needs(next))),
                    None => {
                        order.push(*unit);
                        open.pop();
                    }
                }
            }
        }
        order
    }

    /// The units that a unit mentions, the last one first.
    fn needs(&self, unit: usize) -> Vec<usize> {
        let mut names = Vec::new();
        let mut seen = FxHashSet::default();
        for part in self.units[unit].parts() {
            let claim = &self.claims[part];
            for term in claim.terms() {
                self.mentioned(term, &mut seen, &mut names);
            }
            if claim.what == Claimed::Quotient {
                names.extend(self.known(QUOTIENTS));
            }
        }
        let mut units: Vec<usize> = names.iter().filter_map(|name| self.owners.get(name).copied()).collect();
        units.reverse();
        units
    }

    fn mentioned(&self, term: TermId, seen: &mut FxHashSet<TermId>, names: &mut Vec<NameId>) {
        let mut pending = vec![term];
        while let Some(term) = pending.pop() {
            if !seen.insert(term) {
                continue;
            }
            let layer = self.store.term_at(term);
            match layer {
                Term::Constant(name, _) | Term::Project(name, ..) => names.push(name),
                Term::Natural(_) => names.extend(self.known(NUMBERS)),
                Term::Text(_) => names.extend(self.known(TEXTS).chain(self.known(TEXT_MAKER))),
                _ => {}
            }
            pending.extend(parts(layer).map(|(part, _)| part));
        }
    }

    fn known<'a>(&self, names: &'a [&str]) -> impl Iterator<Item = NameId> + use<'_, 'a> {
        names.iter().filter_map(|name| self.store.find_name(name))
    }
}
