//! From the bytes of a file to its fences and directives.
//! Given by: `lumenc`, the document as it was read.
//! Gives: `lex` the text and the places of the program in it.
//! Holds: a fence is accepted only where every renderer of Markdown shows it as a fence; all else is a problem.

mod characters;
mod directive;
mod html;
mod lines;

use crate::core::Span;
use crate::document::{Document, Fence, Language};
use crate::problem::{Code, Problem, Role};
use crate::source::Source;
pub(crate) use characters::is_hidden;
use directive::Directives;
use html::Prose;
use lines::{Line, Mark};

/// The largest document that is read, in bytes.
pub const LARGEST_DOCUMENT: u32 = 16 << 20;

/// Takes a document apart. Without a text there is none, only problems.
#[must_use]
pub(crate) fn split(source: &Source) -> (Option<(&str, Document)>, Vec<Problem>) {
    if source.bytes().len() > LARGEST_DOCUMENT as usize {
        let code = Code::DocumentTooLarge { limit: LARGEST_DOCUMENT };
        return (None, vec![Problem::new(code, Span::default())]);
    }
    match source.text() {
        Err(at) => (None, vec![Problem::new(Code::NotText, span(at, at + 1))]),
        Ok(text) => {
            let mut splitter = Splitter::default();
            let name = splitter.name(source.name());
            splitter.problems.extend(characters::check_document(text));
            if source.name().ends_with(".md") {
                splitter.markdown(text)
            } else {
                splitter.plain(text)
            }
            let document = splitter.document(text, name);
            (Some((text, document)), splitter.problems)
        }
    }
}

/// What was found so far.
#[derive(Default)]
struct Splitter {
    fences: Vec<Fence>,
    directives: Directives,
    prose: Prose,
    /// Three dashes on the line before.
    dashes: Option<Span>,
    problems: Vec<Problem>,
}

/// A fence that is open: the length of its mark, where it stands, and what it holds if that is ours.
struct Open {
    ticks: usize,
    mark: Span,
    language: Option<Language>,
}

impl Splitter {
    fn document(&mut self, text: &str, name: String) -> Document {
        if !self.fences.iter().any(|fence| fence.language == Language::Lumen) {
            self.report(Code::NoProgram, span(0, text.len().min(1)));
        }
        for fence in &self.fences {
            self.problems.extend(characters::check_fence(text, fence.span));
        }
        let package = self.directives.package.take().unwrap_or_else(|| "main".to_owned());
        Document { package, name, fences: std::mem::take(&mut self.fences) }
    }

    fn report(&mut self, code: Code, span: Span) {
        self.problems.push(Problem::new(code, span));
    }

    /// The name of the document: the stem of the file name as an identifier.
    fn name(&mut self, file: &str) -> String {
        let stem = file.strip_suffix(".lm.md").or_else(|| file.strip_suffix(".lm")).unwrap_or(file);
        let name = stem.replace('-', "_");
        let mut bytes = name.bytes();
        let first = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
        if !first || !bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            self.report(Code::DocumentName(stem.to_owned()), Span::default());
        }
        name
    }

    /// A document without Markdown: directives, then program.
    fn plain(&mut self, text: &str) {
        let mut start = characters::mark(text).len();
        for line in lines::lines(text) {
            let content = line.content.trim();
            if content.starts_with('@') {
                self.directives.read(&line, &mut self.problems);
                start = line.end;
            } else if !content.is_empty() && !content.starts_with('#') {
                break;
            }
        }
        self.fences.push(Fence { language: Language::Lumen, span: span(start, text.len()) });
    }

    /// A document in Markdown.
    fn markdown(&mut self, text: &str) {
        let mut open: Option<Open> = None;
        let mut blank = true;
        for line in lines::lines(text) {
            open = match open {
                Some(fence) => self.inside(fence, &line),
                None => self.outside(&line, blank),
            };
            blank = line.content.trim().is_empty();
        }
        if let Some(fence) = open {
            self.report(Code::FenceUnclosed, fence.mark);
        }
    }

    /// A line of prose, or one that opens a fence.
    fn outside(&mut self, line: &Line<'_>, after_blank: bool) -> Option<Open> {
        self.metadata(line);
        match lines::mark(line.content) {
            Mark::None => {
                if lines::is_note(line.content) {
                    self.report(Code::NoteOrDefinition, line.span());
                }
                self.prose.read(line, &mut self.problems);
                self.directives.consider(line, !self.fences.is_empty(), &mut self.problems);
                None
            }
            Mark::Indented => self.refuse(Code::FenceIndented, line),
            Mark::Tildes => self.refuse(Code::FenceOfTildes, line),
            Mark::Ticks { count, info } => {
                if !after_blank {
                    self.report(Code::FenceWithoutBlank, line.span());
                }
                self.prose.paragraph_ends();
                Some(self.open(count, info, line))
            }
        }
    }

    /// Some renderers take three dashes at the start, or before a line that is not blank, for the start of metadata, and
    /// three pluses or semicolons wherever they stand.
    fn metadata(&mut self, line: &Line<'_>) {
        let content = line.content.trim_end();
        if let Some(dashes) = self.dashes.take().filter(|_| !content.is_empty()) {
            self.report(Code::FrontMatter, dashes);
        }
        match content {
            "+++" | ";;;" => self.report(Code::FrontMatter, line.span()),
            "---" if line.start == 0 => self.report(Code::FrontMatter, line.span()),
            "---" => self.dashes = Some(line.span()),
            _ => {}
        }
    }

    fn refuse(&mut self, code: Code, line: &Line<'_>) -> Option<Open> {
        self.report(code, line.span());
        None
    }

    fn open(&mut self, ticks: usize, info: &str, line: &Line<'_>) -> Open {
        let language = match info {
            "lumen" => Some(Language::Lumen),
            "lean" => Some(Language::Lean),
            _ => None,
        };
        if language.is_none() && lines::resembles_program(info) {
            self.report(Code::FenceInfo(info.to_owned()), line.span());
        }
        if let Some(language) = language {
            self.fences.push(Fence { language, span: span(line.end, line.end) });
        }
        Open { ticks, mark: line.span(), language }
    }

    /// A line of a fence, or the one that closes it.
    fn inside(&mut self, fence: Open, line: &Line<'_>) -> Option<Open> {
        match lines::mark(line.content) {
            Mark::Ticks { count, info: "" } if count == fence.ticks => return None,
            Mark::None => {}
            _ => {
                let problem = Problem::new(Code::FenceInside, line.span());
                self.problems.push(problem.with(fence.mark, Role::Opened));
            }
        }
        if let (Some(_), Some(last)) = (fence.language, self.fences.last_mut()) {
            last.span.end = offset(line.end);
        }
        Some(fence)
    }
}

fn span(start: usize, end: usize) -> Span {
    Span { start: offset(start), end: offset(end) }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
