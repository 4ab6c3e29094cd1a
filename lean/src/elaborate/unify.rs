//! Equality by definition, assigning holes on the way.
//! Given by: elaboration, instance search, tactics.
//! Gives: whether two terms are equal, and assignments that make them so.
//! Holds: after a failure every assignment is taken back; a wrong answer can only make the kernel refuse.

use super::session::{Elaborator, Transparency};
use super::variables::MetaKind;
use kernel::{FreeId, Kind, Term, TermId};

impl Elaborator<'_> {
    /// Makes two terms equal by assigning holes, or changes nothing.
    pub fn unify(&mut self, a: TermId, b: TermId) -> bool {
        if a == b {
            return true;
        }
        let saved = std::mem::take(&mut self.postponed_levels);
        let mark = self.variables.mark();
        let nesting = self.nesting;
        let equal = self.equal(a, b) && self.retry_postponed_levels(false);
        self.nesting = nesting;
        if equal {
            self.variables.keep(mark);
            let mut all = saved;
            all.append(&mut self.postponed_levels);
            self.postponed_levels = all;
        } else {
            self.variables.roll_back(mark);
            self.postponed_levels = saved;
        }
        equal
    }

    /// Whether two terms are equal without assigning any hole.
    pub fn same(&mut self, a: TermId, b: TermId) -> bool {
        if a == b {
            return true;
        }
        self.depth += 1;
        let equal = self.unify(a, b);
        self.depth -= 1;
        equal
    }

    /// Unifies inside a comparison: what was assigned is taken back if it fails.
    pub(super) fn try_equal(&mut self, compare: impl FnOnce(&mut Self) -> bool) -> bool {
        let levels = self.postponed_levels.len();
        let mark = self.variables.mark();
        let equal = compare(self);
        if equal {
            self.variables.keep(mark);
        } else {
            self.variables.roll_back(mark);
            self.postponed_levels.truncate(levels);
        }
        equal
    }

    pub(crate) fn equal(&mut self, a: TermId, b: TermId) -> bool {
        if a == b {
            return true;
        }
        if self.enter().is_err() {
            return false;
        }
        let result = self.equal_layers(a, b);
        self.leave();
        result
    }

    fn equal_layers(&mut self, a: TermId, b: TermId) -> bool {
        let a = self.resolve_head(a);
        let b = self.resolve_head(b);
        if a == b {
            return true;
        }
        if let Some(answer) = self.equal_quick(a, b) {
            return answer;
        }
        let next_a = self.whnf_core(a);
        let next_b = self.whnf_core(b);
        if next_a != a || next_b != b {
            return self.equal(next_a, next_b);
        }
        if let Some(answer) = self.equal_eta(a, b) {
            return answer;
        }
        if self.equal_proofs(a, b) {
            return true;
        }
        if let Some(answer) = self.equal_naturals(a, b) {
            return answer;
        }
        self.equal_unfolding(a, b)
    }

    /// Puts the value of a hole at the head.
    pub(crate) fn resolve_head(&mut self, id: TermId) -> TermId {
        let mut current = id;
        loop {
            let head = self.head_of(current);
            let Term::Free(variable) = self.store.term_at(head) else { return current };
            if self.variables.assignment(variable).is_none() {
                return current;
            }
            let next = match self.value_of(variable) {
                Some(value) => {
                    let (_, arguments) = self.store.spine(current);
                    self.apply_beta(value, &arguments)
                }
                None => self.instantiate(current),
            };
            if next == current {
                return current;
            }
            current = next;
        }
    }

    /// The head of nested applications.
    #[must_use]
    pub fn head_of(&self, id: TermId) -> TermId {
        let mut head = id;
        while let Term::Apply(function, _) = self.store.term_at(head) {
            head = function;
        }
        head
    }

    /// The hole at the head, if it can be assigned now.
    pub(crate) fn flexible_head(&self, id: TermId) -> Option<FreeId> {
        match self.store.term_at(self.head_of(id)) {
            Term::Free(variable) if self.is_assignable(variable) => Some(variable),
            _ => None,
        }
    }

    /// Whether unification may assign a hole.
    #[must_use]
    pub fn is_assignable(&self, variable: FreeId) -> bool {
        self.variables
            .meta(variable)
            .is_some_and(|meta| meta.depth == self.depth && meta.kind != MetaKind::Opaque)
            && self.variables.assignment(variable).is_none()
    }

    fn equal_quick(&mut self, a: TermId, b: TermId) -> Option<bool> {
        match (self.store.term_at(a), self.store.term_at(b)) {
            (Term::Sort(a), Term::Sort(b)) => return Some(self.unify_levels(a, b)),
            (Term::Natural(_), Term::Natural(_)) | (Term::Text(_), Term::Text(_)) => return Some(false),
            (Term::Lambda(binder, domain, body), Term::Lambda(_, other, other_body))
            | (Term::Pi(binder, domain, body), Term::Pi(_, other, other_body)) => {
                return Some(self.equal_binding((binder, domain, body), other, other_body));
            }
            _ => {}
        }
        match (self.flexible_head(a), self.flexible_head(b)) {
            (None, None) => None,
            (Some(hole), None) => Some(self.equal_flexible(hole, a, b)),
            (None, Some(hole)) => Some(self.equal_flexible(hole, b, a)),
            (Some(left), Some(right)) => Some(self.equal_both_flexible((left, a), (right, b))),
        }
    }

    fn equal_both_flexible(&mut self, (left, a): (FreeId, TermId), (right, b): (FreeId, TermId)) -> bool {
        if left == right && self.try_equal(|this| this.equal_arguments(a, b)) {
            return true;
        }
        let plain_a = self.head_of(a) == a;
        let plain_b = self.head_of(b) == b;
        // The younger hole is the one to be assigned, unless only the other one is a pattern.
        let left_first = if plain_a == plain_b { left > right } else { plain_a };
        let (first, second) = ((left, a, b), (right, b, a));
        let (first, second) = if left_first { (first, second) } else { (second, first) };
        self.equal_flexible(first.0, first.1, first.2) || self.equal_flexible(second.0, second.1, second.2)
    }

    fn equal_flexible(&mut self, hole: FreeId, flexible: TermId, other: TermId) -> bool {
        if self.try_equal(|this| this.assign_pattern(hole, flexible, other)) {
            return true;
        }
        if self.head_of(flexible) == flexible {
            return false;
        }
        if self.try_equal(|this| this.assign_first_order(flexible, other)) {
            return true;
        }
        let next = self.whnf_core(other);
        if next != other {
            return self.equal(flexible, next);
        }
        match self.unfold(other) {
            Some(next) => self.equal(flexible, next),
            None => false,
        }
    }

    fn equal_binding(
        &mut self,
        (binder, domain, body): (kernel::Binder, TermId, TermId),
        other: TermId,
        other_body: TermId,
    ) -> bool {
        if !self.equal(domain, other) {
            return false;
        }
        if self.store.facts_at(body).loose == 0 && self.store.facts_at(other_body).loose == 0 {
            return self.equal(body, other_body);
        }
        self.scoped(|this| {
            let local = this.push_local(binder.name, binder.kind, domain);
            let variable = this.store.free(local);
            let body = this.store.instantiate(body, &[variable]);
            let other_body = this.store.instantiate(other_body, &[variable]);
            this.equal(body, other_body)
        })
    }

    fn equal_eta(&mut self, a: TermId, b: TermId) -> Option<bool> {
        match (self.store.term_at(a), self.store.term_at(b)) {
            (Term::Lambda(binder, domain, body), Term::Lambda(_, other, other_body)) => {
                Some(self.equal_binding((binder, domain, body), other, other_body))
            }
            (Term::Lambda(..), _) => self.equal_expanded(a, b),
            (_, Term::Lambda(..)) => self.equal_expanded(b, a),
            _ => None,
        }
    }

    fn equal_expanded(&mut self, lambda: TermId, other: TermId) -> Option<bool> {
        let Term::Lambda(binder, domain, body) = self.store.term_at(lambda) else { return None };
        let of = self.infer(other).ok()?;
        self.expose_pi(of)?;
        Some(self.scoped(|this| {
            let local = this.push_local(binder.name, binder.kind, domain);
            let variable = this.store.free(local);
            let body = this.store.instantiate(body, &[variable]);
            let applied = this.store.apply(other, &[variable]);
            this.equal(body, applied)
        }))
    }

    /// Two proofs of equal propositions are equal.
    fn equal_proofs(&mut self, a: TermId, b: TermId) -> bool {
        if self.is_data_head(a) || self.is_data_head(b) {
            return false;
        }
        let Ok(of) = self.infer(a) else { return false };
        if !self.is_proposition(of) {
            return false;
        }
        match self.infer(b) {
            Ok(other) => self.try_equal(|this| this.equal(of, other)),
            Err(_) => false,
        }
    }

    /// Terms that are certainly no proofs, found without typing.
    fn is_data_head(&self, id: TermId) -> bool {
        match self.store.term_at(self.head_of(id)) {
            Term::Sort(_) | Term::Pi(..) | Term::Natural(_) | Term::Text(_) => true,
            Term::Constant(name, _) => {
                matches!(self.environment.get(name).map(|constant| &constant.kind), Some(Kind::Inductive(_)))
            }
            _ => false,
        }
    }

    fn equal_naturals(&mut self, a: TermId, b: TermId) -> Option<bool> {
        if self.transparency < Transparency::Instances && self.natural_value(a).is_none() {
            return None;
        }
        match (self.natural_value(a), self.natural_value(b)) {
            (Some(left), Some(right)) => return Some(left == right),
            (Some(value), None) => return self.equal_offset_value(b, &value),
            (None, Some(value)) => return self.equal_offset_value(a, &value),
            (None, None) => {}
        }
        let (left, added) = self.natural_offset(a)?;
        let (right, more) = self.natural_offset(b)?;
        let common = added.clone().min(more.clone());
        let left = self.natural_plus(left, added - &common);
        let right = self.natural_plus(right, more - &common);
        Some(self.equal(left, right))
    }

    fn equal_offset_value(&mut self, offset: TermId, value: &num_bigint::BigUint) -> Option<bool> {
        let (base, added) = self.natural_offset(offset)?;
        if added > *value {
            return Some(false);
        }
        let rest = self.store.natural(value - added);
        Some(self.equal(base, rest))
    }

    fn natural_plus(&mut self, base: TermId, added: num_bigint::BigUint) -> TermId {
        if added == num_bigint::BigUint::ZERO {
            return base;
        }
        let head = self.store.constant(self.known.nat_add, &[]);
        let number = self.store.natural(added);
        self.store.apply(head, &[base, number])
    }
}
