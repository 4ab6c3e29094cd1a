//! Limits: inputs that are deep, or that need endless work, end in a limit and not in a crash or a verdict.
//! Given by: generated terms and exports.
//! Gives: a verdict on the limits of the checker, the store and the readers.
//! Holds: tests run on the stacks for which the limits are made.
#![cfg(test)]

use crate::support::{Family, World, broken, thorough};
use kernel::ndjson::{ReadError, read};
use kernel::{
    Checker, Environment, Invalid, Level, LevelId, Limit, Limits, NameId, Problem, Store, Term, TermId,
    on_large_stack,
};
use num_bigint::BigUint;
use std::fmt::Write;

/// Not even twenty bytes for each fit the stack of a test.
const DEEP: usize = 100_000;

/// Runs work on a tenth of the large stack, with a tenth of its limit of nesting: what fits there fits the whole. It is given a
/// depth that is beyond the limit.
fn on_part_of_large_stack<T: Send>(work: impl FnOnce(Limits, usize) -> T + Send) -> T {
    let part = if thorough() { 1 } else { 10 };
    let limits = Limits { depth: Limits::LARGE.depth / part, ..Limits::LARGE };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size((512 << 20) / part as usize);
        let deep = limits.depth as usize / 2 * 3;
        thread.spawn_scoped(scope, move || work(limits, deep)).unwrap().join().unwrap()
    })
}

fn limit<T>(outcome: Result<T, Problem>) -> Option<Limit> {
    match outcome {
        Err(Problem::Limit(limit)) => Some(limit),
        _ => None,
    }
}

fn successors(world: &mut World, count: usize, of: TermId) -> TermId {
    let successor = world.term("Nat.succ");
    (0..count).fold(of, |of, _| world.store.apply(successor, &[of]))
}

fn binders(world: &mut World, count: usize) -> TermId {
    let number = world.term("Nat");
    (0..count).fold(number, |body, _| world.store.arrow(number, body))
}

/// Judges deep terms of several shapes; each is judged or ends in a limit.
fn judge_deep_terms(limits: Limits, depth: usize) -> Vec<Option<Limit>> {
    let mut world = World::basic();
    world.environment.limits = limits;
    let zero = world.term("Nat.zero");
    let number = world.term("Nat");
    let identity = world.term("(fun x Nat x)");
    let nested = successors(&mut world, depth, zero);
    let redexes = (0..depth).fold(zero, |of, _| world.store.apply(identity, &[of]));
    let mut lambdas = zero;
    let mut lets = world.store.bound(0);
    let binder = kernel::Binder { name: NameId::ANONYMOUS, kind: kernel::BinderKind::Explicit };
    for _ in 0..depth {
        lambdas = world.store.lambda(binder, number, lambdas);
        lets = world.store.term(kernel::Term::Let { name: binder.name, of: number, value: zero, body: lets });
    }
    let lets = world.store.instantiate(lets, &[zero]);
    let domains = (0..depth).fold(number, |of, _| world.store.arrow(of, number));
    let pis = binders(&mut world, depth);
    let head = world.store.apply(identity, &vec![zero; depth]);
    let other = successors(&mut world, depth, number);
    world.axiom("f", "", "(-> Nat Nat)").unwrap();
    world.define("g", "", "(-> Nat Nat)", "f").unwrap();
    let towers = ["f", "g"].map(|name| {
        let function = world.term(name);
        (0..depth).fold(zero, |of, _| world.store.apply(function, &[of]))
    });
    let mut checker = Checker::new(&mut world.store, &world.environment);
    let mut found = vec![limit(checker.convert(towers[0], towers[1]))];
    for term in [nested, redexes, lambdas, lets, domains, pis, head, other] {
        found.push(limit(checker.infer(term)));
        found.push(limit(checker.type_of(term)));
        found.push(limit(checker.whnf(term)));
        found.push(limit(checker.convert(term, nested)));
    }
    found
}

