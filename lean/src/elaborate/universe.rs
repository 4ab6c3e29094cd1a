//! Universes as written, and the generalization of what stayed open.
//! Given by: the elaboration of terms and declarations.
//! Gives: kernel levels, and universe parameters of declarations.
//! Holds: after generalization a declaration has no level holes.

use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::tree::{Level as LevelSyntax, LevelKind, Term as Syntax, TermKind};
use kernel::{Level, LevelId, NameId, Term, TermId};
use rustc_hash::FxHashSet;

impl Elaborator<'_> {
    pub(crate) fn elaborate_universe(&mut self, syntax: &Syntax) -> Outcome<TermId> {
        let level = match &syntax.kind {
            TermKind::Type(None) => LevelId::ONE,
            TermKind::Type(Some(level)) => {
                let level = self.elaborate_level(level)?;
                self.store.level_successor(level)
            }
            TermKind::Sort(Some(level)) => self.elaborate_level(level)?,
            _ => LevelId::ZERO,
        };
        Ok(self.store.sort(level))
    }

    pub(crate) fn elaborate_level(&mut self, syntax: &LevelSyntax) -> Outcome<LevelId> {
        match &syntax.kind {
            LevelKind::Number(number) => {
                if *number > 1000 {
                    return Err(Failure::at(syntax.span, Fault::Limit));
                }
                Ok((0..*number).fold(LevelId::ZERO, |level, _| self.store.level_successor(level)))
            }
            LevelKind::Name(name) => self.named_level(syntax, name),
            LevelKind::Hole => Ok(self.fresh_level()),
            LevelKind::Add(of, number) => {
                if *number > 1000 {
                    return Err(Failure::at(syntax.span, Fault::Limit));
                }
                let of = self.elaborate_level(of)?;
                Ok((0..*number).fold(of, |level, _| self.store.level_successor(level)))
            }
            LevelKind::Max(parts) => self.elaborate_level_fold(parts, Self::level_max),
            LevelKind::IMax(parts) => self.elaborate_level_fold(parts, Self::level_imax),
        }
    }

    fn elaborate_level_fold(
        &mut self,
        parts: &[LevelSyntax],
        join: fn(&mut Self, LevelId, LevelId) -> LevelId,
    ) -> Outcome<LevelId> {
        let mut result = None;
        for part in parts.iter().rev() {
            let level = self.elaborate_level(part)?;
            result = Some(match result {
                Some(rest) => join(self, level, rest),
                None => level,
            });
        }
        Ok(result.unwrap_or(LevelId::ZERO))
    }

    fn named_level(&mut self, syntax: &LevelSyntax, name: &str) -> Outcome<LevelId> {
        let id = self.store.name_text(NameId::ANONYMOUS, name);
        if !self.scope.levels.contains(&id) {
            if !self.scope.binds_levels {
                return Err(Failure::at(syntax.span, Fault::UnknownLevel(name.to_string())));
            }
            self.scope.levels.push(id);
        }
        Ok(self.store.level_parameter(id))
    }

    /// Gives every open level hole of the terms a universe parameter of its own.
    pub(crate) fn generalize_levels(&mut self, terms: &[TermId]) {
        let mut holes = Vec::new();
        for &term in terms {
            let term = self.instantiate(term);
            self.collect_level_holes(term, &mut holes);
        }
        for number in holes {
            let name = self.fresh_level_name();
            self.scope.levels.push(name);
            let level = self.store.level_parameter(name);
            self.variables.assign_level(number, level);
        }
    }

    /// Gives every open level hole of the terms the level zero.
    pub(crate) fn ground_levels(&mut self, terms: &[TermId]) {
        let mut holes = Vec::new();
        for &term in terms {
            let term = self.instantiate(term);
            self.collect_level_holes(term, &mut holes);
        }
        for number in holes {
            self.variables.assign_level(number, LevelId::ZERO);
        }
    }

    fn fresh_level_name(&mut self) -> NameId {
        let mut number = 1;
        loop {
            let name = self.store.name_text(NameId::ANONYMOUS, &format!("u_{number}"));
            if !self.scope.levels.contains(&name) {
                return name;
            }
            number += 1;
        }
    }

    fn collect_level_holes(&mut self, id: TermId, holes: &mut Vec<u64>) {
        let mut seen = FxHashSet::default();
        let mut stack = vec![id];
        while let Some(next) = stack.pop() {
            if !self.has_hole(next) || !seen.insert(next) {
                continue;
            }
            match self.store.term_at(next) {
                Term::Sort(level) => self.level_holes_of(level, holes),
                Term::Constant(_, levels) => {
                    for level in self.store.levels_at(levels).to_vec() {
                        self.level_holes_of(level, holes);
                    }
                }
                Term::Apply(a, b) | Term::Lambda(_, a, b) | Term::Pi(_, a, b) => stack.extend([b, a]),
                Term::Let { of, value, body, .. } => stack.extend([body, value, of]),
                Term::Project(_, _, of) => stack.push(of),
                _ => {}
            }
        }
    }

    fn level_holes_of(&self, level: LevelId, holes: &mut Vec<u64>) {
        match self.store.level_at(level) {
            Level::Zero => {}
            Level::Successor(of) => self.level_holes_of(of, holes),
            Level::Max(a, b) | Level::IMax(a, b) => {
                self.level_holes_of(a, holes);
                self.level_holes_of(b, holes);
            }
            Level::Parameter(name) => {
                if let Some(number) = self.level_hole(name)
                    && self.variables.level(number).is_none()
                    && !holes.contains(&number)
                {
                    holes.push(number);
                }
            }
        }
    }

    /// The universe parameters that occur in the terms, in the order of the scope.
    pub(crate) fn used_levels(&self, terms: &[TermId]) -> Vec<NameId> {
        let mut used = FxHashSet::default();
        let mut seen = FxHashSet::default();
        let mut stack = terms.to_vec();
        while let Some(next) = stack.pop() {
            if !self.store.facts_at(next).has_level_parameter || !seen.insert(next) {
                continue;
            }
            match self.store.term_at(next) {
                Term::Sort(level) => self.level_names(level, &mut used),
                Term::Constant(_, levels) => {
                    for &level in self.store.levels_at(levels) {
                        self.level_names(level, &mut used);
                    }
                }
                Term::Apply(a, b) | Term::Lambda(_, a, b) | Term::Pi(_, a, b) => stack.extend([b, a]),
                Term::Let { of, value, body, .. } => stack.extend([body, value, of]),
                Term::Project(_, _, of) => stack.push(of),
                _ => {}
            }
        }
        self.scope.levels.iter().copied().filter(|name| used.contains(name)).collect()
    }

    fn level_names(&self, level: LevelId, used: &mut FxHashSet<NameId>) {
        match self.store.level_at(level) {
            Level::Zero => {}
            Level::Successor(of) => self.level_names(of, used),
            Level::Max(a, b) | Level::IMax(a, b) => {
                self.level_names(a, used);
                self.level_names(b, used);
            }
            Level::Parameter(name) => {
                used.insert(name);
            }
        }
    }
}
