//! The order in which cells are declared: callees first.
//! Given by: `translate` (a program).
//! Gives: every cell once, after all that it calls; cells that do not depend on each other in the order of the text.
//! Holds: no recursion in the number of cells; a cycle is an error.

use crate::core::{Block, CellId, End, Program, Step};
use crate::translate::Refusal;
use crate::translate::below;

/// How far a cell has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// The cells of a program, callees first.
///
/// # Errors
/// If cells call each other in a cycle, or a block is nested too deep.
pub(crate) fn callees_first(program: &Program) -> Result<Vec<CellId>, Refusal> {
    let mut state = vec![State::New; program.cells.len()];
    let mut order = Vec::with_capacity(program.cells.len());
    for index in 0u32.. {
        if index as usize >= program.cells.len() {
            break;
        }
        visit(program, CellId(index), &mut state, &mut order)?;
    }
    Ok(order)
}

/// Adds a cell and, before it, all that it calls, with an explicit stack.
fn visit(
    program: &Program,
    root: CellId,
    state: &mut [State],
    order: &mut Vec<CellId>,
) -> Result<(), Refusal> {
    let mut stack = vec![root];
    while let Some(&cell) = stack.last() {
        let index = cell.0 as usize;
        match state.get(index) {
            None => return Err(Refusal::IllFormed(root)),
            Some(State::Done) => {
                stack.pop();
            }
            Some(State::Open) => {
                state[index] = State::Done;
                order.push(cell);
                stack.pop();
            }
            Some(State::New) => {
                state[index] = State::Open;
                for callee in callees(program, cell)?.into_iter().rev() {
                    match state.get(callee.0 as usize) {
                        Some(State::New) => stack.push(callee),
                        Some(State::Open) => return Err(Refusal::Recursion(callee)),
                        Some(State::Done) => {}
                        None => return Err(Refusal::IllFormed(cell)),
                    }
                }
            }
        }
    }
    Ok(())
}

/// The cells that a cell calls, in the order of the text.
fn callees(program: &Program, cell: CellId) -> Result<Vec<CellId>, Refusal> {
    let mut found = Vec::new();
    in_block(&program.cells[cell.0 as usize].body, 0, &mut found)?;
    Ok(found)
}

fn in_block(block: &Block, depth: u32, found: &mut Vec<CellId>) -> Result<(), Refusal> {
    let below = below(depth)?;
    for step in &block.steps {
        match step {
            Step::Call(_, callee, _, _) => found.push(*callee),
            Step::Loop(of) => in_block(&of.body, below, found)?,
            Step::Join(_, _, body) => in_block(body, below, found)?,
            Step::Let(..) | Step::Checked(..) | Step::Guard(..) => {}
        }
    }
    if let End::If(_, yes, no) = &block.end {
        in_block(yes, below, found)?;
        in_block(no, below, found)?;
    }
    Ok(())
}
