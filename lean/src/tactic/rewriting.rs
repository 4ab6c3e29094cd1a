//! Rewriting with one equation: finding where its left side occurs, and transporting along it.
//! Given by: `rw`.
//! Gives: the rewritten type and the proof that leads from one to the other.
//! Holds: the first occurrence decides the holes of the equation; all its instances are rewritten.

use crate::elaborate::infer::Outcome;
use crate::elaborate::problem::Failure;
use crate::elaborate::session::{Elaborator, Transparency};
use crate::elaborate::variables::MetaKind;
use kernel::{BinderKind, FreeId, Kind, NameId, Term, TermId};

/// An equation that is ready for use, with holes for what its statement binds.
pub(super) struct Equation {
    pub(super) proof: TermId,
    pub(super) left: TermId,
    pub(super) right: TermId,
    pub(super) holes: Vec<(FreeId, BinderKind)>,
}

/// A type rewritten: the motive at the left side is the old one, at the right side the new one.
pub(super) struct Rewritten {
    pub(super) motive: TermId,
    pub(super) of: TermId,
}

impl Elaborator<'_> {
    /// A proof as an equation: its arguments become holes, an equivalence is one by `propext`.
    pub(super) fn as_equation(&mut self, proof: TermId) -> Outcome<Option<Equation>> {
        let of = self.infer(proof)?;
        let mut of = self.instantiate(of);
        let (mut proof, mut holes) = (proof, Vec::new());
        loop {
            self.tick()?;
            if let Term::Pi(binder, domain, body) = self.store.term_at(of) {
                let hole = self.hole_for(binder, domain);
                let argument = self.store.free(hole);
                holes.push((hole, binder.kind));
                proof = self.store.apply(proof, &[argument]);
                of = self.store.instantiate(body, &[argument]);
                of = self.head_beta(of);
                continue;
            }
            if let Some((proof, left, right)) = self.equation_sides(proof, of) {
                return Ok(Some(Equation { proof, left, right, holes }));
            }
            let reduced = self.whnf_core(of);
            let next = if reduced == of { self.unfold(of) } else { Some(reduced) };
            match next {
                Some(next) => of = next,
                None => return Ok(None),
            }
        }
    }

    /// A hole for an argument of a lemma.
    pub(super) fn hole_for(&mut self, binder: kernel::Binder, domain: TermId) -> FreeId {
        let kind = if binder.kind == BinderKind::Instance { MetaKind::Synthetic } else { MetaKind::Natural };
        self.fresh_meta_of(domain, kind, binder.name)
    }

    fn equation_sides(&mut self, proof: TermId, of: TermId) -> Option<(TermId, TermId, TermId)> {
        let (head, arguments) = self.store.spine(of);
        let Term::Constant(name, _) = self.store.term_at(head) else { return None };
        match *arguments.as_slice() {
            [_, left, right] if name == self.known.eq => Some((proof, left, right)),
            [left, right] if name == self.known.iff => {
                let rule = self.store.constant_named("propext");
                Some((self.store.apply(rule, &[left, right, proof]), left, right))
            }
            _ => None,
        }
    }

    /// A definition on holes, equal to its value by definition.
    pub(super) fn unfolding(&mut self, name: NameId) -> Outcome<Option<Equation>> {
        let levels = self.fresh_levels_for(name);
        let Some(Kind::Definition(..)) = self.environment.get(name).map(|constant| &constant.kind) else {
            return Ok(None);
        };
        let head = self.store.constant(name, &levels);
        let level_list = self.store.levels_of(&levels);
        let Some(mut value) = self.value_at(name, level_list) else { return Ok(None) };
        let mut of = self.infer(head)?;
        let (mut left, mut holes) = (head, Vec::new());
        while let (Term::Lambda(_, _, inner), Term::Pi(binder, domain, body)) =
            (self.store.term_at(value), self.store.term_at(of))
        {
            let hole = self.fresh_meta_of(domain, MetaKind::Natural, binder.name);
            let argument = self.store.free(hole);
            holes.push((hole, BinderKind::Explicit));
            left = self.store.apply(left, &[argument]);
            value = self.store.instantiate(inner, &[argument]);
            of = self.store.instantiate(body, &[argument]);
        }
        let level = self.universe_of(of)?;
        let rule = self.store.constant(self.known.eq_refl, &[level]);
        let proof = self.store.apply(rule, &[of, left]);
        let statement = self.equation(level, of, left, value);
        let proof = self.claimed(proof, statement);
        Ok(Some(Equation { proof, left, right: value, holes }))
    }

    /// A proof under a statement that is equal to its own by definition.
    pub(super) fn claimed(&mut self, proof: TermId, statement: TermId) -> TermId {
        let binder = kernel::Binder { name: self.known.this, kind: BinderKind::Explicit };
        let body = self.store.bound(0);
        let identity = self.store.lambda(binder, statement, body);
        self.store.apply(identity, &[proof])
    }

    /// The equation read from right to left.
    pub(super) fn reversed(&mut self, equation: Equation) -> Outcome<Equation> {
        let proof = self.symmetric(equation.proof)?;
        Ok(Equation { proof, left: equation.right, right: equation.left, holes: equation.holes })
    }

    /// Rewrites a type; nothing if the left side does not occur.
    pub(super) fn rewritten(&mut self, of: TermId, equation: &Equation) -> Outcome<Option<Rewritten>> {
        let of = self.instantiate(of);
        let left = self.instantiate(equation.left);
        let side = self.infer(left)?;
        let side = self.instantiate(side);
        let name = self.store.name_text(NameId::ANONYMOUS, "x");
        let local = self.fresh_local(name, BinderKind::Explicit, side);
        let variable = self.store.free(local);
        let body = self
            .at_transparency(Transparency::Instances, |this| this.abstract_occurrences(of, left, variable));
        if !self.free_variables(body).contains(&local) {
            return Ok(None);
        }
        if let Some(entry) = self.variables.local(local).copied() {
            let side = self.instantiate(entry.of);
            if let Some(entry) = self.variables.local_mut(local) {
                entry.of = side;
            }
        }
        let motive = self.bind_lambda(&[local], body)?;
        let right = self.instantiate(equation.right);
        let of = self.apply_beta(motive, &[right]);
        Ok(Some(Rewritten { motive, of }))
    }

    /// What is left of the holes of an equation: instances are found, the others become goals.
    pub(super) fn settle_equation(&mut self, equation: &Equation) -> Outcome<Vec<FreeId>> {
        let mut left = Vec::new();
        for &(hole, kind) in &equation.holes {
            if !self.is_open(hole) {
                continue;
            }
            let of = self.target(hole);
            if kind == BinderKind::Instance {
                match self.find_instance(of)? {
                    Some(found) => self.assign(hole, found),
                    None => return Err(Failure::Ill),
                }
            } else {
                if let Some(meta) = self.variables.meta_mut(hole) {
                    meta.kind = MetaKind::Opaque;
                }
                left.push(hole);
            }
        }
        Ok(left)
    }
}
