//! Conversion: each rule where it applies, and a near miss where it must not.
//! Given by: equations that reflexivity proves or does not prove.
//! Gives: a verdict on `check::convert`, `check::eta` and `check::reduce`.
//! Holds: every equation is tried as a theorem, so that acceptance is what is tested.
#![cfg(test)]

use crate::support::{World, broken};
use kernel::{Checker, Constant, Declaration, Hint, Invalid, Kind, Quotient, RecordRule, quotients};

const NONE: &[(&str, &str)] = &[];

#[test]
fn beta_and_zeta() {
    let mut world = World::basic();
    assert!(world.equal(NONE, "1", "Nat", "((fun x Nat (Nat.succ x)) #1)", "#2"));
    assert!(!world.equal(NONE, "1", "Nat", "((fun x Nat (Nat.succ x)) #1)", "#1"));
    assert!(world.equal(NONE, "1", "Nat", "((fun x Nat (fun y Nat x)) #1 #2)", "#1"));
    assert!(world.equal(NONE, "1", "Nat", "(let x Nat #1 (Nat.succ x))", "#2"));
    assert!(!world.equal(NONE, "1", "Nat", "(let x Nat #1 (Nat.succ x))", "#3"));
}

/// What a variable stands for may have been reduced before; its arguments are there nevertheless.
#[test]
fn what_was_reduced_before_is_applied_to_its_arguments() {
    let mut world = World::basic();
    let function = "((fun g (-> Nat Nat) g) (fun n Nat n))";
    let applied = |number: u8| format!("((fun f (-> Nat Nat) (f #{number})) {function})");
    let [function, five, seven, number] =
        [function, &applied(5), &applied(7), "#5"].map(|text| world.term(text));
    let mut checker = Checker::new(&mut world.store, &world.environment);
    checker.whnf(function).unwrap();
    assert_eq!(checker.convert(five, seven), Ok(false));
    assert_eq!(checker.whnf(five), Ok(number));
}

#[test]
fn delta_unfolds_definitions() {
    let mut world = World::basic();
    world.define("two", "", "Nat", "#2").unwrap();
    world.define("deux", "", "Nat", "two").unwrap();
    world.define_with("zwei", "Nat", "#2", Hint::Opaque).unwrap();
    world.define_with("duo", "Nat", "#2", Hint::Abbreviation).unwrap();
    world.opaque("due", "Nat", "#2").unwrap();
    world.axiom("dva", "", "Nat").unwrap();
    for name in ["two", "deux", "zwei", "duo"] {
        assert!(world.equal(NONE, "1", "Nat", name, "#2"), "{name}");
        assert!(!world.equal(NONE, "1", "Nat", name, "#3"), "{name}");
    }
    assert!(world.equal(NONE, "1", "Nat", "deux", "zwei"));
    for name in ["due", "dva"] {
        assert!(!world.equal(NONE, "1", "Nat", name, "#2"), "{name}");
        assert!(world.equal(NONE, "1", "Nat", name, name), "{name}");
    }
}

/// Proofs are equal without unfolding. Data that is made of a proof is computed from what a theorem says, as Lean does it.
#[test]
fn theorems_unfold_where_data_comes_from_them() {
    let mut world = World::basic();
    let of = "(pi p Prop (-> p p))";
    world.theorem("same", "", of, "(fun p Prop (fun h p h))").unwrap();
    world.axiom("F", "", "(-> (pi p Prop (-> p p)) Nat)").unwrap();
    assert!(world.equal(NONE, "1", "Nat", "(F same)", "(F (fun p Prop (fun h p h)))"));
    let (both, proof) = ("(And True True)", "(And.intro True True True.intro True.intro)");
    world.theorem("proved", "", both, proof).unwrap();
    world.define("defined", "", both, proof).unwrap();
    world.opaque("hidden", both, proof).unwrap();
    world.axiom("assumed", "", both).unwrap();
    let number = |proof: &str| {
        let result = "(fun a True (fun b True #5))";
        format!("(And.rec{{1}} True True (fun t {both} Nat) {result} {proof})")
    };
    for (name, unfolds) in [("proved", true), ("defined", true), ("hidden", false), ("assumed", false)] {
        assert_eq!(world.equal(NONE, "1", "Nat", &number(name), "#5"), unfolds, "{name}");
        assert!(!world.equal(NONE, "1", "Nat", &number(name), "#6"), "{name}");
    }
}

