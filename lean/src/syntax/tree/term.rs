//! Terms, levels, binders and patterns as written.
//! Given by: the parser.
//! Gives: what elaboration turns into kernel terms.
//! Holds: the patterns of `match` are terms; those of `rcases` and `rintro` are of a type of their own.

use super::Identifier;
use super::tactic::TacticBlock;
use crate::syntax::operator::Operator;
use crate::syntax::span::Span;
use kernel::BinderKind;
use num_bigint::BigUint;

/// A term.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TermKind,
}

/// What a term is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TermKind {
    /// `a.b.c` or `a.b.{u, v}`; whether later parts are fields is for elaboration to find out.
    Identifier(Identifier, Option<Vec<Level>>),
    /// `@f`: implicit arguments are given explicitly.
    Explicit(Box<Term>),
    /// `.node`: a name in the namespace of the expected type.
    Dotted(Identifier),
    /// `_`.
    Hole,
    /// `?name`, or `?_` without a name.
    NamedHole(Option<String>),
    /// A natural number.
    Natural(BigUint),
    /// `1.5` and `2e3`, as written.
    Scientific(String),
    /// A string, with its escapes resolved.
    Text(String),
    /// A character.
    Character(char),
    /// `Prop`.
    Prop,
    /// `Type` or `Type u`; no level means level zero, that is `Sort 1`.
    Type(Option<Level>),
    /// `Sort` or `Sort u`; no level means level zero.
    Sort(Option<Level>),
    /// A function and at least one argument; `f <| e`, `f $ e` and `e |> f` too.
    Apply(Box<Term>, Vec<Argument>),
    /// An operator before or after its operand.
    Unary(Operator, Box<Term>),
    /// An operator between its operands.
    Binary(Operator, Box<Term>, Box<Term>),
    /// `A → B`.
    Arrow(Box<Term>, Box<Term>),
    /// `∀ x, B` and `(x : A) → B`.
    Pi(Vec<Binder>, Box<Term>),
    /// `∃ x, p`, with at least one binder.
    Exists(Vec<Binder>, Box<Term>),
    /// `{ x : A // p }`; the binder has one name.
    Subtype(Box<Binder>, Box<Term>),
    /// `(x : A) × B` (true) and `(x : A) ×' B` (false).
    DependentPair(Vec<Binder>, Box<Term>, bool),
    /// `fun x (y : A) ⟨a, b⟩ => e`.
    Function(Vec<FunctionBinder>, Box<Term>),
    /// `fun | p => e | q => f`.
    FunctionMatch(Vec<Alternative>),
    /// `let x := v; e` and `have x := v; e`.
    Let(Box<LocalBinding>, Box<Term>),
    /// `suffices x : A from e; f`: first name, type and proof that uses it, then the proof of the type itself.
    Suffices(Box<Suffices>, Box<Term>),
    /// `show A from e` and `show A by t`.
    Show(Box<Term>, Box<Term>),
    /// `match e with | p => f`.
    Match(Vec<Discriminant>, Option<Box<Term>>, Vec<Alternative>),
    /// `if c then e else f` and, with a name (or `_`), `if h : c then e else f`.
    If(Option<BinderName>, Box<Term>, Box<Term>, Box<Term>),
    /// `(e : A)`.
    Ascription(Box<Term>, Box<Term>),
    /// `(a, b, c)`; `()` if empty; never of one element.
    Tuple(Vec<Term>),
    /// `⟨a, b⟩`.
    Anonymous(Vec<Term>),
    /// `[a, b]`.
    List(Vec<Term>),
    /// `#[a, b]`.
    Array(Vec<Term>),
    /// `{ s, t with x := e, .. : A }`.
    Structure {
        /// The values whose fields are used where none is given.
        sources: Vec<Term>,
        /// The fields given.
        fields: Vec<FieldValue>,
        /// Whether `..` stands after the fields: what is missing becomes a hole.
        open: bool,
        /// The structure.
        of: Option<Box<Term>>,
    },
    /// `e.x` where `e` is not an identifier, one field at a time; `e |>.x` too.
    Field(Box<Term>, Identifier),
    /// `e.1`, counted from 1.
    Position(Box<Term>, u32),
    /// `e[i]`, `e[i]!`, `e[i]?` and `e[i]'h`.
    Lookup(Box<Term>, Box<Term>, LookupKind),
    /// `by` and tactics.
    By(TacticBlock),
    /// `calc` and its steps, at least one.
    Calculation(Vec<CalculationStep>),
    /// `nomatch e, f`.
    NoMatch(Vec<Term>),
    /// `nofun`.
    NoFunction,
    /// `x@p`, in patterns only.
    As(Identifier, Box<Term>),
    /// `.(e)`, in patterns only.
    Inaccessible(Box<Term>),
    /// `sorry`: never a proof.
    Sorry,
}

