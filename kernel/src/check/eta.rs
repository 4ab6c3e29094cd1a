//! Eta: functions, structures and unit types in conversion.
//! Given by: conversion, when nothing computes any more.
//! Gives: yes, or no opinion.
//! Holds: the terms have types; eta of a structure is used only for types with one constructor, no indices and no recursion.

use super::{Checker, Closure, Head, Mode};
use crate::rejection::Answer;
use crate::table::handle;
use crate::{Kind, Term, TermId};

impl Checker<'_> {
    /// `fun x … z => f x … z` is `f`.
    pub(crate) fn equal_by_eta(&mut self, lambda: TermId, function: TermId) -> Answer<bool> {
        let is_lambda = |term: Term| matches!(term, Term::Lambda(..));
        if !is_lambda(self.store.term_at(lambda)) || is_lambda(self.store.term_at(function)) {
            return Ok(false);
        }
        let mut of = self.reduced_type(Closure::of(function), Mode::Trust)?;
        let (mut body, mut binders) = (lambda, Vec::new());
        while let (Term::Lambda(_, _, inner), Term::Pi(binder, domain, result)) =
            (self.store.term_at(body), self.store.term_at(of))
        {
            binders.push((binder, domain));
            (body, of) = (inner, result);
        }
        let places = (0..handle(binders.len())).rev();
        let variables: Vec<TermId> = places.map(|place| self.store.bound(place)).collect();
        let mut expanded = self.store.apply(function, &variables);
        for &(binder, domain) in binders.iter().rev() {
            expanded = self.store.lambda(binder, domain, expanded);
        }
        Ok(expanded != function && self.equal(lambda, expanded)?)
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
        arguments[parameters..].iter().zip(0..).try_fold(true, |all, (&argument, index)| {
            let field = self.store.term(Term::Project(inductive, index, value));
            Ok(all && self.equal(field, argument)?)
        })
    }

    /// Two values of a structure without fields are equal.
    pub(crate) fn equal_units(&mut self, a: TermId, b: TermId) -> Answer<bool> {
        let of = self.reduced_type(Closure::of(a), Mode::Trust)?;
        let structure = self.head(of).and_then(|head| self.structure(head.constant.name));
        let structure = structure.filter(|structure| !structure.recursive);
        let constructor = structure.and_then(|of| self.environment.get(*of.constructors.first()?));
        match constructor.map(|found| &found.kind) {
            Some(Kind::Constructor(constructor)) if constructor.fields == 0 => self.are_of_one_type(a, b),
            _ => Ok(false),
        }
    }
}
