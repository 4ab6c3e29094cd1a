//! Units go through the kernel's door, one declaration each.
//! Given by: `read`, units in order.
//! Gives: an environment with what was accepted, or the first failure.
//! Holds: nothing enters but through `Environment::add`; what was claimed beside is compared with what the kernel derived.

use super::claim::{Block, Claim, Claimed, Head, Promise, Unit};
use super::compare::{compare, differing};
use super::failure::Failure;
use super::order::left_out;
use kernel::ndjson::differences;
use kernel::store;
use kernel::{
    Constant, Constructor, Declaration, Environment, Hint, InductiveBlock, InductiveType, Invalid, Kind,
    Problem, RecordRule, Rejection, Store, Term, TermId, quotients,
};
use rustc_hash::FxHashSet;

/// Declares a unit and compares its claims.
pub(super) fn admit(
    store: &mut Store,
    environment: &mut Environment,
    claims: &[Claim],
    unit: &Unit,
    promise: Promise,
) -> Result<(), Failure> {
    let parts = unit.parts();
    let declared = match unit {
        Unit::Constant(position) => constant(store, environment, &claims[*position], promise),
        Unit::Block(block) => inductive(store, environment, claims, block, promise),
        Unit::Quotient(_) => quotient(store, environment, claims, &parts),
    };
    declared.map_err(|rejection| failure(store, environment, claims, &parts, rejection))?;
    let recursors = if let Unit::Block(block) = unit { block.recursors.as_slice() } else { &[] };
    for claim in parts.iter().chain(recursors).map(|&part| &claims[part]) {
        compare(store, environment, claim)
            .map_err(|rejection| Failure::Rejected(Some(claim.place), rejection))?;
    }
    Ok(())
}

/// A rejection, or what the input leaves out: older exporters forget what literals need.
fn failure(
    store: &mut Store,
    environment: &Environment,
    claims: &[Claim],
    parts: &[usize],
    rejection: Rejection,
) -> Failure {
    if matches!(rejection.problem, Problem::Invalid(Invalid::LiteralWithoutType)) {
        let terms: Vec<TermId> = parts.iter().flat_map(|&part| claims[part].terms()).collect();
        if let Some(missing) = left_out(store, environment, &terms) {
            let missing = store.name(missing);
            return Failure::Incomplete { declaration: rejection.declaration, missing };
        }
    }
    Failure::Rejected(parts.first().map(|&part| claims[part].place), rejection)
}

fn constant(
    store: &mut Store,
    environment: &mut Environment,
    claim: &Claim,
    promise: Promise,
) -> Result<(), Rejection> {
    let Claimed::Value(kind) = &claim.what else { return Ok(()) };
    let kind = match *kind {
        Kind::Definition(body, Hint::Regular(_)) if !promise.hints => {
            Kind::Definition(body, Hint::Regular(height(store, environment, body)))
        }
        _ => kind.clone(),
    };
    let Head { name, levels, of } = claim.head.clone();
    let constant = Constant { name, levels, of, kind };
    let Err(rejection) = environment.add(store, Declaration::Constant(constant.clone())) else {
        return Ok(());
    };
    match (&rejection.problem, &constant.kind) {
        (Problem::Invalid(Invalid::NotAProposition(_)), &Kind::Theorem(body)) if promise.theorems_of_data => {
            let opaque = Constant { kind: Kind::Opaque(body), ..constant };
            environment.add(store, Declaration::Constant(opaque)).map(|_| ())
        }
        _ => Err(rejection),
    }
}

/// The four constants, with types as they are claimed where these differ from Lean's own in names only.
fn quotient(
    store: &mut Store,
    environment: &mut Environment,
    claims: &[Claim],
    parts: &[usize],
) -> Result<(), Rejection> {
    for own in quotients(store) {
        let claimed = parts.iter().map(|&part| &claims[part].head).find(|head| head.name == own.name);
        let claimed = claimed.map(|Head { levels, of, .. }| Constant {
            levels: levels.clone(),
            of: *of,
            ..own.clone()
        });
        let claimed = claimed.filter(|claimed| differences(store, claimed, &own, |_, _, _| false).is_empty());
        environment.add(store, Declaration::Constant(claimed.unwrap_or(own)))?;
    }
    Ok(())
}

/// One more than the largest height of a definition that is mentioned.
fn height(store: &Store, environment: &Environment, body: TermId) -> u32 {
    let mut largest = 0;
    let mut seen = FxHashSet::default();
    let mut pending = vec![body];
    while let Some(term) = pending.pop() {
        if !seen.insert(term) {
            continue;
        }
        let layer = store.term_at(term);
        if let Term::Constant(name, _) = layer
            && let Some(Kind::Definition(_, Hint::Regular(height))) =
                environment.get(name).map(|constant| &constant.kind)
        {
            largest = largest.max(*height);
        }
        pending.extend(store::parts(layer).map(|(part, _)| part));
    }
    largest.saturating_add(1)
}

fn inductive(
    store: &mut Store,
    environment: &mut Environment,
    claims: &[Claim],
    block: &Block,
    promise: Promise,
) -> Result<(), Rejection> {
    environment.add(store, Declaration::Inductive(declaration(claims, block)))?;
    if !promise.recursors {
        return Ok(());
    }
    let derived = environment.declarations().next_back().unwrap_or_default();
    let claimed: FxHashSet<_> = block.recursors.iter().map(|&part| claims[part].head.name).collect();
    let is_missing = |constant: &&Constant| {
        matches!(constant.kind, Kind::Recursor(_)) && !claimed.contains(&constant.name)
    };
    let missing = derived.iter().find(is_missing);
    missing.map_or(Ok(()), |constant| Err(differing(RecordRule::Missing, constant.name)))
}

/// The declaration that the claims of a block describe.
fn declaration(claims: &[Claim], block: &Block) -> InductiveBlock {
    let types = block.types.iter().zip(&block.constructors).map(|(&of, constructors)| InductiveType {
        name: claims[of].head.name,
        of: claims[of].head.of,
        constructors: constructors
            .iter()
            .map(|&part| Constructor { name: claims[part].head.name, of: claims[part].head.of })
            .collect(),
    });
    let first = block.types.first().map(|&of| &claims[of]);
    let parameters = match first.map(|claim| &claim.what) {
        Some(Claimed::Type(claimed)) => claimed.parameters,
        _ => 0,
    };
    let levels = first.map(|claim| claim.head.levels.clone()).unwrap_or_default();
    InductiveBlock { levels, parameters, types: types.collect() }
}
