//! Equality of content between two environments, each with a store of its own.
//! Given by: the audit: what it derived, and what a file declares.
//! Gives: whether two declarations say the same.
//! Holds: kind, universe parameters, type, value and constructors are compared as de Bruijn terms over named constants;
//! names and kinds of binders, reducibility hints, and the proofs of theorems are not.

use kernel::{Constant, Environment, Kind, Level, LevelId, Name, NameId, Recursor, Store, Term, TermId};
use rustc_hash::{FxHashMap, FxHashSet};

/// A store and what is declared in it.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) store: &'a Store,
    pub(super) environment: &'a Environment,
}

/// A comparison, with what was found equal already.
pub(super) struct Comparison<'a> {
    ours: Side<'a>,
    theirs: Side<'a>,
    names: FxHashMap<NameId, NameId>,
    terms: FxHashSet<(TermId, TermId)>,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(ours: Side<'a>, theirs: Side<'a>) -> Self {
        Comparison { ours, theirs, names: FxHashMap::default(), terms: FxHashSet::default() }
    }

    /// Whether two constants say the same.
    pub(super) fn constants(&mut self, ours: &Constant, theirs: &Constant) -> bool {
        self.same_names(&ours.levels, &theirs.levels)
            && self.terms(ours.of, theirs.of)
            && self.kinds(&ours.kind, &theirs.kind)
    }

    fn kinds(&mut self, ours: &Kind, theirs: &Kind) -> bool {
        match (ours, theirs) {
            (Kind::Axiom, Kind::Axiom) | (Kind::Theorem(_), Kind::Theorem(_)) => true,
            (Kind::Definition(a, _), Kind::Definition(b, _)) | (Kind::Opaque(a), Kind::Opaque(b)) => {
                self.terms(*a, *b)
            }
            (Kind::Inductive(a), Kind::Inductive(b)) => {
                self.same_names(&a.all, &b.all)
                    && self.same_names(&a.constructors, &b.constructors)
                    && (a.parameters, a.indices, a.recursive, a.nested)
                        == (b.parameters, b.indices, b.recursive, b.nested)
            }
            (Kind::Constructor(a), Kind::Constructor(b)) => {
                self.name(a.inductive, b.inductive)
                    && (a.index, a.parameters, a.fields) == (b.index, b.parameters, b.fields)
            }
            (Kind::Recursor(a), Kind::Recursor(b)) => self.recursors(a, b),
            (Kind::Quotient(a), Kind::Quotient(b)) => a == b,
            _ => false,
        }
    }

    fn recursors(&mut self, ours: &Recursor, theirs: &Recursor) -> bool {
        let numbers =
            |of: &Recursor| (of.parameters, of.indices, of.motives, of.minors, of.k, of.rules.len());
        numbers(ours) == numbers(theirs)
            && self.same_names(&ours.all, &theirs.all)
            && ours.rules.iter().zip(&theirs.rules).all(|(a, b)| {
                self.name(a.constructor, b.constructor)
                    && a.fields == b.fields
                    && self.terms(a.result, b.result)
            })
    }

    fn same_names(&mut self, ours: &[NameId], theirs: &[NameId]) -> bool {
        ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(&a, &b)| self.name(a, b))
    }

    /// Whether two names have the same parts.
    pub(super) fn name(&mut self, ours: NameId, theirs: NameId) -> bool {
        if let Some(&known) = self.names.get(&ours) {
            return known == theirs;
        }
        let same = same_name((self.ours.store, ours), (self.theirs.store, theirs));
        if same {
            self.names.insert(ours, theirs);
        }
        same
    }

    /// Whether two terms are the same, binder names aside.
    pub(super) fn terms(&mut self, ours: TermId, theirs: TermId) -> bool {
        let mut stack = vec![(ours, theirs)];
        while let Some((a, b)) = stack.pop() {
            if !self.terms.insert((a, b)) {
                continue;
            }
            if !self.layer(a, b, &mut stack) {
                self.terms.clear();
                return false;
            }
        }
        true
    }

    /// Whether the outermost layers agree; what is below them goes on the stack.
    fn layer(&mut self, a: TermId, b: TermId, stack: &mut Vec<(TermId, TermId)>) -> bool {
        let (ours, theirs) = (self.ours.store, self.theirs.store);
        match (ours.term_at(a), theirs.term_at(b)) {
            (Term::Bound(i), Term::Bound(j)) => i == j,
            (Term::Sort(i), Term::Sort(j)) => self.levels(&[(i, j)]),
            (Term::Constant(i, us), Term::Constant(j, vs)) => {
                let (us, vs) = (ours.levels_at(us), theirs.levels_at(vs));
                let pairs: Vec<_> = us.iter().copied().zip(vs.iter().copied()).collect();
                self.name(i, j) && us.len() == vs.len() && self.levels(&pairs)
            }
            (Term::Apply(f, x), Term::Apply(g, y)) => {
                stack.extend([(f, g), (x, y)]);
                true
            }
            (Term::Lambda(_, d, x), Term::Lambda(_, e, y)) | (Term::Pi(_, d, x), Term::Pi(_, e, y)) => {
                stack.extend([(d, e), (x, y)]);
                true
            }
            (Term::Let { of: d, value: v, body: x, .. }, Term::Let { of: e, value: w, body: y, .. }) => {
                stack.extend([(d, e), (v, w), (x, y)]);
                true
            }
            (Term::Natural(i), Term::Natural(j)) => ours.natural_at(i) == theirs.natural_at(j),
            (Term::Text(i), Term::Text(j)) => ours.text_at(i) == theirs.text_at(j),
            (Term::Project(s, i, x), Term::Project(t, j, y)) => {
                stack.push((x, y));
                self.name(s, t) && i == j
            }
            _ => false,
        }
    }

    fn levels(&mut self, pairs: &[(LevelId, LevelId)]) -> bool {
        let mut stack = pairs.to_vec();
        while let Some((a, b)) = stack.pop() {
            let same = match (self.ours.store.level_at(a), self.theirs.store.level_at(b)) {
                (Level::Zero, Level::Zero) => true,
                (Level::Successor(x), Level::Successor(y)) => {
                    stack.push((x, y));
                    true
                }
                (Level::Max(x, u), Level::Max(y, v)) | (Level::IMax(x, u), Level::IMax(y, v)) => {
                    stack.extend([(x, y), (u, v)]);
                    true
                }
                (Level::Parameter(x), Level::Parameter(y)) => self.name(x, y),
                _ => false,
            };
            if !same {
                return false;
            }
        }
        true
    }
}

