//! Quotient types: four constants, and the equality they need.
//! Given by: the door.
//! Gives: `Quot`, `Quot.mk`, `Quot.lift`, `Quot.ind` in the environment.
//! Holds: they exist at most once, and only beside Lean's own `Eq`; their types are checked like any other.

use super::content::{QUOTIENT, next_constants};
use crate::environment::{Environment, Kind};
use crate::ndjson::Reader;
use crate::rejection::{Answer, Invalid};
use crate::store::Store;

/// Adds the four constants.
pub(super) fn admit(environment: &mut Environment, store: &mut Store) -> Answer<()> {
    let equality = store.name("Eq");
    if !environment.primitives().is_recognized(equality) {
        return Err(Invalid::QuotientWithoutEquality.into());
    }
    let mut excerpt = Reader::new(QUOTIENT);
    while let Some(constants) = next_constants(&mut excerpt, store) {
        for constant in constants.into_iter().filter(|it| matches!(it.kind, Kind::Quotient(_))) {
            environment.check_new(store, constant.name)?;
            environment.with_checker(store, |checker| checker.expect_type(constant.of).map(|_| ()))?;
            environment.push(constant);
        }
    }
    Ok(())
}
