//! An input of any format goes into an environment.
//! Given by: `lumenc kernel check`, whoever has a Lean export or a module.
//! Gives: an environment with what was accepted, or the first failure.
//! Holds: everything passes the kernel's own doors, its reader or `Environment::add`.

use super::admit::admit;
use super::claim::{Claim, Promise};
use super::compression::open;
use super::detect::detect;
use super::failure::{Bound, Failure, Unsupported};
use super::files::Files;
use super::format::{Event, Format, Reader};
use super::group::group;
use super::order::order;
use super::text::Version;
use super::{json, olean, text};
use kernel::ndjson::{self, ReadError};
use kernel::{Environment, Store};
use std::io::{BufRead, Read};
use std::num::NonZeroUsize;
use std::sync::Mutex;

/// A header is not longer.
const LONGEST_HEADER: u64 = 1 << 16;
/// Larger modules are not read.
const LARGEST_MODULE: u64 = 1 << 30;

/// Reads an input to its end and adds its declarations; at most so many threads work on what the kernel reads itself.
///
/// # Errors
/// If the input is malformed or incomplete, or at the first declaration that is not accepted; what came before stays.
pub fn read(
    input: impl Read,
    files: &dyn Files,
    jobs: NonZeroUsize,
    store: &mut Store,
    environment: &mut Environment,
    watch: &mut (dyn FnMut(Event) + Send),
) -> Result<(), Failure> {
    let mut input = open(input).map_err(Failure::Input)?;
    let mut first = Vec::new();
    input.by_ref().take(LONGEST_HEADER).read_until(b'\n', &mut first).map_err(Failure::Input)?;
    let format = detect(&first);
    watch(Event::Format(format.clone()));
    let input = first.chain(input);
    if format.reader == Reader::Kernel {
        return export(input, jobs, store, environment, watch).map_err(Failure::Export);
    }
    let (claims, promise) = claims(input, &format, files, store)?;
    watch(Event::Read);
    let units = group(&claims, promise)?;
    for position in order(store, &claims, &units, promise) {
        admit(store, environment, &claims, &units[position], promise)?;
        watch(Event::Accepted);
    }
    Ok(())
}

fn export(
    input: impl BufRead,
    jobs: NonZeroUsize,
    store: &mut Store,
    environment: &mut Environment,
    watch: &mut (dyn FnMut(Event) + Send),
) -> Result<(), ReadError> {
    if jobs.get() > 1 {
        let watch = Mutex::new(watch);
        let accepted = || {
            if let Ok(mut watch) = watch.lock() {
                watch(Event::Accepted);
            }
        };
        return ndjson::read_by(jobs, input, store, environment, &accepted).map(|_| ());
    }
    let mut reader = ndjson::Reader::new(input);
    while reader.next(store, environment)? {
        watch(Event::Accepted);
    }
    Ok(())
}

/// The claims of a format that the kernel does not read itself, and what it promises about them.
fn claims(
    input: impl BufRead,
    format: &Format,
    files: &dyn Files,
    store: &mut Store,
) -> Result<(Vec<Claim>, Promise), Failure> {
    let promise = Promise {
        ordered: false,
        recursors: false,
        hints: true,
        unsafe_apart: false,
        theorems_of_data: false,
    };
    match format.reader {
        Reader::Text(version) => {
            let hints = version != Version::One;
            Ok((text::claims(input, version, store)?, Promise { hints, ..promise }))
        }
        Reader::Json => {
            let complete = !format.version.is_empty();
            let promise = Promise { ordered: complete, recursors: complete, ..promise };
            Ok((json::claims(input, store)?, promise))
        }
        Reader::Module => {
            let mut bytes = Vec::new();
            input.take(LARGEST_MODULE + 1).read_to_end(&mut bytes).map_err(Failure::Input)?;
            if bytes.len() as u64 > LARGEST_MODULE {
                return Err(Failure::Bound(Bound::Module));
            }
            let (claims, old) = olean::claims(bytes, files, store)?;
            let promise = Promise { recursors: true, unsafe_apart: true, theorems_of_data: old, ..promise };
            Ok((claims, promise))
        }
        Reader::Kernel | Reader::None => {
            let version = format!("{} {}", format.name, format.version);
            Err(Failure::Unsupported(Unsupported::Version(version)))
        }
    }
}
