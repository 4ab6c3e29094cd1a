//! A contradiction of arithmetic as one application of the reflective lemma.
//! Given by: the builder, with the combination that is a negative constant.
//! Gives: `Lumen.Linear.refute` applied to atoms, quoted hypotheses, certificate, evaluation and proofs.
//! Holds: only atoms that occur are listed; indices follow the order of atoms, so that monomials stay sorted.

use super::build::Builder;
use super::ledger::{Combination, FactId, Positive, PositiveId, Zero, ZeroId};
use super::lemmas::Lemma;
use super::number::Number;
use super::polynomial::{Atom, Monomial, Polynomial};
use super::view::{Integer, Proposition};
use kernel::{LevelId, TermId};
use num_bigint::{BigInt, BigUint, Sign};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// What is quoted, with the positions it got.
struct Quotation<'a, 'b> {
    builder: &'a mut Builder<'b>,
    atoms: BTreeMap<Atom, usize>,
    hypotheses: BTreeMap<FactId, usize>,
    expressions: FxHashMap<TermId, TermId>,
    positives: FxHashMap<PositiveId, TermId>,
    opposites: FxHashMap<ZeroId, (TermId, TermId)>,
    constants: FxHashMap<&'static str, TermId>,
}

/// The proof of `False` that a combination gives.
pub(crate) fn refutation(builder: &mut Builder<'_>, combination: &Combination) -> Option<TermId> {
    let combination = combination.integral();
    let grounds = builder.trace.grounds_of(&combination);
    let facts: Vec<FactId> = grounds.facts.into_iter().collect();
    let proofs = facts.iter().map(|&fact| builder.fact(fact)).collect::<Option<Vec<_>>>()?;
    let hypotheses = facts.iter().enumerate().map(|(position, &fact)| (fact, position)).collect();
    let mut quotation = Quotation {
        builder,
        atoms: BTreeMap::new(),
        hypotheses,
        expressions: FxHashMap::default(),
        positives: FxHashMap::default(),
        opposites: FxHashMap::default(),
        constants: FxHashMap::default(),
    };
    let sides = facts.iter().map(|&fact| quotation.sides(fact)).collect::<Option<Vec<_>>>()?;
    quotation.number_atoms(&sides, grounds.atoms);
    let quoted = sides
        .iter()
        .map(|&(constructor, a, b)| quotation.hypothesis(constructor, a, b))
        .collect::<Option<Vec<_>>>()?;
    let certificate = quotation.combination(&combination)?;
    let context = quotation.context();
    let quoted = quotation.list("Lumen.Linear.Hypothesis", &quoted);
    let builder = quotation.builder;
    let evaluated = builder.vocabulary.evaluated(builder.store);
    Some(builder.lemma(Lemma::Refute, &[context, quoted, certificate, evaluated], &proofs))
}

impl Quotation<'_, '_> {
    /// The constructor for a fact, and its two sides.
    fn sides(&mut self, fact: FactId) -> Option<(&'static str, TermId, TermId)> {
        let statement = self.builder.trace.fact(fact)?.statement;
        match self.builder.vocabulary.proposition(self.builder.store, statement) {
            Proposition::LessEqual(a, b) => Some(("Lumen.Linear.Hypothesis.le", a, b)),
            Proposition::Less(a, b) => Some(("Lumen.Linear.Hypothesis.lt", a, b)),
            Proposition::Equal(a, b) => Some(("Lumen.Linear.Hypothesis.eq", a, b)),
            _ => None,
        }
    }

