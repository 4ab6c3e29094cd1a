//! Typing: for each form of term one that has a type, and one for each way it can fail.
//! Given by: small declarations.
//! Gives: a verdict on `check::infer` and on the door.
//! Holds: each failing case differs from a passing one in one point, and fails for the stated reason.
#![cfg(test)]

use crate::support::{World, broken};
use kernel::{
    Checker, Constant, Constructor, Declaration, Hint, InductiveBlock, InductiveType, Invalid, Kind, Level,
    NameId, Problem, RecordRule,
};

fn mismatch(invalid: &Invalid) -> bool {
    matches!(invalid, Invalid::TypeMismatch { .. })
}

#[test]
fn variables_are_bound_or_refused() {
    let mut world = World::basic();
    world.define("id", "u", "(pi α (sort u) (-> α α))", "(fun α (sort u) (fun x α x))").unwrap();
    assert_eq!(broken(world.define("a", "", "(-> Nat Nat)", "(fun x Nat ^1)")), Invalid::LooseVariable);
    assert_eq!(broken(world.axiom("a", "", "(pi x Nat ^1)")), Invalid::LooseVariable);
    assert_eq!(broken(world.theorem("a", "", "True", "^0")), Invalid::LooseVariable);
    assert_eq!(broken(world.opaque("a", "Nat", "^0")), Invalid::LooseVariable);
    let bad = [("T.mk", "(-> ^0 T)")];
    assert_eq!(broken(world.inductive("", 0, &[("T", "Type", &bad)])), Invalid::LooseVariable);
    assert_eq!(broken(world.inductive("", 0, &[("T", "(pi x ^0 Type)", &[])])), Invalid::LooseVariable);
}

#[test]
fn free_variables_are_refused_in_every_kind_of_declaration() {
    let mut world = World::basic();
    let variable = world.store.fresh_free();
    let variable = world.store.free(variable);
    let (number, proposition) = (world.term("Nat"), world.term("True"));
    let (name, sort) = (world.store.name("a"), world.term("Type"));
    let kinds = [
        (variable, Kind::Axiom),
        (variable, Kind::Definition(number, Hint::Regular(0))),
        (number, Kind::Definition(variable, Hint::Regular(0))),
        (proposition, Kind::Theorem(variable)),
        (number, Kind::Opaque(variable)),
    ];
    for (of, kind) in kinds {
        let constant = Constant { name, levels: Vec::new(), of, kind };
        let outcome = world.environment.add(&mut world.store, Declaration::Constant(constant));
        assert_eq!(broken(outcome), Invalid::FreeVariable);
    }
    let constructor = Constructor { name: world.store.name("a.mk"), of: variable };
    for types in [
        vec![InductiveType { name, of: variable, constructors: Vec::new() }],
        vec![InductiveType { name, of: sort, constructors: vec![constructor] }],
    ] {
        let block = InductiveBlock { levels: Vec::new(), parameters: 0, types };
        let outcome = world.environment.add(&mut world.store, Declaration::Inductive(block));
        assert_eq!(broken(outcome), Invalid::FreeVariable);
    }
}

/// A variable that comes from a clone of the store may have the number that is given to a binder: here that of `h`, a proof of `False`.
#[test]
fn a_free_variable_never_stands_for_a_binder() {
    let mut world = World::basic();
    let binder = "(let f (-> False True) (fun h False True.intro) ";
    let of = world.term(&format!("{binder}False)"));
    let (name, sort) = (world.store.name("a"), world.term("Prop"));
    let mut elsewhere = world.store.clone();
    let variables: Vec<_> = (0..20).map(|_| elsewhere.fresh_free()).collect();
    for variable in variables {
        let proof = world.store.free(variable);
        let theorem = Constant { name, levels: Vec::new(), of, kind: Kind::Theorem(proof) };
        let outcome = world.environment.add(&mut world.store, Declaration::Constant(theorem));
        assert_eq!(broken(outcome), Invalid::FreeVariable);
        let family = world.term("(fun t False Prop)");
        let family = world.store.apply(family, &[proof]);
        let of = world.store.arrow(of, family);
        let constructor = Constructor { name: world.store.name("a.mk"), of: proof };
        for types in [
            vec![InductiveType { name, of, constructors: Vec::new() }],
            vec![InductiveType { name, of: sort, constructors: vec![constructor] }],
        ] {
            let block = InductiveBlock { levels: Vec::new(), parameters: 0, types };
            let outcome = world.environment.add(&mut world.store, Declaration::Inductive(block));
            assert_eq!(broken(outcome), Invalid::FreeVariable);
        }
    }
}

#[test]
fn a_universe_is_in_the_next_one() {
    let mut world = World::basic();
    world.define("a", "u", "(sort u+2)", "(sort u+1)").unwrap();
    assert!(mismatch(&broken(world.define("b", "u", "(sort u+1)", "(sort u+1)"))));
    assert!(mismatch(&broken(world.define("b", "", "Type", "Type"))));
}

