//! Units go through the kernel's door, one declaration each.
//! Given by: `read`, units in order.
//! Gives: an environment with what was accepted, or the first failure.
//! Holds: nothing enters but through `Environment::add`; what was claimed beside is compared with what the kernel derived.

use super::claim::{Block, Claim, Claimed, Promise, Unit};
use super::compare::{compare, differing};
use super::failure::Failure;
use super::order::left_out;
use kernel::store;
use kernel::{
    Constructor, Declaration, Environment, Hint, InductiveBlock, InductiveType, Invalid, Kind, Problem,
    RecordRule, Rejection, Store, Term, TermId, Value,
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
        Unit::Quotient(_) => environment.add(store, Declaration::Quotient).map(|_| ()),
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
    let Claimed::Value(mut value) = claim.what else { return Ok(()) };
    if let Value::Definition(body, Hint::Regular(_), safety) = value
        && !promise.hints
    {
        value = Value::Definition(body, Hint::Regular(height(store, environment, body)), safety);
    }
    let declaration = |value| Declaration::Constant(claim.head.clone(), value);
    let Err(rejection) = environment.add(store, declaration(value)) else { return Ok(()) };
    match (&rejection.problem, value) {
        (Problem::Invalid(Invalid::NotAProposition(_)), Value::Theorem(body)) if promise.theorems_of_data => {
            environment.add(store, declaration(Value::Opaque(body))).map(|_| ())
        }
        _ => Err(rejection),
    }
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
    let declaration = declaration(claims, block);
    environment.add(store, Declaration::Inductive(declaration.clone()))?;
    if !promise.recursors {
        return Ok(());
    }
    let derived = environment.recursors_of(&declaration);
    let claimed: FxHashSet<_> = block.recursors.iter().map(|&part| claims[part].head.name).collect();
    match derived.into_iter().find(|constant| !claimed.contains(&constant.name)) {
        Some(constant) => Err(differing(RecordRule::Missing, constant.name)),
        None => Ok(()),
    }
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
