//! What of a recursor means nothing to the kernel, but is what Lean shows, and what exports are compared with.
//! Given by: small blocks.
//! Gives: a verdict on `declare::recursor`.
//! Holds: names, kinds of binders and universe parameters are those of Lean's own recursors.

use super::support::World;
use kernel::{
    Binder, BinderKind, Constant, Declaration, InductiveBlock, InductiveType, Kind, Level, Term, TermId,
};

fn constant<'a>(world: &'a World, name: &str) -> &'a Constant {
    world.environment.get(world.store.find_name(name).unwrap()).unwrap()
}

/// The outer binders of a term, as they are written.
fn binders(world: &World, term: TermId) -> String {
    let (mut rest, mut shown) = (term, Vec::new());
    while let Term::Pi(Binder { name, kind }, _, body) | Term::Lambda(Binder { name, kind }, _, body) =
        world.store.term_at(rest)
    {
        let name = world.store.show_name(name);
        shown.push(match kind {
            BinderKind::Explicit => format!("({name})"),
            BinderKind::Implicit => format!("{{{name}}}"),
            BinderKind::StrictImplicit => format!("⦃{name}⦄"),
            BinderKind::Instance => format!("[{name}]"),
        });
        rest = body;
    }
    shown.join(" ")
}

fn binders_of_type(world: &World, name: &str) -> String {
    binders(world, constant(world, name).of)
}

/// The binders of the computation rules of a recursor.
fn binders_of_rules(world: &World, name: &str) -> Vec<String> {
    match &constant(world, name).kind {
        Kind::Recursor(recursor) => recursor.rules.iter().map(|rule| binders(world, rule.result)).collect(),
        other => panic!("{other:?} is no recursor"),
    }
}

#[test]
fn what_follows_from_the_rest_is_not_given_to_a_recursor() {
    let mut world = World::new();
    let natural = [("Nat.zero", "Nat"), ("Nat.succ", "(pi n Nat Nat)")];
    world.inductive("", 0, &[("Nat", "Type", &natural)]).unwrap();
    assert_eq!(binders_of_type(&world, "Nat.rec"), "{motive} (zero) (succ) (t)");
    world.inductive("", 0, &[("False", "Prop", &[])]).unwrap();
    assert_eq!(binders_of_type(&world, "False.rec"), "(motive) (t)");
    let eq = "(pi α (sort u) (pi a α (pi b α Prop)))";
    let refl = "(pi α (sort u) (pi a α (Eq{u} α a a)))";
    world.inductive("u", 2, &[("Eq", eq, &[("Eq.refl", refl)])]).unwrap();
    assert_eq!(binders_of_type(&world, "Eq.rec"), "{α} {a} {motive} (refl) {b} (t)");
}

#[test]
fn a_minor_premise_is_given_fields_and_what_is_had_of_them() {
    let mut world = World::new();
    let tree = [("Tree.leaf", "Tree"), ("Tree.node", "(pi left Tree (pi right Tree Tree))")];
    world.inductive("", 0, &[("Tree", "Type", &tree)]).unwrap();
    let of = constant(&world, "Tree.rec").of;
    let mut domains = Vec::new();
    let mut rest = of;
    while let Term::Pi(_, domain, body) = world.store.term_at(rest) {
        domains.push(binders(&world, domain));
        rest = body;
    }
    assert_eq!(domains, ["(t)", "", "(left) (right) (left_ih) (right_ih)", ""]);
}

#[test]
fn rules_are_given_everything() {
    let mut world = World::new();
    world
        .inductive("", 0, &[("Nat", "Type", &[("Nat.zero", "Nat"), ("Nat.succ", "(pi n Nat Nat)")])])
        .unwrap();
    assert_eq!(binders_of_rules(&world, "Nat.rec"), ["(motive) (zero) (succ)", "(motive) (zero) (succ) (n)"]);
}

/// The same type with another kind of binder in front.
fn with_kind(world: &mut World, text: &str, kind: BinderKind) -> TermId {
    let term = world.term(text);
    match world.store.term_at(term) {
        Term::Pi(binder, domain, body) => world.store.pi(Binder { kind, ..binder }, domain, body),
        other => panic!("{other:?} is no function type"),
    }
}

#[test]
fn other_kinds_of_binders_stay() {
    let mut world = World::basic();
    let kinds = [
        (BinderKind::Explicit, "{n} (motive) (t)"),
        (BinderKind::Implicit, "{n} (motive) (t)"),
        (BinderKind::StrictImplicit, "⦃n⦄ (motive) (t)"),
        (BinderKind::Instance, "[n] (motive) (t)"),
    ];
    for (number, (kind, expected)) in kinds.into_iter().enumerate() {
        let name = world.store.name(&format!("C{number}"));
        let of = with_kind(&mut world, "(pi n Nat Type)", kind);
        let types = vec![InductiveType { name, of, constructors: Vec::new() }];
        let block = InductiveBlock { levels: Vec::new(), parameters: 1, types };
        world.environment.add(&mut world.store, Declaration::Inductive(block)).unwrap();
        assert_eq!(binders_of_type(&world, &format!("C{number}.rec")), expected);
    }
}

#[test]
fn a_recursor_into_data_has_a_universe_parameter_of_its_own() {
    let mut world = World::new();
    for (name, levels, expected) in [
        ("A", "", "u"),
        ("B", "v", "u v"),
        ("C", "u", "u_1 u"),
        ("D", "u u_1 u_2", "u_3 u u_1 u_2"),
        ("E", "u u_2", "u_1 u u_2"),
    ] {
        world.inductive(levels, 0, &[(name, "Type", &[])]).unwrap();
        let recursor = constant(&world, &format!("{name}.rec"));
        let found: Vec<String> = recursor.levels.iter().map(|&name| world.store.show_name(name)).collect();
        assert_eq!(found.join(" "), expected, "{name}");
        // It is the universe of what the motive gives.
        let Term::Pi(_, motive, _) = world.store.term_at(recursor.of) else { panic!("a motive") };
        let Term::Pi(_, _, end) = world.store.term_at(motive) else { panic!("a function") };
        let Term::Sort(level) = world.store.term_at(end) else { panic!("a universe") };
        assert_eq!(world.store.level_at(level), Level::Parameter(recursor.levels[0]), "{name}");
    }
}

/// In blocks of several types the motives are numbered, and the recursors of nested occurrences too.
#[test]
fn motives_and_recursors_are_numbered_where_there_are_several() {
    let mut world = World::new();
    let list = [("List.nil", "(pi α Type (List α))"), ("List.cons", "(pi α Type (-> α (List α) (List α)))")];
    world.inductive("", 1, &[("List", "(-> Type Type)", &list)]).unwrap();
    let types = [
        ("A", "Type", &[("A.make", "(pi all (List A) (pi other B A))")] as &[_]),
        ("B", "Type", &[("B.make", "(pi all (List B) B)")]),
    ];
    world.inductive("", 0, &types).unwrap();
    let shared = "{motive_1} {motive_2} {motive_3} {motive_4} (make) (make) (nil) (cons) (nil) (cons) (t)";
    for name in ["A.rec", "B.rec", "A.rec_1", "A.rec_2"] {
        assert_eq!(binders_of_type(&world, name), shared, "{name}");
    }
    assert!(world.store.find_name("A.rec_3").is_none() && world.store.find_name("B.rec_1").is_none());
}