#[test]
fn universe_parameters_are_declared_once() {
    let mut world = World::basic();
    let undeclared = |invalid: Invalid| matches!(invalid, Invalid::UndeclaredLevel(_));
    assert!(undeclared(broken(world.axiom("a", "u", "(sort v)"))));
    assert!(undeclared(broken(world.axiom("a", "u", "(sort max(u,v)+1)"))));
    assert!(undeclared(broken(world.define("a", "", "Type", "(fun x (Eq{w} Nat #1 #1) Nat)"))));
    assert!(undeclared(broken(world.inductive("", 0, &[("T", "(sort u)", &[])]))));
    assert!(undeclared(broken(world.inductive(
        "u",
        0,
        &[("T", "(sort u)", &[("T.mk", "(-> (sort v) T{u})")])]
    ))));
    assert!(matches!(broken(world.axiom("a", "u u", "(sort u)")), Invalid::DuplicateLevel(_)));
    assert!(matches!(
        broken(world.inductive("u u", 0, &[("T", "(sort u)", &[])])),
        Invalid::DuplicateLevel(_)
    ));
}

#[test]
fn a_constant_has_as_many_universe_arguments_as_parameters() {
    let mut world = World::basic();
    world.axiom("a", "", "(pi x Nat (Eq{1} Nat x x))").unwrap();
    let count = |invalid: Invalid| matches!(invalid, Invalid::LevelCount(_));
    assert!(count(broken(world.axiom("b", "", "(pi x Nat (Eq Nat x x))"))));
    assert!(count(broken(world.axiom("b", "", "(pi x Nat (Eq{1,1} Nat x x))"))));
    assert!(count(broken(world.axiom("b", "", "Nat{1}"))));
}

/// Two constants may have the same type and call its universe parameters in another order.
#[test]
fn universe_arguments_are_those_of_the_constant_whatever_was_asked_before() {
    let mut world = World::basic();
    world.axiom("a", "u v", "(-> (sort u) (sort v))").unwrap();
    world.axiom("b", "v u", "(-> (sort u) (sort v))").unwrap();
    for number in 0..3 {
        let name = |what: &str| format!("{what}{number}");
        world.define(&name("up"), "", "(-> Prop Type)", "(let x (-> Prop Type) a{0,1} b{1,0})").unwrap();
        world.define(&name("down"), "", "(-> Type Prop)", "(let x (-> Prop Type) a{0,1} b{0,1})").unwrap();
        let wrong = world.define("c", "", "(-> Prop Type)", "(let x (-> Prop Type) a{0,1} b{0,1})");
        assert!(mismatch(&broken(wrong)));
        let wrong = world.define("c", "", "(-> Type Prop)", "(let x (-> Type Prop) b{0,1} a{0,1})");
        assert!(mismatch(&broken(wrong)));
    }
}

#[test]
fn a_name_is_used_only_after_its_declaration() {
    let mut world = World::basic();
    let unknown = |invalid: Invalid| matches!(invalid, Invalid::UnknownConstant(_));
    assert!(unknown(broken(world.define("f", "", "False", "f"))));
    assert!(unknown(broken(world.theorem("f", "", "False", "f"))));
    assert!(unknown(broken(world.opaque("f", "False", "f"))));
    assert!(unknown(broken(world.axiom("f", "", "f"))));
    assert!(unknown(broken(world.define("f", "", "Nat", "later"))));
    world.define("later", "", "Nat", "#1").unwrap();
    world.define("f", "", "Nat", "later").unwrap();
}

#[test]
fn names_are_unique_whatever_they_name() {
    let mut world = World::basic();
    let duplicate = |invalid: Invalid| matches!(invalid, Invalid::DuplicateName(_));
    for taken in ["Nat", "Nat.zero", "Nat.rec"] {
        assert!(duplicate(broken(world.define(taken, "", "Nat", "#1"))));
        assert!(duplicate(broken(world.axiom(taken, "", "Nat"))));
        assert!(duplicate(broken(world.inductive("", 0, &[(taken, "Type", &[])]))));
        assert!(duplicate(broken(world.inductive("", 0, &[("T", "Type", &[(taken, "T")])]))));
    }
    assert!(duplicate(broken(world.inductive("", 0, &[("T", "Type", &[("T", "T")])]))));
    assert!(duplicate(broken(world.inductive("", 0, &[("T", "Type", &[("T.a", "T"), ("T.a", "T")])]))));
    assert!(duplicate(broken(world.inductive("", 0, &[("T", "Type", &[("T.rec", "T")])]))));
    world.axiom("U.rec", "", "Nat").unwrap();
    assert!(duplicate(broken(world.inductive("", 0, &[("U", "Type", &[])]))));
    assert!(world.environment.get(world.store.find_name("U").unwrap()).is_none());
    let (name, of) = (NameId::ANONYMOUS, world.term("Nat"));
    let axiom = Constant { name, levels: Vec::new(), of, kind: Kind::Axiom };
    let outcome = world.environment.add(&mut world.store, Declaration::Constant(axiom));
    assert_eq!(broken(outcome), Invalid::Unnamed);
}

