//! One export read by several threads: the verdict, the declaration named, and what is left are those of one thread.
//! Given by: small environments written as exports and damaged, and the corpus.
//! Gives: a verdict on `ndjson::read_by`.
//! Holds: threads run differently each time, so small cases are tried many times.

use crate::support::lines::Lines;
use crate::support::write::write;
use crate::support::{Case, World, cases, content, corpus, random, thorough};
use kernel::ndjson::{ReadError, read, read_by};
use kernel::{Constant, Environment, Limits, Problem, Store, on_large_stack};
use std::fmt::Debug;
use std::io::{BufRead, BufReader, Read};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU64, Ordering};

/// Reads by so many threads, or by the reader for one if there are none.
fn outcome(input: impl BufRead + Send, jobs: usize) -> (World, Result<u64, ReadError>) {
    let (mut store, mut environment) = (Store::new(), Environment::new());
    environment.limits = Limits::LARGE;
    let accepted = AtomicU64::new(0);
    let count = || {
        accepted.fetch_add(1, Ordering::Relaxed);
    };
    let result = on_large_stack(|| match NonZeroUsize::new(jobs) {
        Some(jobs) => read_by(jobs, input, &mut store, &mut environment, &count),
        None => read(input, &mut store, &mut environment),
    });
    let result = result.unwrap();
    if let (Ok(read), 1..) = (&result, jobs) {
        assert!(accepted.into_inner() <= read.declarations);
    }
    (World { store, environment }, result.map(|read| read.lines))
}

/// What is wrong, without ids, which differ between stores.
fn shape(problem: &impl Debug) -> String {
    format!("{problem:?}").chars().filter(|character| !character.is_ascii_digit()).collect()
}

fn shown(world: &World, result: &Result<u64, ReadError>) -> String {
    match result {
        Ok(lines) => format!("{lines} lines"),
        Err(ReadError::Rejected { line, rejection }) => {
            let name = world.store.show_name(rejection.declaration);
            format!("{line}: {name}: {}", shape(&rejection.problem))
        }
        Err(other) => format!("{other:?}"),
    }
}

fn names(world: &World) -> Vec<String> {
    let constants = world.environment.constants().iter();
    constants.map(|constant: &Constant| world.store.show_name(constant.name)).collect()
}

/// Compares the outcome of several numbers of threads with that of one, and gives what one thread says.
fn agree(export: &str, jobs: &[usize]) -> String {
    let (world, result) = outcome(export.as_bytes(), 0);
    let expected = shown(&world, &result);
    for &jobs in jobs {
        let (other, result) = outcome(BufReader::with_capacity(100, export.as_bytes()), jobs);
        assert_eq!(shown(&other, &result), expected, "{jobs} threads");
        assert_eq!(names(&other), names(&world), "{jobs} threads");
        let declarations = [&other, &world].map(|world| world.environment.declarations().len());
        assert_eq!(declarations[0], declarations[1], "{jobs} threads");
    }
    expected
}

const MANY: [usize; 24] = [1, 2, 3, 4, 5, 6, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 2, 3, 4];

fn written(world: &World) -> String {
    let positions: Vec<usize> = (0..world.environment.declarations().len()).collect();
    let mut output = Vec::new();
    write(&world.store, &world.environment, &positions, &mut output).unwrap();
    String::from_utf8(output).unwrap()
}

