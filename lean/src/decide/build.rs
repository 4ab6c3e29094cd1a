//! Traces as kernel terms.
//! Given by: a derivation and the trace that it rests on.
//! Gives: a proof term over the free variables of goal and hypotheses.
//! Holds: makes applications of listed lemmas only; believes nothing: a wrong trace gives a term that the kernel refuses.

use super::ledger::FactId;
use super::lemmas::Lemma;
use super::reader::Reader;
use super::trace::{Derivation, Reason, Trace};
use super::vocabulary::{Vocabulary, anonymous};
use super::{Hypothesis, reflect};
use kernel::{FreeId, LevelId, Store, Term, TermId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// Everything a proof term is made from.
pub(crate) struct Builder<'a> {
    pub(crate) store: &'a mut Store,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) reader: &'a Reader,
    pub(crate) trace: &'a Trace,
    pub(crate) hypotheses: &'a [Hypothesis],
    pub(crate) lemmas: &'a mut FxHashMap<Lemma, TermId>,
    facts: FxHashMap<FactId, TermId>,
    /// Facts with proofs of their own stand as variables until the place where everything that they rest on is bound.
    named: BTreeMap<FactId, Named>,
    used: BTreeSet<usize>,
}

/// A fact that stands as a variable.
#[derive(Clone, Copy)]
struct Named {
    variable: FreeId,
    statement: TermId,
    proof: TermId,
}

/// A term, and the positions of the hypotheses in it.
pub(crate) struct Built {
    pub(crate) term: TermId,
    pub(crate) used: BTreeSet<usize>,
}

/// The term of a derivation; nothing if the trace does not hold together.
pub(crate) fn build(mut builder: Builder<'_>, derivation: &Derivation) -> Option<Built> {
    let term = builder.derivation(derivation)?;
    let term = builder.bind(term, None);
    Some(Built { term, used: builder.used })
}

impl<'a> Builder<'a> {
    pub(crate) fn new(
        store: &'a mut Store,
        vocabulary: &'a Vocabulary,
        (reader, trace): (&'a Reader, &'a Trace),
        hypotheses: &'a [Hypothesis],
        lemmas: &'a mut FxHashMap<Lemma, TermId>,
    ) -> Self {
        let (facts, named, used) = (FxHashMap::default(), BTreeMap::new(), BTreeSet::new());
        Builder { store, vocabulary, reader, trace, hypotheses, lemmas, facts, named, used }
    }

    fn derivation(&mut self, derivation: &Derivation) -> Option<TermId> {
        match derivation {
            Derivation::Fact(id) => self.fact(*id),
            Derivation::Clash(no, yes) => {
                let (no, yes) = (self.fact(*no)?, self.fact(*yes)?);
                Some(self.store.apply(no, &[yes]))
            }
            Derivation::Lemma(lemma, arguments, parts) => {
                let parts = parts.iter().map(|part| self.derivation(part)).collect::<Option<Vec<_>>>()?;
                Some(self.lemma(*lemma, arguments, &parts))
            }
            Derivation::Suppose(variable, of, body) => {
                let body = self.derivation(body)?;
                let body = self.bind(body, Some(*variable));
                Some(self.store.close_lambda(&[(*variable, anonymous(), *of)], body))
            }
            Derivation::Arithmetic(combination) => reflect::refutation(self, combination),
        }
    }

    /// The proof of a fact. Premises stand before what rests on them, so that no recursion is needed.
    pub(crate) fn fact(&mut self, id: FactId) -> Option<TermId> {
        let mut needed = BTreeSet::new();
        let mut pending = vec![id];
        while let Some(next) = pending.pop() {
            if !self.facts.contains_key(&next) && needed.insert(next) {
                pending.extend(self.trace.premises(&self.trace.fact(next)?.reason));
            }
        }
        for next in needed {
            let fact = self.trace.fact(next)?;
            let mut term = self.reason(&fact.reason)?;
            if let Reason::Proved(_) = fact.reason {
                let variable = self.store.fresh_free();
                let named = Named { variable, statement: fact.statement, proof: term };
                let _ = self.named.insert(next, named);
                term = self.store.free(variable);
            }
            let _ = self.facts.insert(next, term);
        }
        self.facts.get(&id).copied()
    }

