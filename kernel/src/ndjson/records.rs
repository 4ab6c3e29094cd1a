//! The records of a block of inductive types, and their comparison with what the kernel derives.
//! Given by: the reader.
//! Gives: the block to be declared, and the first difference.
//! Holds: every field of every type, constructor and recursor is compared; none is missing and none is too many.

use super::fields::{Fields, Line, Malformation};
use super::read::{Tables, differing, refuse_unsafe};
use super::scan::Json;
use crate::declaration::{Constructor, Definition, InductiveBlock, InductiveType};
use crate::environment::{Constant, ConstructorOf, Environment, Inductive, Kind, Recursor};
use crate::level::LevelId;
use crate::name::NameId;
use crate::rejection::{RecordRule, Rejection};
use crate::store::Store;
use crate::term::TermId;
use rustc_hash::FxHashSet;

/// The records of a block.
pub(super) struct Records {
    types: Vec<TypeRecord>,
    constructors: Vec<ConstructorRecord>,
    recursors: Vec<RecursorRecord>,
}

struct TypeRecord {
    head: Definition,
    claim: Inductive,
}

struct ConstructorRecord {
    head: Definition,
    claim: ConstructorOf,
}

struct RecursorRecord {
    head: Definition,
    claim: Recursor,
}

impl Records {
    pub(super) fn read(tables: &Tables, mut fields: Fields<'_>) -> Line<Self> {
        let types = records(&mut fields, "types", |parts| type_record(tables, parts))?;
        let constructors = records(&mut fields, "ctors", |parts| constructor_record(tables, parts))?;
        let recursors = records(&mut fields, "recs", |parts| recursor_record(tables, parts))?;
        fields.end()?;
        Ok(Records { types, constructors, recursors })
    }

    /// The declaration that the records describe.
    pub(super) fn block(&self) -> Line<InductiveBlock> {
        let first = self.types.first().ok_or(Malformation::WrongForm("types"))?;
        let mut types = Vec::new();
        for of in &self.types {
            let mut constructors = Vec::new();
            for &name in &of.claim.constructors {
                let found = self.constructors.iter().find(|record| record.head.name == name);
                let found = found.ok_or_else(|| differing(RecordRule::Missing, name))?;
                constructors.push(Constructor { name, of: found.head.of });
            }
            types.push(InductiveType { name: of.head.name, of: of.head.of, constructors });
        }
        Ok(InductiveBlock { levels: first.head.levels.clone(), parameters: first.claim.parameters, types })
    }
}

