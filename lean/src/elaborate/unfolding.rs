//! Comparison by unfolding definitions, the higher one first, and what is done when nothing can be unfolded.
//! Given by: `unify`, for terms in weak head normal form.
//! Gives: whether the terms are equal.
//! Holds: arguments of equal heads are compared before the heads are unfolded.

use super::session::{Elaborator, Transparency};
use kernel::{FreeId, Hint, Kind, NameId, Term, TermId};

impl Elaborator<'_> {
    /// The height at which a head is unfolded, if it can be.
    fn unfold_height(&mut self, id: TermId) -> Option<(NameId, u32)> {
        let Term::Constant(name, _) = self.store.term_at(self.head_of(id)) else { return None };
        let Kind::Definition(_, hint) = self.environment.get(name)?.kind else { return None };
        if self.projection(name).is_some() {
            return Some((name, 0));
        }
        if !self.can_unfold(name, hint) {
            return None;
        }
        Some(match hint {
            Hint::Opaque => (name, 0),
            Hint::Abbreviation => (name, u32::MAX),
            Hint::Regular(height) => (name, height.saturating_add(1)),
        })
    }

    pub(super) fn equal_unfolding(&mut self, a: TermId, b: TermId) -> bool {
        match (self.unfold_height(a), self.unfold_height(b)) {
            (None, None) => self.equal_rest(a, b),
            (Some(_), None) => match self.unfold(a) {
                Some(next) => self.equal(next, b),
                None => self.equal_rest(a, b),
            },
            (None, Some(_)) => match self.unfold(b) {
                Some(next) => self.equal(a, next),
                None => self.equal_rest(a, b),
            },
            (Some((left, height)), Some((right, other))) => {
                if left == right && self.try_equal(|this| this.equal_applications(a, b)) {
                    return true;
                }
                self.equal_unfolding_both((a, height), (b, other))
            }
        }
    }

    fn equal_unfolding_both(&mut self, (a, height): (TermId, u32), (b, other): (TermId, u32)) -> bool {
        if height > other
            && let Some(next) = self.unfold(a)
        {
            return self.equal(next, b);
        }
        if other > height
            && let Some(next) = self.unfold(b)
        {
            return self.equal(a, next);
        }
        match (self.unfold(a), self.unfold(b)) {
            (Some(a), Some(b)) => self.equal(a, b),
            (Some(a), None) => self.equal(a, b),
            (None, Some(b)) => self.equal(a, b),
            (None, None) => self.equal_rest(a, b),
        }
    }

    fn equal_rest(&mut self, a: TermId, b: TermId) -> bool {
        if self.try_equal(|this| this.equal_applications(a, b)) {
            return true;
        }
        if let (Term::Project(_, i, of), Term::Project(_, j, other)) =
            (self.store.term_at(a), self.store.term_at(b))
            && i == j
            && self.try_equal(|this| this.equal(of, other))
        {
            return true;
        }
        if self.equal_structures(a, b) || self.equal_structures(b, a) || self.equal_units(a, b) {
            return true;
        }
        if self.release_stuck(a) || self.release_stuck(b) {
            return self.equal(a, b);
        }
        self.equal_raw(a, b)
    }

    /// The last resort: a case distinction against a definition that would get stuck in one.
    fn equal_raw(&mut self, a: TermId, b: TermId) -> bool {
        if self.transparency < Transparency::Default {
            return false;
        }
        let stuck_a = self.is_stuck(a);
        let stuck_b = self.is_stuck(b);
        if !stuck_a && !stuck_b {
            return self.equal_projections(a, b);
        }
        let next_a = if stuck_a { self.expand_stuck(a) } else { self.unfold_raw(a) };
        if let Some(next) = next_a {
            return self.equal(next, b);
        }
        let next_b = if stuck_b { self.expand_stuck(b) } else { self.unfold_raw(b) };
        match next_b {
            Some(next) => self.equal(a, next),
            None => false,
        }
    }

    /// A field against the function that selects it.
    fn equal_projections(&mut self, a: TermId, b: TermId) -> bool {
        if let Term::Project(..) = self.store.term_at(self.head_of(a)) {
            return match self.unfold_projection_raw(b) {
                Some(next) => self.equal(a, next),
                None => false,
            };
        }
        if let Term::Project(..) = self.store.term_at(self.head_of(b)) {
            return match self.unfold_projection_raw(a) {
                Some(next) => self.equal(next, b),
                None => false,
            };
        }
        false
    }

    fn unfold_projection_raw(&mut self, id: TermId) -> Option<TermId> {
        let Term::Constant(name, _) = self.store.term_at(self.head_of(id)) else { return None };
        self.projection(name)?;
        self.unfold_raw(id)
    }

    /// A stuck case distinction in terms of the recursor.
    fn expand_stuck(&mut self, id: TermId) -> Option<TermId> {
        let (head, arguments) = self.store.spine(id);
        match self.store.term_at(head) {
            Term::Constant(name, levels) if self.is_auxiliary(name) => {
                let value = self.value_at(name, levels)?;
                Some(self.apply_beta(value, &arguments))
            }
            Term::Project(name, index, of) => {
                let of = self.expand_stuck(of)?;
                let head = self.store.term(Term::Project(name, index, of));
                Some(self.store.apply(head, &arguments))
            }
            _ => None,
        }
    }

    /// Finds the instance that a stuck term waits for; answers whether something was found.
    pub(crate) fn release_stuck(&mut self, id: TermId) -> bool {
        match self.stuck_at(id) {
            Some(hole) => self.synthesize_hole(hole),
            None => false,
        }
    }

    /// The hole that keeps a term from being reduced.
    pub(crate) fn stuck_at(&mut self, id: TermId) -> Option<FreeId> {
        let (head, arguments) = self.store.spine(id);
        match self.store.term_at(head) {
            Term::Free(variable) if self.is_open(variable) => Some(variable),
            Term::Project(_, _, of) => self.stuck_inside(of),
            Term::Constant(name, _) => {
                if let Some(projection) = self.projection(name) {
                    let value = *arguments.get(projection.parameters)?;
                    return self.stuck_inside(value);
                }
                let Kind::Recursor(recursor) = &self.environment.get(name)?.kind else { return None };
                let major =
                    (recursor.parameters + recursor.motives + recursor.minors + recursor.indices) as usize;
                let value = *arguments.get(major)?;
                self.stuck_inside(value)
            }
            _ => None,
        }
    }

    fn stuck_inside(&mut self, value: TermId) -> Option<FreeId> {
        self.enter().ok()?;
        let value = self.whnf(value);
        let found = self.stuck_at(value);
        self.leave();
        found
    }
}
