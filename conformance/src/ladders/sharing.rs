//! Ladders of sharing: graphs whose trees are exponential, and comparisons that fail more than once.
//! Given by: `ladders`.
//! Gives: shared terms, closed, open and under lets; folded constants; refutations that come late or early.
//! Holds: who visits a node once for each path to it never ends.

use super::{Export, Kind, Rungs, Term, kind};

pub(super) const KINDS: &[Kind] = &[
    kind("shared", "t = dup t t, closed, from two starts that are equal", shared),
    kind("shared-open", "t = dup t t over a variable", shared_open),
    kind("shared-beta", "t = (fun x => dup x x) t", shared_beta),
    kind("shared-let", "let y := dup x x; let z := dup y y; …", shared_let),
    kind(
        "levels-at-depths",
        "t = f (t) (fun x => t), of constants at a level, unfolded at another",
        levels_at_depths,
    ),
    kind("let-graph", "t = let x := t; t, closed", let_graph),
    kind("pi-graph", "t = t → t, of types, closed", pi_graph),
    kind("folded", "c = dup d d, as constants, from two starts that are equal", folded),
    kind("refuted-late", "pick a 0 against pick b 1, where pick takes the first", refuted_late),
    kind("refuted-early", "pick 0 a against pick 1 b, where pick takes the second", refuted_early),
    kind("twins", "f (f a) against g (g b), where f x = g x = dup x x", twins),
];

/// An axiom `dup : Nat → Nat → Nat`.
fn dup(export: &mut Export) -> Term {
    let number = export.number();
    let of = export.arrow(&[number, number], number);
    export.axiom("dup", of)
}

/// A term that computes to another.
fn same(export: &mut Export, term: Term) -> Term {
    let number = export.number();
    let variable = export.bound(0);
    let function = export.lambda(number, variable);
    export.apply(function, &[term])
}

fn climb(export: &mut Export, function: Term, start: Term, count: usize) -> Term {
    (0..count).fold(start, |term, _| export.apply(function, &[term, term]))
}

fn let_graph(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let [zero, truth] = [export.literal(0), export.constant("Bool.true", &[])];
    let start = rungs.choose(zero, truth);
    let value = (0..rungs.count).fold(start, |term, _| export.let_in(number, term, term));
    export.define("value", &[], number, value, 1);
}

fn pi_graph(export: &mut Export, rungs: Rungs) {
    let (number, zero, one) = (export.number(), export.literal(0), export.level(1));
    let universe = export.sort(one);
    let start = rungs.choose(number, zero);
    let value = (0..rungs.count).fold(start, |term, _| export.pi(term, term));
    export.define("value", &[], universe, value, 1);
}

fn levels_at_depths(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let unary = export.arrow(&[number], number);
    let of = export.arrow(&[number, unary], number);
    export.axiom_over("f", &["u"], of);
    export.axiom_over("c", &["u"], number);
    export.axiom_over("d", &["u"], number);
    let [u, one] = [export.parameter("u"), export.level(1)];
    let climb = |export: &mut Export, start: &str, level| {
        let function = export.constant("f", &[level]);
        let start = export.constant(start, &[level]);
        (0..rungs.count).fold(start, |term, _| {
            let branch = export.lambda(number, term);
            export.apply(function, &[term, branch])
        })
    };
    let value = climb(export, "c", u);
    export.define("graph", &["u"], number, value, 1);
    let left = export.constant("graph", &[one]);
    let right = climb(export, rungs.choose("c", "d"), one);
    export.claim(number, left, right);
}

fn shared(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let function = dup(export);
    let [a, b] = ["a", "b"].map(|name| export.axiom(name, number));
    let other = same(export, rungs.choose(a, b));
    let left = climb(export, function, a, rungs.count);
    let right = climb(export, function, other, rungs.count);
    export.claim(number, left, right);
}

