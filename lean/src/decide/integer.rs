//! Integers between two neighbours: what lies below a bound is told apart from what lies above.
//! Given by: the search, with a branch in which nothing else helps.
//! Gives: a contradiction in each of the two cases.
//! Holds: remainders come first, which have few values; then monomials whose value so far is a fraction.

use super::arithmetic::Finding;
use super::branch::{Branch, Context};
use super::budget::Exhausted;
use super::lemmas::Lemma;
use super::reader::monomial_term;
use super::search::{Found, Path, look, refute, suppose};
use super::trace::Derivation;
use super::view::Integer;
use super::vocabulary::Head;
use kernel::TermId;
use num_bigint::{BigInt, BigUint};
use num_traits::ToPrimitive;

/// Remainders by larger numerals have too many values.
const DIVISOR: u32 = 12;
/// How many atoms are divided to learn the residues of products.
const ATOMS: usize = 3;

/// Tells two cases apart by a bound, if there is a term for which that may help.
pub(crate) fn tell_apart(context: &mut Context<'_>, mut branch: Branch, path: Path) -> Found {
    let Some(branches) = path.branches.checked_sub(1) else { return Ok(None) };
    let mut path = path;
    path.branches = branches;
    if let Some((term, bound)) = narrow(context, &branch)? {
        return cases(context, &branch, (term, &bound), path);
    }
    if !path.residues {
        path.residues = true;
        if divide_factors(context, &branch) {
            if let Some(done) = look(context, &mut branch)? {
                return Ok(Some(done));
            }
            if let Some((term, bound)) = narrow(context, &branch)? {
                return cases(context, &branch, (term, &bound), path);
            }
        }
    }
    match fraction(context, &branch)? {
        Some((term, bound)) => cases(context, &branch, (term, &bound), path),
        None => Ok(None),
    }
}

fn cases(context: &mut Context<'_>, branch: &Branch, (term, bound): (TermId, &BigInt), path: Path) -> Found {
    let Context { store, vocabulary, .. } = context;
    let bound = vocabulary.integer(store, bound);
    let one = vocabulary.integer(store, &BigInt::from(1));
    let next = vocabulary.add(store, bound, one);
    let cases = [vocabulary.less_equal(store, term, bound), vocabulary.less_equal(store, next, term)];
    let mut parts = Vec::new();
    for case in cases {
        let (variable, inner) = suppose(context, branch, case);
        let Some(body) = refute(context, inner, path)? else { return Ok(None) };
        if !context.trace.uses(&body, variable) {
            return Ok(Some(body));
        }
        parts.push(Derivation::Suppose(variable, case, Box::new(body)));
    }
    Ok(Some(Derivation::Lemma(Lemma::Branch, vec![term, bound], parts)))
}

/// The remainder by a small numeral that has fewest values left, and the middle of them.
fn narrow(context: &mut Context<'_>, branch: &Branch) -> Result<Option<(TermId, BigInt)>, Exhausted> {
    let mut best: Option<(BigInt, TermId, BigInt)> = None;
    for atom in context.reader.atoms().to_vec() {
        let (Integer::Remainder(_, k) | Integer::EuclideanRemainder(_, k), _) =
            context.vocabulary.integer_view(context.store, atom)
        else {
            continue;
        };
        if small(context, k).is_none() {
            continue;
        }
        context.budget.spend(2)?;
        let value = context.reader.read(context.store, &context.vocabulary, atom);
        let value = branch.arithmetic.reduced(&value);
        let (Some(lowest), Some(highest)) = branch.arithmetic.range(&value) else { continue };
        let width = &highest - &lowest;
        if width > BigInt::ZERO && best.as_ref().is_none_or(|(least, ..)| width < *least) {
            best = Some((width, atom, (lowest + highest) >> 1));
        }
    }
    Ok(best.map(|(_, term, bound)| (term, bound)))
}

/// A small positive numeral.
fn small(context: &mut Context<'_>, k: TermId) -> Option<u32> {
    match context.vocabulary.integer_view(context.store, k).0 {
        Integer::Literal(value) => BigUint::to_u32(&value).filter(|value| (2..=DIVISOR).contains(value)),
        _ => None,
    }
}

/// Divides the factors of products that are divided by small numerals. Answers whether there are any.
fn divide_factors(context: &mut Context<'_>, branch: &Branch) -> bool {
    let mut found = Vec::new();
    for atom in context.reader.atoms().to_vec() {
        let (
            Integer::Quotient(a, k)
            | Integer::Remainder(a, k)
            | Integer::EuclideanQuotient(a, k)
            | Integer::EuclideanRemainder(a, k),
            _,
        ) = context.vocabulary.integer_view(context.store, atom)
        else {
            continue;
        };
        let value = context.reader.read(context.store, &context.vocabulary, a);
        let value = branch.arithmetic.reduced(&value);
        if small(context, k).is_none() || value.degree() < 2 {
            continue;
        }
        for factor in value.atoms() {
            let Some(&factor) = context.reader.atoms().get(factor.0 as usize) else { continue };
            if !found.contains(&(factor, k)) && found.len() < ATOMS {
                found.push((factor, k));
            }
        }
    }
    for &(factor, k) in &found {
        let remainder = context.vocabulary.apply(context.store, Head::EuclideanRemainder, &[factor, k]);
        let _ = context.reader.read(context.store, &context.vocabulary, remainder);
    }
    !found.is_empty()
}

/// A monomial whose value so far is a fraction, and the integer below.
fn fraction(context: &mut Context<'_>, branch: &Branch) -> Result<Option<(TermId, BigInt)>, Exhausted> {
    let Finding::Values(values) = branch.arithmetic.look(&mut context.budget)? else { return Ok(None) };
    let Some((monomial, value)) = values.into_iter().find(|(_, value)| !value.is_integer()) else {
        return Ok(None);
    };
    let Context { store, vocabulary, reader, .. } = context;
    Ok(monomial_term(store, vocabulary, reader, &monomial).map(|term| (term, value.floor())))
}
