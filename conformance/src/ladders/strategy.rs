//! Ladders of choice: two sides that agree early for who asks the right question first, and late or never for who asks another.
//! Given by: `ladders`.
//! Gives: applications of one function, projections, proofs and pairs over long computations, and names that do not matter.
//! Holds: the right questions are linear in the size.

use super::{Export, Kind, Level, Rungs, Term, kind};

pub(super) const KINDS: &[Kind] = &[
    kind("arguments", "count n against count of a sum that is n", arguments),
    kind("unrolled", "count (n + 1) against count n + 1", unrolled),
    kind("folded-first", "(is-zero m, m) against (false, m), where m is long to count", folded_first),
    kind("folded-last", "(m, is-zero m) against (m, false)", folded_last),
    kind("repeated", "n doublings of a tree against n - 1 of its double", repeated),
    kind("proofs-differ", "f m p against f n q, where f ignores two long proofs", proofs_differ),
    kind("certified", "t = make t p, where p proves something about t twice", certified),
    kind("proj-lazy", "one field of structures that differ in another, long one", proj_lazy),
    kind("proj-cheap", "a field of long computations of structures whose arguments are equal", proj_cheap),
    kind("proj-stuck", "a field of a recursion that is stuck on a variable", proj_stuck),
    kind("renamed", "t = f (fun x => t) (fun x => t) against the same with y", renamed),
    kind("course", "p = (p.0 + 0 * p.1 + 1, p.0), many times", course),
    kind("sum", "a sum by recursion, against its value", sum),
    kind("append", "a list appended to another", append),
];

// Lists of truths as numbers that nobody accelerates

fn unary(export: &mut Export) -> Term {
    let truth = export.constant("Bool", &[]);
    let list = export.constant("List", &[Level::ZERO]);
    export.apply(list, &[truth])
}

fn nothing(export: &mut Export) -> Term {
    let truth = export.constant("Bool", &[]);
    let nil = export.constant("List.nil", &[Level::ZERO]);
    export.apply(nil, &[truth])
}

fn one_more(export: &mut Export, than: Term) -> Term {
    let [truth, head] = ["Bool", "Bool.true"].map(|name| export.constant(name, &[]));
    let cons = export.constant("List.cons", &[Level::ZERO]);
    export.apply(cons, &[truth, head, than])
}

fn unary_of(export: &mut Export, count: usize) -> Term {
    let start = nothing(export);
    (0..count).fold(start, |term, _| one_more(export, term))
}

/// Recursion into a closed type; the step is open under the head, the tail and the result for it.
fn recurse(export: &mut Export, into: Term, start: Term, step: Term, on: Term) -> Term {
    let of = unary(export);
    let truth = export.constant("Bool", &[]);
    let motive = export.lambda(of, into);
    let step = [into, of, truth].into_iter().fold(step, |body, domain| export.lambda(domain, body));
    let one = export.level(1);
    let recursor = export.constant("List.rec", &[one, Level::ZERO]);
    export.apply(recursor, &[truth, motive, start, step, on])
}

/// Defines `plus`.
fn plus(export: &mut Export) {
    let of = unary(export);
    let [b, a] = [0, 1].map(|index| export.bound(index));
    let step = one_more(export, b);
    let value = recurse(export, of, b, step, a);
    let value = export.lambda(of, value);
    let value = export.lambda(of, value);
    let binary = export.arrow(&[of, of], of);
    export.define("plus", &[], binary, value, 1);
}

/// Declares `count`, which adds one and one and one; or an axiom of its type.
fn count(export: &mut Export, is_defined: bool) {
    plus(export);
    let of = unary(export);
    let unary = export.arrow(&[of], of);
    if !is_defined {
        export.axiom("count", unary);
        return;
    }
    let (start, one, result) = (nothing(export), unary_of(export, 1), export.bound(0));
    let step = export.call("plus", &[result, one]);
    let value = recurse(export, of, start, step, result);
    let value = export.lambda(of, value);
    export.define("count", &[], unary, value, 2);
}

fn arguments(export: &mut Export, rungs: Rungs) {
    count(export, !rungs.wrong);
    let of = unary(export);
    let all = unary_of(export, rungs.count);
    let [most, rest] = [rungs.count - 1, rungs.choose(1, 2)].map(|count| unary_of(export, count));
    let other = export.call("plus", &[most, rest]);
    let [left, right] = [all, other].map(|argument| export.call("count", &[argument]));
    export.claim(of, left, right);
}

