//! Quotient types: four constants, and the equality they need.
//! Given by: the door.
//! Gives: `quotients`, and whether a constant is one of them.
//! Holds: they exist only beside Lean's own `Eq` and mention only each other; their types are checked like any other.

use super::content::{EQUALITY, QUOTIENT};
use crate::ndjson::differences;
use crate::rejection::Answer;
use crate::{Constant, Environment, Invalid, RecordRule, Store};

/// `Quot`, `Quot.mk`, `Quot.lift` and `Quot.ind`, to be declared in this order.
pub fn quotients(store: &mut Store) -> Vec<Constant> {
    let mut constants = Vec::new();
    QUOTIENT.all(store, |_, constant| {
        constants.push(constant.clone());
        true
    });
    constants
}

/// Refuses a constant of quotient types that is not as Lean has it.
pub(super) fn check(environment: &Environment, store: &mut Store, constant: &Constant) -> Answer<()> {
    if !environment.primitives().held.contains(&EQUALITY.text) {
        return Err(Invalid::QuotientWithoutEquality.into());
    }
    let all = quotients(store);
    let known = all.iter().find(|known| known.name == constant.name);
    let differing = known.map(|known| differences(store, constant, known, |_, _, _| false));
    // Of those that it mentions none may be somebody else's.
    let is_own = |it: &Constant| environment.get(it.name).is_some_and(|found| found.kind == it.kind);
    let is_mentioned =
        |it: &Constant| store.mentions(constant.of, &mut Default::default(), |name| name == it.name);
    let rule = match differing.as_deref() {
        None => RecordRule::Extra,
        Some([rule, ..]) => *rule,
        Some([]) if all.iter().all(|it| is_own(it) || !is_mentioned(it)) => return Ok(()),
        Some([]) => RecordRule::Missing,
    };
    Err(Invalid::Record(rule, constant.name).into())
}
