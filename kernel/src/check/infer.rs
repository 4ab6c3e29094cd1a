//! Typing: the type of each form of term.
//! Given by: declarations, conversion (which asks for types), rooms that build terms.
//! Gives: the type of a term, or why it has none.
//! Holds: in `Check` mode every part is checked; in `Trust` mode the term is known to have a type and only the type is computed.
//!
//! Terms are typed under a scope that gives their loose bound variables values; types have no loose variables. A type that is
//! remembered mentions only free variables of its term, and of their types: elsewhere others may stand for other binders.

use super::reduce::Effort;
use super::{Checker, Closure, Mode, Scope, pop_above};
use crate::rejection::{Answer, instead};
use crate::table::{Key, Memo};
use crate::{Binder, FreeId, Inductive, Invalid, Kind, LevelId, LevelsId, NameId, Term, TermId, order};

/// Longer spines and function types are typed in pieces, which are remembered.
const LONG: usize = 64;

impl<'a> Checker<'a> {
    /// Checks that a closed term has a type.
    pub(crate) fn expect(&mut self, term: TermId, expected: TermId) -> Answer<()> {
        self.check_in(Closure::of(term), Closure::of(expected))
    }

    fn expect_same(&mut self, expected: Closure, found: Closure) -> Answer<()> {
        if self.same(expected, found) || self.equal_types(found, expected)? {
            return Ok(());
        }
        let (expected, found) = (self.close(expected)?, self.close(found)?);
        Err(Invalid::TypeMismatch { expected, found }.into())
    }

    /// Checks that a closed term is a type and gives its universe.
    pub(crate) fn expect_type(&mut self, term: TermId) -> Answer<LevelId> {
        self.universe_in(Closure::of(term), Mode::Check)
    }

    /// The type of a closed term.
    pub(crate) fn closed_type(&mut self, term: TermId, mode: Mode) -> Answer<TermId> {
        let of = self.infer_in(Closure::of(term), mode)?;
        self.close(of)
    }

    /// The type of a term, reduced.
    pub(super) fn reduced_type(&mut self, of: Closure, mode: Mode) -> Answer<TermId> {
        let of = self.infer_in(of, mode)?;
        let of = self.expose(of, Effort::Full)?;
        self.close(of)
    }

    /// Whether a type is a proposition. A type whose universe is not evident is an error, never a "no".
    pub(super) fn is_proposition(&mut self, of: TermId) -> Answer<bool> {
        let universe = self.universe_in(Closure::of(of), Mode::Trust)?;
        Ok(order::is_zero(self.store, universe))
    }

    /// Whether two terms have convertible types.
    pub(super) fn are_of_one_type(&mut self, a: TermId, b: TermId) -> Answer<bool> {
        let (of, other) = (self.closed_type(a, Mode::Trust)?, self.closed_type(b, Mode::Trust)?);
        self.equal(of, other)
    }

    /// Checks that a term has a type that is known to be one: lambdas against function types, without inferring first.
    fn check_in(&mut self, of: Closure, expected: Closure) -> Answer<()> {
        let is_binder = matches!(self.store.term_at(of.term), Term::Lambda(..));
        let (of, mode) = if is_binder { self.settle(of, Mode::Check)? } else { (of, Mode::Check) };
        let key = self.key(of);
        if !is_binder || mode == Mode::Trust || self.memory.checked.get(key).is_some() {
            let found = self.infer_in(of, mode)?;
            return self.expect_same(expected, found);
        }
        self.nested(|checker| checker.check_binders(of, expected))?;
        self.memory.first.insert((key.0, 0), (key.1, Mode::Trust));
        Ok(())
    }

    /// A term that opens binders, and how to type it: only what was checked against a type is known to have one, for that type may
    /// mention what the term does not. A term met under other variables before, which may make no difference, is put together.
    fn settle(&mut self, of: Closure, mode: Mode) -> Answer<(Closure, Mode)> {
        let (term, scope) = self.key(of);
        let (first, known) = self.memory.first.get((term, 0)).unwrap_or((scope, Mode::Check));
        if first != scope {
            let closed = self.close(of)?;
            return self.settle(Closure::of(closed), mode);
        }
        self.memory.first.insert((term, 0), (scope, known));
        Ok((of, if known == Mode::Trust { known } else { mode }))
    }

