//! Ladders of mixtures: what is harmless alone, inside something else.
//! Given by: `ladders`.
//! Gives: redexes under lets, towers of structures, projections of projections, quotients, universes that climb, types that compute.
//! Holds: each rung asks for a little more of the same; sizes are linear.

use super::{Export, Kind, Level, Rungs, Term, kind};

pub(super) const KINDS: &[Kind] = &[
    kind("let-redex", "t = let y := (fun x => f x x) t; f y y, under a binder", let_redex),
    kind("let-types", "let T := Nat; let U := T × T; …, and a function of the last", let_types),
    kind("let-functions", "let f := f; let g := fun x => f (f x); …, never applied", let_functions),
    kind("first-of", "p.0.0.…, where each pair is in the next", first_of),
    kind("eta-tower", "⟨⟨…⟨x.0.0.…⟩…⟩⟩ against x, each structure in the next", eta_tower),
    kind("conjuncts", "the last of h : P ∧ (P ∧ …), part by part", conjuncts),
    kind("quotients", "t = lift f (mk t), nested", quotients),
    kind("vectors", "pairs of pairs in a type that is computed by recursion", vectors),
    kind("mixed-numbers", "succ (succ … 7) + n against a literal", mixed_numbers),
    kind("bits", "bit1 (bit1 …) against a literal, where bit1 n = n + n + 1", bits),
    kind("proofs-under", "fun h => f h (fun h => …) against the same with other proofs", proofs_under),
    kind("domains", "fun (x : T) (y : U) … z => 0, where U = T × T", domains),
    kind("shadows", "(fun x => (fun y => f x y) x) under a binder, nested", shadows),
    kind("towers", "definitions of structures of structures, one field of the last", towers),
];

fn pair_type(export: &mut Export, types: [Term; 2]) -> Term {
    let of = export.constant("Prod", &[Level::ZERO; 2]);
    export.apply(of, &types)
}

fn binary(export: &mut Export) -> Term {
    let number = export.number();
    let of = export.arrow(&[number, number], number);
    export.axiom("f", of)
}

fn let_redex(export: &mut Export, rungs: Rungs) {
    let (number, function) = (export.number(), binary(export));
    let variable = export.bound(0);
    let twice = export.apply(function, &[variable, variable]);
    let double = export.lambda(number, twice);
    let truth = export.constant("Bool.true", &[]);
    let mut term = rungs.choose(variable, truth);
    for _ in 0..rungs.count {
        let value = export.apply(double, &[term]);
        term = export.let_in(number, value, twice);
    }
    let value = export.lambda(number, term);
    let of = export.arrow(&[number], number);
    export.define("value", &[], of, value, 1);
}

/// `let T := Nat; let U := T × T; …; fun (x : last) => x` in the type of functions on a graph of pairs.
fn let_types(export: &mut Export, rungs: Rungs) {
    let (number, one) = (export.number(), export.level(1));
    let (universe, variable) = (export.sort(one), export.bound(0));
    let truth = export.constant("Bool", &[]);
    let pair = pair_type(export, [variable; 2]);
    let mut term = export.lambda(variable, variable);
    for _ in 0..rungs.count {
        term = export.let_in(universe, pair, term);
    }
    let value = export.let_in(universe, rungs.choose(number, truth), term);
    let of = (0..rungs.count).fold(number, |of, _| pair_type(export, [of; 2]));
    let of = export.arrow(&[of], of);
    export.define("value", &[], of, value, 1);
}

fn let_functions(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let unary = export.arrow(&[number], number);
    let [x, before] = [0, 1].map(|index| export.bound(index));
    let once = export.apply(before, &[x]);
    let twice = export.apply(before, &[once]);
    let twice = export.lambda(number, twice);
    let truth = export.constant("Bool.true", &[]);
    let mut term = rungs.choose(x, truth);
    for _ in 0..rungs.count {
        term = export.let_in(unary, twice, term);
    }
    let value = export.lambda(unary, term);
    let of = export.arrow(&[unary], unary);
    export.define("value", &[], of, value, 1);
}

fn first_of(export: &mut Export, rungs: Rungs) {
    let (number, truth) = (export.number(), export.constant("Bool", &[]));
    let of = (0..rungs.count).fold(number, |of, _| pair_type(export, [of, truth]));
    let value = export.axiom("value", of);
    let first = (0..rungs.count).fold(value, |value, _| export.project("Prod", 0, value));
    export.define("first", &[], rungs.choose(number, truth), first, 1);
}

fn eta_tower(export: &mut Export, rungs: Rungs) {
    let mut of = export.number();
    let names: Vec<String> = (0..rungs.count).map(|rung| format!("S{rung}")).collect();
    for name in &names {
        export.structure(name, &[of]);
        of = export.constant(name, &[]);
    }
    let [value, other] = ["value", "other"].map(|name| export.axiom(name, of));
    let mut inner = rungs.choose(value, other);
    for name in names.iter().rev() {
        inner = export.project(name, 0, inner);
    }
    for name in &names {
        inner = export.call(&format!("{name}.mk"), &[inner]);
    }
    export.claim(of, inner, value);
}