fn unrolled(export: &mut Export, rungs: Rungs) {
    count(export, !rungs.wrong);
    let of = unary(export);
    let [less, more, one] = [rungs.count, rungs.count + 1, 1].map(|count| unary_of(export, count));
    let [less, more] = [less, more].map(|argument| export.call("count", &[argument]));
    let sum = export.call("plus", &[less, one]);
    export.claim(of, more, sum);
}

fn pair(export: &mut Export, types: [Term; 2], values: [Term; 2]) -> Term {
    let make = export.constant("Prod.mk", &[Level::ZERO; 2]);
    export.apply(make, &[types[0], types[1], values[0], values[1]])
}

fn pair_type(export: &mut Export, types: [Term; 2]) -> Term {
    let of = export.constant("Prod", &[Level::ZERO; 2]);
    export.apply(of, &types)
}

fn folded_first(export: &mut Export, rungs: Rungs) {
    folded(export, rungs, |parts| parts);
}

fn folded_last(export: &mut Export, rungs: Rungs) {
    folded(export, rungs, |[a, b]| [b, a]);
}

fn folded(export: &mut Export, rungs: Rungs, order: fn([Term; 2]) -> [Term; 2]) {
    count(export, true);
    let of = unary(export);
    let [truth, yes, no] = ["Bool", "Bool.true", "Bool.false"].map(|name| export.constant(name, &[]));
    let types = order([truth, of]);
    let argument = export.bound(0);
    let is_zero = recurse(export, truth, yes, no, argument);
    let value = pair(export, types, order([is_zero, argument]));
    let value = export.lambda(of, value);
    let both = pair_type(export, types);
    let tagged = export.arrow(&[of], both);
    export.define("tagged", &[], tagged, value, 3);
    let number = unary_of(export, rungs.count);
    let number = export.call("count", &[number]);
    let left = export.call("tagged", &[number]);
    let right = pair(export, types, order([rungs.choose(no, yes), number]));
    export.claim(both, left, right);
}

fn dup(export: &mut Export) -> Term {
    let number = export.number();
    let of = export.arrow(&[number, number], number);
    export.axiom("dup", of)
}

fn repeated(export: &mut Export, rungs: Rungs) {
    let function = dup(export);
    let (of, number) = (unary(export), export.number());
    let into = export.arrow(&[number], number);
    let [zero, one] = [0, 1].map(|index| export.bound(index));
    let same = export.lambda(number, zero);
    let double = export.apply(function, &[zero, zero]);
    let step = export.apply(one, &[double]);
    let step = export.lambda(number, step);
    let value = recurse(export, into, same, step, zero);
    let value = export.lambda(of, value);
    let perfect = export.arrow(&[of], into);
    export.define("perfect", &[], perfect, value, 1);
    let [leaf, other] = ["leaf", "other"].map(|name| export.axiom(name, number));
    let double = export.apply(function, &[leaf, rungs.choose(leaf, other)]);
    let [all, less] = [rungs.count, rungs.count - 1].map(|count| unary_of(export, count));
    let left = export.call("perfect", &[all, leaf]);
    let right = export.call("perfect", &[less, double]);
    export.claim(number, left, right);
}

/// `dup x₁ (dup x₂ … a)` against `dup y₁ (dup y₂ … a)`; wrong: against another end.
fn row(export: &mut Export, rungs: Rungs, mut sides: impl FnMut(&mut Export, usize) -> [Term; 2]) {
    let function = dup(export);
    let number = export.number();
    let [a, b] = ["a", "b"].map(|name| export.axiom(name, number));
    let mut row = [a, rungs.choose(a, b)];
    for rung in 0..rungs.count {
        let heads = sides(export, rung);
        row = [0, 1].map(|side| export.apply(function, &[heads[side], row[side]]));
    }
    export.claim(number, row[0], row[1]);
}

/// Numbers that nobody should count to.
const LONG: usize = 1_000_000_000;

