//! The excerpts by which the kernel knows what Lean declares, said once more in words.
//! Given by: the files in `src/declare/lean`, and tables here.
//! Gives: a verdict on the data of `declare::recognize`.
//! Holds: an excerpt holds what its table says and nothing else, and is an export like any other.

use super::support::World;
use kernel::{Constant, Environment, Kind};

const EQUALITY: &[(&str, &str)] =
    &[("Eq", "(pi α (sort u) (-> α α Prop))"), ("Eq.refl", "(pi α (sort u) (pi a α (Eq{u} α a a)))")];

const NUMBERS: &[(&str, &str)] = &[("Nat", "Type"), ("Nat.zero", "Nat"), ("Nat.succ", "(-> Nat Nat)")];

const TRUTHS: &[(&str, &str)] = &[("Bool", "Type"), ("Bool.false", "Bool"), ("Bool.true", "Bool")];

const QUOTIENTS: &[(&str, &str)] = &[
    ("Quot", "(pi α (sort u) (pi r (-> α α Prop) (sort u)))"),
    ("Quot.mk", "(pi α (sort u) (pi r (-> α α Prop) (pi a α (Quot{u} α r))))"),
    (
        "Quot.lift",
        "(pi α (sort u) (pi r (-> α α Prop) (pi β (sort v) (pi f (-> α β)
            (-> (pi a α (pi b α (-> (r a b) (Eq{v} β (f a) (f b))))) (Quot{u} α r) β)))))",
    ),
    (
        "Quot.ind",
        "(pi α (sort u) (pi r (-> α α Prop) (pi β (-> (Quot{u} α r) Prop)
            (-> (pi a α (β (Quot.mk{u} α r a))) (pi q (Quot{u} α r) (β q))))))",
    ),
];

const CHARACTERS: &[(&str, &str)] = &[
    ("List", "(-> (sort u+1) (sort u+1))"),
    ("List.nil", "(pi α (sort u+1) (List{u} α))"),
    ("List.cons", "(pi α (sort u+1) (-> α (List{u} α) (List{u} α)))"),
    ("Char", "Type"),
    ("Char.ofNat", "(-> Nat Char)"),
];

const STRUCTURE: &[(&str, &str)] = &[("String", "Type"), ("String.mk", "(-> (List{0} Char) String)")];
const FUNCTION: &[(&str, &str)] = &[("String", "Type"), ("String.ofList", "(-> (List{0} Char) String)")];

const EQ: &str = include_str!("../src/declare/lean/Eq.ndjson");
const NAT: &str = include_str!("../src/declare/lean/Nat.ndjson");
const BOOL: &str = include_str!("../src/declare/lean/Bool.ndjson");
const CHAR: &str = include_str!("../src/declare/lean/Char.ndjson");

/// Operations on two numbers, each with what it gives and its laws over `x` and `y`. Each is a paragraph.
const OPERATIONS: &str = include_str!("../src/declare/lean/arithmetic.txt");

/// A world with what excerpts hold, read one after the other.
fn of(excerpts: &[&str]) -> World {
    let mut world = World::new();
    for excerpt in excerpts {
        kernel::ndjson::read(excerpt.as_bytes(), &mut world.store, &mut world.environment).unwrap();
    }
    world
}

fn assert_holds(excerpts: &[&str], tables: &[&[(&str, &str)]]) {
    let mut world = of(excerpts);
    let environment: Environment = world.environment.clone();
    let is_stated = |constant: &&Constant| !matches!(constant.kind, Kind::Recursor(_));
    let mut found = environment.constants().iter().filter(is_stated);
    for (name, of) in tables.concat() {
        let (name, of, constant) = (world.store.name(name), world.term(of), found.next().unwrap());
        assert_eq!(constant.name, name);
        assert!(world.store.same(constant.of, of), "{}", world.store.show_name(name));
    }
    assert_eq!(found.next(), None);
}

#[test]
fn quotients_and_their_equality() {
    assert_holds(&[EQ, include_str!("../src/declare/lean/Quot.ndjson")], &[EQUALITY, QUOTIENTS]);
}

#[test]
fn the_types_of_literals() {
    let texts = [
        (include_str!("../src/declare/lean/String.mk.ndjson"), STRUCTURE),
        (include_str!("../src/declare/lean/String.ofList.ndjson"), FUNCTION),
    ];
    for (text, table) in texts {
        assert_holds(&[NAT, BOOL, CHAR, text], &[NUMBERS, TRUTHS, CHARACTERS, table]);
    }
}

#[test]
fn operations_and_their_laws() {
    let mut statements = vec![
        ("Nat.pred".to_owned(), "(-> Nat Nat)".to_owned()),
        ("Nat.div".to_owned(), "(-> Nat Nat Nat)".to_owned()),
    ];
    for paragraph in OPERATIONS.trim().split("\n\n") {
        let mut lines = paragraph.lines().map(|line| line.split_once(" : ").unwrap());
        let (operation, gives) = lines.next().unwrap();
        statements.push((operation.to_owned(), format!("(-> Nat Nat {gives})")));
        for (part, law) in lines {
            let (left, right) = law.split_once(" = ").unwrap();
            let law = format!("(pi x Nat (pi y Nat (Eq{{1}} {gives} {left} {right})))");
            statements.push((format!("{operation}.{part}"), law));
        }
    }
    let statements: Vec<(&str, &str)> =
        statements.iter().map(|(name, of)| (name.as_str(), of.as_str())).collect();
    let excerpt = include_str!("../src/declare/lean/arithmetic.ndjson");
    assert_holds(&[EQ, NAT, BOOL, excerpt], &[EQUALITY, NUMBERS, TRUTHS, &statements]);
}

/// An axiom of an excerpt stands for any constant of its type, so what it stands for must be unable to compute.
#[test]
fn what_stands_for_anything_in_a_version_is_a_proof() {
    for (version, _) in super::literals::EXCERPTS {
        let mut world = of(version);
        let proposition = world.store.proposition();
        let constants = world.environment.constants().iter();
        let axioms: Vec<_> = constants.filter(|it| it.kind == Kind::Axiom).map(|it| it.of).collect();
        assert!(!axioms.is_empty());
        let mut checker = kernel::Checker::new(&mut world.store, &world.environment);
        for of in axioms {
            assert_eq!(checker.check(of, proposition), Ok(()));
        }
    }
}
