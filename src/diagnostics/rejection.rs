//! What the kernel refuses, in words.
//! Given by: `command::kernel`, `command::verify`, `command::audit`.
//! Gives: a verdict, and lines that name declaration, rule, expected and found terms.
//! Holds: a limit or something unsupported is never called a rejection.

use crate::status::Status;
use kernel::ndjson::{Malformation, ReadError};
use kernel::{Environment, Invalid, Limit, Limits, Problem, Rejection, Store, TermId, Unsupported};

/// One word for what happened to an export, and the exit status.
#[must_use]
pub fn verdict(error: &ReadError) -> (&'static str, Status) {
    match error {
        ReadError::Input(_) => ("declined: the input failed", Status::NotJudged),
        ReadError::Malformed { .. } => ("rejected: malformed", Status::Rejected),
        ReadError::Rejected { rejection, .. } => match rejection.problem {
            Problem::Invalid(_) => ("rejected", Status::Rejected),
            Problem::Unsupported(_) => ("declined: not supported", Status::NotJudged),
            Problem::Limit(_) => ("declined: a limit was reached", Status::NotJudged),
            Problem::OtherStore | Problem::Internal => ("declined: a fault of ours", Status::Fault),
        },
    }
}

/// Why an export was not accepted, as lines of text.
#[must_use]
pub fn explain(store: &Store, environment: &Environment, error: &ReadError) -> String {
    match error {
        ReadError::Input(error) => format!("lumenc: cannot read the export: {error}\n"),
        ReadError::Malformed { line, problem } => format!("line {line}: {}\n", malformation(problem)),
        ReadError::Rejected { line, rejection } => {
            format!("line {line}: {}", reason(store, environment, rejection))
        }
    }
}

/// Why a declaration was not accepted, as lines of text.
#[must_use]
pub fn reason(store: &Store, environment: &Environment, rejection: &Rejection) -> String {
    let name = store.show_name(rejection.declaration);
    let words = match &rejection.problem {
        Problem::Invalid(invalid) => self::invalid(store, environment, invalid),
        Problem::Unsupported(Unsupported::FormatVersion) => {
            "the version of the format is not 3.1".to_string()
        }
        Problem::Limit(limit) => format!("a limit was reached: {}", self::limit(*limit)),
        Problem::OtherStore => {
            "the kernel was given the terms of another store; please report this".to_string()
        }
        Problem::Internal => "the kernel contradicts itself; please report this".to_string(),
    };
    if name.is_empty() { format!("{words}\n") } else { format!("`{name}`: {words}\n") }
}

/// A limit of the kernel, with its value where it is one of those that lumenc sets.
pub fn limit(limit: Limit) -> String {
    let set = Limits::LARGE;
    match limit {
        Limit::Depth => return format!("judgements nested {} deep", set.depth),
        Limit::Steps => return format!("{} steps of reduction and comparison", set.steps),
        Limit::Terms => return format!("{} terms made on the way", set.terms),
        Limit::LevelCases => "case splits in comparing universe levels",
        Limit::LevelNesting => "nesting of a universe level",
        Limit::NumberSize => "size of a number",
        Limit::Input => "length of a line or size of an index",
    }
    .to_string()
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

fn invalid(store: &Store, environment: &Environment, invalid: &Invalid) -> String {
    let show = |term: TermId| lean::print::show(store, environment, term);
    let name = |name: &kernel::NameId| store.show_name(*name);
    match invalid {
        Invalid::TypeMismatch { expected, found } => {
            format!("a term has another type\n  expected  {}\n  found     {}", show(*expected), show(*found))
        }
        Invalid::NotAFunction(of) => format!("something is applied that is no function, but a {}", show(*of)),
        Invalid::NotAType(of) => format!("a type is expected, and a {} found", show(*of)),
        Invalid::NotAProposition(of) => format!("a theorem whose type is no proposition: {}", show(*of)),
        Invalid::BadProjection(of) => format!("a field of something that has none: {}", show(*of)),
        Invalid::ProjectionOfProof(of) => format!("data is projected out of a proof: {}", show(*of)),
        Invalid::UnknownConstant(of) => format!("there is no constant `{}` before it", name(of)),
        Invalid::LevelCount(of) => format!("a wrong number of universe levels for `{}`", name(of)),
        Invalid::UndeclaredLevel(of) => format!("the universe parameter `{}` is not declared", name(of)),
        Invalid::DuplicateLevel(of) => format!("the universe parameter `{}` is declared twice", name(of)),
        Invalid::DuplicateName(of) => format!("`{}` is declared already", name(of)),
        Invalid::Unnamed => "a declaration without a name".to_string(),
        Invalid::ReservedName(of) => format!("`{}` may be declared by the kernel only", name(of)),
        Invalid::LooseVariable => "a bound variable without its binder".to_string(),
        Invalid::FreeVariable => "a free variable".to_string(),
        Invalid::LiteralWithoutType => "a literal without Lean's own `Nat` or `String`".to_string(),
        Invalid::NotSafe => "a declaration marked `unsafe` or `partial`".to_string(),
        Invalid::QuotientWithoutEquality => "quotient types without Lean's own `Eq`".to_string(),
        Invalid::Inductive(rule, of) => format!("the inductive type `{}` breaks a rule: {rule:?}", name(of)),
        Invalid::Record(rule, of) => {
            format!("the record of `{}` is not what the kernel derives: {rule:?}", name(of))
        }
    }
}
