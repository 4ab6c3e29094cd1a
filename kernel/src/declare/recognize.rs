//! Recognizes declarations that the checker knows more about: numbers, truth values, equality, text, arithmetic.
//! Given by: the door, after a declaration was accepted.
//! Gives: entries of `Primitives`.
//! Holds: a declaration of a known name that is not what Lean declares is left alone: it is then a constant like any other.
//!
//! Arithmetic by structural recursion is recognized by
//! its laws, which determine its value on every numeral; they are decided by conversion on open terms, so that any
//! definition with these laws counts, whatever its form. Everything else is recognized by all that it is made of.

use super::content::{self, LITERALS, QUOTIENT, VERSIONS};
use super::name_of;
use crate::check::Checker;
use crate::declaration::{Declaration, Value};
use crate::environment::primitive::operation_called;
use crate::environment::{Constant, Environment, Kind};
use crate::name::NameId;
use crate::rejection::Answer;
use crate::store::Store;
use crate::term::{Term, TermId};

impl Environment {
    /// Looks at a declaration that was accepted.
    pub(super) fn recognize(&mut self, store: &mut Store, declaration: &Declaration) {
        let name = match declaration {
            Declaration::Inductive(_) | Declaration::Constant(_, Value::Definition(..)) => {
                name_of(declaration)
            }
            Declaration::Constant(..) | Declaration::Quotient => return,
        };
        let shown = store.show_name(name);
        if store.find_name(&shown) != Some(name) {
            return;
        }
        let mark = store.mark();
        let recognized = match shown.as_str() {
            "Eq" => self.are_as_in(store, QUOTIENT, &[name]).then_some(name),
            "Nat" | "Bool" => self.are_as_in(store, LITERALS, &[name]).then_some(name),
            "String" | "String.ofList" | "Char.ofNat" => self.maker_of_text(store),
            _ => operation_called(&shown).filter(|_| self.is_operation(store, name)).map(|_| name),
        };
        store.forget(mark);
        if let Some(name) = recognized {
            self.primitives.acknowledge(store, name);
        }
    }

    /// What makes a string of a list of characters: the constructor of strings if it can, or else a function.
    fn maker_of_text(&self, store: &mut Store) -> Option<NameId> {
        let [constructor, function, character] =
            ["String.mk", "String.ofList", "Char.ofNat"].map(|name| store.name(name));
        let is_constructor = |it: &Constant| matches!(it.kind, Kind::Constructor(_));
        let maker = if self.get(constructor).is_some_and(is_constructor) { constructor } else { function };
        let is_new = self.primitives.text().is_none() && self.primitives.natural().is_some();
        (is_new && self.are_as_in(store, LITERALS, &[maker, character])).then_some(maker)
    }

    fn is_operation(&mut self, store: &mut Store, name: NameId) -> bool {
        if self.primitives.natural().is_none() {
            return false;
        }
        match content::laws(store, name).split_first() {
            Some((&of, laws)) if !laws.is_empty() => {
                self.with_checker(store, |checker| obeys(checker, name, of, laws)) == Ok(true)
            }
            _ => VERSIONS.iter().any(|excerpt| self.are_as_in(store, excerpt, &[name])),
        }
    }
}

/// Whether a constant has this type and obeys these laws.
fn obeys(checker: &mut Checker<'_>, name: NameId, of: TermId, laws: &[TermId]) -> Answer<bool> {
    let Some(found) = checker.environment.get(name).filter(|found| found.levels.is_empty()) else {
        return Ok(false);
    };
    if !checker.equal(found.of, of)? {
        return Ok(false);
    }
    for &law in laws {
        let (mut equation, mut values) = (law, Vec::new());
        while let Term::Pi(_, number, body) = checker.store.term_at(equation) {
            let variable = checker.fresh(number);
            values.push(checker.store.free(variable));
            equation = body;
        }
        let equation = checker.store.instantiate(equation, &values);
        let (_, sides) = checker.store.spine(equation);
        let &[_, left, right] = sides.as_slice() else { return Ok(false) };
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
