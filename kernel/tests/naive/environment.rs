//! Constants and what the rules need to know about them.
//! Given by: `bridge`, which reads names, types and values only.
//! Gives: constants; the computation rules of recursors, read off the recursors' types.
//! Holds: flags and rules are worked out here from types; none is taken from the kernel or from a file.

use super::level::Level;
use super::term::{Name, T, Term, apply, bound, lambda, lift, spine, substitute, telescope};
use std::collections::HashMap;
use std::rc::Rc;

#[derive(Clone, Debug)]
pub(crate) struct Constant {
    pub(crate) levels: Vec<Name>,
    pub(crate) of: T,
    pub(crate) kind: Kind,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// Axioms and opaque constants: nothing to compute.
    Inert,
    /// Definitions and theorems.
    Definition(T),
    Inductive(Inductive),
    Constructor(Constructor),
    Recursor(Recursor),
    /// `Quot.mk`, `Quot.lift`, `Quot.ind`, by the last part of the name; `Quot` is inert.
    Quotient,
}

#[derive(Clone, Debug)]
pub(crate) struct Inductive {
    pub(crate) parameters: usize,
    pub(crate) indices: usize,
    pub(crate) constructors: Vec<Name>,
    /// Whether a constructor mentions a type of the block in a field.
    pub(crate) recursive: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Constructor {
    pub(crate) inductive: Name,
    pub(crate) parameters: usize,
    pub(crate) fields: usize,
}

#[derive(Clone, Debug)]
pub(crate) struct Recursor {
    /// Parameters, motives and minor premises.
    pub(crate) prefix: usize,
    pub(crate) indices: usize,
    /// The type that is eliminated, as the head of the major premise's type.
    pub(crate) inductive: Name,
    pub(crate) k: bool,
    /// By constructor: number of fields, and the result as a function of prefix and fields.
    pub(crate) rules: HashMap<Name, (usize, T)>,
}

#[derive(Clone, Default, Debug)]
pub(crate) struct Environment {
    pub(crate) constants: HashMap<Name, Constant>,
}

impl Environment {
    pub(crate) fn get(&self, name: &str) -> Option<&Constant> {
        self.constants.get(name)
    }

    pub(crate) fn inductive(&self, name: &str) -> Option<&Inductive> {
        match &self.get(name)?.kind {
            Kind::Inductive(inductive) => Some(inductive),
            _ => None,
        }
    }

    pub(crate) fn constructor(&self, name: &str) -> Option<&Constructor> {
        match &self.get(name)?.kind {
            Kind::Constructor(constructor) => Some(constructor),
            _ => None,
        }
    }

    /// A type with one constructor and no indices.
    pub(crate) fn structure(&self, name: &str) -> Option<&Inductive> {
        self.inductive(name).filter(|of| of.constructors.len() == 1 && of.indices == 0)
    }

