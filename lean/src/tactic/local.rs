//! Tactics that add to the context: `intro`, `have`, `let`, `suffices`, `by_cases`, `generalize`.
//! Given by: blocks.
//! Gives: goals with more hypotheses, and goals for what was claimed.
//! Holds: the goal that goes on stands last where a claim must be proved first, except with `suffices`.

use super::fault::TacticFault;
use super::session::Tactics;
use crate::elaborate::infer::Outcome;
use crate::elaborate::problem::{Failure, Fault};
use crate::syntax::tree::{
    BinderName, LocalBinding, LocalValue, Pattern, PatternKind, Suffices, Term as Syntax, TermKind,
};
use kernel::{BinderKind, FreeId, NameId, TermId};

impl Tactics<'_, '_> {
    /// The name that is bound; `_` is one that cannot be written.
    pub(super) fn bound_name(&mut self, name: &BinderName) -> Option<NameId> {
        name.name.as_ref().map(|text| self.elaborator.store.name_text(NameId::ANONYMOUS, text))
    }

    /// Introduces one binder, or fails.
    pub(super) fn introduce(&mut self, goal: FreeId, name: Option<NameId>) -> Outcome<(FreeId, FreeId)> {
        match self.elaborator.introduce(goal, name)? {
            Some(introduced) => Ok(introduced),
            None => Err(self.failed_on(goal, TacticFault::NotFunction)),
        }
    }

    pub(super) fn intro(&mut self, patterns: &[Syntax]) -> Outcome<()> {
        if patterns.is_empty() {
            let goal = self.take_goal()?;
            let (_, goal) = self.introduce(goal, None)?;
            self.put_goals([goal]);
            return Ok(());
        }
        patterns.iter().try_for_each(|pattern| self.intro_one(pattern))
    }

    fn intro_one(&mut self, pattern: &Syntax) -> Outcome<()> {
        let pattern = pattern_of(pattern).ok_or_else(|| Failure::at(pattern.span, Fault::BadPattern))?;
        self.intro_pattern(&pattern)
    }

    fn intro_pattern(&mut self, pattern: &Pattern) -> Outcome<()> {
        let goal = self.take_goal()?;
        let name = match &pattern.kind {
            PatternKind::Name(name) => Some(self.elaborator.store.name_text(NameId::ANONYMOUS, name)),
            _ => None,
        };
        let (local, goal) = self.introduce(goal, name)?;
        let goals = match &pattern.kind {
            PatternKind::Name(_) | PatternKind::Ignore => vec![goal],
            _ => self.destruct_local(goal, local, pattern)?,
        };
        self.put_goals(goals);
        Ok(())
    }

    pub(super) fn intro_patterns(&mut self, patterns: &[Pattern]) -> Outcome<()> {
        let goal = self.take_goal()?;
        let mut goals = vec![goal];
        for pattern in patterns {
            let mut next = Vec::new();
            for goal in goals {
                let others = std::mem::replace(&mut self.goals, vec![goal]);
                self.intro_pattern(pattern)?;
                next.append(&mut self.goals);
                self.goals = others;
            }
            goals = next;
        }
        self.put_goals(goals);
        Ok(())
    }

    /// `intros`: all binders that are written, or as many as there are names.
    pub(super) fn intros(&mut self, names: &[BinderName]) -> Outcome<()> {
        let mut goal = self.take_goal()?;
        if names.is_empty() {
            loop {
                let target = self.elaborator.target(goal);
                let written = matches!(
                    self.elaborator.store.term_at(target),
                    kernel::Term::Pi(..) | kernel::Term::Let { .. }
                );
                if !written {
                    break;
                }
                (_, goal) = self.introduce(goal, None)?;
            }
        }
        for name in names {
            let name = self.bound_name(name);
            (_, goal) = self.introduce(goal, name)?;
        }
        self.put_goals([goal]);
        Ok(())
    }

