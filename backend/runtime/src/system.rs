//! The operating system, as far as a program needs it, and the one way to keep state that lives as long as the process.
//! Given by: `process`, `output`, and the entry of a linked program.
//! Gives: writing, ending, a stack of known bounds with a guard below it, and `Exclusive` state.
//! Holds: each unsafe block says why it is sound; the declarations agree with the C library of Linux.

#![allow(unsafe_code)]

use core::cell::UnsafeCell;
use core::ffi::{c_int, c_void};
use core::ptr;
use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

const PROTECTION_NONE: c_int = 0;
const PROTECTION_READ_WRITE: c_int = 3;
const MAP_PRIVATE_ANONYMOUS_NO_RESERVE: c_int = 0x4022;
const SEGMENT_FAULT: c_int = 11;
const BUS_ERROR: c_int = 7;
const ACTION_ON_OTHER_STACK: c_int = 0x0800_0000;
const ACTION_WITH_INFORMATION: c_int = 4;
const INTERRUPTED: c_int = 4;
const BROKEN_PIPE: c_int = 32;
const GUARD_BYTES: usize = 1 << 20;
const LARGEST_STACK: usize = 1 << 30;
const SMALLEST_STACK: usize = 1 << 20;
const SIGNAL_STACK_BYTES: usize = 1 << 16;

unsafe extern "C" {
    fn write(descriptor: c_int, bytes: *const u8, length: usize) -> isize;
    fn _exit(status: c_int) -> !;
    fn isatty(descriptor: c_int) -> c_int;
    fn __errno_location() -> *mut c_int;
    fn mmap(
        at: *mut c_void,
        length: usize,
        protection: c_int,
        flags: c_int,
        file: c_int,
        offset: i64,
    ) -> *mut c_void;
    fn mprotect(at: *mut c_void, length: usize, protection: c_int) -> c_int;
    fn sigaltstack(new: *const SignalStack, old: *mut SignalStack) -> c_int;
    fn sigaction(signal: c_int, new: *const Action, old: *mut Action) -> c_int;
    fn pthread_attr_init(attributes: *mut ThreadAttributes) -> c_int;
    fn pthread_attr_setstack(attributes: *mut ThreadAttributes, at: *mut c_void, length: usize) -> c_int;
    fn pthread_create(
        thread: *mut usize,
        attributes: *const ThreadAttributes,
        body: extern "C" fn(*mut c_void) -> *mut c_void,
        argument: *mut c_void,
    ) -> c_int;
    fn pthread_join(thread: usize, result: *mut *mut c_void) -> c_int;
}

/// `stack_t`.
#[repr(C)]
struct SignalStack {
    at: *mut c_void,
    flags: c_int,
    length: usize,
}

/// `struct sigaction`.
#[repr(C)]
struct Action {
    handler: usize,
    mask: [u64; 16],
    flags: c_int,
    restorer: usize,
}

/// `siginfo_t`, as far as it is read.
#[repr(C)]
struct SignalInformation {
    signal: c_int,
    error: c_int,
    code: c_int,
    address: usize,
}

/// `pthread_attr_t`, which has 56 bytes.
#[repr(C)]
struct ThreadAttributes([u64; 8]);

/// Why bytes could not be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum WriteError {
    /// Nobody reads them.
    Closed,
    /// Anything else: a full disk, a closed descriptor.
    Failed,
}

/// Standard output.
pub(crate) const OUTPUT: c_int = 1;
/// Standard error.
pub(crate) const ERRORS: c_int = 2;

/// Writes all bytes to a descriptor.
pub(crate) fn write_all(descriptor: c_int, mut bytes: &[u8]) -> Result<(), WriteError> {
    while !bytes.is_empty() {
        // SAFETY: pointer and length are those of a live slice.
        let written = unsafe { write(descriptor, bytes.as_ptr(), bytes.len()) };
        match usize::try_from(written) {
            Ok(0) => return Err(WriteError::Failed),
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(_) => match last_error() {
                INTERRUPTED => {}
                BROKEN_PIPE => return Err(WriteError::Closed),
                _ => return Err(WriteError::Failed),
            },
        }
    }
    Ok(())
}

fn last_error() -> c_int {
    // SAFETY: the C library gives each thread a valid address for its error number.
    unsafe { *__errno_location() }
}

/// Whether somebody watches the output line by line.
pub(crate) fn output_is_terminal() -> bool {
    // SAFETY: `isatty` takes any number.
    unsafe { isatty(OUTPUT) == 1 }
}

/// Ends the process at once; nothing that is still buffered is written.
pub(crate) fn exit(status: c_int) -> ! {
    // SAFETY: `_exit` takes any number and does not return.
    unsafe { _exit(status) }
}

/// State of the whole process, used by one caller at a time.
pub(crate) struct Exclusive<T> {
    busy: AtomicBool,
    state: UnsafeCell<T>,
}

// SAFETY: `with` lets a single caller in at a time, whatever its thread.
unsafe impl<T: Send> Sync for Exclusive<T> {}