/// A universe level.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Level {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: LevelKind,
}

/// What a level is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LevelKind {
    /// A number.
    Number(u32),
    /// A universe variable.
    Name(String),
    /// `_`.
    Hole,
    /// A level and a number added to it.
    Add(Box<Level>, u32),
    /// `max u v …`, of at least two.
    Max(Vec<Level>),
    /// `imax u v …`, of at least two.
    IMax(Vec<Level>),
}

/// An argument of a function.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Argument {
    /// The next explicit argument.
    Positional(Term),
    /// `(name := e)`.
    Named(Identifier, Term),
    /// `..`: holes for all explicit arguments that are left.
    Rest(Span),
}

/// A name that is bound, or `_`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BinderName {
    /// Where it stands.
    pub span: Span,
    /// The name; `_` has none.
    pub name: Option<String>,
}

/// Variables of one type and kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Binder {
    /// Where it stands, brackets included.
    pub span: Span,
    /// `( )`, `{ }`, `⦃ ⦄` or `[ ]`; without brackets explicit.
    pub kind: BinderKind,
    /// The names, at least one; `[A]` has one that is `_`.
    pub names: Vec<BinderName>,
    /// Their type, if written.
    pub of: Option<Term>,
    /// `(x : A := v)`.
    pub default: Option<Term>,
}

/// What can stand between `fun` and `=>`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FunctionBinder {
    /// Variables.
    Variables(Binder),
    /// A pattern that must match.
    Pattern(Term),
}

/// `x binders : A := v`, or `pattern : A := v`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LocalBinding {
    /// Where it stands.
    pub span: Span,
    /// Whether the value stays visible (`let`) or not (`have`).
    pub transparent: bool,
    /// What is bound: an identifier, `_`, or a pattern; nothing in `have : A := v`, which binds `this`.
    pub pattern: Option<Term>,
    /// Parameters, where the pattern is an identifier.
    pub binders: Vec<Binder>,
    /// The type.
    pub of: Option<Term>,
    /// The value.
    pub value: LocalValue,
}

/// The value of a local binding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LocalValue {
    /// `:= v`.
    Term(Term),
    /// `| p => e …`.
    Equations(Vec<Alternative>),
    /// Nothing: the tactic `have x : A`, whose proof becomes a goal.
    Goal,
}

/// `suffices x : A from e`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suffices {
    /// Where it stands.
    pub span: Span,
    /// The name; without one `this`.
    pub name: Option<BinderName>,
    /// What suffices.
    pub of: Term,
    /// The proof of the goal from it; missing only in the tactic, where it becomes a goal.
    pub value: Option<Term>,
}

/// `e` or `h : e`, between `match` and `with`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Discriminant {
    /// The name of the equation between value and pattern.
    pub equation: Option<BinderName>,
    /// The value.
    pub value: Term,
}

/// `| p, q | p', q' => e`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alternative {
    /// Where it stands.
    pub span: Span,
    /// The rows of patterns, at least one row; each row has one pattern for each value.
    pub patterns: Vec<Vec<Term>>,
    /// The result.
    pub result: Term,
}

/// `x := e` in a structure instance; `x` alone stands for `x := x`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldValue {
    /// The field, with its fields after dots.
    pub path: Identifier,
    /// Parameters, as in `f x y := e`.
    pub binders: Vec<FunctionBinder>,
    /// The value, if written.
    pub value: Option<Term>,
}

/// How an index out of range is handled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LookupKind {
    /// `e[i]`: it is proved to be in range by the default tactic.
    Checked,
    /// `e[i]'h`: the proof is given.
    Proved(Box<Term>),
    /// `e[i]?`: the result is an option.
    Optional,
    /// `e[i]!`: the result is a default value.
    Default,
}

/// `a = b := proof`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CalculationStep {
    /// Where it stands.
    pub span: Span,
    /// The relation; its left side may be `_`, the right side of the step before.
    pub relation: Term,
    /// Its proof; the first step may be a bare term, related to itself.
    pub proof: Option<Term>,
}

/// A pattern of `rcases`, `rintro`, `obtain`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pattern {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: PatternKind,
}

/// What a pattern is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PatternKind {
    /// `x`.
    Name(String),
    /// `_`.
    Ignore,
    /// `-`: the hypothesis is cleared.
    Clear,
    /// `rfl`: the equation is substituted.
    Reflexivity,
    /// `⟨p, q⟩`.
    Tuple(Vec<Pattern>),
    /// `p | q`, at least two.
    Alternatives(Vec<Pattern>),
    /// `(p : A)`.
    Typed(Box<Pattern>, Box<Term>),
    /// `@p`: implicit arguments are patterns too.
    Explicit(Box<Pattern>),
}