#[test]
fn functions_are_applied_to_arguments_of_their_domain() {
    let mut world = World::basic();
    world.define("two", "", "Nat", "(Nat.succ (Nat.succ Nat.zero))").unwrap();
    assert!(mismatch(&broken(world.define("a", "", "Nat", "(Nat.succ Bool.true)"))));
    assert!(matches!(broken(world.define("a", "", "Nat", "(Nat.zero two)")), Invalid::NotAFunction(_)));
    world.define("Fn", "", "Type", "(-> Nat Nat)").unwrap();
    world.define("apply", "", "(-> Fn Nat)", "(fun f Fn (f two))").unwrap();
    assert!(mismatch(&broken(world.define("b", "", "(-> Fn Nat)", "(fun f Fn (f f))"))));
}

#[test]
fn functions_have_the_domains_that_are_expected() {
    let mut world = World::basic();
    assert!(mismatch(&broken(world.theorem("a", "", "(-> True False)", "(fun x False x)"))));
    assert!(mismatch(&broken(world.define("a", "", "(-> Nat Nat Nat)", "(fun x Nat (fun y Bool x))"))));
    world.axiom("use", "", "(-> (-> Nat Nat) Nat)").unwrap();
    assert!(mismatch(&broken(world.define("a", "", "Nat", "(use (fun x Bool #1))"))));
    world.define("a", "", "Nat", "(use (fun x Nat #1))").unwrap();
}

#[test]
fn a_dependent_result_depends_on_the_argument() {
    let mut world = World::basic();
    let of = "(pi P (-> Nat Prop) (-> (pi n Nat (P n)) (P #3)))";
    world.theorem("a", "", of, "(fun P (-> Nat Prop) (fun h (pi n Nat (P n)) (h #3)))").unwrap();
    let wrong = "(fun P (-> Nat Prop) (fun h (pi n Nat (P n)) (h #4)))";
    assert!(mismatch(&broken(world.theorem("b", "", of, wrong))));
}

#[test]
fn domains_are_types() {
    let mut world = World::basic();
    let not_a_type = |invalid: Invalid| matches!(invalid, Invalid::NotAType(_));
    assert!(not_a_type(broken(world.axiom("a", "", "Nat.zero"))));
    assert!(not_a_type(broken(world.axiom("a", "", "(-> Nat.zero Nat)"))));
    assert!(not_a_type(broken(world.axiom("a", "", "(-> Nat Nat.zero)"))));
    assert!(not_a_type(broken(world.define("a", "", "(-> Nat Nat)", "(fun x Nat.zero x)"))));
    assert!(not_a_type(broken(world.define("a", "", "Nat", "(let x Nat.zero #1 x)"))));
}

#[test]
fn function_types_live_in_the_imax_of_universes() {
    let mut world = World::basic();
    world.define("a", "u v", "(sort imax(u,v)+1)", "(sort imax(u,v))").unwrap();
    let arrow = "(fun α (sort u) (fun β (sort v) (-> α β)))";
    world.define("b", "u v", "(-> (sort u) (sort v) (sort imax(u,v)))", arrow).unwrap();
    assert!(mismatch(&broken(world.define("c", "u v", "(-> (sort u) (sort v) (sort max(u,v)))", arrow))));
    world.axiom("p", "u", "(pi α (sort u) (Eq{u} α))").unwrap_err();
    world.define("d", "u", "(-> (sort u) Prop)", "(fun α (sort u) (-> α True))").unwrap();
    // A domain that is large makes a function type large, unless it is a proposition.
    for (domain, universe) in
        [("Nat", "u"), ("Nat", "imax(1,u)"), ("Type", "imax(2,u)"), ("(sort 4)", "imax(5,u)")]
    {
        let of = format!("(-> (sort u) (sort {universe}))");
        world
            .define(&format!("e{universe}"), "u", &of, &format!("(fun α (sort u) (-> {domain} α))"))
            .unwrap();
    }
    for domain in ["Type", "(sort 4)"] {
        let small =
            world.define("f", "u", "(-> (sort u) (sort u))", &format!("(fun α (sort u) (-> {domain} α))"));
        assert!(mismatch(&broken(small)), "{domain}");
    }
}

#[test]
fn a_let_has_the_type_of_its_body_with_the_value() {
    let mut world = World::basic();
    world.theorem("a", "", "(Eq{1} Nat #2 #2)", "(let x Nat #2 (Eq.refl{1} Nat x))").unwrap();
    world.theorem("b", "", "(let x Nat #2 (Eq{1} Nat x #2))", "(Eq.refl{1} Nat #2)").unwrap();
    assert!(mismatch(&broken(world.define("c", "", "Nat", "(let x Nat Bool.true #1)"))));
    assert!(mismatch(&broken(world.theorem(
        "d",
        "",
        "(Eq{1} Nat #2 #3)",
        "(let x Nat #2 (Eq.refl{1} Nat x))"
    ))));
}

