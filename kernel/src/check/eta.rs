//! Eta: functions, structures and unit types in conversion.
//! Given by: conversion, when nothing computes any more.
//! Gives: yes, or no opinion.
//! Holds: the terms have types; eta of a structure is used only for types with one constructor, no indices and no recursion.

use super::{Checker, Closure, Head, Mode};
use crate::rejection::Answer;
use crate::{Binder, BinderKind, Kind, NameId, Term, TermId};

impl Checker<'_> {
    /// `fun x => f x` is `f`.
    pub(crate) fn equal_by_eta(&mut self, lambda: TermId, function: TermId) -> Answer<bool> {
        let is_lambda = |term: Term| matches!(term, Term::Lambda(..));
        if !is_lambda(self.store.term_at(lambda)) || is_lambda(self.store.term_at(function)) {
            return Ok(false);
        }
        let of = self.reduced_type(Closure::of(function), Mode::Trust)?;
        let Term::Pi(_, domain, _) = self.store.term_at(of) else { return Ok(false) };
        let variable = self.store.bound(0);
        let body = self.store.term(Term::Apply(function, variable));
        let binder = Binder { name: NameId::ANONYMOUS, kind: BinderKind::Explicit };
        let expanded = self.store.lambda(binder, domain, body);
        self.equal(lambda, expanded)
    }

    /// `⟨x.1, …, x.n⟩` is `x`.
    pub(crate) fn equal_by_structure_eta(&mut self, value: TermId, built: TermId) -> Answer<bool> {
        let Some(Head { constant, count, .. }) = self.head(built) else { return Ok(false) };
        let Kind::Constructor(constructor) = &constant.kind else { return Ok(false) };
        let (inductive, parameters) = (constructor.inductive, constructor.parameters as usize);
        let is_complete = count == parameters + constructor.fields as usize;
        if !is_complete || self.structure(inductive).is_none_or(|structure| structure.recursive) {
            return Ok(false);
        }
        if !self.are_of_one_type(value, built)? {
            return Ok(false);
        }
        let (_, arguments) = self.store.spine(built);
        for (&argument, index) in arguments[parameters..].iter().zip(0..) {
            let field = self.store.term(Term::Project(inductive, index, value));
            if !self.equal(field, argument)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Two values of a structure without fields are equal.
    pub(crate) fn equal_units(&mut self, a: TermId, b: TermId) -> Answer<bool> {
        let of = self.reduced_type(Closure::of(a), Mode::Trust)?;
        let Some(Head { constant, .. }) = self.head(of) else { return Ok(false) };
        let Some(structure) = self.structure(constant.name).filter(|structure| !structure.recursive) else {
            return Ok(false);
        };
        let constructor = structure.constructors.first().and_then(|&name| self.environment.get(name));
        match constructor.map(|found| &found.kind) {
            Some(Kind::Constructor(constructor)) if constructor.fields == 0 => self.are_of_one_type(a, b),
            _ => Ok(false),
        }
    }
}
