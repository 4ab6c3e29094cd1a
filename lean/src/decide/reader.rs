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

/// How high a term is at most; a higher part of it is an atom.
const HEIGHT: u32 = 1000;
/// How many factors a monomial may get by multiplying out.
const DEGREE: usize = 8;
/// How many terms a product may get by multiplying out.
const TERMS: usize = 256;

/// The atoms met so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reader {
    atoms: Vec<TermId>,
    index: FxHashMap<TermId, Atom>,
    /// What was read, and how high it is.
    memo: FxHashMap<TermId, (Rc<Polynomial>, u32)>,
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

    /// The polynomial of a term; parts stand before what they are parts of, so that no recursion is needed.
    pub(crate) fn read(
        &mut self,
        store: &mut Store,
        vocabulary: &Vocabulary,
        term: TermId,
    ) -> Rc<Polynomial> {
        let mut pending = vec![term];
        while let Some(&next) = pending.last() {
            if self.memo.contains_key(&next) {
                let _ = pending.pop();
                continue;
            }
            let (view, normal) = vocabulary.integer_view(store, next);
            let parts = match view {
                Integer::Negate(a) => vec![a],
                Integer::Add(a, b) | Integer::Subtract(a, b) | Integer::Multiply(a, b) => vec![a, b],
                _ => Vec::new(),
            };
            let missing: Vec<TermId> =
                parts.into_iter().filter(|part| !self.memo.contains_key(part)).collect();
            if missing.is_empty() {
                self.enter(next, &view, normal);
            } else {
                pending.extend(missing);
            }
        }
        self.memo.get(&term).map(|known| Rc::clone(&known.0)).unwrap_or_default()
    }

    /// Reads a term whose parts are read.
    fn enter(&mut self, term: TermId, view: &Integer, normal: TermId) {
        let part = |part: &TermId| self.memo.get(part).cloned().unwrap_or_default();
        let (read, height) = match view {
            Integer::Literal(value) => {
                (Some(Polynomial::constant(Number::integer(&BigInt::from(value.clone())))), 0)
            }
            Integer::Negate(a) => {
                let (a, height) = part(a);
                (Some(a.scaled(&Number::MINUS_ONE)), height)
            }
            Integer::Add(a, b) | Integer::Subtract(a, b) | Integer::Multiply(a, b) => {
                let ((a, left), (b, right)) = (part(a), part(b));
                let read = match view {
                    Integer::Add(..) => Some(a.plus(&b)),
                    Integer::Subtract(..) => Some(a.minus(&b)),
                    _ => multiplied(&a, &b),
                };
                (read, left.max(right))
            }
            _ => (None, 0),
        };
        match read.filter(|_| height < HEIGHT) {
            Some(read) => {
                let _ = self.memo.insert(term, (Rc::new(read), height + 1));
            }
            None => {
                let atom = self.atom(normal);
                let _ = self.memo.insert(term, (atom, 0));
            }
        }
    }

    fn atom(&mut self, term: TermId) -> Rc<Polynomial> {
        let next = Atom(u32::try_from(self.atoms.len()).unwrap_or(u32::MAX));
        let atom = *self.index.entry(term).or_insert(next);
        if atom == next {
            self.atoms.push(term);
        }
        let read = Rc::new(Polynomial::atom(atom));
        let _ = self.memo.insert(term, (Rc::clone(&read), 0));
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
