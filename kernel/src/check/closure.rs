//! Closures: terms with values for their loose variables, which are put in only where they must be.
//! Given by: typing, for types of applications and of what stands under binders.
//! Gives: scopes, the term a closure stands for, and a look at two closures that may save building them.
//! Holds: the values in a scope have no loose variables but for those of a scope made before; a look says yes only if the terms are the same.

use super::Checker;
use crate::rejection::Answer;
use crate::store::{Facts, Node, Replace};
use crate::table::{Key, Memo, handle};
use crate::{Invalid, Store, Term, TermId, order};

/// The values of the bound variables of an open term, as an index into `Memory::frames`.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Scope(pub(super) u32);

impl Scope {
    pub(crate) const EMPTY: Scope = Scope(0);
}

/// A term with values for its loose variables: what comes out if they are put in, which is done only if it must be.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Closure {
    pub(crate) term: TermId,
    pub(crate) scope: Scope,
}

impl Closure {
    /// A term without loose variables.
    pub(crate) fn of(term: TermId) -> Self {
        Closure { term, scope: Scope::EMPTY }
    }
}

/// One bound variable: its value, and the scope of the variables further out. The empty scope has a frame too, which nobody looks at.
///
/// A second way out leads past so many variables that any is reached in logarithmic time (E. Myers, An applicative
/// random-access stack, 1983).
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Frame {
    outer: Scope,
    /// The scope that many variables further out.
    far: Scope,
    stride: u32,
    value: Closure,
    /// How deep terms are nested in the values from here on: putting them in recurses so far.
    height: u16,
}

/// Values nested as deep as this, their terms included, are put together, which fits a small stack: terms nested deeper than half
/// of it are not visited by recursion.
const HIGHEST: u16 = 1000;

impl Checker<'_> {
    /// What answers about a term are remembered by: of the scope, only what begins with the nearest variable makes a difference.
    pub(super) fn key(&self, of: Closure) -> Key {
        let (facts, frames) = (self.store.facts_at(of.term), &self.memory.frames);
        let scope = if facts.loose == 0 { Scope::EMPTY } else { outward(frames, of.scope, facts.nearest()) };
        (of.term.0, scope.0)
    }

    /// Adds the value of one more bound variable, a term without loose variables.
    /// The same extension has the same scope, so that answers about terms in it are shared.
    pub(crate) fn extend(&mut self, scope: Scope, value: TermId) -> Scope {
        let key = (scope.0, value.0);
        if let Some(extended) = self.memory.extended.get(key) {
            return Scope(extended);
        }
        let extended = self.push_frame(scope, Closure::of(value), 0);
        self.memory.extended.insert(key, extended.0);
        extended
    }

    /// Adds the value of one more variable; if that is a variable, the value of it.
    pub(crate) fn bind(&mut self, scope: Scope, value: Closure) -> Answer<Scope> {
        let value = match self.store.term_at(value.term) {
            Term::Bound(index) => self.value_in(value.scope, index)?,
            _ => value,
        };
        let facts = self.store.facts_at(value.term);
        let height = self.memory.frames[value.scope.0 as usize].height + 1 + facts.nesting.min(HIGHEST / 2);
        if facts.loose > 0 && height <= HIGHEST {
            return Ok(self.push_frame(scope, value, height));
        }
        let value = Closure::of(self.close(value)?);
        Ok(self.push_frame(scope, value, 0))
    }

    /// Adds a frame for a value in which closures are nested so deep.
    #[inline]
    fn push_frame(&mut self, outer: Scope, value: Closure, height: u16) -> Scope {
        let frames = &mut self.memory.frames;
        let extended = handle(frames.len());
        let next = frames[outer.0 as usize];
        let further = frames[next.far.0 as usize];
        let (far, stride) =
            if next.stride == further.stride { (further.far, 2 * next.stride + 1) } else { (outer, 1) };
        frames.push(Frame { outer, far, stride, value, height: height.max(next.height) });
        Scope(extended)
    }

    /// The value of a bound variable.
    pub(crate) fn value_in(&self, scope: Scope, index: u32) -> Answer<Closure> {
        value_in(&self.memory.frames, scope, index).ok_or_else(|| Invalid::LooseVariable.into())
    }

    /// Puts the values in place of the bound variables.
    pub(crate) fn close(&mut self, closure: Closure) -> Answer<TermId> {
        let loose = self.store.facts_at(closure.term).loose;
        if loose == 0 {
            return Ok(closure.term);
        }
        self.value_in(closure.scope, loose - 1)?;
        Ok(close(self.store, &self.memory.frames, &mut self.memory.closed, closure))
    }

    /// Whether two closures are seen to be the same term without building it, up to names of binders; false is no answer.
    pub(crate) fn same(&self, a: Closure, b: Closure) -> bool {
        a.term == b.term && self.key(a) == self.key(b)
            || Likeness { store: self.store, frames: &self.memory.frames, steps: LIKENESS }
                .same((a, 0), (b, 0))
    }
}

