//! Levels in the store.
//! Given by: whoever writes a universe.
//! Gives: `LevelId`, one layer of it, what is known of it, and instantiation of parameters.
//! Holds: ids are syntactic, and a part has a smaller id; nothing is simplified here, except by `level_imax`, which says so.

use super::Store;
use super::tier::LevelNode;
use crate::level::{Level, LevelId, LevelsId};
use crate::name::NameId;
use crate::table::handle;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

impl Store {
    /// Interns a level as it stands.
    pub fn level(&mut self, level: Level) -> LevelId {
        LevelId(self.find_or_add(&level, |store| store.new_level(level)))
    }

    fn new_level(&self, level: Level) -> LevelNode {
        let of = |id: LevelId| *self.level_node(id);
        let this = LevelId(handle(self.level_count()));
        let node = LevelNode { level, has_parameter: false, base: this, added: 0, decider: this };
        match level {
            Level::Zero => node,
            Level::Parameter(_) => LevelNode { has_parameter: true, ..node },
            Level::Successor(a) => {
                LevelNode { level, added: of(a).added.saturating_add(1), decider: LevelId::ONE, ..of(a) }
            }
            Level::Max(a, b) | Level::IMax(a, b) => {
                let decider = match (of(a).decider, of(b).decider) {
                    (_, decider) if matches!(level, Level::IMax(..)) => decider,
                    (LevelId::ONE, _) | (_, LevelId::ONE) => LevelId::ONE,
                    (LevelId::ZERO, other) | (other, LevelId::ZERO) => other,
                    (a, b) if a == b => a,
                    _ => this,
                };
                let (base, added) = self.larger(level).map_or((this, 0), |part| self.level_base(part));
                let has_parameter = of(a).has_parameter || of(b).has_parameter;
                LevelNode { level, has_parameter, base, added, decider }
            }
        }
    }

    fn level_node(&self, id: LevelId) -> &LevelNode {
        self.item(id.0 as usize)
    }

    /// Number of levels, one more than the largest index.
    pub(crate) fn level_count(&self) -> usize {
        self.base.levels.len() + self.top.levels.len()
    }

    /// One layer of a level.
    pub fn level_at(&self, id: LevelId) -> Level {
        self.level_node(id).level
    }

    /// Whether a parameter occurs in a level.
    pub fn level_has_parameter(&self, id: LevelId) -> bool {
        self.level_node(id).has_parameter
    }

    /// A level with the same parameters of which this one is a successor, and how many times.
    pub(crate) fn level_base(&self, id: LevelId) -> (LevelId, u32) {
        let node = self.level_node(id);
        (node.base, node.added)
    }

    /// A level that is zero exactly where this one is: 0, 1, a parameter or a maximum.
    pub(crate) fn level_decider(&self, id: LevelId) -> LevelId {
        self.level_node(id).decider
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
        LevelsId(self.find_or_add::<Box<[LevelId]>>(levels, |_| levels.into()))
    }

    /// The levels of a list.
    pub fn levels_at(&self, id: LevelsId) -> &[LevelId] {
        self.item::<Box<[LevelId]>>(id.0 as usize)
    }

    /// Replaces parameters by levels, side by side.
    pub fn instantiate_level(
        &mut self,
        level: LevelId,
        parameters: &[NameId],
        arguments: &[LevelId],
    ) -> LevelId {
        let argument_of = |parameter, name| {
            let mut pairs = parameters.iter().zip(arguments);
            pairs.find(|&(&parameter, _)| parameter == name).map_or(parameter, |(_, &argument)| argument)
        };
        let (mut base, mut added) = (level, 0);
        while let Level::Successor(of) = self.level_at(base) {
            (base, added) = (of, added + 1);
        }
        if let Level::Parameter(name) = self.level_at(base) {
            return (0..added).fold(argument_of(base, name), |of, _| self.level_successor(of));
        }
        let (mut found, mut pending) = (BTreeSet::new(), vec![level]);
        while let Some(next) = pending.pop() {
            if self.level_has_parameter(next) && found.insert(next) {
                match self.level_at(next) {
                    Level::Zero | Level::Parameter(_) => {}
                    Level::Successor(of) => pending.push(of),
                    Level::Max(a, b) | Level::IMax(a, b) => pending.extend([a, b]),
                }
            }
        }
        // Parts have smaller ids than what they are part of.
        let mut instances = FxHashMap::default();
        for next in found {
            let instance = match self.level_at(next) {
                Level::Parameter(name) => argument_of(next, name),
                layer => self.level(layer.map(|part| instances.get(&part).copied().unwrap_or(part))),
            };
            instances.insert(next, instance);
        }
        instances.get(&level).copied().unwrap_or(level)
    }

    /// Zero if `b` is zero, else the larger of the two, with the obvious cases simplified.
    pub fn level_imax(&mut self, a: LevelId, b: LevelId) -> LevelId {
        match (self.level_decider(b), self.level_at(b)) {
            (LevelId::ZERO, _) => LevelId::ZERO,
            (_, Level::Max(x, y) | Level::IMax(x, y)) if x == a || y == a => b,
            (decider, _) => match self.larger(Level::IMax(a, b)) {
                Some(larger) => larger,
                None if decider == LevelId::ONE => self.level(Level::Max(a, b)),
                None => self.level(Level::IMax(a, b)),
            },
        }
    }

    /// The part that a level equals, if it is evident that it is as large as the other part, which has no other parameters.
    fn larger(&self, level: Level) -> Option<LevelId> {
        let (Level::Max(a, b) | Level::IMax(a, b)) = level else { return None };
        let ((x, m), (y, n)) = (self.level_base(a), self.level_base(b));
        let is_largest = matches!(level, Level::Max(..)) || self.level_decider(b) == LevelId::ONE;
        // `imax 1 b` is `b`.
        if m <= n && (x == y || x == LevelId::ZERO) || !is_largest && x == LevelId::ZERO && m <= 1 {
            return Some(b);
        }
        (is_largest && n <= m && (x == y || y == LevelId::ZERO)).then_some(a)
    }

    /// A parameter that is not among those declared. What is seen to have none is not looked at again.
    pub(crate) fn undeclared_parameter(
        &self,
        levels: LevelsId,
        declared: &[NameId],
        seen: &mut FxHashSet<LevelId>,
    ) -> Option<NameId> {
        let (mut levels, mut pending) = (self.levels_at(levels).iter().copied(), Vec::new());
        while let Some(level) = levels.next().or_else(|| pending.pop()) {
            let (base, _) = self.level_base(level);
            match self.level_at(base) {
                Level::Parameter(name) if !declared.contains(&name) => {
                    seen.clear();
                    return Some(name);
                }
                Level::Max(a, b) | Level::IMax(a, b) if seen.insert(base) => pending.extend([a, b]),
                _ => {}
            }
        }
        None
    }
}
