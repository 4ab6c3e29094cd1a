//! Conversion: whether two terms of a type are the same by computation.
//! Given by: typing, and the tests.
//! Gives: yes or no.
//! Holds: every rule that could say yes is tried, in every order of unfolding; nothing is remembered.

use super::level::{all_equal, equal};
use super::reduction::expose;
use super::term::{Name, T, Term, apply, bound, lift, project, spine};
use super::typing::under;
use super::{Answer, Judge};
use num_bigint::BigUint;
use std::rc::Rc;

impl Judge<'_> {
    /// Whether two terms are convertible.
    pub(crate) fn convert(&self, context: &[T], a: &T, b: &T) -> Answer<bool> {
        if a == b {
            return Ok(true);
        }
        self.nested(|| {
            let a = self.whnf_core(context, a)?;
            let b = self.whnf_core(context, b)?;
            self.convert_heads(context, &a, &b)
        })
    }

    /// Neither head computes without unfolding a definition.
    fn convert_heads(&self, context: &[T], a: &T, b: &T) -> Answer<bool> {
        match (&**a, &**b) {
            _ if a == b => return Ok(true),
            (Term::Sort(a), Term::Sort(b)) => {
                self.note(if equal(a, b) { "levels equal" } else { "levels different" });
                return Ok(equal(a, b));
            }
            (Term::Lambda(d, x), Term::Lambda(e, y)) | (Term::Pi(d, x), Term::Pi(e, y)) => {
                return Ok(self.convert(context, d, e)? && self.convert(&under(context, d), x, y)?);
            }
            (Term::Natural(a), Term::Natural(b)) => return Ok(a == b),
            _ => {}
        }
        let of = self.type_of(context, a)?;
        if self.is_proposition(context, &of)? {
            let other = self.type_of(context, b)?;
            let same = self.convert(context, &of, &other)?;
            self.note(if same { "irrelevance" } else { "irrelevance refused" });
            return Ok(same);
        }
        if let (Some(before), Some(other)) = (predecessor(a), predecessor(b)) {
            self.note("successors");
            return self.convert(context, &before, &other);
        }
        if self.convert_spines(context, a, b)? {
            return Ok(true);
        }
        let unfolded = (self.unfold(a), self.unfold(b));
        if unfolded != (None, None) {
            self.note("unfolding");
        }
        match unfolded {
            (None, None) => self.convert_by_eta(context, a, b),
            (Some(a), None) => self.convert(context, &a, b),
            (None, Some(b)) => self.convert(context, a, &b),
            (Some(left), Some(right)) => {
                Ok(self.convert(context, &left, b)? || self.convert(context, a, &right)?)
            }
        }
    }

    /// The term with the definition at its head unfolded.
    fn unfold(&self, term: &T) -> Option<T> {
        let (head, arguments) = spine(term);
        match &*head {
            Term::Constant(name, levels) => {
                self.definition(name, levels).map(|value| apply(value, &arguments))
            }
            _ => None,
        }
    }

    /// Equal heads applied to equal arguments.
    fn convert_spines(&self, context: &[T], a: &T, b: &T) -> Answer<bool> {
        let (head, arguments) = spine(&as_zero(a));
        let (other, others) = spine(&as_zero(b));
        if arguments.len() != others.len() {
            return Ok(false);
        }
        let heads = match (&*head, &*other) {
            (Term::Bound(i), Term::Bound(j)) => i == j,
            (Term::Constant(x, us), Term::Constant(y, vs)) => x == y && all_equal(us, vs),
            (Term::Project(s, i, x), Term::Project(t, j, y)) => {
                s == t && i == j && self.convert(context, x, y)?
            }
            _ => false,
        };
        if !heads {
            return Ok(false);
        }
        for (argument, other) in arguments.iter().zip(&others) {
            if !self.convert(context, argument, other)? {
                return Ok(false);
            }
        }
        self.note("congruence");
        Ok(true)
    }

    fn convert_by_eta(&self, context: &[T], a: &T, b: &T) -> Answer<bool> {
        let found = if self.function_eta(context, a, b)? || self.function_eta(context, b, a)? {
            Some("function eta")
        } else if self.structure_eta(context, a, b)? || self.structure_eta(context, b, a)? {
            Some("structure eta")
        } else if self.units(context, a, b)? {
            Some("units")
        } else if self.texts(context, a, b)? {
            Some("texts")
        } else {
            None
        };
        self.note(found.unwrap_or("different"));
        Ok(found.is_some())
    }

    /// `fun x => f x` is `f`.
    fn function_eta(&self, context: &[T], a: &T, b: &T) -> Answer<bool> {
        let Term::Lambda(domain, body) = &**a else { return Ok(false) };
        if matches!(**b, Term::Lambda(..)) {
            return Ok(false);
        }
        let of = self.type_of(context, b)?;
        let Term::Pi(other, _) = &*self.whnf(context, &of)? else { return Ok(false) };
        let applied = apply(lift(b, 1), &[bound(0)]);
        Ok(self.convert(context, domain, other)? && self.convert(&under(context, domain), body, &applied)?)
    }

    /// `⟨x.0, …, x.n⟩` is `x`.
    fn structure_eta(&self, context: &[T], built: &T, value: &T) -> Answer<bool> {
        let (head, arguments) = spine(built);
        let Term::Constant(name, _) = &*head else { return Ok(false) };
        let Some(constructor) = self.environment.constructor(name) else { return Ok(false) };
        let complete = arguments.len() == constructor.parameters + constructor.fields;
        if !complete || self.environment.eta_structure(&constructor.inductive).is_none() {
            return Ok(false);
        }
        if !self.same_types(context, built, value)? {
            return Ok(false);
        }
        for (index, argument) in arguments[constructor.parameters..].iter().enumerate() {
            let field = project(&constructor.inductive, index, value.clone());
            if !self.convert(context, argument, &field)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Values of a structure without fields are all the same.
    fn units(&self, context: &[T], a: &T, b: &T) -> Answer<bool> {
        let of = self.type_of(context, a)?;
        let (head, _) = spine(&self.whnf(context, &of)?);
        let Term::Constant(name, _) = &*head else { return Ok(false) };
        let fields = |only: &Name| self.environment.constructor(only).map(|constructor| constructor.fields);
        let is_unit =
            self.environment.eta_structure(name).and_then(|of| fields(&of.constructors[0])) == Some(0);
        Ok(is_unit && self.same_types(context, a, b)?)
    }

    fn texts(&self, context: &[T], a: &T, b: &T) -> Answer<bool> {
        match (&**a, &**b) {
            (Term::Text(_), Term::Text(_)) => Ok(false),
            (Term::Text(_), _) => self.convert(context, &expose(a), b),
            (_, Term::Text(_)) => self.convert(context, a, &expose(b)),
            _ => Ok(false),
        }
    }

    fn same_types(&self, context: &[T], a: &T, b: &T) -> Answer<bool> {
        let of = self.type_of(context, a)?;
        let other = self.type_of(context, b)?;
        self.convert(context, &of, &other)
    }
}

/// What a number is the successor of, if it is seen to be one.
fn predecessor(term: &T) -> Option<T> {
    match &*expose(term) {
        Term::Apply(function, argument) => {
            matches!(&**function, Term::Constant(name, _) if &**name == "Nat.succ").then(|| argument.clone())
        }
        _ => None,
    }
}

/// The literal zero as the constructor.
fn as_zero(term: &T) -> T {
    match &**term {
        Term::Natural(number) if *number == BigUint::ZERO => expose(term),
        _ => Rc::clone(term),
    }
}
