//! What is wrong with a Lean text, in words.
//! Given by: `command::lean`.
//! Gives: diagnostics E051x.
//! Holds: a proof that is missing and a proof that fails are both errors; a limit or something unsupported is neither.

use super::{Diagnostic, Nature};
use elaborator::core::Span;
use kernel::{Environment, Store, TermId};
use lean::elaborate::{Fault, Goal, GoalFault, Problem};
use lean::print::{show, show_name};
use lean::syntax::problem::{Expected, LexicalProblem, ProblemKind};

/// A problem of a Lean text as a message.
#[must_use]
pub fn diagnostic(problem: &Problem, store: &Store, environment: &Environment) -> Diagnostic {
    let words = Words { store, environment };
    words.fault(&problem.fault).at(Span { start: problem.span.start, end: problem.span.end }, "")
}

/// The message for a file that is no text.
#[must_use]
pub fn not_text() -> Diagnostic {
    Diagnostic::error("E0101", Nature::Invalid, "the file is not text in UTF-8".to_string())
}

struct Words<'a> {
    store: &'a Store,
    environment: &'a Environment,
}

fn invalid(code: &str, title: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, Nature::Invalid, title.into())
}

impl Words<'_> {
    fn show(&self, term: TermId) -> String {
        show(self.store, self.environment, term)
    }

    fn fault(&self, fault: &Fault) -> Diagnostic {
        self.scope(fault).or_else(|| self.typing(fault)).unwrap_or_else(|| self.proof(fault))
    }

    /// Syntax and names.
    fn scope(&self, fault: &Fault) -> Option<Diagnostic> {
        Some(match fault {
            Fault::Syntax(kind) => syntax(kind),
            Fault::UnknownName(name) => invalid("E0512", format!("there is no `{name}`")),
            Fault::AmbiguousName(name, candidates) => candidates
                .iter()
                .fold(invalid("E0512", format!("`{name}` can be several things")), |message, &candidate| {
                    message.note(show_name(self.store, candidate))
                }),
            Fault::UnknownLevel(name) => invalid("E0512", format!("there is no universe `{name}`")),
            Fault::UnknownField(name, of) => {
                invalid("E0512", format!("`{}` has no `{name}`", self.show(*of)))
            }
            Fault::NoNamespace(name) => {
                invalid("E0512", format!("the expected type does not say what `.{name}` is"))
            }
            Fault::UnknownArgument(name) => invalid("E0512", format!("there is no argument `{name}`")),
            Fault::MissingField(name) => invalid("E0512", format!("the field `{name}` is missing")),
            Fault::BadField(name) => {
                invalid("E0512", format!("the field `{name}` does not exist, or is given twice"))
            }
            Fault::Duplicate(name) => {
                invalid("E0512", format!("`{}` is declared already", show_name(self.store, *name)))
            }
            Fault::BadScope(name) => invalid("E0512", format!("no scope `{name}` is open")),
            Fault::UnknownAttribute(name) => invalid("E0512", format!("there is no attribute `{name}`")),
            _ => return None,
        })
    }

    /// Types, patterns, recursion.
    fn typing(&self, fault: &Fault) -> Option<Diagnostic> {
        Some(match fault {
            Fault::Mismatch { term, found, expected } => {
                invalid("E0513", format!("`{}` has another type", self.show(*term)))
                    .note(format!("expected  {}", self.show(*expected)))
                    .note(format!("found     {}", self.show(*found)))
            }
            Fault::UnknownType(term) => {
                invalid("E0513", format!("the type of `{}` is not known", self.show(*term)))
            }
            Fault::NotFunction(term, of) => {
                invalid("E0513", format!("`{}` is applied, and is a `{}`", self.show(*term), self.show(*of)))
            }
            Fault::NotType(term, of) => {
                invalid("E0513", format!("`{}` is no type, but a `{}`", self.show(*term), self.show(*of)))
            }
            Fault::NoInstance(of) => {
                invalid("E0513", format!("there is no instance of `{}`", self.show(*of)))
            }
            Fault::UnknownHole(of) => {
                invalid("E0513", format!("nothing determines this `{}`", self.show(*of)))
            }
            Fault::NotStructure(of) => {
                invalid("E0513", format!("`{}` has not exactly one constructor", self.show(*of)))
            }
            Fault::BadPattern => invalid("E0513", "this is no pattern"),
            Fault::PatternCount => invalid("E0513", "another number of patterns than values"),
            Fault::MissingCase(case) => {
                invalid("E0513", format!("the case `{}` is missing", self.show(*case)))
            }
            Fault::UnusedAlternative => invalid("E0513", "no value reaches this alternative"),
            Fault::NotStructural(name) => invalid(
                "E0513",
                format!("no argument of `{}` gets smaller in every call", show_name(self.store, *name)),
            ),
            Fault::BadCalculation => invalid("E0513", "this step does not continue the one before"),
            Fault::BadRewrite => invalid("E0513", "nothing is rewritten by this"),
            Fault::BadInductive(why) => invalid("E0513", *why),
            _ => return None,
        })
    }

    /// Proofs, limits, the kernel.
    fn proof(&self, fault: &Fault) -> Diagnostic {
        match fault {
            Fault::Goals(GoalFault::Unsolved, goals) => self.goals(invalid("E0514", "goals are left"), goals),
            Fault::Goals(GoalFault::Failed(why), goals) => self
                .goals(invalid("E0514", format!("the tactic fails: {}", spaced(&format!("{why:?}")))), goals),
            Fault::Unproved => {
                invalid("E0515", "this is not a proof").help("`sorry` and axioms prove nothing".to_string())
            }
            Fault::Unsupported(what) => {
                Diagnostic::error("E0516", Nature::Unsupported, format!("{what} is not supported yet"))
            }
            Fault::Refused(rejection) => invalid("E0517", "the kernel refuses this declaration").note(
                super::rejection::reason(self.store, self.environment, rejection).trim_end().to_string(),
            ),
            Fault::Limit => Diagnostic::error(
                "E0518",
                Nature::Limit,
                "a limit of nesting or steps was reached".to_string(),
            ),
            Fault::Internal(what) => {
                Diagnostic::error("E0519", Nature::Fault, format!("a fault of the Lean front end: {what}"))
            }
            _ => Diagnostic::error("E0519", Nature::Fault, "a fault without words".to_string()),
        }
    }

    fn goals(&self, message: Diagnostic, goals: &[Goal]) -> Diagnostic {
        goals.iter().take(3).fold(message, |message, goal| {
            let mut lines: Vec<String> =
                goal.hypotheses.iter().map(|(name, of, _)| format!("{name} : {}", self.show(*of))).collect();
            lines.push(format!("⊢ {}", self.show(goal.target)));
            message.note(lines.join("\n"))
        })
    }
}

