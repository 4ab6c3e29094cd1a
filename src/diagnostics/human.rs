//! Messages for people: the source line, a caret, notes and help.
//! Given by: the commands.
//! Gives: text for standard error; colour is removed by the stream where it is not wanted.
//! Holds: every place is line:column of the Markdown file; nothing is said by colour alone.

use super::{Diagnostic, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// A message as text, with colours.
#[must_use]
pub fn render(diagnostic: &Diagnostic, path: &str, source: &str) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(&diagnostic.title).id(&diagnostic.code));
    if let Some(primary) = &diagnostic.primary {
        let mut snippet = Snippet::source(source)
            .path(path)
            .annotation(AnnotationKind::Primary.span(range(primary.span, source)).label(&primary.text));
        for other in &diagnostic.others {
            snippet = snippet
                .annotation(AnnotationKind::Context.span(range(other.span, source)).label(&other.text));
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

fn range(span: elaborator::core::Span, source: &str) -> std::ops::Range<usize> {
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
