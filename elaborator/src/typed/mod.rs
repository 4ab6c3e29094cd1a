//! The typed tree: every name resolved, every expression with its type, code and specifications told apart.
//! Given by: `check`.
//! Gives: `lower` the program.
//! Holds: if no problem was reported, no `Error` occurs, locals are bound before they are used, and every path of a
//! cell with a result ends in `return` or `halt`.

mod kinds;

pub use kinds::Type;

use crate::core::{CellId, Span};
use crate::tree::{Binary, Unary};
use num_bigint::BigInt;

/// A parameter, result or variable of a cell or definition, by number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct LocalId(pub u32);

/// A `pred` or `spec`, by number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct DefinitionId(pub u32);

/// A program.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Program {
    /// The cells, in the order of the text.
    pub cells: Vec<Cell>,
    /// The definitions, in the order of the text.
    pub definitions: Vec<Definition>,
}

/// A parameter, result or variable.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Local {
    /// Its name.
    pub name: String,
    /// Where it is declared.
    pub span: Span,
    /// Its type.
    pub of: Type,
    /// Whether it can be assigned.
    pub mutable: bool,
}

/// What can be said of a cell without its body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    /// Its name.
    pub name: String,
    /// Where its name stands.
    pub span: Span,
    /// The names and types of its parameters.
    pub parameters: Vec<(String, Type)>,
    /// The type of its result.
    pub result: Type,
    /// Whether it prints.
    pub console: bool,
    /// Whether it may halt by `halt`.
    pub halts: bool,
}

/// A cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// Its head.
    pub signature: Signature,
    /// The text of its head.
    pub text: String,
    /// Parameters, results and variables.
    pub locals: Vec<Local>,
    /// The parameters.
    pub parameters: Vec<LocalId>,
    /// The results: one for each that is named; one for a result without name; none for `Unit`.
    pub results: Vec<LocalId>,
    /// Preconditions, those of `where` first.
    pub requires: Vec<Condition>,
    /// Postconditions, those of `where` first.
    pub ensures: Vec<Condition>,
    /// The statements.
    pub body: Block,
    /// Whether its loops have measures and its callees are total.
    pub total: bool,
}

/// A `pred` or `spec`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Definition {
    /// Its name.
    pub name: String,
    /// Its parameters, which are its only locals.
    pub parameters: Vec<Local>,
    /// The type of what it stands for.
    pub result: Type,
    /// What it stands for.
    pub body: Expression,
}

/// A condition with its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Condition {
    /// What it says.
    pub value: Expression,
    /// Its text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Statement {
    /// Gives variables a value, for the first time or again; then the refinements must hold.
    Bind(Pattern, Expression, Vec<Condition>),
    /// Runs one of two blocks.
    If(Expression, Block, Block),
    /// Runs a block again and again.
    While(Box<While>),
    /// Ends the cell.
    Return(Expression),
    /// Goes on if the condition holds.
    Guard(Guard, Condition),
    /// Ends the run with a message.
    Halt(String, Span),
    /// Evaluates an expression for its effect.
    Evaluate(Expression),
}

/// Statements, and whether what follows them can be reached.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Block {
    /// In order.
    pub statements: Vec<Statement>,
    /// Whether the end can be reached.
    pub falls_through: bool,
}

/// Why a condition must hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Guard {
    /// `assert`.
    Assert,
    /// `check`.
    Check,
    /// `assume`, with its name and its reason.
    Assume(String, String),
}

/// A loop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct While {
    /// Where it stands.
    pub span: Span,
    /// The condition, which is code.
    pub condition: Condition,
    /// The invariants.
    pub invariants: Vec<Condition>,
    /// The measure.
    pub measure: Option<Condition>,
    /// The block.
    pub body: Block,
}

/// Variables that take apart a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Pattern {
    /// A variable.
    Local(LocalId),
    /// Nothing.
    Ignore,
    /// Components.
    Tuple(Vec<Pattern>),
}

/// An expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expression {
    /// What it is.
    pub kind: ExpressionKind,
    /// Its type.
    pub of: Type,
    /// Where it stands.
    pub span: Span,
}

/// The forms of expressions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExpressionKind {
    /// An integer, in code within the range of `Int`.
    Integer(BigInt),
    /// A truth value.
    Boolean(bool),
    /// The empty tuple.
    Unit,
    /// A parameter, result or variable.
    Local(LocalId),
    /// Two or more components.
    Tuple(Vec<Expression>),
    /// A component.
    Field(Box<Expression>, u32),
    /// An operation on one operand.
    Unary(Unary, Box<Expression>),
    /// An operation on two operands of the same type.
    Binary(Binary, Box<Expression>, Box<Expression>),
    /// One value or the other.
    If(Box<[Expression; 3]>),
    /// A call in code: arguments in the order of evaluation, each with the position of its parameter.
    Call(CellId, Vec<(u32, Expression)>),
    /// A definition in a specification, with its arguments in the order of the parameters.
    Apply(DefinitionId, Vec<Expression>),
    /// A function of the standard library.
    Standard(Standard, Vec<Expression>),
    /// Prints a line.
    Print(Printed),
    /// The value when the loop was entered.
    Old(Box<Expression>),
    /// Something that was reported.
    Error,
}

/// What is printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Printed {
    /// A text.
    Text(String),
    /// A value as a literal.
    Value(Box<Expression>),
}

/// Functions of the standard library on integers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Standard {
    /// The lesser of two.
    Min,
    /// The greater of two.
    Max,
    /// The distance from zero.
    Abs,
}

impl Standard {
    /// The function of that name.
    #[must_use]
    pub fn of(name: &str) -> Option<Standard> {
        [Standard::Min, Standard::Max, Standard::Abs].into_iter().find(|function| function.name() == name)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Standard::Min => "min",
            Standard::Max => "max",
            Standard::Abs => "abs",
        }
    }

    /// How many arguments it takes.
    #[must_use]
    pub fn arity(self) -> usize {
        if self == Standard::Abs { 1 } else { 2 }
    }
}
