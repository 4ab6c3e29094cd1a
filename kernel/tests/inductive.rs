//! Inductive types: what a block must satisfy, and what is derived from it.
//! Given by: small blocks.
//! Gives: a verdict on `declare::family`, `declare::nested` and `declare::recursor`.
//! Holds: for each condition there is a block that meets it and one that does not.
#![cfg(test)]

use crate::support::{World, broken};
use kernel::{
    Constant, Constructor, Declaration, InductiveBlock, InductiveRule, InductiveType, Invalid, Kind, NameId,
    Recursor,
};

fn rule(invalid: Invalid) -> InductiveRule {
    match invalid {
        Invalid::Inductive(rule, _) => rule,
        other => panic!("expected a rule of inductive types, found {other:?}"),
    }
}

fn recursor(world: &World, name: &str) -> Recursor {
    let name = world.store.find_name(name).unwrap();
    match &world.environment.get(name).unwrap().kind {
        Kind::Recursor(recursor) => recursor.clone(),
        other => panic!("{other:?} is no recursor"),
    }
}

/// Whether the recursor of a type eliminates into every universe.
fn gives_data(world: &World, name: &str) -> bool {
    let find = |name: &str| world.environment.get(world.store.find_name(name).unwrap()).unwrap();
    find(&format!("{name}.rec")).levels.len() > find(name).levels.len()
}

fn assert_type(world: &mut World, name: &str, expected: &str) {
    let expected = world.term(expected);
    let name = world.store.name(name);
    let found = world.environment.get(name).unwrap().of;
    assert!(world.store.same(found, expected), "{}", world.store.show_name(name));
}

#[test]
fn recursors_are_derived() {
    let mut world = World::basic();
    assert_type(
        &mut world,
        "Nat.rec",
        "(pi m (-> Nat (sort u)) (-> (m #0)
        (pi n Nat (-> (m n) (m (Nat.succ n)))) (pi t Nat (m t))))"
            .replace("#0", "Nat.zero")
            .as_str(),
    );
    assert_type(
        &mut world,
        "Eq.rec",
        "(pi α (sort u) (pi a α (pi m (pi b α (-> (Eq{u} α a b) (sort u_1)))
        (-> (m a (Eq.refl{u} α a)) (pi b α (pi t (Eq{u} α a b) (m b t)))))))",
    );
    let tree = "(pi f (-> Nat T) T)";
    world.inductive("", 0, &[("T", "Type", &[("T.leaf", "T"), ("T.node", tree)])]).unwrap();
    assert_type(
        &mut world,
        "T.rec",
        "(pi m (-> T (sort u)) (-> (m T.leaf)
        (pi f (-> Nat T) (-> (pi n Nat (m (f n))) (m (T.node f)))) (pi t T (m t))))",
    );
    let of_tree = recursor(&world, "T.rec");
    assert_eq!((of_tree.parameters, of_tree.indices, of_tree.motives, of_tree.minors), (0, 0, 1, 2));
    let expected = world.term(
        "(fun m (-> T (sort u)) (fun l (m T.leaf)
        (fun n (pi f (-> Nat T) (-> (pi n Nat (m (f n))) (m (T.node f)))) (fun f (-> Nat T)
        (n f (fun k Nat (T.rec{u} m l n (f k))))))))",
    );
    assert!(world.store.same(of_tree.rules[1].result, expected));
}

#[test]
fn indices_vary_and_parameters_do_not() {
    let mut world = World::basic();
    let vector = "(pi α (sort u+1) (-> Nat (sort u+1)))";
    let nil = ("V.nil", "(pi α (sort u+1) (V{u} α #0))");
    let cons = ("V.cons", "(pi α (sort u+1) (pi n Nat (-> α (V{u} α n) (V{u} α (Nat.succ n)))))");
    world.inductive("u", 1, &[("V", vector, &[nil, cons])]).unwrap();
    assert_type(
        &mut world,
        "V.rec",
        "(pi α (sort u+1) (pi m (pi n Nat (-> (V{u} α n) (sort u_1)))
        (-> (m #0 (V.nil{u} α)) (pi n Nat (pi x α (pi v (V{u} α n)
        (-> (m n v) (m (Nat.succ n) (V.cons{u} α n x v)))))) (pi n Nat (pi t (V{u} α n) (m n t))))))",
    );
    let wrong = ("U.cons", "(pi α (sort u+1) (-> (U{u} Nat) (U{u} α)))");
    let outcome = world.inductive("u", 1, &[("U", "(-> (sort u+1) (sort u+1))", &[wrong])]);
    assert!(matches!(broken(outcome), Invalid::TypeMismatch { .. }));
    let wrong = ("U.cons", "(pi α Type (-> (U (Prod{0,0} α α)) (U α)))");
    let outcome = world.inductive("", 1, &[("U", "(-> Type Type)", &[wrong])]);
    assert_eq!(rule(broken(outcome)), InductiveRule::BadOccurrence);
    world.inductive("", 0, &[("U", "(-> Type (sort 2))", &[wrong])]).unwrap();
}

