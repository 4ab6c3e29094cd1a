//! What declarations depend on.
//! Given by: exports and certificates, which must be self-contained; reports of axioms.
//! Gives: closures, and the axioms in them.
//! Holds: everything that a listed declaration mentions is listed before it; a declaration is walked once for a question.

use crate::{Constant, Environment, Kind, NameId, Store, Term, TermId, store};
use std::collections::{BTreeMap, BTreeSet};

impl Environment {
    /// The positions of the declarations that these names depend on, themselves included, in order.
    pub fn closure(&self, store: &Store, names: &[NameId]) -> Vec<usize> {
        self.needs(store, names).into_keys().collect()
    }

    /// The axioms that these names depend on, in the order of their declaration.
    pub fn axioms(&self, store: &Store, names: &[NameId]) -> Vec<NameId> {
        self.axioms_of_each(store, &[names.to_vec()]).concat()
    }

    /// For each group of names the axioms that it depends on, in the order of their declaration.
    pub fn axioms_of_each(&self, store: &Store, groups: &[Vec<NameId>]) -> Vec<Vec<NameId>> {
        let needs = self.needs(store, &groups.concat());
        let axioms = |group: &Vec<NameId>| {
            let (mut reached, mut pending) = (BTreeSet::new(), self.positions(group));
            while let Some(position) = pending.pop() {
                if reached.insert(position) {
                    pending.extend(needs.get(&position).into_iter().flatten());
                }
            }
            let constants = reached.into_iter().flat_map(|position| self.constants_of(position));
            constants.filter(|constant| constant.kind == Kind::Axiom).map(|axiom| axiom.name).collect()
        };
        groups.iter().map(axioms).collect()
    }

    fn positions(&self, names: &[NameId]) -> Vec<usize> {
        names.iter().filter_map(|&name| self.position(name)).collect()
    }

    /// The declarations that these names depend on, each with those that it needs itself.
    fn needs(&self, store: &Store, names: &[NameId]) -> BTreeMap<usize, Vec<usize>> {
        let (mut found, mut met) = (BTreeMap::new(), vec![usize::MAX; store.term_count()]);
        let mut pending = self.positions(names);
        while let Some(position) = pending.pop() {
            found.entry(position).or_insert_with(|| {
                let needs = self.positions(&self.mentioned(store, position, &mut met));
                pending.extend(&needs);
                needs
            });
        }
        found
    }

    /// The names that a declaration mentions, and those that its literals need; `met` says where each term was met last.
    /// Recursors mention nothing that the types do not.
    fn mentioned(&self, store: &Store, position: usize, met: &mut [usize]) -> Vec<NameId> {
        let mut names = Vec::new();
        let text = [self.primitives().text_of_list, store.find_name("Char.ofNat")];
        let constants = self.constants_of(position);
        let is_quotient = |constant: &&Constant| matches!(constant.kind, Kind::Quotient(_));
        if constants.iter().any(|constant| is_quotient(&constant)) {
            // Other kernels have all of them or none.
            names.extend(self.constants().iter().filter(is_quotient).map(|constant| constant.name));
        }
        let terms = |constant: &Constant| [Some(constant.of), constant.value()];
        let mut pending: Vec<TermId> = constants.iter().flat_map(terms).flatten().collect();
        while let Some(term) = pending.pop() {
            if std::mem::replace(&mut met[term.index()], position) == position {
                continue;
            }
            let layer = store.term_at(term);
            match layer {
                Term::Constant(name, _) | Term::Project(name, _, _) => names.push(name),
                Term::Natural(_) => names.extend(self.primitives().natural),
                // What these mention is all that a literal is made of.
                Term::Text(_) => names.extend(text.iter().flatten()),
                _ => {}
            }
            pending.extend(store::parts(layer).map(|(part, _)| part));
        }
        names
    }
}