#[test]
fn fields_are_projected_out_of_structures() {
    let mut world = World::basic();
    let arguments = "α (sort u+1) (fun β (sort v+1) (fun p (Prod{u,v} α β)";
    let of = |result: &str| format!("(pi α (sort u+1) (pi β (sort v+1) (-> (Prod{{u,v}} α β) {result})))");
    let value = |body: &str| format!("(fun {arguments} {body})))");
    world.define("first", "u v", &of("α"), &value("(proj Prod 0 p)")).unwrap();
    world.define("second", "u v", &of("β"), &value("(proj Prod 1 p)")).unwrap();
    assert!(mismatch(&broken(world.define("a", "u v", &of("β"), &value("(proj Prod 0 p)")))));
    let bad = |invalid: Invalid| matches!(invalid, Invalid::BadProjection(_));
    for beyond in [2, 3, u32::MAX] {
        let value = value(&format!("(proj Prod {beyond} p)"));
        assert!(bad(broken(world.define("a", "u v", &of("β"), &value))));
    }
    assert!(bad(broken(world.define("a", "u v", &of("α"), &value("(proj And 0 p)")))));
    assert!(bad(broken(world.define("a", "", "(-> Nat Nat)", "(fun n Nat (proj Nat 0 n))"))));
    assert!(bad(broken(world.define("a", "", "(-> False Nat)", "(fun n False (proj False 0 n))"))));
    assert!(bad(broken(world.define(
        "a",
        "",
        "(-> (-> Nat Nat) Nat)",
        "(fun f (-> Nat Nat) (proj Nat 0 f))"
    ))));
    let loose = broken(world.define("a", "", "Nat", "(proj Prod 0 (Nat.succ Bool.true))"));
    assert!(mismatch(&loose));
}

#[test]
fn indexed_types_have_no_projections() {
    let mut world = World::basic();
    let of = "(pi α (sort 1) (pi a α (pi b α (-> (Eq{1} α a b) α))))";
    let value = "(fun α (sort 1) (fun a α (fun b α (fun h (Eq{1} α a b) (proj Eq 0 h)))))";
    assert!(matches!(broken(world.define("x", "", of, value)), Invalid::BadProjection(_)));
}

/// `P` holds a proof, data `n`, and a proof about it: nothing that comes after `n` comes out of the proof.
fn with_proof_of_data(world: &mut World) {
    let make = "(-> True (pi n Nat (-> True (Eq{1} Nat n n) P)))";
    world.inductive("", 0, &[("P", "Prop", &[("P.mk", make)])]).unwrap();
}

#[test]
fn data_is_not_projected_out_of_proofs() {
    let mut world = World::basic();
    with_proof_of_data(&mut world);
    let out = |invalid: Invalid| matches!(invalid, Invalid::ProjectionOfProof(_));
    world.theorem("a", "", "(-> P True)", "(fun p P (proj P 0 p))").unwrap();
    assert!(out(broken(world.define("b", "", "(-> P Nat)", "(fun p P (proj P 1 p))"))));
    assert!(out(broken(world.theorem("b", "", "(-> P True)", "(fun p P (proj P 2 p))"))));
    let of = "(pi p P (Eq{1} Nat (proj P 1 p) (proj P 1 p)))";
    assert!(out(broken(world.theorem("b", "", of, "(fun p P (proj P 3 p))"))));
    let (of, value) = ("(pi a Prop (pi b Prop (-> (And a b) a)))", "(fun h (And a b) (proj And 0 h))");
    world.theorem("left", "", of, &format!("(fun a Prop (fun b Prop {value}))")).unwrap();
}

#[test]
fn data_of_a_proof_on_which_nothing_depends_is_passed_over() {
    let mut world = World::basic();
    world.inductive("", 0, &[("P", "Prop", &[("P.mk", "(-> Nat True P)")])]).unwrap();
    world.theorem("a", "", "(-> P True)", "(fun p P (proj P 1 p))").unwrap();
    let data = broken(world.define("b", "", "(-> P Nat)", "(fun p P (proj P 0 p))"));
    assert!(matches!(data, Invalid::ProjectionOfProof(_)));
    // A parameter is no field.
    let make = "(pi n Nat (-> Nat (Eq{1} Nat n n) (Q n)))";
    world.inductive("", 1, &[("Q", "(-> Nat Prop)", &[("Q.mk", make)])]).unwrap();
    world.theorem("b", "", "(-> (Q #1) (Eq{1} Nat #1 #1))", "(fun p (Q #1) (proj Q 1 p))").unwrap();
}

