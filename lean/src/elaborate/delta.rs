//! Unfolding of definitions, as far as the transparency allows.
//! Given by: reduction and comparison.
//! Gives: what a constant at the head stands for.
//! Holds: a definition that would get stuck in a case distinction is not unfolded by `unfold`.

use super::reduce::Projection;
use super::session::{Elaborator, Transparency};
use kernel::{Hint, Kind, NameId, Term, TermId};

impl Elaborator<'_> {
    /// Whether a definition may be unfolded at the current transparency.
    pub(crate) fn can_unfold(&mut self, name: NameId, hint: Hint) -> bool {
        match self.transparency {
            Transparency::All => true,
            Transparency::Default => !self.state.attributes.irreducible.contains(&name),
            Transparency::Instances => {
                self.state.attributes.instances.contains_key(&name) || self.is_reducible(name, hint)
            }
            Transparency::Reducible => self.is_reducible(name, hint),
        }
    }

    fn is_reducible(&self, name: NameId, hint: Hint) -> bool {
        hint == Hint::Abbreviation
            || self.state.attributes.reducible.contains(&name)
            || self.known.is_parameter_mark(name)
    }

    /// Unfolds the definition at the head once, unless it would get stuck in a case distinction.
    pub fn unfold(&mut self, id: TermId) -> Option<TermId> {
        let (head, arguments) = self.store.spine(id);
        let Term::Constant(name, levels) = self.store.term_at(head) else { return None };
        let Kind::Definition(_, hint) = self.environment.get(name)?.kind else { return None };
        if let Some(projection) = self.projection(name) {
            return self.unfold_projection(projection, &arguments);
        }
        if !self.can_unfold(name, hint) {
            return None;
        }
        if self.known.is_natural_operation(name) {
            let reduced = self.reduce_natural(name, &arguments);
            if reduced.is_some() || !self.known.is_natural_division(name) {
                return reduced;
            }
        }
        if self.state.equations.contains_key(&name) {
            return self.unfold_by_equations(name, levels, &arguments);
        }
        let value = self.value_at(name, levels)?;
        let body = self.apply_beta(value, &arguments);
        if self.is_auxiliary(name) {
            return None;
        }
        let reduced = self.whnf_core(body);
        if reduced == body && self.is_stuck(body) { None } else { Some(reduced) }
    }

    /// Unfolds the definition at the head whatever becomes of it.
    pub fn unfold_raw(&mut self, id: TermId) -> Option<TermId> {
        let (head, arguments) = self.store.spine(id);
        let Term::Constant(name, levels) = self.store.term_at(head) else { return None };
        let Kind::Definition(_, hint) = self.environment.get(name)?.kind else { return None };
        if !self.can_unfold(name, hint) {
            return None;
        }
        let value = self.value_at(name, levels)?;
        Some(self.apply_beta(value, &arguments))
    }

    /// The field that a definition selects, if it is such a function.
    pub fn projection(&mut self, name: NameId) -> Option<Projection> {
        if let Some(&known) = self.caches.projections.get(&name) {
            return known;
        }
        let found = self.find_projection(name);
        self.caches.projections.insert(name, found);
        found
    }

    fn find_projection(&mut self, name: NameId) -> Option<Projection> {
        let Kind::Definition(value, _) = self.environment.get(name)?.kind else { return None };
        let mut body = value;
        let mut binders = 0;
        while let Term::Lambda(_, _, inner) = self.store.term_at(body) {
            body = inner;
            binders += 1;
        }
        let Term::Project(structure, index, of) = self.store.term_at(body) else { return None };
        let (_, parameters) = self.structure_constructor(structure)?;
        let exact = self.store.term_at(of) == Term::Bound(0) && binders == parameters as usize + 1;
        exact.then_some(Projection { structure, index, parameters: parameters as usize })
    }

    fn unfold_projection(&mut self, projection: Projection, arguments: &[TermId]) -> Option<TermId> {
        let value = *arguments.get(projection.parameters)?;
        let field = if self.transparency == Transparency::Reducible
            && self.state.attributes.classes.contains_key(&projection.structure)
        {
            None
        } else {
            self.synthesize_if_pending(value);
            self.reduce_field(projection.structure, projection.index, value)
        }?;
        Some(self.apply_beta(field, &arguments[projection.parameters + 1..]))
    }
}
