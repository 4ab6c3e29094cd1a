//! Lean's notation for the constants that statements use.
//! Given by: `show`.
//! Gives: how an application of a known constant to all its arguments is written.
//! Holds: symbols and strengths are Lean's own; everything else is written as an application.

use super::Strength;
use kernel::TermId;

/// How an application is written.
pub(super) enum Notation {
    /// Symbol, own strength, strength demanded left and right, the operands.
    Infix(&'static str, Strength, Strength, Strength, TermId, TermId),
    /// Symbol, own strength, strength demanded of the operand.
    Prefix(&'static str, Strength, Strength, TermId),
    /// A numeral, shown as its literal.
    Numeral(TermId),
    /// A pair.
    Pair(TermId, TermId),
    /// A symbol after the operand.
    Postfix(&'static str, TermId),
}

/// Words of Lean that are no identifiers.
pub(super) const RESERVED: &[&str] = &[
    "Prop",
    "Sort",
    "Type",
    "axiom",
    "by",
    "def",
    "do",
    "else",
    "end",
    "example",
    "forall",
    "from",
    "fun",
    "have",
    "if",
    "import",
    "in",
    "inductive",
    "instance",
    "let",
    "match",
    "mutual",
    "namespace",
    "open",
    "return",
    "section",
    "set_option",
    "show",
    "structure",
    "suffices",
    "then",
    "theorem",
    "universe",
    "variable",
    "where",
    "with",
    "_",
];

/// The notation of a constant applied to arguments.
pub(super) fn notation(name: &str, arguments: &[TermId]) -> Option<Notation> {
    use Notation::{Infix, Numeral, Pair, Postfix, Prefix};
    Some(match (name, arguments) {
        ("OfNat.ofNat", &[_, literal, _]) => Numeral(literal),
        ("HAdd.hAdd", &[_, _, _, _, a, b]) => Infix(" + ", 65, 65, 66, a, b),
        ("HSub.hSub", &[_, _, _, _, a, b]) => Infix(" - ", 65, 65, 66, a, b),
        ("HMul.hMul", &[_, _, _, _, a, b]) => Infix(" * ", 70, 70, 71, a, b),
        ("Neg.neg", &[_, _, a]) => Prefix("-", super::NEGATION, super::NEGATION, a),
        ("Eq", &[_, a, b]) => Infix(" = ", 50, 51, 51, a, b),
        ("Ne", &[_, a, b]) => Infix(" ≠ ", 50, 51, 51, a, b),
        ("LT.lt", &[_, _, a, b]) => Infix(" < ", 50, 51, 51, a, b),
        ("LE.le", &[_, _, a, b]) => Infix(" ≤ ", 50, 51, 51, a, b),
        ("And", &[a, b]) => Infix(" ∧ ", 35, 36, 35, a, b),
        ("Or", &[a, b]) => Infix(" ∨ ", 30, 31, 30, a, b),
        ("Iff", &[a, b]) => Infix(" ↔ ", 20, 21, 21, a, b),
        ("Not", &[a]) => Prefix("¬", super::ATOM - 1, 40, a),
        ("Prod", &[a, b]) => Infix(" × ", 35, 36, 35, a, b),
        ("Prod.mk", &[_, _, a, b]) => Pair(a, b),
        ("Prod.fst", &[_, _, a]) => Postfix(".fst", a),
        ("Prod.snd", &[_, _, a]) => Postfix(".snd", a),
        _ => return None,
    })
}
