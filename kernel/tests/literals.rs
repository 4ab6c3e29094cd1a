//! Literals: numbers, arithmetic on them, strings; and declarations that only look like Lean's.
//! Given by: small declarations, and the prelude of the corpus.
//! Gives: a verdict on `check::literal` and `declare::recognize`.
//! Holds: every lie about a known name is tried and gains nothing.
#![cfg(test)]

use crate::support::{World, broken};
use kernel::{Checker, Constant, Declaration, Hint, Invalid, Kind, Limits, NameId, Problem};

const NONE: &[(&str, &str)] = &[];

fn recursion(base: &str, step: &str) -> String {
    format!("(fun x Nat (fun y Nat (Nat.rec{{1}} (fun t Nat Nat) {base} (fun k Nat (fun h Nat {step})) y)))")
}

/// `Nat.add`, `Nat.pred`, `Nat.sub`, `Nat.mul`, `Nat.pow` by recursion on the second argument.
fn with_arithmetic() -> World {
    let mut world = World::basic();
    let binary = "(-> Nat Nat Nat)";
    world.define("Nat.add", "", binary, &recursion("x", "(Nat.succ h)")).unwrap();
    let pred = "(fun n Nat (Nat.rec{1} (fun t Nat Nat) #0 (fun k Nat (fun h Nat k)) n))";
    world.define("Nat.pred", "", "(-> Nat Nat)", pred).unwrap();
    world.define("Nat.sub", "", binary, &recursion("x", "(Nat.pred h)")).unwrap();
    world.define("Nat.mul", "", binary, &recursion("#0", "(Nat.add h x)")).unwrap();
    world.define("Nat.pow", "", binary, &recursion("#1", "(Nat.mul h x)")).unwrap();
    world
}

#[test]
fn numbers_are_zero_or_a_successor() {
    let mut world = World::basic();
    assert!(world.equal(NONE, "1", "Nat", "#3", "(Nat.succ (Nat.succ (Nat.succ Nat.zero)))"));
    assert!(world.equal(NONE, "1", "Nat", "#3", "(Nat.succ #2)"));
    assert!(world.equal(NONE, "1", "Nat", "#0", "Nat.zero"));
    assert!(!world.equal(NONE, "1", "Nat", "#3", "(Nat.succ #3)"));
    assert!(!world.equal(NONE, "1", "Nat", "#0", "(Nat.succ #0)"));
    assert!(!world.equal(NONE, "1", "Nat", "#3", "#4"));
    let telescope = &[("n", "Nat")];
    assert!(!world.equal(telescope, "1", "Nat", "#3", "(Nat.succ n)"));
    assert!(world.equal(telescope, "1", "Nat", "(Nat.succ (Nat.succ n))", "(Nat.succ (Nat.succ n))"));
    // What comes before may be computed, though a variable occurs in it.
    world.define("two", "", "(-> Nat Nat)", "(fun n Nat #2)").unwrap();
    assert!(world.equal(telescope, "1", "Nat", "#3", "(Nat.succ (two n))"));
    assert!(!world.equal(telescope, "1", "Nat", "#4", "(Nat.succ (two n))"));
}

#[test]
fn large_numbers_that_differ_are_told_apart() {
    let mut world = World::basic();
    let large = "#123456789012345678901234567890";
    assert!(world.equal(NONE, "1", "Nat", large, large));
    assert!(!world.equal(NONE, "1", "Nat", large, "#123456789012345678901234567891"));
}

#[test]
fn arithmetic_is_computed_on_large_numbers() {
    let mut world = with_arithmetic();
    let cases = [
        ("(Nat.add #123456789012345678901234567890 #1)", "#123456789012345678901234567891"),
        ("(Nat.sub #5 #123456789012345678901234567890)", "#0"),
        ("(Nat.sub #123456789012345678901234567890 #1)", "#123456789012345678901234567889"),
        ("(Nat.mul #1000000000000 #1000000000000)", "#1000000000000000000000000"),
        ("(Nat.pow #2 #70)", "#1180591620717411303424"),
        ("(Nat.pow #7 #0)", "#1"),
        ("(Nat.succ #999999999999999999999)", "#1000000000000000000000"),
    ];
    for (term, value) in cases {
        assert!(world.equal(NONE, "1", "Nat", term, value), "{term}");
        assert!(!world.equal(NONE, "1", "Nat", term, "#17"), "{term}");
    }
    let telescope = &[("x", "Nat")];
    assert!(world.equal(telescope, "1", "Nat", "(Nat.add x #2)", "(Nat.succ (Nat.succ x))"));
    assert!(!world.equal(telescope, "1", "Nat", "(Nat.add #2 x)", "(Nat.succ (Nat.succ x))"));
}

