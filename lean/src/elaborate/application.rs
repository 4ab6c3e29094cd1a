//! Applications: implicit arguments, named arguments, instances, the expected type.
//! Given by: the elaboration of terms.
//! Gives: applied functions whose implicit arguments are holes.
//! Holds: arguments are elaborated from left to right against the types that the function demands.

use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::span::Span;
use crate::syntax::tree::{Argument as Written, Identifier, Term as Syntax};
use kernel::{Binder, BinderKind, FreeId, NameId, Term, TermId};
use std::collections::VecDeque;

/// An argument, elaborated or not.
#[derive(Clone, Debug)]
pub(crate) enum Argument {
    /// Still to be elaborated.
    Written(Syntax),
    /// Elaborated already.
    Done(Span, TermId),
}

impl Argument {
    fn span(&self) -> Span {
        match self {
            Argument::Written(syntax) => syntax.span,
            Argument::Done(span, _) => *span,
        }
    }
}

/// The arguments of a call.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arguments {
    pub(crate) positional: VecDeque<Argument>,
    pub(crate) named: Vec<(Identifier, Argument)>,
    /// Whether `..` stands at the end.
    pub(crate) rest: bool,
}

impl Arguments {
    /// The arguments as written.
    pub(crate) fn written(arguments: &[Written]) -> Self {
        let mut result = Arguments::default();
        for argument in arguments {
            match argument {
                Written::Positional(term) => result.positional.push_back(Argument::Written(term.clone())),
                Written::Named(name, term) => {
                    result.named.push((name.clone(), Argument::Written(term.clone())));
                }
                Written::Rest(_) => result.rest = true,
            }
        }
        result
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.positional.is_empty() && self.named.is_empty() && !self.rest
    }
}

/// A call that is being elaborated.
pub(crate) struct Call {
    pub(super) span: Span,
    pub(super) function: TermId,
    pub(super) of: TermId,
    pub(super) arguments: Arguments,
    /// Whether `@` stands before the function.
    pub(super) explicit: bool,
    pub(super) expected: Option<TermId>,
    pub(super) propagated: bool,
    pub(super) instances: Vec<FreeId>,
    /// Explicit arguments that were left out before a named one.
    pub(super) missing: Vec<FreeId>,
    /// Arguments whose type mentions a motive that is not known yet.
    pub(super) delayed: Vec<(FreeId, Argument)>,
    /// The position of the motive, and those of the targets, of an eliminator.
    pub(super) elimination: Option<Elimination>,
    pub(super) position: usize,
}

/// How an eliminator is applied.
#[derive(Clone, Debug)]
pub(crate) struct Elimination {
    pub(crate) motive: usize,
    pub(crate) targets: Vec<usize>,
    pub(crate) motive_hole: Option<TermId>,
    pub(crate) target_terms: Vec<Option<TermId>>,
}