#[test]
fn a_proposition_is_recognized_however_its_universe_is_written() {
    let mut world = World::basic();
    let out = |invalid: Invalid| matches!(invalid, Invalid::ProjectionOfProof(_));
    for (name, universe) in [("Q", "(sort imax(1,0))"), ("R", "(sort max(0,imax(5,0)))")] {
        let make = format!("(-> Nat {name})");
        let constructor = format!("{name}.mk");
        world.inductive("", 0, &[(name, universe, &[(&constructor, &make)])]).unwrap();
        let of = format!("(-> {name} Nat)");
        let value = format!("(fun p {name} (proj {name} 0 p))");
        assert!(out(broken(world.define("a", "", &of, &value))));
    }
}

#[test]
fn a_theorem_proves_a_proposition() {
    let mut world = World::basic();
    world.theorem("a", "", "True", "True.intro").unwrap();
    assert!(matches!(broken(world.theorem("b", "", "Nat", "#1")), Invalid::NotAProposition(_)));
    assert!(matches!(broken(world.theorem("b", "u", "(sort u)", "True")), Invalid::NotAProposition(_)));
    assert!(mismatch(&broken(world.theorem("b", "", "False", "True.intro"))));
}

/// What the kernel derives cannot be declared as it stands.
#[test]
fn only_constants_that_stand_alone_are_declared_alone() {
    let mut world = World::basic();
    for known in ["Nat", "Nat.succ", "Nat.rec"] {
        let known = world.store.find_name(known).unwrap();
        let mut constant = world.environment.get(known).unwrap().clone();
        constant.name = world.store.name("a");
        let outcome = world.environment.add(&mut world.store, Declaration::Constant(constant));
        assert!(matches!(broken(outcome), Invalid::Record(RecordRule::Kind, _)));
    }
}

#[test]
fn a_refused_declaration_leaves_no_trace() {
    let mut world = World::basic();
    let before = world.environment.constants().len();
    broken(world.theorem("a", "", "False", "True.intro"));
    broken(world.inductive("", 0, &[("T", "Type", &[("T.mk", "(-> (-> T Nat) T)")])]));
    assert_eq!(world.environment.constants().len(), before);
    world.inductive("", 0, &[("T", "Type", &[("T.mk", "(-> (-> Nat T) T)")])]).unwrap();
    world.theorem("a", "", "True", "True.intro").unwrap();
}

/// An id means something only in its store: with another one, an axiom could become a proof of anything.
#[test]
fn an_environment_is_used_with_its_own_store() {
    let mut world = World::basic();
    let mut other = World::new();
    std::mem::swap(&mut world.store, &mut other.store);
    let outcome = world.theorem("a", "", "True", "True.intro");
    assert_eq!(outcome.map_err(|rejection| rejection.problem), Err(Problem::OtherStore));
    let world = World { store: other.store, environment: world.environment };
    let mut one = World { store: world.store.clone(), environment: world.environment.clone() };
    let mut two = World { store: world.store.clone(), environment: world.environment.clone() };
    one.axiom("p", "", "(-> Nat Nat)").unwrap();
    two.axiom("q", "", "False").unwrap();
    std::mem::swap(&mut one.store, &mut two.store);
    let outcome = one.axiom("r", "", "Nat");
    assert_eq!(outcome.map_err(|rejection| rejection.problem), Err(Problem::OtherStore));
    std::mem::swap(&mut one.store, &mut two.store);
    one.axiom("r", "", "Nat").unwrap();
    two.axiom("r", "", "Nat").unwrap();
}

#[test]
fn terms_over_variables_are_judged_with_the_types_given() {
    let mut world = World::basic();
    let (number, truth, successor) = (world.term("Nat"), world.term("Bool"), world.term("Nat.succ"));
    let [x, y, z] = [0; 3].map(|_| world.store.fresh_free());
    let [good, bad, unknown] = [x, y, z].map(|variable| {
        let variable = world.store.free(variable);
        world.store.apply(successor, &[variable])
    });
    let mut checker = Checker::new(&mut world.store, &world.environment);
    checker.declare_free(x, number);
    checker.declare_free(y, truth);
    assert_eq!(checker.infer(good), Ok(number));
    assert!(matches!(checker.infer(bad), Err(Problem::Invalid(Invalid::TypeMismatch { .. }))));
    assert_eq!(checker.infer(unknown), Err(Problem::Invalid(Invalid::FreeVariable)));
    assert_eq!(checker.check(good, number), Ok(()));
    assert!(checker.check(good, truth).is_err());
    assert_eq!(checker.type_of(good), Ok(number));
    assert_eq!(checker.convert(good, number), Ok(false));
    assert_eq!(checker.convert(good, good), Ok(true));
}

/// What was accepted while a universe parameter was declared is checked again when it no longer is.
#[test]
fn universe_parameters_that_are_no_longer_declared_are_refused() {
    let mut world = World::basic();
    let term = world.term("(fun α (sort u) α)");
    let name = world.store.name("u");
    let mut checker = Checker::new(&mut world.store, &world.environment);
    checker.declare_parameters(&[name]);
    assert!(checker.infer(term).is_ok());
    checker.declare_parameters(&[]);
    assert_eq!(checker.infer(term), Err(Problem::Invalid(Invalid::UndeclaredLevel(name))));
}

