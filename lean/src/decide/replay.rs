//! A second look at what the search found, before the kernel sees it.
//! Given by: a derivation and its trace.
//! Gives: whether every step of arithmetic adds up.
//! Holds: recomputes every polynomial from the statements of facts; shares no code with the search but reading and sums.

use super::branch::Context;
use super::ledger::{Combination, FactId, Positive, PositiveId, Zero, ZeroId};
use super::number::Number;
use super::polynomial::Polynomial;
use super::trace::{Derivation, Reason};
use super::view::Proposition;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::rc::Rc;

#[derive(Default)]
struct Replay {
    positives: FxHashMap<PositiveId, Polynomial>,
    zeros: FxHashMap<ZeroId, Polynomial>,
}

/// Whether all arithmetic of a derivation holds.
pub(crate) fn holds(context: &mut Context<'_>, derivation: &Derivation) -> bool {
    let mut replay = Replay::default();
    let lemmas = proofs_below(context, derivation);
    let mut pending: Vec<&Derivation> = lemmas.iter().map(AsRef::as_ref).chain([derivation]).collect();
    while let Some(next) = pending.pop() {
        match next {
            Derivation::Fact(_) | Derivation::Clash(..) => {}
            Derivation::Lemma(_, _, parts) => pending.extend(parts),
            Derivation::Suppose(_, _, body) => pending.push(body),
            Derivation::Arithmetic(combination) => {
                let sum = replay.combination(context, &combination.integral());
                if !sum.and_then(|sum| sum.as_constant()).is_some_and(|constant| constant.is_negative()) {
                    return false;
                }
            }
        }
    }
    true
}

/// The proofs of the facts that a derivation rests on, directly or through others.
fn proofs_below(context: &Context<'_>, derivation: &Derivation) -> Vec<Rc<Derivation>> {
    let (mut proofs, mut seen, mut mentioned) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    context.trace.mentioned(derivation, &mut mentioned);
    let mut pending: Vec<FactId> = mentioned.into_iter().collect();
    while let Some(id) = pending.pop() {
        let Some(fact) = context.trace.fact(id).filter(|_| seen.insert(id)) else { continue };
        pending.extend(context.trace.premises(&fact.reason));
        if let Reason::Proved(proof) = &fact.reason {
            proofs.push(Rc::clone(proof));
        }
    }
    proofs
}

impl Replay {
    fn combination(&mut self, context: &mut Context<'_>, combination: &Combination) -> Option<Polynomial> {
        let mut sum = Polynomial::default();
        for (&id, factor) in &combination.positives {
            if factor.is_negative() || !factor.is_integer() {
                return None;
            }
            sum.add_scaled(&self.positive(context, id)?, factor);
        }
        for (&id, factor) in &combination.zeros {
            let product = self.zero(context, id)?.times(factor);
            sum.add_scaled(&product, &Number::ONE);
        }
        Some(sum)
    }

    fn positive(&mut self, context: &mut Context<'_>, id: PositiveId) -> Option<Polynomial> {
        if let Some(known) = self.positives.get(&id) {
            return Some(known.clone());
        }
        let result = match context.trace.ledger.positive_at(id)?.clone() {
            Positive::Fact(fact) => row_of(context, fact)?,
            Positive::Product(a, b) => {
                let a = self.combination(context, &a)?;
                a.times(&self.combination(context, &b)?)
            }
            Positive::Cut { of, divisor, result } => {
                let divisor = Number::integer(&divisor);
                let rest = self.combination(context, &of)?.minus(&result.scaled(&divisor)).as_constant()?;
                let sound = divisor.is_positive() && rest.less(&divisor) && result.denominator() == 1.into();
                sound.then_some(result)?
            }
            Positive::Square(of) => (of.denominator() == 1.into()).then(|| of.times(&of))?,
        };
        let _ = self.positives.insert(id, result.clone());
        Some(result)
    }

    fn zero(&mut self, context: &mut Context<'_>, id: ZeroId) -> Option<Polynomial> {
        if let Some(known) = self.zeros.get(&id) {
            return Some(known.clone());
        }
        let result = match context.trace.ledger.zero_at(id)?.clone() {
            Zero::Fact(fact) => equation_of(context, fact)?,
            Zero::Opposite(a, b) => {
                let a = self.combination(context, &a)?;
                let sum = a.plus(&self.combination(context, &b)?);
                sum.is_empty().then_some(a)?
            }
        };
        let _ = self.zeros.insert(id, result.clone());
        Some(result)
    }
}

fn row_of(context: &mut Context<'_>, fact: FactId) -> Option<Polynomial> {
    match context.view_of(fact) {
        Proposition::LessEqual(a, b) => Some(context.difference(a, b, false)),
        Proposition::Less(a, b) => Some(context.difference(a, b, true)),
        _ => None,
    }
}

fn equation_of(context: &mut Context<'_>, fact: FactId) -> Option<Polynomial> {
    match context.view_of(fact) {
        Proposition::Equal(a, b) => Some(context.difference(a, b, false)),
        _ => None,
    }
}
