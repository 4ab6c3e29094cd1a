//! Instance search: values of classes, found by backward chaining over the declared instances.
//! Given by: pending instance holes, reduction that is stuck on one, tactics.
//! Gives: an instance, or why there is none.
//! Holds: the search is bounded in depth and steps; holes of the caller are not assigned by it, except outputs of classes.

use super::infer::Outcome;
use super::problem::Failure;
use super::session::{Elaborator, Transparency};
use super::variables::MetaKind;
use kernel::{BinderKind, FreeId, LevelId, NameId, Term, TermId};

const SEARCH_DEPTH: u32 = 24;

impl Elaborator<'_> {
    /// The class that a type is an application of, under its function arguments.
    pub fn class_of(&mut self, of: TermId) -> Option<NameId> {
        let mut body = of;
        while let Term::Pi(_, _, inner) = self.store.term_at(body) {
            body = inner;
        }
        if let Some(class) = self.class_at_head(body) {
            return Some(class);
        }
        let body =
            if self.store.facts_at(body).loose == 0 { self.whnf_reducible(body) } else { return None };
        let mut result = body;
        while let Term::Pi(_, _, inner) = self.store.term_at(result) {
            result = inner;
        }
        self.class_at_head(result)
    }

    fn class_at_head(&self, of: TermId) -> Option<NameId> {
        match self.store.term_at(self.head_of(of)) {
            Term::Constant(name, _) if self.state.attributes.classes.contains_key(&name) => Some(name),
            _ => None,
        }
    }

    /// An instance of a class; `None` if too little is known of its arguments.
    ///
    /// # Errors
    /// `Failure::Ill` if there is no instance, `Failure::Limit` if the search was cut off.
    pub fn find_instance(&mut self, of: TermId) -> Outcome<Option<TermId>> {
        let of = self.instantiate(of);
        let of = match self.store.term_at(self.head_of(of)) {
            Term::Pi(..) => of,
            _ if self.class_at_head(of).is_some() => of,
            _ => self.whnf_reducible(of),
        };
        let of = self.instantiate(of);
        if matches!(self.store.term_at(of), Term::Pi(..)) {
            return self.find_instance_function(of);
        }
        let Some(class) = self.class_at_head(of) else {
            return if self.has_meta(of) { Ok(None) } else { Err(Failure::Ill) };
        };
        if self.inputs_have_holes(class, of) {
            return Ok(None);
        }
        let key = (of, self.local_instances());
        let cacheable = !self.has_hole(of);
        if cacheable && let Some(&known) = self.caches.instances.get(&key) {
            return known.map(Some).ok_or(Failure::Ill);
        }
        self.depth += 1;
        let goal = self.with_fresh_outputs(class, of).unwrap_or(of);
        let found = self.at_transparency(Transparency::Instances, |this| this.search(goal, SEARCH_DEPTH));
        let found = found.map(|found| self.instantiate(found));
        self.depth -= 1;
        if cacheable && !self.exhausted {
            self.caches.instances.insert(key, found);
        }
        match found {
            Some(found) if goal == of || self.accept_outputs(found, of) => Ok(Some(found)),
            _ if self.exhausted => Err(Failure::Limit),
            _ => Err(Failure::Ill),
        }
    }

    fn accept_outputs(&mut self, found: TermId, of: TermId) -> bool {
        match self.infer(found) {
            Ok(found) => self.unify(found, of),
            Err(_) => false,
        }
    }

    /// An instance for every value of the arguments.
    fn find_instance_function(&mut self, of: TermId) -> Outcome<Option<TermId>> {
        self.enter()?;
        let result = self.scoped(|this| {
            let Term::Pi(binder, domain, body) = this.store.term_at(of) else { return Err(Failure::Ill) };
            let local = this.push_local(binder.name, binder.kind, domain);
            let variable = this.store.free(local);
            let body = this.store.instantiate(body, &[variable]);
            match this.find_instance(body)? {
                Some(found) => this.bind_lambda(&[local], found).map(Some),
                None => Ok(None),
            }
        });
        self.leave();
        result
    }

    fn is_output(&self, class: NameId, position: usize) -> bool {
        self.state.attributes.classes.get(&class).is_some_and(|class| class.outputs.contains(&position))
    }

    fn inputs_have_holes(&mut self, class: NameId, of: TermId) -> bool {
        let (_, arguments) = self.store.spine(of);
        (0..arguments.len())
            .any(|position| !self.is_output(class, position) && self.has_meta(arguments[position]))
    }

    fn with_fresh_outputs(&mut self, class: NameId, of: TermId) -> Outcome<TermId> {
        let (head, mut arguments) = self.store.spine(of);
        let mut changed = false;
        for (position, argument) in arguments.iter_mut().enumerate() {
            if self.is_output(class, position) {
                let of = self.infer(*argument)?;
                *argument = self.fresh_meta(of);
                changed = true;
            }
        }
        Ok(if changed { self.store.apply(head, &arguments) } else { of })
    }

    /// Hypotheses whose type is a class, innermost last.
    fn local_instances(&mut self) -> Vec<FreeId> {
        let variables = self.context.variables().to_vec();
        variables
            .into_iter()
            .filter(|&variable| {
                let of = self.variables.local(variable).map(|local| local.of);
                of.is_some_and(|of| self.class_of(of).is_some())
            })
            .collect()
    }

    fn search(&mut self, goal: TermId, depth: u32) -> Option<TermId> {
        let goal = self.instantiate(goal);
        let class = self.class_at_head(goal)?;
        if depth == 0 || self.enter().is_err() {
            return None;
        }
        let found = self.search_candidates(goal, class, depth);
        self.leave();
        found
    }

    fn search_candidates(&mut self, goal: TermId, class: NameId, depth: u32) -> Option<TermId> {
        for local in self.local_instances().into_iter().rev() {
            let of = self.type_of_free(local)?;
            if self.class_of(of) != Some(class) {
                continue;
            }
            let candidate = self.store.free(local);
            if let Some(found) = self.try_candidate(goal, candidate, of, depth) {
                return Some(found);
            }
        }
        for name in self.candidates(class) {
            let levels: Vec<LevelId> = self.fresh_levels_for(name);
            let candidate = self.store.constant(name, &levels);
            let Some(of) = self.type_of_constant(name, &levels) else { continue };
            if let Some(found) = self.try_candidate(goal, candidate, of, depth) {
                return Some(found);
            }
        }
        None
    }

    /// Fresh level holes for the universe parameters of a constant.
    pub fn fresh_levels_for(&mut self, name: NameId) -> Vec<LevelId> {
        let count = self.environment.get(name).map_or(0, |constant| constant.levels.len());
        (0..count).map(|_| self.fresh_level()).collect()
    }

    /// The instances of a class: by priority, the latest first.
    fn candidates(&self, class: NameId) -> Vec<NameId> {
        let mut names: Vec<NameId> = self.state.attributes.by_class.get(&class).cloned().unwrap_or_default();
        names.reverse();
        names.sort_by_key(|name| {
            std::cmp::Reverse(
                self.state.attributes.instances.get(name).map_or(0, |instance| instance.priority),
            )
        });
        names
    }

    fn try_candidate(&mut self, goal: TermId, candidate: TermId, of: TermId, depth: u32) -> Option<TermId> {
        let mark = self.variables.mark();
        let levels = self.postponed_levels.clone();
        let found = self.apply_candidate(goal, candidate, of, depth);
        if found.is_some() {
            self.variables.keep(mark);
        } else {
            self.variables.roll_back(mark);
            self.postponed_levels = levels;
        }
        found
    }

    fn apply_candidate(&mut self, goal: TermId, candidate: TermId, of: TermId, depth: u32) -> Option<TermId> {
        let mut holes = Vec::new();
        let mut result = of;
        loop {
            match self.store.term_at(result) {
                Term::Pi(binder, domain, body) => {
                    let hole = self.fresh_meta(domain);
                    holes.push((hole, binder.kind));
                    result = self.store.instantiate(body, &[hole]);
                }
                _ => {
                    let next = self.whnf_reducible(result);
                    if matches!(self.store.term_at(next), Term::Pi(..)) {
                        result = next;
                    } else {
                        break;
                    }
                }
            }
        }
        if !self.unify(result, goal) {
            return None;
        }
        for &(hole, kind) in &holes {
            self.fill_candidate_hole(hole, kind, depth)?;
        }
        let arguments: Vec<TermId> = holes.iter().map(|&(hole, _)| hole).collect();
        let value = self.store.apply(candidate, &arguments);
        let value = self.instantiate(value);
        (!self.has_open_meta(value)).then_some(value)
    }

    fn fill_candidate_hole(&mut self, hole: TermId, kind: BinderKind, depth: u32) -> Option<()> {
        let Term::Free(variable) = self.store.term_at(hole) else { return Some(()) };
        if kind != BinderKind::Instance || self.variables.assignment(variable).is_some() {
            return Some(());
        }
        let of = self.type_of_free(variable)?;
        let of = self.instantiate(of);
        let found = if matches!(self.store.term_at(of), Term::Pi(..)) {
            self.find_instance_function(of).ok()??
        } else {
            self.search(of, depth - 1)?
        };
        self.unify(hole, found).then_some(())
    }

    /// Fills a hole that waits for an instance; answers whether it was filled.
    pub(crate) fn synthesize_hole(&mut self, hole: FreeId) -> bool {
        let Some(meta) = self.variables.meta(hole).cloned() else { return false };
        if meta.kind != MetaKind::Synthetic || meta.depth != self.depth || !self.is_open(hole) {
            return false;
        }
        match self.in_context(meta.context, |this| this.find_instance(meta.of)) {
            Ok(Some(found)) if self.is_open(hole) => {
                self.assign(hole, found);
                true
            }
            _ => false,
        }
    }

    /// Fills the hole at the head of a term if it waits for an instance.
    pub(crate) fn synthesize_if_pending(&mut self, id: TermId) {
        let id = self.resolve_head(id);
        if let Term::Free(variable) = self.store.term_at(self.head_of(id)) {
            self.synthesize_hole(variable);
        }
    }

    /// Decides one pending instance by a default; answers whether one was decided.
    pub(crate) fn settle_default_instance(&mut self) -> Outcome<bool> {
        let mut best: Option<(u32, FreeId, NameId)> = None;
        for pending in self.pending.clone().iter() {
            if !matches!(pending.kind, super::pending::PendingKind::Instance) || !self.is_open(pending.hole) {
                continue;
            }
            let Some(of) = self.type_of_free(pending.hole) else { continue };
            let of = self.instantiate(of);
            let Some(class) = self.class_at_head(of) else { continue };
            let defaults = self.state.attributes.default_instances.get(&class).cloned().unwrap_or_default();
            for (name, priority) in defaults {
                if best.is_none_or(|(other, ..)| priority > other) && self.fits_default(pending.hole, name) {
                    best = Some((priority, pending.hole, name));
                }
            }
        }
        let Some((_, hole, name)) = best else { return Ok(false) };
        Ok(self.take_default(hole, name).is_some())
    }

    fn fits_default(&mut self, hole: FreeId, name: NameId) -> bool {
        self.attempt(|this| match this.take_default(hole, name) {
            // Taken back in any case: only the answer is wanted.
            Some(()) => Err(true),
            None => Err::<(), bool>(false),
        })
        .is_err_and(|fits| fits)
    }

    fn take_default(&mut self, hole: FreeId, name: NameId) -> Option<()> {
        let meta = self.variables.meta(hole).cloned()?;
        self.in_context(meta.context, |this| {
            let levels = this.fresh_levels_for(name);
            let mut value = this.store.constant(name, &levels);
            let mut of = this.type_of_constant(name, &levels)?;
            while let Term::Pi(binder, domain, body) = this.store.term_at(of) {
                let argument = if binder.kind == BinderKind::Instance {
                    this.instance_hole(domain, crate::syntax::span::Span::default())
                } else {
                    this.fresh_meta(domain)
                };
                value = this.store.apply(value, &[argument]);
                of = this.store.instantiate(body, &[argument]);
            }
            let wanted = this.instantiate(meta.of);
            if !this.unify(of, wanted) {
                return None;
            }
            this.assign(hole, value);
            Some(())
        })
    }
}