    fn check_binders(&mut self, of: Closure, expected: Closure) -> Answer<()> {
        let (Closure { mut term, mut scope }, mut expected) = (of, expected);
        while let Term::Lambda(_, domain, body) = self.store.term_at(term)
            && let Some((wanted, result)) = self.function_type(expected)?
        {
            let domain = Closure { term: domain, scope };
            self.universe_in(domain, Mode::Check)?;
            self.expect_same(wanted, domain)?;
            let (_, value) = self.open_binder(domain, &mut scope);
            expected = self.result_type(result, Closure::of(value))?;
            term = body;
        }
        let found = self.infer_in(Closure { term, scope }, Mode::Check)?;
        self.expect_same(expected, found)
    }

    /// The type of a term, as a closure.
    pub(crate) fn infer_in(&mut self, mut of: Closure, mut mode: Mode) -> Answer<Closure> {
        let Closure { term, scope } = of;
        let layer = self.store.term_at(term);
        match layer {
            Term::Bound(index) => {
                let value = self.value_in(scope, index)?;
                return self.infer_in(value, Mode::Trust);
            }
            Term::Free(id) => return self.type_of_free(id),
            Term::Sort(level) => return self.infer_sort(level).map(Closure::of),
            Term::Constant(name, levels @ LevelsId::EMPTY) => {
                return self.infer_constant(name, levels).map(Closure::of);
            }
            Term::Natural(_) => return self.literal_type(self.environment.primitives().natural),
            Term::Text(_) => return self.literal_type(self.environment.primitives().text),
            Term::Lambda(..) | Term::Pi(..) | Term::Let { .. } => (of, mode) = self.settle(of, mode)?,
            _ => {}
        }
        let key = self.key(of);
        if let Some(known) = self.known_type(key, mode) {
            return Ok(known);
        }
        let found = self.nested(|checker| match layer {
            Term::Constant(name, levels) => checker.infer_constant(name, levels).map(Closure::of),
            Term::Apply(..) => checker.infer_apply(of, mode),
            Term::Lambda(..) => checker.infer_lambda(of, mode).map(Closure::of),
            Term::Pi(..) => checker.infer_pi(of, mode).map(Closure::of),
            Term::Let { .. } => checker.infer_let(of, mode),
            Term::Project(name, index, of) => checker.infer_project((name, index, of), scope, mode),
            _ => Err(Box::new(crate::Problem::Internal)),
        })?;
        self.typed(mode).insert(key, found);
        Ok(found)
    }

    fn known_type(&self, key: Key, mode: Mode) -> Option<Closure> {
        let trusted = || if mode == Mode::Trust { self.memory.trusted.get(key) } else { None };
        self.memory.checked.get(key).or_else(trusted)
    }

    /// Where types found in this mode are remembered.
    fn typed(&mut self, mode: Mode) -> &mut Memo<Closure> {
        if mode == Mode::Check { &mut self.memory.checked } else { &mut self.memory.trusted }
    }

    fn infer_sort(&mut self, level: LevelId) -> Answer<TermId> {
        let levels = self.store.levels_of(&[level]);
        self.check_levels(levels)?;
        let next = self.store.level_successor(level);
        Ok(self.store.sort(next))
    }

    fn literal_type(&mut self, of: Option<NameId>) -> Answer<Closure> {
        let name = of.ok_or(Invalid::LiteralWithoutType)?;
        Ok(Closure::of(self.store.constant(name, &[])))
    }

    fn infer_constant(&mut self, name: NameId, levels: LevelsId) -> Answer<TermId> {
        let constant = self.environment.get(name).ok_or(Invalid::UnknownConstant(name))?;
        if !self.fits(constant, levels) {
            return Err(Invalid::LevelCount(name).into());
        }
        self.check_levels(levels)?;
        self.instance(constant.of, constant, levels)
    }