    pub(super) fn have(&mut self, binding: &LocalBinding) -> Outcome<()> {
        if matches!(binding.value, LocalValue::Goal) {
            return self.have_goal(binding);
        }
        let goal = self.take_goal()?;
        let (of, value) = self.elaborator.in_goal(goal, |elaborator| {
            elaborator.settled(|elaborator| elaborator.elaborate_local_value(binding))
        })?;
        let (of, value) = (self.elaborator.instantiate(of), self.elaborator.instantiate(value));
        let pattern = binding.pattern.as_ref().and_then(pattern_of);
        match pattern.map(|pattern| pattern.kind) {
            Some(PatternKind::Name(_) | PatternKind::Ignore) | None => {
                let name = self.elaborator.binding_name(binding.pattern.as_ref());
                let goal = if binding.transparent {
                    self.elaborator.define(goal, name, of, value)?
                } else {
                    self.elaborator.assert(goal, name, of, value)?.1
                };
                self.put_goals([goal]);
            }
            Some(kind) => {
                let name = self.elaborator.inaccessible(NameId::ANONYMOUS);
                let (local, goal) = self.elaborator.assert(goal, name, of, value)?;
                let goals = self.destruct_local(goal, local, &Pattern { span: binding.span, kind })?;
                self.put_goals(goals);
            }
        }
        Ok(())
    }

    /// `have x : A`: the proof becomes a goal, and stands first.
    fn have_goal(&mut self, binding: &LocalBinding) -> Outcome<()> {
        let goal = self.take_goal()?;
        let Some(of) = &binding.of else { return Err(Failure::at(binding.span, Fault::BadPattern)) };
        let of = self.type_term(goal, of)?;
        let name = self.elaborator.binding_name(binding.pattern.as_ref());
        let claim = self.elaborator.in_goal(goal, |elaborator| elaborator.new_goal(of, name));
        let proof = self.elaborator.store.free(claim);
        let (_, goal) = self.elaborator.assert(goal, name, of, proof)?;
        self.put_goals([claim, goal]);
        Ok(())
    }

    pub(super) fn suffices(&mut self, suffices: &Suffices) -> Outcome<()> {
        let goal = self.take_goal()?;
        let of = self.type_term(goal, &suffices.of)?;
        let name = match &suffices.name {
            Some(name) => self.bound_name(name),
            None => Some(self.elaborator.known.this),
        };
        let name = name.unwrap_or_else(|| self.elaborator.inaccessible(NameId::ANONYMOUS));
        let tag = self.elaborator.tag(goal);
        let claim = self.elaborator.in_goal(goal, |elaborator| elaborator.new_goal(of, tag));
        let proof = self.elaborator.store.free(claim);
        let (_, goal) = self.elaborator.assert(goal, name, of, proof)?;
        match &suffices.value {
            None => self.put_goals([goal, claim]),
            Some(value) => {
                let target = self.elaborator.target(goal);
                let value = self.term(goal, value, Some(target))?;
                self.elaborator.assign(goal, value);
                self.put_goals([claim]);
            }
        }
        Ok(())
    }

    /// `by_cases h : p`: a goal with `h : p` and one with `h : ¬ p`.
    pub(super) fn by_cases(&mut self, name: Option<&BinderName>, of: &Syntax) -> Outcome<()> {
        let goal = self.take_goal()?;
        let of = self.type_term(goal, of)?;
        let name = match name {
            Some(name) => self.bound_name(name),
            None => Some(self.elaborator.store.name_text(NameId::ANONYMOUS, "h")),
        };
        let name = name.unwrap_or_else(|| self.elaborator.inaccessible(NameId::ANONYMOUS));
        let negated = self.elaborator.store.constant(self.elaborator.known.not, &[]);
        let negated = self.elaborator.store.apply(negated, &[of]);
        let (yes, yes_function) = self.branch_on(goal, name, of, "pos")?;
        let (no, no_function) = self.branch_on(goal, name, negated, "neg")?;
        let value = self.decide_between(goal, of, yes_function, no_function)?;
        self.elaborator.assign(goal, value);
        self.put_goals([yes, no]);
        Ok(())
    }

    /// A goal under one more hypothesis, and the function from that hypothesis.
    fn branch_on(&mut self, goal: FreeId, name: NameId, of: TermId, tag: &str) -> Outcome<(FreeId, TermId)> {
        let target = self.elaborator.target(goal);
        let tag = self.elaborator.store.name_text(NameId::ANONYMOUS, tag);
        self.elaborator.in_goal(goal, |elaborator| {
            let local = elaborator.push_local(name, BinderKind::Explicit, of);
            let branch = elaborator.new_goal(target, tag);
            let hole = elaborator.store.free(branch);
            Ok((branch, elaborator.bind_lambda(&[local], hole)?))
        })
    }

