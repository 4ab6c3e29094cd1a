//! The library as a whole: what it contains, what it reaches, and that texts on top of it mean what they say.
//! Given by: the export that the build step made, and the texts in `tests/`.
//! Gives: the outcome of every example, and of every claim that must be refused.
//! Holds: every assertion here could fail; a wrong definition or an axiom too many makes one fail.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use kernel::{Environment, Kind, NameId, Store};
use lean::elaborate::{Problem, elaborate_file};
use proofs::{Library, Part, SOURCES, library};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn texts(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

fn elaborate(library: &Library, text: &str) -> Vec<Problem> {
    let mut library = library.clone();
    elaborate_file(&mut library.store, &mut library.environment, &mut library.state, text)
}

#[test]
fn every_example_holds() {
    let library = library().unwrap();
    for (path, text) in texts("tests/examples") {
        let problems = elaborate(&library, &text);
        let table = lean::syntax::LineTable::new(&text);
        let places: Vec<_> =
            problems.iter().map(|problem| table.position(&text, problem.span.start)).collect();
        assert!(problems.is_empty(), "{}: {places:?} {problems:?}", path.display());
        assert!(text.matches("\nexample : ").count() >= 3, "{}", path.display());
    }
}

#[test]
fn every_wrong_claim_is_refused() {
    let library = library().unwrap();
    for (path, text) in texts("tests/refused") {
        let problems = elaborate(&library, &text);
        let refused: BTreeSet<u32> =
            problems.iter().map(|problem| claim_at(&text, problem.span.start)).collect();
        let claims: BTreeSet<u32> =
            (0..).zip(text.lines()).filter(|(_, line)| is_claim(line)).map(|(at, _)| at).collect();
        assert!(
            !claims.is_empty() && claims == refused,
            "{}: accepted {:?}",
            path.display(),
            claims.difference(&refused)
        );
    }
}

fn is_claim(line: &str) -> bool {
    line.starts_with("example") || line.starts_with("axiom")
}

/// The line on which the claim starts that contains an offset.
fn claim_at(text: &str, offset: u32) -> u32 {
    let line = text[..offset as usize].matches('\n').count();
    let start = (0..=line).rev().find(|&at| is_claim(text.lines().nth(at).unwrap()));
    u32::try_from(start.unwrap()).unwrap()
}

#[test]
fn the_decision_procedure_finds_its_lemmas() {
    let library = library().unwrap();
    for (_, name, statement) in lean::decide::LEMMAS {
        let text = format!("example : {statement} := @{name}");
        let problems = elaborate(&library, &text);
        assert!(problems.is_empty(), "{name}: {problems:?}");
    }
}

#[test]
fn no_theorem_reaches_another_axiom() {
    let Library { store, environment, .. } = library().unwrap();
    let allowed = ["propext", "Quot.sound", "Classical.choice"];
    let names: Vec<NameId> = environment.constants().iter().map(|constant| constant.name).collect();
    let axioms = environment.axioms(&store, &names);
    let found: BTreeSet<String> = axioms.iter().map(|&axiom| store.show_name(axiom)).collect();
    assert_eq!(found, allowed.iter().map(ToString::to_string).collect());
    assert!(environment.constants().iter().all(|constant| !matches!(constant.kind, Kind::Opaque(_))));
    assert_eq!(store.find_name("sorryAx").and_then(|name| environment.get(name)), None);
}

#[test]
fn integers_need_no_choice() {
    let Library { store, environment, .. } = library().unwrap();
    for name in [
        "Int.mul_assoc",
        "Int.mul_add",
        "Int.mul_tdiv_add_tmod",
        "Lumen.Total.loop",
        "Lumen.Total.group",
        "Lumen.blt_iff",
    ] {
        let name = store.find_name(name).unwrap();
        let axioms: Vec<String> =
            environment.axioms(&store, &[name]).iter().map(|&axiom| store.show_name(axiom)).collect();
        assert!(axioms.is_empty(), "{}: {axioms:?}", store.show_name(name));
    }
}

#[test]
fn meaning_is_definitions_only() {
    let library = library().unwrap();
    let mut count = 0;
    for constants in library.environment.declarations() {
        let (name, kind) = (constants[0].name, &constants[0].kind);
        let is_definition = matches!(kind, Kind::Definition(..) | Kind::Inductive(_));
        if library.part(name) != Some(Part::Meaning) {
            continue;
        }
        count += 1;
        let shown = library.store.show_name(name);
        let auxiliary = shown.contains(".eq_") || shown.contains("._proof_");
        assert!(is_definition || auxiliary, "{shown}");
    }
    assert!(count > 30);
    let lines: usize = texts("meaning").iter().map(|(_, text)| text.lines().count()).sum();
    assert!(lines < 600, "{lines} lines");
}

#[test]
fn meaning_is_made_of_what_a_reader_can_read() {
    let library = library().unwrap();
    let meaning: Vec<NameId> = library.names(Part::Meaning).collect();
    for position in library.environment.closure(&library.store, &meaning) {
        let name = library.environment.constants_of(position)[0].name;
        assert_ne!(library.part(name), Some(Part::Theory), "{}", library.store.show_name(name));
    }
}

#[test]
fn parts_are_told_apart() {
    let library = library().unwrap();
    let part = |name| library.part(library.store.find_name(name).unwrap());
    assert_eq!(part("Nat.rec"), Some(Part::Prelude));
    assert_eq!(part("Int.negSucc"), Some(Part::Base));
    assert_eq!(part("Lumen.Total"), Some(Part::Meaning));
    assert_eq!(part("Lumen.Outcome.rec"), Some(Part::Meaning));
    assert_eq!(part("Lumen.Total.bind"), Some(Part::Theory));
    assert_eq!(part("Lumen.Linear.refute"), Some(Part::Theory));
    let mut store = library.store.clone();
    assert_eq!(library.part(store.name("Lumen.unheard")), None);
}

#[test]
fn every_text_belongs_to_the_library() {
    let listed: BTreeSet<String> = SOURCES.iter().map(|(_, path)| (*path).to_string()).collect();
    let mut found = BTreeSet::new();
    for folder in ["base", "meaning", "theory"] {
        for (path, text) in texts(folder) {
            found.insert(format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap()));
            assert!(!text.contains("sorry"), "{}", path.display());
        }
    }
    assert_eq!(listed, found);
}

#[test]
fn an_export_is_accepted_from_nothing() {
    let Library { store, environment, .. } = library().unwrap();
    let all: Vec<usize> = (0..environment.declarations().len()).collect();
    let mut text = Vec::new();
    lean::formats::write(&store, &environment, &all, &mut text).unwrap();
    let (mut other, mut again) = (Store::new(), Environment::new());
    let read = kernel::ndjson::read(&text[..], &mut other, &mut again).unwrap();
    assert_eq!(again.declarations().len(), all.len());
    assert!(read.declarations as usize >= all.len());
}
