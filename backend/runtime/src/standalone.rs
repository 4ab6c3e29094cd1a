//! What a linked program has in place of Rust's standard library: its entry, its allocator, its answer to a panic.
//! Given by: the C library, which calls `main`.
//! Gives: the run of the program.
//! Holds: compiled only into the archive that linked programs get.

#![allow(unsafe_code)]

use crate::process;
use alloc::vec::Vec;
use core::alloc::{GlobalAlloc, Layout};
use core::ffi::{CStr, c_char, c_int};
use core::panic::PanicInfo;

unsafe extern "C" {
    fn malloc(size: usize) -> *mut u8;
    fn free(memory: *mut u8);
    safe fn lumen_entry() -> i64;
}

struct Memory;

#[global_allocator]
static MEMORY: Memory = Memory;

// SAFETY: `malloc` gives fresh memory aligned for every type that is used here, 16 bytes, and `free` gets what it gave.
unsafe impl GlobalAlloc for Memory {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: `malloc` takes any size.
        let memory = unsafe { malloc(layout.size()) };
        if memory.is_null() {
            process::exhausted(b"out of memory\n");
        }
        memory
    }

    unsafe fn dealloc(&self, memory: *mut u8, _layout: Layout) {
        // SAFETY: the caller passes what `alloc` returned.
        unsafe { free(memory) }
    }
}

#[panic_handler]
fn on_panic(_information: &PanicInfo<'_>) -> ! {
    process::broken()
}

/// The entry of the process.
#[unsafe(no_mangle)]
extern "C" fn main(count: c_int, arguments: *const *const c_char) -> c_int {
    let own = (1..usize::try_from(count).unwrap_or_default()).map(|index| {
        // SAFETY: the C library passes `count` pointers to strings that end in zero and live as long as the process.
        unsafe { CStr::from_ptr(*arguments.add(index)) }.to_bytes().to_vec()
    });
    let own: Vec<Vec<u8>> = own.collect();
    process::run(own, lumen_entry)
}
