//! The decision procedure for integers and truth values: from a goal to a proof term.
//! Given by: the tactic of the Lean front end and the verifier, with hypotheses and a budget.
//! Gives: a proof term of the goal over its free variables and the hypotheses that it needs, or why there is none.
//! Holds: nothing depends on time; what is found is replayed, and is still only a claim until the kernel has checked it.

mod arithmetic;
mod branch;
mod budget;
mod build;
mod claim;
mod hull;
mod integer;
mod interval;
mod ledger;
mod lemmas;
mod number;
mod polynomial;
mod product;
mod reader;
mod reflect;
mod replay;
mod rules;
mod search;
mod simplex;
mod square;
#[cfg(test)]
mod tests;
mod trace;
pub mod view;
pub mod vocabulary;

pub use lemmas::{LEMMAS, Lemma};

use branch::{Branch, Context};
use budget::Budget;
use kernel::{Environment, Store, TermId};
use ledger::FactId;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use trace::{Derivation, Reason, Trace};
use vocabulary::Vocabulary;

/// Something known: a proof and the proposition it proves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hypothesis {
    /// The proof.
    pub proof: TermId,
    /// What it proves.
    pub statement: TermId,
}

/// A proof that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proof {
    /// The term.
    pub term: TermId,
    /// The positions of the hypotheses that occur in it, in order.
    pub used: Vec<usize>,
    /// Steps that the search took.
    pub steps: u64,
    /// The time that making the term took; shown, and without influence on anything.
    pub rebuilding: Duration,
}

/// Why there is no proof.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// What stood in the way.
    pub reason: FailureReason,
    /// Steps that the search took.
    pub steps: u64,
}

/// What stood in the way of a proof.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FailureReason {
    /// Every way was tried.
    NotFound,
    /// The steps were used up.
    Limit,
    /// The environment lacks a lemma that the proof needs.
    MissingLemma(&'static str),
    /// What was found does not add up: a mistake of the procedure, caught before the kernel.
    Inconsistent,
}

/// So many ranges of outcomes do not get in the way.
const RANGES: usize = 16;

/// Looks for a proof of a goal from hypotheses, in at most `limit` steps.
pub fn decide(
    store: &mut Store,
    environment: &Environment,
    hypotheses: &[Hypothesis],
    goal: TermId,
    limit: u64,
) -> Result<Proof, Failure> {
    let vocabulary = Vocabulary::new(store);
    let mut context = Context {
        store,
        vocabulary,
        reader: reader::Reader::default(),
        trace: Trace::default(),
        budget: Budget::new(limit),
        joined: BTreeSet::new(),
        common: Vec::new(),
    };
    let found = find(&mut context, hypotheses, goal);
    let steps = context.budget.used();
    let fail = |reason| Failure { reason, steps };
    let derivation = found.map_err(fail)?;
    let Context { store, vocabulary, reader, trace, .. } = context;
    let start = Instant::now();
    let mut used_lemmas = FxHashMap::default();
    let builder = build::Builder::new(store, &vocabulary, (&reader, &trace), hypotheses, &mut used_lemmas);
    let built = build::build(builder, &derivation).ok_or_else(|| fail(FailureReason::Inconsistent))?;
    let mut lemmas: Vec<Lemma> = used_lemmas.into_keys().collect();
    lemmas.sort_unstable();
    let present =
        |lemma: &Lemma| store.find_name(lemma.name()).is_some_and(|name| environment.get(name).is_some());
    match lemmas.iter().find(|lemma| !present(lemma)) {
        Some(lemma) => Err(fail(FailureReason::MissingLemma(lemma.name()))),
        None => {
            let used = built.used.into_iter().collect();
            Ok(Proof { term: built.term, used, steps, rebuilding: start.elapsed() })
        }
    }
}

/// The search, and the replay of what it found.
fn find(
    context: &mut Context<'_>,
    hypotheses: &[Hypothesis],
    goal: TermId,
) -> Result<Derivation, FailureReason> {
    let facts: Vec<FactId> = (hypotheses.iter().enumerate())
        .map(|(position, hypothesis)| context.trace.add(hypothesis.statement, Reason::Given(position)))
        .collect();
    match search(context, &facts, goal) {
        Err(budget::Exhausted) => Err(FailureReason::Limit),
        Ok(None) => Err(FailureReason::NotFound),
        Ok(Some(derivation)) if replay::holds(context, &derivation) => Ok(derivation),
        Ok(Some(_)) => Err(FailureReason::Inconsistent),
    }
}

/// The search from all facts; before it, if there are many of them, one without the ranges of sums and products.
fn search(context: &mut Context<'_>, facts: &[FactId], goal: TermId) -> search::Found {
    let plain: Vec<FactId> =
        facts.iter().copied().filter(|&fact| !is_range_of_operation(context, fact)).collect();
    if facts.len() - plain.len() > RANGES {
        let before = context.budget.narrow(context.budget.left() / 8);
        let found = search::prove(context, Branch::of(&plain), goal);
        let more = context.budget.widen(before);
        if matches!(found, Ok(Some(_))) || !more {
            return found;
        }
    }
    search::prove(context, Branch::of(facts), goal)
}

/// Whether a fact says only that the outcome of an operation is a machine integer.
fn is_range_of_operation(context: &mut Context<'_>, fact: FactId) -> bool {
    let Some(statement) = context.trace.fact(fact).map(|fact| fact.statement) else { return false };
    let (head, arguments) = context.store.spine(statement);
    let range = context.vocabulary.constant(vocabulary::Head::Range);
    let &[value] = arguments.as_slice() else { return false };
    head == range && context.vocabulary.integer_view(context.store, value).0 != view::Integer::Opaque
}
