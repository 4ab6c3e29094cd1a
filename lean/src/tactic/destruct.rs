//! `rcases`, `obtain` and patterns of `intro`: taking values apart by patterns.
//! Given by: blocks.
//! Gives: a goal for each way through the patterns.
//! Holds: a pattern of a hypothesis is matched before those right of it; a recursive type never takes the rest of a tuple.

use super::fault::TacticFault;
use super::indices::Case;
use super::session::Tactics;
use crate::elaborate::infer::Outcome;
use crate::elaborate::problem::Failure;
use crate::syntax::span::Span;
use crate::syntax::tree::{NamedTarget, Obtain, Pattern, PatternKind, Term as Syntax};
use kernel::{FreeId, Kind, NameId, Term};
use rustc_hash::FxHashMap;

/// Hypotheses that are still to be taken apart, the next one last.
type Work = Vec<(FreeId, Pattern)>;

impl Tactics<'_, '_> {
    pub(super) fn destruct(&mut self, targets: &[NamedTarget], pattern: Option<&Pattern>) -> Outcome<()> {
        let patterns: Vec<Option<Pattern>> = match (pattern, targets.len()) {
            (Some(Pattern { kind: PatternKind::Tuple(members), .. }), count) if count > 1 => {
                (0..count).map(|index| members.get(index).cloned()).collect()
            }
            (pattern, _) => vec![pattern.cloned()],
        };
        let goal = self.take_goal()?;
        let mut goals = vec![goal];
        for (position, target) in targets.iter().enumerate() {
            let whole = Pattern { span: target.value.span, kind: PatternKind::Tuple(Vec::new()) };
            let pattern = patterns.get(position).cloned().flatten().unwrap_or(whole);
            let equation = target.equation.as_ref().and_then(|name| self.bound_name(name));
            let mut next = Vec::new();
            for goal in goals {
                let (local, goal) = self.value_as_local(goal, &target.value, equation)?;
                next.extend(self.destruct_local(goal, local, &pattern)?);
            }
            goals = next;
        }
        self.put_goals(goals);
        Ok(())
    }

    pub(super) fn obtain(&mut self, obtain: &Obtain) -> Outcome<()> {
        let goal = self.take_goal()?;
        let whole = Pattern { span: self.span, kind: PatternKind::Tuple(Vec::new()) };
        let pattern = obtain.pattern.clone().unwrap_or(whole);
        let (claim, proof, of) = match (obtain.values.as_slice(), &obtain.of) {
            ([value], Some(of)) => {
                let of = self.type_term(goal, of)?;
                (None, self.term(goal, value, Some(of))?, of)
            }
            ([value], None) => {
                let proof = self.term(goal, value, None)?;
                let of = self.elaborator.infer(proof)?;
                (None, proof, self.elaborator.instantiate(of))
            }
            ([], Some(of)) => {
                let of = self.type_term(goal, of)?;
                let claim = self.elaborator.goal_without(goal, &[], of);
                (Some(claim), self.elaborator.store.free(claim), of)
            }
            _ => return Err(self.failed_on(goal, TacticFault::TooManyNames)),
        };
        let name = self.elaborator.inaccessible(NameId::ANONYMOUS);
        let (local, goal) = self.elaborator.assert(goal, name, of, proof)?;
        let goals = self.destruct_local(goal, local, &pattern)?;
        self.put_goals(claim.into_iter().chain(goals));
        Ok(())
    }

    /// A value as a hypothesis: itself if it is one, else a new variable in its place.
    pub(super) fn value_as_local(
        &mut self,
        goal: FreeId,
        value: &Syntax,
        equation: Option<NameId>,
    ) -> Outcome<(FreeId, FreeId)> {
        let value = self.term(goal, value, None)?;
        if let Term::Free(variable) = self.elaborator.store.term_at(value)
            && equation.is_none()
            && self.elaborator.variables.local(variable).is_some_and(|local| local.value.is_none())
        {
            return Ok((variable, goal));
        }
        let name = self.elaborator.inaccessible(NameId::ANONYMOUS);
        self.elaborator.generalize_value(goal, value, name, equation)
    }

