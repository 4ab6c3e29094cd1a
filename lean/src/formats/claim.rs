//! What an input says: constants one by one, before anybody believes them.
//! Given by: the readers of the older formats and of modules.
//! Gives: claims, to be grouped into declarations and put before the kernel.
//! Holds: a claim is never taken over; the kernel derives, and what is claimed can only differ.

use super::failure::Place;
use kernel::{ConstructorOf, Inductive, Kind, NameId, RecordRule, Recursor, TermId};

/// What every claim says of its constant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Head {
    pub(super) name: NameId,
    /// Universe parameters.
    pub(super) levels: Vec<NameId>,
    /// The type.
    pub(super) of: TermId,
}

/// A constant as an input claims it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Claim {
    pub(super) head: Head,
    pub(super) what: Claimed,
    /// Parts that the format does not tell: what stands there means nothing.
    pub(super) untold: &'static [RecordRule],
    /// Whether it is marked neither `unsafe` nor `partial`.
    pub(super) safe: bool,
    pub(super) place: Place,
}

impl Claim {
    /// The type, and the value if there is one.
    pub(super) fn terms(&self) -> Vec<TermId> {
        match self.what {
            Claimed::Value(Kind::Definition(body, ..) | Kind::Theorem(body) | Kind::Opaque(body)) => {
                vec![self.head.of, body]
            }
            _ => vec![self.head.of],
        }
    }
}

/// What a constant is claimed to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Claimed {
    /// What becomes what it says.
    Value(Kind),
    Type(Inductive),
    Constructor(ConstructorOf),
    Recursor(Recursor),
    /// One of the constants of quotient types; anonymous if the four are claimed at once.
    Quotient,
}

/// What a format promises about its claims.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Promise {
    /// Whether a declaration comes after those it depends on.
    pub(super) ordered: bool,
    /// Whether every recursor is claimed.
    pub(super) recursors: bool,
    /// Whether definitions say how eagerly they are unfolded.
    pub(super) hints: bool,
    /// Whether constants marked `unsafe` or `partial` are there beside the others, for compiled code, and are passed over.
    pub(super) unsafe_apart: bool,
    /// Whether theorems may be of types that are no propositions, as Lean allowed before 2022.
    pub(super) theorems_of_data: bool,
}

/// Claims that make one declaration, as positions in a list of claims.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    Constant(usize),
    Block(Block),
    Quotient(Vec<usize>),
}

/// Inductive types that are declared together.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Block {
    pub(super) types: Vec<usize>,
    /// The constructors of each type.
    pub(super) constructors: Vec<Vec<usize>>,
    pub(super) recursors: Vec<usize>,
}

impl Unit {
    /// The claims that the declaration is made of; those of recursors are only compared.
    pub(super) fn parts(&self) -> Vec<usize> {
        match self {
            Unit::Constant(position) => vec![*position],
            Unit::Block(block) => {
                block.types.iter().chain(block.constructors.iter().flatten()).copied().collect()
            }
            Unit::Quotient(positions) => positions.clone(),
        }
    }
}
