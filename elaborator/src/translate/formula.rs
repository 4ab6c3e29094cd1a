//! Terms and formulas of contracts as terms of the kernel: the table of `docs/spec/core.md`, one arm a row.
//! Given by: `model` (tests), `statement` (propositions), and the obligations.
//! Gives: the term of a term, the proposition and the test of a formula, and what makes its divisions defined.
//! Holds: directed by syntax; integers are mathematical; no test of a model says anything else than its proposition.

use super::builder::Builder;
use super::scope::Scope;
use super::translation::Refusal;
use super::value::below;
use crate::core::{Arithmetic, Comparison, Formula, Term, Type};
use crate::meaning::Word;
use kernel::TermId;
use num_bigint::BigInt;

/// The term of a term, and its type.
///
/// # Errors
/// If the term is nested too deep or breaks the rules of core.
pub fn term(
    builder: &mut Builder,
    scope: &dyn Scope,
    of: &Term,
    depth: u32,
) -> Result<(TermId, Type), Refusal> {
    let below = below(depth)?;
    match of {
        Term::Variable(variable) => {
            Ok((scope.variable(builder, *variable)?, scope.type_of(*variable)?.clone()))
        }
        Term::Field(tuple, index) => {
            let (tuple, of) = term(builder, scope, tuple, below)?;
            scope.field(builder, (tuple, &of), *index)
        }
        Term::Integer(integer) => Ok((builder.integer(integer), Type::Int)),
        Term::Negate(a) => {
            let (a, _) = term(builder, scope, a, below)?;
            Ok((builder.negation(a), Type::Int))
        }
        Term::Arithmetic(operation, a, b) => {
            let (a, _) = term(builder, scope, a, below)?;
            let (b, _) = term(builder, scope, b, below)?;
            Ok((builder.arithmetic(*operation, a, b), Type::Int))
        }
    }
}

/// The proposition that a formula is in a statement.
///
/// # Errors
/// If the formula is nested too deep or breaks the rules of core.
pub fn proposition(
    builder: &mut Builder,
    scope: &dyn Scope,
    of: &Formula,
    depth: u32,
) -> Result<TermId, Refusal> {
    let below = below(depth)?;
    let connective = match of {
        Formula::Constant(truth) => return Ok(builder.words[if *truth { Word::True } else { Word::False }]),
        Formula::Test(a) => {
            let (a, _) = term(builder, scope, a, below)?;
            return Ok(builder.holds(a));
        }
        Formula::Compare(comparison, a, b) => {
            let (a, _) = term(builder, scope, a, below)?;
            let (b, _) = term(builder, scope, b, below)?;
            return Ok(builder.comparison(*comparison, a, b));
        }
        Formula::Not(p) => {
            let p = proposition(builder, scope, p, below)?;
            return Ok(builder.word(Word::Not, &[p]));
        }
        Formula::Implies(p, q) => {
            let p = proposition(builder, scope, p, below)?;
            let q = proposition(builder, scope, q, below)?;
            return Ok(builder.store.arrow(p, q));
        }
        Formula::And(p, q) => (Word::And, p, q),
        Formula::Or(p, q) => (Word::Or, p, q),
        Formula::Iff(p, q) => (Word::Iff, p, q),
    };
    let (word, p, q) = connective;
    let p = proposition(builder, scope, p, below)?;
    let q = proposition(builder, scope, q, below)?;
    Ok(builder.word(word, &[p, q]))
}

/// The test that a formula is in a model.
///
/// # Errors
/// If the formula is nested too deep or breaks the rules of core.
pub fn test(builder: &mut Builder, scope: &dyn Scope, of: &Formula, depth: u32) -> Result<TermId, Refusal> {
    let below = below(depth)?;
    match of {
        Formula::Constant(truth) => Ok(builder.boolean(*truth)),
        Formula::Test(a) => Ok(term(builder, scope, a, below)?.0),
        Formula::Compare(comparison, a, b) => {
            let (a, _) = term(builder, scope, a, below)?;
            let (b, _) = term(builder, scope, b, below)?;
            let word = match comparison {
                Comparison::Equal => Word::TestEqual,
                Comparison::Less => Word::TestLess,
                Comparison::LessEqual => Word::TestLessEqual,
            };
            Ok(builder.word(word, &[a, b]))
        }
        Formula::Not(p) => {
            let p = test(builder, scope, p, below)?;
            Ok(builder.word(Word::BoolNot, &[p]))
        }
        Formula::And(p, q) => both(builder, scope, Word::BoolAnd, (p, q), below),
        Formula::Or(p, q) => both(builder, scope, Word::BoolOr, (p, q), below),
        Formula::Iff(p, q) => both(builder, scope, Word::BoolEqual, (p, q), below),
        Formula::Implies(p, q) => {
            let p = test(builder, scope, p, below)?;
            let q = test(builder, scope, q, below)?;
            let p = builder.word(Word::BoolNot, &[p]);
            Ok(builder.word(Word::BoolOr, &[p, q]))
        }
    }
}

