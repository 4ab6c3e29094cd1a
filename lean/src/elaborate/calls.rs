//! Recursive calls in a minor premise: case distinctions are contracted, calls become induction hypotheses.
//! Given by: `recursion`.
//! Gives: bodies without the function that is being defined.
//! Holds: a call on anything but a field of the constructor is a failure.

use super::infer::Outcome;
use super::problem::Failure;
use super::recursion::{Function, Target};
use super::session::Elaborator;
use kernel::{FreeId, Kind, Term, TermId};
use rustc_hash::FxHashMap;

impl Elaborator<'_> {
    /// Contracts case distinctions on constructors, wherever they are.
    pub(crate) fn reduce_cases(&mut self, id: TermId) -> TermId {
        let mut memo = FxHashMap::default();
        self.reduce_cases_with(id, &mut memo)
    }

    fn reduce_cases_with(&mut self, id: TermId, memo: &mut FxHashMap<TermId, TermId>) -> TermId {
        if let Some(&known) = memo.get(&id) {
            return known;
        }
        if self.enter().is_err() {
            return id;
        }
        let result = self.reduce_cases_layer(id, memo);
        self.leave();
        memo.insert(id, result);
        result
    }

    fn reduce_cases_layer(&mut self, id: TermId, memo: &mut FxHashMap<TermId, TermId>) -> TermId {
        match self.store.term_at(id) {
            Term::Apply(..) => {
                let (head, arguments) = self.store.spine(id);
                if let Some(next) = self.contract_case(head, &arguments) {
                    return self.reduce_cases_with(next, memo);
                }
                let head = self.reduce_cases_with(head, memo);
                let arguments: Vec<TermId> =
                    arguments.into_iter().map(|argument| self.reduce_cases_with(argument, memo)).collect();
                self.apply_beta(head, &arguments)
            }
            Term::Lambda(binder, domain, body) => {
                let body = self.reduce_cases_with(body, memo);
                self.store.lambda(binder, domain, body)
            }
            Term::Let { name, of, value, body } => {
                let value = self.reduce_cases_with(value, memo);
                let body = self.reduce_cases_with(body, memo);
                self.store.term(Term::Let { name, of, value, body })
            }
            Term::Project(name, index, of) => {
                let of = self.reduce_cases_with(of, memo);
                self.store.term(Term::Project(name, index, of))
            }
            _ => id,
        }
    }

    /// One step of `casesOn` or a matcher on a constructor that is written as one.
    fn contract_case(&mut self, head: TermId, arguments: &[TermId]) -> Option<TermId> {
        let Term::Constant(name, _) = self.store.term_at(head) else { return None };
        if self.last_part(name) != "casesOn" {
            return None;
        }
        let inductive = self.name_prefix(name);
        let Kind::Inductive(info) = self.environment.get(inductive)?.kind.clone() else { return None };
        let major_position = info.parameters as usize + 1 + info.indices as usize;
        let major = *arguments.get(major_position)?;
        let (constructor, fields) = self.store.spine(major);
        let Term::Constant(constructor, _) = self.store.term_at(constructor) else { return None };
        let position = info.constructors.iter().position(|&other| other == constructor)?;
        let minor = *arguments.get(major_position + 1 + position)?;
        let mut rest = fields.get(info.parameters as usize..)?.to_vec();
        rest.extend(arguments.get(major_position + 1 + info.constructors.len()..)?);
        Some(self.apply_beta(minor, &rest))
    }

    /// Replaces the calls of the function by induction hypotheses.
    pub(super) fn replace_calls(
        &mut self,
        function: &Function,
        target: &Target,
        varying: &[FreeId],
        hypotheses: &FxHashMap<TermId, TermId>,
        body: TermId,
    ) -> Outcome<TermId> {
        let head = self.store.free(function.variable);
        let positions: Vec<usize> = varying
            .iter()
            .filter_map(|variable| function.parameters.iter().position(|parameter| parameter == variable))
            .collect();
        let count = function.parameters.len();
        let mut failed = false;
        let result = self.store.map(body, 0, &mut |store, id, _| {
            if id == head {
                failed = true;
                return Some(id);
            }
            if !matches!(store.term_at(id), Term::Apply(..)) {
                return if store.facts_at(id).has_free { None } else { Some(id) };
            }
            let (called, arguments) = store.spine(id);
            if called != head {
                return None;
            }
            if arguments.len() <= target.position {
                return None;
            }
            let value = arguments[target.position];
            let (base, extra) = store.spine(value);
            let (hypothesis, extra) = match hypotheses.get(&value) {
                Some(&hypothesis) => (hypothesis, Vec::new()),
                None => match hypotheses.get(&base) {
                    Some(&hypothesis) => (hypothesis, extra),
                    None => return None,
                },
            };
            let mut call = store.apply(hypothesis, &extra);
            // A call with fewer arguments leaves out the last of those that vary.
            for &position in positions.iter().filter(|&&position| position < arguments.len()) {
                call = store.apply(call, &[arguments[position]]);
            }
            Some(store.apply(call, arguments.get(count..).unwrap_or(&[])))
        });
        if failed {
            return Err(Failure::Ill);
        }
        // Arguments of replaced calls may contain calls themselves.
        if result != body && self.free_variables(result).contains(&function.variable) {
            return self.replace_calls(function, target, varying, hypotheses, result);
        }
        if self.free_variables(result).contains(&function.variable) {
            return Err(Failure::Ill);
        }
        Ok(result)
    }

    /// The value that an induction hypothesis `motive … field` is about; the field may be applied to arguments.
    pub(super) fn hypothesis_field(&mut self, of: TermId, motive: TermId) -> Option<TermId> {
        // The recursor's type is instantiated with the motive without contraction, so its head shows.
        let mut result = of;
        let mut binders = 0;
        while let Term::Pi(_, _, body) = self.store.term_at(result) {
            result = body;
            binders += 1;
        }
        let (head, arguments) = self.store.spine(result);
        if head != motive {
            return None;
        }
        let mut field = *arguments.last()?;
        for position in 0..binders {
            match self.store.term_at(field) {
                Term::Apply(function, argument) if self.store.term_at(argument) == Term::Bound(position) => {
                    field = function;
                }
                _ => return None,
            }
        }
        (self.store.facts_at(field).loose == 0).then_some(field)
    }
}
