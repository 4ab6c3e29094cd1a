//! Ladders of bulk: one thing that is large, and many that use it.
//! Given by: `ladders`.
//! Gives: levels, names, lists of universe parameters, constructors and structures with many parts.
//! Holds: each use is small; who looks through all of the large thing at each use is too late.

use super::{Export, Kind, Level, Rungs, Term, kind};

pub(super) const KINDS: &[Kind] = &[
    kind("level-uses", "many constants at one large level", level_uses),
    kind("level-prefixes", "one constant at l, max (l + 1) v, …", level_prefixes),
    kind("level-pairs", "many constants at one large level, whose types say it in another way", level_pairs),
    kind("parameters", "a constant of many universe parameters, at these in another order", parameters),
    kind("names", "axioms a, a.a, a.a.a, …", names),
    kind("projected", "⟨⟨x, …, z⟩.0, …⟩ against ⟨x, …, z⟩", projected),
    kind("backwards", "the fields of a structure, the last one first", backwards),
    kind("turns", "fields of two structures in turns", turns),
    kind("field-graph", "a structure with fields of types t = t × t", field_graph),
    kind("fields", "a structure with many fields of one large type", fields),
    kind("instances", "many constants of one large type over universe parameters", instances),
    kind("casts", "casts along proofs that a type is itself", casts),
];

/// `l = max (l + 1) v`, from `u`; each step of it.
fn large_levels(export: &mut Export, rungs: Rungs, is_turned: bool) -> Vec<Level> {
    let [u, v] = ["u", "v"].map(|name| export.parameter(name));
    let mut all = vec![u];
    for rung in 0..rungs.count {
        let next = export.successor(all[rung]);
        all.push(if is_turned { export.max(v, next) } else { export.max(next, v) });
    }
    all
}

fn declared(rungs: Rungs) -> &'static [&'static str] {
    rungs.choose(&["u", "v"], &["u"])
}

fn sum(export: &mut Export, terms: impl Iterator<Item = Term>) -> Term {
    let number = export.number();
    let of = export.arrow(&[number, number], number);
    let function = export.axiom("op", of);
    let zero = export.literal(0);
    terms.fold(zero, |sum, term| export.apply(function, &[term, sum]))
}

fn level_uses(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let large = large_levels(export, rungs, false)[rungs.count];
    let parameter = export.parameter("w");
    let universe = export.sort(parameter);
    let of = export.arrow(&[universe], number);
    let variable = export.bound(0);
    let terms: Vec<Term> = (0..rungs.count)
        .map(|rung| {
            let name = format!("c{rung}");
            export.axiom_over(&name, &["w"], of);
            let constant = export.constant(&name, &[large]);
            export.apply(constant, &[variable])
        })
        .collect();
    let sum = sum(export, terms.into_iter());
    let universe = export.sort(large);
    let value = export.lambda(universe, sum);
    let of = export.arrow(&[universe], number);
    export.define("value", declared(rungs), of, value, 1);
}

fn level_prefixes(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let levels = large_levels(export, rungs, false);
    export.parameter("w");
    export.axiom_over("c", &["w"], number);
    let terms: Vec<Term> = levels.into_iter().map(|level| export.constant("c", &[level])).collect();
    let sum = sum(export, terms.into_iter());
    export.define("value", declared(rungs), number, sum, 1);
}

fn level_pairs(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let [one_way, other_way] =
        [false, true].map(|is_turned| large_levels(export, rungs, is_turned)[rungs.count]);
    let another = export.successor(other_way);
    let [right, of_right, wrong] = [one_way, other_way, another].map(|level| export.sort(level));
    let of = export.arrow(&[right], number);
    export.axiom_over("f", &["u", "v"], of);
    let levels = ["u", "v"].map(|name| export.parameter(name));
    let function = export.constant("f", &levels);
    let terms: Vec<Term> = (0..rungs.count)
        .map(|rung| {
            let name = format!("c{rung}");
            let is_wrong = rungs.wrong && rung == 0;
            export.axiom_over(&name, &["u", "v"], if is_wrong { wrong } else { of_right });
            let constant = export.constant(&name, &levels);
            export.apply(function, &[constant])
        })
        .collect();
    let sum = sum(export, terms.into_iter());
    export.define("value", &["u", "v"], number, sum, 1);
}

