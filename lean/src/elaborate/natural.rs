//! Natural number literals and the operations on them.
//! Given by: reduction and unification.
//! Gives: values of operations on literals, and one step on constructors.
//! Holds: every step agrees with the definitions of the pinned release; a size limit keeps powers small.

use super::session::Elaborator;
use kernel::{NameId, Term, TermId};
use num_bigint::BigUint;
use num_traits::{One, ToPrimitive, Zero};

/// Largest exponent that is computed.
const EXPONENT_LIMIT: u32 = 1 << 16;

impl Elaborator<'_> {
    /// The value of a literal, of `zero`, or of an instance of `OfNat` for natural numbers.
    pub fn natural_value(&mut self, id: TermId) -> Option<BigUint> {
        match self.store.term_at(id) {
            Term::Natural(number) => Some(self.store.natural_at(number).clone()),
            Term::Constant(name, _) if name == self.known.nat_zero => Some(BigUint::zero()),
            Term::Apply(..) => {
                let (head, arguments) = self.store.spine(id);
                let Term::Constant(name, _) = self.store.term_at(head) else { return None };
                if name == self.known.nat_succ && arguments.len() == 1 {
                    return self.natural_value(arguments[0]).map(|value| value + BigUint::one());
                }
                if name != self.known.of_nat || arguments.len() != 3 {
                    return None;
                }
                let of = self.instantiate(arguments[0]);
                if of != self.store.constant(self.known.nat, &[]) {
                    return None;
                }
                match self.store.term_at(arguments[1]) {
                    Term::Natural(number) => Some(self.store.natural_at(number).clone()),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// A literal as an application of a constructor; other terms as they are.
    pub(crate) fn natural_constructor(&mut self, id: TermId) -> TermId {
        let Term::Natural(number) = self.store.term_at(id) else { return id };
        let value = self.store.natural_at(number).clone();
        if value.is_zero() {
            return self.store.constant(self.known.nat_zero, &[]);
        }
        let before = self.store.natural(value - BigUint::one());
        self.successor(before)
    }

    /// `Nat.succ n`.
    pub fn successor(&mut self, of: TermId) -> TermId {
        let head = self.store.constant(self.known.nat_succ, &[]);
        self.store.apply(head, &[of])
    }

    /// A term as another one and a number added to it.
    pub(crate) fn natural_offset(&mut self, id: TermId) -> Option<(TermId, BigUint)> {
        let (head, arguments) = self.store.spine(id);
        let Term::Constant(name, _) = self.store.term_at(head) else { return None };
        let (base, added) = if name == self.known.nat_succ && arguments.len() == 1 {
            (arguments[0], BigUint::one())
        } else if name == self.known.nat_add && arguments.len() == 2 {
            (arguments[0], self.natural_value(arguments[1])?)
        } else if name == self.known.hadd && arguments.len() == 6 {
            let of = self.instantiate(arguments[0]);
            if of != self.store.constant(self.known.nat, &[]) {
                return None;
            }
            (arguments[4], self.natural_value(arguments[5])?)
        } else {
            return None;
        };
        match self.natural_offset(base) {
            Some((inner, more)) => Some((inner, added + more)),
            None => Some((base, added)),
        }
    }

    /// One step of an operation on natural numbers.
    pub(crate) fn reduce_natural(&mut self, name: NameId, arguments: &[TermId]) -> Option<TermId> {
        if name == self.known.nat_pred {
            return self.reduce_predecessor(arguments);
        }
        let (&left, &right) = (arguments.first()?, arguments.get(1)?);
        let right_form = self.whnf(right);
        if self.known.recurses_right(name) {
            if let Some(done) = self.reduce_literals(name, left, right_form) {
                return Some(done);
            }
            return self.reduce_on_right(name, left, right_form);
        }
        if let Some(done) = self.reduce_literals(name, left, right_form) {
            return Some(done);
        }
        if name == self.known.nat_beq || name == self.known.nat_ble {
            return self.reduce_test(name, left, right_form);
        }
        None
    }

    fn reduce_predecessor(&mut self, arguments: &[TermId]) -> Option<TermId> {
        let form = self.whnf(*arguments.first()?);
        let form = self.natural_constructor(form);
        let (head, fields) = self.store.spine(form);
        match self.store.term_at(head) {
            Term::Constant(name, _) if name == self.known.nat_zero => Some(form),
            Term::Constant(name, _) if name == self.known.nat_succ => fields.first().copied(),
            _ => None,
        }
    }

    fn reduce_literals(&mut self, name: NameId, left: TermId, right: TermId) -> Option<TermId> {
        let b = self.evaluate_natural(right)?;
        let a = self.evaluate_natural(left)?;
        let known = &self.known;
        let value = if name == known.nat_add {
            a + b
        } else if name == known.nat_mul {
            a * b
        } else if name == known.nat_sub {
            if a < b { BigUint::zero() } else { a - b }
        } else if name == known.nat_pow {
            let exponent = b.to_u32().filter(|&exponent| exponent <= EXPONENT_LIMIT)?;
            a.pow(exponent)
        } else if name == known.nat_div {
            if b.is_zero() { b } else { a / b }
        } else if name == known.nat_mod {
            if b.is_zero() { a } else { a % b }
        } else if name == known.nat_beq {
            return Some(self.boolean(a == b));
        } else if name == known.nat_ble {
            return Some(self.boolean(a <= b));
        } else {
            return None;
        };
        Some(self.store.natural(value))
    }

    /// The number that a term evaluates to, if it evaluates to one; below successors too.
    fn evaluate_natural(&mut self, id: TermId) -> Option<BigUint> {
        let mut added = BigUint::zero();
        let mut current = self.whnf(id);
        loop {
            if let Some(value) = self.natural_value(current) {
                return Some(value + added);
            }
            let (head, arguments) = self.store.spine(current);
            if head != self.store.constant(self.known.nat_succ, &[]) || arguments.len() != 1 {
                return None;
            }
            self.tick().ok()?;
            added += BigUint::one();
            current = self.whnf(arguments[0]);
        }
    }

    /// `true` or `false` as a term.
    pub fn boolean(&mut self, value: bool) -> TermId {
        let name = if value { self.known.bool_true } else { self.known.bool_false };
        self.store.constant(name, &[])
    }

    /// One step of an operation that recurses on its second argument.
    fn reduce_on_right(&mut self, name: NameId, left: TermId, right: TermId) -> Option<TermId> {
        let form = self.natural_constructor(right);
        let (head, fields) = self.store.spine(form);
        let Term::Constant(constructor, _) = self.store.term_at(head) else { return None };
        let operation = self.store.constant(name, &[]);
        if constructor == self.known.nat_zero {
            if name == self.known.nat_mul {
                return Some(self.store.natural(BigUint::zero()));
            }
            return if name == self.known.nat_pow {
                Some(self.store.natural(BigUint::one()))
            } else {
                Some(left)
            };
        }
        if constructor != self.known.nat_succ {
            return None;
        }
        let before = *fields.first()?;
        let smaller = if self.natural_value(before).is_some_and(|value| value.is_zero())
            && name == self.known.nat_add
        {
            left
        } else {
            self.store.apply(operation, &[left, before])
        };
        if name == self.known.nat_add {
            return Some(self.successor(smaller));
        }
        if name == self.known.nat_sub {
            let predecessor = self.store.constant(self.known.nat_pred, &[]);
            return Some(self.store.apply(predecessor, &[smaller]));
        }
        let outer = if name == self.known.nat_mul { self.known.nat_add } else { self.known.nat_mul };
        let outer = self.store.constant(outer, &[]);
        Some(self.store.apply(outer, &[smaller, left]))
    }

    fn reduce_test(&mut self, name: NameId, left: TermId, right: TermId) -> Option<TermId> {
        let left = self.whnf(left);
        let left = self.natural_constructor(left);
        let right = self.natural_constructor(right);
        let (left_head, left_fields) = self.store.spine(left);
        let (right_head, right_fields) = self.store.spine(right);
        let zero = self.store.constant(self.known.nat_zero, &[]);
        let succ = self.store.constant(self.known.nat_succ, &[]);
        if left_head == zero && right_head == succ && name == self.known.nat_ble {
            return Some(self.boolean(true));
        }
        if left_head == succ && right_head == succ {
            let operation = self.store.constant(name, &[]);
            return Some(self.store.apply(operation, &[*left_fields.first()?, *right_fields.first()?]));
        }
        if left_head == zero && right_head == zero {
            return Some(self.boolean(true));
        }
        let apart = (left_head == zero && right_head == succ) || (left_head == succ && right_head == zero);
        apart.then(|| self.boolean(false))
    }
}
