//! A document as it was read: its file name, its bytes, and where its lines start.
//! Given by: `lumenc`, which reads the file.
//! Gives: `split` its text; the diagnostics, certificates and reports line and column of a byte.
//! Holds: lines and columns count from 1; a column counts Unicode scalar values; every offset has a position.

use crate::core::Span;

/// A file that holds a program.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    bytes: Vec<u8>,
    lines: Vec<u32>,
}

/// A place in a document as a user counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in Unicode scalar values, from 1.
    pub column: u32,
}

impl Source {
    /// A document with the last component of its file name.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        let feeds = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let after_feeds = feeds.map(|(at, _)| narrow(at + 1));
        let lines = std::iter::once(0).chain(after_feeds).collect();
        Source { name: name.into(), bytes, lines }
    }

    /// The file name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The bytes of the file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The text, if the bytes are UTF-8.
    ///
    /// # Errors
    /// The offset of the first byte that is not.
    pub fn text(&self) -> Result<&str, usize> {
        std::str::from_utf8(&self.bytes).map_err(|error| error.valid_up_to())
    }

    /// Line and column of a byte; of the end of the text for an offset beyond it.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let offset = (offset as usize).min(self.bytes.len());
        let line = self.lines.partition_point(|start| *start as usize <= offset);
        let start = self.lines.get(line.saturating_sub(1)).map_or(0, |start| *start as usize);
        let before = self.bytes.get(start..offset).unwrap_or(&[]);
        let scalars = before.iter().filter(|byte| starts_scalar(**byte)).count();
        Position { line: narrow(line), column: narrow(scalars + 1) }
    }

    /// The text of a line, from 1, without its end; empty for a line that does not exist.
    #[must_use]
    pub fn line(&self, line: u32) -> String {
        let index = (line as usize).saturating_sub(1);
        let start_of = |index| self.lines.get(index).map_or(self.bytes.len(), |start| *start as usize);
        let bytes = self.bytes.get(start_of(index)..start_of(index + 1)).unwrap_or(&[]);
        String::from_utf8_lossy(bytes).trim_end_matches(['\n', '\r']).to_owned()
    }

    /// The text between two offsets; empty if they are no part of the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        let bytes = self.bytes.get(span.start as usize..span.end as usize).unwrap_or(&[]);
        std::str::from_utf8(bytes).unwrap_or("")
    }
}

/// Whether a byte of UTF-8 is the first of a scalar value.
fn starts_scalar(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_scalar_values_and_lines_take_both_ends() {
        let source = Source::new("a.lm.md", "é x\r\n  y\n".as_bytes());
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.position(3), Position { line: 1, column: 3 });
        assert_eq!(source.position(8), Position { line: 2, column: 3 });
        assert_eq!(source.position(10), Position { line: 3, column: 1 });
        assert_eq!(source.position(999), Position { line: 3, column: 1 });
        assert_eq!(source.line(1), "é x");
        assert_eq!(source.line(2), "  y");
        assert_eq!(source.line(7), "");
    }

    #[test]
    fn bytes_that_are_no_text_still_have_positions() {
        let source = Source::new("a.lm", vec![b'a', b'\n', 0xff, b'b']);
        assert_eq!(source.text(), Err(2));
        assert_eq!(source.position(3), Position { line: 2, column: 2 });
    }
}
