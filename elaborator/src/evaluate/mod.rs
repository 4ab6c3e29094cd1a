//! Runs core, by the evaluation column of `docs/spec/core.md`.
//! Given by: `verifier`, to confirm counterexamples; `lumenc` and tests, to compare with models and binaries.
//! Gives: how a run ends, what it prints, how many steps it takes; and the first clause that does not hold.
//! Holds: calls and loops use no stack of ours; well-formed core is expected (`core::validate`); a run ends at the
//! limit of steps at the latest.

mod contract;
mod datum;
mod formula;
mod machine;
mod number;
mod step;
mod value;

use crate::core::{CellId, LoopId, Program, SiteId};
use crate::literal::Literal;
use machine::{Machine, Stop};

/// How long a run may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// How many steps and ends of blocks are evaluated at most.
    pub steps: u64,
}

/// A run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// How it ended.
    pub outcome: Outcome,
    /// The lines that it printed.
    pub printed: Vec<String>,
    /// How many steps and ends of blocks were evaluated.
    pub steps: u64,
}

/// How a run ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// With a result.
    Value(Literal),
    /// It halted at a site: innermost first, then the calls that led there.
    Halt(Vec<(CellId, SiteId)>),
    /// It did not end within the limit.
    StepLimit,
    /// A clause does not hold; only when contracts are examined.
    Violation(Violation),
}

/// A clause that does not hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Violation {
    /// Which one.
    pub clause: ViolatedClause,
    /// The cell whose clause it is.
    pub cell: CellId,
    /// The calls that led to that cell, innermost first; none for the cell that was run.
    pub calls: Vec<(CellId, SiteId)>,
    /// Whether a division in the clause has no value; otherwise the clause is false.
    pub undefined: bool,
    /// The values of the variables that occur in the clause, by name.
    pub values: Vec<(String, Literal)>,
}

/// A clause, counted from 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ViolatedClause {
    /// A precondition of the cell that was run: the arguments are not allowed.
    Requires(u32),
    /// A postcondition.
    Ensures(u32),
    /// An invariant before the first iteration.
    InvariantAtEntry(LoopId, u32),
    /// An invariant after an iteration.
    InvariantKept(LoopId, u32),
    /// A measure below zero, or undefined, where another iteration starts.
    MeasureNegative(LoopId),
    /// A measure that an iteration did not make smaller, or undefined after it.
    MeasureDecreases(LoopId),
}

/// Why a cell cannot be run on some arguments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The program has no such cell.
    NoSuchCell,
    /// Another number of arguments than parameters.
    Count {
        /// How many parameters there are.
        expected: usize,
    },
    /// The argument at this position is not of the parameter's type.
    Type(usize),
}

/// Runs a cell. Contracts are looked at only where the program has guards for them.
///
/// # Errors
/// The arguments do not fit the parameters.
pub fn evaluate(
    program: &Program,
    cell: CellId,
    arguments: &[Literal],
    limits: Limits,
) -> Result<Run, Refusal> {
    run(program, cell, arguments, limits, false)
}

/// Runs a cell and examines the contract of every cell on the way: preconditions of the first cell, invariants and
/// measures of loops, postconditions. The run ends at the first clause that does not hold.
///
/// # Errors
/// The arguments do not fit the parameters.
pub fn evaluate_with_contracts(
    program: &Program,
    cell: CellId,
    arguments: &[Literal],
    limits: Limits,
) -> Result<Run, Refusal> {
    run(program, cell, arguments, limits, true)
}

fn run(
    program: &Program,
    cell: CellId,
    arguments: &[Literal],
    limits: Limits,
    contracts: bool,
) -> Result<Run, Refusal> {
    check_arguments(program, cell, arguments)?;
    let mut machine = Machine::new(program, limits, contracts);
    let outcome = match machine.run(cell, arguments) {
        Ok(value) => Outcome::Value(value),
        Err(Stop::Halt(site)) => Outcome::Halt(machine.trace(site)),
        Err(Stop::Limit) => Outcome::StepLimit,
        Err(Stop::Violation(violation)) => Outcome::Violation(*violation),
    };
    Ok(Run { outcome, steps: machine.steps(), printed: machine.into_printed() })
}

fn check_arguments(program: &Program, cell: CellId, arguments: &[Literal]) -> Result<(), Refusal> {
    let cell = program.cells.get(cell.0 as usize).ok_or(Refusal::NoSuchCell)?;
    let expected = cell.parameters.len() - usize::from(!cell.effects.is_empty());
    if arguments.len() != expected {
        return Err(Refusal::Count { expected });
    }
    for (index, (argument, parameter)) in arguments.iter().zip(&cell.parameters).enumerate() {
        let fits = cell.variables.get(parameter.0 as usize).is_some_and(|found| argument.is_of(&found.of));
        if !fits {
            return Err(Refusal::Type(index));
        }
    }
    Ok(())
}
