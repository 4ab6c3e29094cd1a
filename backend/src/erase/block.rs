//! Cells, blocks and steps.
//! Given by: `erase`.
//! Gives: erased cells.
//! Holds: printing happens in the order in which worlds follow each other; a world that is used twice is refused.

use super::contract::{self, LoopContract, Placed};
use super::options::{Contracts, Proved};
use super::site::Sites;
use super::value::{Known, Names};
use super::world::{Shape, Version, erase_type};
use crate::ir::erased::{self, SiteIndex};
use crate::problem::{Internal, Problem};
use elaborator::core::{self, Block, Cell, CellId, End, Line, Step, Value, VariableId};
use std::collections::BTreeMap;

/// Erases a cell.
pub(super) fn erase_cell(
    id: CellId,
    cell: &Cell,
    proved: &Proved,
    contracts: Contracts,
    sites: &mut Sites<'_>,
) -> Result<erased::Cell, Problem> {
    let mut eraser = Eraser {
        id,
        cell,
        proved,
        contracts,
        ensures: contract::ensures(cell, contracts, sites),
        sites,
        names: Names::new(&cell.variables),
        variables: Vec::new(),
        joins: BTreeMap::new(),
        versions: 0,
        newest: None,
        head: None,
    };
    let parameters = eraser.bind_all(&cell.parameters)?;
    let body = eraser.block(&cell.body)?;
    let result = erase_type(&cell.result).ok_or(Internal::Core(id))?;
    Ok(erased::Cell { name: cell.name.clone(), variables: eraser.variables, parameters, result, body })
}

/// The loop that a block is in.
#[derive(Clone)]
struct Head<'a> {
    contract: LoopContract<'a>,
    /// The world at the head of an iteration.
    newest: Option<Version>,
}

pub(super) struct Eraser<'a, 'b, 's> {
    id: CellId,
    pub(super) cell: &'a Cell,
    proved: &'b Proved,
    contracts: Contracts,
    pub(super) ensures: Vec<Placed>,
    sites: &'b mut Sites<'s>,
    pub(super) names: Names<'a>,
    variables: Vec<erased::Variable>,
    /// The world where a continuation was declared, if its parameters bring no newer one.
    joins: BTreeMap<core::JoinId, Option<Version>>,
    versions: u32,
    /// The newest world on the path to here.
    newest: Option<Version>,
    head: Option<Head<'a>>,
}

pub(super) type Erased<T> = Result<T, Problem>;

impl<'a> Eraser<'a, '_, '_> {
    pub(super) fn malformed(&self) -> Problem {
        Internal::Core(self.id).into()
    }

    fn fresh(&mut self, name: &str, of: erased::Type) -> VariableId {
        let id = VariableId(u32::try_from(self.variables.len()).unwrap_or(u32::MAX));
        self.variables.push(erased::Variable { name: name.to_owned(), of });
        id
    }

    /// Binds a variable to a new value; worlds in it become the newest one. Nothing is left of a world.
    fn bind(&mut self, id: VariableId) -> Erased<Option<VariableId>> {
        let variable = self.names.variable(id).ok_or_else(|| self.malformed())?;
        let shape = Shape::of(&variable.of, Version(self.versions));
        if !shape.versions().is_empty() {
            self.newest = Some(Version(self.versions));
            self.versions += 1;
        }
        let left = erase_type(&variable.of).map(|of| self.fresh(&variable.name, of));
        self.names.set(id, Known { value: left.map(erased::Value::Variable), shape });
        Ok(left)
    }

    fn bind_all(&mut self, ids: &[VariableId]) -> Erased<Vec<VariableId>> {
        let bound: Erased<Vec<_>> = ids.iter().map(|id| self.bind(*id)).collect();
        Ok(bound?.into_iter().flatten().collect())
    }

    /// Binds the result of a step; a world alone has no such step, so that something is always left.
    fn bind_result(&mut self, id: VariableId) -> Erased<VariableId> {
        self.bind(id)?.ok_or_else(|| self.malformed())
    }

    fn block(&mut self, block: &'a Block) -> Erased<erased::Block> {
        let mut steps = Vec::new();
        for step in &block.steps {
            self.step(step, &mut steps)?;
        }
        let end = self.end(&block.end, &mut steps)?;
        Ok(erased::Block { steps, end })
    }

    /// A block after which the path goes on as if it had not been looked at.
    fn aside(&mut self, block: &'a Block) -> Erased<Box<erased::Block>> {
        let newest = self.newest;
        let erased = self.block(block)?;
        self.newest = newest;
        Ok(Box::new(erased))
    }

