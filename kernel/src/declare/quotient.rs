//! Quotient types: four constants, and the equality they need.
//! Given by: the door.
//! Gives: `quotients`, and whether a constant is one of them.
//! Holds: they exist only beside Lean's own `Eq`; their types are checked like any other.

use super::content::{EQUALITY, QUOTIENT};
use crate::ndjson::differences;
use crate::rejection::Answer;
use crate::{Constant, Environment, Invalid, RecordRule, Store};

/// `Quot`, `Quot.mk`, `Quot.lift` and `Quot.ind`, to be declared in this order.
pub fn quotients(store: &mut Store) -> Vec<Constant> {
    let mut constants = Vec::new();
    QUOTIENT.all(store, |_, constant| {
        constants.push(constant);
        true
    });
    constants
}

/// Refuses a constant of quotient types that is not as Lean has it.
pub(super) fn check(environment: &Environment, store: &mut Store, constant: &Constant) -> Answer<()> {
    if !environment.primitives().held.contains(&EQUALITY.text) {
        return Err(Invalid::QuotientWithoutEquality.into());
    }
    let known = quotients(store).into_iter().find(|known| known.name == constant.name);
    let differing = match known {
        Some(known) => differences(store, constant, &known, |_, _, _| false).first().copied(),
        None => Some(RecordRule::Extra),
    };
    differing.map_or(Ok(()), |rule| Err(Invalid::Record(rule, constant.name).into()))
}
