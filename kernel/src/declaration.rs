//! What can be declared, before it is checked.
//! Given by: readers, elaboration, translation.
//! Gives: `Declaration`, the input of the one door into an environment.
//! Holds: nothing is believed here; an inductive block states types and constructors only, the kernel derives the rest.

use crate::{Constant, Kind, NameId, TermId};
use rustc_hash::FxHashMap;

/// How eagerly a definition is unfolded in comparisons; without meaning for what is accepted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Hint {
    /// Unfolded last.
    Opaque,
    /// Unfolded first.
    Abbreviation,
    /// Unfolded in order of height: larger first.
    Regular(u32),
}

/// A type of an inductive block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InductiveType {
    /// Its name.
    pub name: NameId,
    /// Its type: parameters, indices, then a universe.
    pub of: TermId,
    /// Its constructors, in order.
    pub constructors: Vec<Constructor>,
}

/// A constructor of an inductive type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Constructor {
    /// Its name.
    pub name: NameId,
    /// Its type, parameters included.
    pub of: TermId,
}

/// Inductive types declared together.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct InductiveBlock {
    /// Universe parameters of every type of the block.
    pub levels: Vec<NameId>,
    /// Number of parameters that all types and constructors share.
    pub parameters: u32,
    /// The types.
    pub types: Vec<InductiveType>,
}

/// A declaration to be checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Declaration {
    /// An axiom, definition, theorem, opaque constant, or one of the constants of quotient types.
    Constant(Constant),
    /// A block of inductive types.
    Inductive(InductiveBlock),
}

impl Declaration {
    /// The declaration by which these constants came; or the name of a constructor that is missing among them.
    pub fn of(constants: &[Constant]) -> Result<Self, NameId> {
        if let [constant] = constants
            && !constant.is_of_a_block()
        {
            return Ok(Declaration::Constant(constant.clone()));
        }
        let is_constructor = |constant: &&Constant| matches!(constant.kind, Kind::Constructor(_));
        let constructors = constants.iter().filter(is_constructor);
        let known: FxHashMap<_, _> = constructors.map(|it| (it.name, it.of)).collect();
        let constructor = |&name: &NameId| known.get(&name).map(|&of| Constructor { name, of }).ok_or(name);
        let mut block = InductiveBlock::default();
        for constant in constants {
            let Kind::Inductive(inductive) = &constant.kind else { continue };
            if block.types.is_empty() {
                (block.levels, block.parameters) = (constant.levels.clone(), inductive.parameters);
            }
            let constructors = inductive.constructors.iter().map(constructor).collect::<Result<_, _>>()?;
            block.types.push(InductiveType { name: constant.name, of: constant.of, constructors });
        }
        Ok(Declaration::Inductive(block))
    }
}
