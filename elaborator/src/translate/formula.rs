//! Terms and formulas of contracts as terms of the kernel: the table of `docs/spec/core.md`, one arm a row.
//! Given by: `model` (tests), `statement` (propositions), and the obligations.
//! Gives: the term of a term, the proposition and the test of a formula, and what its definedness says.
//! Holds: directed by syntax; integers are mathematical; no test of a model says anything else than its proposition.

use super::builder::Builder;
use super::scope::Scope;
use super::translation::Refusal;
use super::value::below;
use crate::core::{Comparison, Formula, Term, Type};
use crate::meaning::Word;
use kernel::TermId;

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

/// What a definedness says, if anything.
///
/// # Errors
/// If it is nested too deep or breaks the rules of core.
pub fn definedness(
    builder: &mut Builder,
    scope: &dyn Scope,
    defined: &Formula,
) -> Result<Option<TermId>, Refusal> {
    match defined {
        Formula::Constant(true) => Ok(None),
        says => proposition(builder, scope, says, 0).map(Some),
    }
}
