//! The type of a term, without checking it.
//! Given by: unification, elaboration and tactics.
//! Gives: types, universes of types, and whether a type is a proposition.
//! Holds: the answer is right only if the term is well typed; the kernel checks that in the end.

use super::problem::Failure;
use super::session::Elaborator;
use kernel::{BinderKind, FreeId, Kind, LevelId, NameId, Term, TermId};

/// Result of a step of elaboration.
pub type Outcome<T> = Result<T, Failure>;

impl Elaborator<'_> {
    /// The type of a term without loose bound variables.
    ///
    /// # Errors
    /// If the term is not well typed in an obvious way, or too deep.
    pub fn infer(&mut self, id: TermId) -> Outcome<TermId> {
        if let Some(&known) = self.caches.inferred.get(&id) {
            return Ok(known);
        }
        self.enter()?;
        let result = self.infer_layer(id);
        self.leave();
        let of = result?;
        self.caches.inferred.insert(id, of);
        Ok(of)
    }

    fn infer_layer(&mut self, id: TermId) -> Outcome<TermId> {
        match self.store.term_at(id) {
            Term::Bound(_) => Err(Failure::Ill),
            Term::Free(variable) => self.type_of_free(variable).ok_or(Failure::Ill),
            Term::Sort(level) => {
                let level = self.store.level_successor(level);
                Ok(self.store.sort(level))
            }
            Term::Constant(name, levels) => {
                let levels = self.store.levels_at(levels).to_vec();
                self.type_of_constant(name, &levels).ok_or(Failure::Ill)
            }
            Term::Apply(..) => self.infer_application(id),
            Term::Lambda(..) => self.infer_lambda(id),
            Term::Pi(..) => self.infer_pi(id),
            Term::Let { value, body, .. } => {
                let body = self.store.instantiate(body, &[value]);
                self.infer(body)
            }
            Term::Natural(_) => Ok(self.store.constant(self.known.nat, &[])),
            Term::Text(_) => Ok(self.store.constant(self.known.string, &[])),
            Term::Project(name, index, of) => self.infer_projection(name, index, of),
        }
    }

    /// The type of a hypothesis or hole.
    #[must_use]
    pub fn type_of_free(&self, variable: FreeId) -> Option<TermId> {
        match self.variables.local(variable) {
            Some(local) => Some(local.of),
            None => self.variables.meta(variable).map(|meta| meta.of),
        }
    }

    /// The type of a constant at levels.
    pub fn type_of_constant(&mut self, name: NameId, levels: &[LevelId]) -> Option<TermId> {
        let constant = self.environment.get(name)?;
        let (of, parameters) = (constant.of, constant.levels.clone());
        Some(self.store.instantiate_levels(of, &parameters, levels))
    }

    fn infer_application(&mut self, id: TermId) -> Outcome<TermId> {
        let (head, arguments) = self.store.spine(id);
        let mut of = self.infer(head)?;
        let mut from = 0;
        for position in 0..arguments.len() {
            match self.store.term_at(of) {
                Term::Pi(_, _, result) => of = result,
                _ => {
                    let instantiated = self.store.instantiate(of, &arguments[from..position]);
                    from = position;
                    match self.whnf_pi(instantiated) {
                        Some(result) => of = result,
                        None => return Err(Failure::Ill),
                    }
                }
            }
        }
        let of = self.store.instantiate(of, &arguments[from..]);
        Ok(self.head_beta(of))
    }

    /// The result of a function type under its binder, if the term reduces to one.
    fn whnf_pi(&mut self, of: TermId) -> Option<TermId> {
        let of = self.whnf(of);
        match self.store.term_at(of) {
            Term::Pi(_, _, result) => Some(result),
            _ => None,
        }
    }

    fn infer_lambda(&mut self, id: TermId) -> Outcome<TermId> {
        let mut locals = Vec::new();
        let mut terms = Vec::new();
        let mut body = id;
        while let Term::Lambda(binder, domain, inner) = self.store.term_at(body) {
            let domain = self.store.instantiate(domain, &terms);
            let local = self.fresh_local(binder.name, binder.kind, domain);
            locals.push(local);
            terms.push(self.store.free(local));
            body = inner;
        }
        let body = self.store.instantiate(body, &terms);
        let of = self.infer(body)?;
        Ok(self.close_pi_plain(&locals, of))
    }

    fn infer_pi(&mut self, id: TermId) -> Outcome<TermId> {
        let mut levels = Vec::new();
        let mut terms = Vec::new();
        let mut body = id;
        while let Term::Pi(binder, domain, inner) = self.store.term_at(body) {
            let domain = self.store.instantiate(domain, &terms);
            levels.push(self.universe_of(domain)?);
            let local = self.fresh_local(binder.name, binder.kind, domain);
            terms.push(self.store.free(local));
            body = inner;
        }
        let body = self.store.instantiate(body, &terms);
        let mut level = self.universe_of(body)?;
        for domain in levels.into_iter().rev() {
            level = self.level_imax(domain, level);
        }
        Ok(self.store.sort(level))
    }

    /// The universe that a type lives in.
    ///
    /// # Errors
    /// If the term is not a type.
    pub fn universe_of(&mut self, of: TermId) -> Outcome<LevelId> {
        let sort = self.infer(of)?;
        let sort = self.whnf(sort);
        match self.store.term_at(sort) {
            Term::Sort(level) => Ok(self.instantiate_level_holes(level)),
            Term::Free(_) | Term::Apply(..) => {
                let level = self.fresh_level();
                let wanted = self.store.sort(level);
                if self.unify(sort, wanted) {
                    Ok(self.instantiate_level_holes(level))
                } else {
                    Err(Failure::Ill)
                }
            }
            _ => Err(Failure::Ill),
        }
    }

    fn infer_projection(&mut self, name: NameId, index: u32, of: TermId) -> Outcome<TermId> {
        let structure = self.infer(of)?;
        let structure = self.whnf(structure);
        let (head, arguments) = self.store.spine(structure);
        let Term::Constant(_, levels) = self.store.term_at(head) else { return Err(Failure::Ill) };
        let levels = self.store.levels_at(levels).to_vec();
        let (constructor, parameters) = self.structure_constructor(name).ok_or(Failure::Ill)?;
        let mut field = self.type_of_constant(constructor, &levels).ok_or(Failure::Ill)?;
        for &parameter in arguments.iter().take(parameters as usize) {
            field = self.pi_result(field, parameter).ok_or(Failure::Ill)?;
        }
        for earlier in 0..index {
            let value = self.store.term(Term::Project(name, earlier, of));
            field = self.pi_result(field, value).ok_or(Failure::Ill)?;
        }
        match self.store.term_at(field) {
            Term::Pi(_, domain, _) => Ok(domain),
            _ => Err(Failure::Ill),
        }
    }

    fn pi_result(&mut self, of: TermId, argument: TermId) -> Option<TermId> {
        match self.store.term_at(of) {
            Term::Pi(_, _, result) => Some(self.store.instantiate(result, &[argument])),
            _ => None,
        }
    }

    /// The constructor and number of parameters of an inductive type that has one constructor and no index.
    #[must_use]
    pub fn structure_constructor(&self, name: NameId) -> Option<(NameId, u32)> {
        match &self.environment.get(name)?.kind {
            Kind::Inductive(inductive) if inductive.constructors.len() == 1 && inductive.indices == 0 => {
                Some((inductive.constructors[0], inductive.parameters))
            }
            _ => None,
        }
    }

    /// Whether a type is certainly a proposition.
    pub fn is_proposition(&mut self, of: TermId) -> bool {
        let Ok(sort) = self.infer(of) else { return false };
        let sort = self.whnf(sort);
        match self.store.term_at(sort) {
            Term::Sort(level) => self.instantiate_level_holes(level) == LevelId::ZERO,
            _ => false,
        }
    }

    /// Whether a term is certainly a proof.
    pub fn is_proof(&mut self, id: TermId) -> bool {
        self.infer(id).is_ok_and(|of| self.is_proposition(of))
    }

    /// The first explicit or implicit binder of a type after reduction: kind, domain and result.
    pub fn expose_pi(&mut self, of: TermId) -> Option<(kernel::Binder, TermId, TermId)> {
        let of = match self.store.term_at(of) {
            Term::Pi(..) => of,
            _ => self.whnf(of),
        };
        match self.store.term_at(of) {
            Term::Pi(binder, domain, result) => Some((binder, domain, result)),
            _ => None,
        }
    }

    /// A non-dependent function type.
    pub fn arrow(&mut self, domain: TermId, result: TermId) -> TermId {
        self.store.arrow(domain, result)
    }

    /// `fun (name : of) => body` over one hypothesis, holes in the body included.
    ///
    /// # Errors
    /// If a hole cannot be carried over the binder.
    pub fn bind_one(&mut self, variable: FreeId, body: TermId) -> Outcome<TermId> {
        self.bind_lambda(&[variable], body)
    }

    /// The kind of binder of a hypothesis.
    #[must_use]
    pub fn binder_kind(&self, variable: FreeId) -> BinderKind {
        self.variables.local(variable).map_or(BinderKind::Explicit, |local| local.kind)
    }
}
