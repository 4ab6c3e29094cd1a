//! What an export says of a declaration, compared with what the kernel derived.
//! Given by: the reader, after a declaration was accepted; readers of other formats.
//! Gives: the parts that differ.
//! Holds: every field of every record is compared, and the records are exactly the constants of the declaration.

use super::claim::differing;
use crate::declare::check_levels;
use crate::{Constant, Environment, Kind, LevelId, RecordRule, Rejection, Store, TermId};
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
    let mut missing: FxHashSet<_> = derived.iter().map(|constant| constant.name).collect();
    if let Some(extra) = records.iter().find(|record| !missing.remove(&record.name)) {
        return Err(differing(RecordRule::Extra, extra.name));
    }
    records.iter().try_for_each(|record| compare(store, environment, record))?;
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
    let Some(derived) = environment.get(record.name) else {
        return Err(differing(RecordRule::Extra, record.name));
    };
    // Versions of Lean differ in where recursors keep marks for elaboration, such as `outParam`.
    let differences = differences(store, record, derived, |store, term, own| {
        let (term, own) = (store.without_marks(term), store.without_marks(own));
        store.same(term, own)
    });
    differences.first().map_or(Ok(()), |&rule| Err(differing(rule, record.name)))
}

/// The parts in which a record differs from a constant that the kernel derived.
///
/// Terms may differ in names of binders and of universe parameters, and in what `alike` says of the record's term and the
/// derived one. The derived one is renamed: it mentions no parameter that is not declared, so a record that does is seen
/// to differ.
pub fn differences(
    store: &mut Store,
    record: &Constant,
    derived: &Constant,
    mut alike: impl FnMut(&mut Store, TermId, TermId) -> bool,
) -> Vec<RecordRule> {
    use RecordRule as Part;
    let is_renaming = record.levels.len() == derived.levels.len() && check_levels(&record.levels).is_ok();
    let levels: Vec<LevelId> = record.levels.iter().map(|&name| store.level_parameter(name)).collect();
    let mut same = |term: TermId, own: TermId| {
        let own = store.instantiate_levels(own, &derived.levels, &levels);
        store.same(term, own) || alike(store, term, own)
    };
    let head = [(Part::Levels, is_renaming), (Part::Type, same(record.of, derived.of))];
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
        (Kind::Recursor(a), Kind::Recursor(b)) => {
            let mut rules = a.rules.iter().zip(&b.rules);
            let same_rules = rules.all(|(a, b)| {
                a.constructor == b.constructor && a.fields == b.fields && same(a.result, b.result)
            });
            vec![
                (Part::Types, a.all == b.all),
                (Part::Parameters, a.parameters == b.parameters),
                (Part::Indices, a.indices == b.indices),
                (Part::Motives, a.motives == b.motives),
                (Part::Minors, a.minors == b.minors),
                (Part::K, a.k == b.k),
                (Part::Rules, a.rules.len() == b.rules.len() && same_rules),
            ]
        }
        (Kind::Quotient(a), Kind::Quotient(b)) => vec![(Part::Kind, a == b)],
        _ => vec![(Part::Kind, false)],
    };
    head.into_iter().chain(rest).filter(|(_, same)| !same).map(|(part, _)| part).collect()
}
