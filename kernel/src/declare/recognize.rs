//! Recognizes declarations that the checker knows more about: numbers, truth values, equality, text, arithmetic.
//! Given by: the door, after a declaration was accepted.
//! Gives: entries of `Primitives`.
//! Holds: a declaration of a known name that is not what Lean declares is left alone: it is then a constant like any other.
//!
//! Arithmetic by structural recursion is recognized by its equations, which determine its value on every numeral;
//! they are decided by conversion on open terms, so that any definition with these equations counts, whatever its form.
//! Other arithmetic is recognized by its content.

use super::{content, notation};
use crate::check::Checker;
use crate::declaration::{Declaration, Value};
use crate::environment::primitive::{Natural, Operation, TextNames};
use crate::environment::{Environment, Kind};
use crate::name::NameId;
use crate::rejection::Answer;
use crate::store::Store;
use crate::term::TermId;

/// The operations that are computed on literals.
const OPERATIONS: [(&str, Operation); 11] = [
    ("Nat.add", Operation::Add),
    ("Nat.sub", Operation::Subtract),
    ("Nat.mul", Operation::Multiply),
    ("Nat.pow", Operation::Power),
    ("Nat.shiftLeft", Operation::ShiftLeft),
    ("Nat.shiftRight", Operation::ShiftRight),
    ("Nat.beq", Operation::Equal),
    ("Nat.ble", Operation::AtMost),
    ("Nat.div", Operation::Divide),
    ("Nat.mod", Operation::Remainder),
    ("Nat.gcd", Operation::GreatestDivisor),
];

/// Types and equations of the operations that are defined by structural recursion. Each is a paragraph.
const EQUATIONS: &str = include_str!("lean/arithmetic.txt");

impl Environment {
    /// Looks at a declaration that was accepted.
    pub(super) fn recognize(&mut self, store: &mut Store, declaration: &Declaration) {
        let name = match declaration {
            Declaration::Inductive(block) => block.types[0].name,
            Declaration::Constant(definition, Value::Definition(..)) => definition.name,
            Declaration::Constant(..) | Declaration::Quotient => return,
        };
        let shown = store.show_name(name);
        if store.find_name(&shown) != Some(name) {
            return;
        }
        match shown.as_str() {
            "Nat" => self.recognize_natural(store),
            "Bool" => self.recognize_truth(store),
            "Eq" => {
                let of = "( α : Sort u ) → α → α → Prop";
                let refl = "( α : Sort u ) → ( a : α ) → Eq.{u} α a a";
                self.primitives_mut().equality |= self.is_inductive(store, "Eq", 2, of, &[("Eq.refl", refl)]);
            }
            "String" | "String.ofList" | "Char.ofNat" => self.recognize_text(store),
            shown if shown.starts_with("Nat.") => self.recognize_operation(store, name, shown),
            _ => {}
        }
    }

    /// Whether a constant has this type, and no universe parameters but those in it.
    fn has_type(&self, store: &mut Store, name: &str, of: &'static str) -> bool {
        let found = store.find_name(name).and_then(|name| self.get(name));
        found.is_some_and(|found| {
            notation::term(store, of, &found.levels, &[]).is_some_and(|of| store.same(of, found.of))
        })
    }

