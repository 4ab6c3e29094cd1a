//! Reduction: beta, zeta, iota, projections, quotients, and unfolding of definitions.
//! Given by: typing and conversion, on terms that have a type.
//! Gives: weak head normal forms.
//! Holds: the result is convertible with the term; theorems and opaque constants never unfold.

use super::{Checker, Closure};
use crate::environment::{Constant, Kind, Quotient, Recursor, Rule};
use crate::level::LevelsId;
use crate::name::NameId;
use crate::rejection::Answer;
use crate::table::Memo;
use crate::term::{Term, TermId};

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

impl super::Memory {
    fn reduced(&mut self, effort: Effort) -> &mut Memo<Closure> {
        match effort {
            Effort::Least | Effort::Cheap => &mut self.cheap,
            Effort::Core => &mut self.core,
            Effort::Full => &mut self.whnf,
        }
    }
}

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
        let reduced = self.expose(Closure::of(term), effort)?;
        if self.store.loose(reduced.term) == 0 {
            return Ok(reduced.term);
        }
        let closed = self.close(reduced)?;
        self.memory.reduced(effort).insert((term.0, 0), Closure::of(closed));
        Ok(closed)
    }

    /// The form to which a closed term reduces, with its parts as they are met: most of them are looked at no further.
    pub(super) fn expose(&mut self, of: Closure, effort: Effort) -> Answer<Closure> {
        match self.store.term_at(of.term) {
            Term::Apply(..) | Term::Let { .. } | Term::Project(..) | Term::Bound(_) => {}
            Term::Constant(..) if effort == Effort::Full => {}
            _ => return Ok(of),
        }
        let key = self.key(of);
        if let Some(known) = self.memory.reduced(effort).get(key) {
            return Ok(known);
        }
        self.enter()?;
        let result = self.run(of, self.memory.arguments.len(), effort)?;
        self.leave();
        self.memory.reduced(effort).insert(key, result);
        Ok(result)
    }

    /// The machine: a head and its arguments, which lie above a base on the common stack, the next one on top; until no
    /// rule fires.
    pub(super) fn run(&mut self, head: Closure, base: usize, effort: Effort) -> Answer<Closure> {
        let mut head = head;
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
                Term::Bound(index) => Some(self.value_in(head.scope, index)?),
                Term::Lambda(_, _, body) if self.memory.arguments.len() > base => {
                    let argument = self.memory.arguments.pop();
                    let result = Closure { term: body, ..head };
                    argument.map(|argument| self.result_type(result, self.resolve(argument)?)).transpose()?
                }
                Term::Let { value, body, .. } => {
                    let value = self.resolve(Closure { term: value, ..head })?;
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
        while self.memory.arguments.len() > base
            && let Some(argument) = self.memory.arguments.pop()
        {
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
        if self.store.levels_at(levels).len() != constant.levels.len() {
            return Ok(None);
        }
        match &constant.kind {
            Kind::Recursor(recursor) => self.iota(constant, recursor, levels, base),
            Kind::Quotient(quotient) => self.reduce_quotient(*quotient, base),
            Kind::Constructor(_) if effort == Effort::Full => self.arithmetic(name, base),
            Kind::Definition(value, _) if effort == Effort::Full => match self.arithmetic(name, base)? {
                Some(literal) => Ok(Some(literal)),
                None => self.instance(*value, constant, levels).map(Closure::of).map(Some),
            },
            _ => Ok(None),
        }
    }

    /// An accelerated operation on the arguments above a base.
    fn arithmetic(&mut self, name: NameId, base: usize) -> Answer<Option<Closure>> {
        let Some(operation) = self.environment.primitives().operation(name) else { return Ok(None) };
        if self.memory.arguments.len() - base != operation.arity() {
            return Ok(None);
        }
        let mut arguments = Vec::with_capacity(2);
        for position in (base..self.memory.arguments.len()).rev() {
            arguments.push(self.close(self.memory.arguments[position])?);
        }
        let result = self.reduce_natural(name, &arguments)?;
        if result.is_some() {
            self.memory.arguments.truncate(base);
        }
        Ok(result.map(Closure::of))
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
        if let Some(known) = self.memory.unfolded.get((term.0, 0)) {
            return Ok(TermId(known));
        }
        let base = self.memory.arguments.len();
        let mut head = term;
        while let Term::Apply(function, argument) = self.store.term_at(head) {
            self.memory.arguments.push(Closure::of(argument));
            head = function;
        }
        if let Term::Constant(name, levels) = self.store.term_at(head)
            && let Some(constant @ Constant { kind: Kind::Definition(value, _), .. }) =
                self.environment.get(name)
        {
            head = self.instance(*value, constant, levels)?;
        }
        let unfolded = self.run(Closure::of(head), base, Effort::Cheap)?;
        let unfolded = self.close(unfolded)?;
        self.memory.unfolded.insert((term.0, 0), unfolded.0);
        Ok(unfolded)
    }

    pub(super) fn project(&mut self, index: u32, of: Closure, effort: Effort) -> Answer<Option<Closure>> {
        let of = self.close(of)?;
        let of = self.expose(Closure::of(of), if effort == Effort::Cheap { effort } else { Effort::Full })?;
        let structure = self.expose_text(of)?;
        let (head, count) = self.head_of(structure.term);
        let Some(Kind::Constructor(constructor)) = self.kind_of(head) else { return Ok(None) };
        let position = constructor.parameters as usize + index as usize;
        let Some(after) = count.checked_sub(position + 1) else { return Ok(None) };
        Ok(self.arguments_of(structure).nth(after))
    }

    /// Head and number of arguments of an application.
    pub(super) fn head_of(&self, term: TermId) -> (TermId, usize) {
        let (mut head, mut count) = (term, 0);
        while let Term::Apply(function, _) = self.store.term_at(head) {
            head = function;
            count += 1;
        }
        (head, count)
    }

    /// The arguments of an application, the last one first.
    fn arguments_of(&self, of: Closure) -> impl Iterator<Item = Closure> {
        let mut head = of.term;
        std::iter::from_fn(move || {
            let Term::Apply(function, argument) = self.store.term_at(head) else { return None };
            head = function;
            Some(Closure { term: argument, ..of })
        })
    }

    pub(super) fn kind_of(&self, head: TermId) -> Option<&Kind> {
        match self.store.term_at(head) {
            Term::Constant(name, _) => self.environment.get(name).map(|constant| &constant.kind),
            _ => None,
        }
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
        let before_major = prefix + recursor.indices as usize;
        let count = self.memory.arguments.len();
        let Some(major_at) = count.checked_sub(before_major + 1).filter(|&place| place >= base) else {
            return Ok(None);
        };
        let major = self.close(self.memory.arguments[major_at])?;
        let major = self.major(recursor, major)?;
        let (head, given) = self.head_of(major.term);
        let Term::Constant(name, _) = self.store.term_at(head) else { return Ok(None) };
        let Some(rule) = recursor.rules.iter().find(|rule| rule.constructor == name) else { return Ok(None) };
        if given < rule.fields as usize {
            return Ok(None);
        }
        let result = self.instance(rule.result, constant, levels)?;
        let fields: Vec<Closure> = self.arguments_of(major).take(rule.fields as usize).collect();
        self.memory.arguments.splice(major_at..count - prefix, fields);
        Ok(Some(Closure::of(result)))
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
    fn eta_major(&mut self, recursor: &Recursor, major: Closure) -> Answer<Closure> {
        let [rule] = recursor.rules.as_slice() else { return Ok(major) };
        let Some(inductive) = self.inductive_of(rule) else { return Ok(major) };
        let is_structure = self.structure(inductive).is_some_and(|structure| !structure.recursive);
        let (head, _) = self.head_of(major.term);
        if !is_structure || matches!(self.kind_of(head), Some(Kind::Constructor(_))) {
            return Ok(major);
        }
        let closed = self.close(major)?;
        let of = self.trusted_type(closed)?;
        let of = self.reduce(of)?;
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
        let count = self.memory.arguments.len();
        let Some(major_at) = count.checked_sub(major + 1).filter(|&place| place >= base) else {
            return Ok(None);
        };
        let value = self.close(self.memory.arguments[major_at])?;
        let value = self.expose(Closure::of(value), Effort::Full)?;
        let (head, given) = self.head_of(value.term);
        let is_make = matches!(self.kind_of(head), Some(Kind::Quotient(Quotient::Make)));
        let element = self.arguments_of(value).next().filter(|_| is_make && given == 3);
        let Some(element) = element else { return Ok(None) };
        let function = self.memory.arguments[count - 1 - function];
        self.memory.arguments.truncate(major_at);
        self.memory.arguments.push(element);
        Ok(Some(function))
    }
}
