//! Machine words in blocks with parameters: the language that both code generators read.
//! Given by: `lower`.
//! Gives: `emit`, in memory or as text over a pipe.
//! Holds: every value is defined once, and before its use on every path and in the text; every check is a branch.

mod dominators;
mod evaluate;
mod parse;
mod print;
mod validate;

pub use crate::ir::erased::{Site, SiteIndex};
use crate::ir::service::Service;
pub use evaluate::{Outcome, evaluate};
pub use parse::parse;
pub use print::print;
pub use validate::{Flaw, FlawKind, validate};

/// A value of a function.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ValueId(pub u32);

/// A block of a function.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct BlockId(pub u32);

/// A function of the program.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct FunctionId(pub u32);

/// A constant text of the program.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct TextId(pub u32);

/// What a register holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Scalar {
    /// A signed integer of 64 bits.
    I64,
    /// A truth value, 0 or 1.
    I8,
}

/// A program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Program {
    /// Package and document.
    pub name: String,
    /// The places where it can halt.
    pub sites: Vec<Site>,
    /// Its constant texts.
    pub texts: Vec<String>,
    /// Its functions.
    pub functions: Vec<Function>,
    /// The function that the process runs: no parameters, the exit status as its result.
    pub entry: FunctionId,
}

/// A function. Its parameters are those of its first block, to which nothing jumps.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// What it returns.
    pub results: Vec<Scalar>,
    /// What its values hold, by number.
    pub values: Vec<Scalar>,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// The values that it is entered with.
    pub parameters: Vec<ValueId>,
    /// What happens, in order.
    pub instructions: Vec<Instruction>,
    /// Where it leads.
    pub end: End,
}

/// An instruction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Instruction {
    /// A constant.
    Integer(ValueId, i64),
    /// A constant.
    Boolean(ValueId, bool),
    /// An operation.
    Binary(ValueId, Binary, ValueId, ValueId),
    /// An operation with, as second result, whether its result is out of range.
    Overflow(ValueId, ValueId, Overflow, ValueId, ValueId),
    /// A call of a function of the program.
    Call(Vec<ValueId>, FunctionId, Vec<ValueId>),
    /// A call of the run-time.
    Run(Option<ValueId>, Service, Operand),
}

/// What the run-time is called with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operand {
    /// Nothing.
    Nothing,
    /// A constant text.
    Text(TextId),
    /// A value.
    Value(ValueId),
}

/// An operation on two words.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Binary {
    /// Sum modulo 2 to the 64.
    Add,
    /// Difference modulo 2 to the 64.
    Subtract,
    /// Product modulo 2 to the 64.
    Multiply,
    /// Quotient rounded toward zero. The divisor is not zero and the quotient in range.
    Divide,
    /// Remainder of that quotient, under the same conditions.
    Remainder,
    /// Equality of integers.
    Equal,
    /// Less, signed.
    Less,
    /// Less or equal, signed.
    LessEqual,
    /// Both of two truth values.
    And,
    /// At least one of two truth values.
    Or,
    /// Exactly one of two truth values.
    Xor,
}

/// An operation whose result can be out of range; it is then the result modulo 2 to the 64.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Overflow {
    /// Sum.
    Add,
    /// Difference.
    Subtract,
    /// Product.
    Multiply,
}

/// A block with what it is entered with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// The block.
    pub block: BlockId,
    /// Its parameters' values.
    pub arguments: Vec<ValueId>,
}

/// Where a block leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum End {
    /// To the caller.
    Return(Vec<ValueId>),
    /// To a block.
    Jump(Target),
    /// To the first block if the truth value is 1, else to the second.
    Branch(ValueId, Target, Target),
    /// To the end of the process.
    Halt(SiteIndex),
}

impl Binary {
    /// All of them.
    pub const ALL: [Binary; 11] = [
        Binary::Add,
        Binary::Subtract,
        Binary::Multiply,
        Binary::Divide,
        Binary::Remainder,
        Binary::Equal,
        Binary::Less,
        Binary::LessEqual,
        Binary::And,
        Binary::Or,
        Binary::Xor,
    ];

    /// What the operands hold, and what the result holds.
    #[must_use]
    pub fn signature(self) -> (Scalar, Scalar) {
        match self {
            Binary::Add | Binary::Subtract | Binary::Multiply | Binary::Divide | Binary::Remainder => {
                (Scalar::I64, Scalar::I64)
            }
            Binary::Equal | Binary::Less | Binary::LessEqual => (Scalar::I64, Scalar::I8),
            Binary::And | Binary::Or | Binary::Xor => (Scalar::I8, Scalar::I8),
        }
    }
}

impl Overflow {
    /// All of them.
    pub const ALL: [Overflow; 3] = [Overflow::Add, Overflow::Subtract, Overflow::Multiply];
}

impl Program {
    /// What is said when the program halts at a site.
    #[must_use]
    pub fn halt_message(&self, site: SiteIndex) -> String {
        self.sites.get(site.0 as usize).map_or_else(String::new, |site| {
            format!("halt in cell {}, line {}: {}\n", site.cell, site.line, site.message)
        })
    }
}

impl Function {
    /// What its parameters hold.
    #[must_use]
    pub fn parameters(&self) -> Vec<Scalar> {
        let parameters = self.blocks.first().map_or(&[][..], |block| &block.parameters);
        parameters.iter().filter_map(|value| self.scalar(*value)).collect()
    }

    /// The number of its instructions, the end of each block included.
    #[must_use]
    pub fn size(&self) -> usize {
        self.blocks.iter().map(|block| block.instructions.len() + 1).sum()
    }

    /// What a value holds.
    #[must_use]
    pub fn scalar(&self, value: ValueId) -> Option<Scalar> {
        self.values.get(value.0 as usize).copied()
    }
}

impl Instruction {
    /// The values that it defines.
    #[must_use]
    pub fn results(&self) -> Vec<ValueId> {
        match self {
            Instruction::Integer(result, _)
            | Instruction::Boolean(result, _)
            | Instruction::Binary(result, ..) => {
                vec![*result]
            }
            Instruction::Overflow(result, flag, ..) => vec![*result, *flag],
            Instruction::Call(results, ..) => results.clone(),
            Instruction::Run(result, ..) => result.iter().copied().collect(),
        }
    }
}

impl End {
    /// The blocks that follow, with their arguments.
    #[must_use]
    pub fn targets(&self) -> Vec<&Target> {
        match self {
            End::Return(_) | End::Halt(_) => Vec::new(),
            End::Jump(target) => vec![target],
            End::Branch(_, yes, no) => vec![yes, no],
        }
    }
}
