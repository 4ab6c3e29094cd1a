//! Heads of declarations: universe names, section variables, parameters, types.
//! Given by: definitions, inductive types, structures.
//! Gives: `Header`, with the variables it opened in the context.
//! Holds: an unknown short name becomes an implicit parameter before all written ones.

use super::identifier::AUTO_BOUND;
use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::tree::Term as Syntax;
use kernel::{BinderKind, FreeId, NameId, TermId};

/// The head of a declaration, elaborated.
pub(crate) struct Header {
    /// Variables of sections, of which those that are used are bound.
    pub(crate) variables: Vec<FreeId>,
    /// Parameters, those bound silently first.
    pub(crate) parameters: Vec<FreeId>,
    /// The type after the parameters.
    pub(crate) of: TermId,
}

impl Elaborator<'_> {
    /// Universe names in scope at the start of a declaration.
    pub(crate) fn start_scope(&mut self, levels: Option<&[crate::syntax::tree::Identifier]>) {
        self.scope.levels =
            self.state.sections.iter().flat_map(|section| section.universes.clone()).collect();
        self.scope.binds_levels = true;
        for level in levels.unwrap_or_default() {
            let name = self.name_of_parts(&level.parts);
            if !self.scope.levels.contains(&name) {
                self.scope.levels.push(name);
            }
        }
    }

    /// The full name of a declaration.
    pub(crate) fn declared_name(&mut self, parts: &[String]) -> NameId {
        if parts.len() > 1 && parts[0] == "_root_" {
            return self.name_of_parts(&parts[1..]);
        }
        let name = self.name_of_parts(parts);
        let namespace = self.current_namespace();
        self.qualified(namespace, name)
    }

    /// Parameters and type; unknown short names become implicit parameters.
    pub(crate) fn elaborate_header(
        &mut self,
        binders: &[crate::syntax::tree::Binder],
        of: Option<&Syntax>,
        settle: bool,
    ) -> Outcome<Header> {
        let mut silent: Vec<String> = Vec::new();
        loop {
            self.scope.binds_names = true;
            let levels = self.scope.levels.clone();
            let result = self.attempt(|this| this.try_header(&silent, binders, of, settle));
            self.scope.binds_names = false;
            match result {
                Ok(header) => return Ok(header),
                Err(Failure::Problem(problem)) => match &problem.fault {
                    Fault::UnknownName(name) if name.starts_with(AUTO_BOUND) => {
                        let part = name.trim_start_matches(AUTO_BOUND).to_string();
                        if silent.contains(&part) || silent.len() > 64 {
                            return Err(Failure::at(problem.span, Fault::UnknownName(part)));
                        }
                        silent.push(part);
                        self.scope.levels = levels;
                    }
                    _ => return Err(Failure::Problem(problem)),
                },
                Err(other) => return Err(other),
            }
        }
    }

    fn try_header(
        &mut self,
        silent: &[String],
        binders: &[crate::syntax::tree::Binder],
        of: Option<&Syntax>,
        settle: bool,
    ) -> Outcome<Header> {
        let variables = self.section_variables()?;
        let mut parameters = Vec::new();
        for part in silent {
            let name = self.store.name_text(NameId::ANONYMOUS, part);
            let of = self.fresh_type();
            parameters.push(self.push_local(name, BinderKind::Implicit, of));
        }
        parameters.extend(self.elaborate_binders(binders)?);
        let of = match of {
            Some(of) => self.elaborate_type(of)?,
            None => self.fresh_type(),
        };
        if settle {
            self.settle_all()?;
        }
        Ok(Header { variables, parameters, of })
    }

    pub(super) fn close_header(&mut self, header: &Header) -> Outcome<TermId> {
        let mut all = header.variables.clone();
        all.extend(&header.parameters);
        self.bind_pi(&all, header.of)
    }

    /// The variables of a header that its parts mention, in order; instances whose parts are all there come along.
    pub(crate) fn used_variables(&mut self, header: &Header, terms: &[TermId]) -> Vec<FreeId> {
        let mut used: Vec<FreeId> = Vec::new();
        let mut work: Vec<TermId> = terms.to_vec();
        work.push(header.of);
        for &parameter in &header.parameters {
            work.extend(self.type_of_free(parameter));
        }
        while let Some(term) = work.pop() {
            let term = self.instantiate(term);
            for variable in self.free_variables(term) {
                if header.variables.contains(&variable) && !used.contains(&variable) {
                    used.push(variable);
                    work.extend(self.type_of_free(variable));
                }
            }
        }
        for &variable in &header.variables {
            let Some(local) = self.variables.local(variable).copied() else { continue };
            if local.kind != BinderKind::Instance || used.contains(&variable) {
                continue;
            }
            let of = self.instantiate(local.of);
            let mentioned = self.free_variables(of);
            if mentioned.iter().all(|other| used.contains(other)) {
                used.push(variable);
            }
        }
        header.variables.iter().copied().filter(|variable| used.contains(variable)).collect()
    }
}
