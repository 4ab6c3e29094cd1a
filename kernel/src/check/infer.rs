//! Typing: the type of each form of term.
//! Given by: declarations, conversion (which asks for types), rooms that build terms.
//! Gives: the type of a term, or why it has none.
//! Holds: in `Check` mode every part is checked; in `Trust` mode the term is known to have a type and only the type is computed.
//!
//! Terms are typed under a scope that gives their loose bound variables values; types have no loose variables.

use super::{Checker, Mode, Scope};
use crate::environment::{Inductive, Kind};
use crate::level::{LevelId, LevelsId};
use crate::name::NameId;
use crate::order;
use crate::rejection::{Answer, Invalid, instead};
use crate::table::Key;
use crate::term::{Binder, FreeId, Term, TermId};

impl Checker<'_> {
    /// Checks that a closed term has a type.
    pub(crate) fn expect(&mut self, term: TermId, expected: TermId) -> Answer<()> {
        let found = self.infer_in(term, Scope::EMPTY, Mode::Check)?;
        self.expect_equal(expected, found)
    }

    fn expect_equal(&mut self, expected: TermId, found: TermId) -> Answer<()> {
        if self.equal(found, expected)? {
            Ok(())
        } else {
            Err(Invalid::TypeMismatch { expected, found }.into())
        }
    }

    /// Checks that a closed term is a type and gives its universe.
    pub(crate) fn expect_type(&mut self, term: TermId) -> Answer<LevelId> {
        self.universe_in(term, Scope::EMPTY, Mode::Check)
    }

    /// Checks that a closed term has some type.
    pub(crate) fn expect_some_type(&mut self, term: TermId) -> Answer<()> {
        self.infer_in(term, Scope::EMPTY, Mode::Check).map(|_| ())
    }

    /// The type of a closed term that is known to have one.
    pub(crate) fn trusted_type(&mut self, term: TermId) -> Answer<TermId> {
        self.infer_in(term, Scope::EMPTY, Mode::Trust)
    }

    /// Whether a type is a proposition. A type whose universe is not evident is an error, never a "no".
    pub(crate) fn is_proposition(&mut self, of: TermId) -> Answer<bool> {
        let universe = self.universe_in(of, Scope::EMPTY, Mode::Trust)?;
        Ok(order::is_zero(self.store, universe)?)
    }

    pub(crate) fn infer_in(&mut self, term: TermId, scope: Scope, mode: Mode) -> Answer<TermId> {
        let layer = self.store.term_at(term);
        match layer {
            Term::Bound(index) => {
                let value = self.value_in(scope, index)?;
                return self.infer_in(value, Scope::EMPTY, Mode::Trust);
            }
            Term::Free(id) => return self.type_of_free(id),
            Term::Sort(level) => return self.infer_sort(level),
            _ => {}
        }
        let scope = if self.store.loose(term) == 0 { Scope::EMPTY } else { scope };
        let key = (term.0, scope.0);
        if let Some(known) = self.known_type(key, mode) {
            return Ok(known);
        }
        self.enter()?;
        let of = match layer {
            Term::Constant(name, levels) => self.infer_constant(name, levels)?,
            Term::Apply(..) => self.infer_apply(term, scope, mode)?,
            Term::Lambda(..) => self.infer_lambda(term, scope, mode)?,
            Term::Pi(..) => self.infer_pi(term, scope, mode)?,
            Term::Let { of, value, body, .. } => self.infer_let((of, value, body), scope, mode)?,
            Term::Project(name, index, of) => self.infer_project((name, index, of), scope, mode)?,
            Term::Natural(_) => self.literal_type(self.environment.primitives().natural())?,
            Term::Text(_) => self.literal_type(self.environment.primitives().text())?,
            Term::Bound(_) | Term::Free(_) | Term::Sort(_) => return Err(Box::new(crate::Problem::Internal)),
        };
        self.leave();
        let memo = if mode == Mode::Check { &mut self.memory.checked } else { &mut self.memory.trusted };
        memo.insert(key, of.0);
        Ok(of)
    }

    fn known_type(&self, key: Key, mode: Mode) -> Option<TermId> {
        let checked = self.memory.checked.get(key);
        match mode {
            Mode::Check => checked,
            Mode::Trust => checked.or_else(|| self.memory.trusted.get(key)),
        }
        .map(TermId)
    }

    fn infer_sort(&mut self, level: LevelId) -> Answer<TermId> {
        self.check_level(level)?;
        let next = self.store.level_successor(level);
        Ok(self.store.sort(next))
    }

    fn literal_type(&mut self, of: Option<NameId>) -> Answer<TermId> {
        let name = of.ok_or(Invalid::LiteralWithoutType)?;
        Ok(self.store.constant(name, &[]))
    }

    fn infer_constant(&mut self, name: NameId, levels: LevelsId) -> Answer<TermId> {
        let constant = self.environment.get(name).ok_or(Invalid::UnknownConstant(name))?;
        let count = self.store.levels_at(levels).len();
        if count != constant.levels.len() {
            return Err(Invalid::LevelCount(name).into());
        }
        for position in 0..count {
            self.check_level(self.store.levels_at(levels)[position])?;
        }
        self.instance(constant.of, &constant.levels, levels)
    }

    /// Arguments are put into the function's type only where that depends on them.
    fn infer_apply(&mut self, term: TermId, scope: Scope, mode: Mode) -> Answer<TermId> {
        let (head, arguments) = self.store.spine(term);
        let mut of = self.infer_in(head, scope, mode)?;
        let mut values: Vec<TermId> = Vec::new();
        for &argument in &arguments {
            let (domain, body) = match self.store.term_at(of) {
                Term::Pi(_, domain, body) => (domain, body),
                _ => {
                    let function = self.store.instantiate(of, &values);
                    values.clear();
                    self.expect_pi(function)?
                }
            };
            if mode == Mode::Check {
                let expected = self.store.instantiate(domain, &values);
                let found = self.infer_in(argument, scope, Mode::Check)?;
                self.expect_equal(expected, found)?;
            }
            if self.store.loose(body) > 0 {
                values.push(self.close(argument, scope)?);
                of = body;
            } else {
                values.clear();
                of = body;
            }
        }
        Ok(self.store.instantiate(of, &values))
    }

    fn expect_pi(&mut self, of: TermId) -> Answer<(TermId, TermId)> {
        let exposed = self.reduce(of)?;
        match self.store.term_at(exposed) {
            Term::Pi(_, domain, body) => Ok((domain, body)),
            _ => Err(Invalid::NotAFunction(exposed).into()),
        }
    }

    /// The universe of a type.
    fn universe_in(&mut self, term: TermId, scope: Scope, mode: Mode) -> Answer<LevelId> {
        let of = self.infer_in(term, scope, mode)?;
        self.expect_sort(of)
    }

    pub(crate) fn expect_sort(&mut self, of: TermId) -> Answer<LevelId> {
        if let Term::Sort(level) = self.store.term_at(of) {
            return Ok(level);
        }
        let exposed = self.reduce(of)?;
        match self.store.term_at(exposed) {
            Term::Sort(level) => Ok(level),
            _ => Err(Invalid::NotAType(exposed).into()),
        }
    }

    fn infer_lambda(&mut self, term: TermId, scope: Scope, mode: Mode) -> Answer<TermId> {
        let open = self.open;
        let mut locals: Vec<(FreeId, Binder, TermId)> = Vec::new();
        let (mut term, mut scope) = (term, scope);
        while let Term::Lambda(binder, domain, body) = self.store.term_at(term) {
            if mode == Mode::Check {
                self.universe_in(domain, scope, Mode::Check)?;
            }
            let domain = self.close(domain, scope)?;
            let local = self.local(domain);
            locals.push((local, binder, domain));
            let value = self.store.free(local);
            scope = self.extend(scope, value);
            term = body;
        }
        let of = self.infer_in(term, scope, mode)?;
        self.open = open;
        Ok(self.store.close_pi(&locals, of))
    }

    fn infer_pi(&mut self, term: TermId, scope: Scope, mode: Mode) -> Answer<TermId> {
        let open = self.open;
        let mut universes = Vec::new();
        let (mut term, mut scope) = (term, scope);
        while let Term::Pi(_, domain, body) = self.store.term_at(term) {
            universes.push(self.universe_in(domain, scope, mode)?);
            let domain = self.close(domain, scope)?;
            let local = self.local(domain);
            let value = self.store.free(local);
            scope = self.extend(scope, value);
            term = body;
        }
        let mut level = self.universe_in(term, scope, mode)?;
        self.open = open;
        for &universe in universes.iter().rev() {
            level = self.store.level_imax(universe, level);
        }
        self.check_level(level)?;
        Ok(self.store.sort(level))
    }

    /// The body is typed with the value in place of the variable.
    fn infer_let(
        &mut self,
        (of, value, body): (TermId, TermId, TermId),
        scope: Scope,
        mode: Mode,
    ) -> Answer<TermId> {
        if mode == Mode::Check {
            self.universe_in(of, scope, Mode::Check)?;
            let found = self.infer_in(value, scope, Mode::Check)?;
            let expected = self.close(of, scope)?;
            self.expect_equal(expected, found)?;
        }
        let value = self.close(value, scope)?;
        let scope = self.extend(scope, value);
        self.infer_in(body, scope, mode)
    }

    fn infer_project(
        &mut self,
        (name, index, of): (NameId, u32, TermId),
        scope: Scope,
        mode: Mode,
    ) -> Answer<TermId> {
        let structure_type = self.infer_in(of, scope, mode)?;
        let structure_type = self.reduce(structure_type)?;
        let structure = self.close(of, scope)?;
        let bad = || Invalid::BadProjection(structure_type);
        let Some((head, levels, arguments)) = self.constant_spine(structure_type) else {
            return Err(bad().into());
        };
        let inductive = self.structure(head).filter(|_| head == name).ok_or_else(bad)?;
        if arguments.len() != inductive.parameters as usize {
            return Err(bad().into());
        }
        let constructor =
            inductive.constructors.first().and_then(|&name| self.environment.get(name)).ok_or_else(bad)?;
        let mut field = self.instance(constructor.of, &constructor.levels, levels)?;
        for &argument in &arguments {
            let (_, body) = self.expect_pi(field)?;
            field = self.store.instantiate(body, &[argument]);
        }
        let of_proof = self.is_proposition(structure_type)?;
        for position in 0..index {
            let (domain, body) = self.expect_pi(field).map_err(instead(bad()))?;
            if self.store.loose(body) > 0 && of_proof && !self.is_proposition(domain)? {
                return Err(Invalid::ProjectionOfProof(structure_type).into());
            }
            let earlier = self.store.term(Term::Project(name, position, structure));
            field = self.store.instantiate(body, &[earlier]);
        }
        let (domain, _) = self.expect_pi(field).map_err(instead(bad()))?;
        if of_proof && !self.is_proposition(domain)? {
            return Err(Invalid::ProjectionOfProof(structure_type).into());
        }
        Ok(domain)
    }

    /// An inductive type with exactly one constructor and no indices.
    pub(crate) fn structure(&self, name: NameId) -> Option<&'_ Inductive> {
        match &self.environment.get(name)?.kind {
            Kind::Inductive(inductive) if inductive.constructors.len() == 1 && inductive.indices == 0 => {
                Some(inductive)
            }
            _ => None,
        }
    }
}
