//! `congr`, `ext` and `split`: goals taken apart by their form.
//! Given by: blocks.
//! Gives: goals for the parts.
//! Holds: a part that is equal by definition, or a hypothesis, is no goal.

use super::fault::TacticFault;
use super::session::Tactics;
use crate::elaborate::infer::Outcome;
use crate::elaborate::problem::Failure;
use crate::elaborate::session::{Elaborator, Transparency};
use crate::syntax::tree::{Pattern, PatternKind};
use kernel::{FreeId, NameId, Term, TermId};

impl Tactics<'_, '_> {
    /// `congr`: `f a b = f c d` by `a = c` and `b = d`.
    pub(super) fn congruence(&mut self, depth: Option<u32>) -> Outcome<()> {
        let goal = self.take_goal()?;
        let mut left = Vec::new();
        let mut open = vec![(goal, depth.unwrap_or(1))];
        while let Some((goal, depth)) = open.pop() {
            self.elaborator.tick()?;
            if self.elaborator.reflexive(goal, Transparency::Reducible)? || self.elaborator.assume(goal) {
                continue;
            }
            let parts = if depth == 0 { None } else { self.elaborator.congruent_parts(goal)? };
            match parts {
                Some(parts) => open.extend(parts.into_iter().rev().map(|part| (part, depth - 1))),
                None if goal_is_whole(&left, &open, depth) && depth > 0 => {
                    return Err(self.failed_on(goal, TacticFault::NotEquation));
                }
                None => left.push(goal),
            }
        }
        self.put_goals(left);
        Ok(())
    }

    /// `ext x`: equal functions by equal values, and whatever lemmas are marked `ext`.
    pub(super) fn extensionality(&mut self, patterns: &[Pattern]) -> Outcome<()> {
        let mut names = Vec::new();
        for pattern in patterns {
            names.push(match &pattern.kind {
                PatternKind::Name(name) => Some(self.elaborator.store.name_text(NameId::ANONYMOUS, name)),
                _ => None,
            });
        }
        let goal = self.take_goal()?;
        let attribute = self.elaborator.store.name("ext");
        let mut lemmas = self.elaborator.state.attributes.named.get(&attribute).cloned().unwrap_or_default();
        lemmas.reverse();
        lemmas.push(self.elaborator.store.name("funext"));
        for lemma in lemmas {
            if self.elaborator.environment.get(lemma).is_none() {
                continue;
            }
            let attempt = self.attempt(|tactics| {
                let levels = tactics.elaborator.fresh_levels_for(lemma);
                let value = tactics.elaborator.store.constant(lemma, &levels);
                tactics.apply_value(goal, value)
            });
            if let Ok(goals) = attempt {
                return self.introduce_extensional(goals, &names);
            }
        }
        Err(self.failed_on(goal, TacticFault::CannotApply))
    }

    fn introduce_extensional(&mut self, goals: Vec<FreeId>, names: &[Option<NameId>]) -> Outcome<()> {
        let mut left = Vec::new();
        for mut goal in goals {
            let mut names = names.iter();
            loop {
                let target = self.elaborator.target(goal);
                if !matches!(self.elaborator.store.term_at(target), Term::Pi(..)) {
                    break;
                }
                let name = names.next().copied().flatten();
                (_, goal) = self.introduce(goal, name)?;
            }
            left.push(goal);
        }
        self.put_goals(left);
        Ok(())
    }
}

/// Whether a goal is the one that the tactic was called on.
fn goal_is_whole(left: &[FreeId], open: &[(FreeId, u32)], depth: u32) -> bool {
    left.is_empty() && open.is_empty() && depth > 0
}

impl Elaborator<'_> {
    /// Goals for the arguments of an equation between applications of one function; nothing if it is none.
    fn congruent_parts(&mut self, goal: FreeId) -> Outcome<Option<Vec<FreeId>>> {
        let target = self.target(goal);
        let target = self.whnf_reducible(target);
        let (relation, sides) = self.store.spine(target);
        let (Term::Constant(name, levels), &[of, left, right]) =
            (self.store.term_at(relation), sides.as_slice())
        else {
            return Ok(None);
        };
        if name != self.known.eq {
            return Ok(None);
        }
        let (head, from) = self.store.spine(left);
        let (other, to) = self.store.spine(right);
        if head != other || from.len() != to.len() || from.is_empty() {
            return Ok(None);
        }
        let levels = self.store.levels_at(levels).to_vec();
        self.in_goal(goal, |this| this.argument_goals(goal, (of, levels[0]), head, &from, &to))
    }

    fn argument_goals(
        &mut self,
        goal: FreeId,
        (of, level): (TermId, kernel::LevelId),
        head: TermId,
        from: &[TermId],
        to: &[TermId],
    ) -> Outcome<Option<Vec<FreeId>>> {
        let mut current = from.to_vec();
        let mut goals = Vec::new();
        let start = self.store.apply(head, from);
        let rule = self.store.constant(self.known.eq_refl, &[level]);
        let mut proof = self.store.apply(rule, &[of, start]);
        for position in 0..from.len() {
            if self.same(current[position], to[position]) {
                continue;
            }
            let argument_type = self.infer(from[position])?;
            let argument_level = self.universe_of(argument_type)?;
            let statement = self.equation(argument_level, argument_type, from[position], to[position]);
            let part = self.goal_without(goal, &[], statement);
            let hole = self.store.free(part);
            let function = self.argument_function(head, &current, position)?;
            let step = self.congruent(function, hole)?;
            let middle = self.store.apply(head, &current);
            current[position] = to[position];
            let next = self.store.apply(head, &current);
            let rule = self.store.constant(self.known.eq_trans, &[level]);
            proof = self.store.apply(rule, &[of, start, middle, next, proof, step]);
            goals.push(part);
        }
        if goals.is_empty() {
            return Err(Failure::Ill);
        }
        self.assign(goal, proof);
        Ok(Some(goals))
    }
}
