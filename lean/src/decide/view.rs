//! What a proposition, a test or an integer says at its outermost layer.
//! Given by: kernel terms over free variables.
//! Gives: views, to search, to the arithmetic reader and to the translation for the solver.
//! Holds: a view is convertible with the term it was read from; what is not understood is opaque, never guessed.

use super::vocabulary::{Head, Vocabulary};
use kernel::{Store, Term, TermId};
use num_bigint::{BigInt, BigUint};

/// A proposition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proposition {
    /// `True`.
    True,
    /// `False`.
    False,
    /// `p ∧ q`, the range of machine integers included.
    And(TermId, TermId),
    /// `p ∨ q`.
    Or(TermId, TermId),
    /// `p → q` for propositions.
    Implies(TermId, TermId),
    /// `p ↔ q`.
    Iff(TermId, TermId),
    /// `¬ p`.
    Not(TermId),
    /// `a ≤ b` on integers.
    LessEqual(TermId, TermId),
    /// `a < b` on integers.
    Less(TermId, TermId),
    /// `a = b` on integers.
    Equal(TermId, TermId),
    /// `a = b` on truth values.
    Same(TermId, TermId),
    /// A truth value is the one given.
    Tested(TermId, bool),
    /// `∃ x : type, p x`: type and predicate.
    Exists(TermId, TermId),
    /// `(x : type) → p`, where `p` has `x` as its loose variable.
    Forall(TermId, TermId),
    /// Anything else.
    Opaque,
}

/// A truth value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Test {
    /// `true` or `false`.
    Literal(bool),
    /// `a ≤ b`.
    LessEqual(TermId, TermId),
    /// `a < b`.
    Less(TermId, TermId),
    /// `a = b` on integers.
    Equal(TermId, TermId),
    /// In the range of machine integers.
    Range(TermId),
    /// Equality of truth values.
    Same(TermId, TermId),
    /// Negation.
    Not(TermId),
    /// Conjunction.
    And(TermId, TermId),
    /// Disjunction.
    Or(TermId, TermId),
    /// One or the other, by the first.
    Cond(TermId, TermId, TermId),
    /// Anything else.
    Opaque,
}

/// An integer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Integer {
    /// A numeral.
    Literal(BigUint),
    /// Negation.
    Negate(TermId),
    /// Sum.
    Add(TermId, TermId),
    /// Difference.
    Subtract(TermId, TermId),
    /// Product.
    Multiply(TermId, TermId),
    /// Quotient rounded toward zero.
    Quotient(TermId, TermId),
    /// Remainder of it.
    Remainder(TermId, TermId),
    /// Quotient whose remainder is not negative.
    EuclideanQuotient(TermId, TermId),
    /// Remainder of it.
    EuclideanRemainder(TermId, TermId),
    /// Anything else.
    Opaque,
}

impl Vocabulary {
    /// Carries out what stands at the head: functions applied to arguments, local definitions, components of pairs.
    pub fn head_normal(&self, store: &mut Store, term: TermId) -> TermId {
        self.reduce(store, term, HEAD_STEPS)
    }

    fn reduce(&self, store: &mut Store, term: TermId, steps: usize) -> TermId {
        let mut term = term;
        for left in (0..steps).rev() {
            match self.step(store, term, left) {
                Some(next) => term = next,
                None => break,
            }
        }
        term
    }

