//! A thread whose stack fits `Limits::LARGE`.
//! Given by: callers that check whatever they are given.
//! Gives: the result of their work.
//! Holds: the stack is reserved and not used until needed.

use std::thread::Builder;

/// Room for `Limits::LARGE`; measured by a test that reaches the limit.
const BYTES: usize = 1 << 29;

/// A thread to be, with a large stack.
pub(crate) fn large() -> Builder {
    Builder::new().stack_size(BYTES)
}

/// Runs work on a thread with a large stack; none if the thread cannot be started or does not end well.
pub fn on_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    std::thread::scope(|scope| {
        let thread = large().spawn_scoped(scope, work).ok()?;
        thread.join().ok()
    })
}
