//! One export read by several threads: the verdict, the declaration named, and what is left are those of one thread.
//! Given by: small environments written as exports and damaged, and the corpus.
//! Gives: a verdict on `ndjson::read_by`.
//! Holds: threads run differently each time, so small cases are tried many times.

use crate::support::write::write;
use crate::support::{World, content, corpus};
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

/// Numbers, then theorems `t0`, `t1`, …, of which some are wrong.
fn theorems(wrong: &[usize]) -> String {
    let mut world = World::basic();
    world.quotient().unwrap();
    for number in 0..40 {
        let statement = format!("(Eq{{1}} Nat (Nat.succ #{number}) #{})", number + 1);
        let proof = format!("(Eq.refl{{1}} Nat #{})", number + 1);
        world.theorem(&format!("t{number}"), "", &statement, &proof).unwrap();
    }
    let positions: Vec<usize> = (0..world.environment.declarations().len()).collect();
    let mut output = Vec::new();
    write(&world.store, &world.environment, &positions, &mut output).unwrap();
    let mut theorem = 0;
    let lines = String::from_utf8(output).unwrap().lines().map(str::to_owned).collect::<Vec<_>>();
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
    // A lie that whoever believes it can use, and a use of it.
    let export = theorems(&[]);
    let lie = "{\"in\":9001,\"str\":{\"pre\":0,\"str\":\"lie\"}}\n{\"in\":9002,\"str\":{\"pre\":0,\"str\":\"use\"}}\n\
               {\"ie\":90001,\"sort\":0}\n{\"bvar\":0,\"ie\":90002}\n\
               {\"forallE\":{\"binderInfo\":\"default\",\"body\":90002,\"name\":0,\"type\":90001},\"ie\":90003}\n\
               {\"thm\":{\"all\":[],\"levelParams\":[],\"name\":9001,\"type\":90003,\"value\":90001}}\n\
               {\"const\":{\"name\":9001,\"us\":[]},\"ie\":90004}\n\
               {\"thm\":{\"all\":[],\"levelParams\":[],\"name\":9002,\"type\":90003,\"value\":90004}}\n";
    let expected = agree(&format!("{export}\n{lie}"), &MANY);
    assert!(expected.contains(": lie: Invalid(TypeMismatch"), "{expected}");
    let lines: Vec<&str> = export.lines().collect();
    let middle =
        format!("{}\n{lie}{}", lines[..lines.len() / 2].join("\n"), lines[lines.len() / 2..].join("\n"));
    assert!(agree(&middle, &MANY).contains(": lie: Invalid(TypeMismatch"));
}

/// Whoever believes a declaration before it is judged may not judge it by what comes with it, or later.
#[test]
fn nothing_proves_itself() {
    let export = theorems(&[]);
    let start = "{\"in\":9001,\"str\":{\"pre\":0,\"str\":\"one\"}}\n{\"in\":9002,\"str\":{\"pre\":0,\"str\":\"two\"}}\n\
                 {\"ie\":90001,\"sort\":0}\n{\"bvar\":0,\"ie\":90002}\n\
                 {\"forallE\":{\"binderInfo\":\"default\",\"body\":90002,\"name\":0,\"type\":90001},\"ie\":90003}\n\
                 {\"const\":{\"name\":9001,\"us\":[]},\"ie\":90004}\n{\"const\":{\"name\":9002,\"us\":[]},\"ie\":90005}\n";
    let theorem = |name: u32, value: u32| {
        format!(
            "{{\"thm\":{{\"all\":[],\"levelParams\":[],\"name\":{name},\"type\":90003,\"value\":{value}}}}}\n"
        )
    };
    let [first, second] = [theorem(9001, 90005), theorem(9002, 90004)];
    for circular in [theorem(9001, 90004), format!("{first}{second}"), format!("{second}{first}")] {
        for export in [&*export, export.lines().next().unwrap()] {
            let expected = agree(&format!("{export}\n{start}{circular}"), &MANY);
            assert!(expected.contains("Invalid(UnknownConstant"), "{expected}");
        }
    }
}