/// Whether names of two stores have the same parts.
fn same_name(ours: (&Store, NameId), theirs: (&Store, NameId)) -> bool {
    let (mut a, mut b) = (ours.1, theirs.1);
    loop {
        match (ours.0.name_at(a), theirs.0.name_at(b)) {
            (Name::Anonymous, Name::Anonymous) => return true,
            (Name::Text(x, s), Name::Text(y, t)) if s == t => (a, b) = (*x, *y),
            (Name::Number(x, m), Name::Number(y, n)) if m == n => (a, b) = (*x, *y),
            _ => return false,
        }
    }
}

/// The name of one store in another, if it was ever written there.
pub(super) fn carry(from: &Store, name: NameId, to: &mut Store) -> NameId {
    let mut parts = Vec::new();
    let mut next = name;
    loop {
        match from.name_at(next) {
            Name::Anonymous => break,
            Name::Text(prefix, _) | Name::Number(prefix, _) => {
                parts.push(next);
                next = *prefix;
            }
        }
    }
    parts.into_iter().rev().fold(NameId::ANONYMOUS, |prefix, part| match from.name_at(part) {
        Name::Text(_, text) => to.name_text(prefix, text),
        Name::Number(_, number) => to.name_number(prefix, *number),
        Name::Anonymous => prefix,
    })
}
