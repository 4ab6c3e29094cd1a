//! One line on a terminal that says what takes long.
//! Given by: the commands, around work that can take long.
//! Gives: the line, while the work lasts.
//! Holds: nothing is shown in the first half second, nothing where standard error is no terminal, and nothing is left at the end.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// Work that takes no longer is not worth a line.
const PATIENCE: Duration = Duration::from_millis(500);

/// The time between two pictures.
const PERIOD: Duration = Duration::from_millis(100);

/// Work under way; the line goes when this does.
pub struct Progress {
    done: Arc<AtomicU64>,
    /// Says that the work has ended, by going.
    working: Option<Sender<()>>,
    painter: Option<JoinHandle<()>>,
}

impl Progress {
    /// Starts to watch work, which is called this; what is counted while it lasts is called `unit`.
    #[must_use]
    pub fn start(what: String, unit: &'static str) -> Self {
        let done = Arc::new(AtomicU64::new(0));
        if !std::io::stderr().is_terminal() {
            return Progress { done, working: None, painter: None };
        }
        let (working, ended) = channel();
        let count = Arc::clone(&done);
        let paint = move || paint(&what, unit, &count, &ended);
        let painter = std::thread::Builder::new().spawn(paint).ok();
        Progress { done, working: Some(working), painter }
    }

    /// Counts something that is done.
    pub fn count(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.working = None;
        if let Some(painter) = self.painter.take() {
            // A painter that failed has left nothing to wait for.
            let _ = painter.join();
        }
    }
}

/// Shows the line from the end of the patience until the work has ended.
fn paint(what: &str, unit: &str, done: &AtomicU64, ended: &Receiver<()>) {
    if ended.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg}") {
        bar.set_style(style);
    }
    loop {
        let count = match done.load(Ordering::Relaxed) {
            0 => String::new(),
            count => format!(", {count} {unit}"),
        };
        bar.set_message(format!("{what}{count}, {} s", bar.elapsed().as_secs()));
        bar.tick();
        if ended.recv_timeout(PERIOD) != Err(RecvTimeoutError::Timeout) {
            break;
        }
    }
    bar.finish_and_clear();
}
