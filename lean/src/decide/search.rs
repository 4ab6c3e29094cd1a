//! The search: a goal is denied, facts are drawn together, and every branch is brought to a contradiction.
//! Given by: hypotheses and a goal.
//! Gives: a derivation over the facts of the trace.
//! Holds: case distinctions come last, those first that leave one case; a distinction that was not needed is dropped.

use super::arithmetic::Finding;
use super::branch::{Branch, Context};
use super::budget::Exhausted;
use super::claim;
use super::hull;
use super::integer;
use super::interval;
use super::ledger::FactId;
use super::lemmas::Lemma;
use super::product;
use super::rules::{self, Alternatives};
use super::square;
use super::trace::{Derivation, Reason};
use super::view::Proposition;
use kernel::{FreeId, TermId};

/// How many binders and connectives of a goal are gone through.
const GOAL_DEPTH: u32 = 200;
/// How many case distinctions lie above one another.
const SPLIT_DEPTH: u32 = 40;
/// How many times integers are told apart by bounds on a path.
const BRANCH_DEPTH: u32 = 6;
/// Steps of the search that multiplies no rows, if they are a quarter of what is left.
const PLAIN: u64 = 20_000;
/// How often rows are added that cut the values off.
const BENDS: usize = 16;
/// Rounds of products, each admitting more new monomials.
const ROUNDS: u32 = 3;
/// Rounds of products before the first case distinction that leaves several cases.
const EARLY_ROUNDS: u32 = 2;

/// What the path to a branch has used up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Path {
    splits: u32,
    /// How many times integers may still be told apart.
    pub(crate) branches: u32,
    rounds: u32,
    /// Whether residues were looked at.
    pub(crate) residues: bool,
    /// Whether rows are left unmultiplied.
    plain: bool,
}

pub(crate) type Found = Result<Option<Derivation>, Exhausted>;

/// Looks for a proof of a goal from the facts of a branch.
pub(crate) fn prove(context: &mut Context<'_>, mut branch: Branch, goal: TermId) -> Found {
    let _ = branch.saturate(context)?;
    prove_goal(context, &branch, goal, GOAL_DEPTH)
}

fn prove_goal(context: &mut Context<'_>, branch: &Branch, goal: TermId, depth: u32) -> Found {
    context.budget.spend(1)?;
    let Some(depth) = depth.checked_sub(1) else { return Ok(None) };
    let goal = context.vocabulary.head_normal(context.store, goal);
    match context.vocabulary.proposition(context.store, goal) {
        Proposition::True => Ok(Some(Derivation::Lemma(Lemma::TrueIntro, Vec::new(), Vec::new()))),
        Proposition::False => refute_all(context, branch.clone()),
        Proposition::And(p, q) => prove_both(context, branch, Lemma::AndIntro, (p, q), (p, q), depth),
        Proposition::Iff(p, q) => {
            let forward = context.vocabulary.implies(context.store, p, q);
            let backward = context.vocabulary.implies(context.store, q, p);
            prove_both(context, branch, Lemma::IffIntro, (p, q), (forward, backward), depth)
        }
        Proposition::Implies(p, q) => {
            let (variable, inner) = suppose(context, branch, p);
            let body = prove_goal(context, &inner, q, depth)?;
            Ok(body.map(|body| Derivation::Suppose(variable, p, Box::new(body))))
        }
        Proposition::Not(p) => {
            let (variable, inner) = suppose(context, branch, p);
            let body = refute_all(context, inner)?;
            Ok(body.map(|body| Derivation::Suppose(variable, p, Box::new(body))))
        }
        Proposition::Forall(of, body) => {
            let (variable, inner) = suppose(context, branch, of);
            let value = context.store.free(variable);
            let body = context.store.instantiate(body, &[value]);
            let proof = prove_goal(context, &inner, body, depth)?;
            Ok(proof.map(|proof| Derivation::Suppose(variable, of, Box::new(proof))))
        }
        view => deny(context, branch, goal, view),
    }
}

fn prove_both(
    context: &mut Context<'_>,
    branch: &Branch,
    lemma: Lemma,
    (p, q): (TermId, TermId),
    goals: (TermId, TermId),
    depth: u32,
) -> Found {
    let Some(first) = prove_goal(context, branch, goals.0, depth)? else { return Ok(None) };
    let Some(second) = prove_goal(context, branch, goals.1, depth)? else { return Ok(None) };
    Ok(Some(Derivation::Lemma(lemma, vec![p, q], vec![first, second])))
}

