//! Facts that are guessed and then proved by themselves, before cases are told apart.
//! Given by: the search, with a branch and what to look for.
//! Gives: comparisons of quotients with the values that their dividends suggest.
//! Holds: a fact is added only with its proof; a guess that does not prove costs steps and changes nothing.

use super::branch::{Branch, Context};
use super::budget::Exhausted;
use super::lemmas::Lemma;
use super::reader::polynomial_term;
use super::search::{self, suppose};
use super::trace::{Derivation, Reason};
use super::view::Integer;
use super::vocabulary::Head;
use kernel::TermId;
use std::rc::Rc;

/// How many divisions of a branch are looked at.
const DIVISIONS: usize = 12;

/// Proves `a ≤ b` from the contradiction of its denial, without case distinctions, and adds it. Answers whether it did.
pub(crate) fn claim(
    context: &mut Context<'_>,
    branch: &mut Branch,
    (a, b): (TermId, TermId),
) -> Result<bool, Exhausted> {
    let statement = context.vocabulary.less_equal(context.store, a, b);
    let denial = context.vocabulary.less(context.store, b, a);
    if branch.knows(statement) {
        return Ok(false);
    }
    let (variable, mut inner) = suppose(context, branch, denial);
    let body = match search::look(context, &mut inner)? {
        Some(body) => Some(body),
        None => search::bend(context, &mut inner)?,
    };
    let Some(body) = body else { return Ok(false) };
    let body = Derivation::Suppose(variable, denial, Box::new(body));
    let proof = Derivation::Lemma(Lemma::LessEqualGoal, vec![a, b], vec![body]);
    let fact = context.trace.add(statement, Reason::Proved(Rc::new(proof)));
    branch.add(fact);
    Ok(true)
}

/// Quotients by something else than a numeral: the dividend, divided as a polynomial, says what the quotient might be.
pub(crate) fn quotients(context: &mut Context<'_>, branch: &mut Branch) -> Result<bool, Exhausted> {
    let mut found = false;
    for (quotient, a, k) in divisions(context).into_iter().take(DIVISIONS) {
        let [quotient_value, a, k] = [quotient, a, k].map(|term| {
            let read = context.reader.read(context.store, &context.vocabulary, term);
            branch.arithmetic.reduced(&read)
        });
        let guess = a.quotient(&k);
        if k.as_constant().is_some() || guess == quotient_value {
            continue;
        }
        context.budget.spend(4)?;
        let Context { store, vocabulary, reader, .. } = context;
        let guess = polynomial_term(store, vocabulary, reader, &guess);
        found |= claim(context, branch, (guess, quotient))?;
        found |= claim(context, branch, (quotient, guess))?;
    }
    Ok(found)
}

/// The quotients met so far, each with dividend and divisor.
fn divisions(context: &mut Context<'_>) -> Vec<(TermId, TermId, TermId)> {
    let mut result = Vec::new();
    for atom in context.reader.atoms().to_vec() {
        let (view, _) = context.vocabulary.integer_view(context.store, atom);
        let (head, a, k) = match view {
            Integer::Quotient(a, k) | Integer::Remainder(a, k) => (Head::Quotient, a, k),
            Integer::EuclideanQuotient(a, k) | Integer::EuclideanRemainder(a, k) => {
                (Head::EuclideanQuotient, a, k)
            }
            _ => continue,
        };
        let quotient = context.vocabulary.apply(context.store, head, &[a, k]);
        if !result.contains(&(quotient, a, k)) {
            result.push((quotient, a, k));
        }
    }
    result
}
