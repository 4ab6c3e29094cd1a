//! Operations on terms as such: which terms are the same, what comes out if something is put in place of variables.
//! Given by: small terms, and terms that share their parts so often that they could not be written out.
//! Gives: a verdict on `store::inspect` and `store::substitute`.
//! Holds: for each pair of terms that are the same there is one that is not.

use crate::support::World;
use kernel::{Binder, BinderKind, LevelId, NameId, Store, Term, TermId};

fn same(world: &mut World, a: &str, b: &str) -> bool {
    let (a, b) = (world.term(a), world.term(b));
    let (there, back) = (world.store.same(a, b), world.store.same(b, a));
    assert_eq!(there, back);
    there
}

#[test]
fn terms_are_the_same_up_to_names_of_binders_and_levels_as_numbers() {
    let mut world = World::new();
    for (a, b) in [
        ("(fun x Nat x)", "(fun y Nat y)"),
        ("(pi x Nat (P x))", "(pi y Nat (P y))"),
        ("(let x Nat #1 x)", "(let y Nat #1 y)"),
        ("(sort max(u,v))", "(sort max(v,u))"),
        ("(C{max(u,u),v} x)", "(C{u,v} x)"),
        ("(proj S 1 (fun x Nat x))", "(proj S 1 (fun y Nat y))"),
    ] {
        assert!(same(&mut world, a, b), "{a} {b}");
    }
}

#[test]
fn terms_that_differ_in_one_place_are_not_the_same() {
    let mut world = World::new();
    for (a, b) in [
        ("(fun x Nat (fun y Nat x))", "(fun x Nat (fun y Nat y))"),
        ("(fun x Nat x)", "(pi x Nat x)"),
        ("(fun x Nat #1)", "(fun x Nat #2)"),
        ("(f \"one\")", "(f \"two\")"),
        ("(f #1)", "(f \"1\")"),
        ("(sort u)", "(sort v)"),
        ("C{u}", "C{v}"),
        ("C{u}", "D{u}"),
        ("C{u}", "C{u,u}"),
        ("C", "C{u}"),
        ("C{u,v}", "C{v,u}"),
        ("(proj S 1 x)", "(proj S 2 x)"),
        ("(proj S 1 x)", "(proj T 1 x)"),
        ("(proj S 1 x)", "(proj S 1 y)"),
        ("(let x Nat #1 x)", "(let x Nat #2 x)"),
        ("(let x Nat #1 x)", "(let x Bool #1 x)"),
        ("(f x)", "x"),
    ] {
        assert!(!same(&mut world, a, b), "{a} {b}");
    }
    let [a, b] = [world.store.fresh_free(), world.store.fresh_free()].map(|id| world.store.free(id));
    assert!(world.store.same(a, a) && !world.store.same(a, b));
}

/// Trees of one form, in which what is shared is not the same: to compare every pair that is met would take gigabytes.
#[test]
fn what_is_the_same_as_a_third_is_compared_no_more() {
    const DEPTH: usize = 13;
    let mut store = Store::new();
    let [proposition, one] = [LevelId::ZERO, LevelId::ONE].map(|level| store.sort(level));
    let mut leaf = |number: usize, of| {
        let binder = Binder { name: store.name(&format!("x{number}")), kind: BinderKind::Explicit };
        store.lambda(binder, of, of)
    };
    let mut leaves: Vec<TermId> = (0..1 << DEPTH).map(|number| leaf(number, proposition)).collect();
    let other = leaf(0, one);
    let top = tree(&mut store, leaves.clone());
    let shared_above = double(&mut store, top, DEPTH);
    let shared_below = leaves.iter().map(|&leaf| double(&mut store, leaf, DEPTH)).collect();
    let shared_below = tree(&mut store, shared_below);
    assert!(store.same(shared_above, shared_below) && store.same(shared_below, shared_above));
    leaves[77] = other;
    let top = tree(&mut store, leaves);
    let wrong = double(&mut store, top, DEPTH);
    assert!(!store.same(wrong, shared_below) && !store.same(shared_below, wrong));
    assert!(!store.same(wrong, shared_above));
}

fn double(store: &mut Store, term: TermId, times: usize) -> TermId {
    (0..times).fold(term, |term, _| store.apply(term, &[term]))
}

/// A balanced tree of applications.
fn tree(store: &mut Store, mut row: Vec<TermId>) -> TermId {
    while row.len() > 1 {
        row = row.chunks(2).map(|pair| store.apply(pair[0], &[pair[1]])).collect();
    }
    row[0]
}

