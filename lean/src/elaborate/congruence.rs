//! Comparison of parts: arguments of equal heads, fields of structures, values of types with one value.
//! Given by: `unify` and `unfolding`.
//! Gives: whether the parts are equal.
//! Holds: explicit arguments are compared before the implicit ones, which they determine.

use super::session::{Elaborator, Transparency};
use kernel::{Kind, LevelId, Term, TermId};

impl Elaborator<'_> {
    pub(super) fn equal_applications(&mut self, a: TermId, b: TermId) -> bool {
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
    pub(super) fn equal_arguments(&mut self, a: TermId, b: TermId) -> bool {
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
    pub(super) fn equal_structures(&mut self, value: TermId, constructed: TermId) -> bool {
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
    pub(super) fn equal_units(&mut self, a: TermId, b: TermId) -> bool {
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
}
