//! What elaboration has put off: instances, terms that wait for a type, tactic blocks.
//! Given by: the elaboration of terms.
//! Gives: values for the holes it left, in rounds.
//! Holds: after the last round nothing is pending, or a problem says what is missing.

use super::infer::Outcome;
use super::problem::{Failure, Fault, Problem};
use super::session::Elaborator;
use super::variables::MetaKind;
use crate::syntax::span::Span;
use crate::syntax::tree::{TacticBlock, Term as Syntax};
use kernel::{FreeId, NameId, TermId};
use std::rc::Rc;

/// A hole that somebody has to fill.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    /// The hole.
    pub hole: FreeId,
    /// Where it was written.
    pub span: Span,
    /// How it is filled.
    pub kind: PendingKind,
}

/// How a pending hole is filled.
#[derive(Clone, Debug)]
pub(crate) enum PendingKind {
    /// By instance search.
    Instance,
    /// By elaborating a term again.
    Term(Rc<Syntax>),
    /// By running tactics.
    Tactic(Rc<TacticBlock>),
    /// By unification alone: a hole that was written.
    Hole,
}

/// How far pending problems are pushed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Round {
    /// Only what can be done now.
    Gentle,
    /// Terms are elaborated although their type is not known; one that fails stays.
    Eager,
    /// The same, and failures are reported.
    Final,
}

