//! Why `kernel check` did not accept an input, in words.
//! Given by: `command::kernel`, from the failures of `lean::formats`.
//! Gives: diagnostics E0521 to E0527.
//! Holds: malformed, refused, incomplete, unsupported and limit are told apart.

use super::{Diagnostic, Nature, rejection};
use kernel::ndjson::{Malformation, ReadError};
use kernel::{Environment, NameId, Problem, Rejection, Store};
use lean::formats::{Bound, Failure, Malformed, Place, Unsupported};
use lean::print::show_name;

/// A failure as a message.
#[must_use]
pub fn diagnostic(store: &Store, environment: &Environment, failure: &Failure) -> Diagnostic {
    match failure {
        Failure::Export(ReadError::Input(error)) | Failure::Input(error) => {
            Diagnostic::error("E0701", Nature::Environment, format!("cannot read the input: {error}"))
        }
        Failure::Export(ReadError::Malformed { line, problem }) => {
            malformed(&format!("line {line}: {}", malformation(problem)))
        }
        Failure::Export(ReadError::Rejected { line, rejection }) => {
            refused(store, environment, Some(Place::Line(*line)), rejection)
        }
        Failure::Malformed(place, problem) => malformed(&at(store, *place, &self::malformed_words(*problem))),
        Failure::Rejected(place, rejection) => refused(store, environment, *place, rejection),
        Failure::Incomplete { declaration, missing } => {
            let (declaration, missing) = (show_name(store, *declaration), show_name(store, *missing));
            let title = format!("the input leaves out `{missing}`, which `{declaration}` needs");
            Diagnostic::error("E0523", Nature::Unsupported, title)
                .help("export again with a newer exporter, which writes all that is needed".to_string())
        }
        Failure::MissingImport { module, importer } => missing(store, *module, *importer),
        Failure::Unsupported(unsupported) => self::unsupported(store, unsupported),
        Failure::Bound(bound) => limit(bound_name(*bound)),
    }
}

/// An axiom that what was asked for must not depend on, with a declaration that does.
#[must_use]
pub fn axiom(name: &str, user: &str) -> Diagnostic {
    Diagnostic::error("E0527", Nature::Invalid, format!("`{user}` depends on the axiom `{name}`"))
        .note("only the axioms that `--axioms` lists are allowed".to_string())
        .help(format!("if you trust it, add `{name}` to `--axioms`"))
}

/// A declaration that was asked for and is not there.
#[must_use]
pub fn absent(name: &str) -> Diagnostic {
    Diagnostic::error("E0702", Nature::Environment, format!("there is no declaration `{name}` in the input"))
}

/// The line that a failure names.
#[must_use]
pub fn line(failure: &Failure) -> Option<u64> {
    match failure {
        Failure::Export(ReadError::Malformed { line, .. } | ReadError::Rejected { line, .. })
        | Failure::Malformed(Some(Place::Line(line)), _)
        | Failure::Rejected(Some(Place::Line(line)), _) => Some(*line),
        _ => None,
    }
}

/// The declaration that the kernel refused.
#[must_use]
pub fn rejected(failure: &Failure) -> Option<&Rejection> {
    match failure {
        Failure::Export(ReadError::Rejected { rejection, .. }) | Failure::Rejected(_, rejection) => {
            Some(rejection)
        }
        _ => None,
    }
}

fn malformed(words: &str) -> Diagnostic {
    Diagnostic::error("E0521", Nature::Invalid, format!("the input is malformed: {words}"))
}

fn limit(name: &str) -> Diagnostic {
    Diagnostic::error("E0526", Nature::Limit, format!("a limit was reached: {name}"))
}

