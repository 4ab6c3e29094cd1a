//! The checked declarations, by name and in order.
//! Given by: `check`, which alone can make `Checked`.
//! Gives: what a constant is, to conversion, elaboration, printing and export.
//! Holds: every constant was accepted by the checker of this crate when it was added; names are unique.

use crate::declaration::{Declaration, Hint};
use crate::name::NameId;
use crate::term::TermId;
use rustc_hash::FxHashMap;

/// A constant of an environment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Constant {
    /// Its name.
    pub name: NameId,
    /// Its universe parameters, in order.
    pub levels: Vec<NameId>,
    /// Its type.
    pub of: TermId,
    /// What it is.
    pub kind: Kind,
}

/// What a constant is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Believed without proof.
    Axiom,
    /// A value that conversion may unfold.
    Definition(TermId, Hint),
    /// A proof; never unfolded.
    Theorem(TermId),
    /// A value that is never unfolded.
    Opaque(TermId),
    /// An inductive type.
    Inductive(Inductive),
    /// A constructor of an inductive type.
    Constructor(ConstructorOf),
    /// The recursor of an inductive type.
    Recursor(Recursor),
    /// One of the constants of quotient types.
    Quotient(Quotient),
}

/// What the kernel derived about an inductive type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inductive {
    /// All types of its block, in order.
    pub all: Vec<NameId>,
    /// Its constructors, in order.
    pub constructors: Vec<NameId>,
    /// Number of parameters.
    pub parameters: u32,
    /// Number of indices.
    pub indices: u32,
    /// Whether a constructor has a field of a type of the block.
    pub recursive: bool,
    /// Number of auxiliary types made for nested occurrences in the whole block.
    pub nested: u32,
}

/// What the kernel derived about a constructor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConstructorOf {
    /// The inductive type.
    pub inductive: NameId,
    /// Its position among the constructors.
    pub index: u32,
    /// Number of parameters.
    pub parameters: u32,
    /// Number of fields after the parameters.
    pub fields: u32,
}

/// What the kernel derived about a recursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recursor {
    /// All types of its block, in order.
    pub all: Vec<NameId>,
    /// Number of parameters.
    pub parameters: u32,
    /// Number of indices.
    pub indices: u32,
    /// Number of motives.
    pub motives: u32,
    /// Number of minor premises.
    pub minors: u32,
    /// Whether it computes on any proof of a matching type.
    pub k: bool,
    /// Its rules, one for each constructor.
    pub rules: Vec<Rule>,
}

/// One computation rule of a recursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// The constructor it fires on.
    pub constructor: NameId,
    /// Number of fields of that constructor.
    pub fields: u32,
    /// The result: a lambda over parameters, motives, minor premises and fields.
    pub result: TermId,
}

/// The constants of quotient types.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Quotient {
    /// `Quot`.
    Type,
    /// `Quot.mk`.
    Make,
    /// `Quot.lift`.
    Lift,
    /// `Quot.ind`.
    Induct,
}

/// The checked declarations.
#[derive(Clone, Default, Debug)]
pub struct Environment {
    constants: FxHashMap<NameId, Constant>,
    /// The declarations in the order in which they were accepted.
    order: Vec<Declaration>,
}

impl Environment {
    /// An environment without any declaration.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The constant of a name.
    #[must_use]
    pub fn get(&self, name: NameId) -> Option<&Constant> {
        self.constants.get(&name)
    }

    /// The declarations, in the order in which they were accepted.
    #[must_use]
    pub fn declarations(&self) -> &[Declaration] {
        &self.order
    }
}
