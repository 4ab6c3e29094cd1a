//! Case distinctions on a variable: one branch for each constructor, put together by `casesOn`.
//! Given by: the compilation of `match`, the tactics `cases` and `rcases`.
//! Gives: branches with their variables and goal, and the term made of what was found for them.
//! Holds: variables whose types depend on the one that is split are renewed in each branch.

use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use super::variables::Context;
use crate::syntax::span::Span;
use kernel::{BinderKind, FreeId, Kind, LevelId, NameId, Term, TermId};
use rustc_hash::FxHashMap;

/// One branch of a case distinction.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The constructor.
    pub constructor: NameId,
    /// Its fields, new hypotheses.
    pub fields: Vec<FreeId>,
    /// New versions of the variables that depended on the value.
    pub renewed: Vec<FreeId>,
    /// What old variables are in this branch.
    pub replacement: FxHashMap<FreeId, TermId>,
    /// What is to be shown in this branch.
    pub goal: TermId,
}

/// A case distinction.
#[derive(Clone, Debug)]
pub struct Split {
    /// `casesOn` up to the value.
    head: TermId,
    /// The variables that are renewed in the branches.
    reverted: Vec<FreeId>,
    /// The branches, in the order of the constructors.
    pub branches: Vec<Branch>,
}

/// What is known of the type of the value.
struct Shape {
    inductive: NameId,
    levels: Vec<LevelId>,
    parameters: Vec<TermId>,
    indices: Vec<TermId>,
}

