//! The operators of Lean's core, as one table.
//! Given by: nobody; the table is written here.
//! Gives: tokens and precedences to the parser and the printer, the constant behind an operator to elaboration and the printer.
//! Holds: a token has at most one infix and at most one prefix meaning; a constant stands behind at most one operator.

/// Precedence of a function's argument: closed terms, `fun` and `¬`.
pub const ARGUMENT: u16 = 1024;
/// Precedence of an application, and of terms that start with a word, such as `if`.
pub const APPLICATION: u16 = 1023;
/// Precedence of a dependent pair type.
pub const PAIR: u16 = 35;
/// Precedence of `|>` and `<|`.
pub const PIPE: u16 = 10;
/// Precedence that every term has at least.
pub const LOWEST: u16 = 0;
/// Precedence of arrows.
pub const ARROW: u16 = 25;

/// How the operands of an operator are elaborated.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Scheme {
    /// Like a call of the constant: `f a b`.
    Call,
    /// Arithmetic with operands of one type, found over the whole tree of such operators, as in `a + b`.
    Uniform,
    /// A relation between operands of one type, as in `a ≤ b`.
    Relation,
    /// A relation whose operands are first coerced from `Prop` to `Bool` or not at all, as in `a == b`.
    BooleanRelation,
    /// Arithmetic whose right operand has a type of its own, as in `a ^ n`.
    RightAction,
    /// Not a constant: elaboration has a rule for it.
    Special,
}

/// Where an operator stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Fixity {
    /// Between operands, with the least precedence of the left and the right operand.
    Infix(u16, u16),
    /// Before an operand of at least this precedence.
    Prefix(u16),
    /// After an operand of at least this precedence.
    Postfix(u16),
}

/// An operator of the table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "the table below says what each one is")]
pub enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
    Append,
    Cons,
    Compose,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Equal,
    HeterogeneousEqual,
    NotEqual,
    BooleanEqual,
    BooleanNotEqual,
    And,
    Or,
    Iff,
    Not,
    BooleanAnd,
    BooleanOr,
    BooleanNot,
    BooleanXor,
    Negate,
    Product,
    PropositionProduct,
    Sum,
    PropositionSum,
    Equivalent,
    Divides,
    Member,
    NotMember,
    Subset,
    StrictSubset,
    Union,
    Intersection,
    Difference,
    BitAnd,
    BitOr,
    BitXor,
    BitNot,
    ShiftLeft,
    ShiftRight,
    ScalarMultiply,
    Bind,
    Map,
    Sequence,
    SequenceRight,
    SequenceLeft,
    OrElse,
    Inverse,
    Rewrite,
}

/// All that is known of an operator.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The operator.
    pub operator: Operator,
    /// Its spellings; the printer uses the first.
    pub tokens: &'static [&'static str],
    /// The constant behind it; empty where the scheme is `Special`.
    pub constant: &'static str,
    /// Where it stands.
    pub fixity: Fixity,
    /// The precedence of the whole.
    pub precedence: u16,
    /// How it is elaborated.
    pub scheme: Scheme,
}

impl Operator {
    /// All that is known of this operator.
    #[must_use]
    pub fn shape(self) -> &'static Shape {
        &OPERATORS[self as usize]
    }
}

const fn row(
    operator: Operator,
    tokens: &'static [&'static str],
    constant: &'static str,
    fixity: Fixity,
    precedence: u16,
    scheme: Scheme,
) -> Shape {
    Shape { operator, tokens, constant, fixity, precedence, scheme }
}

use Fixity::{Infix, Postfix, Prefix};
use Scheme::{BooleanRelation, Call, Relation, RightAction, Special, Uniform};