    /// Whether an inductive type is the only one of its block and has this type and these constructors.
    fn is_inductive(
        &self,
        store: &mut Store,
        name: &str,
        parameters: u32,
        of: &'static str,
        constructors: &[(&str, &'static str)],
    ) -> bool {
        let found = store.find_name(name).and_then(|name| self.get(name));
        let Some(Kind::Inductive(found)) = found.map(|found| &found.kind) else { return false };
        found.all.len() == 1
            && found.parameters == parameters
            && found.constructors.len() == constructors.len()
            && self.has_type(store, name, of)
            && found.constructors.iter().zip(constructors).all(|(&found, &(name, of))| {
                store.find_name(name) == Some(found) && self.has_type(store, name, of)
            })
    }

    fn recognize_natural(&mut self, store: &mut Store) {
        if self.is_inductive(store, "Nat", 0, "Type", &[("Nat.zero", "Nat"), ("Nat.succ", "Nat → Nat")]) {
            let [of, zero, successor] = ["Nat", "Nat.zero", "Nat.succ"].map(|name| store.name(name));
            self.primitives_mut().natural = Some(Natural { of, zero, successor });
            self.primitives_mut().operations.push((successor, Operation::Successor));
        }
    }

    fn recognize_truth(&mut self, store: &mut Store) {
        if self.is_inductive(store, "Bool", 0, "Type", &[("Bool.false", "Bool"), ("Bool.true", "Bool")]) {
            self.primitives_mut().truths = Some((store.name("Bool.false"), store.name("Bool.true")));
        }
    }

    /// A string literal needs a way to make a string of a list of characters, and characters of numbers.
    fn recognize_text(&mut self, store: &mut Store) {
        let cons = "( α : Type u ) → α → List.{u} α → List.{u} α";
        let lists = [("List.nil", "( α : Type u ) → List.{u} α"), ("List.cons", cons)];
        // The constructor, where strings were made by it.
        let is_constructor =
            |name: NameId| matches!(self.get(name).map(|it| &it.kind), Some(Kind::Constructor(_)));
        let made = store.find_name("String.mk").is_some_and(is_constructor);
        let maker = if made { "String.mk" } else { "String.ofList" };
        let known = self.primitives().text.is_none()
            && self.primitives().natural.is_some()
            && self.has_type(store, "String", "Type")
            && self.has_type(store, "Char", "Type")
            && self.has_type(store, maker, "List.{0} Char → String")
            && self.has_type(store, "Char.ofNat", "Nat → Char")
            && self.is_inductive(store, "List", 1, "Type u → Type u", &lists);
        if known {
            self.primitives_mut().text = Some(TextNames {
                of: store.name("String"),
                of_list: store.name(maker),
                character: store.name("Char"),
                character_of_number: store.name("Char.ofNat"),
                nil: store.name("List.nil"),
                cons: store.name("List.cons"),
            });
        }
    }

    fn recognize_operation(&mut self, store: &mut Store, name: NameId, shown: &str) {
        let known = OPERATIONS.iter().find(|(known, _)| *known == shown);
        let (Some(&(_, operation)), Some(_)) = (known, self.primitives().natural) else { return };
        let mark = store.mark();
        let mut paragraphs = EQUATIONS.split("\n\n").filter_map(|paragraph| paragraph.split_once(" : "));
        let recognized = match paragraphs.find(|(known, _)| *known == shown) {
            Some((_, laws)) => self.with_checker(store, |checker| satisfies(checker, name, laws)) == Ok(true),
            None => content::is_known(store, self, name),
        };
        store.forget(mark);
        if recognized {
            self.primitives_mut().operations.push((name, operation));
        }
    }
}

/// Whether a constant has this type and satisfies these equations over `x` and `y`.
fn satisfies(checker: &mut Checker<'_>, name: NameId, laws: &'static str) -> Answer<bool> {
    let mut laws = laws.lines();
    let of = laws.next().and_then(|of| notation::term(checker.store, of, &[], &[]));
    let found = checker.environment.get(name).filter(|found| found.levels.is_empty());
    let (Some(of), Some(found)) = (of, found) else { return Ok(false) };
    if !checker.equal(found.of, of)? {
        return Ok(false);
    }
    let numbers = checker.store.constant_named("Nat");
    let (x, y) = (checker.fresh(numbers), checker.fresh(numbers));
    let given = [("x", checker.store.free(x)), ("y", checker.store.free(y))];
    for law in laws {
        let mut sides = law.split(" = ").map(|side| notation::term(checker.store, side, &[], &given));
        let (Some(Some(left)), Some(Some(right))) = (sides.next(), sides.next()) else { return Ok(false) };
        if !means_something(checker, right, name) || !checker.equal(left, right)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a side of an equation mentions only what is recognized, beside the operation itself and `Nat.pred`, which has
/// equations of its own.
fn means_something(checker: &Checker<'_>, side: TermId, name: NameId) -> bool {
    let primitives = checker.environment.primitives();
    let is_known = |mentioned: NameId| {
        mentioned == name
            || primitives.natural.is_some_and(|it| mentioned == it.zero)
            || primitives.truths.is_some_and(|(no, yes)| mentioned == no || mentioned == yes)
            || primitives.operation(mentioned).is_some()
            || checker.store.find_name("Nat.pred") == Some(mentioned)
    };
    !checker.store.mentions(side, |mentioned| !is_known(mentioned))
}
