//! Tactics that prove a goal or fail: `rfl`, `assumption`, `contradiction`, `trivial`, `decide`, `exfalso`, ….
//! Given by: blocks, and tactics that try them.
//! Gives: goals with a value.
//! Holds: a failure leaves the goal as it was.

use super::fault::TacticFault;
use super::session::Tactics;
use crate::elaborate::infer::Outcome;
use crate::elaborate::problem::Failure;
use crate::elaborate::session::{Elaborator, Transparency};
use crate::syntax::span::Span;
use crate::syntax::tree::Term as Syntax;
use kernel::{FreeId, Kind, Term, TermId};

impl Tactics<'_, '_> {
    pub(super) fn reflexivity(&mut self) -> Outcome<()> {
        let goal = self.take_goal()?;
        match self.elaborator.reflexive(goal, Transparency::Default)? {
            true => Ok(()),
            false => Err(self.failed_on(goal, TacticFault::NotReflexive)),
        }
    }

    pub(super) fn assumption(&mut self) -> Outcome<()> {
        let goal = self.take_goal()?;
        if self.elaborator.assume(goal) {
            Ok(())
        } else {
            Err(self.failed_on(goal, TacticFault::NoAssumption))
        }
    }

    pub(super) fn ex_falso(&mut self) -> Outcome<()> {
        let goal = self.take_goal()?;
        let nothing = self.elaborator.store.constant(self.elaborator.known.false_type, &[]);
        let new = self.elaborator.goal_without(goal, &[], nothing);
        let proof = self.elaborator.store.free(new);
        self.elaborator.absurd(goal, proof)?;
        self.put_goals([new]);
        Ok(())
    }

    pub(super) fn contradiction(&mut self) -> Outcome<()> {
        let goal = self.take_goal()?;
        let span = self.span;
        if self.elaborator.contradict(span, goal)? {
            Ok(())
        } else {
            Err(self.failed_on(goal, TacticFault::NoContradiction))
        }
    }

    /// `rfl`, an assumption, `True`, a contradiction, or a conjunction of such.
    pub(super) fn trivial(&mut self) -> Outcome<()> {
        let goal = self.take_goal()?;
        if self.elaborator.assume(goal) || self.elaborator.reflexive(goal, Transparency::Default)? {
            return Ok(());
        }
        let span = self.span;
        if self.elaborator.prove_true(goal) || self.elaborator.contradict(span, goal)? {
            return Ok(());
        }
        self.put_goals([goal]);
        if self.attempt(|tactics| tactics.decide()).is_ok() {
            return Ok(());
        }
        Err(self.failed(TacticFault::NotProved))
    }

    /// `decide`: the instance of `Decidable` evaluates to `true`.
    pub(super) fn decide(&mut self) -> Outcome<()> {
        let goal = self.take_goal()?;
        match self.elaborator.decided(goal)? {
            Some(proof) => {
                self.elaborator.assign(goal, proof);
                Ok(())
            }
            None => Err(self.failed_on(goal, TacticFault::NotDecided)),
        }
    }

    /// `nomatch e`: the values cannot exist.
    pub(super) fn no_match(&mut self, values: &[Syntax]) -> Outcome<()> {
        let mut goal = self.take_goal()?;
        for value in values {
            let proof = self.term(goal, value, None)?;
            let of = self.elaborator.infer(proof)?;
            let name = self.elaborator.inaccessible(kernel::NameId::ANONYMOUS);
            (_, goal) = self.elaborator.assert(goal, name, of, proof)?;
        }
        self.put_goals([goal]);
        self.contradiction()
    }

    /// `nofun`: the arguments cannot exist.
    pub(super) fn no_function(&mut self) -> Outcome<()> {
        let mut goal = self.take_goal()?;
        while let Some((_, next)) = self.elaborator.introduce(goal, None)? {
            goal = next;
        }
        self.put_goals([goal]);
        self.contradiction()
    }
}