fn syntax(kind: &ProblemKind) -> Diagnostic {
    match kind {
        ProblemKind::Lexical(problem) => invalid("E0511", lexical(*problem)),
        ProblemKind::Expected(expected) => invalid("E0511", format!("expected {}", wanted(*expected))),
        ProblemKind::Unsupported(what) => {
            Diagnostic::error("E0516", Nature::Unsupported, format!("{what} is not supported yet"))
        }
        ProblemKind::UnknownTactic(name) => invalid("E0511", format!("there is no tactic `{name}`")),
        ProblemKind::Limit => Diagnostic::error("E0518", Nature::Limit, "nested too deeply".to_string()),
    }
}

fn lexical(problem: LexicalProblem) -> String {
    match problem {
        LexicalProblem::Character(character) => format!("unexpected character `{character}`"),
        LexicalProblem::Comment => "a comment that does not end".to_string(),
        LexicalProblem::Text => "a string that does not end".to_string(),
        LexicalProblem::Escape => "there is no such escape".to_string(),
        LexicalProblem::Name => "a name whose `«` is not closed".to_string(),
        LexicalProblem::Number => "a number with wrong digits, or none".to_string(),
        LexicalProblem::Length => "the text is too long".to_string(),
    }
}

fn wanted(expected: Expected) -> String {
    match expected {
        Expected::Symbol(symbol) => format!("`{symbol}`"),
        other => format!("a {}", spaced(&format!("{other:?}"))),
    }
}

/// `NotFound` as `not found`.
fn spaced(camel: &str) -> String {
    let mut words = String::new();
    for character in camel.chars() {
        if character.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(character.to_lowercase());
    }
    words
}