#[test]
fn what_is_instantiated_lowers_the_variables_further_out() {
    let mut world = World::new();
    for (term, values, expected) in [
        ("(f ^0 ^1 ^2)", &["a"] as &[_], "(f a ^0 ^1)"),
        ("(f ^0 ^1 ^2 ^5)", &["a", "b"], "(f b a ^0 ^3)"),
        ("(fun x Nat (f x ^1 ^2))", &["a"], "(fun x Nat (f x a ^1))"),
        ("(fun x Nat (f x ^1))", &["^3"], "(fun x Nat (f x ^4))"),
        ("(f a)", &["b"], "(f a)"),
    ] {
        let values: Vec<TermId> = values.iter().map(|text| world.term(text)).collect();
        let [term, expected] = [term, expected].map(|text| world.term(text));
        assert_eq!(world.store.instantiate(term, &values), expected);
    }
}

#[test]
fn lifting_leaves_what_is_bound_inside() {
    let mut world = World::new();
    for (term, from, by, expected) in [
        ("(f ^0 ^1)", 0, 2, "(f ^2 ^3)"),
        ("(f ^0 ^1)", 1, 2, "(f ^0 ^3)"),
        ("(fun x Nat (f x ^1))", 0, 3, "(fun x Nat (f x ^4))"),
        ("(f ^0)", 1, 2, "(f ^0)"),
        ("(f ^0)", 0, 0, "(f ^0)"),
    ] {
        let [term, expected] = [term, expected].map(|text| world.term(text));
        assert_eq!(world.store.lift(term, from, by), expected);
    }
}

fn binder(name: NameId) -> Binder {
    Binder { name, kind: BinderKind::Explicit }
}

/// A type may mention the variables before its own only; whatever else it mentions stays free.
#[test]
fn variables_are_bound_behind_their_binders() {
    let mut world = World::new();
    let store = &mut world.store;
    let [first, second] = [store.fresh_free(), store.fresh_free()];
    let [a, b] = [first, second].map(|id| store.free(id));
    let name = store.name("x");
    let of = store.constant_named("T");
    let locals =
        |domains: [TermId; 2]| [(first, binder(name), domains[0]), (second, binder(name), domains[1])];
    let (bound, outer) = (store.bound(0), store.bound(1));
    let closed = store.close_pi(&locals([of, a]), b);
    let expected = store.pi(binder(name), bound, bound);
    let expected = store.pi(binder(name), of, expected);
    assert_eq!(closed, expected);
    for domains in [[a, of], [b, of], [of, b]] {
        let closed = store.close_pi(&locals(domains), of);
        assert!(store.facts_at(closed).has_free);
    }
    let body = store.apply(a, &[b]);
    let abstracted = store.abstract_free(body, &[first, second]);
    assert_eq!(abstracted, store.apply(outer, &[bound]));
}

/// A term of so many parts, each shared by the two halves of the next, over the same leaf.
fn doubled(store: &mut Store, leaf: TermId) -> TermId {
    (0..200).fold(leaf, |half, _| store.term(Term::Apply(half, half)))
}

#[test]
fn what_is_shared_is_visited_once() {
    let mut world = World::new();
    let leaves = ["(fun x Nat x)", "(fun y Nat y)", "(fun y Nat #0)"].map(|text| world.term(text));
    let [one, other, wrong] = leaves.map(|leaf| doubled(&mut world.store, leaf));
    assert!(world.store.same(one, other) && !world.store.same(one, wrong));
    let (variable, value) = (world.store.bound(0), world.term("#5"));
    let [open, expected] = [variable, value].map(|leaf| doubled(&mut world.store, leaf));
    assert_eq!(world.store.instantiate(open, &[value]), expected);
}

/// However deep a term is nested, and though its parts are shared.
#[test]
fn deep_terms_are_rebuilt_on_an_ordinary_stack() {
    let mut world = World::new();
    let (depth, value) = (100_000, world.term("#5"));
    let (zero, f) = (world.store.bound(0), world.term("f"));
    let store = &mut world.store;
    let applied = |store: &mut Store, leaf| (0..depth).fold(leaf, |inner, _| store.apply(f, &[inner]));
    let [open, expected] = [zero, value].map(|leaf| applied(store, leaf));
    assert_eq!(store.instantiate(open, &[value]), expected);
    let under_binders = |store: &mut Store, leaf| {
        let name = store.name("x");
        (0..depth).fold(leaf, |inner, _| store.lambda(binder(name), f, inner))
    };
    let last = store.bound(depth);
    let [open, expected] = [last, value].map(|leaf| under_binders(store, leaf));
    assert_eq!(store.instantiate(open, &[value]), expected);
    let [open, expected] =
        [zero, value].map(|leaf| (0..1_000).fold(leaf, |half, _| store.term(Term::Apply(half, half))));
    assert_eq!(store.instantiate(open, &[value]), expected);
}
