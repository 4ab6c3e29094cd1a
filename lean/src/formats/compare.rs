//! Comparison of claims with what the kernel derived.
//! Given by: `admit`, after a declaration was accepted.
//! Gives: the first difference, as a rejection.
//! Holds: every part that a format tells is compared; types and rules may differ in what computes to the same.

use super::claim::{Claim, Claimed};
use kernel::ndjson::differences;
use kernel::{
    Checker, Constant, Environment, Invalid, Kind, NameId, Problem, RecordRule, Rejection, Store, TermId,
};

/// Compares a claim with the constant of its name.
pub(super) fn compare(store: &mut Store, environment: &Environment, claim: &Claim) -> Result<(), Rejection> {
    let name = claim.head.name;
    if name == NameId::ANONYMOUS {
        return Ok(());
    }
    let Some(derived) = environment.get(name) else { return Err(differing(RecordRule::Extra, name)) };
    let kind = match (&claim.what, &derived.kind) {
        (Claimed::Value(_), _) => return Ok(()),
        (Claimed::Type(claimed), _) => Kind::Inductive(claimed.clone()),
        (Claimed::Constructor(claimed), _) => Kind::Constructor(claimed.clone()),
        (Claimed::Recursor(claimed), _) => Kind::Recursor(claimed.clone()),
        (Claimed::Quotient, Kind::Quotient(derived)) => Kind::Quotient(*derived),
        (Claimed::Quotient, _) => return Err(differing(RecordRule::Kind, name)),
    };
    let record = Constant { name, levels: claim.head.levels.clone(), of: claim.head.of, kind };
    let mut unclear = None;
    let differences = differences(store, &record, derived, |store, claimed, own| {
        let answer = computes_alike(store, environment, &record.levels, claimed, own);
        answer.unwrap_or_else(|problem| {
            unclear = Some(problem);
            false
        })
    });
    match (differences.iter().find(|part| !claim.untold.contains(part)), unclear) {
        (_, Some(problem)) => Err(Rejection { declaration: name, problem }),
        (Some(&part), None) => Err(differing(part, name)),
        (None, None) => Ok(()),
    }
}

/// A record that is not what the kernel derives.
pub(super) fn differing(rule: RecordRule, name: NameId) -> Rejection {
    Rejection { declaration: name, problem: Problem::Invalid(Invalid::Record(rule, name)) }
}

/// Whether a claimed term computes to the same as the derived one: versions of Lean differ in marks for elaboration.
fn computes_alike(
    store: &mut Store,
    environment: &Environment,
    levels: &[NameId],
    claimed: TermId,
    own: TermId,
) -> Result<bool, Problem> {
    if store.facts_at(claimed).loose > 0 || store.facts_at(claimed).has_free {
        return Ok(false);
    }
    let mut checker = Checker::new(store, environment);
    checker.declare_parameters(levels);
    match checker.infer(claimed).and_then(|_| checker.convert(claimed, own)) {
        Err(Problem::Invalid(_)) => Ok(false),
        answer => answer,
    }
}
