//! Characters that make a text read differently from what it is.
//! Given by: `split`, the text and its fences.
//! Gives: a problem for each kind of them, at its first place.
//! Holds: what is accepted shows every character of a fence, in its order.

use super::span;
use crate::core::Span;
use crate::problem::{Code, Problem};

/// Looks for what no document may have: byte order mark, zero bytes, carriage returns alone.
pub(super) fn check_document(text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mark = mark(text);
    if !mark.is_empty() {
        problems.push(Problem::new(Code::ByteOrderMark, span(0, mark.len())));
    }
    if let Some(at) = text.find('\0') {
        problems.push(Problem::new(Code::HiddenCharacter('\0'), span(at, at + 1)));
    }
    let bytes = text.as_bytes();
    let lone = (0..bytes.len()).find(|at| bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    if let Some(at) = lone {
        problems.push(Problem::new(Code::LoneCarriageReturn, span(at, at + 1)));
    }
    problems
}

/// The byte order mark at the start of a text, which is no part of its first line.
pub(super) fn mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').map_or("", |rest| text.strip_suffix(rest).unwrap_or(""))
}

/// Looks for characters in a fence that cannot be seen or that change the order of others.
pub(super) fn check_fence(text: &str, fence: Span) -> Vec<Problem> {
    let content = text.get(fence.start as usize..fence.end as usize).unwrap_or("");
    let hidden = content.char_indices().filter(|(_, character)| is_hidden(*character));
    let place = |at: usize, character: char| {
        let start = fence.start as usize + at;
        Problem::new(Code::HiddenCharacter(character), span(start, start + character.len_utf8()))
    };
    hidden.map(|(at, character)| place(at, character)).take(1).collect()
}

/// Whether a character is a control, a mark of direction, or has no width.
pub(crate) fn is_hidden(character: char) -> bool {
    let line = matches!(character, '\n' | '\r' | '\t' | '\0');
    !line
        && (character.is_control()
            || matches!(character,
                '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'))
}
