//! What a search found, before it is a kernel term.
//! Given by: the search.
//! Gives: facts and derivations, to the replay and to the builder.
//! Holds: a fact rests on earlier facts only; a derivation says which lemma is applied to what, and nothing is left to be searched.

use super::ledger::{Combination, FactId, Ledger, Positive, Zero};
use super::lemmas::Lemma;
use super::polynomial::Atom;
use kernel::{FreeId, TermId};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Why a fact holds.
#[derive(Clone, Debug)]
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
    /// A proof of its own.
    Proved(Rc<Derivation>),
}

/// Takes out the suppositions that a derivation makes itself.
fn closed_in(derivation: &Derivation, suppositions: &mut BTreeSet<FreeId>) {
    match derivation {
        Derivation::Fact(_) | Derivation::Clash(..) | Derivation::Arithmetic(_) => {}
        Derivation::Lemma(_, _, parts) => parts.iter().for_each(|part| closed_in(part, suppositions)),
        Derivation::Suppose(variable, _, body) => {
            let _ = suppositions.remove(variable);
            closed_in(body, suppositions);
        }
    }
}

impl Reason {
    fn premises(&self) -> Vec<FactId> {
        match self {
            Reason::Given(_) | Reason::Supposed(_) | Reason::Evaluated(..) => Vec::new(),
            Reason::Lemma(_, _, premises) => premises.clone(),
            Reason::Apply(implication, premise) => vec![*implication, *premise],
            Reason::Proved(_) => Vec::new(),
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

/// What a combination mentions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grounds {
    /// The facts whose comparisons are combined.
    pub(crate) facts: BTreeSet<FactId>,
    /// The atoms of squares, and of factors of equations.
    pub(crate) atoms: BTreeSet<Atom>,
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
        for fact in self.premises(&reason).into_iter().filter_map(|id| self.fact(id)) {
            suppositions.extend(fact.suppositions.iter().copied());
        }
        if let Reason::Proved(derivation) = &reason {
            closed_in(derivation, &mut suppositions);
        }
        self.facts.push(Fact { statement, reason, suppositions: Rc::new(suppositions) });
        FactId(u32::try_from(self.facts.len() - 1).unwrap_or(u32::MAX))
    }

    /// The facts that a reason rests on directly; those of a proof are all that it mentions.
    #[must_use]
    pub(crate) fn premises(&self, reason: &Reason) -> Vec<FactId> {
        match reason {
            Reason::Proved(derivation) => {
                let mut facts = BTreeSet::new();
                self.mentioned(derivation, &mut facts);
                facts.into_iter().collect()
            }
            _ => reason.premises(),
        }
    }

    /// Collects the facts that a derivation mentions.
    pub(crate) fn mentioned(&self, derivation: &Derivation, facts: &mut BTreeSet<FactId>) {
        match derivation {
            Derivation::Fact(id) => facts.extend([*id]),
            Derivation::Clash(a, b) => facts.extend([*a, *b]),
            Derivation::Lemma(_, _, parts) => parts.iter().for_each(|part| self.mentioned(part, facts)),
            Derivation::Suppose(_, _, body) => self.mentioned(body, facts),
            Derivation::Arithmetic(combination) => facts.extend(self.facts_of(combination)),
        }
    }

    /// A fact.
    #[must_use]
    pub(crate) fn fact(&self, id: FactId) -> Option<&Fact> {
        self.facts.get(id.0 as usize)
    }

    /// The facts that a combination rests on, directly or through the ledger.
    #[must_use]
    pub(crate) fn facts_of(&self, combination: &Combination) -> BTreeSet<FactId> {
        self.grounds_of(combination).facts
    }

    /// What a combination mentions, directly or through the ledger.
    #[must_use]
    pub(crate) fn grounds_of(&self, combination: &Combination) -> Grounds {
        let mut result = Grounds::default();
        let mut seen = BTreeSet::new();
        let mut pending = vec![combination];
        while let Some(next) = pending.pop() {
            for &id in next.positives.keys().filter(|&&id| seen.insert((true, id.0))) {
                match self.ledger.positive_at(id) {
                    Some(Positive::Fact(fact)) => result.facts.extend([*fact]),
                    Some(Positive::Product(a, b)) => pending.extend([a, b]),
                    Some(Positive::Cut { of, .. }) => pending.push(of),
                    Some(Positive::Square(of)) => result.atoms.extend(of.atoms()),
                    None => {}
                }
            }
            for factor in next.zeros.values() {
                result.atoms.extend(factor.atoms());
            }
            for &id in next.zeros.keys().filter(|&&id| seen.insert((false, id.0))) {
                match self.ledger.zero_at(id) {
                    Some(Zero::Fact(fact)) => result.facts.extend([*fact]),
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