    /// Arguments are not put into the function's type: the type is a closure over them.
    #[inline(never)]
    fn infer_apply(&mut self, of: Closure, mode: Mode) -> Answer<Closure> {
        let before = self.memory.pending.len();
        let Closure { term: mut head, scope } = of;
        for _ in 0..LONG {
            let Term::Apply(function, argument) = self.store.term_at(head) else { break };
            self.memory.pending.push(argument);
            head = function;
        }
        let mut found = self.infer_in(Closure { term: head, scope }, mode)?;
        while let Some(argument) = pop_above(&mut self.memory.pending, before) {
            let argument = Closure { term: argument, scope };
            let (domain, result) = self.expect_pi(found)?;
            if mode == Mode::Check {
                self.check_in(argument, domain)?;
            }
            found = self.result_type(result, argument)?;
        }
        Ok(found)
    }

    /// What is under a binder, for a value of its variable.
    pub(super) fn result_type(&mut self, result: Closure, argument: Closure) -> Answer<Closure> {
        match self.store.facts_at(result.term).loose {
            0 => Ok(Closure::of(result.term)),
            _ => Ok(Closure { scope: self.bind(result.scope, argument)?, ..result }),
        }
    }

    #[inline]
    fn expect_pi(&mut self, of: Closure) -> Answer<(Closure, Closure)> {
        if let Some(parts) = self.function_type(of)? {
            return Ok(parts);
        }
        let of = self.expose(of, Effort::Full)?;
        Err(Invalid::NotAFunction(self.close(of)?).into())
    }

    /// Domain and result of a function type; the result lacks its innermost variable.
    fn function_type(&mut self, of: Closure) -> Answer<Option<(Closure, Closure)>> {
        let is_pi = matches!(self.store.term_at(of.term), Term::Pi(..));
        let of = if is_pi { of } else { self.expose(of, Effort::Full)? };
        let Term::Pi(_, domain, body) = self.store.term_at(of.term) else { return Ok(None) };
        Ok(Some((Closure { term: domain, ..of }, Closure { term: body, ..of })))
    }

    /// The universe of a type.
    fn universe_in(&mut self, of: Closure, mode: Mode) -> Answer<LevelId> {
        let of = self.infer_in(of, mode)?;
        self.expect_sort(of)
    }

    pub(crate) fn expect_sort(&mut self, of: Closure) -> Answer<LevelId> {
        let exposed = self.expose(of, Effort::Full)?;
        match self.store.term_at(exposed.term) {
            Term::Sort(level) => Ok(level),
            _ => Err(Invalid::NotAType(self.close(exposed)?).into()),
        }
    }

    /// Adds the variable that stands for a bound one with this domain to a scope.
    pub(super) fn open_binder(&mut self, domain: Closure, scope: &mut Scope) -> (FreeId, TermId) {
        let local = self.local(domain);
        let value = self.store.free(local);
        *scope = self.extend(*scope, value);
        (local, value)
    }

    #[inline(never)]
    fn infer_lambda(&mut self, of: Closure, mode: Mode) -> Answer<TermId> {
        let mut locals: Vec<(FreeId, Binder, TermId)> = Vec::new();
        let Closure { mut term, mut scope } = of;
        while let Term::Lambda(binder, domain, body) = self.store.term_at(term) {
            let domain = Closure { term: domain, scope };
            if mode == Mode::Check {
                self.universe_in(domain, Mode::Check)?;
            }
            let closed = self.close(domain)?;
            let (local, _) = self.open_binder(domain, &mut scope);
            locals.push((local, binder, closed));
            term = body;
        }
        let of = self.infer_in(Closure { term, scope }, mode)?;
        let of = self.close(of)?;
        Ok(self.store.close_pi(&locals, of))
    }

