//! What remains to be proved of a cell, and how its theorems follow.
//! Given by: `outline`.
//! Gives: obligations to the prover; proofs with holes to the verifier, which fills and closes them.
//! Holds: nodes mention nodes made before them or at the same time; a free variable is bound by a node above, or defined.

use crate::core::{CellId, LoopId, SiteId, Span};
use kernel::{Binder, FreeId, TermId};
use rustc_hash::FxHashMap;

/// The proofs of a cell's theorems, with holes.
#[derive(Clone, Debug)]
pub struct Outline {
    /// The cell.
    pub cell: CellId,
    /// What has to be proved, in the order of the text.
    pub obligations: Vec<Obligation>,
    /// The nodes of the proofs, by number.
    pub nodes: Vec<Node>,
    /// The proof of the specification.
    pub specification: NodeId,
    /// The proof that the contract is defined.
    pub definedness: NodeId,
    /// Free variables that stand for a term, or for the proof of an obligation.
    pub definitions: FxHashMap<FreeId, Definition>,
}

/// A node of a proof.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct NodeId(pub u32);

/// One layer of a proof: a term whose binders bind free variables.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Node {
    /// A term.
    Term(TermId),
    /// A function applied to arguments.
    Apply(NodeId, Vec<NodeId>),
    /// `fun variables => body`.
    Lambda(Vec<Bound>, NodeId),
    /// `∀ variables, body`.
    Pi(Vec<Bound>, NodeId),
}

/// A variable that a node binds, with its type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bound {
    /// The variable.
    pub variable: FreeId,
    /// How it is shown.
    pub binder: Binder,
    /// Its type.
    pub of: NodeId,
}

/// What a free variable stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Definition {
    /// A term over other free variables.
    Term(TermId),
    /// The proof of an obligation, by number.
    Obligation(usize),
}

/// A goal in its context.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Obligation {
    /// Its number in the cell.
    pub index: u32,
    /// Why it arises.
    pub why: Why,
    /// The site whose check it proves superfluous, if any.
    pub site: Option<SiteId>,
    /// The place in the text.
    pub span: Span,
    /// The text of what has to hold, as the user wrote it.
    pub text: String,
    /// The variables known at the place.
    pub variables: Vec<Local>,
    /// What is known at the place, the oldest first; types are propositions over the variables.
    pub hypotheses: Vec<Local>,
    /// What has to be proved, over the variables.
    pub goal: TermId,
    /// The free variable that stands for the proof.
    pub hole: FreeId,
}

/// A variable or hypothesis of a context.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Local {
    /// The free variable.
    pub variable: FreeId,
    /// How it is shown.
    pub binder: Binder,
    /// Its type.
    pub of: TermId,
}

/// Why an obligation arises.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Why {
    /// The result of an operation must be in range.
    Overflow,
    /// A divisor must not be zero.
    Divisor,
    /// A quotient must be in range.
    Quotient,
    /// A clause of the precondition of a called cell.
    Precondition {
        /// The cell.
        callee: CellId,
        /// The clause.
        clause: u32,
    },
    /// An `assert`.
    Assert,
    /// An `assume`: nothing is proved, the condition is taken for granted under this name.
    Assume {
        /// The name.
        name: String,
        /// Why.
        reason: String,
    },
    /// The exit status of `main`.
    Status,
    /// A clause of the postcondition, at one exit.
    Postcondition(u32),
    /// An invariant before the first iteration.
    Entry(LoopId, u32),
    /// An invariant after an iteration.
    Kept(LoopId, u32),
    /// A measure that is not negative.
    Bounded(LoopId),
    /// A measure that falls.
    Decreases(LoopId),
    /// A clause that must be defined where it is evaluated.
    Defined(Evaluated),
}

/// Which clause is evaluated, and when.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Evaluated {
    /// A condition in a body, where it stands.
    Here,
    /// A precondition, when the cell is entered.
    Requires(u32),
    /// A postcondition, when the cell returns.
    Ensures(u32),
    /// An invariant, before the first iteration.
    Entry(LoopId, u32),
    /// An invariant, after an iteration.
    Kept(LoopId, u32),
    /// A measure, when an iteration begins.
    Begun(LoopId),
    /// A measure, after an iteration.
    Ended(LoopId),
}
