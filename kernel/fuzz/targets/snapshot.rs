//! Any bytes as a snapshot with the right digest: loading answers, whatever they are.
//! Given by: libFuzzer.
//! Gives: a crash where loading panics, or saving what was loaded.
//! Holds: the digest is what makes a snapshot trusted, so what loads here need not be sound; it must only be handled.
#![no_main]

use kernel::snapshot::{load, save};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok((store, environment)) = load(bytes, &[0; 32], |_| [0; 32]) {
        let _ = save(&store, &environment);
    }
});
