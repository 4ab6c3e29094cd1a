//! Terms as trees with de Bruijn indices.
//! Given by: `bridge` and the generator.
//! Gives: terms, lifting, substitution, universe instantiation.
//! Holds: every function is the textbook definition.

use super::level::Level;
use num_bigint::BigUint;
use std::rc::Rc;

pub(crate) type Name = Rc<str>;
pub(crate) type T = Rc<Term>;

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Term {
    Bound(usize),
    Sort(Level),
    Constant(Name, Vec<Level>),
    Apply(T, T),
    Lambda(T, T),
    Pi(T, T),
    /// Type, value, body.
    Let(T, T, T),
    Natural(BigUint),
    Text(Rc<str>),
    Project(Name, usize, T),
}

pub(crate) fn bound(index: usize) -> T {
    Rc::new(Term::Bound(index))
}

pub(crate) fn sort(level: Level) -> T {
    Rc::new(Term::Sort(level))
}

pub(crate) fn constant(name: &str, levels: &[Level]) -> T {
    Rc::new(Term::Constant(name.into(), levels.to_vec()))
}

pub(crate) fn apply(function: T, arguments: &[T]) -> T {
    arguments.iter().fold(function, |function, argument| Rc::new(Term::Apply(function, argument.clone())))
}

pub(crate) fn lambda(domain: T, body: T) -> T {
    Rc::new(Term::Lambda(domain, body))
}

pub(crate) fn pi(domain: T, body: T) -> T {
    Rc::new(Term::Pi(domain, body))
}

pub(crate) fn project(structure: &Name, index: usize, of: T) -> T {
    Rc::new(Term::Project(structure.clone(), index, of))
}

pub(crate) fn natural(number: u64) -> T {
    Rc::new(Term::Natural(BigUint::from(number)))
}

/// Rebuilds a term with its parts changed; the function is told under how many binders a part stands.
pub(crate) fn map(term: &T, mut change: impl FnMut(&T, usize) -> T) -> T {
    Rc::new(match &**term {
        Term::Apply(f, a) => Term::Apply(change(f, 0), change(a, 0)),
        Term::Lambda(d, b) => Term::Lambda(change(d, 0), change(b, 1)),
        Term::Pi(d, b) => Term::Pi(change(d, 0), change(b, 1)),
        Term::Let(t, v, b) => Term::Let(change(t, 0), change(v, 0), change(b, 1)),
        Term::Project(s, i, of) => Term::Project(s.clone(), *i, change(of, 0)),
        _ => return term.clone(),
    })
}

/// Adds to the indices that are not below a bound.
fn lift_above(term: &T, from: usize, by: usize) -> T {
    match &**term {
        Term::Bound(index) if *index >= from => bound(index + by),
        _ => map(term, |part, under| lift_above(part, from + under, by)),
    }
}

/// The same term under more binders.
pub(crate) fn lift(term: &T, by: usize) -> T {
    if by == 0 { term.clone() } else { lift_above(term, 0, by) }
}

fn substitute_at(term: &T, depth: usize, value: &T) -> T {
    match &**term {
        Term::Bound(index) if *index == depth => lift(value, depth),
        Term::Bound(index) if *index > depth => bound(index - 1),
        _ => map(term, |part, under| substitute_at(part, depth + under, value)),
    }
}

/// `body[value]`: the value in place of the innermost variable.
pub(crate) fn substitute(body: &T, value: &T) -> T {
    substitute_at(body, 0, value)
}

/// The largest loose index plus one.
pub(crate) fn loose(term: &T) -> usize {
    match &**term {
        Term::Bound(index) => index + 1,
        _ => {
            let mut most = 0;
            map(term, |part, under| {
                most = most.max(loose(part).saturating_sub(under));
                part.clone()
            });
            most
        }
    }
}

/// Whether a loose variable occurs.
pub(crate) fn mentions(term: &T, index: usize) -> bool {
    match &**term {
        Term::Bound(other) => *other == index,
        _ => {
            let mut found = false;
            map(term, |part, under| {
                found |= mentions(part, index + under);
                part.clone()
            });
            found
        }
    }
}

/// Whether a constant of such a name occurs, or a projection of such a type.
pub(crate) fn mentions_constant(term: &T, wanted: &dyn Fn(&Name) -> bool) -> bool {
    match &**term {
        Term::Constant(name, _) => wanted(name),
        _ => {
            let mut found = matches!(&**term, Term::Project(name, ..) if wanted(name));
            map(term, |part, _| {
                found |= mentions_constant(part, wanted);
                part.clone()
            });
            found
        }
    }
}

/// The term with levels in place of universe parameters.
pub(crate) fn at_levels(term: &T, names: &[Name], levels: &[Level]) -> T {
    if names.is_empty() {
        return term.clone();
    }
    match &**term {
        Term::Sort(level) => sort(level.instantiate(names, levels)),
        Term::Constant(name, own) => {
            let own = own.iter().map(|level| level.instantiate(names, levels)).collect();
            Rc::new(Term::Constant(name.clone(), own))
        }
        _ => map(term, |part, _| at_levels(part, names, levels)),
    }
}

/// Head and arguments.
pub(crate) fn spine(term: &T) -> (T, Vec<T>) {
    let mut arguments = Vec::new();
    let mut head = term.clone();
    while let Term::Apply(function, argument) = &*head.clone() {
        arguments.push(argument.clone());
        head = function.clone();
    }
    arguments.reverse();
    (head, arguments)
}

/// The domains of a function type as it is written, and the result under them.
pub(crate) fn telescope(of: &T) -> (Vec<T>, T) {
    let mut domains = Vec::new();
    let mut result = of.clone();
    while let Term::Pi(domain, body) = &*result.clone() {
        domains.push(domain.clone());
        result = body.clone();
    }
    (domains, result)
}

/// The number of nodes.
pub(crate) fn size(term: &T) -> usize {
    let mut total = 1;
    map(term, |part, _| {
        total += size(part);
        part.clone()
    });
    total
}

/// A term as text, for messages.
pub(crate) fn show(term: &T) -> String {
    match &**term {
        Term::Bound(index) => format!("^{index}"),
        Term::Sort(level) => format!("(sort {})", show_level(level)),
        Term::Constant(name, levels) if levels.is_empty() => name.to_string(),
        Term::Constant(name, levels) => {
            format!("{name}{{{}}}", levels.iter().map(show_level).collect::<Vec<_>>().join(","))
        }
        Term::Apply(..) => {
            let (head, arguments) = spine(term);
            let arguments: Vec<String> = arguments.iter().map(show).collect();
            format!("({} {})", show(&head), arguments.join(" "))
        }
        Term::Lambda(domain, body) => format!("(fun _ {} {})", show(domain), show(body)),
        Term::Pi(domain, body) => format!("(pi _ {} {})", show(domain), show(body)),
        Term::Let(of, value, body) => format!("(let _ {} {} {})", show(of), show(value), show(body)),
        Term::Natural(number) => format!("#{number}"),
        Term::Text(text) => format!("{text:?}"),
        Term::Project(name, index, of) => format!("(proj {name} {index} {})", show(of)),
    }
}

fn show_level(level: &Level) -> String {
    match level {
        Level::Zero => "0".to_owned(),
        Level::Successor(of) => format!("{}+1", show_level(of)),
        Level::Max(a, b) => format!("max({},{})", show_level(a), show_level(b)),
        Level::IMax(a, b) => format!("imax({},{})", show_level(a), show_level(b)),
        Level::Parameter(name) => name.to_string(),
    }
}
