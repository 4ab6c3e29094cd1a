//! Quotient types: four constants, and the equality they need.
//! Given by: the door.
//! Gives: `Quot`, `Quot.mk`, `Quot.lift`, `Quot.ind` in the environment.
//! Holds: they exist at most once, and only beside Lean's own `Eq`; their types are checked like any other.

use super::notation;
use crate::environment::{Constant, Environment, Kind, Quotient};
use crate::rejection::{Answer, Invalid, Problem};
use crate::store::Store;

/// What is declared: name, kind, universe parameters, type.
const CONSTANTS: [(&str, Quotient, &[&str], &str); 4] = [
    ("Quot", Quotient::Type, &["u"], "{ α : Sort u } → ( r : α → α → Prop ) → Sort u"),
    ("Quot.mk", Quotient::Make, &["u"], "{ α : Sort u } → ( r : α → α → Prop ) → ( a : α ) → Quot.{u} α r"),
    (
        "Quot.lift",
        Quotient::Lift,
        &["u", "v"],
        "{ α : Sort u } → { r : α → α → Prop } → { β : Sort v } → ( f : α → β ) →
         ( a : ( a : α ) → ( b : α ) → r a b → Eq.{v} β ( f a ) ( f b ) ) → Quot.{u} α r → β",
    ),
    (
        "Quot.ind",
        Quotient::Induct,
        &["u"],
        "{ α : Sort u } → { r : α → α → Prop } → { β : Quot.{u} α r → Prop } →
         ( mk : ( a : α ) → β ( Quot.mk.{u} α r a ) ) → ( q : Quot.{u} α r ) → β q",
    ),
];

/// Adds the four constants.
pub(super) fn admit(environment: &mut Environment, store: &mut Store) -> Answer<()> {
    let equality = store.name("Eq");
    if !environment.primitives().is_recognized(equality) {
        return Err(Invalid::QuotientWithoutEquality.into());
    }
    for (name, quotient, levels, of) in CONSTANTS {
        let name = store.name(name);
        environment.check_new(store, name)?;
        let levels: Vec<_> = levels.iter().map(|level| store.name(level)).collect();
        let of = notation::term(store, of, &levels, &[]).ok_or(Problem::Internal)?;
        environment.with_checker(store, |checker| checker.expect_type(of).map(|_| ()))?;
        environment.push(Constant { name, levels, of, kind: Kind::Quotient(quotient) });
    }
    Ok(())
}