/// Such a test is evaluated before anything else is tried; what does not come to a truth value may still be the same.
#[test]
fn tests_are_compared_with_truth_values_by_what_they_come_to() {
    let mut world = World::basic();
    world
        .define("not", "", "(-> Bool Bool)", "(Bool.rec{1} (fun t Bool Bool) Bool.true Bool.false)")
        .unwrap();
    world.axiom("open", "", "Bool").unwrap();
    world.define("true", "", "Bool", "(not Bool.false)").unwrap();
    for [test, comes_to, other] in [
        ["true", "Bool.true", "Bool.false"],
        ["(not true)", "Bool.false", "Bool.true"],
        ["(not open)", "(not open)", "Bool.true"],
        ["(not open)", "((fun b Bool (not b)) open)", "Bool.false"],
    ] {
        assert!(
            world.equal(NONE, "1", "Bool", test, comes_to) && world.equal(NONE, "1", "Bool", comes_to, test)
        );
        assert!(!world.equal(NONE, "1", "Bool", test, other) && !world.equal(NONE, "1", "Bool", other, test));
    }
}

#[test]
fn unfolding_compares_arguments_but_also_results() {
    let mut world = World::basic();
    world.define("const", "", "(-> Nat Nat Nat)", "(fun a Nat (fun b Nat a))").unwrap();
    assert!(world.equal(NONE, "1", "Nat", "(const #1 #2)", "(const #1 #3)"));
    assert!(!world.equal(NONE, "1", "Nat", "(const #1 #2)", "(const #2 #2)"));
    let telescope = &[("x", "Nat"), ("y", "Nat")];
    assert!(world.equal(telescope, "1", "Nat", "(const x y)", "(const x x)"));
    assert!(!world.equal(telescope, "1", "Nat", "(const x y)", "(const y y)"));
}

#[test]
fn universe_arguments_count() {
    let mut world = World::basic();
    world.axiom("A", "u", "(-> (sort u) Nat)").unwrap();
    world.define("lift", "u v", "(sort max(u,v)+1)", "(sort max(u,v))").unwrap();
    world.axiom("B", "u v", "(pi n Nat (sort max(u,v)))").unwrap();
    assert!(world.equal(&[("x", "(sort u)")], "1", "Nat", "(A{u} x)", "(A{max(u,u)} x)"));
    assert!(!world.equal(NONE, "1", "Nat", "(A{1} Prop)", "(A{1} (pi p Prop p))"));
    assert!(!world.equal(NONE, "max(u,v)+1", "(sort max(u,v))", "(B{u,v} #0)", "(B{v,u} #0)"));
}

#[test]
fn iota_on_constructors() {
    let mut world = World::basic();
    let not = "(fun b Bool (Bool.rec{1} (fun t Bool Bool) Bool.true Bool.false b))";
    world.define("not", "", "(-> Bool Bool)", not).unwrap();
    assert!(world.equal(NONE, "1", "Bool", "(not Bool.false)", "Bool.true"));
    assert!(!world.equal(NONE, "1", "Bool", "(not Bool.true)", "Bool.true"));
    assert!(world.equal(NONE, "1", "Bool", "(not (not Bool.true))", "Bool.true"));
    assert!(!world.equal(&[("b", "Bool")], "1", "Bool", "(not (not b))", "b"));
    let double =
        "(fun n Nat (Nat.rec{1} (fun t Nat Nat) #0 (fun k Nat (fun h Nat (Nat.succ (Nat.succ h)))) n))";
    world.define("double", "", "(-> Nat Nat)", double).unwrap();
    assert!(world.equal(NONE, "1", "Nat", "(double #21)", "#42"));
    assert!(!world.equal(NONE, "1", "Nat", "(double #21)", "#43"));
    assert!(world.equal(
        &[("n", "Nat")],
        "1",
        "Nat",
        "(double (Nat.succ n))",
        "(Nat.succ (Nat.succ (double n)))"
    ));
}

