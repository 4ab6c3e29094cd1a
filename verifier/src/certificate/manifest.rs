//! The manifest: what a certificate says, in words and in Lean.
//! Given by: `create` and the audit, each with what it derived itself from the source.
//! Gives: a JSON value.
//! Holds: everything outside of `claimed` is a function of source, library and proof part.

use super::file::{FORMAT, hash};
use super::sites::kept;
use crate::compose::theorem;
use crate::verify::{assumption_name, kind, site_kind};
use elaborator::core::{Cell, Program, Site, SiteId, SiteKind, Span};
use elaborator::obligations::{Evaluated, Obligation, Why};
use elaborator::source::Source;
use elaborator::translate::{Model, Translation};
use kernel::{Declaration, Environment, NameId, Store};
use lean::print::{show, show_name};
use serde_json::{Map, Value, json};

/// Which library the proofs stand on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LibraryIdentity {
    /// SHA-256 of its sources.
    pub hash: String,
    /// Its version.
    pub version: String,
}

/// What a manifest is made of.
pub struct Derived<'a> {
    /// The document.
    pub source: &'a Source,
    /// Its program.
    pub program: &'a Program,
    /// The terms.
    pub store: &'a mut Store,
    /// The library, for printing.
    pub environment: &'a Environment,
    /// The models and statements.
    pub translation: &'a Translation,
    /// The obligations of each cell, in the order of the text.
    pub obligations: &'a [Vec<Obligation>],
    /// The axioms that the theorems of each cell reach, in the order of the text.
    pub axioms: &'a [Vec<String>],
    /// The library.
    pub library: &'a LibraryIdentity,
    /// The number of declarations of the proof part, and its hash.
    pub proof: (u64, &'a str),
    /// What cannot be derived.
    pub claimed: Value,
}

/// The axioms that every theorem may use.
const ALLOWED: [&str; 3] = ["Classical.choice", "Quot.sound", "propext"];

/// Whether axioms go beyond the three that every theorem may use.
#[must_use]
pub fn assumes(axioms: &[String]) -> bool {
    axioms.iter().any(|axiom| !ALLOWED.contains(&axiom.as_str()))
}

/// The manifest.
#[must_use]
pub fn manifest(derived: &mut Derived<'_>) -> Value {
    let mut assumptions = Vec::new();
    let mut cells = Vec::new();
    let (program, translation) = (derived.program, derived.translation);
    for (index, cell) in program.cells.iter().enumerate() {
        let model = translation.cells.iter().find(|model| model.cell.0 as usize == index);
        let Some(model) = model else { continue };
        let obligations = derived.obligations.get(index).map_or(&[][..], Vec::as_slice);
        let axioms = derived.axioms.get(index).map_or(&[][..], Vec::as_slice);
        cells.push(described(derived, cell, model, obligations, axioms));
        for obligation in obligations {
            assumptions.extend(assumption(derived, cell, model, obligation));
        }
    }
    json!({
        "assumptions": assumptions,
        "cells": cells,
        "claimed": derived.claimed,
        "document": program.document,
        "format": FORMAT,
        "library": {"hash": derived.library.hash, "version": derived.library.version},
        "package": program.package,
        "proof": {"declarations": derived.proof.0, "hash": derived.proof.1},
        "sources": [{"hash": hash(derived.source.bytes()), "name": derived.source.name()}],
    })
}

fn described(
    derived: &Derived<'_>,
    cell: &Cell,
    model: &Model,
    obligations: &[Obligation],
    axioms: &[String],
) -> Value {
    let site = |number: &SiteId| {
        cell.sites.get(number.0 as usize).map(|site| {
            let mut entry = place(derived.source, site.span);
            entry.insert("kind".to_string(), json!(site_kind(&site.kind)));
            entry.insert("site".to_string(), json!(number.0));
            Value::Object(entry)
        })
    };
    let halts: Vec<Value> = model.halts.iter().filter_map(site).collect();
    let kept: Vec<Value> = kept(cell, assumes(axioms)).iter().filter_map(site).collect();
    let mut sorted = axioms.to_vec();
    sorted.sort();
    json!({
        "axioms": sorted,
        "halts": halts,
        "kept": kept,
        "lean": show(derived.store, derived.environment, model.specification.proposition),
        "lumen": cell.text,
        "model": show_name(derived.store, model.name),
        "name": cell.name,
        "obligations": entries(derived.source, cell, obligations),
        "total": cell.total,
    })
}

