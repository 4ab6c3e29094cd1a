//! `omega`: the decision procedure of the `decide` room on the hypotheses and the target of a goal.
//! Given by: blocks.
//! Gives: goals with a value.
//! Holds: the procedure sees no holes; its limit is counted in steps.

use super::fault::TacticFault;
use super::session::Tactics;
use crate::decide::{FailureReason, Hypothesis, decide};
use crate::elaborate::infer::Outcome;
use kernel::FreeId;

/// Steps that one call may take.
const STEPS: u64 = 1_000_000;

impl Tactics<'_, '_> {
    pub(super) fn omega(&mut self) -> Outcome<()> {
        let goal = self.take_goal()?;
        let target = self.elaborator.target(goal);
        let hypotheses = self.known_propositions(goal);
        let elaborator = &mut *self.elaborator;
        let found = decide(elaborator.store, elaborator.environment, &hypotheses, target, STEPS);
        let fault = match found {
            Ok(proof) => {
                elaborator.assign(goal, proof.term);
                return Ok(());
            }
            Err(failure) => match failure.reason {
                FailureReason::Limit => TacticFault::Limit,
                FailureReason::MissingLemma(name) => TacticFault::MissingLemma(name.to_string()),
                FailureReason::NotFound | FailureReason::Inconsistent => TacticFault::NotProved,
            },
        };
        Err(self.failed_on(goal, fault))
    }

    /// The hypotheses of a goal that are propositions without holes.
    fn known_propositions(&mut self, goal: FreeId) -> Vec<Hypothesis> {
        let mut found = Vec::new();
        for &variable in self.elaborator.goal_context(goal).variables() {
            let Some(of) = self.elaborator.type_of_free(variable) else { continue };
            let statement = self.elaborator.instantiate(of);
            let proposition =
                self.elaborator.in_goal(goal, |elaborator| elaborator.is_proposition(statement));
            if proposition && !self.elaborator.has_meta(statement) {
                let proof = self.elaborator.store.free(variable);
                found.push(Hypothesis { proof, statement });
            }
        }
        found
    }
}