#[test]
fn projections_of_constructors() {
    let mut world = World::basic();
    let pair = "(Prod.mk{0,0} Nat Nat #1 #2)";
    assert!(world.equal(NONE, "1", "Nat", &format!("(proj Prod 0 {pair})"), "#1"));
    assert!(world.equal(NONE, "1", "Nat", &format!("(proj Prod 1 {pair})"), "#2"));
    assert!(!world.equal(NONE, "1", "Nat", &format!("(proj Prod 1 {pair})"), "#1"));
    let telescope = &[("p", "(Prod{0,0} Nat Nat)"), ("q", "(Prod{0,0} Nat Nat)")];
    assert!(!world.equal(telescope, "1", "Nat", "(proj Prod 0 p)", "(proj Prod 0 q)"));
    assert!(!world.equal(telescope, "1", "Nat", "(proj Prod 0 p)", "(proj Prod 1 p)"));
}

/// A field may be a universe, a function or a function type, which nothing computes further.
#[test]
fn what_is_projected_is_compared_as_if_it_were_written() {
    let mut world = World::basic();
    let first = |of: &str, universe: &str, value: &str| {
        format!("(proj Prod 0 (Prod.mk{{{universe},{universe}}} {of} {of} {value} {value}))")
    };
    for (of, universe, above, value, same, other) in [
        ("(sort 2)", "2", "3", "Type", "Type", "Prop"),
        ("(-> Nat Nat)", "0", "1", "(fun x Nat x)", "(fun y Nat y)", "(fun y Nat #0)"),
        ("Type", "1", "2", "(pi x Nat Bool)", "(pi y Nat Bool)", "(pi y Nat Nat)"),
    ] {
        let projected = first(of, universe, value);
        assert!(world.equal(NONE, above, of, &projected, same), "{value}");
        assert!(world.equal(NONE, above, of, same, &projected), "{value}");
        assert!(!world.equal(NONE, above, of, &projected, other), "{value}");
    }
}

#[test]
fn equal_projections_are_of_the_same_structure() {
    let mut world = World::basic();
    for name in ["S", "T"] {
        let constructor = format!("{name}.mk");
        let make = format!("(-> Nat {name})");
        world.inductive("", 0, &[(name, "Type", &[(&constructor, &make)])]).unwrap();
    }
    world.axiom("s", "", "S").unwrap();
    world.axiom("t", "", "T").unwrap();
    assert!(!world.equal(NONE, "1", "Nat", "(proj S 0 s)", "(proj T 0 t)"));
    broken(world.axiom("a", "", "(Eq{1} Nat (proj T 0 s) #1)"));
}

#[test]
fn eta_of_functions() {
    let mut world = World::basic();
    let telescope = &[("f", "(-> Nat Nat)"), ("g", "(-> Nat Nat)")];
    let of = "(-> Nat Nat)";
    assert!(world.equal(telescope, "1", of, "(fun x Nat (f x))", "f"));
    assert!(world.equal(telescope, "1", of, "f", "(fun x Nat (f x))"));
    assert!(!world.equal(telescope, "1", of, "(fun x Nat (f (g x)))", "f"));
    assert!(!world.equal(telescope, "1", of, "(fun x Nat (g x))", "f"));
    let dependent = &[("B", "(-> Nat Type)"), ("f", "(pi n Nat (B n))")];
    assert!(world.equal(dependent, "1", "(pi n Nat (B n))", "(fun x Nat (f x))", "f"));
    let binary = &[("f", "(-> Nat Nat Nat)")];
    assert!(world.equal(binary, "1", "(-> Nat Nat Nat)", "(fun x Nat (fun y Nat (f x y)))", "f"));
    assert!(!world.equal(binary, "1", "(-> Nat Nat Nat)", "(fun x Nat (fun y Nat (f y x)))", "f"));
}

