//! Which of the binders that follow each other bind something.
//! Given by: the printer, which writes `→` and `_` for those that do not.
//! Gives: an answer for each binder.
//! Holds: one walk, whatever the number of binders.

use kernel::{Store, Term, TermId};
use rustc_hash::FxHashSet;

/// For bodies of binders, each the body of the term before, whether the variable of its binder occurs in it.
pub(super) fn occurrences(store: &Store, bodies: &[TermId]) -> Vec<bool> {
    let mut found = vec![false; bodies.len()];
    // Terms with the number of those binders above them, and of others below those.
    let mut stack: Vec<(TermId, u32, u32)> = Vec::new();
    for ((position, &body), above) in bodies.iter().enumerate().zip(1..) {
        match store.term_at(body) {
            Term::Lambda(_, domain, _) | Term::Pi(_, domain, _) if position + 1 < bodies.len() => {
                stack.push((domain, above, 0));
            }
            _ => stack.push((body, above, 0)),
        }
    }
    let mut seen = FxHashSet::default();
    while let Some((id, above, inner)) = stack.pop() {
        if store.facts_at(id).loose <= inner || !seen.insert((id, above, inner)) {
            continue;
        }
        match store.term_at(id) {
            Term::Bound(index) => {
                let binder = (above + inner).checked_sub(index + 1);
                let slot = binder.and_then(|binder| found.get_mut(binder as usize));
                slot.into_iter().for_each(|found| *found = true);
            }
            Term::Apply(function, argument) => {
                stack.extend([(function, above, inner), (argument, above, inner)]);
            }
            Term::Lambda(_, domain, body) | Term::Pi(_, domain, body) => {
                stack.extend([(domain, above, inner), (body, above, inner + 1)]);
            }
            Term::Let { of, value, body, .. } => {
                stack.extend([(of, above, inner), (value, above, inner), (body, above, inner + 1)]);
            }
            Term::Project(_, _, of) => stack.push((of, above, inner)),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Binder, BinderKind, NameId};

    const BINDER: Binder = Binder { name: NameId::ANONYMOUS, kind: BinderKind::Explicit };

    /// Some term of a depth; `choices` decides which.
    fn term(store: &mut Store, depth: u32, choices: &mut u64) -> TermId {
        let mut choose = |count: u64| {
            *choices =
                choices.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (*choices >> 33) % count
        };
        if depth == 0 {
            let index = u32::try_from(choose(6)).unwrap_or(0);
            return store.bound(index);
        }
        let kind = choose(4);
        let a = term(store, depth - 1, choices);
        let b = term(store, depth - 1, choices);
        match kind {
            0 => store.apply(a, &[b]),
            1 => store.lambda(BINDER, a, b),
            _ => store.pi(BINDER, a, b),
        }
    }

    /// Whether a bound variable occurs, by its definition.
    fn occurs(store: &Store, id: TermId, index: u32) -> bool {
        match store.term_at(id) {
            Term::Bound(other) => other == index,
            Term::Apply(a, b) => occurs(store, a, index) || occurs(store, b, index),
            Term::Lambda(_, a, b) | Term::Pi(_, a, b) => {
                occurs(store, a, index) || occurs(store, b, index + 1)
            }
            _ => false,
        }
    }

    #[test]
    fn a_walk_finds_what_each_binder_binds() {
        let (mut store, mut choices) = (Store::new(), 1);
        let mut answers = [0, 0];
        for _ in 0..2_000 {
            let mut bodies = vec![term(&mut store, 5, &mut choices)];
            while let Term::Lambda(_, _, inner) | Term::Pi(_, _, inner) =
                store.term_at(bodies[bodies.len() - 1])
            {
                bodies.push(inner);
            }
            for (&body, found) in bodies.iter().zip(occurrences(&store, &bodies)) {
                assert_eq!(found, occurs(&store, body, 0));
                answers[usize::from(found)] += 1;
            }
        }
        assert!(answers.iter().all(|&count| count > 100), "{answers:?}");
    }
}