/// The same where terms are checked against types, whose own types are never asked for.
#[test]
fn functions_over_universes_that_are_no_longer_declared_are_refused() {
    let mut world = World::basic();
    let (term, of) = (world.term("(fun α (sort u) α)"), world.term("(-> (sort u) (sort u))"));
    let name = world.store.name("u");
    let mut checker = Checker::new(&mut world.store, &world.environment);
    checker.declare_parameters(&[name]);
    assert_eq!(checker.check(term, of), Ok(()));
    checker.declare_parameters(&[]);
    assert_eq!(checker.check(term, of), Err(Problem::Invalid(Invalid::UndeclaredLevel(name))));
}

/// `fun y => f y` under another `f` is a term of its own, made while a declaration is judged. What is made for the next declaration
/// has the same ids, and must not be believed because that had a type.
#[test]
fn what_is_known_of_a_term_is_forgotten_with_it() {
    let mut world = World::basic();
    world.axiom("use", "", "(-> (-> Nat Nat) Nat)").unwrap();
    world.axiom("both", "", "(pi β Type (-> (-> (-> Nat Nat) Nat) β Nat))").unwrap();
    let mut define = |name: &str, domain: &str| {
        let part = |of: &str| format!("(fun f {of} (use (fun y Nat (f y))))");
        let value = format!("(both (-> {domain} Nat) {} {})", part("(-> Nat Nat)"), part(domain));
        world.define(name, "", "Nat", &value)
    };
    for round in ["a", "b"] {
        define(round, "(-> Nat Nat)").unwrap();
        assert!(mismatch(&broken(define("wrong", "(-> Bool Nat)"))));
    }
}

/// A type that is remembered for a term must not depend on where the term was first met.
#[test]
fn the_type_of_a_term_mentions_no_variable_of_another_place() {
    let mut world = World::basic();
    let (number, lambda) = (world.term("Nat"), world.term("(fun y Nat y)"));
    let family = world.term("(fun t Nat (-> Nat Nat))");
    let function = world.term("(-> Nat Nat)");
    let variable = world.store.fresh_free();
    let of = world.store.free(variable);
    let of = world.store.apply(family, &[of]);
    let mut checker = Checker::new(&mut world.store, &world.environment);
    checker.declare_free(variable, number);
    assert_eq!(checker.check(lambda, of), Ok(()));
    let found = checker.infer(lambda).unwrap();
    assert!(checker.store.same(found, function));
}

/// The type of a term that is only said to have one is no evidence that it has one.
#[test]
fn what_was_trusted_is_still_to_be_checked() {
    let mut world = World::basic();
    let (number, wrong) = (world.term("Nat"), world.term("(Nat.succ (Nat.succ Bool.true))"));
    let mut checker = Checker::new(&mut world.store, &world.environment);
    assert_eq!(checker.type_of(wrong), Ok(number));
    assert!(matches!(checker.infer(wrong), Err(Problem::Invalid(Invalid::TypeMismatch { .. }))));
    assert!(matches!(checker.check(wrong, number), Err(Problem::Invalid(Invalid::TypeMismatch { .. }))));
}

#[test]
fn no_question_about_a_loose_variable_is_answered() {
    let mut world = World::basic();
    let number = world.term("Nat");
    let terms = ["^0", "(Nat.succ ^0)", "((fun x Nat Nat) ^0)"].map(|text| world.term(text));
    let [closed, open] = ["(-> Nat Nat)", "(-> Bool ^0)"].map(|text| world.term(text));
    let mut checker = Checker::new(&mut world.store, &world.environment);
    for term in terms {
        let refused = Problem::Invalid(Invalid::LooseVariable);
        assert_eq!(checker.infer(term), Err(refused.clone()));
        assert_eq!(checker.type_of(term), Err(refused.clone()));
        assert_eq!(checker.whnf(term), Err(refused.clone()));
        assert_eq!(checker.check(term, number), Err(refused.clone()));
        assert_eq!(checker.convert(term, number), Err(refused.clone()));
        assert_eq!(checker.convert(number, term), Err(refused.clone()));
        assert_eq!(checker.convert(term, term), Err(refused));
    }
    // Not even if a part without one decides.
    for (a, b) in [(closed, open), (open, closed)] {
        assert_eq!(checker.convert(a, b), Err(Problem::Invalid(Invalid::LooseVariable)));
    }
}

