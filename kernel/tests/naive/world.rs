//! A small environment with one of everything: what the random terms are about.
//! Given by: the property tests.
//! Gives: the environment for the kernel, and the names that terms are built from.
//! Holds: everything is accepted by the kernel.

use super::generate::ANY;
use super::term::Name;
use crate::support::{Family, World};

/// Functions, with universe parameters, type and value; each uses only those before it.
const DEFINITIONS: &[(&str, &str, &str, &str)] = &[
    ("id", "u", "(pi α (sort u) (-> α α))", "(fun α (sort u) (fun a α a))"),
    (
        "const",
        "u v",
        "(pi α (sort u) (pi β (sort v) (-> α β α)))",
        "(fun α (sort u) (fun β (sort v) (fun a α (fun b β a))))",
    ),
    // The same type and value, with the universe parameters in another order.
    (
        "tsnoc",
        "v u",
        "(pi α (sort u) (pi β (sort v) (-> α β α)))",
        "(fun α (sort u) (fun β (sort v) (fun a α (fun b β a))))",
    ),
    (
        "Nat.add",
        "",
        "(-> Nat Nat Nat)",
        "(fun a Nat (fun b Nat (Nat.rec{1} (fun t Nat Nat) a (fun k Nat (fun h Nat (Nat.succ h))) b)))",
    ),
    (
        "Nat.mul",
        "",
        "(-> Nat Nat Nat)",
        "(fun a Nat (fun b Nat (Nat.rec{1} (fun t Nat Nat) #0 (fun k Nat (fun h Nat (Nat.add h a))) b)))",
    ),
    (
        "Nat.pow",
        "",
        "(-> Nat Nat Nat)",
        "(fun a Nat (fun b Nat (Nat.rec{1} (fun t Nat Nat) #1 (fun k Nat (fun h Nat (Nat.mul h a))) b)))",
    ),
    (
        "Nat.pred",
        "",
        "(-> Nat Nat)",
        "(fun a Nat (Nat.rec{1} (fun t Nat Nat) #0 (fun k Nat (fun h Nat k)) a))",
    ),
    (
        "Nat.sub",
        "",
        "(-> Nat Nat Nat)",
        "(fun a Nat (fun b Nat (Nat.rec{1} (fun t Nat Nat) a (fun k Nat (fun h Nat (Nat.pred h))) b)))",
    ),
    ("not", "", "(-> Bool Bool)", "(fun b Bool (Bool.rec{1} (fun t Bool Bool) Bool.true Bool.false b))"),
    (
        "even",
        "",
        "(-> Nat Bool)",
        "(fun n Nat (Nat.rec{1} (fun t Nat Bool) Bool.true (fun k Nat (fun h Bool (not h))) n))",
    ),
    ("double", "", "(-> Nat Nat)", "(fun n Nat (Nat.add n n))"),
    (
        "first",
        "u v",
        "(pi α (sort u+1) (pi β (sort v+1) (-> (Prod{u,v} α β) α)))",
        "(fun α (sort u+1) (fun β (sort v+1) (fun p (Prod{u,v} α β) (proj Prod 0 p))))",
    ),
    (
        "swap",
        "",
        "(-> (Prod{0,0} Nat Bool) (Prod{0,0} Bool Nat))",
        "(fun p (Prod{0,0} Nat Bool) (Prod.mk{0,0} Bool Nat (proj Prod 1 p) (proj Prod 0 p)))",
    ),
    (
        "length",
        "u",
        "(pi α (sort u+1) (-> (List{u} α) Nat))",
        "(fun α (sort u+1) (fun l (List{u} α) (List.rec{1,u} α (fun t (List{u} α) Nat) #0 (fun a α (fun r (List{u} α) (fun h Nat (Nat.succ h)))) l)))",
    ),
    (
        "size",
        "",
        "(-> Tree Nat)",
        "(fun t Tree (Tree.rec{1} (fun t Tree Nat) (fun l (List{0} Tree) Nat) (fun l (List{0} Tree) (fun h Nat (Nat.succ h))) #0 \
         (fun t Tree (fun r (List{0} Tree) (fun h Nat (fun k Nat (Nat.add h k))))) t))",
    ),
    (
        "comp",
        "",
        "(-> (-> Nat Nat) (-> Nat Nat) Nat Nat)",
        "(fun f (-> Nat Nat) (fun g (-> Nat Nat) (fun x Nat (f (g x)))))",
    ),
    (
        "cast",
        "",
        "(pi α (sort 1) (pi β (sort 1) (-> (Eq{2} (sort 1) α β) α β)))",
        "(fun α (sort 1) (fun β (sort 1) (fun h (Eq{2} (sort 1) α β) (fun a α \
         (Eq.rec{1,2} (sort 1) α (fun γ (sort 1) (fun t (Eq{2} (sort 1) α γ) γ)) a β h)))))",
    ),
    ("endo", "", "Type", "(-> Nat Nat)"),
    ("point", "", "Point", "(Point.mk #1 #2)"),
    ("flip", "", "(-> Point Point)", "(fun p Point (Point.mk (proj Point 1 p) (proj Point 0 p)))"),
];