/// Most variables are nearer than this, and found by walking.
const NEAR: u32 = 32;

fn value_in(frames: &[Frame], scope: Scope, index: u32) -> Option<Closure> {
    let scope = outward(frames, scope, index);
    (scope != Scope::EMPTY).then(|| frames[scope.0 as usize].value)
}

/// The scope so many variables further out.
fn outward(frames: &[Frame], scope: Scope, count: u32) -> Scope {
    let walk = |scope| (0..count).fold(scope, |scope: Scope, _| frames[scope.0 as usize].outer);
    if count < NEAR { walk(scope) } else { hop(frames, scope, count) }
}

#[cold]
fn hop(frames: &[Frame], mut scope: Scope, mut count: u32) -> Scope {
    while count > 0 && scope != Scope::EMPTY {
        let Frame { outer, far, stride, .. } = frames[scope.0 as usize];
        (scope, count) = if stride <= count { (far, count - stride) } else { (outer, count - 1) };
    }
    scope
}

/// Parts nested deeper than this are looked for among what was put together before.
const DEEP: u16 = 16;

fn close(store: &mut Store, frames: &[Frame], closed: &mut Memo<u32>, closure: Closure) -> TermId {
    let Closure { term, scope } = closure;
    let facts = store.facts_at(term);
    if facts.loose == 0 {
        return term;
    }
    let key = (term.0, outward(frames, scope, facts.nearest()).0);
    if let Some(known) = closed.get(key) {
        return TermId(known);
    }
    let result = store.rewrite(term, 0, Closing { scope, frames, closed });
    closed.insert(key, result.0);
    result
}

struct Closing<'a> {
    scope: Scope,
    frames: &'a [Frame],
    closed: &'a mut Memo<u32>,
}

impl Closing<'_> {
    /// What a part is remembered by that mentions no binder of the term.
    fn key(&self, part: TermId, facts: Facts, depth: u32) -> Option<Key> {
        let nearest = facts.nearest().checked_sub(depth).filter(|_| facts.nesting > DEEP)?;
        Some((part.0, outward(self.frames, self.scope, nearest).0))
    }
}

impl Replace for Closing<'_> {
    #[inline(always)]
    fn replace(&mut self, store: &mut Store, part: TermId, node: Node, depth: u32) -> Option<TermId> {
        match node.term {
            _ if node.facts.loose <= depth => Some(part),
            Term::Bound(index) => {
                let value = value_in(self.frames, self.scope, index - depth);
                Some(value.map_or(part, |value| close(store, self.frames, self.closed, value)))
            }
            // Small parts are put together sooner than they are looked for.
            _ => self.closed.get(self.key(part, node.facts, depth)?).map(TermId),
        }
    }

    #[inline(always)]
    fn rebuilt(&mut self, store: &Store, part: TermId, depth: u32, result: TermId) {
        if let Some(key) = self.key(part, store.facts_at(part), depth) {
            self.closed.insert(key, result.0);
        }
    }
}

/// More steps than this are not spent on a comparison of closures.
const LIKENESS: u32 = 256;

/// A comparison of closures.
struct Likeness<'a> {
    store: &'a Store,
    frames: &'a [Frame],
    steps: u32,
}

/// A closure with the number of binders crossed on the way to it since its scope began.
type Part = (Closure, u32);