    #[inline(never)]
    fn infer_pi(&mut self, of: Closure, mode: Mode) -> Answer<TermId> {
        let before = self.memory.universes.len();
        let Closure { mut term, mut scope } = of;
        for _ in 0..LONG {
            let Term::Pi(_, domain, body) = self.store.term_at(term) else { break };
            let domain = Closure { term: domain, scope };
            let universe = self.universe_in(domain, mode)?;
            self.memory.universes.push(universe);
            self.open_binder(domain, &mut scope);
            term = body;
        }
        let mut level = self.universe_in(Closure { term, scope }, mode)?;
        while let Some(universe) = pop_above(&mut self.memory.universes, before) {
            level = self.store.level_imax(universe, level);
        }
        Ok(self.store.sort(level))
    }

    /// The body is typed with the value in place of the variable; what follows each value may come again.
    fn infer_let(&mut self, of: Closure, mode: Mode) -> Answer<Closure> {
        let (Closure { mut term, mut scope }, mut keys) = (of, Vec::new());
        let found = loop {
            let Term::Let { of, value, body, .. } = self.store.term_at(term) else {
                break self.infer_in(Closure { term, scope }, mode)?;
            };
            let [of, value] = [of, value].map(|term| Closure { term, scope });
            if mode == Mode::Check {
                self.universe_in(of, mode)?;
                self.check_in(value, of)?;
            }
            let value = self.close(value)?;
            (term, scope) = (body, self.extend(scope, value));
            let key = self.key(Closure { term, scope });
            if let Some(known) = self.known_type(key, mode) {
                break known;
            }
            keys.push(key);
        };
        keys.into_iter().for_each(|key| self.typed(mode).insert(key, found));
        Ok(found)
    }

    fn infer_project(
        &mut self,
        (name, index, of): (NameId, u32, TermId),
        scope: Scope,
        mode: Mode,
    ) -> Answer<Closure> {
        let structure_type = self.reduced_type(Closure { term: of, scope }, mode)?;
        let bad = || Invalid::BadProjection(structure_type);
        let (head, levels, arguments) = self.constant_spine(structure_type).ok_or_else(bad)?;
        let inductive = self.structure(head).filter(|_| head == name).ok_or_else(bad)?;
        let constructor = inductive.constructors.first().and_then(|&name| self.environment.get(name));
        let constructor = constructor.ok_or_else(bad)?;
        let has_field = matches!(&constructor.kind, Kind::Constructor(of) if index < of.fields);
        if arguments.len() != inductive.parameters as usize || !has_field {
            return Err(bad().into());
        }
        let known = (0..=index).rev().find_map(|position| {
            let term = self.store.term(Term::Project(name, position, of));
            let field = self.memory.fields.get(self.key(Closure { term, scope }))?;
            Some((position, field))
        });
        let (first, mut field) = if let Some(known) = known {
            known
        } else {
            let mut field = Closure::of(self.instance(constructor.of, constructor, levels)?);
            for &argument in &arguments {
                let (_, result) = self.expect_pi(field)?;
                field = self.result_type(result, Closure::of(argument))?;
            }
            (0, field)
        };
        let of_proof = self.is_proposition(structure_type)?;
        for position in first..=index {
            if of_proof {
                field = Closure::of(self.close(field)?);
            }
            let (domain, result) = self.expect_pi(field).map_err(instead(bad()))?;
            let is_met = position == index || self.store.facts_at(result.term).loose > 0;
            if of_proof && is_met {
                let domain = self.close(domain)?;
                if !self.is_proposition(domain)? {
                    return Err(Invalid::ProjectionOfProof(structure_type).into());
                }
            }
            let value = Closure { term: self.store.term(Term::Project(name, position, of)), scope };
            self.memory.fields.insert(self.key(value), field);
            if position == index {
                return Ok(domain);
            }
            field = self.result_type(result, value)?;
        }
        Err(bad().into())
    }

    /// An inductive type with exactly one constructor and no indices.
    pub(crate) fn structure(&self, name: NameId) -> Option<&'a Inductive> {
        match &self.environment.get(name)?.kind {
            Kind::Inductive(inductive) if inductive.constructors.len() == 1 && inductive.indices == 0 => {
                Some(inductive)
            }
            _ => None,
        }
    }
}