#[test]
fn an_operation_is_computed_on_all_its_arguments_only() {
    let mut world = with_arithmetic();
    let of = "(-> Nat Nat)";
    assert!(world.equal(NONE, "1", of, "(Nat.mul #5)", "(fun y Nat (Nat.mul #5 y))"));
    for (a, b) in
        [("(Nat.mul #5)", "(Nat.mul #7)"), ("(Nat.pow #5)", "(Nat.pow #7)"), ("(Nat.add #5)", "(Nat.sub #5)")]
    {
        assert!(!world.equal(NONE, "1", of, a, b), "{a} {b}");
    }
}

/// A product or a shift is as large as its parts together; limits are for what is larger than can be.
#[test]
fn what_is_computed_may_have_some_thousand_bits() {
    let mut world = with_arithmetic();
    with_shift_left(&mut world);
    let (half, whole) = ("(Nat.pow #2 #20000)", "(Nat.pow #2 #40000)");
    for term in [
        format!("(Nat.mul {half} {half})"),
        format!("(Nat.mul #1 {whole})"),
        format!("(Nat.shiftLeft {half} #20000)"),
        "(Nat.shiftLeft #1 #40000)".to_owned(),
    ] {
        assert!(world.equal(NONE, "1", "Nat", &term, whole), "{term}");
    }
}

fn with_shift_left(world: &mut World) {
    let step = "(fun k Nat (fun h (-> Nat Nat) (fun n Nat (h (Nat.mul #2 n)))))";
    let value = format!("(Nat.rec{{1}} (fun t Nat (-> Nat Nat)) (fun n Nat n) {step} y x)");
    let value = format!("(fun x Nat (fun y Nat {value}))");
    world.define("Nat.shiftLeft", "", "(-> Nat Nat Nat)", &value).unwrap();
}

#[test]
fn shifts_multiply_and_divide_by_powers_of_two() {
    let mut world = World::new();
    for export in EXCERPTS[0].0 {
        kernel::ndjson::read(export.as_bytes(), &mut world.store, &mut world.environment).unwrap();
    }
    world.define("Nat.mul", "", "(-> Nat Nat Nat)", &recursion("#0", "(Nat.add h x)")).unwrap();
    with_shift_left(&mut world);
    world.define("Nat.shiftRight", "", "(-> Nat Nat Nat)", &recursion("x", "(Nat.div h #2)")).unwrap();
    for (term, value) in [
        ("(Nat.shiftLeft #3 #70)", "#3541774862152233910272"),
        ("(Nat.shiftLeft #3 #0)", "#3"),
        ("(Nat.shiftLeft #0 #70)", "#0"),
        ("(Nat.shiftRight #3541774862152233910273 #70)", "#3"),
        ("(Nat.shiftRight #3541774862152233910272 #71)", "#1"),
        ("(Nat.shiftRight #7 #123456789012345678901234567890)", "#0"),
    ] {
        assert!(world.equal(NONE, "1", "Nat", term, value), "{term}");
        assert!(!world.equal(NONE, "1", "Nat", term, "#17"), "{term}");
    }
}

#[test]
fn comparisons_are_computed_on_large_numbers() {
    let mut world = World::basic();
    let by_cases = |zero: &str, less: &str| {
        format!(
            "(fun x Nat (Nat.rec{{1}} (fun t Nat (-> Nat Bool))
            (fun y Nat (Nat.rec{{1}} (fun t Nat Bool) {zero} (fun k Nat (fun h Bool {less})) y))
            (fun m Nat (fun f (-> Nat Bool) (fun y Nat
            (Nat.rec{{1}} (fun t Nat Bool) Bool.false (fun k Nat (fun h Bool (f k))) y)))) x))"
        )
    };
    let of = "(-> Nat Nat Bool)";
    world.define("Nat.beq", "", of, &by_cases("Bool.true", "Bool.false")).unwrap();
    world.define("Nat.ble", "", of, &by_cases("Bool.true", "Bool.true")).unwrap();
    let large = "#123456789012345678901234567890";
    for (term, value, other) in [
        (format!("(Nat.beq {large} {large})"), "Bool.true", "Bool.false"),
        (format!("(Nat.beq {large} #7)"), "Bool.false", "Bool.true"),
        (format!("(Nat.ble #7 {large})"), "Bool.true", "Bool.false"),
        (format!("(Nat.ble {large} #7)"), "Bool.false", "Bool.true"),
    ] {
        assert!(world.equal(NONE, "1", "Bool", &term, value), "{term}");
        assert!(!world.equal(NONE, "1", "Bool", &term, other), "{term}");
    }
}