const AXIOMS: &[(&str, &str, &str)] = &[
    (ANY, "u", "(pi α (sort u) α)"),
    ("less", "", "(-> Nat Nat Prop)"),
    ("P", "", "Prop"),
    ("Q", "", "Prop"),
    ("p", "", "P"),
    ("q", "", "P"),
    ("F", "", "(-> P Nat)"),
    ("G", "", "(pi p Prop (-> p Nat))"),
    ("c", "", "Nat"),
    ("f", "", "(-> Nat Nat)"),
    ("R", "", "(-> Point Point Prop)"),
    ("poly", "u v", "(pi α (sort u) (pi β (sort v) (sort imax(u,v))))"),
    // The same type, with the universe parameters in another order.
    ("ylop", "v u", "(pi α (sort u) (pi β (sort v) (sort imax(u,v))))"),
];

/// The environment.
pub(crate) fn build() -> World {
    let mut world = World::basic();
    world.quotient().unwrap();
    data(&mut world);
    propositions(&mut world);
    for (name, levels, of) in AXIOMS {
        world.axiom(name, levels, of).unwrap();
    }
    for (name, levels, of, value) in DEFINITIONS {
        world.define(name, levels, of, value).unwrap();
    }
    world.theorem("reflexive", "", "(Eq{1} Nat #2 #2)", "(Eq.refl{1} Nat #2)").unwrap();
    world.theorem("trivial", "", "(-> P True)", "(fun h P True.intro)").unwrap();
    world.opaque("secret", "Nat", "#3").unwrap();
    world
}

