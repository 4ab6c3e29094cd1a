//! Lowers a cell: its head, its contract, its body.
//! Given by: `lower`, one cell after the other.
//! Gives: the cell in core.
//! Holds: variables are numbered parameters first, then the world, then the results, then those of the body.

use super::draft::Draft;
use super::formula::{Scope, formula};
use super::operand::Operand;
use super::statement::Tail;
use super::{Bindings, Lowering};
use crate::core::{self, Block, Clause, Formula, Span, Term, VariableId};
use crate::problem::Problem;
use crate::typed::{self, Condition, Local, LocalId, Type};

/// Lowers a cell.
pub(super) fn lower_cell(
    program: &typed::Program,
    cell: &typed::Cell,
    text_of: &dyn Fn(Span) -> String,
    problems: &mut Vec<Problem>,
) -> core::Cell {
    let lowering = Lowering {
        program,
        cell,
        text_of,
        variables: Vec::new(),
        used: Vec::new(),
        sites: Vec::new(),
        joins: 0,
        loops: 0,
        bindings: vec![None; cell.locals.len() + 1],
        depth: 0,
        too_deep: false,
        problems,
    };
    lowering.run()
}

impl Lowering<'_> {
    fn run(mut self) -> core::Cell {
        let cell = self.cell;
        let mut parameters = self.declare_all(&cell.parameters);
        if cell.signature.console {
            let world = self.variable("$world", core::Type::World);
            self.bind(self.world(), world);
            parameters.push(world);
        }
        let before = self.bindings.clone();
        let results = self.declare_all(&cell.results);
        let requires = self.clauses(&cell.requires);
        let ensures = self.clauses(&cell.ensures);
        self.bindings = before;
        let body = self.body();
        core::Cell {
            name: cell.signature.name.clone(),
            span: cell.signature.span,
            text: cell.text.clone(),
            variables: self.variables,
            parameters,
            results,
            result: cell.signature.result.core(),
            effects: if cell.signature.console { vec!["console".to_owned()] } else { Vec::new() },
            requires,
            ensures,
            total: cell.total,
            sites: self.sites,
            body,
        }
    }

    fn body(&mut self) -> Block {
        let cell = self.cell;
        self.block(&cell.body, Draft::default(), Tail::Return).unwrap_or_else(|draft| {
            let end = self.return_unit();
            self.close(draft, end)
        })
    }

    fn declare_all(&mut self, locals: &[LocalId]) -> Vec<VariableId> {
        let mut variables = Vec::new();
        for local in locals {
            let variable = self.declare(*local);
            self.bind(local.0 as usize, variable);
            variables.push(variable);
        }
        variables
    }

    /// A variable for a local.
    pub(super) fn declare(&mut self, local: LocalId) -> VariableId {
        let of = self.cell.locals.get(local.0 as usize).map_or(core::Type::Unit, |local| local.of.core());
        let name = self.name_of(local).to_owned();
        self.variable(&name, of)
    }

    fn clauses(&mut self, conditions: &[Condition]) -> Vec<Clause> {
        let bindings = self.bindings.clone();
        conditions.iter().map(|condition| self.clause(condition, &bindings, &bindings)).collect()
    }

    /// A clause, with what the locals stand for now and stood for when the loop was entered.
    pub(super) fn clause(&mut self, condition: &Condition, now: &Bindings, before: &Bindings) -> Clause {
        let formula = self.formula(condition, now, before);
        Clause { formula, span: condition.span, text: condition.text.clone() }
    }

    /// The formula of a condition.
    pub(super) fn formula(&mut self, condition: &Condition, now: &Bindings, before: &Bindings) -> Formula {
        let locals = &self.cell.locals;
        let now = |local| operand(locals, now, local);
        let before = |local| operand(locals, before, local);
        formula(self.program, condition, &Scope { now: &now, before: &before }).unwrap_or_else(|problem| {
            self.problems.push(problem);
            Formula::Constant(true)
        })
    }
}

/// What a local stands for in a specification.
pub(super) fn operand(locals: &[Local], bindings: &Bindings, local: LocalId) -> Option<Operand> {
    let variable = bindings.get(local.0 as usize).copied().flatten()?;
    let of = locals.get(local.0 as usize).map_or(&Type::Unit, |local| &local.of);
    Some(Operand::of_term(Term::Variable(variable), of))
}
