//! Recognizes declarations that the checker knows more about: numbers, truth values, equality, text, arithmetic.
//! Given by: the door, after a declaration was accepted.
//! Gives: entries of `Primitives`.
//! Holds: a declaration of a known name that is not what Lean declares is left alone: it is then a constant like any other.
//!
//! Arithmetic by structural recursion is recognized by
//! its laws, which determine its value on every numeral; they are decided by conversion on open terms, so that any
//! definition with these laws counts, whatever its form. Everything else is recognized by all that it is made of.

use super::content::{Known, STRUCTURE, known, laws};
use crate::check::{Checker, Closure, OPERATIONS};
use crate::rejection::Answer;
use crate::{Environment, Kind, NameId, Store, Term, TermId};

impl Environment {
    /// Looks at a declaration that was accepted, whose first constant is at a place.
    pub(super) fn recognize(&mut self, store: &mut Store, place: usize) {
        if let Some(first) = self.constants().get(place)
            && matches!(first.kind, Kind::Inductive(_) | Kind::Definition(..))
            && let name = first.name
            && let Some((known, versions)) = known(store, name)
        {
            store.mark();
            let is_known = if versions.is_empty() {
                let laws = laws(store, name);
                let obeys = |checker: &mut Checker<'_>| obeys(checker, name, &laws);
                self.primitives().natural.is_some() && self.with_checker(store, obeys) == Ok(true)
            } else {
                versions.iter().any(|excerpt| self.has_all(store, excerpt))
            };
            store.forget();
            if is_known {
                self.acknowledge(store, known, name);
            }
        }
    }

    /// Takes note of what is Lean's own.
    fn acknowledge(&mut self, store: &mut Store, known: Known, name: NameId) {
        let primitives = self.primitives_mut();
        let mut named = |dotted: &str| store.name(dotted);
        match known {
            Known::Equality => {}
            // What a literal stands for never changes.
            Known::Text if primitives.text.is_some() => {}
            Known::Truth => primitives.truths = ["Bool.false", "Bool.true"].map(|name| Some(named(name))),
            Known::Natural => {
                (primitives.natural, primitives.zero) = (Some(name), Some(named("Nat.zero")));
                primitives.successor = Some(named("Nat.succ"));
                primitives.operations.push((named("Nat.succ"), &OPERATIONS[0]));
            }
            Known::Text => {
                let is_structure = primitives.held.contains(&STRUCTURE.text);
                primitives.text = Some(named("String"));
                primitives.text_of_list =
                    Some(named(if is_structure { "String.mk" } else { "String.ofList" }));
            }
            Known::Operation(operation) => primitives.operations.push((name, operation)),
        }
    }
}

/// Whether a constant has the type that comes first, and obeys the laws that follow.
fn obeys(checker: &mut Checker<'_>, name: NameId, laws: &[TermId]) -> Answer<bool> {
    let (Some(found), [of, laws @ ..]) = (checker.environment.get(name), laws) else { return Ok(false) };
    if laws.is_empty() || !found.levels.is_empty() || !checker.equal(found.of, *of)? {
        return Ok(false);
    }
    for &law in laws {
        let (mut equation, mut values) = (law, Vec::new());
        while let Term::Pi(_, number, body) = checker.store.term_at(equation) {
            let variable = checker.fresh(Closure::of(number));
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
    let (primitives, predecessor) = (checker.environment.primitives(), checker.store.find_name("Nat.pred"));
    let [no, yes] = primitives.truths;
    let known = [Some(name), primitives.zero, predecessor, no, yes];
    let is_known = |name| known.contains(&Some(name)) || primitives.operation(name).is_some();
    !checker.store.mentions(side, &mut Default::default(), |mentioned| !is_known(mentioned))
}