fn parameters(export: &mut Export, rungs: Rungs) {
    let names: Vec<String> = (0..rungs.count).map(|index| format!("u{index}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut levels: Vec<Level> = names.iter().map(|name| export.parameter(name)).collect();
    let largest = levels.iter().fold(Level::ZERO, |level, &next| export.max(level, next));
    let of = export.sort(largest);
    export.axiom_over("c", &names, of);
    levels.reverse();
    let value = export.constant("c", &levels);
    let largest = if rungs.wrong { export.successor(largest) } else { largest };
    let of = export.sort(largest);
    export.define("value", &names, of, value, 1);
}

fn names(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let mut name = export.name("a");
    for _ in 0..rungs.count {
        export.axiom_named(name, &[], number);
        name = export.name_under(name, "a");
    }
    let first = export.name("a");
    export.axiom_named(if rungs.wrong { first } else { name }, &[], number);
}

fn wide(export: &mut Export, rungs: Rungs) -> Term {
    let number = export.number();
    export.structure("Wide", &vec![number; rungs.count]);
    export.constant("Wide", &[])
}

fn projected(export: &mut Export, rungs: Rungs) {
    let of = wide(export, rungs);
    let fields: Vec<Term> = (0..rungs.count).map(|field| export.literal(field)).collect();
    let built = export.call("Wide.mk", &fields);
    let mut fields: Vec<Term> = (0..rungs.count).map(|index| export.project("Wide", index, built)).collect();
    if rungs.wrong {
        fields[rungs.count - 1] = fields[0];
    }
    let again = export.call("Wide.mk", &fields);
    export.claim(of, again, built);
}

fn backwards(export: &mut Export, rungs: Rungs) {
    let of = wide(export, rungs);
    let value = export.axiom("value", of);
    let fields: Vec<Term> = (0..rungs.count).map(|index| export.project("Wide", index, value)).collect();
    claim_sum(export, rungs, fields.into_iter());
}

fn turns(export: &mut Export, rungs: Rungs) {
    let of = wide(export, rungs);
    let values = ["value", "other"].map(|name| export.axiom(name, of));
    let fields: Vec<Term> =
        (0..2 * rungs.count).map(|index| export.project("Wide", index / 2, values[index % 2])).collect();
    claim_sum(export, rungs, fields.into_iter().rev());
}

/// The sum is a number; wrong: a truth.
fn claim_sum(export: &mut Export, rungs: Rungs, terms: impl Iterator<Item = Term>) {
    let (number, truth) = (export.number(), export.constant("Bool", &[]));
    let sum = sum(export, terms);
    export.define("sum", &[], rungs.choose(number, truth), sum, 1);
}

fn field_graph(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let of = export.constant("Prod", &[Level::ZERO; 2]);
    let mut fields = vec![number];
    for rung in 1..rungs.count {
        let next = export.apply(of, &[fields[rung - 1]; 2]);
        fields.push(next);
    }
    export.structure("Wide", &fields);
    let structure = export.constant("Wide", &[]);
    let value = export.axiom("value", structure);
    let last = export.project("Wide", rungs.count - 1, value);
    let of = rungs.choose(fields[rungs.count - 1], number);
    export.define("last", &[], of, last, 1);
}

fn fields(export: &mut Export, rungs: Rungs) {
    let list = export.constant("List", &[Level::ZERO]);
    let number = export.number();
    let large = (0..rungs.count).fold(number, |of, _| export.apply(list, &[of]));
    let mut all = vec![large; rungs.count];
    if rungs.wrong {
        all[0] = export.literal(0);
    }
    export.structure("Wide", &all);
}

fn instances(export: &mut Export, rungs: Rungs) {
    let number = export.number();
    let u = export.parameter("u");
    let universe = export.sort(u);
    let large = (0..rungs.count).fold(number, |of, _| export.pi(universe, of));
    let larger = export.pi(universe, large);
    let of = export.arrow(&[large], number);
    export.axiom_over("use", &["u"], of);
    let next = export.successor(u);
    let function = export.constant("use", &[next]);
    let terms: Vec<Term> = (0..rungs.count)
        .map(|rung| {
            let name = format!("c{rung}");
            export.axiom_over(&name, &["u"], if rungs.wrong && rung == 0 { larger } else { large });
            let constant = export.constant(&name, &[next]);
            export.apply(function, &[constant])
        })
        .collect();
    let sum = sum(export, terms.into_iter());
    export.define("value", &["u"], number, sum, 1);
}

/// `Eq.rec t h`, where `h : Nat = Nat`; wrong: `h : Nat = Bool`, and a number comes out.
fn casts(export: &mut Export, rungs: Rungs) {
    let (number, one, two) = (export.number(), export.level(1), export.level(2));
    let universe = export.sort(one);
    let truth = export.constant("Bool", &[]);
    let equality = export.constant("Eq", &[two]);
    let variable = export.bound(0);
    let statement = export.apply(equality, &[universe, number, variable]);
    let motive_body = export.bound(1);
    let motive = export.lambda(statement, motive_body);
    let motive = export.lambda(universe, motive);
    let recursor = export.constant("Eq.rec", &[one, two]);
    let start = export.literal(0);
    let mut term = start;
    for rung in 0..rungs.count {
        let other = if rungs.wrong && rung == 0 { truth } else { number };
        let statement = export.apply(equality, &[universe, number, other]);
        let proof = export.axiom(&format!("h{rung}"), statement);
        term = export.apply(recursor, &[universe, number, motive, term, number, proof]);
    }
    export.claim(number, term, start);
}