fn proofs_differ(export: &mut Export, rungs: Rungs) {
    let (number, one) = (export.number(), export.level(1));
    let [zero, next] = [0, 1].map(|index| export.bound(index));
    let [equality, reflexivity] = ["Eq", "Eq.refl"].map(|name| export.constant(name, &[one]));
    let [statement, inner] = [zero, next].map(|side| export.apply(equality, &[number, side, side]));
    let of = export.pi(number, statement);
    let motive = export.lambda(number, inner);
    let start = export.apply(reflexivity, &[number, zero]);
    let step = export.lambda(inner, zero);
    let step = export.lambda(number, step);
    let recursor = export.constant("Nat.rec", &[Level::ZERO]);
    let value = export.apply(recursor, &[motive, start, step, zero]);
    let value = export.lambda(number, value);
    export.define("slow", &[], of, value, 1);
    let of = export.pi(statement, number);
    let of = export.pi(number, of);
    let nothing = export.literal(0);
    let value = export.lambda(statement, nothing);
    let value = export.lambda(number, value);
    export.define("ignore", &[], of, value, 1);
    row(export, rungs, |export, rung| {
        [2 * rung, 2 * rung + 1].map(|count| {
            let count = export.literal(LONG + count);
            let proof = export.call("slow", &[count]);
            export.call("ignore", &[count, proof])
        })
    });
}

/// `t = make t (proof t)` in `Nat`, where `proof t : P t t`.
fn certified(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let proposition = export.sort(Level::ZERO);
    let variable = export.bound(0);
    let of = export.arrow(&[number, number], proposition);
    let property = export.axiom("P", of);
    let statement = export.apply(property, &[variable, variable]);
    let of = export.pi(number, statement);
    let proof = export.axiom("proof", of);
    let of = export.pi(statement, number);
    let of = export.pi(number, of);
    let make = export.axiom("make", of);
    let [a, b] = ["a", "b"].map(|name| export.axiom(name, number));
    let same = export.lambda(number, variable);
    let computed = export.apply(same, &[rungs.choose(a, b)]);
    let sides = [a, computed].map(|start| {
        (0..rungs.count).fold(start, |term, _| {
            let proof = export.apply(proof, &[term]);
            export.apply(make, &[term, proof])
        })
    });
    export.claim(number, sides[0], sides[1]);
}

/// Twice a number, step by step.
fn long(export: &mut Export, count: usize) -> Term {
    let (number, start) = (export.number(), export.literal(0));
    let before = export.bound(0);
    let next = export.after(before);
    let next = export.after(next);
    let count = export.literal(count);
    export.iterate(number, start, next, count)
}

fn proj_lazy(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let types = [number; 2];
    let both = pair_type(export, types);
    let of = export.arrow(&[number], both);
    let (zero, variable) = (export.literal(0), export.bound(0));
    let value = pair(export, types, [zero, variable]);
    let value = export.lambda(number, value);
    for name in ["P", "Q"] {
        export.define(name, &[], of, value, 1);
    }
    row(export, rungs, |export, rung| {
        [("P", 2 * rung), ("Q", 2 * rung + 1)].map(|(name, count)| {
            let number = long(export, LONG + count);
            let value = export.call(name, &[number]);
            export.project("Prod", 0, value)
        })
    });
}

fn proj_cheap(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let types = [number; 2];
    let both = pair_type(export, types);
    let (zero, count) = (export.literal(0), export.literal(LONG));
    let start = pair(export, types, [zero, zero]);
    let before = export.bound(0);
    let first = export.project("Prod", 0, before);
    let first = export.after(first);
    let step = pair(export, types, [first, zero]);
    let value = export.iterate(both, start, step, count);
    let value = export.lambda(number, value);
    let of = export.arrow(&[number], both);
    export.define("run", &[], of, value, 1);
    for rung in 0..rungs.count {
        let value = export.literal(rung);
        export.define(&format!("c{rung}"), &[], number, value, 1);
    }
    row(export, rungs, |export, rung| {
        [export.constant(&format!("c{rung}"), &[]), export.literal(rung)].map(|argument| {
            let value = export.call("run", &[argument]);
            export.project("Prod", 0, value)
        })
    });
}

