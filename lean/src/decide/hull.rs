//! What the cases of a fact have in common: bounds of a value that each of them determines.
//! Given by: the search, when many facts fall into cases.
//! Gives: comparisons that hold in every case, so that the cases need not be told apart.
//! Holds: every bound is added with its proof, which tells the cases of one fact apart and nothing else.

use super::arithmetic::{Arithmetic, Row};
use super::branch::{Branch, Context};
use super::budget::Exhausted;
use super::interval::{Intervals, intervals};
use super::ledger::{Combination, FactId, Positive};
use super::lemmas::Lemma;
use super::number::Number;
use super::polynomial::Polynomial;
use super::reader::polynomial_term;
use super::rules::{self, Alternatives};
use super::search::suppose;
use super::trace::{Derivation, Reason};
use super::view::Proposition;
use kernel::{FreeId, TermId};
use std::rc::Rc;

/// Fewer facts with cases are left to case distinctions.
const FACTS: usize = 4;
/// Facts with more cases are left alone.
const CASES: usize = 4;
/// Bounds that take more bits say nothing of use.
const BITS: u64 = 72;

/// A case of a fact.
struct Case {
    variable: FreeId,
    statement: TermId,
    state: State,
}

enum State {
    /// It is contradictory.
    Dead(Derivation),
    /// What holds in it.
    Alive(Box<Branch>, Intervals),
}

/// Adds what the cases of each fact have in common. Answers whether there is anything.
pub(crate) fn join(context: &mut Context<'_>, branch: &mut Branch) -> Result<bool, Exhausted> {
    let mut joins = Vec::new();
    for id in branch.open.clone() {
        let Some(alternatives) = alternatives_of(context, id) else { continue };
        let values = determined(context, &alternatives);
        let new = !context.joined.contains(&id);
        if new && !values.is_empty() && alternatives.takes_fact && alternatives.cases.len() <= CASES {
            joins.push((id, alternatives, values));
        }
    }
    if joins.len() < FACTS {
        return Ok(false);
    }
    let mut found = false;
    for (id, alternatives, values) in joins {
        let cases = cases(context, branch, &alternatives)?;
        for (value, others) in values {
            let facts = common(context, branch, (id, &alternatives, &cases), (value, &others))?;
            found |= !facts.is_empty();
            keep(context, id, facts);
        }
        if let Some(done) = branch.saturate(context)? {
            drop(done);
            return Ok(true);
        }
    }
    Ok(found)
}

/// Remembers facts that rest on no supposition for all that is still to be proved.
fn keep(context: &mut Context<'_>, id: FactId, facts: Vec<FactId>) {
    let anywhere = |&fact: &FactId| context.trace.fact(fact).is_some_and(|fact| fact.suppositions.is_empty());
    if facts.iter().all(anywhere) {
        let _ = context.joined.insert(id);
        context.common.extend(facts);
    }
}

fn alternatives_of(context: &mut Context<'_>, id: FactId) -> Option<Alternatives> {
    let statement = context.trace.fact(id)?.statement;
    rules::alternatives(context.store, &context.vocabulary, statement)
}

/// Terms that every case says an equation about, each with the other sides.
fn determined(context: &mut Context<'_>, alternatives: &Alternatives) -> Vec<(TermId, Vec<TermId>)> {
    let mut equations = alternatives.cases.iter().map(|&case| equations(context, case));
    let Some(first) = equations.next() else { return Vec::new() };
    let others: Vec<Vec<(TermId, TermId)>> = equations.collect();
    let in_all = |term: TermId, side: TermId| {
        let mut sides = vec![side];
        for case in &others {
            let &(_, side) = case.iter().find(|(of, _)| *of == term)?;
            if !sides.contains(&side) {
                sides.push(side);
            }
        }
        Some((term, sides))
    };
    first.into_iter().filter_map(|(term, side)| in_all(term, side)).collect()
}

/// The equations of integers in a conjunction.
fn equations(context: &mut Context<'_>, statement: TermId) -> Vec<(TermId, TermId)> {
    let (mut result, mut pending) = (Vec::new(), vec![statement]);
    while let Some(next) = pending.pop() {
        match context.vocabulary.proposition(context.store, next) {
            Proposition::And(p, q) => pending.extend([q, p]),
            Proposition::Equal(a, b) => result.push((a, b)),
            _ => {}
        }
    }
    result
}

fn cases(
    context: &mut Context<'_>,
    branch: &Branch,
    alternatives: &Alternatives,
) -> Result<Vec<Case>, Exhausted> {
    let mut cases = Vec::new();
    for &statement in &alternatives.cases {
        let (variable, mut inner) = suppose(context, branch, statement);
        let state = match inner.saturate(context)? {
            Some(done) => State::Dead(done),
            None => {
                let intervals = intervals(&inner.arithmetic, &mut context.budget)?;
                State::Alive(Box::new(inner), intervals)
            }
        };
        cases.push(Case { variable, statement, state });
    }
    Ok(cases)
}

