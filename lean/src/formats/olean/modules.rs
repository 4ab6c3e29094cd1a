//! A module with everything that it imports.
//! Given by: `read`, the bytes of a module; `Files`, the files of modules by name.
//! Gives: the claims of all of them.
//! Holds: a module is read once; the first import without a file is named; the order of claims is that of the imports.

use super::decode::Decoder;
use super::region::{Header, Heap, Pointer, Region};
use crate::formats::claim::Claim;
use crate::formats::failure::{Answer, Failure, Malformed, Place, Unsupported};
use crate::formats::files::Files;
use kernel::{Name, NameId, Store};
use rustc_hash::FxHashSet;
use std::collections::VecDeque;

/// Ending of the file with what a module shows to nobody but the compiler, and of the one with what it hides.
const ENDINGS: [&str; 2] = [".server", ".private"];

/// Reads the claims of a module and of its imports, and whether any of them has the layout of 2021.
pub(in crate::formats) fn claims(
    bytes: Vec<u8>,
    files: &dyn Files,
    store: &mut Store,
) -> Result<(Vec<Claim>, bool), Failure> {
    let mut modules = Modules {
        files,
        claims: Vec::new(),
        seen: FxHashSet::default(),
        waiting: VecDeque::new(),
        hidden: None,
    };
    let mut old = modules.module(NameId::ANONYMOUS, bytes, store)?;
    while let Some((name, importer)) = modules.waiting.pop_front() {
        let found = parts(store, name).map(|parts| files.module(&parts, "")).transpose();
        let Some(bytes) = found.map_err(Failure::Input)?.flatten() else {
            let importer = Some(importer).filter(|&importer| importer != NameId::ANONYMOUS);
            return Err(Failure::MissingImport { module: name, importer });
        };
        old |= modules.module(name, bytes, store)?;
    }
    match modules.hidden {
        Some(name) => Err(Failure::Unsupported(Unsupported::PrivatePart(name))),
        None => Ok((modules.claims, old)),
    }
}

struct Modules<'a> {
    files: &'a dyn Files,
    claims: Vec<Claim>,
    seen: FxHashSet<NameId>,
    /// Modules to be read, each with one that imports it.
    waiting: VecDeque<(NameId, NameId)>,
    /// A module whose proofs are in a file that is not there.
    hidden: Option<NameId>,
}

impl Modules<'_> {
    /// Takes the claims of a module, and its imports to be read later.
    fn module(&mut self, name: NameId, bytes: Vec<u8>, store: &mut Store) -> Result<bool, Failure> {
        let place = Place::Module(name);
        let mut heap = Heap(vec![region(bytes, place)?]);
        let mut data = data(&heap, 0).map_err(|fault| fault.at(place))?;
        if data.split {
            for ending in ENDINGS {
                match self.beside(store, name, ending)? {
                    Some(bytes) => heap.0.push(region(bytes, place)?),
                    None => self.hidden = self.hidden.or(Some(name)),
                }
            }
            data = self::data(&heap, heap.0.len() - 1).map_err(|fault| fault.at(place))?;
        }
        let old = heap.0.iter().any(Region::is_old);
        let mut decoder = Decoder::new(&heap, store);
        let mut take = || -> Answer<()> {
            for import in heap.array(data.imports)? {
                let import = decoder.name(heap.constructor(import)?.field(0)?)?;
                if self.seen.insert(import) {
                    self.waiting.push_back((import, name));
                }
            }
            for constant in heap.array(data.constants)? {
                self.claims.push(decoder.constant(constant, place)?);
            }
            Ok(())
        };
        take().map_err(|fault| fault.at(place)).map(|()| old)
    }

    /// A file that stands beside that of a module.
    fn beside(&self, store: &Store, name: NameId, ending: &str) -> Result<Option<Vec<u8>>, Failure> {
        let found = match parts(store, name) {
            _ if name == NameId::ANONYMOUS => self.files.beside(ending),
            Some(parts) => self.files.module(&parts, ending),
            None => Ok(None),
        };
        found.map_err(Failure::Input)
    }
}

fn region(bytes: Vec<u8>, place: Place) -> Result<Region, Failure> {
    Region::new(bytes).map_err(|header| match header {
        Header::Malformed(problem) => Failure::Malformed(Some(place), problem),
        Header::Unsupported(unsupported) => Failure::Unsupported(unsupported),
    })
}

/// Where the imports and the constants of a module are.
struct Data {
    imports: Pointer,
    constants: Pointer,
    /// Whether the file has only what the module shows to others.
    split: bool,
}

/// The object that a file is about: with three pointers in 2021, and with the names of the constants between since then.
fn data(heap: &Heap, part: usize) -> Answer<Data> {
    let region = heap.0.get(part).ok_or(Malformed::BadAddress)?;
    let object = heap.constructor(region.root())?;
    let constants = match object.count {
        3 => object.field(1)?,
        4 | 5 => object.field(2)?,
        _ => return Err(Malformed::BadObject("module").into()),
    };
    let split = !region.is_old() && object.has_bytes() && object.byte(0)? != 0;
    Ok(Data { imports: object.field(0)?, constants, split })
}

/// The parts of a module's name, if they can name a file.
fn parts(store: &Store, name: NameId) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    let mut next = name;
    loop {
        match store.name_at(next) {
            Name::Anonymous => break,
            Name::Number(..) => return None,
            Name::Text(prefix, part) => {
                let plain = !part.is_empty() && !part.contains(['/', '\\', '\0']) && !part.starts_with('.');
                if !plain {
                    return None;
                }
                parts.push(part.to_string());
                next = *prefix;
            }
        }
    }
    parts.reverse();
    if parts.is_empty() { None } else { Some(parts) }
}