/// `step c 0 x = (x + c, c)`, `step c (n + 1) 0 = ((step c n 1).0 + (step c n 2).0, 0)`, and the like for a successor.
fn proj_stuck(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let types = [number; 2];
    let both = pair_type(export, types);
    let into = export.arrow(&[number], both);
    let of = export.arrow(&[number, number, number], both);
    let variables: Vec<Term> = (0..6).map(|index| export.bound(index)).collect();
    if rungs.wrong {
        export.axiom("step", of);
    } else {
        let value = stuck_step(export, number, into, &variables);
        export.define("step", &[], of, value, 1);
    }
    let value = export.lambda(number, variables[0]);
    let unary = export.arrow(&[number], number);
    export.define("same", &[], unary, value, 1);
    let fuel = export.literal(rungs.count);
    let [c, x] = [variables[1], variables[0]];
    let other = export.call("same", &[c]);
    let sides = [other, rungs.choose(c, x)].map(|c| {
        let value = export.call("step", &[c, fuel, x]);
        let value = export.project("Prod", 0, value);
        let value = export.lambda(number, value);
        export.lambda(number, value)
    });
    let binary = export.arrow(&[number, number], number);
    export.claim(binary, sides[0], sides[1]);
}

/// `fun c n => Nat.rec (fun x => (x + c, c)) (fun n before x => …) n`.
fn stuck_step(export: &mut Export, number: Term, into: Term, variables: &[Term]) -> Term {
    let types = [number; 2];
    let both = pair_type(export, types);
    let first_of = |export: &mut Export, before: Term, argument: Term| {
        let value = export.apply(before, &[argument]);
        export.project("Prod", 0, value)
    };
    let sum = |export: &mut Export, before: Term, arguments: [Term; 2], second: Term| {
        let parts = arguments.map(|argument| first_of(export, before, argument));
        let first = export.call("Nat.add", &parts);
        pair(export, types, [first, second])
    };
    // Under c, n and x.
    let first = export.call("Nat.add", &[variables[0], variables[2]]);
    let start = pair(export, types, [first, variables[2]]);
    let start = export.lambda(number, start);
    // Under c, n, the number below, the result for it, and x.
    let [zero, one, two] = [0, 1, 2].map(|value| export.literal(value));
    let at_zero = sum(export, variables[1], [one, two], zero);
    let below = variables[1];
    let above = export.after(below);
    let above = export.after(above);
    let at_next = sum(export, variables[3], [below, above], below);
    let body = export.iterate(both, at_zero, at_next, variables[0]);
    let step = export.lambda(number, body);
    let value = export.iterate(into, start, step, variables[0]);
    let value = export.lambda(number, value);
    export.lambda(number, value)
}

fn renamed(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let unary = export.arrow(&[number], number);
    let of = export.arrow(&[unary, unary], number);
    let function = export.axiom("f", of);
    let [outermost, zero] = [export.bound(rungs.count), export.literal(0)];
    let sides = [("x", outermost), ("y", rungs.choose(outermost, zero))].map(|(name, start)| {
        let body = (0..rungs.count).fold(start, |term, _| {
            let branch = export.lambda_over(name, number, term);
            export.apply(function, &[branch, branch])
        });
        export.lambda(number, body)
    });
    export.claim(unary, sides[0], sides[1]);
}

fn course(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let types = [number; 2];
    let both = pair_type(export, types);
    let (zero, before) = (export.literal(0), export.bound(0));
    let start = pair(export, types, [zero, zero]);
    let [first, second] = [0, 1].map(|index| export.project("Prod", index, before));
    let nothing = export.call("Nat.mul", &[zero, second]);
    let next = export.call("Nat.add", &[first, nothing]);
    let next = export.after(next);
    let step = pair(export, types, [next, first]);
    let count = export.literal(rungs.count);
    let value = export.iterate(both, start, step, count);
    let value = export.project("Prod", 0, value);
    let literal = export.literal(rungs.count + usize::from(rungs.wrong));
    export.claim(number, value, literal);
}

fn sum(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let (zero, two) = (export.literal(0), export.literal(2));
    let [before, index] = [0, 1].map(|index| export.bound(index));
    let double = export.call("Nat.mul", &[two, index]);
    let step = export.call("Nat.add", &[before, double]);
    let count = export.literal(rungs.count);
    let value = export.iterate(number, zero, step, count);
    let literal = export.literal(rungs.count * (rungs.count - 1) + usize::from(rungs.wrong));
    export.claim(number, value, literal);
}

fn append(export: &mut Export, rungs: Rungs) {
    plus(export);
    let of = unary(export);
    let part = unary_of(export, rungs.count);
    let whole = unary_of(export, 2 * rungs.count + usize::from(rungs.wrong));
    let sum = export.call("plus", &[part, part]);
    export.claim(of, sum, whole);
}
