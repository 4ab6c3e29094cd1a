//! Why a declaration is not accepted.
//! Given by: the checker and the readers.
//! Gives: `Rejection` and the data that a message needs; the wording is somebody else's.
//! Holds: invalid, unsupported, limit and internal are told apart, so that a limit never reads as a refutation.

use crate::{NameId, TermId};

/// A declaration that was not accepted, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rejection {
    /// The (first) name of the declaration.
    pub declaration: NameId,
    /// What is wrong.
    pub problem: Problem,
}

/// What kept a term or a declaration from being accepted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Problem {
    /// It breaks a rule of the type theory.
    Invalid(Invalid),
    /// It is in a version of the format that this kernel does not read.
    Unsupported,
    /// Judging it needs more than is allowed.
    Limit(Limit),
    /// The store is not the one that the environment was built with: a bug of the caller.
    OtherStore,
    /// The kernel contradicts itself: a bug.
    Internal,
}

/// A broken rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Invalid {
    /// A term does not have the type that is expected of it.
    TypeMismatch {
        /// The type expected.
        expected: TermId,
        /// The type found.
        found: TermId,
    },
    /// A term that is applied is not a function; its type is given.
    NotAFunction(TermId),
    /// A term stands where a type is expected; its type is given.
    NotAType(TermId),
    /// The type of a theorem is not a proposition.
    NotAProposition(TermId),
    /// A field is projected out of something that is not a structure, or has no such field.
    BadProjection(TermId),
    /// Data is projected out of a proof.
    ProjectionOfProof(TermId),
    /// A constant that is not declared (yet).
    UnknownConstant(NameId),
    /// A constant with a wrong number of universe arguments.
    LevelCount(NameId),
    /// A universe parameter that is not declared.
    UndeclaredLevel(NameId),
    /// A universe parameter that is declared twice.
    DuplicateLevel(NameId),
    /// A name that is declared already.
    DuplicateName(NameId),
    /// A declaration without a name.
    Unnamed,
    /// A name that only the kernel may declare.
    ReservedName(NameId),
    /// A bound variable without binder.
    LooseVariable,
    /// A free variable where none is allowed, or whose type was never given.
    FreeVariable,
    /// A number or string literal without Lean's own `Nat` or `String`.
    LiteralWithoutType,
    /// A declaration marked `unsafe` or `partial`.
    NotSafe,
    /// Quotient types without Lean's own `Eq`.
    QuotientWithoutEquality,
    /// A block of inductive types that is not well formed.
    Inductive(InductiveRule, NameId),
    /// A record of an export that differs from what the kernel derives.
    Record(RecordRule, NameId),
}

/// A broken rule of inductive types.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum InductiveRule {
    /// A block without types.
    Empty,
    /// Fewer binders than parameters.
    TooFewParameters,
    /// Parameters of two types, or of a type and a constructor, differ.
    ParameterMismatch,
    /// A type of the block does not end in a universe.
    NotAUniverse,
    /// Types of one block live in different universes.
    UniverseMismatch,
    /// A field lives in a larger universe than its type.
    FieldUniverse,
    /// A type of the block occurs left of an arrow.
    NotPositive,
    /// A type of the block occurs with wrong parameters, or in its own parameters or indices.
    BadOccurrence,
    /// A constructor does not build its type.
    BadResult,
    /// The parameters of a nested occurrence mention a field.
    NestedParameters,
}

/// What differs between a record and what the kernel derives.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RecordRule {
    /// A record of a block is missing.
    Missing,
    /// A record is not part of its block.
    Extra,
    /// Universe parameters.
    Levels,
    /// The type.
    Type,
    /// Number of parameters.
    Parameters,
    /// Number of indices.
    Indices,
    /// Number of fields.
    Fields,
    /// Number of motives.
    Motives,
    /// Number of minor premises.
    Minors,
    /// Number of nested occurrences.
    Nested,
    /// Whether it is recursive.
    Recursive,
    /// Whether a field is a function into the type.
    Reflexive,
    /// Whether the recursor computes on any proof.
    K,
    /// The computation rules.
    Rules,
    /// The list of constructors, or the position among them.
    Constructors,
    /// The list of types of the block, or the type a constructor belongs to.
    Types,
    /// The kind of a constant of quotient types.
    Kind,
}

/// What ran out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Limit {
    /// Nesting of judgements.
    Depth,
    /// Steps of reduction and comparison.
    Steps,
    /// Terms made on the way.
    Terms,
    /// Case splits in comparing universe levels.
    LevelCases,
    /// Size of a number.
    NumberSize,
    /// Length of a line, or an index, of an export.
    Input,
}

/// Problems travel boxed: answers are small, and failure is rare.
pub(crate) type Answer<T> = Result<T, Box<Problem>>;

/// Reports a broken rule as another problem, which tells more; limits stay limits.
pub(crate) fn instead(other: impl Into<Box<Problem>>) -> impl FnOnce(Box<Problem>) -> Box<Problem> {
    move |problem| match *problem {
        Problem::Invalid(_) => other.into(),
        _ => problem,
    }
}

impl From<Invalid> for Box<Problem> {
    fn from(invalid: Invalid) -> Self {
        Box::new(Problem::Invalid(invalid))
    }
}

impl From<Limit> for Box<Problem> {
    fn from(limit: Limit) -> Self {
        Box::new(Problem::Limit(limit))
    }
}