    /// Takes a hypothesis apart; answers the goals that are left.
    pub(super) fn destruct_local(
        &mut self,
        goal: FreeId,
        local: FreeId,
        pattern: &Pattern,
    ) -> Outcome<Vec<FreeId>> {
        let mut done = Vec::new();
        let mut open: Vec<(FreeId, Work)> = vec![(goal, vec![(local, pattern.clone())])];
        while let Some((goal, mut work)) = open.pop() {
            self.elaborator.tick()?;
            match work.pop() {
                None => done.push(goal),
                Some((local, pattern)) => {
                    let mut next = self.destruct_step(goal, local, &pattern, work)?;
                    next.reverse();
                    open.extend(next);
                }
            }
        }
        Ok(done)
    }

    fn destruct_step(
        &mut self,
        goal: FreeId,
        local: FreeId,
        pattern: &Pattern,
        mut work: Work,
    ) -> Outcome<Vec<(FreeId, Work)>> {
        match &pattern.kind {
            PatternKind::Ignore => Ok(vec![(goal, work)]),
            PatternKind::Name(name) => {
                let name = self.elaborator.store.name_text(NameId::ANONYMOUS, name);
                let goal = self.rename_in_work(goal, local, name, &mut work)?;
                Ok(vec![(goal, work)])
            }
            PatternKind::Clear => {
                let goal = self.elaborator.clear(goal, &[local]).unwrap_or(goal);
                Ok(vec![(goal, work)])
            }
            PatternKind::Explicit(inner) => self.destruct_step(goal, local, inner, work),
            PatternKind::Typed(inner, of) => {
                let of = self.type_term(goal, of)?;
                let proof = self.elaborator.store.free(local);
                let old = self.elaborator.type_of_free(local).ok_or(Failure::Ill)?;
                if !self.elaborator.in_goal(goal, |elaborator| elaborator.unify(of, old)) {
                    return Err(self.failed_on(goal, TacticFault::NotTheGoal));
                }
                let (local, goal) = self.elaborator.replace(goal, local, of, proof)?;
                work.push((local, (**inner).clone()));
                Ok(vec![(goal, work)])
            }
            PatternKind::Reflexivity | PatternKind::Tuple(_) | PatternKind::Alternatives(_) => {
                self.destruct_cases(goal, local, pattern, &work)
            }
        }
    }

    /// Renames a hypothesis; what depends on it is renewed in the work that is left.
    fn rename_in_work(
        &mut self,
        goal: FreeId,
        local: FreeId,
        name: NameId,
        work: &mut Work,
    ) -> Outcome<FreeId> {
        let (moved, mut goal) = self.elaborator.revert(goal, &[local])?;
        for old in moved {
            let kept = self.elaborator.variables.local(old).map(|local| local.name);
            let (new, next) = self.introduce(goal, if old == local { Some(name) } else { kept })?;
            for (waiting, _) in work.iter_mut().filter(|(waiting, _)| *waiting == old) {
                *waiting = new;
            }
            goal = next;
        }
        Ok(goal)
    }

    fn destruct_cases(
        &mut self,
        goal: FreeId,
        local: FreeId,
        pattern: &Pattern,
        work: &Work,
    ) -> Outcome<Vec<(FreeId, Work)>> {
        let (constructors, recursive) = self.constructors_of_local(goal, local)?;
        let patterns = constructor_patterns(pattern, constructors.len());
        let span = self.span;
        let cases = self.elaborator.cases_on_local(span, goal, local)?;
        let mut goals = Vec::new();
        for case in cases {
            let position = constructors.iter().position(|&it| it == case.constructor).unwrap_or(0);
            let mut here = followed(work, &case.renewed);
            let fields = self.explicit_fields(&case);
            if recursive && !fields.is_empty() && tuple_length(patterns.get(position)) > fields.len() {
                return Err(self.failed_on(case.goal, TacticFault::TooManyNames));
            }
            let mut inner: Work = field_patterns(patterns.get(position), fields.len(), pattern.span)
                .into_iter()
                .zip(fields)
                .filter_map(|(pattern, field)| field.map(|field| (field, pattern)))
                .collect();
            inner.reverse();
            here.extend(inner);
            goals.push((case.goal, here));
        }
        Ok(goals)
    }

