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
use crate::environment::primitive::operation_called;
use crate::environment::{Constant, Environment, Kind};
use crate::name::NameId;
use crate::rejection::Answer;
use crate::store::Store;
use crate::term::TermId;

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
        let recognized = match shown.as_str() {
            "Nat" => self.is_inductive(store, name, 0, "Type", &[("zero", "Nat"), ("succ", "Nat → Nat")]),
            "Bool" => self.is_inductive(store, name, 0, "Type", &[("false", "Bool"), ("true", "Bool")]),
            "Eq" => {
                let of = "( α : Sort u ) → α → α → Prop";
                let refl = "( α : Sort u ) → ( a : α ) → Eq.{u} α a a";
                self.is_inductive(store, name, 2, of, &[("refl", refl)])
            }
            "String" | "String.ofList" | "Char.ofNat" => return self.recognize_text(store),
            _ => operation_called(&shown).is_some() && self.is_operation(store, name, &shown),
        };
        if recognized {
            self.primitives_mut().acknowledge(store, name);
        }
    }

    /// Whether a constant has this type, and no universe parameters but those in it.
    fn has_type(&self, store: &mut Store, name: NameId, of: &'static str) -> bool {
        self.get(name).is_some_and(|found| {
            notation::term(store, of, &found.levels, &[]).is_some_and(|of| store.same(of, found.of))
        })
    }

    /// Whether an inductive type is the only one of its block and has this type and these constructors.
    fn is_inductive(
        &self,
        store: &mut Store,
        name: NameId,
        parameters: u32,
        of: &'static str,
        constructors: &[(&str, &'static str)],
    ) -> bool {
        let Some(Kind::Inductive(found)) = self.get(name).map(|found| &found.kind) else { return false };
        found.all.len() == 1
            && found.parameters == parameters
            && found.constructors.len() == constructors.len()
            && self.has_type(store, name, of)
            && found.constructors.iter().zip(constructors).all(|(&found, &(part, of))| {
                store.name_text(name, part) == found && self.has_type(store, found, of)
            })
    }

    /// A string literal needs a way to make a string of a list of characters, and characters of numbers.
    fn recognize_text(&mut self, store: &mut Store) {
        let cons = "( α : Type u ) → α → List.{u} α → List.{u} α";
        let lists = [("nil", "( α : Type u ) → List.{u} α"), ("cons", cons)];
        let [of, list, character, of_number, constructor, function] =
            ["String", "List", "Char", "Char.ofNat", "String.mk", "String.ofList"]
                .map(|name| store.name(name));
        // The constructor, where strings are made by it.
        let is_constructor = |it: &Constant| matches!(it.kind, Kind::Constructor(_));
        let maker = if self.get(constructor).is_some_and(is_constructor) { constructor } else { function };
        let known = self.primitives().text().is_none()
            && self.primitives().natural().is_some()
            && self.has_type(store, of, "Type")
            && self.has_type(store, character, "Type")
            && self.has_type(store, maker, "List.{0} Char → String")
            && self.has_type(store, of_number, "Nat → Char")
            && self.is_inductive(store, list, 1, "Type u → Type u", &lists);
        if known {
            self.primitives_mut().acknowledge(store, maker);
        }
    }

    fn is_operation(&mut self, store: &mut Store, name: NameId, shown: &str) -> bool {
        if self.primitives().natural().is_none() {
            return false;
        }
        let mark = store.mark();
        let mut paragraphs = EQUATIONS.split("\n\n").filter_map(|paragraph| paragraph.split_once(" : "));
        let recognized = match paragraphs.find(|(known, _)| *known == shown) {
            Some((_, laws)) => self.with_checker(store, |checker| satisfies(checker, name, laws)) == Ok(true),
            None => content::is_known(store, self, name),
        };
        store.forget(mark);
        recognized
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
            || primitives.zero() == Some(mentioned)
            || [true, false].iter().any(|&truth| primitives.truth(truth) == Some(mentioned))
            || primitives.operation(mentioned).is_some()
            || checker.store.find_name("Nat.pred") == Some(mentioned)
    };
    !checker.store.mentions(side, |mentioned| !is_known(mentioned))
}
