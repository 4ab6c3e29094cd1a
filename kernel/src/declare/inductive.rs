//! Inductive types: a block is checked, its constructors are analysed, and what follows from it is added.
//! Given by: the door.
//! Gives: types, constructors and recursors in the environment.
//! Holds: nothing about fields, recursion or elimination is taken from outside; on refusal the caller removes what was added.

use super::family::{Block, broken};
use super::{check_closed, check_levels, nested, recursor};
use crate::declaration::InductiveBlock;
use crate::environment::{Constant, ConstructorOf, Environment, Kind};
use crate::name::NameId;
use crate::rejection::{Answer, InductiveRule, Invalid, Problem};
use crate::store::Store;
use rustc_hash::FxHashSet;

/// Checks a block and adds its types, constructors and recursors.
pub(super) fn admit(
    environment: &mut Environment,
    store: &mut Store,
    declared: &InductiveBlock,
) -> Answer<()> {
    check_names(environment, store, declared)?;
    let count = environment.constants().len();
    let mut block = Block::new(store, declared);
    let declared_types = declared.types.len();
    environment.with_checker(store, |checker| block.open_families(checker, &declared.types))?;
    block.push_types(environment);
    environment.with_checker(store, |checker| block.check_constructor_types(checker, declared))?;
    let nested = nested::unnest(environment, store, declared, &block.parameters)?;
    environment
        .with_checker(store, |checker| block.open_families(checker, &nested.types[declared_types..]))?;
    block.push_types(environment);
    environment.with_checker(store, |checker| block.take_apart(checker, &nested.types))?;
    environment.truncate(count);
    add_all(environment, store, declared, &block, &nested)
}

/// Every name of the block is new, and no term has a variable that is not bound.
fn check_names(environment: &Environment, store: &Store, declared: &InductiveBlock) -> Answer<()> {
    check_levels(&declared.levels)?;
    if declared.types.is_empty() {
        return broken(InductiveRule::Empty, NameId::ANONYMOUS);
    }
    let mut seen = FxHashSet::default();
    let types = declared.types.iter().map(|of| (of.name, of.of));
    let constructors = declared
        .types
        .iter()
        .flat_map(|of| &of.constructors)
        .map(|constructor| (constructor.name, constructor.of));
    for (name, of) in types.chain(constructors) {
        environment.check_new(store, name)?;
        if !seen.insert(name) {
            return Err(Invalid::DuplicateName(name).into());
        }
        check_closed(store, of)?;
    }
    Ok(())
}

fn add_all(
    environment: &mut Environment,
    store: &mut Store,
    declared: &InductiveBlock,
    block: &Block,
    nested: &nested::Unnested,
) -> Answer<()> {
    let all: Vec<NameId> = declared.types.iter().map(|of| of.name).collect();
    let recursors = recursor::derive(store, block, nested, &all)?;
    let flags = block.recursion_flags(store);
    for family in block.families.iter().take(all.len()) {
        environment.push(block.constant(family, &all, flags));
    }
    add_constructors(environment, declared, block);
    let derived: Vec<NameId> = recursors.iter().map(|recursor| recursor.name).collect();
    for recursor in recursors {
        environment.check_new(store, recursor.name)?;
        environment.push(recursor);
    }
    derived.into_iter().try_for_each(|name| check_recursor(environment, store, name))
}

/// What was derived has types, or the derivation is wrong: the kernel does not trust itself here.
fn check_recursor(environment: &mut Environment, store: &mut Store, name: NameId) -> Answer<()> {
    let Some(constant) = environment.get(name).cloned() else { return Err(Box::new(Problem::Internal)) };
    let Kind::Recursor(recursor) = &constant.kind else {
        return Err(Box::new(Problem::Internal));
    };
    let checked = environment.with_checker(store, |checker| {
        checker.declare_parameters(&constant.levels);
        checker.expect_type(constant.of)?;
        recursor.rules.iter().try_for_each(|rule| checker.expect_some_type(rule.result))
    });
    checked.map_err(|problem| match *problem {
        Problem::Invalid(_) => Box::new(Problem::Internal),
        _ => problem,
    })
}

fn add_constructors(environment: &mut Environment, declared: &InductiveBlock, block: &Block) {
    for (of, family) in declared.types.iter().zip(&block.families) {
        for ((constructor, built), index) in of.constructors.iter().zip(&family.constructors).zip(0..) {
            environment.push(Constant {
                name: constructor.name,
                levels: declared.levels.clone(),
                of: constructor.of,
                kind: Kind::Constructor(ConstructorOf {
                    inductive: of.name,
                    index,
                    parameters: declared.parameters,
                    fields: count(built.fields.len()),
                }),
            });
        }
    }
}

pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
