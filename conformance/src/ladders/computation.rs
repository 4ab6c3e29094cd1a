//! Ladders of computation: terms that have to be evaluated, a little in many steps.
//! Given by: `ladders`.
//! Gives: redexes, shifts, numerals, recursion, arithmetic, projections.
//! Holds: the steps that are needed grow linearly with the size, unless the kind says otherwise.

use super::{Export, Kind, Rungs, Term, kind};

pub(super) const KINDS: &[Kind] = &[
    kind("beta", "(fun x => succ x) (… 0) against a literal", beta),
    kind("let", "let x := succ y; … against a literal", lets),
    kind("shift", "(fun y => (fun z => … x)) under a binder of x", shift),
    kind("church", "a Church numeral added to itself, at succ and 0", church),
    kind("unrolling", "doubling a literal by recursion", unrolling),
    kind("fueled", "a loop with fuel whose state grows by a call in each round", fueled),
    kind("delta", "a chain of definitions, each the one before", delta),
    kind("projections", "s = ⟨s.0, …, s.9⟩, then one field", projections),
    kind("literals", "products, powers and sums of numbers with so many digits", literals),
    kind("discarded", "const t (a long computation)", discarded),
    kind("irrelevance", "two proofs that would be long to evaluate", irrelevance),
];

fn beta(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let variable = export.bound(0);
    let next = export.after(variable);
    let function = export.lambda(number, next);
    let zero = export.literal(0);
    let term = (0..rungs.count).fold(zero, |term, _| export.apply(function, &[term]));
    let literal = export.literal(rungs.count + usize::from(rungs.wrong));
    export.claim(number, term, literal);
}

fn lets(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let variable = export.bound(0);
    let next = export.after(variable);
    let mut term = next;
    for _ in 1..rungs.count {
        term = export.let_in(number, next, term);
    }
    let zero = export.literal(0);
    let term = export.let_in(number, zero, term);
    let literal = export.literal(rungs.count + usize::from(rungs.wrong));
    export.claim(number, term, literal);
}

fn shift(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let unary = export.arrow(&[number], number);
    let variable = export.bound(0);
    let same = export.lambda(number, variable);
    let mut term = if rungs.wrong { variable } else { export.bound(rungs.count) };
    for rung in 0..rungs.count {
        let function = export.lambda(number, term);
        let argument = export.literal(rung);
        term = export.apply(function, &[argument]);
    }
    let term = export.lambda(number, term);
    export.claim(unary, term, same);
}

fn church(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let unary = export.arrow(&[number], number);
    let numeral = export.arrow(&[unary, number], number);
    let [zero, one, two, three] = [0, 1, 2, 3].map(|index| export.bound(index));
    let body = (0..rungs.count).fold(zero, |term, _| export.apply(one, &[term]));
    let value = export.lambda(number, body);
    let value = export.lambda(unary, value);
    export.define("numeral", &[], numeral, value, 1);
    let inner = export.apply(two, &[one, zero]);
    let sum = export.apply(three, &[one, inner]);
    let sum = export.lambda(number, sum);
    let sum = export.lambda(unary, sum);
    let sum = export.lambda(numeral, sum);
    let sum = export.lambda(numeral, sum);
    let numeral = export.constant("numeral", &[]);
    let [successor, start] = [export.constant("Nat.succ", &[]), export.literal(0)];
    let term = export.apply(sum, &[numeral, numeral, successor, start]);
    let literal = export.literal(2 * rungs.count + usize::from(rungs.wrong));
    export.claim(number, term, literal);
}

/// Twice a number, by recursion that nobody accelerates.
fn double(export: &mut Export, count: Term) -> Term {
    let number = export.number();
    let zero = export.literal(0);
    let before = export.bound(0);
    let next = export.after(before);
    let next = export.after(next);
    export.iterate(number, zero, next, count)
}

fn unrolling(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let count = export.literal(rungs.count);
    let term = double(export, count);
    let literal = export.literal(2 * rungs.count + usize::from(rungs.wrong));
    export.claim(number, term, literal);
}

