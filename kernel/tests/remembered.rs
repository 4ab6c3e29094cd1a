//! What is remembered of parts: fields of structures, what follows a `let`, pieces of long spines and of long function types.
//! Given by: terms asked for again with other parts, in another order, first trusted and then checked, under other parameters.
//! Gives: a verdict on what `check::infer` remembers.
//! Holds: every wrong term is refused by a checker that was asked for its type, or for that of a right neighbour, before.
#![cfg(test)]

use crate::support::World;
use kernel::{Checker, Environment, Invalid, Limits, Problem, Store, Term, TermId, on_large_stack};

/// More than one piece, and the ends of pieces.
const WIDE: usize = 132;

fn world() -> World {
    let mut world = World::basic();
    world.axiom("P", "", "(-> Nat Type)").unwrap();
    world.axiom("p", "", "(pi n Nat (P n))").unwrap();
    world.axiom("one", "", "(-> (P #1) Nat)").unwrap();
    let fields = "(pi n Nat (pi a (P n) (-> (Eq{1} (P n) a a) S)))";
    world.inductive("", 0, &[("S", "Type", &[("S.mk", fields)])]).unwrap();
    world.axiom("make", "", "(-> Nat S)").unwrap();
    world.axiom("any", "u", "S").unwrap();
    world
}

fn mismatch(outcome: Result<TermId, Problem>) -> bool {
    matches!(outcome, Err(Problem::Invalid(Invalid::TypeMismatch { .. })))
}

fn checker(world: &mut World) -> Checker<'_> {
    Checker::new(&mut world.store, &world.environment)
}

/// The type is found on trust, and that makes nothing of it checked: neither the term nor any of its parts in another.
#[test]
fn what_was_only_trusted_is_checked_yet() {
    let mut world = world();
    let bad = ["(make Bool.true)", "(let x Bool #1 (make #1))", "((fun x Nat (make x)) Bool.true)"];
    for (bad, index) in bad.into_iter().flat_map(|bad| [0, 1, 2].map(|index| (bad, index))) {
        let asked = [
            format!("(proj S {index} {bad})"),
            format!("(let y S {bad} (proj S {index} y))"),
            format!("(let y Nat #1 (let z S {bad} (proj S {index} z)))"),
            format!("(fun y Nat (proj S {index} {bad}))"),
        ];
        let terms = asked.map(|text| world.term(&text));
        let mut checker = checker(&mut world);
        for term in terms {
            assert!(checker.type_of(term).is_ok());
        }
        for term in terms {
            assert!(mismatch(checker.infer(term)), "{bad} {index}");
        }
    }
}

/// Fields that were found while any universe parameter was allowed.
#[test]
fn fields_do_not_hide_an_undeclared_parameter() {
    let mut world = world();
    let terms = ["(proj S 0 any{v})", "(proj S 1 any{v})", "(proj S 2 any{v})"].map(|text| world.term(text));
    let parameter = world.store.name("v");
    let mut checker = checker(&mut world);
    for term in terms {
        assert!(checker.type_of(term).is_ok() && checker.infer(term).is_ok());
    }
    for (declared, is_declared) in [(vec![], false), (vec![parameter], true), (vec![], false)] {
        checker.declare_parameters(&declared);
        for term in terms {
            let is_refused =
                checker.infer(term) == Err(Problem::Invalid(Invalid::UndeclaredLevel(parameter)));
            assert_eq!(is_refused, !is_declared);
        }
    }
}

/// No data out of a proof, nor what depends on data, in whatever order and however often the fields are asked for.
#[test]
fn fields_of_a_proof_are_judged_in_any_order() {
    let cases: [(&str, &[bool]); 4] = [
        ("(pi n Nat (-> (Eq{1} Nat n n) E))", &[false, false]),
        ("(-> True Nat True E)", &[true, false, true]),
        ("(pi t True (pi n Nat (pi h (Eq{1} Nat n n) (-> True E))))", &[true, false, false, false]),
        ("(pi t True (pi n Nat (pi h (Eq{0} True t t) (-> True E))))", &[true, false, true, true]),
    ];
    for (fields, expected) in cases {
        let mut world = World::basic();
        world.inductive("", 0, &[("E", "Prop", &[("E.mk", fields)])]).unwrap();
        world.axiom("e", "", "E").unwrap();
        let asked = |index| [format!("(proj E {index} e)"), format!("(fun x E (proj E {index} x))")];
        let terms: Vec<_> =
            (0..expected.len()).map(|index| asked(index).map(|text| world.term(&text))).collect();
        let count = expected.len();
        for order in 0..count.pow(4) {
            let mut checker = checker(&mut world);
            for turn in 0..4 {
                let index = order / count.pow(turn) % count;
                for &term in &terms[index] {
                    let trusted = checker.type_of(term);
                    let found = if order % 2 == 0 { checker.infer(term) } else { trusted };
                    let is_refused = matches!(found, Err(Problem::Invalid(Invalid::ProjectionOfProof(_))));
                    assert_eq!((found.is_ok(), is_refused), (expected[index], !expected[index]), "{fields}");
                }
            }
        }
    }
}