#[test]
fn an_operation_that_is_not_lean_s_is_only_unfolded() {
    let lies = [
        recursion("x", "(Nat.succ (Nat.succ h))"),
        recursion("#1", "(Nat.succ h)"),
        recursion("x", "(Nat.succ k)"),
        "(fun x Nat (fun y Nat #0))".to_owned(),
    ];
    for lie in lies {
        let mut world = World::basic();
        world.define("Nat.add", "", "(-> Nat Nat Nat)", &lie).unwrap();
        assert!(!world.equal(NONE, "1", "Nat", "(Nat.add #2 #2)", "#4") || lie.contains("succ k"), "{lie}");
        assert!(world.equal(NONE, "1", "Nat", "(Nat.add #2 #2)", &format!("({lie} #2 #2)")), "{lie}");
    }
    let mut world = World::basic();
    world.axiom("Nat.add", "", "(-> Nat Nat Nat)").unwrap();
    assert!(!world.equal(NONE, "1", "Nat", "(Nat.add #2 #2)", "#4"));
    let mut world = World::basic();
    world.opaque("Nat.add", "(-> Nat Nat Nat)", &recursion("x", "(Nat.succ h)")).unwrap();
    assert!(!world.equal(NONE, "1", "Nat", "(Nat.add #2 #2)", "#4"));
    let mut world = with_arithmetic();
    world.define("Nat.div", "", "(-> Nat Nat Nat)", "(fun x Nat (fun y Nat x))").unwrap();
    assert!(!world.equal(NONE, "1", "Nat", "(Nat.div #4 #2)", "#2"));
    assert!(world.equal(NONE, "1", "Nat", "(Nat.div #4 #2)", "#4"));
}

#[test]
fn multiplication_over_a_wrong_addition_is_not_computed() {
    let mut world = World::basic();
    let binary = "(-> Nat Nat Nat)";
    world.define("Nat.add", "", binary, "(fun x Nat (fun y Nat #0))").unwrap();
    world.define("Nat.mul", "", binary, &recursion("#0", "(Nat.add h x)")).unwrap();
    assert!(!world.equal(NONE, "1", "Nat", "(Nat.mul #2 #2)", "#4"));
    assert!(world.equal(NONE, "1", "Nat", "(Nat.mul #2 #2)", "#0"));
}

/// Laws are equations by their form: whatever is declared as equality, their sides are compared as they stand.
#[test]
fn a_law_holds_by_its_sides_and_not_by_what_equality_means() {
    let mut world = World::new();
    world.inductive("", 0, &[("Nat", "Type", &[("Nat.zero", "Nat"), ("Nat.succ", "(-> Nat Nat)")])]).unwrap();
    world.axiom("Other", "u", "(pi α (sort u) (-> α α Prop))").unwrap();
    let (of, value) =
        ("(pi α (sort u) (-> α α Prop))", "(fun α (sort u) (fun a α (fun b α (Other{u} α a a))))");
    world.define("Eq", "u", of, value).unwrap();
    world.define("Nat.add", "", "(-> Nat Nat Nat)", "(fun x Nat (fun y Nat x))").unwrap();
    let [sum, two, five] = ["(Nat.add #2 #3)", "#2", "#5"].map(|text| world.term(text));
    let mut checker = Checker::new(&mut world.store, &world.environment);
    assert_eq!(checker.convert(sum, five), Ok(false));
    assert_eq!(checker.convert(sum, two), Ok(true));
}

