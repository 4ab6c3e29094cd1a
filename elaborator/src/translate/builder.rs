//! Terms of the kernel, made from words of the library, with every instance written out.
//! Given by: the parts of `translate`, and the obligations.
//! Gives: terms and propositions.
//! Holds: what a method makes is well typed if its arguments are; nothing here looks at a program.

use crate::core::{Arithmetic, Comparison, SiteId, Type};
use crate::meaning::{Vocabulary, Word};
use kernel::{Binder, BinderKind, NameId, Store, TermId};
use num_bigint::{BigInt, BigUint, Sign};

/// A store with the words of the library at hand.
#[derive(Debug)]
pub struct Builder<'a> {
    /// Where the terms are.
    pub store: &'a mut Store,
    /// The words.
    pub words: &'a Vocabulary,
}

impl<'a> Builder<'a> {
    /// A builder of terms in a store.
    pub fn new(store: &'a mut Store, words: &'a Vocabulary) -> Self {
        Builder { store, words }
    }

    /// A word applied to arguments.
    pub fn word(&mut self, word: Word, arguments: &[TermId]) -> TermId {
        self.store.apply(self.words[word], arguments)
    }

    /// An explicit binder.
    pub fn binder(&mut self, name: &str) -> Binder {
        Binder { name: self.store.name_text(NameId::ANONYMOUS, name), kind: BinderKind::Explicit }
    }

    /// The type of the values of a type.
    pub fn of(&mut self, of: &Type) -> TermId {
        match of {
            Type::Int => self.words[Word::Int],
            Type::Bool => self.words[Word::Bool],
            Type::Unit => self.words[Word::Unit],
            Type::World => self.words[Word::World],
            Type::Tuple(components) => self.product(components),
        }
    }

    /// The type of tuples: products nested to the right; `Unit` for none, the type itself for one.
    pub fn product(&mut self, components: &[Type]) -> TermId {
        let Some((last, others)) = components.split_last() else {
            return self.words[Word::Unit];
        };
        let mut result = self.of(last);
        for component in others.iter().rev() {
            let component = self.of(component);
            result = self.word(Word::Product, &[component, result]);
        }
        result
    }

    /// A tuple of terms with their types; the empty tuple for none, the term itself for one.
    pub fn tuple(&mut self, components: &[(TermId, Type)]) -> TermId {
        let Some(((last, of), others)) = components.split_last() else {
            return self.words[Word::UnitUnit];
        };
        let (mut result, mut right) = (*last, self.of(of));
        for (component, of) in others.iter().rev() {
            let left = self.of(of);
            result = self.word(Word::Pair, &[left, right, *component, result]);
            right = self.word(Word::Product, &[left, right]);
        }
        result
    }

    /// The computations with a result.
    pub fn computation(&mut self, result: TermId) -> TermId {
        self.word(Word::Comp, &[result])
    }

    /// A site, or another natural number.
    pub fn site(&mut self, site: SiteId) -> TermId {
        self.natural(site.0)
    }

    /// A natural number.
    pub fn natural(&mut self, value: u32) -> TermId {
        self.store.natural(BigUint::from(value))
    }

    /// A list of natural numbers.
    pub fn naturals(&mut self, values: &[u32]) -> TermId {
        let nat = self.words[Word::Nat];
        let mut list = self.word(Word::Nil, &[nat]);
        for &value in values.iter().rev() {
            let value = self.natural(value);
            list = self.word(Word::Cons, &[nat, value, list]);
        }
        list
    }

    /// An integer: a numeral, or the negation of one.
    pub fn integer(&mut self, value: &BigInt) -> TermId {
        let int = self.words[Word::Int];
        let literal = self.store.natural(value.magnitude().clone());
        let instance = self.word(Word::IntOfNat, &[literal]);
        let numeral = self.word(Word::OfNat, &[int, literal, instance]);
        if value.sign() == Sign::Minus { self.negation(numeral) } else { numeral }
    }

    /// A truth value.
    pub fn boolean(&mut self, value: bool) -> TermId {
        self.words[if value { Word::BoolTrue } else { Word::BoolFalse }]
    }

