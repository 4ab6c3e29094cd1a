//! Recognizes declarations that the checker knows more about: numbers, truth values, equality, text, arithmetic.
//! Given by: the door, after a declaration was accepted.
//! Gives: entries of `Primitives`.
//! Holds: a declaration of a known name that is not what Lean declares is left alone: it is then a constant like any other.
//!
//! Arithmetic by structural recursion is recognized by its equations, which determine its value on every numeral;
//! they are decided by conversion on open terms, so that any definition with these equations counts, whatever its form.

use super::digest;
use crate::check::Checker;
use crate::declaration::{Declaration, InductiveBlock, Value};
use crate::environment::primitive::{Natural, Operation, TextNames};
use crate::environment::{Environment, Kind};
use crate::level::LevelId;
use crate::name::{Name, NameId};
use crate::rejection::Answer;
use crate::sha256::Digest;
use crate::store::Store;
use crate::term::{Binder, BinderKind, TermId};

impl Environment {
    /// Looks at a declaration that was accepted.
    pub(super) fn recognize(&mut self, store: &mut Store, declaration: &Declaration) {
        let mark = store.mark();
        match declaration {
            Declaration::Inductive(block) => self.recognize_inductive(store, block),
            Declaration::Constant(definition, Value::Definition(..)) => {
                self.recognize_operation(store, definition.name);
                self.recognize_text(store, definition.name);
            }
            Declaration::Constant(..) | Declaration::Quotient => {}
        }
        store.forget(mark);
    }

    fn recognize_inductive(&mut self, store: &mut Store, block: &InductiveBlock) {
        let [of] = block.types.as_slice() else { return };
        let Name::Text(NameId::ANONYMOUS, name) = store.name_at(of.name) else { return };
        match &**name {
            "Nat" => self.recognize_natural(store, block),
            "Bool" => self.recognize_truth(store, block),
            "Eq" => self.recognize_equality(store, block),
            "String" => self.recognize_text(store, of.name),
            _ => {}
        }
    }

    fn recognize_natural(&mut self, store: &mut Store, block: &InductiveBlock) {
        let of = block.types[0].name;
        let universe = store.sort(LevelId::ONE);
        let numbers = store.constant(of, &[]);
        let arrow = store.arrow(numbers, numbers);
        if has_form(store, block, universe, &[("zero", numbers), ("succ", arrow)]) {
            let (zero, successor) = (store.name_text(of, "zero"), store.name_text(of, "succ"));
            self.primitives_mut().natural = Some(Natural { of, zero, successor });
            self.primitives_mut().operations.push((successor, Operation::Successor));
        }
    }

    fn recognize_truth(&mut self, store: &mut Store, block: &InductiveBlock) {
        let of = block.types[0].name;
        let universe = store.sort(LevelId::ONE);
        let truths = store.constant(of, &[]);
        if has_form(store, block, universe, &[("false", truths), ("true", truths)]) {
            let names = (store.name_text(of, "false"), store.name_text(of, "true"));
            self.primitives_mut().truths = Some(names);
        }
    }

    /// `Eq : (α : Sort u) → α → α → Prop` with `Eq.refl : (α : Sort u) → (a : α) → Eq α a a`.
    fn recognize_equality(&mut self, store: &mut Store, block: &InductiveBlock) {
        let [level] = block.levels.as_slice() else { return };
        let level = store.level_parameter(*level);
        let universe = store.sort(level);
        let proposition = store.proposition();
        let variables = [store.bound(0), store.bound(1)];
        let equality = store.constant(block.types[0].name, &[level]);
        let reflexive = store.apply(equality, &[variables[1], variables[0], variables[0]]);
        let binary = bind(store, &[universe, variables[0], variables[1]], proposition);
        let refl = bind(store, &[universe, variables[0]], reflexive);
        let right = block.parameters == 2 && has_form(store, block, binary, &[("refl", refl)]);
        self.primitives_mut().equality |= right;
    }

