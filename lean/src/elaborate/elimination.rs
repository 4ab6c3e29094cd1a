//! Eliminators: functions such as recursors, whose motive is found by abstracting the expected type.
//! Given by: the elaboration of applications.
//! Gives: the positions of motive and targets, and the motive.
//! Holds: an eliminator whose motive is given by name, or that lacks arguments, is an ordinary function.

use super::application::{Arguments, Call, Elimination};
use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use kernel::{BinderKind, FreeId, NameId, Term, TermId};

impl Elaborator<'_> {
    pub(super) fn solve_motive(&mut self, call: &Call, elimination: &Elimination) -> Outcome<()> {
        let (Some(motive), Some(expected)) = (elimination.motive_hole, call.expected) else {
            return Err(Failure::Postpone);
        };
        let targets: Vec<TermId> = elimination.target_terms.iter().copied().flatten().collect();
        if targets.len() != elimination.targets.len() {
            return Err(Failure::at(call.span, Fault::Unsupported("an eliminator without all its targets")));
        }
        let expected = self.instantiate(expected);
        let value = self.abstract_targets(&targets, expected)?;
        if self.unify(motive, value) {
            return Ok(());
        }
        let expected = self.displayed(expected);
        let found = self.displayed(call.of);
        let term = self.displayed(call.function);
        Err(Failure::at(call.span, Fault::Mismatch { term, found, expected }))
    }

    /// How a function is applied if it is an eliminator whose motive is to be found.
    pub(super) fn elimination(
        &mut self,
        function: TermId,
        arguments: &Arguments,
        expected: Option<TermId>,
    ) -> Option<Elimination> {
        let Term::Constant(name, _) = self.store.term_at(function) else { return None };
        expected?;
        if !self.is_eliminator(name) {
            return None;
        }
        let mut of = self.environment.get(name)?.of;
        let mut binders = Vec::new();
        while let Term::Pi(binder, _, body) = self.store.term_at(of) {
            binders.push(binder);
            of = body;
        }
        let (head, targets) = self.store.spine(of);
        let count = binders.len();
        let position = |id: TermId| match self.store.term_at(id) {
            Term::Bound(index) => count.checked_sub(index as usize + 1),
            _ => None,
        };
        let motive = position(head)?;
        let targets: Option<Vec<usize>> = targets.into_iter().map(position).collect();
        let targets = targets?;
        let motive_name = self.store.show_name(binders[motive].name);
        if arguments.named.iter().any(|(name, _)| name.dotted() == motive_name) || arguments.rest {
            return None;
        }
        let explicit = binders.iter().filter(|binder| binder.kind == BinderKind::Explicit).count();
        if arguments.positional.len() + arguments.named.len() < explicit {
            return None;
        }
        let target_terms = vec![None; targets.len()];
        Some(Elimination { motive, targets, motive_hole: None, target_terms })
    }

    fn is_eliminator(&mut self, name: NameId) -> bool {
        if self.state.attributes.eliminators.contains(&name) {
            return true;
        }
        let recursor = matches!(
            self.environment.get(name).map(|constant| &constant.kind),
            Some(kernel::Kind::Recursor(_))
        );
        recursor || matches!(self.last_part(name).as_str(), "casesOn" | "recOn" | "brecOn" | "ndrec")
    }

    /// `fun targets => expected` with the targets abstracted in the expected type.
    pub(crate) fn abstract_targets(&mut self, targets: &[TermId], expected: TermId) -> Outcome<TermId> {
        let mut body = expected;
        let mut locals = Vec::new();
        for &target in targets.iter().rev() {
            let target = self.instantiate(target);
            let of = self.infer(target)?;
            let of = self.instantiate(of);
            let name = self.store.name_text(NameId::ANONYMOUS, "x");
            let local = self.fresh_local(name, BinderKind::Explicit, of);
            let variable = self.store.free(local);
            body = self.replace_term(body, target, variable);
            for &later in &locals {
                self.replace_in_type(later, target, variable);
            }
            locals.push(local);
        }
        locals.reverse();
        self.bind_lambda(&locals, body)
    }

    fn replace_in_type(&mut self, local: FreeId, target: TermId, variable: TermId) {
        let Some(of) = self.type_of_free(local) else { return };
        let of = self.replace_term(of, target, variable);
        if let Some(entry) = self.variables.local_mut(local) {
            entry.of = of;
        }
    }

    /// Replaces all occurrences of a term without loose variables that are syntactically equal to it.
    pub fn replace_term(&mut self, body: TermId, target: TermId, by: TermId) -> TermId {
        let body = self.instantiate(body);
        self.store.map(body, 0, &mut |_, id, _| (id == target).then_some(by))
    }
}
