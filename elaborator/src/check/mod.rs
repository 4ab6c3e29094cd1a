//! From the tree to the typed tree: what every name is, what type every expression has.
//! Given by: `resolve`, the names of the module.
//! Gives: `lower` a program without doubts; all problems of names, types, effects and missing results.
//! Holds: code and specifications are kept apart: a specification calls no cell, code no definition.

mod body;
mod call;
mod calls;
mod cell;
mod expression;
mod operation;
mod statement;

use crate::problem::Problem;
use crate::resolve::Names;
use crate::token::Tokens;
use crate::typed::Program;

/// What the checker reads from.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The text of the document.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a Tokens,
    /// The names of the module.
    pub names: &'a Names<'a>,
}

/// Checks a module. The program is to be used only if no problem is an error.
pub(crate) fn check(context: Context<'_>) -> (Program, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut program = Program::default();
    let mut graph = calls::Graph::default();
    for (index, definition) in context.names.definitions.iter().enumerate() {
        let (definition, calls) = cell::check_definition(context, index, definition, &mut problems);
        program.definitions.push(definition);
        graph.definitions.push(calls);
    }
    for (index, cell) in context.names.cells.iter().enumerate() {
        let (cell, calls) = cell::check_cell(context, index, cell, &mut problems);
        program.cells.push(cell);
        graph.cells.push(calls);
    }
    graph.check(&mut program, &mut problems);
    (program, problems)
}
