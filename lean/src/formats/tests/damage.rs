//! Damaged inputs: cut off, edited at random, with objects that contain themselves.
//! Given by: true inputs, with some bytes changed. Gives: a failure where reading panics or hangs.
//! Holds: every input has an answer within small limits.

use super::module::{Layout, module};
use super::*;
use kernel::Constant;
use proptest::prelude::*;
use std::num::NonZeroUsize;
use std::sync::OnceLock;

/// The same declarations in every converted format.
fn inputs() -> &'static [Vec<u8>] {
    static INPUTS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    INPUTS.get_or_init(|| {
        let part = prelude(&["Nat.le_trans", "Quot.lift"]);
        let lines = lines(&part);
        let constants: Vec<&Constant> = part.environment.constants().iter().collect();
        vec![
            module(&part.store, Layout::Old, &[], &constants),
            module(&part.store, Layout::Two, &[], &constants),
            layouts::in_3_0(&lines).into_bytes(),
            text::version_2(&lines).into_bytes(),
            text::version_1(&lines).into_bytes(),
        ]
    })
}

/// Reads an input that may be anything, within small limits.
fn survive(input: &[u8]) -> Outcome {
    let (mut store, mut environment) = (Store::new(), Environment::new());
    environment.limits = Limits { steps: 1 << 16, ..Limits::SMALL };
    let result = read(input, &NoFiles, NonZeroUsize::MIN, &mut store, &mut environment, &mut |_| {});
    Outcome { store, environment, result }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edited_inputs_are_read_or_refused(
        which in 0..5_usize,
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = inputs()[which].clone();
        for (place, byte) in edits {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        survive(&bytes);
    }

    #[test]
    fn words_that_are_swapped_are_read_or_refused(
        which in 0..2_usize,
        swaps in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..6),
    ) {
        let mut bytes = inputs()[which].clone();
        let words = bytes.len() / 8;
        for (from, to) in swaps {
            let (from, to) = (8 * from.index(words), 8 * to.index(words));
            let word: Vec<u8> = bytes[from..from + 8].to_vec();
            bytes[to..to + 8].copy_from_slice(&word);
        }
        survive(&bytes);
    }

    #[test]
    fn anything_after_the_marker_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for marker in [&b"olean"[..], b"olean\x01", b"olean\x02\x01", b"oleanfile!!!!!!!", b"2.0.0\n", b"1 #NS "] {
            survive(&[marker, &bytes].concat());
        }
    }
}

#[test]
fn inputs_that_are_cut_off_are_refused() {
    for bytes in &inputs()[..2] {
        for length in (0..bytes.len()).step_by(bytes.len() / 97) {
            assert!(survive(&bytes[..length]).result.is_err(), "{length} of {}", bytes.len());
        }
    }
}

#[test]
fn objects_that_contain_themselves_are_found() {
    let (mut store, environment) = (Store::new(), Environment::new());
    let name = store.name("a");
    let proposition = store.proposition();
    let of = store.apply(proposition, &[proposition]);
    let constant = Constant { name, levels: Vec::new(), of, kind: kernel::Kind::Axiom };
    let bytes = module(&store, Layout::Two, &[], &[&constant]);
    assert!(environment.constants().is_empty());
    // The application: tag 5 and two pointers. The name: tag 1 and two pointers.
    for (tag, size) in [(5, 32), (1, 32)] {
        let header = [0, 0, 0, 0, size, 0, 2, tag];
        let at = (96..bytes.len()).step_by(8).find(|&at| bytes[at..at + 8] == header).unwrap();
        let mut circular = bytes.clone();
        let address = 0x0012_3456_0000 + at as u64;
        circular[at + 8..at + 16].copy_from_slice(&address.to_le_bytes());
        assert_eq!(verdict(&check(&circular)), "malformed Cycle", "tag {tag}");
    }
}

#[test]
fn a_list_without_an_end_is_found() {
    let mut store = Store::new();
    let name = store.name("a");
    let level = store.name("u");
    let of = store.proposition();
    let constant = Constant { name, levels: vec![level, level], of, kind: kernel::Kind::Axiom };
    let bytes = module(&store, Layout::Two, &[], &[&constant]);
    let header = [0, 0, 0, 0, 24, 0, 2, 1];
    let at = (96..bytes.len()).step_by(8).find(|&at| bytes[at..at + 8] == header).unwrap();
    let mut circular = bytes.clone();
    let address = 0x0012_3456_0000 + at as u64;
    circular[at + 16..at + 24].copy_from_slice(&address.to_le_bytes());
    assert_eq!(verdict(&check(&circular)), "malformed Cycle");
}