/// A quarter of the two megabytes is left to callers, and to compilers that need more.
#[test]
fn deep_terms_fit_the_small_stack() {
    let thread = std::thread::Builder::new().stack_size(1_500 << 10);
    let found = thread.spawn(|| judge_deep_terms(Limits::SMALL, DEEP / 2)).unwrap().join().unwrap();
    assert!(found.contains(&Some(Limit::Depth)));
    assert!(found.contains(&None));
}

#[test]
fn deep_terms_fit_the_large_stack() {
    let found = on_part_of_large_stack(judge_deep_terms);
    assert!(found.contains(&Some(Limit::Depth)));
    assert!(found.contains(&None));
    let found = on_part_of_large_stack(|limits, deep| judge_deep_terms(limits, deep / 10));
    assert!(!found.contains(&Some(Limit::Depth)));
}

/// Numbers that are computed inside each other need more of the stack than anything else.
#[test]
fn the_whole_of_the_large_stack_fits_its_limits() {
    let judged = |depth| {
        let mut world = World::basic();
        world.environment.limits = Limits::LARGE;
        let zero = world.term("Nat.zero");
        let nested = successors(&mut world, depth, zero);
        let mut checker = Checker::new(&mut world.store, &world.environment);
        [limit(checker.infer(nested)), limit(checker.whnf(nested))]
    };
    assert_eq!(on_large_stack(|| judged(200_001)), Some([Some(Limit::Depth); 2]));
    assert_eq!(on_large_stack(|| judged(20_000)), Some([None; 2]));
}

/// Nesting that grows only by reduction: `f 0 = 0`, `f (n + 1) = succ (f n)` forced from inside.
#[test]
fn deep_evaluation_ends_in_a_limit() {
    let mut world = World::basic();
    let force = "(fun n Nat (Nat.rec{1} (fun t Nat Bool) Bool.true (fun k Nat (fun h Bool
        (Bool.rec{1} (fun t Bool Bool) Bool.false Bool.true h))) n))";
    world.define("force", "", "(-> Nat Bool)", force).unwrap();
    let shallow = world.term("(force #100)");
    let deep = world.term("(force #100000000)");
    let mut checker = Checker::new(&mut world.store, &world.environment);
    assert!(checker.whnf(shallow).is_ok());
    assert_eq!(limit(checker.whnf(deep)), Some(Limit::Depth));
}

/// A loop that hands on what nobody has computed yet.
fn delayed_sum(world: &mut World, rounds: usize) -> TermId {
    let next = "(fun k Nat (fun h (-> Nat Nat) (fun sum Nat (h (Nat.succ (Nat.succ sum))))))";
    let sum = "(fun sum Nat sum)";
    world.term(&format!("(Nat.rec{{1}} (fun t Nat (-> Nat Nat)) {sum} {next} #{rounds} #0)"))
}

#[test]
fn what_is_put_off_in_a_loop_overflows_no_stack() {
    let judge = |limits: Limits, rounds: usize| {
        let mut world = World::basic();
        world.environment.limits = limits;
        let sum = delayed_sum(&mut world, rounds);
        let zero = world.term("Nat.zero");
        let mut checker = Checker::new(&mut world.store, &world.environment);
        let (value, answer) = (checker.whnf(sum), checker.convert(sum, zero));
        (value.is_ok(), [limit(value), limit(answer)])
    };
    assert_eq!(judge(Limits::SMALL, 50), (true, [None; 2]));
    let beyond = (false, [Some(Limit::Depth); 2]);
    assert_eq!(judge(Limits::SMALL, 20_000), beyond);
    assert_eq!(on_part_of_large_stack(judge), beyond);
}

