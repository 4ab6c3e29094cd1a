//! Ladders of variables: many binders, and variables that are used far from them, often, or not at all.
//! Given by: `ladders`.
//! Gives: lambdas, lets and definitions whose bodies are met under many values of variables.
//! Holds: a body means the same under all of them, or the values are the same again.

use super::{Export, Kind, Rungs, Term, kind};

pub(super) const KINDS: &[Kind] = &[
    kind("variables", "fun x … z => f x (f y (… 0))", variables),
    kind("deep-variables", "fun x => f x (fun y => f y (… x y …))", deep_variables),
    kind("far", "a function of a number and many proofs about it", far),
    kind("far-let", "let x := succ a; let y := succ a; …", far_let),
    kind("two-domains", "t = f (fun x : Nat => t) (fun x : Bool => t)", two_domains),
    kind("two-lets", "t = dup (let x := 0; t) (let x := 1; t)", two_lets),
    kind("two-functions", "t = f (Nat → t) (Bool → t), of types", two_functions),
    kind("two-uses", "t = f (fun x : Nat => op x t) (fun x : Bool => pick x t)", two_uses),
    kind("domains", "t = f (fun x : Nat => (fun y : P t => 0) (p t))", domains),
    kind("eta", "fun x … z => f x … z against f", eta),
    kind("prefixes", "f, f x, f x y, …, all in one term", prefixes),
    kind("hidden", "f 0 1, f 0 2, …, where f : (x : Nat) → T x, and T x unfolds slowly", hidden),
    kind("twice", "t = both t t, where both looks at both", twice),
    kind("tests", "test (n + 1) a = test n (both a a)", tests),
];

fn claim_of_function(export: &mut Export, function: Term, of: Term) {
    export.define("value", &[], of, function, 1);
}

/// An axiom `op : Nat → Nat → Nat`.
fn operation(export: &mut Export) -> Term {
    let number = export.number();
    let of = export.arrow(&[number, number], number);
    export.axiom("op", of)
}

fn variables(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let function = operation(export);
    let start = export.literal(0);
    let truth = export.constant("Bool.true", &[]);
    let mut body = rungs.choose(start, truth);
    for index in 0..rungs.count {
        let variable = export.bound(index);
        body = export.apply(function, &[variable, body]);
    }
    let value = (0..rungs.count).fold(body, |body, _| export.lambda(number, body));
    let of = (0..rungs.count).fold(number, |body, _| export.pi(number, body));
    claim_of_function(export, value, of);
}

fn deep_variables(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let operation = operation(export);
    let unary = export.arrow(&[number], number);
    let of = export.arrow(&[number, unary], number);
    let function = export.axiom("f", of);
    let start = export.literal(0);
    let truth = export.constant("Bool.true", &[]);
    let mut body = rungs.choose(start, truth);
    for index in 0..rungs.count {
        let variable = export.bound(index);
        body = export.apply(operation, &[variable, body]);
    }
    let variable = export.bound(0);
    for _ in 1..rungs.count {
        let inner = export.lambda(number, body);
        body = export.apply(function, &[variable, inner]);
    }
    let value = export.lambda(number, body);
    claim_of_function(export, value, unary);
}

fn far(export: &mut Export, rungs: Rungs) {
    let (number, one) = (export.number(), export.level(1));
    let [equality, reflexivity] = ["Eq", "Eq.refl"].map(|name| export.constant(name, &[one]));
    let mut of = number;
    for index in (0..rungs.count).rev() {
        let first = export.bound(index);
        let statement = export.apply(equality, &[number, first, first]);
        of = export.pi(statement, of);
    }
    of = export.pi(number, of);
    let function = export.axiom("f", of);
    let [zero, other] = [0, usize::from(rungs.wrong)].map(|number| export.literal(number));
    let [proof, last] = [zero, other].map(|value| export.apply(reflexivity, &[number, value]));
    let mut value = export.apply(function, &[zero]);
    for rung in 1..=rungs.count {
        value = export.apply(value, &[if rung == rungs.count { last } else { proof }]);
    }
    export.define("value", &[], number, value, 1);
}

