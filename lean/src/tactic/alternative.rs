//! `cases`: one goal for each constructor, with the alternatives that prove them.
//! Given by: blocks; `induction` shares the alternatives.
//! Gives: goals that the alternatives leave, or those of all cases if none are written.
//! Holds: every case that is possible has an alternative, and every alternative a case.

use super::fault::TacticFault;
use super::session::Tactics;
use crate::elaborate::infer::Outcome;
use crate::elaborate::problem::{Failure, Fault, GoalFault};
use crate::syntax::tree::{BinderName, CaseAlternative, CaseTag, NamedTarget};
use kernel::{FreeId, NameId};

/// A goal of a case distinction or induction.
pub(super) struct Premise {
    /// The name of the case, without its namespace.
    pub(super) tag: String,
    /// The goal.
    pub(super) goal: FreeId,
    /// The hypotheses that can be named, and whether they are named without `@`.
    pub(super) fields: Vec<(FreeId, bool)>,
}

impl Tactics<'_, '_> {
    pub(super) fn cases(&mut self, targets: &[NamedTarget], alternatives: &[CaseAlternative]) -> Outcome<()> {
        let [target] = targets else {
            return Err(Failure::at(self.span, Fault::Unsupported("cases of several values")));
        };
        let goal = self.take_goal()?;
        let equation = target.equation.as_ref().and_then(|name| self.bound_name(name));
        let (local, goal) = self.value_as_local(goal, &target.value, equation)?;
        let of = self.elaborator.type_of_free(local).ok_or(Failure::Ill)?;
        let of = self.elaborator.instantiate(of);
        let reduced = self.elaborator.in_goal(goal, |elaborator| elaborator.whnf(of));
        if self.elaborator.inductive_of(reduced).is_none() {
            return Err(self.failed_on(goal, TacticFault::NotInductive));
        }
        let span = self.span;
        let mut premises = Vec::new();
        for case in self.elaborator.cases_on_local(span, goal, local)? {
            let binders = self.elaborator.field_binders(case.constructor);
            let explicit = |position: usize| {
                binders.get(position).is_none_or(|binder| binder.kind == kernel::BinderKind::Explicit)
            };
            let fields = case.fields.iter().enumerate();
            let fields =
                fields.filter_map(|(index, field)| field.map(|field| (field, explicit(index)))).collect();
            let tag = self.elaborator.last_part(case.constructor);
            premises.push(Premise { tag, goal: case.goal, fields });
        }
        self.prove_premises(premises, alternatives)
    }

    /// Runs the alternatives on the cases.
    pub(super) fn prove_premises(
        &mut self,
        premises: Vec<Premise>,
        alternatives: &[CaseAlternative],
    ) -> Outcome<()> {
        let possible: Vec<String> = premises.iter().map(|premise| premise.tag.clone()).collect();
        let mut left = Vec::new();
        for premise in premises {
            if alternatives.is_empty() {
                let tag = self.elaborator.store.name_text(NameId::ANONYMOUS, &premise.tag);
                self.elaborator.set_tag(premise.goal, tag);
                left.push(premise.goal);
                continue;
            }
            left.extend(self.prove_premise(&premise, alternatives)?);
        }
        self.refuse_unknown_tags(&possible, alternatives)?;
        self.put_goals(left);
        Ok(())
    }

    fn prove_premise(&mut self, premise: &Premise, alternatives: &[CaseAlternative]) -> Outcome<Vec<FreeId>> {
        let found = alternatives.iter().find_map(|alternative| {
            let tag = alternative.tags.iter().find(|tag| tag_matches(tag, &premise.tag))?;
            Some((alternative, tag))
        });
        let Some((alternative, tag)) = found else {
            return Err(self.failed_on(premise.goal, TacticFault::MissingCase(premise.tag.clone())));
        };
        self.name_fields(premise, tag)?;
        match &alternative.body {
            None => Ok(vec![premise.goal]),
            Some(block) => {
                self.prove(premise.goal, block)?;
                Ok(Vec::new())
            }
        }
    }

    /// Gives the fields of a case the names of its alternative.
    fn name_fields(&mut self, premise: &Premise, tag: &CaseTag) -> Outcome<()> {
        let fields: Vec<FreeId> = premise
            .fields
            .iter()
            .filter(|(_, plain)| *plain || tag.explicit)
            .map(|&(field, _)| field)
            .collect();
        if tag.names.len() > fields.len() {
            let around = std::mem::replace(&mut self.span, tag.span);
            let failure = self.failed_on(premise.goal, TacticFault::TooManyNames);
            self.span = around;
            return Err(failure);
        }
        for (&field, name) in fields.iter().zip(&tag.names) {
            self.name_local(field, name);
        }
        Ok(())
    }

    /// Names a hypothesis that no other goal has.
    fn name_local(&mut self, local: FreeId, name: &BinderName) {
        if let Some(name) = self.bound_name(name)
            && let Some(entry) = self.elaborator.variables.local_mut(local)
        {
            entry.name = name;
        }
    }

    fn refuse_unknown_tags(&mut self, possible: &[String], alternatives: &[CaseAlternative]) -> Outcome<()> {
        for tag in alternatives.iter().flat_map(|alternative| &alternative.tags) {
            let Some(name) = &tag.tag else { continue };
            if !possible.iter().any(|possible| tag_matches(tag, possible)) {
                let fault = GoalFault::Failed(TacticFault::UnknownCase(name.dotted()));
                return Err(Failure::at(tag.span, Fault::Goals(fault, Vec::new())));
            }
        }
        Ok(())
    }
}

/// Whether a tag stands for a case.
fn tag_matches(tag: &CaseTag, case: &str) -> bool {
    match &tag.tag {
        None => true,
        Some(name) => name.parts.last().is_some_and(|last| last == case),
    }
}