impl Elaborator<'_> {
    /// Applies a function to arguments.
    pub(crate) fn call(
        &mut self,
        span: Span,
        function: TermId,
        arguments: Arguments,
        explicit: bool,
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let of = self.infer(function)?;
        let elimination = if explicit { None } else { self.elimination(function, &arguments, expected) };
        let mut call = Call {
            span,
            function,
            of,
            arguments,
            explicit,
            expected,
            propagated: elimination.is_some(),
            instances: Vec::new(),
            missing: Vec::new(),
            delayed: Vec::new(),
            elimination,
            position: 0,
        };
        let context = self.context.clone();
        while self.call_step(&mut call)? {}
        let result = self.finish_call(call)?;
        self.context = context;
        Ok(result)
    }

    /// Takes one binder of the function type; answers whether there may be more to take.
    fn call_step(&mut self, call: &mut Call) -> Outcome<bool> {
        self.tick()?;
        let Some((binder, domain, body)) = self.expose_pi(call.of) else {
            return self.call_beyond(call);
        };
        let kind = if call.explicit { BinderKind::Explicit } else { binder.kind };
        if let Some(position) = self.named_position(call, binder) {
            let (_, argument) = call.arguments.named.remove(position);
            self.propagate_expected(call)?;
            let value = self.call_argument(call, argument, domain)?;
            self.supply(call, value, body);
            return Ok(true);
        }
        match kind {
            BinderKind::Implicit => {
                let value = self.fresh_meta(domain);
                self.name_hole(value, binder);
                self.supply(call, value, body);
                Ok(true)
            }
            BinderKind::StrictImplicit => {
                if call.arguments.is_empty() {
                    return Ok(false);
                }
                let value = self.fresh_meta(domain);
                self.supply(call, value, body);
                Ok(true)
            }
            BinderKind::Instance => {
                let value = self.instance_hole(domain, call.span);
                if let Term::Free(hole) = self.store.term_at(value) {
                    call.instances.push(hole);
                }
                self.supply(call, value, body);
                Ok(true)
            }
            BinderKind::Explicit => self.call_explicit(call, binder, domain, body),
        }
    }

    fn name_hole(&mut self, hole: TermId, binder: Binder) {
        if let Term::Free(hole) = self.store.term_at(hole)
            && let Some(meta) = self.variables.meta_mut(hole)
        {
            meta.name = binder.name;
        }
    }

    fn call_explicit(
        &mut self,
        call: &mut Call,
        binder: Binder,
        domain: TermId,
        body: TermId,
    ) -> Outcome<bool> {
        if let Some(argument) = call.arguments.positional.pop_front() {
            self.propagate_expected_with(call, 1)?;
            let value = self.call_argument(call, argument, domain)?;
            self.supply(call, value, body);
            return Ok(true);
        }
        if call.arguments.rest {
            let value = self.fresh_meta(domain);
            self.supply(call, value, body);
            return Ok(true);
        }
        if let Some(default) = self.default_argument(domain) {
            self.supply(call, default, body);
            return Ok(true);
        }
        if call.arguments.named.is_empty() || !self.has_later_named(call, body) {
            return Ok(false);
        }
        let local = self.push_local(binder.name, BinderKind::Explicit, domain);
        call.missing.push(local);
        let value = self.store.free(local);
        self.supply(call, value, body);
        Ok(true)
    }

    /// The default of an optional parameter.
    fn default_argument(&mut self, domain: TermId) -> Option<TermId> {
        let (head, arguments) = self.store.spine(domain);
        match self.store.term_at(head) {
            Term::Constant(name, _) if name == self.known.opt_param => arguments.get(1).copied(),
            _ => None,
        }
    }

    /// The type of a parameter without marks of default values and outputs.
    pub(crate) fn plain_domain(&self, domain: TermId) -> TermId {
        let (head, arguments) = self.store.spine(domain);
        match self.store.term_at(head) {
            Term::Constant(name, _) if self.known.is_parameter_mark(name) => {
                arguments.first().copied().unwrap_or(domain)
            }
            _ => domain,
        }
    }

    fn has_later_named(&mut self, call: &Call, body: TermId) -> bool {
        let mut rest = body;
        while let Term::Pi(binder, _, inner) = self.store.term_at(rest) {
            let part = self.last_part(binder.name);
            if call.arguments.named.iter().any(|(name, _)| name.dotted() == part) {
                return true;
            }
            rest = inner;
        }
        false
    }

    fn named_position(&self, call: &Call, binder: Binder) -> Option<usize> {
        if call.arguments.named.is_empty() {
            return None;
        }
        let part = self.store.show_name(binder.name);
        call.arguments.named.iter().position(|(name, _)| name.dotted() == part)
    }

    fn supply(&mut self, call: &mut Call, value: TermId, body: TermId) {
        if let Some(elimination) = &mut call.elimination {
            if call.position == elimination.motive {
                elimination.motive_hole = Some(value);
            }
            if let Some(slot) = elimination.targets.iter().position(|&target| target == call.position) {
                elimination.target_terms[slot] = Some(value);
            }
        }
        call.position += 1;
        call.function = self.store.apply(call.function, &[value]);
        call.of = self.store.instantiate(body, &[value]);
    }

    fn call_argument(&mut self, call: &mut Call, argument: Argument, domain: TermId) -> Outcome<TermId> {
        let domain = self.plain_domain(domain);
        let is_target = call.elimination.as_ref().is_none_or(|elimination| {
            elimination.targets.contains(&call.position) || elimination.motive == call.position
        });
        if !is_target {
            let hole = self.fresh_meta_of(domain, super::variables::MetaKind::Opaque, NameId::ANONYMOUS);
            call.delayed.push((hole, argument));
            return Ok(self.store.free(hole));
        }
        self.elaborate_argument(&argument, domain)
    }

    pub(crate) fn elaborate_argument(&mut self, argument: &Argument, domain: TermId) -> Outcome<TermId> {
        match argument {
            Argument::Written(syntax) => self.elaborate_as(syntax, domain),
            Argument::Done(span, term) => self.expect_type(*span, *term, domain),
        }
    }

    /// No binder is left in the type of the function.
    fn call_beyond(&mut self, call: &mut Call) -> Outcome<bool> {
        if call.arguments.positional.is_empty() {
            if let Some((name, _)) = call.arguments.named.first() {
                return Err(Failure::at(name.span, Fault::UnknownArgument(name.dotted())));
            }
            return Ok(false);
        }
        let of = self.instantiate(call.of);
        if self.whnf(of) != of && self.expose_pi(of).is_some() {
            call.of = of;
            return Ok(true);
        }
        self.settle_gently()?;
        let of = self.instantiate(call.of);
        if self.expose_pi(of).is_some() {
            call.of = of;
            return Ok(true);
        }
        if self.has_meta(of) {
            if self.may_postpone {
                return Err(Failure::Postpone);
            }
            if self.make_function_type(of)? {
                call.of = self.instantiate(of);
                return Ok(true);
            }
        }
        let function = self.displayed(call.function);
        let of = self.displayed(of);
        Err(Failure::at(call.span, Fault::NotFunction(function, of)))
    }

    /// Makes an unknown type a function type.
    fn make_function_type(&mut self, of: TermId) -> Outcome<bool> {
        let domain = self.fresh_type();
        let result = self.fresh_type();
        let arrow = self.arrow(domain, result);
        Ok(self.unify(of, arrow))
    }

    fn propagate_expected(&mut self, call: &mut Call) -> Outcome<()> {
        self.propagate_expected_with(call, 0)
    }

    /// Compares the result type with the expected one before the arguments are looked at.
    fn propagate_expected_with(&mut self, call: &mut Call, taken: usize) -> Outcome<()> {
        if call.propagated || call.explicit {
            return Ok(());
        }
        let Some(expected) = call.expected else { return Ok(()) };
        let Some(result) = self.result_after(call, taken) else { return Ok(()) };
        let expected = self.instantiate(expected);
        if matches!(self.store.term_at(self.head_of(expected)), Term::Free(hole) if self.is_open(hole)) {
            return Ok(());
        }
        call.propagated = self.unify(expected, result);
        Ok(())
    }

    /// The type after the arguments that are left, if it does not depend on them.
    fn result_after(&mut self, call: &Call, taken: usize) -> Option<TermId> {
        let mut left = call.arguments.positional.len() + taken;
        let mut rest = call.of;
        let mut crossed = 0;
        while let Term::Pi(binder, _, body) = self.store.term_at(rest) {
            let named = self.named_position(call, binder).is_some();
            if binder.kind == BinderKind::Explicit && !named {
                if left == 0 {
                    break;
                }
                left -= 1;
            }
            rest = body;
            crossed += 1;
        }
        if left > 0 || self.store.facts_at(rest).loose > 0 || crossed == 0 {
            return None;
        }
        Some(rest)
    }

    fn finish_call(&mut self, mut call: Call) -> Outcome<TermId> {
        if let Some((name, _)) = call.arguments.named.first() {
            return Err(Failure::at(name.span, Fault::UnknownArgument(name.dotted())));
        }
        if let Some(elimination) = call.elimination.take() {
            self.solve_motive(&call, &elimination)?;
        } else if call.missing.is_empty()
            && let Some(expected) = call.expected
        {
            self.unify(expected, call.of);
        }
        for &hole in &call.instances {
            if self.is_open(hole) {
                self.synthesize_hole(hole);
            }
        }
        for (hole, argument) in std::mem::take(&mut call.delayed) {
            let Some(of) = self.type_of_free(hole) else { continue };
            let of = self.instantiate(of);
            let of = self.head_beta(of);
            let value = self.elaborate_argument(&argument, of)?;
            self.assign_checked(hole, value, argument.span())?;
        }
        if call.missing.is_empty() {
            Ok(call.function)
        } else {
            self.bind_lambda(&call.missing, call.function)
        }
    }

    /// Contracts a lambda at the head.
    pub fn head_beta(&mut self, id: TermId) -> TermId {
        let (head, arguments) = self.store.spine(id);
        if !arguments.is_empty() && matches!(self.store.term_at(head), Term::Lambda(..)) {
            self.apply_beta(head, &arguments)
        } else {
            id
        }
    }
}
