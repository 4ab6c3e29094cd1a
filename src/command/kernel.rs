//! `lumenc kernel check FILE`: a Lean export or module, checked from an empty environment.
//! Given by: `arguments` (the file; `-` is standard input).
//! Gives: a verdict on standard output, the reason of a rejection on standard error.
//! Holds: nothing but the kernel decides; status 0 accepted, 1 rejected, 2 declined.

use super::load;
use crate::arguments::{Format, KernelCheck};
use crate::diagnostics::{Diagnostic, input, rejection};
use crate::report::kernel::declaration::{Shown, find, show};
use crate::report::kernel::statistics::statistics;
use crate::report::kernel::{Refusal, Report, human, json};
use crate::status::Status;
use crate::system::modules::SearchPath;
use crate::system::progress::Progress;
use crate::system::{files, memory, output};
use kernel::{Constant, Environment, Invalid, Kind, Limits, NameId, Problem, Store, TermId};
use lean::formats::{self, Event, Failure};
use lean::print::{show_name, show_within};
use std::io::Read;
use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

/// Types in a report for machines are shown up to so many parts.
const PARTS: usize = 2000;

/// Checks an input.
pub fn check(arguments: &KernelCheck) -> Status {
    let input = match files::open(&arguments.file) {
        Ok(input) => input,
        Err(error) => return load::fail(&load::file_message(&error)),
    };
    let report = Reading::new(arguments, input).report(arguments);
    match arguments.format {
        Format::Human => {
            output::data(format_args!("{}", human::text(&report)));
            load::print(report.message.as_slice(), "", "");
        }
        Format::Json => output::data(format_args!("{}\n", json::value(&report))),
    }
    report.status()
}

/// More threads than there are cores would only take memory.
fn jobs(wanted: NonZeroUsize) -> NonZeroUsize {
    std::thread::available_parallelism().map_or(wanted, |cores| cores.min(wanted))
}

/// What came of reading an input.
struct Reading {
    store: Store,
    environment: Environment,
    format: Option<formats::Format>,
    failure: Option<Failure>,
    /// How many threads worked.
    jobs: usize,
    reading: Option<Duration>,
    total: Duration,
}

impl Reading {
    fn new(arguments: &KernelCheck, input: impl Read) -> Self {
        let (mut store, mut environment) = (Store::new(), Environment::new());
        environment.limits = Limits::LARGE;
        let jobs = jobs(arguments.jobs);
        let modules = SearchPath::new(&arguments.path, &arguments.file);
        let (mut format, mut reading) = (None, None);
        let progress = Progress::start(format!("checking {}", arguments.file.display()), "declarations");
        let start = Instant::now();
        let mut watch = |event| match event {
            Event::Format(found) => format = Some(found),
            Event::Read => reading = Some(start.elapsed()),
            Event::Accepted => progress.count(),
        };
        let result = formats::read(input, &modules, jobs, &mut store, &mut environment, &mut watch);
        drop(progress);
        let native = format.as_ref().is_some_and(formats::Format::is_native);
        let jobs = if native { jobs.get() } else { 1 };
        Reading { store, environment, format, failure: result.err(), jobs, reading, total: start.elapsed() }
    }

    fn report(&self, arguments: &KernelCheck) -> Report {
        let (store, environment) = (&self.store, &self.environment);
        let failure = self.failure.as_ref();
        let mut message = failure.map(|failure| input::diagnostic(store, environment, failure));
        let (asked, absent) = self.asked(arguments);
        if message.is_none() {
            message = absent.map(input::absent);
        }
        let wanted = arguments.axioms.is_some() || arguments.stats || arguments.format == Format::Json;
        let axioms = (wanted && message.is_none()).then(|| environment.axioms(store, &asked));
        if let (Some(axioms), Some(permitted)) = (&axioms, &arguments.axioms) {
            message = self.forbidden(axioms, permitted, &asked);
        }
        let shown: Vec<Shown> = if arguments.print.is_empty() {
            Vec::new()
        } else {
            asked.iter().filter_map(|&name| show(store, environment, name)).collect()
        };
        let times = (self.reading, self.total.saturating_sub(self.reading.unwrap_or_default()));
        Report {
            path: arguments.file.display().to_string(),
            format: self.format.clone(),
            jobs: self.jobs,
            declarations: environment.declarations().len(),
            axioms: axioms.map(|axioms| axioms.iter().map(|&axiom| show_name(store, axiom)).collect()),
            message,
            refusal: failure.and_then(|failure| self.refusal(failure)),
            shown,
            statistics: arguments.stats.then(|| statistics(store, environment, times, memory::peak())),
        }
    }

    /// What the user asks about: the names given, or everything that is not an axiom; and a name that is not there.
    fn asked<'a>(&self, arguments: &'a KernelCheck) -> (Vec<NameId>, Option<&'a str>) {
        if arguments.print.is_empty() {
            let first = self.environment.declarations().filter_map(<[Constant]>::first);
            let judged = first.filter(|constant| constant.kind != Kind::Axiom);
            return (judged.map(|constant| constant.name).collect(), None);
        }
        let (mut found, mut absent) = (Vec::new(), None);
        for name in &arguments.print {
            match find(&self.store, &self.environment, name) {
                Some(id) => found.push(id),
                None => absent = absent.or(Some(name.as_str())),
            }
        }
        (found, absent)
    }

    /// The first axiom that is not permitted, with the first declaration that depends on it.
    fn forbidden(&self, axioms: &[NameId], permitted: &[String], asked: &[NameId]) -> Option<Diagnostic> {
        let permitted: Vec<NameId> =
            permitted.iter().filter_map(|name| find(&self.store, &self.environment, name)).collect();
        let allowed = |axiom: &&NameId| permitted.contains(axiom);
        let axiom = *axioms.iter().find(|axiom| !allowed(axiom))?;
        let depends = |count: usize| self.environment.axioms(&self.store, &asked[..count]).contains(&axiom);
        let (mut without, mut with) = (0, asked.len());
        while with - without > 1 {
            let middle = without + (with - without) / 2;
            if depends(middle) {
                with = middle;
            } else {
                without = middle;
            }
        }
        let user = asked.get(without).copied().unwrap_or(axiom);
        Some(input::axiom(&show_name(&self.store, axiom), &show_name(&self.store, user)))
    }

    fn refusal(&self, failure: &Failure) -> Option<Refusal> {
        let rejected = input::rejected(failure)?;
        let text = |term: TermId| show_within(&self.store, &self.environment, term, PARTS);
        let (rule, types) = match &rejected.problem {
            Problem::Invalid(invalid @ Invalid::TypeMismatch { expected, found }) => {
                (Some(rejection::rule(invalid)), Some((text(*expected), text(*found))))
            }
            Problem::Invalid(invalid) => (Some(rejection::rule(invalid)), None),
            _ => (None, None),
        };
        let declaration = show_name(&self.store, rejected.declaration);
        Some(Refusal { declaration, line: input::line(failure), rule, types })
    }
}