/// Chains that differ in one value, or in one type: the rest was found before, and the wrong one is still met.
#[test]
fn what_follows_a_let_is_right_for_these_values_only() {
    let mut world = world();
    let chain = |wrong: usize, first: &str| {
        let values = (0..5).map(|place| match (place, place == wrong) {
            (0, false) => format!("(let v0 Nat {first} "),
            (_, false) => format!("(let v{place} Nat v{} ", place - 1),
            (0, true) => "(let v0 Nat Bool.true ".to_owned(),
            (_, true) => format!("(let v{place} Bool v{} ", place - 1),
        });
        format!("{}(one (p v4)){}", values.collect::<String>(), ")".repeat(5))
    };
    let [right, other] = ["#1", "#2"].map(|first| world.term(&chain(9, first)));
    let wrong: Vec<TermId> = (0..5).map(|place| world.term(&chain(place, "#1"))).collect();
    for &term in &wrong {
        let mut checker = checker(&mut world);
        for asked in [right, other, term] {
            assert!(checker.type_of(asked).is_ok());
        }
        assert!(mismatch(checker.infer(other)));
        assert!(checker.infer(right).is_ok());
        assert!(mismatch(checker.infer(term)));
        assert!(mismatch(checker.infer(other)));
    }
}

/// The same inner chain below a right and a wrong value, and the wrong one inside, found on trust before.
#[test]
fn a_right_rest_does_not_excuse_a_wrong_value() {
    let mut world = world();
    let rest = "(let y Nat #2 (let z Nat y (fun w Nat (Nat.succ w))))";
    let bad = "(let y Nat #2 (let z Bool y (fun w Nat (Nat.succ w))))";
    let [right, wrong, inside, alone] = [
        format!("(let x Nat #1 {rest})"),
        format!("(let x Bool #1 {rest})"),
        format!("(let x Nat #1 {bad})"),
        bad.to_owned(),
    ]
    .map(|text| world.term(&text));
    for trusted in [alone, inside, wrong] {
        let mut checker = checker(&mut world);
        for asked in [trusted, right] {
            assert!(checker.type_of(asked).is_ok());
        }
        assert!(checker.infer(right).is_ok());
        for asked in [wrong, inside, alone] {
            assert!(mismatch(checker.infer(asked)));
        }
    }
}

/// One wrong argument at each place of a long spine, one wrong domain at each place of a long function type.
#[test]
fn every_part_of_something_long_is_checked() {
    let mut world = world();
    world.axiom("wide", "", &format!("(-> {}Nat)", "Nat ".repeat(WIDE))).unwrap();
    let long = |wrong: usize, right: &str, bad: &str| -> String {
        (0..WIDE).map(|place| format!("{} ", if place == wrong { bad } else { right })).collect()
    };
    let right = [format!("(wide {})", long(WIDE, "#1", "")), format!("(-> {}Nat)", long(WIDE, "(P #1)", ""))];
    let right = right.map(|text| world.term(&text));
    for wrong in 0..WIDE {
        let texts = [
            format!("(wide {})", long(wrong, "#1", "Bool.true")),
            format!("(-> {}Nat)", long(wrong, "(P #1)", "(P Bool.true)")),
        ];
        for text in texts {
            let inside = world.term(&format!("(fun x Nat (let y Nat x {text}))"));
            let term = world.term(&text);
            let mut checker = checker(&mut world);
            assert!(right.iter().all(|&term| checker.infer(term).is_ok()));
            assert!(checker.type_of(term).is_ok() && checker.type_of(inside).is_ok());
            assert!(mismatch(checker.infer(term)) && mismatch(checker.infer(inside)), "{wrong}");
        }
    }
}

/// The universe of a long function type is at least that of each domain, if it is not a proposition; and declared.
#[test]
fn every_domain_of_a_long_function_type_counts_in_its_universe() {
    let mut world = world();
    let parameter = world.store.name("v");
    for (place, result) in (0..WIDE).flat_map(|place| ["Nat", "True"].map(|result| (place, result))) {
        let domains = |special: &str| -> String {
            (0..WIDE).map(|other| format!("{} ", if other == place { special } else { "Nat" })).collect()
        };
        let large = world.term(&format!("(-> {}{result})", domains("Type")));
        let general = world.term(&format!("(-> {}{result})", domains("(sort v)")));
        let expected = world.term(if result == "Nat" { "(sort 2)" } else { "Prop" });
        let mut checker = checker(&mut world);
        assert_eq!(checker.infer(large), Ok(expected), "{place}");
        assert!(checker.infer(general).is_ok());
        checker.declare_parameters(&[]);
        assert_eq!(checker.infer(large), Ok(expected), "{place}");
        assert_eq!(checker.infer(general), Err(Problem::Invalid(Invalid::UndeclaredLevel(parameter))));
    }
}