fn records<T>(
    fields: &mut Fields<'_>,
    key: &'static str,
    record: impl Fn(&mut Fields<'_>) -> Line<T>,
) -> Line<Vec<T>> {
    let mut records = Vec::new();
    for item in fields.list(key)? {
        let Json::Object(object) = item else { return Err(Malformation::WrongForm(key).into()) };
        let mut parts = Fields::new(object);
        records.push(record(&mut parts)?);
        parts.end()?;
    }
    Ok(records)
}

fn small(parts: &mut Fields<'_>, key: &'static str) -> Line<u32> {
    u32::try_from(parts.number(key)?).map_err(|_| Malformation::WrongForm(key).into())
}

fn names(tables: &Tables, parts: &mut Fields<'_>, key: &'static str) -> Line<Vec<NameId>> {
    tables.names_at(&parts.numbers(key)?)
}

fn type_record(tables: &Tables, parts: &mut Fields<'_>) -> Line<TypeRecord> {
    let head = tables.definition(parts)?;
    refuse_unsafe(parts, head.name)?;
    let claim = Inductive {
        all: names(tables, parts, "all")?,
        constructors: names(tables, parts, "ctors")?,
        parameters: small(parts, "numParams")?,
        indices: small(parts, "numIndices")?,
        recursive: parts.truth("isRec")?,
        reflexive: parts.truth("isReflexive")?,
        nested: small(parts, "numNested")?,
    };
    Ok(TypeRecord { head, claim })
}

fn constructor_record(tables: &Tables, parts: &mut Fields<'_>) -> Line<ConstructorRecord> {
    let head = tables.definition(parts)?;
    refuse_unsafe(parts, head.name)?;
    let claim = ConstructorOf {
        inductive: tables.name_at(parts.number("induct")?)?,
        index: small(parts, "cidx")?,
        parameters: small(parts, "numParams")?,
        fields: small(parts, "numFields")?,
    };
    Ok(ConstructorRecord { head, claim })
}

fn recursor_record(tables: &Tables, parts: &mut Fields<'_>) -> Line<RecursorRecord> {
    let head = tables.definition(parts)?;
    refuse_unsafe(parts, head.name)?;
    let claim = Recursor {
        all: names(tables, parts, "all")?,
        parameters: small(parts, "numParams")?,
        indices: small(parts, "numIndices")?,
        motives: small(parts, "numMotives")?,
        minors: small(parts, "numMinors")?,
        k: parts.truth("k")?,
        rules: records(parts, "rules", |rule| {
            Ok(crate::environment::Rule {
                constructor: tables.name_at(rule.number("ctor")?)?,
                fields: small(rule, "nfields")?,
                result: tables.term_at(rule.number("rhs")?)?,
            })
        })?,
    };
    Ok(RecursorRecord { head, claim })
}

/// Finds the first difference between the records of a block that was just declared and what it became.
pub(super) fn compare(
    store: &mut Store,
    environment: &Environment,
    records: &Records,
) -> Result<(), Rejection> {
    let mut seen = FxHashSet::default();
    let heads = records.types.iter().map(|record| &record.head);
    let heads = heads.chain(records.constructors.iter().map(|record| &record.head));
    for head in heads.chain(records.recursors.iter().map(|record| &record.head)) {
        if !seen.insert(head.name) {
            return Err(differing(RecordRule::Extra, head.name));
        }
        let Some(derived) = environment.get(head.name) else {
            return Err(differing(RecordRule::Extra, head.name));
        };
        if let Some(rule) = compare_head(store, head, derived) {
            return Err(differing(rule, head.name));
        }
    }
    compare_types(environment, records)?;
    compare_constructors(environment, records)?;
    compare_recursors(store, environment, records)?;
    let derived = derived_names(environment, records);
    match derived.into_iter().find(|name| !seen.contains(name)) {
        Some(name) => Err(differing(RecordRule::Missing, name)),
        None => Ok(()),
    }
}

/// Everything that the newest block brought along.
fn derived_names(environment: &Environment, records: &Records) -> Vec<NameId> {
    let first = records.types.first().map(|record| record.head.name);
    let constants = environment.constants();
    let start = constants.iter().rposition(|constant| Some(constant.name) == first);
    constants[start.unwrap_or(0)..].iter().map(|constant| constant.name).collect()
}

fn compare_head(store: &mut Store, claimed: &Definition, derived: &Constant) -> Option<RecordRule> {
    if claimed.levels.len() != derived.levels.len() {
        return Some(RecordRule::Levels);
    }
    let of = renamed(store, claimed.of, claimed, derived);
    (!same_but_marks(store, of, derived.of)).then_some(RecordRule::Type)
}

/// A term of a record with the universe parameters called as in the derived constant.
fn renamed(store: &mut Store, term: TermId, claimed: &Definition, derived: &Constant) -> TermId {
    if claimed.levels == derived.levels {
        return term;
    }
    let levels: Vec<LevelId> = derived.levels.iter().map(|&name| store.level_parameter(name)).collect();
    store.instantiate_levels(term, &claimed.levels, &levels)
}

/// Versions of Lean differ in where recursors keep marks for elaboration, such as `outParam`.
fn same_but_marks(store: &mut Store, a: TermId, b: TermId) -> bool {
    if store.same(a, b) {
        return true;
    }
    let (a, b) = (store.without_marks(a), store.without_marks(b));
    store.same(a, b)
}

/// The first rule whose parts differ.
fn first_difference(parts: &[(RecordRule, bool)], name: NameId) -> Result<(), Rejection> {
    match parts.iter().find(|(_, same)| !same) {
        Some(&(rule, _)) => Err(differing(rule, name)),
        None => Ok(()),
    }
}

fn compare_types(environment: &Environment, records: &Records) -> Result<(), Rejection> {
    for TypeRecord { head, claim } in &records.types {
        let Some(Constant { kind: Kind::Inductive(derived), .. }) = environment.get(head.name) else {
            return Err(differing(RecordRule::Kind, head.name));
        };
        first_difference(
            &[
                (RecordRule::Types, claim.all == derived.all),
                (RecordRule::Constructors, claim.constructors == derived.constructors),
                (RecordRule::Parameters, claim.parameters == derived.parameters),
                (RecordRule::Indices, claim.indices == derived.indices),
                (RecordRule::Recursive, claim.recursive == derived.recursive),
                (RecordRule::Reflexive, claim.reflexive == derived.reflexive),
                (RecordRule::Nested, claim.nested == derived.nested),
            ],
            head.name,
        )?;
    }
    Ok(())
}

fn compare_constructors(environment: &Environment, records: &Records) -> Result<(), Rejection> {
    for ConstructorRecord { head, claim } in &records.constructors {
        let Some(Constant { kind: Kind::Constructor(derived), .. }) = environment.get(head.name) else {
            return Err(differing(RecordRule::Kind, head.name));
        };
        first_difference(
            &[
                (RecordRule::Types, claim.inductive == derived.inductive),
                (RecordRule::Constructors, claim.index == derived.index),
                (RecordRule::Parameters, claim.parameters == derived.parameters),
                (RecordRule::Fields, claim.fields == derived.fields),
            ],
            head.name,
        )?;
    }
    Ok(())
}

fn compare_recursors(
    store: &mut Store,
    environment: &Environment,
    records: &Records,
) -> Result<(), Rejection> {
    for RecursorRecord { head, claim } in &records.recursors {
        let Some(constant @ Constant { kind: Kind::Recursor(derived), .. }) = environment.get(head.name)
        else {
            return Err(differing(RecordRule::Kind, head.name));
        };
        first_difference(
            &[
                (RecordRule::Types, claim.all == derived.all),
                (RecordRule::Parameters, claim.parameters == derived.parameters),
                (RecordRule::Indices, claim.indices == derived.indices),
                (RecordRule::Motives, claim.motives == derived.motives),
                (RecordRule::Minors, claim.minors == derived.minors),
                (RecordRule::K, claim.k == derived.k),
                (RecordRule::Rules, claim.rules.len() == derived.rules.len()),
            ],
            head.name,
        )?;
        for (claimed, rule) in claim.rules.iter().zip(&derived.rules) {
            let result = renamed(store, claimed.result, head, constant);
            let same = claimed.constructor == rule.constructor
                && claimed.fields == rule.fields
                && same_but_marks(store, result, rule.result);
            first_difference(&[(RecordRule::Rules, same)], head.name)?;
        }
    }
    Ok(())
}
