//! Case distinctions on hypotheses: also where indices are no variables, by equations that are then solved.
//! Given by: `cases`, `rcases`, `contradiction`.
//! Gives: one goal for each constructor that is possible, with the new hypotheses.
//! Holds: a constructor is left out only where its indices contradict those of the hypothesis.

use super::equation::Consequence;
use crate::elaborate::infer::Outcome;
use crate::elaborate::problem::Failure;
use crate::elaborate::session::Elaborator;
use crate::elaborate::variables::MetaKind;
use crate::syntax::span::Span;
use kernel::{BinderKind, FreeId, Kind, NameId, Term, TermId};
use rustc_hash::FxHashMap;

/// A case that is left to prove.
pub(crate) struct Case {
    /// The constructor.
    pub(crate) constructor: NameId,
    /// Its goal.
    pub(crate) goal: FreeId,
    /// The hypotheses for its fields; a field that was substituted is left out.
    pub(crate) fields: Vec<Option<FreeId>>,
    /// What other hypotheses have become.
    pub(crate) renewed: FxHashMap<FreeId, FreeId>,
}

impl Elaborator<'_> {
    /// Distinguishes the constructors of a hypothesis.
    pub(crate) fn cases_on_local(&mut self, span: Span, goal: FreeId, local: FreeId) -> Outcome<Vec<Case>> {
        let proof = self.store.free(local);
        if let Ok((_, _, _)) = self.in_goal(goal, |this| this.equation_of(proof)) {
            return self.cases_on_equation(span, goal, local);
        }
        if let Ok(cases) = self.attempt(|this| this.split_goal(span, goal, local)) {
            return Ok(cases);
        }
        let (local, equations, goal) = self.generalize_indices(goal, local)?;
        let cases = self.split_goal(span, goal, local)?;
        let mut left = Vec::new();
        for case in cases {
            let here: Vec<FreeId> =
                equations.iter().filter_map(|equation| case.renewed.get(equation).copied()).collect();
            left.extend(self.solve_case(span, case, here)?);
        }
        Ok(left)
    }

    /// An equation has one case, in which it is solved.
    fn cases_on_equation(&mut self, span: Span, goal: FreeId, local: FreeId) -> Outcome<Vec<Case>> {
        let constructor = self.known.eq_refl;
        let case = Case { constructor, goal, fields: Vec::new(), renewed: FxHashMap::default() };
        Ok(self.solve_case(span, case, vec![local])?.into_iter().collect())
    }

    /// One goal for each constructor; the indices must be variables.
    fn split_goal(&mut self, span: Span, goal: FreeId, local: FreeId) -> Outcome<Vec<Case>> {
        let target = self.target(goal);
        self.in_goal(goal, |this| {
            let candidates = this.context.variables().to_vec();
            let split = this.split(span, local, &candidates, target)?;
            let mut holes = Vec::new();
            let mut cases = Vec::new();
            for branch in &split.branches {
                let context = this.branch_context(branch);
                let tag = this.last_part(branch.constructor);
                let tag = this.store.name_text(NameId::ANONYMOUS, &tag);
                let goal = this.fresh_meta_in(context, branch.goal, MetaKind::Opaque, tag);
                holes.push(this.store.free(goal));
                let mut renewed = FxHashMap::default();
                for (&old, &new) in &branch.replacement {
                    if let Term::Free(new) = this.store.term_at(new) {
                        renewed.insert(old, new);
                    }
                }
                let fields = branch.fields.iter().copied().map(Some).collect();
                cases.push(Case { constructor: branch.constructor, goal, fields, renewed });
            }
            let value = this.join_split(&split, &holes)?;
            this.assign(goal, value);
            Ok(cases)
        })
    }

    /// New variables for the indices of a hypothesis, and equations that say what they are.
    fn generalize_indices(&mut self, goal: FreeId, local: FreeId) -> Outcome<(FreeId, Vec<FreeId>, FreeId)> {
        let of = self.type_of_free(local).ok_or(Failure::Ill)?;
        let (target, tag) = (self.target(goal), self.tag(goal));
        let name = self.variables.local(local).map_or(NameId::ANONYMOUS, |local| local.name);
        let (new_local, equations, new) = self.in_goal(goal, |this| {
            let of = this.instantiate(of);
            let of = this.whnf(of);
            let (head, arguments) = this.store.spine(of);
            let parameters = this.parameter_count(head).ok_or(Failure::Ill)?;
            let mut binders = Vec::new();
            let mut general = arguments[..parameters.min(arguments.len())].to_vec();
            for &index in &arguments[general.len()..] {
                let of = this.infer(index)?;
                let name = this.inaccessible(NameId::ANONYMOUS);
                let variable = this.push_local(name, BinderKind::Explicit, of);
                binders.push(variable);
                general.push(this.store.free(variable));
            }
            let general_type = this.store.apply(head, &general);
            let new_local = this.push_local(name, BinderKind::Explicit, general_type);
            let mut values = arguments[parameters..].to_vec();
            values.push(this.store.free(local));
            let mut equations = Vec::new();
            for (position, &variable) in binders.iter().enumerate() {
                let (equation, proof) = this.index_equation(variable, values[position])?;
                equations.push(equation);
                values.push(proof);
            }
            binders.push(new_local);
            binders.extend(&equations);
            let new = this.new_goal(target, tag);
            let hole = this.store.free(new);
            let function = this.bind_lambda(&binders, hole)?;
            let value = this.store.apply(function, &values);
            this.assign(goal, value);
            Ok::<_, Failure>((new_local, equations, new))
        })?;
        let new = self.clear(new, &[local]).unwrap_or(new);
        Ok((new_local, equations, new))
    }

    /// A hypothesis `variable = value`, and the proof that it has at the value.
    fn index_equation(&mut self, variable: FreeId, value: TermId) -> Outcome<(FreeId, TermId)> {
        let of = self.infer(value)?;
        let level = self.universe_of(of)?;
        let left = self.store.free(variable);
        let statement = self.equation(level, of, left, value);
        let name = self.inaccessible(NameId::ANONYMOUS);
        let equation = self.push_local(name, BinderKind::Explicit, statement);
        let proof = self.store.constant(self.known.eq_refl, &[level]);
        Ok((equation, self.store.apply(proof, &[of, value])))
    }

    fn parameter_count(&self, head: TermId) -> Option<usize> {
        let Term::Constant(name, _) = self.store.term_at(head) else { return None };
        match &self.environment.get(name)?.kind {
            Kind::Inductive(inductive) => Some(inductive.parameters as usize),
            _ => None,
        }
    }

    /// Solves equations in a case; nothing is left of it if they contradict each other.
    fn solve_case(&mut self, span: Span, case: Case, equations: Vec<FreeId>) -> Outcome<Option<Case>> {
        let mut case = case;
        let mut work = equations;
        work.reverse();
        while let Some(equation) = work.pop() {
            self.tick()?;
            if let Some(goal) = self.drop_trivial(case.goal, equation)? {
                case.goal = goal;
                continue;
            }
            let mut renewed = FxHashMap::default();
            if let Some(goal) = self.substitute(case.goal, equation, &mut renewed)? {
                case.goal = goal;
                case.follow(&renewed);
                for equation in &mut work {
                    *equation = renewed.get(equation).copied().unwrap_or(*equation);
                }
                continue;
            }
            let proof = self.store.free(equation);
            match self.in_goal(case.goal, |this| this.consequence(span, proof))? {
                Consequence::Absurd(proof) => {
                    self.absurd(case.goal, proof)?;
                    return Ok(None);
                }
                Consequence::Fields(fields) => {
                    for (proof, statement) in fields {
                        let name = self.inaccessible(NameId::ANONYMOUS);
                        let (local, goal) = self.assert(case.goal, name, statement, proof)?;
                        case.goal = goal;
                        work.push(local);
                    }
                    case.goal = self.clear(case.goal, &[equation]).unwrap_or(case.goal);
                }
                Consequence::Nothing => {}
            }
        }
        Ok(Some(case))
    }

    /// Takes out an equation whose sides are equal by definition.
    fn drop_trivial(&mut self, goal: FreeId, equation: FreeId) -> Outcome<Option<FreeId>> {
        let proof = self.store.free(equation);
        let same = self.in_goal(goal, |this| match this.equation_of(proof) {
            Ok((_, left, right)) => this.same(left, right),
            Err(_) => false,
        });
        Ok(if same { self.clear(goal, &[equation]) } else { None })
    }
}

impl Case {
    /// Notes that hypotheses have been renewed once more.
    pub(super) fn follow(&mut self, renewed: &FxHashMap<FreeId, FreeId>) {
        for field in self.fields.iter_mut().flatten() {
            *field = renewed.get(field).copied().unwrap_or(*field);
        }
        for current in self.renewed.values_mut() {
            *current = renewed.get(current).copied().unwrap_or(*current);
        }
        for (&old, &new) in renewed {
            self.renewed.entry(old).or_insert(new);
        }
    }
}
