//! Assignment of holes in unification: patterns, occurs and scope checks, first-order approximation.
//! Given by: `unify`.
//! Gives: assigned holes.
//! Holds: the value of a hole mentions only what is in the context of the hole, and never the hole itself.

use super::session::Elaborator;
use super::variables::{Context, MetaKind};
use kernel::{FreeId, Term, TermId};
use rustc_hash::{FxHashMap, FxHashSet};

impl Elaborator<'_> {
    /// `?m x₁ … xₙ = value` for different variables outside the context of `?m`.
    pub(crate) fn assign_pattern(&mut self, hole: FreeId, flexible: TermId, value: TermId) -> bool {
        let Some(meta) = self.variables.meta(hole).cloned() else { return false };
        let (_, arguments) = self.store.spine(flexible);
        let Some(variables) = self.pattern_variables(&arguments, &meta.context) else { return false };
        let value = self.instantiate(value);
        let value = self.eta_reduced(value);
        if value == flexible {
            return true;
        }
        let Some(value) = self.in_scope(hole, value, &meta.context, &variables) else { return false };
        let flexible_type = if variables.is_empty() { Ok(meta.of) } else { self.infer(flexible) };
        let (Ok(of), Ok(other)) = (flexible_type, self.infer(value)) else { return false };
        if of != other && !self.equal_types(of, other) {
            return false;
        }
        if self.variables.assignment(hole).is_some() {
            let hole_term = self.resolve_head(flexible);
            return self.equal(hole_term, value);
        }
        if variables.is_empty() {
            self.assign(hole, value);
            return true;
        }
        match self.bind_lambda(&variables, value) {
            Ok(value) => {
                self.assign(hole, value);
                true
            }
            Err(_) => false,
        }
    }

    fn equal_types(&mut self, a: TermId, b: TermId) -> bool {
        let transparency = self.transparency.max(super::session::Transparency::Default);
        self.at_transparency(transparency, |this| this.equal(a, b))
    }

    fn pattern_variables(&mut self, arguments: &[TermId], context: &Context) -> Option<Vec<FreeId>> {
        let mut variables: Vec<FreeId> = Vec::with_capacity(arguments.len());
        for &argument in arguments {
            let argument = self.instantiate(argument);
            let argument = self.eta_reduced(argument);
            let Term::Free(variable) = self.store.term_at(argument) else { return None };
            let plain = self.variables.local(variable).is_some_and(|local| local.value.is_none());
            if !plain || variables.contains(&variable) || context.contains(variable) {
                return None;
            }
            variables.push(variable);
        }
        Some(variables)
    }

    /// `f` for `fun x => f x`.
    pub(crate) fn eta_reduced(&mut self, id: TermId) -> TermId {
        let mut body = id;
        let mut binders = 0;
        while let Term::Lambda(_, _, inner) = self.store.term_at(body) {
            body = inner;
            binders += 1;
        }
        for removed in 0..binders {
            match self.store.term_at(body) {
                Term::Apply(function, argument) if self.store.term_at(argument) == Term::Bound(removed) => {
                    body = function;
                }
                _ => return id,
            }
        }
        if binders == 0 || self.store.facts_at(body).loose != 0 { id } else { body }
    }

    /// The value with only variables of the context or of the list, if that is possible.
    fn in_scope(
        &mut self,
        hole: FreeId,
        value: TermId,
        context: &Context,
        variables: &[FreeId],
    ) -> Option<TermId> {
        let mut value = value;
        loop {
            let mut replacement = FxHashMap::default();
            for variable in self.free_variables(value) {
                if variable == hole {
                    return None;
                }
                let found = self.scope_variable(variable, context, variables)?;
                if let Some(instead) = found {
                    replacement.insert(variable, instead);
                }
            }
            if replacement.is_empty() {
                return Some(value);
            }
            value = self.store.replace_free(value, &replacement);
            value = self.instantiate(value);
        }
    }

    /// What must stand for a variable in the given scope; `None` inside if it may stay.
    fn scope_variable(
        &mut self,
        variable: FreeId,
        context: &Context,
        variables: &[FreeId],
    ) -> Option<Option<TermId>> {
        if let Some(local) = self.variables.local(variable).copied() {
            if context.contains(variable) || variables.contains(&variable) {
                return Some(None);
            }
            return local.value.map(Some);
        }
        let meta = self.variables.meta(variable).cloned()?;
        let allowed = |candidate: FreeId| context.contains(candidate) || variables.contains(&candidate);
        if meta.context.variables().iter().all(|&candidate| allowed(candidate)) {
            return Some(None);
        }
        if !self.is_assignable(variable) {
            return None;
        }
        let narrow = meta.context.filter(allowed);
        let of = self.instantiate(meta.of);
        for inner in self.free_variables(of) {
            if self.variables.local(inner).is_some() && !narrow.contains(inner) {
                return None;
            }
        }
        let narrower = self.fresh_meta_in(narrow, of, MetaKind::Natural, meta.name);
        let narrower = self.store.free(narrower);
        self.assign(variable, narrower);
        Some(Some(narrower))
    }

    /// The free variables of a term, each once.
    pub fn free_variables(&self, id: TermId) -> Vec<FreeId> {
        let mut found = Vec::new();
        let mut seen = FxHashSet::default();
        let mut stack = vec![id];
        while let Some(next) = stack.pop() {
            if !self.store.facts_at(next).has_free || !seen.insert(next) {
                continue;
            }
            match self.store.term_at(next) {
                Term::Free(variable) => found.push(variable),
                Term::Apply(a, b) | Term::Lambda(_, a, b) | Term::Pi(_, a, b) => stack.extend([b, a]),
                Term::Let { of, value, body, .. } => stack.extend([body, value, of]),
                Term::Project(_, _, of) => stack.push(of),
                _ => {}
            }
        }
        found
    }

    /// `?m a₁ … aₙ = f b₁ … bₖ` by equal last arguments.
    pub(crate) fn assign_first_order(&mut self, flexible: TermId, other: TermId) -> bool {
        let (head, left) = self.store.spine(flexible);
        let (function, right) = self.store.spine(other);
        let shared = left.len().min(right.len());
        if shared == 0 {
            return false;
        }
        let head = self.store.apply(head, &left[..left.len() - shared]);
        let function = self.store.apply(function, &right[..right.len() - shared]);
        if !self.equal(head, function) {
            return false;
        }
        let pairs = left[left.len() - shared..].iter().zip(&right[right.len() - shared..]);
        pairs.into_iter().all(|(&a, &b)| self.equal(a, b))
    }
}