    /// A string literal needs a way to make a string of a list of characters, and characters of numbers.
    fn recognize_text(&mut self, store: &mut Store, declared: NameId) {
        let concerned = ["String", "String.ofList", "Char.ofNat"];
        if self.primitives().text.is_some()
            || !concerned.iter().any(|name| store.find_name(name) == Some(declared))
        {
            return;
        }
        let Some(numbers) = self.primitives().natural() else { return };
        let names = TextNames {
            of: store.name("String"),
            of_list: self.text_maker(store),
            character: store.name("Char"),
            character_of_number: store.name("Char.ofNat"),
            nil: store.name("List.nil"),
            cons: store.name("List.cons"),
        };
        if self.texts_have_their_types(store, names, numbers) {
            self.primitives_mut().text = Some(names);
        }
    }

    /// `String.ofList`, or the constructor `String.mk` where strings were made by it.
    fn text_maker(&self, store: &mut Store) -> NameId {
        let maker = store.name("String.mk");
        match self.get(maker).map(|constant| &constant.kind) {
            Some(Kind::Constructor(_)) => maker,
            _ => store.name("String.ofList"),
        }
    }

    fn texts_have_their_types(&self, store: &mut Store, names: TextNames, numbers: NameId) -> bool {
        let universe = store.sort(LevelId::ONE);
        let list = store.name("List");
        let numbers = store.constant(numbers, &[]);
        let characters = store.constant(names.character, &[]);
        let texts = store.constant(names.of, &[]);
        let lists = store.constant(list, &[LevelId::ZERO]);
        let lists = store.apply(lists, &[characters]);
        let make = store.arrow(lists, texts);
        let of_number = store.arrow(numbers, characters);
        [
            (names.of, universe),
            (names.character, universe),
            (names.of_list, make),
            (names.character_of_number, of_number),
        ]
        .into_iter()
        .all(|(name, of)| {
            self.get(name).is_some_and(|found| found.levels.is_empty() && store.same(found.of, of))
        }) && self.is_list(store, list)
    }

    /// `List : Type u → Type u` with `nil` and `cons`.
    fn is_list(&self, store: &mut Store, list: NameId) -> bool {
        let Some(found) = self.get(list) else { return false };
        let (Kind::Inductive(inductive), [level]) = (&found.kind, found.levels.as_slice()) else {
            return false;
        };
        let level = store.level_parameter(*level);
        let next = store.level_successor(level);
        let universe = store.sort(next);
        let variables = [store.bound(0), store.bound(1), store.bound(2)];
        let constant = store.constant(list, &[level]);
        let [here, above, top] = variables.map(|variable| store.apply(constant, &[variable]));
        let of = bind(store, &[universe], universe);
        let nil = bind(store, &[universe], here);
        let cons = bind(store, &[universe, variables[0], above], top);
        let constructors = [("nil", nil), ("cons", cons)];
        store.same(found.of, of)
            && inductive.constructors.len() == 2
            && constructors.into_iter().zip(&inductive.constructors).all(|((name, of), &constructor)| {
                store.name_text(list, name) == constructor
                    && self.get(constructor).is_some_and(|found| store.same(found.of, of))
            })
    }

    // Arithmetic

    fn recognize_operation(&mut self, store: &mut Store, name: NameId) {
        let (Name::Text(prefix, part), Some(numbers)) = (store.name_at(name), self.primitives().natural())
        else {
            return;
        };
        if *prefix != numbers {
            return;
        }
        let recognized = match (structural(part), by_content(part)) {
            (Some(operation), _) => self
                .with_checker(store, |checker| Equations::new(checker, name).hold(operation))
                .is_ok_and(|holds| holds)
                .then_some(operation),
            (None, Some((operation, known))) => {
                let found = digest::of_constant(store, self, name);
                found
                    .filter(|found| known.iter().any(|known| is_hexadecimal(found, known)))
                    .map(|_| operation)
            }
            (None, None) => None,
        };
        if let Some(operation) = recognized {
            self.primitives_mut().operations.push((name, operation));
        }
    }
}