impl<T> Exclusive<T> {
    /// The state that the process starts with.
    pub(crate) const fn new(state: T) -> Exclusive<T> {
        Exclusive { busy: AtomicBool::new(false), state: UnsafeCell::new(state) }
    }

    /// Uses the state. A second use at the same time can only be a mistake of the generated code, and ends the process.
    pub(crate) fn with<R>(&self, action: impl FnOnce(&mut T) -> R) -> R {
        self.try_with(action).unwrap_or_else(|| crate::process::broken())
    }

    /// Uses the state unless it is in use.
    pub(crate) fn try_with<R>(&self, action: impl FnOnce(&mut T) -> R) -> Option<R> {
        if self.busy.swap(true, Ordering::Acquire) {
            return None;
        }
        // SAFETY: the flag was clear and is set now, so nobody else has a reference until it is cleared below.
        let result = action(unsafe { &mut *self.state.get() });
        self.busy.store(false, Ordering::Release);
        Some(result)
    }
}

static STACK_LOW: AtomicUsize = AtomicUsize::new(0);
static STACK_HIGH: AtomicUsize = AtomicUsize::new(0);

/// Runs a body on a large stack of its own, whose pages are taken as they are touched. Answers false if there is no memory for one.
pub(crate) fn run_on_large_stack(body: extern "C" fn()) -> bool {
    let mut length = LARGEST_STACK;
    while length >= SMALLEST_STACK {
        if let Some(low) = reserve_stack(length) {
            STACK_LOW.store(low, Ordering::Relaxed);
            STACK_HIGH.store(low + GUARD_BYTES + length, Ordering::Relaxed);
            return run_on(low + GUARD_BYTES, length, body);
        }
        length /= 2;
    }
    false
}

fn reserve_stack(length: usize) -> Option<usize> {
    let all = length + GUARD_BYTES;
    // SAFETY: a fresh private mapping at an address of the system's choice touches no memory in use.
    let low = unsafe { mmap(ptr::null_mut(), all, PROTECTION_NONE, MAP_PRIVATE_ANONYMOUS_NO_RESERVE, -1, 0) };
    if low as isize == -1 {
        return None;
    }
    // SAFETY: the range lies within the mapping made above.
    let made = unsafe { mprotect(low.wrapping_byte_add(GUARD_BYTES), length, PROTECTION_READ_WRITE) };
    (made == 0).then_some(low as usize)
}

fn run_on(low: usize, length: usize, body: extern "C" fn()) -> bool {
    let mut attributes = ThreadAttributes([0; 8]);
    let mut thread = 0;
    // SAFETY: the attributes are large enough and initialized first; the stack is readable, writable and used by nobody else;
    // `enter` gets the function that it expects, and the thread is joined before anything here ends.
    unsafe {
        pthread_attr_init(&mut attributes) == 0
            && pthread_attr_setstack(&mut attributes, low as *mut c_void, length) == 0
            && pthread_create(&mut thread, &attributes, enter, body as *mut c_void) == 0
            && pthread_join(thread, ptr::null_mut()) == 0
    }
}

extern "C" fn enter(body: *mut c_void) -> *mut c_void {
    watch_stack();
    // SAFETY: `run_on` passes a function of exactly this type.
    let body = unsafe { core::mem::transmute::<*mut c_void, extern "C" fn()>(body) };
    body();
    ptr::null_mut()
}

/// Makes an access of the guard end the process in good order, on a stack that is not used up.
fn watch_stack() {
    static SIGNAL_STACK: Exclusive<[u8; SIGNAL_STACK_BYTES]> = Exclusive::new([0; SIGNAL_STACK_BYTES]);
    let at = SIGNAL_STACK.state.get().cast();
    let stack = SignalStack { at, flags: 0, length: SIGNAL_STACK_BYTES };
    let handler = on_fault as extern "C" fn(c_int, &SignalInformation, *mut c_void) as usize;
    let flags = ACTION_ON_OTHER_STACK | ACTION_WITH_INFORMATION;
    let action = Action { handler, mask: [0; 16], flags, restorer: 0 };
    // SAFETY: the signal stack is static and used for nothing else; the handler has the signature that the flags promise.
    unsafe {
        sigaltstack(&stack, ptr::null_mut());
        sigaction(SEGMENT_FAULT, &action, ptr::null_mut());
        sigaction(BUS_ERROR, &action, ptr::null_mut());
    }
}

extern "C" fn on_fault(signal: c_int, information: &SignalInformation, _context: *mut c_void) {
    let low = STACK_LOW.load(Ordering::Relaxed);
    let high = STACK_HIGH.load(Ordering::Relaxed);
    if (low..high).contains(&information.address) {
        crate::process::exhausted(b"out of stack\n");
    }
    // Any other fault is a bug: the default action shows it when the instruction is tried again.
    let action = Action { handler: 0, mask: [0; 16], flags: 0, restorer: 0 };
    // SAFETY: restoring the default action is always allowed.
    unsafe { sigaction(signal, &action, ptr::null_mut()) };
}
