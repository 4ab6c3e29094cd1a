//! A thread whose stack fits `Limits::LARGE`.
//! Given by: callers that check whatever they are given.
//! Gives: the result of their work.
//! Holds: the stack is reserved and not used until needed.

/// Room for `Limits::LARGE`; measured by a test that reaches the limit.
const BYTES: usize = 1 << 29;

/// Runs work on a thread with a large stack; none if the thread cannot be started or does not end well.
pub fn on_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(BYTES).spawn_scoped(scope, work).ok()?;
        thread.join().ok()
    })
}