fn conjuncts(export: &mut Export, rungs: Rungs) {
    let proposition = export.sort(Level::ZERO);
    let [p, q] = ["P", "Q"].map(|name| export.axiom(name, proposition));
    let of = (0..rungs.count).fold(p, |of, _| export.call("And", &[q, of]));
    let proof = export.axiom("h", of);
    let last = (0..rungs.count).fold(proof, |proof, _| export.project("And", 1, proof));
    export.theorem("claim", rungs.choose(p, q), last);
}

/// `Quot`, `Quot.mk`, `Quot.lift` and `Quot.ind`.
fn declare_quotients(export: &mut Export) {
    let [u, v] = ["u", "v"].map(|name| export.parameter(name));
    let [of_u, of_v, proposition] = [u, v, Level::ZERO].map(|level| export.sort(level));
    let bound: Vec<Term> = (0..6).map(|index| export.bound(index)).collect();
    let relation = export.pi(bound[1], proposition);
    let relation = export.pi(bound[0], relation);
    let [type_of, make] = ["Quot", "Quot.mk"].map(|name| export.constant(name, &[u]));
    let of = export.pi(relation, of_u);
    let of_type = export.pi(of_u, of);
    let of = export.apply(type_of, &[bound[2], bound[1]]);
    let of = export.pi(bound[1], of);
    let of = export.pi(relation, of);
    let of_make = export.pi(of_u, of);
    // Under α, r, β and f, then also a, b and their relation.
    let equality = export.constant("Eq", &[v]);
    let [a, b] = [bound[2], bound[1]].map(|argument| export.apply(bound[3], &[argument]));
    let same = export.apply(equality, &[bound[4], a, b]);
    let related = export.apply(bound[4], &[bound[1], bound[0]]);
    let respects = export.pi(related, same);
    let respects = export.pi(bound[4], respects);
    let respects = export.pi(bound[3], respects);
    let class = export.apply(type_of, &[bound[4], bound[3]]);
    let of = export.pi(class, bound[3]);
    let of = export.pi(respects, of);
    let function = export.pi(bound[2], bound[1]);
    let of = export.pi(function, of);
    let of = export.pi(of_v, of);
    let of = export.pi(relation, of);
    let of_lift = export.pi(of_u, of);
    let class = export.apply(type_of, &[bound[1], bound[0]]);
    let motive = export.pi(class, proposition);
    let made = export.apply(make, &[bound[3], bound[2], bound[0]]);
    let case = export.apply(bound[1], &[made]);
    let case = export.pi(bound[2], case);
    let class = export.apply(type_of, &[bound[3], bound[2]]);
    let result = export.apply(bound[2], &[bound[0]]);
    let of = export.pi(class, result);
    let of = export.pi(case, of);
    let of = export.pi(motive, of);
    let of = export.pi(relation, of);
    let of_induct = export.pi(of_u, of);
    export.quotient("type", "Quot", &["u"], of_type);
    export.quotient("ctor", "Quot.mk", &["u"], of_make);
    export.quotient("lift", "Quot.lift", &["u", "v"], of_lift);
    export.quotient("ind", "Quot.ind", &["u"], of_induct);
}

fn quotients(export: &mut Export, rungs: Rungs) {
    declare_quotients(export);
    let (number, one) = (export.number(), export.level(1));
    let proposition = export.sort(Level::ZERO);
    let relation = export.arrow(&[number, number], proposition);
    let relation = export.axiom("r", relation);
    let [zero, next, second] = [0, 1, 2].map(|index| export.bound(index));
    let successor = export.constant("Nat.succ", &[]);
    let equality = export.constant("Eq", &[one]);
    let [a, b] = [second, next].map(|side| export.apply(successor, &[side]));
    let same = export.apply(equality, &[number, a, b]);
    let related = export.apply(relation, &[next, zero]);
    let respects = export.pi(related, same);
    let respects = export.pi(number, respects);
    let respects = export.pi(number, respects);
    let respects = export.axiom("respects", respects);
    let [make, lift] = [("Quot.mk", vec![one]), ("Quot.lift", vec![one, one])]
        .map(|(name, levels)| export.constant(name, &levels));
    let make = export.apply(make, &[number, relation]);
    let lift = export.apply(lift, &[number, relation, number, successor, respects]);
    let zero = export.literal(0);
    let term = (0..rungs.count).fold(zero, |term, _| {
        let class = export.apply(make, &[term]);
        export.apply(lift, &[class])
    });
    let literal = export.literal(rungs.count + usize::from(rungs.wrong));
    export.claim(number, term, literal);
}

