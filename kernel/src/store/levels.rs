//! Levels in the store.
//! Given by: whoever writes a universe.
//! Gives: `LevelId`, one layer of it, and instantiation of parameters.
//! Holds: ids are syntactic; nothing is simplified here, except by `level_max` and `level_imax`, which say so.

use super::Store;
use super::tier::{LevelNode, of_level, of_levels};
use crate::level::{Level, LevelId, LevelsId};
use crate::name::NameId;
use crate::table::Memo;
use rustc_hash::FxHashSet;

impl Store {
    /// Interns a level as it stands.
    pub fn level(&mut self, level: Level) -> LevelId {
        let hash = of_level(level);
        if let Some(id) = self.find(hash, |node: &LevelNode| node.level == level) {
            return LevelId(id);
        }
        let of = |id: LevelId| self.level_node(id);
        let (has_parameter, nesting) = match level {
            Level::Zero => (false, 0),
            Level::Parameter(_) => (true, 0),
            Level::Successor(a) => (of(a).has_parameter, of(a).nesting.saturating_add(1)),
            Level::Max(a, b) | Level::IMax(a, b) => {
                let nesting = of(a).nesting.max(of(b).nesting).saturating_add(1);
                (of(a).has_parameter || of(b).has_parameter, nesting)
            }
        };
        let node = LevelNode { level, has_parameter, nesting };
        LevelId(self.add(!self.marked, node))
    }

    fn level_node(&self, id: LevelId) -> &LevelNode {
        self.item(id.index())
    }

    /// One layer of a level.
    #[must_use]
    pub fn level_at(&self, id: LevelId) -> Level {
        self.level_node(id).level
    }

    /// Whether a parameter occurs in a level.
    #[must_use]
    pub fn level_has_parameter(&self, id: LevelId) -> bool {
        self.level_node(id).has_parameter
    }

    /// How deep a level is nested.
    #[must_use]
    pub fn level_nesting(&self, id: LevelId) -> u32 {
        self.level_node(id).nesting
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
        let hash = of_levels(levels);
        LevelsId(match self.find::<Box<[LevelId]>>(hash, |list| **list == *levels) {
            Some(id) => id,
            None => self.add::<Box<[LevelId]>>(!self.marked, levels.into()),
        })
    }

    /// The levels of a list.
    #[must_use]
    pub fn levels_at(&self, id: LevelsId) -> &[LevelId] {
        self.item::<Box<[LevelId]>>(id.index())
    }

    /// Replaces parameters by levels, side by side.
    pub fn instantiate_level(
        &mut self,
        level: LevelId,
        parameters: &[NameId],
        arguments: &[LevelId],
    ) -> LevelId {
        let of_parameter = |name| parameters.iter().position(|&parameter| parameter == name);
        if let Level::Parameter(name) = self.level_at(level) {
            return of_parameter(name).and_then(|position| arguments.get(position).copied()).unwrap_or(level);
        }
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
        memo: &mut Memo<u32>,
    ) -> LevelId {
        if !self.level_has_parameter(level) {
            return level;
        }
        if let Some(done) = memo.get((level.0, 0)) {
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
        memo.insert((level.0, 0), result.0);
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
            (_, Level::IMax(c, _)) if a == c => b,
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
