//! What the later passes rely on in an erased program.
//! Given by: `erase`, `count`, tests.
//! Gives: nothing, or the first flaw.
//! Holds: in a program without flaws every variable is bound once and before its use, and every part has its type.

use super::{
    Binary, Block, Cell, CellId, Checked, Condition, End, JoinId, Line, Loop, Number, Program, SiteIndex,
    Step, Type, Value, VariableId,
};
use std::collections::BTreeSet;

/// A flaw, and the cell that has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flaw {
    /// The cell, or the entry's.
    pub cell: CellId,
    /// What is wrong.
    pub kind: FlawKind,
}

/// What can be wrong with a program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FlawKind {
    /// A variable is used where it is not bound.
    Unbound(VariableId),
    /// A variable is bound twice.
    BoundTwice(VariableId),
    /// A part does not have the type that its place wants.
    IllTyped,
    /// A jump to a continuation that is not declared there.
    UnknownJoin(JoinId),
    /// Two continuations of a cell have the same number.
    DeclaredTwice(JoinId),
    /// A site that is not in the table.
    UnknownSite(SiteIndex),
    /// A call of a cell that does not exist.
    UnknownCell(CellId),
    /// A return in a loop, or the next state of a loop outside of one.
    MisplacedEnd,
}

type Check = Result<(), FlawKind>;

/// Looks for flaws.
///
/// # Errors
/// The first flaw.
pub fn validate(program: &Program) -> Result<(), Flaw> {
    for (index, cell) in program.cells.iter().enumerate() {
        let id = CellId(u32::try_from(index).unwrap_or(u32::MAX));
        validate_cell(program, cell).map_err(|kind| Flaw { cell: id, kind })?;
    }
    match program.cell(program.entry) {
        Some(entry) if entry.result == Type::Int => Ok(()),
        Some(_) => Err(Flaw { cell: program.entry, kind: FlawKind::IllTyped }),
        None => Err(Flaw { cell: program.entry, kind: FlawKind::UnknownCell(program.entry) }),
    }
}

fn validate_cell(program: &Program, cell: &Cell) -> Check {
    let bound = vec![Binding::Unseen; cell.variables.len()];
    let (scope, joins, declared) = (Vec::new(), Vec::new(), BTreeSet::new());
    let mut checker = Checker { program, cell, bound, scope, joins, declared, state: None };
    checker.bind_all(&cell.parameters)?;
    checker.block(&cell.body)
}

/// The type of a value.
fn type_of(cell: &Cell, value: &Value) -> Result<Type, FlawKind> {
    match value {
        Value::Variable(id) => cell.type_of(*id).cloned().ok_or(FlawKind::Unbound(*id)),
        Value::Integer(_) => Ok(Type::Int),
        Value::Boolean(_) => Ok(Type::Bool),
        Value::Tuple(components) if components.len() == 1 => Err(FlawKind::IllTyped),
        Value::Tuple(components) => Ok(Type::Tuple(
            components.iter().map(|component| type_of(cell, component)).collect::<Result<_, _>>()?,
        )),
        Value::Field(tuple, position) => match type_of(cell, tuple)? {
            Type::Tuple(components) => components.get(*position as usize).cloned().ok_or(FlawKind::IllTyped),
            _ => Err(FlawKind::IllTyped),
        },
        Value::Not(operand) => expect(cell, operand, &Type::Bool).map(|()| Type::Bool),
        Value::Binary(operation, left, right) => {
            let (operands, result) = signature(*operation);
            expect(cell, left, &operands)?;
            expect(cell, right, &operands)?;
            Ok(result)
        }
    }
}

fn signature(operation: Binary) -> (Type, Type) {
    match operation {
        Binary::EqualInt | Binary::Less | Binary::LessEqual => (Type::Int, Type::Bool),
        Binary::EqualBool | Binary::And | Binary::Or => (Type::Bool, Type::Bool),
        Binary::WrappingAdd | Binary::WrappingSubtract | Binary::WrappingMultiply => (Type::Int, Type::Int),
    }
}

