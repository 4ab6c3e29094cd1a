//! Numbers about what was checked.
//! Given by: `command::kernel`.
//! Gives: counts by kind, times, memory, the largest declarations.
//! Holds: counts and sizes are the same in every run; times and memory are not.

use super::declaration::name_of;
use kernel::store::parts;
use kernel::{Declaration, Environment, Kind, Store, TermId, Value};
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
    for (position, declaration) in environment.declarations().iter().enumerate() {
        if let Some(name) = name_of(declaration) {
            sizes.push((size(store, &roots(declaration), &mut seen, position + 1), name));
        }
    }
    // The first ones come first among those of one size.
    sizes.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    sizes.into_iter().take(LARGEST).map(|(size, name)| (show_name(store, name), size)).collect()
}

fn roots(declaration: &Declaration) -> Vec<TermId> {
    match declaration {
        Declaration::Constant(definition, value) => match *value {
            Value::Axiom => vec![definition.of],
            Value::Definition(body, ..) | Value::Theorem(body) | Value::Opaque(body) => {
                vec![definition.of, body]
            }
        },
        Declaration::Inductive(block) => {
            let constructors = block.types.iter().flat_map(|of| &of.constructors);
            block.types.iter().map(|of| of.of).chain(constructors.map(|constructor| constructor.of)).collect()
        }
        Declaration::Quotient => Vec::new(),
    }
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
