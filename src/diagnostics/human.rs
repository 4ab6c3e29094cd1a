//! Messages for people: the source line, a caret, notes and help.
//! Given by: the commands.
//! Gives: text for standard error; colour is removed by the stream where it is not wanted.
//! Holds: every place is line:column of the Markdown file; nothing is said by colour alone.

use super::{Diagnostic, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::ops::Range;

/// A message as text, with colours.
#[must_use]
pub fn render(diagnostic: &Diagnostic, path: &str, source: &str) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(&diagnostic.title).id(&diagnostic.code));
    if let Some(primary) = &diagnostic.primary {
        let part =
            lines(diagnostic.others.iter().chain([primary]).map(|label| range(label.span, source)), source);
        let within = |span| {
            let Range { start, end } = range(span, source);
            start - part.start..end - part.start
        };
        let first = source[..part.start].bytes().filter(|byte| *byte == b'\n').count() + 1;
        let mut snippet = Snippet::source(&source[part.clone()])
            .line_start(first)
            .path(path)
            .annotation(AnnotationKind::Primary.span(within(primary.span)).label(&primary.text));
        for other in &diagnostic.others {
            snippet = snippet.annotation(AnnotationKind::Context.span(within(other.span)).label(&other.text));
        }
        group = group.element(snippet);
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note));
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    Renderer::styled().render(&[group])
}

/// The whole lines around some places: the renderer reads all that it is given, again for each message.
fn lines(places: impl Iterator<Item = Range<usize>>, source: &str) -> Range<usize> {
    let all = places.reduce(|all, next| all.start.min(next.start)..all.end.max(next.end));
    let Range { start, end } = all.unwrap_or(0..0);
    let start = source[..start].rfind('\n').map_or(0, |before| before + 1);
    let end = source[end..].find('\n').map_or(source.len(), |after| end + after + 1);
    start..end
}

fn range(span: elaborator::core::Span, source: &str) -> Range<usize> {
    let end = floor(source, span.end as usize);
    let start = floor(source, span.start as usize).min(end);
    start..end
}

fn floor(source: &str, mut offset: usize) -> usize {
    offset = offset.min(source.len());
    while !source.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
