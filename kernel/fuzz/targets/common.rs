//! What the targets share.
//! Given by: the targets.
//! Gives: limits under which every input ends soon, and the check that nothing false was accepted.
//! Holds: only what is proved without axioms counts as false.

use kernel::{Environment, Kind, Limits, Store, Term};

/// Every input is judged in milliseconds.
pub(crate) const LIMITS: Limits = Limits { depth: 400, steps: 20_000, terms: 50_000 };

/// Panics if a constant without axioms is of a type named `False` that has no constructor.
pub(crate) fn no_proof_of_false(store: &Store, environment: &Environment) {
    let Some(name) = store.find_name("False") else { return };
    let is_empty = |kind: &Kind| matches!(kind, Kind::Inductive(of) if of.constructors.is_empty());
    if !environment.get(name).is_some_and(|found| is_empty(&found.kind)) {
        return;
    }
    for constant in environment.constants() {
        let is_false = matches!(store.term_at(constant.of), Term::Constant(of, _) if of == name);
        if is_false && !matches!(constant.kind, Kind::Axiom) {
            assert!(!environment.axioms(store, &[constant.name]).is_empty(), "False is proved");
        }
    }
}