#[test]
fn levels_are_compared_as_numbers() {
    let mut world = World::basic();
    world.axiom("T", "", "(pi u (sort 1) (sort 1))").unwrap();
    let same = [
        ("max(u,v)", "max(v,u)"),
        ("max(u,max(v,u))", "max(u,v)"),
        ("imax(u,0)", "0"),
        ("imax(u,v+1)", "max(u,v+1)"),
        ("imax(imax(u,v),v)", "imax(u,v)"),
        ("imax(0,u)", "u"),
        ("max(u+1,u)", "u+1"),
        ("max(imax(u,v),v)", "imax(u,v)"),
    ];
    let different = [
        ("imax(u,v)", "max(u,v)"),
        ("u", "v"),
        ("imax(u,v)+1", "imax(u,v)"),
        ("max(u,1)", "u"),
        ("imax(u+1,v)", "imax(u,v)"),
    ];
    for (number, (a, b)) in same.iter().chain(&different).enumerate() {
        let name = format!("level{number}");
        let outcome = world.define(&name, "u v", &format!("(sort {a}+1)"), &format!("(sort {b})"));
        assert_eq!(outcome.is_ok(), number < same.len(), "{a} {b}");
    }
    let level = world.store.level(Level::Zero);
    assert_eq!(level, kernel::LevelId::ZERO);
}

/// Types are compared argument by argument only if their heads are the same.
#[test]
fn a_value_is_of_its_own_family_only() {
    let mut world = World::basic();
    for name in ["Box", "Crate"] {
        let constructor = format!("{name}.mk");
        let make = format!("(pi α (sort u+1) (-> α ({name}{{u}} α)))");
        world.inductive("u", 1, &[(name, "(-> (sort u+1) (sort u+1))", &[(&constructor, &make)])]).unwrap();
    }
    world.axiom("box", "u", "(pi α (sort u+1) (Box{u} α))").unwrap();
    world.define("right", "", "(Box{0} Nat)", "(box{0} Nat)").unwrap();
    for (of, value) in [
        ("(Crate{0} Nat)", "(box{0} Nat)"),
        ("(Box{0} Bool)", "(box{0} Nat)"),
        ("(Box{1} Type)", "(box{0} Nat)"),
        ("(Prod{0,0} Nat Nat)", "(box{0} Nat)"),
    ] {
        assert!(mismatch(&broken(world.define("wrong", "", of, value))), "{value} : {of}");
    }
}

/// In `P n m` and under the binder of `(x : Nat) → P x n` the same term stands, and means something else.
#[test]
fn a_variable_is_that_of_its_own_binder() {
    let mut world = World::basic();
    world.axiom("P", "", "(-> Nat Nat Type)").unwrap();
    world.axiom("some", "", "(pi α Type (-> Nat α))").unwrap();
    world.axiom("take", "", "(pi α Type (-> α Nat))").unwrap();
    let with = |of: &str| format!("(fun m Nat (fun n Nat (take {of} (some (P n m)))))");
    world.define("right", "", "(-> Nat Nat Nat)", &with("(pi x Nat (P n m))")).unwrap();
    assert!(mismatch(&broken(world.define("wrong", "", "(-> Nat Nat Nat)", &with("(pi x Nat (P x n))")))));
    // The same the other way around.
    world.axiom("use", "", "(pi α Type (-> (-> Nat α) Nat))").unwrap();
    for (given, is_right) in
        [("(-> Nat (P n m))", true), ("(pi x Nat (P x n))", false), ("(pi x Nat (P n x))", false)]
    {
        let of = format!("(pi m Nat (pi n Nat (-> {given} Nat)))");
        let value = format!("(fun m Nat (fun n Nat (fun h {given} (use (P n m) h))))");
        let outcome = world.define(&format!("use {given}"), "", &of, &value);
        assert!(if is_right { outcome.is_ok() } else { mismatch(&broken(outcome)) }, "{given}");
    }
}

#[test]
fn variables_are_not_exchanged() {
    let mut world = World::basic();
    world.axiom("P", "", "(-> Nat Nat Prop)").unwrap();
    let statement = |body: &str| format!("(pi x Nat (pi y Nat {body}))");
    world.axiom("p", "", &statement("(P x y)")).unwrap();
    world.theorem("right", "", &statement("(P x y)"), "p").unwrap();
    for body in ["(P y x)", "(P x x)", "(P y y)"] {
        assert!(mismatch(&broken(world.theorem("wrong", "", &statement(body), "p"))), "{body}");
    }
}

#[test]
fn a_type_is_not_that_of_functions_on_itself() {
    let mut world = World::basic();
    let (once, twice) = ("(-> Nat Nat)", "(-> (-> Nat Nat) Nat Nat)");
    world.axiom("f", "", once).unwrap();
    world.axiom("g", "", twice).unwrap();
    world.define("f'", "", once, "f").unwrap();
    world.define("g'", "", twice, "g").unwrap();
    assert!(mismatch(&broken(world.define("wrong", "", twice, "f"))));
    assert!(mismatch(&broken(world.define("wrong", "", once, "g"))));
}

