//! Equality by definition, assigning holes on the way.
//! Given by: elaboration, instance search, tactics.
//! Gives: whether two terms are equal, and assignments that make them so.
//! Holds: after a failure every assignment is taken back; a wrong answer can only make the kernel refuse.

use super::session::{Elaborator, Transparency};
use super::variables::MetaKind;
use kernel::{FreeId, Hint, Kind, LevelId, NameId, Term, TermId};

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
    fn try_equal(&mut self, compare: impl FnOnce(&mut Self) -> bool) -> bool {
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
        let first_left = if plain_a == plain_b { left > right } else { plain_a };
        if first_left {
            self.equal_flexible(left, a, b) || self.equal_flexible(right, b, a)
        } else {
            self.equal_flexible(right, b, a) || self.equal_flexible(left, a, b)
        }
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
        if self.store.loose(body) == 0 && self.store.loose(other_body) == 0 {
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

    fn equal_unfolding(&mut self, a: TermId, b: TermId) -> bool {
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
            return false;
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

    fn equal_applications(&mut self, a: TermId, b: TermId) -> bool {
        let head = self.head_of(a);
        let other = self.head_of(b);
        if head == a && other != b || head != a && other == b {
            return false;
        }
        match (self.store.term_at(head), self.store.term_at(other)) {
            (Term::Constant(left, levels), Term::Constant(right, others)) => {
                left == right && self.unify_level_lists(levels, others) && self.equal_arguments(a, b)
            }
            (Term::Free(left), Term::Free(right)) => left == right && self.equal_arguments(a, b),
            (Term::Project(_, i, of), Term::Project(_, j, target)) if head != a => {
                i == j && self.equal(of, target) && self.equal_arguments(a, b)
            }
            _ => false,
        }
    }

    fn unify_level_lists(&mut self, a: kernel::LevelsId, b: kernel::LevelsId) -> bool {
        if a == b {
            return true;
        }
        let a: Vec<LevelId> = self.store.levels_at(a).to_vec();
        let b: Vec<LevelId> = self.store.levels_at(b).to_vec();
        a.len() == b.len() && a.into_iter().zip(b).all(|(a, b)| self.unify_levels(a, b))
    }

    /// Compares arguments of equal heads: explicit ones first, they determine the others.
    fn equal_arguments(&mut self, a: TermId, b: TermId) -> bool {
        let (head, left) = self.store.spine(a);
        let (_, right) = self.store.spine(b);
        if left.len() != right.len() {
            return false;
        }
        let explicit = self.explicit_positions(head, left.len());
        for position in 0..left.len() {
            if explicit[position] && !self.equal(left[position], right[position]) {
                return false;
            }
        }
        for position in 0..left.len() {
            if !explicit[position] && !self.equal_implicit(left[position], right[position]) {
                return false;
            }
        }
        true
    }

    fn equal_implicit(&mut self, a: TermId, b: TermId) -> bool {
        if self.transparency >= Transparency::Instances {
            return self.equal(a, b);
        }
        self.at_transparency(Transparency::Instances, |this| this.equal(a, b))
    }

    fn explicit_positions(&mut self, head: TermId, count: usize) -> Vec<bool> {
        let mut explicit = vec![true; count];
        let Term::Constant(name, _) = self.store.term_at(head) else { return explicit };
        let Some(constant) = self.environment.get(name) else { return explicit };
        let mut of = constant.of;
        for slot in &mut explicit {
            let Term::Pi(binder, _, result) = self.store.term_at(of) else { break };
            *slot = binder.kind == kernel::BinderKind::Explicit;
            of = result;
        }
        explicit
    }

    /// `⟨a.1, …⟩` against `a`.
    fn equal_structures(&mut self, value: TermId, constructed: TermId) -> bool {
        let (head, arguments) = self.store.spine(constructed);
        let Term::Constant(name, _) = self.store.term_at(head) else { return false };
        let Some(Kind::Constructor(info)) = self.environment.get(name).map(|constant| constant.kind.clone())
        else {
            return false;
        };
        if !self.has_eta(info.inductive) || arguments.len() != (info.parameters + info.fields) as usize {
            return false;
        }
        let (Ok(of), Ok(other)) = (self.infer(value), self.infer(constructed)) else { return false };
        if info.fields == 0 || !self.try_equal(|this| this.equal(of, other)) {
            return false;
        }
        self.try_equal(|this| {
            (0..info.fields).all(|index| {
                let field = this.store.term(Term::Project(info.inductive, index, value));
                this.equal(field, arguments[(info.parameters + index) as usize])
            })
        })
    }

    /// Values of a structure without fields are all equal.
    fn equal_units(&mut self, a: TermId, b: TermId) -> bool {
        let Ok(of) = self.infer(a) else { return false };
        let of = self.whnf(of);
        let Term::Constant(name, _) = self.store.term_at(self.head_of(of)) else { return false };
        let Some((constructor, _)) = self.structure_constructor(name) else { return false };
        let fieldless = matches!(
            self.environment.get(constructor).map(|constant| &constant.kind),
            Some(Kind::Constructor(info)) if info.fields == 0
        );
        if !fieldless || !self.has_eta(name) {
            return false;
        }
        self.infer(b).is_ok_and(|other| self.try_equal(|this| this.equal(of, other)))
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
