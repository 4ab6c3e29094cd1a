//! Nested occurrences: a type of the block inside a parameter of another inductive type becomes a type of the block.
//! Given by: a block whose types and constructors were checked as they stand.
//! Gives: the block with an auxiliary type for each nested occurrence, in place of it.
//! Holds: auxiliary types have names that no declaration may have, so that none can mention or clash with them.

use super::family::{Block, Built, broken};
use crate::rejection::Answer;
use crate::{Environment, Inductive, InductiveRule, Kind, LevelsId, NameId, Store, Term, TermId};

impl Block<'_> {
    /// Replaces nested occurrences, also those that appear in the constructors of auxiliary types.
    pub(super) fn unnest(&mut self, environment: &Environment, store: &mut Store) -> Answer<()> {
        let mut position = 0;
        while position < self.families.len() {
            for index in 0..self.families[position].constructors.len() {
                let Built { name, of, .. } = self.families[position].constructors[index];
                let mut is_misplaced = false;
                let of = store.map(of, 0, &mut |store, part, _| {
                    self.replacement(environment, store, part, &mut is_misplaced)
                });
                if is_misplaced {
                    return broken(InductiveRule::NestedParameters, name);
                }
                self.families[position].constructors[index].of = of;
            }
            position += 1;
        }
        Ok(())
    }

    /// The auxiliary type for a nested occurrence, applied to the indices.
    /// A nested occurrence whose parameters mention a field is misplaced.
    fn replacement(
        &mut self,
        environment: &Environment,
        store: &mut Store,
        term: TermId,
        is_misplaced: &mut bool,
    ) -> Option<TermId> {
        let Term::Apply(..) = store.term_at(term) else { return None };
        let (head, arguments) = store.spine(term);
        let Term::Constant(name, levels) = store.term_at(head) else { return None };
        let Kind::Inductive(inductive) = &environment.get(name)?.kind else { return None };
        let (parameters, indices) = arguments.split_at_checked(inductive.parameters as usize)?;
        if !parameters.iter().any(|&parameter| self.occurs(store, parameter)) {
            return None;
        }
        if parameters.iter().any(|&parameter| store.loose(parameter) > 0) {
            *is_misplaced = true;
            return None;
        }
        let nested = store.apply(head, parameters);
        if self.standing_for(store, nested).is_none() {
            self.add_copies(environment, store, inductive, levels, parameters);
        }
        let auxiliary = self.standing_for(store, nested)?;
        let auxiliary = self.at_parameters(store, auxiliary);
        Some(store.apply(auxiliary, indices))
    }

    /// The auxiliary type that stands for a nested occurrence. Names and kinds of binders make no difference, as in Lean.
    fn standing_for(&self, store: &Store, nested: TermId) -> Option<NameId> {
        let found = self.families.iter().find(|family| store.alike(family.value, nested));
        found.map(|family| family.name)
    }

    /// Copies all types of the other block at these parameters.
    fn add_copies(
        &mut self,
        environment: &Environment,
        store: &mut Store,
        of: &Inductive,
        levels: LevelsId,
        parameters: &[TermId],
    ) {
        let instance = |store: &mut Store, name: NameId| {
            let constant = environment.get(name)?;
            let arguments = store.levels_at(levels).to_vec();
            let of = store.instantiate_levels(constant.of, &constant.levels, &arguments);
            let of = apply_pi(store, of, parameters)?;
            let head = store.term(Term::Constant(name, levels));
            Some((of, store.apply(head, parameters), &constant.kind))
        };
        for &name in &of.all {
            let Some((of, value, Kind::Inductive(inductive))) = instance(store, name) else { continue };
            let constructors = inductive.constructors.iter().filter_map(|&name| {
                let (of, value, _) = instance(store, name)?;
                Some(Built::new(name, of, value))
            });
            let constructors = constructors.collect();
            self.add_auxiliary(store, of, value, constructors);
        }
    }
}

/// The result of a function type at arguments, if it has so many binders.
fn apply_pi(store: &mut Store, of: TermId, arguments: &[TermId]) -> Option<TermId> {
    let mut rest = of;
    for _ in arguments {
        let Term::Pi(_, _, body) = store.term_at(rest) else { return None };
        rest = body;
    }
    Some(store.instantiate(rest, arguments))
}
