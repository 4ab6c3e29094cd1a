//! `match`, functions by equations, and patterns in binders, compiled to case distinctions.
//! Given by: the elaboration of terms and of definitions.
//! Gives: nested `casesOn`, and, for definitions, the equations at its leaves.
//! Holds: alternatives are tried in order; a case without alternative and an alternative without case are problems.

use super::infer::Outcome;
use super::patterns::View;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::span::Span;
use crate::syntax::tree::{Alternative, Discriminant, Term as Syntax, TermKind};
use kernel::{BinderKind, FreeId, Kind, NameId, Term, TermId};
use rustc_hash::FxHashMap;

/// A leaf of a definition: `f images = result` for all variables.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    pub(crate) variables: Vec<FreeId>,
    pub(crate) images: Vec<TermId>,
    pub(crate) result: TermId,
}

/// A row of patterns that are still to be matched.
#[derive(Clone, Debug)]
struct Row<'s> {
    /// A pattern for each column; nothing where anything matches.
    patterns: Vec<Option<Syntax>>,
    bindings: Vec<(NameId, TermId)>,
    alternative: usize,
    result: &'s Syntax,
}

/// What is to be compiled.
#[derive(Clone, Debug)]
struct Matrix<'s> {
    columns: Vec<TermId>,
    rows: Vec<Row<'s>>,
    /// The variables that were opened, outermost first.
    path: Vec<FreeId>,
    /// The values that were matched at first, as they are known here.
    images: Vec<TermId>,
    goal: TermId,
}

/// What compilation collects.
struct Compiled {
    span: Span,
    used: Vec<bool>,
    leaves: Option<Vec<Leaf>>,
}

