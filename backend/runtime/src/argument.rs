//! Reads the literals that a program is started with.
//! Given by: the command line; generated code asks for one piece after the other, by the types of the parameters.
//! Gives: integers and truth values; tuples come as their components.
//! Holds: a literal is read to its end, and an integer is in range, or the run does not start.

use crate::process;
use crate::system::Exclusive;
use alloc::vec::Vec;

/// What is wrong with a literal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LiteralError {
    /// It is not a literal of the type.
    Malformed,
    /// It is an integer outside of the type's range.
    OutOfRange,
}

/// Reads a literal piece by piece, white space between the pieces skipped.
#[derive(Clone, Copy, Debug)]
pub struct Literal<'a> {
    rest: &'a [u8],
}

impl<'a> Literal<'a> {
    /// At the start of a text.
    #[must_use]
    pub fn new(text: &'a [u8]) -> Literal<'a> {
        Literal { rest: text }
    }

    /// Reads one mark: a bracket or a comma.
    ///
    /// # Errors
    /// Something else stands there.
    pub fn mark(&mut self, mark: u8) -> Result<(), LiteralError> {
        self.skip_space();
        match self.rest.split_first() {
            Some((first, rest)) if *first == mark => {
                self.rest = rest;
                Ok(())
            }
            _ => Err(LiteralError::Malformed),
        }
    }

    /// Reads an integer: a minus sign or none, then decimal digits, which underscores may separate.
    ///
    /// # Errors
    /// It is not an integer, or out of range.
    pub fn integer(&mut self) -> Result<i64, LiteralError> {
        self.skip_space();
        let negative = self.mark(b'-').is_ok();
        if !self.rest.first().is_some_and(u8::is_ascii_digit) {
            return Err(LiteralError::Malformed);
        }
        let mut value: i64 = 0;
        for byte in self.word() {
            let digit = match byte {
                b'0'..=b'9' => i64::from(byte - b'0'),
                b'_' => continue,
                _ => return Err(LiteralError::Malformed),
            };
            // Below zero there is one number more, so that the digits are subtracted there.
            let next = value.checked_mul(10);
            let next = next.and_then(|n| if negative { n.checked_sub(digit) } else { n.checked_add(digit) });
            value = next.ok_or(LiteralError::OutOfRange)?;
        }
        Ok(value)
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// Something else stands there.
    pub fn boolean(&mut self) -> Result<bool, LiteralError> {
        self.skip_space();
        match self.word() {
            b"true" => Ok(true),
            b"false" => Ok(false),
            _ => Err(LiteralError::Malformed),
        }
    }

    /// Demands that nothing is left.
    ///
    /// # Errors
    /// Something is left.
    pub fn end(&mut self) -> Result<(), LiteralError> {
        self.skip_space();
        if self.rest.is_empty() { Ok(()) } else { Err(LiteralError::Malformed) }
    }

    /// How many bytes are not read yet.
    #[must_use]
    pub fn left(&self) -> usize {
        self.rest.len()
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_ascii_start();
    }

    fn word(&mut self) -> &'a [u8] {
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || !byte.is_ascii();
        let length = self.rest.iter().take_while(|byte| is_part(byte)).count();
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        word
    }
}

/// The arguments of the process, and how far they are read.
struct Arguments {
    texts: Vec<Vec<u8>>,
    /// The argument being read, counted from 1; 0 before the first.
    number: usize,
    /// How many of its bytes are read.
    read: usize,
}

static ARGUMENTS: Exclusive<Arguments> = Exclusive::new(Arguments { texts: Vec::new(), number: 0, read: 0 });

/// Before the program starts.
pub(crate) fn set(texts: Vec<Vec<u8>>) {
    ARGUMENTS.with(|arguments| arguments.texts = texts);
}

/// Ends the run unless there are as many arguments as parameters.
pub(crate) fn expect_count(count: i64) {
    if ARGUMENTS.with(|arguments| i64::try_from(arguments.texts.len()) != Ok(count)) {
        process::bad_argument_count();
    }
}

/// Goes on to the next argument.
pub(crate) fn next() {
    ARGUMENTS.with(|arguments| {
        arguments.number += 1;
        arguments.read = 0;
    });
}

/// Reads a piece of the current argument, or ends the run.
pub(crate) fn read<T>(piece: impl FnOnce(&mut Literal<'_>) -> Result<T, LiteralError>) -> T {
    ARGUMENTS.with(|arguments| {
        let text = arguments.texts.get(arguments.number.wrapping_sub(1)).map_or(&[][..], Vec::as_slice);
        let mut literal = Literal::new(text.get(arguments.read..).unwrap_or_default());
        match piece(&mut literal) {
            Ok(value) => {
                arguments.read = text.len() - literal.left();
                value
            }
            Err(_) => process::bad_argument(arguments.number),
        }
    })
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use proptest::prelude::*;
    use std::string::ToString;

    fn integer(text: &str) -> Result<i64, LiteralError> {
        let mut literal = Literal::new(text.as_bytes());
        let value = literal.integer()?;
        literal.end()?;
        Ok(value)
    }

    #[test]
    fn integers_are_read_to_their_end() {
        assert_eq!(integer(" 1_000 "), Ok(1000));
        assert_eq!(integer("-9223372036854775808"), Ok(i64::MIN));
        for wrong in ["", "-", "+1", "1x", "_1", "1 2", "0x10", "1.0", "1é"] {
            assert_eq!(integer(wrong), Err(LiteralError::Malformed), "{wrong}");
        }
    }

    #[test]
    fn integers_stay_in_range() {
        for wrong in ["9223372036854775808", "-9223372036854775809", "99999999999999999999999"] {
            assert_eq!(integer(wrong), Err(LiteralError::OutOfRange), "{wrong}");
        }
    }

    #[test]
    fn tuples_come_piece_by_piece() {
        let mut literal = Literal::new(b"( 1 ,true)");
        assert_eq!(literal.mark(b'('), Ok(()));
        assert_eq!(literal.integer(), Ok(1));
        assert_eq!(literal.mark(b','), Ok(()));
        assert_eq!(literal.boolean(), Ok(true));
        assert_eq!(literal.mark(b','), Err(LiteralError::Malformed));
        assert_eq!(literal.mark(b')'), Ok(()));
        assert_eq!(literal.end(), Ok(()));
    }

    #[test]
    fn truth_values_are_whole_words() {
        assert_eq!(Literal::new(b"truely").boolean(), Err(LiteralError::Malformed));
        assert_eq!(Literal::new(b"false").boolean(), Ok(false));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read(value: i64) {
            prop_assert_eq!(integer(&value.to_string()), Ok(value));
        }
    }
}
