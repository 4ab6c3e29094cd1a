//! Values written by their shape: tuples, `⟨…⟩`, lists, structure instances.
//! Given by: the elaboration of terms.
//! Gives: applications of constructors.
//! Holds: every field of a structure has a value, or a problem names the one that has none.

use super::application::{Argument, Arguments};
use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::span::Span;
use crate::syntax::tree::{FieldValue, Term as Syntax, TermKind};
use kernel::{BinderKind, Kind, LevelId, NameId, Term, TermId};

/// The parts of a structure instance.
struct Instance<'s> {
    span: Span,
    sources: Vec<TermId>,
    fields: &'s [FieldValue],
    open: bool,
}

impl Elaborator<'_> {
    pub(crate) fn elaborate_value(&mut self, syntax: &Syntax, expected: Option<TermId>) -> Outcome<TermId> {
        match &syntax.kind {
            TermKind::Tuple(parts) => self.elaborate_tuple(syntax.span, parts, expected),
            TermKind::Anonymous(parts) => self.elaborate_anonymous(syntax.span, parts, expected),
            TermKind::List(parts) => self.elaborate_list(syntax.span, parts, expected),
            TermKind::Structure { sources, fields, open, of } => {
                self.elaborate_structure(syntax.span, sources, (fields, *open), of.as_deref(), expected)
            }
            _ => Err(Failure::at(syntax.span, Fault::Internal("no value"))),
        }
    }

    fn elaborate_tuple(&mut self, span: Span, parts: &[Syntax], expected: Option<TermId>) -> Outcome<TermId> {
        match parts {
            [] => self.call_constant(span, self.known.unit_unit, &[], expected),
            [only] => self.elaborate(only, expected),
            [first, rest @ ..] => {
                let name = self.known.prod_mk;
                let levels = self.fresh_levels_for(name);
                let function = self.store.constant(name, &levels);
                let tail = if let [last] = rest {
                    last.clone()
                } else {
                    Syntax { span, kind: TermKind::Tuple(rest.to_vec()) }
                };
                let positional = [Argument::Written(first.clone()), Argument::Written(tail)].into();
                self.call(span, function, Arguments { positional, ..Arguments::default() }, false, expected)
            }
        }
    }

    /// The expected type in weak head normal form, or `Postpone`.
    pub(crate) fn expected_form(&mut self, span: Span, expected: Option<TermId>) -> Outcome<TermId> {
        if let Some(expected) = expected {
            let mut of = self.instantiate(expected);
            of = self.whnf(of);
            if self.is_unknown(of) {
                self.settle_gently()?;
                of = self.instantiate(of);
                of = self.whnf(of);
            }
            if !self.is_unknown(of) {
                return Ok(of);
            }
        }
        if self.may_postpone {
            return Err(Failure::Postpone);
        }
        let unknown = match expected {
            Some(expected) => self.displayed(expected),
            None => self.fresh_type(),
        };
        let unknown = self.displayed(unknown);
        Err(Failure::at(span, Fault::UnknownHole(unknown)))
    }

    fn elaborate_anonymous(
        &mut self,
        span: Span,
        parts: &[Syntax],
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let of = self.expected_form(span, expected)?;
        let constructor = self.only_constructor(span, of)?;
        let explicit = self.explicit_fields(constructor);
        let mut given: Vec<Syntax> = parts.to_vec();
        if given.len() > explicit && explicit > 0 {
            let rest = given.split_off(explicit - 1);
            let rest_span = rest[0].span.to(rest[rest.len() - 1].span);
            given.push(Syntax { span: rest_span, kind: TermKind::Anonymous(rest) });
        }
        let levels = self.fresh_levels_for(constructor);
        let function = self.store.constant(constructor, &levels);
        let positional = given.into_iter().map(Argument::Written).collect();
        let term =
            self.call(span, function, Arguments { positional, ..Arguments::default() }, false, Some(of))?;
        let found = self.infer(term)?;
        if self.expose_pi(found).is_some() && parts.len() < explicit {
            return Err(Failure::at(span, Fault::MissingField(self.last_part(constructor))));
        }
        Ok(term)
    }

    fn only_constructor(&mut self, span: Span, of: TermId) -> Outcome<NameId> {
        if let Term::Constant(name, _) = self.store.term_at(self.head_of(of))
            && let Some(Kind::Inductive(info)) = self.environment.get(name).map(|constant| &constant.kind)
            && let [only] = info.constructors.as_slice()
        {
            return Ok(*only);
        }
        let of = self.displayed(of);
        Err(Failure::at(span, Fault::NotStructure(of)))
    }

    fn explicit_fields(&self, constructor: NameId) -> usize {
        let Some(constant) = self.environment.get(constructor) else { return 0 };
        let Kind::Constructor(info) = &constant.kind else { return 0 };
        let mut of = constant.of;
        let mut position = 0;
        let mut count = 0;
        while let Term::Pi(binder, _, body) = self.store.term_at(of) {
            if position >= info.parameters && binder.kind == BinderKind::Explicit {
                count += 1;
            }
            position += 1;
            of = body;
        }
        count
    }

    fn elaborate_list(&mut self, span: Span, parts: &[Syntax], expected: Option<TermId>) -> Outcome<TermId> {
        let level = self.fresh_level();
        let above = self.store.level_successor(level);
        let sort = self.store.sort(above);
        let element = self.fresh_meta(sort);
        let list = self.store.constant(self.known.list, &[level]);
        let of = self.store.apply(list, &[element]);
        if let Some(expected) = expected {
            self.unify(expected, of);
        }
        let mut elements = Vec::new();
        for part in parts {
            elements.push(self.elaborate_as(part, element)?);
        }
        if self.environment.get(self.known.list_nil).is_none() {
            return Err(Failure::at(span, Fault::UnknownName("List.nil".to_string())));
        }
        Ok(self.list_of(level, element, &elements))
    }

    /// A list of elements of a type.
    pub fn list_of(&mut self, level: LevelId, element: TermId, elements: &[TermId]) -> TermId {
        let nil = self.store.constant(self.known.list_nil, &[level]);
        let cons = self.store.constant(self.known.list_cons, &[level]);
        let mut result = self.store.apply(nil, &[element]);
        for &value in elements.iter().rev() {
            result = self.store.apply(cons, &[element, value, result]);
        }
        result
    }

    fn elaborate_structure(
        &mut self,
        span: Span,
        sources: &[Syntax],
        (fields, open): (&[FieldValue], bool),
        of: Option<&Syntax>,
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let mut source_terms = Vec::new();
        for source in sources {
            source_terms.push(self.elaborate(source, None)?);
        }
        let expected = match (of, expected, source_terms.first()) {
            (Some(of), _, _) => Some(self.elaborate_type(of)?),
            (None, Some(expected), _) if !self.unknown_expected(expected) => Some(expected),
            (None, _, Some(&source)) => Some(self.infer(source)?),
            (None, expected, None) => expected,
        };
        let of = self.expected_form(span, expected)?;
        let instance = Instance { span, sources: source_terms, fields, open };
        let mut used = vec![false; fields.len()];
        let term = self.build_structure(&instance, of, &mut used)?;
        match used.iter().position(|&used| !used) {
            Some(position) => {
                let path = &fields[position].path;
                Err(Failure::at(path.span, Fault::BadField(path.dotted())))
            }
            None => Ok(term),
        }
    }

    fn unknown_expected(&mut self, expected: TermId) -> bool {
        let expected = self.instantiate(expected);
        self.is_unknown(expected)
    }

    fn build_structure(&mut self, instance: &Instance<'_>, of: TermId, used: &mut [bool]) -> Outcome<TermId> {
        self.enter()?;
        let constructor = self.only_constructor(instance.span, of)?;
        let (head, parameters) = self.store.spine(of);
        let Term::Constant(structure, levels) = self.store.term_at(head) else { return Err(Failure::Ill) };
        let levels = self.store.levels_at(levels).to_vec();
        let mut term = self.store.constant(constructor, &levels);
        let mut rest = self.type_of_constant(constructor, &levels).ok_or(Failure::Ill)?;
        for parameter in parameters {
            let Term::Pi(_, _, body) = self.store.term_at(rest) else { break };
            term = self.store.apply(term, &[parameter]);
            rest = self.store.instantiate(body, &[parameter]);
        }
        let mut position = 0;
        while let Term::Pi(binder, domain, body) = self.store.term_at(rest) {
            let value =
                self.structure_field(instance, (structure, position, binder), (term, domain), used)?;
            term = self.store.apply(term, &[value]);
            rest = self.store.instantiate(body, &[value]);
            position += 1;
        }
        self.leave();
        Ok(term)
    }

    fn structure_field(
        &mut self,
        instance: &Instance<'_>,
        (structure, position, binder): (NameId, u32, kernel::Binder),
        (so_far, domain): (TermId, TermId),
        used: &mut [bool],
    ) -> Outcome<TermId> {
        let domain = self.head_beta(domain);
        let domain = self.plain_domain(domain);
        let name = self.last_part(binder.name);
        let given = instance.fields.iter().position(|field| field.path.parts[0] == name);
        if let Some(given) = given {
            if used[given] {
                return Err(Failure::at(instance.fields[given].path.span, Fault::BadField(name)));
            }
            used[given] = true;
            return self.given_field(&instance.fields[given], domain);
        }
        let parent = self
            .state
            .structures
            .get(&structure)
            .and_then(|info| info.fields.get(position as usize).and_then(|&(_, parent)| parent));
        if parent.is_some() {
            let of = self.whnf(domain);
            return self.build_structure(instance, of, used);
        }
        if let Some(value) = self.source_field(instance, &name)? {
            return self.expect_type(instance.span, value, domain);
        }
        if let Some(value) = self.default_field(structure, binder.name, so_far) {
            return Ok(value);
        }
        if binder.kind == BinderKind::Instance {
            return Ok(self.instance_hole(domain, instance.span));
        }
        if instance.open {
            return Ok(self.fresh_meta(domain));
        }
        Err(Failure::at(instance.span, Fault::MissingField(name)))
    }

    fn given_field(&mut self, field: &FieldValue, domain: TermId) -> Outcome<TermId> {
        if field.path.parts.len() > 1 {
            return Err(Failure::at(field.path.span, Fault::Unsupported("fields of fields")));
        }
        let written = match &field.value {
            Some(value) => value.clone(),
            None => Syntax { span: field.path.span, kind: TermKind::Identifier(field.path.clone(), None) },
        };
        if field.binders.is_empty() {
            return self.elaborate_as(&written, domain);
        }
        let function = Syntax {
            span: field.path.span.to(written.span),
            kind: TermKind::Function(field.binders.clone(), Box::new(written)),
        };
        self.elaborate_as(&function, domain)
    }

    fn source_field(&mut self, instance: &Instance<'_>, name: &str) -> Outcome<Option<TermId>> {
        for &source in &instance.sources {
            let fields = [name.to_string()];
            let result = self.attempt(|this| {
                this.field_chain(instance.span, source, &fields, (Arguments::default(), false), None)
            });
            if let Ok(value) = result {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    /// The default of a field: `S.f._default` of the parameters and the fields before it.
    fn default_field(&mut self, structure: NameId, field: NameId, so_far: TermId) -> Option<TermId> {
        let name = self.qualified(structure, field);
        let name = self.store.name_text(name, "_default");
        let (constructor, arguments) = self.store.spine(so_far);
        let Term::Constant(_, levels) = self.store.term_at(constructor) else { return None };
        let value = self.value_at(name, levels)?;
        Some(self.apply_beta(value, &arguments))
    }
}
