//! Conversion: whether two terms are the same by computation.
//! Given by: typing, and rooms that build terms; both terms have types.
//! Gives: yes or no.
//! Holds: a yes is justified by the rules of the type theory; answers are remembered for exactly the pair that was asked, never joined by transitivity.
//!
//! Cheap comparisons come first, definitions are unfolded last and the higher one before the lower one.

use super::reduce::{Effort, arguments_of};
use super::{Checker, Closure, Head, Mode};
use crate::rejection::Answer;
use crate::table::Key;
use crate::{Hint, Kind, NameId, Term, TermId, order};
use std::ops::ControlFlow::{self, Break, Continue};

impl Checker<'_> {
    /// Whether two closed terms are convertible.
    pub(crate) fn equal(&mut self, a: TermId, b: TermId) -> Answer<bool> {
        match self.equal_quickly(a, b)? {
            Some(answer) => Ok(answer),
            None => self.equal_once(a, b, |checker| checker.equal_slowly(a, b)),
        }
    }

    /// The answer that was found for exactly this pair, or is found now.
    fn equal_once(
        &mut self,
        a: TermId,
        b: TermId,
        judge: impl FnOnce(&mut Self) -> Answer<bool>,
    ) -> Answer<bool> {
        if let Some(answer) = self.known_to_be_equal(a, b) {
            return Ok(answer);
        }
        let answer = self.nested(judge)?;
        self.memory.equal.insert(unordered(a, b), u32::from(answer));
        Ok(answer)
    }

    fn known_to_be_equal(&self, a: TermId, b: TermId) -> Option<bool> {
        self.memory.equal.get(unordered(a, b)).map(|answer| answer != 0)
    }

    /// What the outermost layers decide.
    fn equal_quickly(&mut self, a: TermId, b: TermId) -> Answer<Option<bool>> {
        if a == b {
            return Ok(Some(true));
        }
        match (self.store.term_at(a), self.store.term_at(b)) {
            (Term::Sort(a), Term::Sort(b)) => Ok(Some(order::equal(self.store, a, b)?)),
            (Term::Lambda(..), Term::Lambda(..)) | (Term::Pi(..), Term::Pi(..)) => {
                let telescopes = [a, b].map(Closure::of);
                self.equal_once(a, b, |checker| checker.equal_telescopes(telescopes)).map(Some)
            }
            (Term::Natural(_), Term::Natural(_)) | (Term::Text(_), Term::Text(_)) => Ok(Some(false)),
            _ => Ok(None),
        }
    }

    /// Whether two types are convertible that do not look the same; they are put together only where they differ.
    pub(super) fn equal_types(&mut self, a: Closure, b: Closure) -> Answer<bool> {
        let (mut a, mut b) = (a, b);
        if self.become_same(&mut a, &mut b)? {
            return Ok(true);
        }
        match (self.store.term_at(a.term), self.store.term_at(b.term)) {
            (Term::Pi(..), Term::Pi(..)) => self.nested(|checker| checker.equal_telescopes([a, b])),
            (Term::Apply(..), Term::Apply(..))
                if self.is_family(a.term) && self.equal_heads(a.term, b.term)? =>
            {
                self.equal_arguments(a, b)
            }
            _ => self.equal_closed(a, b),
        }
    }

    /// Whether an inductive type is at the head, of which nothing but its arguments makes another one.
    fn is_family(&self, term: TermId) -> bool {
        self.head(term).is_some_and(|head| matches!(head.constant.kind, Kind::Inductive(_)))
    }

    /// The same head of as many arguments.
    fn equal_heads(&mut self, a: TermId, b: TermId) -> Answer<bool> {
        let ((a, count), (b, others)) = (self.store.head(a), self.store.head(b));
        Ok(count == others
            && match (self.store.term_at(a), self.store.term_at(b)) {
                (Term::Constant(x, us), Term::Constant(y, vs)) => {
                    x == y && order::equal_lists(self.store, us, vs)?
                }
                (Term::Constant(..), _) | (_, Term::Constant(..)) => false,
                _ => count > 0 && self.equal(a, b)?,
            })
    }

    /// From the first one on: what differs there often makes the others long to compare.
    fn equal_arguments(&mut self, a: Closure, b: Closure) -> Answer<bool> {
        let [a, b] = [a, b].map(|of| arguments_of(self.store, of).collect::<Vec<_>>());
        a.iter().zip(&b).rev().try_fold(true, |all, (&a, &b)| Ok(all && self.equal_parts(a, b)?))
    }

    /// Compares domains, then bodies with the same variable in both.
    fn equal_telescopes(&mut self, [mut a, mut b]: [Closure; 2]) -> Answer<bool> {
        while let (Term::Lambda(_, d, x), Term::Lambda(_, e, y)) | (Term::Pi(_, d, x), Term::Pi(_, e, y)) =
            (self.store.term_at(a.term), self.store.term_at(b.term))
        {
            let domain = Closure { term: d, ..a };
            if !self.equal_parts(domain, Closure { term: e, ..b })? {
                return Ok(false);
            }
            let (_, value) = self.open_binder(domain, &mut a.scope);
            b.scope = self.extend(b.scope, value);
            (a.term, b.term) = (x, y);
        }
        self.equal_parts(a, b)
    }

    fn equal_parts(&mut self, a: Closure, b: Closure) -> Answer<bool> {
        let (mut a, mut b) = (a, b);
        Ok(self.same(a, b) || self.become_same(&mut a, &mut b)? || self.equal_closed(a, b)?)
    }

    /// Applies the functions at the heads of two closures; whether they are then seen to be the same.
    fn become_same(&mut self, a: &mut Closure, b: &mut Closure) -> Answer<bool> {
        let before = (*a, *b);
        (*a, *b) = (self.expose(*a, Effort::Least)?, self.expose(*b, Effort::Least)?);
        Ok((*a, *b) != before && self.same(*a, *b))
    }

    fn equal_closed(&mut self, a: Closure, b: Closure) -> Answer<bool> {
        let (a, b) = (self.close(a)?, self.close(b)?);
        self.equal(a, b)
    }

    fn equal_slowly(&mut self, a: TermId, b: TermId) -> Answer<bool> {
        if let Some(answer) = self.evaluates_to_truth(a, b)?.or(self.evaluates_to_truth(b, a)?) {
            return Ok(answer);
        }
        let x = self.reduce_with(a, Effort::Cheap)?;
        let y = self.reduce_with(b, Effort::Cheap)?;
        if (x != a || y != b)
            && let Some(answer) = self.equal_quickly(x, y)?
        {
            return Ok(answer);
        }
        if let Some(answer) = self.equal_proofs(x, y)? {
            return Ok(answer);
        }
        self.equal_by_unfolding(x, y)
    }

    /// Whether a closed test gives this truth value, if it gives any: it is evaluated, which is what proofs by computation ask for.
    fn evaluates_to_truth(&mut self, test: TermId, truth: TermId) -> Answer<Option<bool>> {
        let truths = self.environment.primitives().truths;
        let is_truth = |layer| matches!(layer, Term::Constant(name, _) if truths.contains(&Some(name)));
        if !is_truth(self.store.term_at(truth)) || self.store.facts_at(test).has_free {
            return Ok(None);
        }
        let value = self.reduce(test)?;
        Ok(is_truth(self.store.term_at(value)).then_some(value == truth))
    }

    /// Two proofs are equal exactly if they prove the same.
    fn equal_proofs(&mut self, a: TermId, b: TermId) -> Answer<Option<bool>> {
        let of = self.closed_type(a, Mode::Trust)?;
        if !self.is_proposition(of)? {
            return Ok(None);
        }
        self.are_of_one_type(a, b).map(Some)
    }

    fn equal_by_unfolding(&mut self, a: TermId, b: TermId) -> Answer<bool> {
        let (mut a, mut b) = (a, b);
        loop {
            if let Some(answer) = self.equal_numbers(a, b)? {
                return Ok(answer);
            }
            match self.unfold_one(&mut a, &mut b)? {
                Continue(()) => {}
                Break(Some(answer)) => return Ok(answer),
                Break(None) => return self.equal_structurally(a, b),
            }
        }
    }

    /// Numbers: both zero, both successors, or one that is computed.
    fn equal_numbers(&mut self, a: TermId, b: TermId) -> Answer<Option<bool>> {
        if self.environment.primitives().natural.is_none() {
            return Ok(None);
        }
        if [a, b].iter().all(|&side| self.natural_value(side).is_some_and(|value| value.bits() == 0)) {
            return Ok(Some(true));
        }
        if let Some(before) = self.predecessor(a)
            && let Some(other) = self.predecessor(b)
        {
            return self.equal(before, other).map(Some);
        }
        if self.store.facts_at(a).has_free || self.store.facts_at(b).has_free {
            return Ok(None);
        }
        if let Some(value) = self.computed(a)? {
            return self.equal(value, b).map(Some);
        }
        let Some(value) = self.computed(b)? else { return Ok(None) };
        self.equal(a, value).map(Some)
    }

    /// The result of an accelerated operation at the head.
    fn computed(&mut self, term: TermId) -> Answer<Option<TermId>> {
        let Some((name, _, arguments)) = self.constant_spine(term) else { return Ok(None) };
        let Some(operation) = self.environment.primitives().operation(name) else { return Ok(None) };
        self.reduce_natural(operation, arguments)
    }

    /// Unfolds the definition that stands higher, or both. Goes on until there is an answer, or no definition at either head.
    fn unfold_one(&mut self, a: &mut TermId, b: &mut TermId) -> Answer<ControlFlow<Option<bool>>> {
        let (left, right) = (self.definition(*a), self.definition(*b));
        let (height, other) = (left.map(|(height, _)| height), right.map(|(height, _)| height));
        self.step()?;
        if left.or(right).is_none() {
            return Ok(Break(None));
        }
        if left == right && self.equal_applications(*a, *b)? {
            return Ok(Break(Some(true)));
        }
        if height >= other {
            *a = self.unfold(*a)?;
        }
        if height <= other {
            *b = self.unfold(*b)?;
        }
        if let Some(answer) = self.equal_quickly(*a, *b)? {
            return Ok(Break(Some(answer)));
        }
        Ok(self.known_to_be_equal(*a, *b).map_or(Continue(()), |answer| Break(Some(answer))))
    }

    /// Height and name of the definition at the head of a term, if it can be unfolded.
    fn definition(&self, term: TermId) -> Option<(u64, NameId)> {
        let Head { constant, .. } = self.head(term).filter(|head| self.fits(head.constant, head.levels))?;
        match constant.kind {
            Kind::Definition(_, Hint::Abbreviation) => Some((u64::MAX, constant.name)),
            Kind::Definition(_, Hint::Regular(height)) => Some((u64::from(height) + 1, constant.name)),
            Kind::Definition(_, Hint::Opaque) | Kind::Theorem(_) => Some((0, constant.name)),
            _ => None,
        }
    }

    /// No definition is left to unfold at the heads.
    fn equal_structurally(&mut self, a: TermId, b: TermId) -> Answer<bool> {
        if let (Term::Project(s, i, x), Term::Project(t, j, y)) =
            (self.store.term_at(a), self.store.term_at(b))
            && (s, i) == (t, j)
            && self.equal_structures(i, x, y)?
        {
            return Ok(true);
        }
        let x = self.reduce_with(a, Effort::Core)?;
        let y = self.reduce_with(b, Effort::Core)?;
        if x != a || y != b {
            return self.equal(x, y);
        }
        Ok(self.equal_applications(a, b)?
            || self.equal_by_eta(a, b)?
            || self.equal_by_eta(b, a)?
            || self.equal_by_structure_eta(a, b)?
            || self.equal_by_structure_eta(b, a)?
            || self.equal_texts(a, b)?
            || self.equal_units(a, b)?)
    }

    /// Whether two structures are seen to be equal before the field at an index can be taken out of one of them: other fields may
    /// be long to compare, and what computes a structure may be long to run.
    fn equal_structures(&mut self, index: u32, a: TermId, b: TermId) -> Answer<bool> {
        let (mut a, mut b) = (a, b);
        loop {
            a = self.reduce_with(a, Effort::Cheap)?;
            b = self.reduce_with(b, Effort::Cheap)?;
            if a == b {
                return Ok(true);
            }
            for structure in [a, b] {
                if self.project(index, Closure::of(structure), Effort::Cheap)?.is_some() {
                    return Ok(false);
                }
            }
            match self.unfold_one(&mut a, &mut b)? {
                Continue(()) => {}
                Break(Some(answer)) => return Ok(answer),
                Break(None) => return self.equal(a, b),
            }
        }
    }

    /// The same head applied to equal arguments. What is nested in them deep needs stack for little else than `equal`.
    fn equal_applications(&mut self, a: TermId, b: TermId) -> Answer<bool> {
        let heads = self.equal_heads(a, b)?;
        let ((_, arguments), (_, others)) = (self.store.spine(a), self.store.spine(b));
        arguments.iter().zip(&others).try_fold(heads, |all, (&a, &b)| Ok(all && self.equal(a, b)?))
    }

    fn equal_texts(&mut self, a: TermId, b: TermId) -> Answer<bool> {
        let (x, y) = (self.expand_text(a), self.expand_text(b));
        Ok((x, y) != (a, b) && self.equal(x, y)?)
    }
}

fn unordered(a: TermId, b: TermId) -> Key {
    (a.0.min(b.0), a.0.max(b.0))
}
