//! Integer terms as polynomials over atoms.
//! Given by: sides of comparisons, as kernel terms.
//! Gives: polynomials; the table of atoms.
//! Holds: equal terms have equal polynomials; what cannot be expanded cheaply is an atom.

use super::number::Number;
use super::polynomial::{Atom, Monomial, Polynomial};
use super::view::Integer;
use super::vocabulary::Vocabulary;
use kernel::{Store, TermId};
use num_bigint::BigInt;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// How deep a term is looked into; what lies deeper is an atom.
const DEPTH: u32 = 200;
/// How many factors a monomial may get by multiplying out.
const DEGREE: usize = 8;
/// How many terms a product may get by multiplying out.
const TERMS: usize = 256;

/// The atoms met so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reader {
    atoms: Vec<TermId>,
    index: FxHashMap<TermId, Atom>,
    memo: FxHashMap<TermId, Rc<Polynomial>>,
}

impl Reader {
    /// The atoms met so far, by number.
    #[must_use]
    pub(crate) fn atoms(&self) -> &[TermId] {
        &self.atoms
    }

    /// The atom that a term is, if it was met as one.
    #[must_use]
    pub(crate) fn atom_of(&self, term: TermId) -> Option<Atom> {
        self.index.get(&term).copied()
    }

    /// The polynomial of a term.
    pub(crate) fn read(
        &mut self,
        store: &mut Store,
        vocabulary: &Vocabulary,
        term: TermId,
    ) -> Rc<Polynomial> {
        self.visit(store, vocabulary, term, DEPTH)
    }

    fn visit(
        &mut self,
        store: &mut Store,
        vocabulary: &Vocabulary,
        term: TermId,
        depth: u32,
    ) -> Rc<Polynomial> {
        if let Some(known) = self.memo.get(&term) {
            return Rc::clone(known);
        }
        let (view, normal) = vocabulary.integer_view(store, term);
        let Some(depth) = depth.checked_sub(1) else {
            return self.atom(normal);
        };
        let read = match view {
            Integer::Literal(value) => Some(Polynomial::constant(Number::integer(&BigInt::from(value)))),
            Integer::Negate(a) => Some(self.visit(store, vocabulary, a, depth).scaled(&Number::MINUS_ONE)),
            Integer::Add(a, b) => {
                let a = self.visit(store, vocabulary, a, depth);
                Some(a.plus(&self.visit(store, vocabulary, b, depth)))
            }
            Integer::Subtract(a, b) => {
                let a = self.visit(store, vocabulary, a, depth);
                Some(a.minus(&self.visit(store, vocabulary, b, depth)))
            }
            Integer::Multiply(a, b) => {
                let a = self.visit(store, vocabulary, a, depth);
                multiplied(&a, &self.visit(store, vocabulary, b, depth))
            }
            Integer::Quotient(..)
            | Integer::Remainder(..)
            | Integer::EuclideanQuotient(..)
            | Integer::EuclideanRemainder(..)
            | Integer::Opaque => None,
        };
        let Some(read) = read.map(Rc::new) else {
            return self.atom(normal);
        };
        let _ = self.memo.insert(term, Rc::clone(&read));
        read
    }

    fn atom(&mut self, term: TermId) -> Rc<Polynomial> {
        let next = Atom(u32::try_from(self.atoms.len()).unwrap_or(u32::MAX));
        let atom = *self.index.entry(term).or_insert(next);
        if atom == next {
            self.atoms.push(term);
        }
        let read = Rc::new(Polynomial::atom(atom));
        let _ = self.memo.insert(term, Rc::clone(&read));
        read
    }
}

fn multiplied(a: &Polynomial, b: &Polynomial) -> Option<Polynomial> {
    let small = a.len() * b.len() <= TERMS && a.degree() + b.degree() <= DEGREE;
    small.then(|| a.times(b))
}

/// A monomial as a term: the product of its atoms, nested to the left; none for the empty product.
pub(crate) fn monomial_term(
    store: &mut Store,
    vocabulary: &Vocabulary,
    reader: &Reader,
    monomial: &Monomial,
) -> Option<TermId> {
    let mut factors = monomial.0.iter().filter_map(|atom| reader.atoms.get(atom.0 as usize).copied());
    let first = factors.next()?;
    Some(factors.fold(first, |product, factor| vocabulary.multiply(store, product, factor)))
}

/// A polynomial with integer coefficients as a term.
pub(crate) fn polynomial_term(
    store: &mut Store,
    vocabulary: &Vocabulary,
    reader: &Reader,
    polynomial: &Polynomial,
) -> TermId {
    let mut sum = None;
    for (monomial, coefficient) in polynomial.terms() {
        let factor = vocabulary.integer(store, &coefficient.numerator());
        let term = match monomial_term(store, vocabulary, reader, monomial) {
            Some(term) if *coefficient == Number::ONE => term,
            Some(term) => vocabulary.multiply(store, factor, term),
            None => factor,
        };
        sum = Some(sum.map_or(term, |sum| vocabulary.add(store, sum, term)));
    }
    sum.unwrap_or_else(|| vocabulary.integer(store, &BigInt::ZERO))
}