fn expect(cell: &Cell, value: &Value, of: &Type) -> Check {
    if type_of(cell, value)? == *of { Ok(()) } else { Err(FlawKind::IllTyped) }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Binding {
    Unseen,
    InScope,
    Past,
}

struct Checker<'a> {
    program: &'a Program,
    cell: &'a Cell,
    bound: Vec<Binding>,
    /// The variables in scope, the innermost last.
    scope: Vec<VariableId>,
    /// The continuations that may be jumped to, with their parameters.
    joins: Vec<(JoinId, &'a [VariableId])>,
    declared: BTreeSet<JoinId>,
    /// The state of the enclosing loop, in a loop.
    state: Option<&'a [VariableId]>,
}

impl<'a> Checker<'a> {
    fn bind(&mut self, id: VariableId) -> Check {
        match self.bound.get_mut(id.0 as usize) {
            Some(binding @ Binding::Unseen) => *binding = Binding::InScope,
            Some(_) => return Err(FlawKind::BoundTwice(id)),
            None => return Err(FlawKind::Unbound(id)),
        }
        self.scope.push(id);
        Ok(())
    }

    fn bind_all(&mut self, ids: &[VariableId]) -> Check {
        ids.iter().try_for_each(|id| self.bind(*id))
    }

    /// Checks a part whose variables and continuations are not known after it.
    fn scoped(&mut self, check: impl FnOnce(&mut Self) -> Check) -> Check {
        let (variables, joins) = (self.scope.len(), self.joins.len());
        check(self)?;
        for id in self.scope.drain(variables..) {
            self.bound[id.0 as usize] = Binding::Past;
        }
        self.joins.truncate(joins);
        Ok(())
    }

    fn block(&mut self, block: &'a Block) -> Check {
        self.scoped(|checker| {
            block.steps.iter().try_for_each(|step| checker.step(step))?;
            checker.end(&block.end)
        })
    }

    fn step(&mut self, step: &'a Step) -> Check {
        match step {
            Step::Let(variable, value) => {
                let of = self.type_of(value)?;
                self.bind_as(*variable, &of)
            }
            Step::Checked(variable, operation, arguments, site) => {
                let count = if *operation == Checked::Negate { 1 } else { 2 };
                if arguments.len() != count {
                    return Err(FlawKind::IllTyped);
                }
                arguments.iter().try_for_each(|argument| self.value(argument, &Type::Int))?;
                site.iter().try_for_each(|site| self.site(*site))?;
                self.bind_as(*variable, &Type::Int)
            }
            Step::Guard(condition, site) => {
                self.site(*site)?;
                self.condition(condition)
            }
            Step::Call(variable, callee, arguments) => {
                let cell = self.program.cell(*callee).ok_or(FlawKind::UnknownCell(*callee))?;
                let wanted = cell.parameters.iter().map(|parameter| cell.type_of(*parameter));
                self.arguments(arguments, wanted)?;
                self.bind_as(*variable, &cell.result)
            }
            Step::Print(Line::Text(_)) => Ok(()),
            Step::Print(Line::Shown(value)) => self.type_of(value).map(|_| ()),
            Step::Loop(of) => self.looping(of),
            Step::Join(id, parameters, body) => {
                self.scoped(|checker| {
                    checker.bind_all(parameters)?;
                    checker.block(body)
                })?;
                self.joins.push((*id, parameters));
                if self.declared.insert(*id) { Ok(()) } else { Err(FlawKind::DeclaredTwice(*id)) }
            }
        }
    }

    fn bind_as(&mut self, id: VariableId, of: &Type) -> Check {
        self.bind(id)?;
        if self.cell.type_of(id) == Some(of) { Ok(()) } else { Err(FlawKind::IllTyped) }
    }

    fn looping(&mut self, of: &'a Loop) -> Check {
        self.arguments(&of.initial, of.state.iter().map(|id| self.cell.type_of(*id)))?;
        let outer = (std::mem::take(&mut self.joins), self.state.replace(&of.state));
        self.scoped(|checker| {
            checker.bind_all(&of.state)?;
            checker.value(&of.condition, &Type::Bool)?;
            checker.block(&of.body)
        })?;
        (self.joins, self.state) = outer;
        self.bind_all(&of.after)?;
        let types =
            |ids: &[VariableId]| ids.iter().map(|id| self.cell.type_of(*id).cloned()).collect::<Vec<_>>();
        if types(&of.state) == types(&of.after) { Ok(()) } else { Err(FlawKind::IllTyped) }
    }

    fn end(&mut self, end: &'a End) -> Check {
        match end {
            End::Return(value) if self.state.is_none() => self.value(value, &self.cell.result),
            End::Return(_) => Err(FlawKind::MisplacedEnd),
            End::Jump(id, arguments) => {
                let declared = self.joins.iter().rev().find(|(join, _)| join == id);
                let (_, parameters) = declared.ok_or(FlawKind::UnknownJoin(*id))?;
                self.arguments(arguments, parameters.iter().map(|id| self.cell.type_of(*id)))
            }
            End::Halt(site) => self.site(*site),
            End::Continue(values) => {
                let state = self.state.ok_or(FlawKind::MisplacedEnd)?;
                self.arguments(values, state.iter().map(|id| self.cell.type_of(*id)))
            }
            End::If(condition, yes, no) => {
                self.value(condition, &Type::Bool)?;
                self.block(yes)?;
                self.block(no)
            }
        }
    }

    fn arguments<'t>(
        &self,
        values: &[Value],
        types: impl ExactSizeIterator<Item = Option<&'t Type>>,
    ) -> Check {
        if values.len() != types.len() {
            return Err(FlawKind::IllTyped);
        }
        values.iter().zip(types).try_for_each(|(value, of)| self.value(value, of.ok_or(FlawKind::IllTyped)?))
    }

    fn value(&self, value: &Value, of: &Type) -> Check {
        if self.type_of(value)? == *of { Ok(()) } else { Err(FlawKind::IllTyped) }
    }

    fn type_of(&self, value: &Value) -> Result<Type, FlawKind> {
        self.in_scope(value)?;
        type_of(self.cell, value)
    }

    fn in_scope(&self, value: &Value) -> Check {
        match value {
            Value::Variable(id) => match self.bound.get(id.0 as usize) {
                Some(Binding::InScope) => Ok(()),
                _ => Err(FlawKind::Unbound(*id)),
            },
            Value::Integer(_) | Value::Boolean(_) => Ok(()),
            Value::Tuple(components) => components.iter().try_for_each(|component| self.in_scope(component)),
            Value::Field(operand, _) | Value::Not(operand) => self.in_scope(operand),
            Value::Binary(_, left, right) => {
                self.in_scope(left)?;
                self.in_scope(right)
            }
        }
    }

    fn condition(&self, condition: &Condition) -> Check {
        match condition {
            Condition::Constant(_) => Ok(()),
            Condition::Test(value) => self.value(value, &Type::Bool),
            Condition::Compare(_, left, right) => {
                self.number(left)?;
                self.number(right)
            }
            Condition::Not(operand) => self.condition(operand),
            Condition::And(left, right) | Condition::Or(left, right) | Condition::Same(left, right) => {
                self.condition(left)?;
                self.condition(right)
            }
        }
    }

    fn number(&self, number: &Number) -> Check {
        match number {
            Number::Value(value) => self.value(value, &Type::Int),
            Number::Integer(_) => Ok(()),
            Number::Negate(operand) => self.number(operand),
            Number::Arithmetic(_, left, right) => {
                self.number(left)?;
                self.number(right)
            }
        }
    }

    fn site(&self, site: SiteIndex) -> Check {
        if (site.0 as usize) < self.program.sites.len() { Ok(()) } else { Err(FlawKind::UnknownSite(site)) }
    }
}
