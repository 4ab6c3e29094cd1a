//! Names and fields in terms: `f`, `x.field`, `Namespace.f`, `.node`, `e.1`.
//! Given by: the elaboration of terms.
//! Gives: calls of what the name means.
//! Holds: a field is looked up in the namespace of the type of its value, unfolded step by step.

use super::application::{Argument, Arguments};
use super::infer::Outcome;
use super::names::{Meaning, Resolved};
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::span::Span;
use crate::syntax::tree::{Identifier, Level as LevelSyntax};
use kernel::{BinderKind, FreeId, Kind, LevelId, NameId, Term, TermId};

/// A function found for a field.
enum Found {
    Constant(NameId),
    Recursive(FreeId),
}

impl Elaborator<'_> {
    pub(crate) fn elaborate_identifier(
        &mut self,
        span: Span,
        identifier: &Identifier,
        levels: Option<&[LevelSyntax]>,
        (arguments, explicit): (Arguments, bool),
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let mut meanings = self.resolve(&identifier.parts);
        if meanings.is_empty() {
            return self.bind_unknown(span, identifier, arguments);
        }
        if meanings.len() == 1 {
            let meaning = meanings.remove(0);
            return self.use_meaning(span, identifier, meaning, levels, (arguments, explicit), expected);
        }
        let mut found = Vec::new();
        let mut first_failure = None;
        for meaning in meanings.clone() {
            let arguments = arguments.clone();
            let result = self.attempt(|this| {
                let term = this.use_meaning(
                    span,
                    identifier,
                    meaning.clone(),
                    levels,
                    (arguments, explicit),
                    expected,
                )?;
                match expected {
                    Some(expected) => this.expect_type(span, term, expected),
                    None => Ok(term),
                }
            });
            match result {
                // The function being defined wins over constants of outer namespaces.
                Ok(term) if matches!(meaning.meaning, Meaning::Variable(_)) => return Ok(term),
                Ok(term) => found.push((meaning, term)),
                Err(failure) => first_failure = first_failure.or(Some(failure)),
            }
        }
        match (found.len(), first_failure) {
            (1, _) => Ok(found.remove(0).1),
            (0, Some(failure)) => Err(failure),
            _ => {
                let names = meanings
                    .iter()
                    .filter_map(|resolved| match resolved.meaning {
                        Meaning::Constant(name) => Some(name),
                        Meaning::Variable(_) => None,
                    })
                    .collect();
                Err(Failure::at(span, Fault::AmbiguousName(identifier.dotted(), names)))
            }
        }
    }

    /// An unknown short name in the header of a declaration becomes an implicit parameter.
    fn bind_unknown(&mut self, span: Span, identifier: &Identifier, _: Arguments) -> Outcome<TermId> {
        if self.scope.binds_names
            && let Some(part) = identifier.single()
            && is_auto_bound(part)
        {
            return Err(Failure::at(span, Fault::UnknownName(format!("{AUTO_BOUND}{part}"))));
        }
        Err(self.unknown_name(span, &identifier.parts))
    }

    fn use_meaning(
        &mut self,
        span: Span,
        identifier: &Identifier,
        resolved: Resolved,
        levels: Option<&[LevelSyntax]>,
        (arguments, explicit): (Arguments, bool),
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let base = match resolved.meaning {
            Meaning::Variable(term) => term,
            Meaning::Constant(name) => self.constant_with_levels(span, name, levels)?,
        };
        if resolved.fields == 0 {
            return self.call(span, base, arguments, explicit, expected);
        }
        let from = identifier.parts.len() - resolved.fields;
        let fields = identifier.parts[from..].to_vec();
        let value = self.call(span, base, Arguments::default(), false, None)?;
        let result = self.field_chain(span, value, &fields, (arguments, explicit), expected);
        match result {
            Err(Failure::Problem(problem)) if matches!(problem.fault, Fault::UnknownField(..)) => {
                // A namespace, not a value: the whole name is unknown.
                let of = self.infer(value)?;
                let of = self.whnf(of);
                let (_, result) = self.scoped(|this| this.open_written_pi(of));
                if matches!(self.store.term_at(result), Term::Sort(_)) {
                    return Err(self.unknown_name(span, &identifier.parts));
                }
                Err(Failure::Problem(problem))
            }
            other => other,
        }
    }

    /// A constant at the levels written, or at fresh ones.
    pub(crate) fn constant_with_levels(
        &mut self,
        span: Span,
        name: NameId,
        levels: Option<&[LevelSyntax]>,
    ) -> Outcome<TermId> {
        let mut ids: Vec<LevelId> = self.fresh_levels_for(name);
        if let Some(levels) = levels {
            if levels.len() > ids.len() {
                return Err(Failure::at(span, Fault::BadInductive("too many universe levels")));
            }
            for (slot, level) in ids.iter_mut().zip(levels) {
                *slot = self.elaborate_level(level)?;
            }
        }
        Ok(self.store.constant(name, &ids))
    }

    /// `.name`: a function in the namespace of the expected type.
    pub(crate) fn elaborate_dotted(
        &mut self,
        span: Span,
        identifier: &Identifier,
        arguments: Arguments,
        explicit: bool,
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let Some(expected_type) = expected else { return self.wait_or(span, identifier) };
        let mut of = self.instantiate(expected_type);
        of = self.result_type(of);
        if self.is_unknown(of) {
            self.settle_gently()?;
            of = self.instantiate(of);
        }
        loop {
            self.tick()?;
            of = self.result_type(of);
            if self.is_unknown(of) {
                return self.wait_or(span, identifier);
            }
            if let Term::Constant(name, _) = self.store.term_at(self.head_of(of))
                && let Some(found) = self.function_in(name, &identifier.parts)
            {
                let function = self.found_term(found);
                return self.call(span, function, arguments, explicit, expected);
            }
            match self.unfold_type(of) {
                Some(next) => of = next,
                None => return Err(Failure::at(span, Fault::NoNamespace(identifier.dotted()))),
            }
        }
    }

    fn wait_or(&mut self, span: Span, identifier: &Identifier) -> Outcome<TermId> {
        if self.may_postpone {
            return Err(Failure::Postpone);
        }
        Err(Failure::at(span, Fault::NoNamespace(identifier.dotted())))
    }

    fn result_type(&mut self, of: TermId) -> TermId {
        let mut of = of;
        while let Term::Pi(_, _, body) = self.store.term_at(of) {
            of = body;
        }
        if self.store.loose(of) == 0 { self.instantiate(of) } else { of }
    }

    /// Whether a type is a hole, so that its namespace is not known.
    pub(crate) fn is_unknown(&mut self, of: TermId) -> bool {
        matches!(self.store.term_at(self.head_of(of)), Term::Free(hole) if self.variables.meta(hole).is_some())
    }

    /// A type with its head unfolded once.
    pub(crate) fn unfold_type(&mut self, of: TermId) -> Option<TermId> {
        let core = self.whnf_core(of);
        if core != of {
            return Some(core);
        }
        self.unfold(of)
    }

    /// The function of a namespace with a name of some parts.
    fn function_in(&mut self, namespace: NameId, parts: &[String]) -> Option<Found> {
        let mut name = namespace;
        for part in parts {
            name = self.store.name_text(name, part);
        }
        if let Some(&function) = self.scope.recursive.get(&name) {
            return Some(Found::Recursive(function));
        }
        self.environment.get(name).map(|_| Found::Constant(name))
    }

    fn found_term(&mut self, found: Found) -> TermId {
        match found {
            Found::Constant(name) => {
                let levels = self.fresh_levels_for(name);
                self.store.constant(name, &levels)
            }
            Found::Recursive(function) => self.store.free(function),
        }
    }

    /// Fields one after the other; the last one takes the arguments.
    pub(crate) fn field_chain(
        &mut self,
        span: Span,
        base: TermId,
        fields: &[String],
        (arguments, explicit): (Arguments, bool),
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let Some((last, first)) = fields.split_last() else {
            return self.call(span, base, arguments, explicit, expected);
        };
        let mut base = base;
        for field in first {
            base = self.field_call(span, base, field, (Arguments::default(), false), None)?;
        }
        self.field_call(span, base, last, (arguments, explicit), expected)
    }

    fn field_call(
        &mut self,
        span: Span,
        base: TermId,
        field: &str,
        (mut arguments, explicit): (Arguments, bool),
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let of = self.infer(base)?;
        let mut of = self.known_type(span, base, of)?;
        let original = of;
        loop {
            self.tick()?;
            if let Ok(index) = field.parse::<u32>() {
                let value = self.field_at(span, base, index)?;
                return self.call(span, value, arguments, explicit, expected);
            }
            let namespace = match self.store.term_at(self.head_of(of)) {
                Term::Constant(name, _) => Some(name),
                Term::Pi(..) => Some(self.store.name("Function")),
                _ => None,
            };
            if let Some(namespace) = namespace {
                if let Some(found) = self.function_in(namespace, &[field.to_string()]) {
                    let function = self.found_term(found);
                    self.insert_base(function, namespace, (span, base), &mut arguments, explicit)?;
                    return self.call(span, function, arguments, explicit, expected);
                }
                if let Some(parent) = self.parent_with(namespace, base, field)? {
                    return self.field_call(span, parent, field, (arguments, explicit), expected);
                }
            }
            match self.unfold_type(of) {
                Some(next) => of = next,
                None => {
                    let original = self.displayed(original);
                    return Err(Failure::at(span, Fault::UnknownField(field.to_string(), original)));
                }
            }
        }
    }

    /// A type whose head is known, or `Postpone`.
    fn known_type(&mut self, span: Span, base: TermId, of: TermId) -> Outcome<TermId> {
        let mut of = self.instantiate(of);
        if self.is_unknown(of) {
            self.settle_gently()?;
            of = self.instantiate(of);
        }
        let of = self.whnf_core(of);
        if !self.is_unknown(of) {
            return Ok(of);
        }
        if self.may_postpone {
            return Err(Failure::Postpone);
        }
        let base = self.displayed(base);
        Err(Failure::at(span, Fault::UnknownType(base)))
    }

    /// Puts the value before the dot where the function takes a value of the namespace's type.
    fn insert_base(
        &mut self,
        function: TermId,
        namespace: NameId,
        (span, base): (Span, TermId),
        arguments: &mut Arguments,
        explicit: bool,
    ) -> Outcome<()> {
        let mut of = self.infer(function)?;
        let mut position = 0;
        let function_space = self.store.name("Function");
        loop {
            if !matches!(self.store.term_at(of), Term::Pi(..)) && self.store.loose(of) == 0 {
                of = self.whnf(of);
            }
            let Term::Pi(binder, domain, body) = self.store.term_at(of) else {
                arguments.positional.push_front(Argument::Done(span, base));
                return Ok(());
            };
            let named =
                arguments.named.iter().any(|(name, _)| name.dotted() == self.store.show_name(binder.name));
            let domain = self.plain_domain(domain);
            let fits = match self.store.term_at(self.head_of(domain)) {
                Term::Constant(name, _) => name == namespace,
                Term::Pi(..) => namespace == function_space,
                _ => false,
            };
            if fits && !named {
                if binder.kind == BinderKind::Explicit || explicit {
                    let position = position.min(arguments.positional.len());
                    arguments.positional.insert(position, Argument::Done(span, base));
                } else {
                    let name = self.store.show_name(binder.name);
                    arguments.named.push((Self::plain_identifier(span, &name), Argument::Done(span, base)));
                }
                return Ok(());
            }
            if (binder.kind == BinderKind::Explicit || explicit) && !named {
                position += 1;
            }
            of = body;
        }
    }

    /// The parent of a structure value, if the field belongs to a parent.
    fn parent_with(&mut self, structure: NameId, base: TermId, field: &str) -> Outcome<Option<TermId>> {
        let Some(info) = self.state.structures.get(&structure).cloned() else { return Ok(None) };
        for (position, (_, parent)) in info.fields.iter().enumerate() {
            let Some(parent) = *parent else { continue };
            if self.structure_has(parent, field) {
                let index = u32::try_from(position + 1).unwrap_or(u32::MAX);
                return self.field_at(Span::default(), base, index).map(Some);
            }
        }
        Ok(None)
    }

    fn structure_has(&mut self, structure: NameId, field: &str) -> bool {
        if self.function_in(structure, &[field.to_string()]).is_some() {
            return true;
        }
        let parents: Vec<NameId> = self
            .state
            .structures
            .get(&structure)
            .map(|info| info.fields.iter().filter_map(|&(_, parent)| parent).collect())
            .unwrap_or_default();
        parents.into_iter().any(|parent| self.structure_has(parent, field))
    }

    /// `e.1`: a field by position, counted from 1.
    pub(crate) fn field_at(&mut self, span: Span, base: TermId, index: u32) -> Outcome<TermId> {
        let of = self.infer(base)?;
        let of = self.known_type(span, base, of)?;
        let of = self.whnf(of);
        let unknown = |this: &mut Self| {
            let of = this.displayed(of);
            Failure::at(span, Fault::UnknownField(index.to_string(), of))
        };
        let (head, parameters) = self.store.spine(of);
        let Term::Constant(structure, levels) = self.store.term_at(head) else { return Err(unknown(self)) };
        let Some((constructor, _)) = self.structure_constructor(structure) else { return Err(unknown(self)) };
        let position = index.wrapping_sub(1);
        match self.environment.get(constructor).map(|constant| &constant.kind) {
            Some(Kind::Constructor(info)) if position < info.fields => {}
            _ => return Err(unknown(self)),
        }
        if let Some(field) = self.field_name(structure, position)
            && self.environment.get(field).is_some()
            && self.projection(field).is_some_and(|projection| projection.index == position)
        {
            let levels = self.store.levels_at(levels).to_vec();
            let function = self.store.constant(field, &levels);
            let function = self.store.apply(function, &parameters);
            return Ok(self.store.apply(function, &[base]));
        }
        Ok(self.store.term(Term::Project(structure, position, base)))
    }

    /// The full name of a field of a structure by position.
    pub fn field_name(&mut self, structure: NameId, position: u32) -> Option<NameId> {
        let (constructor, parameters) = self.structure_constructor(structure)?;
        let mut of = self.environment.get(constructor)?.of;
        for _ in 0..parameters + position {
            let Term::Pi(_, _, body) = self.store.term_at(of) else { return None };
            of = body;
        }
        let Term::Pi(binder, _, _) = self.store.term_at(of) else { return None };
        Some(self.qualified(structure, binder.name))
    }
}

/// Marks the failure that asks for an implicit parameter.
pub(crate) const AUTO_BOUND: &str = "\u{0}";

/// Names that may become parameters silently: one letter, perhaps with digits.
pub(crate) fn is_auto_bound(part: &str) -> bool {
    let mut characters = part.chars();
    characters
        .next()
        .is_some_and(|first| first.is_alphabetic() && (first.is_lowercase() || !first.is_ascii()))
        && characters.all(|rest| rest.is_numeric() || rest == '\'' || ('₀'..='₉').contains(&rest))
}
