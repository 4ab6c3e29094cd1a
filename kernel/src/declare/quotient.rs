//! Quotient types: four constants, and the equality they need.
//! Given by: the door.
//! Gives: `Quot`, `Quot.mk`, `Quot.lift`, `Quot.ind` in the environment.
//! Holds: they exist at most once, and only beside Lean's own `Eq`; their types are checked like any other.

use super::content::{EQUALITY, QUOTIENT};
use crate::rejection::Answer;
use crate::{Environment, Invalid, Store};

/// Adds the four constants.
pub(super) fn admit(environment: &mut Environment, store: &mut Store) -> Answer<()> {
    if !environment.primitives().held.contains(&EQUALITY.text) {
        return Err(Invalid::QuotientWithoutEquality.into());
    }
    let mut constants = Vec::new();
    QUOTIENT.all(store, |_, constant| {
        constants.push(constant);
        true
    });
    for constant in constants {
        environment.check_new(store, constant.name)?;
        environment.with_checker(store, |checker| checker.expect_type(constant.of))?;
        environment.push(constant);
    }
    Ok(())
}
