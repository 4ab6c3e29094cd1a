//! The library: what statements mean, and the theory that proofs use.
//! Given by: the build step, which elaborated the Lean texts of this package and had the kernel check every declaration.
//! Gives: the library as an environment to start from, and what each of its declarations is trusted for.
//! Holds: it loads in milliseconds, and only from the bytes that the build step made.

mod memory;
mod source;

pub use source::{AXIOMS, Part, SOURCES};

use kernel::ndjson::{self, LoadError};
use kernel::{Environment, NameId, Store};
use lean::elaborate::State;
use sha2::{Digest, Sha256};

mod built {
    include!(concat!(env!("OUT_DIR"), "/built.rs"));
}

/// SHA-256 of the library's texts and of the prelude below them, in hexadecimal.
pub const HASH: &str = built::HASH;

/// The version of the library.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The library, ready to be built upon.
#[derive(Clone, Debug)]
pub struct Library {
    /// Its names, levels and terms.
    pub store: Store,
    /// Its declarations, all of them checked by the kernel when it was built.
    pub environment: Environment,
    /// Its instances, structures and attributes, for texts that build on it.
    pub state: State,
}

/// Why there is no library.
#[derive(Debug)]
pub enum Damaged {
    /// Its declarations cannot be loaded.
    Declarations(LoadError),
    /// What elaboration remembers does not belong to them.
    Memory,
}

/// Loads the library.
///
/// # Errors
/// If the bytes in the executable are not those that were built.
pub fn library() -> Result<Library, Damaged> {
    let digest = |bytes: &[u8]| Sha256::digest(bytes).into();
    let loaded = ndjson::load(built::EXPORT, &built::DIGEST, digest);
    let (mut store, environment) = loaded.map_err(Damaged::Declarations)?;
    let state = memory::read(built::MEMORY, &mut store).ok_or(Damaged::Memory)?;
    Ok(Library { store, environment, state })
}

impl Library {
    /// The part that a constant of the library belongs to; none for a name that the library does not have.
    #[must_use]
    pub fn part(&self, name: NameId) -> Option<Part> {
        part_at(self.environment.position(name)?)
    }

    /// The constants of a part, in the order of their declaration.
    pub fn names(&self, part: Part) -> impl Iterator<Item = NameId> {
        let constants = self.environment.constants().iter().map(|constant| constant.name);
        constants.filter(move |&name| self.part(name) == Some(part))
    }
}

/// The part of the declaration at a position.
fn part_at(position: usize) -> Option<Part> {
    built::PARTS.iter().find(|(_, end)| position < *end).map(|(part, _)| *part)
}
