//! One export read by several threads, which share the work of checking.
//! Given by: whoever has a large export and more than one core.
//! Gives: what one thread would give, sooner.
//! Holds: a constant is taken as it stands only by threads that another one checks it for, and unless all of them end well
//! nothing is left in the environment that somebody has not checked.
//!
//! Each thread reads the whole export into a store and an environment of its own. What the kernel derives is derived by
//! all. A constant is checked by the thread that comes to it first; the others believe it and go on. Therefore the first
//! line at which any thread fails is where a single thread fails: everything before was checked, each declaration among
//! others that were checked, and at that line everybody who comes there has the same environment.

use super::failure::ReadError;
use super::read::{Read, Reader, Trust};
use crate::environment::Environment;
use crate::name::NameId;
use crate::rejection::{Problem, Rejection};
use crate::stack;
use crate::store::Store;
use std::io::{BufRead, Error, ErrorKind};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// So many pieces of an export may wait for the slowest thread.
const AHEAD: usize = 1 << 10;

/// Reads an export to its end by at most so many threads, each with a large stack, and adds its declarations.
/// `accepted` is called whenever one was accepted.
///
/// # Errors
/// At the first line that is malformed or whose declaration is not accepted; what came before stays.
pub fn read_by(
    jobs: NonZeroUsize,
    input: impl BufRead,
    store: &mut Store,
    environment: &mut Environment,
    accepted: &(dyn Fn() + Sync),
) -> Result<Read, ReadError> {
    let shared = Shared { taken: AtomicU64::new(0), failed: AtomicU64::new(u64::MAX), accepted };
    let workers = std::thread::scope(|scope| {
        let (mut readers, mut threads) = (Vec::new(), Vec::new());
        for _ in 0..jobs.get() {
            let (reader, pieces) = sync_channel(AHEAD);
            let (store, environment, shared) = (store.clone(), environment.clone(), &shared);
            let work = move || work(pieces, store, environment, shared);
            match stack::large().spawn_scoped(scope, work) {
                Ok(thread) => threads.push(thread),
                Err(error) if threads.is_empty() => return Err(ReadError::Input(error)),
                Err(_) => break,
            }
            readers.push(reader);
        }
        feed(input, readers);
        let ended: Option<Vec<Worker>> = threads.into_iter().map(|thread| thread.join().ok()).collect();
        let problem = Rejection { declaration: NameId::ANONYMOUS, problem: Problem::Internal };
        ended.ok_or(ReadError::Rejected { line: 0, rejection: problem })
    })?;
    let Some(first) = workers.into_iter().min_by_key(|worker| worker.failure) else {
        return Ok(Read::default());
    };
    (*store, *environment) = (first.store, first.environment);
    first.result
}

/// What the threads tell each other.
struct Shared<'a> {
    /// How many declarations somebody has taken upon himself: always the first ones, since nobody passes by one that is left.
    taken: AtomicU64,
    /// The first line at which somebody failed.
    failed: AtomicU64,
    accepted: &'a (dyn Fn() + Sync),
}

/// What a thread has come to.
struct Worker {
    store: Store,
    environment: Environment,
    result: Result<Read, ReadError>,
    /// The line of a failure, and whether the declaration there was only to be believed.
    failure: (u64, bool),
}

fn work(
    pieces: Receiver<Piece>,
    mut store: Store,
    mut environment: Environment,
    shared: &Shared<'_>,
) -> Worker {
    let mut reader = Reader::new(Pieces { pieces, piece: Arc::default(), used: 0 });
    let mut failure = (u64::MAX, false);
    let result = loop {
        if reader.read.lines >= shared.failed.load(Ordering::Relaxed) {
            // Whatever came now would not count.
            break Ok(reader.read);
        }
        let next = reader.read.declarations;
        let taken = shared.taken.compare_exchange(next, next + 1, Ordering::Relaxed, Ordering::Relaxed);
        let trust = if taken.is_ok() { Trust::Nothing } else { Trust::Constants };
        match reader.next_with(trust, &mut store, &mut environment) {
            Ok(true) if taken.is_ok() => (shared.accepted)(),
            Ok(true) => {}
            Ok(false) => break Ok(reader.read),
            Err(error) => {
                failure = (error.line().unwrap_or(reader.read.lines + 1), taken.is_err());
                shared.failed.fetch_min(failure.0, Ordering::Relaxed);
                break Err(error);
            }
        }
    };
    Worker { store, environment, result, failure }
}

/// A part of the stream, or why it failed.
type Piece = Result<Arc<[u8]>, (ErrorKind, String)>;

/// Hands the stream to all that still read.
fn feed(mut input: impl BufRead, mut readers: Vec<SyncSender<Piece>>) {
    while !readers.is_empty() {
        let piece: Piece = match input.fill_buf() {
            Ok([]) => return,
            Ok(bytes) => Ok(bytes.into()),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => Err((error.kind(), error.to_string())),
        };
        readers.retain(|reader| reader.send(piece.clone()).is_ok());
        match piece {
            Ok(bytes) => input.consume(bytes.len()),
            Err(_) => return,
        }
    }
}

/// The stream as one thread reads it.
struct Pieces {
    pieces: Receiver<Piece>,
    piece: Arc<[u8]>,
    used: usize,
}

impl BufRead for Pieces {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.used == self.piece.len() {
            self.used = 0;
            self.piece = match self.pieces.recv() {
                Ok(piece) => piece.map_err(|(kind, text)| Error::new(kind, text))?,
                Err(_) => Arc::default(),
            };
        }
        Ok(&self.piece[self.used..])
    }

    fn consume(&mut self, count: usize) {
        self.used = (self.used + count).min(self.piece.len());
    }
}

impl std::io::Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}
