//! Why a tactic failed, as data.
//! Given by: the tactics.
//! Gives: the reason that stands beside the goals in a problem.
//! Holds: a reason holds no terms; the goals beside it show the state.

/// Why a tactic failed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TacticFault {
    /// There is no goal left.
    NoGoals,
    /// The goal is no function type and no `let`.
    NotFunction,
    /// The type is not an inductive one.
    NotInductive,
    /// The type has too few constructors for this tactic, or too many.
    WrongConstructors,
    /// The term proves no equation and no equivalence.
    NotEquation,
    /// The left side of the equation does not occur.
    NotFound,
    /// The sides of the goal are not equal by definition.
    NotReflexive,
    /// No hypothesis has the type of the goal.
    NoAssumption,
    /// No two hypotheses contradict each other.
    NoContradiction,
    /// The conclusion of the term is not the goal.
    CannotApply,
    /// The type that is shown is not the goal.
    NotTheGoal,
    /// The proposition is not decided by evaluation.
    NotDecided,
    /// The procedure found no proof.
    NotProved,
    /// The procedure's steps are used up.
    Limit,
    /// The environment lacks what the tactic needs.
    MissingLemma(String),
    /// No case has this name.
    UnknownCase(String),
    /// There is no alternative for this case.
    MissingCase(String),
    /// More names than fields.
    TooManyNames,
    /// Neither side of the equation is a variable that the other side does not mention.
    NotSubstitutable,
    /// The variable is used elsewhere.
    Used,
    /// The name is not a definition that occurs here.
    NotUnfoldable,
    /// No alternative succeeded.
    AllFailed,
    /// Nothing was changed.
    NoProgress,
    /// It was asked to fail.
    Asked,
    /// The goal contains no case distinction.
    NothingToSplit,
    /// A search at the keyboard, which proves nothing.
    Search,
    /// The value of an argument is not known.
    UnknownArgument,
}
