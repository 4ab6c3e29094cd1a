//! Typing, one rule for each form of term.
//! Given by: the tests and conversion.
//! Gives: types.
//! Holds: with `check`, every premise of a rule is judged; without, the term is known to have a type.

use super::environment::Kind;
use super::level::{Level, equal};
use super::term::{Name, T, Term, at_levels, constant, lift, mentions, project, sort, spine, substitute};
use super::{Answer, Judge, wrong};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The types of the variables, the innermost last; each may mention those before it.
pub(crate) type Context = Vec<T>;

pub(crate) fn under(context: &[T], domain: &T) -> Context {
    let mut inner = context.to_vec();
    inner.push(domain.clone());
    inner
}

impl Judge<'_> {
    /// Checks a term and gives its type.
    pub(crate) fn infer(&self, context: &[T], term: &T) -> Answer<T> {
        self.type_in(context, term, true)
    }

    /// The type of a term that has one.
    pub(crate) fn type_of(&self, context: &[T], term: &T) -> Answer<T> {
        self.type_in(context, term, false)
    }

    fn type_in(&self, context: &[T], term: &T, check: bool) -> Answer<T> {
        self.nested(|| match &**term {
            Term::Bound(index) => match context.iter().rev().nth(*index) {
                Some(of) => Ok(lift(of, index + 1)),
                None => wrong("loose variable"),
            },
            Term::Sort(level) => {
                self.check_level(level)?;
                Ok(sort(level.clone().next()))
            }
            Term::Constant(name, levels) => self.type_of_constant(name, levels),
            Term::Apply(function, argument) => self.type_of_application(context, function, argument, check),
            Term::Lambda(domain, body) => {
                if check {
                    self.universe(context, domain, true)?;
                }
                let of = self.type_in(&under(context, domain), body, check)?;
                Ok(Rc::new(Term::Pi(domain.clone(), of)))
            }
            Term::Pi(domain, body) => {
                let from = self.universe(context, domain, check)?;
                let to = self.universe(&under(context, domain), body, check)?;
                Ok(sort(from.imax(to)))
            }
            Term::Let(of, value, body) => {
                if check {
                    self.universe(context, of, true)?;
                    self.check(context, value, of)?;
                }
                self.type_in(context, &substitute(body, value), check)
            }
            Term::Natural(_) => self.literal_type("Nat"),
            Term::Text(_) => self.literal_type("String"),
            Term::Project(name, index, of) => self.type_of_projection(context, name, *index, of, check),
        })
    }

    /// Checks that a term has a type.
    pub(crate) fn check(&self, context: &[T], term: &T, of: &T) -> Answer<()> {
        let found = self.infer(context, term)?;
        if self.convert(context, &found, of)? { Ok(()) } else { wrong("type mismatch") }
    }

    /// The universe of a type.
    pub(crate) fn universe(&self, context: &[T], term: &T, check: bool) -> Answer<Level> {
        let of = self.type_in(context, term, check)?;
        match &*self.whnf(context, &of)? {
            Term::Sort(level) => Ok(level.clone()),
            _ => wrong("not a type"),
        }
    }

    pub(crate) fn is_proposition(&self, context: &[T], of: &T) -> Answer<bool> {
        Ok(equal(&self.universe(context, of, false)?, &Level::Zero))
    }

    fn check_level(&self, level: &Level) -> Answer<()> {
        let mut found = BTreeSet::new();
        level.parameters(&mut found);
        match found.iter().find(|name| !self.parameters.contains(name)) {
            Some(name) => wrong(format!("universe parameter {name}")),
            None => Ok(()),
        }
    }

    fn literal_type(&self, name: &str) -> Answer<T> {
        match self.environment.get(name) {
            Some(_) => Ok(constant(name, &[])),
            None => wrong("literal without its type"),
        }
    }

    fn type_of_constant(&self, name: &Name, levels: &[Level]) -> Answer<T> {
        let Some(found) = self.environment.get(name) else { return wrong(format!("no constant {name}")) };
        if found.levels.len() != levels.len() {
            return wrong(format!("universe arguments of {name}"));
        }
        levels.iter().try_for_each(|level| self.check_level(level))?;
        Ok(at_levels(&found.of, &found.levels, levels))
    }

    fn type_of_application(&self, context: &[T], function: &T, argument: &T, check: bool) -> Answer<T> {
        let of = self.type_in(context, function, check)?;
        let Term::Pi(domain, body) = &*self.whnf(context, &of)? else { return wrong("not a function") };
        if check {
            self.check(context, argument, domain)?;
        }
        Ok(substitute(body, argument))
    }

    /// One constructor, no indices; out of a proof only proofs, and only if what they depend on are proofs.
    fn type_of_projection(&self, context: &[T], name: &Name, index: usize, of: &T, check: bool) -> Answer<T> {
        let of_structure = self.type_in(context, of, check)?;
        let of_structure = self.whnf(context, &of_structure)?;
        let (head, arguments) = spine(&of_structure);
        let Term::Constant(found, levels) = &*head else { return wrong("projection of no structure") };
        let Some(structure) = self.environment.structure(name).filter(|_| found == name) else {
            return wrong("projection of no structure");
        };
        if arguments.len() != structure.parameters {
            return wrong("projection of a structure without its parameters");
        }
        let constructor = self.environment.get(&structure.constructors[0]).expect("declared with its type");
        let mut field = at_levels(&constructor.of, &constructor.levels, levels);
        for argument in &arguments {
            field = self.result(context, &field, argument)?.1;
        }
        let is_proof = self.is_proposition(context, &of_structure)?;
        for position in 0..index {
            let earlier = project(name, position, of.clone());
            let (domain, result, depends) = self.result_of_field(context, &field, &earlier)?;
            if is_proof && depends && !self.is_proposition(context, &domain)? {
                return wrong("a proof's field that depends on data");
            }
            field = result;
        }
        let Term::Pi(domain, _) = &*self.whnf(context, &field)? else { return wrong("no such field") };
        if is_proof && !self.is_proposition(context, domain)? {
            return wrong("data out of a proof");
        }
        Ok(domain.clone())
    }

    fn result(&self, context: &[T], of: &T, argument: &T) -> Answer<(T, T)> {
        let (domain, result, _) = self.result_of_field(context, of, argument)?;
        Ok((domain, result))
    }

    /// Domain and result of a function type at an argument, and whether the result depends on it.
    fn result_of_field(&self, context: &[T], of: &T, argument: &T) -> Answer<(T, T, bool)> {
        match &*self.whnf(context, of)? {
            Term::Pi(domain, body) => Ok((domain.clone(), substitute(body, argument), mentions(body, 0))),
            _ => wrong("no such field"),
        }
    }

    /// Whether a constant's definition can be unfolded at these levels.
    pub(crate) fn definition(&self, name: &Name, levels: &[Level]) -> Option<T> {
        let found = self.environment.get(name)?;
        match &found.kind {
            Kind::Definition(value) if found.levels.len() == levels.len() => {
                Some(at_levels(value, &found.levels, levels))
            }
            _ => None,
        }
    }
}