/// Proves a goal from the contradiction of its denial.
fn deny(context: &mut Context<'_>, branch: &Branch, goal: TermId, view: Proposition) -> Found {
    let Context { store, vocabulary, .. } = context;
    let (lemma, arguments, denials) = match view {
        Proposition::LessEqual(a, b) => {
            (Lemma::LessEqualGoal, vec![a, b], vec![vocabulary.less(store, b, a)])
        }
        Proposition::Less(a, b) => (Lemma::LessGoal, vec![a, b], vec![vocabulary.less_equal(store, b, a)]),
        Proposition::Equal(a, b) => {
            let denials = vec![vocabulary.less(store, a, b), vocabulary.less(store, b, a)];
            (Lemma::EqualGoal, vec![a, b], denials)
        }
        Proposition::Tested(test, value) => {
            let lemma = if value { Lemma::TestGoal } else { Lemma::RefutedGoal };
            (lemma, vec![test], vec![vocabulary.tested(store, test, !value)])
        }
        _ => {
            let denial = vocabulary.apply(store, super::vocabulary::Head::Not, &[goal]);
            (Lemma::ByContradiction, vec![goal], vec![denial])
        }
    };
    if let Some(fact) = branch.derive(context, goal, 1) {
        return Ok(Some(Derivation::Fact(fact)));
    }
    let mut parts = Vec::new();
    for denial in denials {
        let (variable, inner) = suppose(context, branch, denial);
        let Some(body) = refute_all(context, inner)? else { return Ok(None) };
        parts.push(Derivation::Suppose(variable, denial, Box::new(body)));
    }
    Ok(Some(Derivation::Lemma(lemma, arguments, parts)))
}

pub(crate) fn suppose(context: &mut Context<'_>, branch: &Branch, statement: TermId) -> (FreeId, Branch) {
    let variable = context.store.fresh_free();
    let fact = context.trace.add(statement, Reason::Supposed(variable));
    let mut inner = branch.clone();
    inner.add(fact);
    (variable, inner)
}

/// Brings a branch to a contradiction: where there are products, first without multiplying rows for long.
fn refute_all(context: &mut Context<'_>, mut branch: Branch) -> Found {
    for &fact in &context.common {
        branch.add(fact);
    }
    let path = Path { splits: SPLIT_DEPTH, branches: BRANCH_DEPTH, rounds: 0, residues: false, plain: false };
    if branch.arithmetic.nonlinear().is_empty() {
        return refute(context, branch, path);
    }
    let before = context.budget.narrow(PLAIN.min(context.budget.left() / 4));
    let found = refute(context, branch.clone(), Path { plain: true, ..path });
    match found {
        Ok(Some(done)) => {
            let _ = context.budget.widen(before);
            Ok(Some(done))
        }
        _ if context.budget.widen(before) => refute(context, branch, path),
        _ => Err(Exhausted),
    }
}

/// Brings a branch to a contradiction.
pub(crate) fn refute(context: &mut Context<'_>, mut branch: Branch, mut path: Path) -> Found {
    if let Some(done) = look(context, &mut branch)? {
        return Ok(Some(done));
    }
    if path.splits == SPLIT_DEPTH
        && hull::join(context, &mut branch)?
        && let Some(done) = look(context, &mut branch)?
    {
        return Ok(Some(done));
    }
    if let Some(existence) = branch.existences.pop() {
        return open(context, &branch, existence, path);
    }
    if let Some(done) = bend(context, &mut branch)? {
        return Ok(Some(done));
    }
    if claim::quotients(context, &mut branch)?
        && let Some(done) = look(context, &mut branch)?
    {
        return Ok(Some(done));
    }
    let top = path.splits == SPLIT_DEPTH;
    loop {
        let choice = if path.splits == 0 { Choice::Nothing } else { choose(context, &mut branch)? };
        let rounds = match &choice {
            Choice::Closed(_) | Choice::Split(0 | 1, ..) => 0,
            _ if path.plain => 0,
            Choice::Split(..) if top => EARLY_ROUNDS,
            Choice::Split(..) => 0,
            Choice::Nothing => ROUNDS,
        };
        if path.rounds < rounds {
            path.rounds += 1;
            multiply(context, &mut branch, path.rounds)?;
            if let Some(done) = look(context, &mut branch)? {
                return Ok(Some(done));
            }
            continue;
        }
        return match choice {
            Choice::Closed(done) => Ok(Some(done)),
            Choice::Split(_, fact, alternatives) => split(context, &branch, fact, alternatives, path),
            Choice::Nothing => integer::tell_apart(context, branch, path),
        };
    }
}

/// Consequences and linear arithmetic, without case distinctions.
pub(crate) fn look(context: &mut Context<'_>, branch: &mut Branch) -> Found {
    if let Some(done) = branch.saturate(context)? {
        return Ok(Some(done));
    }
    Ok(match branch.arithmetic.look(&mut context.budget)? {
        Finding::Contradiction(combination) => Some(Derivation::Arithmetic(combination)),
        Finding::Values(_) => None,
    })
}

