//! Snapshots: what is loaded is what was saved, and nothing else gets in.
//! Given by: small environments, and the prelude of the corpus.
//! Gives: a verdict on `snapshot`.
//! Holds: damaged bytes never load under the right digest, and never panic under a wrong one.
#![cfg(test)]

use crate::support::write::write;
use crate::support::{World, broken};
use kernel::snapshot::{LoadError, load, save};
use kernel::{Declaration, Environment, Kind, Store};

/// A stand-in for a cryptographic digest, which is the caller's business.
fn digest(bytes: &[u8]) -> [u8; 32] {
    let mut digest = [0u8; 32];
    for (position, &byte) in bytes.iter().enumerate() {
        let slot = &mut digest[position % 32];
        *slot = slot.wrapping_mul(31).wrapping_add(byte);
    }
    digest
}

fn loaded(bytes: &[u8]) -> World {
    let (store, environment) = load(bytes, &digest(bytes), digest).unwrap();
    World { store, environment }
}

fn shown(store: &Store, environment: &Environment) -> Vec<String> {
    let constants = environment.constants().iter();
    constants.map(|constant| store.show_name(constant.name)).collect()
}

#[test]
fn a_loaded_environment_saves_to_the_same_bytes_and_goes_on() {
    let mut world = World::basic();
    world.quotient().unwrap();
    world.define("two", "", "Nat", "#2").unwrap();
    world.theorem("t", "u", "(pi α (sort u) (pi a α (Eq{u} α a a)))", "Eq.refl{u}").unwrap();
    let bytes = save(&world.store, &world.environment);
    let mut again = loaded(&bytes);
    assert_eq!(save(&again.store, &again.environment), bytes);
    assert_eq!(shown(&again.store, &again.environment), shown(&world.store, &world.environment));
    assert!(again.equal(&[], "1", "Nat", "two", "(Nat.succ (Nat.succ Nat.zero))"));
    assert!(!again.equal(&[], "1", "Nat", "two", "#3"));
    broken(again.axiom("two", "", "Nat"));
}

#[test]
fn the_bytes_do_not_depend_on_what_else_the_store_holds() {
    let mut plain = World::basic();
    let mut littered = World::new();
    littered.term("(fun x Nat (y z #77 \"no\"))");
    littered.store.name("some.other.name");
    let basic = plain.environment.declarations().to_vec();
    let bytes = save(&plain.store, &plain.environment);
    let mut output = Vec::new();
    let positions: Vec<usize> = (0..basic.len()).collect();
    write(&plain.store, &plain.environment, &positions, &mut output).unwrap();
    kernel::ndjson::read(output.as_slice(), &mut littered.store, &mut littered.environment).unwrap();
    assert_eq!(save(&littered.store, &littered.environment), bytes);
    plain.define("one", "", "Nat", "#1").unwrap();
    assert_ne!(save(&plain.store, &plain.environment), bytes);
}

#[test]
fn other_bytes_are_not_loaded() {
    let world = World::basic();
    let bytes = save(&world.store, &world.environment);
    let expected = digest(&bytes);
    for position in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[position] ^= 1;
        assert_eq!(load(&damaged, &expected, digest).err(), Some(LoadError::OtherContent));
    }
}

#[test]
fn malformed_bytes_under_their_own_digest_do_not_panic() {
    let world = World::basic();
    let bytes = save(&world.store, &world.environment);
    for length in 0..bytes.len() {
        let cut = &bytes[..length];
        assert_eq!(load(cut, &digest(cut), digest).err(), Some(LoadError::Malformed), "{length}");
    }
    for position in 0..bytes.len() {
        for bit in 0..8 {
            let mut damaged = bytes.clone();
            damaged[position] ^= 1 << bit;
            let _ = load(&damaged, &digest(&damaged), digest);
        }
    }
}

#[test]
fn the_prelude_of_lean_survives() {
    let Some(world) = World::of_corpus("arena/good/init-prelude.ndjson.zst") else { return };
    let bytes = save(&world.store, &world.environment);
    let start = std::time::Instant::now();
    let again = loaded(&bytes);
    eprintln!("{} bytes, loaded in {:?}", bytes.len(), start.elapsed());
    assert_eq!(save(&again.store, &again.environment), bytes);
    assert_eq!(again.environment.constants().len(), world.environment.constants().len());
    let count = |environment: &Environment| {
        let recursors = environment.constants().iter();
        let recursors = recursors.filter(|constant| matches!(constant.kind, Kind::Recursor(_))).count();
        let blocks = environment.declarations().iter();
        (recursors, blocks.filter(|it| matches!(it, Declaration::Inductive(_))).count())
    };
    assert_eq!(count(&again.environment), count(&world.environment));
    assert!(count(&again.environment).0 > 100);
}