/// Operations of `Nat` that are defined by structural recursion.
fn structural(part: &str) -> Option<Operation> {
    Some(match part {
        "add" => Operation::Add,
        "sub" => Operation::Subtract,
        "mul" => Operation::Multiply,
        "pow" => Operation::Power,
        "beq" => Operation::Equal,
        "ble" => Operation::AtMost,
        "shiftLeft" => Operation::ShiftLeft,
        "shiftRight" => Operation::ShiftRight,
        _ => return None,
    })
}

/// Operations whose definition does not compute on open terms, with the digests of the definitions that Lean has had:
/// by structural recursion on fuel (4.29), by well-founded recursion (4.22), and those of 2021.
fn by_content(part: &str) -> Option<(Operation, &'static [&'static str])> {
    Some(match part {
        "div" => (
            Operation::Divide,
            &[
                "9e69337e8783c4fe14b8546ad42580226107e6b256f747169994d29055b45a47",
                "cacbd7ea0edff23e31b9b951abbd6ab418f393d2e0729d72d0f511ac4133c5b9",
            ],
        ),
        "mod" => (
            Operation::Remainder,
            &[
                "9c015a5740c90b8a4f3cf85594db52272907dfa4050eac789efceafe198b3e1a",
                "89f6a9cb8fe7979afc881765f24c329fca57bc4b0ecd0d6e91099e01a9ec8c8c",
                "f1a32d56d0f206e09eabc63542195890da4d1c9134bf2b75f19a1db69f0a759c",
            ],
        ),
        "gcd" => (
            Operation::GreatestDivisor,
            &[
                "e7a7294d560c4fa18dd5e3cc28a18a625f8dfa2014e6bf84ddc0d1750ec21fa1",
                "bd660b2e8b1f3bad217f204533f33f368ef31d3c1dcc79e7a1c06e331b5523f6",
            ],
        ),
        _ => return None,
    })
}

fn is_hexadecimal(digest: &Digest, text: &str) -> bool {
    text.len() == 64
        && digest
            .iter()
            .zip(text.as_bytes().chunks_exact(2))
            .all(|(byte, digits)| format!("{byte:02x}").as_bytes() == digits)
}

/// Whether a block declares one type with this type and these constructors, up to names of binders.
fn has_form(store: &mut Store, block: &InductiveBlock, of: TermId, constructors: &[(&str, TermId)]) -> bool {
    let declared = &block.types[0];
    store.same(declared.of, of)
        && declared.constructors.len() == constructors.len()
        && declared.constructors.iter().zip(constructors).all(|(found, &(name, of))| {
            store.name_text(declared.name, name) == found.name && store.same(found.of, of)
        })
}

fn bind(store: &mut Store, domains: &[TermId], result: TermId) -> TermId {
    let binder = Binder { name: NameId::ANONYMOUS, kind: BinderKind::Explicit };
    domains.iter().rev().fold(result, |result, &domain| store.pi(binder, domain, result))
}

/// The equations of an operation, over two variables.
struct Equations<'c, 'a> {
    checker: &'c mut Checker<'a>,
    /// The operation.
    name: NameId,
    numbers: NameId,
    x: TermId,
    y: TermId,
    zero: TermId,
}

impl<'c, 'a> Equations<'c, 'a> {
    fn new(checker: &'c mut Checker<'a>, name: NameId) -> Self {
        let natural = checker.environment.primitives().natural;
        let numbers = natural.map_or(NameId::ANONYMOUS, |natural| natural.of);
        let of = checker.store.constant(numbers, &[]);
        let zero = natural.map_or(NameId::ANONYMOUS, |natural| natural.zero);
        let zero = checker.store.constant(zero, &[]);
        let (x, y) = (checker.fresh(of), checker.fresh(of));
        let (x, y) = (checker.store.free(x), checker.store.free(y));
        Equations { checker, name, numbers, x, y, zero }
    }

