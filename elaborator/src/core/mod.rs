//! The language in the middle: every name resolved, every type known, every check, call, loop and join explicit.
//! Given by: `lower`, from the typed tree.
//! Gives: the model and statement (`translate`), the evaluator, the obligations, and the compiler (`backend`).
//! Holds: `docs/spec/core.md` gives each constructor its model, its evaluation and its erased code; variables are assigned once.

pub mod defined;
pub mod print;
pub mod read;
pub mod validate;

use num_bigint::BigInt;

/// Bytes of the document, from `start` up to but not including `end`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

/// A cell of the program.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct CellId(pub u32);

/// A variable of a cell, assigned once.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct VariableId(pub u32);

/// A place of a cell where its model can halt, counted in the cell from 0 in the order of the text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct SiteId(pub u32);

/// A continuation shared by several branches, counted in the cell from 0.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct JoinId(pub u32);

/// A loop, counted in the cell from 0.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct LoopId(pub u32);

/// A module: one document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Program {
    /// The package, `main` unless the document says otherwise.
    pub package: String,
    /// The stem of the document's file name.
    pub document: String,
    /// The cells in the order of the text; a cell may call any other, without cycles.
    pub cells: Vec<Cell>,
}

/// A type of values.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Type {
    /// A signed machine integer of 64 bits.
    Int,
    /// A truth value.
    Bool,
    /// The type of the empty tuple.
    Unit,
    /// Two or more components.
    Tuple(Vec<Type>),
    /// The state of the outside, threaded through cells with effects; nothing at run time.
    World,
}

/// A variable: name and type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variable {
    /// The name in the text, or one made up for a temporary (then it starts with `$`).
    pub name: String,
    /// Its type.
    pub of: Type,
}

/// A place where the model can halt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Site {
    /// Why.
    pub kind: SiteKind,
    /// Where: the operation, the clause or the call.
    pub span: Span,
    /// The text of what is checked, as the user wrote it.
    pub text: String,
}

/// Why a model can halt at a site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SiteKind {
    /// The result of an operation is outside of its type (division of the smallest number by -1 included).
    Overflow,
    /// A divisor is zero, or the quotient is outside of its type.
    Division,
    /// A clause of the precondition of a called cell; the span of the clause at the callee.
    Precondition {
        /// The cell that is called.
        callee: CellId,
        /// Which of its `requires` clauses.
        clause: u32,
    },
    /// An `assert`.
    Assert,
    /// A `check`, which stays in the code.
    Check,
    /// An `assume`, which stays in the code: what the theorem takes for granted, under a name of its own.
    Assume {
        /// The name of the assumption.
        name: String,
        /// Why it may be assumed, as the user wrote it.
        reason: String,
    },
    /// A `halt`, with its message.
    Halt(String),
    /// A call whose callee halted.
    Call(CellId),
    /// The exit status of `main` is outside of 0..=255.
    Status,
}

impl SiteKind {
    /// Whether the theorem of the cell allows a halt at such a site, whatever the callee says.
    #[must_use]
    pub fn may_halt(&self) -> bool {
        matches!(self, SiteKind::Check | SiteKind::Halt(_))
    }
}

/// A condition with its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clause {
    /// What it says.
    pub formula: Formula,
    /// Where it stands.
    pub span: Span,
    /// Its text.
    pub text: String,
}

/// A cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// Its name in the document.
    pub name: String,
    /// Where its name stands.
    pub span: Span,
    /// The text of its head, for certificates: name, parameters, results, contract.
    pub text: String,
    /// All variables, by number.
    pub variables: Vec<Variable>,
    /// The parameters, in order; the world is the last one if the cell has effects.
    pub parameters: Vec<VariableId>,
    /// What stands for the results in `ensures`: one variable a component; one for a result without name; none for `Unit`.
    pub results: Vec<VariableId>,
    /// The type of the result without the world.
    pub result: Type,
    /// The effects that go through the world; if there is one, the cell takes and gives back the world (its model's
    /// result is then the pair of result and world). `halt` is none of them: it shows in the sites.
    pub effects: Vec<String>,
    /// Preconditions over the parameters: those of `where`, then those of `requires`, one for each clause.
    pub requires: Vec<Clause>,
    /// Postconditions over parameters and results: those of `where`, then those of `ensures`, one for each clause.
    pub ensures: Vec<Clause>,
    /// Whether every loop has a measure and every callee is total.
    pub total: bool,
    /// The places where the model can halt, by number.
    pub sites: Vec<Site>,
    /// The body.
    pub body: Block,
}

/// A value: pure, total, without checks. Evaluating it cannot fail.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Value {
    /// A variable.
    Variable(VariableId),
    /// An integer within the range of `Int`.
    Integer(i64),
    /// A truth value.
    Boolean(bool),
    /// The empty tuple.
    Unit,
    /// Two or more components.
    Tuple(Vec<Value>),
    /// A component, by position.
    Field(Box<Value>, u32),
    /// Negation of a truth value.
    Not(Box<Value>),
    /// A binary operation.
    Binary(Binary, Box<Value>, Box<Value>),
    /// The world after a line was printed in a world.
    Print(Box<Value>, Line),
}