#[test]
fn a_number_needs_the_numbers_of_lean() {
    let mut world = World::new();
    assert_eq!(broken(world.axiom("a", "", "#1")), Invalid::LiteralWithoutType);
    world.inductive("", 0, &[("False", "Prop", &[])]).unwrap();
    world.define("Nat", "", "Prop", "False").unwrap();
    assert_eq!(broken(world.theorem("a", "", "False", "#1")), Invalid::LiteralWithoutType);
    let fakes: [&[(&str, &str)]; 5] = [
        &[("Nat.zero", "Nat")],
        &[("Nat.succ", "(-> Nat Nat)"), ("Nat.zero", "Nat")],
        &[("Nat.zero", "Nat"), ("Nat.succ", "(-> Nat Nat Nat)")],
        &[("Nat.zero", "Nat"), ("Nat.succ", "(-> Nat Nat)"), ("Nat.omega", "Nat")],
        &[("Nat.nil", "Nat"), ("Nat.succ", "(-> Nat Nat)")],
    ];
    for fake in fakes {
        let mut world = World::new();
        world.inductive("", 0, &[("Nat", "Type", fake)]).unwrap();
        assert_eq!(broken(world.define("a", "", "Nat", "#1")), Invalid::LiteralWithoutType, "{fake:?}");
    }
    let mut world = World::new();
    let in_prop: &[(&str, &str)] = &[("Nat.zero", "Nat"), ("Nat.succ", "(-> Nat Nat)")];
    world.inductive("", 0, &[("Nat", "Prop", in_prop)]).unwrap();
    assert_eq!(broken(world.theorem("a", "", "Nat", "#1")), Invalid::LiteralWithoutType);
}

#[test]
fn a_string_needs_the_strings_of_lean() {
    let mut world = World::basic();
    assert_eq!(broken(world.axiom("a", "", "\"a\"")), Invalid::LiteralWithoutType);
    world.define("String", "", "Prop", "False").unwrap();
    assert_eq!(broken(world.theorem("a", "", "False", "\"a\"")), Invalid::LiteralWithoutType);
    let mut world = World::basic();
    world.axiom("String", "", "Type").unwrap();
    world.axiom("Char", "", "Type").unwrap();
    let nil = ("List.nil", "(pi α (sort u+1) (List{u} α))");
    let cons = ("List.cons", "(pi α (sort u+1) (-> α (List{u} α) (List{u} α)))");
    world.inductive("u", 1, &[("List", "(-> (sort u+1) (sort u+1))", &[nil, cons])]).unwrap();
    world.axiom("character", "", "Char").unwrap();
    world.axiom("text", "", "String").unwrap();
    world.define("Char.ofNat", "", "(-> Nat Char)", "(fun n Nat character)").unwrap();
    assert_eq!(broken(world.define("a", "", "String", "\"a\"")), Invalid::LiteralWithoutType);
    world.define("String.ofList", "", "(-> (List{0} Char) String)", "(fun l (List{0} Char) text)").unwrap();
    world.define("a", "", "String", "\"a\"").unwrap();
    let list = |code: &str| {
        format!("(String.ofList (List.cons{{0}} Char (Char.ofNat #{code}) (List.nil{{0}} Char)))")
    };
    assert!(world.equal(NONE, "1", "String", "\"a\"", &list("97")));
    assert!(world.equal(NONE, "1", "String", "\"a\"", "text"));
    // Nothing else of it mentions what it is made of.
    let [name, axioms @ ..] = &world.names("a String Char character text")[..] else { panic!("five names") };
    assert_eq!(world.environment.axioms(&world.store, &[*name]), axioms);
}

#[test]
fn texts_are_lists_of_characters() {
    let Some(mut world) = World::of_corpus("arena/good/init-prelude.ndjson.zst") else { return };
    let list = |codes: &[u32]| {
        let nil = "(List.nil{0} Char)".to_owned();
        let list = codes
            .iter()
            .rev()
            .fold(nil, |list, code| format!("(List.cons{{0}} Char (Char.ofNat #{code}) {list})"));
        format!("(String.ofList {list})")
    };
    assert!(world.equal(NONE, "1", "String", "\"aé\"", &list(&[97, 233])));
    assert!(!world.equal(NONE, "1", "String", "\"aé\"", &list(&[97, 234])));
    assert!(!world.equal(NONE, "1", "String", "\"aé\"", &list(&[97])));
    assert!(!world.equal(NONE, "1", "String", "\"ab\"", "\"ac\""));
    assert!(world.equal(NONE, "1", "String", "\"\"", &list(&[])));
}

