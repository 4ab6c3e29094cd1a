//! SHA-256, for recognizing definitions by content.
//! Given by: `declare::digest`.
//! Gives: the digest of bytes.
//! Holds: FIPS 180-4; the constants are computed from their definition (roots of the first primes) by the compiler, and tested.

/// A digest.
pub(crate) type Digest = [u8; 32];

/// The first 32 bits of the fractions of the cube roots of the first 64 primes.
const CONSTANTS: [u32; 64] = fractions_of_roots(3);

/// The first 32 bits of the fractions of the square roots of the first 8 primes.
const START: [u32; 8] = fractions_of_roots(2);

/// The digest of some bytes.
pub(crate) fn digest(bytes: &[u8]) -> Digest {
    let mut state = START;
    let mut message = bytes.to_vec();
    message.push(0x80);
    while message.len() % 64 != 56 {
        message.push(0);
    }
    message.extend((bytes.len() as u64 * 8).to_be_bytes());
    for block in message.chunks_exact(64) {
        compress(&mut state, block);
    }
    let mut digest = [0; 32];
    for (bytes, word) in digest.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    digest
}

fn compress(state: &mut [u32; 8], block: &[u8]) {
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
    for (&word, &constant) in words.iter().zip(&CONSTANTS) {
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

/// For the first primes, in order, the first 32 bits of the fraction of a root.
const fn fractions_of_roots<const COUNT: usize>(power: u32) -> [u32; COUNT] {
    let mut fractions = [0; COUNT];
    let (mut found, mut candidate) = (0, 2);
    while found < COUNT {
        if is_prime(candidate) {
            fractions[found] = fraction_of_root(candidate, power);
            found += 1;
        }
        candidate += 1;
    }
    fractions
}

const fn is_prime(number: u128) -> bool {
    let mut divisor = 2;
    while divisor * divisor <= number {
        if number.is_multiple_of(divisor) {
            return false;
        }
        divisor += 1;
    }
    true
}

/// The first 32 bits of the fraction of a root: the integer root of `number · 2^(32·power)`, by bisection.
const fn fraction_of_root(number: u128, power: u32) -> u32 {
    let (mut low, mut high) = (0u128, 1u128 << 40);
    while high - low > 1 {
        let middle = (low + high) / 2;
        if middle.pow(power) <= number << (32 * power) {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low & 0xffff_ffff) as u32
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