/// The type of an application is one judgement, one step and no new term.
#[test]
fn limits_are_reached_by_the_first_that_is_too_many() {
    let mut world = World::basic();
    let number = world.term("(Nat.succ Nat.zero)");
    let mut judged = |depth, steps| {
        world.environment.limits = Limits { depth, steps, terms: 0 };
        limit(Checker::new(&mut world.store, &world.environment).infer(number))
    };
    assert_eq!(judged(1, 1), None);
    assert_eq!(judged(0, 1), Some(Limit::Depth));
    assert_eq!(judged(1, 0), Some(Limit::Steps));
}

/// Terms are counted whenever there is a step, however many were made since the one before.
#[test]
fn no_limit_of_terms_is_passed_over() {
    let judged = |terms| {
        let mut world = World::basic();
        // The type of `f` at a level is made at once, forty function types.
        let domains = "(sort u) ".repeat(40);
        world.axiom("f", "u", &format!("(-> {domains} Prop)")).unwrap();
        let of = world.term("(f{0} (Eq{1} Nat #1 #1))");
        world.environment.limits = Limits { terms, ..Limits::SMALL };
        limit(Checker::new(&mut world.store, &world.environment).infer(of))
    };
    let last = (0..200).rfind(|&terms| judged(terms).is_some()).unwrap();
    assert!(last > 30);
    assert!((0..=last).all(|terms| judged(terms) == Some(Limit::Terms)));
}

/// Levels count as terms do, and like these from where a question begins.
#[test]
fn levels_that_are_made_count_as_terms() {
    let mut world = World::basic();
    world.axiom("d", "u", "(-> Nat (sort u+40))").unwrap();
    let use_of_it = world.term("(d{1} (Nat.succ Nat.zero))");
    let mut judged = |terms| {
        world.environment.limits = Limits { terms, ..Limits::SMALL };
        limit(Checker::new(&mut world.store, &world.environment).infer(use_of_it))
    };
    assert_eq!(judged(30), Some(Limit::Terms));
    assert_eq!(judged(30), None, "they are there already");
}

/// A term with many parts beside each other is not deep.
#[test]
fn what_is_judged_already_counts_no_longer_as_nesting() {
    let mut world = World::basic();
    let parts: Vec<String> = (0..64).map(|number| format!("(Eq{{1}} Nat #{number} #{number})")).collect();
    let wide = parts.into_iter().reduce(|all, part| format!("(And {part} {all})")).unwrap();
    let wide = world.term(&wide);
    let nested = successors(&mut world, 200, wide);
    world.environment.limits = Limits { depth: 150, ..Limits::SMALL };
    let mut checker = Checker::new(&mut world.store, &world.environment);
    assert_eq!(limit(checker.infer(nested)), Some(Limit::Depth));
    for _ in 0..3 {
        assert_eq!(limit(checker.infer(wide)), None);
    }
}

/// What one question made does not count for the next.
#[test]
fn a_checker_answers_any_number_of_questions() {
    let mut world = World::basic();
    world.environment.limits = Limits { depth: 100, steps: 100, terms: 100 };
    let terms: Vec<TermId> = (0..1_000)
        .map(|number| world.term(&format!("((fun y Nat (fun z Nat (Eq.refl{{1}} Nat y))) #{number} #1)")))
        .collect();
    let mut checker = Checker::new(&mut world.store, &world.environment);
    for term in terms {
        assert_eq!(limit(checker.infer(term)), None);
        assert_eq!(limit(checker.whnf(term)), None);
    }
}

#[test]
fn endless_work_ends_in_a_limit() {
    let mut world = World::basic();
    world.environment.limits = Limits { steps: 100_000, ..Limits::SMALL };
    let twice = "(fun f (-> Nat Nat) (fun x Nat (f (f x))))";
    world.define("twice", "", "(-> (-> Nat Nat) Nat Nat)", twice).unwrap();
    let count = "(fun n Nat (Nat.rec{1} (fun t Nat (-> Nat Nat)) (fun x Nat x) (fun k Nat (fun h (-> Nat Nat) (twice h))) n))";
    world.define("power", "", "(-> Nat Nat Nat)", count).unwrap();
    let loop_on = |number: &str| {
        format!("(Nat.rec{{1}} (fun t Nat Nat) #0 (fun k Nat (fun h Nat h)) (power #{number} #1000000))")
    };
    let quick = world.term(&loop_on("1"));
    let mut checker = Checker::new(&mut world.store, &world.environment);
    let _ = checker.infer(quick);
    let outcome = checker.whnf(quick);
    assert!(matches!(limit(outcome), Some(Limit::Steps | Limit::Depth)));
}

