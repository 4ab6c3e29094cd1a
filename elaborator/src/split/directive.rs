//! Directives: `@lumen 1`, `@package "acme.pay"`.
//! Given by: `split`, lines of prose before the first fence.
//! Gives: the package; problems for what is no directive.
//! Holds: each directive stands once, before the first fence.

use super::lines::Line;
use crate::nearest::nearest;
use crate::problem::{Code, Feature, Problem};

const NAMES: [&str; 2] = ["lumen", "package"];

/// The directives of a document.
#[derive(Default)]
pub(super) struct Directives {
    /// The package, if one is named.
    pub package: Option<String>,
    seen: Vec<String>,
}

impl Directives {
    /// Reads a line of prose if it is a directive: `@`, letters, a blank.
    pub(super) fn consider(&mut self, line: &Line<'_>, after_fence: bool, problems: &mut Vec<Problem>) {
        let Some(name) = name_of(line.content) else { return };
        if !after_fence {
            self.read(line, problems);
        } else if NAMES.contains(&name) {
            problems.push(Problem::new(Code::MisplacedDirective, line.span()));
        }
    }

    /// Reads a line that has to be a directive.
    pub(super) fn read(&mut self, line: &Line<'_>, problems: &mut Vec<Problem>) {
        let name = name_of(line.content).unwrap_or("");
        let argument = line.content.get(name.len() + 1..).unwrap_or("").trim();
        let code = if self.seen.iter().any(|seen| seen == name) {
            Some(Code::MisplacedDirective)
        } else {
            self.take(name, argument)
        };
        self.seen.push(name.to_owned());
        problems.extend(code.map(|code| Problem::new(code, line.span())));
    }

    fn take(&mut self, name: &str, argument: &str) -> Option<Code> {
        match name {
            "lumen" if argument == "1" => None,
            "lumen" if argument.parse::<u32>().is_ok() => Some(Code::Unsupported(Feature::Version)),
            "package" => {
                let inner = argument.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
                let package = inner.filter(|package| package.split('.').all(is_package_part));
                self.package = package.map(str::to_owned);
                package.is_none().then_some(Code::MalformedDirective)
            }
            "lumen" => Some(Code::MalformedDirective),
            _ => Some(Code::UnknownDirective { name: name.to_owned(), nearest: nearest(name, NAMES) }),
        }
    }
}

/// The name of a directive that a line starts with.
fn name_of(content: &str) -> Option<&str> {
    let (name, _) = content.strip_prefix('@')?.split_once(' ')?;
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(name)
}

/// Packages start with small letters, the names of Lean and of the library with capitals.
fn is_package_part(part: &str) -> bool {
    let first = part.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase() || byte == b'_');
    first && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