#[test]
fn parameters_agree() {
    let mut world = World::basic();
    let too_few = world.inductive("", 2, &[("A", "(-> Type Type)", &[])]);
    assert_eq!(rule(broken(too_few)), InductiveRule::TooFewParameters);
    let too_few = world.inductive("", 1, &[("A", "(-> Type Type)", &[("A.mk", "(A Nat)")])]);
    assert_eq!(rule(broken(too_few)), InductiveRule::TooFewParameters);
    let other = world.inductive("", 1, &[("A", "(-> Type Type)", &[("A.mk", "(pi n Nat (A Nat))")])]);
    assert_eq!(rule(broken(other)), InductiveRule::ParameterMismatch);
    let types = [("A", "(-> Type Type)", &[] as &[_]), ("B", "(-> Nat Type)", &[])];
    assert_eq!(rule(broken(world.inductive("", 1, &types))), InductiveRule::ParameterMismatch);
    world.define("id", "u", "(pi α (sort u) (-> α α))", "(fun α (sort u) (fun x α x))").unwrap();
    let same_by_computation = ("A.mk", "(pi α (id{3} (sort 2) Type) (A α))");
    world.inductive("", 1, &[("A", "(-> Type Type)", &[same_by_computation])]).unwrap();
}

#[test]
fn a_type_ends_in_a_universe() {
    let mut world = World::basic();
    assert_eq!(rule(broken(world.inductive("", 0, &[("A", "Nat", &[])]))), InductiveRule::NotAUniverse);
    let outcome = world.inductive("", 0, &[("A", "(pi n Nat (Eq{1} Nat n n))", &[])]);
    assert_eq!(rule(broken(outcome)), InductiveRule::NotAUniverse);
    assert!(matches!(broken(world.inductive("", 0, &[("A", "Nat.zero", &[])])), Invalid::NotAType(_)));
    assert_eq!(rule(broken(world.inductive("", 0, &[]))), InductiveRule::Empty);
    let types = [("A", "Type", &[] as &[_]), ("B", "Prop", &[])];
    assert_eq!(rule(broken(world.inductive("", 0, &types))), InductiveRule::UniverseMismatch);
    // A universe that depends on an index is none, whatever it may become.
    let stuck = "(Bool.rec{3} (fun t Bool (sort 2)) Type Type b)";
    let outcome = world.inductive("", 0, &[("A", &format!("(pi b Bool {stuck})"), &[])]);
    assert_eq!(rule(broken(outcome)), InductiveRule::NotAUniverse);
    let computed = stuck.replace(" b)", " Bool.true)");
    world.inductive("", 0, &[("A", &computed, &[])]).unwrap();
}

#[test]
fn occurrences_are_strictly_positive() {
    let mut world = World::basic();
    let not_positive = [
        "(-> (-> T Nat) T)",
        "(-> (-> (-> T Nat) Nat) T)",
        "(-> (-> Nat T Nat) T)",
        "(-> (pi p (-> T Prop) T) T)",
    ];
    for make in not_positive {
        let rule = rule(broken(world.inductive("", 0, &[("T", "Type", &[("T.mk", make)])])));
        assert!(matches!(rule, InductiveRule::NotPositive | InductiveRule::BadOccurrence), "{make} {rule:?}");
    }
    world.define("Not", "", "(-> Type Prop)", "(fun α Type (-> α False))").unwrap();
    let hidden = world.inductive("", 0, &[("T", "Type", &[("T.mk", "(-> (Not T) T)")])]);
    assert_eq!(rule(broken(hidden)), InductiveRule::NotPositive);
    world.define("Fn", "", "(-> Type Type)", "(fun α Type (-> Nat α))").unwrap();
    world.inductive("", 0, &[("T", "Type", &[("T.mk", "(-> (Fn T) T)")])]).unwrap();
}

