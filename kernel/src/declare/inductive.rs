//! Inductive types: a block is checked, its constructors are analysed, and what follows from it is added.
//! Given by: the door.
//! Gives: types, constructors and recursors in the environment.
//! Holds: nothing about fields, recursion or elimination is taken from outside; on refusal the caller removes what was added.

use super::family::{Block, broken};
use super::recursor;
use crate::rejection::{Answer, instead};
use crate::table::handle;
use crate::{Constant, ConstructorOf, Environment, Inductive, InductiveBlock, InductiveRule};
use crate::{Kind, NameId, Problem, Store};

/// Checks a block and adds its types, constructors and recursors.
pub(super) fn admit(
    environment: &mut Environment,
    store: &mut Store,
    declared: &InductiveBlock,
) -> Answer<()> {
    if declared.types.is_empty() {
        return broken(InductiveRule::Empty, NameId::ANONYMOUS);
    }
    let before = environment.constants().len();
    let stated = declared.types.iter().map(|of| (of.name, of.of));
    let constructors = declared.types.iter().flat_map(|of| &of.constructors);
    for (name, of) in stated.chain(constructors.map(|it| (it.name, it.of))) {
        let head = Constant { name, levels: declared.levels.clone(), of, kind: Kind::Axiom };
        environment.check_head(store, &head)?;
        environment.push(head);
    }
    environment.truncate(before);
    let mut block = environment.with_checker(store, |checker| Block::open(checker, declared))?;
    block.declare_types(environment, 0);
    environment.with_checker(store, |checker| block.open_constructors(checker))?;
    block.unnest(environment, store)?;
    block.declare_types(environment, declared.types.len());
    environment.with_checker(store, |checker| block.take_apart(checker))?;
    environment.truncate(before);
    add_types(environment, &block);
    add_recursors(environment, store, &block)
}

fn add_types(environment: &mut Environment, block: &Block) {
    let InductiveBlock { levels, parameters, types } = &block.declared;
    let mut push = |name, of, kind| environment.push(Constant { name, levels: levels.clone(), of, kind });
    for (of, family) in types.iter().zip(&block.families) {
        let inductive = Inductive {
            all: types.iter().map(|of| of.name).collect(),
            constructors: of.constructors.iter().map(|constructor| constructor.name).collect(),
            parameters: *parameters,
            indices: handle(family.indices.len()),
            recursive: block.recursive,
            reflexive: block.reflexive,
            nested: handle(block.families.len() - types.len()),
        };
        push(of.name, of.of, Kind::Inductive(inductive));
    }
    for (of, family) in types.iter().zip(&block.families) {
        for ((constructor, built), index) in of.constructors.iter().zip(&family.constructors).zip(0..) {
            let (parameters, fields) = (*parameters, handle(built.fields.len()));
            let kind = ConstructorOf { inductive: of.name, index, parameters, fields };
            push(constructor.name, constructor.of, Kind::Constructor(kind));
        }
    }
}

fn add_recursors(environment: &mut Environment, store: &mut Store, block: &Block) -> Answer<()> {
    let derived = recursor::derive(store, block);
    let from = environment.constants().len();
    for recursor in derived.constants {
        environment.check_new(store, recursor.name)?;
        environment.push(recursor);
    }
    store.mark();
    let checked = environment.with_checker(store, |checker| {
        for constant in &checker.environment.constants()[from..] {
            checker.declare_parameters(&constant.levels);
            checker.expect_type(constant.of)?;
        }
        derived.variables.iter().for_each(|&(id, _, of)| checker.declare_free(id, of));
        derived.results.iter().try_for_each(|&(result, of)| checker.expect(result, of))
    });
    store.forget();
    // What was derived has types, or the derivation is wrong: the kernel does not trust itself here.
    checked.map_err(instead(Problem::Internal))
}