/// A level whose parts are shared so often that it could not be written out.
#[test]
fn parameters_are_looked_for_once_in_what_levels_share() {
    let mut world = World::basic();
    let names = world.names("u v");
    let [u, v] = [names[0], names[1]].map(|name| world.store.level_parameter(name));
    let level = (0..100).fold(u, |level, _| {
        let guarded = [u, v].map(|guard| world.store.level(Level::IMax(level, guard)));
        world.store.level(Level::Max(guarded[0], guarded[1]))
    });
    let universe = world.store.sort(level);
    let mut checker = Checker::new(&mut world.store, &world.environment);
    checker.declare_parameters(&names);
    assert!(checker.infer(universe).is_ok());
    checker.declare_parameters(&names[..1]);
    // The search ends at the first, and what it had not come to has not been looked at.
    for _ in 0..3 {
        assert_eq!(checker.infer(universe), Err(Problem::Invalid(Invalid::UndeclaredLevel(names[1]))));
    }
}

/// A type that is remembered may mention no variable that its term does not: elsewhere that variable stands for another binder.
/// Here `fun z => x` would become `fun z => z`, for a type that a function was checked against beside another `x`.
#[test]
fn a_type_that_is_remembered_belongs_to_its_term() {
    let same = "(pi x Bool (Eq{1} (-> Bool Bool) (fun z Bool x) (fun z Bool z)))";
    let wrong = "(fun x Bool (Eq.refl{1} (-> Bool Bool) (fun z Bool x)))";
    let by_let = ("(let w Bool Bool.false (h x G))", "((let w Bool Bool.false G) Bool.false)");
    let by_lambda = ("((fun w Bool (h x G)) Bool.false)", "((fun w Bool (G Bool.true)) Bool.false)");
    let mut proofs = vec![wrong.to_owned()];
    for (first, second) in [by_let, by_lambda] {
        let [first, second] = [first, second].map(|it| it.replace('G', "(fun u Bool (mk w Bool.true))"));
        proofs.push(format!("(k (fun x Bool (t {first} {second})) (fun x Bool x) (r {second}) {wrong})"));
    }
    let body = "(let b Bool Bool.true (s (let w Bool Bool.false (h x (fun u Bool (mk w b))))))";
    let third = "(let w Bool Bool.false (r ((fun u Bool (mk w Bool.true)) Bool.false)))";
    proofs.push(format!("(k (fun x (F0 Bool.false) {body}) (fun x Bool {body}) {third} {wrong})"));
    for proof in proofs {
        let mut world = World::basic();
        let last = "(fun a Bool (fun b Bool b))";
        world.define("F", "", "(-> (-> Bool Bool) Type)", "(fun t (-> Bool Bool) Bool)").unwrap();
        world.define("F0", "", "(-> Bool Type)", "(fun a Bool Bool)").unwrap();
        world.define("mk", "", "(-> Bool Bool Bool)", last).unwrap();
        world.define("t", "", "(-> Bool Bool Bool)", last).unwrap();
        world.define("s", "", "(-> Bool Bool)", "(fun a Bool a)").unwrap();
        let family = "(pi z Bool (F (fun z Bool a)))";
        let of = format!("(pi a Bool (-> {family} Bool))");
        world.define("h", "", &of, &format!("(fun a Bool (fun f {family} a))")).unwrap();
        let identity = "(F (fun z Bool z))";
        world.define("r", "", &format!("(-> {identity} Bool)"), &format!("(fun x {identity} x)")).unwrap();
        let of = format!("(-> (-> Bool Bool) (-> Bool Bool) Bool {same} {same})");
        let value = format!("(fun f (-> Bool Bool) (fun g (-> Bool Bool) (fun b Bool (fun p {same} p))))");
        world.define("k", "", &of, &value).unwrap();
        let refused = world.theorem("bad", "", same, &proof);
        assert!(matches!(broken(refused), Invalid::TypeMismatch { .. }), "{proof}");
    }
}

/// The last of some variables is used far inside the body; the same body under a variable of another type is of another type.
#[test]
fn what_is_remembered_depends_on_every_variable_that_occurs() {
    for between in 0..20 {
        for inside in 0..20 {
            let mut world = World::basic();
            let function = |name: &str, count: usize, of: &str, body: &str| {
                (0..count)
                    .fold(body.to_string(), |body, at| format!("({name} {}{at} {of} {body})", &name[..1]))
            };
            let of = |of: &str| format!("(pi x {of} {})", function("pi", between, "Nat", "Nat"));
            world.axiom("use", "", &format!("(-> {} (-> {} Nat))", of("Nat"), of("Bool"))).unwrap();
            let body = function("fun", inside, "Nat", "x");
            let body = (0..inside).fold(body, |body, _| format!("({body} #0)"));
            let body = function("fun", between, "Nat", &body);
            let [right, wrong] = ["Nat", "Bool"].map(|of| format!("(fun x {of} {body})"));
            let constant = format!("(fun x Bool {})", function("fun", between, "Nat", "#0"));
            world.define("right", "", "Nat", &format!("(use {right} {constant})")).unwrap();
            let outcome = world.define("wrong", "", "Nat", &format!("(use {right} {wrong})"));
            assert!(matches!(broken(outcome), Invalid::TypeMismatch { .. }), "{between} {inside}");
        }
    }
}
