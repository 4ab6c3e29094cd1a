//! What a search found, before it is a kernel term.
//! Given by: the search.
//! Gives: facts and derivations, to the replay and to the builder.
//! Holds: a fact rests on earlier facts only; a derivation says which lemma is applied to what, and nothing is left to be searched.

use super::ledger::{Combination, FactId, Ledger, Positive, Zero};
use super::lemmas::Lemma;
use kernel::{FreeId, TermId};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Why a fact holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Reason {
    /// The hypothesis at a position.
    Given(usize),
    /// Supposed in a case, under a variable; of a type that is no proposition nothing follows.
    Supposed(FreeId),
    /// A lemma applied to terms, then to facts.
    Lemma(Lemma, Vec<TermId>, Vec<FactId>),
    /// A lemma applied to terms, then to a proof by evaluation that a test is true.
    Evaluated(Lemma, Vec<TermId>),
    /// An implication applied to what it asks for.
    Apply(FactId, FactId),
}

impl Reason {
    /// The facts that it rests on directly.
    #[must_use]
    pub(crate) fn premises(&self) -> Vec<FactId> {
        match self {
            Reason::Given(_) | Reason::Supposed(_) | Reason::Evaluated(..) => Vec::new(),
            Reason::Lemma(_, _, premises) => premises.clone(),
            Reason::Apply(implication, premise) => vec![*implication, *premise],
        }
    }
}

/// A fact.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    /// What it says.
    pub(crate) statement: TermId,
    /// Why.
    pub(crate) reason: Reason,
    /// The suppositions that it rests on.
    pub(crate) suppositions: Rc<BTreeSet<FreeId>>,
}

/// A proof.
#[derive(Clone, Debug)]
pub(crate) enum Derivation {
    /// A fact.
    Fact(FactId),
    /// A negation and what it negates: a proof of `False`.
    Clash(FactId, FactId),
    /// A lemma applied to terms, then to proofs.
    Lemma(Lemma, Vec<TermId>, Vec<Derivation>),
    /// A proof under a variable of a type: a hypothesis or a value.
    Suppose(FreeId, TermId, Box<Derivation>),
    /// A combination that is a negative constant: a proof of `False`.
    Arithmetic(Rc<Combination>),
}

/// Facts and entries of the ledger.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trace {
    facts: Vec<Fact>,
    /// How the rows of arithmetic were obtained.
    pub(crate) ledger: Ledger,
}

impl Trace {
    /// Enters a fact.
    pub(crate) fn add(&mut self, statement: TermId, reason: Reason) -> FactId {
        let mut suppositions = BTreeSet::new();
        if let Reason::Supposed(variable) = &reason {
            let _ = suppositions.insert(*variable);
        }
        for fact in reason.premises().into_iter().filter_map(|id| self.fact(id)) {
            suppositions.extend(fact.suppositions.iter().copied());
        }
        self.facts.push(Fact { statement, reason, suppositions: Rc::new(suppositions) });
        FactId(u32::try_from(self.facts.len() - 1).unwrap_or(u32::MAX))
    }

    /// A fact.
    #[must_use]
    pub(crate) fn fact(&self, id: FactId) -> Option<&Fact> {
        self.facts.get(id.0 as usize)
    }

    /// The facts that a combination rests on, directly or through the ledger.
    #[must_use]
    pub(crate) fn facts_of(&self, combination: &Combination) -> BTreeSet<FactId> {
        let mut result = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut pending = vec![combination];
        while let Some(next) = pending.pop() {
            for &id in next.positives.keys().filter(|&&id| seen.insert((true, id.0))) {
                match self.ledger.positive_at(id) {
                    Some(Positive::Fact(fact)) => result.extend([*fact]),
                    Some(Positive::Product(a, b)) => pending.extend([a, b]),
                    Some(Positive::Cut { of, .. }) => pending.push(of),
                    None => {}
                }
            }
            for &id in next.zeros.keys().filter(|&&id| seen.insert((false, id.0))) {
                match self.ledger.zero_at(id) {
                    Some(Zero::Fact(fact)) => result.extend([*fact]),
                    Some(Zero::Opposite(a, b)) => pending.extend([a, b]),
                    None => {}
                }
            }
        }
        result
    }

    /// Whether a derivation uses a supposition.
    #[must_use]
    pub(crate) fn uses(&self, derivation: &Derivation, variable: FreeId) -> bool {
        let rests = |id: FactId| self.fact(id).is_some_and(|fact| fact.suppositions.contains(&variable));
        match derivation {
            Derivation::Fact(id) => rests(*id),
            Derivation::Clash(a, b) => rests(*a) || rests(*b),
            Derivation::Lemma(_, _, parts) => parts.iter().any(|part| self.uses(part, variable)),
            Derivation::Suppose(_, _, body) => self.uses(body, variable),
            Derivation::Arithmetic(combination) => self.facts_of(combination).into_iter().any(rests),
        }
    }
}
