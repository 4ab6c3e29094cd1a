//! What surrounds an input: compression is taken off before anybody looks inside.
//! Given by: `read`, and the library's build (Lean's prelude).
//! Gives: the stream inside.
//! Holds: told apart by the first bytes, not by the file's name; a damaged stream is an error, never a shorter input.

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;
use std::io::{self, BufRead, BufReader, Read};

/// The first bytes of a Zstandard frame.
const ZSTANDARD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];
/// The first bytes of a gzip member.
const GZIP: [u8; 2] = [0x1F, 0x8B];
const BUFFER: usize = 1 << 16;

/// A stream with its compression taken off; any other stream as it is.
///
/// # Errors
/// When the stream fails, or the header of its compression is damaged.
pub fn open<'a>(input: impl Read + 'a) -> io::Result<Box<dyn BufRead + 'a>> {
    let mut input = BufReader::with_capacity(BUFFER, input);
    let start = input.fill_buf()?;
    if start.starts_with(&ZSTANDARD) {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, Frames::Next(input).first()?)));
    }
    if start.starts_with(&GZIP) {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(input))));
    }
    Ok(Box::new(input))
}

type Frame<R> = StreamingDecoder<R, ruzstd::decoding::FrameDecoder>;

/// Zstandard frames one after the other, as compressors that work in parallel write them.
enum Frames<R: BufRead> {
    /// Before a frame.
    Next(R),
    /// Inside a frame.
    Inside(Box<Frame<R>>),
    /// After the last frame, or after an error.
    End,
}

impl<R: BufRead> Frames<R> {
    /// Opens the first frame, so that a damaged header is found at once.
    fn first(mut self) -> io::Result<Self> {
        self.advance()?;
        Ok(self)
    }

    /// Goes from the end of a frame into the next one, if there is one.
    fn advance(&mut self) -> io::Result<()> {
        let mut input = match std::mem::replace(self, Frames::End) {
            Frames::Next(input) => input,
            Frames::Inside(frame) => whole(*frame)?,
            Frames::End => return Ok(()),
        };
        if !input.fill_buf()?.is_empty() {
            *self = Frames::Inside(Box::new(StreamingDecoder::new(input).map_err(io::Error::other)?));
        }
        Ok(())
    }
}

/// What comes after a frame that is all read, if its checksum is right.
fn whole<R: BufRead>(frame: Frame<R>) -> io::Result<R> {
    let (stated, found) = (frame.decoder.get_checksum_from_data(), frame.decoder.get_calculated_checksum());
    match (stated, found) {
        (Some(stated), Some(found)) if stated != found => Err(io::Error::from(io::ErrorKind::InvalidData)),
        _ => Ok(frame.into_inner()),
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let Frames::Inside(frame) = self else { return Ok(0) };
            let length = frame.read(buffer)?;
            if length > 0 || buffer.is_empty() {
                return Ok(length);
            }
            self.advance()?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::open;
    use std::io::{Read, Write};

    fn text(bytes: &[u8]) -> std::io::Result<String> {
        let mut text = String::new();
        open(bytes)?.read_to_string(&mut text)?;
        Ok(text)
    }

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    fn zstandard(text: &str) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest)
    }

    #[test]
    fn a_plain_stream_stays_as_it_is() {
        assert_eq!(text(b"{\"meta\":{}}").unwrap(), "{\"meta\":{}}");
        assert_eq!(text(b"").unwrap(), "");
    }

    #[test]
    fn compressed_parts_follow_each_other() {
        assert_eq!(text(&[gzip("one "), gzip("two")].concat()).unwrap(), "one two");
        assert_eq!(text(&[zstandard("one "), zstandard("two")].concat()).unwrap(), "one two");
    }

    #[test]
    fn damage_is_an_error_and_never_a_shorter_text() {
        let long = "a line of some length that changes: 0123456789\n".repeat(50);
        for whole in [gzip(&long), zstandard(&long)] {
            assert_eq!(text(&whole).unwrap(), long);
            for length in 4..whole.len() {
                assert!(text(&whole[..length]).is_err(), "{length} of {}", whole.len());
            }
        }
        assert!(text(&[0x28, 0xB5, 0x2F, 0xFD, 1, 2, 3]).is_err());
        assert!(text(&[gzip("one "), b"more".to_vec()].concat()).is_err());
    }
}
