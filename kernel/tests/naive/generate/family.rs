//! Terms about families of types, made where one value is wanted and used where another one may be; and fields of all structures.
//! Given by: the property tests.
//! Gives: terms, many of which have no type.
//! Holds: the two types have the same open term in two places, so that only the values of its variables make a difference.

use super::Generator;
use crate::naive::level::Level;
use crate::naive::term::{Name, T, Term, apply, bound, constant, lambda, lift, natural, pi, project, sort};
use crate::naive::typing::under;
use std::rc::Rc;

/// The type of a variable, and types over it.
struct Family {
    domain: T,
    of: T,
}

impl Family {
    /// The types as a function.
    fn function(&self) -> T {
        lambda(self.domain.clone(), self.of.clone())
    }

    /// The same with more variables further out.
    fn under(&self, more: usize) -> Self {
        match &*lift(&self.function(), more) {
            Term::Lambda(domain, of) => Family { domain: domain.clone(), of: of.clone() },
            _ => Family { domain: self.domain.clone(), of: self.of.clone() },
        }
    }
}

impl Generator<'_, '_> {
    /// A term about a family of types or a structure.
    pub(crate) fn about_a_family(&mut self, context: &[T]) -> T {
        let family = self.family(context);
        match self.choices.below(7) {
            0 | 1 => self.used(context, &family),
            2 | 3 => self.second_of_pair(context, &family),
            4 => self.chosen_twice(context, &family),
            _ => self.a_field(context, &family),
        }
    }

    fn family(&mut self, context: &[T]) -> Family {
        let number = constant("Nat", &[]);
        let zero = [Level::Zero];
        let (domain, of) = match self.choices.below(7) {
            0 => (number.clone(), apply(constant("Vec", &zero), &[number.clone(), bound(0)])),
            1 => {
                let other = self.term(context, &number, 2);
                let equal = constant("Eq", &[Level::number(1)]);
                (number.clone(), apply(equal, &[number.clone(), bound(0), lift(&other, 1)]))
            }
            2 => (sort(Level::number(1)), bound(0)),
            3 => (sort(Level::number(1)), apply(constant("List", &zero), &[bound(0)])),
            4 => (number.clone(), apply(constant("Fact", &[]), &[bound(0)])),
            5 => (sort(Level::Zero), bound(0)),
            _ => {
                let (domain, level) = self.a_type(context, 2);
                let same = apply(constant("Eq", &[level]), &[lift(&domain, 1), bound(0), bound(0)]);
                (domain, same)
            }
        };
        let family = Family { domain, of };
        let inside = under(context, &family.domain);
        match self.choices.below(4) {
            0 => {
                let (other, _) = self.a_type(&inside, 1);
                Family { of: pi(other, lift(&family.of, 1)), ..family }
            }
            1 => Family { of: pi(family.of.clone(), lift(&family.of, 1)), ..family },
            _ => family,
        }
    }

    /// The same value, the same written differently, carried along an equation, or any.
    fn another_value(&mut self, context: &[T], value: &T, of: &T) -> T {
        match self.choices.below(6) {
            0 | 1 => self.vary(context, value),
            2 | 3 => self.carried(context, value, of),
            4 => value.clone(),
            _ => self.term(context, of, 2),
        }
    }

    /// A term carried along an equation of two numbers, which computes to it if they are equal.
    fn carried(&mut self, context: &[T], term: &T, of: &T) -> T {
        let number = constant("Nat", &[]);
        let [one, other] = [(); 2].map(|()| self.term(context, &number, 1));
        let other = if self.choices.one_in(2) { one.clone() } else { other };
        let levels = [self.universe_of(context, of), Level::number(1)];
        let equal = apply(constant("Eq", &levels[1..]), &[number.clone(), one.clone()]);
        let premise = apply(lift(&equal, 1), &[bound(0)]);
        let motive = lambda(number.clone(), lambda(premise, lift(of, 2)));
        let proof = self.any(context, &apply(equal, &[other.clone()]));
        apply(constant("Eq.rec", &levels), &[number, one, motive, term.clone(), other, proof])
    }