#[test]
fn the_arithmetic_of_the_prelude_is_recognized() {
    let Some(mut world) = World::of_corpus("arena/good/init-prelude.ndjson.zst") else { return };
    let (a, b) = ("#1000000000000000000000000000007", "#1000000000000000000003");
    let cases = [
        (format!("(Nat.div {a} {b})"), "#999999999"),
        (format!("(Nat.mod {a} {b})"), "#999999999997000000010"),
        (format!("(Nat.add {a} {b})"), "#1000000001000000000000000000010"),
        (format!("(Nat.div {a} #0)"), "#0"),
        (format!("(Nat.mod {b} #0)"), b),
    ];
    for (term, value) in cases {
        assert!(world.equal(NONE, "1", "Nat", &term, value), "{term}");
        assert!(!world.equal(NONE, "1", "Nat", &term, "#3"), "{term}");
    }
    assert!(world.equal(NONE, "1", "Bool", &format!("(Nat.ble {b} {a})"), "Bool.true"));
    assert!(world.equal(NONE, "1", "Bool", &format!("(Nat.beq {b} {a})"), "Bool.false"));
}

macro_rules! excerpts {
    ($($name:literal)*) => { &[$(include_str!(concat!("../src/declare/lean/", $name, ".ndjson"))),*] };
}

/// The excerpts by which `div`, `mod` and `gcd` are known, in the order in which they build on each other.
pub(super) const EXCERPTS: [(&[&str], &str); 7] = [
    (excerpts!("Nat" "Eq" "Bool" "4.29" "4.29-div"), "div"),
    (excerpts!("Nat" "Eq" "Bool" "4.29" "4.29-mod"), "mod"),
    (excerpts!("Nat" "Eq" "Bool" "4.22-mod"), "mod"),
    (excerpts!("Nat" "Eq" "Bool" "4.22-mod" "4.22-gcd"), "gcd"),
    (excerpts!("Nat" "Eq" "Bool" "4.0-m2" "4.0-m2-div"), "div"),
    (excerpts!("Nat" "Eq" "Bool" "4.0-m2" "4.0-m2-mod"), "mod"),
    (excerpts!("Nat" "Eq" "Bool" "4.0-m2" "4.0-m2-mod" "4.0-m2-gcd"), "gcd"),
];

/// Whether an operation is computed in an environment of these exports, on numbers far too large to unfold.
fn is_computed<T: AsRef<str>>(exports: &[T], operation: &str) -> bool {
    let mut world = World::new();
    for export in exports {
        kernel::ndjson::read(export.as_ref().as_bytes(), &mut world.store, &mut world.environment).unwrap();
    }
    let (a, b) = ("#1000000000000000000000000000007", "#1000000000000000000003");
    let term = world.term(&format!("(Nat.{operation} {a} {b})"));
    // Whoever computes takes a few steps; whoever unfolds, as many as there are.
    world.environment.limits = Limits { steps: 1_000, ..Limits::SMALL };
    let value = Checker::new(&mut world.store, &world.environment).whnf(term);
    let is_literal = |term| matches!(world.store.term_at(term), kernel::Term::Natural(_));
    value.is_ok_and(is_literal)
}

/// An excerpt in which subtraction gives its second argument; every definition still has its type.
fn with_another_subtraction(excerpt: &str) -> Option<String> {
    let number = |line: &str, key: &str| {
        let rest = &line[line.find(&format!("\"{key}\":")).unwrap() + key.len() + 3..];
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u64>().unwrap()
    };
    let named = |prefix: u64, text: &str| {
        let end = format!("\"str\":{{\"pre\":{prefix},\"str\":\"{text}\"}}}}");
        excerpt.lines().find(|line| line.ends_with(&end)).map(|line| number(line, "in"))
    };
    let natural = named(0, "Nat")?;
    let subtraction = named(natural, "sub")?;
    let line = excerpt.lines().find(|line| line.contains(&format!("\"def\":{{\"all\":[{subtraction}],")))?;
    let constant = format!("{{\"const\":{{\"name\":{natural},\"us\":[]}},\"ie\":");
    let of = number(excerpt.lines().find(|line| line.starts_with(&constant)).unwrap(), "ie");
    let binder =
        |body: u64| format!("{{\"binderInfo\":\"default\",\"body\":{body},\"name\":0,\"type\":{of}}}");
    let (variable, inner, outer) = (1_000_000, 1_000_001, 1_000_002);
    let value = format!("\"value\":{}}}", number(line, "value"));
    let changed = line.replace(&value, &format!("\"value\":{outer}}}"));
    assert_ne!(line, changed);
    let lines = [
        format!("{{\"bvar\":0,\"ie\":{variable}}}"),
        format!("{{\"ie\":{inner},\"lam\":{}}}", binder(variable)),
        format!("{{\"ie\":{outer},\"lam\":{}}}", binder(inner)),
        changed,
    ];
    Some(excerpt.replace(line, &lines.join("\n")))
}

