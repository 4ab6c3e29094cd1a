//! Well-formed exports with one thing changed: refused, or accepted because what they say now is right as well.
//! Given by: exports of small environments, and those of the corpus if it is there; `LUMEN_MUTANTS` asks for more changes.
//! Gives: a verdict on the reader, the comparison of records, and the door.
//! Holds: every accepted mutant is explained by the naive implementation, declaration by declaration, and proves nothing false.
#![cfg(test)]

use crate::naive::bridge::{Reader, recursors_of, tree};
use crate::naive::declare::{Block, Claim, judge_block, judge_constant};
use crate::naive::generate::Choices;
use crate::naive::{self, Trouble};
use crate::support::write::write;
use crate::support::{Case, cases, corpus, random};
use kernel::ndjson::{ReadError, read};
use kernel::{
    Declaration, Environment, InductiveBlock, Kind, Limits, NameId, Problem, Store, Term, on_large_stack,
};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Mutants in an ordinary run.
const MUTANTS: u32 = 1500;
const LIMITS: Limits = Limits { depth: 2_000, steps: 200_000, terms: 1 << 18 };
const FUEL: u64 = 200_000;
/// Larger exports of the corpus are left out.
const LARGEST: usize = 14_000;

/// A well-formed export, line by line.
struct Seed {
    name: String,
    lines: Vec<Json>,
}

fn seed(name: String, text: &str) -> Seed {
    Seed { name, lines: text.lines().map(|line| serde_json::from_str(line).unwrap()).collect() }
}

/// One export for each declaration of the test environment, with what it needs.
fn small_seeds() -> Vec<Seed> {
    let world = naive::world::build();
    let environment = &world.environment;
    let names = environment.declarations().map(|constants| constants[0].name);
    names
        .map(|name| {
            let closure = environment.closure(&world.store, &[name]);
            let mut text = Vec::new();
            write(&world.store, environment, &closure, &mut text).unwrap();
            seed(world.store.show_name(name), std::str::from_utf8(&text).unwrap())
        })
        .collect()
}

fn corpus_seeds() -> Vec<Seed> {
    let Some(corpus) = corpus() else { return Vec::new() };
    let is_seed =
        |case: &Case| case.outcome == "accept" && case.name.ends_with("ndjson") && case.bytes <= LARGEST;
    let seeds = cases(&corpus).into_iter().filter(is_seed);
    let read = |name: &str| std::fs::read_to_string(corpus.join(name)).unwrap();
    seeds.map(|case| seed(case.name.clone(), &read(&case.name))).collect()
}

// Changes

/// The leaves and lists of a line, by path.
fn places(value: &Json, path: &str, found: &mut Vec<String>) {
    match value {
        Json::Object(fields) => {
            for (key, field) in fields {
                places(field, &format!("{path}/{key}"), found);
            }
        }
        Json::Array(items) => {
            found.push(path.to_owned());
            for (position, item) in items.iter().enumerate() {
                places(item, &format!("{path}/{position}"), found);
            }
        }
        _ => found.push(path.to_owned()),
    }
}

/// Changes a line's order, presence or content; says what was done.
fn mutate(lines: &mut Vec<Json>, choices: &mut Choices<'_>) -> String {
    if lines.len() < 2 {
        return "nothing left".to_owned();
    }
    // The header is not what is tested.
    let at = 1 + choices.below(lines.len() - 1);
    match choices.below(16) {
        0 => {
            lines.remove(at);
            format!("line {at} dropped")
        }
        1 => {
            lines.insert(at, lines[at].clone());
            format!("line {at} repeated")
        }
        2 => {
            let other = 1 + choices.below(lines.len() - 1);
            lines.swap(at, other);
            format!("lines {at} and {other} swapped")
        }
        3 => {
            // The same kind of line, with the content of another.
            let other = 1 + choices.below(lines.len() - 1);
            let (mut copy, index) = (lines[other].clone(), ["in", "il", "ie"]);
            for key in index {
                if let (Some(own), true) = (lines[at].get(key).cloned(), copy.get(key).is_some()) {
                    copy[key] = own;
                }
            }
            lines[at] = copy;
            format!("line {at} replaced by line {other}")
        }
        _ => {
            // Declarations are few and hold most of what can be lied about.
            let declarations: Vec<usize> = (1..lines.len())
                .filter(|&at| ["in", "il", "ie"].iter().all(|key| lines[at].get(key).is_none()))
                .collect();
            let at = match choices.below(2) {
                0 if !declarations.is_empty() => declarations[choices.below(declarations.len())],
                _ => at,
            };
            let mut found = Vec::new();
            places(&lines[at], "", &mut found);
            let path = found[choices.below(found.len())].clone();
            let count = lines.len();
            if let Some(value) = lines[at].pointer_mut(&path) {
                change(value, &path, count, choices);
            }
            format!("line {at}: {path} became {}", lines[at].pointer(&path).unwrap_or(&Json::Null))
        }
    }
}

