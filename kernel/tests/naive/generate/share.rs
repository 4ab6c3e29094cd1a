//! Terms in which a part comes back: beside itself, under the same binders or others, and where a type is expected that says more.
//! Given by: the property tests.
//! Gives: such a term, and the parts that came back, to be asked about by themselves.
//! Holds: what comes back is a lambda or a `let`, interned only once where it stands under as many binders.
//!
//! Whoever remembers answers about such a part finds them again in another context: with the same values of its variables, with
//! other values, or with variables that only look the same.

use super::{FUEL, Generator, lower};
use crate::naive::level::Level;
use crate::naive::term::{T, Term, apply, bound, constant, lambda, lift, map, mentions, pi, sort};
use crate::naive::typing::under;
use std::rc::Rc;

/// What binds a variable: a type, and a value if it is a `let`.
pub(super) type Frame = (T, Option<T>);

/// A part of a term, with what is bound on the way to it.
struct Place {
    context: Vec<T>,
    frames: Vec<Frame>,
    part: T,
}

impl Generator<'_, '_> {
    /// A term with a part that comes back in it, and that part as a term over the context.
    pub(crate) fn share(&mut self, context: &[T], term: &T) -> (T, Vec<T>) {
        let (mut trails, is_any) = (Vec::new(), !self.choices.one_in(3));
        find(term, &|part| is_any || is_binder(part), &mut Vec::new(), &mut trails);
        if trails.is_empty() {
            return (term.clone(), Vec::new());
        }
        let trail = trails.swap_remove(self.choices.below(trails.len()));
        if is_any {
            let place = Place::of(context, term, &trail);
            let (whole, pieces) = self.wrapped(&place.context, &place.part);
            let pieces = pieces.into_iter().map(|piece| without(&place.frames, piece)).collect();
            return (replace_along(term, &trail, &whole), pieces);
        }
        let (outer, inner) = trail.split_at(self.choices.below(trail.len() + 1));
        let place = Place::of(context, term, outer);
        let shared = Place::of(&place.context, &place.part, inner);
        let again = self.again(&place.context, &shared);
        let here = self.expected(&shared.context, &shared.part);
        let here = replace_along(&place.part, inner, &here);
        let whole = self.beside(&place.context, &here, &again);
        let pieces = [here, again].map(|piece| without(&place.frames, piece));
        (replace_along(term, outer, &whole), pieces.into())
    }

    /// A term inside a binder that it does not mention, as a part that is met twice: where a type mentions the variable of that
    /// binder, and where none does.
    fn wrapped(&mut self, context: &[T], term: &T) -> (T, Vec<T>) {
        let (domain, _) = self.a_type(context, 1);
        let inside = under(context, &domain);
        let frame = self.frame_like(&inside, &lift(&domain, 1));
        let innermost = under(&inside, &frame.0);
        let part = self.mentioning(&frame.0, &lift(&domain, 2), &lift(term, 2));
        let here = self.expected(&innermost, &part);
        let here = bind(frame.clone(), here);
        let again = self.again(&inside, &Place { context: innermost, frames: vec![frame], part });
        let (first, second) = if self.choices.one_in(3) { (&again, &here) } else { (&here, &again) };
        let whole = self.beside(&inside, first, second);
        let outer = [(domain.clone(), None)];
        let pieces = [&here, &again].map(|piece| without(&outer, piece.clone()));
        let mut whole = lambda(domain.clone(), whole);
        if self.choices.one_in(2) {
            whole = apply(whole, &[self.term(context, &domain, 1)]);
        }
        (whole, pieces.into())
    }

    /// A variable, often of the same type, and often with a value.
    fn frame_like(&mut self, context: &[T], of: &T) -> Frame {
        let of = if self.choices.one_in(2) { self.a_type(context, 1).0 } else { of.clone() };
        let has_value = !self.choices.one_in(3);
        let value = has_value.then(|| self.term(context, &of, 1));
        (of, value)
    }

    /// The term in a lambda or a `let` that mentions the innermost variable, of some type further out, for nothing.
    fn mentioning(&mut self, of: &T, domain: &T, term: &T) -> T {
        let variable = |index: usize, term: &T| {
            Rc::new(Term::Let(lift(of, index + 1), bound(index), lift(term, index + 1))) as T
        };
        if self.choices.one_in(2) { lambda(domain.clone(), variable(1, term)) } else { variable(0, term) }
    }

    /// The part once more, under the binders that lead to it or similar ones; maybe applied.
    fn again(&mut self, context: &[T], shared: &Place) -> T {
        let mut term = shared.part.clone();
        let mut inner = shared.context.clone();
        let are_others = self.choices.one_in(2);
        for (of, value) in shared.frames.iter().rev() {
            inner.pop();
            if !are_others {
                term = bind((of.clone(), value.clone()), term);
                continue;
            }
            let of = if self.choices.one_in(2) { self.another_type(&inner, of) } else { of.clone() };
            let value = match self.choices.below(6) {
                0 => Some(self.term(&inner, &of, 2)),
                1 => None,
                _ => value.clone(),
            };
            term = match value {
                Some(value) if self.choices.one_in(4) => apply(lambda(of, term), &[value]),
                value => bind((of, value), term),
            };
        }
        for _ in 0..self.choices.below(3) {
            self.judge.refuel(FUEL);
            let Ok(of) = self.judge.type_of(context, &term) else { break };
            let Term::Pi(domain, _) = &*self.shown(context, &of) else { break };
            let argument = self.term(context, domain, 1);
            term = apply(term, &[argument]);
        }
        term
    }

