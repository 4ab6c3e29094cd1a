//! Variations of a term that keep what it means, and mutations that need not.
//! Given by: the property tests, and terms that call for another writing of a part.
//! Gives: terms that are convertible with the given one, and terms that may have no type.
//! Holds: one place is changed at a time, chosen among all nodes.

use super::{FUEL, Generator, lower};
use crate::naive::level::Level;
use crate::naive::reduction::expose;
use crate::naive::term::{
    Name, T, Term, apply, bound, constant, lambda, lift, map, mentions, natural, pi, project, size, sort,
    spine,
};
use crate::naive::typing::under;
use std::rc::Rc;

/// Makes another term of one, in a context.
type Replace<G> = fn(&mut G, &[T], &T) -> T;

impl Generator<'_, '_> {
    // Variations that keep the meaning

    /// The same value, written differently in one or two places.
    pub(crate) fn vary(&mut self, context: &[T], term: &T) -> T {
        let mut varied = term.clone();
        for _ in 0..1 + self.choices.below(5) {
            let target = self.choices.below(size(&varied));
            varied = self.replace_at(context, &varied, &mut { target }, Self::rewrite);
        }
        varied
    }

    /// The term with what `replace` makes of the place that is `target` places further on.
    fn replace_at(&mut self, context: &[T], term: &T, target: &mut usize, replace: Replace<Self>) -> T {
        if *target == 0 {
            *target = usize::MAX;
            return replace(self, context, term);
        }
        if *target == usize::MAX {
            return term.clone();
        }
        *target -= 1;
        let binder = match &**term {
            Term::Lambda(domain, _) | Term::Pi(domain, _) | Term::Let(domain, _, _) => Some(domain.clone()),
            _ => None,
        };
        map(term, |part, inside| match (&binder, inside) {
            (Some(domain), 1) => self.replace_at(&under(context, domain), part, target, replace),
            _ => self.replace_at(context, part, target, replace),
        })
    }

    fn rewrite(&mut self, context: &[T], term: &T) -> T {
        if let Some(twin) = twin(term) {
            return twin;
        }
        self.judge.refuel(FUEL);
        let Ok(of) = self.judge.type_of(context, term) else { return term.clone() };
        let shown = self.shown(context, &of);
        match self.choices.below(12) {
            0 => apply(lambda(of, bound(0)), &[term.clone()]),
            1 => Rc::new(Term::Let(of, term.clone(), bound(0))),
            2 => self.shown(context, term),
            3 => {
                let (domain, _) = self.a_type(context, 1);
                let argument = self.term(context, &domain, 1);
                apply(lambda(domain, lift(term, 1)), &[argument])
            }
            4 => match self.universe_of(context, &of) {
                Level::Successor(level) => {
                    let pair = constant("Prod.mk", &[*level.clone(), Level::Zero]);
                    let number = constant("Nat", &[]);
                    let built = apply(pair, &[of, number, term.clone(), natural(7)]);
                    project(&"Prod".into(), 0, built)
                }
                level => apply(constant("id", &[level]), &[of, term.clone()]),
            },
            5 => apply(constant("id", &[self.universe_of(context, &of)]), &[of, term.clone()]),
            _ => self.expand(context, term, &shown),
        }
    }

    /// By eta, by irrelevance, or as a successor.
    fn expand(&mut self, context: &[T], term: &T, of: &T) -> T {
        self.judge.refuel(FUEL);
        if self.judge.is_proposition(context, of) == Ok(true) {
            return self.term(context, of, 2);
        }
        let (head, arguments) = spine(of);
        match (&**of, &*head, &**term) {
            (Term::Pi(domain, _), _, _) => lambda(domain.clone(), apply(lift(term, 1), &[bound(0)])),
            (_, Term::Constant(name, _), Term::Natural(_)) if &**name == "Nat" => expose(term),
            (_, Term::Constant(name, _), _) if matches!(&**name, "Unit" | "PUnit") => self.any(context, of),
            (_, Term::Constant(name, levels), _) => match self.environment.eta_structure(name) {
                Some(structure) if arguments.len() == structure.parameters => {
                    let only = &structure.constructors[0];
                    let fields = self.environment.constructor(only).map_or(0, |found| found.fields);
                    let built = apply(constant(only, levels), &arguments);
                    let fields: Vec<T> =
                        (0..fields).map(|index| project(name, index, term.clone())).collect();
                    apply(built, &fields)
                }
                _ => term.clone(),
            },
            _ => term.clone(),
        }
    }

