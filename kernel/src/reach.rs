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
        self.needs(store, names).into_keys().collect()
    }

    /// The axioms that these names depend on, in the order of their declaration.
    #[must_use]
    pub fn axioms(&self, store: &Store, names: &[NameId]) -> Vec<NameId> {
        self.axioms_of_each(store, &[names.to_vec()]).concat()
    }

    /// For each group of names the axioms that it depends on, in the order of their declaration.
    #[must_use]
    pub fn axioms_of_each(&self, store: &Store, groups: &[Vec<NameId>]) -> Vec<Vec<NameId>> {
        let mut reached: BTreeMap<usize, Rc<BTreeSet<usize>>> = BTreeMap::new();
        for (position, needs) in self.needs(store, &groups.concat()) {
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

    /// The declarations that these names depend on, each with those that it needs itself.
    fn needs(&self, store: &Store, names: &[NameId]) -> BTreeMap<usize, Vec<usize>> {
        let (mut found, mut met) = (BTreeMap::new(), vec![usize::MAX; store.term_count()]);
        let mut pending: Vec<usize> = names.iter().filter_map(|&name| self.position(name)).collect();
        while let Some(position) = pending.pop() {
            found.entry(position).or_insert_with(|| {
                let names = self.mentioned(store, position, &mut met);
                let needs: Vec<usize> = names.iter().filter_map(|&name| self.position(name)).collect();
                pending.extend(&needs);
                needs
            });
        }
        found
    }

    /// The names that a declaration mentions, and those that its literals need; `met` says where each term was met last.
    fn mentioned(&self, store: &Store, position: usize, met: &mut [usize]) -> Vec<NameId> {
        let mut names = Vec::new();
        let mut pending: Vec<TermId> = self.terms_of(position).collect();
        while let Some(term) = pending.pop() {
            if std::mem::replace(&mut met[term.index()], position) == position {
                continue;
            }
            let layer = store.term_at(term);
            match layer {
                Term::Constant(name, _) | Term::Project(name, _, _) => names.push(name),
                Term::Natural(_) => names.extend(self.primitives().natural()),
                Term::Text(_) => names.extend(self.primitives().text_names().into_iter().flat_map(|text| {
                    [text.of, text.of_list, text.character, text.character_of_number, text.nil]
                })),
                _ => {}
            }
            pending.extend(parts(layer).map(|(part, _)| part));
        }
        names
    }

    /// Types and values of a declaration; recursors mention nothing that the types do not.
    fn terms_of(&self, position: usize) -> impl Iterator<Item = TermId> {
        self.constants_of(position).iter().flat_map(|constant| {
            let value = match constant.kind {
                Kind::Definition(value, _) | Kind::Theorem(value) | Kind::Opaque(value) => Some(value),
                _ => None,
            };
            [constant.of].into_iter().chain(value)
        })
    }
}

/// The union of sets, which are mostly the same one.
fn union<'a>(sets: impl Iterator<Item = &'a Rc<BTreeSet<usize>>>) -> Rc<BTreeSet<usize>> {
    let mut all: Rc<BTreeSet<usize>> = Rc::default();
    for set in sets.filter(|set| !set.is_empty()) {
        if all.is_subset(set) {
            all = Rc::clone(set);
        } else if !set.is_subset(&all) {
            Rc::make_mut(&mut all).extend(set.iter());
        }
    }
    all
}
