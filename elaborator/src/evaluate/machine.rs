//! The machine: activations of cells on a stack of its own.
//! Given by: `evaluate`, a cell with arguments.
//! Gives: the result, or why the run stopped.
//! Holds: one activation for each call that has not returned; one iteration for each loop in it that has not ended.

use super::datum::Datum;
use super::number::Number;
use super::{Limits, Violation};
use crate::core::{Block, Cell, CellId, JoinId, Loop, Program, SiteId, VariableId};
use crate::literal::Literal;

/// Why a run stopped without a result.
pub(super) enum Stop {
    /// It halted at a site of the current cell.
    Halt(SiteId),
    /// The limit was reached.
    Limit,
    /// A clause does not hold.
    Violation(Box<Violation>),
}

/// A block, and the step that comes next in it.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub block: &'p Block,
    pub next: usize,
}

/// A call that has not returned.
pub(super) struct Activation<'p> {
    pub id: CellId,
    pub cell: &'p Cell,
    pub slots: Vec<Datum>,
    pub place: Place<'p>,
    pub joins: Vec<Option<(&'p [VariableId], &'p Block)>>,
    pub iterations: Vec<Iteration<'p>>,
    /// Where the result of the call that is running goes, and the site of that call.
    pub pending: Option<(VariableId, SiteId)>,
}

/// A loop that has not ended.
pub(super) struct Iteration<'p> {
    pub repeat: &'p Loop,
    /// Where it goes on after the loop.
    pub after: Place<'p>,
    /// Whether an iteration has begun.
    pub begun: bool,
    /// The measure at the head of the iteration that runs; only when contracts are examined.
    pub measure: Option<Number>,
}

pub(super) struct Machine<'p> {
    pub program: &'p Program,
    pub contracts: bool,
    pub stack: Vec<Activation<'p>>,
    pub printed: Vec<String>,
    limit: u64,
    steps: u64,
}

impl<'p> Machine<'p> {
    pub(super) fn new(program: &'p Program, limits: Limits, contracts: bool) -> Self {
        Machine { program, contracts, stack: Vec::new(), printed: Vec::new(), limit: limits.steps, steps: 0 }
    }

    pub(super) fn steps(&self) -> u64 {
        self.steps
    }

    pub(super) fn into_printed(self) -> Vec<String> {
        self.printed
    }

    /// Runs a cell whose parameters fit the arguments.
    pub(super) fn run(&mut self, cell: CellId, arguments: &[Literal]) -> Result<Literal, Stop> {
        let arguments = arguments.iter().map(Datum::from).collect();
        self.enter(cell, arguments);
        self.examine_requires()?;
        loop {
            if self.steps >= self.limit {
                return Err(Stop::Limit);
            }
            self.steps += 1;
            if let Some(result) = self.advance()? {
                return Ok(result);
            }
        }
    }

    /// Starts a call.
    pub(super) fn enter(&mut self, id: CellId, arguments: Vec<Datum>) {
        let Some(cell) = self.program.cells.get(id.0 as usize) else { return };
        let mut slots = vec![Datum::Nothing; cell.variables.len()];
        for (parameter, argument) in cell.parameters.iter().zip(arguments) {
            set(&mut slots, *parameter, argument);
        }
        let place = Place { block: &cell.body, next: 0 };
        let (joins, iterations) = (Vec::new(), Vec::new());
        self.stack.push(Activation { id, cell, slots, place, joins, iterations, pending: None });
    }

    /// The site of a halt with the calls that led there.
    pub(super) fn trace(&self, site: SiteId) -> Vec<(CellId, SiteId)> {
        let innermost = self.stack.last().map(|activation| (activation.id, site));
        innermost.into_iter().chain(self.calls()).collect()
    }

    /// The calls that have not returned, innermost first.
    pub(super) fn calls(&self) -> Vec<(CellId, SiteId)> {
        let callers = self.stack.iter().rev().skip(1);
        callers.filter_map(|caller| caller.pending.map(|(_, site)| (caller.id, site))).collect()
    }
}

impl<'p> Activation<'p> {
    pub(super) fn set(&mut self, variable: VariableId, datum: Datum) {
        set(&mut self.slots, variable, datum);
    }

    pub(super) fn set_all(&mut self, variables: &[VariableId], data: Vec<Datum>) {
        for (variable, datum) in variables.iter().zip(data) {
            self.set(*variable, datum);
        }
    }

    pub(super) fn declare(&mut self, join: JoinId, parameters: &'p [VariableId], block: &'p Block) {
        let index = join.0 as usize;
        if self.joins.len() <= index {
            self.joins.resize(index + 1, None);
        }
        if let Some(place) = self.joins.get_mut(index) {
            *place = Some((parameters, block));
        }
    }
}

fn set(slots: &mut [Datum], variable: VariableId, datum: Datum) {
    if let Some(slot) = slots.get_mut(variable.0 as usize) {
        *slot = datum;
    }
}