fn data(world: &mut World) {
    let mut of = |levels: &str, parameters: u32, types: &[Family<'_>]| {
        world.inductive(levels, parameters, types).unwrap();
    };
    of("", 0, &[("Unit", "Type", &[("Unit.unit", "Unit")])]);
    of("u", 0, &[("PUnit", "(sort u)", &[("PUnit.unit", "PUnit{u}")])]);
    of(
        "",
        0,
        &[("Color", "Type", &[("Color.red", "Color"), ("Color.green", "Color"), ("Color.blue", "Color")])],
    );
    of("", 0, &[("Point", "Type", &[("Point.mk", "(-> Nat Nat Point)")])]);
    of("", 0, &[("Wrapped", "Type", &[("Wrapped.mk", "(pi n Nat (-> (Eq{1} Nat n n) Wrapped))")])]);
    of(
        "u",
        1,
        &[(
            "List",
            "(-> (sort u+1) (sort u+1))",
            &[
                ("List.nil", "(pi α (sort u+1) (List{u} α))"),
                ("List.cons", "(pi α (sort u+1) (-> α (List{u} α) (List{u} α)))"),
            ],
        )],
    );
    of(
        "u",
        1,
        &[(
            "Vec",
            "(-> (sort u+1) Nat (sort u+1))",
            &[
                ("Vec.nil", "(pi α (sort u+1) (Vec{u} α Nat.zero))"),
                ("Vec.cons", "(pi α (sort u+1) (pi n Nat (-> α (Vec{u} α n) (Vec{u} α (Nat.succ n)))))"),
            ],
        )],
    );
    let pair = "(pi α (sort u+1) (pi β (-> α (sort v+1)) (pi a α (-> (β a) (Pair{u,v} α β)))))";
    let of_pair = "(pi α (sort u+1) (-> (-> α (sort v+1)) (sort max(u,v)+1)))";
    of("u v", 2, &[("Pair", of_pair, &[("Pair.mk", pair)])]);
    let pair = "(pi α (sort u) (pi β (sort v) (-> α β (PProd{u,v} α β))))";
    of("u v", 2, &[("PProd", "(-> (sort u) (sort v) (sort max(1,max(u,v))))", &[("PProd.mk", pair)])]);
    of("", 0, &[("Tree", "Type", &[("Tree.node", "(-> (List{0} Tree) Tree)")])]);
    of(
        "",
        0,
        &[
            ("Left", "Type", &[("Left.end", "Left"), ("Left.step", "(-> Nat Right Left)")]),
            ("Right", "Type", &[("Right.step", "(-> Left Left Right)")]),
        ],
    );
    of("", 0, &[("W", "Type", &[("W.leaf", "W"), ("W.node", "(-> (-> Nat W) W)")])]);
    of("", 0, &[("Chain", "Type", &[("Chain.mk", "(-> (-> Bool Chain) Chain)")])]);
}

fn propositions(world: &mut World) {
    let mut of = |levels: &str, parameters: u32, types: &[Family<'_>]| {
        world.inductive(levels, parameters, types).unwrap();
    };
    of(
        "",
        2,
        &[(
            "Or",
            "(-> Prop Prop Prop)",
            &[
                ("Or.inl", "(pi a Prop (pi b Prop (-> a (Or a b))))"),
                ("Or.inr", "(pi a Prop (pi b Prop (-> b (Or a b))))"),
            ],
        )],
    );
    let intro = "(pi α (sort u) (pi p (-> α Prop) (pi w α (-> (p w) (Exists{u} α p)))))";
    of("u", 2, &[("Exists", "(pi α (sort u) (-> (-> α Prop) Prop))", &[("Exists.intro", intro)])]);
    of(
        "",
        0,
        &[
            (
                "Even",
                "(-> Nat Prop)",
                &[("Even.zero", "(Even #0)"), ("Even.next", "(pi n Nat (-> (Odd n) (Even (Nat.succ n))))")],
            ),
            ("Odd", "(-> Nat Prop)", &[("Odd.next", "(pi n Nat (-> (Even n) (Odd (Nat.succ n))))")]),
        ],
    );
    let acc = "(pi α (sort u) (-> (-> α α Prop) α Prop))";
    let intro = "(pi α (sort u) (pi r (-> α α Prop) (pi x α (-> (pi y α (-> (r y x) (Acc{u} α r y))) (Acc{u} α r x)))))";
    of("u", 2, &[("Acc", acc, &[("Acc.intro", intro)])]);
    let fact = "(pi n Nat (-> (Eq{1} Nat n n) (Fact n)))";
    of("", 1, &[("Fact", "(-> Nat Prop)", &[("Fact.mk", fact)])]);
    of("", 0, &[("Some", "Prop", &[("Some.mk", "(-> Nat Some)")])]);
}

/// The constants of the environment, sorted.
pub(crate) fn heads(world: &World) -> Vec<Name> {
    let mut names: Vec<Name> =
        world.environment.constants().iter().map(|found| world.store.show_name(found.name).into()).collect();
    names.sort();
    names
}
