//! A declaration as text.
//! Given by: `command::kernel`, names that the user asked for.
//! Gives: type, value and axioms, readably.
//! Holds: very large terms are cut, with `⋯` in their place.

use kernel::{Environment, Hint, Kind, NameId, Store, TermId};
use lean::print::{show_name, show_within};

/// Terms are shown up to so many parts.
const PARTS: usize = 20_000;

/// A declaration as it is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown {
    /// Its name, as Lean reads it.
    pub name: String,
    /// What it is, in one word.
    pub kind: &'static str,
    /// Its universe parameters.
    pub levels: Vec<String>,
    /// Its type.
    pub of: String,
    /// Its value or proof.
    pub value: Option<String>,
    /// The constructors of an inductive type, with their types.
    pub constructors: Vec<(String, String)>,
    /// The axioms that it depends on.
    pub axioms: Vec<String>,
}

/// The constant of a name: the one that is shown so, or else the one whose parts are the text between the dots.
#[must_use]
pub fn find(store: &Store, environment: &Environment, name: &str) -> Option<NameId> {
    let shown = environment.constants().iter().find(|constant| show_name(store, constant.name) == name);
    let by_parts = || store.find_name(name).filter(|&id| environment.get(id).is_some());
    shown.map(|constant| constant.name).or_else(by_parts)
}

/// Shows the constant of a name.
#[must_use]
pub fn show(store: &Store, environment: &Environment, name: NameId) -> Option<Shown> {
    let constant = environment.get(name)?;
    let text = |term: TermId| show_within(store, environment, term, PARTS);
    let of_constructor = |name: &NameId| {
        environment.get(*name).map(|constructor| (show_name(store, *name), text(constructor.of)))
    };
    let constructors = match &constant.kind {
        Kind::Inductive(inductive) => inductive.constructors.iter().filter_map(of_constructor).collect(),
        _ => Vec::new(),
    };
    Some(Shown {
        name: show_name(store, name),
        kind: kind(&constant.kind),
        levels: constant.levels.iter().map(|&level| show_name(store, level)).collect(),
        of: text(constant.of),
        value: value(&constant.kind).map(text),
        constructors,
        axioms: environment.axioms(store, &[name]).into_iter().map(|axiom| show_name(store, axiom)).collect(),
    })
}

fn value(kind: &Kind) -> Option<TermId> {
    match kind {
        Kind::Definition(body, _) | Kind::Theorem(body) | Kind::Opaque(body) => Some(*body),
        _ => None,
    }
}

fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Axiom => "axiom",
        Kind::Definition(_, Hint::Abbreviation) => "abbrev",
        Kind::Definition(..) => "def",
        Kind::Theorem(_) => "theorem",
        Kind::Opaque(_) => "opaque",
        Kind::Inductive(_) => "inductive",
        Kind::Constructor(_) => "constructor",
        Kind::Recursor(_) => "recursor",
        Kind::Quotient(_) => "quotient",
    }
}