/// Numbers, then theorems `t0`, `t1`, …, of which some are wrong.
fn theorems(wrong: &[usize]) -> String {
    let mut world = World::basic();
    world.quotient().unwrap();
    for number in 0..40 {
        let statement = format!("(Eq{{1}} Nat (Nat.succ #{number}) #{})", number + 1);
        let proof = format!("(Eq.refl{{1}} Nat #{})", number + 1);
        world.theorem(&format!("t{number}"), "", &statement, &proof).unwrap();
    }
    let mut theorem = 0;
    let lines = written(&world).lines().map(str::to_owned).collect::<Vec<_>>();
    let damaged = lines.into_iter().map(|line| {
        let Some((start, _)) = line.split_once("\"value\":").filter(|_| line.starts_with("{\"thm\"")) else {
            return line;
        };
        theorem += 1;
        if wrong.contains(&(theorem - 1)) { format!("{start}\"value\":0}}}}") } else { line.clone() }
    });
    damaged.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_right_is_accepted_and_goes_on() {
    let export = theorems(&[]);
    assert!(agree(&export, &MANY).ends_with("lines"));
    let (mut world, result) = outcome(export.as_bytes(), 3);
    assert!(result.is_ok());
    world.theorem("more", "", "(Eq{1} Nat #1 #1)", "(Eq.refl{1} Nat #1)").unwrap();
}

#[test]
fn the_first_of_several_errors_is_named() {
    for wrong in [&[0][..], &[39], &[7, 8], &[7, 30, 31], &[0, 39], &[12, 13, 14, 15, 16]] {
        let expected = agree(&theorems(wrong), &MANY);
        assert!(expected.contains(&format!("t{}: Invalid(TypeMismatch", wrong[0])), "{expected}");
    }
}

#[test]
fn what_a_wrong_declaration_makes_possible_is_not_accepted() {
    let export = theorems(&[]);
    let (start, end) = export.split_at(export.match_indices('\n').nth(100).unwrap().0);
    for (before, after) in [(&*export, ""), (start, end)] {
        let mut lines = Lines::after(before);
        let (proposition, variable) = (lines.proposition(), lines.bound(0));
        let everything = lines.pi(proposition, variable);
        lines.theorem("lie", everything, proposition);
        let lie = lines.constant("lie");
        lines.theorem("use", everything, lie);
        let expected = agree(&(lines.text() + after), &MANY);
        assert!(expected.contains(": lie: Invalid(TypeMismatch"), "{expected}");
    }
}

/// Whoever believes a declaration before it is judged may not judge it by what comes with it, or later.
#[test]
fn nothing_proves_itself() {
    let export = theorems(&[]);
    for circle in [&[("one", "one")][..], &[("one", "two"), ("two", "one")]] {
        for before in [&*export, export.lines().next().unwrap()] {
            let mut lines = Lines::after(before);
            let (proposition, variable) = (lines.proposition(), lines.bound(0));
            let everything = lines.pi(proposition, variable);
            for (theorem, proof) in circle {
                let proof = lines.constant(proof);
                lines.theorem(theorem, everything, proof);
            }
            let expected = agree(&lines.text(), &MANY);
            assert!(expected.contains("Invalid(UnknownConstant"), "{expected}");
        }
    }
}

/// Whoever believes a definition of itself must not unfold it without end, for example to recognize `Nat.mul`.
#[test]
fn nobody_runs_in_circles() {
    let export = theorems(&[]);
    for circle in [&[("Nat.mul", "Nat.mul")][..], &[("f", "g"), ("g", "f"), ("Nat.mul", "f")]] {
        let mut lines = Lines::after(&export);
        let number = lines.constant("Nat");
        let unary = lines.pi(number, number);
        let binary = lines.pi(number, unary);
        for (definition, value) in circle {
            let value = lines.constant(value);
            lines.define(definition, binary, value);
        }
        let expected = agree(&lines.text(), &MANY);
        assert!(expected.contains("Invalid(UnknownConstant"), "{expected}");
    }
}

/// A term that has no type and computes without end, making ever larger terms on the way: `fun x n => x x (Nat.succ n)`, applied
/// to itself.
fn endless(lines: &mut Lines) -> u32 {
    let [number, zero, successor] = ["Nat", "Nat.zero", "Nat.succ"].map(|name| lines.constant(name));
    let [function, argument] = [1, 0].map(|index| lines.bound(index));
    let next = lines.apply(successor, &[argument]);
    let body = lines.apply(function, &[function, next]);
    let body = lines.lambda(number, body);
    let turn = lines.lambda(number, body);
    lines.apply(turn, &[turn, zero])
}

/// Whatever believes a definition that computes without end, to recognize an operation, to derive a recursor or to check what
/// comes next, ends when it is found wrong.
#[test]
fn what_is_wrong_keeps_nobody_busy() {
    let export = theorems(&[]);
    for (of, last) in [("Nat", "Nat.mul"), ("Prop", "Type"), ("Nat", "use")] {
        let mut lines = Lines::after(&export);
        let number = lines.constant("Nat");
        let unary = lines.pi(number, number);
        let binary = lines.pi(number, unary);
        let proposition = lines.proposition();
        let value = endless(&mut lines);
        lines.define("endless", if of == "Prop" { proposition } else { number }, value);
        let endless = lines.constant("endless");
        match last {
            "Type" => lines.empty_type(last, endless, None),
            "use" => {
                let value = lines.apply(endless, &[endless]);
                lines.define(last, value, endless);
            }
            _ => {
                let value = lines.lambda(number, endless);
                let value = lines.lambda(number, value);
                lines.define(last, binary, value);
            }
        }
        let expected = agree(&lines.text(), &MANY[..9]);
        assert!(expected.contains(": endless: Invalid(NotAFunction"), "{expected}");
    }
}

/// Whoever believed an operation that computes without end would recognize it at once, and nobody could find out.
#[test]
fn operations_are_never_believed() {
    let mut lines = Lines::after(&theorems(&[]));
    let number = lines.constant("Nat");
    let unary = lines.pi(number, number);
    let binary = lines.pi(number, unary);
    let value = endless(&mut lines);
    let value = lines.lambda(number, value);
    let value = lines.lambda(number, value);
    lines.define("Nat.mul", binary, value);
    let expected = agree(&lines.text(), &MANY[..9]);
    assert!(expected.contains(": Nat.mul: Invalid(NotAFunction"), "{expected}");
}

/// What was recognized behind the first error is unknown to whoever goes on before it, and may declare something else: here
/// addition, while somebody still finds out that a definition is wrong.
#[test]
fn nothing_is_known_of_what_comes_after_an_error() {
    let mut world = World::basic();
    let slow = "(fun n Nat (Nat.rec{2} (fun t Nat Type) Nat (fun k Nat (fun h Type h)) n))";
    world.define("slow", "", "(-> Nat Type)", slow).unwrap();
    let plus = "(Nat.rec{1} (fun t Nat Nat) x (fun k Nat (fun h Nat (Nat.succ h))) y)";
    world.define("plus", "", "(-> Nat Nat Nat)", &format!("(fun x Nat (fun y Nat {plus}))")).unwrap();
    let mut lines = Lines::after(&written(&world));
    let [number, slow, plus] = ["Nat", "slow", "plus"].map(|name| lines.constant(name));
    let (rounds, proposition) = (lines.natural(20_000), lines.proposition());
    let of = lines.apply(slow, &[rounds]);
    lines.define("lie", of, proposition);
    let unary = lines.pi(number, number);
    let binary = lines.pi(number, unary);
    lines.define("Nat.add", binary, plus);
    let export = lines.text();
    for jobs in MANY {
        let (mut world, result) = outcome(export.as_bytes(), jobs);
        assert!(shown(&world, &result).contains(": lie: Invalid(TypeMismatch"), "{jobs} threads");
        world.define("Nat.add", "", "(-> Nat Nat Nat)", "(fun x Nat (fun y Nat x))").unwrap();
        assert!(world.equal(&[], "1", "Nat", "(Nat.add #2 #3)", "#2"), "{jobs} threads");
        assert!(!world.equal(&[], "1", "Nat", "(Nat.add #2 #3)", "#5"), "{jobs} threads");
    }
}

/// An empty type, whose recursor is said to prove every proposition, or is missing: nothing in the record comes later.
#[test]
fn records_of_inductive_types_are_never_believed() {
    for (is_there, found) in [(true, "Record(Levels"), (false, "Record(Missing")] {
        let mut lines = Lines::after(r#"{"meta":{"format":{"version":"3.1.0"}}}"#);
        let (proposition, variable) = (lines.proposition(), lines.bound(0));
        let everything = lines.pi(proposition, variable);
        lines.empty_type("Empty", proposition, is_there.then_some(everything));
        let expected = agree(&lines.text(), &MANY);
        assert!(expected.contains(found), "{expected}");
    }
}

#[test]
fn lies_in_records_and_malformed_lines_are_found_by_all() {
    let export = theorems(&[20]);
    for (from, to, found) in [
        ("\"k\":true", "\"k\":false", "Record(K"),
        ("\"isRec\":true", "\"isRec\":false", "Record(Recursive"),
        ("\"kind\":\"lift\"", "\"kind\":\"ind\"", "Record(Kind"),
        ("\"quot\"", "\"quit\"", "UnknownKind"),
        ("\"numMotives\":1", "\"numMotives\":2", "Record(Motives"),
    ] {
        assert!(export.contains(from), "{from}");
        let expected = agree(&export.replacen(from, to, 1), &MANY[..9]);
        assert!(expected.contains(found), "{from}: {expected}");
    }
    let twice = format!("{export}\n{}", export.lines().last().unwrap());
    agree(&twice, &MANY[..9]);
    agree(&theorems(&[]).replace("\"t39\"", "\"t38\""), &MANY[..9]);
    agree("", &MANY[..9]);
    agree("{}", &MANY[..9]);
}

/// A stream that fails after some bytes.
struct Failing<'a>(&'a [u8]);

impl Read for Failing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(std::io::Error::new(std::io::ErrorKind::InvalidData, "cut off")),
            count => Ok(count),
        }
    }
}

