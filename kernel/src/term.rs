//! The terms of the type theory, interned: bound variables are de Bruijn indices, free variables are numbers.
//! Given by: readers, elaboration and translation, through `Store`.
//! Gives: `TermId`, and `Term`, one layer of a term.
//! Holds: equal ids mean equal terms, names and kinds of binders included; no declaration that is checked contains a free variable.

use crate::level::{LevelId, LevelsId};
use crate::name::NameId;

/// An interned term.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct TermId(pub(crate) u32);

impl TermId {
    /// The dense index of this term, for side tables.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A free variable: a hypothesis or a hole, whose type is kept by whoever made it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct FreeId(pub(crate) u32);

impl FreeId {
    /// The dense index of this variable, for side tables.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// An interned natural number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct NaturalId(pub(crate) u32);

/// An interned text of a string literal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct TextId(pub(crate) u32);

/// How an argument is given at a use; the kernel ignores it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum BinderKind {
    /// `(x : A)`.
    Explicit,
    /// `{x : A}`.
    Implicit,
    /// `⦃x : A⦄`.
    StrictImplicit,
    /// `[x : A]`.
    Instance,
}

/// Name and kind of a bound variable: for readers and elaboration, without meaning for the kernel.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Binder {
    /// The name shown to people.
    pub name: NameId,
    /// How the argument is given.
    pub kind: BinderKind,
}

/// One layer of a term.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Term {
    /// A variable bound by the n-th enclosing binder, counted from 0 at the innermost.
    Bound(u32),
    /// A free variable.
    Free(FreeId),
    /// A universe.
    Sort(LevelId),
    /// A declared constant at universe levels.
    Constant(NameId, LevelsId),
    /// A function applied to one argument.
    Apply(TermId, TermId),
    /// `fun (x : domain) => body`.
    Lambda(Binder, TermId, TermId),
    /// `(x : domain) → body`.
    Pi(Binder, TermId, TermId),
    /// `let x : type := value; body`.
    Let {
        /// Name of the variable.
        name: NameId,
        /// Its type.
        of: TermId,
        /// Its value.
        value: TermId,
        /// The term in which it is bound.
        body: TermId,
    },
    /// A natural number literal.
    Natural(NaturalId),
    /// A string literal.
    Text(TextId),
    /// The field at an index (from 0) of a value of the named structure.
    Project(NameId, u32, TermId),
}

impl Term {
    /// The layer with other parts; each is given with the number of binders crossed on the way to it.
    pub(crate) fn map(self, mut part: impl FnMut(TermId, u32) -> TermId) -> Term {
        match self {
            Term::Apply(function, argument) => Term::Apply(part(function, 0), part(argument, 0)),
            Term::Lambda(binder, domain, body) => Term::Lambda(binder, part(domain, 0), part(body, 1)),
            Term::Pi(binder, domain, body) => Term::Pi(binder, part(domain, 0), part(body, 1)),
            Term::Let { name, of, value, body } => {
                Term::Let { name, of: part(of, 0), value: part(value, 0), body: part(body, 1) }
            }
            Term::Project(name, index, of) => Term::Project(name, index, part(of, 0)),
            _ => self,
        }
    }
}
