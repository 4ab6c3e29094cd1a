//! Structures and classes: an inductive type with one constructor, and a function for each field.
//! Given by: commands.
//! Gives: the type, its constructor, its projections, defaults of fields.
//! Holds: a field of a parent is reached through the parent's value.

use super::header::Header;
use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use super::state::StructureInfo;
use crate::syntax::span::Span;
use crate::syntax::tree::{Field, Modifiers, Structure as StructureSyntax};
use kernel::{
    Binder, BinderKind, Constant, Constructor, Declaration, FreeId, Hint, InductiveBlock, InductiveType,
    Kind, Level, LevelId, NameId, Term, TermId,
};

/// The fields of a structure while it is elaborated.
#[derive(Default)]
struct Fields {
    /// The fields of the constructor.
    variables: Vec<FreeId>,
    /// Names, and the parent whose value a field is.
    names: Vec<(NameId, Option<NameId>)>,
    /// Abbreviations for the fields of parents: variables with values.
    inherited: Vec<FreeId>,
    /// Defaults: field, value over the fields before it.
    defaults: Vec<(usize, TermId)>,
}

impl Elaborator<'_> {
    pub(crate) fn declare_structure(
        &mut self,
        span: Span,
        modifiers: &Modifiers,
        syntax: &StructureSyntax,
    ) -> Outcome<()> {
        if let Some(class) = syntax.deriving.first() {
            return Err(Failure::at(class.span, Fault::Unsupported("deriving")));
        }
        self.start_scope(syntax.name.levels.as_deref());
        let name = self.declared_name(&syntax.name.name.parts);
        self.check_new(syntax.name.name.span, name)?;
        let header = self.elaborate_header(&syntax.binders, syntax.of.as_ref(), true)?;
        if syntax.of.is_none() {
            let level = self.fresh_level();
            let sort = self.store.sort(level);
            self.unify(header.of, sort);
        }
        self.scope.prefix = Some(name);
        let fields = self.elaborate_fields(syntax)?;
        self.settle_all()?;
        self.structure_level(&header, &fields)?;
        let (block, used) = self.structure_block(span, name, syntax, &header, &fields)?;
        let levels = block.levels.clone();
        self.add_declaration(span, Declaration::Inductive(block))?;
        if syntax.class {
            self.add_class(name);
        }
        self.cases_on(name)?;
        let mut parameters = used;
        parameters.extend(&header.parameters);
        self.declare_projections(span, name, &levels, &parameters, (&fields, syntax.class))?;
        self.declare_defaults(span, name, &levels, &parameters, &fields)?;
        let field_names = fields.names.clone();
        self.state.structures.insert(name, StructureInfo { fields: field_names });
        self.mark_parent_instances(span, name, syntax, &fields)?;
        for attribute in &modifiers.attributes {
            self.apply_attribute(attribute, name)?;
        }
        Ok(())
    }

    fn elaborate_fields(&mut self, syntax: &StructureSyntax) -> Outcome<Fields> {
        let mut fields = Fields::default();
        for parent in &syntax.parents {
            let of = self.elaborate_type(parent)?;
            self.settle_all()?;
            let of = self.instantiate(of);
            let of = self.whnf_core(of);
            let Term::Constant(parent_name, _) = self.store.term_at(self.head_of(of)) else {
                let of = self.displayed(of);
                return Err(Failure::at(parent.span, Fault::NotStructure(of)));
            };
            if self.structure_constructor(parent_name).is_none() {
                let of = self.displayed(of);
                return Err(Failure::at(parent.span, Fault::NotStructure(of)));
            }
            let last = self.last_part(parent_name);
            let name = self.store.name_text(NameId::ANONYMOUS, &format!("to{last}"));
            let kind = if syntax.class { BinderKind::Instance } else { BinderKind::Explicit };
            let variable = self.push_local(name, kind, of);
            fields.variables.push(variable);
            fields.names.push((name, Some(parent_name)));
            let value = self.store.free(variable);
            self.inherit_fields(parent.span, value, parent_name, &mut fields)?;
        }
        for field in &syntax.fields {
            self.elaborate_field(field, &mut fields)?;
        }
        Ok(fields)
    }

    /// Makes the fields of a parent visible by their own names.
    fn inherit_fields(
        &mut self,
        span: Span,
        value: TermId,
        parent: NameId,
        fields: &mut Fields,
    ) -> Outcome<()> {
        let (constructor, _) = self.structure_constructor(parent).ok_or(Failure::Ill)?;
        let binders = self.field_binders(constructor);
        for (position, binder) in binders.iter().enumerate() {
            let index = u32::try_from(position + 1).unwrap_or(u32::MAX);
            let field = self.field_at(span, value, index)?;
            let of = self.infer(field)?;
            let of = self.instantiate(of);
            fields.inherited.push(self.push_let(binder.name, of, field));
            let nested = self
                .state
                .structures
                .get(&parent)
                .and_then(|info| info.fields.get(position).and_then(|&(_, nested)| nested));
            if let Some(nested) = nested {
                self.inherit_fields(span, field, nested, fields)?;
            }
        }
        Ok(())
    }

    fn elaborate_field(&mut self, syntax: &Field, fields: &mut Fields) -> Outcome<()> {
        for name in &syntax.names {
            let context = self.context.clone();
            let binders = self.elaborate_binders(&syntax.binders)?;
            let of = match &syntax.of {
                Some(of) => self.elaborate_type(of)?,
                None => self.fresh_type(),
            };
            let default = match &syntax.default {
                Some(default) => {
                    let value = self.elaborate_as(default, of)?;
                    Some(value)
                }
                None => None,
            };
            self.settle_all()?;
            let of = self.bind_pi(&binders, of)?;
            let default = match default {
                Some(value) => Some(self.bind_lambda(&binders, value)?),
                None => None,
            };
            self.context = context;
            let field = self.name_of_parts(&name.parts);
            let variable = self.push_local(field, syntax.kind, of);
            if let Some(value) = default {
                fields.defaults.push((fields.variables.len(), value));
            }
            fields.variables.push(variable);
            fields.names.push((field, None));
        }
        Ok(())
    }

    /// The universe where it was left open.
    fn structure_level(&mut self, header: &Header, fields: &Fields) -> Outcome<()> {
        let sort = self.instantiate(header.of);
        let Term::Sort(level) = self.store.term_at(sort) else {
            return Err(Failure::Problem(Box::new(super::problem::Problem {
                span: self.split_span,
                fault: Fault::BadInductive("a structure must live in a universe"),
            })));
        };
        let level = self.instantiate_level_holes(level);
        let (base, offset) = self.level_offset(level);
        let Level::Parameter(name) = self.store.level_at(base) else { return Ok(()) };
        if self.level_hole(name).is_none() {
            return Ok(());
        }
        let mut wanted = LevelId::ONE;
        for &field in &fields.variables {
            let of = self.type_of_free(field).ok_or(Failure::Ill)?;
            let field = self.universe_of(of)?;
            wanted = self.level_max(wanted, field);
        }
        if offset == 0 {
            self.unify_levels(base, wanted);
        }
        Ok(())
    }

    fn without_inherited(&mut self, fields: &Fields, term: TermId) -> TermId {
        let mut term = self.instantiate(term);
        for &inherited in fields.inherited.iter().rev() {
            let Some(value) = self.variables.local(inherited).and_then(|local| local.value) else { continue };
            let replacement = std::iter::once((inherited, value)).collect();
            term = self.store.replace_free(term, &replacement);
        }
        term
    }

    fn structure_block(
        &mut self,
        span: Span,
        name: NameId,
        syntax: &StructureSyntax,
        header: &Header,
        fields: &Fields,
    ) -> Outcome<(InductiveBlock, Vec<FreeId>)> {
        for &field in &fields.variables {
            let of = self.type_of_free(field).ok_or(Failure::Ill)?;
            let of = self.without_inherited(fields, of);
            if let Some(local) = self.variables.local_mut(field) {
                local.of = of;
            }
        }
        let mut mentioned = Vec::new();
        for &field in &fields.variables {
            mentioned.extend(self.type_of_free(field));
        }
        let used = self.used_variables(header, &mentioned);
        let mut binders = used.clone();
        binders.extend(&header.parameters);
        if !self.retry_postponed_levels(true) {
            return Err(Failure::at(span, Fault::Internal("universe levels that cannot be solved")));
        }
        let of = self.bind_pi(&binders, header.of)?;
        let mut all = mentioned;
        all.push(of);
        self.generalize_levels(&all);
        let of = self.instantiate(of);
        let all: Vec<TermId> = all.into_iter().map(|term| self.instantiate(term)).collect();
        for &term in &all {
            self.check_complete(span, term)?;
        }
        let mut closed = Vec::new();
        for &binder in &binders {
            closed.extend(self.type_of_free(binder));
        }
        let closed: Vec<TermId> = closed.into_iter().map(|term| self.instantiate(term)).collect();
        let mut level_terms_source = all.clone();
        level_terms_source.extend(closed);
        let levels = self.used_levels(&level_terms_source);
        let level_terms: Vec<LevelId> =
            levels.iter().map(|&level| self.store.level_parameter(level)).collect();
        let mut result = self.store.constant(name, &level_terms);
        for &binder in &binders {
            let binder = self.store.free(binder);
            result = self.store.apply(result, &[binder]);
        }
        let constructor = self.bind_pi(&fields.variables, result)?;
        let constructor = self.structure_constructor_type(&binders, constructor)?;
        let maker = match &syntax.constructor {
            Some(maker) => self.name_of_parts(&maker.parts),
            None => self.store.name_text(NameId::ANONYMOUS, "mk"),
        };
        let maker = self.qualified(name, maker);
        let types = vec![InductiveType {
            name,
            of,
            constructors: vec![Constructor { name: maker, of: constructor }],
        }];
        let parameters = u32::try_from(binders.len()).unwrap_or(u32::MAX);
        Ok((InductiveBlock { levels, parameters, types }, used))
    }

    fn structure_constructor_type(&mut self, binders: &[FreeId], of: TermId) -> Outcome<TermId> {
        let kinds: Vec<BinderKind> = binders.iter().map(|&binder| self.binder_kind(binder)).collect();
        self.set_kinds(binders, BinderKind::Implicit);
        let of = self.bind_pi(binders, of);
        for (&binder, kind) in binders.iter().zip(kinds) {
            if let Some(local) = self.variables.local_mut(binder) {
                local.kind = kind;
            }
        }
        of
    }

    /// Makes explicit parameters implicit.
    fn set_kinds(&mut self, binders: &[FreeId], kind: BinderKind) {
        for &binder in binders {
            if let Some(local) = self.variables.local_mut(binder) {
                local.kind = kind;
            }
        }
    }

    fn declare_projections(
        &mut self,
        span: Span,
        name: NameId,
        levels: &[NameId],
        parameters: &[FreeId],
        (fields, class): (&Fields, bool),
    ) -> Outcome<()> {
        let level_terms: Vec<LevelId> =
            levels.iter().map(|&level| self.store.level_parameter(level)).collect();
        let parameter_terms: Vec<TermId> =
            parameters.iter().map(|&parameter| self.store.free(parameter)).collect();
        let structure = self.store.constant(name, &level_terms);
        let structure = self.store.apply(structure, &parameter_terms);
        let kind = if class { BinderKind::Instance } else { BinderKind::Explicit };
        let value = self.fresh_local(self.known.self_name, kind, structure);
        let value_term = self.store.free(value);
        let own = (value, Binder { name: self.known.self_name, kind }, structure);
        let mut replacement = rustc_hash::FxHashMap::default();
        for (position, &field) in fields.variables.iter().enumerate() {
            let of = self.type_of_free(field).ok_or(Failure::Ill)?;
            let of = self.instantiate(of);
            let of = self.store.replace_free(of, &replacement);
            let index = u32::try_from(position).unwrap_or(u32::MAX);
            let body = self.store.term(Term::Project(name, index, value_term));
            let projection = self.qualified(name, fields.names[position].0);
            let mut binders = self.projection_binders(parameters, class.then_some(of));
            binders.push(own);
            let of = self.store.close_pi(&binders, of);
            let body = self.store.close_lambda(&binders, body);
            let kind = Kind::Definition(body, Hint::Abbreviation);
            let constant = Constant { name: projection, levels: levels.to_vec(), of, kind };
            self.add_declaration(span, Declaration::Constant(constant))?;
            let function = self.store.constant(projection, &level_terms);
            let function = self.store.apply(function, &parameter_terms);
            let applied = self.store.apply(function, &[value_term]);
            replacement.insert(field, applied);
        }
        Ok(())
    }

    /// The parameters of a projection: implicit, but for a class explicit where nothing explicit determines them.
    fn projection_binders(
        &mut self,
        parameters: &[FreeId],
        field: Option<TermId>,
    ) -> Vec<(FreeId, Binder, TermId)> {
        let mut binders = Vec::new();
        let mut determined: Vec<FreeId> = field.map_or(Vec::new(), |field| self.free_variables(field));
        for &parameter in parameters.iter().rev() {
            let Some(local) = self.variables.local(parameter).copied() else { continue };
            let of = self.instantiate(local.of);
            let kind = match field {
                Some(_) if local.kind == BinderKind::Instance => BinderKind::Instance,
                Some(_) if !determined.contains(&parameter) => BinderKind::Explicit,
                _ => BinderKind::Implicit,
            };
            if kind == BinderKind::Explicit {
                determined.extend(self.free_variables(of));
            }
            binders.push((parameter, Binder { name: local.name, kind }, of));
        }
        binders.reverse();
        binders
    }

    /// `S.f._default`, a function of the parameters and of the fields before `f`.
    fn declare_defaults(
        &mut self,
        span: Span,
        name: NameId,
        levels: &[NameId],
        parameters: &[FreeId],
        fields: &Fields,
    ) -> Outcome<()> {
        for &(position, value) in &fields.defaults {
            let value = self.without_inherited(fields, value);
            let of = self.type_of_free(fields.variables[position]).ok_or(Failure::Ill)?;
            let mut binders = parameters.to_vec();
            binders.extend(&fields.variables[..position]);
            let of = self.bind_pi(&binders, of)?;
            let value = self.bind_lambda(&binders, value)?;
            let field = self.qualified(name, fields.names[position].0);
            let default = self.store.name_text(field, "_default");
            let kind = Kind::Definition(value, Hint::Abbreviation);
            let constant = Constant { name: default, levels: levels.to_vec(), of, kind };
            self.add_declaration(span, Declaration::Constant(constant))?;
        }
        Ok(())
    }

    /// A class that extends classes: its projections to them are instances.
    fn mark_parent_instances(
        &mut self,
        span: Span,
        name: NameId,
        syntax: &StructureSyntax,
        fields: &Fields,
    ) -> Outcome<()> {
        if !syntax.class {
            return Ok(());
        }
        for &(field, parent) in &fields.names {
            let Some(parent) = parent else { continue };
            if self.state.attributes.classes.contains_key(&parent) {
                let projection = self.qualified(name, field);
                self.add_instance(span, projection, super::attributes::DEFAULT_PRIORITY)?;
            }
        }
        Ok(())
    }
}
