//! One export checked by several threads.
//! Given by: whoever has a large export and more than one core.
//! Gives: what one thread would give, sooner.
//! Holds: whatever one thread believed another one checked, or there is an error; the first line that fails is that of a single thread.
//!
//! The first thread reads. It derives what the kernel derives and believes constants as they stand. The others repeat what it
//! added, so that ids mean the same to all, and share it once everything is read. Whoever has nothing else to do
//! takes the next constant that was believed, and checks it as if those after it were not there. Therefore the first line at
//! which anybody fails is where a single thread fails: everything before was checked, each declaration among those before it.

use super::failure::ReadError;
use super::read::{Read, Reader, Trust};
use crate::environment::primitive::Primitives;
use crate::store::{Growth, Stamp, Tier};
use crate::{Constant, Declaration, Environment, NameId, Problem, Rejection, Store, stack};
use std::io::BufRead;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

/// The others are told what was read after so many lines at least,
const LINES: u64 = 1 << 10;
/// and once they have fewer promises to keep.
const PROMISES: u64 = 1 << 7;

/// Reads an export to its end by so many threads, this one and others with a large stack, and adds its declarations.
/// `accepted` is called whenever one was accepted. As for `read`, the calling thread needs the stack that the limits need.
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
    let shared = Shared {
        promised: Mutex::new(promised),
        open: AtomicU64::new(0),
        failed: AtomicU64::new(u64::MAX),
        accepted,
    };
    let (result, others) = std::thread::scope(|scope| {
        let (mut followers, mut threads) = (Vec::new(), Vec::new());
        for _ in 1..jobs.get() {
            let (follower, news) = channel();
            let mut worker = Worker::of(first.store.clone(), first.environment.clone());
            let shared = &shared;
            let work = move || {
                worker.keep_promises(shared, |worker, place| worker.follow(&news, place));
                worker
            };
            let Ok(thread) = stack::large().spawn_scoped(scope, work) else { break };
            followers.push(follower);
            threads.push(thread);
        }
        let result = first.read(input, Telling::new(&first, followers, promises), &shared);
        first.keep_promises(&shared, |_, _| {});
        let others: Vec<_> = threads.into_iter().filter_map(|thread| thread.join().ok()).collect();
        (result, others)
    });
    let is_done = shared.open.into_inner() == 0;
    let line = |worker: &Worker| worker.failure.as_ref().map_or(u64::MAX, |&(line, _)| line);
    match std::iter::once(first).chain(others).min_by_key(line) {
        Some(mut worker) if worker.failure.is_some() || is_done => {
            worker.store.keep();
            (*store, *environment) = (worker.store, worker.environment);
            worker.failure.map_or(result, |(_, error)| Err(error))
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
struct News {
    made: Made,
    declarations: Vec<(Declaration, Vec<Constant>)>,
}

/// What the first thread made: since it told last, or at all, once it has read everything.
enum Made {
    Part(Growth),
    All(Arc<Tier>),
}

impl Shared<'_> {
    /// The next promise to be kept; waits for it. None at the end, or after a failure that comes before it.
    fn next(&self) -> Option<Promise> {
        let promise = self.promised.lock().ok()?.recv().ok()?;
        (promise.line < self.failed.load(Ordering::Relaxed)).then_some(promise)
    }
}

/// What the first thread has yet to tell.
struct Telling {
    followers: Vec<Sender<Arc<News>>>,
    promises: Sender<Promise>,
    untold: Vec<Promise>,
    stamp: Stamp,
    line: u64,
    declarations: usize,
}

impl Telling {
    fn new(worker: &Worker, followers: Vec<Sender<Arc<News>>>, promises: Sender<Promise>) -> Self {
        let (stamp, declarations) = (worker.store.stamp(), worker.environment.declarations().len());
        Telling { followers, promises, untold: Vec::new(), stamp, line: 0, declarations }
    }

    /// Whether the others should hear more.
    fn is_due(&self, line: u64, shared: &Shared<'_>) -> bool {
        let told = shared.open.load(Ordering::Relaxed) - self.untold.len() as u64;
        line >= self.line + LINES && told < PROMISES
    }

    /// Tells the others what was added up to a line.
    fn tell(&mut self, worker: &Worker, made: Made, line: u64) {
        let declarations = worker.environment.since(self.declarations);
        self.declarations += declarations.len();
        let news = Arc::new(News { made, declarations });
        self.followers.retain(|follower| follower.send(news.clone()).is_ok());
        self.untold.drain(..).for_each(|promise| drop(self.promises.send(promise)));
        (self.line, self.stamp) = (line, worker.store.stamp());
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
        mut telling: Telling,
        shared: &Shared<'_>,
    ) -> Result<Read, ReadError> {
        let mut reader = Reader::new(input);
        let result = loop {
            let next = self.read_next(&mut reader, &mut telling, shared);
            if !matches!(next, Ok(true)) || shared.failed.load(Ordering::Relaxed) < u64::MAX {
                break next;
            }
            if telling.is_due(reader.read.lines, shared) {
                let made = Made::Part(self.store.since(telling.stamp));
                telling.tell(self, made, reader.read.lines);
            }
        };
        telling.tell(self, Made::All(self.store.lower_tier().clone()), reader.read.lines);
        result.map(|_| reader.read)
    }

    /// Reads up to and including the next declaration, and promises to have it checked.
    fn read_next(
        &mut self,
        reader: &mut Reader<impl BufRead>,
        telling: &mut Telling,
        shared: &Shared<'_>,
    ) -> Result<bool, ReadError> {
        let Worker { store, environment, .. } = self;
        let (place, primitives) = (environment.constants().len(), environment.primitives().clone());
        let more = reader.next_with(Trust::Constants, store, environment)?;
        let is_new = environment.constants().len() > place;
        match environment.declarations().last() {
            Some(Declaration::Constant(..)) if is_new => {
                shared.open.fetch_add(1, Ordering::Relaxed);
                telling.untold.push(Promise { place, line: reader.read.lines, primitives });
            }
            _ if more => (shared.accepted)(),
            _ => {}
        }
        Ok(more)
    }

    /// Checks what was promised until nothing is left, or something fails; before that, learns of the constants up to there.
    fn keep_promises(&mut self, shared: &Shared<'_>, mut learn: impl FnMut(&mut Self, usize)) {
        while let Some(Promise { place, line, primitives }) = shared.next() {
            learn(self, place);
            if let Err(rejection) = self.environment.judge_at(&mut self.store, place, &primitives) {
                shared.failed.fetch_min(line, Ordering::Relaxed);
                self.environment.withdraw(place, &primitives);
                self.failure = Some((line, ReadError::Rejected { line, rejection }));
                return;
            }
            shared.open.fetch_sub(1, Ordering::Relaxed);
            (shared.accepted)();
        }
    }

    /// Repeats what was told until the constant at a place is there.
    fn follow(&mut self, news: &Receiver<Arc<News>>, place: usize) {
        while self.environment.constants().len() <= place
            && let Ok(news) = news.recv()
        {
            match &news.made {
                Made::Part(growth) => self.store.extend(growth),
                Made::All(lower) => self.store.share(lower),
            }
            for (declaration, constants) in &news.declarations {
                self.environment.repeat(&self.store, declaration.clone(), constants);
            }
        }
    }
}