    /// What takes something of the type at a value.
    fn user(&mut self, context: &[T], family: &Family, value: &T) -> T {
        let Family { domain, of } = family;
        let number = constant("Nat", &[]);
        match self.choices.below(3) {
            0 => {
                let user = self.any(context, &pi(domain.clone(), pi(of.clone(), number)));
                apply(user, std::slice::from_ref(value))
            }
            1 => {
                let user = lambda(domain.clone(), lambda(of.clone(), natural(1)));
                apply(user, std::slice::from_ref(value))
            }
            _ => {
                let user = self.any(&under(context, domain), &pi(of.clone(), number));
                apply(lambda(domain.clone(), user), std::slice::from_ref(value))
            }
        }
    }

    fn used(&mut self, context: &[T], family: &Family) -> T {
        let value = self.term(context, &family.domain, 2);
        let other = self.another_value(context, &value, &family.domain);
        let source = self.any(context, &pi(family.domain.clone(), family.of.clone()));
        let user = self.user(context, family, &value);
        apply(user, &[apply(source, &[other])])
    }

    /// The second field of one of two pairs, used with the first field of one of them.
    fn second_of_pair(&mut self, context: &[T], family: &Family) -> T {
        let pair: Name = "Pair".into();
        let Some(of) = self.pair_of(context, family) else { return self.used(context, family) };
        let first = under(context, &of);
        let second = project(&pair, 1, bound(0));
        if self.choices.one_in(3) {
            let function = lambda(lift(&of, 1), second.clone());
            return lambda(of, self.beside(&first, &function, &second));
        }
        let inside = under(&first, &lift(&of, 1));
        let [one, other] = [(); 2].map(|()| bound(self.choices.below(2)));
        let lifted = family.under(2);
        let mut user = self.user(&inside, &lifted, &project(&pair, 0, one));
        if self.choices.one_in(2) {
            user = apply(user, &[apply(lambda(lift(&of, 2), second), &[other])]);
        } else {
            user = apply(user, &[project(&pair, 1, other)]);
        }
        lambda(of.clone(), lambda(lift(&of, 1), user))
    }

    /// A pair of a value and something of the type at it.
    fn pair_of(&mut self, context: &[T], family: &Family) -> Option<T> {
        let u = self.universe_of(context, &family.domain);
        let v = self.universe_of(&under(context, &family.domain), &family.of);
        let (Level::Successor(u), Level::Successor(v)) = (u, v) else { return None };
        Some(apply(constant("Pair", &[*u, *v]), &[family.domain.clone(), family.function()]))
    }

    /// Two functions of something of the type at a value, each under a `let` for its own value.
    fn chosen_twice(&mut self, context: &[T], family: &Family) -> T {
        let value = self.term(context, &family.domain, 2);
        let other = self.another_value(context, &value, &family.domain);
        let inside = under(context, &family.domain);
        let [one, two] = [value, other].map(|value| {
            let body = match self.choices.below(3) {
                0 => bound(0),
                1 => natural(self.choices.below(3) as u64),
                _ => self.any(&under(&inside, &family.of), &lift(&family.of, 1)),
            };
            let function = lambda(family.of.clone(), body);
            Rc::new(Term::Let(family.domain.clone(), value, function))
        });
        self.beside(context, &one, &two)
    }

    /// A field of a variable of a structure, maybe one that it does not have, or that may not be taken out.
    fn a_field(&mut self, context: &[T], family: &Family) -> T {
        let number = constant("Nat", &[]);
        let (name, of): (&str, T) = match self.choices.below(9) {
            0 => ("And", self.proposition_of("And", context)),
            1 => ("Wrapped", constant("Wrapped", &[])),
            2 => ("Point", constant("Point", &[])),
            3 => ("Some", constant("Some", &[])),
            4 => ("Fact", apply(constant("Fact", &[]), &[self.term(context, &number, 1)])),
            5 => match self.pair_of(context, family) {
                Some(of) => ("Pair", of),
                None => ("Chain", constant("Chain", &[])),
            },
            _ => {
                let level = self.universe_of(context, &family.domain);
                let exists = constant("Exists", &[level]);
                ("Exists", apply(exists, &[family.domain.clone(), family.function()]))
            }
        };
        let field = project(&name.into(), self.choices.below(3), bound(0));
        let field = if self.choices.one_in(4) { project(&name.into(), 0, field) } else { field };
        let function = lambda(of.clone(), field);
        if self.choices.one_in(2) {
            return function;
        }
        let value = self.term(context, &of, 2);
        apply(function, &[value])
    }

    fn proposition_of(&mut self, name: &str, context: &[T]) -> T {
        let [a, b] = [(); 2].map(|()| self.proposition(context, 2));
        apply(constant(name, &[]), &[a, b])
    }
}
