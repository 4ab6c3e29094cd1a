//! What can be wrong in a Lean text, as data.
//! Given by: elaboration and tactics.
//! Gives: `Problem`, a place and a fault, to whoever words messages.
//! Holds: terms in a fault are instantiated, and their free variables replaced by constants of the same names.

use crate::syntax::span::Span;
use crate::tactic::fault::TacticFault;
use kernel::{NameId, TermId};

/// Something wrong, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where it was noticed.
    pub span: Span,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The text could not be parsed.
    Syntax(crate::syntax::problem::ProblemKind),
    /// A name that nothing has.
    UnknownName(String),
    /// A name that several things have.
    AmbiguousName(String, Vec<NameId>),
    /// A universe variable that was not declared.
    UnknownLevel(String),
    /// A field or function that the type of a value does not have.
    UnknownField(String, TermId),
    /// A name with a dot in front, where no type is expected whose namespace has it.
    NoNamespace(String),
    /// A value whose type is not known, although its fields are used.
    UnknownType(TermId),
    /// A term of another type than expected.
    Mismatch {
        /// The term.
        term: TermId,
        /// Its type.
        found: TermId,
        /// The type that was expected.
        expected: TermId,
    },
    /// A term that is applied although its type is no function type.
    NotFunction(TermId, TermId),
    /// A term used as a type.
    NotType(TermId, TermId),
    /// An instance that was not found.
    NoInstance(TermId),
    /// A hole that nothing determined, with its type.
    UnknownHole(TermId),
    /// An argument name that the function does not have.
    UnknownArgument(String),
    /// A type without constructor or with several, where `⟨…⟩` or a structure was written.
    NotStructure(TermId),
    /// A field without value.
    MissingField(String),
    /// A field given twice, or one that the structure does not have.
    BadField(String),
    /// A pattern of a form that does not match values.
    BadPattern,
    /// Another number of patterns than values.
    PatternCount,
    /// A case that no pattern covers, as a term.
    MissingCase(TermId),
    /// An alternative that no value reaches.
    UnusedAlternative,
    /// Recursion without an argument that gets smaller in every call.
    NotStructural(NameId),
    /// A name that is declared already.
    Duplicate(NameId),
    /// `sorry`, or an axiom without leave.
    Unproved,
    /// A form that the front end does not know yet.
    Unsupported(&'static str),
    /// A relation of `calc` that does not continue the step before, or cannot be composed.
    BadCalculation,
    /// `h ▸ e` where the equation is none, or does not occur.
    BadRewrite,
    /// The end of a scope that is not open.
    BadScope(String),
    /// An attribute that is not known.
    UnknownAttribute(String),
    /// An inductive type, structure or class of a form that is not allowed.
    BadInductive(&'static str),
    /// Goals that a tactic block left, or the state in which a tactic failed.
    Goals(GoalFault, Vec<Goal>),
    /// The kernel refused what was made.
    Refused(Box<kernel::Rejection>),
    /// A limit of nesting or steps.
    Limit,
    /// Something that only a mistake of the front end explains.
    Internal(&'static str),
}

/// Why goals are shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GoalFault {
    /// They are left at the end of a block.
    Unsolved,
    /// A tactic failed.
    Failed(TacticFault),
}

/// A goal, for messages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Goal {
    /// Its tag, if it has one.
    pub tag: String,
    /// Its hypotheses: name, type and value.
    pub hypotheses: Vec<(String, TermId, Option<TermId>)>,
    /// What is to be proved.
    pub target: TermId,
}

/// Why a step of elaboration stopped.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// A problem to be reported.
    Problem(Box<Problem>),
    /// Too little is known yet: try again later.
    Postpone,
    /// A limit was reached.
    Limit,
    /// A term is not well typed; whoever knows the place reports it.
    Ill,
}

impl Failure {
    /// The failure that reports a fault.
    #[must_use]
    pub fn at(span: Span, fault: Fault) -> Self {
        Failure::Problem(Box::new(Problem { span, fault }))
    }

    /// The problem to be reported if this failure reaches a place.
    #[must_use]
    pub fn into_problem(self, span: Span) -> Problem {
        match self {
            Failure::Problem(problem) => *problem,
            Failure::Postpone => Problem { span, fault: Fault::Internal("a term stayed postponed") },
            Failure::Limit => Problem { span, fault: Fault::Limit },
            Failure::Ill => Problem { span, fault: Fault::Internal("a term is not well typed") },
        }
    }
}
