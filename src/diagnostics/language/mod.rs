//! The problems of the front end in words.
//! Given by: the commands, from `elaborator`.
//! Gives: diagnostics.
//! Holds: every code of the front end has its words here, and a page of its own.

mod foreign;
mod names;
mod text;
mod types;
mod unsupported;

use super::{Diagnostic, Nature, Severity};
use elaborator::problem::{self, Code, Kind, Problem, Role};

/// What is said about a problem.
pub(super) struct Words {
    title: String,
    label: String,
    help: Option<String>,
}

/// A title alone.
fn says(title: impl Into<String>) -> Words {
    Words { title: title.into(), label: String::new(), help: None }
}

impl Words {
    fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn nearest(self, nearest: Option<&String>) -> Self {
        match nearest {
            Some(nearest) => self.help(format!("a similar name is `{nearest}`")),
            None => self,
        }
    }
}

/// A problem of the front end as a message.
#[must_use]
pub fn diagnostic(problem: &Problem) -> Diagnostic {
    let words = words(&problem.code);
    let mut diagnostic = Diagnostic::error(&problem.code.name(), nature(problem.code.kind()), words.title)
        .at(problem.span, &words.label);
    diagnostic.severity = match problem.code.severity() {
        problem::Severity::Error => Severity::Error,
        problem::Severity::Warning => Severity::Warning,
    };
    diagnostic.help.extend(words.help);
    for label in &problem.labels {
        diagnostic = diagnostic.other(label.span, role(label.role));
    }
    diagnostic
}

fn nature(kind: Kind) -> Nature {
    match kind {
        Kind::Invalid => Nature::Invalid,
        Kind::Unsupported => Nature::Unsupported,
        Kind::Limit => Nature::Limit,
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::FirstDeclared => "first declared here",
        Role::Declared => "declared here",
        Role::Opened => "opened here",
        Role::Wanted => "because of this",
        Role::Leaves => "the run leaves here",
    }
}

fn words(code: &Code) -> Words {
    text::words(code)
        .or_else(|| names::words(code))
        .or_else(|| types::words(code))
        .or_else(|| unsupported::words(code))
        .unwrap_or_else(|| says("this is wrong"))
}
