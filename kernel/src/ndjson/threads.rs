//! One export checked by several threads.
//! Given by: whoever has a large export and more than one core.
//! Gives: what one thread would give, sooner.
//! Holds: whatever one thread believed another one checked, or there is an error; the first line that fails is that of a single thread.
//!
//! The first thread reads. It derives what the kernel derives and believes constants as they stand. The others repeat what it
//! added, so that ids mean the same to all, and share it once everything is read. Whoever has nothing else to do takes the next
//! constant that was believed, and checks it as if those after it were not there. Therefore the first line at which anybody
//! fails is where a single thread fails: everything before was checked, each declaration among those before it.

use super::failure::ReadError;
use super::read::{Read, Reader};
use super::tables::Tables;
use crate::declare::is_known;
use crate::environment::Past;
use crate::store::{Growth, Stamp, Tier};
use crate::{Constant, Environment, NameId, Problem, Rejection, Store, stack};
use std::io::BufRead;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

/// The others are told more when there are fewer promises to keep.
const PROMISES: usize = 1 << 9;
/// So many are told at once, since those who wait must be woken.
const BATCH: usize = 1 << 6;

/// Reads an export to its end by so many threads, this one and others with a large stack, and adds its declarations.
/// `accepted` is called whenever one was accepted. As for `read`, the calling thread needs the stack that the limits need.
///
/// # Errors
/// At the first line that is malformed or whose declaration is not accepted; what came before stays. If a thread does not end
/// well, nothing stays.
pub fn read_by(
    jobs: NonZeroUsize,
    input: impl BufRead,
    store: &mut Store,
    environment: &mut Environment,
    accepted: &(dyn Fn() + Sync),
) -> Result<Read, ReadError> {
    let (promises, promised) = channel();
    let right = Arc::new(AtomicUsize::new(usize::MAX));
    environment.right = Some(right.clone());
    let shared = Shared { promised: Mutex::new(promised), open: AtomicUsize::new(0), right, accepted };
    let mut first = Worker::of(std::mem::take(store), std::mem::take(environment));
    let (result, others) = std::thread::scope(|scope| {
        let start = |_| {
            let (follower, news) = channel();
            let mut worker = Worker::of(first.store.clone(), first.environment.clone());
            let shared = &shared;
            let work = move || {
                worker.keep_promises(shared, Some(&news));
                worker
            };
            Some((follower, stack::large().spawn_scoped(scope, work).ok()?))
        };
        let (followers, threads): (Vec<_>, Vec<_>) = (1..jobs.get()).map_while(start).unzip();
        let result = first.read(input, followers, promises, &shared);
        first.keep_promises(&shared, None);
        (result, threads.into_iter().filter_map(|thread| thread.join().ok()).collect::<Vec<_>>())
    });
    let mut filled = std::mem::take(&mut first.environment);
    filled.right = None;
    let line = |worker: &Worker| worker.failure.as_ref().map_or(u64::MAX, |(promise, _)| promise.line);
    let Some(worker) = std::iter::once(first).chain(others).min_by_key(line) else { return result };
    if worker.failure.is_none() && shared.open.into_inner() > 0 {
        let rejection = Rejection { declaration: NameId::ANONYMOUS, problem: Problem::Internal };
        return Err(ReadError::Rejected { line: 0, rejection });
    }
    let result = worker.failure.map_or(result, |(Promise { line, past }, rejection)| {
        filled.return_to(&past, &worker.store);
        Err(ReadError::Rejected { line, rejection })
    });
    (*store, *environment) = (worker.store, filled);
    result
}

/// What the threads share.
struct Shared<'a> {
    /// What was believed and nobody has taken upon himself, in order.
    promised: Mutex<Receiver<Promise>>,
    /// How many promises were not kept yet.
    open: AtomicUsize,
    /// How many constants come before the first at which somebody failed.
    right: Arc<AtomicUsize>,
    accepted: &'a (dyn Fn() + Sync),
}

impl Shared<'_> {
    /// The next promise to be kept; waits for it. None at the end, or after a failure that comes before it.
    fn next(&self) -> Option<Promise> {
        let promise = self.promised.lock().ok()?.recv().ok()?;
        (promise.past.count < self.right.load(Ordering::Relaxed)).then_some(promise)
    }
}

/// To check a constant that was believed, the next one after some past.
struct Promise {
    line: u64,
    past: Past,
}

/// What the first thread made since it told last, or at all, once it has read everything.
#[derive(Clone)]
enum Made {
    Part(Growth),
    All(Arc<Tier>),
}

