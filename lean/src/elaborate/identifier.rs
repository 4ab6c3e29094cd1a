//! Names and fields in terms: `f`, `x.field`, `Namespace.f`, `.node`, `e.1`.
//! Given by: the elaboration of terms.
//! Gives: calls of what the name means.
//! Holds: a field is looked up in the namespace of the type of its value, unfolded step by step.

use super::application::Arguments;
use super::infer::Outcome;
use super::names::{Meaning, Resolved};
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::span::Span;
use crate::syntax::tree::{Identifier, Level as LevelSyntax};
use kernel::{FreeId, LevelId, NameId, Term, TermId};

/// A function found for a field.
pub(super) enum Found {
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
            return self.bind_unknown(span, identifier);
        }
        if meanings.len() == 1 {
            let meaning = meanings.remove(0);
            return self.use_meaning(span, (identifier, levels), meaning, (arguments, explicit), expected);
        }
        let mut found = Vec::new();
        let mut first_failure = None;
        for meaning in meanings.clone() {
            let arguments = arguments.clone();
            let result = self.attempt(|this| {
                let term = this.use_meaning(
                    span,
                    (identifier, levels),
                    meaning.clone(),
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
    fn bind_unknown(&mut self, span: Span, identifier: &Identifier) -> Outcome<TermId> {
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
        (identifier, levels): (&Identifier, Option<&[LevelSyntax]>),
        resolved: Resolved,
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
        if self.store.facts_at(of).loose == 0 { self.instantiate(of) } else { of }
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
    pub(super) fn function_in(&mut self, namespace: NameId, parts: &[String]) -> Option<Found> {
        let mut name = namespace;
        for part in parts {
            name = self.store.name_text(name, part);
        }
        if let Some(&function) = self.scope.recursive.get(&name) {
            return Some(Found::Recursive(function));
        }
        self.environment.get(name).map(|_| Found::Constant(name))
    }

    pub(super) fn found_term(&mut self, found: Found) -> TermId {
        match found {
            Found::Constant(name) => {
                let levels = self.fresh_levels_for(name);
                self.store.constant(name, &levels)
            }
            Found::Recursive(function) => self.store.free(function),
        }
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