#[test]
fn occurrences_are_at_the_parameters_and_not_in_indices() {
    let mut world = World::basic();
    let in_index = ("T.mk", "(-> (T (T Nat)) (T Nat))");
    let outcome = world.inductive("", 0, &[("T", "(-> Type Type)", &[in_index])]);
    assert_eq!(rule(broken(outcome)), InductiveRule::BadOccurrence);
    let in_result = ("T.mk", "(T (T Nat))");
    let outcome = world.inductive("", 0, &[("T", "(-> Type Type)", &[in_result])]);
    assert_eq!(rule(broken(outcome)), InductiveRule::BadResult);
    let other_level = ("T.mk", "(-> (T{0} Nat) (T{u} Nat))");
    let outcome = world.inductive("u", 0, &[("T", "(-> Type (sort u+1))", &[other_level])]);
    assert_eq!(rule(broken(outcome)), InductiveRule::BadOccurrence);
    // What computes to a parameter is not the parameter.
    world.define("id", "u", "(pi α (sort u) (-> α α))", "(fun α (sort u) (fun x α x))").unwrap();
    let parameters = [
        ("(pi α Type (-> (T (id{2} Type α)) (T α)))", InductiveRule::BadOccurrence),
        ("(pi α Type (T (id{2} Type α)))", InductiveRule::BadResult),
    ];
    for (constructor, broken_rule) in parameters {
        let outcome = world.inductive("", 1, &[("T", "(-> Type Type)", &[("T.mk", constructor)])]);
        assert_eq!(rule(broken(outcome)), broken_rule, "{constructor}");
    }
    let computed = ("T.mk", "(pi α Type (-> (id{2} Type (T α)) (let β Type α (T β)) (T α)))");
    world.inductive("", 1, &[("T", "(-> Type Type)", &[computed])]).unwrap();
}

#[test]
fn constructors_build_their_type() {
    let mut world = World::basic();
    let results = ["Nat", "(-> Nat Nat)", "(-> Nat Bool)"];
    for make in results {
        let outcome = world.inductive("", 0, &[("T", "Type", &[("T.mk", make)])]);
        assert_eq!(rule(broken(outcome)), InductiveRule::BadResult, "{make}");
    }
    let types = [("A", "Type", &[("A.mk", "B")] as &[_]), ("B", "Type", &[])];
    assert_eq!(rule(broken(world.inductive("", 0, &types))), InductiveRule::BadResult);
    world.define("id", "u", "(pi α (sort u) (-> α α))", "(fun α (sort u) (fun x α x))").unwrap();
    let computed = world.inductive("", 0, &[("T", "Type", &[("T.mk", "(id{2} Type T)")])]);
    assert_eq!(rule(broken(computed)), InductiveRule::BadResult);
}

#[test]
fn fields_fit_the_universe() {
    let mut world = World::basic();
    let cases = [
        ("T", "", "Type", "(-> Type T)", false),
        ("T", "", "(sort 2)", "(-> Type T)", true),
        ("P", "", "Prop", "(-> Type P)", true),
        ("U", "u v", "(sort u+1)", "(-> (sort v) U{u,v})", false),
        ("U", "u v", "(sort max(u,v)+1)", "(-> (sort v) U{u,v})", true),
        ("V", "u", "(sort imax(1,u))", "(-> (sort u) V{u})", false),
        ("W", "u", "(sort imax(u+1,0))", "(-> (sort u) W{u})", true),
        ("X", "u", "(sort imax(5,u+2))", "(-> (sort 4) X{u})", true),
        ("Y", "u", "(sort imax(4,u+2))", "(-> (sort 4) Y{u})", false),
    ];
    for (name, levels, of, make, fits) in cases {
        let outcome = world.inductive(levels, 0, &[(name, of, &[(&format!("{name}.mk"), make)])]);
        if fits {
            outcome.unwrap();
        } else {
            assert_eq!(rule(broken(outcome)), InductiveRule::FieldUniverse, "{name}");
        }
    }
}

