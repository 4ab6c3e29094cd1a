//! `match`, functions by equations, and patterns in binders, compiled to case distinctions.
//! Given by: the elaboration of terms and of definitions.
//! Gives: nested `casesOn`, and, for definitions, the equations at its leaves.
//! Holds: alternatives are tried in order; a case without alternative and an alternative without case are problems.

use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::span::Span;
use crate::syntax::tree::{Alternative, Discriminant, Term as Syntax, TermKind};
use kernel::{BinderKind, FreeId, NameId, Term, TermId};

/// A leaf of a definition: `f images = result` for all variables.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    pub(crate) variables: Vec<FreeId>,
    pub(crate) images: Vec<TermId>,
    pub(crate) result: TermId,
}

/// A row of patterns that are still to be matched.
#[derive(Clone, Debug)]
pub(super) struct Row<'s> {
    /// A pattern for each column; nothing where anything matches.
    pub(super) patterns: Vec<Option<Syntax>>,
    pub(super) bindings: Vec<(NameId, TermId)>,
    pub(super) alternative: usize,
    pub(super) result: &'s Syntax,
}

/// What is to be compiled.
#[derive(Clone, Debug)]
pub(super) struct Matrix<'s> {
    pub(super) columns: Vec<TermId>,
    pub(super) rows: Vec<Row<'s>>,
    /// The variables that were opened, outermost first.
    pub(super) path: Vec<FreeId>,
    /// The values that were matched at first, as they are known here.
    pub(super) images: Vec<TermId>,
    pub(super) goal: TermId,
}

/// What compilation collects.
pub(super) struct Compiled {
    pub(super) span: Span,
    pub(super) used: Vec<bool>,
    pub(super) leaves: Option<Vec<Leaf>>,
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
        let Term::Pi(binder, _, _) = self.store.term_at(of) else {
            let of = self.displayed(of);
            return Err(Failure::at(span, Fault::NotFunction(of, of)));
        };
        let name = self.inaccessible(binder.name);
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
