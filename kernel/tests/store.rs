//! What a store holds after declarations, and what it says of terms.
//! Given by: small terms and declarations.
//! Gives: a verdict on `store`.
//! Holds: what is counted are terms, never bytes or seconds.
#![cfg(test)]

use crate::support::{World, broken};
use kernel::Invalid;

/// Terms that a declaration adds to the store for good, which has what it is made of.
fn added_by_a_use(world: &mut World, name: &str) -> usize {
    let used = ["(Eq{2} Type Nat Nat)", "(Eq.refl{2} Type Nat)"];
    for text in used {
        world.term(text);
    }
    let before = world.store.term_count();
    world.theorem(name, "", used[0], used[1]).unwrap();
    world.store.term_count() - before
}

#[test]
fn what_a_declaration_makes_is_forgotten() {
    let mut world = World::basic();
    assert_eq!(added_by_a_use(&mut world, "first"), 0);
    assert_eq!(added_by_a_use(&mut world, "second"), 0);
}

/// Also where what is made has parts that were there before: `found` is put together again while it is judged.
#[test]
fn equal_terms_are_one_term_when_a_declaration_is_refused() {
    let mut world = World::basic();
    let wanted = ["(Eq{1} Nat #1 #2)", "(Eq{1} Nat #2 #2)"];
    let [expected, found] = wanted.map(|text| world.term(text));
    let invalid = broken(world.theorem("a", "", wanted[0], "(Eq.refl{1} Nat #2)"));
    assert_eq!(invalid, Invalid::TypeMismatch { expected, found });
    let invalid = broken(world.theorem("a", "", "(Eq{1} Nat #7 #8)", "(Eq.refl{1} Nat #8)"));
    let [expected, found] = ["(Eq{1} Nat #7 #8)", "(Eq{1} Nat #8 #8)"].map(|text| world.term(text));
    assert_eq!(invalid, Invalid::TypeMismatch { expected, found });
}