#[test]
fn memory_is_limited_too() {
    let mut world = World::basic();
    world.environment.limits = Limits { terms: 1_000, ..Limits::SMALL };
    let count = "(Nat.rec{1} (fun t Nat Nat) #0 (fun k Nat (fun h Nat h)) #5000)";
    let term = world.term(count);
    let mut checker = Checker::new(&mut world.store, &world.environment);
    assert!(matches!(limit(checker.whnf(term)), Some(Limit::Terms | Limit::Depth)));
}

/// Each rule of a recursor has a binder for every constructor of the block.
#[test]
fn rules_are_limited_before_they_are_made() {
    let outcome = |count: u32| {
        let mut world = World::new();
        world.environment.limits = Limits { terms: 10_000, ..Limits::SMALL };
        let names: Vec<String> = (0..count).map(|number| format!("T.c{number}")).collect();
        let constructors: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "T")).collect();
        let outcome = world.inductive("", 0, &[("T", "Type", &constructors)]);
        (outcome.err().map(|rejection| rejection.problem), world.store.term_count())
    };
    assert_eq!(outcome(99).0, None);
    let (problem, terms) = outcome(100);
    assert_eq!(problem, Some(Problem::Limit(Limit::Terms)));
    assert!(terms < 1_000, "{terms}");
}

/// Each recursor has a binder for every type of the block, also where there is nothing to compute.
#[test]
fn recursors_are_limited_before_they_are_made() {
    let outcome = |count: u32| {
        let mut world = World::new();
        world.environment.limits = Limits { terms: 10_000, ..Limits::SMALL };
        let names: Vec<String> = (0..count).map(|number| format!("T{number}")).collect();
        let types: Vec<Family<'_>> = names.iter().map(|name| (name.as_str(), "Type", &[][..])).collect();
        let outcome = world.inductive("", 0, &types);
        (outcome.err().map(|rejection| rejection.problem), world.store.term_count())
    };
    assert_eq!(outcome(50).0, None);
    let (problem, terms) = outcome(101);
    assert_eq!(problem, Some(Problem::Limit(Limit::Terms)));
    assert!(terms < 1_000, "{terms}");
}

/// Each type of a chain holds two of the one before, so what is nested in it twelve times is nested in thousands.
#[test]
fn auxiliary_types_are_limited() {
    let mut world = World::basic();
    world.environment.limits = Limits { terms: 10_000, ..Limits::SMALL };
    let mut declare = |name: &str, fields: &str| {
        let (constructor, of) = (format!("{name}.mk"), format!("(pi α Type (-> {fields} ({name} α)))"));
        world.inductive("", 1, &[(name, "(-> Type Type)", &[(&constructor, &of)])]).unwrap();
    };
    ["A", "B", "C0"].iter().for_each(|name| declare(name, "α"));
    for number in 0..12 {
        declare(&format!("C{}", number + 1), &format!("(C{number} (A α)) (C{number} (B α))"));
    }
    let mut nested = |chain: &str| {
        world.inductive("", 0, &[("T", "Type", &[("T.end", "T"), ("T.mk", &format!("(-> ({chain} T) T)"))])])
    };
    let problem = nested("C12").err().map(|rejection| rejection.problem);
    assert_eq!(problem, Some(Problem::Limit(Limit::Terms)));
    nested("C2").unwrap();
}

