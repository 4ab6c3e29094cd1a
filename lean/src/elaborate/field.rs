//! Fields: `e.f` by the namespace of the type of `e`, and `e.1` by position.
//! Given by: the elaboration of names and of terms with dots.
//! Gives: calls of projections and of functions of that namespace.
//! Holds: a field is looked up in the type as written first, then in what it unfolds to.

use super::application::{Argument, Arguments};
use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::span::Span;
use kernel::{BinderKind, Kind, NameId, Term, TermId};

impl Elaborator<'_> {
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
            if !matches!(self.store.term_at(of), Term::Pi(..)) && self.store.facts_at(of).loose == 0 {
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
