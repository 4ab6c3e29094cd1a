//! Patterns for values whose type has indices that are not variables: equations between indices are solved.
//! Given by: the compilation of patterns.
//! Gives: the term of the case distinction, constructors with contradictory indices left out.
//! Holds: variables that the equations determine keep their names.

use super::cases::branch_of;
use super::infer::Outcome;
use super::matching::{Compiled, Matrix};
use super::problem::Failure;
use super::session::Elaborator;
use super::variables::MetaKind;
use crate::syntax::span::Span;
use crate::tactic::indices::Case;
use kernel::{BinderKind, FreeId, NameId, Term, TermId};
use rustc_hash::FxHashMap;

impl Elaborator<'_> {
    pub(super) fn split_indexed(
        &mut self,
        matrix: &Matrix<'_>,
        position: usize,
        (variable, span): (FreeId, Span),
        compiled: &mut Compiled,
    ) -> Outcome<TermId> {
        // The equations of such a function would not hold by computation alone.
        compiled.leaves = None;
        let outer = self.context.clone();
        for &opened in &matrix.path {
            self.context.push(opened);
        }
        let goal = self.fresh_meta_of(matrix.goal, MetaKind::Opaque, NameId::ANONYMOUS);
        let cases = self.cases_on_local(span, goal, variable);
        self.context = outer.clone();
        for case in cases? {
            let result = self.indexed_case(matrix, position, variable, &case, compiled);
            self.context = outer.clone();
            let term = result?;
            self.assign_checked(case.goal, term, span)?;
        }
        let goal = self.store.free(goal);
        Ok(self.instantiate(goal))
    }

    /// One constructor that is possible: its rows, in the context that the solved equations leave.
    fn indexed_case(
        &mut self,
        matrix: &Matrix<'_>,
        position: usize,
        variable: FreeId,
        case: &Case,
        compiled: &mut Compiled,
    ) -> Outcome<TermId> {
        let meta = self.variables.meta(case.goal).cloned().ok_or(Failure::Ill)?;
        let outer = self.context.clone();
        let mut replacement: FxHashMap<FreeId, TermId> = FxHashMap::default();
        for (&old, &new) in &case.renewed {
            let new = self.store.free(new);
            replacement.insert(old, new);
        }
        let fields: Vec<FreeId> = case.fields.iter().map(|field| self.field_or_unknown(*field)).collect();
        let goal = self.instantiate(meta.of);
        let branch = branch_of(case.constructor, fields, replacement, goal);
        let mut inner = self.branch_matrix(matrix, position, variable, &branch)?;
        inner.path =
            meta.context.variables().iter().copied().filter(|&local| !outer.contains(local)).collect();
        for &old in outer.variables() {
            let Some(&new) = case.renewed.get(&old) else { continue };
            let Some(name) = self.variables.local(old).map(|local| local.name) else { continue };
            let new = self.store.free(new);
            for row in &mut inner.rows {
                row.bindings.insert(0, (name, new));
            }
        }
        self.context = outer.filter(|local| meta.context.contains(local));
        self.compile(inner, compiled)
    }

    /// A field, or, for one that the equations determined, a variable that nothing may mention.
    fn field_or_unknown(&mut self, field: Option<FreeId>) -> FreeId {
        match field {
            Some(field) => field,
            None => {
                let of = self.store.proposition();
                self.fresh_local(self.known.unknown, BinderKind::Explicit, of)
            }
        }
    }

    /// Whether a binding is about a field that the equations determined.
    pub(super) fn is_unknown_field(&self, term: TermId) -> bool {
        match self.store.term_at(term) {
            Term::Free(variable) => {
                self.variables.local(variable).is_some_and(|local| local.name == self.known.unknown)
            }
            _ => false,
        }
    }
}
