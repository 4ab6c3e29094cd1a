//! Holes and literals: terms that are made without looking at others.
//! Given by: the elaboration of terms.
//! Gives: fresh holes, numerals as instances of `OfNat`, characters.
//! Holds: a hole that was written is filled by unification, or reported.

use super::infer::Outcome;
use super::pending::PendingKind;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use super::variables::MetaKind;
use crate::syntax::span::Span;
use crate::syntax::tree::TacticBlock;
use kernel::{NameId, TermId};
use num_bigint::BigUint;
use std::rc::Rc;

impl Elaborator<'_> {
    pub(super) fn elaborate_hole(&mut self, span: Span, expected: Option<TermId>) -> TermId {
        let of = match expected {
            Some(of) => of,
            None => self.fresh_type(),
        };
        let hole = self.fresh_meta_of(of, MetaKind::Natural, NameId::ANONYMOUS);
        self.put_off(hole, span, PendingKind::Hole);
        self.store.free(hole)
    }

    pub(super) fn elaborate_named_hole(
        &mut self,
        span: Span,
        name: Option<&str>,
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        if !self.state_allows_goals() {
            let of = match expected {
                Some(of) => self.displayed(of),
                None => self.store.proposition(),
            };
            return Err(Failure::at(span, Fault::UnknownHole(of)));
        }
        let name = match name {
            Some(name) => self.store.name_text(NameId::ANONYMOUS, name),
            None => NameId::ANONYMOUS,
        };
        if name != NameId::ANONYMOUS
            && let Some(&(_, hole)) = self.goal_holes.iter().find(|&&(known, _)| known == name)
        {
            return Ok(self.store.free(hole));
        }
        let of = match expected {
            Some(of) => of,
            None => self.fresh_type(),
        };
        let hole = self.fresh_meta_of(of, MetaKind::Opaque, name);
        self.goal_holes.push((name, hole));
        Ok(self.store.free(hole))
    }

    fn state_allows_goals(&self) -> bool {
        self.allow_goals
    }

    pub(super) fn elaborate_block(
        &mut self,
        span: Span,
        block: &TacticBlock,
        expected: Option<TermId>,
    ) -> TermId {
        let of = match expected {
            Some(of) => of,
            None => self.fresh_type(),
        };
        let hole = self.fresh_meta_of(of, MetaKind::Opaque, NameId::ANONYMOUS);
        self.put_off(hole, span, PendingKind::Tactic(Rc::new(block.clone())));
        self.store.free(hole)
    }

    pub(crate) fn character(&mut self, value: char) -> TermId {
        let code = self.store.natural(BigUint::from(u32::from(value)));
        let head = self.store.constant(self.known.char_of_nat, &[]);
        self.store.apply(head, &[code])
    }

    /// A numeral as an instance of `OfNat`.
    pub(crate) fn elaborate_number(
        &mut self,
        span: Span,
        value: &BigUint,
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let level = self.fresh_level();
        let above = self.store.level_successor(level);
        let sort = self.store.sort(above);
        let of = match expected {
            Some(expected) => {
                let expected = self.instantiate(expected);
                let kind = self.infer(expected)?;
                if self.unify(kind, sort) { expected } else { self.fresh_meta(sort) }
            }
            None => self.fresh_meta(sort),
        };
        let number = self.store.natural(value.clone());
        let class = self.store.constant(self.known.of_nat_class, &[level]);
        let class = self.store.apply(class, &[of, number]);
        let instance = self.instance_hole(class, span);
        let head = self.store.constant(self.known.of_nat, &[level]);
        Ok(self.store.apply(head, &[of, number, instance]))
    }
}
