//! What can be said of a certificate without its source.
//! Given by: the audit, when there is no source.
//! Gives: the theorems that the manifest names, and what is wrong with them.
//! Holds: every cell has its two theorems, the statement is the one that the manifest prints, its axioms those that it lists;
//! the rest of the manifest stays a claim.

use super::account::{Difference, Objection};
use super::{Declared, Reached};
use crate::certificate::{Certificate, Damage};
use kernel::{Constant, Kind};
use lean::print::{show, show_name};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};

/// The axioms that the theorems of a certificate reach, and how the declarations differ from what its manifest says.
pub(super) fn alone(
    certificate: &Certificate<'_>,
    declared: &Declared,
) -> Result<(Reached, Vec<Difference>), Objection> {
    let cells = certificate.manifest["cells"].as_array().ok_or(Objection::Damaged(Damage::Entry("cells")))?;
    let by_name = by_name(declared);
    let mut differences = Vec::new();
    let mut theorems = Vec::with_capacity(cells.len());
    for cell in cells {
        let model = cell["model"].as_str().ok_or(Objection::Damaged(Damage::Entry("model")))?;
        let mut found = Vec::with_capacity(2);
        for part in ["defined", "spec"] {
            let name = format!("{model}.{part}");
            match by_name.get(&name) {
                None => differences.push(Difference::Missing(name)),
                Some(constant) if !matches!(constant.kind, Kind::Theorem(_)) => {
                    differences.push(Difference::NotATheorem(name));
                }
                Some(constant) if part == "spec" && !says(declared, constant, &cell["lean"]) => {
                    differences.push(Difference::Statement(name));
                }
                Some(constant) => found.push(constant.name),
            }
        }
        theorems.push(found);
    }
    let reached = Reached::find(declared, theorems);
    let mut axioms = reached.of_each.clone();
    axioms.iter_mut().for_each(|axioms| axioms.sort());
    if cells.iter().zip(axioms).any(|(cell, axioms)| cell["axioms"] != json!(axioms)) {
        differences.push(Difference::Manifest("cells".to_string()));
    }
    if certificate.manifest["proof"]["declarations"] != json!(declared.count()) {
        differences.push(Difference::Manifest("proof".to_string()));
    }
    Ok((reached, differences))
}

/// The constants of a file by their names as they are printed.
fn by_name(declared: &Declared) -> FxHashMap<String, &Constant> {
    let constants = declared.environment.constants().iter();
    constants.map(|constant| (show_name(&declared.store, constant.name), constant)).collect()
}

fn says(declared: &Declared, constant: &Constant, printed: &Value) -> bool {
    printed.as_str() == Some(&show(&declared.store, &declared.environment, constant.of))
}
