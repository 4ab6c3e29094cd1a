//! Any bytes as an export with the right digest: loading answers, whatever they are.
//! Given by: libFuzzer.
//! Gives: a crash where loading panics, or writing what was loaded.
//! Holds: the digest is what makes an export trusted, so what loads here need not be sound; it must only be handled.
#![no_main]

use kernel::ndjson::load;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok((store, environment)) = load(bytes, &[0; 32], |_| [0; 32]) {
        let positions: Vec<usize> = (0..environment.declarations().len()).collect();
        let _ = lean::formats::write(&store, &environment, &positions, &mut std::io::sink());
    }
});
