//! Binding hypotheses: lambdas, function types and `let` over free variables, with holes carried over the binder.
//! Given by: every pass that opened binders.
//! Gives: terms in which the hypotheses are bound.
//! Holds: a hole that could mention a bound hypothesis is replaced by one that takes it as an argument.

use super::infer::Outcome;
use super::session::Elaborator;
use super::variables::{Assignment, MetaKind};
use kernel::{Binder, FreeId, Term, TermId};
use rustc_hash::FxHashSet;

impl Elaborator<'_> {
    /// `fun x₁ … xₙ => body`; variables with a value become `let`.
    ///
    /// # Errors
    /// If a hole cannot be carried over the binders.
    pub fn bind_lambda(&mut self, variables: &[FreeId], body: TermId) -> Outcome<TermId> {
        let body = self.carry_holes(variables, body)?;
        self.close(variables, body, true)
    }

    /// `(x₁ … xₙ) → body`; variables with a value become `let`.
    ///
    /// # Errors
    /// If a hole cannot be carried over the binders.
    pub fn bind_pi(&mut self, variables: &[FreeId], body: TermId) -> Outcome<TermId> {
        let body = self.carry_holes(variables, body)?;
        self.close(variables, body, false)
    }

    fn close(&mut self, variables: &[FreeId], body: TermId, lambda: bool) -> Outcome<TermId> {
        let mut result = self.store.abstract_free(body, variables);
        for (position, &variable) in variables.iter().enumerate().rev() {
            let Some(local) = self.variables.local(variable).copied() else { continue };
            let domain = self.carry_holes(&variables[..position], local.of)?;
            let domain = self.store.abstract_free(domain, &variables[..position]);
            result = match local.value {
                Some(value) => {
                    let value = self.carry_holes(&variables[..position], value)?;
                    let value = self.store.abstract_free(value, &variables[..position]);
                    self.bind_let(local.name, domain, value, result)
                }
                None => {
                    let binder = Binder { name: local.name, kind: local.kind };
                    if lambda {
                        self.store.lambda(binder, domain, result)
                    } else {
                        self.store.pi(binder, domain, result)
                    }
                }
            };
        }
        Ok(result)
    }

    fn bind_let(&mut self, name: kernel::NameId, of: TermId, value: TermId, body: TermId) -> TermId {
        self.store.term(Term::Let { name, of, value, body })
    }

    /// A function type over hypotheses of terms that contain no hole depending on them.
    pub(crate) fn close_pi_plain(&mut self, variables: &[FreeId], body: TermId) -> TermId {
        let body = self.instantiate(body);
        match self.bind_pi(variables, body) {
            Ok(result) => result,
            Err(_) => body,
        }
    }

    /// Instantiates a term and replaces its holes that could mention the variables.
    fn carry_holes(&mut self, variables: &[FreeId], body: TermId) -> Outcome<TermId> {
        let body = self.instantiate(body);
        if variables.is_empty() || !self.has_meta(body) {
            return Ok(body);
        }
        let mut carried = false;
        for hole in self.open_metas(body) {
            carried |= self.carry_hole(variables, hole)?;
        }
        Ok(if carried { self.instantiate_carried(body) } else { body })
    }

    /// Like `instantiate`, and also turns delayed holes that were just made into their applications.
    fn instantiate_carried(&mut self, body: TermId) -> TermId {
        let body = self.instantiate(body);
        let mut replacement = rustc_hash::FxHashMap::default();
        for hole in self.open_metas(body) {
            if let Some(&outer) = self.carried.get(&hole) {
                replacement.insert(hole, outer);
            }
        }
        self.carried.clear();
        self.store.replace_free(body, &replacement)
    }

    fn carry_hole(&mut self, variables: &[FreeId], hole: FreeId) -> Outcome<bool> {
        let Some(meta) = self.variables.meta(hole).cloned() else { return Ok(false) };
        let delayed = match self.variables.assignment(hole) {
            None => None,
            Some(Assignment::Delayed(variables, inner)) => Some((variables.clone(), *inner)),
            Some(Assignment::Term(_)) => return Ok(false),
        };
        let bound: Vec<FreeId> =
            variables.iter().copied().filter(|&variable| meta.context.contains(variable)).collect();
        if bound.is_empty() {
            return Ok(false);
        }
        self.enter()?;
        let kept: FxHashSet<FreeId> = bound.iter().copied().collect();
        let outer_context = meta.context.filter(|variable| !kept.contains(&variable));
        let of = self.bind_pi_arguments(&bound, meta.of)?;
        let opaque = meta.kind == MetaKind::Opaque;
        let kind = if opaque { MetaKind::Natural } else { meta.kind };
        let outer = self.fresh_meta_in(outer_context, of, kind, meta.name);
        if let Some(entry) = self.variables.meta_mut(outer) {
            entry.depth = meta.depth;
        }
        let arguments: Vec<TermId> = bound.iter().map(|&variable| self.store.free(variable)).collect();
        let head = self.store.free(outer);
        let value = self.store.apply(head, &arguments);
        if let Some((inner_variables, inner)) = delayed {
            let mut all = bound;
            all.extend(inner_variables.iter());
            self.variables.assign(outer, Assignment::Delayed(all.into(), inner));
            self.carried.insert(hole, value);
        } else if opaque {
            self.variables.assign(outer, Assignment::Delayed(bound.into(), hole));
            self.carried.insert(hole, value);
        } else {
            self.assign(hole, value);
        }
        self.leave();
        Ok(true)
    }

    /// A function type over hypotheses in which variables with a value are ordinary arguments.
    fn bind_pi_arguments(&mut self, variables: &[FreeId], body: TermId) -> Outcome<TermId> {
        let saved = std::mem::take(&mut self.carried);
        let body = self.carry_holes(variables, body)?;
        let mut result = self.store.abstract_free(body, variables);
        for (position, &variable) in variables.iter().enumerate().rev() {
            let Some(local) = self.variables.local(variable).copied() else { continue };
            let domain = self.carry_holes(&variables[..position], local.of)?;
            let domain = self.store.abstract_free(domain, &variables[..position]);
            let binder = Binder { name: local.name, kind: local.kind };
            result = self.store.pi(binder, domain, result);
        }
        self.carried = saved;
        Ok(result)
    }
}