/// The obligations that the theorem of a cell rests on, then its `check`s.
fn entries(source: &Source, cell: &Cell, obligations: &[Obligation]) -> Vec<Value> {
    let entry = |kind: &str, span, state: &str, text: &str| {
        let mut entry = place(source, span);
        entry.insert("kind".to_string(), json!(kind));
        entry.insert("state".to_string(), json!(state));
        entry.insert("text".to_string(), json!(text));
        Value::Object(entry)
    };
    let stated = needed(cell, obligations)
        .map(|obligation| entry(kind(&obligation.why), obligation.span, state(obligation), &obligation.text));
    let checks = checks(cell).map(|site| entry("check", site.span, CHECKED, &site.text));
    stated.chain(checks).collect()
}

/// The state of a `check`.
const CHECKED: &str = "checked";

/// The states of the obligations that the manifest lists of a cell, its `check`s included.
pub(super) fn states(cell: &Cell, obligations: &[Obligation]) -> Vec<&'static str> {
    needed(cell, obligations).map(state).chain(checks(cell).map(|_| CHECKED)).collect()
}

fn state(obligation: &Obligation) -> &'static str {
    if matches!(obligation.why, Why::Assume { .. }) { "assumed" } else { "proved" }
}

fn needed<'a>(cell: &'a Cell, obligations: &'a [Obligation]) -> impl Iterator<Item = &'a Obligation> {
    obligations.iter().filter(|obligation| is_needed(cell, &obligation.why))
}

fn checks(cell: &Cell) -> impl Iterator<Item = &Site> {
    cell.sites.iter().filter(|site| site.kind == SiteKind::Check)
}

/// Whether the theorem rests on an obligation: measures say nothing about a partial cell.
pub(super) fn is_needed(cell: &Cell, why: &Why) -> bool {
    let of_measure = match why {
        Why::Bounded(_) | Why::Decreases(_) => true,
        Why::Defined(evaluated) => matches!(evaluated, Evaluated::Begun(_) | Evaluated::Ended(_)),
        _ => false,
    };
    cell.total || !of_measure
}

fn assumption(
    derived: &mut Derived<'_>,
    cell: &Cell,
    model: &Model,
    obligation: &Obligation,
) -> Option<Value> {
    let Why::Assume { name, reason } = &obligation.why else { return None };
    let axiom = assumption_name(derived.store, model.name, name);
    let (declaration, _) = theorem(derived.store, axiom, obligation, None).ok()?;
    let Declaration::Constant(constant) = declaration else { return None };
    let mut entry = place(derived.source, obligation.span);
    let statement = show(derived.store, derived.environment, constant.of);
    for (key, value) in [
        ("axiom", show_name(derived.store, axiom)),
        ("cell", cell.name.clone()),
        ("lean", statement),
        ("lumen", obligation.text.clone()),
        ("name", name.clone()),
        ("reason", reason.clone()),
    ] {
        entry.insert(key.to_string(), json!(value));
    }
    Some(Value::Object(entry))
}

fn place(source: &Source, span: Span) -> Map<String, Value> {
    let position = source.position(span.start);
    let mut entry = Map::new();
    entry.insert("line".to_string(), json!(position.line));
    entry.insert("column".to_string(), json!(position.column));
    entry
}

/// The names of axioms as a manifest spells them.
pub(crate) fn axiom_names(store: &Store, axioms: &[NameId]) -> Vec<String> {
    axioms.iter().map(|&axiom| show_name(store, axiom)).collect()
}
