//! The cell that the process runs.
//! Given by: `erase`.
//! Gives: a cell whose parameters are read from the command line and whose result is the exit status.
//! Holds: preconditions are checked before a cell runs, whatever is proved; an exit status is one that the system knows.

use super::contract::place;
use super::options::Entry;
use super::site::Sites;
use super::value::{Known, Names};
use super::world::{Shape, Version, erase_type};
use crate::ir::erased::{Block, Cell, Condition, End, Line, Number, Step, Type, Value, Variable};
use crate::problem::{Internal, Problem};
use elaborator::core::{self, CellId, Comparison, Program, SiteKind, VariableId};
use num_bigint::BigInt;

pub(super) fn make(program: &Program, entry: Entry, sites: &mut Sites<'_>) -> Result<Cell, Problem> {
    let (Entry::Main(id) | Entry::Cell(id)) = entry;
    let cell = program.cells.get(id.0 as usize).ok_or(Problem::NoSuchCell(id))?;
    let mut maker =
        Maker { id, cell, names: Names::new(&cell.variables), variables: Vec::new(), steps: Vec::new() };
    let parameters = maker.parameters()?;
    maker.preconditions(sites)?;
    let result = maker.call(&parameters)?;
    let status = match entry {
        Entry::Main(_) => maker.status(result, sites)?,
        Entry::Cell(_) => maker.show(result),
    };
    let body = Block { steps: maker.steps, end: End::Return(status) };
    Ok(Cell { name: "$entry".to_owned(), variables: maker.variables, parameters, result: Type::Int, body })
}

struct Maker<'a> {
    id: CellId,
    cell: &'a core::Cell,
    names: Names<'a>,
    variables: Vec<Variable>,
    steps: Vec<Step>,
}

impl Maker<'_> {
    fn fresh(&mut self, name: &str, of: Type) -> VariableId {
        let id = VariableId(u32::try_from(self.variables.len()).unwrap_or(u32::MAX));
        self.variables.push(Variable { name: name.to_owned(), of });
        id
    }

    fn parameters(&mut self) -> Result<Vec<VariableId>, Problem> {
        let mut parameters = Vec::new();
        for id in &self.cell.parameters {
            let variable = self.names.variable(*id).ok_or(Internal::Core(self.id))?;
            let left = erase_type(&variable.of).map(|of| self.fresh(&variable.name, of));
            let shape = Shape::of(&variable.of, Version(0));
            self.names.set(*id, Known { value: left.map(Value::Variable), shape });
            parameters.extend(left);
        }
        Ok(parameters)
    }

    fn preconditions(&mut self, sites: &mut Sites<'_>) -> Result<(), Problem> {
        for (formula, site) in place(self.cell, sites, "precondition", &self.cell.requires) {
            let condition = self.names.condition(&formula).ok_or(Internal::Core(self.id))?;
            self.steps.push(Step::Guard(condition, site));
        }
        Ok(())
    }

    fn call(&mut self, parameters: &[VariableId]) -> Result<VariableId, Problem> {
        let of = erase_type(&self.cell.result).ok_or(Internal::Core(self.id))?;
        let result = self.fresh("$result", of);
        let arguments = parameters.iter().map(|parameter| Value::Variable(*parameter)).collect();
        self.steps.push(Step::Call(result, self.id, arguments));
        Ok(result)
    }

    fn status(&mut self, result: VariableId, sites: &mut Sites<'_>) -> Result<Value, Problem> {
        match self.variables.get(result.0 as usize).map(|variable| &variable.of) {
            Some(Type::Int) => {}
            Some(of) if *of == Type::UNIT => return Ok(Value::Integer(0)),
            _ => return Err(Problem::MainResult(self.id)),
        }
        // Core that guards its results itself has a site for it, and the theorem of the cell may exclude it.
        if self.cell.sites.iter().any(|site| site.kind == SiteKind::Status) {
            return Ok(Value::Variable(result));
        }
        let site = sites.of_status(&self.cell.name, self.cell.span);
        let number = |integer: u8| Number::Integer(BigInt::from(integer));
        let status = || Number::Value(Value::Variable(result));
        let low = Condition::Compare(Comparison::LessEqual, number(0), status());
        let high = Condition::Compare(Comparison::LessEqual, status(), number(u8::MAX));
        self.steps.push(Step::Guard(Condition::And(Box::new(low), Box::new(high)), site));
        Ok(Value::Variable(result))
    }

    fn show(&mut self, result: VariableId) -> Value {
        if self.variables.get(result.0 as usize).is_some_and(|variable| variable.of != Type::UNIT) {
            self.steps.push(Step::Print(Line::Shown(Value::Variable(result))));
        }
        Value::Integer(0)
    }
}
