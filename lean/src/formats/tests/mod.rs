//! Inputs of every format, as their writers make them, with lies in them, damaged, and very deep.
//! Given by: `corpus/`, and writers that stand beside the tests. Gives: a failure where an outcome is another one.
//! Holds: nothing is read from outside of the repository.

mod damage;
mod depth;
mod layouts;
mod lies;
mod module;
mod modules;
mod text;

use super::*;
use kernel::{Environment, Limits, NameId, Store};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io;
use std::num::NonZeroUsize;

/// What became of an input.
struct Outcome {
    store: Store,
    environment: Environment,
    result: Result<(), Failure>,
}

fn check_with(input: &[u8], files: &(dyn Files + Sync)) -> Outcome {
    let (mut store, mut environment) = (Store::new(), Environment::new());
    environment.limits = Limits::LARGE;
    let result = kernel::on_large_stack(|| {
        read(input, files, NonZeroUsize::MIN, &mut store, &mut environment, &mut |_| {})
    });
    Outcome { result: result.unwrap(), store, environment }
}

fn check(input: &[u8]) -> Outcome {
    check_with(input, &NoFiles)
}

/// One word for an outcome, and the declaration or module that it names.
fn verdict(outcome: &Outcome) -> String {
    let name = |id: NameId| outcome.store.show_name(id);
    match &outcome.result {
        Ok(()) => format!("accepted {}", outcome.environment.declarations().len()),
        Err(Failure::Export(error)) => format!("export {error:?}"),
        Err(Failure::Input(_)) => "input".to_string(),
        Err(Failure::Malformed(_, problem)) => format!("malformed {problem:?}"),
        Err(Failure::Rejected(_, rejection)) => {
            format!("rejected {} {:?}", name(rejection.declaration), rejection.problem)
        }
        Err(Failure::Incomplete { declaration, missing }) => {
            format!("incomplete {} {}", name(*declaration), name(*missing))
        }
        Err(Failure::MissingImport { module, importer }) => {
            format!("missing {} {}", name(*module), importer.map_or(String::new(), name))
        }
        Err(Failure::Unsupported(unsupported)) => format!("unsupported {unsupported:?}"),
        Err(Failure::Bound(bound)) => format!("bound {bound:?}"),
    }
}

/// Modules in memory.
#[derive(Default)]
struct Modules(BTreeMap<String, Vec<u8>>);

impl Files for Modules {
    fn module(&self, parts: &[String], ending: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.0.get(&format!("{}{ending}", parts.join("."))).cloned())
    }

    fn beside(&self, ending: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.0.get(ending).cloned())
    }
}

/// Lean's prelude, with the declarations that these names need; everything, if there are none.
fn prelude(names: &[&str]) -> Outcome {
    let whole = check(include_bytes!("../../../../corpus/lean/init-prelude.ndjson.zst"));
    assert_eq!(verdict(&whole), "accepted 1777");
    if names.is_empty() {
        return whole;
    }
    let ids: Vec<NameId> = names.iter().map(|name| whole.store.find_name(name).unwrap()).collect();
    let needed = whole.environment.closure(&whole.store, &ids);
    let part = check(&export(&whole, &needed));
    assert_eq!(verdict(&part), format!("accepted {}", needed.len()));
    part
}

fn export(outcome: &Outcome, positions: &[usize]) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(&outcome.store, &outcome.environment, positions, &mut bytes).unwrap();
    bytes
}

fn name_of(outcome: &Outcome, position: usize) -> String {
    outcome.store.show_name(outcome.environment.constants_of(position)[0].name)
}

/// All declarations as an export in the order of their names: the same for the same declarations in any order.
fn sorted(outcome: &Outcome) -> Vec<u8> {
    let mut positions: Vec<usize> = (0..outcome.environment.declarations().len()).collect();
    positions.sort_by_key(|&position| name_of(outcome, position));
    export(outcome, &positions)
}

/// The lines of the export of an environment.
fn lines(outcome: &Outcome) -> Vec<Value> {
    let all: Vec<usize> = (0..outcome.environment.declarations().len()).collect();
    let text = String::from_utf8(export(outcome, &all)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