fn change(value: &mut Json, path: &str, count: usize, choices: &mut Choices<'_>) {
    match value {
        Json::Bool(truth) => *truth = !*truth,
        Json::Number(number) => {
            let number = number.as_u64().unwrap_or(0);
            let changed = match choices.below(5) {
                0 => number + 1,
                1 => number.saturating_sub(1),
                2 => number.saturating_sub(choices.below(6) as u64),
                3 => choices.below(4) as u64,
                _ => choices.below(count) as u64,
            };
            *value = changed.into();
        }
        Json::String(text) => {
            let words = [
                "default", "implicit", "opaque", "abbrev", "safe", "unsafe", "partial", "0", "1", "7", "Nat",
                "rec",
            ];
            let types = ["Nat", "Eq", "False", "True", "zero", "succ", "mk", "lift", "ind", "type", "ctor"];
            let all: Vec<&str> = words.into_iter().chain(types).collect();
            let digits = path.ends_with("natVal") && choices.one_in(2);
            *value =
                if digits { format!("{text}0") } else { all[choices.below(all.len())].to_owned() }.into();
        }
        Json::Array(items) if !items.is_empty() => {
            let (at, other) = (choices.below(items.len()), choices.below(items.len()));
            match choices.below(3) {
                0 => items.swap(at, other),
                1 => {
                    items.remove(at);
                }
                _ => items.push(items[at].clone()),
            }
        }
        _ => {}
    }
}

/// Sometimes theorems become definitions and the like.
fn rename_kind(lines: &mut [Json], choices: &mut Choices<'_>) -> Option<String> {
    let kinds = ["thm", "def", "opaque", "axiom"];
    let found: Vec<(usize, &str)> = (1..lines.len())
        .filter_map(|at| kinds.iter().find(|kind| lines[at].get(**kind).is_some()).map(|kind| (at, *kind)))
        .collect();
    let (at, kind) = *found.get(choices.below(found.len().max(1)))?;
    let mut body = lines[at][kind].clone();
    let other = kinds[choices.below(kinds.len())];
    let fields = body.as_object_mut()?;
    let value = fields.get("value").cloned().unwrap_or_else(|| fields["type"].clone());
    for key in ["hints", "safety", "isUnsafe", "all", "value"] {
        fields.remove(key);
    }
    let name = fields["name"].clone();
    match other {
        "axiom" => fields.extend([("isUnsafe".to_owned(), false.into())]),
        "thm" => fields.extend([("all".to_owned(), vec![name].into()), ("value".to_owned(), value)]),
        "opaque" => fields.extend([
            ("all".to_owned(), vec![name].into()),
            ("isUnsafe".to_owned(), false.into()),
            ("value".to_owned(), value),
        ]),
        _ => fields.extend([
            ("all".to_owned(), vec![name].into()),
            ("hints".to_owned(), "abbrev".into()),
            ("safety".to_owned(), "safe".into()),
            ("value".to_owned(), value),
        ]),
    }
    let mut line = serde_json::Map::new();
    line.insert(other.to_owned(), body);
    lines[at] = Json::Object(line);
    Some(format!("line {at}: {kind} became {other}"))
}

// Verdicts

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Fate {
    Malformed,
    Rejected,
    Declined,
    /// Accepted, and every declaration is right.
    Explained,
    /// Accepted, and too large for the naive implementation.
    TooLarge,
}

fn judge(lines: &[Json]) -> Result<Fate, String> {
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let (mut store, mut environment) = (Store::new(), Environment::new());
    environment.limits = LIMITS;
    match read(text.as_bytes(), &mut store, &mut environment) {
        Err(ReadError::Malformed { .. }) => Ok(Fate::Malformed),
        Err(ReadError::Rejected { rejection, .. }) => match rejection.problem {
            Problem::Invalid(_) => Ok(Fate::Rejected),
            Problem::Limit(_) | Problem::Unsupported => Ok(Fate::Declined),
            problem => Err(format!("{problem:?}")),
        },
        Err(error) => Err(format!("{error:?}")),
        Ok(_) => explain(&store, &environment),
    }
}

/// Goes through what was accepted with the naive implementation.
fn explain(store: &Store, source: &Environment) -> Result<Fate, String> {
    let mut naive = naive::environment::Environment::default();
    let mut reader = Reader::new(store, source, 1 << 16);
    let mut fate = Fate::Explained;
    for constants in source.declarations() {
        let declaration = &Declaration::of(constants).unwrap();
        let before = naive.clone();
        if reader.declare(&mut naive, declaration).is_none() {
            return Ok(Fate::TooLarge);
        }
        match verdict(store, source, (&before, &naive), declaration) {
            Ok(()) => {}
            Err(Trouble::Tired) => fate = Fate::TooLarge,
            Err(Trouble::Wrong(what)) => return Err(format!("accepted, but {what}: {declaration:?}")),
        }
    }
    no_proof_of_false(store, source)?;
    Ok(fate)
}