/// One row for each operator, in the order of `Operator`.
pub const OPERATORS: &[Shape] = &[
    row(Operator::Add, &["+"], "HAdd.hAdd", Infix(65, 66), 65, Uniform),
    row(Operator::Subtract, &["-"], "HSub.hSub", Infix(65, 66), 65, Uniform),
    row(Operator::Multiply, &["*"], "HMul.hMul", Infix(70, 71), 70, Uniform),
    row(Operator::Divide, &["/"], "HDiv.hDiv", Infix(70, 71), 70, Uniform),
    row(Operator::Modulo, &["%"], "HMod.hMod", Infix(70, 71), 70, Uniform),
    row(Operator::Power, &["^"], "HPow.hPow", Infix(76, 75), 75, RightAction),
    row(Operator::Append, &["++"], "HAppend.hAppend", Infix(65, 66), 65, Uniform),
    row(Operator::Cons, &["::"], "List.cons", Infix(68, 67), 67, Call),
    row(Operator::Compose, &["∘"], "Function.comp", Infix(91, 90), 90, Call),
    row(Operator::Less, &["<"], "LT.lt", Infix(51, 51), 50, Relation),
    row(Operator::LessEqual, &["≤", "<="], "LE.le", Infix(51, 51), 50, Relation),
    row(Operator::Greater, &[">"], "GT.gt", Infix(51, 51), 50, Relation),
    row(Operator::GreaterEqual, &["≥", ">="], "GE.ge", Infix(51, 51), 50, Relation),
    row(Operator::Equal, &["="], "Eq", Infix(51, 51), 50, Relation),
    row(Operator::HeterogeneousEqual, &["≍"], "HEq", Infix(51, 51), 50, Call),
    row(Operator::NotEqual, &["≠"], "Ne", Infix(51, 51), 50, Relation),
    row(Operator::BooleanEqual, &["=="], "BEq.beq", Infix(51, 51), 50, BooleanRelation),
    row(Operator::BooleanNotEqual, &["!="], "bne", Infix(51, 51), 50, BooleanRelation),
    row(Operator::And, &["∧", "/\\"], "And", Infix(36, 35), 35, Call),
    row(Operator::Or, &["∨", "\\/"], "Or", Infix(31, 30), 30, Call),
    row(Operator::Iff, &["↔", "<->"], "Iff", Infix(21, 21), 20, Call),
    row(Operator::Not, &["¬"], "Not", Prefix(40), ARGUMENT, Call),
    row(Operator::BooleanAnd, &["&&"], "and", Infix(35, 36), 35, Call),
    row(Operator::BooleanOr, &["||"], "or", Infix(30, 31), 30, Call),
    row(Operator::BooleanNot, &["!"], "not", Prefix(40), ARGUMENT, Call),
    row(Operator::BooleanXor, &["^^"], "xor", Infix(33, 34), 33, Call),
    row(Operator::Negate, &["-"], "Neg.neg", Prefix(75), 75, Uniform),
    row(Operator::Product, &["×"], "Prod", Infix(36, 35), 35, Call),
    row(Operator::PropositionProduct, &["×'"], "PProd", Infix(36, 35), 35, Call),
    row(Operator::Sum, &["⊕"], "Sum", Infix(31, 30), 30, Call),
    row(Operator::PropositionSum, &["⊕'"], "PSum", Infix(31, 30), 30, Call),
    row(Operator::Equivalent, &["≈"], "HasEquiv.Equiv", Infix(51, 51), 50, Call),
    row(Operator::Divides, &["∣"], "Dvd.dvd", Infix(51, 51), 50, Relation),
    row(Operator::Member, &["∈"], "Membership.mem", Infix(51, 51), 50, Special),
    row(Operator::NotMember, &["∉"], "", Infix(51, 51), 50, Special),
    row(Operator::Subset, &["⊆"], "HasSubset.Subset", Infix(51, 51), 50, Call),
    row(Operator::StrictSubset, &["⊂"], "HasSSubset.SSubset", Infix(51, 51), 50, Call),
    row(Operator::Union, &["∪"], "Union.union", Infix(65, 66), 65, Call),
    row(Operator::Intersection, &["∩"], "Inter.inter", Infix(70, 71), 70, Call),
    row(Operator::Difference, &["\\"], "SDiff.sdiff", Infix(70, 71), 70, Call),
    row(Operator::BitAnd, &["&&&"], "HAnd.hAnd", Infix(60, 61), 60, Uniform),
    row(Operator::BitOr, &["|||"], "HOr.hOr", Infix(55, 56), 55, Uniform),
    row(Operator::BitXor, &["^^^"], "HXor.hXor", Infix(58, 59), 58, Uniform),
    row(Operator::BitNot, &["~~~"], "Complement.complement", Prefix(100), 100, Call),
    row(Operator::ShiftLeft, &["<<<"], "HShiftLeft.hShiftLeft", Infix(75, 76), 75, RightAction),
    row(Operator::ShiftRight, &[">>>"], "HShiftRight.hShiftRight", Infix(75, 76), 75, RightAction),
    row(Operator::ScalarMultiply, &["•"], "HSMul.hSMul", Infix(74, 73), 73, Call),
    row(Operator::Bind, &[">>="], "Bind.bind", Infix(55, 56), 55, Call),
    row(Operator::Map, &["<$>"], "Functor.map", Infix(101, 100), 100, Call),
    row(Operator::Sequence, &["<*>"], "Seq.seq", Infix(60, 61), 60, Special),
    row(Operator::SequenceRight, &["*>"], "SeqRight.seqRight", Infix(60, 61), 60, Special),
    row(Operator::SequenceLeft, &["<*"], "SeqLeft.seqLeft", Infix(60, 61), 60, Special),
    row(Operator::OrElse, &["<|>"], "HOrElse.hOrElse", Infix(21, 20), 20, Special),
    row(Operator::Inverse, &["⁻¹"], "Inv.inv", Postfix(ARGUMENT), ARGUMENT, Call),
    row(Operator::Rewrite, &["▸"], "", Infix(76, 75), 75, Special),
];
