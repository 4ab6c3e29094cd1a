//! An obligation with its proof as a theorem of its own.
//! Given by: `verify`, with the term that the prover found.
//! Gives: a closed declaration, and the theorem applied to the context of the obligation.
//! Holds: only what goal and proof mention is quantified; a term that mentions anything else is refused.

use elaborator::obligations::{Local, Obligation};
use kernel::{Constant, Declaration, FreeId, Kind, NameId, Store, Term, TermId};
use rustc_hash::FxHashSet;

/// A theorem applied to variables and hypotheses of the context that it was made in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Applied {
    /// The proof of the obligation's goal, over the context's free variables.
    pub proof: TermId,
}

/// A term mentions a free variable that its context does not have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ScopeError(pub FreeId);

/// The theorem of an obligation; with `proof` as its proof, or an axiom if there is none.
///
/// # Errors
/// If the proof mentions a variable that the context does not have.
pub fn theorem(
    store: &mut Store,
    name: NameId,
    obligation: &Obligation,
    proof: Option<TermId>,
) -> Result<(Declaration, Applied), ScopeError> {
    let used = used(store, obligation, proof)?;
    let bound: Vec<_> = used.iter().map(|local| (local.variable, local.binder, local.of)).collect();
    let of = store.close_pi(&bound, obligation.goal);
    let kind = match proof {
        Some(proof) => Kind::Theorem(store.close_lambda(&bound, proof)),
        None => Kind::Axiom,
    };
    let arguments: Vec<TermId> = used.iter().map(|local| store.free(local.variable)).collect();
    let head = store.constant(name, &[]);
    let applied = Applied { proof: store.apply(head, &arguments) };
    Ok((Declaration::Constant(Constant { name, levels: Vec::new(), of, kind }), applied))
}

/// The part of the context that is needed, in its order: all hypotheses for an assumption, else those of the proof.
fn used(store: &Store, obligation: &Obligation, proof: Option<TermId>) -> Result<Vec<Local>, ScopeError> {
    let mut wanted = FxHashSet::default();
    let mut seen = FxHashSet::default();
    mentioned(store, obligation.goal, &mut seen, &mut wanted);
    match proof {
        Some(proof) => mentioned(store, proof, &mut seen, &mut wanted),
        None => wanted.extend(obligation.hypotheses.iter().map(|local| local.variable)),
    }
    for hypothesis in &obligation.hypotheses {
        if wanted.contains(&hypothesis.variable) {
            mentioned(store, hypothesis.of, &mut seen, &mut wanted);
        }
    }
    let all = obligation.variables.iter().chain(&obligation.hypotheses);
    let used: Vec<Local> = all.filter(|local| wanted.contains(&local.variable)).copied().collect();
    for local in &used {
        wanted.remove(&local.variable);
    }
    match wanted.into_iter().min() {
        Some(stranger) => Err(ScopeError(stranger)),
        None => Ok(used),
    }
}

/// Collects the free variables of a term.
fn mentioned(store: &Store, term: TermId, seen: &mut FxHashSet<TermId>, found: &mut FxHashSet<FreeId>) {
    let mut stack = vec![term];
    while let Some(id) = stack.pop() {
        if !store.facts_at(id).has_free || !seen.insert(id) {
            continue;
        }
        match store.term_at(id) {
            Term::Free(variable) => {
                found.insert(variable);
            }
            Term::Apply(function, argument) => stack.extend([function, argument]),
            Term::Lambda(_, domain, body) | Term::Pi(_, domain, body) => stack.extend([domain, body]),
            Term::Let { of, value, body, .. } => stack.extend([of, value, body]),
            Term::Project(_, _, of) => stack.push(of),
            _ => {}
        }
    }
}