/// A line that is printed.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Line {
    /// A text written in the program.
    Text(String),
    /// A value, shown as a literal of the language, with its type.
    Shown(Box<Value>, Type),
}

/// A binary operation that cannot fail.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Binary {
    /// Equality of integers.
    EqualInt,
    /// Equality of truth values.
    EqualBool,
    /// Less, on integers.
    Less,
    /// Less or equal, on integers.
    LessEqual,
    /// Both; both sides are evaluated.
    And,
    /// At least one; both sides are evaluated.
    Or,
    /// Sum modulo 2 to the 64.
    WrappingAdd,
    /// Difference modulo 2 to the 64.
    WrappingSubtract,
    /// Product modulo 2 to the 64.
    WrappingMultiply,
}

/// An operation on `Int` that halts when its result is out of range.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Checked {
    /// Sum.
    Add,
    /// Difference.
    Subtract,
    /// Product.
    Multiply,
    /// Negation; one argument.
    Negate,
    /// Quotient rounded toward zero.
    Divide,
    /// Remainder of the quotient rounded toward zero.
    Remainder,
}

/// Steps, then how the block ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// What happens, in order.
    pub steps: Vec<Step>,
    /// How it ends.
    pub end: End,
}

/// One step of a block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// Names a value.
    Let(VariableId, Value),
    /// Names the result of a checked operation; halts at the site where it has none.
    Checked(VariableId, Checked, Vec<Value>, SiteId),
    /// Goes on if the formula holds, halts at the site otherwise.
    Guard(Formula, SiteId),
    /// Names the result of a call; halts at the site if the callee halts.
    /// The guards of the callee's preconditions stand before it.
    Call(VariableId, CellId, Vec<Value>, SiteId),
    /// Runs a loop and names its final state.
    Loop(Box<Loop>),
    /// Declares a continuation, known to the rest of this block.
    Join(JoinId, Vec<VariableId>, Box<Block>),
}

/// A loop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loop {
    /// Its number.
    pub id: LoopId,
    /// Where it stands.
    pub span: Span,
    /// The state at the head of an iteration: a variable for each variable that the loop assigns.
    pub state: Vec<VariableId>,
    /// The state before the first iteration.
    pub initial: Vec<Value>,
    /// Whether there is another iteration, over the state and what is known outside.
    pub condition: Value,
    /// One iteration; ends with `Continue` on every path that does not halt.
    pub body: Block,
    /// The state after the loop.
    pub after: Vec<VariableId>,
    /// Invariants over the state and what is known outside.
    pub invariants: Vec<Clause>,
    /// The measure over the state and what is known outside, if the loop has one.
    pub measure: Option<Measure>,
}

/// A `decreases`: an integer that falls and is not negative at the head of an iteration.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    /// Its cases, at least one: it is the term of the first whose condition holds, and that of the last if none does.
    pub cases: Vec<Case>,
    /// Where it stands.
    pub span: Span,
    /// Its text.
    pub text: String,
}

/// A term under a condition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// When it is meant.
    pub condition: Formula,
    /// What it is.
    pub term: Term,
}

/// How a block ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum End {
    /// The cell's result.
    Return(Value),
    /// A continuation declared in an enclosing block, with its arguments.
    Jump(JoinId, Vec<Value>),
    /// One block or the other.
    If(Value, Box<Block>, Box<Block>),
    /// The run halts.
    Halt(SiteId),
    /// The next state of the enclosing loop.
    Continue(Vec<Value>),
}

/// An integer or component in a specification: mathematical, without bounds.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Term {
    /// A variable.
    Variable(VariableId),
    /// A component, by position.
    Field(Box<Term>, u32),
    /// An integer.
    Integer(BigInt),
    /// Negation.
    Negate(Box<Term>),
    /// An operation on integers.
    Arithmetic(Arithmetic, Box<Term>, Box<Term>),
}

/// An operation of specifications on integers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Arithmetic {
    /// Sum.
    Add,
    /// Difference.
    Subtract,
    /// Product.
    Multiply,
    /// Quotient rounded toward zero; must be defined.
    Divide,
    /// Remainder of the quotient rounded toward zero; must be defined.
    Remainder,
}

/// A condition of a specification.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Formula {
    /// True or false.
    Constant(bool),
    /// A variable or component of type `Bool`.
    Test(Term),
    /// A comparison of integers.
    Compare(Comparison, Term, Term),
    /// Not.
    Not(Box<Formula>),
    /// And, from left to right.
    And(Box<Formula>, Box<Formula>),
    /// Or, from left to right.
    Or(Box<Formula>, Box<Formula>),
    /// Implication, from left to right.
    Implies(Box<Formula>, Box<Formula>),
    /// Equivalence; also the equality of truth values.
    Iff(Box<Formula>, Box<Formula>),
}

/// A comparison of integers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Comparison {
    /// `==`; `!=` is its negation.
    Equal,
    /// `<`; `>` with the sides exchanged.
    Less,
    /// `<=`; `>=` with the sides exchanged.
    LessEqual,
}