fn verdict(
    store: &Store,
    source: &Environment,
    (before, after): (&naive::environment::Environment, &naive::environment::Environment),
    declaration: &Declaration,
) -> naive::Answer<()> {
    let shown = |names: &[NameId]| names.iter().map(|&name| store.show_name(name).into()).collect::<Vec<_>>();
    let term = |term| tree(store, term, &mut (1 << 16)).ok_or(Trouble::Tired);
    match declaration {
        Declaration::Constant(constant) => {
            let claim = Claim {
                levels: shown(&constant.levels),
                of: term(constant.of)?,
                value: constant.value().map(term).transpose()?,
                is_theorem: matches!(constant.kind, Kind::Theorem(_)),
            };
            // A declaration may not use itself: it is judged where it does not exist yet.
            judge_constant(before, &claim, FUEL)
        }
        Declaration::Inductive(block) => judge_block(after, &naive_block(store, source, block, shown), FUEL),
    }
}

fn naive_block(
    store: &Store,
    source: &Environment,
    block: &InductiveBlock,
    shown: impl Fn(&[NameId]) -> Vec<naive::term::Name>,
) -> Block {
    let types: Vec<NameId> = block.types.iter().map(|of| of.name).collect();
    Block {
        levels: shown(&block.levels),
        types: shown(&types),
        parameters: block.parameters as usize,
        recursors: recursors_of(source, block).map(|found| store.show_name(found.name).into()).collect(),
    }
}

/// A type named `False` without constructors, or one that says that every proposition holds, may be proved by axioms only.
fn no_proof_of_false(store: &Store, environment: &Environment) -> Result<(), String> {
    let is_empty = |name: NameId| match environment.get(name).map(|found| &found.kind) {
        Some(Kind::Inductive(of)) => of.constructors.is_empty() && of.indices == 0,
        _ => false,
    };
    for constant in environment.constants() {
        let absurd = match store.term_at(constant.of) {
            Term::Constant(name, _) => is_empty(name),
            Term::Pi(_, domain, body) => {
                store.term_at(domain) == Term::Sort(kernel::LevelId::ZERO)
                    && store.term_at(body) == Term::Bound(0)
            }
            _ => false,
        };
        if absurd && environment.axioms(store, &[constant.name]).is_empty() {
            return Err(format!("{} proves what is false", store.show_name(constant.name)));
        }
    }
    Ok(())
}

#[test]
fn mutants_are_refused_or_right() {
    let mutants = std::env::var("LUMEN_MUTANTS").ok().and_then(|count| count.parse().ok()).unwrap_or(MUTANTS);
    on_large_stack(|| {
        let seeds: Vec<Seed> = small_seeds().into_iter().chain(corpus_seeds()).collect();
        for seed in &seeds {
            let fate = judge(&seed.lines);
            assert!(matches!(fate, Ok(Fate::Explained | Fate::TooLarge)), "{}: {fate:?}", seed.name);
        }
        let mut fates = BTreeMap::<Fate, u64>::new();
        let mut state = 0x9E37_79B9_7F4A_7C15;
        for _ in 0..mutants {
            let numbers: Vec<u16> = (0..24).map(|_| random(&mut state)).collect();
            let mut choices = Choices::new(&numbers);
            let seed = &seeds[choices.below(seeds.len())];
            let mut lines = seed.lines.clone();
            let mut done = Vec::new();
            if choices.one_in(8) {
                done.extend(rename_kind(&mut lines, &mut choices));
            }
            if done.is_empty() || choices.one_in(3) {
                done.push(mutate(&mut lines, &mut choices));
            }
            if choices.one_in(4) {
                done.push(mutate(&mut lines, &mut choices));
            }
            match judge(&lines) {
                Ok(fate) => *fates.entry(fate).or_default() += 1,
                Err(what) => panic!("{}: {done:?}: {what}", seed.name),
            }
        }
        eprintln!("{} seeds, {mutants} mutants: {fates:?}", seeds.len());
        assert!(
            fates.get(&Fate::Explained).is_some_and(|&count| count > u64::from(mutants) / 50),
            "{fates:?}"
        );
        assert!(fates.get(&Fate::TooLarge).copied().unwrap_or(0) <= u64::from(mutants) / 50, "{fates:?}");
    })
    .expect("a mutant was accepted without an explanation");
}
