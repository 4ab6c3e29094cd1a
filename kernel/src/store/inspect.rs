//! Questions about whole terms: what occurs in them, and whether two differ in names of binders only.
//! Given by: the checks of declarations, and readers that compare records.
//! Gives: answers; and the type inside a mark for elaboration.
//! Holds: a shared node is visited once; no recursion.

use super::parts;
use crate::{Name, NameId, Store, Term, TermId, order};
use rustc_hash::FxHashMap;
use std::iter::successors;
use std::mem::discriminant;

impl Store {
    /// Whether a constant with such a name, or a projection of such a type, occurs. What is found out about parts is kept.
    pub(crate) fn mentions(
        &self,
        term: TermId,
        known: &mut FxHashMap<TermId, bool>,
        wanted: impl Fn(NameId) -> bool,
    ) -> bool {
        let mut pending = vec![term];
        while let Some(&part) = pending.last() {
            let layer = self.term_at(part);
            let before = pending.len();
            pending.extend(parts(layer).map(|(inner, _)| inner).filter(|inner| !known.contains_key(inner)));
            if pending.len() == before {
                let is_wanted = match layer {
                    Term::Constant(name, _) | Term::Project(name, _, _) => wanted(name),
                    _ => false,
                };
                known.insert(
                    part,
                    is_wanted || parts(layer).any(|(inner, _)| known.get(&inner) == Some(&true)),
                );
                pending.pop();
            }
        }
        known.get(&term) == Some(&true)
    }

    /// Whether two terms are the same up to names and kinds of binders, and levels the same as numbers.
    pub fn same(&self, a: TermId, b: TermId) -> bool {
        self.same_if(a, b, false, true)
    }

    /// The same, whatever marks for elaboration there are.
    pub(crate) fn same_but_for_marks(&self, a: TermId, b: TermId) -> bool {
        self.same_if(a, b, true, true)
    }

    /// Whether two terms are the same up to names and kinds of binders.
    pub(crate) fn alike(&self, a: TermId, b: TermId) -> bool {
        self.same_if(a, b, false, false)
    }

    fn same_if(&self, a: TermId, b: TermId, marks: bool, numbers: bool) -> bool {
        let inside = |&term: &TermId| if marks { self.without_mark(term) } else { None };
        let plain = |term| successors(Some(term), inside).last().unwrap_or(term);
        // What was compared with one term need not be compared with another that was.
        let (mut classes, mut pending) = (FxHashMap::default(), vec![(a, b)]);
        while let Some((a, b)) = pending.pop() {
            let [a, b] = [a, b].map(|term| class(&mut classes, plain(term)));
            if a == b {
                continue;
            }
            classes.insert(a, b);
            let layers = (self.term_at(a), self.term_at(b));
            let same = match layers {
                (Term::Sort(a), Term::Sort(b)) => numbers && order::equal(self, a, b) == Ok(true),
                (Term::Constant(x, us), Term::Constant(y, vs)) => {
                    x == y && (us == vs || numbers && order::equal_lists(self, us, vs) == Ok(true))
                }
                (Term::Project(s, i, _), Term::Project(t, j, _)) => s == t && i == j,
                (a, b) if parts(a).next().is_some() => discriminant(&a) == discriminant(&b),
                (a, b) => a == b,
            };
            if !same {
                return false;
            }
            pending.extend(parts(layers.0).zip(parts(layers.1)).map(|((a, _), (b, _))| (a, b)));
        }
        true
    }

    /// The type inside a mark for elaboration: `outParam`, `semiOutParam`, `optParam`, `autoParam`.
    pub(crate) fn without_mark(&self, of: TermId) -> Option<TermId> {
        let Term::Apply(function, last) = self.term_at(of) else { return None };
        let (head, first, count) = match self.term_at(function) {
            Term::Apply(head, first) => (head, first, 2),
            _ => (function, last, 1),
        };
        let Term::Constant(name, _) = self.term_at(head) else { return None };
        let Name::Text(NameId::ANONYMOUS, text) = self.name_at(name) else { return None };
        let expected = match &**text {
            "outParam" | "semiOutParam" => 1,
            "optParam" | "autoParam" => 2,
            _ => return None,
        };
        (count == expected).then_some(first)
    }
}

/// The term that stands for all that are taken to be the same as this one; the way to it is shortened.
fn class(classes: &mut FxHashMap<TermId, TermId>, mut term: TermId) -> TermId {
    while let Some(&next) = classes.get(&term) {
        if let Some(&further) = classes.get(&next) {
            classes.insert(term, further);
        }
        term = next;
    }
    term
}