#[test]
fn eta_of_structures() {
    let mut world = World::basic();
    let of = "(Prod{0,0} Nat Nat)";
    let telescope = &[("p", of), ("q", of)];
    let rebuilt = "(Prod.mk{0,0} Nat Nat (proj Prod 0 p) (proj Prod 1 p))";
    assert!(world.equal(telescope, "1", of, rebuilt, "p"));
    assert!(world.equal(telescope, "1", of, "p", rebuilt));
    assert!(!world.equal(telescope, "1", of, rebuilt, "q"));
    let swapped = "(Prod.mk{0,0} Nat Nat (proj Prod 1 p) (proj Prod 0 p))";
    assert!(!world.equal(telescope, "1", of, swapped, "p"));
    // A recursor on an unknown pair computes by eta.
    let first = "(Prod.rec{1,0,0} Nat Nat (fun t (Prod{0,0} Nat Nat) Nat) (fun a Nat (fun b Nat a)) p)";
    assert!(world.equal(telescope, "1", "Nat", first, "(proj Prod 0 p)"));
    assert!(!world.equal(telescope, "1", "Nat", first, "(proj Prod 1 p)"));
}

#[test]
fn eta_does_not_hold_where_there_is_recursion_or_an_index() {
    let mut world = World::basic();
    world.inductive("", 0, &[("W", "Type", &[("W.mk", "(-> (-> Nat W) W)")])]).unwrap();
    world.inductive("", 0, &[("I", "(-> Nat Type)", &[("I.mk", "(-> Nat (I #0))")])]).unwrap();
    let telescope = &[("w", "W"), ("n", "Nat"), ("i", "(I #0)")];
    assert!(!world.equal(telescope, "1", "W", "(W.mk (proj W 0 w))", "w"));
    let recursor = "(W.rec{1} (fun t W Nat) (fun f (-> Nat W) (fun h (-> Nat Nat) #7)) w)";
    assert!(!world.equal(telescope, "1", "Nat", recursor, "#7"));
    let indexed = "(I.rec{1} (fun k Nat (fun t (I k) Nat)) (fun m Nat #7) #0 i)";
    assert!(!world.equal(telescope, "1", "Nat", indexed, "#7"));
    assert!(!world.equal(telescope, "1", "(I #0)", "(I.mk n)", "i"));
}

#[test]
fn units_are_equal() {
    let mut world = World::basic();
    world.inductive("", 0, &[("Unit", "Type", &[("Unit.unit", "Unit")])]).unwrap();
    let telescope = &[("a", "Unit"), ("b", "Unit"), ("c", "Bool"), ("d", "Bool")];
    assert!(world.equal(telescope, "1", "Unit", "a", "b"));
    assert!(world.equal(telescope, "1", "Unit", "a", "Unit.unit"));
    assert!(!world.equal(telescope, "1", "Bool", "c", "d"));
}

#[test]
fn proofs_of_one_proposition_are_equal() {
    let mut world = World::basic();
    world.axiom("F", "", "(pi p Prop (-> p Nat))").unwrap();
    let telescope = &[("p", "Prop"), ("q", "Prop"), ("h", "p"), ("k", "p"), ("l", "q")];
    assert!(world.equal(telescope, "1", "Nat", "(F p h)", "(F p k)"));
    assert!(!world.equal(telescope, "1", "Nat", "(F p h)", "(F q l)"));
    let functions = &[("p", "(-> Nat Prop)"), ("h", "(pi n Nat (p n))"), ("k", "(pi n Nat (p n))")];
    let f = |proof: &str| format!("(F (pi n Nat (p n)) {proof})");
    assert!(world.equal(functions, "1", "Nat", &f("h"), &f("(fun n Nat (k n))")));
    let under = |proof: &str| format!("(fun n Nat (F (p n) ({proof} n)))");
    assert!(world.equal(functions, "1", "(-> Nat Nat)", &under("h"), &under("k")));
    let data = &[("a", "Nat"), ("b", "Nat")];
    assert!(!world.equal(data, "1", "Nat", "a", "b"));
}