    /// `-a`, on integers.
    pub fn negation(&mut self, a: TermId) -> TermId {
        let (int, instance) = (self.words[Word::Int], self.words[Word::IntNegate]);
        self.word(Word::Negate, &[int, instance, a])
    }

    /// An operation on integers.
    pub fn arithmetic(&mut self, operation: Arithmetic, a: TermId, b: TermId) -> TermId {
        let (operation, same, instance) = match operation {
            Arithmetic::Add => (Word::Add, Word::AddSame, Word::IntAdd),
            Arithmetic::Subtract => (Word::Subtract, Word::SubtractSame, Word::IntSubtract),
            Arithmetic::Multiply => (Word::Multiply, Word::MultiplySame, Word::IntMultiply),
            Arithmetic::Divide => return self.word(Word::Quotient, &[a, b]),
            Arithmetic::Remainder => return self.word(Word::Remainder, &[a, b]),
        };
        let int = self.words[Word::Int];
        let instance = self.words[instance];
        let same = self.word(same, &[int, instance]);
        self.word(operation, &[int, int, int, same, a, b])
    }

    /// A comparison of integers, as a proposition.
    pub fn comparison(&mut self, comparison: Comparison, a: TermId, b: TermId) -> TermId {
        let int = self.words[Word::Int];
        match comparison {
            Comparison::Equal => self.word(Word::Equal, &[int, a, b]),
            Comparison::Less => {
                let instance = self.words[Word::IntLess];
                self.word(Word::Less, &[int, instance, a, b])
            }
            Comparison::LessEqual => {
                let instance = self.words[Word::IntLessEqual];
                self.word(Word::LessEqual, &[int, instance, a, b])
            }
        }
    }

    /// A test is true.
    pub fn holds(&mut self, test: TermId) -> TermId {
        self.decided(test, true)
    }

    /// A test has the given result.
    pub fn decided(&mut self, test: TermId, result: bool) -> TermId {
        let bool = self.words[Word::Bool];
        let result = self.boolean(result);
        self.word(Word::Equal, &[bool, test, result])
    }

    /// A conjunction nested to the right; `True` for none, the part itself for one.
    pub fn conjunction(&mut self, parts: &[TermId]) -> TermId {
        let Some((&last, others)) = parts.split_last() else {
            return self.words[Word::True];
        };
        others.iter().rev().fold(last, |result, &part| self.word(Word::And, &[part, result]))
    }

    /// What the type says about a value beyond its type in the kernel, if anything.
    pub fn valid(&mut self, value: TermId, of: &Type) -> Option<TermId> {
        match of {
            Type::Int => Some(self.word(Word::I64, &[value])),
            Type::Bool | Type::Unit | Type::World => None,
            Type::Tuple(components) => {
                let mut parts = Vec::new();
                for (field, component) in self.fields(value, components).into_iter().zip(components) {
                    parts.extend(self.valid(field, component));
                }
                (!parts.is_empty()).then(|| self.conjunction(&parts))
            }
        }
    }

    /// A component of a tuple, by projections.
    pub fn field(&mut self, tuple: TermId, components: &[Type], index: usize) -> TermId {
        self.fields(tuple, components).get(index).copied().unwrap_or(tuple)
    }

    /// The components of a tuple, by projections.
    pub fn fields(&mut self, tuple: TermId, components: &[Type]) -> Vec<TermId> {
        let (mut rest, mut of) = (tuple, self.product(components));
        let mut fields = Vec::with_capacity(components.len());
        for _ in 1..components.len() {
            fields.push(self.half(rest, of, Word::First));
            rest = self.half(rest, of, Word::Second);
            of = self.halves_of(of).1;
        }
        fields.extend((!components.is_empty()).then_some(rest));
        fields
    }

    /// The first or second half of a tuple of a product type.
    pub fn half(&mut self, tuple: TermId, of: TermId, half: Word) -> TermId {
        let (left, right) = self.halves_of(of);
        self.word(half, &[left, right, tuple])
    }

    /// The types whose product a type is.
    pub fn halves_of(&self, of: TermId) -> (TermId, TermId) {
        match self.store.spine(of).1.as_slice() {
            &[left, right] => (left, right),
            _ => (self.words[Word::Unit], self.words[Word::Unit]),
        }
    }
}
