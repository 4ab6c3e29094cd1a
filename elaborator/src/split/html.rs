//! HTML in prose, which could hide a fence from readers.
//! Given by: `split`, the lines of prose.
//! Gives: a problem for each line on which HTML could start.
//! Holds: allowed are comments that end on their line, links in angle brackets, and what stands in a code span of
//! one line. A paragraph in which a code span might go on over lines protects nothing.

use super::lines::Line;
use crate::problem::{Code, Problem};

/// What is known of the paragraph that is being read.
#[derive(Default)]
pub(super) struct Prose {
    uncertain: bool,
}

impl Prose {
    /// A paragraph ends, at a blank line or a fence.
    pub(super) fn paragraph_ends(&mut self) {
        self.uncertain = false;
    }

    /// Reads a line of prose.
    pub(super) fn read(&mut self, line: &Line<'_>, problems: &mut Vec<Problem>) {
        if line.content.trim().is_empty() {
            return self.paragraph_ends();
        }
        let stripped = without_code(line.content);
        self.uncertain |= stripped.is_none();
        let visible = if self.uncertain { line.content.to_owned() } else { stripped.unwrap_or_default() };
        if may_start_html(&visible) {
            problems.push(Problem::new(Code::Html, line.span()));
        }
    }
}

/// The line without its code spans; nothing if a span might reach beyond the line.
fn without_code(content: &str) -> Option<String> {
    if content.contains("\\`") {
        return None;
    }
    let mut outside = String::new();
    let mut rest = content;
    while let Some(start) = rest.find('`') {
        outside.push_str(rest.get(..start)?);
        let code = rest.get(start..)?;
        let inner = code.trim_start_matches('`');
        let end = closing(inner, code.len() - inner.len())?;
        outside.push(' ');
        rest = inner.get(end..)?;
    }
    outside.push_str(rest);
    Some(outside)
}

/// The offset after a run of exactly so many backticks.
fn closing(text: &str, ticks: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text.get(at..)?.find('`') {
        let run = text.get(at + found..)?;
        let length = run.len() - run.trim_start_matches('`').len();
        at += found + length;
        if length == ticks {
            return Some(at);
        }
    }
    None
}

/// Whether HTML could start on a line: an angle bracket before a letter, `/`, `!` or `?`.
fn may_start_html(text: &str) -> bool {
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let after = rest.get(start + 1..).unwrap_or("");
        rest = match after.chars().next() {
            Some('!') => match comment(after) {
                Some(behind) => behind,
                None => return true,
            },
            Some(next) if next.is_ascii_alphabetic() && !is_link(after) => return true,
            Some('/' | '?') => return true,
            _ => after,
        };
    }
    false
}

/// What follows a comment that ends on its line; the text starts behind its angle bracket.
fn comment(text: &str) -> Option<&str> {
    let (inside, behind) = text.strip_prefix("!--")?.split_once("-->")?;
    let plain = !inside.starts_with(['>', '-']) && !inside.contains("--") && !inside.ends_with('-');
    plain.then_some(behind)
}

/// Whether the text is the inside of a link in angle brackets: an address of the web or of mail.
fn is_link(text: &str) -> bool {
    let inside = text.split_once('>').map_or("", |(inside, _)| inside);
    let plain = !inside.contains(|c: char| c.is_whitespace() || c == '<' || c == '"');
    plain
        && (inside.starts_with("https://") || inside.starts_with("http://") || inside.starts_with("mailto:"))
}