impl Elaborator<'_> {
    /// Proves `a = a`, `p ↔ p`, `HEq a a`, and what is marked `refl`.
    pub(super) fn reflexive(&mut self, goal: FreeId, transparency: Transparency) -> Outcome<bool> {
        let target = self.target(goal);
        let value = self.in_goal(goal, |this| -> Outcome<Option<TermId>> {
            let reduced = this.whnf_reducible(target);
            let (head, arguments) = this.store.spine(reduced);
            let Term::Constant(name, levels) = this.store.term_at(head) else { return Ok(None) };
            let levels = this.store.levels_at(levels).to_vec();
            let (rule, left, right, given) = match *arguments.as_slice() {
                [of, left, right] if name == this.known.eq => {
                    (this.known.eq_refl, left, right, vec![of, left])
                }
                [of, left, _, right] if name == this.known.heq => {
                    (this.known.heq_refl, left, right, vec![of, left])
                }
                [left, right] if name == this.known.iff => {
                    (this.store.name("Iff.refl"), left, right, vec![left])
                }
                _ => return Ok(None),
            };
            if !this.at_transparency(transparency, |this| this.unify(left, right)) {
                return if this.exhausted { Err(Failure::Limit) } else { Ok(None) };
            }
            let rule = this.store.constant(rule, &levels);
            Ok(Some(this.store.apply(rule, &given)))
        })?;
        if let Some(value) = value {
            self.assign(goal, value);
            return Ok(true);
        }
        Ok(self.reflexive_relation(goal))
    }

    /// Proves a goal by a lemma marked `refl`.
    fn reflexive_relation(&mut self, goal: FreeId) -> bool {
        let attribute = self.store.name("refl");
        let lemmas = self.state.attributes.named.get(&attribute).cloned().unwrap_or_default();
        let target = self.target(goal);
        lemmas.into_iter().any(|lemma| {
            let attempt = self.attempt(|this| {
                this.in_goal(goal, |this| {
                    let levels = this.fresh_levels_for(lemma);
                    let head = this.store.constant(lemma, &levels);
                    let of = this.infer(head)?;
                    let (value, of) = this.apply_all(head, of)?;
                    if !this.unify(of, target) {
                        return Err(Failure::Ill);
                    }
                    let value = this.instantiate(value);
                    if this.has_meta(value) { Err(Failure::Ill) } else { Ok(value) }
                })
            });
            attempt.map(|value| self.assign(goal, value)).is_ok()
        })
    }

    /// A function applied to holes for everything that its type takes.
    fn apply_all(&mut self, head: TermId, of: TermId) -> Outcome<(TermId, TermId)> {
        let (mut value, mut of) = (head, of);
        while let Term::Pi(_, domain, body) = self.store.term_at(of) {
            let hole = self.fresh_meta(domain);
            value = self.store.apply(value, &[hole]);
            of = self.store.instantiate(body, &[hole]);
        }
        Ok((value, of))
    }

    /// Proves a goal by a hypothesis of its type, the latest first.
    pub(super) fn assume(&mut self, goal: FreeId) -> bool {
        let target = self.target(goal);
        let context = self.goal_context(goal);
        self.in_goal(goal, |this| {
            for &variable in context.variables().iter().rev() {
                let Some(of) = this.type_of_free(variable) else { continue };
                if this.unify(of, target) {
                    let value = this.store.free(variable);
                    this.assign(goal, value);
                    return true;
                }
            }
            false
        })
    }

    fn prove_true(&mut self, goal: FreeId) -> bool {
        let target = self.target(goal);
        let truth = self.store.constant(self.known.true_type, &[]);
        let proved = self.in_goal(goal, |this| this.unify(target, truth));
        if proved {
            let value = self.store.constant(self.known.true_intro, &[]);
            self.assign(goal, value);
        }
        proved
    }

    /// Proves a goal from hypotheses that cannot hold together.
    pub(super) fn contradict(&mut self, span: Span, goal: FreeId) -> Outcome<bool> {
        let context = self.goal_context(goal);
        for &variable in context.variables().iter().rev() {
            self.tick()?;
            if self.refute(span, goal, variable)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Proves a goal from one hypothesis that cannot hold, perhaps with a second one.
    fn refute(&mut self, span: Span, goal: FreeId, variable: FreeId) -> Outcome<bool> {
        let Some(of) = self.type_of_free(variable) else { return Ok(false) };
        let of = self.instantiate(of);
        let reduced = self.in_goal(goal, |this| this.whnf(of));
        if let Term::Pi(_, domain, body) = self.store.term_at(reduced) {
            let nothing = self.store.constant(self.known.false_type, &[]);
            return if body == nothing { self.refute_negation(goal, variable, domain) } else { Ok(false) };
        }
        if !self.may_be_impossible(reduced) {
            return Ok(false);
        }
        let cases = self.attempt(|this| match this.cases_on_local(span, goal, variable) {
            Ok(cases) if cases.is_empty() => Ok(()),
            Ok(_) => Err(Failure::Ill),
            Err(failure) => Err(failure),
        });
        match cases {
            Ok(()) => Ok(true),
            Err(Failure::Limit) => Err(Failure::Limit),
            Err(_) => Ok(false),
        }
    }

    /// Whether a type may have no value: it has no constructor, or indices that are no variables.
    fn may_be_impossible(&self, of: TermId) -> bool {
        let (head, arguments) = self.store.spine(of);
        let Term::Constant(name, _) = self.store.term_at(head) else { return false };
        let Some(Kind::Inductive(info)) = self.environment.get(name).map(|constant| &constant.kind) else {
            return false;
        };
        let indices = arguments.iter().skip(info.parameters as usize);
        let is_open = |&index: &TermId| !matches!(self.store.term_at(index), Term::Free(_));
        info.constructors.is_empty() || indices.copied().any(|index| is_open(&index))
    }

    /// `¬ p` together with `p`, or `¬ a = a`.
    fn refute_negation(&mut self, goal: FreeId, variable: FreeId, domain: TermId) -> Outcome<bool> {
        if self.store.facts_at(domain).loose > 0 {
            return Ok(false);
        }
        let side = self.goal_without(goal, &[], domain);
        let reducible = Transparency::Reducible;
        let assumed = self.at_transparency(Transparency::Instances, |this| this.assume(side));
        if !assumed && !self.reflexive(side, reducible)? {
            return Ok(false);
        }
        let proof = self.store.free(side);
        let proof = self.instantiate(proof);
        let negation = self.store.free(variable);
        let nothing = self.store.apply(negation, &[proof]);
        self.absurd(goal, nothing)?;
        Ok(true)
    }

    /// `of_decide_eq_true` of an instance that evaluates to `true`.
    fn decided(&mut self, goal: FreeId) -> Outcome<Option<TermId>> {
        let target = self.target(goal);
        self.in_goal(goal, |this| {
            let decidable = this.store.constant(this.known.decidable, &[]);
            let decidable = this.store.apply(decidable, &[target]);
            let Ok(Some(instance)) = this.find_instance(decidable) else { return Ok(None) };
            let test = this.store.constant(this.known.decide, &[]);
            let test = this.store.apply(test, &[target, instance]);
            let reduced = this.at_transparency(Transparency::All, |this| this.whnf(test));
            let yes = this.boolean(true);
            if reduced != yes {
                return if this.exhausted { Err(Failure::Limit) } else { Ok(None) };
            }
            let boolean = this.store.constant(this.known.boolean, &[]);
            let proof = this.store.constant(this.known.eq_refl, &[kernel::LevelId::ONE]);
            let proof = this.store.apply(proof, &[boolean, yes]);
            let rule = this.store.constant_named("of_decide_eq_true");
            Ok(Some(this.store.apply(rule, &[target, instance, proof])))
        })
    }
}