    /// A structure for which eta holds.
    pub(crate) fn eta_structure(&self, name: &str) -> Option<&Inductive> {
        self.structure(name).filter(|of| !of.recursive)
    }
}

/// The recursors of a block, given by name and type: each rule is what its minor premise asks for.
///
/// A minor premise for a constructor `c` has the type `(fields) → (hypotheses) → motive … (c … fields)`, and a hypothesis the type
/// `(ys) → motive … (field ys)`. The rule gives it the fields and, for a hypothesis, the recursor of its motive on `field ys`.
pub(crate) fn recursors(
    environment: &Environment,
    motives: usize,
    parameters: usize,
    block: &[(Name, Vec<Name>, T)],
) -> Vec<Recursor> {
    block
        .iter()
        .map(|(_, levels, of)| recursor(environment, motives, parameters, block, levels, of))
        .collect()
}

/// How a recursor's type is divided.
struct Shape {
    domains: Vec<T>,
    parameters: usize,
    motives: usize,
    minors: usize,
}

impl Shape {
    fn prefix(&self) -> usize {
        self.parameters + self.motives + self.minors
    }
}

/// The motive, counted from 0, at the head of a term under so many binders.
fn motive_of(term: &T, under: usize, parameters: usize, motives: usize) -> Option<usize> {
    let (head, _) = spine(term);
    let Term::Bound(index) = *head else { return None };
    let position = under.checked_sub(index + 1)?;
    position.checked_sub(parameters).filter(|&motive| motive < motives)
}

fn shape(of: &T, parameters: usize, motives: usize) -> Shape {
    let (domains, _) = telescope(of);
    let first = parameters + motives;
    let is_minor = |position: usize| {
        let (premises, result) = telescope(&domains[position]);
        motive_of(&result, position + premises.len(), parameters, motives).is_some()
    };
    let minors = (first..domains.len()).take_while(|&position| is_minor(position)).count();
    Shape { parameters, motives, minors, domains }
}

fn recursor(
    environment: &Environment,
    motives: usize,
    parameters: usize,
    block: &[(Name, Vec<Name>, T)],
    levels: &[Name],
    of: &T,
) -> Recursor {
    let shape = shape(of, parameters, motives);
    let major = shape.domains.last().expect("a recursor has a major premise");
    let (head, _) = spine(major);
    let Term::Constant(inductive, _) = &*head else { panic!("the major premise is of an inductive type") };
    let constructors = environment.inductive(inductive).map_or(&[][..], |of| &of.constructors);
    let own = |name: &Name| constructors.contains(name);
    let rules = (0..shape.minors).map(|minor| rule(environment, &shape, block, levels, minor));
    let rules: HashMap<Name, (usize, T)> = rules.filter(|(name, _)| own(name)).collect();
    Recursor {
        prefix: shape.prefix(),
        indices: shape.domains.len() - shape.prefix() - 1,
        inductive: inductive.clone(),
        k: is_k(environment, inductive, motives),
        rules: rules.into_iter().collect(),
    }
}

/// A proposition, alone in its block, with one constructor without fields.
fn is_k(environment: &Environment, inductive: &Name, motives: usize) -> bool {
    let Some(constant) = environment.get(inductive) else { return false };
    let (_, result) = telescope(&constant.of);
    let proposition = matches!(&*result, Term::Sort(level) if super::level::equal(level, &Level::Zero));
    let fields = environment.inductive(inductive).and_then(|of| match of.constructors.as_slice() {
        [only] => environment.constructor(only).map(|constructor| constructor.fields),
        _ => None,
    });
    motives == 1 && proposition && fields == Some(0)
}

fn rule(
    environment: &Environment,
    shape: &Shape,
    block: &[(Name, Vec<Name>, T)],
    levels: &[Name],
    minor: usize,
) -> (Name, (usize, T)) {
    let prefix = shape.prefix();
    let position = shape.parameters + shape.motives + minor;
    // The premise's type under the whole prefix.
    let (mut premises, result) = telescope(&lift(&shape.domains[position], prefix - position));
    let (_, arguments) = spine(&result);
    let (constructor, built) = spine(arguments.last().expect("a motive is applied to a value"));
    let Term::Constant(name, _) = &*constructor else { panic!("a minor premise is about a constructor") };
    let parameters = environment.constructor(name).expect("it is declared").parameters;
    let fields = built.len() - parameters;
    let hypotheses = premises.split_off(fields);
    let mut body = bound(fields + prefix - 1 - position);
    for field in (0..fields).rev() {
        body = apply(body, &[bound(field)]);
    }
    for (count, hypothesis) in hypotheses.iter().enumerate() {
        // Hypotheses do not depend on each other.
        let dummy = bound(0);
        let hypothesis = (0..count).fold(hypothesis.clone(), |of, _| substitute(&of, &dummy));
        body = apply(body, &[call(shape, block, levels, fields, &hypothesis)]);
    }
    for domain in shape.domains[..prefix].iter().chain(&premises).rev() {
        body = lambda(domain.clone(), body);
    }
    (name.clone(), (fields, body))
}

/// The recursive call that a hypothesis stands for.
fn call(shape: &Shape, block: &[(Name, Vec<Name>, T)], levels: &[Name], fields: usize, hypothesis: &T) -> T {
    let (ys, result) = telescope(hypothesis);
    let under = shape.prefix() + fields + ys.len();
    let motive =
        motive_of(&result, under, shape.parameters, shape.motives).expect("a hypothesis has a motive");
    let (_, arguments) = spine(&result);
    let other = block.iter().find(|(_, _, of)| {
        let (domains, result) = telescope(of);
        motive_of(&result, domains.len(), shape.parameters, shape.motives) == Some(motive)
    });
    let (name, _, _) = other.expect("every motive has a recursor");
    let levels = levels.iter().map(|level| Level::Parameter(level.clone())).collect();
    let head = Rc::new(Term::Constant(name.clone(), levels));
    let prefix: Vec<T> = (0..shape.prefix()).map(|position| bound(under - 1 - position)).collect();
    let called = apply(apply(head, &prefix), &arguments);
    ys.iter().rev().fold(called, |body, domain| lambda(domain.clone(), body))
}