    fn hold(&mut self, operation: Operation) -> Answer<bool> {
        let known = |operation| self.checker.environment.primitives().has(operation);
        let depends_on_known = match operation {
            Operation::Multiply => known(Operation::Add),
            Operation::Power | Operation::ShiftLeft => known(Operation::Multiply),
            Operation::ShiftRight => known(Operation::Divide),
            Operation::Equal | Operation::AtMost => self.checker.environment.primitives().truths.is_some(),
            _ => true,
        };
        if !depends_on_known || !self.has_type(operation)? {
            return Ok(false);
        }
        let equations = self.equations(operation);
        for (left, right) in equations {
            if !self.checker.equal(left, right)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn has_type(&mut self, operation: Operation) -> Answer<bool> {
        let result = match operation {
            Operation::Equal | Operation::AtMost => self.checker.store.constant_named("Bool"),
            _ => self.checker.store.constant(self.numbers, &[]),
        };
        let numbers = self.checker.store.constant(self.numbers, &[]);
        let expected = self.checker.store.arrow(numbers, result);
        let expected = self.checker.store.arrow(numbers, expected);
        let constant = self.checker.environment.get(self.name);
        match constant {
            Some(constant) if constant.levels.is_empty() => self.checker.equal(constant.of, expected),
            _ => Ok(false),
        }
    }

    fn equations(&mut self, operation: Operation) -> Vec<(TermId, TermId)> {
        let (x, y, zero) = (self.x, self.y, self.zero);
        let (next_x, next_y) = (self.successor(x), self.successor(y));
        let at_zero = self.apply(x, zero);
        let at_next = self.apply(x, next_y);
        let before = self.apply(x, y);
        match operation {
            Operation::Add => vec![(at_zero, x), (at_next, self.successor(before))],
            Operation::Subtract => {
                let (lower, nothing, same) =
                    (self.call("pred", &[before]), self.call("pred", &[zero]), self.call("pred", &[next_x]));
                vec![(at_zero, x), (at_next, lower), (nothing, zero), (same, x)]
            }
            Operation::Multiply => vec![(at_zero, zero), (at_next, self.call("add", &[before, x]))],
            Operation::Power => {
                let one = self.successor(zero);
                vec![(at_zero, one), (at_next, self.call("mul", &[before, x]))]
            }
            Operation::ShiftLeft => {
                let two = self.two();
                let double = self.call("mul", &[two, x]);
                vec![(at_zero, x), (at_next, self.apply(double, y))]
            }
            Operation::ShiftRight => {
                let two = self.two();
                vec![(at_zero, x), (at_next, self.call("div", &[before, two]))]
            }
            _ => {
                let both = self.apply(next_x, next_y);
                let (nothing, left, right) =
                    (self.apply(zero, zero), self.apply(next_x, zero), self.apply(zero, next_y));
                let (no, yes) = (self.truth("Bool.false"), self.truth("Bool.true"));
                let less = if operation == Operation::AtMost { yes } else { no };
                vec![(nothing, yes), (left, no), (right, less), (both, before)]
            }
        }
    }

    fn two(&mut self) -> TermId {
        let one = self.successor(self.zero);
        self.successor(one)
    }

    fn truth(&mut self, name: &str) -> TermId {
        self.checker.store.constant_named(name)
    }

    fn successor(&mut self, of: TermId) -> TermId {
        self.call("succ", &[of])
    }

    fn call(&mut self, part: &str, arguments: &[TermId]) -> TermId {
        let name = self.checker.store.name_text(self.numbers, part);
        let function = self.checker.store.constant(name, &[]);
        self.checker.store.apply(function, arguments)
    }

    fn apply(&mut self, a: TermId, b: TermId) -> TermId {
        let function = self.checker.store.constant(self.name, &[]);
        self.checker.store.apply(function, &[a, b])
    }
}
