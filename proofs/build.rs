//! The build step of the library: Lean texts become a checked environment, embedded as an export.
//! Given by: `corpus/lean/init-prelude.ndjson.zst` and the texts of `base`, `meaning` and `theory`.
//! Gives: `built.rs` with the export, its digest, what elaboration remembers, and where the parts end.
//! Holds: every declaration was accepted by the kernel, in this run; a problem in a text fails the build at its line.

#[path = "build/prelude.rs"]
mod prelude;
#[path = "build/remember.rs"]
mod remember;
#[allow(unreachable_pub, reason = "public in the library, which has the same file")]
#[path = "src/source.rs"]
mod source;
#[path = "build/trim.rs"]
mod trim;
#[path = "build/word.rs"]
mod word;

use kernel::{Environment, Store, on_large_stack};
use lean::elaborate::{State, elaborate_file};
use sha2::{Digest, Sha256};
use source::{AXIOMS, Part, SOURCES};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const PRELUDE: &str = "../corpus/lean/init-prelude.ndjson.zst";

fn main() -> ExitCode {
    let made =
        on_large_stack(make).unwrap_or_else(|| Err(vec!["the build of the library did not end".to_string()]));
    let Err(problems) = made else { return ExitCode::SUCCESS };
    for problem in problems {
        println!("cargo::error={problem}");
    }
    ExitCode::FAILURE
}

/// What is embedded.
struct Built {
    hash: String,
    export: Vec<u8>,
    memory: String,
    parts: Vec<(Part, usize)>,
}

fn make() -> Result<(), Vec<String>> {
    let files = files().map_err(|problem| vec![problem])?;
    let built = library(&files)?;
    write(&built).map_err(|error| vec![format!("cannot write what was built: {error}")])
}

/// The prelude and the texts, as bytes, in order.
fn files() -> Result<Vec<(PathBuf, Vec<u8>)>, String> {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    let paths = [PRELUDE].into_iter().chain(SOURCES.iter().map(|(_, path)| *path));
    let mut files = Vec::new();
    for path in paths {
        println!("cargo::rerun-if-changed={path}");
        let bytes = std::fs::read(root.join(path)).map_err(|error| format!("{path}: {error}"))?;
        files.push((PathBuf::from(path), bytes));
    }
    Ok(files)
}

/// Elaborates and checks everything.
fn library(files: &[(PathBuf, Vec<u8>)]) -> Result<Built, Vec<String>> {
    let mut store = Store::new();
    let mut environment = prelude::prelude(&files[0].1, &mut store)
        .map_err(|error| vec![format!("{PRELUDE}: {}", word::prelude(&store, &error))])?;
    let axioms = AXIOMS.iter().map(ToString::to_string).collect();
    let mut state = State { allowed_axioms: axioms, ..State::default() };
    let mut parts = vec![(Part::Prelude, environment.declarations().len())];
    for ((part, path), (_, bytes)) in SOURCES.iter().zip(&files[1..]) {
        elaborate(path, bytes, &mut store, &mut environment, &mut state)?;
        let end = environment.declarations().len();
        match parts.last_mut() {
            Some((last, reached)) if last == part => *reached = end,
            _ => parts.push((*part, end)),
        }
    }
    let environment = trim::trim(&mut store, &environment, &state, &mut parts)
        .map_err(|rejection| vec![word::refused(&store, &environment, &rejection)])?;
    let memory = remember::remember(&store, &environment, &state)
        .map_err(|name| vec![format!("the name {name} of the library cannot be written down")])?;
    let export = export(&store, &environment).map_err(|error| vec![format!("cannot export: {error}")])?;
    Ok(Built { hash: hash(files), export, memory, parts })
}

fn elaborate(
    path: &str,
    bytes: &[u8],
    store: &mut Store,
    environment: &mut Environment,
    state: &mut State,
) -> Result<(), Vec<String>> {
    let text = std::str::from_utf8(bytes).map_err(|error| vec![format!("{path}: {error}")])?;
    let problems = elaborate_file(store, environment, state, text);
    if problems.is_empty() {
        return Ok(());
    }
    let table = lean::syntax::LineTable::new(text);
    let line = |problem: &lean::elaborate::Problem| {
        let at = table.position(text, problem.span.start);
        format!(
            "proofs/{path}:{}:{}: {}",
            at.line,
            at.column,
            word::fault(store, environment, &problem.fault)
        )
    };
    Err(problems.iter().map(line).collect())
}

/// Everything that was checked, to be loaded without checking it again.
fn export(store: &Store, environment: &Environment) -> std::io::Result<Vec<u8>> {
    let positions: Vec<usize> = (0..environment.declarations().len()).collect();
    let mut export = Vec::new();
    lean::formats::write(store, environment, &positions, &mut export)?;
    Ok(export)
}

/// SHA-256 of paths and contents.
fn hash(files: &[(PathBuf, Vec<u8>)]) -> String {
    let mut digest = Sha256::new();
    for (path, bytes) in files {
        digest.update(path.to_string_lossy().as_bytes());
        digest.update([0]);
        digest.update(bytes.len().to_le_bytes());
        digest.update(bytes);
    }
    digest.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn write(built: &Built) -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    std::fs::write(folder.join("library.ndjson"), &built.export)?;
    std::fs::write(folder.join("library.memory"), &built.memory)?;
    std::fs::write(folder.join("built.rs"), text(built, &folder))
}

/// The Rust text that embeds all of it.
fn text(built: &Built, folder: &Path) -> String {
    let digest: [u8; 32] = Sha256::digest(&built.export).into();
    let parts = built.parts.iter().map(|(part, end)| format!("(crate::Part::{part:?}, {end})"));
    let parts: Vec<String> = parts.collect();
    format!(
        "pub(crate) const HASH: &str = {:?};\n\
         pub(crate) const EXPORT: &[u8] = include_bytes!({:?});\n\
         pub(crate) const MEMORY: &str = include_str!({:?});\n\
         pub(crate) const DIGEST: [u8; 32] = {digest:?};\n\
         /// Each part with the position after its last declaration.\n\
         pub(crate) const PARTS: &[(crate::Part, usize)] = &[{}];\n",
        built.hash,
        folder.join("library.ndjson"),
        folder.join("library.memory"),
        parts.join(", "),
    )
}