/// Whoever believes a definition of itself must not unfold it without end, for example to recognize `Nat.add`.
#[test]
fn nobody_runs_in_circles() {
    let export = theorems(&[]);
    let name = |index: u32, prefix: u32, part: &str| {
        format!("{{\"in\":{index},\"str\":{{\"pre\":{prefix},\"str\":\"{part}\"}}}}\n")
    };
    let constant =
        |index: u32, name: u32| format!("{{\"const\":{{\"name\":{name},\"us\":[]}},\"ie\":{index}}}\n");
    let arrow = |index: u32, body: u32| {
        let binder = "\"binderInfo\":\"default\",\"name\":0,\"type\":90001";
        format!("{{\"forallE\":{{\"body\":{body},{binder}}},\"ie\":{index}}}\n")
    };
    let define = |name: u32, value: u32| {
        let rest = "\"all\":[],\"hints\":\"abbrev\",\"levelParams\":[],\"safety\":\"safe\",\"type\":90003";
        format!("{{\"def\":{{\"name\":{name},\"value\":{value},{rest}}}}}\n")
    };
    let names = [name(9001, 0, "Nat"), name(9002, 9001, "mul"), name(9003, 0, "f"), name(9004, 0, "g")];
    let types = [constant(90001, 9001), arrow(90002, 90001), arrow(90003, 90002)];
    let constants = [constant(90004, 9002), constant(90005, 9003), constant(90006, 9004)];
    let start = [names.concat(), types.concat(), constants.concat()].concat();
    let circle = [define(9003, 90006), define(9004, 90005), define(9002, 90005)];
    for circular in [define(9002, 90004), circle.concat()] {
        let expected = agree(&format!("{export}\n{start}{circular}"), &MANY);
        assert!(expected.contains("Invalid(UnknownConstant"), "{expected}");
    }
}

/// An empty type, whose recursor is said to prove every proposition: nothing in the record comes later.
#[test]
fn records_of_inductive_types_are_never_believed() {
    let lines = [
        r#"{"meta":{"format":{"version":"3.1.0"}}}"#,
        r#"{"in":1,"str":{"pre":0,"str":"Empty"}}"#,
        r#"{"in":2,"str":{"pre":1,"str":"rec"}}"#,
        r#"{"ie":0,"sort":0}"#,
        r#"{"bvar":0,"ie":1}"#,
        r#"{"forallE":{"binderInfo":"default","body":1,"name":0,"type":0},"ie":2}"#,
    ];
    let shared = r#""all":[1],"isUnsafe":false,"levelParams":[],"numIndices":0,"numParams":0"#;
    let of = r#""ctors":[],"isRec":false,"isReflexive":false,"name":1,"numNested":0,"type":0"#;
    let recursor = r#""k":false,"name":2,"numMinors":0,"numMotives":1,"rules":[],"type":2"#;
    let block = format!(
        "{{\"inductive\":{{\"ctors\":[],\"recs\":[{{{shared},{recursor}}}],\"types\":[{{{shared},{of}}}]}}}}"
    );
    let expected = agree(&format!("{}\n{block}", lines.join("\n")), &MANY);
    assert!(expected.contains("Record("), "{expected}");
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

#[test]
fn files_of_the_corpus_have_the_outcome_of_one_thread() {
    let Some(corpus) = corpus() else { return };
    let manifest = std::fs::read_to_string(corpus.join("MANIFEST.tsv")).unwrap();
    let cases: Vec<&str> = manifest
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|columns| columns.len() > 7 && columns[3].starts_with("ndjson 3.1"))
        .filter(|columns| columns[7].parse().is_ok_and(|bytes: u64| bytes < 2_000_000))
        .map(|columns| columns[0])
        .collect();
    assert!(cases.len() >= 100);
    for name in cases {
        let export = content(&corpus.join(name));
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
