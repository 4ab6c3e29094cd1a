//! Reading a snapshot.
//! Given by: whoever starts from a checked library.
//! Gives: a store and an environment, in time proportional to the bytes.
//! Holds: bytes with another digest are not looked at; malformed ones are refused without panic.

use super::code::Coded;
use super::{Item, MAGIC};
use crate::environment::Environment;
use crate::level::{Level, LevelId};
use crate::name::Name;
use crate::store::Store;
use crate::term::Term;

/// Why a snapshot is not loaded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LoadError {
    /// The digest is not the one that is expected.
    OtherContent,
    /// The bytes have the digest, but are not a snapshot of this version.
    Malformed,
}

/// Loads a snapshot whose digest, computed by `digest`, is the expected one.
///
/// Nothing in the bytes is checked as a proof: whoever names the digest answers for it.
///
/// # Errors
/// If the digest is another one, or the bytes are not a snapshot.
pub fn load(
    bytes: &[u8],
    expected: &[u8; 32],
    digest: impl FnOnce(&[u8]) -> [u8; 32],
) -> Result<(Store, Environment), LoadError> {
    if digest(bytes) != *expected {
        return Err(LoadError::OtherContent);
    }
    decode(bytes).ok_or(LoadError::Malformed)
}

/// Bytes not read yet, and what the ones before them defined.
pub(super) struct Loading<'a> {
    rest: &'a [u8],
    pub(super) store: Store,
}

impl<'a> Loading<'a> {
    pub(super) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    pub(super) fn chunk<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.chunk().map(|[byte]| byte)
    }
}

fn decode(bytes: &[u8]) -> Option<(Store, Environment)> {
    let mut loading = Loading { rest: bytes.strip_prefix(&MAGIC)?, store: Store::new() };
    let terms = u32::read(&mut loading)? as usize;
    loading.store.reserve_terms(terms.min(bytes.len()));
    let mut environment = Environment::new();
    loop {
        match Item::read(&mut loading)? {
            Item::Name => {
                let name = Name::read(&mut loading)?;
                loading.store.load_name(name);
            }
            Item::Level => {
                let number = loading.store.level_count();
                let level = Level::read(&mut loading)?;
                is_new(number, loading.store.level(level).index())?;
            }
            Item::Levels => {
                let number = loading.store.levels_count();
                let list: Vec<LevelId> = Vec::read(&mut loading)?;
                is_new(number, loading.store.levels_of(&list).index())?;
            }
            Item::Term => {
                let term = Term::read(&mut loading)?;
                loading.store.load_term(term);
            }
            Item::Declaration => environment.restore(Vec::read(&mut loading)?)?,
            Item::End => break,
        }
    }
    for name in Vec::read(&mut loading)? {
        environment.primitives.acknowledge(&mut loading.store, name)?;
    }
    environment.set_stamp(&loading.store);
    loading.rest.is_empty().then_some((loading.store, environment))
}

/// An id that was there before would shift all numbers after it.
fn is_new(number: usize, id: usize) -> Option<()> {
    (number == id).then_some(())
}
