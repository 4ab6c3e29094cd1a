//! Which function runs which tactic, and the tactics that run others.
//! Given by: blocks.
//! Gives: changed goals.
//! Holds: nesting and steps are counted by elaboration, so that `repeat` ends.

use super::fault::TacticFault;
use super::session::Tactics;
use crate::elaborate::infer::Outcome;
use crate::elaborate::problem::{Failure, Fault};
use crate::syntax::tree::{CaseTag, Tactic, TacticBlock, TacticKind};
use kernel::FreeId;

/// How often `repeat` runs.
const REPETITIONS: u32 = 2_000;

impl Tactics<'_, '_> {
    /// Runs a tactic on the first goal.
    pub(super) fn run_tactic(&mut self, tactic: &Tactic) -> Outcome<()> {
        let around = self.span;
        self.span = tactic.span;
        self.elaborator.enter().map_err(|_| Failure::at(tactic.span, Fault::Limit))?;
        let nesting = self.elaborator.nesting;
        let result = self.run_kind(&tactic.kind);
        self.elaborator.nesting = nesting;
        self.elaborator.leave();
        let result = result.map_err(|failure| match failure {
            problem @ Failure::Problem(_) => problem,
            other => Failure::Problem(Box::new(other.into_problem(tactic.span))),
        });
        self.span = around;
        result
    }

    fn run_kind(&mut self, kind: &TacticKind) -> Outcome<()> {
        match kind {
            TacticKind::Intro(patterns) => self.intro(patterns),
            TacticKind::Intros(names) => self.intros(names),
            TacticKind::IntroPatterns(patterns) => self.intro_patterns(patterns),
            TacticKind::Exact(term) => self.exact(term),
            TacticKind::Apply(term) => self.apply(term),
            TacticKind::Refine(term) => self.refine(term),
            TacticKind::Rewrite(rules, location, close) => self.rewrite(rules, location.as_ref(), *close),
            TacticKind::Cases(targets, alternatives) => self.cases(targets, alternatives),
            TacticKind::Induction(induction) => self.induction(induction),
            TacticKind::Destruct(targets, pattern) => self.destruct(targets, pattern.as_ref()),
            TacticKind::Obtain(obtain) => self.obtain(obtain),
            TacticKind::Have(binding) => self.have(binding),
            TacticKind::Suffices(suffices) => self.suffices(suffices),
            TacticKind::Show(of) => self.show(of),
            TacticKind::Change(of, location) => self.change(of, location.as_ref()),
            TacticKind::Unfold(names, location) => self.unfold(names, location.as_ref()),
            TacticKind::Substitute(terms) => self.substitute_all(terms),
            TacticKind::ByCases(name, of) => self.by_cases(name.as_ref(), of),
            TacticKind::Revert(names) => self.revert_named(names),
            TacticKind::Clear(names) => self.clear_named(names),
            TacticKind::Specialize(term) => self.specialize(term),
            TacticKind::Generalize(equation, value, name) => self.generalize(equation.as_ref(), value, name),
            TacticKind::Injection(equation, names) => self.injection(equation, names),
            TacticKind::RenameInaccessible(names) => self.rename_inaccessible(names),
            TacticKind::Rename(of, name) => self.rename(of, name),
            TacticKind::Symmetry(location) => self.symmetry(location.as_ref()),
            TacticKind::Transitivity(middle) => self.transitivity(middle.as_ref()),
            TacticKind::Calculation(steps) => self.calculation(steps),
            TacticKind::FunctionExtensionality(names) => self.function_extensionality(names),
            other => self.run_simple(other),
        }
    }

    fn run_simple(&mut self, kind: &TacticKind) -> Outcome<()> {
        match kind {
            TacticKind::Reflexivity => self.reflexivity(),
            TacticKind::Constructor => self.constructor(),
            TacticKind::Exists(values) => self.exists(values),
            TacticKind::Left => self.constructor_of_two(0),
            TacticKind::Right => self.constructor_of_two(1),
            TacticKind::ExFalso => self.ex_falso(),
            TacticKind::Contradiction => self.contradiction(),
            TacticKind::Assumption => self.assumption(),
            TacticKind::Trivial => self.trivial(),
            TacticKind::Decide => self.decide(),
            TacticKind::NoMatch(values) => self.no_match(values),
            TacticKind::NoFunction => self.no_function(),
            TacticKind::InferInstance => self.infer_instance(),
            TacticKind::Skip => Ok(()),
            TacticKind::Done => self.demand_nothing_left(),
            TacticKind::Fail => Err(self.failed(TacticFault::Asked)),
            TacticKind::Search => Err(self.failed(TacticFault::Search)),
            TacticKind::Sorry => Err(Failure::at(self.span, Fault::Unproved)),
            TacticKind::Omega => self.omega(),
            TacticKind::Simplify(call) => self.simplify(call),
            TacticKind::Split(location) => self.split(location.as_ref()),
            TacticKind::Congruence(depth) => self.congruence(*depth),
            TacticKind::Extensionality(patterns) => self.extensionality(patterns),
            TacticKind::AssociateCommute => self.unsupported("ac_rfl"),
            other => self.run_structure(other),
        }
    }

    fn unsupported(&mut self, tactic: &'static str) -> Outcome<()> {
        Err(Failure::at(self.span, Fault::Unsupported(tactic)))
    }