/// `run 0 s = s`, `run (n + 1) s = run n (step s)`.
fn fueled(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let unary = export.arrow(&[number], number);
    let variable = export.bound(0);
    let next = export.after(variable);
    let step = export.lambda(number, next);
    export.define("step", &[], unary, step, 1);
    let same = export.lambda(number, variable);
    let stepped = export.call("step", &[variable]);
    let before = export.bound(1);
    let body = export.apply(before, &[stepped]);
    let body = export.lambda(number, body);
    let run = export.iterate(unary, same, body, variable);
    let run = export.lambda(number, run);
    let of = export.arrow(&[number], unary);
    export.define("run", &[], of, run, 2);
    let fuel = export.literal(rungs.count);
    let zero = export.literal(0);
    let term = export.call("run", &[fuel, zero]);
    let literal = export.literal(rungs.count + usize::from(rungs.wrong));
    export.claim(number, term, literal);
}

fn delta(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let zero = export.literal(0);
    export.define("c0", &[], number, zero, 1);
    for rung in 0..rungs.count {
        let before = export.constant(&format!("c{rung}"), &[]);
        export.define(&format!("c{}", rung + 1), &[], number, before, rung + 2);
    }
    let last = export.constant(&format!("c{}", rungs.count), &[]);
    let other = export.literal(usize::from(rungs.wrong));
    export.claim(number, last, other);
}

fn projections(export: &mut Export, rungs: Rungs) {
    const FIELDS: usize = 10;
    let number = export.number();
    export.structure("Wide", &[number; FIELDS]);
    let of = export.constant("Wide", &[]);
    let start = export.axiom("start", of);
    let mut value = start;
    for _ in 0..rungs.count {
        let fields: Vec<Term> = (0..FIELDS).map(|index| export.project("Wide", index, value)).collect();
        value = export.call("Wide.mk", &fields);
    }
    let field = export.project("Wide", FIELDS - 1, value);
    let expected = export.project("Wide", rungs.choose(FIELDS - 1, FIELDS - 2), start);
    export.claim(number, field, expected);
}

/// `(10ⁿ + 0) * 10ⁿ = 10²ⁿ`, and the same as a power of the literal.
fn literals(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let digits = format!("1{}", "0".repeat(rungs.count));
    let square = format!("1{}{}", "0".repeat(2 * rungs.count - 1), u8::from(rungs.wrong));
    let [large, square, zero, two] =
        [digits.as_str(), square.as_str(), "0", "2"].map(|digits| export.natural(digits));
    let sum = export.call("Nat.add", &[large, zero]);
    let product = export.call("Nat.mul", &[sum, large]);
    let power = export.call("Nat.pow", &[large, two]);
    let both = export.call("Nat.add", &[product, power]);
    let expected = export.call("Nat.add", &[square, power]);
    export.claim(number, both, expected);
}

fn discarded(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let binary = export.arrow(&[number, number], number);
    let first = export.bound(1);
    let body = export.lambda(number, first);
    let value = export.lambda(number, body);
    export.define("const", &[], binary, value, 1);
    let zero = export.literal(0);
    let mut term = zero;
    for rung in 0..rungs.count {
        let count = export.literal(1_000_000_000 + rung);
        let long = double(export, count);
        term = export.call("const", &[term, long]);
    }
    let expected = export.literal(usize::from(rungs.wrong));
    export.claim(number, term, expected);
}

/// `F P (long proof) = F P (another)`; wrong: of another proposition.
fn irrelevance(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let universe = export.sort(super::Level::ZERO);
    let [p, q] = ["P", "Q"].map(|name| export.axiom(name, universe));
    let variable = export.bound(0);
    let into = export.arrow(&[variable], number);
    let of = export.pi(universe, into);
    let function = export.axiom("F", of);
    let sides =
        [(p, "p", 1_000_000_000), (rungs.choose(p, q), "q", 2_000_000_000)].map(|(of, name, count)| {
            let start = export.axiom(name, of);
            let unary = export.arrow(&[of], of);
            let step = export.axiom(&format!("{name}.step"), unary);
            let before = export.bound(0);
            let next = export.apply(step, &[before]);
            let count = export.literal(count);
            let motive = export.lambda(number, of);
            let next = export.lambda(of, next);
            let next = export.lambda(number, next);
            let recursor = export.constant("Nat.rec", &[super::Level::ZERO]);
            let mut proof = export.apply(recursor, &[motive, start, next, count]);
            for _ in 0..rungs.count {
                proof = export.apply(step, &[proof]);
            }
            export.apply(function, &[of, proof])
        });
    export.claim(number, sides[0], sides[1]);
}