    /// `dite` where the proposition is decidable, `Or.elim (em p)` where the goal is a proposition.
    fn decide_between(&mut self, goal: FreeId, of: TermId, yes: TermId, no: TermId) -> Outcome<TermId> {
        let target = self.elaborator.target(goal);
        let elaborator = &mut *self.elaborator;
        let decidable = elaborator.store.constant(elaborator.known.decidable, &[]);
        let decidable = elaborator.store.apply(decidable, &[of]);
        let instance = elaborator.in_goal(goal, |elaborator| elaborator.find_instance(decidable));
        if let Ok(Some(instance)) = instance {
            let level = elaborator.in_goal(goal, |elaborator| elaborator.universe_of(target))?;
            let head = elaborator.store.constant(elaborator.known.dite, &[level]);
            return Ok(elaborator.store.apply(head, &[target, of, instance, yes, no]));
        }
        let (middle, split) = (elaborator.store.name("Classical.em"), elaborator.store.name("Or.elim"));
        for name in [middle, split] {
            if elaborator.environment.get(name).is_none() {
                let name = elaborator.store.show_name(name);
                return Err(self.failed_on(goal, TacticFault::MissingLemma(name)));
            }
        }
        let middle = elaborator.store.constant(middle, &[]);
        let middle = elaborator.store.apply(middle, &[of]);
        let negated = elaborator.store.constant(elaborator.known.not, &[]);
        let negated = elaborator.store.apply(negated, &[of]);
        let split = elaborator.store.constant(split, &[]);
        Ok(elaborator.store.apply(split, &[of, negated, target, middle, yes, no]))
    }

    /// `generalize h : e = x`: occurrences of a value become a variable.
    pub(super) fn generalize(
        &mut self,
        equation: Option<&BinderName>,
        value: &Syntax,
        name: &BinderName,
    ) -> Outcome<()> {
        let goal = self.take_goal()?;
        let value = self.term(goal, value, None)?;
        let name = self.bound_name(name).unwrap_or_else(|| self.elaborator.inaccessible(NameId::ANONYMOUS));
        let equation = equation.map(|name| {
            self.bound_name(name).unwrap_or_else(|| self.elaborator.inaccessible(NameId::ANONYMOUS))
        });
        let (_, goal) = self.elaborator.generalize_value(goal, value, name, equation)?;
        self.put_goals([goal]);
        Ok(())
    }
}

impl crate::elaborate::session::Elaborator<'_> {
    /// Replaces a value in the target by a new variable, on wish with an equation `value = variable`.
    pub(super) fn generalize_value(
        &mut self,
        goal: FreeId,
        value: TermId,
        name: NameId,
        equation: Option<NameId>,
    ) -> Outcome<(FreeId, FreeId)> {
        let (target, tag) = (self.target(goal), self.tag(goal));
        self.in_goal(goal, |this| {
            let of = this.infer(value)?;
            let of = this.instantiate(of);
            let local = this.push_local(name, BinderKind::Explicit, of);
            let variable = this.store.free(local);
            let target = this.abstract_occurrences(target, value, variable);
            let mut binders = vec![local];
            let mut arguments = vec![value];
            if let Some(equation) = equation {
                let level = this.universe_of(of)?;
                let head = this.store.constant(this.known.eq, &[level]);
                let statement = this.store.apply(head, &[of, value, variable]);
                binders.push(this.push_local(equation, BinderKind::Explicit, statement));
                let proof = this.store.constant(this.known.eq_refl, &[level]);
                arguments.push(this.store.apply(proof, &[of, value]));
            }
            let new = this.new_goal(target, tag);
            let hole = this.store.free(new);
            let function = this.bind_lambda(&binders, hole)?;
            let term = this.store.apply(function, &arguments);
            this.assign(goal, term);
            Ok((local, new))
        })
    }
}

/// A term as a pattern of `rcases`.
pub(super) fn pattern_of(term: &Syntax) -> Option<Pattern> {
    let kind = match &term.kind {
        TermKind::Identifier(name, None) => match name.single()? {
            "rfl" => PatternKind::Reflexivity,
            name => PatternKind::Name(name.to_string()),
        },
        TermKind::Hole => PatternKind::Ignore,
        TermKind::Anonymous(members) | TermKind::Tuple(members) => {
            PatternKind::Tuple(members.iter().map(pattern_of).collect::<Option<_>>()?)
        }
        TermKind::Ascription(inner, of) => PatternKind::Typed(Box::new(pattern_of(inner)?), of.clone()),
        _ => return None,
    };
    Some(Pattern { span: term.span, kind })
}
