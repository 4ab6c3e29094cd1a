//! The compilation of rows of patterns to a tree of case distinctions.
//! Given by: `matching`, which opens the values.
//! Gives: the term of the tree, and what it is at each leaf.
//! Holds: the first row that matches wins; a column is split only where that row looks at it.

use super::infer::Outcome;
use super::matching::{Compiled, Leaf, Matrix, Row};
use super::patterns::View;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use super::split::Branch;
use crate::syntax::span::Span;
use kernel::{FreeId, Kind, NameId, Term, TermId};
use rustc_hash::FxHashMap;

impl Elaborator<'_> {
    pub(super) fn compile(&mut self, matrix: Matrix<'_>, compiled: &mut Compiled) -> Outcome<TermId> {
        self.enter().map_err(|_| Failure::at(compiled.span, Fault::Limit))?;
        let result = self.compile_matrix(matrix, compiled);
        self.leave();
        result
    }

    fn compile_matrix(&mut self, mut matrix: Matrix<'_>, compiled: &mut Compiled) -> Outcome<TermId> {
        let Some(first) = matrix.rows.first().cloned() else { return self.missing_case(matrix, compiled) };
        for position in 0..matrix.columns.len() {
            let Some(pattern) = first.patterns[position].clone() else { continue };
            let value = matrix.columns[position];
            let of = self.infer(value)?;
            let of = self.instantiate(of);
            match self.view_pattern(&pattern, of)? {
                View::Wild => matrix.rows[0].patterns[position] = None,
                View::Variable(name) => {
                    matrix.rows[0].patterns[position] = None;
                    matrix.rows[0].bindings.push((name, value));
                }
                View::Named(name, inner) => {
                    matrix.rows[0].patterns[position] = Some(inner);
                    matrix.rows[0].bindings.push((name, value));
                    return self.compile(matrix, compiled);
                }
                View::Constructor(..) => return self.split_column(matrix, position, pattern.span, compiled),
            }
        }
        self.leaf(matrix, compiled)
    }

    /// Splits the column; its value must be a variable.
    fn split_column(
        &mut self,
        matrix: Matrix<'_>,
        position: usize,
        span: Span,
        compiled: &mut Compiled,
    ) -> Outcome<TermId> {
        let Term::Free(variable) = self.store.term_at(matrix.columns[position]) else {
            return Err(Failure::at(span, Fault::BadPattern));
        };
        self.split_span = span;
        if !self.has_variable_indices(variable) {
            return self.split_indexed(&matrix, position, (variable, span), compiled);
        }
        let split = self.split(span, variable, &matrix.path, matrix.goal)?;
        let mut terms = Vec::new();
        for branch in &split.branches {
            let inner = self.branch_matrix(&matrix, position, variable, branch)?;
            terms.push(self.compile(inner, compiled)?);
        }
        self.join_split(&split, &terms)
    }

    pub(super) fn branch_matrix<'s>(
        &mut self,
        matrix: &Matrix<'s>,
        position: usize,
        variable: FreeId,
        branch: &Branch,
    ) -> Outcome<Matrix<'s>> {
        let mut columns = Vec::new();
        for (index, &column) in matrix.columns.iter().enumerate() {
            if index == position {
                columns.extend(branch.fields.iter().map(|&field| self.store.free(field)));
            } else {
                columns.push(self.store.replace_free(column, &branch.replacement));
            }
        }
        let mut rows = Vec::new();
        for row in &matrix.rows {
            if let Some(row) = self.branch_row(row, position, variable, matrix.columns[position], branch)? {
                rows.push(row);
            }
        }
        let mut path = Vec::new();
        for &old in &matrix.path {
            if old == variable {
                path.extend(&branch.fields);
            } else if !branch.replacement.contains_key(&old) {
                path.push(old);
            }
        }
        path.extend(&branch.renewed);
        let images =
            matrix.images.iter().map(|&image| self.store.replace_free(image, &branch.replacement)).collect();
        Ok(Matrix { columns, rows, path, images, goal: branch.goal })
    }

    /// A row in a branch, if it can match there.
    fn branch_row<'s>(
        &mut self,
        row: &Row<'s>,
        position: usize,
        variable: FreeId,
        value: TermId,
        branch: &Branch,
    ) -> Outcome<Option<Row<'s>>> {
        let mut row = row.clone();
        let mut pattern = row.patterns[position].clone();
        let of = self.type_of_free(variable).ok_or(Failure::Ill)?;
        let fields = loop {
            let Some(written) = pattern else { break vec![None; branch.fields.len()] };
            match self.view_pattern(&written, of)? {
                View::Wild => break vec![None; branch.fields.len()],
                View::Variable(name) => {
                    row.bindings.push((name, value));
                    break vec![None; branch.fields.len()];
                }
                View::Named(name, inner) => {
                    row.bindings.push((name, value));
                    pattern = Some(inner);
                }
                View::Constructor(constructor, fields) if constructor == branch.constructor => break fields,
                View::Constructor(constructor, _) => {
                    self.check_constructor(constructor, of, written.span)?;
                    return Ok(None);
                }
            }
        };
        row.patterns.splice(position..=position, fields);
        for (_, term) in &mut row.bindings {
            *term = self.store.replace_free(*term, &branch.replacement);
        }
        Ok(Some(row))
    }

    fn check_constructor(&mut self, constructor: NameId, of: TermId, span: Span) -> Outcome<()> {
        let inductive = self.inductive_of(of);
        let belongs = match self.environment.get(constructor).map(|constant| &constant.kind) {
            Some(Kind::Constructor(info)) => Some(info.inductive) == inductive,
            _ => false,
        };
        if belongs { Ok(()) } else { Err(Failure::at(span, Fault::BadPattern)) }
    }

    /// No row is left: fine if a value has a type without constructors, else a case is missing.
    fn missing_case(&mut self, matrix: Matrix<'_>, compiled: &mut Compiled) -> Outcome<TermId> {
        for position in (0..matrix.path.len()).rev() {
            let variable = matrix.path[position];
            let Some(of) = self.type_of_free(variable) else { continue };
            let Some(inductive) = self.inductive_of(of) else { continue };
            let empty = matches!(
                self.environment.get(inductive).map(|constant| &constant.kind),
                Some(Kind::Inductive(info)) if info.constructors.is_empty() && info.indices == 0
            );
            if empty {
                let split = self.split(compiled.span, variable, &matrix.path, matrix.goal)?;
                return self.join_split(&split, &[]);
            }
        }
        let case = match matrix.images.as_slice() {
            [only] => *only,
            several => {
                let head = self.store.name_text(NameId::ANONYMOUS, "_");
                let head = self.store.constant(head, &[]);
                self.store.apply(head, several)
            }
        };
        let case = self.displayed(case);
        Err(Failure::at(compiled.span, Fault::MissingCase(case)))
    }

    /// All patterns of the first row match: its result, with the names of its patterns.
    fn leaf(&mut self, matrix: Matrix<'_>, compiled: &mut Compiled) -> Outcome<TermId> {
        let row = &matrix.rows[0];
        compiled.used[row.alternative] = true;
        let outer = self.context.clone();
        let mut replacement = FxHashMap::default();
        let copies = self.renew(&matrix.path, &mut replacement);
        for (&old, &copy) in matrix.path.iter().zip(&copies) {
            let old_term = self.store.free(old);
            let written =
                row.bindings.iter().rev().find(|&&(_, term)| term == old_term).map(|&(name, _)| name);
            let name = match written {
                Some(name) => name,
                None => self.variables.local(copy).map_or(NameId::ANONYMOUS, |local| local.name),
            };
            let name = if written.is_some() { name } else { self.inaccessible(name) };
            if let Some(entry) = self.variables.local_mut(copy) {
                entry.name = name;
            }
            self.context.push(copy);
        }
        let mut lets = Vec::new();
        for &(name, term) in &row.bindings {
            if self.is_unknown_field(term) {
                continue;
            }
            let value = self.store.replace_free(term, &replacement);
            let named = match self.store.term_at(value) {
                Term::Free(copy) if copies.contains(&copy) => {
                    self.variables.local(copy).is_some_and(|local| local.name == name)
                }
                _ => false,
            };
            if !named {
                let of = self.infer(value)?;
                lets.push(self.push_let(name, of, value));
            }
        }
        let goal = self.store.replace_free(matrix.goal, &replacement);
        let result = self.elaborate_as(row.result, goal);
        self.context = outer;
        let mut result = result?;
        if !lets.is_empty() {
            result = self.bind_lambda(&lets, result)?;
            while let Term::Let { value, body, .. } = self.store.term_at(result) {
                result = self.store.instantiate(body, &[value]);
            }
        }
        if let Some(leaves) = &mut compiled.leaves {
            let images =
                matrix.images.iter().map(|&image| self.store.replace_free(image, &replacement)).collect();
            leaves.push(Leaf { variables: copies.clone(), images, result });
        }
        let function = self.bind_lambda(&copies, result)?;
        let arguments: Vec<TermId> = matrix.path.iter().map(|&variable| self.store.free(variable)).collect();
        Ok(self.apply_beta(function, &arguments))
    }
}

/// A branch whose context is already made.
pub(super) fn branch_of(
    constructor: NameId,
    fields: Vec<FreeId>,
    replacement: FxHashMap<FreeId, TermId>,
    goal: TermId,
) -> Branch {
    Branch { constructor, fields, renewed: Vec::new(), replacement, goal }
}
