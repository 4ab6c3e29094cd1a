//! Questions about whole terms: what occurs in them, and whether two differ in names of binders only.
//! Given by: the checks of declarations, and readers that compare records.
//! Gives: answers; and the type inside a mark for elaboration.
//! Holds: a shared node is visited once; no recursion.

use super::parts;
use crate::{LevelId, Name, NameId, Store, Term, TermId, order};
use rustc_hash::FxHashSet;
use std::mem::discriminant;

/// Whether two levels count as equal.
type Equal<'a> = &'a dyn Fn(LevelId, LevelId) -> bool;

impl Store {
    /// Whether a constant with such a name, or a projection of such a type, occurs.
    pub(crate) fn mentions(&self, term: TermId, wanted: impl Fn(NameId) -> bool) -> bool {
        let mut seen = FxHashSet::default();
        let is_wanted = |layer| match layer {
            Term::Constant(name, _) | Term::Project(name, _, _) => wanted(name),
            _ => false,
        };
        self.any_layer(term, |part| seen.insert(part), is_wanted)
    }

    /// Visits the layers of a term until one is wanted, but nothing below a part that is not entered.
    pub(crate) fn any_layer(
        &self,
        term: TermId,
        mut enter: impl FnMut(TermId) -> bool,
        mut wanted: impl FnMut(Term) -> bool,
    ) -> bool {
        let mut pending = vec![term];
        while let Some(term) = pending.pop() {
            if enter(term) {
                let layer = self.term_at(term);
                if wanted(layer) {
                    return true;
                }
                pending.extend(parts(layer).map(|(part, _)| part));
            }
        }
        false
    }

    /// Whether two terms are the same up to names and kinds of binders, and levels the same as numbers.
    pub fn same(&self, a: TermId, b: TermId) -> bool {
        self.same_if(a, b, false, &|a, b| order::equal(self, a, b) == Ok(true))
    }

    /// The same, whatever marks for elaboration there are.
    pub(crate) fn same_but_for_marks(&self, a: TermId, b: TermId) -> bool {
        self.same_if(a, b, true, &|a, b| order::equal(self, a, b) == Ok(true))
    }

    /// Whether two terms are the same up to names and kinds of binders.
    pub(crate) fn alike(&self, a: TermId, b: TermId) -> bool {
        self.same_if(a, b, false, &|a, b| a == b)
    }

    fn same_if(&self, a: TermId, b: TermId, marks: bool, equal: Equal<'_>) -> bool {
        let plain = |term| if marks { self.without_mark(term).unwrap_or(term) } else { term };
        let (mut seen, mut pending) = (FxHashSet::default(), vec![(a, b)]);
        while let Some((a, b)) = pending.pop() {
            if a == b || !seen.insert((a, b)) {
                continue;
            }
            if (plain(a), plain(b)) != (a, b) {
                pending.push((plain(a), plain(b)));
                continue;
            }
            let layers = (self.term_at(a), self.term_at(b));
            let same = match layers {
                (Term::Sort(a), Term::Sort(b)) => equal(a, b),
                (Term::Constant(x, us), Term::Constant(y, vs)) => {
                    let (us, vs) = (self.levels_at(us), self.levels_at(vs));
                    x == y && us.len() == vs.len() && us.iter().zip(vs).all(|(&a, &b)| equal(a, b))
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
        let (head, arguments) = self.spine(of);
        let Term::Constant(name, _) = self.term_at(head) else { return None };
        let Name::Text(NameId::ANONYMOUS, text) = self.name_at(name) else { return None };
        let count = match &**text {
            "outParam" | "semiOutParam" => 1,
            "optParam" | "autoParam" => 2,
            _ => return None,
        };
        arguments.first().copied().filter(|_| arguments.len() == count)
    }
}
