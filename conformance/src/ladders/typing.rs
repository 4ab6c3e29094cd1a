//! Ladders of typing: deep or wide terms whose types have to be found and compared.
//! Given by: `ladders`.
//! Gives: nested applications, binders, telescopes, structures, universe parameters.
//! Holds: hardly anything has to be computed.

use super::{Export, Kind, Rungs, Term, kind};

pub(super) const KINDS: &[Kind] = &[
    kind("applications", "f (f (… x))", applications),
    kind("app-lam", "t = f (fun x => t) (fun x => t), open, as a graph", app_lam),
    kind("binders", "fun x … z => x", binders),
    kind("telescope", "a function of many numbers and proofs about neighbours", telescope),
    kind("successors", "succ (… zero) against a literal", successors),
    kind("wide", "a structure of many fields: its recursor, eta", wide),
    kind("universes", "the maximum of many universe parameters, both ways", universes),
    kind("imax", "imax of a few universe parameters, associated both ways", imax),
    kind("guarded", "the maximum of imax 1 u for many u, both ways", guarded),
    kind("level-sums", "max u v and many successors against max v u and as many", level_sums),
    kind("level-graph", "l = max l l, from max u v and max v u", level_graph),
    kind("magma", "congruence proofs t = op t t about a graph of terms", magma),
    kind("pairs", "p = (p, p), whose types grow as well", pairs),
];

fn applications(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let of = export.arrow(&[number], number);
    let function = export.axiom("f", of);
    let innermost = rungs.choose("Nat.zero", "Bool.true");
    let innermost = export.constant(innermost, &[]);
    let term = (0..rungs.count).fold(innermost, |term, _| export.apply(function, &[term]));
    export.define("value", &[], number, term, 1);
}

fn app_lam(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let unary = export.arrow(&[number], number);
    let of = export.arrow(&[unary, unary], number);
    let function = export.axiom("f", of);
    let outermost = export.bound(rungs.count);
    let truth = export.constant("Bool.true", &[]);
    let mut term = rungs.choose(outermost, truth);
    for _ in 0..rungs.count {
        let branch = export.lambda(number, term);
        term = export.apply(function, &[branch, branch]);
    }
    let value = export.lambda(number, term);
    export.define("value", &[], unary, value, 1);
}

fn binders(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let truth = export.constant("Bool", &[]);
    let body = export.bound(rungs.count.saturating_sub(1));
    let value = (0..rungs.count).fold(body, |body, _| export.lambda(number, body));
    let result = rungs.choose(number, truth);
    let of = (0..rungs.count).fold(result, |body, _| export.pi(number, body));
    export.define("value", &[], of, value, 1);
}

/// `f : (x y : Nat) → y = x → (z : Nat) → z = y → … → Nat`, given 0 and `rfl` throughout.
fn telescope(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let one = export.level(1);
    let [equality, reflexivity] = ["Eq", "Eq.refl"].map(|name| export.constant(name, &[one]));
    let [before, this] = [export.bound(2), export.bound(0)];
    let mut of = number;
    for position in 0..rungs.count {
        let other = if position + 1 == rungs.count { export.bound(1) } else { before };
        let statement = export.apply(equality, &[number, this, other]);
        of = export.pi(statement, of);
        of = export.pi(number, of);
    }
    of = export.pi(number, of);
    let function = export.axiom("f", of);
    let zero = export.literal(0);
    let proof = export.apply(reflexivity, &[number, zero]);
    let mut value = export.apply(function, &[zero]);
    for position in 0..rungs.count {
        let last = position + 1 == rungs.count;
        let next = export.literal(usize::from(last && rungs.wrong));
        value = export.apply(value, &[next, proof]);
    }
    export.define("value", &[], number, value, 1);
}

fn successors(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let zero = export.constant("Nat.zero", &[]);
    let chain = (0..rungs.count).fold(zero, |term, _| export.after(term));
    let literal = export.literal(rungs.count + usize::from(rungs.wrong));
    export.claim(number, chain, literal);
}

/// `⟨s.0, …, s.n⟩ = s`.
fn wide(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    export.structure("Wide", &vec![number; rungs.count]);
    let of = export.constant("Wide", &[]);
    let value = export.axiom("value", of);
    let other = export.axiom("other", of);
    let fields: Vec<Term> = (0..rungs.count)
        .map(|index| {
            let from = if index + 1 == rungs.count { rungs.choose(value, other) } else { value };
            export.project("Wide", index, from)
        })
        .collect();
    let built = export.call("Wide.mk", &fields);
    export.claim(of, built, value);
}

fn universes(export: &mut Export, rungs: Rungs) {
    let names: Vec<String> = (0..rungs.count).map(|index| format!("u{index}")).collect();
    let mut all: Vec<_> = names.iter().map(|name| export.parameter(name)).collect();
    let zero = export.level(0);
    let one_way = all.iter().fold(zero, |level, &next| export.max(level, next));
    if rungs.wrong {
        all.pop();
    }
    let other_way = all.iter().rev().fold(zero, |level, &next| export.max(level, next));
    let value = export.sort(other_way);
    let above = export.successor(one_way);
    let of = export.sort(above);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    export.define("value", &names, of, value, 1);
}

