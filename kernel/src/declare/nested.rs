//! Nested occurrences: a type of the block inside a parameter of another inductive type becomes a type of the block.
//! Given by: a block whose types and constructors were checked as they stand.
//! Gives: the block without nested occurrences, and how to read the auxiliary types back.
//! Holds: auxiliary names are new to the store, so that no declaration can mention or clash with them.

use super::family::{Local, broken};
use crate::declaration::{Constructor, InductiveBlock, InductiveType};
use crate::environment::{Environment, Inductive, Kind};
use crate::level::LevelsId;
use crate::name::NameId;
use crate::rejection::{Answer, InductiveRule};
use crate::store::Store;
use crate::term::{Term, TermId};
use rustc_hash::{FxHashMap, FxHashSet};

/// A block without nested occurrences.
pub(super) struct Unnested {
    /// The types: first those declared, then the auxiliary ones.
    pub(super) types: Vec<InductiveType>,
    /// Auxiliary types and constructors at the parameters → what they stand for.
    meaning: FxHashMap<TermId, TermId>,
}

impl Unnested {
    /// Replaces auxiliary types and constructors by what they stand for.
    pub(super) fn read_back(&self, store: &mut Store, term: TermId) -> TermId {
        if self.meaning.is_empty() {
            return term;
        }
        store.map(term, 0, &mut |_, part, _| self.meaning.get(&part).copied())
    }
}

/// Replaces nested occurrences, also those that appear in the constructors of auxiliary types.
pub(super) fn unnest(
    environment: &Environment,
    store: &mut Store,
    declared: &InductiveBlock,
    parameters: &[Local],
) -> Answer<Unnested> {
    let arguments: Vec<_> = declared.levels.iter().map(|&name| store.level_parameter(name)).collect();
    let mut unnesting = Unnesting {
        environment,
        levels: store.levels_of(&arguments),
        parameters,
        values: parameters.iter().map(|&(id, _, _)| store.free(id)).collect(),
        names: declared.types.iter().map(|of| of.name).collect(),
        types: declared.types.clone(),
        known: FxHashMap::default(),
        meaning: FxHashMap::default(),
        misplaced: false,
    };
    let mut position = 0;
    while position < unnesting.types.len() {
        for index in 0..unnesting.types[position].constructors.len() {
            let constructor = unnesting.types[position].constructors[index].clone();
            let of = unnesting.constructor(store, constructor.of);
            if unnesting.misplaced {
                return broken(InductiveRule::NestedParameters, constructor.name);
            }
            unnesting.types[position].constructors[index].of = of;
        }
        position += 1;
    }
    Ok(Unnested { types: unnesting.types, meaning: unnesting.meaning })
}

struct Unnesting<'a> {
    environment: &'a Environment,
    levels: LevelsId,
    parameters: &'a [Local],
    values: Vec<TermId>,
    /// Names of all types of the block.
    names: FxHashSet<NameId>,
    types: Vec<InductiveType>,
    /// A type applied to its parameters → the auxiliary type at the parameters of the block.
    known: FxHashMap<TermId, TermId>,
    meaning: FxHashMap<TermId, TermId>,
    /// Whether parameters of a nested occurrence mention a field.
    misplaced: bool,
}

impl Unnesting<'_> {
    fn constructor(&mut self, store: &mut Store, of: TermId) -> TermId {
        let Some(body) = apply_pi(store, of, &self.values) else { return of };
        let body = store.map(body, 0, &mut |store, part, _| self.replacement(store, part));
        store.close_pi(self.parameters, body)
    }

    /// The auxiliary type for a nested occurrence, applied to the indices.
    fn replacement(&mut self, store: &mut Store, term: TermId) -> Option<TermId> {
        if !matches!(store.term_at(term), Term::Apply(..)) || !self.mentions(store, term) {
            return None;
        }
        let (head, arguments) = store.spine(term);
        let Term::Constant(name, levels) = store.term_at(head) else { return None };
        let environment = self.environment;
        let Kind::Inductive(inductive) = &environment.get(name)?.kind else { return None };
        let count = inductive.parameters as usize;
        if self.names.contains(&name) || arguments.len() < count {
            return None;
        }
        let (parameters, indices) = arguments.split_at(count);
        if !parameters.iter().any(|&parameter| self.mentions(store, parameter)) {
            return None;
        }
        if parameters.iter().any(|&parameter| store.loose(parameter) > 0) {
            self.misplaced = true;
            return None;
        }
        let nested = store.apply(head, parameters);
        if !self.known.contains_key(&nested) {
            self.add_auxiliaries(store, inductive, levels, parameters);
        }
        let auxiliary = *self.known.get(&nested)?;
        Some(store.apply(auxiliary, indices))
    }

    fn mentions(&self, store: &Store, term: TermId) -> bool {
        store.mentions(term, |name| self.names.contains(&name))
    }

    /// Copies all types of the other block at these parameters.
    fn add_auxiliaries(
        &mut self,
        store: &mut Store,
        of: &Inductive,
        levels: LevelsId,
        parameters: &[TermId],
    ) {
        for &name in &of.all {
            let auxiliary = store.unused_name(name);
            let meaning = self.instance(store, name, levels, parameters);
            let value = self.at_parameters(store, auxiliary);
            self.known.insert(meaning, value);
            self.meaning.insert(value, meaning);
            let constructors = match self.environment.get(name).map(|constant| &constant.kind) {
                Some(Kind::Inductive(inductive)) => inductive.constructors.as_slice(),
                _ => &[],
            };
            let constructors =
                constructors.iter().map(|&name| self.copy(store, name, levels, parameters)).collect();
            let of = self.type_at(store, name, levels, parameters);
            self.names.insert(auxiliary);
            self.types.push(InductiveType { name: auxiliary, of, constructors });
        }
    }

    fn copy(
        &mut self,
        store: &mut Store,
        name: NameId,
        levels: LevelsId,
        parameters: &[TermId],
    ) -> Constructor {
        let auxiliary = store.unused_name(name);
        let meaning = self.instance(store, name, levels, parameters);
        let value = self.at_parameters(store, auxiliary);
        self.meaning.insert(value, meaning);
        Constructor { name: auxiliary, of: self.type_at(store, name, levels, parameters) }
    }

    fn instance(&self, store: &mut Store, name: NameId, levels: LevelsId, parameters: &[TermId]) -> TermId {
        let constant = store.term(Term::Constant(name, levels));
        store.apply(constant, parameters)
    }

    fn at_parameters(&self, store: &mut Store, name: NameId) -> TermId {
        self.instance(store, name, self.levels, &self.values)
    }

    /// The type of a constant of the other block at these parameters, closed over the parameters of this block.
    fn type_at(&self, store: &mut Store, name: NameId, levels: LevelsId, parameters: &[TermId]) -> TermId {
        let Some(constant) = self.environment.get(name) else { return store.proposition() };
        let levels = store.levels_at(levels).to_vec();
        let of = store.instantiate_levels(constant.of, &constant.levels, &levels);
        let of = apply_pi(store, of, parameters).unwrap_or(of);
        store.close_pi(self.parameters, of)
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
