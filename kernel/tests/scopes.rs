//! One term under many binders: what is known of it holds where the variables that occur in it are the same, and nowhere else.
//! Given by: bodies that come back, with variables up to some ten thousand binders away.
//! Gives: a verdict on `check::closure`, and on what is remembered by scopes.
//! Holds: each body is interned once; every question is also asked of a checker that was asked nothing before.
#![cfg(test)]

use crate::support::World;
use kernel::{Binder, BinderKind, Checker, Invalid, NameId, Problem, TermId};

/// Numbers of binders between: on both sides of those from which on another way out is taken.
const BETWEEN: [usize; 16] = [0, 1, 2, 14, 15, 16, 17, 18, 29, 30, 31, 32, 33, 34, 48, 70];

/// `P n`, an element of it, and functions that want certain types.
fn world() -> World {
    let mut world = World::basic();
    world.axiom("P", "", "(-> Nat Type)").unwrap();
    world.axiom("p", "", "(pi n Nat (P n))").unwrap();
    world.axiom("one", "", "(-> (P #1) Nat)").unwrap();
    world.axiom("mixed", "", "(-> Nat Bool Nat)").unwrap();
    world
}

/// So many binders that nobody mentions, around a body.
fn under(count: usize, body: &str) -> String {
    format!("{}{body}{}", "(fun w Nat ".repeat(count), ")".repeat(count))
}

fn judge(checker: &mut Checker<'_>, term: TermId) -> Option<TermId> {
    match checker.infer(term) {
        Ok(of) => Some(of),
        Err(Problem::Invalid(Invalid::TypeMismatch { .. })) => None,
        Err(problem) => panic!("{problem:?}"),
    }
}

/// Asks for all types, from the first to the last and back, and then for each afresh.
fn judge_all(world: &mut World, asked: &[(String, bool)]) {
    let terms: Vec<TermId> = asked.iter().map(|(text, _)| world.term(text)).collect();
    let fresh: Vec<Option<TermId>> = terms
        .iter()
        .map(|&term| judge(&mut Checker::new(&mut world.store, &world.environment), term))
        .collect();
    for ((text, expected), found) in asked.iter().zip(&fresh) {
        assert_eq!(*expected, found.is_some(), "{text}");
    }
    for first in 0..terms.len() {
        let mut checker = Checker::new(&mut world.store, &world.environment);
        for place in (0..terms.len()).map(|place| (first + place) % terms.len()) {
            let found = judge(&mut checker, terms[place]);
            let same = match (found, fresh[place]) {
                (Some(found), Some(fresh)) => checker.store.same(found, fresh),
                (found, fresh) => found == fresh,
            };
            assert!(same, "{} after {}", asked[place].0, asked[first].0);
        }
    }
}

/// The same application of two variables, one near and one far, each of the right type or of the wrong one.
#[test]
fn a_near_and_a_far_variable_both_matter() {
    let mut world = world();
    for (between, inside) in
        BETWEEN.into_iter().flat_map(|between| [0, 1, 15, 16, 17].map(|inside| (between, inside)))
    {
        let asked: Vec<(String, bool)> = [("Nat", "Bool"), ("Nat", "Nat"), ("Bool", "Bool"), ("Bool", "Nat")]
            .map(|(far, near)| {
                let inner = format!("(fun y {near} {})", under(inside, "(fun z Nat (mixed x y))"));
                (format!("(fun x {far} {})", under(between, &inner)), (far, near) == ("Nat", "Bool"))
            })
            .into();
        judge_all(&mut world, &asked);
    }
}

/// The same body and the same binders between, where a variable further out has a value, another one, or none.
#[test]
fn the_value_of_a_far_variable_matters() {
    let mut world = world();
    for between in BETWEEN {
        for body in [
            "(p x)",
            "(fun z (P x) z)",
            "(let z (P x) (p x) z)",
            "(pi z (P x) (P x))",
            "((fun z Nat (p x)) #5)",
        ] {
            let asked = ["(let x Nat #1 ", "(let x Nat #2 ", "(fun x Nat "]
                .map(|binder| (format!("{binder}{})", under(between, body)), true));
            judge_all(&mut world, &asked);
        }
        for body in ["(one (p x))", "(fun z (P x) (one z))", "(fun z Nat (one (let v (P x) (p x) v)))"] {
            let asked = [("(let x Nat #1 ", true), ("(let x Nat #2 ", false), ("(fun x Nat ", false)]
                .map(|(binder, is_right)| (format!("{binder}{})", under(between, body)), is_right));
            judge_all(&mut world, &asked);
        }
    }
}

/// The domains are the same term, and the bodies are not: it is the variable that must not be shared.
#[test]
fn the_variable_of_a_binder_has_the_type_that_its_domain_stands_for() {
    let mut world = world();
    for between in BETWEEN {
        let asked = [("Nat", "z", true), ("Bool", "(Nat.succ z)", false), ("Nat", "(Nat.succ z)", true)]
            .into_iter()
            .chain([("Bool", "(mixed #1 z)", true), ("Nat", "(mixed #1 z)", false), ("Bool", "z", true)])
            .map(|(of, body, is_right)| {
                let inner = under(between, &format!("(fun z A {body})"));
                (format!("(let A Type {of} {inner})"), is_right)
            });
        judge_all(&mut world, &asked.collect::<Vec<_>>());
    }
}

