//! The trusted table: from core to models and statements.
//! Given by: `lower` (core).
//! Gives: definitions and propositions to the verifier, the audit and `--emit model`.
//! Holds: directed by syntax, total up to a limit of depth, without search; `docs/spec/core.md` is its specification.

mod builder;
mod formula;
mod model;
mod scope;
mod statement;
mod translation;
mod value;

pub use builder::Builder;
pub use formula::{definedness, proposition, term, test};
pub use model::result;
pub use scope::Scope;
pub use translation::{Auxiliary, Model, Refusal, Statement, Translation};
pub use value::{DEPTH, below, value, values};

use crate::core::{CellId, Program, SiteId, SiteKind};
use crate::dependence::callees_first;
use crate::meaning::Vocabulary;
use kernel::{NameId, Store};

/// The models and statements of a program.
///
/// # Errors
/// If the program is nested too deep, or breaks the rules of core.
pub fn translate(store: &mut Store, words: &Vocabulary, program: &Program) -> Result<Translation, Refusal> {
    let names = names(store, program);
    let mut halts = vec![Vec::new(); program.cells.len()];
    let mut cells = Vec::with_capacity(program.cells.len());
    let mut builder = Builder::new(store, words);
    for id in callees_first(program)? {
        let model = cell(&mut builder, program, &names, id, &mut halts)?;
        cells.push(model);
    }
    Ok(Translation { cells })
}

fn cell(
    builder: &mut Builder,
    program: &Program,
    names: &[NameId],
    id: CellId,
    halts: &mut [Vec<SiteId>],
) -> Result<Model, Refusal> {
    let index = id.0 as usize;
    let (Some(cell), Some(&name)) = (program.cells.get(index), names.get(index)) else {
        return Err(Refusal::IllFormed(id));
    };
    let allowed = allowed_halts(&cell.sites, halts);
    let of = builder.of(&result(cell));
    let definitions = model::model(builder, names, (cell, id), of)?;
    let specification = Statement {
        name: builder.store.name_text(name, "spec"),
        proposition: statement::specification(builder, name, (cell, id), &allowed)?,
    };
    let definedness = Statement {
        name: builder.store.name_text(name, "defined"),
        proposition: statement::contract_defined(builder, (cell, id))?,
    };
    halts[index].clone_from(&allowed);
    Ok(Model {
        cell: id,
        name,
        auxiliary: definitions.auxiliary,
        definition: definitions.definition,
        joins: definitions.joins,
        loops: definitions.loops,
        halts: allowed,
        specification,
        definedness,
    })
}

/// The names of the models: `package.document.cell`.
fn names(store: &mut Store, program: &Program) -> Vec<NameId> {
    let package = store.name(&program.package);
    let document = store.name_text(package, &program.document);
    program.cells.iter().map(|cell| store.name_text(document, &cell.name)).collect()
}

/// The sites of checks and halts, and of calls whose callee may halt, in increasing order.
fn allowed_halts(sites: &[crate::core::Site], halts: &[Vec<SiteId>]) -> Vec<SiteId> {
    let may_halt = |kind: &SiteKind| match kind {
        SiteKind::Call(callee) => halts.get(callee.0 as usize).is_some_and(|sites| !sites.is_empty()),
        other => other.may_halt(),
    };
    (0u32..).zip(sites).filter(|(_, site)| may_halt(&site.kind)).map(|(site, _)| SiteId(site)).collect()
}