fn shared_open(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let function = dup(export);
    let binary = export.arrow(&[number, number], number);
    let [x, y] = [1, 0].map(|index| export.bound(index));
    let other = same(export, rungs.choose(x, y));
    let sides = [x, other].map(|start| {
        let body = climb(export, function, start, rungs.count);
        let inner = export.lambda(number, body);
        export.lambda(number, inner)
    });
    export.claim(binary, sides[0], sides[1]);
}

fn shared_beta(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let function = dup(export);
    let [a, b] = ["a", "b"].map(|name| export.axiom(name, number));
    let x = export.bound(0);
    let body = export.apply(function, &[x, x]);
    let twice = export.lambda(number, body);
    let left = (0..rungs.count).fold(a, |term, _| export.apply(twice, &[term]));
    let right = climb(export, function, rungs.choose(a, b), rungs.count);
    export.claim(number, left, right);
}

fn shared_let(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let function = dup(export);
    let [a, b] = ["a", "b"].map(|name| export.axiom(name, number));
    let x = export.bound(0);
    let twice = export.apply(function, &[x, x]);
    let mut left = twice;
    for _ in 1..rungs.count {
        left = export.let_in(number, twice, left);
    }
    let left = export.let_in(number, a, left);
    let right = climb(export, function, rungs.choose(a, b), rungs.count);
    export.claim(number, left, right);
}

fn folded(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let function = dup(export);
    let zero = export.literal(0);
    let start = export.literal(usize::from(rungs.wrong));
    for (letter, start) in [("c", zero), ("d", start)] {
        export.define(&format!("{letter}0"), &[], number, start, 1);
        for rung in 0..rungs.count {
            let before = export.constant(&format!("{letter}{rung}"), &[]);
            let value = export.apply(function, &[before, before]);
            export.define(&format!("{letter}{}", rung + 1), &[], number, value, rung + 2);
        }
    }
    let [left, right] = ["c", "d"].map(|letter| export.constant(&format!("{letter}{}", rungs.count), &[]));
    export.claim(number, left, right);
}

/// Defines `pick`, which takes one of its two arguments.
fn pick(export: &mut Export, taken: usize) -> Term {
    let number = export.number();
    let of = export.arrow(&[number, number], number);
    let variable = export.bound(1 - taken);
    let body = export.lambda(number, variable);
    let value = export.lambda(number, body);
    export.define("pick", &[], of, value, 1);
    export.constant("pick", &[])
}

fn refuted_late(export: &mut Export, rungs: Rungs) {
    let function = pick(export, 0);
    refuted(export, rungs, |export, term, mark| export.apply(function, &[term, mark]));
}

fn refuted_early(export: &mut Export, rungs: Rungs) {
    let function = pick(export, 1);
    refuted(export, rungs, |export, term, mark| export.apply(function, &[mark, term]));
}

/// The same on both sides but for marks that do not matter.
fn refuted(export: &mut Export, rungs: Rungs, rung: impl Fn(&mut Export, Term, Term) -> Term) {
    let number = export.number();
    let [a, b] = ["a", "b"].map(|name| export.axiom(name, number));
    let starts = [(a, 0), (rungs.choose(a, b), 1)];
    let sides = starts.map(|(start, mark)| {
        let mark = export.literal(mark);
        (0..rungs.count).fold(start, |term, _| rung(export, term, mark))
    });
    export.claim(number, sides[0], sides[1]);
}

/// Two definitions with the same body and different names.
fn twins(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let function = dup(export);
    let unary = export.arrow(&[number], number);
    let x = export.bound(0);
    let body = export.apply(function, &[x, x]);
    let value = export.lambda(number, body);
    for name in ["f", "g"] {
        export.define(name, &[], unary, value, 1);
    }
    let [a, b] = ["a", "b"].map(|name| export.axiom(name, number));
    let sides = [("f", a), ("g", rungs.choose(a, b))]
        .map(|(name, start)| (0..rungs.count).fold(start, |term, _| export.call(name, &[term])));
    export.claim(number, sides[0], sides[1]);
}
