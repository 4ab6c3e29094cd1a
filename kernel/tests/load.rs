//! Exports that are loaded without being checked: what is loaded is what was checked, and nothing else gets in.
//! Given by: small environments written as exports, damage to them, and Lean's prelude.
//! Gives: a verdict on `ndjson::load`.
//! Holds: other bytes are refused by the digest, and never panic under a wrong one.

use crate::support::lines::every_kind;
use crate::support::write::write;
use crate::support::{World, broken, content, corpus, thorough};
use kernel::ndjson::{LoadError, load, read};
use kernel::{Checker, Environment, Kind, Limits, Store, Term, on_large_stack};

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

fn written(store: &Store, environment: &Environment) -> Vec<u8> {
    let positions: Vec<usize> = (0..environment.declarations().len()).collect();
    let mut output = Vec::new();
    write(store, environment, &positions, &mut output).unwrap();
    output
}

fn basic() -> (World, Vec<u8>) {
    let mut world = World::basic();
    world.quotient().unwrap();
    world.define("two", "", "Nat", "#2").unwrap();
    world.theorem("t", "u", "(pi α (sort u) (pi a α (Eq{u} α a a)))", "Eq.refl{u}").unwrap();
    let bytes = written(&world.store, &world.environment);
    (world, bytes)
}

#[test]
fn a_loaded_environment_is_written_to_the_same_bytes_and_goes_on() {
    let (world, bytes) = basic();
    let mut again = loaded(&bytes);
    assert_eq!(written(&again.store, &again.environment), bytes);
    assert_eq!(again.environment.constants().len(), world.environment.constants().len());
    assert!(again.equal(&[], "1", "Nat", "two", "(Nat.succ (Nat.succ Nat.zero))"));
    assert!(!again.equal(&[], "1", "Nat", "two", "#3"));
    broken(again.axiom("two", "", "Nat"));
    again.define("three", "", "Nat", "(Nat.succ two)").unwrap();
}

#[test]
fn other_bytes_are_not_loaded() {
    let (_, bytes) = basic();
    let expected = digest(&bytes);
    for position in (0..bytes.len()).step_by(7) {
        let mut damaged = bytes.clone();
        damaged[position] ^= 1;
        assert!(matches!(load(&damaged, &expected, digest), Err(LoadError::OtherContent)));
    }
}

#[test]
fn declarations_are_taken_as_they_stand() {
    // The proof of `t` is another one, which proves nothing: whoever names the digest answers for it.
    let (_, bytes) = basic();
    let text = String::from_utf8(bytes).unwrap();
    let line = text.lines().find(|line| line.starts_with("{\"thm\":")).unwrap();
    let (start, _) = line.split_once("\"value\":").unwrap();
    let lie = text.replace(line, &format!("{start}\"value\":0}}}}"));
    assert_ne!(lie, text);
    let mut world = World::new();
    assert!(read(lie.as_bytes(), &mut world.store, &mut world.environment).is_err());
    assert!(load(lie.as_bytes(), &digest(lie.as_bytes()), digest).is_ok());
}

#[test]
fn malformed_bytes_under_their_own_digest_do_not_panic() {
    // A digest that costs nothing: the bytes are taken for those that are expected, whatever they are.
    let load_any = |bytes: &[u8]| load(bytes, &[0; 32], |_| [0; 32]);
    let mut bytes = every_kind().into_bytes();
    assert!(load_any(&bytes).is_ok());
    for position in 0..bytes.len() {
        for bit in if thorough() { 0..8 } else { position % 8..position % 8 + 1 } {
            bytes[position] ^= 1 << bit;
            let _ = load_any(&bytes);
            bytes[position] ^= 1 << bit;
        }
    }
    let header = "{\"meta\":{\"format\":{\"version\":\"3.1.0\"}}}\n";
    let empty = format!("{header}{{\"inductive\":{{\"types\":[],\"ctors\":[],\"recs\":[]}}}}");
    let _ = load_any(empty.as_bytes());
    assert!(matches!(load_any(b""), Err(LoadError::Unreadable(_))));
}

/// Reads an export twice into one store, so that ids can be compared: what is loaded has the constants that checking
/// derives, in the same order, and computes with them in the same way.
fn compare(export: &[u8]) {
    let (mut store, unchecked) = load(export, &digest(export), digest).unwrap();
    let mut checked = Environment::new();
    checked.limits = Limits::LARGE;
    read(export, &mut store, &mut checked).unwrap();
    assert_eq!(unchecked.declarations().len(), checked.declarations().len());
    assert!(unchecked.declarations().eq(checked.declarations()));
    let recursors = |it: &Environment| {
        it.constants().iter().filter(|constant| matches!(constant.kind, Kind::Recursor(_))).count()
    };
    assert!(recursors(&unchecked) > 0);
    let [one, other] = [unchecked, checked].map(|environment| computed(store.clone(), environment));
    assert_eq!(one, other);
}

/// What arithmetic on large literals gives where the operation is there: nothing unless it is recognized.
fn computed(store: Store, environment: Environment) -> Vec<Option<Term>> {
    let mut world = World { store, environment };
    let operations =
        ["add", "sub", "mul", "pow", "div", "mod", "gcd", "beq", "ble"].map(|name| format!("Nat.{name}"));
    let there: Vec<&String> = operations
        .iter()
        .filter(|name| world.store.find_name(name).is_some_and(|name| world.environment.get(name).is_some()))
        .collect();
    let mut value = |name: &String| {
        let term = world.term(&format!("({name} #123456789123456789 #5)"));
        let mut checker = Checker::new(&mut world.store, &world.environment);
        checker.whnf(term).ok().map(|value| world.store.term_at(value))
    };
    there.into_iter().map(&mut value).collect()
}

#[test]
fn what_is_loaded_is_what_checking_derives() {
    compare(&basic().1);
    let Some(corpus) = corpus() else { return };
    let names = ["arena/good/init-prelude.ndjson.zst", "own/Alg.ndjson.zst"];
    let done = on_large_stack(|| {
        for name in names {
            // The writer gives the records as this kernel derives them.
            let mut world = World::new();
            world.environment.limits = Limits::LARGE;
            read(content(&corpus.join(name)).as_slice(), &mut world.store, &mut world.environment).unwrap();
            compare(&written(&world.store, &world.environment));
        }
    });
    assert_eq!(done, Some(()));
}