    /// Gives the named facts in a term their proofs: those that rest on a variable, or those that are left.
    fn bind(&mut self, mut term: TermId, supposition: Option<FreeId>) -> TermId {
        let rests = |id: &FactId| {
            let fact = self.trace.fact(*id);
            supposition.is_none_or(|variable| fact.is_some_and(|fact| fact.suppositions.contains(&variable)))
        };
        let candidates: Vec<Named> =
            self.named.iter().rev().filter(|(id, _)| rests(id)).map(|(_, named)| *named).collect();
        let (mut seen, mut found) = (FxHashSet::default(), FxHashSet::default());
        mentioned(self.store, term, &mut seen, &mut found);
        let (mut group, mut below) = (Vec::new(), FxHashSet::default());
        for named in candidates {
            if below.contains(&named.variable) {
                found.extend(below.drain());
                term = self.give(term, &group);
                group.clear();
            }
            if found.contains(&named.variable) {
                mentioned(self.store, named.proof, &mut FxHashSet::default(), &mut below);
                group.push(named);
            }
        }
        self.give(term, &group)
    }

    /// A term with proofs for facts of which none rests on another.
    fn give(&mut self, term: TermId, group: &[Named]) -> TermId {
        let bound: Vec<_> =
            group.iter().map(|named| (named.variable, anonymous(), named.statement)).collect();
        let proofs: Vec<TermId> = group.iter().map(|named| named.proof).collect();
        let function = self.store.close_lambda(&bound, term);
        self.store.apply(function, &proofs)
    }

    fn reason(&mut self, reason: &Reason) -> Option<TermId> {
        match reason {
            Reason::Given(position) => {
                let _ = self.used.insert(*position);
                self.hypotheses.get(*position).map(|hypothesis| hypothesis.proof)
            }
            Reason::Supposed(variable) => Some(self.store.free(*variable)),
            Reason::Lemma(lemma, arguments, premises) => {
                let premises = premises
                    .iter()
                    .map(|premise| self.facts.get(premise).copied())
                    .collect::<Option<Vec<_>>>()?;
                Some(self.lemma(*lemma, arguments, &premises))
            }
            Reason::Evaluated(lemma, arguments) => {
                let evaluated = self.vocabulary.evaluated(self.store);
                Some(self.lemma(*lemma, arguments, &[evaluated]))
            }
            Reason::Apply(implication, premise) => {
                let (implication, premise) = (*self.facts.get(implication)?, *self.facts.get(premise)?);
                Some(self.store.apply(implication, &[premise]))
            }
            Reason::Proved(derivation) => self.derivation(derivation),
        }
    }

    pub(crate) fn lemma(&mut self, lemma: Lemma, arguments: &[TermId], parts: &[TermId]) -> TermId {
        let constant = match lemma {
            Lemma::ExistsElim => self.existence(arguments),
            _ => match self.lemmas.get(&lemma) {
                Some(&known) => known,
                None => {
                    let constant = self.store.constant_named(lemma.name());
                    let _ = self.lemmas.insert(lemma, constant);
                    constant
                }
            },
        };
        let applied = self.store.apply(constant, arguments);
        self.store.apply(applied, parts)
    }

    /// `Exists.elim` at the universe of the witness's type: that of values unless it is a proposition.
    fn existence(&mut self, arguments: &[TermId]) -> TermId {
        let name = self.store.name(Lemma::ExistsElim.name());
        let level = match arguments.first().map(|&of| self.store.term_at(of)) {
            Some(Term::Sort(level)) => self.store.level_successor(level),
            _ => LevelId::ONE,
        };
        self.store.constant(name, &[level])
    }
}

/// Collects the free variables of a term.
fn mentioned(store: &Store, term: TermId, seen: &mut FxHashSet<TermId>, found: &mut FxHashSet<FreeId>) {
    let mut pending = vec![term];
    while let Some(next) = pending.pop() {
        if !store.facts_at(next).has_free || !seen.insert(next) {
            continue;
        }
        match store.term_at(next) {
            Term::Free(variable) => found.extend([variable]),
            Term::Apply(a, b) | Term::Lambda(_, a, b) | Term::Pi(_, a, b) => pending.extend([a, b]),
            Term::Let { of, value, body, .. } => pending.extend([of, value, body]),
            Term::Project(_, _, of) => pending.push(of),
            _ => {}
        }
    }
}