#[test]
fn a_stream_that_fails_is_never_a_shorter_one() {
    for jobs in [0, 1, 2, 3] {
        let export = theorems(&[]);
        let (_, result) = outcome(BufReader::new(Failing(export.as_bytes())), jobs);
        assert!(matches!(result, Err(ReadError::Input(error)) if error.to_string() == "cut off"), "{jobs}");
        let export = theorems(&[5]);
        let (world, result) = outcome(BufReader::new(Failing(export.as_bytes())), jobs);
        assert!(shown(&world, &result).contains("t5"), "{jobs}");
    }
}

/// It takes as long as all other small files together, most of it in one theorem, which is judged by one thread.
const LONG: &str = "own/tautology.ndjson.zst";

#[test]
fn files_of_the_corpus_have_the_outcome_of_one_thread() {
    let Some(corpus) = corpus() else { return };
    let is_short = |case: &Case| case.bytes < 2_000_000 && case.name != LONG;
    for case in cases(&corpus).iter().filter(|case| thorough() || is_short(case)) {
        let (name, export) = (&case.name, content(&corpus.join(&case.name)));
        let (world, expected) = outcome(export.as_slice(), 0);
        for jobs in [2, 3] {
            let (other, found) = outcome(export.as_slice(), jobs);
            assert_eq!(shown(&other, &found), shown(&world, &expected), "{name} by {jobs}");
            assert_eq!(names(&other), names(&world), "{name} by {jobs}");
            let limited = |result: &Result<u64, ReadError>| match result {
                Err(ReadError::Rejected { rejection, .. }) => matches!(rejection.problem, Problem::Limit(_)),
                _ => false,
            };
            assert_eq!(limited(&found), limited(&expected));
        }
    }
}