fn both(
    builder: &mut Builder,
    scope: &dyn Scope,
    word: Word,
    (p, q): (&Formula, &Formula),
    depth: u32,
) -> Result<TermId, Refusal> {
    let p = test(builder, scope, p, depth)?;
    let q = test(builder, scope, q, depth)?;
    Ok(builder.word(word, &[p, q]))
}

/// What must hold for the divisions of a formula to be defined, if anything.
///
/// # Errors
/// If the formula is nested too deep or breaks the rules of core.
pub fn definedness(
    builder: &mut Builder,
    scope: &dyn Scope,
    of: &Formula,
    depth: u32,
) -> Result<Option<TermId>, Refusal> {
    let below = below(depth)?;
    match of {
        Formula::Constant(_) => Ok(None),
        Formula::Test(a) => divisors(builder, scope, &[a], below),
        Formula::Compare(_, a, b) => divisors(builder, scope, &[a, b], below),
        Formula::Not(p) => definedness(builder, scope, p, below),
        Formula::And(p, q) | Formula::Implies(p, q) => guarded(builder, scope, (p, q), true, below),
        Formula::Or(p, q) => guarded(builder, scope, (p, q), false, below),
        Formula::Iff(p, q) => {
            let p = definedness(builder, scope, p, below)?;
            let q = definedness(builder, scope, q, below)?;
            Ok(both_defined(builder, p, q))
        }
    }
}

/// `D(P) ∧ (P → D(Q))`, or `D(P) ∧ (¬ P → D(Q))`.
fn guarded(
    builder: &mut Builder,
    scope: &dyn Scope,
    (p, q): (&Formula, &Formula),
    positive: bool,
    depth: u32,
) -> Result<Option<TermId>, Refusal> {
    let first = definedness(builder, scope, p, depth)?;
    let Some(second) = definedness(builder, scope, q, depth)? else { return Ok(first) };
    let mut condition = proposition(builder, scope, p, depth)?;
    if !positive {
        condition = builder.word(Word::Not, &[condition]);
    }
    let second = builder.store.arrow(condition, second);
    Ok(both_defined(builder, first, Some(second)))
}

/// The conjunction of two parts that may say nothing.
pub(super) fn both_defined(builder: &mut Builder, p: Option<TermId>, q: Option<TermId>) -> Option<TermId> {
    match (p, q) {
        (Some(p), Some(q)) => Some(builder.word(Word::And, &[p, q])),
        (only, None) | (None, only) => only,
    }
}

/// The divisors of terms are not zero, from left to right.
fn divisors(
    builder: &mut Builder,
    scope: &dyn Scope,
    terms: &[&Term],
    depth: u32,
) -> Result<Option<TermId>, Refusal> {
    let mut found = Vec::new();
    for of in terms {
        collect_divisors(builder, scope, of, depth, &mut found)?;
    }
    Ok((!found.is_empty()).then(|| builder.conjunction(&found)))
}

fn collect_divisors(
    builder: &mut Builder,
    scope: &dyn Scope,
    of: &Term,
    depth: u32,
    found: &mut Vec<TermId>,
) -> Result<(), Refusal> {
    let below = below(depth)?;
    match of {
        Term::Variable(_) | Term::Integer(_) => Ok(()),
        Term::Field(a, _) | Term::Negate(a) => collect_divisors(builder, scope, a, below, found),
        Term::Arithmetic(operation, a, b) => {
            collect_divisors(builder, scope, a, below, found)?;
            collect_divisors(builder, scope, b, below, found)?;
            if matches!(operation, Arithmetic::Divide | Arithmetic::Remainder) {
                let (divisor, _) = term(builder, scope, b, below)?;
                let zero = builder.integer(&BigInt::ZERO);
                let zero = builder.comparison(Comparison::Equal, divisor, zero);
                found.push(builder.word(Word::Not, &[zero]));
            }
            Ok(())
        }
    }
}