impl Elaborator<'_> {
    fn shape_of(&mut self, of: TermId) -> Option<Shape> {
        let of = self.instantiate(of);
        let of = self.whnf(of);
        let (head, arguments) = self.store.spine(of);
        let Term::Constant(inductive, levels) = self.store.term_at(head) else { return None };
        let Kind::Inductive(info) = &self.environment.get(inductive)?.kind else { return None };
        let count = (info.parameters as usize).min(arguments.len());
        let levels = self.store.levels_at(levels).to_vec();
        let (parameters, indices) = arguments.split_at(count);
        Some(Shape { inductive, levels, parameters: parameters.to_vec(), indices: indices.to_vec() })
    }

    /// Splits on a variable; `candidates` are the variables that may depend on it, outermost first.
    ///
    /// # Errors
    /// If its type is not inductive, or its indices are not variables.
    pub fn split(
        &mut self,
        span: Span,
        variable: FreeId,
        candidates: &[FreeId],
        goal: TermId,
    ) -> Outcome<Split> {
        let of = self.type_of_free(variable).ok_or(Failure::Ill)?;
        let Some(shape) = self.shape_of(of) else {
            let of = self.displayed(of);
            return Err(Failure::at(span, Fault::NotStructure(of)));
        };
        let mut abstracted = self.index_variables(span, &shape)?;
        abstracted.push(variable);
        let reverted = self.dependents(&abstracted, candidates);
        let goal = self.instantiate(goal);
        let inner = self.bind_pi(&reverted, goal)?;
        let motive = self.bind_lambda(&abstracted, inner)?;
        let head = self.split_head(&shape, motive, inner, variable)?;
        let branches = self.split_branches(&shape, &abstracted, &reverted, goal)?;
        Ok(Split { head, reverted, branches })
    }

    /// Whether the indices of the type of a variable are different variables.
    pub(super) fn has_variable_indices(&mut self, variable: FreeId) -> bool {
        let shape = self.type_of_free(variable).and_then(|of| self.shape_of(of));
        shape.is_none_or(|shape| self.index_variables(Span::default(), &shape).is_ok())
    }

    /// The indices as different variables.
    fn index_variables(&mut self, span: Span, shape: &Shape) -> Outcome<Vec<FreeId>> {
        let mut variables = Vec::new();
        for &index in &shape.indices {
            let index = self.instantiate(index);
            match self.store.term_at(index) {
                Term::Free(variable)
                    if self.variables.local(variable).is_some_and(|local| local.value.is_none())
                        && !variables.contains(&variable)
                        && !shape
                            .parameters
                            .iter()
                            .any(|&parameter| self.free_variables(parameter).contains(&variable)) =>
                {
                    variables.push(variable);
                }
                _ => return Err(Failure::at(span, Fault::Unsupported("a pattern for these indices"))),
            }
        }
        Ok(variables)
    }

    /// The candidates whose types depend on the variables, directly or through each other.
    pub fn dependents(&mut self, variables: &[FreeId], candidates: &[FreeId]) -> Vec<FreeId> {
        let mut found: Vec<FreeId> = Vec::new();
        for &candidate in candidates {
            if variables.contains(&candidate) {
                continue;
            }
            let Some(local) = self.variables.local(candidate).copied() else { continue };
            let of = self.instantiate(local.of);
            let mut mentioned = self.free_variables(of);
            if let Some(value) = local.value {
                mentioned.extend(self.free_variables(value));
            }
            if mentioned.iter().any(|variable| variables.contains(variable) || found.contains(variable)) {
                found.push(candidate);
            }
        }
        found
    }

    fn split_head(
        &mut self,
        shape: &Shape,
        motive: TermId,
        inner: TermId,
        variable: FreeId,
    ) -> Outcome<TermId> {
        let name = self.cases_on(shape.inductive)?;
        let mut levels = Vec::new();
        let arity = self.environment.get(name).map_or(0, |constant| constant.levels.len());
        if arity > shape.levels.len() {
            levels.push(self.universe_of(inner)?);
        } else if !self.is_proposition(inner) {
            return Err(Failure::Problem(Box::new(super::problem::Problem {
                span: self.split_span,
                fault: Fault::BadInductive("a proof can only be split to prove something"),
            })));
        }
        levels.extend(&shape.levels);
        let mut head = self.store.constant(name, &levels);
        head = self.store.apply(head, &shape.parameters);
        head = self.store.apply(head, &[motive]);
        head = self.store.apply(head, &shape.indices);
        let variable = self.store.free(variable);
        Ok(self.store.apply(head, &[variable]))
    }

    fn split_branches(
        &mut self,
        shape: &Shape,
        abstracted: &[FreeId],
        reverted: &[FreeId],
        goal: TermId,
    ) -> Outcome<Vec<Branch>> {
        let constructors = match self.environment.get(shape.inductive).map(|constant| &constant.kind) {
            Some(Kind::Inductive(info)) => info.constructors.clone(),
            _ => Vec::new(),
        };
        constructors
            .into_iter()
            .map(|constructor| self.split_branch(shape, constructor, abstracted, reverted, goal))
            .collect()
    }

    fn split_branch(
        &mut self,
        shape: &Shape,
        constructor: NameId,
        abstracted: &[FreeId],
        reverted: &[FreeId],
        goal: TermId,
    ) -> Outcome<Branch> {
        let mut of = self.type_of_constant(constructor, &shape.levels).ok_or(Failure::Ill)?;
        for &parameter in &shape.parameters {
            let Term::Pi(_, _, body) = self.store.term_at(of) else { return Err(Failure::Ill) };
            of = self.store.instantiate(body, &[parameter]);
        }
        let mut fields = Vec::new();
        let mut value = self.store.constant(constructor, &shape.levels);
        value = self.store.apply(value, &shape.parameters);
        while let Term::Pi(binder, domain, body) = self.store.term_at(of) {
            let name = self.inaccessible(binder.name);
            let field = self.fresh_local(name, BinderKind::Explicit, domain);
            let term = self.store.free(field);
            fields.push(field);
            value = self.store.apply(value, &[term]);
            of = self.store.instantiate(body, &[term]);
        }
        let (_, arguments) = self.store.spine(of);
        let mut replacement: FxHashMap<FreeId, TermId> = FxHashMap::default();
        let indices = arguments.iter().skip(shape.parameters.len());
        for (&old, &new) in abstracted.iter().zip(indices) {
            replacement.insert(old, new);
        }
        if let Some(&old) = abstracted.last() {
            replacement.insert(old, value);
        }
        let renewed = self.renew(reverted, &mut replacement);
        let goal = self.store.replace_free(goal, &replacement);
        Ok(Branch { constructor, fields, renewed, replacement, goal })
    }

    /// New versions of variables after a replacement, which is extended by them.
    pub fn renew(
        &mut self,
        variables: &[FreeId],
        replacement: &mut FxHashMap<FreeId, TermId>,
    ) -> Vec<FreeId> {
        let mut renewed = Vec::new();
        for &variable in variables {
            let Some(local) = self.variables.local(variable).copied() else { continue };
            let of = self.instantiate(local.of);
            let of = self.store.replace_free(of, replacement);
            let new = self.fresh_local(local.name, local.kind, of);
            if let Some(value) = local.value {
                let value = self.instantiate(value);
                let value = self.store.replace_free(value, replacement);
                if let Some(entry) = self.variables.local_mut(new) {
                    entry.value = Some(value);
                }
            }
            let term = self.store.free(new);
            replacement.insert(variable, term);
            renewed.push(new);
        }
        renewed
    }

    /// The term of a case distinction from the terms of its branches.
    ///
    /// # Errors
    /// If a hole cannot be carried over the binders of a branch.
    pub fn join_split(&mut self, split: &Split, terms: &[TermId]) -> Outcome<TermId> {
        let mut result = split.head;
        for (branch, &term) in split.branches.iter().zip(terms) {
            let mut binders = branch.fields.clone();
            binders.extend(&branch.renewed);
            let minor = self.bind_lambda(&binders, term)?;
            result = self.store.apply(result, &[minor]);
        }
        for &variable in &split.reverted {
            if self.variables.local(variable).is_some_and(|local| local.value.is_none()) {
                let variable = self.store.free(variable);
                result = self.store.apply(result, &[variable]);
            }
        }
        Ok(result)
    }

    /// The context of a branch: without what was replaced, with the new variables at the end.
    #[must_use]
    pub fn branch_context(&self, branch: &Branch) -> Context {
        let mut context = self.context.filter(|variable| !branch.replacement.contains_key(&variable));
        for &variable in branch.fields.iter().chain(&branch.renewed) {
            context.push(variable);
        }
        context
    }
}