#[test]
fn operations_are_recognized_by_all_they_are_made_of() {
    for (excerpts, operation) in EXCERPTS {
        assert!(is_computed(excerpts, operation), "{operation}");
        let lie = excerpts.iter().map(|it| with_another_subtraction(it).unwrap_or_else(|| (*it).to_owned()));
        let lie: Vec<String> = lie.collect();
        assert_ne!(lie, excerpts);
        assert!(!is_computed(&lie, operation), "{operation}");
    }
}

#[test]
fn operations_are_recognized_whatever_binders_are_called() {
    for (excerpts, operation) in &EXCERPTS[..2] {
        let renamed: Vec<_> =
            excerpts.iter().map(|it| it.replace("\"str\":\"fuel\"", "\"str\":\"petrol\"")).collect();
        assert_ne!(renamed, *excerpts);
        assert!(is_computed(&renamed, operation), "{operation}");
    }
}

#[test]
fn a_name_that_only_looks_like_lean_s_is_not_lean_s() {
    // One part that has a dot in it is another name than two parts.
    let mut world = World::basic();
    let name = world.store.name_text(NameId::ANONYMOUS, "Nat.add");
    let (of, value) = (world.term("(-> Nat Nat Nat)"), world.term("(fun x Nat (fun y Nat y))"));
    let kind = Kind::Definition(value, Hint::Abbreviation);
    let constant = Constant { name, levels: Vec::new(), of, kind };
    world.environment.add(&mut world.store, Declaration::Constant(constant)).unwrap();
    world.define("Nat.add", "", "(-> Nat Nat Nat)", &recursion("x", "(Nat.succ h)")).unwrap();
    let arguments = [world.term("#2"), world.term("#3")];
    let [other, own] = [name, world.store.name("Nat.add")].map(|name| {
        let operation = world.store.constant(name, &[]);
        world.store.apply(operation, &arguments)
    });
    let mut checker = Checker::new(&mut world.store, &world.environment);
    let (three, five) = (checker.store.natural(3_u32.into()), checker.store.natural(5_u32.into()));
    assert_eq!(checker.convert(other, three), Ok(true));
    assert_eq!(checker.convert(other, five), Ok(false));
    assert_eq!(checker.convert(own, five), Ok(true));
}

#[test]
fn too_large_a_number_is_a_limit() {
    let mut world = with_arithmetic();
    let power = world.term("(Nat.pow #2 #65536)");
    let tower = world.term("(Nat.pow (Nat.pow #2 #65536) #65536)");
    let mut checker = Checker::new(&mut world.store, &world.environment);
    assert!(checker.whnf(power).is_ok());
    assert_eq!(checker.whnf(tower), Err(Problem::Limit(kernel::Limit::NumberSize)));
}

/// The largest number that is computed has so many bits.
#[test]
fn no_number_is_larger_than_the_limit() {
    let mut world = with_arithmetic();
    with_shift_left(&mut world);
    let shift = |last: u32| {
        let third =
            (0..3).fold("#1".to_owned(), |number, _| format!("(Nat.shiftLeft {number} #{})", 1 << 24));
        format!("(Nat.shiftLeft {third} #{last})")
    };
    let [largest, larger] = [(1 << 24) - 1, 1 << 24].map(|last| world.term(&shift(last)));
    let mut checker = Checker::new(&mut world.store, &world.environment);
    assert!(checker.whnf(largest).is_ok());
    assert_eq!(checker.whnf(larger), Err(Problem::Limit(kernel::Limit::NumberSize)));
}

/// Their time grows with the square of the length.
#[test]
fn quotients_and_common_divisors_of_the_longest_numbers_are_not_computed() {
    for (excerpts, operation) in EXCERPTS {
        let mut world = World::new();
        for excerpt in excerpts {
            kernel::ndjson::read(excerpt.as_bytes(), &mut world.store, &mut world.environment).unwrap();
        }
        let operation = world.term(&format!("Nat.{operation}"));
        let mut result = |bits: u32| {
            let numbers =
                [2_u32, 1].map(|first| world.store.natural(num_bigint::BigUint::from(first) << bits));
            let term = world.store.apply(operation, &numbers);
            Checker::new(&mut world.store, &world.environment).whnf(term)
        };
        assert!(result((1 << 20) - 2).is_ok());
        assert_eq!(result(1 << 23), Err(Problem::Limit(kernel::Limit::NumberSize)));
    }
}
