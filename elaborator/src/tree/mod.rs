//! The program as it is written: declarations, statements, expressions, with their places.
//! Given by: `parse`.
//! Gives: `resolve` and `check` the program; `--emit tree` its text form.
//! Holds: a node that was reported and left out is `Error`; no path from the root is longer than the nesting limit.

pub mod print;

use crate::core::Span;
use crate::problem::Feature;
use num_bigint::BigInt;

/// The deepest nesting of blocks and expressions in a program, and of blocks in core.
pub const NESTING_LIMIT: u32 = 256;

/// How many digits a number may have.
pub const DIGIT_LIMIT: u32 = 1000;

/// A module: the declarations of one document.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Module {
    /// In the order of the text.
    pub declarations: Vec<Declaration>,
}

/// A declaration.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Declaration {
    /// A cell.
    Cell(Cell),
    /// A `pred` or `spec`.
    Definition(Definition),
    /// A declaration that the compiler cannot do yet, and that has been reported.
    Unsupported(Name, Feature),
}

/// A name where it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name {
    /// Its text.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// A cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// Its name.
    pub name: Name,
    /// From `cell` to the last clause of the contract.
    pub head: Span,
    /// The parameters.
    pub parameters: Vec<Field>,
    /// What it gives back.
    pub results: Results,
    /// The effect row.
    pub effects: Vec<Name>,
    /// The clauses of the contract, in order.
    pub clauses: Vec<Clause>,
    /// The statements.
    pub body: Vec<Statement>,
    /// The `end`.
    pub end: Span,
}

/// A name with a type: a parameter or a named result.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// The name.
    pub name: Name,
    /// The type.
    pub of: TypeName,
    /// What stands after `where`.
    pub refinement: Option<Expression>,
}

/// What a cell gives back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Results {
    /// Nothing is written: `Unit`.
    Nothing,
    /// A type without a name, with what stands after `where`.
    Single(TypeName, Option<Expression>),
    /// One or more named results.
    Named(Vec<Field>),
}

/// A clause of a contract.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clause {
    /// Which side it is on.
    pub kind: ClauseKind,
    /// What it says.
    pub condition: Expression,
}

/// The sides of a contract.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClauseKind {
    /// `requires`.
    Requires,
    /// `ensures`.
    Ensures,
}

/// A `pred` or `spec`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Definition {
    /// Its name.
    pub name: Name,
    /// The parameters.
    pub parameters: Vec<Field>,
    /// The type of a `spec`; a `pred` has none and is a `Bool`.
    pub result: Option<TypeName>,
    /// What it stands for.
    pub body: Expression,
}

/// A type as it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypeName {
    /// What it is.
    pub kind: TypeKind,
    /// Its place.
    pub span: Span,
}

/// The forms of types.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TypeKind {
    /// A name, with arguments perhaps.
    Named(String, Vec<TypeName>),
    /// Two or more components.
    Tuple(Vec<TypeName>),
    /// A form that was reported.
    Error,
}

/// A statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// What it is.
    pub kind: StatementKind,
    /// Its place.
    pub span: Span,
}

/// The forms of statements.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StatementKind {
    /// `let PATTERN: TYPE where CONDITION = VALUE`.
    Let {
        /// Whether the variables can be assigned.
        mutable: bool,
        /// The names.
        pattern: Pattern,
        /// The type, if it is written.
        of: Option<TypeName>,
        /// What stands after `where`.
        refinement: Option<Expression>,
        /// The value.
        value: Expression,
    },
    /// `PATTERN = VALUE`.
    Assign {
        /// The variables.
        target: Pattern,
        /// The value.
        value: Expression,
    },
    /// `if`, `else if`, `else`.
    If {
        /// The conditions with their blocks, in order.
        branches: Vec<Branch>,
        /// The block after `else`.
        otherwise: Option<Vec<Statement>>,
    },
    /// `while`.
    While(While),
    /// `return`.
    Return(Option<Expression>),
    /// `assert`.
    Assert(Expression),
    /// `check`.
    Check(Expression),
    /// `assume NAME: CONDITION because "REASON"`.
    Assume {
        /// The name of the assumption.
        name: Name,
        /// What is assumed.
        condition: Expression,
        /// Why.
        reason: String,
    },
    /// `halt("MESSAGE")`.
    Halt(String),
    /// An expression for its effect.
    Evaluate(Expression),
    /// A statement that was reported.
    Error,
}