    fn step(&mut self, step: &'a Step, steps: &mut Vec<erased::Step>) -> Erased<()> {
        match step {
            Step::Let(variable, value) => {
                let known = self.value(value, steps)?;
                self.name(*variable, known, steps)
            }
            Step::Checked(variable, operation, arguments, site) => {
                let arguments = self.data(arguments, steps)?;
                let site = if self.proved.excludes(self.id, *site) { None } else { Some(self.site(*site)?) };
                let target = self.bind_result(*variable)?;
                steps.push(erased::Step::Checked(target, *operation, arguments, site));
                Ok(())
            }
            Step::Guard(_, site) if self.proved.excludes(self.id, *site) => Ok(()),
            Step::Guard(formula, site) => {
                let call = (self.cell, formula, *site);
                let defined = contract::precondition_defined(call, self.contracts, self.sites);
                self.guard_clauses(defined.as_slice(), steps)?;
                let site = self.site(*site)?;
                let condition = self.names.condition(formula).ok_or_else(|| self.malformed())?;
                steps.push(erased::Step::Guard(condition, site));
                Ok(())
            }
            Step::Call(variable, callee, arguments, _) => {
                let arguments = self.passed(arguments, self.newest, steps)?;
                let target = self.bind_result(*variable)?;
                steps.push(erased::Step::Call(target, *callee, arguments));
                Ok(())
            }
            Step::Loop(of) => self.looping(of, steps),
            Step::Join(id, parameters, body) => {
                let (newest, head) = (self.newest, self.head.clone());
                let parameters = self.bind_all(parameters)?;
                self.joins.insert(*id, newest);
                let body = self.block(body)?;
                (self.newest, self.head) = (newest, head);
                steps.push(erased::Step::Join(*id, parameters, Box::new(body)));
                Ok(())
            }
        }
    }

    /// Gives a variable of core its value; what is left of it gets a variable of its own.
    fn name(&mut self, id: VariableId, known: Known, steps: &mut Vec<erased::Step>) -> Erased<()> {
        let variable = self.names.variable(id).ok_or_else(|| self.malformed())?;
        let value = match (known.value, erase_type(&variable.of)) {
            (Some(value), Some(of)) => Some(self.name_value(&variable.name, of, value, steps)),
            (None, None) => None,
            _ => return Err(self.malformed()),
        };
        self.names.set(id, Known { value, shape: known.shape });
        Ok(())
    }

    pub(super) fn name_value(
        &mut self,
        name: &str,
        of: erased::Type,
        value: erased::Value,
        steps: &mut Vec<erased::Step>,
    ) -> erased::Value {
        let target = self.fresh(name, of);
        steps.push(erased::Step::Let(target, value));
        erased::Value::Variable(target)
    }

    fn looping(&mut self, of: &'a core::Loop, steps: &mut Vec<erased::Step>) -> Erased<()> {
        let before = self.newest;
        let mut contract = LoopContract::new(self.cell, of, self.contracts, self.sites);
        let known = self.values(&of.initial, steps)?;
        self.check_newest(&known, before)?;
        self.at_entry(&contract, &known, steps)?;
        let initial = known.into_iter().filter_map(|known| known.value).collect();

        let state = self.bind_all(&of.state)?;
        let condition = self.condition_value(&of.condition)?;
        let measured = self.at_head(&mut contract)?;
        let outer = self.head.replace(Head { contract, newest: self.newest });
        let mut body = self.block(&of.body)?;
        body.steps.splice(0..0, measured);
        self.head = outer;

        self.newest = before;
        let after = self.bind_all(&of.after)?;
        steps.push(erased::Step::Loop(Box::new(erased::Loop { state, initial, condition, body, after })));
        Ok(())
    }

    /// The condition of a loop, which cannot print.
    fn condition_value(&mut self, value: &'a Value) -> Erased<erased::Value> {
        let mut steps = Vec::new();
        let known = self.value(value, &mut steps)?;
        match known.value {
            Some(value) if steps.is_empty() => Ok(value),
            _ => Err(self.malformed()),
        }
    }

    fn end(&mut self, end: &'a End, steps: &mut Vec<erased::Step>) -> Erased<erased::End> {
        match end {
            End::Return(value) => self.returning(value, steps),
            End::Jump(id, arguments) => {
                let declared = *self.joins.get(id).ok_or_else(|| self.malformed())?;
                Ok(erased::End::Jump(*id, self.passed(arguments, declared, steps)?))
            }
            End::If(condition, yes, no) => {
                let condition = self.one(condition, steps)?;
                let yes = self.aside(yes)?;
                let no = self.aside(no)?;
                Ok(erased::End::If(condition, yes, no))
            }
            End::Halt(site) => Ok(erased::End::Halt(self.site(*site)?)),
            End::Continue(values) => {
                let head = self.head.clone().ok_or_else(|| self.malformed())?;
                let known = self.values(values, steps)?;
                self.check_newest(&known, head.newest)?;
                self.at_next(&head.contract, &known, steps)?;
                Ok(erased::End::Continue(known.into_iter().filter_map(|known| known.value).collect()))
            }
        }
    }