#[test]
fn only_some_propositions_give_data() {
    let mut world = World::basic();
    let cases: [(&str, &str, &str, &[&str], bool); 9] = [
        ("None", "", "Prop", &[], true),
        ("One", "", "Prop", &["One"], true),
        ("Two", "", "Prop", &["Two", "Two"], false),
        ("Data", "", "Prop", &["(-> Nat Data)"], false),
        ("Proof", "", "Prop", &["(-> True Proof)"], true),
        ("Imax", "", "(sort imax(1,0))", &["Imax", "Imax"], false),
        ("Maybe", "u", "(sort u)", &["Maybe{u}", "Maybe{u}"], false),
        ("Never", "u", "(sort max(u,1))", &["Never{u}", "Never{u}"], true),
        ("Self", "", "Prop", &["(-> Self Self)"], true),
    ];
    for (name, levels, of, makes, expected) in cases {
        let names: Vec<String> = (0..makes.len()).map(|number| format!("{name}.c{number}")).collect();
        let makes: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(makes.iter().copied()).collect();
        world.inductive(levels, 0, &[(name, of, &makes)]).unwrap();
        assert_eq!(gives_data(&world, name), expected, "{name}");
    }
    // What may be a proposition and carries data gives proofs only, also where it is at a universe of data.
    let boxed = ("Box.mk", "(pi α (sort u) (-> α (Box{u} α)))");
    world.inductive("u", 1, &[("Box", "(-> (sort u) (sort u))", &[boxed])]).unwrap();
    assert!(!gives_data(&world, "Box"));
    let nested = ("Nest.mk", "(-> (Box{0} Nest) Nest)");
    world.inductive("", 0, &[("Nest", "Prop", &[nested])]).unwrap();
    assert!(!gives_data(&world, "Nest"));
    // A field that an index gives away may be data; one hidden under a function may not.
    world.inductive("", 0, &[("Shown", "(-> Nat Prop)", &[("Shown.mk", "(pi n Nat (Shown n))")])]).unwrap();
    assert!(gives_data(&world, "Shown"));
    let hidden = ("Hidden.mk", "(pi n Nat (Hidden (Nat.succ n)))");
    world.inductive("", 0, &[("Hidden", "(-> Nat Prop)", &[hidden])]).unwrap();
    assert!(!gives_data(&world, "Hidden"));
    let types = [("E", "Prop", &[("E.mk", "(-> O E)")] as &[_]), ("O", "Prop", &[("O.mk", "(-> E O)")])];
    world.inductive("", 0, &types).unwrap();
    assert!(!gives_data(&world, "E"));
}

#[test]
fn k_is_for_propositions_with_one_constructor_without_fields() {
    let mut world = World::basic();
    world.inductive("", 0, &[("F", "Prop", &[("F.mk", "(-> True F)")])]).unwrap();
    world.inductive("", 0, &[("U", "Type", &[("U.mk", "U")])]).unwrap();
    world.inductive("", 0, &[("I", "(sort imax(1,0))", &[("I.mk", "I")])]).unwrap();
    let k = |name: &str| recursor(&world, &format!("{name}.rec")).k;
    assert!(k("Eq") && k("True") && k("I"));
    assert!(!k("And") && !k("False") && !k("F") && !k("U"));
}

fn with_lists(world: &mut World) {
    let nil = ("List.nil", "(pi α (sort u+1) (List{u} α))");
    let cons = ("List.cons", "(pi α (sort u+1) (-> α (List{u} α) (List{u} α)))");
    world.inductive("u", 1, &[("List", "(-> (sort u+1) (sort u+1))", &[nil, cons])]).unwrap();
}

#[test]
fn mutual_types_have_a_recursor_each() {
    let mut world = World::basic();
    let types = [
        ("E", "Type", &[("E.zero", "E"), ("E.next", "(-> O E)")] as &[_]),
        ("O", "Type", &[("O.next", "(-> E O)")]),
    ];
    world.inductive("", 0, &types).unwrap();
    assert_type(
        &mut world,
        "O.rec",
        "(pi a (-> E (sort u)) (pi b (-> O (sort u)) (-> (a E.zero)
        (pi o O (-> (b o) (a (E.next o)))) (pi e E (-> (a e) (b (O.next e)))) (pi t O (b t)))))",
    );
    let depth = |name: &str, value: &str| {
        format!(
            "({name}.rec{{1}} (fun t E Nat) (fun t O Nat) #0 (fun o O (fun h Nat (Nat.succ h)))
            (fun e E (fun h Nat (Nat.succ h))) {value})"
        )
    };
    assert!(world.equal(&[], "1", "Nat", &depth("E", "(E.next (O.next E.zero))"), "#2"));
    assert!(!world.equal(&[], "1", "Nat", &depth("O", "(O.next E.zero)"), "#2"));
}

