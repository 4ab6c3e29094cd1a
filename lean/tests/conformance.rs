//! Small files of the subset: some are accepted, some refused, each with its fault and place.
//! Given by: `conformance/lean`, where the first line of a file says what is expected; Lean's prelude; the base of the library.
//! Gives: confidence that the front end accepts what it should, and says where the rest is wrong.
//! Holds: a refused file has exactly the problem that it announces.

use kernel::{Environment, Store};
use lean::elaborate::{State, elaborate_file};
use lean::syntax::LineTable;
use std::error::Error;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};

const BASE: [&str; 8] = ["Core", "Logic", "Nat", "NatDiv", "Int", "IntRing", "IntOrder", "IntDiv"];

#[derive(Clone)]
struct Base {
    store: Store,
    environment: Environment,
    state: State,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn base() -> Result<Base, Box<dyn Error>> {
    let mut store = Store::new();
    let mut environment = Environment::new();
    let file = fs::File::open(root().join("corpus/lean/init-prelude.ndjson.zst"))?;
    let decoder = ruzstd::decoding::StreamingDecoder::new(file)?;
    if kernel::ndjson::read(BufReader::new(decoder), &mut store, &mut environment).is_err() {
        return Err("the prelude does not check".into());
    }
    let axioms = ["propext", "Quot.sound", "Classical.choice"];
    let mut state =
        State { allowed_axioms: axioms.iter().map(|name| (*name).to_string()).collect(), ..State::default() };
    for name in BASE {
        let text = fs::read_to_string(root().join(format!("proofs/base/{name}.lean")))?;
        assert_eq!(
            elaborate_file(&mut store, &mut environment, &mut state, &text),
            [],
            "{name} has problems"
        );
    }
    state.allowed_axioms.clear();
    Ok(Base { store, environment, state })
}

/// Every problem of a text: place and fault.
fn problems(base: &Base, text: &str) -> Vec<String> {
    let mut base = base.clone();
    let table = LineTable::new(text);
    elaborate_file(&mut base.store, &mut base.environment, &mut base.state, text)
        .into_iter()
        .map(|problem| {
            let position = table.position(text, problem.span.start);
            let fault = format!("{:?}", problem.fault);
            let fault = fault.split(['(', ' ']).next().unwrap_or_default().to_string();
            format!("{}:{} {fault}", position.line, position.column)
        })
        .collect()
}

fn files(folder: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let folder = root().join("conformance/lean").join(folder);
    let entries: Result<Vec<fs::DirEntry>, _> = fs::read_dir(folder)?.collect();
    let mut files: Vec<PathBuf> = entries?.into_iter().map(|entry| entry.path()).collect();
    files.sort();
    Ok(files)
}

#[test]
fn files_of_the_subset() -> Result<(), Box<dyn Error>> {
    let base = base()?;
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in files("accept")?.into_iter().chain(files("reject")?) {
        let text = fs::read_to_string(&file)?;
        let announced = text.lines().next().and_then(|line| line.strip_prefix("-- expect "));
        let expected = match announced.ok_or("the first line says what is expected")? {
            "nothing" => Vec::new(),
            problem => vec![problem.to_string()],
        };
        let found = problems(&base, &text);
        if found != expected {
            wrong.push(format!("{}: expected {expected:?}, found {found:?}", file.display()));
        }
        count += 1;
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(count >= 40, "only {count} files");
    Ok(())
}

#[test]
fn a_failed_theorem_is_not_in_scope() -> Result<(), Box<dyn Error>> {
    let base = base()?;
    let text = "theorem wrong : 1 = 2 := rfl\ntheorem use : 1 = 2 := wrong\n";
    assert_eq!(problems(&base, text), ["1:26 Mismatch", "2:24 UnknownName"]);
    Ok(())
}

#[test]
fn nesting_that_is_too_deep_is_a_limit() -> Result<(), Box<dyn Error>> {
    let base = base()?;
    let depth = 100_000;
    let text = format!("def f : Nat := {}1{}\n", "(".repeat(depth), ")".repeat(depth));
    let found = problems(&base, &text);
    assert_eq!(found.len(), 1, "{found:?}");
    let sum = format!("def f : Nat := {}1\n", "1 + ".repeat(20_000));
    assert!(problems(&base, &sum).len() <= 1);
    Ok(())
}

#[test]
fn deep_terms_are_elaborated_or_a_limit() -> Result<(), Box<dyn Error>> {
    let base = base()?;
    for depth in [100, 400, 2_000] {
        let text = format!("def f : Nat := {}0{}\n", "Nat.succ (".repeat(depth), ")".repeat(depth));
        let found = problems(&base, &text);
        assert!(found.len() <= 1, "{found:?}");
        let text =
            format!("theorem f : {}0{} = {depth} := rfl\n", "Nat.succ (".repeat(depth), ")".repeat(depth));
        let found = problems(&base, &text);
        assert!(found.len() <= 1, "{found:?}");
    }
    Ok(())
}
