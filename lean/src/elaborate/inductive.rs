//! Inductive types.
//! Given by: commands.
//! Gives: checked types with constructors, recursor and `casesOn`.
//! Holds: parameters are what stands before the colon, and the section variables that are mentioned.

use super::header::Header;
use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::span::Span;
use crate::syntax::tree::{Constructor as ConstructorSyntax, Inductive as InductiveSyntax, Modifiers};
use kernel::{
    BinderKind, Constructor, Declaration, FreeId, InductiveBlock, InductiveType, Level, LevelId, NameId,
    Term, TermId,
};
use rustc_hash::FxHashMap;

/// A type of a block while it is elaborated.
struct Partial<'s> {
    syntax: &'s InductiveSyntax,
    name: NameId,
    header: Header,
    variable: FreeId,
    /// Name and type over the parameters.
    constructors: Vec<(NameId, TermId)>,
}

impl Elaborator<'_> {
    pub(crate) fn declare_inductives(
        &mut self,
        span: Span,
        block: &[(&Modifiers, &InductiveSyntax)],
    ) -> Outcome<()> {
        for (_, syntax) in block {
            if let Some(class) = syntax.deriving.first() {
                return Err(Failure::at(class.span, Fault::Unsupported("deriving")));
            }
        }
        let levels = block.first().and_then(|(_, first)| first.name.levels.as_deref());
        self.start_scope(levels);
        let mut partials = Vec::new();
        for (_, syntax) in block {
            partials.push(self.inductive_header(syntax)?);
        }
        for partial in &mut partials {
            self.elaborate_constructors(partial)?;
        }
        self.solve_result_level(&partials)?;
        let declaration = self.inductive_block(span, &partials)?;
        self.add_declaration(span, Declaration::Inductive(declaration))?;
        for (partial, (modifiers, syntax)) in partials.iter().zip(block) {
            if syntax.class {
                self.add_class(partial.name);
            }
            self.cases_on(partial.name)?;
            for attribute in &modifiers.attributes {
                self.apply_attribute(attribute, partial.name)?;
            }
        }
        Ok(())
    }

    fn inductive_header<'s>(&mut self, syntax: &'s InductiveSyntax) -> Outcome<Partial<'s>> {
        let name = self.declared_name(&syntax.name.name.parts);
        self.check_new(syntax.name.name.span, name)?;
        self.context = super::variables::Context::default();
        let header = self.elaborate_header(&syntax.binders, syntax.of.as_ref(), true)?;
        let of = self.bind_pi(&header.parameters, header.of)?;
        let variable = self.fresh_local(name, BinderKind::Explicit, of);
        if syntax.of.is_none() {
            let level = self.fresh_level();
            let sort = self.store.sort(level);
            self.unify(header.of, sort);
        }
        self.scope.recursive.insert(name, variable);
        Ok(Partial { syntax, name, header, variable, constructors: Vec::new() })
    }

    fn elaborate_constructors(&mut self, partial: &mut Partial<'_>) -> Outcome<()> {
        self.scope.prefix = Some(partial.name);
        let mut context = super::variables::Context::default();
        for &variable in partial.header.variables.iter().chain(&partial.header.parameters) {
            context.push(variable);
        }
        for constructor in &partial.syntax.constructors {
            let name = self.name_of_parts(&constructor.name.parts);
            let name = self.qualified(partial.name, name);
            self.check_new(constructor.name.span, name)?;
            self.context = context.clone();
            let of = self.constructor_type(partial, constructor)?;
            partial.constructors.push((name, of));
        }
        self.context = context;
        Ok(())
    }

    /// The type of a constructor over the parameters of its type.
    fn constructor_type(&mut self, partial: &Partial<'_>, syntax: &ConstructorSyntax) -> Outcome<TermId> {
        let mut silent: Vec<String> = Vec::new();
        loop {
            self.scope.binds_names = true;
            let result = self.attempt(|this| this.try_constructor(partial, syntax, &silent));
            self.scope.binds_names = false;
            match result {
                Err(Failure::Problem(problem)) => match &problem.fault {
                    Fault::UnknownName(name) if name.starts_with(super::identifier::AUTO_BOUND) => {
                        let part = name.trim_start_matches(super::identifier::AUTO_BOUND).to_string();
                        if silent.contains(&part) || silent.len() > 64 {
                            return Err(Failure::at(problem.span, Fault::UnknownName(part)));
                        }
                        silent.push(part);
                    }
                    _ => return Err(Failure::Problem(problem)),
                },
                other => return other,
            }
        }
    }

    fn try_constructor(
        &mut self,
        partial: &Partial<'_>,
        syntax: &ConstructorSyntax,
        silent: &[String],
    ) -> Outcome<TermId> {
        let mut fields = Vec::new();
        for part in silent {
            let name = self.store.name_text(NameId::ANONYMOUS, part);
            let of = self.fresh_type();
            fields.push(self.push_local(name, BinderKind::Implicit, of));
        }
        fields.extend(self.elaborate_binders(&syntax.binders)?);
        let result = match &syntax.of {
            Some(of) => self.elaborate_type(of)?,
            None => {
                let mut result = self.store.free(partial.variable);
                for &parameter in &partial.header.parameters {
                    let parameter = self.store.free(parameter);
                    result = self.store.apply(result, &[parameter]);
                }
                result
            }
        };
        self.settle_all()?;
        self.check_result(partial, syntax.span, result)?;
        self.bind_pi(&fields, result)
    }

    fn check_result(&mut self, partial: &Partial<'_>, span: Span, result: TermId) -> Outcome<()> {
        let mut end = self.instantiate(result);
        while let Term::Pi(_, _, body) = self.store.term_at(end) {
            end = body;
        }
        if self.store.term_at(self.head_of(end)) == Term::Free(partial.variable) {
            return Ok(());
        }
        Err(Failure::at(span, Fault::BadInductive("a constructor must build its type")))
    }

    /// The universe of the types where it was left open: the smallest that holds all fields, at least `Type`.
    fn solve_result_level(&mut self, partials: &[Partial<'_>]) -> Outcome<()> {
        for partial in partials {
            let sort = self.instantiate(partial.header.of);
            let (_, sort) = self.scoped(|this| this.open_written_pi(sort));
            let Term::Sort(level) = self.store.term_at(sort) else { continue };
            let level = self.instantiate_level_holes(level);
            let (base, offset) = self.level_offset(level);
            let Level::Parameter(name) = self.store.level_at(base) else { continue };
            if self.level_hole(name).is_none() {
                continue;
            }
            let mut wanted = LevelId::ONE;
            for &(_, of) in &partial.constructors {
                let fields = self.field_levels(of)?;
                for field in fields {
                    if !self.level_has(field, base) {
                        wanted = self.level_max(wanted, field);
                    }
                }
            }
            for _ in 0..offset {
                wanted = self.lowered(wanted);
            }
            self.unify_levels(base, wanted);
        }
        Ok(())
    }

    fn level_has(&mut self, level: LevelId, base: LevelId) -> bool {
        match self.store.level_at(level) {
            Level::Successor(of) => self.level_has(of, base),
            Level::Max(a, b) | Level::IMax(a, b) => self.level_has(a, base) || self.level_has(b, base),
            _ => level == base,
        }
    }

    fn lowered(&mut self, level: LevelId) -> LevelId {
        match self.store.level_at(level) {
            Level::Successor(of) => of,
            Level::Max(a, b) => {
                let a = self.lowered(a);
                let b = self.lowered(b);
                self.level_max(a, b)
            }
            _ => level,
        }
    }

    fn field_levels(&mut self, of: TermId) -> Outcome<Vec<LevelId>> {
        self.scoped(|this| {
            let (fields, _) = this.open_written_pi(of);
            let mut levels = Vec::new();
            for field in fields {
                let of = this.type_of_free(field).ok_or(Failure::Ill)?;
                levels.push(this.universe_of(of)?);
            }
            Ok(levels)
        })
    }

    fn inductive_block(&mut self, span: Span, partials: &[Partial<'_>]) -> Outcome<InductiveBlock> {
        let first = partials.first().ok_or(Failure::Ill)?;
        let all_types: Vec<TermId> =
            partials.iter().flat_map(|partial| partial.constructors.iter().map(|&(_, of)| of)).collect();
        let used = self.used_variables(&first.header, &all_types);
        let mut closed = Vec::new();
        for partial in partials {
            let mut binders = used.clone();
            binders.extend(&partial.header.parameters);
            let of = self.bind_pi(&binders, partial.header.of)?;
            closed.push(of);
            for &(_, constructor) in &partial.constructors {
                closed.push(self.close_constructor(&binders, constructor)?);
            }
        }
        if !self.retry_postponed_levels(true) {
            return Err(Failure::at(span, Fault::Internal("universe levels that cannot be solved")));
        }
        self.generalize_levels(&closed);
        let closed: Vec<TermId> = closed.into_iter().map(|of| self.instantiate(of)).collect();
        for &of in &closed {
            self.check_complete(span, of)?;
        }
        let levels = self.used_levels(&closed);
        let level_terms: Vec<LevelId> =
            levels.iter().map(|&level| self.store.level_parameter(level)).collect();
        // Section variables become the first arguments of the type wherever it is mentioned.
        let mut replacement: FxHashMap<FreeId, TermId> = FxHashMap::default();
        for partial in partials {
            let mut constant = self.store.constant(partial.name, &level_terms);
            for &variable in &used {
                let variable = self.store.free(variable);
                constant = self.store.apply(constant, &[variable]);
            }
            replacement.insert(partial.variable, constant);
        }
        let mut types = Vec::new();
        for partial in partials {
            types.push(self.finished_type(partial, &used, &replacement)?);
        }
        let parameters = u32::try_from(used.len() + first.header.parameters.len()).unwrap_or(u32::MAX);
        Ok(InductiveBlock { levels, parameters, types })
    }

    fn finished_type(
        &mut self,
        partial: &Partial<'_>,
        used: &[FreeId],
        replacement: &FxHashMap<FreeId, TermId>,
    ) -> Outcome<InductiveType> {
        let mut binders = used.to_vec();
        binders.extend(&partial.header.parameters);
        let of = self.bind_pi(&binders, partial.header.of)?;
        let mut constructors = Vec::new();
        for &(name, of) in &partial.constructors {
            let of = self.instantiate(of);
            let of = self.store.replace_free(of, replacement);
            let of = self.close_constructor(&binders, of)?;
            constructors.push(Constructor { name, of });
        }
        Ok(InductiveType { name: partial.name, of, constructors })
    }

    /// The type of a constructor over its parameters, which are implicit.
    fn close_constructor(&mut self, binders: &[FreeId], of: TermId) -> Outcome<TermId> {
        let mut closed = self.bind_pi(binders, of)?;
        let mut domains = Vec::new();
        for _ in binders {
            let Term::Pi(binder, domain, body) = self.store.term_at(closed) else { break };
            domains.push((binder, domain));
            closed = body;
        }
        for (mut binder, domain) in domains.into_iter().rev() {
            if binder.kind == BinderKind::Explicit {
                binder.kind = BinderKind::Implicit;
            }
            closed = self.store.pi(binder, domain, closed);
        }
        Ok(closed)
    }
}