impl Elaborator<'_> {
    /// Notes that a hole has to be filled.
    pub(crate) fn put_off(&mut self, hole: FreeId, span: Span, kind: PendingKind) {
        Rc::make_mut(&mut self.pending).push(Rc::new(Pending { hole, span, kind }));
    }

    /// A hole for an instance of a class.
    pub(crate) fn instance_hole(&mut self, of: TermId, span: Span) -> TermId {
        if let Ok(Some(found)) = self.find_instance(of) {
            return found;
        }
        let hole = self.fresh_meta_of(of, MetaKind::Synthetic, NameId::ANONYMOUS);
        self.put_off(hole, span, PendingKind::Instance);
        self.store.free(hole)
    }

    /// A hole whose term is elaborated later.
    pub(crate) fn postpone_term(&mut self, syntax: &Syntax, expected: Option<TermId>) -> TermId {
        let of = match expected {
            Some(of) => of,
            None => self.fresh_type(),
        };
        let hole = self.fresh_meta_of(of, MetaKind::Opaque, NameId::ANONYMOUS);
        self.put_off(hole, syntax.span, PendingKind::Term(Rc::new(syntax.clone())));
        self.store.free(hole)
    }

    /// Does what can be done now; everything else stays pending.
    pub(crate) fn settle_gently(&mut self) -> Outcome<()> {
        while self.settle_round(Round::Gentle)? {}
        Ok(())
    }

    /// Fills everything that is pending since `from` except tactic blocks.
    pub(crate) fn settle_terms(&mut self) -> Outcome<()> {
        loop {
            self.settle_gently()?;
            if self.settle_round(Round::Eager)?
                || self.settle_default_instance()?
                || self.settle_round(Round::Final)?
            {
                continue;
            }
            return Ok(());
        }
    }

    /// Fills everything that is pending.
    ///
    /// # Errors
    /// What cannot be filled.
    pub fn settle_all(&mut self) -> Outcome<()> {
        loop {
            self.settle_terms()?;
            if !self.retry_postponed_levels(false) {
                return Err(Failure::Ill);
            }
            if !self.settle_tactic()? {
                break;
            }
        }
        match self.pending.first().cloned() {
            Some(pending) => Err(self.cannot_fill(&pending)),
            None => Ok(()),
        }
    }

    /// Runs on its own: what is put off inside is filled before it returns.
    pub(crate) fn settled<T>(&mut self, run: impl FnOnce(&mut Self) -> Outcome<T>) -> Outcome<T> {
        let outer = std::mem::take(&mut self.pending);
        let result = run(self).and_then(|value| self.settle_all().map(|()| value));
        self.pending = outer;
        result
    }

    fn cannot_fill(&mut self, pending: &Pending) -> Failure {
        let of = self.type_of_free(pending.hole).unwrap_or_else(|| self.store.proposition());
        let of = self.displayed(of);
        let fault = match pending.kind {
            PendingKind::Instance => Fault::NoInstance(of),
            _ => Fault::UnknownHole(of),
        };
        Failure::at(pending.span, fault)
    }

    fn settle_round(&mut self, round: Round) -> Outcome<bool> {
        let work = std::mem::take(&mut self.pending);
        let mut progress = false;
        for (position, pending) in work.iter().enumerate() {
            let done = match self.settle_one(pending, round) {
                Ok(done) => done,
                Err(failure) => {
                    Rc::make_mut(&mut self.pending).extend(work[position + 1..].iter().cloned());
                    return Err(failure);
                }
            };
            if done {
                progress = true;
                if round != Round::Gentle {
                    Rc::make_mut(&mut self.pending).extend(work[position + 1..].iter().cloned());
                    return Ok(true);
                }
            } else {
                Rc::make_mut(&mut self.pending).push(pending.clone());
            }
        }
        Ok(progress)
    }

    fn settle_one(&mut self, pending: &Rc<Pending>, round: Round) -> Outcome<bool> {
        let Some(meta) = self.variables.meta(pending.hole).cloned() else { return Ok(true) };
        match &pending.kind {
            PendingKind::Instance => self.settle_instance(pending),
            PendingKind::Term(syntax) => {
                let of = self.instantiate(meta.of);
                self.in_context(meta.context, |this| this.settle_term(pending, syntax, of, round))
            }
            PendingKind::Tactic(_) => Ok(false),
            PendingKind::Hole => Ok(self.variables.assignment(pending.hole).is_some()),
        }
    }

    fn settle_term(&mut self, pending: &Pending, syntax: &Syntax, of: TermId, round: Round) -> Outcome<bool> {
        let saved = std::mem::replace(&mut self.may_postpone, round == Round::Gentle);
        let result = self.attempt(|this| this.elaborate_now(syntax, Some(of)));
        self.may_postpone = saved;
        match result {
            Ok(term) => {
                let term = self.expect_type(syntax.span, term, of)?;
                self.assign_checked(pending.hole, term, pending.span)?;
                Ok(true)
            }
            Err(Failure::Postpone) => Ok(false),
            Err(Failure::Problem(_)) if round == Round::Eager => Ok(false),
            Err(failure) => Err(failure),
        }
    }

    /// Gives a hole its value, which must not contain the hole.
    pub(crate) fn assign_checked(&mut self, hole: FreeId, value: TermId, span: Span) -> Outcome<()> {
        let value = self.instantiate(value);
        if self.free_variables(value).contains(&hole) {
            return Err(Failure::at(span, Fault::Internal("a hole contains itself")));
        }
        self.assign(hole, value);
        Ok(())
    }

    fn settle_instance(&mut self, pending: &Pending) -> Outcome<bool> {
        let Some(meta) = self.variables.meta(pending.hole).cloned() else { return Ok(true) };
        let found = self.in_context(meta.context, |this| this.find_instance(meta.of));
        match found {
            Ok(Some(value)) => self.accept_instance(pending, value),
            Ok(None) => Ok(false),
            Err(failure) => {
                if self.variables.assignment(pending.hole).is_some() {
                    return Ok(true);
                }
                match failure {
                    Failure::Ill => Err(self.cannot_fill(pending)),
                    other => Err(other),
                }
            }
        }
    }

    fn accept_instance(&mut self, pending: &Pending, value: TermId) -> Outcome<bool> {
        if self.variables.assignment(pending.hole).is_none() {
            self.assign(pending.hole, value);
            return Ok(true);
        }
        let hole = self.store.free(pending.hole);
        let assigned = self.instantiate(hole);
        if self.unify(assigned, value) {
            return Ok(true);
        }
        let Some(of) = self.type_of_free(pending.hole) else { return Ok(true) };
        let of = self.displayed(of);
        Err(Failure::at(pending.span, Fault::NoInstance(of)))
    }

    fn settle_tactic(&mut self) -> Outcome<bool> {
        let Some(position) =
            self.pending.iter().position(|pending| matches!(pending.kind, PendingKind::Tactic(_)))
        else {
            return Ok(false);
        };
        let pending = Rc::make_mut(&mut self.pending).remove(position);
        if self.variables.assignment(pending.hole).is_some() {
            return Ok(true);
        }
        let PendingKind::Tactic(block) = &pending.kind else { return Ok(true) };
        let outer = std::mem::take(&mut self.pending);
        let context = self.context.clone();
        let result = crate::tactic::run(self, pending.hole, block).and_then(|()| self.settle_all());
        self.context = context;
        self.pending = outer;
        result.map(|()| true).map_err(|failure| match failure {
            Failure::Problem(problem) => Failure::Problem(problem),
            other => Failure::Problem(Box::new(Problem { ..other.into_problem(pending.span) })),
        })
    }
}