    fn run_structure(&mut self, kind: &TacticKind) -> Outcome<()> {
        match kind {
            TacticKind::First(attempts) => self.first(attempts),
            TacticKind::Try(block) => {
                let _ = self.recovered(|tactics| tactics.run_block(block))?;
                Ok(())
            }
            TacticKind::Repeat(block) => self.repeat(block),
            TacticKind::Iterate(count, block) => (0..*count).try_for_each(|_| self.run_block(block)),
            TacticKind::AllGoals(block) => self.all_goals(block),
            TacticKind::AnyGoals(block) => self.any_goals(block),
            TacticKind::Then(first, second) => self.then(first, second),
            TacticKind::Group(block) => self.run_block(block),
            TacticKind::Focus(block) => {
                let goal = self.take_goal()?;
                self.prove(goal, block)
            }
            TacticKind::Next(names, block) => {
                let goal = self.take_goal()?;
                let goal = self.rename_last(goal, names)?;
                self.prove(goal, block)
            }
            TacticKind::Case(tags, block) => tags.iter().try_for_each(|tag| self.case(tag, block)),
            TacticKind::If(name, condition, yes, no) => {
                self.by_cases(name.as_ref(), condition)?;
                let (first, second) = (self.take_goal()?, self.take_goal()?);
                let mut left = self.run_on(first, yes)?;
                left.extend(self.run_on(second, no)?);
                self.put_goals(left);
                Ok(())
            }
            _ => Err(Failure::at(self.span, Fault::Unsupported("tactic"))),
        }
    }

    /// Runs; a failure other than a limit is answered as `false`, with everything as before.
    fn recovered(&mut self, run: impl FnOnce(&mut Tactics<'_, '_>) -> Outcome<()>) -> Outcome<bool> {
        match self.attempt(|tactics| run(tactics)) {
            Ok(()) => Ok(true),
            Err(failure) if is_limit(&failure) => Err(failure),
            Err(_) => Ok(false),
        }
    }

    fn first(&mut self, attempts: &[TacticBlock]) -> Outcome<()> {
        for attempt in attempts {
            if self.recovered(|tactics| tactics.run_block(attempt))? {
                return Ok(());
            }
        }
        Err(self.failed(TacticFault::AllFailed))
    }

    /// Runs on the first goal as long as that succeeds, then on the goals that arise.
    fn repeat(&mut self, block: &TacticBlock) -> Outcome<()> {
        self.prune();
        for _ in 0..REPETITIONS {
            let before = self.goals.clone();
            if before.is_empty() || !self.recovered(|tactics| tactics.run_block(block))? {
                return Ok(());
            }
            self.prune();
            if self.goals == before {
                return Ok(());
            }
        }
        Err(Failure::Limit)
    }

    fn all_goals(&mut self, block: &TacticBlock) -> Outcome<()> {
        self.prune();
        let goals = std::mem::take(&mut self.goals);
        let mut left = Vec::new();
        for goal in goals {
            if self.elaborator.is_open(goal) {
                left.extend(self.run_on(goal, block)?);
            }
        }
        self.goals = left;
        Ok(())
    }

    fn any_goals(&mut self, block: &TacticBlock) -> Outcome<()> {
        self.prune();
        let goals = std::mem::take(&mut self.goals);
        let mut left = Vec::new();
        let mut succeeded = false;
        for goal in goals {
            self.goals = vec![goal];
            succeeded |= self.recovered(|tactics| tactics.run_block(block))?;
            self.prune();
            left.append(&mut self.goals);
        }
        self.goals = left;
        if succeeded { Ok(()) } else { Err(self.failed(TacticFault::AllFailed)) }
    }

    /// Runs the second tactic on every goal that the first one makes.
    fn then(&mut self, first: &Tactic, second: &Tactic) -> Outcome<()> {
        let goal = self.take_goal()?;
        let others = std::mem::replace(&mut self.goals, vec![goal]);
        self.run_tactic(first)?;
        self.prune();
        let made = std::mem::take(&mut self.goals);
        let mut left = Vec::new();
        for goal in made {
            if self.elaborator.is_open(goal) {
                self.goals = vec![goal];
                self.run_tactic(second)?;
                self.prune();
                left.append(&mut self.goals);
            }
        }
        left.extend(others);
        self.goals = left;
        Ok(())
    }

    /// Proves the goal of a tag.
    fn case(&mut self, tag: &CaseTag, block: &TacticBlock) -> Outcome<()> {
        self.prune();
        let position = match &tag.tag {
            None => (!self.goals.is_empty()).then_some(0),
            Some(name) => self.position_of_tag(&name.dotted()),
        };
        let Some(position) = position else {
            let name = tag.tag.as_ref().map_or_else(String::new, crate::syntax::tree::Identifier::dotted);
            return Err(self.failed(TacticFault::UnknownCase(name)));
        };
        let goal = self.goals.remove(position);
        let goal = self.rename_last(goal, &tag.names)?;
        self.prove(goal, block)
    }

    /// The first goal whose tag is the name, or ends in it.
    fn position_of_tag(&mut self, name: &str) -> Option<usize> {
        let tags: Vec<String> = self.goals.iter().map(|&goal| self.tag_text(goal)).collect();
        let exact = tags.iter().position(|tag| tag == name);
        exact.or_else(|| tags.iter().position(|tag| tag.ends_with(&format!(".{name}"))))
    }

    fn tag_text(&self, goal: FreeId) -> String {
        self.elaborator.store.show_name(self.elaborator.tag(goal))
    }
}

fn is_limit(failure: &Failure) -> bool {
    match failure {
        Failure::Limit => true,
        Failure::Problem(problem) => problem.fault == Fault::Limit,
        _ => false,
    }
}