    fn returning(&mut self, value: &'a Value, steps: &mut Vec<erased::Step>) -> Erased<erased::End> {
        let known = self.value(value, steps)?;
        // Whatever the world was at the start, a cell with effects has to give back the newest.
        let unused = if self.cell.effects.is_empty() { self.newest } else { None };
        self.check_newest(std::slice::from_ref(&known), unused)?;
        let result = known.value.ok_or_else(|| self.malformed())?;
        Ok(erased::End::Return(self.at_return(result, steps)?))
    }

    fn site(&mut self, site: core::SiteId) -> Erased<SiteIndex> {
        self.sites.of_core(self.id, site).ok_or_else(|| Internal::Core(self.id).into())
    }

    /// Values that leave the path: with the newest world among them, or with none if nothing happened since `unused` was the newest.
    fn passed(
        &mut self,
        values: &'a [Value],
        unused: Option<Version>,
        steps: &mut Vec<erased::Step>,
    ) -> Erased<Vec<erased::Value>> {
        let known = self.values(values, steps)?;
        self.check_newest(&known, unused)?;
        Ok(known.into_iter().filter_map(|known| known.value).collect())
    }

    fn check_newest(&self, known: &[Known], unused: Option<Version>) -> Erased<()> {
        let passed: Vec<Version> = known.iter().flat_map(|known| known.shape.versions()).collect();
        let expected = match passed.as_slice() {
            [] => unused,
            [one] => Some(*one),
            _ => return Err(Internal::StaleWorld(self.id).into()),
        };
        if expected == self.newest { Ok(()) } else { Err(Internal::StaleWorld(self.id).into()) }
    }

    fn data(&mut self, values: &'a [Value], steps: &mut Vec<erased::Step>) -> Erased<Vec<erased::Value>> {
        values.iter().map(|value| self.one(value, steps)).collect()
    }

    fn one(&mut self, value: &'a Value, steps: &mut Vec<erased::Step>) -> Erased<erased::Value> {
        self.value(value, steps)?.value.ok_or_else(|| self.malformed())
    }

    fn values(&mut self, values: &'a [Value], steps: &mut Vec<erased::Step>) -> Erased<Vec<Known>> {
        values.iter().map(|value| self.value(value, steps)).collect()
    }

    fn value(&mut self, value: &'a Value, steps: &mut Vec<erased::Step>) -> Erased<Known> {
        Ok(match value {
            Value::Variable(id) => self.names.get(*id).cloned().ok_or_else(|| self.malformed())?,
            Value::Integer(integer) => Known::data(erased::Value::Integer(*integer)),
            Value::Boolean(boolean) => Known::data(erased::Value::Boolean(*boolean)),
            Value::Unit => Known::data(erased::Value::UNIT),
            Value::Tuple(components) => Known::tuple(self.values(components, steps)?),
            Value::Field(tuple, position) => {
                let tuple = self.value(tuple, steps)?;
                tuple.component(*position).ok_or_else(|| self.malformed())?
            }
            Value::Not(operand) => Known::data(erased::Value::Not(Box::new(self.one(operand, steps)?))),
            Value::Binary(operation, left, right) => {
                let (left, right) = (self.one(left, steps)?, self.one(right, steps)?);
                Known::data(erased::Value::Binary(*operation, Box::new(left), Box::new(right)))
            }
            Value::Print(world, line) => self.printing(world, line, steps)?,
        })
    }

    fn printing(&mut self, world: &'a Value, line: &'a Line, steps: &mut Vec<erased::Step>) -> Erased<Known> {
        let world = self.value(world, steps)?;
        match world.shape {
            Shape::World(version) if Some(version) == self.newest => {}
            _ => return Err(Internal::StaleWorld(self.id).into()),
        }
        let line = match line {
            Line::Text(text) => erased::Line::Text(text.clone()),
            Line::Shown(value, _) => erased::Line::Shown(self.one(value, steps)?),
        };
        steps.push(erased::Step::Print(line));
        let version = Version(self.versions);
        self.versions += 1;
        self.newest = Some(version);
        Ok(Known { value: None, shape: Shape::World(version) })
    }
}
