//! What an export says of a declaration, compared with what the kernel derived.
//! Given by: the reader, after a declaration was accepted.
//! Gives: the first difference.
//! Holds: every field of every record is compared, and the records are exactly the constants of the declaration.

use super::claim::differing;
use crate::declare::check_levels;
use crate::environment::{Constant, Environment, Kind, Rule};
use crate::level::LevelId;
use crate::rejection::{RecordRule, Rejection};
use crate::store::Store;
use crate::term::TermId;
use rustc_hash::FxHashSet;

/// The constants of the newest declaration.
pub(super) fn newest(environment: &Environment) -> &[Constant] {
    environment.constants_of(environment.declarations().len().saturating_sub(1))
}

/// Compares records with the constants of the newest declaration.
pub(super) fn compare_block(
    store: &mut Store,
    environment: &Environment,
    records: &[Constant],
) -> Result<(), Rejection> {
    let derived = newest(environment);
    let names: FxHashSet<_> = derived.iter().map(|constant| constant.name).collect();
    let mut missing = names.clone();
    for record in records {
        if !missing.remove(&record.name) {
            return Err(differing(RecordRule::Extra, record.name));
        }
    }
    for record in records {
        compare(store, environment, record)?;
    }
    match derived.iter().find(|constant| missing.contains(&constant.name)) {
        Some(constant) => Err(differing(RecordRule::Missing, constant.name)),
        None => Ok(()),
    }
}

/// Compares a record with the constant of its name.
pub(super) fn compare(
    store: &mut Store,
    environment: &Environment,
    record: &Constant,
) -> Result<(), Rejection> {
    let difference = match environment.get(record.name) {
        Some(derived) => difference(&mut Comparison { store, record, derived }),
        None => Some(RecordRule::Extra),
    };
    difference.map_or(Ok(()), |rule| Err(differing(rule, record.name)))
}

struct Comparison<'a> {
    store: &'a mut Store,
    record: &'a Constant,
    derived: &'a Constant,
}

/// The first part that differs.
fn difference(it: &mut Comparison<'_>) -> Option<RecordRule> {
    use RecordRule as Part;
    let (record, derived) = (it.record, it.derived);
    let is_renaming = record.levels.len() == derived.levels.len() && check_levels(&record.levels).is_ok();
    let head = [(Part::Levels, is_renaming), (Part::Type, it.same(record.of, derived.of))];
    let rest = match (&record.kind, &derived.kind) {
        (Kind::Inductive(a), Kind::Inductive(b)) => vec![
            (Part::Types, a.all == b.all),
            (Part::Constructors, a.constructors == b.constructors),
            (Part::Parameters, a.parameters == b.parameters),
            (Part::Indices, a.indices == b.indices),
            (Part::Recursive, a.recursive == b.recursive),
            (Part::Reflexive, a.reflexive == b.reflexive),
            (Part::Nested, a.nested == b.nested),
        ],
        (Kind::Constructor(a), Kind::Constructor(b)) => vec![
            (Part::Types, a.inductive == b.inductive),
            (Part::Constructors, a.index == b.index),
            (Part::Parameters, a.parameters == b.parameters),
            (Part::Fields, a.fields == b.fields),
        ],
        (Kind::Recursor(a), Kind::Recursor(b)) => vec![
            (Part::Types, a.all == b.all),
            (Part::Parameters, a.parameters == b.parameters),
            (Part::Indices, a.indices == b.indices),
            (Part::Motives, a.motives == b.motives),
            (Part::Minors, a.minors == b.minors),
            (Part::K, a.k == b.k),
            (Part::Rules, it.same_rules(&a.rules, &b.rules)),
        ],
        (Kind::Quotient(a), Kind::Quotient(b)) => vec![(Part::Kind, a == b)],
        _ => vec![(Part::Kind, false)],
    };
    head.into_iter().chain(rest).find(|(_, same)| !same).map(|(part, _)| part)
}

impl Comparison<'_> {
    fn same_rules(&mut self, record: &[Rule], derived: &[Rule]) -> bool {
        record.len() == derived.len()
            && record.iter().zip(derived).all(|(a, b)| {
                a.constructor == b.constructor && a.fields == b.fields && self.same(a.result, b.result)
            })
    }

    /// Whether terms are the same once universe parameters are called alike. The derived one is renamed: it mentions no
    /// parameter that is not declared, so a record that does is seen to differ.
    /// Versions of Lean differ in where recursors keep marks for elaboration, such as `outParam`.
    fn same(&mut self, record: TermId, derived: TermId) -> bool {
        let mut derived = derived;
        if self.record.levels != self.derived.levels {
            let store = &mut *self.store;
            let levels: Vec<LevelId> =
                self.record.levels.iter().map(|&name| store.level_parameter(name)).collect();
            derived = store.instantiate_levels(derived, &self.derived.levels, &levels);
        }
        if self.store.same(record, derived) {
            return true;
        }
        let (record, derived) = (self.store.without_marks(record), self.store.without_marks(derived));
        self.store.same(record, derived)
    }
}