/// A part that is nested deep, below binders of the term that is put together: it mentions one of them, or a variable further out.
#[test]
fn deep_parts_below_binders_have_the_values_of_their_own_variables() {
    let mut world = world();
    world.axiom("Q", "", "(-> (-> Nat Nat Nat) Type)").unwrap();
    world.axiom("q", "", "(pi f (-> Nat Nat Nat) (Q f))").unwrap();
    let deep = |leaf: &str| format!("{}{leaf}{}", "(Nat.succ ".repeat(80), ")".repeat(80));
    for between in BETWEEN {
        let mut asked = Vec::new();
        for (value, leaf) in
            ["#1", "#2"].into_iter().flat_map(|value| ["x", "y", "z"].map(|leaf| (value, leaf)))
        {
            let body = format!("(q (fun y Nat (fun z Nat {})))", deep(leaf));
            asked.push((format!("(let x Nat {value} {})", under(between, &body)), true));
        }
        judge_all(&mut world, &asked);
    }
}

/// The same deep part below one binder and below two: beside the nearest binder it mentions one variable further out, or the next one.
#[test]
fn deep_parts_that_mention_binders_are_others_below_other_numbers_of_binders() {
    let mut world = world();
    world.axiom("R", "", "(-> (-> Nat Nat) (-> Nat Nat Nat) Type)").unwrap();
    world.axiom("r", "", "(pi f (-> Nat Nat) (pi g (-> Nat Nat Nat) (R f g)))").unwrap();
    world.axiom("sum", "", "(-> Nat Nat Nat)").unwrap();
    let deep = |of: &str| format!("{}(sum z {of}){}", "(Nat.succ ".repeat(80), ")".repeat(80));
    let both = |w: &str, x: &str| format!("(fun z Nat {}) (fun y Nat (fun z Nat {}))", deep(w), deep(x));
    let texts = [("#1", "#2"), ("#2", "#1"), ("#3", "#3")].map(|(w, x)| {
        let of = format!("(R {})", both(w, x));
        (format!("(let w Nat {w} (let x Nat {x} (r {})))", both("w", "x")), of)
    });
    for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0]] {
        let asked = order.map(|place| [&texts[place].0, &texts[place].1].map(|text| world.term(text)));
        let mut checker = Checker::new(&mut world.store, &world.environment);
        for [term, of] in asked {
            let found = checker.infer(term).unwrap();
            assert!(checker.store.same(found, of));
        }
    }
}

/// A later field is of a type that mentions earlier ones, which are those of the value and not of the one that was asked about before.
#[test]
fn the_fields_of_a_variable_are_those_of_its_value() {
    let mut world = world();
    world.inductive("", 0, &[("S", "Type", &[("S.mk", "(pi n Nat (-> (P n) S))")])]).unwrap();
    for name in ["s", "t"] {
        world.axiom(name, "", "S").unwrap();
    }
    world.axiom("own", "", "(-> (P (proj S 0 s)) Nat)").unwrap();
    for between in BETWEEN {
        let asked = [("s", "(proj S 1 x)", true), ("t", "(proj S 1 x)", true)]
            .into_iter()
            .chain([("s", "(own (proj S 1 x))", true), ("t", "(own (proj S 1 x))", false)])
            .map(|(value, body, is_right)| (format!("(let x S {value} {})", under(between, body)), is_right));
        judge_all(&mut world, &asked.collect::<Vec<_>>());
    }
}

/// The same body under other binders that it does not mention: its variable is at the same distance, which makes it another one where
/// there are more binders between, or fewer.
#[test]
fn what_lies_between_matters_only_by_number() {
    let mut world = world();
    for between in BETWEEN {
        // The innermost binder, and so many others, stand between the variable and the body.
        let distance = between + 1;
        let body = format!("(fun z (P ^{distance}) (one (p ^{})))", distance + 1);
        let mut asked = Vec::new();
        for count in between.saturating_sub(1)..between + 3 {
            for innermost in ["(fun w Nat ", "(fun w Bool ", "(let w Nat #7 ", "(let w Bool Bool.true "] {
                let inner = under(count, &format!("{innermost}{body})"));
                asked.push((format!("(let u Nat #2 (let x Nat #1 {inner}))"), count == between));
            }
        }
        judge_all(&mut world, &asked);
    }
}

/// More binders than are told apart without looking for the variable.
#[test]
fn variables_are_told_apart_across_very_many_binders() {
    let mut world = world();
    let [number, truth, successor] = ["Nat", "Bool", "Nat.succ"].map(|text| world.term(text));
    let (binder, store) = (Binder { name: NameId::ANONYMOUS, kind: BinderKind::Explicit }, &mut world.store);
    for between in [16, 65_534, 65_535, 65_536, 65_537, 66_000] {
        let far = store.bound(between);
        let body = store.apply(successor, &[far]);
        let inner = (0..between).fold(body, |body, _| store.lambda(binder, number, body));
        let [right, wrong] = [number, truth].map(|of| store.lambda(binder, of, inner));
        for row in [[right, wrong, right], [wrong, right, wrong]] {
            let mut checker = Checker::new(store, &world.environment);
            for term in row {
                assert_eq!(judge(&mut checker, term).is_some(), term == right, "{between}");
            }
        }
    }
}
