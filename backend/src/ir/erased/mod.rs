//! Core without what does not exist at run time: no worlds, no contracts, no checks that a theorem excludes.
//! Given by: `erase`.
//! Gives: `count`, and through it `lower`.
//! Holds: variables are assigned once; every place that can halt says where and why in `sites`.

mod evaluate;
mod parse;
mod print;
mod validate;

pub use elaborator::core::{Arithmetic, Binary, CellId, Checked, Comparison, JoinId, VariableId};
pub use evaluate::{Datum, Outcome, evaluate};
use num_bigint::BigInt;
pub use parse::parse;
pub use print::print;
pub use validate::{Flaw, FlawKind, validate};

pub(crate) use parse::read_sites;
use print::binary_name;

/// A place where the program can halt, counted in the program.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct SiteIndex(pub u32);

/// A program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Program {
    /// Package and document.
    pub name: String,
    /// The places where it can halt.
    pub sites: Vec<Site>,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// The cell that the process runs; its result is the exit status.
    pub entry: CellId,
}

/// A place where the program can halt: what is said then.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Site {
    /// The cell.
    pub cell: String,
    /// The line of the document.
    pub line: u32,
    /// Why.
    pub message: String,
}

/// A type of values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Type {
    /// A signed integer of 64 bits.
    Int,
    /// A truth value.
    Bool,
    /// None, two or more components; none takes no room.
    Tuple(Vec<Type>),
}

/// A variable: name and type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variable {
    /// The name in the text.
    pub name: String,
    /// Its type.
    pub of: Type,
}

/// A cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// Its name.
    pub name: String,
    /// All variables, by number.
    pub variables: Vec<Variable>,
    /// The parameters, in order.
    pub parameters: Vec<VariableId>,
    /// The type of the result.
    pub result: Type,
    /// The body.
    pub body: Block,
}

/// A value: evaluating it cannot fail.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// A variable.
    Variable(VariableId),
    /// An integer.
    Integer(i64),
    /// A truth value.
    Boolean(bool),
    /// None, two or more components.
    Tuple(Vec<Value>),
    /// A component, by position.
    Field(Box<Value>, u32),
    /// Negation of a truth value.
    Not(Box<Value>),
    /// A binary operation.
    Binary(Binary, Box<Value>, Box<Value>),
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
    /// Names the result of an operation. With a site it halts there when it has none; without a site a theorem says that it has one.
    Checked(VariableId, Checked, Vec<Value>, Option<SiteIndex>),
    /// Halts at the site unless the condition holds.
    Guard(Condition, SiteIndex),
    /// Names the result of a call.
    Call(VariableId, CellId, Vec<Value>),
    /// Prints a line.
    Print(Line),
    /// Runs a loop and names its final state.
    Loop(Box<Loop>),
    /// Declares a continuation, known to the rest of this block.
    Join(JoinId, Vec<VariableId>, Box<Block>),
}

/// A line that is printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Line {
    /// A text.
    Text(String),
    /// A value as a literal of the language.
    Shown(Value),
}

/// A loop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loop {
    /// The state at the head of an iteration.
    pub state: Vec<VariableId>,
    /// The state before the first iteration.
    pub initial: Vec<Value>,
    /// Whether there is another iteration.
    pub condition: Value,
    /// One iteration.
    pub body: Block,
    /// The state after the loop.
    pub after: Vec<VariableId>,
}

/// How a block ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum End {
    /// The cell's result.
    Return(Value),
    /// A continuation of an enclosing block, with its arguments.
    Jump(JoinId, Vec<Value>),
    /// One block or the other.
    If(Value, Box<Block>, Box<Block>),
    /// The run halts.
    Halt(SiteIndex),
    /// The next state of the enclosing loop.
    Continue(Vec<Value>),
}

/// A condition over integers without bounds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Condition {
    /// True or false.
    Constant(bool),
    /// A truth value.
    Test(Value),
    /// A comparison.
    Compare(Comparison, Number, Number),
    /// Not.
    Not(Box<Condition>),
    /// Both.
    And(Box<Condition>, Box<Condition>),
    /// At least one.
    Or(Box<Condition>, Box<Condition>),
    /// Both or none.
    Same(Box<Condition>, Box<Condition>),
}

/// An integer without bounds. A quotient by zero is zero, the remainder then the dividend.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Number {
    /// A value of type `Int`.
    Value(Value),
    /// An integer.
    Integer(BigInt),
    /// Negation.
    Negate(Box<Number>),
    /// An operation.
    Arithmetic(Arithmetic, Box<Number>, Box<Number>),
}

impl Type {
    /// The type without components.
    pub const UNIT: Type = Type::Tuple(Vec::new());
}

impl Value {
    /// The value without components.
    pub const UNIT: Value = Value::Tuple(Vec::new());
}

impl Program {
    /// A cell by number.
    #[must_use]
    pub fn cell(&self, id: CellId) -> Option<&Cell> {
        self.cells.get(id.0 as usize)
    }
}

impl Cell {
    /// The type of a variable.
    #[must_use]
    pub fn type_of(&self, id: VariableId) -> Option<&Type> {
        self.variables.get(id.0 as usize).map(|variable| &variable.of)
    }
}
