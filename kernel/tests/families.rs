//! Blocks of inductive types off the beaten track: what is hidden behind definitions, nested in each other, or many.
//! Given by: small blocks, and large ones made in a loop.
//! Gives: a verdict on `declare::family`, `declare::nested` and `declare::recursor`, as Lean's own kernel judges the same.
//! Holds: what is accepted here has a neighbour that is refused, and large blocks cost as many steps as they are large.

use super::support::{Family, World, broken};
use kernel::{
    Constructor, Declaration, Inductive, InductiveBlock, InductiveRule, InductiveType, Invalid, Kind, Limits,
    Recursor, on_large_stack,
};

fn rule(invalid: Invalid) -> InductiveRule {
    match invalid {
        Invalid::Inductive(rule, _) => rule,
        other => panic!("expected a rule of inductive types, found {other:?}"),
    }
}

fn kind(world: &World, name: &str) -> Kind {
    let name = world.store.find_name(name).unwrap();
    world.environment.get(name).unwrap().kind.clone()
}

fn recursor(world: &World, name: &str) -> Recursor {
    match kind(world, name) {
        Kind::Recursor(recursor) => recursor,
        other => panic!("{other:?} is no recursor"),
    }
}

fn inductive(world: &World, name: &str) -> Inductive {
    match kind(world, name) {
        Kind::Inductive(inductive) => inductive,
        other => panic!("{other:?} is no type"),
    }
}

/// Lists, dependent pairs, and a pair of mutual types with a parameter.
fn world() -> World {
    let mut world = World::basic();
    let nil = ("List.nil", "(pi α (sort u+1) (List{u} α))");
    let cons = ("List.cons", "(pi α (sort u+1) (-> α (List{u} α) (List{u} α)))");
    world.inductive("u", 1, &[("List", "(-> (sort u+1) (sort u+1))", &[nil, cons])]).unwrap();
    let pair = "(pi α Type (pi β (-> α Type) (pi a α (-> (β a) (Sigma α β)))))";
    world.inductive("", 2, &[("Sigma", "(pi α Type (-> (-> α Type) Type))", &[("Sigma.mk", pair)])]).unwrap();
    let types: [Family<'_>; 2] = [
        (
            "Even",
            "(-> Type Type)",
            &[("Even.nil", "(pi α Type (Even α))"), ("Even.cons", "(pi α Type (-> α (Odd α) (Even α)))")],
        ),
        ("Odd", "(-> Type Type)", &[("Odd.cons", "(pi α Type (-> α (Even α) (Odd α)))")]),
    ];
    world.inductive("", 1, &types).unwrap();
    let nil = ("Vec.nil", "(pi α Type (Vec α #0))");
    let cons = ("Vec.cons", "(pi α Type (pi n Nat (-> α (Vec α n) (Vec α (Nat.succ n)))))");
    world.inductive("", 1, &[("Vec", "(-> Type Nat Type)", &[nil, cons])]).unwrap();
    world.define("id", "u", "(pi α (sort u) (-> α α))", "(fun α (sort u) (fun x α x))").unwrap();
    world
}

#[test]
fn nested_occurrences_that_differ_in_names_of_binders_are_one() {
    let mut world = world();
    let same = "(-> (Sigma Nat (fun x Nat T)) (Sigma Nat (fun y Nat T)) T)";
    world.inductive("", 0, &[("T", "Type", &[("T.mk", same)])]).unwrap();
    assert_eq!((inductive(&world, "T").nested, recursor(&world, "T.rec").motives), (1, 2));
    let other = "(-> (Sigma Nat (fun x Nat U)) (Sigma Bool (fun x Bool U)) U)";
    world.inductive("", 0, &[("U", "Type", &[("U.mk", other)])]).unwrap();
    assert_eq!((inductive(&world, "U").nested, recursor(&world, "U.rec").motives), (2, 3));
    // What is equal by computation only is two.
    let computed = "(-> (List{0} V) (List{0} (id{2} Type V)) V)";
    world.inductive("", 0, &[("V", "Type", &[("V.mk", computed)])]).unwrap();
    assert_eq!(recursor(&world, "V.rec").motives, 3);
    let levels = "(-> (List{0} W) (List{max(0,0)} W) W)";
    world.inductive("", 0, &[("W", "Type", &[("W.mk", levels)])]).unwrap();
    assert_eq!(recursor(&world, "W.rec").motives, 3);
}

