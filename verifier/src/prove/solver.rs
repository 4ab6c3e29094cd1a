//! The prover with a solver at its side: the decision procedure first, the solver for relevance and counterexamples.
//! Given by: `verify`, with a channel to a solver process.
//! Gives: proof terms that the decision procedure makes; models that the solver suggests.
//! Holds: a solver that lies, dies or hangs can only cost time: every proof is made without it, every model is tried out.

use super::{Direct, Finding, ModelValue, Prover, Reason, Verdict};
use crate::smt::{self, Answer, AskFailure, SolverChannel, Value, Variable};
use elaborator::obligations::Obligation;
use kernel::{Environment, FreeId, Store, Term, TermId};
use std::time::Instant;

/// Steps of the first search, before the solver is asked.
const FIRST: u64 = 4_000;
/// The solver's units for each of our steps.
const UNITS: u64 = 10;

/// The decision procedure and a solver.
pub struct WithSolver<'a> {
    channel: &'a mut dyn SolverChannel,
}

impl<'a> WithSolver<'a> {
    /// A prover that asks a solver through a channel.
    pub fn new(channel: &'a mut dyn SolverChannel) -> Self {
        WithSolver { channel }
    }
}

impl std::fmt::Debug for WithSolver<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("WithSolver")
    }
}

impl Prover for WithSolver<'_> {
    fn prove(
        &mut self,
        store: &mut Store,
        environment: &Environment,
        obligation: &Obligation,
        limit: u64,
    ) -> Verdict {
        let first = Direct.prove(store, environment, obligation, limit.min(FIRST));
        if matches!(first.finding, Finding::Proof { .. }) {
            return first;
        }
        let start = Instant::now();
        let statements: Vec<TermId> = obligation.hypotheses.iter().map(|local| local.of).collect();
        let question = smt::question(store, &statements, obligation.goal);
        let answer = match &question {
            Ok(question) => smt::ask(self.channel, question, units(limit)),
            Err(smt::TooLarge) => Err(AskFailure::TooLarge),
        };
        let waited = start.elapsed();
        let mut verdict = conclude(store, environment, (obligation, limit), first, answer);
        verdict.times.solver += waited;
        verdict.query = question.ok().map(|question| question.text().to_owned());
        verdict
    }
}

fn units(limit: u64) -> u32 {
    u32::try_from(limit.saturating_mul(UNITS)).unwrap_or(u32::MAX)
}

/// What follows from the first search and the answer of the solver.
fn conclude(
    store: &mut Store,
    environment: &Environment,
    (obligation, limit): (&Obligation, u64),
    first: Verdict,
    answer: Result<Answer, AskFailure>,
) -> Verdict {
    match answer {
        Ok(Answer::Unsatisfiable { core, .. }) => {
            let tried = exhausted(&first);
            let relevant = restricted(obligation, &core);
            let second = then(first, Direct.prove(store, environment, &relevant, limit));
            if tried || relevant.hypotheses.len() == obligation.hypotheses.len() {
                return second;
            }
            again(store, environment, (obligation, limit), second)
        }
        Ok(Answer::Satisfiable { values, .. }) => with_model(store, first, &values),
        Ok(Answer::Unknown { values, .. }) => {
            let second =
                if exhausted(&first) { first } else { again(store, environment, (obligation, limit), first) };
            with_model(store, second, &values)
        }
        Err(failure) => {
            let mut second =
                if exhausted(&first) { first } else { again(store, environment, (obligation, limit), first) };
            if let Finding::Nothing { reason, .. } = &mut second.finding {
                *reason = Reason::Solver(failure);
            }
            second
        }
    }
}

/// Whether a search ended before its limit, so that a longer one would end in the same way.
fn exhausted(verdict: &Verdict) -> bool {
    matches!(&verdict.finding, Finding::Nothing { reason, .. } if *reason != Reason::Limit)
}

/// A search with all hypotheses and what is left of the limit, unless there is a proof already.
fn again(
    store: &mut Store,
    environment: &Environment,
    (obligation, limit): (&Obligation, u64),
    before: Verdict,
) -> Verdict {
    let left = limit.saturating_add(FIRST).saturating_sub(before.steps);
    if matches!(before.finding, Finding::Proof { .. }) || left == 0 {
        return before;
    }
    then(before, Direct.prove(store, environment, obligation, left))
}

/// The later verdict, with the effort of both.
fn then(before: Verdict, mut after: Verdict) -> Verdict {
    after.steps += before.steps;
    after.times.preprocessing += before.times.preprocessing;
    after.times.rebuilding += before.times.rebuilding;
    after
}

/// The obligation with the hypotheses of a core only.
fn restricted(obligation: &Obligation, core: &[usize]) -> Obligation {
    let hypotheses = core.iter().filter_map(|&position| obligation.hypotheses.get(position).copied());
    Obligation { hypotheses: hypotheses.collect(), ..obligation.clone() }
}

/// A verdict without a proof, with the values of a model for the obligation's variables.
fn with_model(store: &Store, mut verdict: Verdict, values: &[(Variable, Value)]) -> Verdict {
    if let Finding::Nothing { model, .. } = &mut verdict.finding {
        *model = values.iter().filter_map(|(variable, value)| free_value(store, *variable, value)).collect();
    }
    verdict
}

fn free_value(store: &Store, variable: Variable, value: &Value) -> Option<(FreeId, ModelValue)> {
    let (Variable::Integer(term) | Variable::Test(term)) = variable else { return None };
    let Term::Free(variable) = store.term_at(term) else { return None };
    Some(match value {
        Value::Integer(value) => (variable, ModelValue::Integer(value.clone())),
        Value::Boolean(value) => (variable, ModelValue::Boolean(*value)),
    })
}
