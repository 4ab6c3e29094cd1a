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

/// Whether a definition may be used in proofs; all but `Safe` are refused.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Safety {
    /// An ordinary definition.
    Safe,
    /// Marked `unsafe`.
    Unsafe,
    /// Marked `partial`.
    Partial,
}

/// Name, universe parameters and type, common to all declarations.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Definition {
    /// The name declared.
    pub name: NameId,
    /// Universe parameters, in order.
    pub levels: Vec<NameId>,
    /// The type.
    pub of: TermId,
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

/// Kind and value of a declaration that has at most one constant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value {
    /// No value: believed, and counted.
    Axiom,
    /// A value that conversion may unfold.
    Definition(TermId, Hint, Safety),
    /// A proof of a proposition; never unfolded.
    Theorem(TermId),
    /// A value that is never unfolded.
    Opaque(TermId),
}

/// A declaration to be checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Declaration {
    /// An axiom, definition, theorem or opaque constant.
    Constant(Definition, Value),
    /// A block of inductive types.
    Inductive(InductiveBlock),
    /// The four constants of quotient types.
    Quotient,
}

impl InductiveBlock {
    /// The block that these types and constructors describe; or the name of a constructor that is missing.
    pub(crate) fn of(constants: &[Constant]) -> Result<Self, NameId> {
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
        Ok(block)
    }
}