/// A condition with its block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Branch {
    /// The condition.
    pub condition: Expression,
    /// The block.
    pub body: Vec<Statement>,
}

/// A `while` loop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct While {
    /// The condition.
    pub condition: Expression,
    /// The invariants, in order.
    pub invariants: Vec<Expression>,
    /// The measure.
    pub decreases: Option<Expression>,
    /// The block.
    pub body: Vec<Statement>,
}

/// Names that take apart a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pattern {
    /// What it is.
    pub kind: PatternKind,
    /// Its place.
    pub span: Span,
}

/// The forms of patterns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PatternKind {
    /// A name.
    Name(String),
    /// `_`.
    Ignore,
    /// Two or more parts.
    Tuple(Vec<Pattern>),
    /// A pattern that was reported.
    Error,
}

/// An expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expression {
    /// What it is.
    pub kind: ExpressionKind,
    /// Its place.
    pub span: Span,
    /// The length of the longest path below it.
    pub depth: u32,
}

/// The forms of expressions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExpressionKind {
    /// An integer, with the minus sign before it.
    Integer(BigInt),
    /// `true`, `false`.
    Boolean(bool),
    /// A text.
    Text(String),
    /// A name.
    Name(String),
    /// `it`.
    It,
    /// `()`.
    Unit,
    /// Two or more components.
    Tuple(Vec<Expression>),
    /// An operation on one operand.
    Unary(Unary, Box<Expression>),
    /// An operation on two operands.
    Binary(Binary, Box<Expression>, Box<Expression>),
    /// `if CONDITION then A else B end`, with `else if` inside of B.
    If(Box<[Expression; 3]>),
    /// A call.
    Call(Name, Vec<Argument>),
    /// A component of a tuple by position or name.
    Field(Box<Expression>, Name),
    /// `old(E)`.
    Old(Box<Expression>),
    /// An expression that was reported.
    Error,
}

/// An argument of a call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Argument {
    /// The parameter, if it is named.
    pub name: Option<Name>,
    /// The value.
    pub value: Expression,
}

/// Operations on one operand.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Unary {
    /// `-`.
    Negate,
    /// `not`.
    Not,
}

/// Operations on two operands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Binary {
    /// `iff`.
    Iff,
    /// `implies`.
    Implies,
    /// `or`.
    Or,
    /// `and`.
    And,
    /// `==`.
    Equal,
    /// `!=`.
    NotEqual,
    /// `<`.
    Less,
    /// `<=`.
    LessEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterEqual,
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`.
    Divide,
    /// `%`.
    Remainder,
    /// `+%`.
    WrappingAdd,
    /// `-%`.
    WrappingSubtract,
    /// `*%`.
    WrappingMultiply,
}

impl Unary {
    /// How it is written.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Unary::Negate => "-",
            Unary::Not => "not",
        }
    }
}

impl Binary {
    /// How it is written.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Binary::Iff => "iff",
            Binary::Implies => "implies",
            Binary::Or => "or",
            Binary::And => "and",
            Binary::Equal => "==",
            Binary::NotEqual => "!=",
            Binary::Less => "<",
            Binary::LessEqual => "<=",
            Binary::Greater => ">",
            Binary::GreaterEqual => ">=",
            Binary::Add => "+",
            Binary::Subtract => "-",
            Binary::Multiply => "*",
            Binary::Divide => "/",
            Binary::Remainder => "%",
            Binary::WrappingAdd => "+%",
            Binary::WrappingSubtract => "-%",
            Binary::WrappingMultiply => "*%",
        }
    }
}
