//! The words of the text form of core.
//! Given by: `read`, the text.
//! Gives: names, numbers, texts and marks, one at a time.
//! Holds: white space only separates; a character that starts no word is a mark.

/// A word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Word<'a> {
    /// Letters, digits, `_`, `$` and `.`, not starting with a digit.
    Name(&'a str),
    /// Digits, with a minus sign perhaps.
    Number(&'a str),
    /// What stands between quotation marks, escapes and all.
    Text(&'a str),
    /// Any other character.
    Mark(char),
    /// The end of the text.
    End,
}

/// The words of a text.
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    next: Word<'a>,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut words = Words { text, at: 0, line: 1, next: Word::End };
        words.advance();
        words
    }

    pub(super) fn peek(&self) -> Word<'a> {
        self.next
    }

    pub(super) fn line(&self) -> u32 {
        self.line
    }

    /// Goes to the next word.
    pub(super) fn advance(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or("");
        let blank = rest.len() - rest.trim_start().len();
        let feeds = rest.bytes().take(blank).filter(|byte| *byte == b'\n').count();
        self.line += crate::resolve::number(feeds);
        let rest = rest.get(blank..).unwrap_or("");
        let (length, next) = word(rest);
        self.at += blank + length;
        self.next = next;
    }
}

/// The first word of a text that does not start with white space, and its length.
fn word(rest: &str) -> (usize, Word<'_>) {
    let Some(first) = rest.chars().next() else { return (0, Word::End) };
    let part = |length: usize| rest.get(..length).unwrap_or("");
    if first == '"' {
        let length = text_length(rest);
        return (length + 2, Word::Text(rest.get(1..=length).unwrap_or("")));
    }
    let digits = rest.bytes().skip(1).take_while(u8::is_ascii_digit).count();
    if first.is_ascii_digit() || (first == '-' && digits > 0) {
        return (digits + 1, Word::Number(part(digits + 1)));
    }
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || b"_$.".contains(byte);
    match rest.bytes().take_while(is_letter).count() {
        0 => (first.len_utf8(), Word::Mark(first)),
        length => (length, Word::Name(part(length))),
    }
}

/// The length of what stands between quotation marks.
fn text_length(rest: &str) -> usize {
    let mut escaped = false;
    let ends = |byte: u8| {
        let end = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        end
    };
    rest.bytes().skip(1).position(ends).unwrap_or(rest.len().saturating_sub(1))
}

/// A text without its escapes.
pub(super) fn unescape(raw: &str) -> String {
    let mut text = String::new();
    let mut characters = raw.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n') => text.push('\n'),
                other => text.extend(other),
            },
            _ => text.push(character),
        }
    }
    text
}
