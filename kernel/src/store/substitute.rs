//! Operations on terms under binders: lifting, instantiation, abstraction, replacement.
//! Given by: the checker, elaboration and translation.
//! Gives: new terms of the same store.
//! Holds: shared nodes are visited a few times for each depth; terms of any nesting are handled without overflowing the stack.

use super::{Key, Memo, Node, Store, handle};
use crate::{Binder, FreeId, Level, LevelId, NameId, Term, TermId};
use rustc_hash::FxHashMap;

/// Terms nested deeper than this are traversed with an explicit stack, which is slower.
const RECURSIVE: u16 = 400;
/// So many terms are rebuilt before any is remembered: most terms have no more parts.
const FEW: u32 = 32;
/// The depth of all parts, where it makes no difference.
const ANY: u32 = u32::MAX;

impl Store {
    /// Adds `by` to every loose bound variable at or above `from`.
    pub fn lift(&mut self, id: TermId, from: u32, by: u32) -> TermId {
        self.rewrite(id, from, |store: &mut Store, id, node: Node, depth| match node.term {
            _ if by == 0 || node.facts.loose <= depth => Some(id),
            Term::Bound(index) => Some(store.bound(index.saturating_add(by))),
            _ => None,
        })
    }

    /// Replaces the loose variables 0, 1, … by the values, the *last* value for variable 0, and lowers the others.
    pub fn instantiate(&mut self, id: TermId, values: &[TermId]) -> TermId {
        let count = handle(values.len());
        self.rewrite(id, 0, |store: &mut Store, id, node: Node, depth| match node.term {
            _ if count == 0 || node.facts.loose <= depth => Some(id),
            Term::Bound(index) => {
                let offset = index - depth;
                Some(if offset < count {
                    let value = values[(count - 1 - offset) as usize];
                    store.lift(value, 0, depth)
                } else {
                    store.bound(index - count)
                })
            }
            _ => None,
        })
    }

    /// Replaces free variables by loose bound ones, the *last* variable by number 0; the term must have no loose variable.
    pub fn abstract_free(&mut self, id: TermId, variables: &[FreeId]) -> TermId {
        self.abstract_first(id, &places(variables.iter().copied()), variables.len())
    }

    /// The same for the first variables of a list.
    fn abstract_first(&mut self, id: TermId, places: &Places, count: usize) -> TermId {
        self.rewrite(id, 0, |store: &mut Store, id, node: Node, depth| match node.term {
            _ if count == 0 || !node.facts.has_free => Some(id),
            Term::Free(variable) => Some(match places.get(&variable).filter(|&&position| position < count) {
                Some(position) => store.bound(depth + handle(count - 1 - position)),
                None => id,
            }),
            _ => None,
        })
    }

    /// Replaces free variables by terms without loose variables.
    pub fn replace_free(&mut self, id: TermId, replacement: &FxHashMap<FreeId, TermId>) -> TermId {
        self.rewrite(id, ANY, |_: &mut Store, id, node: Node, _: u32| match node.term {
            _ if replacement.is_empty() || !node.facts.has_free => Some(id),
            Term::Free(variable) => Some(replacement.get(&variable).copied().unwrap_or(id)),
            _ => None,
        })
    }

    /// Replaces universe parameters by levels, side by side.
    pub fn instantiate_levels(&mut self, id: TermId, parameters: &[NameId], arguments: &[LevelId]) -> TermId {
        let mut pairs = parameters.iter().zip(arguments);
        let changes_nothing = pairs.all(|(&name, &level)| self.level_at(level) == Level::Parameter(name));
        self.rewrite(id, ANY, |store: &mut Store, id, node: Node, _: u32| match node.term {
            _ if changes_nothing || !node.facts.has_level_parameter => Some(id),
            Term::Sort(level) => {
                let level = store.instantiate_level(level, parameters, arguments);
                Some(store.sort(level))
            }
            Term::Constant(name, levels) => {
                let mut levels = store.levels_at(levels).to_vec();
                let replace = |level: &mut _| *level = store.instantiate_level(*level, parameters, arguments);
                levels.iter_mut().for_each(replace);
                Some(store.constant(name, &levels))
            }
            _ => None,
        })
    }

    /// Rebuilds a term: where `replace` answers, its answer stands; elsewhere the parts are rebuilt.
    /// `depth` counts the binders crossed, from `depth` on; a term that is met again is mostly remembered.
    pub fn map(
        &mut self,
        id: TermId,
        depth: u32,
        replace: &mut dyn FnMut(&mut Store, TermId, u32) -> Option<TermId>,
    ) -> TermId {
        self.rewrite(id, depth, |store: &mut Store, id: TermId, _: Node, depth: u32| {
            replace(store, id, depth)
        })
    }

    /// As `map`, for answers that depend on the node.
    pub(crate) fn rewrite(&mut self, id: TermId, depth: u32, replace: impl Replace) -> TermId {
        let mut rewriting = Rewriting { memo: Memo::default(), replace, few: FEW };
        if self.facts_at(id).nesting > RECURSIVE {
            rewriting.visit_deep(self, id, depth);
        }
        rewriting.visit(self, id, depth)
    }

