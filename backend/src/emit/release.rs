//! The release code generator, a process of its own that links LLVM, and what is said to it.
//! Given by: `lumenc build --release`; the process itself, which uses the other end of the same protocol.
//! Gives: objects and listings.
//! Holds: a request and an answer are a line with a length, and so many bytes; anything else is an error, never a wait for more.

use crate::ir::flat::{self, Program};
use crate::problem::Problem;
use std::io::{self, BufRead, Read, Write};

/// What is wanted of the code generator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Product {
    /// An object file.
    Object,
    /// The optimized code in LLVM's language.
    Code,
    /// The machine's instructions.
    Assembly,
}

/// The way to the process.
pub trait Channel {
    /// Sends a request and waits for the answer to it.
    ///
    /// # Errors
    /// The process cannot be started, or is gone.
    fn exchange(&mut self, request: &[u8]) -> io::Result<Vec<u8>>;
}

/// The longest request or answer, in bytes.
const LONGEST: usize = 1 << 30;

impl Product {
    const ALL: [Product; 3] = [Product::Object, Product::Code, Product::Assembly];

    fn word(self) -> &'static str {
        match self {
            Product::Object => "object",
            Product::Code => "code",
            Product::Assembly => "assembly",
        }
    }
}

/// Has a product made.
///
/// # Errors
/// The process cannot be reached, or refuses.
pub fn generate(program: &Program, product: Product, channel: &mut impl Channel) -> Result<Vec<u8>, Problem> {
    let request = format!("{}\n{}", product.word(), flat::print(program));
    ask(request.as_bytes(), channel)
}

/// The version of LLVM that the process links.
///
/// # Errors
/// The process cannot be reached.
pub fn version(channel: &mut impl Channel) -> Result<String, Problem> {
    let bytes = ask(b"version\n", channel)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn ask(request: &[u8], channel: &mut impl Channel) -> Result<Vec<u8>, Problem> {
    let answer = channel.exchange(request).map_err(|error| Problem::Worker(error.to_string()))?;
    match answer.split_first() {
        Some((b'+', product)) => Ok(product.to_vec()),
        Some((b'-', text)) => Err(Problem::Generator(String::from_utf8_lossy(text).into_owned())),
        _ => Err(Problem::Worker("the answer has no mark".to_owned())),
    }
}

/// A request, as the process sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Request {
    /// Which LLVM it is.
    Version,
    /// A product of a program without flaws.
    Make(Product, Program),
}

/// Reads a request. None if it is not one, or the program has a flaw.
#[must_use]
pub fn read_request(request: &[u8]) -> Option<Request> {
    let (word, text) = std::str::from_utf8(request).ok()?.split_once('\n')?;
    if word == "version" {
        return Some(Request::Version);
    }
    let product = Product::ALL.into_iter().find(|product| product.word() == word)?;
    let program = flat::parse(text).ok()?;
    flat::validate(&program).ok()?;
    Some(Request::Make(product, program))
}

/// The answer to a request.
#[must_use]
pub fn answer(result: Result<Vec<u8>, String>) -> Vec<u8> {
    let (mark, bytes) = match result {
        Ok(product) => (b'+', product),
        Err(text) => (b'-', text.into_bytes()),
    };
    [mark].into_iter().chain(bytes).collect()
}

/// Writes a message: its length in decimal, a line feed, its bytes.
///
/// # Errors
/// The other end is gone.
pub fn send(to: &mut impl Write, message: &[u8]) -> io::Result<()> {
    writeln!(to, "{}", message.len())?;
    to.write_all(message)?;
    to.flush()
}

/// Reads a message; none at the end of the stream.
///
/// # Errors
/// The stream ends in the middle, or is not made of messages.
pub fn receive(from: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = String::new();
    if from.by_ref().take(32).read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let length = line.strip_suffix('\n').and_then(|digits| digits.parse::<usize>().ok());
    let length = length.filter(|length| *length <= LONGEST).ok_or(io::ErrorKind::InvalidData)?;
    let mut message = Vec::new();
    if from.take(length as u64).read_to_end(&mut message)? < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_back() {
        let mut pipe = Vec::new();
        send(&mut pipe, b"").unwrap();
        send(&mut pipe, b"a\nb").unwrap();
        let mut from = pipe.as_slice();
        assert_eq!(receive(&mut from).unwrap(), Some(Vec::new()));
        assert_eq!(receive(&mut from).unwrap(), Some(b"a\nb".to_vec()));
        assert_eq!(receive(&mut from).unwrap(), None);
    }

    #[test]
    fn a_stream_of_something_else_is_an_error() {
        for wrong in ["x\n", "5\nabc", "-1\n", "99999999999999999999\n", "5", "1073741825\n"] {
            assert!(receive(&mut wrong.as_bytes()).is_err(), "{wrong}");
        }
    }
}
