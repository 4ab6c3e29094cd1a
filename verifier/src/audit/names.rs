//! The names that a certificate may declare, and those that it must.
//! Given by: the audit.
//! Gives: differences: strangers, missing theorems, theorems that say something else.
//! Holds: every name of a certificate is one of the library or one that the source gives.

use super::Declared;
use super::account::Difference;
use super::compare::{Comparison, Side, carry};
use super::derive::Expected;
use kernel::{Kind, Name, NameId, Store};
use lean::print::show_name;
use rustc_hash::FxHashMap;

/// One part of a name.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Part {
    Text(Box<str>),
    Number(u64),
}

/// The parts of a name, the last first.
pub(super) fn parts(store: &Store, name: NameId) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut next = name;
    loop {
        match store.name_at(next) {
            Name::Anonymous => return parts,
            Name::Text(prefix, text) => {
                parts.push(Part::Text(text.clone()));
                next = *prefix;
            }
            Name::Number(prefix, number) => {
                parts.push(Part::Number(*number));
                next = *prefix;
            }
        }
    }
}

/// The constants of a side by the parts of their names.
pub(super) fn by_parts(side: Side<'_>) -> FxHashMap<Vec<Part>, NameId> {
    let constants = side.environment.constants().iter();
    constants.map(|constant| (parts(side.store, constant.name), constant.name)).collect()
}

/// Names that neither library nor source give.
pub(super) fn strangers(expected: &Expected<'_>, declared: &Declared) -> Vec<Difference> {
    let ours = Side { store: &expected.store, environment: &expected.environment };
    let mut known = by_parts(ours);
    for &name in &expected.theorems {
        known.insert(parts(&expected.store, name), name);
    }
    let constants = declared.environment.constants().iter();
    let unknown = constants.filter(|constant| !known.contains_key(&parts(&declared.store, constant.name)));
    unknown.map(|constant| Difference::Stranger(show_name(&declared.store, constant.name))).collect()
}

/// What is missing, is no theorem or says something else among the theorems of all cells.
pub(super) fn theorems(expected: &Expected<'_>, declared: &mut Declared, differences: &mut Vec<Difference>) {
    for statement in &expected.statements {
        let name = carry(&expected.store, statement.name, &mut declared.store);
        let shown = show_name(&expected.store, statement.name);
        let ours = Side { store: &expected.store, environment: &expected.environment };
        let theirs = Side { store: &declared.store, environment: &declared.environment };
        match declared.environment.get(name) {
            None => differences.push(Difference::Missing(shown)),
            Some(constant) if !matches!(constant.kind, Kind::Theorem(_)) || !constant.levels.is_empty() => {
                differences.push(Difference::NotATheorem(shown));
            }
            Some(constant) if !Comparison::new(ours, theirs).terms(statement.proposition, constant.of) => {
                differences.push(Difference::Statement(shown));
            }
            Some(_) => {}
        }
    }
    for &name in &expected.theorems {
        let theirs = carry(&expected.store, name, &mut declared.store);
        let constant = declared.environment.get(theirs);
        if constant.is_some_and(|constant| !matches!(constant.kind, Kind::Theorem(_))) {
            differences.push(Difference::NotATheorem(show_name(&expected.store, name)));
        }
    }
}
