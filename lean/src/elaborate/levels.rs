//! Universe levels with holes: simplification, assignment and comparison.
//! Given by: unification and the elaboration of terms.
//! Gives: simplified levels and solved level holes.
//! Holds: a constraint that cannot be decided yet is kept in `postponed_levels`, never dropped.

use super::session::Elaborator;
use kernel::{Level, LevelId, Name, NameId};

impl Elaborator<'_> {
    /// A level hole that occurs nowhere yet.
    pub fn fresh_level(&mut self) -> LevelId {
        let number = self.variables.fresh_level(self.depth);
        let prefix = self.known.level_hole;
        let name = self.store.name_number(prefix, number);
        self.store.level_parameter(name)
    }

    /// The number of a level hole.
    pub(crate) fn level_hole(&self, name: NameId) -> Option<u64> {
        match self.store.name_at(name) {
            Name::Number(prefix, number) if *prefix == self.known.level_hole => Some(*number),
            _ => None,
        }
    }

    /// The larger of two levels, simplified.
    pub fn level_max(&mut self, a: LevelId, b: LevelId) -> LevelId {
        if a == b || b == LevelId::ZERO {
            return a;
        }
        if a == LevelId::ZERO {
            return b;
        }
        let (base_a, offset_a) = self.level_offset(a);
        let (base_b, offset_b) = self.level_offset(b);
        if base_a == base_b {
            return if offset_a >= offset_b { a } else { b };
        }
        if base_a == LevelId::ZERO && offset_a <= offset_b {
            return b;
        }
        if base_b == LevelId::ZERO && offset_b <= offset_a {
            return a;
        }
        match (self.store.level_at(a), self.store.level_at(b)) {
            (_, Level::Max(left, right)) if left == a || right == a => b,
            (Level::Max(left, right), _) if left == b || right == b => a,
            _ => self.store.level(Level::Max(a, b)),
        }
    }

    /// The level of a function type, simplified.
    pub fn level_imax(&mut self, a: LevelId, b: LevelId) -> LevelId {
        if b == LevelId::ZERO || a == LevelId::ZERO || a == b || a == LevelId::ONE {
            return b;
        }
        if self.level_is_positive(b) { self.level_max(a, b) } else { self.store.level(Level::IMax(a, b)) }
    }

    /// Whether a level is a successor whatever its parameters are.
    fn level_is_positive(&self, level: LevelId) -> bool {
        match self.store.level_at(level) {
            Level::Zero | Level::Parameter(_) => false,
            Level::Successor(_) => true,
            Level::Max(a, b) => self.level_is_positive(a) || self.level_is_positive(b),
            Level::IMax(_, b) => self.level_is_positive(b),
        }
    }

    /// A level as a base without successor and the number of successors.
    pub(crate) fn level_offset(&self, level: LevelId) -> (LevelId, u32) {
        let mut base = level;
        let mut offset = 0;
        while let Level::Successor(of) = self.store.level_at(base) {
            base = of;
            offset += 1;
        }
        (base, offset)
    }

    /// Puts values for assigned level holes and simplifies.
    pub fn instantiate_level_holes(&mut self, level: LevelId) -> LevelId {
        if !self.store.level_has_parameter(level) {
            return level;
        }
        match self.store.level_at(level) {
            Level::Zero => level,
            Level::Successor(of) => {
                let of = self.instantiate_level_holes(of);
                self.store.level_successor(of)
            }
            Level::Max(a, b) => {
                let a = self.instantiate_level_holes(a);
                let b = self.instantiate_level_holes(b);
                self.level_max(a, b)
            }
            Level::IMax(a, b) => {
                let a = self.instantiate_level_holes(a);
                let b = self.instantiate_level_holes(b);
                self.level_imax(a, b)
            }
            Level::Parameter(name) => {
                let value = self.level_hole(name).and_then(|number| self.variables.level(number));
                match value {
                    Some(value) => self.instantiate_level_holes(value),
                    None => level,
                }
            }
        }
    }

    /// Whether a level contains a hole, assigned or not.
    pub(crate) fn level_has_hole(&self, level: LevelId) -> bool {
        self.store.level_has_parameter(level)
            && match self.store.level_at(level) {
                Level::Zero => false,
                Level::Successor(of) => self.level_has_hole(of),
                Level::Max(a, b) | Level::IMax(a, b) => self.level_has_hole(a) || self.level_has_hole(b),
                Level::Parameter(name) => self.level_hole(name).is_some(),
            }
    }

    fn level_mentions(&self, level: LevelId, target: LevelId) -> bool {
        level == target
            || match self.store.level_at(level) {
                Level::Zero | Level::Parameter(_) => false,
                Level::Successor(of) => self.level_mentions(of, target),
                Level::Max(a, b) | Level::IMax(a, b) => {
                    self.level_mentions(a, target) || self.level_mentions(b, target)
                }
            }
    }

    fn assignable_level(&self, level: LevelId) -> Option<u64> {
        match self.store.level_at(level) {
            Level::Parameter(name) => {
                self.level_hole(name).filter(|&number| self.variables.level_depth(number) == self.depth)
            }
            _ => None,
        }
    }

    /// Makes two levels equal by assigning holes; what cannot be decided yet is postponed.
    pub(crate) fn unify_levels(&mut self, a: LevelId, b: LevelId) -> bool {
        let a = self.instantiate_level_holes(a);
        let b = self.instantiate_level_holes(b);
        if a == b || self.assign_level_hole(a, b) || self.assign_level_hole(b, a) {
            return true;
        }
        match (self.store.level_at(a), self.store.level_at(b)) {
            (Level::Successor(a), Level::Successor(b)) => return self.unify_levels(a, b),
            (Level::Zero, Level::Successor(_)) | (Level::Successor(_), Level::Zero) => return false,
            (Level::Zero, _) => return self.unify_with_zero(b),
            (_, Level::Zero) => return self.unify_with_zero(a),
            (Level::Successor(a), _) => {
                if let Some(b) = self.level_predecessor(b) {
                    return self.unify_levels(a, b);
                }
            }
            (_, Level::Successor(b)) => {
                if let Some(a) = self.level_predecessor(a) {
                    return self.unify_levels(a, b);
                }
            }
            _ => {}
        }
        if self.level_has_hole(a) || self.level_has_hole(b) {
            self.postponed_levels.push((a, b));
            return true;
        }
        self.level_parts(a) == self.level_parts(b)
    }

    fn unify_with_zero(&mut self, level: LevelId) -> bool {
        match self.store.level_at(level) {
            Level::Max(a, b) => self.unify_levels(LevelId::ZERO, a) && self.unify_levels(LevelId::ZERO, b),
            Level::IMax(_, b) => self.unify_levels(LevelId::ZERO, b),
            Level::Parameter(name) if self.level_hole(name).is_some() => {
                // A hole of an outer search: its owner decides.
                self.postponed_levels.push((LevelId::ZERO, level));
                true
            }
            _ => false,
        }
    }

    fn assign_level_hole(&mut self, hole: LevelId, value: LevelId) -> bool {
        match self.assignable_level(hole) {
            Some(number) if !self.level_mentions(value, hole) => {
                self.variables.assign_level(number, value);
                true
            }
            _ => false,
        }
    }

    fn level_predecessor(&mut self, level: LevelId) -> Option<LevelId> {
        match self.store.level_at(level) {
            Level::Zero | Level::Parameter(_) => None,
            Level::Successor(of) => Some(of),
            Level::Max(a, b) | Level::IMax(a, b) => {
                let b = self.level_predecessor(b)?;
                let a = self.level_predecessor(a)?;
                Some(self.level_max(a, b))
            }
        }
    }

    /// The level as a maximum of bases with offsets, sorted, dominated ones left out.
    fn level_parts(&mut self, level: LevelId) -> Vec<(LevelId, u32)> {
        let mut parts = Vec::new();
        self.collect_level_parts(level, 0, &mut parts);
        let all = parts.clone();
        parts.retain(|&(base, offset)| {
            !all.iter().any(|&(other, larger)| {
                (base == other && larger > offset)
                    || (base == LevelId::ZERO && other != base && larger >= offset)
            })
        });
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    fn collect_level_parts(&mut self, level: LevelId, above: u32, parts: &mut Vec<(LevelId, u32)>) {
        let (base, offset) = self.level_offset(level);
        match self.store.level_at(base) {
            Level::Max(a, b) => {
                self.collect_level_parts(a, above + offset, parts);
                self.collect_level_parts(b, above + offset, parts);
            }
            _ => parts.push((base, above + offset)),
        }
    }

    /// Tries the postponed constraints again; with `force` also guesses. Answers whether none is contradictory.
    pub(crate) fn retry_postponed_levels(&mut self, force: bool) -> bool {
        loop {
            let constraints = std::mem::take(&mut self.postponed_levels);
            let before = self.variables.generation();
            for (a, b) in constraints {
                if !self.unify_levels(a, b) {
                    return false;
                }
            }
            if self.postponed_levels.is_empty() {
                return true;
            }
            if self.variables.generation() == before && !(force && self.guess_level()) {
                return true;
            }
        }
    }

    /// Solves one postponed constraint by the smallest value that could do; answers whether one was solved.
    fn guess_level(&mut self) -> bool {
        for position in 0..self.postponed_levels.len() {
            let (a, b) = self.postponed_levels[position];
            if self.guess_one(a, b) || self.guess_one(b, a) {
                self.postponed_levels.swap_remove(position);
                return true;
            }
        }
        false
    }

    fn guess_one(&mut self, a: LevelId, b: LevelId) -> bool {
        let left = self.level_parts(a);
        let right = self.level_parts(b);
        let Some(&(hole, offset)) = left
            .iter()
            .find(|&&(base, _)| self.assignable_level(base).is_some() && !self.level_mentions(b, base))
        else {
            return false;
        };
        let rest: Vec<(LevelId, u32)> = right.iter().copied().filter(|part| !left.contains(part)).collect();
        let wanted = if rest.is_empty() { right } else { rest };
        if wanted.iter().any(|&(base, above)| base != LevelId::ZERO && above < offset) {
            return false;
        }
        let mut value = LevelId::ZERO;
        for (base, above) in wanted {
            let mut part = base;
            for _ in 0..above.saturating_sub(offset) {
                part = self.store.level_successor(part);
            }
            value = self.level_max(value, part);
        }
        if self.level_mentions(value, hole) {
            return false;
        }
        self.assign_level_hole(hole, value)
    }
}
