//! Tactics as written.
//! Given by: the parser.
//! Gives: what the tactic evaluator runs.
//! Holds: a block has at least one tactic, unless its text is missing, which is a problem of its own.

use super::Identifier;
use super::term::{BinderName, CalculationStep, LocalBinding, Pattern, Suffices, Term};
use crate::syntax::span::Span;

/// Tactics that run one after the other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TacticBlock {
    /// Where it stands.
    pub span: Span,
    /// The tactics.
    pub tactics: Vec<Tactic>,
}

/// A tactic.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tactic {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TacticKind,
}

/// What a tactic is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TacticKind {
    /// `intro x ⟨a, b⟩ _`: patterns; none means one unnamed variable.
    Intro(Vec<Term>),
    /// `intros x y`; none means all.
    Intros(Vec<BinderName>),
    /// `rintro p q`.
    IntroPatterns(Vec<Pattern>),
    /// `exact e`.
    Exact(Term),
    /// `apply e`.
    Apply(Term),
    /// `refine e`: its named holes become goals.
    Refine(Term),
    /// `rw [r, ← s] at h` (true: tries `rfl` afterwards) and `rewrite` (false).
    Rewrite(Vec<RewriteRule>, Option<Location>, bool),
    /// `simp`, `dsimp`, `simpa`, `simp_all`.
    Simplify(Box<Simplifier>),
    /// `cases e with | p => t`.
    Cases(Vec<NamedTarget>, Vec<CaseAlternative>),
    /// `induction e using r generalizing x with | p => t`.
    Induction(Box<Induction>),
    /// `rcases e with p`; no pattern means to split as far as possible.
    Destruct(Vec<NamedTarget>, Option<Pattern>),
    /// `obtain p : A := e`.
    Obtain(Box<Obtain>),
    /// `rfl`.
    Reflexivity,
    /// `symm at h`.
    Symmetry(Option<Location>),
    /// `trans e`.
    Transitivity(Option<Term>),
    /// `constructor`.
    Constructor,
    /// `exists e, f` and `use e, f`.
    Exists(Vec<Term>),
    /// `left`.
    Left,
    /// `right`.
    Right,
    /// `have …` and `let …`.
    Have(Box<LocalBinding>),
    /// `suffices …`.
    Suffices(Box<Suffices>),
    /// `show A`.
    Show(Term),
    /// `change A at h`.
    Change(Term, Option<Location>),
    /// `unfold f g at h`.
    Unfold(Vec<Identifier>, Option<Location>),
    /// `subst h`.
    Substitute(Vec<Term>),
    /// `exfalso`.
    ExFalso,
    /// `contradiction`.
    Contradiction,
    /// `assumption`.
    Assumption,
    /// `trivial`.
    Trivial,
    /// `omega`.
    Omega,
    /// `decide`.
    Decide,
    /// `ac_rfl`.
    AssociateCommute,
    /// `by_cases h : p`; without a name `h`.
    ByCases(Option<BinderName>, Term),
    /// `split at h`.
    Split(Option<Location>),
    /// `calc` and its steps.
    Calculation(Vec<CalculationStep>),
    /// `first | t | u`.
    First(Vec<TacticBlock>),
    /// `try t`.
    Try(TacticBlock),
    /// `repeat t`.
    Repeat(TacticBlock),
    /// `iterate n t`.
    Iterate(u32, TacticBlock),
    /// `all_goals t`.
    AllGoals(TacticBlock),
    /// `any_goals t`.
    AnyGoals(TacticBlock),
    /// `t <;> u`.
    Then(Box<Tactic>, Box<Tactic>),
    /// `· t`: proves the first goal and nothing else.
    Focus(TacticBlock),
    /// `next x y => t`.
    Next(Vec<BinderName>, TacticBlock),
    /// `case a x y | b => t`.
    Case(Vec<CaseTag>, TacticBlock),
    /// `(t; u)`.
    Group(TacticBlock),
    /// `if h : c then t else u`.
    If(Option<BinderName>, Term, TacticBlock, TacticBlock),
    /// `rename_i x y`.
    RenameInaccessible(Vec<BinderName>),
    /// `rename A => x`.
    Rename(Term, BinderName),
    /// `revert x y`.
    Revert(Vec<Identifier>),
    /// `clear x y`.
    Clear(Vec<Identifier>),
    /// `specialize h e f`.
    Specialize(Term),
    /// `generalize h : e = x`.
    Generalize(Option<BinderName>, Term, BinderName),
    /// `ext p q`.
    Extensionality(Vec<Pattern>),
    /// `funext x y`.
    FunctionExtensionality(Vec<BinderName>),
    /// `congr`, with the depth that may be written.
    Congruence(Option<u32>),
    /// `injection e with x y`.
    Injection(Term, Vec<BinderName>),
    /// `nofun`.
    NoFunction,
    /// `nomatch e, f`.
    NoMatch(Vec<Term>),
    /// `infer_instance`.
    InferInstance,
    /// `skip`.
    Skip,
    /// `done`.
    Done,
    /// `fail`.
    Fail,
    /// `sorry`, `admit`: an error, never a proof.
    Sorry,
    /// `exact?`, `apply?`, `rfl?` and the like: they search at the keyboard and prove nothing.
    Search,
}

