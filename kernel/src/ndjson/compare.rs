//! What an export says of a declaration, compared with what the kernel derived.
//! Given by: the reader, after a declaration was accepted; readers of other formats.
//! Gives: the parts that differ.
//! Holds: every field of every record is compared, and the records are exactly the constants of the declaration.

use crate::declare::check_levels;
use crate::{
    Constant, Environment, Invalid, Kind, LevelId, NameId, Problem, RecordRule, Rejection, Store, TermId,
};
use rustc_hash::FxHashMap;

pub(super) fn differing(rule: RecordRule, name: NameId) -> Rejection {
    Rejection { declaration: name, problem: Problem::Invalid(Invalid::Record(rule, name)) }
}

/// Compares records with the constants of the newest declaration.
pub(super) fn compare_block(
    store: &mut Store,
    environment: &Environment,
    records: &[Constant],
) -> Result<(), Rejection> {
    let newest = environment.declarations().next_back().unwrap_or_default();
    let mut derived: FxHashMap<_, _> = newest.iter().map(|constant| (constant.name, constant)).collect();
    let mut pairs = Vec::new();
    for record in records {
        let constant = derived.remove(&record.name);
        pairs.push((record, constant.ok_or_else(|| differing(RecordRule::Extra, record.name))?));
    }
    for (record, constant) in pairs {
        // Versions of Lean differ in where recursors keep marks for elaboration, such as `outParam`.
        let alike = |store: &mut Store, term, own| store.same_but_for_marks(term, own);
        let differences = differences(store, record, constant, alike);
        differences.first().map_or(Ok(()), |&rule| Err(differing(rule, record.name)))?;
    }
    let missing = newest.iter().find(|constant| derived.contains_key(&constant.name));
    missing.map_or(Ok(()), |constant| Err(differing(RecordRule::Missing, constant.name)))
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
        (a, b) => vec![(Part::Kind, a == b)],
    };
    head.into_iter().chain(rest).filter(|(_, same)| !same).map(|(part, _)| part).collect()
}
