//! Questions about whole terms: what occurs in them, and whether two differ in names of binders only.
//! Given by: the checks of declarations, and readers that compare records.
//! Gives: answers; nothing new is made, except names.
//! Holds: a shared node is visited once; no recursion.

use super::{Store, substitute::parts};
use crate::name::{Name, NameId};
use crate::order;
use crate::term::{FreeId, Term, TermId};
use rustc_hash::FxHashSet;

impl Store {
    /// Whether a constant with such a name, or a projection of such a type, occurs.
    pub(crate) fn mentions(&self, term: TermId, wanted: impl Fn(NameId) -> bool) -> bool {
        self.any(term, |layer| match layer {
            Term::Constant(name, _) | Term::Project(name, _, _) => wanted(name),
            _ => false,
        })
    }

    /// Whether a free variable occurs.
    pub(crate) fn has_variable(&self, term: TermId, variable: FreeId) -> bool {
        self.has_free(term) && self.any(term, |layer| layer == Term::Free(variable))
    }

    fn any(&self, term: TermId, mut wanted: impl FnMut(Term) -> bool) -> bool {
        let mut seen = FxHashSet::default();
        let mut pending = vec![term];
        while let Some(term) = pending.pop() {
            if !seen.insert(term) {
                continue;
            }
            let layer = self.term_at(term);
            if wanted(layer) {
                return true;
            }
            pending.extend(parts(layer).map(|(part, _)| part));
        }
        false
    }

    /// Whether two terms are the same up to names and kinds of binders, and levels the same as numbers.
    #[must_use]
    pub fn same(&self, a: TermId, b: TermId) -> bool {
        let mut seen = FxHashSet::default();
        let mut pending = vec![(a, b)];
        while let Some((a, b)) = pending.pop() {
            if a == b || !seen.insert((a, b)) {
                continue;
            }
            let (x, y) = (self.term_at(a), self.term_at(b));
            if !self.same_layer(x, y) {
                return false;
            }
            pending.extend(parts(x).zip(parts(y)).map(|((a, _), (b, _))| (a, b)));
        }
        true
    }

    fn same_layer(&self, a: Term, b: Term) -> bool {
        let equal = |a, b| order::equal(self, a, b) == Ok(true);
        match (a, b) {
            (Term::Sort(a), Term::Sort(b)) => equal(a, b),
            (Term::Constant(x, us), Term::Constant(y, vs)) => {
                let (us, vs) = (self.levels_at(us), self.levels_at(vs));
                x == y && us.len() == vs.len() && us.iter().zip(vs).all(|(&a, &b)| equal(a, b))
            }
            (Term::Project(s, i, _), Term::Project(t, j, _)) => s == t && i == j,
            (Term::Apply(..), Term::Apply(..))
            | (Term::Lambda(..), Term::Lambda(..))
            | (Term::Pi(..), Term::Pi(..))
            | (Term::Let { .. }, Term::Let { .. }) => true,
            _ => a == b,
        }
    }

    /// The type inside a mark for elaboration: `outParam`, `semiOutParam`, `optParam`, `autoParam`.
    pub(crate) fn without_mark(&self, of: TermId) -> Option<TermId> {
        if !matches!(self.term_at(of), Term::Apply(..)) {
            return None;
        }
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

    /// The term with every mark for elaboration dropped; very deep terms stay as they are.
    pub(crate) fn without_marks(&mut self, term: TermId) -> TermId {
        if self.nesting(term) > 1000 {
            return term;
        }
        self.map(term, 0, &mut |store, part, _| {
            let plain = store.without_mark(part)?;
            Some(store.without_marks(plain))
        })
    }

    /// A name that was never interned before.
    pub(crate) fn unused_name(&mut self, prefix: NameId) -> NameId {
        loop {
            let count = self.name_count();
            let name = self.name_number(prefix, count as u64);
            if self.name_count() > count {
                return name;
            }
        }
    }

    /// A name with text added to its last part, before the marks (from `_@` on) that keep names of macros apart.
    pub(crate) fn name_with_suffix(&mut self, name: NameId, suffix: &str) -> NameId {
        let parts = self.name_parts(name);
        let end = parts.iter().position(|part| *part == Part::Text("_@".into())).unwrap_or(parts.len());
        let mut result = NameId::ANONYMOUS;
        for part in &parts[..end.saturating_sub(1)] {
            result = self.name_part(result, part);
        }
        result = match parts[..end].last() {
            Some(Part::Text(text)) => self.name_text(result, &format!("{text}{suffix}")),
            Some(part) => {
                let base = self.name_part(result, part);
                self.name_text(base, suffix)
            }
            None => self.name_text(result, suffix),
        };
        parts[end..].iter().fold(result, |prefix, part| self.name_part(prefix, part))
    }

    fn name_parts(&self, name: NameId) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut next = name;
        loop {
            match self.name_at(next) {
                Name::Anonymous => break,
                Name::Text(prefix, text) => {
                    parts.push(Part::Text(text.clone()));
                    next = *prefix;
                }
                Name::Number(prefix, number) => {
                    parts.push(Part::Number(*number));
                    next = *prefix;
                }
            }
        }
        parts.reverse();
        parts
    }

    fn name_part(&mut self, prefix: NameId, part: &Part) -> NameId {
        match part {
            Part::Text(text) => self.name_text(prefix, text),
            Part::Number(number) => self.name_number(prefix, *number),
        }
    }
}

/// One step of a name.
#[derive(Clone, PartialEq, Eq)]
enum Part {
    Text(Box<str>),
    Number(u64),
}