    // Mutations

    /// The term with one place changed to what need not fit.
    pub(crate) fn mutate(&mut self, context: &[T], term: &T) -> T {
        let target = self.choices.below(size(term));
        self.replace_at(context, term, &mut { target }, Self::change)
    }

    fn change(&mut self, context: &[T], term: &T) -> T {
        if self.choices.one_in(2) {
            self.judge.refuel(FUEL);
            if let Ok(of) = self.judge.type_of(context, term) {
                return self.term(context, &of, 2);
            }
        }
        if self.choices.one_in(3) {
            let (of, _) = self.a_type(context, 2);
            return if self.choices.one_in(3) { of } else { self.term(context, &of, 2) };
        }
        match &**term {
            Term::Bound(_) if context.is_empty() => bound(0),
            Term::Bound(_) => bound(self.choices.below(context.len() + 1)),
            Term::Sort(level) => sort(self.change_level(level)),
            Term::Constant(name, levels) => self.change_constant(name, levels),
            Term::Apply(f, a) => match self.choices.below(4) {
                0 => f.clone(),
                1 => a.clone(),
                2 => apply(a.clone(), &[f.clone()]),
                _ => apply(term.clone(), &[a.clone()]),
            },
            Term::Lambda(d, b) => pi(d.clone(), b.clone()),
            Term::Pi(d, b) if self.choices.one_in(2) => lambda(d.clone(), b.clone()),
            Term::Pi(d, b) if !mentions(b, 0) => pi(lower(b), lift(d, 1)),
            Term::Pi(d, _) => d.clone(),
            Term::Let(of, value, body) => match self.choices.below(2) {
                0 => Rc::new(Term::Let(value.clone(), of.clone(), body.clone())),
                _ => apply(lambda(of.clone(), body.clone()), &[value.clone()]),
            },
            Term::Natural(_) => natural(self.choices.below(4) as u64),
            Term::Text(_) => natural(0),
            Term::Project(name, index, of) => match self.choices.below(3) {
                0 => project(name, index + 1, of.clone()),
                1 => project(
                    &["Prod", "Pair", "And", "Point", "Vec"][self.choices.below(5)].into(),
                    *index,
                    of.clone(),
                ),
                _ => of.clone(),
            },
        }
    }

    fn change_level(&mut self, level: &Level) -> Level {
        let u = Level::Parameter(["u", "v", "undeclared"][self.choices.below(3)].into());
        match self.choices.below(5) {
            0 => level.clone().next(),
            1 => Level::Zero,
            2 => u,
            3 => level.clone().max(u),
            _ => level.clone().imax(u),
        }
    }

    fn change_constant(&mut self, name: &Name, levels: &[Level]) -> T {
        let mut levels = levels.to_vec();
        match self.choices.below(5) {
            0 if !levels.is_empty() => {
                let at = self.choices.below(levels.len());
                levels[at] = self.change_level(&levels[at]);
                constant(name, &levels)
            }
            1 => {
                levels.push(Level::Zero);
                constant(name, &levels)
            }
            2 => constant("missing", &levels),
            3 => constant(twin_name(name).unwrap_or(name), &levels),
            _ => constant(&self.heads[self.choices.below(self.heads.len())], &levels),
        }
    }
}

/// The constant with the same type and value, and the universe parameters in another order.
fn twin_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "const" => "tsnoc",
        "tsnoc" => "const",
        "poly" => "ylop",
        "ylop" => "poly",
        _ => return None,
    })
}

/// A definition as its twin, which is the same with the universe arguments in another order.
fn twin(term: &T) -> Option<T> {
    match &**term {
        Term::Constant(name, levels) if matches!(&**name, "const" | "tsnoc") => {
            let levels: Vec<Level> = levels.iter().rev().cloned().collect();
            twin_name(name).map(|name| constant(name, &levels))
        }
        _ => None,
    }
}
