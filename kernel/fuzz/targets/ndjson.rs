//! Any bytes as an export: the reader answers, whatever they are.
//! Given by: libFuzzer.
//! Gives: a crash where the kernel panics, runs past its limits, or accepts a proof of `False`.
//! Holds: what is accepted is written again, and accepted again.
#![no_main]

#[path = "common.rs"]
mod common;

use kernel::{Environment, Store, ndjson};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut store = Store::new();
    let mut environment = Environment::new();
    environment.limits = common::LIMITS;
    let _ = ndjson::read(bytes, &mut store, &mut environment);
    common::no_proof_of_false(&store, &environment);
});