fn far_let(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let zero = export.literal(0);
    let truth = export.constant("Bool.true", &[]);
    let mut body = export.bound(0);
    for index in (0..rungs.count).rev() {
        let variable = export.bound(index);
        let value = if index == 0 { rungs.choose(variable, truth) } else { variable };
        let value = export.after(value);
        body = export.let_in(number, value, body);
    }
    let value = export.let_in(number, zero, body);
    let literal = export.literal(1);
    export.claim(number, value, literal);
}

/// The outermost variable as the start of a ladder under as many binders; wrong: something of another type.
fn innermost(export: &mut Export, rungs: Rungs) -> Term {
    let outermost = export.bound(rungs.count);
    let truth = export.constant("Bool.true", &[]);
    rungs.choose(outermost, truth)
}

fn two_domains(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let truth = export.constant("Bool", &[]);
    let functions = [number, truth].map(|domain| export.arrow(&[domain], number));
    let of = export.arrow(&functions, number);
    let function = export.axiom("f", of);
    let mut term = innermost(export, rungs);
    for _ in 0..rungs.count {
        let branches = [number, truth].map(|domain| export.lambda(domain, term));
        term = export.apply(function, &branches);
    }
    let value = export.lambda(number, term);
    let of = export.arrow(&[number], number);
    claim_of_function(export, value, of);
}

fn two_uses(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let truth = export.constant("Bool", &[]);
    let functions = [number, truth].map(|domain| export.arrow(&[domain], number));
    let of = export.arrow(&functions, number);
    let function = export.axiom("f", of);
    let uses = [("op", number), ("pick", truth)].map(|(name, domain)| {
        let of = export.arrow(&[domain, number], number);
        (domain, export.axiom(name, of))
    });
    let variable = export.bound(0);
    let mut term = innermost(export, rungs);
    for _ in 0..rungs.count {
        let branches = uses.map(|(domain, operation)| {
            let body = export.apply(operation, &[variable, term]);
            export.lambda(domain, body)
        });
        term = export.apply(function, &branches);
    }
    let value = export.lambda(number, term);
    let of = export.arrow(&[number], number);
    claim_of_function(export, value, of);
}

fn domains(export: &mut Export, rungs: Rungs) {
    let (number, zero, one) = (export.number(), export.literal(0), export.level(1));
    let universe = export.sort(one);
    let of = export.arrow(&[number], universe);
    let family = export.axiom("P", of);
    let variable = export.bound(0);
    let of = export.apply(family, &[variable]);
    let of = export.pi(number, of);
    let value = export.axiom("p", of);
    let unary = export.arrow(&[number], number);
    let of = export.arrow(&[unary], number);
    let function = export.axiom("f", of);
    let mut term = innermost(export, rungs);
    for _ in 0..rungs.count {
        let domain = export.apply(family, &[term]);
        let inner = export.lambda(domain, zero);
        let argument = export.apply(value, &[term]);
        let body = export.apply(inner, &[argument]);
        let branch = export.lambda(number, body);
        term = export.apply(function, &[branch]);
    }
    let value = export.lambda(number, term);
    claim_of_function(export, value, unary);
}

fn two_lets(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let function = operation(export);
    let values = [0, 1].map(|value| export.literal(value));
    let mut term = innermost(export, rungs);
    for _ in 0..rungs.count {
        let branches = values.map(|value| export.let_in(number, value, term));
        term = export.apply(function, &branches);
    }
    let value = export.lambda(number, term);
    let of = export.arrow(&[number], number);
    claim_of_function(export, value, of);
}

fn two_functions(export: &mut Export, rungs: Rungs) {
    let (number, one) = (export.number(), export.level(1));
    let universe = export.sort(one);
    let truth = export.constant("Bool", &[]);
    let of = export.arrow(&[universe, universe], universe);
    let function = export.axiom("f", of);
    let mut term = innermost(export, rungs);
    for _ in 0..rungs.count {
        let branches = [number, truth].map(|domain| export.pi(domain, term));
        term = export.apply(function, &branches);
    }
    let value = export.lambda(universe, term);
    let of = export.arrow(&[universe], universe);
    claim_of_function(export, value, of);
}

fn eta(export: &mut Export, rungs: Rungs) {
    let (number, one) = (export.number(), export.level(1));
    let of = (0..rungs.count).fold(number, |body, _| export.pi(number, body));
    let [function, other] = ["f", "g"].map(|name| export.axiom(name, of));
    let mut value = function;
    for index in (0..rungs.count).rev() {
        let variable = export.bound(index);
        value = export.apply(value, &[variable]);
    }
    let value = (0..rungs.count).fold(value, |body, _| export.lambda(number, body));
    let equality = export.constant("Eq", &[one]);
    let statement = export.apply(equality, &[of, value, rungs.choose(function, other)]);
    let reflexivity = export.constant("Eq.refl", &[one]);
    let proof = export.apply(reflexivity, &[of, value]);
    export.theorem("claim", statement, proof);
}