    /// The constructors of the type of a hypothesis, and whether the type is recursive.
    fn constructors_of_local(&mut self, goal: FreeId, local: FreeId) -> Outcome<(Vec<NameId>, bool)> {
        let of = self.elaborator.type_of_free(local).ok_or(Failure::Ill)?;
        let of = self.elaborator.instantiate(of);
        let of = self.elaborator.in_goal(goal, |elaborator| elaborator.whnf(of));
        let head = self.elaborator.head_of(of);
        if let Term::Constant(name, _) = self.elaborator.store.term_at(head)
            && let Some(Kind::Inductive(info)) = self.elaborator.environment.get(name).map(|it| &it.kind)
        {
            return Ok((info.constructors.clone(), info.recursive));
        }
        Err(self.failed_on(goal, TacticFault::NotInductive))
    }

    /// The fields that patterns speak of.
    pub(super) fn explicit_fields(&self, case: &Case) -> Vec<Option<FreeId>> {
        let binders = self.elaborator.field_binders(case.constructor);
        let explicit = |position: usize| {
            binders.get(position).is_none_or(|binder| binder.kind == kernel::BinderKind::Explicit)
        };
        case.fields
            .iter()
            .copied()
            .enumerate()
            .filter(|&(index, _)| explicit(index))
            .map(|(_, field)| field)
            .collect()
    }
}

/// The work that is left, after hypotheses were renewed.
fn followed(work: &Work, renewed: &FxHashMap<FreeId, FreeId>) -> Work {
    work.iter()
        .map(|(local, pattern)| (renewed.get(local).copied().unwrap_or(*local), pattern.clone()))
        .collect()
}

/// One pattern for each constructor: the last alternative stands for all that are left.
fn constructor_patterns(pattern: &Pattern, constructors: usize) -> Vec<Pattern> {
    let PatternKind::Alternatives(members) = &pattern.kind else {
        return vec![pattern.clone(); constructors];
    };
    let mut patterns: Vec<Pattern> = members.clone();
    if patterns.len() > constructors && constructors > 0 {
        let rest = patterns.split_off(constructors - 1);
        patterns.push(Pattern { span: pattern.span, kind: PatternKind::Alternatives(rest) });
    }
    patterns
}

/// How many patterns a tuple has.
fn tuple_length(pattern: Option<&Pattern>) -> usize {
    match pattern {
        Some(Pattern { kind: PatternKind::Tuple(members), .. }) => members.len(),
        _ => 0,
    }
}

/// One pattern for each field: the last field takes what is left of a tuple.
fn field_patterns(pattern: Option<&Pattern>, fields: usize, span: Span) -> Vec<Pattern> {
    let ignore = Pattern { span, kind: PatternKind::Ignore };
    let mut patterns = match pattern {
        None => Vec::new(),
        Some(Pattern { kind: PatternKind::Reflexivity, .. }) if fields == 0 => Vec::new(),
        Some(Pattern { kind: PatternKind::Tuple(members), .. }) => members.clone(),
        Some(other) => vec![other.clone()],
    };
    if patterns.len() > fields && fields > 0 {
        let rest = patterns.split_off(fields - 1);
        patterns.push(Pattern { span, kind: PatternKind::Tuple(rest) });
    }
    patterns.truncate(fields);
    patterns.resize(fields, ignore);
    patterns
}