#[test]
fn k_computes_on_any_proof_of_the_right_equation_only() {
    let mut world = World::basic();
    let rec = |major: &str, index: &str| {
        format!("(Eq.rec{{1,1}} Nat #1 (fun t Nat (fun h (Eq{{1}} Nat #1 t) Nat)) #7 {index} {major})")
    };
    let telescope = &[("h", "(Eq{1} Nat #1 #1)"), ("n", "Nat"), ("k", "(Eq{1} Nat #1 n)")];
    assert!(world.equal(telescope, "1", "Nat", &rec("h", "#1"), "#7"));
    assert!(!world.equal(telescope, "1", "Nat", &rec("k", "n"), "#7"));
    // Under binders, where another equation may have the same bound variable.
    let under = |of: &str, value: &str| format!("(fun n Nat (fun k (Eq{{1}} Nat #1 {of}) {value}))");
    let right = "(-> Nat (Eq{1} Nat #1 #1) Nat)";
    assert!(world.equal(NONE, "1", right, &under("#1", &rec("k", "#1")), &under("#1", "#7")));
    let wrong = "(pi n Nat (-> (Eq{1} Nat #1 n) Nat))";
    assert!(!world.equal(NONE, "1", wrong, &under("n", &rec("k", "n")), &under("n", "#7")));
    let later = &[("h", "(Eq{1} Nat #1 (Nat.succ #0))")];
    assert!(world.equal(later, "1", "Nat", &rec("h", "#1"), "#7"));
}

/// A proposition without indices has only parameters, and perhaps none.
#[test]
fn k_computes_where_there_are_no_indices() {
    let mut world = World::basic();
    world.inductive("", 1, &[("P", "(-> Nat Prop)", &[("P.mk", "(pi n Nat (P n))")])]).unwrap();
    let telescope = &[("h", "True"), ("n", "Nat"), ("k", "(P n)")];
    let of_true = "(True.rec{1} (fun t True Nat) #7 h)";
    assert!(world.equal(telescope, "1", "Nat", of_true, "#7"));
    assert!(!world.equal(telescope, "1", "Nat", of_true, "#8"));
    assert!(world.equal(telescope, "1", "Nat", "(P.rec{1} n (fun t (P n) Nat) #7 k)", "#7"));
}

#[test]
fn no_k_for_propositions_with_fields() {
    let mut world = World::basic();
    let telescope = &[("h", "(And True True)")];
    let rec = "(And.rec{1} True True (fun t (And True True) Nat) (fun a True (fun b True #7)) h)";
    // Both fields are proofs, so it eliminates into data; but a proof is not its constructor by eta.
    assert!(!world.equal(telescope, "1", "Nat", rec, "#7"));
}

#[test]
fn quotients_compute_on_classes() {
    let mut world = World::basic();
    world.quotient().unwrap();
    let telescope = &[
        ("r", "(-> Nat Nat Prop)"),
        ("f", "(-> Nat Bool)"),
        ("h", "(pi a Nat (pi b Nat (-> (r a b) (Eq{1} Bool (f a) (f b)))))"),
        ("q", "(Quot{1} Nat r)"),
    ];
    let lift = |value: &str| format!("(Quot.lift{{1,1}} Nat r Bool f h {value})");
    assert!(world.equal(telescope, "1", "Bool", &lift("(Quot.mk{1} Nat r #3)"), "(f #3)"));
    assert!(!world.equal(telescope, "1", "Bool", &lift("(Quot.mk{1} Nat r #3)"), "(f #4)"));
    assert!(!world.equal(telescope, "1", "Bool", &lift("q"), "(f #3)"));
    let class = |number: &str| format!("(Quot.mk{{1}} Nat r {number})");
    assert!(!world.equal(telescope, "1", "(Quot{1} Nat r)", &class("#1"), &class("#2")));
}

/// Whatever else gives a quotient, also from three arguments, is no class.
#[test]
fn quotients_compute_on_nothing_but_classes() {
    let mut world = World::basic();
    world.quotient().unwrap();
    world.axiom("r", "", "(-> Nat Nat Prop)").unwrap();
    world.axiom("some", "", "(-> Nat Nat Nat (Quot{1} Nat r))").unwrap();
    let telescope =
        &[("f", "(-> Nat Bool)"), ("h", "(pi a Nat (pi b Nat (-> (r a b) (Eq{1} Bool (f a) (f b)))))")];
    let lift = |value: &str| format!("(Quot.lift{{1,1}} Nat r Bool f h {value})");
    assert!(world.equal(telescope, "1", "Bool", &lift("(Quot.mk{1} Nat r #3)"), "(f #3)"));
    assert!(!world.equal(telescope, "1", "Bool", &lift("(some #1 #2 #3)"), "(f #3)"));
}