#[test]
fn nested_types_have_recursors_for_what_they_are_nested_in() {
    let mut world = World::basic();
    with_lists(&mut world);
    world.inductive("", 0, &[("R", "Type", &[("R.node", "(-> (List{0} R) R)")])]).unwrap();
    assert_type(
        &mut world,
        "R.rec_1",
        "(pi a (-> R (sort u)) (pi b (-> (List{0} R) (sort u))
        (-> (pi l (List{0} R) (-> (b l) (a (R.node l)))) (b (List.nil{0} R))
        (pi x R (pi l (List{0} R) (-> (a x) (b l) (b (List.cons{0} R x l)))))
        (pi t (List{0} R) (b t)))))",
    );
    let name = world.store.find_name("R.rec_1").unwrap();
    let mut rest = world.environment.get(name).unwrap().of;
    let mut binders = Vec::new();
    while let kernel::Term::Pi(binder, _, body) = world.store.term_at(rest) {
        binders.push(world.store.show_name(binder.name));
        rest = body;
    }
    assert_eq!(binders, ["motive_1", "motive_2", "node", "nil", "cons", "t"]);
    let size = |value: &str| {
        format!("(R.rec{{1}} (fun t R Nat) (fun t (List{{0}} R) Nat) (fun l (List{{0}} R) (fun h Nat (Nat.succ h)))
            #0 (fun x R (fun l (List{{0}} R) (fun h Nat (fun k Nat (Nat.succ k))))) {value})")
    };
    let leaf = "(R.node (List.nil{0} R))";
    let node = format!("(R.node (List.cons{{0}} R {leaf} (List.cons{{0}} R {leaf} (List.nil{{0}} R))))");
    assert!(world.equal(&[], "1", "Nat", &size(&node), "#3"));
    assert!(!world.equal(&[], "1", "Nat", &size(leaf), "#2"));
    let name = world.store.find_name("R").unwrap();
    let Kind::Inductive(inductive) = &world.environment.get(name).unwrap().kind else {
        panic!("R is a type")
    };
    assert_eq!((inductive.nested, inductive.recursive), (1, true));
}

#[test]
fn nested_occurrences_obey_the_same_rules() {
    let mut world = World::basic();
    with_lists(&mut world);
    let negative = ("Box.mk", "(pi α Type (-> (-> α Nat) (Box α)))");
    world.inductive("", 1, &[("Box", "(-> Type Type)", &[negative])]).unwrap();
    let outcome = world.inductive("", 0, &[("T", "Type", &[("T.mk", "(-> (Box T) T)")])]);
    assert_eq!(rule(broken(outcome)), InductiveRule::NotPositive);
    let local = world.inductive("", 0, &[("T", "Type", &[("T.mk", "(pi α Type (-> (Prod{0,0} α T) T))")])]);
    assert_eq!(rule(broken(local)), InductiveRule::NestedParameters);
    let both = world.inductive("", 0, &[("T", "Type", &[("T.mk", "(-> (List{0} (Prod{0,0} Nat T)) T)")])]);
    both.unwrap();
    assert_eq!(recursor(&world, "T.rec").motives, 3);
}

#[test]
fn parameters_of_nested_occurrences_are_checked_even_if_unused() {
    let mut world = World::basic();
    let unused = ("U.mk", "(pi α Type (pi n Nat (U α n)))");
    world.inductive("", 2, &[("U", "(-> Type Nat Type)", &[unused])]).unwrap();
    let outcome = world.inductive("", 0, &[("T", "Type", &[("T.mk", "(-> (U T Bool.true) T)")])]);
    assert!(matches!(broken(outcome), Invalid::TypeMismatch { .. }));
    world.inductive("", 0, &[("T", "Type", &[("T.mk", "(-> (U T #3) T)")])]).unwrap();
}