/// A block of no types declares nothing, which is refused whatever comes next.
#[test]
fn an_empty_block_is_refused_by_all() {
    let export = theorems(&[]);
    let empty = "\"inductive\":{\"ctors\":[],\"recs\":[],\"types\":[]}";
    for theorem in [true, false] {
        let mut lines = Lines::after(&export);
        let (proposition, variable) = (lines.proposition(), lines.bound(0));
        lines.line(empty);
        if theorem {
            let of = lines.pi(proposition, proposition);
            let value = lines.lambda(proposition, variable);
            lines.define("same", of, value);
        }
        let expected = agree(&lines.text(), &MANY[..9]);
        assert!(expected.contains("Invalid(Inductive(Empty"), "{expected}");
    }
}

/// Those at even places are functions on numbers, the others proofs of one proposition.
const NAMES: [&str; 12] = ["f", "t", "g", "u", "Nat.mul", "v", "h", "w", "Nat.twice", "x", "k", "y"];

/// Declares the name at a place, or something else; it is right or wrong by chance.
fn declare_any(lines: &mut Lines, place: usize, state: &mut u64) {
    let mut below = |limit: usize| usize::from(random(state)) % limit;
    let (number, proposition) = (lines.constant("Nat"), lines.proposition());
    let [inner, outer] = [0, 1].map(|index| lines.bound(index));
    let (of, result, value) = match place % 2 {
        0 => (number, number, inner),
        _ => (proposition, lines.pi(inner, outer), lines.lambda(inner, inner)),
    };
    let (right, stated) = (lines.lambda(of, value), lines.pi(of, result));
    let value = match below(64) {
        0 => return lines.line("\"mistake\":0"),
        1 => return lines.line("\"inductive\":{\"ctors\":[],\"recs\":[],\"types\":[]}"),
        2 => return lines.empty_type("Wrong", proposition, Some(stated)),
        3 => proposition,
        4 => lines.apply(proposition, &[right]),
        5 => lines.constant(NAMES[below(NAMES.len())]),
        // One that came before.
        6..40 if place > 1 => lines.constant(NAMES[place % 2 + below(place / 2) * 2]),
        _ => right,
    };
    let name = NAMES[if below(64) == 0 { below(NAMES.len()) } else { place }];
    if place.is_multiple_of(2) {
        lines.define(name, stated, value);
    } else {
        lines.theorem(name, stated, value);
    }
}

#[test]
fn what_is_declared_by_chance_has_the_outcome_of_one_thread() {
    let export = theorems(&[]);
    let first = export.find("{\"inductive\"").unwrap();
    let (start, rest) = export.split_at(first + export[first..].find('\n').unwrap() + 1);
    let rest: Vec<&str> = rest.split_inclusive('\n').take(200).collect();
    let mut state = 0x9E37_79B9_7F4A_7C15;
    let mut expected = Vec::new();
    for _ in 0..200 {
        let (mut lines, mut places) = (Lines::after(start), 0..NAMES.len());
        for line in &rest {
            if random(&mut state).is_multiple_of(8)
                && let Some(place) = places.next()
            {
                declare_any(&mut lines, place, &mut state);
            }
            lines.include(line);
        }
        expected.push(agree(&lines.text(), &[1, 2, 3]));
    }
    let wanted = "lines UnknownKind Empty Record TypeMismatch NotAFunction DuplicateName UnknownConstant";
    for wanted in wanted.split(' ') {
        assert!(expected.iter().any(|outcome| outcome.contains(wanted)), "{wanted}");
    }
}
