//! What declarations depend on.
//! Given by: exports and certificates, which must be self-contained; reports of axioms.
//! Gives: closures, and the axioms in them.
//! Holds: everything that a listed declaration mentions is listed before it; a declaration is walked once for a question.

use crate::declaration::{Declaration, Value};
use crate::environment::{Environment, Kind};
use crate::name::NameId;
use crate::store::{Store, parts};
use crate::term::{Term, TermId};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

impl Environment {
    /// The positions of the declarations that these names depend on, themselves included, in order.
    #[must_use]
    pub fn closure(&self, store: &Store, names: &[NameId]) -> Vec<usize> {
        Walk::new(self, store).over(names).into_keys().collect()
    }

    /// The axioms that these names depend on, in the order of their declaration.
    #[must_use]
    pub fn axioms(&self, store: &Store, names: &[NameId]) -> Vec<NameId> {
        self.closure(store, names).into_iter().filter_map(|position| self.axiom_at(position)).collect()
    }

    /// For each group of names the axioms that it depends on, in the order of their declaration.
    #[must_use]
    pub fn axioms_of_each(&self, store: &Store, groups: &[Vec<NameId>]) -> Vec<Vec<NameId>> {
        let needs = Walk::new(self, store).over(&groups.concat());
        let mut reached: BTreeMap<usize, Rc<BTreeSet<usize>>> = BTreeMap::new();
        for (position, needs) in needs {
            let own = self.axiom_at(position).map(|_| Rc::new(BTreeSet::from([position])));
            let found = union(own.iter().chain(needs.iter().filter_map(|need| reached.get(need))));
            reached.insert(position, found);
        }
        let of_group = |group: &Vec<NameId>| {
            let positions = group.iter().filter_map(|&name| self.position(name));
            let found = union(positions.filter_map(|position| reached.get(&position)));
            found.iter().filter_map(|&position| self.axiom_at(position)).collect()
        };
        groups.iter().map(of_group).collect()
    }

    fn axiom_at(&self, position: usize) -> Option<NameId> {
        match self.declarations().get(position)? {
            Declaration::Constant(definition, Value::Axiom) => Some(definition.name),
            _ => None,
        }
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
}

/// The union of sets, which are mostly the same one.
fn union<'a>(sets: impl Iterator<Item = &'a Rc<BTreeSet<usize>>>) -> Rc<BTreeSet<usize>> {
    let mut all = Rc::default();
    for set in sets {
        if Rc::ptr_eq(&all, set) || set.is_subset(&all) {
            continue;
        }
        if all.is_subset(set) {
            all = Rc::clone(set);
        } else {
            Rc::make_mut(&mut all).extend(set.iter().copied());
        }
    }
    all
}

/// A walk over declarations, each of which is looked at once.
struct Walk<'a> {
    environment: &'a Environment,
    store: &'a Store,
    /// By term: one more than the position of the declaration in which it was met last.
    met: Vec<u32>,
}

impl<'a> Walk<'a> {
    fn new(environment: &'a Environment, store: &'a Store) -> Self {
        Walk { environment, store, met: vec![0; store.term_count()] }
    }

    /// The declarations that these names depend on, each with those that it needs itself.
    fn over(mut self, names: &[NameId]) -> BTreeMap<usize, Vec<usize>> {
        let mut found = BTreeMap::new();
        let environment = self.environment;
        let position_of = |name: &NameId| environment.position(*name);
        let mut pending: Vec<usize> = names.iter().filter_map(position_of).collect();
        while let Some(position) = pending.pop() {
            if found.contains_key(&position) {
                continue;
            }
            let mut needs: Vec<usize> = self.names_in(position).iter().filter_map(position_of).collect();
            needs.sort_unstable();
            needs.dedup();
            pending.extend(&needs);
            found.insert(position, needs);
        }
        found
    }

    /// The names that a declaration mentions, and those that its literals need.
    fn names_in(&mut self, position: usize) -> Vec<NameId> {
        let mark = u32::try_from(position).unwrap_or(u32::MAX).saturating_add(1);
        let mut names = Vec::new();
        let (mut has_number, mut has_text) = (false, false);
        let mut pending = self.environment.terms_of(position);
        while let Some(term) = pending.pop() {
            let Some(met) = self.met.get_mut(term.index()) else { continue };
            if std::mem::replace(met, mark) == mark {
                continue;
            }
            let layer = self.store.term_at(term);
            match layer {
                Term::Constant(name, _) | Term::Project(name, _, _) => names.push(name),
                Term::Natural(_) => has_number = true,
                Term::Text(_) => has_text = true,
                _ => {}
            }
            pending.extend(parts(layer).map(|(part, _)| part));
        }
        let primitives = self.environment.primitives();
        names.extend(primitives.natural().filter(|_| has_number));
        if let Some(text) = primitives.text_names().filter(|_| has_text) {
            names.extend([text.of, text.of_list, text.character, text.character_of_number, text.nil]);
        }
        names
    }
}
