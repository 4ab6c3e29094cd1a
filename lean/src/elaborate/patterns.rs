//! What a pattern says about a value whose type is known.
//! Given by: the compilation of `match`, one pattern at a time.
//! Gives: a constructor with patterns of its fields, a variable, or nothing.
//! Holds: a name is a variable exactly if no constructor has it.

use super::infer::Outcome;
use super::names::Meaning;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::operator::Operator;
use crate::syntax::span::Span;
use crate::syntax::tree::{Argument, Identifier, Term as Syntax, TermKind};
use kernel::{BinderKind, Kind, NameId, Term, TermId};
use num_bigint::BigUint;
use num_traits::{One, Zero};

/// A pattern, looked at once.
#[derive(Clone, Debug)]
pub(crate) enum View {
    /// Matches anything.
    Wild,
    /// Matches anything and gives it a name.
    Variable(NameId),
    /// Gives the value a name and goes on.
    Named(NameId, Syntax),
    /// A constructor and patterns of its fields; nothing for a field that is not looked at.
    Constructor(NameId, Vec<Option<Syntax>>),
}

impl Elaborator<'_> {
    /// Looks at a pattern for a value of a type.
    pub(crate) fn view_pattern(&mut self, pattern: &Syntax, of: TermId) -> Outcome<View> {
        let span = pattern.span;
        match &pattern.kind {
            TermKind::Hole | TermKind::Inaccessible(_) => Ok(View::Wild),
            TermKind::As(name, inner) => {
                let name = self.name_of_parts(&name.parts);
                Ok(View::Named(name, (**inner).clone()))
            }
            TermKind::Ascription(inner, _) => self.view_pattern(inner, of),
            TermKind::Identifier(identifier, _) => self.view_identifier(span, identifier, of),
            TermKind::Dotted(_) => self.view_constructor(span, pattern, &[], false, of),
            TermKind::Explicit(inner) => self.view_constructor(span, inner, &[], true, of),
            TermKind::Apply(head, arguments) => match &head.kind {
                TermKind::Explicit(inner) => self.view_constructor(span, inner, arguments, true, of),
                _ => self.view_constructor(span, head, arguments, false, of),
            },
            TermKind::Natural(value) => self.view_number(span, value, of),
            TermKind::Binary(Operator::Add, base, added) => self.view_sum(span, base, added),
            TermKind::Binary(Operator::Cons, head, tail) => {
                let name = self.known.list_cons;
                self.view_fields(span, name, &[(**head).clone(), (**tail).clone()])
            }
            TermKind::Tuple(parts) => self.view_tuple(span, parts),
            TermKind::Anonymous(parts) => self.view_anonymous(span, parts, of),
            TermKind::List(parts) => self.view_list(span, parts),
            _ => Err(Failure::at(span, Fault::BadPattern)),
        }
    }

    fn view_identifier(&mut self, span: Span, identifier: &Identifier, of: TermId) -> Outcome<View> {
        if let Some(constructor) = self.pattern_constructor(identifier, of) {
            return self.constructor_fields(span, constructor, Vec::new(), false);
        }
        match identifier.single() {
            Some(part) => Ok(View::Variable(self.store.name_text(NameId::ANONYMOUS, part))),
            None => Err(self.unknown_name(span, &identifier.parts)),
        }
    }

    /// The constructor that a name in a pattern means.
    fn pattern_constructor(&mut self, identifier: &Identifier, of: TermId) -> Option<NameId> {
        let saved = std::mem::take(&mut self.context);
        let meanings = self.resolve(&identifier.parts);
        self.context = saved;
        let meant: Vec<NameId> = meanings
            .into_iter()
            .filter_map(|resolved| match resolved.meaning {
                Meaning::Constant(name) if resolved.fields == 0 => self.as_constructor(name),
                _ => None,
            })
            .collect();
        if meant.is_empty() {
            return None;
        }
        let inductive = self.inductive_of(of);
        meant
            .iter()
            .copied()
            .find(|&constructor| self.constructor_inductive(constructor) == inductive)
            .or(Some(meant[0]))
    }

    /// A constructor, or the constructor that an abbreviation such as `rfl` or `Unit.unit` stands for.
    fn as_constructor(&mut self, name: NameId) -> Option<NameId> {
        match &self.environment.get(name)?.kind {
            Kind::Constructor(_) => Some(name),
            Kind::Definition(value, _) => {
                if name == self.known.rfl {
                    return Some(self.known.eq_refl);
                }
                let head = self.head_of(*value);
                match self.store.term_at(head) {
                    Term::Constant(inner, _)
                        if matches!(
                            self.environment.get(inner).map(|constant| &constant.kind),
                            Some(Kind::Constructor(_))
                        ) =>
                    {
                        Some(inner)
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn constructor_inductive(&self, constructor: NameId) -> Option<NameId> {
        match &self.environment.get(constructor)?.kind {
            Kind::Constructor(info) => Some(info.inductive),
            _ => None,
        }
    }

    /// The inductive type that a type reduces to.
    pub(crate) fn inductive_of(&mut self, of: TermId) -> Option<NameId> {
        let of = self.whnf(of);
        let Term::Constant(name, _) = self.store.term_at(self.head_of(of)) else { return None };
        match &self.environment.get(name)?.kind {
            Kind::Inductive(_) => Some(name),
            _ => None,
        }
    }

    fn view_constructor(
        &mut self,
        span: Span,
        head: &Syntax,
        arguments: &[Argument],
        explicit: bool,
        of: TermId,
    ) -> Outcome<View> {
        let constructor = match &head.kind {
            TermKind::Identifier(identifier, _) => self.pattern_constructor(identifier, of),
            TermKind::Dotted(identifier) => self.dotted_constructor(identifier, of),
            _ => None,
        };
        let Some(constructor) = constructor else {
            if let TermKind::Identifier(identifier, _) = &head.kind
                && self.resolve(&identifier.parts).is_empty()
            {
                return Err(self.unknown_name(head.span, &identifier.parts));
            }
            return Err(Failure::at(span, Fault::BadPattern));
        };
        let mut positional = Vec::new();
        let mut named = Vec::new();
        let mut rest = false;
        for argument in arguments {
            match argument {
                Argument::Positional(term) => positional.push(term.clone()),
                Argument::Named(name, term) => named.push((name.dotted(), term.clone())),
                Argument::Rest(_) => rest = true,
            }
        }
        if named.is_empty() && !rest {
            return self.constructor_fields(span, constructor, positional, explicit);
        }
        self.named_fields(span, constructor, positional, named, rest)
    }

    fn dotted_constructor(&mut self, identifier: &Identifier, of: TermId) -> Option<NameId> {
        let inductive = self.inductive_of(of)?;
        let name = self.name_of_parts(&identifier.parts);
        let full = self.qualified(inductive, name);
        self.as_constructor(full)
    }

    fn view_fields(&mut self, span: Span, constructor: NameId, fields: &[Syntax]) -> Outcome<View> {
        self.constructor_fields(span, constructor, fields.to_vec(), false)
    }

    /// The kinds and names of the fields of a constructor, parameters left out.
    pub(crate) fn field_binders(&self, constructor: NameId) -> Vec<kernel::Binder> {
        let Some(constant) = self.environment.get(constructor) else { return Vec::new() };
        let Kind::Constructor(info) = &constant.kind else { return Vec::new() };
        let mut of = constant.of;
        let mut binders = Vec::new();
        while let Term::Pi(binder, _, body) = self.store.term_at(of) {
            binders.push(binder);
            of = body;
        }
        binders.split_off((info.parameters as usize).min(binders.len()))
    }

    fn constructor_fields(
        &mut self,
        span: Span,
        constructor: NameId,
        patterns: Vec<Syntax>,
        explicit: bool,
    ) -> Outcome<View> {
        let binders = self.field_binders(constructor);
        let skipped = match (explicit, self.environment.get(constructor).map(|constant| &constant.kind)) {
            (true, Some(Kind::Constructor(info))) => info.parameters as usize,
            _ => 0,
        };
        let mut given = patterns.into_iter().skip(skipped);
        let mut fields = Vec::new();
        for binder in &binders {
            if explicit || binder.kind == BinderKind::Explicit {
                match given.next() {
                    Some(pattern) => fields.push(Some(pattern)),
                    None => return Err(Failure::at(span, Fault::PatternCount)),
                }
            } else {
                fields.push(None);
            }
        }
        if given.next().is_some() {
            return Err(Failure::at(span, Fault::PatternCount));
        }
        Ok(View::Constructor(constructor, fields))
    }

    fn named_fields(
        &mut self,
        span: Span,
        constructor: NameId,
        positional: Vec<Syntax>,
        mut named: Vec<(String, Syntax)>,
        rest: bool,
    ) -> Outcome<View> {
        let mut given = positional.into_iter();
        let mut fields = Vec::new();
        for binder in self.field_binders(constructor) {
            let name = self.last_part(binder.name);
            if let Some(position) = named.iter().position(|(written, _)| *written == name) {
                fields.push(Some(named.remove(position).1));
            } else if binder.kind == BinderKind::Explicit {
                match given.next() {
                    Some(pattern) => fields.push(Some(pattern)),
                    None if rest => fields.push(None),
                    None => return Err(Failure::at(span, Fault::PatternCount)),
                }
            } else {
                fields.push(None);
            }
        }
        match named.first() {
            Some((name, _)) => Err(Failure::at(span, Fault::UnknownArgument(name.clone()))),
            None if given.next().is_some() => Err(Failure::at(span, Fault::PatternCount)),
            None => Ok(View::Constructor(constructor, fields)),
        }
    }

    fn view_number(&mut self, span: Span, value: &BigUint, of: TermId) -> Outcome<View> {
        let inductive = self.inductive_of(of);
        if inductive == Some(self.known.int) {
            let inner = Syntax { span, kind: TermKind::Natural(value.clone()) };
            return Ok(View::Constructor(self.known.int_of_nat, vec![Some(inner)]));
        }
        if inductive != Some(self.known.nat) {
            return Err(Failure::at(span, Fault::BadPattern));
        }
        if value.is_zero() {
            return Ok(View::Constructor(self.known.nat_zero, Vec::new()));
        }
        if value.bits() > 10 {
            return Err(Failure::at(span, Fault::Unsupported("large numerals in patterns")));
        }
        let before = Syntax { span, kind: TermKind::Natural(value - BigUint::one()) };
        Ok(View::Constructor(self.known.nat_succ, vec![Some(before)]))
    }

    /// `n + k`.
    fn view_sum(&mut self, span: Span, base: &Syntax, added: &Syntax) -> Outcome<View> {
        let TermKind::Natural(value) = &added.kind else {
            return Err(Failure::at(span, Fault::BadPattern));
        };
        if value.is_zero() || value.bits() > 10 {
            return Err(Failure::at(span, Fault::BadPattern));
        }
        let inner = if value.is_one() {
            base.clone()
        } else {
            let less = Syntax { span: added.span, kind: TermKind::Natural(value - BigUint::one()) };
            Syntax { span, kind: TermKind::Binary(Operator::Add, Box::new(base.clone()), Box::new(less)) }
        };
        Ok(View::Constructor(self.known.nat_succ, vec![Some(inner)]))
    }

    fn view_tuple(&mut self, span: Span, parts: &[Syntax]) -> Outcome<View> {
        match parts {
            [] => Ok(View::Constructor(self.known.punit_unit, Vec::new())),
            [first, rest @ ..] => {
                let tail = match rest {
                    [last] => last.clone(),
                    _ => Syntax { span, kind: TermKind::Tuple(rest.to_vec()) },
                };
                Ok(View::Constructor(self.known.prod_mk, vec![Some(first.clone()), Some(tail)]))
            }
        }
    }

    fn view_anonymous(&mut self, span: Span, parts: &[Syntax], of: TermId) -> Outcome<View> {
        let only = self.inductive_of(of).and_then(|inductive| match &self.environment.get(inductive)?.kind {
            Kind::Inductive(info) => match info.constructors.as_slice() {
                [only] => Some(*only),
                _ => None,
            },
            _ => None,
        });
        let Some(constructor) = only else {
            let of = self.displayed(of);
            return Err(Failure::at(span, Fault::NotStructure(of)));
        };
        let explicit = self
            .field_binders(constructor)
            .iter()
            .filter(|binder| binder.kind == BinderKind::Explicit)
            .count();
        let mut given = parts.to_vec();
        if given.len() > explicit && explicit > 0 {
            let rest = given.split_off(explicit - 1);
            given.push(Syntax { span, kind: TermKind::Anonymous(rest) });
        }
        self.view_fields(span, constructor, &given)
    }

    fn view_list(&mut self, span: Span, parts: &[Syntax]) -> Outcome<View> {
        match parts {
            [] => Ok(View::Constructor(self.known.list_nil, Vec::new())),
            [first, rest @ ..] => {
                let tail = Syntax { span, kind: TermKind::List(rest.to_vec()) };
                Ok(View::Constructor(self.known.list_cons, vec![Some(first.clone()), Some(tail)]))
            }
        }
    }
}
