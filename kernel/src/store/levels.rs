//! Levels in the store.
//! Given by: whoever writes a universe.
//! Gives: `LevelId`, one layer of it, and instantiation of parameters.
//! Holds: ids are syntactic; nothing is simplified here, except by `level_max` and `level_imax`, which say so.

use super::{LevelFacts, Store, handle};
use crate::level::{Level, LevelId, LevelsId};
use crate::name::NameId;
use crate::table::Memo;
use rustc_hash::FxHashSet;

impl Store {
    /// Interns a level as it stands.
    pub fn level(&mut self, level: Level) -> LevelId {
        if let Some(&id) = self.level_index.get(&level) {
            return id;
        }
        let of = |id: LevelId| self.level_facts[id.index()];
        let facts = match level {
            Level::Zero => LevelFacts { has_parameter: false, nesting: 0 },
            Level::Parameter(_) => LevelFacts { has_parameter: true, nesting: 0 },
            Level::Successor(a) => LevelFacts { nesting: of(a).nesting.saturating_add(1), ..of(a) },
            Level::Max(a, b) | Level::IMax(a, b) => LevelFacts {
                has_parameter: of(a).has_parameter || of(b).has_parameter,
                nesting: of(a).nesting.max(of(b).nesting).saturating_add(1),
            },
        };
        let id = LevelId(handle(self.levels.len()));
        self.levels.push(level);
        self.level_facts.push(facts);
        self.level_index.insert(level, id);
        id
    }

    /// One layer of a level.
    #[must_use]
    pub fn level_at(&self, id: LevelId) -> Level {
        self.levels[id.index()]
    }

    /// Whether a parameter occurs in a level.
    #[must_use]
    pub fn level_has_parameter(&self, id: LevelId) -> bool {
        self.level_facts[id.index()].has_parameter
    }

    /// How deep a level is nested.
    #[must_use]
    pub fn level_nesting(&self, id: LevelId) -> u32 {
        self.level_facts[id.index()].nesting
    }

    /// The successor of a level.
    pub fn level_successor(&mut self, of: LevelId) -> LevelId {
        self.level(Level::Successor(of))
    }

    /// A universe parameter as a level.
    pub fn level_parameter(&mut self, name: NameId) -> LevelId {
        self.level(Level::Parameter(name))
    }

    /// Interns a list of levels.
    pub fn levels_of(&mut self, levels: &[LevelId]) -> LevelsId {
        if let Some(&id) = self.level_list_index.get(levels) {
            return id;
        }
        let id = LevelsId(handle(self.level_lists.len()));
        self.level_lists.push(levels.into());
        self.level_list_index.insert(levels.into(), id);
        id
    }

    /// The levels of a list.
    #[must_use]
    pub fn levels_at(&self, id: LevelsId) -> &[LevelId] {
        &self.level_lists[id.index()]
    }

    /// Replaces parameters by levels, side by side.
    pub fn instantiate_level(
        &mut self,
        level: LevelId,
        parameters: &[NameId],
        arguments: &[LevelId],
    ) -> LevelId {
        let mut memo = self.memos.pop().unwrap_or_default();
        let result = self.instantiate_level_in(level, parameters, arguments, &mut memo);
        memo.clear();
        self.memos.push(memo);
        result
    }

    fn instantiate_level_in(
        &mut self,
        level: LevelId,
        parameters: &[NameId],
        arguments: &[LevelId],
        memo: &mut Memo,
    ) -> LevelId {
        if !self.level_has_parameter(level) {
            return level;
        }
        if let Some(done) = memo.get(u64::from(level.0)) {
            return LevelId(done);
        }
        let mut part = |store: &mut Store, of| store.instantiate_level_in(of, parameters, arguments, memo);
        let result = match self.level_at(level) {
            Level::Zero => level,
            Level::Successor(of) => {
                let of = part(self, of);
                self.level(Level::Successor(of))
            }
            Level::Max(a, b) => {
                let (a, b) = (part(self, a), part(self, b));
                self.level(Level::Max(a, b))
            }
            Level::IMax(a, b) => {
                let (a, b) = (part(self, a), part(self, b));
                self.level(Level::IMax(a, b))
            }
            Level::Parameter(name) => parameters
                .iter()
                .position(|&parameter| parameter == name)
                .and_then(|position| arguments.get(position).copied())
                .unwrap_or(level),
        };
        memo.insert(u64::from(level.0), result.0);
        result
    }

    /// The larger of two levels, with the obvious cases simplified.
    pub fn level_max(&mut self, a: LevelId, b: LevelId) -> LevelId {
        match (self.level_at(a), self.level_at(b)) {
            _ if a == b => a,
            (Level::Zero, _) => b,
            (_, Level::Zero) => a,
            (Level::Successor(x), Level::Successor(y)) => {
                let larger = self.level_max(x, y);
                self.level(Level::Successor(larger))
            }
            (_, Level::Max(x, y)) if x == a || y == a => b,
            (Level::Max(x, y), _) if x == b || y == b => a,
            _ => self.level(Level::Max(a, b)),
        }
    }

    /// Zero if `b` is zero, else the larger of the two, with the obvious cases simplified.
    pub fn level_imax(&mut self, a: LevelId, b: LevelId) -> LevelId {
        match (self.level_at(a), self.level_at(b)) {
            (_, Level::Zero) => b,
            (_, Level::Successor(_)) => self.level_max(a, b),
            (Level::Zero, _) => b,
            _ if a == b => a,
            _ => self.level(Level::IMax(a, b)),
        }
    }

    /// A parameter of a level that is not among those declared; each shared part is visited once.
    pub(crate) fn undeclared_parameter(&self, level: LevelId, declared: &[NameId]) -> Option<NameId> {
        let mut seen = FxHashSet::default();
        let mut pending = vec![level];
        while let Some(level) = pending.pop() {
            if !self.level_has_parameter(level) || !seen.insert(level) {
                continue;
            }
            match self.level_at(level) {
                Level::Zero => {}
                Level::Successor(of) => pending.push(of),
                Level::Max(a, b) | Level::IMax(a, b) => pending.extend([a, b]),
                Level::Parameter(name) if declared.contains(&name) => {}
                Level::Parameter(name) => return Some(name),
            }
        }
        None
    }
}
