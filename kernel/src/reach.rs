//! What declarations depend on.
//! Given by: exports and certificates, which must be self-contained; reports of axioms.
//! Gives: closures, and the axioms in them.
//! Holds: everything that a listed declaration mentions is listed before it.

use crate::declaration::{Declaration, Value};
use crate::environment::{Environment, Kind};
use crate::name::NameId;
use crate::store::Store;
use crate::term::{Term, TermId};
use rustc_hash::FxHashSet;

impl Environment {
    /// The positions of the declarations that these names depend on, themselves included, in order.
    #[must_use]
    pub fn closure(&self, store: &Store, names: &[NameId]) -> Vec<usize> {
        let mut found = FxHashSet::default();
        let mut pending: Vec<NameId> = names.to_vec();
        let mut seen_terms = FxHashSet::default();
        while let Some(name) = pending.pop() {
            let Some(position) = self.position(name) else { continue };
            if found.insert(position) {
                for term in self.terms_of(position) {
                    mentioned(store, term, &mut seen_terms, &mut pending);
                }
                self.implied(store, position, &mut pending);
            }
        }
        let mut positions: Vec<usize> = found.into_iter().collect();
        positions.sort_unstable();
        positions
    }

    /// The axioms that these names depend on, in the order of their declaration.
    #[must_use]
    pub fn axioms(&self, store: &Store, names: &[NameId]) -> Vec<NameId> {
        let closure = self.closure(store, names);
        let declarations = closure.into_iter().filter_map(|position| self.declarations().get(position));
        declarations
            .filter_map(|declaration| match declaration {
                Declaration::Constant(definition, Value::Axiom) => Some(definition.name),
                _ => None,
            })
            .collect()
    }

    fn terms_of(&self, position: usize) -> Vec<TermId> {
        match &self.declarations()[position] {
            Declaration::Constant(definition, value) => match *value {
                Value::Axiom => vec![definition.of],
                Value::Definition(body, _, _) | Value::Theorem(body) | Value::Opaque(body) => {
                    vec![definition.of, body]
                }
            },
            Declaration::Inductive(block) => {
                let constructors = block.types.iter().flat_map(|of| &of.constructors);
                let constructors = constructors.map(|constructor| constructor.of);
                block.types.iter().map(|of| of.of).chain(constructors).collect()
            }
            Declaration::Quotient => {
                let is_quotient = |kind: &Kind| matches!(kind, Kind::Quotient(_));
                let constants = self.constants().iter();
                constants.filter(|constant| is_quotient(&constant.kind)).map(|constant| constant.of).collect()
            }
        }
    }

    /// What a declaration needs without mentioning it: literals need the types they belong to.
    fn implied(&self, store: &Store, position: usize, pending: &mut Vec<NameId>) {
        let mut literals = (false, false);
        for term in self.terms_of(position) {
            let (numbers, texts) = store.literals(term);
            literals = (literals.0 || numbers, literals.1 || texts);
        }
        if literals.0 {
            pending.extend(self.primitives().natural());
        }
        if literals.1
            && let Some(names) = self.primitives().text_names()
        {
            pending.extend([names.of, names.of_list, names.character, names.character_of_number, names.nil]);
        }
    }
}

fn mentioned(store: &Store, term: TermId, seen: &mut FxHashSet<TermId>, names: &mut Vec<NameId>) {
    let mut pending = vec![term];
    while let Some(term) = pending.pop() {
        if !seen.insert(term) {
            continue;
        }
        let layer = store.term_at(term);
        if let Term::Constant(name, _) | Term::Project(name, _, _) = layer {
            names.push(name);
        }
        pending.extend(crate::store::parts(layer).map(|(part, _)| part));
    }
}
