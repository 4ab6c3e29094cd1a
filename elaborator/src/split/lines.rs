//! The lines of a document, and which of them some renderer takes for the mark of a fence.
//! Given by: `split`, a text.
//! Gives: each line with its place, without its end; the kind of its mark.
//! Holds: a line that any renderer could take for a mark is never `Mark::None`.

use super::span;
use crate::core::Span;

/// A line of a text.
pub(super) struct Line<'a> {
    /// Its characters, without line feed and carriage return.
    pub content: &'a str,
    /// The offset of its first byte.
    pub start: usize,
    /// The offset after its end, line feed included.
    pub end: usize,
}

impl Line<'_> {
    /// The place of its characters; of one at least.
    pub(super) fn span(&self) -> Span {
        span(self.start, self.start + self.content.len())
    }
}

/// The lines of a text, in order, without a byte order mark.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mark = super::characters::mark(text).len();
    text.get(mark..).unwrap_or("").split_inclusive('\n').scan(mark, |at, raw| {
        let start = *at;
        *at += raw.len();
        let content = raw.strip_suffix('\n').unwrap_or(raw);
        let content = content.strip_suffix('\r').unwrap_or(content);
        Some(Line { content, start, end: *at })
    })
}

/// What a line is to renderers.
pub(super) enum Mark<'a> {
    /// No mark to any of them.
    None,
    /// A mark to some of them: it does not start in column 1, or stands in a list or quotation.
    Indented,
    /// A mark of tildes.
    Tildes,
    /// A mark of backticks in column 1, with what follows them.
    Ticks {
        /// How many.
        count: usize,
        /// The rest of the line.
        info: &'a str,
    },
}

/// Finds out what a line is.
pub(super) fn mark(content: &str) -> Mark<'_> {
    let inner = content.trim_start_matches(is_container);
    let (ticks, tildes) = (inner.starts_with("```"), inner.starts_with("~~~"));
    if !ticks && !tildes {
        return Mark::None;
    }
    if inner.len() != content.len() {
        return Mark::Indented;
    }
    if tildes {
        return Mark::Tildes;
    }
    let info = content.trim_start_matches('`');
    Mark::Ticks { count: content.len() - info.len(), info }
}

/// Whether a character can stand before a mark: white space, quotations, bullets, numbers of lists, footnotes.
fn is_container(character: char) -> bool {
    character.is_whitespace() || character.is_ascii_digit() || ">-*+.):[]^|".contains(character)
}

/// Whether a line starts a footnote or the definition of a term, into which some renderers take the blocks that follow.
pub(super) fn is_note(content: &str) -> bool {
    let inner = content.trim_start_matches(is_container_of_notes);
    let after_colon = inner.strip_prefix(':').map(|rest| rest.chars().next());
    inner.starts_with("[^") || after_colon.is_some_and(|next| next.is_none_or(char::is_whitespace))
}

fn is_container_of_notes(character: char) -> bool {
    character.is_whitespace() || ">-*+".contains(character)
}

/// Whether an info string would make a reader, or another tool, take the fence for program.
pub(super) fn resembles_program(info: &str) -> bool {
    let mut words = info.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let alike =
        |word: &str| ["lumen", "lean", "lean4", "lm"].iter().any(|name| word.eq_ignore_ascii_case(name));
    info.contains('`') || words.any(alike)
}
