//! Numbers about what was checked.
//! Given by: `command::kernel`.
//! Gives: counts by kind, times, memory, the largest declarations.
//! Holds: counts and sizes are the same in every run; times and memory are not.

use kernel::store::parts;
use kernel::{Constant, Environment, Kind, Store, TermId};
use lean::print::show_name;
use std::collections::BTreeMap;
use std::time::Duration;

/// So many of the largest declarations are listed.
const LARGEST: usize = 10;

/// Numbers about what was checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statistics {
    /// Number of constants of each kind.
    pub kinds: BTreeMap<&'static str, usize>,
    /// Number of different terms that are kept.
    pub terms: usize,
    /// Time of reading; none where the kernel reads and checks in one go.
    pub reading: Option<Duration>,
    /// Time of checking.
    pub checking: Duration,
    /// The largest amount of memory held, in kilobytes.
    pub memory: Option<u64>,
    /// The declarations with the most different terms in them, the largest first.
    pub largest: Vec<(String, usize)>,
}

/// Counts.
#[must_use]
pub fn statistics(
    store: &Store,
    environment: &Environment,
    (reading, checking): (Option<Duration>, Duration),
    memory: Option<u64>,
) -> Statistics {
    let mut kinds = BTreeMap::new();
    for constant in environment.constants() {
        *kinds.entry(plural(&constant.kind)).or_insert(0) += 1;
    }
    Statistics {
        kinds,
        terms: store.term_count(),
        reading,
        checking,
        memory,
        largest: largest(store, environment),
    }
}

fn plural(kind: &Kind) -> &'static str {
    match kind {
        Kind::Axiom => "axioms",
        Kind::Definition(..) => "definitions",
        Kind::Theorem(_) => "theorems",
        Kind::Opaque(_) => "opaque constants",
        Kind::Inductive(_) => "inductive types",
        Kind::Constructor(_) => "constructors",
        Kind::Recursor(_) => "recursors",
        Kind::Quotient(_) => "quotient constants",
    }
}

fn largest(store: &Store, environment: &Environment) -> Vec<(String, usize)> {
    let mut seen = vec![0_usize; store.term_count()];
    let mut sizes = Vec::new();
    for (position, constants) in environment.declarations().enumerate() {
        if let Some(first) = constants.first() {
            sizes.push((size(store, &roots(constants), &mut seen, position + 1), first.name));
        }
    }
    // The first ones come first among those of one size.
    sizes.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    sizes.into_iter().take(LARGEST).map(|(size, name)| (show_name(store, name), size)).collect()
}

/// Types and values; recursors follow from the rest of their block.
fn roots(constants: &[Constant]) -> Vec<TermId> {
    let stated = constants.iter().filter(|constant| !matches!(constant.kind, Kind::Recursor(_)));
    stated.flat_map(|constant| [Some(constant.of), constant.value()]).flatten().collect()
}

/// The number of different terms under these; `seen` tells for each term who counted it last.
fn size(store: &Store, roots: &[TermId], seen: &mut [usize], round: usize) -> usize {
    let mut count = 0;
    let mut pending = roots.to_vec();
    while let Some(term) = pending.pop() {
        if std::mem::replace(&mut seen[term.index()], round) != round {
            count += 1;
            pending.extend(parts(store.term_at(term)).map(|(part, _)| part));
        }
    }
    count
}
