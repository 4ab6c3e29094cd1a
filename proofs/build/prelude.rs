//! Lean's prelude: read from its export, without what a library of theorems must not have.
//! Given by: the compressed export in `corpus/lean`.
//! Gives: an environment with the declarations that are kept, checked by the kernel.
//! Holds: `sorryAx` is not among them, nor an opaque constant, nor the data types of Lean's own syntax, nor what reaches any of these.

use kernel::ndjson::{ReadError, read};
use kernel::{Constant, Declaration, Environment, Kind, NameId, Rejection, Store, Term, TermId};
use std::collections::HashSet;
use std::io::BufReader;

/// Why there is no prelude.
#[derive(Debug)]
#[allow(dead_code, reason = "shown as data when the build fails")]
pub(crate) enum PreludeError {
    /// The file cannot be read or decompressed.
    Input(std::io::Error),
    /// The export is not accepted.
    Export(ReadError),
    /// A declaration is not accepted without those left out.
    Kept(Box<Rejection>),
}

/// Reads the prelude from compressed bytes.
pub(crate) fn prelude(bytes: &[u8], store: &mut Store) -> Result<Environment, PreludeError> {
    let text = lean::formats::open(bytes).map_err(PreludeError::Input)?;
    let mut whole = Environment::new();
    read(BufReader::new(text), store, &mut whole).map_err(PreludeError::Export)?;
    let mut sieve = Sieve::default();
    let mut kept = Environment::new();
    for constants in whole.declarations() {
        if sieve.keeps(store, constants)
            && let Ok(declaration) = Declaration::of(constants)
        {
            kept.add(store, declaration).map_err(|rejection| PreludeError::Kept(Box::new(rejection)))?;
        }
    }
    Ok(kept)
}

/// What is left out so far, and the terms known not to mention it.
#[derive(Default)]
struct Sieve {
    out: HashSet<NameId>,
    clean: HashSet<TermId>,
}

impl Sieve {
    fn keeps(&mut self, store: &Store, constants: &[Constant]) -> bool {
        let unwanted = |constant: &Constant| {
            matches!(constant.kind, Kind::Opaque(_)) || is_unwanted(store, constant.name)
        };
        let stated = constants.iter().filter(|constant| !matches!(constant.kind, Kind::Recursor(_)));
        let mut terms = stated.flat_map(|constant| [Some(constant.of), constant.value()]).flatten();
        if !constants.iter().any(unwanted) && terms.all(|term| self.is_clean(store, term)) {
            return true;
        }
        self.out.extend(constants.iter().map(|constant| constant.name));
        self.clean.clear();
        false
    }

    /// Whether nothing that is left out occurs in a term.
    fn is_clean(&mut self, store: &Store, term: TermId) -> bool {
        let mut visited = HashSet::new();
        let mut pending = vec![term];
        while let Some(term) = pending.pop() {
            if !self.clean.insert(term) {
                continue;
            }
            visited.insert(term);
            match store.term_at(term) {
                Term::Constant(name, _) if self.out.contains(&name) => {
                    self.clean.retain(|term| !visited.contains(term));
                    return false;
                }
                Term::Apply(a, b) | Term::Lambda(_, a, b) | Term::Pi(_, a, b) => pending.extend([a, b]),
                Term::Let { of, value, body, .. } => pending.extend([of, value, body]),
                Term::Project(_, _, of) => pending.push(of),
                Term::Bound(_) | Term::Free(_) | Term::Sort(_) | Term::Constant(..) => {}
                Term::Natural(_) | Term::Text(_) => {}
            }
        }
        true
    }
}

/// `sorryAx`, and all that stands under `Lean`.
fn is_unwanted(store: &Store, name: NameId) -> bool {
    let dotted = store.show_name(name);
    dotted == "sorryAx" || dotted.starts_with("Lean.")
}