/// A later domain mentions an earlier variable across pieces; the same rest follows different first domains.
#[test]
fn pieces_of_a_function_type_keep_their_variables() {
    let mut world = world();
    for between in [1, 15, 16, 17, 61, 62, 63, 64, 65, 126, 127, 128, 129] {
        let rest = format!("{}(P x){}", "(pi w Nat ".repeat(between), ")".repeat(between));
        let asked = [("Nat", true), ("Bool", false), ("Nat", true), ("True", false)];
        let terms = asked.map(|(of, is_right)| (world.term(&format!("(pi x {of} {rest})")), is_right));
        let mut checker = checker(&mut world);
        for (term, is_right) in terms.into_iter().chain(terms) {
            assert!(checker.type_of(term).is_ok());
            assert_eq!(mismatch(checker.infer(term)), !is_right, "{between}");
        }
    }
}

/// A hundred thousand arguments, domains and values, judged to the end.
#[test]
fn what_is_very_long_is_judged_within_the_large_limits() {
    fn judged(store: &mut Store, environment: &Environment, term: TermId) -> bool {
        let mut checker = Checker::new(store, environment);
        checker.infer(term).is_ok() && checker.type_of(term).is_ok()
    }
    let found = on_large_stack(|| {
        let mut world = world();
        world.environment.limits = Limits::LARGE;
        let [number, zero, truth] = ["Nat", "Nat.zero", "Bool.true"].map(|text| world.term(text));
        let (store, environment) = (&mut world.store, &world.environment);
        let of = (0..100_000).fold(number, |body, _| store.arrow(number, body));
        let variable = store.fresh_free();
        let last = store.free(variable);
        let mut spines = [zero, truth].map(|first| {
            let head = store.apply(last, &[first]);
            (1..100_000).fold(head, |head, _| store.apply(head, &[zero]))
        });
        spines.reverse();
        let binder = kernel::NameId::ANONYMOUS;
        let mut lets = store.bound(0);
        for _ in 0..100_000 {
            let value = store.bound(0);
            lets = store.term(Term::Let { name: binder, of: number, value, body: lets });
        }
        let lets = store.instantiate(lets, &[zero]);
        let kinds = [of, lets].map(|term| judged(store, environment, term));
        let mut checker = Checker::new(store, environment);
        checker.declare_free(variable, of);
        let spines = spines.map(|spine| (checker.type_of(spine).is_ok(), checker.infer(spine)));
        (kinds, spines.map(|(trusted, checked)| (trusted, checked.is_ok(), mismatch(checked))))
    });
    assert_eq!(found, Some(([true; 2], [(true, false, true), (true, true, false)])));
}

/// A structure each field of which is of a type that mentions the one before.
#[test]
fn a_structure_of_a_thousand_fields_is_projected() {
    const FIELDS: usize = 1_000;
    let found = on_large_stack(|| {
        let mut world = World::basic();
        world.environment.limits = Limits::LARGE;
        world.axiom("Q", "", "(-> Nat Type)").unwrap();
        let fields: String = (1..FIELDS).map(|place| format!("(pi f{place} (Q f0) ")).collect();
        let fields = format!("(pi f0 Nat {fields}S){}", ")".repeat(FIELDS - 1));
        world.inductive("", 0, &[("S", "Type", &[("S.mk", &fields)])]).unwrap();
        for name in ["s", "t"] {
            world.axiom(name, "", "S").unwrap();
        }
        let expected = ["(Q (proj S 0 s))", "(Q (proj S 0 t))"].map(|text| world.term(text));
        world.environment.limits = Limits::SMALL;
        let mut wrong = 0;
        for order in [1, 7, 999] {
            let indices = (0..FIELDS).map(|step| step * order % FIELDS);
            let terms: Vec<_> = indices
                .map(|index| (index, ["s", "t"].map(|name| world.term(&format!("(proj S {index} {name})")))))
                .collect();
            let beyond = ["s", "t"].map(|name| world.term(&format!("(proj S {FIELDS} {name})")));
            let mut checker = checker(&mut world);
            for (index, terms) in terms {
                let found = terms.map(|term| checker.infer(term));
                wrong += usize::from(index > 0 && found != expected.map(Ok));
            }
            wrong += beyond.into_iter().filter(|&term| checker.infer(term).is_ok()).count();
        }
        wrong
    });
    assert_eq!(found, Some(0));
}