#[test]
fn indices_may_be_hidden_in_a_definition_and_parameters_may_not() {
    let mut world = world();
    world.define("Family", "", "(sort 2)", "(-> Nat Type)").unwrap();
    world.inductive("", 0, &[("T", "Family", &[("T.mk", "(-> (T #0) (T #1))")])]).unwrap();
    assert_eq!((inductive(&world, "T").indices, recursor(&world, "T.rec").indices), (1, 1));
    let too_few = world.inductive("", 1, &[("U", "Family", &[("U.mk", "(pi n Nat (U n))")])]);
    assert_eq!(rule(broken(too_few)), InductiveRule::TooFewParameters);
    let two = "(-> Bool Family)";
    world.inductive("", 1, &[("V", two, &[("V.mk", "(pi b Bool (V b #0))")])]).unwrap();
    assert_eq!((inductive(&world, "V").parameters, inductive(&world, "V").indices), (1, 1));
    let missing = world.inductive("", 0, &[("W", "Family", &[("W.mk", "W")])]);
    assert!(matches!(broken(missing), Invalid::NotAType(_)));
    // A nested occurrence of such a type has its index too.
    let over = "(-> Type Family)";
    world.inductive("", 1, &[("X", over, &[("X.mk", "(pi α Type (-> α (X α #0)))")])]).unwrap();
    world.inductive("", 0, &[("Y", "Type", &[("Y.mk", "(-> (X Y #3) Y)")])]).unwrap();
    assert_eq!(recursor(&world, "Y.rec_1").indices, 1);
}

/// What a type is nested in would be indexed by the type itself, as no type of Lean is.
#[test]
fn nested_occurrences_are_not_indexed_by_the_type() {
    let mut world = world();
    let of = |of: &str| ("At.mk", format!("(pi α Type (pi a {of} (At α a)))"));
    for index in ["α", "(-> Nat α)", "(List{0} α)"] {
        let (name, of) = of(index);
        let at = format!("(pi α Type (-> {index} Type))");
        let mut world = World { store: world.store.clone(), environment: world.environment.clone() };
        world.inductive("", 1, &[("At", &at, &[(name, &of)])]).unwrap();
        let own = index.replace('α', "T");
        let occurrence = format!("(pi a {own} (-> (At T a) T))");
        let refused = world.inductive("", 0, &[("T", "Type", &[("T.end", "T"), ("T.mk", &occurrence)])]);
        assert_eq!(rule(broken(refused)), InductiveRule::BadOccurrence, "{index}");
        let other =
            "(pi a Nat (-> (At Nat a) T))".replace("a Nat", &format!("a {}", index.replace('α', "Nat")));
        world.inductive("", 0, &[("T", "Type", &[("T.end", "T"), ("T.mk", &other)])]).unwrap();
    }
    let fixed = ("Tagged.mk", "(pi α Type (-> α (Tagged α #0)))");
    world.inductive("", 1, &[("Tagged", "(-> Type Nat Type)", &[fixed])]).unwrap();
    world.inductive("", 0, &[("T", "Type", &[("T.mk", "(-> (Tagged T #0) T)")])]).unwrap();
}

#[test]
fn constructors_show_their_fields() {
    let mut world = world();
    world.define("Arrow", "", "(-> Type Type)", "(fun α Type (-> Nat α))").unwrap();
    for hidden in ["(Arrow T)", "(let x Nat #0 T)", "(id{2} Type (-> Nat T))"] {
        let outcome = world.inductive("", 0, &[("T", "Type", &[("T.mk", hidden)])]);
        assert_eq!(rule(broken(outcome)), InductiveRule::BadResult, "{hidden}");
    }
    let hidden =
        world.inductive("", 1, &[("T", "(-> Type Type)", &[("T.mk", "(let n Nat #0 (pi α Type (T α)))")])]);
    assert_eq!(rule(broken(hidden)), InductiveRule::TooFewParameters);
    // The type of a field may hide what it is.
    let seen = "(-> (Arrow T) (let f Type T f) (id{2} Type T) T)";
    world.inductive("", 0, &[("T", "Type", &[("T.mk", seen)])]).unwrap();
    let Kind::Constructor(constructor) = kind(&world, "T.mk") else { panic!("a constructor") };
    assert_eq!(constructor.fields, 3);
    assert!(inductive(&world, "T").recursive && !inductive(&world, "T").reflexive);
}