/// Functions that are applied to functions make values of variables, but no terms.
#[test]
fn values_of_variables_are_limited_like_terms() {
    let judged = |terms| {
        let mut world = World::basic();
        world.environment.limits = Limits { terms, ..Limits::SMALL };
        let unary = "(-> Nat Nat)";
        let twice = format!("(fun f (-> {unary} {unary}) (fun x {unary} (f (f x))))");
        let power = (0..12).fold(format!("(fun x {unary} x)"), |function, _| format!("({twice} {function})"));
        let term = world.term(&format!("({power} Nat.succ #0)"));
        let before = world.store.term_count();
        let found = limit(Checker::new(&mut world.store, &world.environment).whnf(term));
        (found, world.store.term_count() - before)
    };
    let (found, made) = judged(1 << 20);
    assert!(found.is_none() && made < 1_000);
    assert_eq!(judged(1_000).0, Some(Limit::Terms));
}

/// Numbers take up memory too: a loop that makes long ones ends before they fill it, and one that makes short ones goes on.
#[test]
fn long_numbers_are_limited_like_terms() {
    let judged = |bits: u64| {
        let mut world = World::basic();
        world.environment.limits = Limits { terms: 1 << 14, ..Limits::SMALL };
        let start = BigUint::from(1_u8) << bits;
        let round = "(fun k Nat (fun h Nat (Nat.succ h)))";
        let term = world.term(&format!("(Nat.rec{{1}} (fun t Nat Nat) #{start} {round} #100)"));
        limit(Checker::new(&mut world.store, &world.environment).whnf(term))
    };
    assert_eq!(judged(100), None);
    assert_eq!(judged(1 << 17), Some(Limit::Terms));
}

fn header() -> String {
    "{\"meta\":{\"format\":{\"version\":\"3.1.0\"}}}\n".to_owned()
}

fn problem_of_export(export: &str) -> Option<Problem> {
    let mut store = Store::new();
    let mut environment = Environment::new();
    match read(export.as_bytes(), &mut store, &mut environment) {
        Err(ReadError::Rejected { rejection, .. }) => Some(rejection.problem),
        _ => None,
    }
}

fn limit_of_export(export: &str) -> Option<Limit> {
    problem_of_export(export).and_then(|problem| limit::<()>(Err(problem)))
}

#[test]
fn deep_levels_are_judged() {
    for line in ["\"succ\":", "\"max\":[0,", "\"imax\":[0,"] {
        let mut export = header();
        let close = if line.contains('[') { "]" } else { "" };
        export += "{\"in\":1,\"str\":{\"pre\":0,\"str\":\"u\"}}\n{\"il\":1,\"param\":1}\n";
        for index in 2..DEEP {
            writeln!(export, "{{\"il\":{index},{line}{}{close}}}", index - 1).unwrap();
        }
        writeln!(export, "{{\"il\":{DEEP},\"succ\":{}}}", DEEP - 1).unwrap();
        writeln!(export, "{{\"ie\":0,\"sort\":{}}}", DEEP - 1).unwrap();
        writeln!(export, "{{\"ie\":1,\"sort\":{DEEP}}}").unwrap();
        let definition = |of: u32| {
            format!(
                "{{\"def\":{{\"all\":[1],\"hints\":\"abbrev\",\"levelParams\":[1],\"name\":1,\"safety\":\"safe\",\"type\":{of},\"value\":0}}}}\n"
            )
        };
        assert_eq!(problem_of_export(&(export.clone() + &definition(1))), None, "{line}");
        let wrong = problem_of_export(&(export + &definition(0)));
        assert!(matches!(wrong, Some(Problem::Invalid(_))), "{line}: {wrong:?}");
    }
}

