//! Nested occurrences: a type of the block inside a parameter of another inductive type becomes a type of the block.
//! Given by: a block whose types and constructors were checked as they stand.
//! Gives: the block with an auxiliary type for each nested occurrence, in place of it.
//! Holds: auxiliary types have names that no declaration may have, so that none can mention or clash with them.

use super::family::{Block, Built, Telescope, broken};
use crate::rejection::Answer;
use crate::{Environment, Inductive, InductiveRule, Kind, LevelsId, Limit, NameId, Store, Term, TermId};

impl Block {
    /// Replaces nested occurrences, also those that appear in the constructors of auxiliary types.
    pub(super) fn unnest(&mut self, environment: &Environment, store: &mut Store) -> Answer<()> {
        let mut position = 0;
        while position < self.families.len() {
            if !self.is_small(environment) {
                return Err(Limit::Terms.into());
            }
            for index in 0..self.families[position].constructors.len() {
                let Built { name, of, .. } = self.families[position].constructors[index];
                let of = store.map(of, 0, &mut |store, part, _| self.replacement(environment, store, part));
                if self.misplaced {
                    return broken(InductiveRule::NestedParameters, name);
                }
                self.families[position].constructors[index].of = of;
            }
            position += 1;
        }
        Ok(())
    }

    /// The auxiliary type for a nested occurrence, applied to the indices.
    fn replacement(&mut self, environment: &Environment, store: &mut Store, term: TermId) -> Option<TermId> {
        let (head, arguments) = store.spine(term);
        let Term::Constant(name, levels) = store.term_at(head) else { return None };
        let Kind::Inductive(inductive) = &environment.get(name)?.kind else { return None };
        let (parameters, indices) = arguments.split_at_checked(inductive.parameters as usize)?;
        if !parameters.iter().any(|&parameter| self.occurs(store, parameter)) {
            // A part in which no type of the block occurs is not looked into any more.
            return (!self.occurs(store, term)).then_some(term);
        }
        if parameters.iter().any(|&parameter| store.facts_at(parameter).loose > 0) {
            self.misplaced = true;
            return None;
        }
        let nested = store.apply(head, parameters);
        if self.standing_for(store, nested).is_none() && self.is_small(environment) {
            Instance { environment, levels, parameters }.add_copies(store, self, inductive);
        }
        let auxiliary = self.standing_for(store, nested)?;
        let auxiliary = self.at_parameters(store, auxiliary);
        Some(store.apply(auxiliary, indices))
    }

    /// Whether its recursors are not too many terms: each has all motives and minor premises, as each rule has.
    fn is_small(&self, environment: &Environment) -> bool {
        let count: usize = self.families.iter().map(|family| 1 + family.constructors.len()).sum();
        count.saturating_pow(2) <= environment.limits.terms
    }

    /// The auxiliary type that stands for a nested occurrence. Names and kinds of binders make no difference, as in Lean.
    fn standing_for(&self, store: &Store, nested: TermId) -> Option<NameId> {
        let head = store.head(nested);
        let mut same = self.families.iter().filter(|family| store.head(family.value) == head);
        same.find(|family| store.alike(family.value, nested)).map(|family| family.name)
    }
}

/// What another block becomes at levels and parameters.
struct Instance<'a> {
    environment: &'a Environment,
    levels: LevelsId,
    parameters: &'a [TermId],
}

impl Instance<'_> {
    /// Adds copies of all types of that block.
    fn add_copies(&self, store: &mut Store, block: &mut Block, of: &Inductive) {
        for &name in &of.all {
            let Some((of, value, Kind::Inductive(inductive))) = self.of(store, name) else { continue };
            let built = |&name: &NameId| {
                self.of(store, name).map(|(of, value, _)| Built { name, of, value, ..Built::default() })
            };
            let constructors = inductive.constructors.iter().filter_map(built).collect();
            block.add_auxiliary(store, of, value, constructors);
        }
    }

    /// Type and value of a constant, and what it is.
    fn of(&self, store: &mut Store, name: NameId) -> Option<(TermId, TermId, &Kind)> {
        let constant = self.environment.get(name)?;
        let arguments = store.levels_at(self.levels).to_vec();
        let of = store.instantiate_levels(constant.of, &constant.levels, &arguments);
        let mut telescope = Telescope::of(of);
        for &parameter in self.parameters {
            telescope.next(store)?;
            telescope.values.push(parameter);
        }
        let head = store.term(Term::Constant(name, self.levels));
        Some((telescope.end(store), store.apply(head, self.parameters), &constant.kind))
    }
}
