//! Reading a document and telling what is wrong with it: the first step of `verify`, `build`, `run` and `audit`.
//! Given by: the commands (paths).
//! Gives: the source, and its program in core; the messages.
//! Holds: all problems of a document are reported in one run.

use crate::diagnostics::{Diagnostic, Nature, human, language};
use crate::status::Status;
use crate::system::files;
use crate::system::output;
use elaborator::core::Program;
use elaborator::source::Source;
use elaborator::{Elaborated, elaborate};
use std::path::Path;

/// A document that was read.
#[derive(Debug)]
pub struct Loaded {
    /// The path as the user gave it.
    pub path: String,
    /// The file.
    pub source: Source,
    /// What became of it.
    pub elaborated: Elaborated,
    /// What is to be said about it, in the order of the text.
    pub messages: Vec<Diagnostic>,
}

/// Reads a document.
///
/// # Errors
/// A message when the file cannot be read.
pub fn load(path: &Path) -> Result<Loaded, Diagnostic> {
    let bytes = files::read(path).map_err(|error| file_message(&error))?;
    let name = path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let source = Source::new(name, bytes);
    let elaborated = elaborate(&source);
    let messages = elaborated.problems.iter().map(language::diagnostic).collect();
    Ok(Loaded { path: path.display().to_string(), source, elaborated, messages })
}

impl Loaded {
    /// The text of the document; what is no text is shown as such.
    #[must_use]
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(self.source.bytes())
    }
}

/// The name of a document's file without `.lm.md` or `.lm`.
#[must_use]
pub fn stem(path: &Path) -> String {
    let name = path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let stem = name.strip_suffix(".lm.md").or_else(|| name.strip_suffix(".lm"));
    stem.unwrap_or(&name).to_string()
}

/// Prints messages for people on standard error.
pub fn print(messages: &[Diagnostic], path: &str, text: &str) {
    for message in messages {
        output::talk(format_args!("{}\n\n", human::render(message, path, text)));
    }
}

/// The status that messages lead to: that of the worst error, `Accepted` without errors.
#[must_use]
pub fn status(messages: &[Diagnostic]) -> Status {
    messages
        .iter()
        .filter(|message| message.severity == crate::diagnostics::Severity::Error)
        .fold(Status::Accepted, |status, message| status.worst(message.nature.status()))
}

/// Reads a document for a command that goes on with its program; prints the messages.
///
/// # Errors
/// The status when there is no program.
pub fn program(path: &Path) -> Result<(Loaded, Program), Status> {
    let mut loaded = load(path).map_err(|message| fail(&message))?;
    print(&loaded.messages, &loaded.path, &loaded.text());
    match loaded.elaborated.program.take() {
        Some(program) => Ok((loaded, program)),
        None => Err(status(&loaded.messages)),
    }
}

/// Prints a message without a place, and gives its status.
pub fn fail(message: &Diagnostic) -> Status {
    print(std::slice::from_ref(message), "", "");
    message.nature.status()
}

/// That a file could not be read or written, as a message.
pub fn file_message(error: &files::FileError) -> Diagnostic {
    Diagnostic::error("E0701", Nature::Environment, error.to_string())
}

/// Prints that a file could not be read or written, and gives the status.
pub fn fail_file(error: &files::FileError) -> Status {
    fail(&file_message(error))
}