/// `imax a (imax b (… z))` is `imax (max a (max b …)) z`, which is not `max`.
fn imax(export: &mut Export, rungs: Rungs) {
    let names: Vec<String> = (0..rungs.count).map(|index| format!("u{index}")).collect();
    let all: Vec<_> = names.iter().map(|name| export.parameter(name)).collect();
    let last = export.parameter("z");
    let zero = export.level(0);
    let right = all.iter().rev().fold(last, |level, &next| export.imax(next, level));
    let largest = all.iter().fold(zero, |level, &next| export.max(level, next));
    let left = if rungs.wrong { export.max(largest, last) } else { export.imax(largest, last) };
    let value = export.sort(right);
    let above = export.successor(left);
    let of = export.sort(above);
    let names: Vec<&str> = names.iter().map(String::as_str).chain(["z"]).collect();
    export.define("value", &names, of, value, 1);
}

/// Declares the sort of a level to be in the sort of one more than another.
fn universe_of(export: &mut Export, parameters: &[&str], level: super::Level, other: super::Level) {
    let value = export.sort(level);
    let above = export.successor(other);
    let of = export.sort(above);
    export.define("value", parameters, of, value, 1);
}

fn guarded(export: &mut Export, rungs: Rungs) {
    let names: Vec<String> = (0..rungs.count).map(|index| format!("u{index}")).collect();
    let (zero, one) = (export.level(0), export.level(1));
    let mut all: Vec<_> = names.iter().map(|name| export.parameter(name)).collect();
    let maximum = |export: &mut Export, all: &mut dyn Iterator<Item = &super::Level>| {
        all.fold(zero, |level, &next| {
            let next = export.imax(one, next);
            export.max(level, next)
        })
    };
    let one_way = maximum(export, &mut all.iter());
    if rungs.wrong {
        all.pop();
    }
    let other_way = maximum(export, &mut all.iter().rev());
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    universe_of(export, &names, other_way, one_way);
}

fn both_ways(export: &mut Export) -> [super::Level; 2] {
    let [u, v] = ["u", "v"].map(|name| export.parameter(name));
    [export.max(u, v), export.max(v, u)]
}

fn level_sums(export: &mut Export, rungs: Rungs) {
    let [a, b] = both_ways(export);
    let a = (0..rungs.count + usize::from(rungs.wrong)).fold(a, |level, _| export.successor(level));
    let b = (0..rungs.count).fold(b, |level, _| export.successor(level));
    universe_of(export, &["u", "v"], a, b);
}

fn level_graph(export: &mut Export, rungs: Rungs) {
    let [a, b] = both_ways(export);
    let u = export.parameter("u");
    let [a, b] = [rungs.choose(a, u), b]
        .map(|start| (0..rungs.count).fold(start, |level, _| export.max(level, level)));
    universe_of(export, &["u", "v"], a, b);
}

/// `congruence : (a b c d : Nat) → a = b → c = d → op a c = op b d`, used on both sides of every rung.
fn magma(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let one = export.level(1);
    let equality = export.constant("Eq", &[one]);
    let binary = export.arrow(&[number, number], number);
    let operation = export.axiom("op", binary);
    let [a, b, c, d] = [5, 4, 3, 2].map(|index| export.bound(index));
    let [left, right] = [[a, c], [b, d]].map(|pair| export.apply(operation, &pair));
    let result = export.apply(equality, &[number, left, right]);
    let [c, d] = [2, 1].map(|index| export.bound(index));
    let second = export.apply(equality, &[number, c, d]);
    let [a, b] = [3, 2].map(|index| export.bound(index));
    let first = export.apply(equality, &[number, a, b]);
    let law = export.arrow(&[first, second], result);
    let law = export.arrow(&[number; 4], law);
    let congruence = export.axiom("congruence", law);
    let [mut a, mut b, other] = ["a", "b", "c"].map(|name| export.axiom(name, number));
    let start = export.apply(equality, &[number, a, b]);
    let mut proof = export.axiom("start", start);
    for rung in 0..rungs.count {
        let [from, to] = if rungs.wrong && rung == 0 { [other, b] } else { [a, b] };
        proof = export.apply(congruence, &[from, to, from, to, proof, proof]);
        [a, b] = [from, to].map(|side| export.apply(operation, &[side, side]));
    }
    let statement = export.apply(equality, &[number, a, b]);
    export.theorem("claim", statement, proof);
}

/// `p = (p, p)` from a number, and from one that has to be computed.
fn pairs(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let zero = export.literal(0);
    let first = export.bound(0);
    let same = export.lambda(number, first);
    let start = export.literal(usize::from(rungs.wrong));
    let computed = export.apply(same, &[start]);
    let [of, make] = ["Prod", "Prod.mk"].map(|name| export.constant(name, &[super::Level::ZERO; 2]));
    let (mut all, mut a, mut b) = (number, zero, computed);
    for _ in 0..rungs.count {
        a = export.apply(make, &[all, all, a, a]);
        b = export.apply(make, &[all, all, b, b]);
        all = export.apply(of, &[all, all]);
    }
    export.claim(all, a, b);
}
