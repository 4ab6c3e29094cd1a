//! The prover that needs no solver: the decision procedure of the Lean room.
//! Given by: `verify`.
//! Gives: proof terms for goals about integers and truth values.
//! Holds: deterministic; needs nothing from outside.

use super::{Finding, Prover, Reason, Times, Verdict};
use elaborator::obligations::Obligation;
use kernel::{Environment, Store};
use lean::decide::{FailureReason, Hypothesis, decide};
use std::time::{Duration, Instant};

/// The decision procedure alone.
#[derive(Clone, Copy, Default, Debug)]
pub struct Direct;

impl Prover for Direct {
    fn prove(
        &mut self,
        store: &mut Store,
        environment: &Environment,
        obligation: &Obligation,
        limit: u64,
    ) -> Verdict {
        let start = Instant::now();
        let hypotheses: Vec<Hypothesis> = obligation
            .hypotheses
            .iter()
            .map(|local| Hypothesis { proof: store.free(local.variable), statement: local.of })
            .collect();
        let answer = decide(store, environment, &hypotheses, obligation.goal, limit);
        let rebuilding = answer.as_ref().map_or(Duration::ZERO, |proof| proof.rebuilding);
        let preprocessing = start.elapsed().saturating_sub(rebuilding);
        let times = Times { preprocessing, rebuilding, ..Times::default() };
        let (finding, steps) = match answer {
            Ok(proof) => (Finding::Proof { term: proof.term, how: "decided".to_string() }, proof.steps),
            Err(failure) => {
                let reason = reason(failure.reason);
                (Finding::Nothing { reason, model: Vec::new() }, failure.steps)
            }
        };
        Verdict { finding, steps, times, query: None }
    }
}

fn reason(failure: FailureReason) -> Reason {
    match failure {
        FailureReason::NotFound => Reason::NotFound,
        FailureReason::Limit => Reason::Limit,
        FailureReason::MissingLemma(name) => Reason::MissingLemma(name.to_string()),
        FailureReason::Inconsistent => Reason::Refused,
    }
}
