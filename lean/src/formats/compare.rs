//! Comparison of claims with what the kernel derived.
//! Given by: `admit`, after a declaration was accepted.
//! Gives: the first difference, as a rejection.
//! Holds: every part of a claim is compared; types and rules may differ in what computes to the same.

use super::claim::{Claim, Claimed, ConstructorClaim, TypeClaim};
use kernel::{
    Checker, Constant, ConstructorOf, Environment, Inductive, Invalid, Kind, LevelId, NameId, Problem,
    RecordRule, Recursor, Rejection, Store, TermId,
};

type Parts<'a> = &'a [(RecordRule, bool)];

/// Compares a claim with the constant of its name.
pub(super) fn compare(store: &mut Store, environment: &Environment, claim: &Claim) -> Result<(), Rejection> {
    let name = claim.head.name;
    if name == NameId::ANONYMOUS {
        return Ok(());
    }
    let Some(derived) = environment.get(name) else { return Err(differing(RecordRule::Extra, name)) };
    first_difference(&[(RecordRule::Levels, claim.head.levels.len() == derived.levels.len())], name)?;
    match (&claim.what, &derived.kind) {
        (Claimed::Value(_), _) => return Ok(()),
        (Claimed::Type(claimed), Kind::Inductive(derived)) => {
            first_difference(&of_type(claimed, derived), name)?;
        }
        (Claimed::Constructor(claimed), Kind::Constructor(derived)) => {
            first_difference(&of_constructor(claimed, derived), name)?;
        }
        (Claimed::Recursor(claimed), Kind::Recursor(derived)) => {
            first_difference(&of_recursor(claimed, derived), name)?;
        }
        (Claimed::Quotient, Kind::Quotient(_)) => {}
        _ => return Err(differing(RecordRule::Kind, name)),
    }
    let terms = (claim.head.of, derived.of);
    first_difference(&[(RecordRule::Type, same(store, environment, claim, derived, terms)?)], name)?;
    if let (Claimed::Recursor(claimed), Kind::Recursor(recursor)) = (&claim.what, &derived.kind) {
        for (rule, own) in claimed.rules.iter().zip(&recursor.rules) {
            let terms = (rule.result, own.result);
            first_difference(&[(RecordRule::Rules, same(store, environment, claim, derived, terms)?)], name)?;
        }
    }
    Ok(())
}

/// A record that is not what the kernel derives.
pub(super) fn differing(rule: RecordRule, name: NameId) -> Rejection {
    Rejection { declaration: name, problem: Problem::Invalid(Invalid::Record(rule, name)) }
}

fn first_difference(parts: Parts<'_>, name: NameId) -> Result<(), Rejection> {
    match parts.iter().find(|(_, same)| !same) {
        Some(&(rule, _)) => Err(differing(rule, name)),
        None => Ok(()),
    }
}

fn unless_other<T: PartialEq>(claimed: Option<T>, derived: T) -> bool {
    claimed.is_none_or(|claimed| claimed == derived)
}

fn of_type(claimed: &TypeClaim, derived: &Inductive) -> [(RecordRule, bool); 7] {
    [
        (RecordRule::Types, claimed.all == derived.all),
        (RecordRule::Constructors, claimed.constructors == derived.constructors),
        (RecordRule::Parameters, claimed.parameters == derived.parameters),
        (RecordRule::Indices, unless_other(claimed.indices, derived.indices)),
        (RecordRule::Recursive, unless_other(claimed.recursive, derived.recursive)),
        (RecordRule::Reflexive, unless_other(claimed.reflexive, derived.reflexive)),
        (RecordRule::Nested, unless_other(claimed.nested, derived.nested)),
    ]
}

fn of_constructor(claimed: &ConstructorClaim, derived: &ConstructorOf) -> [(RecordRule, bool); 4] {
    [
        (RecordRule::Types, claimed.inductive == derived.inductive),
        (RecordRule::Constructors, unless_other(claimed.index, derived.index)),
        (RecordRule::Parameters, unless_other(claimed.parameters, derived.parameters)),
        (RecordRule::Fields, unless_other(claimed.fields, derived.fields)),
    ]
}

fn of_recursor(claimed: &Recursor, derived: &Recursor) -> [(RecordRule, bool); 7] {
    let heads = |recursor: &Recursor| -> Vec<(NameId, u32)> {
        recursor.rules.iter().map(|rule| (rule.constructor, rule.fields)).collect()
    };
    [
        (RecordRule::Types, claimed.all == derived.all),
        (RecordRule::Parameters, claimed.parameters == derived.parameters),
        (RecordRule::Indices, claimed.indices == derived.indices),
        (RecordRule::Motives, claimed.motives == derived.motives),
        (RecordRule::Minors, claimed.minors == derived.minors),
        (RecordRule::K, claimed.k == derived.k),
        (RecordRule::Rules, heads(claimed) == heads(derived)),
    ]
}

/// Whether a claimed term is the derived one, up to names, or computes to the same: versions of Lean differ in marks for elaboration.
fn same(
    store: &mut Store,
    environment: &Environment,
    claim: &Claim,
    derived: &Constant,
    (claimed, own): (TermId, TermId),
) -> Result<bool, Rejection> {
    let levels: Vec<LevelId> = derived.levels.iter().map(|&name| store.level_parameter(name)).collect();
    let claimed = if claim.head.levels == derived.levels {
        claimed
    } else {
        store.instantiate_levels(claimed, &claim.head.levels, &levels)
    };
    if store.same(claimed, own) {
        return Ok(true);
    }
    if store.loose(claimed) > 0 || store.has_free(claimed) {
        return Ok(false);
    }
    let mut checker = Checker::new(store, environment);
    checker.declare_parameters(&derived.levels);
    match checker.infer(claimed).and_then(|_| checker.convert(claimed, own)) {
        Ok(same) => Ok(same),
        Err(Problem::Invalid(_)) => Ok(false),
        Err(problem) => Err(Rejection { declaration: derived.name, problem }),
    }
}