/// `Nat.rec PUnit (fun _ T => Nat × T) n`, and a value of it.
fn vectors(export: &mut Export, rungs: Rungs) {
    let (number, two) = (export.number(), export.level(2));
    let one = export.level(1);
    let universe = export.sort(one);
    let truth = export.constant("Bool", &[]);
    let before = export.bound(0);
    let pair = pair_type(export, [number, before]);
    let step = export.lambda(universe, pair);
    let step = export.lambda(number, step);
    let motive = export.lambda(number, universe);
    let recursor = export.constant("Nat.rec", &[two]);
    let vector = export.apply(recursor, &[motive, truth, step, before]);
    let vector = export.lambda(number, vector);
    let of = export.arrow(&[number], universe);
    export.define("Vector", &[], of, vector, 1);
    let start = export.constant("Bool.true", &[]);
    let zero = export.literal(0);
    let make = export.constant("Prod.mk", &[Level::ZERO; 2]);
    let mut value = if rungs.wrong { zero } else { start };
    for rung in 0..rungs.count {
        let count = export.literal(rung);
        let rest = export.call("Vector", &[count]);
        value = export.apply(make, &[number, rest, zero, value]);
    }
    let count = export.literal(rungs.count);
    let of = export.call("Vector", &[count]);
    export.define("value", &[], of, value, 2);
}

fn mixed_numbers(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let start = export.literal(7);
    let tower = (0..rungs.count).fold(start, |term, _| export.after(term));
    let count = export.literal(rungs.count);
    let left = export.call("Nat.add", &[tower, count]);
    let literal = export.literal(2 * rungs.count + 7 + usize::from(rungs.wrong));
    let right = (0..rungs.count).fold(literal, |term, _| export.after(term));
    let left = (0..rungs.count).fold(left, |term, _| export.after(term));
    export.claim(number, left, right);
}

/// `bit1 n = succ (n + n)`, as a definition, as often as a number has bits; sizes count bits.
fn bits(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let unary = export.arrow(&[number], number);
    let variable = export.bound(0);
    let value = export.call("Nat.add", &[variable, variable]);
    let value = export.after(value);
    let value = export.lambda(number, value);
    export.define("bit1", &[], unary, value, 1);
    let zero = export.literal(0);
    let term = (0..rungs.count).fold(zero, |term, _| export.call("bit1", &[term]));
    let (one, two) = (export.literal(1), export.literal(2));
    let count = export.literal(rungs.count);
    let power = export.call("Nat.pow", &[two, count]);
    let term = export.call("Nat.add", &[term, rungs.choose(one, two)]);
    export.claim(number, term, power);
}

/// `f p (fun h => f h (fun h => …))`, where the proofs differ on both sides.
fn proofs_under(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let proposition = export.sort(Level::ZERO);
    let p = export.axiom("P", proposition);
    let into = export.arrow(&[p], number);
    let of = export.arrow(&[p, into], number);
    let function = export.axiom("f", of);
    let [one, other] = ["p", "q"].map(|name| export.axiom(name, p));
    let zero = export.literal(0);
    let end = export.literal(usize::from(rungs.wrong));
    let variable = export.bound(0);
    let sides = [(one, zero), (other, end)].map(|(proof, end)| {
        (0..rungs.count).fold(end, |term, rung| {
            let inner = export.lambda(p, term);
            let proof =
                if rung % 2 == 0 && rung + 1 < rungs.count && proof == one { variable } else { proof };
            export.apply(function, &[proof, inner])
        })
    });
    export.claim(number, sides[0], sides[1]);
}

fn domains(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let mut types = vec![number];
    for rung in 0..rungs.count {
        let next = pair_type(export, [types[rung]; 2]);
        types.push(next);
    }
    let (zero, truth) = (export.literal(0), export.constant("Bool.true", &[]));
    let body = rungs.choose(zero, truth);
    let value = types.iter().rev().fold(body, |body, &of| export.lambda(of, body));
    let of = types.iter().rev().fold(number, |body, &of| export.pi(of, body));
    export.define("value", &[], of, value, 1);
}

fn shadows(export: &mut Export, rungs: Rungs) {
    let (number, function) = (export.number(), binary(export));
    let [zero, next] = [0, 1].map(|index| export.bound(index));
    let inner = export.apply(function, &[next, zero]);
    let inner = export.lambda(number, inner);
    let inner = export.apply(inner, &[zero]);
    let twice = export.lambda(number, inner);
    let start = export.axiom("a", number);
    let other = export.axiom("b", number);
    let left = (0..rungs.count).fold(zero, |term, _| export.apply(twice, &[term]));
    let right = (0..rungs.count).fold(zero, |term, _| export.apply(function, &[term, term]));
    let [left, right] = [left, right].map(|side| export.lambda(number, side));
    let [left, right] =
        [(left, start), (right, rungs.choose(start, other))].map(|(side, at)| export.apply(side, &[at]));
    export.claim(number, left, right);
}

/// Structures of two of the one before; a value of each, as a definition; one field after the other of the last.
fn towers(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let mut of = number;
    let mut value = export.literal(usize::from(rungs.wrong));
    for rung in 0..rungs.count {
        let name = format!("S{rung}");
        export.structure(&name, &[of, of]);
        of = export.constant(&name, &[]);
        let built = export.call(&format!("{name}.mk"), &[value, value]);
        export.define(&format!("s{rung}"), &[], of, built, rung + 1);
        value = export.constant(&format!("s{rung}"), &[]);
    }
    for rung in (0..rungs.count).rev() {
        value = export.project(&format!("S{rung}"), rung % 2, value);
    }
    let zero = export.literal(0);
    export.claim(number, value, zero);
}