/// What the first thread made, and the constants that it added.
type News = Arc<(Made, Vec<Constant>)>;

/// What the first thread has yet to tell, and what was there when it told last.
struct Telling {
    followers: Vec<Sender<News>>,
    promises: Sender<Promise>,
    untold: Vec<Promise>,
    stamp: Stamp,
    constants: usize,
}

impl Telling {
    fn tell(&mut self, Worker { store, environment, .. }: &Worker, made: Made) {
        let constants = environment.constants()[self.constants..].to_vec();
        (self.stamp, self.constants) = (store.stamp(), environment.constants().len());
        let news = Arc::new((made, constants));
        self.followers.retain(|follower| follower.send(news.clone()).is_ok());
        self.untold.drain(..).for_each(|promise| drop(self.promises.send(promise)));
    }
}

/// A thread with what it knows, and where it failed.
struct Worker {
    store: Store,
    environment: Environment,
    failure: Option<(Promise, Rejection)>,
}

impl Worker {
    fn of(store: Store, environment: Environment) -> Self {
        Worker { store, environment, failure: None }
    }

    /// Reads everything, tells the others, and promises to have constants checked.
    fn read(
        &mut self,
        input: impl BufRead,
        followers: Vec<Sender<News>>,
        promises: Sender<Promise>,
        shared: &Shared<'_>,
    ) -> Result<Read, ReadError> {
        let (stamp, constants) = (self.store.stamp(), self.environment.constants().len());
        let mut telling = Telling { followers, promises, untold: Vec::new(), stamp, constants };
        let (mut reader, mut more) = (Reader::new(input), Ok(true));
        while matches!(more, Ok(true)) && shared.right.load(Ordering::Relaxed) == usize::MAX {
            more = self.next(&mut reader, &mut telling, shared);
        }
        telling.tell(self, Made::All(self.store.lower_tier().clone()));
        more.map(|_| reader.read)
    }

    /// Reads the next declaration; false at the end. Before something is judged here, promises are told: what it rests on may
    /// be wrong and keep this thread busy until somebody finds out.
    fn next(
        &mut self,
        reader: &mut Reader<impl BufRead>,
        telling: &mut Telling,
        shared: &Shared<'_>,
    ) -> Result<bool, ReadError> {
        let Some(constants) = reader.claim(&mut self.store)? else { return Ok(false) };
        reader.believes = !telling.followers.is_empty() && self.may_believe(&constants, &mut reader.tables);
        let untold = telling.untold.len();
        let told = shared.open.load(Ordering::Relaxed) - untold;
        if !reader.believes && untold > 0 || untold >= BATCH && told < PROMISES {
            telling.tell(self, Made::Part(self.store.since(telling.stamp)));
        }
        let past = self.environment.past();
        reader.accept(constants, &mut self.store, &mut self.environment)?;
        if reader.believes {
            telling.untold.push(Promise { line: reader.read.lines, past });
            shared.open.fetch_add(1, Ordering::Relaxed);
        } else {
            (shared.accepted)();
        }
        Ok(true)
    }

    /// Whether a declaration may be believed until somebody checks it: blocks are not, nor what the checker knows more about,
    /// nor what mentions something that comes later and might lead definitions in circles.
    fn may_believe(&self, constants: &[Constant], tables: &mut Tables) -> bool {
        let [constant] = constants else { return false };
        let is_plain = !constant.is_of_a_block() && !is_known(&self.store, constant.name);
        is_plain && tables.mention_only(&self.environment)
    }

    /// Checks what was promised until nothing is left, or something fails; before that, learns of the constants up to there.
    fn keep_promises(&mut self, shared: &Shared<'_>, news: Option<&Receiver<News>>) {
        while let Some(promise) = shared.next() {
            while self.environment.constants().len() <= promise.past.count
                && let Some(Ok(news)) = news.map(Receiver::recv)
            {
                self.learn(Arc::unwrap_or_clone(news));
            }
            if let Err(rejection) = self.environment.make_good(&mut self.store, &promise.past) {
                shared.right.fetch_min(promise.past.count, Ordering::Relaxed);
                self.failure = Some((promise, rejection));
                return;
            }
            shared.open.fetch_sub(1, Ordering::Relaxed);
            (shared.accepted)();
        }
    }

    /// Repeats what the first thread did.
    fn learn(&mut self, (made, constants): (Made, Vec<Constant>)) {
        match made {
            Made::Part(growth) => self.store.extend(growth),
            Made::All(lower) => self.store.share(lower),
        }
        constants.into_iter().for_each(|constant| self.environment.push(constant));
    }
}