    /// The part where a type is expected that mentions a variable for nothing.
    fn expected(&mut self, context: &[T], part: &T) -> T {
        self.judge.refuel(FUEL);
        match self.judge.type_of(context, part) {
            Ok(of) if !self.choices.one_in(4) => {
                let of = self.saying_more(context, &of);
                apply(lambda(of, bound(0)), &[part.clone()])
            }
            _ => part.clone(),
        }
    }

    /// A type, or its result if it is a function type, as what computes to it from a variable.
    fn saying_more(&mut self, context: &[T], of: &T) -> T {
        if let Term::Pi(domain, body) = &**of
            && self.choices.one_in(2)
        {
            let body = self.saying_more(&under(context, domain), body);
            return pi(domain.clone(), body);
        }
        if context.is_empty() {
            return of.clone();
        }
        // Mostly one of the innermost two.
        let count = if self.choices.one_in(3) { context.len() } else { context.len().min(2) };
        let index = self.choices.below(count);
        let domain = lift(&context[context.len() - 1 - index], index + 1);
        let (level, universe) = (self.universe_of(context, of), self.universe_of(context, &domain));
        let (variable, universes) = (bound(index), sort(level.clone()));
        match self.choices.below(4) {
            0 => apply(lambda(domain, lift(of, 1)), &[variable]),
            1 => Rc::new(Term::Let(domain, variable, lift(of, 1))),
            2 => {
                // What is ignored may itself be a function that ignores.
                let function = pi(domain.clone(), lift(&domain, 1));
                let ignored = lambda(domain.clone(), lift(&variable, 1));
                let universe = universe.clone().imax(universe);
                let head = constant("const", &[level.next(), universe]);
                apply(head, &[universes, function, of.clone(), ignored])
            }
            _ => {
                let head = constant("const", &[level.next(), universe]);
                apply(head, &[universes, domain, of.clone(), variable])
            }
        }
    }

    /// A term that contains another one for nothing.
    pub(super) fn beside(&mut self, context: &[T], term: &T, other: &T) -> T {
        self.judge.refuel(FUEL);
        let Ok(of) = self.judge.type_of(context, other) else { return term.clone() };
        // Only the last way leaves both under as many binders.
        match self.choices.below(5) {
            0 => apply(lambda(of, lift(term, 1)), &[other.clone()]),
            1 => Rc::new(Term::Let(of, other.clone(), lift(term, 1))),
            _ => {
                self.judge.refuel(FUEL);
                let Ok(own) = self.judge.type_of(context, term) else { return term.clone() };
                let levels: [Level; 2] = [&own, &of].map(|of| self.universe_of(context, of));
                apply(constant("const", &levels), &[own, of, term.clone(), other.clone()])
            }
        }
    }
}

impl Place {
    fn of(context: &[T], term: &T, trail: &[usize]) -> Self {
        let mut place = Place { context: context.to_vec(), frames: Vec::new(), part: term.clone() };
        for &step in trail {
            let (part, is_inside) = parts(&place.part).swap_remove(step);
            if let (Some((of, value)), true) = (frame(&place.part), is_inside) {
                place.context.push(of.clone());
                place.frames.push((of, value));
            }
            place.part = part;
        }
        place
    }
}

pub(super) fn bind((of, value): Frame, term: T) -> T {
    match value {
        Some(value) => Rc::new(Term::Let(of, value, term)),
        None => lambda(of, term),
    }
}

/// What a term binds in its last part.
fn frame(term: &T) -> Option<Frame> {
    match &**term {
        Term::Lambda(domain, _) | Term::Pi(domain, _) => Some((domain.clone(), None)),
        Term::Let(of, value, _) => Some((of.clone(), Some(value.clone()))),
        _ => None,
    }
}

/// The parts of a term, each with whether it is under its binder.
fn parts(term: &T) -> Vec<(T, bool)> {
    let mut parts = Vec::new();
    map(term, |part, inside| {
        parts.push((part.clone(), inside > 0));
        part.clone()
    });
    parts
}

fn is_binder(term: &T) -> bool {
    matches!(**term, Term::Lambda(..) | Term::Let(..))
}

/// The ways to all wanted parts.
fn find(term: &T, wanted: &dyn Fn(&T) -> bool, trail: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
    if wanted(term) {
        found.push(trail.clone());
    }
    for (step, (part, _)) in parts(term).iter().enumerate() {
        trail.push(step);
        find(part, wanted, trail, found);
        trail.pop();
    }
}

/// The term with another part at the end of a way.
fn replace_along(term: &T, trail: &[usize], new: &T) -> T {
    let Some((&first, rest)) = trail.split_first() else { return new.clone() };
    let mut steps = 0..;
    map(term, |part, _| match steps.next() {
        Some(step) if step == first => replace_along(part, rest, new),
        _ => part.clone(),
    })
}

/// A term under binders without those that it does not mention; the others are bound.
fn without(frames: &[Frame], term: T) -> T {
    frames.iter().rev().fold(
        term,
        |term, frame| {
            if mentions(&term, 0) { bind(frame.clone(), term) } else { lower(&term) }
        },
    )
}
