//! What a program prints, collected and written in large pieces.
//! Given by: `exports`, text by text.
//! Gives: standard output, in order; a failure to write ends the run as exhausted.
//! Holds: nothing printed is lost at an orderly end; a terminal sees each line when it is complete.

use crate::process;
use crate::system::{self, Exclusive, OUTPUT, WriteError};

/// As many bytes as the longest number has, with its sign.
pub(crate) const DIGITS: usize = 20;
const CAPACITY: usize = 1 << 14;

struct Buffer {
    bytes: [u8; CAPACITY],
    length: usize,
    terminal: bool,
}

static BUFFER: Exclusive<Buffer> =
    Exclusive::new(Buffer { bytes: [0; CAPACITY], length: 0, terminal: false });

/// Before the first output.
pub(crate) fn open() {
    BUFFER.with(|buffer| buffer.terminal = system::output_is_terminal());
}

/// Prints bytes.
pub(crate) fn print(bytes: &[u8]) {
    BUFFER.with(|buffer| {
        buffer.push(bytes);
        if buffer.terminal && bytes.ends_with(b"\n") {
            buffer.flush();
        }
    });
}

/// Prints an integer in decimal.
pub(crate) fn print_integer(value: i64) {
    let mut digits = [0; DIGITS];
    print(decimal(value, &mut digits));
}

/// Writes what is left; only the end of the process may follow.
pub(crate) fn close() {
    BUFFER.with(Buffer::flush);
}

/// Writes what is left if that is possible; for ends that may come in the middle of printing.
pub(crate) fn abandon() {
    BUFFER.try_with(|buffer| {
        let _ = system::write_all(OUTPUT, buffer.bytes.get(..buffer.length).unwrap_or_default());
        buffer.length = 0;
    });
}

impl Buffer {
    fn push(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            if self.length == CAPACITY {
                self.flush();
            }
            let free = self.bytes.get_mut(self.length..).unwrap_or_default();
            let count = free.len().min(bytes.len());
            let (now, later) = bytes.split_at(count);
            for (to, from) in free.iter_mut().zip(now) {
                *to = *from;
            }
            self.length += count;
            bytes = later;
        }
    }

    fn flush(&mut self) {
        let result = system::write_all(OUTPUT, self.bytes.get(..self.length).unwrap_or_default());
        self.length = 0;
        match result {
            Ok(()) => {}
            Err(WriteError::Closed) => process::unread(),
            Err(WriteError::Failed) => process::unwritable(),
        }
    }
}

/// The decimal digits of an integer.
pub(crate) fn decimal(value: i64, digits: &mut [u8; DIGITS]) -> &[u8] {
    let mut rest = value.unsigned_abs();
    let mut start = DIGITS;
    for place in (0..DIGITS).rev() {
        digits[place] = b'0' + u8::try_from(rest % 10).unwrap_or_default();
        rest /= 10;
        start = place;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        start -= 1;
        digits[start] = b'-';
    }
    digits.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use proptest::prelude::*;
    use std::string::ToString;

    fn shown(value: i64) -> std::string::String {
        std::string::String::from_utf8(decimal(value, &mut [0; DIGITS]).to_vec()).unwrap()
    }

    #[test]
    fn extremes_fit() {
        for value in [0, 1, -1, 9, 10, i64::MIN, i64::MAX] {
            assert_eq!(shown(value), value.to_string());
        }
    }

    proptest! {
        #[test]
        fn decimal_is_what_the_standard_library_prints(value: i64) {
            prop_assert_eq!(shown(value), value.to_string());
        }
    }
}