/// Only one parameter makes such a level positive; of a maximum of two it may be either, again and again.
#[test]
fn levels_that_share_their_parts_are_compared_or_end_in_a_limit() {
    let mut world = World::basic();
    let mut parameter = |name: String| {
        let name = world.store.name(&name);
        world.store.level_parameter(name)
    };
    let mut sides = ["u", "v"].map(|name| parameter(name.to_owned()));
    let pairs: Vec<_> =
        (0..40).map(|pair| ["a", "b"].map(|name| parameter(format!("{name}{pair}")))).collect();
    let mut nested = sides[0];
    for pair in pairs {
        let either = world.store.level(Level::Max(pair[0], pair[1]));
        nested = world.store.level(Level::IMax(nested, either));
    }
    for _ in 0..200 {
        sides[0] = world.store.level(Level::IMax(sides[0], sides[0]));
        sides[1] = world.store.level(Level::Max(sides[1], sides[1]));
    }
    let [a, b, nested] = [sides[0], sides[1], nested].map(|level| world.store.sort(level));
    let mut checker = Checker::new(&mut world.store, &world.environment);
    assert_eq!(checker.convert(a, b), Ok(false));
    assert_eq!(limit(checker.convert(nested, b)), Some(Limit::LevelCases));
}

/// The universe of the field has more cases than can be looked at, but is seen to be just below that of the type.
#[test]
fn levels_with_the_same_base_are_compared_by_what_is_added() {
    let nested = (0..40).fold("1".to_owned(), |level, pair| format!("imax({level},max(a{pair},b{pair}))"));
    let levels: String = (0..40).map(|pair| format!("a{pair} b{pair} ")).collect();
    let arguments: Vec<&str> = levels.split_whitespace().collect();
    let constructor = format!("(-> (sort {nested}) T{{{}}})", arguments.join(","));
    for (added, fits) in [(0, false), (1, true), (2, true)] {
        let (mut world, of) = (World::new(), format!("(sort {nested}+{added})"));
        let outcome = world.inductive(&levels, 0, &[("T", &of, &[("T.mk", &constructor)])]);
        assert_eq!(outcome.is_ok(), fits, "{added}: {outcome:?}");
        assert!(fits || matches!(broken(outcome), Invalid::Inductive(..)), "{added}");
    }
}

/// For each `u + 1` of one side all of the other is looked at: where `u` is zero, it is at most the 1 that comes last.
#[test]
fn comparisons_of_levels_end_after_so_many_steps() {
    let judged = |count: usize| {
        let mut world = World::new();
        let [mut all, mut guarded] = [LevelId::ONE; 2];
        for number in 0..count {
            let name = world.store.name_number(NameId::ANONYMOUS, number as u64);
            let parameter = world.store.level_parameter(name);
            let next = world.store.level_successor(parameter);
            let positive = world.store.level(Level::IMax(next, parameter));
            all = world.store.level(Level::Max(all, next));
            guarded = world.store.level(Level::Max(guarded, positive));
        }
        let [all, guarded] = [all, guarded].map(|level| world.store.sort(level));
        Checker::new(&mut world.store, &world.environment).convert(all, guarded)
    };
    assert_eq!(judged(750), Ok(true));
    assert_eq!(limit(judged(950)), Some(Limit::LevelCases));
}

#[test]
fn deep_exports_are_read_to_a_verdict() {
    let mut export = header();
    export += "{\"in\":1,\"str\":{\"pre\":0,\"str\":\"a\"}}\n{\"ie\":0,\"sort\":0}\n";
    for index in 1..DEEP {
        writeln!(export, "{{\"ie\":{index},\"app\":{{\"fn\":{},\"arg\":0}}}}", index - 1).unwrap();
    }
    writeln!(
        export,
        "{{\"axiom\":{{\"isUnsafe\":false,\"levelParams\":[],\"name\":1,\"type\":{}}}}}",
        DEEP - 1
    )
    .unwrap();
    assert_eq!(limit_of_export(&export), None);
    let deep =
        export.replace("\"fn\":", "\"x\":").replace("\"arg\":0", "\"fn\":0").replace("\"x\":", "\"arg\":");
    assert_eq!(limit_of_export(&deep), None);
    let mut names = header();
    for index in 1..DEEP {
        writeln!(names, "{{\"in\":{index},\"str\":{{\"pre\":{},\"str\":\"a\"}}}}", index - 1).unwrap();
    }
    assert_eq!(limit_of_export(&names), None);
}

