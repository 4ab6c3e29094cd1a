//! How questions and answers travel over a pipe.
//! Given by: both ends of it.
//! Gives: whole messages.
//! Holds: a question is a line `LIMIT LENGTH` and then that many bytes of SMT-LIB; an answer is a line `LENGTH` and then its bytes.

use std::io::{self, BufRead, Read, Write};

/// No message is longer.
const LONGEST: u64 = 64 << 20;

/// A question.
pub(crate) struct Question {
    /// The resource limit, in Z3's units.
    pub(crate) limit: u32,
    /// Declarations and assertions, those that may be in a core named.
    pub(crate) text: String,
}

/// Reads a question; nothing at the end of the input.
pub(crate) fn read(input: &mut impl BufRead) -> io::Result<Option<Question>> {
    let mut line = String::new();
    if input.take(64).read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let (Some(limit), Some(length), None) = (words.next(), words.next(), words.next()) else {
        return Err(malformed());
    };
    let limit: u32 = limit.parse().map_err(|_| malformed())?;
    let length: u64 = length.parse().map_err(|_| malformed())?;
    if length > LONGEST {
        return Err(malformed());
    }
    let mut text = String::new();
    let read = input.take(length).read_to_string(&mut text)?;
    if read as u64 == length { Ok(Some(Question { limit, text })) } else { Err(malformed()) }
}

/// Writes an answer.
pub(crate) fn write(output: &mut impl Write, answer: &str) -> io::Result<()> {
    write!(output, "{}\n{answer}", answer.len())
}

fn malformed() -> io::Error {
    io::Error::from(io::ErrorKind::InvalidData)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_was_framed_and_refuses_the_rest() {
        let question = read(&mut &b"7 5\n(a b)rest"[..]).unwrap().unwrap();
        assert_eq!((question.limit, question.text.as_str()), (7, "(a b)"));
        assert!(read(&mut &b""[..]).unwrap().is_none());
        for broken in ["7\n", "7 5 9\nabcde", "x 1\na", "1 9\nshort", "1 99999999999999\na", "1 -1\na"] {
            assert!(read(&mut broken.as_bytes()).is_err(), "{broken}");
        }
    }
}