#[test]
fn quotients_need_the_equality_of_lean_and_come_once() {
    let mut world = World::new();
    assert!(world.quotient().is_err());
    let make = "(pi α (sort u) (pi a α (pi b α (Eq{u} α a b))))";
    let of = "(pi α (sort u) (-> α α Prop))";
    world.inductive("u", 3, &[("Eq", of, &[("Eq.refl", make)])]).unwrap();
    assert!(world.quotient().is_err());
    let mut world = World::basic();
    world.quotient().unwrap();
    assert!(world.quotient().is_err());
}

/// Over a `Quot` of somebody else's, in which everything is equal, `Quot.lift` would give all that a function gives.
#[test]
fn quotients_are_not_over_another_quot() {
    let of = "(pi α (sort u) (pi r (-> α α Prop) (sort u)))";
    let fakes: [fn(&mut World, &str); 4] = [
        |world, of| assert!(world.axiom("Quot", "u", of).is_ok()),
        |world, of| {
            world.inductive("u", 0, &[("PUnit", "(sort u)", &[("PUnit.unit", "PUnit{u}")])]).unwrap();
            world.define("Quot", "u", of, "(fun α (sort u) (fun r (-> α α Prop) PUnit{u}))").unwrap();
        },
        |world, of| assert!(world.inductive("u", 2, &[("Quot", of, &[])]).is_ok()),
        |world, _| {
            let [quot, make, ..] = &quotients(&mut world.store)[..] else { panic!("four constants") };
            world.environment.add(&mut world.store, Declaration::Constant(quot.clone())).unwrap();
            let axiom = Constant { kind: Kind::Axiom, ..make.clone() };
            world.environment.add(&mut world.store, Declaration::Constant(axiom)).unwrap();
        },
    ];
    for (number, fake) in fakes.into_iter().enumerate() {
        let mut world = World::basic();
        fake(&mut world, of);
        let mut refused = Vec::new();
        for constant in quotients(&mut world.store) {
            let name = world.store.show_name(constant.name);
            let outcome = world.environment.add(&mut world.store, Declaration::Constant(constant));
            refused.extend(outcome.is_err().then_some(name));
        }
        // With a `Quot.mk` of somebody else's, what is lifted never computes, and nothing is to be induced on.
        let expected = if number < 3 {
            &["Quot", "Quot.mk", "Quot.lift", "Quot.ind"][..]
        } else {
            &["Quot", "Quot.mk", "Quot.ind"]
        };
        assert_eq!(refused, expected);
    }
}

#[test]
fn a_constant_of_quotients_is_lean_s_own() {
    let mut world = World::basic();
    let (other, of) = (world.store.name("Quot.other"), world.term("(pi α (sort u) α)"));
    for constant in quotients(&mut world.store) {
        let another = if constant.kind == Kind::Quotient(Quotient::Lift) {
            Kind::Quotient(Quotient::Induct)
        } else {
            Kind::Quotient(Quotient::Lift)
        };
        let like = || constant.clone();
        for (wrong, rule) in [
            (Constant { name: other, ..like() }, RecordRule::Extra),
            (Constant { of, ..like() }, RecordRule::Type),
            (Constant { levels: Vec::new(), ..like() }, RecordRule::Levels),
            (Constant { kind: another, ..like() }, RecordRule::Kind),
        ] {
            let outcome = world.environment.add(&mut world.store, Declaration::Constant(wrong.clone()));
            assert_eq!(broken(outcome), Invalid::Record(rule, wrong.name));
        }
        world.environment.add(&mut world.store, Declaration::Constant(constant)).unwrap();
    }
}