#[test]
fn what_reduction_removes_is_no_occurrence_but_counts_as_recursion() {
    let mut world = world();
    world.define("Const", "", "(-> Type Type Type)", "(fun α Type (fun β Type α))").unwrap();
    world.inductive("", 0, &[("T", "Type", &[("T.mk", "(-> (-> (Const Nat T) Nat) T)")])]).unwrap_err();
    world.inductive("", 0, &[("T", "Type", &[("T.mk", "(-> (Const Nat T) T)")])]).unwrap();
    assert!(inductive(&world, "T").recursive);
    let minor = recursor(&world, "T.rec").rules[0].fields;
    assert_eq!(minor, 1);
    // So does what stands in the type of a parameter.
    let number = ("P.mk", "(pi n (Const Nat (P #0)) (P n))");
    world.inductive("", 1, &[("P", "(-> Nat Type)", &[number])]).unwrap();
    assert!(inductive(&world, "P").recursive && !inductive(&world, "P").reflexive);
    let function = ("Q.mk", "(pi f (-> (Const Nat (Q (fun n Nat n))) Nat) (Q f))");
    world.inductive("", 1, &[("Q", "(-> (-> Nat Nat) Type)", &[function])]).unwrap();
    assert!(inductive(&world, "Q").recursive && inductive(&world, "Q").reflexive);
    // A nested occurrence that vanishes still has its motive.
    world.inductive("", 0, &[("U", "Type", &[("U.mk", "(-> (Const Nat (List{0} U)) U)")])]).unwrap();
    assert_eq!((inductive(&world, "U").nested, recursor(&world, "U.rec").motives), (1, 2));
}

#[test]
fn nested_occurrences_are_seen_as_written() {
    let mut world = world();
    world.define("Many", "", "(-> Type Type)", "(fun α Type (List{0} α))").unwrap();
    let hidden = world.inductive("", 0, &[("T", "Type", &[("T.mk", "(-> (Many T) T)")])]);
    assert_eq!(rule(broken(hidden)), InductiveRule::BadOccurrence);
    let beside = world.inductive("", 0, &[("T", "Type", &[("T.mk", "(-> (List{0} T) (Many T) T)")])]);
    assert_eq!(rule(broken(beside)), InductiveRule::BadOccurrence);
    for (name, make, motives) in [
        ("A", "(-> (-> Nat (List{0} A)) A)", 2),
        ("B", "(-> (let x Type (List{0} B) x) B)", 2),
        ("C", "(-> (Vec C #2) C)", 2),
        ("D", "(-> (Even D) D)", 3),
        ("E", "(-> (List{0} (Vec (Odd E) #1)) E)", 5),
        ("F", "(-> (Sigma Nat (fun n Nat (Vec F n))) F)", 3),
    ] {
        world.inductive("", 0, &[(name, "Type", &[(&format!("{name}.mk"), make)])]).unwrap();
        assert_eq!(recursor(&world, &format!("{name}.rec")).motives, motives, "{name}");
    }
}

#[test]
fn marks_hide_that_a_field_is_a_function_but_not_that_it_is_recursive() {
    let mut world = world();
    world.define("autoParam", "u", "(-> (sort u) Nat (sort u))", "(fun α (sort u) (fun n Nat α))").unwrap();
    let marked = "(-> (autoParam{1} (-> Nat T) #0) T)";
    world.inductive("", 0, &[("T", "Type", &[("T.mk", marked)])]).unwrap();
    assert!(inductive(&world, "T").recursive && !inductive(&world, "T").reflexive);
    world.inductive("", 0, &[("U", "Type", &[("U.mk", "(-> (-> Nat U) U)")])]).unwrap();
    assert!(inductive(&world, "U").recursive && inductive(&world, "U").reflexive);
}

#[test]
fn large_blocks_are_derived_in_proportion_to_what_is_derived() {
    // Terms per minor premise of every rule: a constant, whatever the number of constructors.
    let made = |count: usize| {
        let mut world = World::basic();
        let names: Vec<String> = (0..count).map(|number| format!("T.c{number}")).collect();
        let makes: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "(-> T T)")).collect();
        let before = world.store.term_count();
        world.inductive("", 0, &[("T", "Type", &makes)]).unwrap();
        assert_eq!(recursor(&world, "T.rec").rules.len(), count);
        world.store.term_count() - before
    };
    let (few, many) = (made(40), made(160));
    assert!(many < few * 18, "{few} {many}");
}

/// Each pair of a chain could be a nested occurrence: with a search in each, this would take minutes.
#[test]
fn a_search_for_nested_occurrences_ends_where_no_type_of_the_block_occurs() {
    let is_accepted = on_large_stack(|| {
        let mut world = World::basic();
        world.environment.limits = Limits::LARGE;
        let [number, pair, of] = ["Nat", "(Prod{0,0} Nat)", "Type"].map(|text| world.term(text));
        let chain = (0..30_000).fold(number, |chain, _| world.store.apply(pair, &[chain]));
        let built = world.term("T");
        let make = Constructor { name: world.store.name("T.mk"), of: world.store.arrow(chain, built) };
        let of = InductiveType { name: world.store.name("T"), of, constructors: vec![make] };
        let block = InductiveBlock { types: vec![of], ..InductiveBlock::default() };
        world.environment.add(&mut world.store, Declaration::Inductive(block)).is_ok()
    });
    assert_eq!(is_accepted, Some(true));
}
