//! Reduction to weak head normal form, one rule for each redex.
//! Given by: typing and conversion, on terms that have a type.
//! Gives: weak head normal forms, with and without unfolding the definition at the head.
//! Holds: arithmetic is not accelerated: literals are zero or a successor, and operations are their definitions.

use super::environment::{Kind, Recursor};
use super::level::Level;
use super::term::{Name, T, Term, apply, at_levels, constant, project, spine, substitute};
use super::{Answer, Judge};
use num_bigint::BigUint;
use std::rc::Rc;

impl Judge<'_> {
    /// The weak head normal form.
    pub(crate) fn whnf(&self, context: &[T], term: &T) -> Answer<T> {
        self.reduce(context, term, true)
    }

    /// The normal form of the head as long as its definition is left alone.
    pub(crate) fn whnf_core(&self, context: &[T], term: &T) -> Answer<T> {
        self.reduce(context, term, false)
    }

    fn reduce(&self, context: &[T], term: &T, unfold: bool) -> Answer<T> {
        let mut term = term.clone();
        while let Some(next) = self.nested(|| self.step(context, &term, unfold))? {
            term = next;
        }
        Ok(term)
    }

    /// One step at the head, if there is one.
    fn step(&self, context: &[T], term: &T, unfold: bool) -> Answer<Option<T>> {
        let (head, arguments) = spine(term);
        let next = match &*head {
            Term::Lambda(_, body) if !arguments.is_empty() => {
                self.note("beta");
                return Ok(Some(apply(substitute(body, &arguments[0]), &arguments[1..])));
            }
            Term::Let(_, value, body) => {
                self.note("zeta");
                Some(substitute(body, value))
            }
            Term::Project(name, index, of) => self.project(context, name, *index, of)?,
            Term::Constant(name, levels) => match self.environment.get(name).map(|found| &found.kind) {
                Some(Kind::Definition(_)) if unfold => {
                    self.note("delta");
                    self.definition(name, levels)
                }
                Some(Kind::Recursor(recursor)) => {
                    return self.iota(context, (name, levels), recursor, &arguments);
                }
                Some(Kind::Quotient) => return self.quotient(context, name, &arguments),
                _ => None,
            },
            _ => None,
        };
        Ok(next.map(|head| apply(head, &arguments)))
    }

    fn project(&self, context: &[T], name: &Name, index: usize, of: &T) -> Answer<Option<T>> {
        let value = self.whnf(context, of)?;
        let (head, arguments) = spine(&expose(&value));
        let Term::Constant(found, _) = &*head else { return Ok(None) };
        let constructor = self.environment.constructor(found).filter(|of| of.inductive == *name);
        if constructor.is_some() {
            self.note("projection of a constructor");
        }
        Ok(constructor.and_then(|constructor| arguments.get(constructor.parameters + index).cloned()))
    }

    fn iota(
        &self,
        context: &[T],
        (name, levels): (&Name, &[Level]),
        recursor: &Recursor,
        arguments: &[T],
    ) -> Answer<Option<T>> {
        let position = recursor.prefix + recursor.indices;
        let Some(major) = arguments.get(position) else { return Ok(None) };
        let major = match self.constructor_by_k(context, recursor, major)? {
            Some(constructor) => constructor,
            None => {
                let value = expose(&self.whnf(context, major)?);
                self.constructor_by_eta(context, recursor, &value)?.unwrap_or(value)
            }
        };
        let (head, built) = spine(&major);
        let Term::Constant(constructor, _) = &*head else { return Ok(None) };
        let Some((fields, result)) = recursor.rules.get(constructor) else { return Ok(None) };
        self.note("iota");
        let parameters = &self.environment.get(name).expect("it was found").levels;
        let result = at_levels(result, parameters, levels);
        let result = apply(result, &arguments[..recursor.prefix]);
        let result = apply(result, &built[built.len() - fields..]);
        Ok(Some(apply(result, &arguments[position + 1..])))
    }

    /// Where proofs have one constructor without fields, any proof whose type is that constructor's counts as it.
    fn constructor_by_k(&self, context: &[T], recursor: &Recursor, major: &T) -> Answer<Option<T>> {
        if !recursor.k {
            return Ok(None);
        }
        let of = self.type_of(context, major)?;
        let of = self.whnf(context, &of)?;
        let (head, arguments) = spine(&of);
        let Term::Constant(name, levels) = &*head else { return Ok(None) };
        let Some(inductive) = self.environment.inductive(name).filter(|_| *name == recursor.inductive) else {
            return Ok(None);
        };
        let constructor = constant(&inductive.constructors[0], levels);
        let proof = apply(constructor, &arguments[..inductive.parameters]);
        let found = self.type_of(context, &proof)?;
        let fits = self.convert(context, &of, &found)?;
        self.note(if fits { "k" } else { "k refused" });
        Ok(fits.then_some(proof))
    }

    /// A value of a structure, not a proof, is its constructor applied to its projections.
    fn constructor_by_eta(&self, context: &[T], recursor: &Recursor, value: &T) -> Answer<Option<T>> {
        let name = &recursor.inductive;
        let Some(structure) = self.environment.eta_structure(name) else { return Ok(None) };
        if let Term::Constant(found, _) = &*spine(value).0
            && self.environment.constructor(found).is_some()
        {
            return Ok(None);
        }
        let of = self.type_of(context, value)?;
        let of = self.whnf(context, &of)?;
        let (head, arguments) = spine(&of);
        let Term::Constant(found, levels) = &*head else { return Ok(None) };
        if found != name || self.is_proposition(context, &of)? {
            return Ok(None);
        }
        self.note("eta in a recursor");
        let only = &structure.constructors[0];
        let fields = self.environment.constructor(only).expect("declared with its type").fields;
        let built = apply(constant(only, levels), &arguments);
        let projections: Vec<T> = (0..fields).map(|index| project(name, index, value.clone())).collect();
        Ok(Some(apply(built, &projections)))
    }

    /// `Quot.lift f h (Quot.mk r a) = f a`, `Quot.ind h (Quot.mk r a) = h a`.
    fn quotient(&self, context: &[T], name: &Name, arguments: &[T]) -> Answer<Option<T>> {
        let (function, major) = match &**name {
            "Quot.lift" => (3, 5),
            "Quot.ind" => (3, 4),
            _ => return Ok(None),
        };
        let Some(value) = arguments.get(major) else { return Ok(None) };
        let value = self.whnf(context, value)?;
        let (head, parts) = spine(&value);
        match (&*head, parts.as_slice()) {
            (Term::Constant(name, _), [_, _, element]) if &**name == "Quot.mk" => {
                self.note("quotient");
                let result = apply(arguments[function].clone(), &[element.clone()]);
                Ok(Some(apply(result, &arguments[major + 1..])))
            }
            _ => Ok(None),
        }
    }
}

/// A literal as what it is built of; other terms as they are.
pub(crate) fn expose(term: &T) -> T {
    match &**term {
        Term::Natural(number) if *number == BigUint::ZERO => constant("Nat.zero", &[]),
        Term::Natural(number) => {
            let before = Rc::new(Term::Natural(number - 1u32));
            apply(constant("Nat.succ", &[]), &[before])
        }
        Term::Text(text) => {
            let character = constant("Char", &[]);
            let nil = apply(constant("List.nil", &[Level::Zero]), &[character.clone()]);
            let list = text.chars().rev().fold(nil, |list, next| {
                let code = Rc::new(Term::Natural(BigUint::from(u32::from(next))));
                let next = apply(constant("Char.ofNat", &[]), &[code]);
                apply(constant("List.cons", &[Level::Zero]), &[character.clone(), next, list])
            });
            apply(constant("String.ofList", &[]), &[list])
        }
        _ => term.clone(),
    }
}
