//! Why a certificate is not accepted, in words.
//! Given by: `command::audit`, `command::cert`.
//! Gives: diagnostics E05xx.
//! Holds: damage, another statement and a forbidden axiom are told apart, and have statuses of their own.

use super::{Diagnostic, Nature, language};
use verifier::audit::{Difference, Objection};
use verifier::certificate::Damage;

/// An objection as a message.
#[must_use]
pub fn diagnostic(objection: &Objection) -> Diagnostic {
    let damaged = |title: String| Diagnostic::error("E0502", Nature::Damaged, title);
    match objection {
        Objection::Damaged(damage) => {
            damaged(format!("the certificate is damaged: {}", self::damage(*damage)))
        }
        Objection::Malformed(line, problem) => {
            damaged(format!("the proof part is damaged in its line {line}: {problem:?}"))
        }
        Objection::Refused(line, name, rejection) => Diagnostic::error(
            "E0506",
            Nature::Damaged,
            format!("the kernel refuses `{name}` in line {line} of the proof part"),
        )
        .note(format!("{:?}", rejection.problem)),
        Objection::Source(problems) => problems.iter().filter(|problem| problem.is_error()).fold(
            Diagnostic::error("E0503", Nature::Invalid, "the source is not a program".to_string()),
            |message, problem| message.note(language::diagnostic(problem).title),
        ),
        Objection::Untranslatable(_) => {
            Diagnostic::error("E0405", Nature::Limit, "the source is nested too deeply".to_string())
        }
        Objection::Different(differences) => differences.iter().take(10).fold(
            Diagnostic::error(
                "E0503",
                Nature::Invalid,
                "the certificate does not say what the source says".to_string(),
            ),
            |message, difference| message.note(self::difference(difference)),
        ),
        Objection::Axioms(axioms) => axioms.iter().fold(
            Diagnostic::error(
                "E0504",
                Nature::Invalid,
                "the theorems use axioms that are not allowed".to_string(),
            ),
            |message, axiom| {
                message.note(axiom.clone()).help(format!("if you trust it: --allow-axiom {axiom}"))
            },
        ),
    }
}

fn damage(damage: Damage) -> String {
    match damage {
        Damage::NotACertificate => "it does not start as a certificate does".to_string(),
        Damage::Truncated => "it ends before its proof part".to_string(),
        Damage::ManifestHash => "the manifest does not have the hash of the first line".to_string(),
        Damage::NotCanonical => "the manifest is not canonical JSON".to_string(),
        Damage::Entry(name) => format!("the manifest has no valid entry `{name}`"),
        Damage::Header => "the proof part does not begin as an export of lumenc does".to_string(),
        Damage::ProofHash => "the proof part does not have the hash of the manifest".to_string(),
    }
}

fn difference(difference: &Difference) -> String {
    match difference {
        Difference::Missing(name) => format!("there is no theorem `{name}`"),
        Difference::NotATheorem(name) => format!("`{name}` is no theorem"),
        Difference::Statement(name) => format!("`{name}` states something else"),
        Difference::Content(name) => format!("`{name}` is not what source and library give"),
        Difference::Stranger(name) => format!("nothing in source or library gives the name `{name}`"),
        Difference::Manifest(key) => format!("the entry `{key}` of the manifest differs"),
    }
}