impl Elaborator<'_> {
    pub(crate) fn elaborate_function_match(
        &mut self,
        span: Span,
        alternatives: &[Alternative],
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let (term, _) = self.function_by_equations(span, alternatives, expected, false)?;
        Ok(term)
    }

    /// A function by equations; with `record`, also what it is at each leaf.
    pub(crate) fn function_by_equations(
        &mut self,
        span: Span,
        alternatives: &[Alternative],
        expected: Option<TermId>,
        record: bool,
    ) -> Outcome<(TermId, Vec<Leaf>)> {
        let count = alternatives.first().and_then(|first| first.patterns.first()).map_or(0, Vec::len);
        let expected = match expected {
            Some(expected) => self.expected_form(span, Some(expected))?,
            None => return self.unknown_function(span, alternatives, count),
        };
        let outer = self.context.clone();
        let (variables, goal) = self.open_pi(expected, count);
        if variables.len() < count {
            let term = self.displayed(expected);
            self.context = outer;
            return Err(Failure::at(span, Fault::NotFunction(term, term)));
        }
        self.context = outer.clone();
        let columns: Vec<TermId> = variables.iter().map(|&variable| self.store.free(variable)).collect();
        let rows = self.rows_of(alternatives, count)?;
        let matrix =
            Matrix { columns: columns.clone(), rows, path: variables.clone(), images: columns, goal };
        let mut compiled =
            Compiled { span, used: vec![false; alternatives.len()], leaves: record.then(Vec::new) };
        let body = self.compile(matrix, &mut compiled)?;
        self.check_used(&compiled, alternatives)?;
        let term = self.bind_lambda(&variables, body)?;
        Ok((term, compiled.leaves.unwrap_or_default()))
    }

    /// Nothing is known of the type: it becomes a function type with holes.
    fn unknown_function(
        &mut self,
        span: Span,
        alternatives: &[Alternative],
        count: usize,
    ) -> Outcome<(TermId, Vec<Leaf>)> {
        if self.may_postpone {
            return Err(Failure::Postpone);
        }
        let mut of = self.fresh_type();
        for _ in 0..count {
            let domain = self.fresh_type();
            of = self.arrow(domain, of);
        }
        self.function_by_equations(span, alternatives, Some(of), false)
    }

    fn rows_of<'s>(&mut self, alternatives: &'s [Alternative], count: usize) -> Outcome<Vec<Row<'s>>> {
        let mut rows = Vec::new();
        for (position, alternative) in alternatives.iter().enumerate() {
            for patterns in &alternative.patterns {
                if patterns.len() != count {
                    return Err(Failure::at(alternative.span, Fault::PatternCount));
                }
                rows.push(Row {
                    patterns: patterns.iter().cloned().map(Some).collect(),
                    bindings: Vec::new(),
                    alternative: position,
                    result: &alternative.result,
                });
            }
        }
        Ok(rows)
    }

    fn check_used(&mut self, compiled: &Compiled, alternatives: &[Alternative]) -> Outcome<()> {
        match compiled.used.iter().position(|&used| !used) {
            Some(position) => Err(Failure::at(alternatives[position].span, Fault::UnusedAlternative)),
            None => Ok(()),
        }
    }

    pub(crate) fn elaborate_match(
        &mut self,
        span: Span,
        discriminants: &[Discriminant],
        motive: Option<&Syntax>,
        alternatives: &[Alternative],
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        self.match_with_leaves(span, (discriminants, motive), alternatives, expected, false)
            .map(|(term, _, _)| term)
    }

    /// A `match`; with `record`, also the values matched and what it is at each leaf.
    pub(crate) fn match_with_leaves(
        &mut self,
        span: Span,
        (discriminants, motive): (&[Discriminant], Option<&Syntax>),
        alternatives: &[Alternative],
        expected: Option<TermId>,
        record: bool,
    ) -> Outcome<(TermId, Vec<TermId>, Vec<Leaf>)> {
        if motive.is_some() {
            return Err(Failure::at(span, Fault::Unsupported("a motive of match")));
        }
        let mut values = Vec::new();
        for discriminant in discriminants {
            let value = self.elaborate(&discriminant.value, None)?;
            values.push(self.settled_value(discriminant.value.span, value)?);
        }
        let goal = match expected {
            Some(expected) => self.instantiate(expected),
            None => self.fresh_type(),
        };
        let outer = self.context.clone();
        let (variables, goal) = self.generalize_values(&values, goal)?;
        let columns: Vec<TermId> = variables.iter().map(|&variable| self.store.free(variable)).collect();
        let mut path = variables.clone();
        let mut arguments = values.clone();
        self.add_equations(discriminants, &values, &columns, &mut path, &mut arguments)?;
        let mut rows = self.rows_of(alternatives, values.len())?;
        for row in &mut rows {
            for (discriminant, &equation) in discriminants
                .iter()
                .filter(|discriminant| discriminant.equation.is_some())
                .zip(&path[values.len()..])
            {
                if let Some(name) = &discriminant.equation {
                    let name = self.binder_name(name, BinderKind::Explicit);
                    let equation = self.store.free(equation);
                    row.bindings.push((name, equation));
                }
            }
        }
        let matrix = Matrix { columns: columns.clone(), rows, path: path.clone(), images: columns, goal };
        let mut compiled =
            Compiled { span, used: vec![false; alternatives.len()], leaves: record.then(Vec::new) };
        self.context = outer;
        let body = self.compile(matrix, &mut compiled)?;
        self.check_used(&compiled, alternatives)?;
        let function = self.bind_lambda(&path, body)?;
        let term = self.apply_beta(function, &arguments);
        Ok((term, values, compiled.leaves.unwrap_or_default()))
    }

    /// A value whose type is known, or `Postpone`.
    fn settled_value(&mut self, span: Span, value: TermId) -> Outcome<TermId> {
        let of = self.infer(value)?;
        let mut of = self.instantiate(of);
        if self.is_unknown(of) || self.has_meta(of) {
            self.settle_gently()?;
            of = self.instantiate(of);
        }
        if self.is_unknown(of) {
            if self.may_postpone {
                return Err(Failure::Postpone);
            }
            self.settle_terms()?;
            of = self.instantiate(of);
            if self.is_unknown(of) {
                let value = self.displayed(value);
                return Err(Failure::at(span, Fault::UnknownType(value)));
            }
        }
        Ok(self.instantiate(value))
    }

    /// Variables for the values, and the goal with variables for values.
    fn generalize_values(&mut self, values: &[TermId], goal: TermId) -> Outcome<(Vec<FreeId>, TermId)> {
        let mut variables: Vec<FreeId> = Vec::new();
        let mut goal = goal;
        for (position, &value) in values.iter().enumerate() {
            let of = self.infer(value)?;
            let mut of = self.instantiate(of);
            for (earlier, &variable) in variables.iter().enumerate() {
                let variable = self.store.free(variable);
                of = self.replace_term(of, values[earlier], variable);
            }
            let name = match self.store.term_at(value) {
                Term::Free(local) => {
                    self.variables.local(local).map_or(NameId::ANONYMOUS, |local| local.name)
                }
                _ => self.store.name_text(NameId::ANONYMOUS, "x✝"),
            };
            let variable = self.fresh_local(name, BinderKind::Explicit, of);
            let term = self.store.free(variable);
            if !values[..position].contains(&value) {
                goal = self.replace_term(goal, value, term);
            }
            variables.push(variable);
        }
        Ok((variables, goal))
    }

    /// For `h : e`: a variable for the proof of `e = x`.
    fn add_equations(
        &mut self,
        discriminants: &[Discriminant],
        values: &[TermId],
        columns: &[TermId],
        path: &mut Vec<FreeId>,
        arguments: &mut Vec<TermId>,
    ) -> Outcome<()> {
        for (position, discriminant) in discriminants.iter().enumerate() {
            let Some(name) = &discriminant.equation else { continue };
            let value = values[position];
            let of = self.infer(value)?;
            let level = self.universe_of(of)?;
            let equality = self.store.constant(self.known.eq, &[level]);
            let equality = self.store.apply(equality, &[of, value, columns[position]]);
            let name = self.binder_name(name, BinderKind::Explicit);
            path.push(self.fresh_local(name, BinderKind::Explicit, equality));
            let reflexive = self.store.constant(self.known.eq_refl, &[level]);
            arguments.push(self.store.apply(reflexive, &[of, value]));
        }
        Ok(())
    }

    fn compile(&mut self, matrix: Matrix<'_>, compiled: &mut Compiled) -> Outcome<TermId> {
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
        let split = self.split(span, variable, &matrix.path, matrix.goal)?;
        let mut terms = Vec::new();
        for branch in &split.branches {
            let inner = self.branch_matrix(&matrix, position, variable, branch)?;
            terms.push(self.compile(inner, compiled)?);
        }
        self.join_split(&split, &terms)
    }

    fn branch_matrix<'s>(
        &mut self,
        matrix: &Matrix<'s>,
        position: usize,
        variable: FreeId,
        branch: &super::split::Branch,
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
        branch: &super::split::Branch,
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
            if !matches!(self.store.term_at(term), Term::Free(variable) if matrix.path.contains(&variable)) {
                let value = self.store.replace_free(term, &replacement);
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

    pub(crate) fn elaborate_no_match(
        &mut self,
        span: Span,
        values: &[Syntax],
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let discriminants: Vec<Discriminant> =
            values.iter().map(|value| Discriminant { equation: None, value: value.clone() }).collect();
        self.elaborate_match(span, &discriminants, None, &[], expected)
    }

    pub(crate) fn elaborate_no_function(&mut self, span: Span, expected: Option<TermId>) -> Outcome<TermId> {
        let of = self.expected_form(span, expected)?;
        let Term::Pi(binder, domain, _) = self.store.term_at(of) else {
            let of = self.displayed(of);
            return Err(Failure::at(span, Fault::NotFunction(of, of)));
        };
        let name = self.inaccessible(binder.name);
        let _ = domain;
        let text = self.store.show_name(name);
        let identifier = Self::plain_identifier(span, &text);
        let variable = Syntax { span, kind: TermKind::Identifier(identifier, None) };
        let body = Syntax { span, kind: TermKind::NoMatch(vec![variable]) };
        let context = self.context.clone();
        let (locals, goal) = self.open_pi(of, 1);
        if let Some(entry) = locals.first().and_then(|&local| self.variables.local_mut(local)) {
            entry.name = name;
        }
        let term = self.elaborate_as(&body, goal);
        self.context = context;
        self.bind_lambda(&locals, term?)
    }
}