    /// `fun x₁ … xₙ => body` over free variables, given with name, kind and type; types may mention earlier variables.
    pub fn close_lambda(&mut self, variables: &[(FreeId, Binder, TermId)], body: TermId) -> TermId {
        self.close(variables, body, Store::lambda)
    }

    /// `(x₁ … xₙ) → body` over free variables, given with name, kind and type; types may mention earlier variables.
    pub fn close_pi(&mut self, variables: &[(FreeId, Binder, TermId)], body: TermId) -> TermId {
        self.close(variables, body, Store::pi)
    }

    fn close(
        &mut self,
        variables: &[(FreeId, Binder, TermId)],
        body: TermId,
        bind: fn(&mut Store, Binder, TermId, TermId) -> TermId,
    ) -> TermId {
        let places = places(variables.iter().map(|&(id, _, _)| id));
        let mut result = self.abstract_first(body, &places, variables.len());
        for (position, &(_, binder, domain)) in variables.iter().enumerate().rev() {
            let domain = self.abstract_first(domain, &places, position);
            result = bind(self, binder, domain, result);
        }
        result
    }
}

/// The parts of a term, each with whether a binder is crossed on the way to it.
pub fn parts(term: Term) -> impl Iterator<Item = (TermId, bool)> {
    let parts = match term {
        Term::Apply(function, argument) => [Some((function, false)), Some((argument, false)), None],
        Term::Lambda(_, domain, body) | Term::Pi(_, domain, body) => {
            [Some((domain, false)), Some((body, true)), None]
        }
        Term::Let { of, value, body, .. } => [Some((of, false)), Some((value, false)), Some((body, true))],
        Term::Project(_, _, of) => [Some((of, false)), None, None],
        Term::Bound(_)
        | Term::Free(_)
        | Term::Sort(_)
        | Term::Constant(..)
        | Term::Natural(_)
        | Term::Text(_) => [None; 3],
    };
    parts.into_iter().flatten()
}

/// What stands in place of a node at a depth; none if its parts are to be visited.
pub(crate) trait Replace {
    fn replace(&mut self, store: &mut Store, id: TermId, node: Node, depth: u32) -> Option<TermId>;

    /// Takes notice of a node that was rebuilt.
    fn rebuilt(&mut self, _: &Store, _: TermId, _: u32, _: TermId) {}
}

impl<F: FnMut(&mut Store, TermId, Node, u32) -> Option<TermId>> Replace for F {
    fn replace(&mut self, store: &mut Store, id: TermId, node: Node, depth: u32) -> Option<TermId> {
        self(store, id, node, depth)
    }
}

/// Where each variable of a list stands, at last.
type Places = FxHashMap<FreeId, usize>;

fn places(variables: impl Iterator<Item = FreeId>) -> Places {
    variables.zip(0..).collect()
}

struct Rewriting<F> {
    memo: Memo<u32>,
    replace: F,
    /// So many more terms are not remembered.
    few: u32,
}

impl<F: Replace> Rewriting<F> {
    #[inline(always)]
    fn visit(&mut self, store: &mut Store, id: TermId, depth: u32) -> TermId {
        let node = *store.node(id);
        match self.replace.replace(store, id, node, depth) {
            Some(answer) => answer,
            None => self.visit_parts(store, id, node.term, depth),
        }
    }

    fn visit_parts(&mut self, store: &mut Store, id: TermId, term: Term, depth: u32) -> TermId {
        let key: Key = (id.0, depth);
        let is_remembered = self.few == 0;
        if is_remembered && let Some(done) = self.memo.get(key) {
            return TermId(done);
        }
        self.few = self.few.saturating_sub(1);
        let result = if let Term::Apply(f, x) = term {
            let (g, y) = (self.visit(store, f, depth), self.visit(store, x, depth));
            if (f, x) == (g, y) { id } else { store.apply_one(g, y) }
        } else {
            let rebuilt = term.map(|part, binders| self.visit(store, part, depth.saturating_add(binders)));
            if rebuilt == term { id } else { store.term(rebuilt) }
        };
        if is_remembered {
            self.memo.insert(key, result.0);
        }
        self.replace.rebuilt(store, id, depth, result);
        result
    }

    /// Visits what is nested deep in a term before the term, which then finds it remembered.
    fn visit_deep(&mut self, store: &mut Store, id: TermId, depth: u32) {
        self.few = 0;
        let mut pending = vec![(id, depth, false)];
        while let Some((id, depth, parts_done)) = pending.pop() {
            let node = *store.node(id);
            if parts_done || node.facts.nesting <= RECURSIVE {
                self.visit(store, id, depth);
            } else if self.memo.get((id.0, depth)).is_none()
                && self.replace.replace(store, id, node, depth).is_none()
            {
                let below = |under: bool| depth.saturating_add(under.into());
                pending.push((id, depth, true));
                pending.extend(parts(node.term).map(|(part, under)| (part, below(under), false)));
            }
        }
    }
}
