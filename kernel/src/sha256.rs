//! SHA-256, for recognizing definitions by content.
//! Given by: `declare::digest`.
//! Gives: the digest of bytes.
//! Holds: FIPS 180-4; the constants are computed from their definition (roots of the first primes) and tested.

use std::sync::LazyLock;

/// A digest.
pub(crate) type Digest = [u8; 32];

/// The fractions of the square roots of the first primes, of which the state starts with eight, and of their cube roots.
static ROOTS: LazyLock<[[u32; 64]; 2]> =
    LazyLock::new(|| [2, 3].map(|power| first_primes().map(|prime| fraction_of_root(prime, power))));

/// The digest of some bytes.
pub(crate) fn digest(bytes: &[u8]) -> Digest {
    let [start, constants] = &*ROOTS;
    let mut state = [0; 8];
    state.copy_from_slice(&start[..8]);
    let mut message = bytes.to_vec();
    message.push(0x80);
    while message.len() % 64 != 56 {
        message.push(0);
    }
    message.extend((bytes.len() as u64 * 8).to_be_bytes());
    for block in message.chunks_exact(64) {
        compress(&mut state, block, constants);
    }
    let mut digest = [0; 32];
    for (bytes, word) in digest.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    digest
}

fn compress(state: &mut [u32; 8], block: &[u8], constants: &[u32; 64]) {
    let mut words = [0u32; 64];
    for (word, bytes) in words.iter_mut().zip(block.chunks_exact(4)) {
        *word = bytes.iter().fold(0, |word, &byte| word << 8 | u32::from(byte));
    }
    for i in 16..64 {
        let (x, y) = (words[i - 15], words[i - 2]);
        let s0 = x.rotate_right(7) ^ x.rotate_right(18) ^ (x >> 3);
        let s1 = y.rotate_right(17) ^ y.rotate_right(19) ^ (y >> 10);
        words[i] = words[i - 16].wrapping_add(s0).wrapping_add(words[i - 7]).wrapping_add(s1);
    }
    let mut v = *state;
    for (&word, &constant) in words.iter().zip(constants) {
        let [a, b, c, d, e, f, g, h] = v;
        let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let choice = (e & f) ^ (!e & g);
        let majority = (a & b) ^ (a & c) ^ (b & c);
        let first = h.wrapping_add(s1).wrapping_add(choice).wrapping_add(constant).wrapping_add(word);
        let second = s0.wrapping_add(majority);
        v = [first.wrapping_add(second), a, b, c, d.wrapping_add(first), e, f, g];
    }
    for (word, added) in state.iter_mut().zip(v) {
        *word = word.wrapping_add(added);
    }
}

fn first_primes() -> [u32; 64] {
    let mut primes = [0; 64];
    let mut candidates = (2u32..).filter(|n| (2..*n).take_while(|d| d * d <= *n).all(|d| n % d != 0));
    for prime in &mut primes {
        *prime = candidates.next().unwrap_or(0);
    }
    primes
}

/// The first 32 bits of the fraction of a root: the integer root of `prime · 2^(32·power)`, by bisection.
fn fraction_of_root(prime: u32, power: u32) -> u32 {
    let below = |root: u128| root.pow(power) <= u128::from(prime) << (32 * power);
    let (mut low, mut high) = (0u128, 1u128 << 40);
    while high - low > 1 {
        let middle = (low + high) / 2;
        if below(middle) { low = middle } else { high = middle }
    }
    (low & u128::from(u32::MAX)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hexadecimal(digest: Digest) -> String {
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn the_published_examples_come_out() {
        let examples: [(&[u8], &str); 3] = [
            (b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
            ),
        ];
        for (bytes, expected) in examples {
            assert_eq!(hexadecimal(digest(bytes)), expected);
        }
    }
}
