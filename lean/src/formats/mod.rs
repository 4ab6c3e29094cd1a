//! Exports: compression is taken off before the kernel reads one, and what was checked is written as one.
//! Given by: `lumenc kernel check`, the library's build (Lean's prelude), certificates.
//! Gives: NDJSON 3.1 as a stream of bytes.
//! Holds: told apart by the first bytes, not by the file's name; a mistake here can make a proof fail, never a false one pass.

mod write;

pub use write::write;

use ruzstd::decoding::StreamingDecoder;
use std::io::{self, BufRead, BufReader, Read};

/// The first bytes of a Zstandard frame.
const ZSTANDARD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

/// A stream with its compression taken off; any other stream as it is.
///
/// # Errors
/// When the stream fails, or the header of its compression is damaged.
pub fn open<'a>(input: impl Read + 'a) -> io::Result<Box<dyn BufRead + 'a>> {
    let mut input = BufReader::with_capacity(1 << 16, input);
    if input.fill_buf()?.starts_with(&ZSTANDARD) {
        let decoder = StreamingDecoder::new(input).map_err(io::Error::other)?;
        return Ok(Box::new(BufReader::with_capacity(1 << 16, decoder)));
    }
    Ok(Box::new(input))
}

#[cfg(test)]
mod tests {
    use super::open;
    use std::io::Read;

    #[test]
    fn a_plain_stream_stays_as_it_is() {
        let mut text = String::new();
        open(&b"{\"meta\":{}}"[..]).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "{\"meta\":{}}");
    }

    #[test]
    fn a_damaged_frame_is_an_error() {
        let mut text = String::new();
        let damaged = [0x28, 0xB5, 0x2F, 0xFD, 1, 2, 3];
        let result = open(&damaged[..]).and_then(|mut stream| stream.read_to_string(&mut text));
        assert!(result.is_err());
    }
}