#[test]
fn names_of_auxiliary_types_cannot_be_met() {
    let mut world = World::basic();
    with_lists(&mut world);
    // The name under which the only auxiliary type of a block of one type is declared while it is checked.
    let reserved = world.store.name("_nested");
    let auxiliary = world.store.name_number(reserved, 1);
    let of = world.store.constant(auxiliary, &[]);
    let [list, prefix] = ["(List{0} R)", "R"].map(|text| world.term(text));
    for fields in [[of, list], [list, of]] {
        let [first, second] = fields;
        let rest = world.store.arrow(second, prefix);
        let constructor =
            Constructor { name: world.store.name("R.node"), of: world.store.arrow(first, rest) };
        let (name, of) = (world.store.name("R"), world.term("Type"));
        let types = vec![InductiveType { name, of, constructors: vec![constructor] }];
        let block = Declaration::Inductive(InductiveBlock { levels: Vec::new(), parameters: 0, types });
        assert_eq!(
            broken(world.environment.add(&mut world.store, block)),
            Invalid::UnknownConstant(auxiliary)
        );
    }
    for number in [0, 1, 2, 1 << 40] {
        let name = world.store.name_number(reserved, number);
        let of = world.term("Type");
        let axiom = Constant { name, levels: Vec::new(), of, kind: Kind::Axiom };
        let outcome = world.environment.add(&mut world.store, Declaration::Constant(axiom));
        assert_eq!(broken(outcome), Invalid::ReservedName(name));
        let types = vec![InductiveType { name, of, constructors: Vec::new() }];
        let block = Declaration::Inductive(InductiveBlock { levels: Vec::new(), parameters: 0, types });
        assert_eq!(broken(world.environment.add(&mut world.store, block)), Invalid::ReservedName(name));
    }
    // The kernel makes no such name.
    for name in ["_nested", "_nested.R_1", "R._nested"] {
        world.axiom(name, "", "Type").unwrap();
    }
    // Whatever names there are, they are no obstacle.
    for number in 1_000..11_000 {
        world.store.name_number(NameId::ANONYMOUS, number);
    }
    world.inductive("", 0, &[("R", "Type", &[("R.node", "(-> (List{0} R) R)")])]).unwrap();
    let constants = world.environment.constants().iter();
    let names: Vec<String> = constants.map(|constant| world.store.show_name(constant.name)).collect();
    let of_block: Vec<&String> = names.iter().filter(|name| name.starts_with('R')).collect();
    assert_eq!(of_block, ["R._nested", "R", "R.node", "R.rec", "R.rec_1"]);
    assert!(
        !names.iter().any(|name| name.starts_with("List.") && !["nil", "cons", "rec"].contains(&&name[5..]))
    );
}

#[test]
fn marks_for_elaboration_are_dropped_only_if_they_compute_to_the_type() {
    let mut world = World::basic();
    world.define("outParam", "u", "(-> (sort u) (sort u))", "(fun α (sort u) α)").unwrap();
    world.inductive("", 1, &[("C", "(-> (outParam{2} Type) Type)", &[])]).unwrap();
    assert_type(&mut world, "C.rec", "(pi α Type (pi m (-> (C α) (sort u)) (pi t (C α) (m t))))");
    let mut world = World::basic();
    world.define("outParam", "", "(-> Type Type)", "(fun α Type Bool)").unwrap();
    world.inductive("", 1, &[("C", "(-> (outParam Nat) Type)", &[])]).unwrap();
    assert_type(&mut world, "C.rec", "(pi b (outParam Nat) (pi m (-> (C b) (sort u)) (pi t (C b) (m t))))");
}

/// Also where the constructor says what the parameters are, which is replaced by what the type says.
#[test]
fn constructors_mention_no_universe_parameters_but_those_of_the_block() {
    for constructor in ["(pi a Prop (-> (sort v) (T a)))", "(pi a ((fun x (sort v+1) Prop) (sort v)) (T a))"]
    {
        let mut world = World::new();
        let mut declare = |of: &str| world.inductive("", 1, &[("T", "(-> Prop Prop)", &[("T.mk", of)])]);
        assert!(matches!(broken(declare(constructor)), Invalid::UndeclaredLevel(_)), "{constructor}");
        declare(&constructor.replace('v', "0")).unwrap();
    }
}
