//! Checks that core is well formed.
//! Given by: `elaborate` after lowering in debug builds, `read`, and passes over core.
//! Gives: the first thing that is wrong, with the cell in which it is.
//! Holds: accepted core has variables assigned once and before use, types that fit, jumps to declared joins with as
//! many arguments as parameters, sites and callees that exist, and `continue` exactly at the ends of iterations.

mod block;
mod formula;
mod value;

use super::{Cell, CellId, Clause, Program, SiteId, Type, VariableId};
use std::fmt;

/// What is wrong with core: an error of the compiler, not of a user.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Malformed {
    /// The cell.
    pub cell: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// A variable that the table does not have.
    NoSuchVariable(VariableId),
    /// A variable is assigned twice.
    AssignedTwice(VariableId),
    /// A variable is used where it has no value.
    Unassigned(VariableId),
    /// A value of one type stands where another is wanted.
    Type {
        /// What is wanted.
        expected: Type,
        /// What is there.
        found: Type,
    },
    /// A component that the type does not have.
    NoSuchPart(Type, u32),
    /// Another number of arguments, parameters, state variables or results than there should be.
    Count,
    /// A site that the cell does not have.
    NoSuchSite(SiteId),
    /// A cell that the program does not have.
    NoSuchCell(CellId),
    /// A jump to a join that is not known there.
    NoSuchJoin(u32),
    /// A join or loop whose number is taken.
    NumberTaken(u32),
    /// `return` inside of a loop, or `continue` outside.
    Misplaced,
}

impl fmt::Display for Malformed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "core of `{}` is malformed: {:?}", self.cell, self.fault)
    }
}

/// Checks a program.
///
/// # Errors
/// The first thing that is wrong.
pub fn validate(program: &Program) -> Result<(), Malformed> {
    for cell in &program.cells {
        let check = Check::new(program, cell).cell();
        check.map_err(|fault| Malformed { cell: cell.name.clone(), fault })?;
    }
    Ok(())
}

/// The state of checking one cell.
struct Check<'a> {
    program: &'a Program,
    cell: &'a Cell,
    /// Whether a variable has been assigned anywhere.
    assigned: Vec<bool>,
    /// Whether a variable has a value here.
    known: Vec<bool>,
    /// The parameters of the joins that are known here.
    joins: Vec<(u32, Vec<VariableId>)>,
    join_numbers: Vec<u32>,
    loop_numbers: Vec<u32>,
    /// The state of the loop around, if there is one.
    state: Option<Vec<VariableId>>,
}

impl<'a> Check<'a> {
    fn new(program: &'a Program, cell: &'a Cell) -> Self {
        let count = cell.variables.len();
        Check {
            program,
            cell,
            assigned: vec![false; count],
            known: vec![false; count],
            joins: Vec::new(),
            join_numbers: Vec::new(),
            loop_numbers: Vec::new(),
            state: None,
        }
    }

    fn cell(mut self) -> Result<(), Fault> {
        let cell = self.cell;
        for parameter in &cell.parameters {
            self.assign(*parameter)?;
        }
        self.clauses(&cell.requires)?;
        for result in &cell.results {
            self.assign(*result)?;
        }
        self.check_results()?;
        self.clauses(&cell.ensures)?;
        for result in &cell.results {
            self.known[result.0 as usize] = false;
        }
        self.block(&cell.body)
    }

    /// The results are the components of the result, or the result itself.
    fn check_results(&self) -> Result<(), Fault> {
        let world = self.cell.parameters.last().map(|last| self.type_of(*last)).transpose()?;
        if cell_has_world(self.cell) != (world == Some(&Type::World)) {
            return Err(Fault::Count);
        }
        match (self.cell.results.as_slice(), &self.cell.result) {
            ([], Type::Unit) => Ok(()),
            ([single], result) => expect(result, self.type_of(*single)?),
            (several, Type::Tuple(parts)) if several.len() == parts.len() => {
                several.iter().zip(parts).try_for_each(|(result, part)| expect(part, self.type_of(*result)?))
            }
            _ => Err(Fault::Count),
        }
    }

    fn clauses(&self, clauses: &[Clause]) -> Result<(), Fault> {
        clauses.iter().try_for_each(|clause| self.formula(&clause.formula))
    }

    fn type_of(&self, variable: VariableId) -> Result<&'a Type, Fault> {
        let found = self.cell.variables.get(variable.0 as usize);
        found.map(|variable| &variable.of).ok_or(Fault::NoSuchVariable(variable))
    }

    /// Gives a variable its value, which it must not have yet.
    fn assign(&mut self, variable: VariableId) -> Result<(), Fault> {
        self.type_of(variable)?;
        let index = variable.0 as usize;
        if std::mem::replace(&mut self.assigned[index], true) {
            return Err(Fault::AssignedTwice(variable));
        }
        self.known[index] = true;
        Ok(())
    }

    /// The type of a variable that has a value here.
    fn used(&self, variable: VariableId) -> Result<&'a Type, Fault> {
        let of = self.type_of(variable)?;
        if self.known[variable.0 as usize] { Ok(of) } else { Err(Fault::Unassigned(variable)) }
    }

    fn site(&self, site: SiteId) -> Result<(), Fault> {
        let exists = (site.0 as usize) < self.cell.sites.len();
        if exists { Ok(()) } else { Err(Fault::NoSuchSite(site)) }
    }
}

/// The type of what a cell's model gives back: the result, with the world if the cell has effects.
fn returned(cell: &Cell) -> Type {
    let result = cell.result.clone();
    if cell_has_world(cell) { Type::Tuple(vec![result, Type::World]) } else { result }
}

fn cell_has_world(cell: &Cell) -> bool {
    !cell.effects.is_empty()
}

fn expect(expected: &Type, found: &Type) -> Result<(), Fault> {
    if expected == found {
        Ok(())
    } else {
        Err(Fault::Type { expected: expected.clone(), found: found.clone() })
    }
}
