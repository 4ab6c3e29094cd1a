//! Reduction: beta, zeta, iota, projections, quotients, and unfolding of definitions.
//! Given by: typing and conversion, on terms that have a type.
//! Gives: weak head normal forms.
//! Holds: the result is convertible with the term; theorems and opaque constants never unfold.

use super::Checker;
use crate::environment::{Constant, Kind, Quotient, Recursor, Rule};
use crate::level::LevelsId;
use crate::name::NameId;
use crate::rejection::Answer;
use crate::table::Memo;
use crate::term::{Term, TermId};

/// How far a head is reduced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Effort {
    /// Definitions are not unfolded at the head, and not even to reduce a projection.
    Cheap,
    /// Definitions are not unfolded at the head.
    Core,
    /// Everything.
    Full,
}

impl super::Memory {
    fn reduced(&mut self, effort: Effort) -> &mut Memo<u32> {
        match effort {
            Effort::Cheap => &mut self.cheap,
            Effort::Core => &mut self.core,
            Effort::Full => &mut self.whnf,
        }
    }
}

/// Arguments still to be given, the next one last.
type Arguments = Vec<TermId>;

impl Checker<'_> {
    /// The weak head normal form.
    pub(crate) fn reduce(&mut self, term: TermId) -> Answer<TermId> {
        self.reduce_with(term, Effort::Full)
    }

    /// Reduction that leaves the definition at the head alone.
    pub(crate) fn reduce_core(&mut self, term: TermId) -> Answer<TermId> {
        self.reduce_with(term, Effort::Core)
    }

    pub(crate) fn reduce_with(&mut self, term: TermId, effort: Effort) -> Answer<TermId> {
        match self.store.term_at(term) {
            Term::Apply(..) | Term::Let { .. } | Term::Project(..) => {}
            Term::Constant(..) if effort == Effort::Full => {}
            _ => return Ok(term),
        }
        let key = (term.0, 0);
        if let Some(known) = self.memory.reduced(effort).get(key) {
            return Ok(TermId(known));
        }
        self.enter()?;
        let result = self.run(term, effort)?;
        self.leave();
        self.memory.reduced(effort).insert(key, result.0);
        Ok(result)
    }

    /// The machine: a head and its arguments, until no rule fires.
    fn run(&mut self, term: TermId, effort: Effort) -> Answer<TermId> {
        let mut head = term;
        let mut arguments = Vec::new();
        loop {
            self.step()?;
            let next = match self.store.term_at(head) {
                Term::Apply(function, argument) => {
                    arguments.push(argument);
                    Some(function)
                }
                Term::Lambda(..) if !arguments.is_empty() => Some(self.beta(head, &mut arguments)),
                Term::Let { value, body, .. } => Some(self.store.instantiate(body, &[value])),
                Term::Project(_, index, of) => self.project(index, of, effort)?,
                Term::Constant(name, levels) => self.compute(name, levels, &mut arguments, effort)?,
                _ => None,
            };
            match next {
                Some(next) => head = next,
                None => break,
            }
        }
        arguments.reverse();
        Ok(self.store.apply(head, &arguments))
    }

    /// As many arguments at once as there are binders.
    fn beta(&mut self, head: TermId, arguments: &mut Arguments) -> TermId {
        let mut values = Vec::new();
        let mut body = head;
        while let Term::Lambda(_, _, inner) = self.store.term_at(body) {
            let Some(argument) = arguments.pop() else { break };
            values.push(argument);
            body = inner;
        }
        self.store.instantiate(body, &values)
    }

    /// The rules of constants, where one fires.
    fn compute(
        &mut self,
        name: NameId,
        levels: LevelsId,
        arguments: &mut Arguments,
        effort: Effort,
    ) -> Answer<Option<TermId>> {
        let Some(constant) = self.environment.get(name) else { return Ok(None) };
        if self.store.levels_at(levels).len() != constant.levels.len() {
            return Ok(None);
        }
        match &constant.kind {
            Kind::Recursor(recursor) => self.iota(constant, recursor, levels, arguments),
            Kind::Quotient(quotient) => self.reduce_quotient(*quotient, arguments),
            Kind::Constructor(_) if effort == Effort::Full => self.reduce_natural(name, arguments),
            Kind::Definition(value, _) if effort == Effort::Full => {
                match self.reduce_natural(name, arguments)? {
                    Some(literal) => Ok(Some(literal)),
                    None => self.instance(*value, constant, levels).map(Some),
                }
            }
            _ => Ok(None),
        }
    }

    /// The definition at the head of a term, if it can be unfolded.
    pub(crate) fn unfoldable(&self, term: TermId) -> Option<&'_ Constant> {
        let mut head = term;
        while let Term::Apply(function, _) = self.store.term_at(head) {
            head = function;
        }
        let Term::Constant(name, levels) = self.store.term_at(head) else { return None };
        let constant = self.environment.get(name)?;
        let unfolds = matches!(constant.kind, Kind::Definition(..))
            && self.store.levels_at(levels).len() == constant.levels.len();
        unfolds.then_some(constant)
    }

    /// Unfolds the definition at the head and reduces what comes out, without unfolding again.
    pub(crate) fn unfold(&mut self, term: TermId) -> Answer<TermId> {
        let (head, arguments) = self.store.spine(term);
        let Term::Constant(name, levels) = self.store.term_at(head) else { return Ok(term) };
        let Some(constant @ Constant { kind: Kind::Definition(value, _), .. }) = self.environment.get(name)
        else {
            return Ok(term);
        };
        let value = self.instance(*value, constant, levels)?;
        let mut arguments: Arguments = arguments.into_iter().rev().collect();
        let body = self.beta(value, &mut arguments);
        arguments.reverse();
        let unfolded = self.store.apply(body, &arguments);
        self.reduce_with(unfolded, Effort::Cheap)
    }

    fn project(&mut self, index: u32, of: TermId, effort: Effort) -> Answer<Option<TermId>> {
        let structure =
            if effort == Effort::Cheap { self.reduce_with(of, effort)? } else { self.reduce(of)? };
        let structure = self.expose_text(structure)?;
        let Some((name, _, arguments)) = self.constant_spine(structure) else { return Ok(None) };
        match self.environment.get(name).map(|constant| &constant.kind) {
            Some(Kind::Constructor(constructor)) => {
                Ok(arguments.get(constructor.parameters as usize + index as usize).copied())
            }
            _ => Ok(None),
        }
    }

    // Recursors

    fn iota(
        &mut self,
        constant: &Constant,
        recursor: &Recursor,
        levels: LevelsId,
        arguments: &mut Arguments,
    ) -> Answer<Option<TermId>> {
        let prefix = (recursor.parameters + recursor.motives + recursor.minors) as usize;
        let before_major = prefix + recursor.indices as usize;
        let Some(major_at) = arguments.len().checked_sub(before_major + 1) else { return Ok(None) };
        let major = self.major(recursor, arguments[major_at])?;
        let Some((rule, fields)) = self.matching_rule(recursor, major) else { return Ok(None) };
        let result = self.instance(rule.result, constant, levels)?;
        let shared: Vec<TermId> = arguments[arguments.len() - prefix..].to_vec();
        arguments.truncate(major_at);
        arguments.extend(fields.into_iter().rev());
        arguments.extend(shared);
        Ok(Some(result))
    }

    /// The rule for the constructor at the head of the major premise, and its fields.
    fn matching_rule<'r>(&self, recursor: &'r Recursor, major: TermId) -> Option<(&'r Rule, Vec<TermId>)> {
        let (name, _, mut arguments) = self.constant_spine(major)?;
        let rule = recursor.rules.iter().find(|rule| rule.constructor == name)?;
        let fields = arguments.len().checked_sub(rule.fields as usize)?;
        Some((rule, arguments.split_off(fields)))
    }

    /// The major premise as a constructor applied to fields, where it is one up to computation and eta.
    fn major(&mut self, recursor: &Recursor, major: TermId) -> Answer<TermId> {
        if recursor.k
            && let Some(constructor) = self.constructor_of_proof(recursor, major)?
        {
            return Ok(constructor);
        }
        let major = self.reduce(major)?;
        match self.store.term_at(major) {
            Term::Natural(_) => Ok(self.expose_natural(major)),
            Term::Text(_) => self.expose_text(major),
            _ => self.eta_major(recursor, major),
        }
    }

    /// Proofs of one type are equal, so one whose type matches the only constructor counts as that constructor.
    fn constructor_of_proof(&mut self, recursor: &Recursor, major: TermId) -> Answer<Option<TermId>> {
        let of = self.trusted_type(major)?;
        let of = self.reduce(of)?;
        let Some((name, levels, arguments)) = self.constant_spine(of) else { return Ok(None) };
        let Some(rule) = recursor.rules.first() else { return Ok(None) };
        if self.inductive_of(rule) != Some(name) || arguments.len() < recursor.parameters as usize {
            return Ok(None);
        }
        let constructor = self.store.term(Term::Constant(rule.constructor, levels));
        let proof = self.store.apply(constructor, &arguments[..recursor.parameters as usize]);
        let found = self.trusted_type(proof)?;
        Ok(self.equal(of, found)?.then_some(proof))
    }

    fn inductive_of(&self, rule: &Rule) -> Option<NameId> {
        match &self.environment.get(rule.constructor)?.kind {
            Kind::Constructor(constructor) => Some(constructor.inductive),
            _ => None,
        }
    }

    /// A value of a structure is its constructor applied to its projections. Proofs stay as they are.
    fn eta_major(&mut self, recursor: &Recursor, major: TermId) -> Answer<TermId> {
        let [rule] = recursor.rules.as_slice() else { return Ok(major) };
        let Some(inductive) = self.inductive_of(rule) else { return Ok(major) };
        let is_structure = self.structure(inductive).is_some_and(|structure| !structure.recursive);
        if !is_structure || self.is_constructor_application(major) {
            return Ok(major);
        }
        let of = self.trusted_type(major)?;
        let of = self.reduce(of)?;
        let Some((name, levels, parameters)) = self.constant_spine(of) else { return Ok(major) };
        if name != inductive || self.is_proposition(of)? {
            return Ok(major);
        }
        let constructor = self.store.term(Term::Constant(rule.constructor, levels));
        let mut value = self.store.apply(constructor, &parameters);
        for index in 0..rule.fields {
            let field = self.store.term(Term::Project(inductive, index, major));
            value = self.store.term(Term::Apply(value, field));
        }
        Ok(value)
    }

    fn is_constructor_application(&self, term: TermId) -> bool {
        self.constant_spine(term).is_some_and(|(name, _, _)| {
            matches!(self.environment.get(name).map(|found| &found.kind), Some(Kind::Constructor(_)))
        })
    }

    // Quotients

    /// `Quot.lift f h (Quot.mk r a)` is `f a`; `Quot.ind h (Quot.mk r a)` is `h a`.
    fn reduce_quotient(&mut self, quotient: Quotient, arguments: &mut Arguments) -> Answer<Option<TermId>> {
        let (major, function) = match quotient {
            Quotient::Lift => (5, 3),
            Quotient::Induct => (4, 3),
            Quotient::Type | Quotient::Make => return Ok(None),
        };
        let Some(major_at) = arguments.len().checked_sub(major + 1) else { return Ok(None) };
        let value = self.reduce(arguments[major_at])?;
        let Some((name, _, parts)) = self.constant_spine(value) else { return Ok(None) };
        let is_make = matches!(
            self.environment.get(name).map(|constant| &constant.kind),
            Some(Kind::Quotient(Quotient::Make))
        );
        let [_, _, element] = parts.as_slice() else { return Ok(None) };
        if !is_make {
            return Ok(None);
        }
        let function = arguments[arguments.len() - 1 - function];
        arguments.truncate(major_at);
        arguments.push(*element);
        Ok(Some(function))
    }
}