/// Whole lines are looked for once for each declaration, but not through all of a stream that is at hand: that would take
/// minutes here.
#[test]
fn a_long_line_costs_nothing_before_its_turn() {
    let mut export = header() + "{\"ie\":0,\"sort\":0}\n";
    for index in 1..20_000 {
        writeln!(export, "{{\"in\":{index},\"str\":{{\"pre\":0,\"str\":\"a{index}\"}}}}").unwrap();
        let rest = format!("\"levelParams\":[],\"name\":{index},\"type\":0");
        writeln!(export, "{{\"axiom\":{{\"isUnsafe\":false,{rest}}}}}").unwrap();
    }
    let long = "a".repeat(16_000_000);
    writeln!(export, "{{\"ie\":1,\"strVal\":\"{long}\"}}").unwrap();
    assert_eq!(limit_of_export(&export), None);
    writeln!(export, "{{\"ie\":2,\"strVal\":\"{long}{long}\"}}").unwrap();
    assert_eq!(limit_of_export(&export), Some(Limit::Input));
}

/// `count n` is `n`, but takes as many steps; the first arguments differ at once.
#[test]
fn arguments_are_compared_from_the_first_one_on() {
    let mut world = World::basic();
    let count = "(fun n Nat (Nat.rec{1} (fun t Nat Nat) #0 (fun k Nat (fun h Nat (Nat.succ h))) n))";
    world.define("count", "", "(-> Nat Nat)", count).unwrap();
    world
        .define(
            "pair",
            "",
            "(-> Nat Nat (Prod{0,0} Nat Nat))",
            "(fun a Nat (fun b Nat (Prod.mk{0,0} Nat Nat a b)))",
        )
        .unwrap();
    world.environment.limits = Limits { steps: 10_000, ..Limits::LARGE };
    let pair = |first: &str, second: &str| format!("(pair {first} (count {second}))");
    let large = "#340282366920938463463374607431768211456";
    let of = "(Prod{0,0} Nat Nat)";
    assert!(!world.equal(
        &[],
        "1",
        of,
        &pair("#1", large),
        &pair("#2", "#340282366920938463463374607431768211457")
    ));
    assert!(world.equal(&[], "1", of, &pair("#1", large), &pair("#1", large)));
}

/// How many functions are applied inside each other.
fn applications(store: &Store, term: TermId) -> usize {
    let argument = |&term: &TermId| match store.term_at(term) {
        Term::Apply(_, argument) => Some(argument),
        _ => None,
    };
    std::iter::successors(Some(term), argument).count() - 1
}

/// Values put off in a loop, each of which is a deep term around the one before, are put together on the stack of a test.
#[test]
fn deep_values_of_variables_overflow_no_stack() {
    let judge = |rounds: usize, depth: usize| {
        let mut world = World::basic();
        world.axiom("f", "", "(-> Nat Nat)").unwrap();
        world.axiom("c", "", "Nat").unwrap();
        let deep = format!("{}x{}", "(f ".repeat(depth), ")".repeat(depth));
        let step = format!("(fun n Nat (fun k (-> Nat Nat) (fun x Nat (k {deep}))))");
        let motive = "(fun n Nat (-> Nat Nat))";
        let term = world.term(&format!("(Nat.rec{{1}} {motive} (fun x Nat x) {step} #{rounds} c)"));
        let mut checker = Checker::new(&mut world.store, &world.environment);
        let value = checker.whnf(term);
        limit(value.clone()).is_some() || applications(&world.store, value.unwrap()) == rounds * depth
    };
    for (rounds, depth) in [(20, 390), (990, 390), (990, 30), (1500, 390), (300, 600)] {
        assert!(judge(rounds, depth), "{rounds} {depth}");
    }
}
