//! Any bytes as a file in one of the formats that are converted for the kernel.
//! Given by: libFuzzer.
//! Gives: a crash where a converter panics, or the kernel accepts a proof of `False`.
//! Holds: the kernel judges what comes out, under small limits.
#![no_main]

#[path = "common.rs"]
mod common;

use kernel::{Environment, Store, ndjson};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut store = Store::new();
    let mut environment = Environment::new();
    environment.limits = common::LIMITS;
    if let Ok(input) = lean::formats::open(bytes) {
        let _ = ndjson::read(input, &mut store, &mut environment);
    }
    common::no_proof_of_false(&store, &environment);
});