#[test]
fn conversion_is_not_closed_under_transitivity_by_memory() {
    // Whether `a = c` is asked before or after `a = b` and `b = c` makes no difference.
    let acc = "(pi α (sort u) (pi r (-> α α Prop) (pi x α (-> (pi y α (-> (r y x) (Acc{u} α r y))) (Acc{u} α r x)))))";
    let of = "(pi α (sort u) (-> (-> α α Prop) α Prop))";
    let rec = |major: &str| {
        format!(
            "(Acc.rec{{1,1}} Nat r (fun x Nat (fun t (Acc{{1}} Nat r x) Nat)) \
         (fun x Nat (fun s (pi y Nat (-> (r y x) (Acc{{1}} Nat r y))) (fun h (pi y Nat (-> (r y x) Nat)) #7))) x {major})"
        )
    };
    let intro = "(Acc.intro{1} Nat r x (fun y Nat (fun l (r y x) (Acc.inv{1} Nat r x y h l))))";
    let inv =
        "(pi α (sort u) (pi r (-> α α Prop) (pi x α (pi y α (-> (Acc{u} α r x) (r y x) (Acc{u} α r y))))))";
    let telescope = &[("r", "(-> Nat Nat Prop)"), ("x", "Nat"), ("h", "(Acc{1} Nat r x)")];
    let questions = [(rec("h"), rec(intro)), (rec(intro), "#7".to_owned()), (rec("h"), "#7".to_owned())];
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 1]] {
        let mut world = World::basic();
        world.inductive("u", 2, &[("Acc", of, &[("Acc.intro", acc)])]).unwrap();
        world.axiom("Acc.inv", "u", inv).unwrap();
        for question in order {
            let (a, b) = &questions[question];
            assert_eq!(world.equal(telescope, "1", "Nat", a, b), question == 1, "{a} {b}");
        }
    }
}

/// The type of `f` is asked for inside `a`, whose type is the same in the same scope as that of `b`: they have variables of their own.
#[test]
fn binders_of_one_type_inside_each_other_are_told_apart() {
    let mut world = World::basic();
    world.axiom("P", "", "(-> Nat Type)").unwrap();
    world.axiom("Q", "", "(pi y Nat (-> (P y) Type))").unwrap();
    world.axiom("q", "", "(pi y Nat (pi b (P y) (Q y b)))").unwrap();
    world.axiom("one", "", "(pi y Nat (pi a (P y) (-> (-> (P y) (Q y a)) Nat)))").unwrap();
    world.axiom("all", "", "(pi y Nat (-> (pi b (P y) (Q y b)) Nat))").unwrap();
    let with = |use_of: &str| {
        let value = "(let z Nat y (fun b (P z) (q y a)))";
        format!("(fun y Nat (fun a (P y) (let f (-> (P y) (Q y a)) {value} {use_of})))")
    };
    let of = "(pi y Nat (-> (P y) Nat))";
    world.define("right", "", of, &with("(one y a f)")).unwrap();
    let wrong = broken(world.define("wrong", "", of, &with("(all y f)")));
    assert!(matches!(wrong, Invalid::TypeMismatch { .. }));
}

/// Below a binder a variable is another one than beside it, also in a deep term that was put together beside it before.
#[test]
fn a_deep_term_below_a_binder_has_the_variable_of_the_binder() {
    let mut world = World::basic();
    world.axiom("P", "", "(-> Nat Nat Prop)").unwrap();
    world.axiom("not", "", "(-> Prop Prop)").unwrap();
    let deep = |of: &str| (0..100).fold(format!("(P {of})"), |deep, _| format!("(not {deep})"));
    let all = |of: &str| format!("(pi x Nat {})", deep(&format!("x {of}")));
    let (zero, every) = (deep("Nat.zero Nat.zero"), all("Nat.zero"));
    world.axiom("zero", "", &zero).unwrap();
    world.axiom("every", "", &every).unwrap();
    world.axiom("keep", "", &format!("(-> {zero} {every} {every})")).unwrap();
    for (proof, is_right) in [("every", true), ("(fun x Nat zero)", false)] {
        let (beside, below) = (deep("y z"), all("y"));
        let value = format!("(keep ((fun h {beside} h) zero) ((fun g {below} g) {proof}))");
        let value = format!("(let z Nat Nat.zero (let y Nat Nat.zero {value}))");
        let outcome = world.theorem(&format!("t{is_right}"), "", &every, &value);
        assert_eq!(outcome.is_ok(), is_right, "{proof}");
    }
}