fn refused(
    store: &Store,
    environment: &Environment,
    place: Option<Place>,
    rejection: &Rejection,
) -> Diagnostic {
    let words = rejection::words(store, environment, &rejection.problem);
    let mut lines = words.lines();
    let first = lines.next().unwrap_or_default();
    let named = match rejection.declaration {
        NameId::ANONYMOUS => first.to_string(),
        name => format!("`{}`: {first}", show_name(store, name)),
    };
    let title = at(store, place, &named);
    let message = match rejection.problem {
        Problem::Invalid(_) => Diagnostic::error("E0522", Nature::Invalid, title),
        Problem::Unsupported => Diagnostic::error("E0525", Nature::Unsupported, title),
        Problem::Limit(_) => Diagnostic::error("E0526", Nature::Limit, title),
        Problem::OtherStore | Problem::Internal => Diagnostic::error("E0522", Nature::Fault, title),
    };
    lines.fold(message, |message, line| message.note(line.trim().to_string()))
}

/// Words with the place before them.
fn at(store: &Store, place: Option<Place>, words: &str) -> String {
    match place {
        Some(Place::Line(line)) => format!("line {line}: {words}"),
        Some(Place::Module(name)) if name != NameId::ANONYMOUS => {
            format!("module `{}`: {words}", store.show_name(name))
        }
        Some(Place::Module(_)) | None => words.to_string(),
    }
}

fn missing(store: &Store, module: NameId, importer: Option<NameId>) -> Diagnostic {
    let name = store.show_name(module);
    let importer = importer.map_or("the input".to_string(), |name| format!("`{}`", store.show_name(name)));
    let title = format!("no file for the module `{name}`, which {importer} imports");
    Diagnostic::error("E0524", Nature::Environment, title)
        .note(format!(
            "`{}.olean` was looked for in the folders of `--path` and LEAN_PATH",
            name.replace('.', "/")
        ))
        .help("give the folder that has it: --path DIR".to_string())
}

fn unsupported(store: &Store, unsupported: &Unsupported) -> Diagnostic {
    let title = match unsupported {
        Unsupported::Version(version) => format!("the version of the format is not read: {version}"),
        Unsupported::Arithmetic => "the module was compiled by a Lean without the GMP library".to_string(),
        Unsupported::PrivatePart(name) => {
            let name = if *name == NameId::ANONYMOUS {
                "of the input".to_string()
            } else {
                format!("of `{}`", store.show_name(*name))
            };
            format!(
                "the proofs {name} are in files `.olean.server` and `.olean.private`, which are not beside it"
            )
        }
        Unsupported::IndexTwice(index) => {
            format!("the expression {index} is defined twice, a fault of the exporter before March 2023")
        }
    };
    Diagnostic::error("E0525", Nature::Unsupported, title)
}

fn bound_name(bound: Bound) -> &'static str {
    match bound {
        Bound::Line => "length of a line",
        Bound::Module => "size of a module",
        Bound::Digits => "digits of a number",
    }
}

fn malformation(problem: &Malformation) -> String {
    match problem {
        Malformation::NotJson => "not a JSON object of the format".to_string(),
        Malformation::NoHeader => "the first line does not name format and version".to_string(),
        Malformation::UnknownKind => "no kind of line that the format has".to_string(),
        Malformation::Missing(field) => format!("the field `{field}` is missing"),
        Malformation::WrongForm(field) => format!("the field `{field}` has a wrong form"),
        Malformation::Unexpected(field) => format!("the format has no field `{field}` here"),
        Malformation::Undefined(what, index) => format!("{what} {index} is not defined before"),
        Malformation::Redefined(what, index) => format!("{what} {index} is defined twice"),
    }
}

fn malformed_words(problem: Malformed) -> String {
    match problem {
        Malformed::Unreadable => "not a line of the format".to_string(),
        Malformed::UnknownKind => "no kind of line that the format has".to_string(),
        Malformed::Missing(field) => format!("the field `{field}` is missing"),
        Malformed::WrongForm(field) => format!("the field `{field}` has a wrong form"),
        Malformed::TooManyFields => "more fields than the line can have".to_string(),
        Malformed::Undefined(what, index) => format!("{what} {index} is not defined before"),
        Malformed::Redefined(what, index) => format!("{what} {index} is defined twice"),
        Malformed::BadAddress => "an address outside of the file".to_string(),
        Malformed::BadObject(what) => format!("an object that is no {what}"),
        Malformed::Cycle => "an object that contains itself".to_string(),
    }
}
