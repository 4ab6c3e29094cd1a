//! Obligations: what has to be proved of a cell, and the outline of the proof that follows from it.
//! Given by: `translate` (model and statements) and core.
//! Gives: goals in their contexts to the prover; outlines to the verifier, which fills in the proofs.
//! Holds: nothing here is trusted; an outline that is wrong is refused by the kernel. Sizes are linear in the cell.

mod block;
mod context;
mod contract;
mod defined;
mod join;
mod loops;
mod measure;
mod outline;
mod reflect;
mod rules;
mod symbols;
mod walk;

pub use outline::{Bound, Definition, Evaluated, Local, Node, NodeId, Obligation, Outline, Why};
pub use rules::{Rule, Rules, Step, Steps};

use crate::core::{CellId, Program};
use crate::meaning::Vocabulary;
use crate::translate::{Builder, Refusal, Translation};
use context::Context;
use kernel::Store;
use rustc_hash::FxHashMap;
use symbols::Symbols;
use walk::{Exit, Judgement, Walk};

/// The words and theorems of the library, as terms of one store.
#[derive(Clone, Debug)]
pub struct Library {
    /// The words of models and statements.
    pub words: Vocabulary,
    /// The theorems of logic and arithmetic.
    pub rules: Rules,
    /// The rules of computations.
    pub steps: Steps,
}

impl Library {
    /// Interns all of them.
    #[must_use]
    pub fn new(store: &mut Store) -> Self {
        Library { words: Vocabulary::new(store), rules: Rules::new(store), steps: Steps::new(store) }
    }
}

/// The obligations of a cell, and the outline of the proofs of its theorems.
///
/// # Errors
/// If the cell is nested too deep, or breaks the rules of core.
pub fn outline(
    store: &mut Store,
    library: &Library,
    program: &Program,
    translation: &Translation,
    id: CellId,
) -> Result<Outline, Refusal> {
    let cell = program.cells.get(id.0 as usize).ok_or(Refusal::IllFormed(id))?;
    let model = translation.model(id).ok_or(Refusal::IllFormed(id))?;
    let builder = Builder::new(store, &library.words);
    let nothing = builder.words[crate::meaning::Word::True];
    let judgement = Judgement { result: nothing, sites: nothing, post: NodeId(0), exit: Exit::Cell };
    let mut walk = Walk {
        builder,
        rules: &library.rules,
        steps: &library.steps,
        program,
        translation,
        model,
        cell,
        symbols: Symbols::new(cell, id),
        context: Context::default(),
        judgement,
        joins: FxHashMap::default(),
        nodes: Vec::new(),
        obligations: Vec::new(),
        definitions: FxHashMap::default(),
    };
    let definedness = walk.contract_defined()?;
    let specification = walk.specification()?;
    let Walk { nodes, obligations, definitions, .. } = walk;
    Ok(Outline { cell: id, obligations, nodes, specification, definedness, definitions })
}