impl<'a> Likeness<'a> {
    fn same(&mut self, mut a: Part, mut b: Part) -> bool {
        loop {
            let (left, right) = (self.look(&mut a), self.look(&mut b));
            let ((x, under), (y, others)) = (a, b);
            if x.term == y.term
                && (left.facts.loose <= under.min(others) || under == others && x.scope == y.scope)
            {
                return true;
            }
            self.steps -= 1;
            if self.steps == 0 {
                return false;
            }
            let parts = |term, other, binders| {
                ((Closure { term, ..x }, under + binders), (Closure { term: other, ..y }, others + binders))
            };
            let (first, last) = match (left.term, right.term) {
                (Term::Apply(f, c), Term::Apply(g, d)) => (Some(parts(c, d, 0)), parts(f, g, 0)),
                (Term::Pi(_, d, c), Term::Pi(_, e, f)) | (Term::Lambda(_, d, c), Term::Lambda(_, e, f)) => {
                    (Some(parts(d, e, 0)), parts(c, f, 1))
                }
                (Term::Project(s, i, c), Term::Project(t, j, d)) if (s, i) == (t, j) => {
                    (None, parts(c, d, 0))
                }
                (Term::Bound(i), Term::Bound(j)) => return i == j && i < under && j < others,
                (Term::Sort(a), Term::Sort(b)) => return order::equal(self.store, a, b) == Ok(true),
                (Term::Constant(a, us), Term::Constant(b, vs)) => {
                    return a == b && order::equal_lists(self.store, us, vs) == Ok(true);
                }
                _ => return false,
            };
            if first.is_some_and(|(a, b)| !self.same(a, b)) {
                return false;
            }
            (a, b) = last;
        }
    }

    /// The node of a closure, which becomes the value if it is a variable whose binder was not crossed.
    #[inline]
    fn look(&self, part: &mut Part) -> &'a Node {
        loop {
            let node = self.store.node(part.0.term);
            let Term::Bound(index) = node.term else { return node };
            let outer = index.checked_sub(part.1);
            match outer.and_then(|outer| value_in(self.frames, part.0.scope, outer)) {
                Some(value) => *part = (value, 0),
                None => return node,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Binder, BinderKind, Environment, LevelId, NameId};

    /// A tree of scopes: each next one is made from the last one or from an earlier one.
    #[test]
    fn the_value_of_any_variable_is_found_in_few_hops() {
        let (mut store, environment) = (Store::new(), Environment::new());
        let mut checker = Checker::new(&mut store, &environment);
        let mut chains: Vec<(Scope, Vec<TermId>)> = vec![(Scope::EMPTY, Vec::new())];
        let mut value = checker.store.sort(LevelId::ZERO);
        for size in 1..3000_usize {
            value = checker.store.apply_one(value, value);
            let from = if size % 700 == 0 { size / 2 } else { size - 1 };
            let (scope, mut values) = chains[from].clone();
            values.push(value);
            chains.push((checker.extend(scope, value), values));
        }
        for (scope, values) in chains.iter().step_by(113) {
            for (index, &value) in values.iter().rev().enumerate() {
                assert_eq!(checker.value_in(*scope, handle(index)).unwrap().term, value);
                assert!(hops(&checker.memory.frames, *scope, handle(index)) <= 30);
            }
            assert!(checker.value_in(*scope, handle(values.len())).is_err());
            assert!(checker.value_in(*scope, u32::MAX).is_err());
        }
    }

    /// The outermost variable, however far out, alone and beside the variable of a binder; and beside a near one that occurs.
    #[test]
    fn variables_that_do_not_occur_make_no_difference() {
        let (mut store, environment) = (Store::new(), Environment::new());
        let mut checker = Checker::new(&mut store, &environment);
        let values = [LevelId::ZERO, LevelId::ONE].map(|level| checker.store.sort(level));
        let binder = Binder { name: NameId::ANONYMOUS, kind: BinderKind::Explicit };
        for distance in 1..100 {
            let [near, far, next] = [0, distance, distance + 1].map(|index| checker.store.bound(index));
            let [both, beside] = [next, far].map(|variable| checker.store.apply_one(near, variable));
            let under = checker.store.lambda(binder, values[0], both);
            let outermost = checker.extend(Scope::EMPTY, values[0]);
            let scopes =
                values.map(|value| (0..distance).fold(outermost, |scope, _| checker.extend(scope, value)));
            let is_one = |term| {
                checker.key(Closure { term, scope: scopes[0] })
                    == checker.key(Closure { term, scope: scopes[1] })
            };
            assert_eq!([far, under, beside].map(is_one), [true, true, false], "{distance}");
        }
    }

    fn hops(frames: &[Frame], mut scope: Scope, mut count: u32) -> u32 {
        let mut hops = 0;
        while count > 0 {
            let Frame { outer, far, stride, .. } = frames[scope.0 as usize];
            (scope, count) = if stride <= count { (far, count - stride) } else { (outer, count - 1) };
            hops += 1;
        }
        hops
    }
}