/// Intervals of products, then squares and estimates of products where the values so far violate them.
pub(crate) fn bend(context: &mut Context<'_>, branch: &mut Branch) -> Found {
    if branch.arithmetic.nonlinear().is_empty() {
        return Ok(None);
    }
    let Context { trace, budget, .. } = context;
    interval::enclose(&mut branch.arithmetic, &mut trace.ledger, budget)?;
    for _ in 0..BENDS {
        let Context { trace, budget, .. } = context;
        let values = match branch.arithmetic.look(budget)? {
            Finding::Contradiction(combination) => return Ok(Some(Derivation::Arithmetic(combination))),
            Finding::Values(values) => values.into_iter().collect(),
        };
        let mut rows = square::squares(&branch.arithmetic, &mut trace.ledger, (&values, &mut *budget))?;
        rows.extend(interval::estimates(&branch.arithmetic, &mut trace.ledger, (&values, &mut *budget))?);
        rows.extend(product::violated(&branch.arithmetic, &mut trace.ledger, (&values, &mut *budget))?);
        if rows.is_empty() {
            break;
        }
        for row in rows {
            branch.arithmetic.add(&mut trace.ledger, row);
        }
    }
    Ok(None)
}

fn multiply(context: &mut Context<'_>, branch: &mut Branch, round: u32) -> Result<(), Exhausted> {
    product::multiply(&mut branch.arithmetic, &mut context.trace.ledger, round, &mut context.budget)
}

/// The next case distinction.
enum Choice {
    /// None is needed: a case that supposes nothing new is contradictory already.
    Closed(Derivation),
    /// The number of cases that are left at first sight, the fact, and its cases.
    Split(usize, FactId, Alternatives),
    /// There is none.
    Nothing,
}

/// Looks into every case of every open fact for a moment and chooses the fact that leaves fewest cases.
fn choose(context: &mut Context<'_>, branch: &mut Branch) -> Result<Choice, Exhausted> {
    let mut best: Option<(usize, FactId, Alternatives)> = None;
    for id in branch.open.clone() {
        let Some(alternatives) = alternatives_of(context, id) else { continue };
        if alternatives.cases.iter().any(|&case| branch.knows(case)) {
            continue;
        }
        let mut left = 0;
        for &case in &alternatives.cases {
            let (variable, mut inner) = suppose(context, branch, case);
            match look(context, &mut inner)? {
                Some(done) if !context.trace.uses(&done, variable) => return Ok(Choice::Closed(done)),
                Some(_) => {}
                None => left += 1,
            }
        }
        if left <= 1 {
            return Ok(Choice::Split(left, id, alternatives));
        }
        if best.as_ref().is_none_or(|(fewest, _, _)| left < *fewest) {
            best = Some((left, id, alternatives));
        }
    }
    Ok(best.map_or(Choice::Nothing, |(left, id, alternatives)| Choice::Split(left, id, alternatives)))
}

fn alternatives_of(context: &mut Context<'_>, id: FactId) -> Option<Alternatives> {
    let statement = context.trace.fact(id)?.statement;
    rules::alternatives(context.store, &context.vocabulary, statement)
}

fn split(
    context: &mut Context<'_>,
    branch: &Branch,
    fact: FactId,
    alternatives: Alternatives,
    path: Path,
) -> Found {
    let mut rest = branch.clone();
    rest.open.retain(|&other| other != fact || !alternatives.takes_fact);
    let mut parts = Vec::new();
    if alternatives.takes_fact {
        parts.push(Derivation::Fact(fact));
    }
    for &case in &alternatives.cases {
        let (variable, inner) = suppose(context, &rest, case);
        let inner_path = Path { splits: path.splits - 1, rounds: path.rounds.min(1), ..path };
        let Some(body) = refute(context, inner, inner_path)? else { return Ok(None) };
        if !context.trace.uses(&body, variable) {
            return Ok(Some(body));
        }
        parts.push(Derivation::Suppose(variable, case, Box::new(body)));
    }
    Ok(Some(Derivation::Lemma(alternatives.lemma, alternatives.arguments, parts)))
}

/// Uses a witness of an existence.
fn open(context: &mut Context<'_>, branch: &Branch, fact: FactId, path: Path) -> Found {
    let Proposition::Exists(of, predicate) = context.view_of(fact) else { return Ok(None) };
    let witness = context.store.fresh_free();
    let value = context.store.free(witness);
    let applied = context.store.apply(predicate, &[value]);
    let statement = context.vocabulary.head_normal(context.store, applied);
    let (variable, inner) = suppose(context, branch, statement);
    let Some(body) = refute(context, inner, path)? else { return Ok(None) };
    let body = Derivation::Suppose(variable, statement, Box::new(body));
    let body = Derivation::Suppose(witness, of, Box::new(body));
    let nothing = context.vocabulary.constant(super::vocabulary::Head::False);
    let arguments = vec![of, predicate, nothing];
    Ok(Some(Derivation::Lemma(Lemma::ExistsElim, arguments, vec![Derivation::Fact(fact), body])))
}