    fn step(&self, store: &mut Store, term: TermId, steps: usize) -> Option<TermId> {
        match store.term_at(term) {
            Term::Let { value, body, .. } => Some(store.instantiate(body, &[value])),
            Term::Project(_, index, of) => self.component(store, of, index as usize, steps),
            Term::Apply(..) => {
                let (head, arguments) = store.spine(term);
                match store.term_at(head) {
                    Term::Lambda(_, _, body) => {
                        let (first, rest) = arguments.split_first()?;
                        let body = store.instantiate(body, &[*first]);
                        Some(store.apply(body, rest))
                    }
                    Term::Constant(name, _) => match (self.head(name), arguments.as_slice()) {
                        (Some(Head::First), &[_, _, of]) => self.component(store, of, 0, steps),
                        (Some(Head::Second), &[_, _, of]) => self.component(store, of, 1, steps),
                        _ => None,
                    },
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn component(&self, store: &mut Store, of: TermId, index: usize, steps: usize) -> Option<TermId> {
        let of = self.reduce(store, of, steps);
        match self.spine(store, of) {
            Some((Head::Pair, arguments)) => arguments.get(2 + index).copied(),
            _ => None,
        }
    }

    fn spine(&self, store: &Store, term: TermId) -> Option<(Head, Vec<TermId>)> {
        let (head, arguments) = store.spine(term);
        match store.term_at(head) {
            Term::Constant(name, _) => Some((self.head(name)?, arguments)),
            _ => None,
        }
    }

    fn is(&self, store: &Store, term: TermId, head: Head) -> bool {
        matches!(store.term_at(term), Term::Constant(name, _) if self.head(name) == Some(head))
    }

    /// The outermost layer of a proposition.
    pub fn proposition(&self, store: &mut Store, term: TermId) -> Proposition {
        let term = self.head_normal(store, term);
        if let Term::Pi(_, domain, body) = store.term_at(term) {
            return self.arrow(store, domain, body);
        }
        let Some((head, arguments)) = self.spine(store, term) else {
            return Proposition::Opaque;
        };
        match (head, arguments.as_slice()) {
            (Head::True, []) => Proposition::True,
            (Head::False, []) => Proposition::False,
            (Head::And, &[p, q]) => Proposition::And(p, q),
            (Head::Or, &[p, q]) => Proposition::Or(p, q),
            (Head::Iff, &[p, q]) => Proposition::Iff(p, q),
            (Head::Not, &[p]) => Proposition::Not(p),
            (Head::Exists, &[of, predicate]) => Proposition::Exists(of, predicate),
            (Head::Range, &[x]) => self.range(store, x),
            (Head::Unequal, &[of, a, b]) => self.unequal(store, of, a, b),
            _ => self.relation(store, head, &arguments),
        }
    }

    fn arrow(&self, store: &mut Store, domain: TermId, body: TermId) -> Proposition {
        if self.is(store, body, Head::False) {
            return Proposition::Not(domain);
        }
        let is_type = [Head::Int, Head::Bool, Head::Nat].iter().any(|&head| self.is(store, domain, head))
            || matches!(store.term_at(domain), Term::Sort(_) | Term::Free(_));
        if is_type || mentions_last(store, body) {
            return Proposition::Forall(domain, body);
        }
        let hole = store.proposition();
        let result = store.instantiate(body, &[hole]);
        Proposition::Implies(domain, result)
    }

    fn range(&self, store: &mut Store, x: TermId) -> Proposition {
        let lowest = self.integer(store, &i64::MIN.into());
        let highest = self.integer(store, &i64::MAX.into());
        Proposition::And(self.less_equal(store, lowest, x), self.less_equal(store, x, highest))
    }

    fn unequal(&self, store: &mut Store, of: TermId, a: TermId, b: TermId) -> Proposition {
        if self.is(store, of, Head::Int) {
            Proposition::Not(self.equal(store, a, b))
        } else if self.is(store, of, Head::Bool) {
            Proposition::Not(self.same(store, a, b))
        } else {
            Proposition::Opaque
        }
    }

    fn relation(&self, store: &mut Store, head: Head, arguments: &[TermId]) -> Proposition {
        match (head, arguments) {
            (Head::IntLessEqual, &[a, b]) => Proposition::LessEqual(a, b),
            (Head::IntLess, &[a, b]) => Proposition::Less(a, b),
            (Head::Equal, &[of, a, b]) if self.is(store, of, Head::Bool) => {
                self.equality_of_tests(store, a, b)
            }
            (Head::Equal, &[of, a, b]) if self.is(store, of, Head::Int) => Proposition::Equal(a, b),
            (_, &[of, _, a, b]) if self.is(store, of, Head::Int) => match head {
                Head::LessEqual => Proposition::LessEqual(a, b),
                Head::Less => Proposition::Less(a, b),
                Head::GreaterEqual => Proposition::LessEqual(b, a),
                Head::Greater => Proposition::Less(b, a),
                _ => Proposition::Opaque,
            },
            _ => Proposition::Opaque,
        }
    }

    fn equality_of_tests(&self, store: &mut Store, a: TermId, b: TermId) -> Proposition {
        match self.test(store, b) {
            Test::Literal(value) => Proposition::Tested(a, value),
            _ => Proposition::Same(a, b),
        }
    }

    /// The outermost layer of a truth value.
    pub fn test(&self, store: &mut Store, term: TermId) -> Test {
        let term = self.head_normal(store, term);
        let Some((head, arguments)) = self.spine(store, term) else {
            return Test::Opaque;
        };
        match (head, arguments.as_slice()) {
            (Head::BoolTrue, []) => Test::Literal(true),
            (Head::BoolFalse, []) => Test::Literal(false),
            (Head::TestLessEqual, &[a, b]) => Test::LessEqual(a, b),
            (Head::TestLess, &[a, b]) => Test::Less(a, b),
            (Head::TestEqual, &[a, b]) => Test::Equal(a, b),
            (Head::TestRange, &[a]) => Test::Range(a),
            (Head::TestSame, &[a, b]) => Test::Same(a, b),
            (Head::TestNot, &[a]) => Test::Not(a),
            (Head::TestAnd, &[a, b]) => Test::And(a, b),
            (Head::TestOr, &[a, b]) => Test::Or(a, b),
            (Head::TestCond, &[of, c, a, b]) if self.is(store, of, Head::Bool) => Test::Cond(c, a, b),
            _ => Test::Opaque,
        }
    }

    /// The outermost layer of an integer, and the term in its normal form: its head carried out, divisions by name.
    pub fn integer_view(&self, store: &mut Store, term: TermId) -> (Integer, TermId) {
        let term = self.head_normal(store, term);
        let Some((head, arguments)) = self.spine(store, term) else {
            return (Integer::Opaque, term);
        };
        let view = match (head, arguments.as_slice()) {
            (Head::Literal, &[of, value, _]) if self.is(store, of, Head::Int) => literal(store, value),
            (Head::Negate, &[of, _, a]) if self.is(store, of, Head::Int) => Integer::Negate(a),
            (Head::IntNegate, &[a]) => Integer::Negate(a),
            (Head::Wrapped, &[a]) => self.wrapped(store, a),
            (_, &[a, b]) => operation(head, a, b),
            (_, &[of, other, _, _, a, b])
                if self.is(store, of, Head::Int) && self.is(store, other, Head::Int) =>
            {
                operation(head, a, b)
            }
            _ => Integer::Opaque,
        };
        let normal = match view {
            Integer::EuclideanQuotient(a, b) => self.apply(store, Head::EuclideanQuotient, &[a, b]),
            Integer::EuclideanRemainder(a, b) => self.apply(store, Head::EuclideanRemainder, &[a, b]),
            _ => term,
        };
        (view, normal)
    }

    /// The definition of the representative modulo 2 to the 64.
    fn wrapped(&self, store: &mut Store, a: TermId) -> Integer {
        let half = self.integer(store, &(BigInt::from(1) << 63));
        let modulus = self.integer(store, &(BigInt::from(1) << 64));
        let shifted = self.add(store, a, half);
        Integer::Subtract(self.apply(store, Head::EuclideanRemainder, &[shifted, modulus]), half)
    }
}

fn operation(head: Head, a: TermId, b: TermId) -> Integer {
    match head {
        Head::Add | Head::IntAdd => Integer::Add(a, b),
        Head::Subtract | Head::IntSubtract => Integer::Subtract(a, b),
        Head::Multiply | Head::IntMultiply => Integer::Multiply(a, b),
        Head::Quotient => Integer::Quotient(a, b),
        Head::Remainder => Integer::Remainder(a, b),
        Head::EuclideanQuotient | Head::Divide => Integer::EuclideanQuotient(a, b),
        Head::EuclideanRemainder | Head::Modulo => Integer::EuclideanRemainder(a, b),
        _ => Integer::Opaque,
    }
}

/// How many reductions are carried out at one head.
const HEAD_STEPS: usize = 256;

fn literal(store: &Store, value: TermId) -> Integer {
    match store.term_at(value) {
        Term::Natural(id) => Integer::Literal(store.natural_at(id).clone()),
        _ => Integer::Opaque,
    }
}

/// Whether the variable bound last occurs in a body.
fn mentions_last(store: &mut Store, body: TermId) -> bool {
    if store.facts_at(body).loose == 0 {
        return false;
    }
    let (probe, other) = (store.proposition(), store.constant_named("False"));
    store.instantiate(body, &[probe]) != store.instantiate(body, &[other])
}
