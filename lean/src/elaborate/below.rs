//! Recursion on values below fields: each step keeps the results for everything below its value.
//! Given by: `recursion`, where calls are not on fields of the constructor.
//! Gives: the first part of a pair that a recursor computes: the result, and all results below.
//! Holds: a call is on a value that case distinctions on fields have brought to light.

use super::infer::Outcome;
use super::problem::Failure;
use super::recursion::{Function, Minor, Target};
use super::session::Elaborator;
use kernel::{BinderKind, FreeId, LevelId, NameId, Term, TermId};

/// What the recursion computes.
struct Below<'f> {
    function: &'f Function,
    target: &'f Target,
    varying: Vec<FreeId>,
    /// The type of the results, over indices and value.
    motive: TermId,
    /// Its universe.
    level: LevelId,
    /// The universe of the type of all results below a value.
    below_level: LevelId,
    /// The recursor that makes this type, up to indices and value.
    below: TermId,
}

/// A value, and the pair of its result and of all results below it.
#[derive(Clone, Copy)]
struct Known {
    value: TermId,
    pair: TermId,
}

impl Elaborator<'_> {
    pub(super) fn compile_below(&mut self, function: &Function, target: &Target) -> Outcome<TermId> {
        let varying = self.varying(function, target)?;
        let (motive, level) = self.motive_of(function, target, &varying)?;
        let below_level = self.level_max(LevelId::ONE, level);
        let below = self.below_recursor(function, target, motive, (level, below_level))?;
        let plan = Below { function, target, varying, motive, level, below_level, below };
        let abstracted = target.abstracted(function);
        let arguments: Vec<TermId> = abstracted.iter().map(|&variable| self.store.free(variable)).collect();
        let pair = self.pair_type(&plan, &arguments);
        let pair_motive = self.bind_lambda(&abstracted, pair)?;
        let recursor = self.recursor_with(target, pair_motive, below_level, &mut |this, minor| {
            this.below_minor(&plan, minor)
        })?;
        let pair = self.store.apply(recursor, &arguments);
        let result = self.first(pair);
        let varying: Vec<TermId> = plan.varying.iter().map(|&variable| self.store.free(variable)).collect();
        Ok(self.store.apply(result, &varying))
    }

    /// The type of all results below a value, by recursion on it.
    fn below_recursor(
        &mut self,
        function: &Function,
        target: &Target,
        motive: TermId,
        (level, below_level): (LevelId, LevelId),
    ) -> Outcome<TermId> {
        let sort = self.store.sort(below_level);
        let abstracted = target.abstracted(function);
        let sort_motive = self.bind_lambda(&abstracted, sort)?;
        let above = self.store.level_successor(below_level);
        self.recursor_with(target, sort_motive, above, &mut |this, minor| {
            let mut all = this.store.constant(this.known.punit, &[below_level]);
            for &(field, hypothesis) in minor.hypotheses.iter().rev() {
                let arguments = this.motive_arguments(target, field)?;
                let result = this.apply_beta(motive, &arguments);
                let pair = this.product((level, result), (below_level, hypothesis));
                all = this.product((below_level, pair), (below_level, all));
            }
            Ok(all)
        })
    }

    /// Indices and value, for a value of the type that is recursed on.
    fn motive_arguments(&mut self, target: &Target, value: TermId) -> Outcome<Vec<TermId>> {
        let of = self.infer(value)?;
        let of = self.whnf(of);
        let (head, arguments) = self.store.spine(of);
        match self.store.term_at(head) {
            Term::Constant(name, _) if name == target.inductive => {}
            _ => return Err(Failure::Ill),
        }
        let mut result = arguments.get(target.type_parameters.len()..).ok_or(Failure::Ill)?.to_vec();
        result.push(value);
        Ok(result)
    }

    fn product(&mut self, (level, a): (LevelId, TermId), (other, b): (LevelId, TermId)) -> TermId {
        let head = self.store.constant(self.known.pprod, &[level, other]);
        self.store.apply(head, &[a, b])
    }

    fn pair(
        &mut self,
        (level, of, a): (LevelId, TermId, TermId),
        (other, of_other, b): (LevelId, TermId, TermId),
    ) -> TermId {
        let head = self.store.constant(self.known.pprod_mk, &[level, other]);
        self.store.apply(head, &[of, of_other, a, b])
    }

    fn first(&mut self, pair: TermId) -> TermId {
        self.store.term(Term::Project(self.known.pprod, 0, pair))
    }

    fn second(&mut self, pair: TermId) -> TermId {
        self.store.term(Term::Project(self.known.pprod, 1, pair))
    }

    fn pair_type(&mut self, plan: &Below<'_>, arguments: &[TermId]) -> TermId {
        let result = self.apply_beta(plan.motive, arguments);
        let below = self.store.apply(plan.below, arguments);
        self.product((plan.level, result), (plan.below_level, below))
    }

    /// The pair for a constructor: the result, and the hypotheses about its fields.
    fn below_minor(&mut self, plan: &Below<'_>, minor: &Minor) -> Outcome<TermId> {
        let mut known = Vec::new();
        let mut all = self.store.constant(self.known.punit_unit, &[plan.below_level]);
        let mut all_type = self.store.constant(self.known.punit, &[plan.below_level]);
        for &(field, hypothesis) in minor.hypotheses.iter().rev() {
            let arguments = self.motive_arguments(plan.target, field)?;
            let of = self.pair_type(plan, &arguments);
            all = self.pair((plan.below_level, of, hypothesis), (plan.below_level, all_type, all));
            all_type = self.product((plan.below_level, of), (plan.below_level, all_type));
            known.push(Known { value: field, pair: hypothesis });
        }
        let (renewed, body) = self.body_at(plan.function, plan.target, &plan.varying, minor)?;
        let body = self.thread_results(plan, &known, body)?;
        let result = self.bind_lambda(&renewed, body)?;
        let result_type = self.apply_beta(plan.motive, &minor.arguments);
        let below_type = self.store.apply(plan.below, &minor.arguments);
        Ok(self.pair((plan.level, result_type, result), (plan.below_level, below_type, all)))
    }

    /// Replaces recursive calls by known results; case distinctions on known values make more known.
    fn thread_results(&mut self, plan: &Below<'_>, known: &[Known], id: TermId) -> Outcome<TermId> {
        if !self.free_variables(id).contains(&plan.function.variable) {
            return Ok(id);
        }
        self.enter()?;
        let result = self.thread_layer(plan, known, id);
        self.leave();
        result
    }

    fn thread_layer(&mut self, plan: &Below<'_>, known: &[Known], id: TermId) -> Outcome<TermId> {
        match self.store.term_at(id) {
            Term::Apply(..) => self.thread_application(plan, known, id),
            Term::Lambda(binder, domain, body) => {
                let domain = self.thread_results(plan, known, domain)?;
                let local = self.fresh_local(binder.name, binder.kind, domain);
                let variable = self.store.free(local);
                let body = self.store.instantiate(body, &[variable]);
                let body = self.thread_results(plan, known, body)?;
                self.bind_lambda(&[local], body)
            }
            Term::Let { value, body, .. } => {
                let body = self.store.instantiate(body, &[value]);
                self.thread_results(plan, known, body)
            }
            Term::Project(name, index, of) => {
                let of = self.thread_results(plan, known, of)?;
                Ok(self.store.term(Term::Project(name, index, of)))
            }
            _ => Err(Failure::Ill),
        }
    }

    fn thread_application(&mut self, plan: &Below<'_>, known: &[Known], id: TermId) -> Outcome<TermId> {
        let (head, arguments) = self.store.spine(id);
        if self.store.term_at(head) == Term::Free(plan.function.variable) {
            return self.known_call(plan, known, &arguments);
        }
        if let Some(result) = self.thread_case(plan, known, head, &arguments)? {
            return Ok(result);
        }
        let head = self.thread_results(plan, known, head)?;
        let mut threaded = Vec::new();
        for argument in arguments {
            threaded.push(self.thread_results(plan, known, argument)?);
        }
        Ok(self.store.apply(head, &threaded))
    }

    fn known_call(&mut self, plan: &Below<'_>, known: &[Known], arguments: &[TermId]) -> Outcome<TermId> {
        let value = *arguments.get(plan.target.position).ok_or(Failure::Ill)?;
        let found = match known.iter().find(|known| known.value == value) {
            Some(found) => *found,
            None => {
                let equal = known.iter().copied().find(|known| self.same(known.value, value));
                equal.ok_or(Failure::Ill)?
            }
        };
        let mut call = self.first(found.pair);
        for &variable in &plan.varying {
            let position = plan.function.parameters.iter().position(|&parameter| parameter == variable);
            let position = position.ok_or(Failure::Ill)?;
            if let Some(&argument) = arguments.get(position) {
                let argument = self.thread_results(plan, known, argument)?;
                call = self.store.apply(call, &[argument]);
            }
        }
        for &argument in arguments.iter().skip(plan.function.parameters.len()) {
            let argument = self.thread_results(plan, known, argument)?;
            call = self.store.apply(call, &[argument]);
        }
        Ok(call)
    }

    /// `casesOn` on a known value: each branch gets the pair of that value.
    fn thread_case(
        &mut self,
        plan: &Below<'_>,
        known: &[Known],
        head: TermId,
        arguments: &[TermId],
    ) -> Outcome<Option<TermId>> {
        let cases_on = self.cases_on(plan.target.inductive)?;
        let Term::Constant(name, levels) = self.store.term_at(head) else { return Ok(None) };
        let parameters = plan.target.type_parameters.len();
        let major = parameters + 1 + plan.target.indices.len();
        if name != cases_on || arguments.len() <= major {
            return Ok(None);
        }
        let Some(found) = known.iter().copied().find(|known| known.value == arguments[major]) else {
            return Ok(None);
        };
        let levels = self.store.levels_at(levels).to_vec();
        let [elimination, ..] = levels.as_slice() else { return Ok(None) };
        let (motive, level) = self.threaded_motive(plan, arguments[parameters], *elimination)?;
        let mut new_levels = levels.clone();
        new_levels[0] = level;
        let mut term = self.store.constant(name, &new_levels);
        term = self.store.apply(term, &arguments[..parameters]);
        term = self.store.apply(term, &[motive]);
        term = self.store.apply(term, &arguments[parameters + 1..=major]);
        let minors = self.constructor_count(plan.target.inductive);
        for position in major + 1..major + 1 + minors {
            let minor = *arguments.get(position).ok_or(Failure::Ill)?;
            let minor = self.threaded_minor(plan, known, term, minor)?;
            term = self.store.apply(term, &[minor]);
        }
        term = self.store.apply(term, &[found.pair]);
        for &argument in &arguments[major + 1 + minors..] {
            let argument = self.thread_results(plan, known, argument)?;
            term = self.store.apply(term, &[argument]);
        }
        Ok(Some(term))
    }

    fn constructor_count(&self, inductive: NameId) -> usize {
        match self.environment.get(inductive).map(|constant| &constant.kind) {
            Some(kernel::Kind::Inductive(info)) => info.constructors.len(),
            _ => 0,
        }
    }

    /// The motive of a case distinction whose branches also take the pair of the value.
    fn threaded_motive(
        &mut self,
        plan: &Below<'_>,
        motive: TermId,
        level: LevelId,
    ) -> Outcome<(TermId, LevelId)> {
        let count = plan.target.indices.len() + 1;
        let context = self.context.clone();
        let of = self.infer(motive)?;
        let (variables, _) = self.open_pi(of, count);
        let arguments: Vec<TermId> = variables.iter().map(|&variable| self.store.free(variable)).collect();
        let result = self.apply_beta(motive, &arguments);
        let pair = self.pair_type(plan, &arguments);
        let arrow = self.arrow(pair, result);
        let motive = self.bind_lambda(&variables, arrow);
        self.context = context;
        Ok((motive?, self.level_imax(plan.below_level, level)))
    }

    /// A branch that takes the pair of its value, in which the value and its fields become known.
    fn threaded_minor(
        &mut self,
        plan: &Below<'_>,
        known: &[Known],
        so_far: TermId,
        minor: TermId,
    ) -> Outcome<TermId> {
        let of = self.infer(so_far)?;
        let (_, domain, _) = self.expose_pi(of).ok_or(Failure::Ill)?;
        let context = self.context.clone();
        let (mut binders, result) = self.open_written_pi(domain);
        let (_, motive_arguments) = self.store.spine(result);
        let constructed = *motive_arguments.last().ok_or(Failure::Ill)?;
        let result = self.head_beta(result);
        let fields: Vec<TermId> = binders.iter().map(|&binder| self.store.free(binder)).collect();
        let (_, pair_type, _) = self.expose_pi(result).ok_or(Failure::Ill)?;
        let name = self.store.name_text(NameId::ANONYMOUS, "pair");
        let pair = self.push_local(name, BinderKind::Explicit, pair_type);
        binders.push(pair);
        let pair = self.store.free(pair);
        let mut rest = self.second(pair);
        let mut all = known.to_vec();
        all.push(Known { value: constructed, pair });
        for &field in &fields {
            if self.motive_arguments(plan.target, field).is_ok() {
                all.push(Known { value: field, pair: self.first(rest) });
                rest = self.second(rest);
            }
        }
        let body = self.apply_beta(minor, &fields);
        let body = self.thread_results(plan, &all, body)?;
        let minor = self.bind_lambda(&binders, body);
        self.context = context;
        minor
    }
}
