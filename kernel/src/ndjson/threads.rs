//! One export checked by several threads.
//! Given by: whoever has a large export and more than one core.
//! Gives: what one thread would give, sooner.
//! Holds: whatever one thread believed another one checked, or there is an error; the first line that fails is that of a single thread.
//!
//! The first thread reads. It derives what the kernel derives and believes constants as they stand. The others repeat what it
//! added, without reading, so that ids mean the same to all. Whoever has nothing else to do takes the next constant that was
//! believed, and checks it as if those after it were not there. Therefore the first line at which anybody fails is where a
//! single thread fails: everything before was checked, each declaration among those before it.

use super::failure::ReadError;
use super::read::{Read, Reader, Trust};
use crate::environment::primitive::Primitives;
use crate::store::Growth;
use crate::{Constant, Declaration, Environment, NameId, Problem, Rejection, Store, stack};
use std::io::BufRead;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

/// After so many lines the others are told what was read.
const LINES: u64 = 1 << 9;

/// Reads an export to its end by so many threads, this one and others with a large stack, and adds its declarations.
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
    let mut first = Worker::of(std::mem::take(store), std::mem::take(environment));
    let (promises, promised) = channel();
    let (open, failed) = (AtomicU64::new(0), AtomicU64::new(u64::MAX));
    let shared = Shared { promised: Mutex::new(promised), open, failed, accepted };
    let (result, others) = std::thread::scope(|scope| {
        let (mut followers, mut threads) = (Vec::new(), Vec::new());
        for _ in 1..jobs.get() {
            let (follower, told) = channel();
            let mut worker = Worker::of(first.store.clone(), first.environment.clone());
            let shared = &shared;
            let work = move || {
                worker.keep_promises(Some(&told), shared);
                worker
            };
            let Ok(thread) = stack::large().spawn_scoped(scope, work) else { break };
            (followers.push(follower), threads.push(thread));
        }
        let result = first.read(input, followers, promises, &shared);
        first.keep_promises(None, &shared);
        (result, threads.into_iter().map(|thread| thread.join().ok()).collect::<Option<Vec<_>>>())
    });
    let workers = std::iter::once(first).chain(others.into_iter().flatten());
    let line = |worker: &Worker| worker.failure.as_ref().map_or(u64::MAX, |&(line, _)| line);
    match workers.min_by_key(line) {
        Some(Worker { store: own, environment: filled, failure })
            if failure.is_some() || shared.is_done() =>
        {
            (*store, *environment) = (own, filled);
            failure.map_or(result, |(_, error)| Err(error))
        }
        _ => {
            let problem = Rejection { declaration: NameId::ANONYMOUS, problem: Problem::Internal };
            Err(ReadError::Rejected { line: 0, rejection: problem })
        }
    }
}

/// What the threads share.
struct Shared<'a> {
    /// What was believed and nobody has taken upon himself, in order.
    promised: Mutex<Receiver<Promise>>,
    /// How many promises were not kept yet.
    open: AtomicU64,
    /// The first line at which somebody failed.
    failed: AtomicU64,
    accepted: &'a (dyn Fn() + Sync),
}

/// A constant that was believed and must be checked.
struct Promise {
    place: usize,
    line: u64,
    /// What was known of the constants before it.
    primitives: Arc<Primitives>,
}

/// What the first thread added.
struct Told {
    growth: Growth,
    declarations: Vec<(Declaration, Vec<Constant>)>,
}

impl Shared<'_> {
    /// The next promise to be kept; waits for it. None at the end, or after a failure that comes before it.
    fn next(&self) -> Option<Promise> {
        let promise = self.promised.lock().ok()?.recv().ok()?;
        (promise.line < self.failed.load(Ordering::Relaxed)).then_some(promise)
    }

    fn is_done(&self) -> bool {
        self.open.load(Ordering::Relaxed) == 0
    }
}

/// A thread with what it knows, and where it failed.
struct Worker {
    store: Store,
    environment: Environment,
    failure: Option<(u64, ReadError)>,
}

impl Worker {
    fn of(store: Store, environment: Environment) -> Self {
        Worker { store, environment, failure: None }
    }

    /// Reads everything and tells the others.
    fn read(
        &mut self,
        input: impl BufRead,
        mut followers: Vec<Sender<Arc<Told>>>,
        promises: Sender<Promise>,
        shared: &Shared<'_>,
    ) -> Result<Read, ReadError> {
        let mut reader = Reader::new(input);
        let (mut made, mut line) = (Vec::new(), 0);
        let (mut stamp, mut told) = (self.store.stamp(), self.environment.declarations().len());
        loop {
            let (place, primitives) =
                (self.environment.constants().len(), self.environment.primitives().clone());
            let next = reader.next_with(Trust::Constants, &mut self.store, &mut self.environment);
            let is_new = self.environment.constants().len() > place;
            match (&next, self.environment.declarations().last()) {
                (Ok(true), Some(Declaration::Constant(..))) if is_new => {
                    made.push(Promise { place, line: reader.read.lines, primitives });
                }
                (Ok(true), _) => (shared.accepted)(),
                _ => {}
            }
            let goes_on = matches!(next, Ok(true)) && shared.failed.load(Ordering::Relaxed) == u64::MAX;
            if !goes_on || reader.read.lines >= line + LINES {
                let declarations = self.environment.since(told);
                let news = Arc::new(Told { growth: self.store.since(stamp), declarations });
                followers.retain(|follower| follower.send(news.clone()).is_ok());
                shared.open.fetch_add(made.len() as u64, Ordering::Relaxed);
                made.drain(..).for_each(|promise| drop(promises.send(promise)));
                (line, stamp, told) =
                    (reader.read.lines, self.store.stamp(), self.environment.declarations().len());
            }
            if !goes_on {
                return next.map(|_| reader.read);
            }
        }
    }

    /// Checks what was promised until nothing is left, or something fails; before that, repeats what was told of it.
    fn keep_promises(&mut self, told: Option<&Receiver<Arc<Told>>>, shared: &Shared<'_>) {
        while let Some(Promise { place, line, primitives }) = shared.next() {
            while self.environment.constants().len() <= place {
                let Some(told) = told else { return };
                let news: Vec<_> = told.recv().into_iter().chain(told.try_iter()).collect();
                if news.is_empty() {
                    return;
                }
                self.store.extend(news.iter().map(|told| &told.growth));
                for (declaration, constants) in news.iter().flat_map(|told| &told.declarations) {
                    self.environment.repeat(&self.store, declaration.clone(), constants);
                }
            }
            match self.environment.judge_at(&mut self.store, place, &primitives) {
                Ok(()) => {
                    shared.open.fetch_sub(1, Ordering::Relaxed);
                    (shared.accepted)();
                }
                Err(rejection) => {
                    shared.failed.fetch_min(line, Ordering::Relaxed);
                    self.environment.withdraw(place, &primitives);
                    self.failure = Some((line, ReadError::Rejected { line, rejection }));
                    return;
                }
            }
        }
    }
}