    fn number_atoms(&mut self, sides: &[(&'static str, TermId, TermId)], mut found: BTreeSet<Atom>) {
        let mut seen = BTreeSet::new();
        let mut pending: Vec<TermId> = sides.iter().flat_map(|&(_, a, b)| [a, b]).collect();
        while let Some(term) = pending.pop() {
            if !seen.insert(term) {
                continue;
            }
            match self.view(term) {
                (_, Some(atom)) => found.extend([atom]),
                (Integer::Negate(a), None) => pending.push(a),
                (Integer::Add(a, b) | Integer::Subtract(a, b) | Integer::Multiply(a, b), None) => {
                    pending.extend([a, b]);
                }
                _ => {}
            }
        }
        self.atoms = found.into_iter().enumerate().map(|(position, atom)| (atom, position)).collect();
    }

    /// The outermost layer of an integer, and the atom that the reader made of it, if it did.
    fn view(&mut self, term: TermId) -> (Integer, Option<Atom>) {
        let (view, normal) = self.builder.vocabulary.integer_view(self.builder.store, term);
        (view, self.builder.reader.atom_of(normal))
    }

    fn context(&mut self) -> TermId {
        let terms: Vec<TermId> = self
            .atoms
            .keys()
            .filter_map(|atom| self.builder.reader.atoms().get(atom.0 as usize).copied())
            .collect();
        self.list("Int", &terms)
    }

    fn list(&mut self, of: &str, elements: &[TermId]) -> TermId {
        let store = &mut *self.builder.store;
        let of = store.constant_named(of);
        let (nil, cons) = (store.name("List.nil"), store.name("List.cons"));
        let (nil, cons) = (store.constant(nil, &[LevelId::ZERO]), store.constant(cons, &[LevelId::ZERO]));
        let empty = store.apply(nil, &[of]);
        elements.iter().rev().fold(empty, |list, &element| store.apply(cons, &[of, element, list]))
    }

    fn make(&mut self, constructor: &'static str, arguments: &[TermId]) -> TermId {
        let store = &mut *self.builder.store;
        let constant =
            *self.constants.entry(constructor).or_insert_with(|| store.constant_named(constructor));
        store.apply(constant, arguments)
    }

    fn natural(&mut self, value: impl Into<BigUint>) -> TermId {
        self.builder.store.natural(value.into())
    }

    fn hypothesis(&mut self, constructor: &'static str, a: TermId, b: TermId) -> Option<TermId> {
        let (a, b) = (self.expression(a)?, self.expression(b)?);
        Some(self.make(constructor, &[a, b]))
    }

    /// A term of the depth that the reader allows, quoted.
    fn expression(&mut self, term: TermId) -> Option<TermId> {
        if let Some(&known) = self.expressions.get(&term) {
            return Some(known);
        }
        let quoted = match self.view(term) {
            (_, Some(atom)) => {
                let index = self.natural(*self.atoms.get(&atom)?);
                self.make("Lumen.Linear.Expression.atom", &[index])
            }
            (Integer::Literal(value), None) => {
                let value = self.natural(value);
                self.make("Lumen.Linear.Expression.numeral", &[value])
            }
            (Integer::Negate(a), None) => {
                let a = self.expression(a)?;
                self.make("Lumen.Linear.Expression.neg", &[a])
            }
            (Integer::Add(a, b), None) => self.operation("Lumen.Linear.Expression.add", a, b)?,
            (Integer::Subtract(a, b), None) => self.operation("Lumen.Linear.Expression.sub", a, b)?,
            (Integer::Multiply(a, b), None) => self.operation("Lumen.Linear.Expression.mul", a, b)?,
            _ => return None,
        };
        let _ = self.expressions.insert(term, quoted);
        Some(quoted)
    }

    fn operation(&mut self, name: &'static str, a: TermId, b: TermId) -> Option<TermId> {
        let (a, b) = (self.expression(a)?, self.expression(b)?);
        Some(self.make(name, &[a, b]))
    }

    fn combination(&mut self, combination: &Combination) -> Option<TermId> {
        let mut parts = Vec::new();
        for (&id, factor) in &combination.positives {
            let entry = self.positive(id)?;
            let factor = factor.numerator().to_biguint()?;
            parts.push(if factor == BigUint::from(1u32) {
                entry
            } else {
                let factor = self.natural(factor);
                self.make("Lumen.Linear.Certificate.scale", &[factor, entry])
            });
        }
        for (&id, factor) in &combination.zeros {
            parts.push(self.zero(id, factor)?);
        }
        let mut parts = parts.into_iter();
        let first = parts.next()?;
        Some(parts.fold(first, |sum, part| self.make("Lumen.Linear.Certificate.add", &[sum, part])))
    }

    fn positive(&mut self, id: PositiveId) -> Option<TermId> {
        if let Some(&known) = self.positives.get(&id) {
            return Some(known);
        }
        let ledger = &self.builder.trace.ledger;
        let quoted = match ledger.positive_at(id)? {
            Positive::Fact(fact) => {
                let index = self.natural(*self.hypotheses.get(fact)?);
                self.make("Lumen.Linear.Certificate.hypothesis", &[index])
            }
            Positive::Product(a, b) => {
                let (a, b) = (self.combination(a)?, self.combination(b)?);
                self.make("Lumen.Linear.Certificate.mul", &[a, b])
            }
            Positive::Cut { of, divisor, result } => {
                let of = self.combination(of)?;
                let divisor = self.natural(divisor.to_biguint()?);
                let result = self.polynomial(result)?;
                self.make("Lumen.Linear.Certificate.cut", &[divisor, result, of])
            }
            Positive::Square(of) => {
                let of = self.polynomial(of)?;
                self.make("Lumen.Linear.Certificate.square", &[of])
            }
        };
        let _ = self.positives.insert(id, quoted);
        Some(quoted)
    }

    fn zero(&mut self, id: ZeroId, factor: &Polynomial) -> Option<TermId> {
        let factor = self.polynomial(factor)?;
        let ledger = &self.builder.trace.ledger;
        Some(match ledger.zero_at(id)? {
            Zero::Fact(fact) => {
                let index = self.natural(*self.hypotheses.get(fact)?);
                self.make("Lumen.Linear.Certificate.equation", &[index, factor])
            }
            Zero::Opposite(a, b) => {
                let (a, b) = match self.opposites.get(&id) {
                    Some(&known) => known,
                    None => (self.combination(a)?, self.combination(b)?),
                };
                let _ = self.opposites.insert(id, (a, b));
                self.make("Lumen.Linear.Certificate.opposite", &[a, b, factor])
            }
        })
    }

    /// The constant stands last; coefficients are differences of two numerals.
    fn polynomial(&mut self, polynomial: &Polynomial) -> Option<TermId> {
        let (plus, minus) = self.coefficient(&polynomial.constant_term());
        let mut result = self.make("Lumen.Linear.Polynomial.constant", &[plus, minus]);
        let terms: Vec<(Monomial, Number)> =
            polynomial.terms().map(|(monomial, factor)| (monomial.clone(), factor.clone())).collect();
        for (monomial, factor) in terms.iter().rev().filter(|(monomial, _)| monomial.degree() > 0) {
            let monomial = self.monomial(monomial)?;
            let (plus, minus) = self.coefficient(factor);
            result = self.make("Lumen.Linear.Polynomial.cons", &[monomial, plus, minus, result]);
        }
        Some(result)
    }

    fn monomial(&mut self, monomial: &Monomial) -> Option<TermId> {
        let mut result = self.make("Lumen.Linear.Monomial.one", &[]);
        for atom in monomial.0.iter().rev() {
            let index = self.natural(*self.atoms.get(atom)?);
            result = self.make("Lumen.Linear.Monomial.times", &[index, result]);
        }
        Some(result)
    }

    fn coefficient(&mut self, value: &Number) -> (TermId, TermId) {
        let value: BigInt = value.numerator();
        let (magnitude, zero) = (self.natural(value.magnitude().clone()), self.natural(0u32));
        if value.sign() == Sign::Minus { (zero, magnitude) } else { (magnitude, zero) }
    }
}
