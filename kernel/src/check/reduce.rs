//! Reduction: beta, zeta, iota, projections, quotients, and unfolding of definitions.
//! Given by: typing and conversion, on terms that have a type.
//! Gives: weak head normal forms.
//! Holds: the result is convertible with the term; definitions and theorems unfold, opaque constants do not.

use super::{Checker, Closure, Head, Mode, pop_above};
use crate::rejection::Answer;
use crate::{Constant, Kind, LevelsId, NameId, Quotient, Recursor, Rule, Store, Term, TermId};

/// How far a head is reduced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Effort {
    /// Only functions are applied, and values are put in place of variables.
    Least,
    /// Definitions are not unfolded at the head, and not even to reduce a projection.
    Cheap,
    /// Definitions are not unfolded at the head.
    Core,
    /// Everything.
    Full,
}

impl Checker<'_> {
    /// The weak head normal form.
    pub(crate) fn reduce(&mut self, term: TermId) -> Answer<TermId> {
        self.reduce_with(term, Effort::Full)
    }

    pub(super) fn reduce_with(&mut self, term: TermId, effort: Effort) -> Answer<TermId> {
        let reduced = self.expose(Closure::of(term), effort)?;
        self.close(reduced)
    }

    /// The form to which a closure reduces, with its parts as they are met: most of them are looked at no further.
    pub(super) fn expose(&mut self, of: Closure, effort: Effort) -> Answer<Closure> {
        match self.store.term_at(of.term) {
            Term::Apply(..) | Term::Let { .. } | Term::Project(..) | Term::Bound(_) => {}
            Term::Constant(..) if effort == Effort::Full => {}
            _ => return Ok(of),
        }
        // That is so little that it is not remembered.
        if effort == Effort::Least {
            return self.run(of, self.memory.arguments.len(), effort);
        }
        // The same term may stand for different variables, and be the same again once their values are put in.
        let of = Closure::of(self.close(of)?);
        let key = (of.term.0, 0);
        if let Some(known) = self.memory.reduced[effort as usize].get(key) {
            return Ok(known);
        }
        let result = self.nested(|checker| checker.run(of, checker.memory.arguments.len(), effort))?;
        self.memory.reduced[effort as usize].insert(key, result);
        Ok(result)
    }

    /// The machine: a head and its arguments, which lie above a base on the common stack, the next one on top; until no
    /// rule fires.
    fn run(&mut self, of: Closure, base: usize, effort: Effort) -> Answer<Closure> {
        let mut head = of;
        // The term of which head and arguments are parts, if they are parts of one.
        let mut whole = (self.memory.arguments.len() == base).then_some(head);
        loop {
            self.step()?;
            let next = match self.store.term_at(head.term) {
                Term::Project(..) | Term::Constant(..) if effort == Effort::Least => None,
                Term::Apply(function, argument) => {
                    self.memory.arguments.push(Closure { term: argument, ..head });
                    head.term = function;
                    continue;
                }
                Term::Bound(index) => {
                    let value = self.value_in(head.scope, index)?;
                    let closed = self.memory.closed.get(self.key(value)).unwrap_or(value.term.0);
                    let known = self.memory.reduced[effort as usize].get((closed, 0));
                    if let Some(known) = known.filter(|_| self.memory.arguments.len() == base) {
                        return Ok(known);
                    }
                    Some(value)
                }
                Term::Lambda(_, _, body) => match pop_above(&mut self.memory.arguments, base) {
                    Some(argument) => Some(self.result_type(Closure { term: body, ..head }, argument)?),
                    None => None,
                },
                Term::Let { value, body, .. } => {
                    let value = Closure { term: value, ..head };
                    Some(self.result_type(Closure { term: body, ..head }, value)?)
                }
                Term::Project(_, index, of) => self.project(index, Closure { term: of, ..head }, effort)?,
                Term::Constant(name, levels) => self.compute(name, levels, base, effort)?,
                _ => None,
            };
            let Some(next) = next else { break };
            head = next;
            whole = (self.memory.arguments.len() == base).then_some(head);
        }
        match whole {
            Some(whole) => {
                self.memory.arguments.truncate(base);
                Ok(whole)
            }
            None => self.apply_closed(head, base).map(Closure::of),
        }
    }

    /// The application of a head to the arguments above a base, which are taken.
    fn apply_closed(&mut self, head: Closure, base: usize) -> Answer<TermId> {
        let mut result = self.close(head)?;
        while let Some(argument) = pop_above(&mut self.memory.arguments, base) {
            let argument = self.close(argument)?;
            result = self.store.apply_one(result, argument);
        }
        Ok(result)
    }

    /// The rules of constants, where one fires.
    fn compute(
        &mut self,
        name: NameId,
        levels: LevelsId,
        base: usize,
        effort: Effort,
    ) -> Answer<Option<Closure>> {
        let Some(constant) = self.environment.get(name) else { return Ok(None) };
        if !self.fits(constant, levels) {
            return Ok(None);
        }
        match &constant.kind {
            Kind::Recursor(recursor) => self.iota(constant, recursor, levels, base),
            Kind::Quotient(quotient) => self.reduce_quotient(*quotient, base),
            _ if effort != Effort::Full => Ok(None),
            kind => match (self.arithmetic(name, base)?, kind) {
                (None, Kind::Definition(value, _) | Kind::Theorem(value)) => {
                    self.instance(*value, constant, levels).map(Closure::of).map(Some)
                }
                (literal, _) => Ok(literal),
            },
        }
    }

    /// An accelerated operation on the arguments above a base.
    fn arithmetic(&mut self, name: NameId, base: usize) -> Answer<Option<Closure>> {
        let Some(operation) = self.environment.primitives().operation(name) else { return Ok(None) };
        let places = (base..self.memory.arguments.len()).rev();
        let arguments = places.map(|place| self.close(self.memory.arguments[place])).collect::<Answer<_>>();
        let result = self.reduce_natural(operation, arguments?)?;
        if result.is_some() {
            self.memory.arguments.truncate(base);
        }
        Ok(result.map(Closure::of))
    }

    /// Unfolds the definition at the head and reduces what comes out, without unfolding again.
    pub(super) fn unfold(&mut self, term: TermId) -> Answer<TermId> {
        if let Some(known) = self.memory.unfolded.get((term.0, 0)) {
            return Ok(TermId(known));
        }
        let Some(Head { constant, levels, .. }) = self.head(term) else { return Ok(term) };
        let (Kind::Definition(value, _) | Kind::Theorem(value)) = constant.kind else { return Ok(term) };
        let base = self.memory.arguments.len();
        self.memory.arguments.extend(arguments_of(self.store, Closure::of(term)));
        let value = self.instance(value, constant, levels)?;
        let unfolded = self.run(Closure::of(value), base, Effort::Cheap)?;
        let unfolded = self.close(unfolded)?;
        self.memory.unfolded.insert((term.0, 0), unfolded.0);
        Ok(unfolded)
    }

    pub(super) fn project(&mut self, index: u32, of: Closure, effort: Effort) -> Answer<Option<Closure>> {
        let of = self.expose(of, if effort == Effort::Cheap { effort } else { Effort::Full })?;
        let structure = self.expose_text(of)?;
        let Some(Head { constant, count, .. }) = self.head(structure.term) else { return Ok(None) };
        let Kind::Constructor(constructor) = &constant.kind else { return Ok(None) };
        let after = count.checked_sub(constructor.parameters as usize + index as usize + 1);
        Ok(after.and_then(|after| arguments_of(self.store, structure).nth(after)))
    }

    // Recursors

    fn iota(
        &mut self,
        constant: &Constant,
        recursor: &Recursor,
        levels: LevelsId,
        base: usize,
    ) -> Answer<Option<Closure>> {
        let prefix = (recursor.parameters + recursor.motives + recursor.minors) as usize;
        let Some(major_at) = self.argument(prefix + recursor.indices as usize, base) else { return Ok(None) };
        let major = self.close(self.memory.arguments[major_at])?;
        let major = self.major(recursor, major)?;
        let Some(Head { constant: constructor, count, .. }) = self.head(major.term) else { return Ok(None) };
        let rule = recursor.rules.iter().find(|rule| rule.constructor == constructor.name);
        let Some(rule) = rule.filter(|rule| rule.fields as usize <= count) else { return Ok(None) };
        let result = self.instance(rule.result, constant, levels)?;
        let fields: Vec<Closure> = arguments_of(self.store, major).take(rule.fields as usize).collect();
        let after_prefix = self.memory.arguments.len() - prefix;
        self.memory.arguments.splice(major_at..after_prefix, fields);
        Ok(Some(Closure::of(result)))
    }

    /// Where on the stack the argument at a position is, if there are so many above the base.
    fn argument(&self, position: usize, base: usize) -> Option<usize> {
        self.memory.arguments.len().checked_sub(position + 1).filter(|&place| place >= base)
    }

    /// The major premise as a constructor applied to fields, where it is one up to computation and eta.
    fn major(&mut self, recursor: &Recursor, major: TermId) -> Answer<Closure> {
        if recursor.k
            && let Some(constructor) = self.constructor_of_proof(recursor, major)?
        {
            return Ok(Closure::of(constructor));
        }
        let major = self.expose(Closure::of(major), Effort::Full)?;
        match self.store.term_at(major.term) {
            Term::Natural(_) => Ok(Closure::of(self.expose_natural(major.term))),
            Term::Text(_) => self.expose_text(major),
            _ => self.eta_major(recursor, major),
        }
    }

    /// Proofs of one type are equal, so one whose type matches the only constructor counts as that constructor.
    fn constructor_of_proof(&mut self, recursor: &Recursor, major: TermId) -> Answer<Option<TermId>> {
        let of = self.reduced_type(Closure::of(major), Mode::Trust)?;
        let Some((name, levels, arguments)) = self.constant_spine(of) else { return Ok(None) };
        let Some(rule) = recursor.rules.first() else { return Ok(None) };
        if self.inductive_of(rule) != Some(name) || arguments.len() < recursor.parameters as usize {
            return Ok(None);
        }
        let constructor = self.store.term(Term::Constant(rule.constructor, levels));
        let proof = self.store.apply(constructor, &arguments[..recursor.parameters as usize]);
        Ok(self.are_of_one_type(major, proof)?.then_some(proof))
    }

    fn inductive_of(&self, rule: &Rule) -> Option<NameId> {
        let Kind::Constructor(constructor) = &self.environment.get(rule.constructor)?.kind else {
            return None;
        };
        Some(constructor.inductive)
    }

    /// A value of a structure is its constructor applied to its projections. Proofs stay as they are.
    fn eta_major(&mut self, recursor: &Recursor, major: Closure) -> Answer<Closure> {
        let [rule] = recursor.rules.as_slice() else { return Ok(major) };
        let Some(inductive) = self.inductive_of(rule) else { return Ok(major) };
        let is_structure = self.structure(inductive).is_some_and(|structure| !structure.recursive);
        let head = self.head(major.term);
        if !is_structure || head.is_some_and(|head| matches!(head.constant.kind, Kind::Constructor(_))) {
            return Ok(major);
        }
        let closed = self.close(major)?;
        let of = self.reduced_type(major, Mode::Trust)?;
        let Some((name, levels, parameters)) = self.constant_spine(of) else { return Ok(major) };
        if name != inductive || self.is_proposition(of)? {
            return Ok(major);
        }
        let constructor = self.store.term(Term::Constant(rule.constructor, levels));
        let mut value = self.store.apply(constructor, &parameters);
        for index in 0..rule.fields {
            let field = self.store.term(Term::Project(inductive, index, closed));
            value = self.store.apply_one(value, field);
        }
        Ok(Closure::of(value))
    }

    // Quotients

    /// `Quot.lift f h (Quot.mk r a)` is `f a`; `Quot.ind h (Quot.mk r a)` is `h a`.
    fn reduce_quotient(&mut self, quotient: Quotient, base: usize) -> Answer<Option<Closure>> {
        let (major, function) = match quotient {
            Quotient::Lift => (5, 3),
            Quotient::Induct => (4, 3),
            Quotient::Type | Quotient::Make => return Ok(None),
        };
        let Some(major_at) = self.argument(major, base) else { return Ok(None) };
        let value = self.expose(self.memory.arguments[major_at], Effort::Full)?;
        let is_make = |it: Head<'_>| it.count == 3 && it.constant.kind == Kind::Quotient(Quotient::Make);
        let element = arguments_of(self.store, value).next();
        let Some(element) = element.filter(|_| self.head(value.term).is_some_and(is_make)) else {
            return Ok(None);
        };
        let function = self.memory.arguments[major_at + major - function];
        self.memory.arguments.truncate(major_at);
        self.memory.arguments.push(element);
        Ok(Some(function))
    }
}

/// The arguments of an application, the last one first.
pub(super) fn arguments_of(store: &Store, of: Closure) -> impl Iterator<Item = Closure> {
    let mut head = of.term;
    std::iter::from_fn(move || {
        let Term::Apply(function, argument) = store.term_at(head) else { return None };
        head = function;
        Some(Closure { term: argument, ..of })
    })
}