/// Adds bounds of the difference of a value from each of the other sides; if some are missing, bounds of the value.
fn common(
    context: &mut Context<'_>,
    branch: &mut Branch,
    fact: (FactId, &Alternatives, &[Case]),
    (value, others): (TermId, &[TermId]),
) -> Result<Vec<FactId>, Exhausted> {
    let zero = context.vocabulary.integer(context.store, &0.into());
    let shared = shared(context, others);
    let (mut found, mut missing) = (Vec::new(), false);
    for &other in others.iter().chain(&shared).chain([&zero]) {
        if other == zero && !missing {
            break;
        }
        let form = context.difference(other, value, false);
        context.budget.spend(2 * fact.2.len())?;
        let (lowest, highest) = hull(&form, fact.2);
        missing |= lowest.is_none() || highest.is_none();
        if let Some(lowest) = lowest {
            let bound = shifted(context, other, &lowest);
            found.extend(claim(context, branch, fact, (bound, value)));
        }
        if let Some(highest) = highest {
            let bound = shifted(context, other, &highest);
            found.extend(claim(context, branch, fact, (value, bound)));
        }
    }
    Ok(found)
}

/// The terms that all sides have in common, if that is none of the sides.
fn shared(context: &mut Context<'_>, sides: &[TermId]) -> Option<TermId> {
    let Context { store, vocabulary, reader, .. } = context;
    let sides: Vec<_> = sides.iter().map(|&side| reader.read(store, vocabulary, side)).collect();
    let (first, others) = sides.split_first()?;
    let mut shared = Polynomial::default();
    for (monomial, coefficient) in first.factors() {
        if others.iter().all(|other| other.coefficient(monomial) == *coefficient) {
            shared.add_term(monomial.clone(), coefficient);
        }
    }
    let new = !shared.is_empty() && sides.iter().all(|side| !side.is_alike(&shared, &Number::ONE));
    new.then(|| polynomial_term(store, vocabulary, reader, &shared))
}

/// A term plus a number.
fn shifted(context: &mut Context<'_>, term: TermId, by: &Number) -> TermId {
    let Context { store, vocabulary, .. } = context;
    let by = vocabulary.integer(store, &by.numerator());
    vocabulary.add(store, term, by)
}

/// The least and the greatest value of a form over all cases.
fn hull(form: &Polynomial, cases: &[Case]) -> (Option<Number>, Option<Number>) {
    let (mut lowest, mut highest) = (Vec::new(), Vec::new());
    for case in cases {
        if let State::Alive(branch, intervals) = &case.state {
            let form = branch.arithmetic.reduced(form);
            let opposite = form.scaled(&Number::MINUS_ONE);
            highest.push(intervals.most(&form).map(|most| Number::integer(&most.floor())));
            lowest.push(intervals.most(&opposite).map(|most| Number::integer(&most.floor()).negated()));
        }
    }
    let small = |number: &Number| number.numerator().bits() <= BITS;
    let lowest: Option<Vec<Number>> = lowest.into_iter().collect();
    let highest: Option<Vec<Number>> = highest.into_iter().collect();
    (
        lowest.and_then(|all| all.into_iter().min()).filter(small),
        highest.and_then(|all| all.into_iter().max()).filter(small),
    )
}

/// Proves `a ≤ b` in every case by intervals, and adds it.
fn claim(
    context: &mut Context<'_>,
    branch: &mut Branch,
    (id, alternatives, cases): (FactId, &Alternatives, &[Case]),
    (a, b): (TermId, TermId),
) -> Option<FactId> {
    let Context { store, vocabulary, .. } = context;
    let (statement, denial) = (vocabulary.less_equal(store, a, b), vocabulary.less(store, b, a));
    if branch.knows(statement) {
        return None;
    }
    let variable = context.store.fresh_free();
    let denied = context.trace.add(denial, Reason::Supposed(variable));
    let polynomial = context.difference(b, a, true);
    let mut parts = vec![Derivation::Fact(id)];
    for case in cases {
        let body = match &case.state {
            State::Dead(done) => done.clone(),
            State::Alive(inner, intervals) => {
                let entry = context.trace.ledger.positive(Positive::Fact(denied));
                let combination = Combination::positive(entry);
                let row = Row { polynomial: polynomial.clone(), combination, products: 0 };
                Derivation::Arithmetic(Rc::new(excluded(&inner.arithmetic, intervals, row)?))
            }
        };
        parts.push(Derivation::Suppose(case.variable, case.statement, Box::new(body)));
    }
    let body = Derivation::Lemma(alternatives.lemma, alternatives.arguments.clone(), parts);
    let body = Derivation::Suppose(variable, denial, Box::new(body));
    let proof = Derivation::Lemma(Lemma::LessEqualGoal, vec![a, b], vec![body]);
    let fact = context.trace.add(statement, Reason::Proved(Rc::new(proof)));
    branch.add(fact);
    Some(fact)
}

/// The combination that makes a row a negative constant, by bounds of its monomials.
fn excluded(arithmetic: &Arithmetic, intervals: &Intervals, row: Row) -> Option<Combination> {
    let row = arithmetic.reduced_row(row);
    let (most, why) = intervals.bounded(&row)?;
    most.is_negative().then_some(why)
}