/// `take (f x) (take (f x y) …)`, where `take` forgets the first and has its type as an argument.
fn prefixes(export: &mut Export, rungs: Rungs) {
    let (number, one) = (export.number(), export.level(1));
    let universe = export.sort(one);
    let [zero, variable] = [export.literal(0), export.bound(0)];
    let of = export.arrow(&[number], number);
    let of = export.pi(variable, of);
    let of = export.pi(universe, of);
    let take = export.axiom("take", of);
    let mut types = vec![number];
    for rung in 0..rungs.count {
        let of = export.pi(number, types[rung]);
        types.push(of);
    }
    let mut prefix = export.axiom("f", types[rungs.count]);
    let mut all = zero;
    for rung in (0..rungs.count).rev() {
        prefix = export.apply(prefix, &[zero]);
        let of = if rungs.wrong && rung == 0 { types[1] } else { types[rung] };
        all = export.apply(take, &[of, prefix, all]);
    }
    export.define("value", &[], number, all, 1);
}

fn hidden(export: &mut Export, rungs: Rungs) {
    let (number, one) = (export.number(), export.level(1));
    let unary = export.arrow(&[number], number);
    let universe = export.sort(one);
    let family = export.arrow(&[number], universe);
    let mut of = unary;
    for rung in 0..rungs.count {
        let value = export.lambda(number, of);
        let name = format!("T{rung}");
        export.define(&name, &[], family, value, rung + 1);
        let variable = export.bound(0);
        of = export.call(&name, &[variable]);
    }
    let of = export.pi(number, of);
    let function = export.axiom("f", of);
    let operation = operation(export);
    let [zero, truth] = [export.literal(0), export.constant("Bool.true", &[])];
    let mut sum = rungs.choose(zero, truth);
    for rung in 0..rungs.count {
        let argument = export.literal(rung);
        let term = export.apply(function, &[zero, argument]);
        sum = export.apply(operation, &[term, sum]);
    }
    export.define("value", &[], number, sum, 1);
}

/// Defines `both`: the second if the first is true.
fn both(export: &mut Export) {
    let truth = export.constant("Bool", &[]);
    let one = export.level(1);
    let motive = export.lambda(truth, truth);
    let [a, b] = [1, 0].map(|index| export.bound(index));
    let no = export.constant("Bool.false", &[]);
    let recursor = export.constant("Bool.rec", &[one]);
    let value = export.apply(recursor, &[motive, no, b, a]);
    let value = export.lambda(truth, value);
    let value = export.lambda(truth, value);
    let of = export.arrow(&[truth, truth], truth);
    export.define("both", &[], of, value, 1);
}

fn claim_truth(export: &mut Export, value: Term, rungs: Rungs) {
    let [truth, yes, no] = ["Bool", "Bool.true", "Bool.false"].map(|name| export.constant(name, &[]));
    export.claim(truth, value, rungs.choose(yes, no));
}

fn twice(export: &mut Export, rungs: Rungs) {
    both(export);
    let yes = export.constant("Bool.true", &[]);
    let value = (0..rungs.count).fold(yes, |value, _| export.call("both", &[value, value]));
    claim_truth(export, value, rungs);
}

fn tests(export: &mut Export, rungs: Rungs) {
    both(export);
    let truth = export.constant("Bool", &[]);
    let unary = export.arrow(&[truth], truth);
    let variable = export.bound(0);
    let argument = export.call("both", &[variable, variable]);
    let value = export.lambda(truth, variable);
    export.define("test0", &[], unary, value, 2);
    for rung in 0..rungs.count {
        let value = export.call(&format!("test{rung}"), &[argument]);
        let value = export.lambda(truth, value);
        export.define(&format!("test{}", rung + 1), &[], unary, value, rung + 3);
    }
    let yes = export.constant("Bool.true", &[]);
    let value = export.call(&format!("test{}", rungs.count), &[yes]);
    claim_truth(export, value, rungs);
}
