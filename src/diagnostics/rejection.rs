//! What the kernel refuses, in words.
//! Given by: `diagnostics::input`, `diagnostics::lean`.
//! Gives: lines that name declaration, rule, expected and found terms.
//! Holds: a limit or something unsupported is never called a rejection.

use kernel::{
    Environment, InductiveRule, Invalid, Limit, Limits, NameId, Problem, RecordRule, Rejection, Store, TermId,
};
use lean::print::{show_name, show_within};

/// Terms are shown up to so many parts.
const PARTS: usize = 2000;

/// Why a declaration was not accepted, as lines of text.
#[must_use]
pub fn reason(store: &Store, environment: &Environment, rejection: &Rejection) -> String {
    let words = words(store, environment, &rejection.problem);
    match rejection.declaration {
        NameId::ANONYMOUS => format!("{words}\n"),
        name => format!("`{}`: {words}\n", show_name(store, name)),
    }
}

/// What is wrong, in words.
#[must_use]
pub fn words(store: &Store, environment: &Environment, problem: &Problem) -> String {
    match problem {
        Problem::Invalid(invalid) => self::invalid(store, environment, invalid),
        Problem::Unsupported => "the version of the format is not 3.1".to_string(),
        Problem::Limit(limit) => format!("a limit was reached: {}", self::limit(*limit)),
        Problem::OtherStore => {
            "the kernel was given the terms of another store; please report this".to_string()
        }
        Problem::Internal => "the kernel contradicts itself; please report this".to_string(),
    }
}

/// A limit of the kernel, with its value where it is one of those that lumenc sets.
pub fn limit(limit: Limit) -> String {
    let set = Limits::LARGE;
    match limit {
        Limit::Depth => return format!("judgements nested {} deep", set.depth),
        Limit::Steps => return format!("{} steps of reduction and comparison", set.steps),
        Limit::Terms => return format!("{} terms made on the way", set.terms),
        Limit::LevelCases => "case splits in comparing universe levels",
        Limit::NumberSize => "size of a number",
        Limit::Input => "length of a line or size of an index",
    }
    .to_string()
}

fn invalid(store: &Store, environment: &Environment, invalid: &Invalid) -> String {
    let show = |term: TermId| show_within(store, environment, term, PARTS);
    let name = |name: &kernel::NameId| show_name(store, *name);
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
        Invalid::Inductive(rule, of) => format!("inductive type `{}`: {}", name(of), inductive(*rule)),
        Invalid::Record(rule, of) => {
            format!("the record of `{}` is not what the kernel derives: {}", name(of), record(*rule))
        }
    }
}

fn inductive(rule: InductiveRule) -> &'static str {
    match rule {
        InductiveRule::Empty => "a block without types",
        InductiveRule::TooFewParameters => "fewer binders than parameters",
        InductiveRule::ParameterMismatch => "parameters that should agree differ",
        InductiveRule::NotAUniverse => "its type does not end in a universe",
        InductiveRule::UniverseMismatch => "the types of the block live in different universes",
        InductiveRule::FieldUniverse => "a field lives in a larger universe than the type",
        InductiveRule::NotPositive => "the type occurs to the left of an arrow in a field",
        InductiveRule::BadOccurrence => "the type occurs with other parameters, or in its own indices",
        InductiveRule::BadResult => "a constructor builds something else",
        InductiveRule::NestedParameters => "the parameters of a nested occurrence mention a field",
    }
}

fn record(rule: RecordRule) -> &'static str {
    match rule {
        RecordRule::Missing => "it is missing",
        RecordRule::Extra => "it belongs to no declaration",
        RecordRule::Levels => "the universe parameters differ",
        RecordRule::Type => "the type differs",
        RecordRule::Parameters => "the number of parameters differs",
        RecordRule::Indices => "the number of indices differs",
        RecordRule::Fields => "the number of fields differs",
        RecordRule::Motives => "the number of motives differs",
        RecordRule::Minors => "the number of minor premises differs",
        RecordRule::Nested => "the number of nested types differs",
        RecordRule::Recursive => "whether it is recursive differs",
        RecordRule::Reflexive => "whether it is reflexive differs",
        RecordRule::K => "whether it computes on any proof differs",
        RecordRule::Rules => "the computation rules differ",
        RecordRule::Constructors => "the constructors differ",
        RecordRule::Types => "the types of the block differ",
        RecordRule::Kind => "it is of another kind",
    }
}

/// The name of the rule that is broken, for machines.
#[must_use]
pub fn rule(invalid: &Invalid) -> String {
    let name = match invalid {
        Invalid::TypeMismatch { .. } => "type-mismatch",
        Invalid::NotAFunction(_) => "not-a-function",
        Invalid::NotAType(_) => "not-a-type",
        Invalid::NotAProposition(_) => "not-a-proposition",
        Invalid::BadProjection(_) => "bad-projection",
        Invalid::ProjectionOfProof(_) => "projection-of-proof",
        Invalid::UnknownConstant(_) => "unknown-constant",
        Invalid::LevelCount(_) => "level-count",
        Invalid::UndeclaredLevel(_) => "undeclared-level",
        Invalid::DuplicateLevel(_) => "duplicate-level",
        Invalid::DuplicateName(_) => "duplicate-name",
        Invalid::Unnamed => "unnamed",
        Invalid::ReservedName(_) => "reserved-name",
        Invalid::LooseVariable => "loose-variable",
        Invalid::FreeVariable => "free-variable",
        Invalid::LiteralWithoutType => "literal-without-type",
        Invalid::NotSafe => "not-safe",
        Invalid::QuotientWithoutEquality => "quotient-without-equality",
        Invalid::Inductive(rule, _) => return format!("inductive-{}", with_dashes(&format!("{rule:?}"))),
        Invalid::Record(rule, _) => return format!("record-{}", with_dashes(&format!("{rule:?}"))),
    };
    name.to_string()
}

/// `BadResult` as `bad-result`.
fn with_dashes(word: &str) -> String {
    let mut text = String::new();
    for letter in word.chars() {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}