/// Where a tactic works; where none is written it is the goal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Location {
    /// `at *`.
    Everywhere,
    /// `at h k`, and, with `⊢`, the goal.
    At(Vec<Identifier>, bool),
}

/// `← e` or `e`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RewriteRule {
    /// Where it stands.
    pub span: Span,
    /// Whether it is used from right to left.
    pub reverse: bool,
    /// The equation.
    pub equation: Term,
}

/// A member of the list that a simplifier is given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SimplifyRule {
    /// A lemma, hypothesis or definition.
    Use(RewriteRule),
    /// `-e`: not used.
    Erase(Identifier),
    /// `*`: all hypotheses.
    Hypotheses(Span),
}

/// Which simplifier.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SimplifierKind {
    /// `simp`.
    Simp,
    /// `dsimp`: only steps that hold by definition.
    Definitional,
    /// `simp_all`.
    All,
    /// `simpa`: closes the goal afterwards.
    Assumption,
}

/// A call of a simplifier.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Simplifier {
    /// Which one.
    pub kind: SimplifierKind,
    /// Whether the default rules are left out.
    pub only: bool,
    /// The rules given.
    pub rules: Vec<SimplifyRule>,
    /// Where it works.
    pub location: Option<Location>,
    /// `using e`, for `simpa`.
    pub using: Option<Term>,
}

/// `e` or `h : e`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedTarget {
    /// The name of the equation that is kept.
    pub equation: Option<BinderName>,
    /// The value.
    pub value: Term,
}

/// `| a x y | b z => t` of `cases` and `induction`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseAlternative {
    /// Where it stands.
    pub span: Span,
    /// The constructors it stands for, at least one, each with names of its fields.
    pub tags: Vec<CaseTag>,
    /// What to do; `| a` without `=>` does nothing, which leaves the goal.
    pub body: Option<TacticBlock>,
}

/// `a x y`: a goal's tag, or a constructor, and names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseTag {
    /// Where it stands.
    pub span: Span,
    /// Whether `@` stands before it: implicit fields are named too.
    pub explicit: bool,
    /// The tag; `_` has none and matches any.
    pub tag: Option<Identifier>,
    /// The names.
    pub names: Vec<BinderName>,
}

/// A call of `induction`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Induction {
    /// The values.
    pub targets: Vec<NamedTarget>,
    /// The principle, if it is not the recursor.
    pub using: Option<Term>,
    /// The variables that the hypothesis is general in.
    pub generalizing: Vec<Identifier>,
    /// What to do in each case; without alternatives the goals are left.
    pub alternatives: Vec<CaseAlternative>,
}

/// A call of `obtain`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Obtain {
    /// The pattern; without one the value is split as far as possible.
    pub pattern: Option<Pattern>,
    /// The type.
    pub of: Option<Term>,
    /// The values; without one the type becomes a goal.
    pub values: Vec<Term>,
}
