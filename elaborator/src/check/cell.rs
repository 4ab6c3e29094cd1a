//! Checks cells and definitions: heads, contracts, bodies.
//! Given by: `check`, one declaration after the other.
//! Gives: the typed cell or definition, and what it calls.
//! Holds: preconditions see the parameters; postconditions see parameters and results; the body sees the parameters.

use super::Context;
use super::body::{Body, Mode};
use crate::core::{CellId, Span};
use crate::problem::{Code, Feature, Problem, Role};
use crate::resolve::{Use, resolve_type};
use crate::tree::{self, Binary, ClauseKind, Results, TypeName};
use crate::typed::{Cell, Condition, Definition, DefinitionId, Expression, ExpressionKind, LocalId, Type};
use num_bigint::BigInt;

/// What a cell or definition calls and assumes, and where; and whether a loop of it has no measure.
#[derive(Default)]
pub(super) struct Calls {
    pub cells: Vec<(CellId, Span)>,
    pub definitions: Vec<(DefinitionId, Span)>,
    pub assumptions: Vec<(String, Span)>,
    pub unmeasured: bool,
}

/// Checks a cell.
pub(super) fn check_cell(
    context: Context<'_>,
    index: usize,
    written: &tree::Cell,
    problems: &mut Vec<Problem>,
) -> (Cell, Calls) {
    let signature = &context.names.signatures[index];
    let mut body = Body::new(context, Some(signature), problems);
    let parameters = body.fields(&written.parameters);
    let mut requires = body.refinements_of(&written.parameters, &parameters);
    requires.extend(body.clauses(written, ClauseKind::Requires));
    let (results, ensures) = body.scoped(|body| body.results(written));
    body.mode = Mode::Code;
    let block = body.scoped(|body| body.block(&written.body));
    if block.falls_through && !signature.result.agrees(&Type::Unit) && !body.forgot_return(&written.body) {
        body.report(Code::MissingReturn(signature.result.clone()), written.end);
    }
    let Body { locals, calls, applications, assumptions, unmeasured, .. } = body;
    let cell = Cell {
        signature: signature.clone(),
        text: context.tokens.text_of(context.text, written.head),
        locals,
        parameters,
        results,
        requires,
        ensures,
        body: block,
        total: false,
    };
    (cell, Calls { cells: calls, definitions: applications, assumptions, unmeasured })
}

/// Checks a `pred` or `spec`.
pub(super) fn check_definition(
    context: Context<'_>,
    index: usize,
    written: &tree::Definition,
    problems: &mut Vec<Problem>,
) -> (Definition, Calls) {
    let result = context.names.definition_types[index].1.clone();
    let mut body = Body::new(context, None, problems);
    body.fields(&written.parameters);
    for refinement in written.parameters.iter().filter_map(|field| field.refinement.as_ref()) {
        body.report(Code::Unsupported(Feature::PartialDefinition), refinement.span);
    }
    let value = body.expression_of(&written.body, &result);
    let Body { locals, applications, .. } = body;
    let definition = Definition { name: written.name.text.clone(), parameters: locals, result, body: value };
    (definition, Calls { definitions: applications, ..Calls::default() })
}

impl Body<'_> {
    /// Puts parameters or named results in scope.
    fn fields(&mut self, fields: &[tree::Field]) -> Vec<LocalId> {
        let mut locals = Vec::new();
        for field in fields {
            let name = &field.name;
            if let Some(first) = self.lookup(&name.text).and_then(|id| self.local(id)).map(|local| local.span)
            {
                let problem = Problem::new(Code::DuplicateName(name.text.clone()), name.span);
                self.problems.push(problem.with(first, Role::FirstDeclared));
            }
            let of = resolve_type(self.names(), &field.of, Use::Specification, &mut Vec::new()).of;
            let local = self.declare(&name.text, name.span, of, false);
            self.enter(local);
            locals.push(local);
        }
        locals
    }

    /// What types and `where` say about parameters or named results.
    fn refinements_of(&mut self, fields: &[tree::Field], locals: &[LocalId]) -> Vec<Condition> {
        let mut conditions = Vec::new();
        for (field, local) in fields.iter().zip(locals) {
            conditions.extend(self.naturals(&field.of, *local));
            if let Some(written) = &field.refinement {
                self.subject = Some(*local);
                conditions.push(self.condition(Mode::Specification, written));
                self.subject = None;
            }
        }
        conditions
    }

    /// That the components of type `Nat` are not negative.
    pub(super) fn naturals(&mut self, of: &TypeName, local: LocalId) -> Vec<Condition> {
        let paths = resolve_type(self.names(), of, Use::Specification, &mut Vec::new()).naturals;
        let text = self.text_of(of.span);
        let name = self.local(local).map_or(String::new(), |local| local.name.clone());
        let condition = |path: Vec<u32>| Condition {
            value: not_negative(component(self.local_expression(local, of.span), &path)),
            text: format!("{name}: {text}"),
            span: of.span,
        };
        paths.into_iter().map(condition).collect()
    }

    /// Whether the last statement was reported as a value that may be meant as the result.
    fn forgot_return(&self, written: &[tree::Statement]) -> bool {
        let value = |problem: &Problem| matches!(problem.code, Code::UnusedValue { is_result: true, .. });
        let last = written.last().map(|statement| statement.span);
        self.problems.last().is_some_and(|problem| value(problem) && Some(problem.span) == last)
    }

    fn clauses(&mut self, written: &tree::Cell, kind: ClauseKind) -> Vec<Condition> {
        let clauses = written.clauses.iter().filter(|clause| clause.kind == kind);
        clauses.map(|clause| self.condition(Mode::Specification, &clause.condition)).collect()
    }

    /// Checks the results and what is said about them.
    fn results(&mut self, written: &tree::Cell) -> (Vec<LocalId>, Vec<Condition>) {
        let (results, mut ensures) = match &written.results {
            Results::Named(fields) => {
                let results = self.fields(fields);
                let ensures = self.refinements_of(fields, &results);
                (results, ensures)
            }
            Results::Single(of, refinement) => self.unnamed_result(of, refinement.as_ref()),
            Results::Nothing => (Vec::new(), Vec::new()),
        };
        ensures.extend(self.clauses(written, ClauseKind::Ensures));
        self.subject = None;
        (results, ensures)
    }

    /// A result without name, which `it` names.
    fn unnamed_result(
        &mut self,
        of: &TypeName,
        refinement: Option<&tree::Expression>,
    ) -> (Vec<LocalId>, Vec<Condition>) {
        let result = resolve_type(self.names(), of, Use::Specification, &mut Vec::new()).of;
        let local = self.declare("it", of.span, result.clone(), false);
        self.subject = Some(local);
        let mut ensures = self.naturals(of, local);
        ensures.extend(refinement.map(|written| self.condition(Mode::Specification, written)));
        (if result == Type::Unit { Vec::new() } else { vec![local] }, ensures)
    }
}

/// The component of a value at a path.
fn component(value: Expression, path: &[u32]) -> Expression {
    path.iter().fold(value, |value, part| {
        let of = match &value.of {
            Type::Tuple(parts) => parts.get(*part as usize).cloned().unwrap_or(Type::Error),
            _ => Type::Error,
        };
        let span = value.span;
        Expression { kind: ExpressionKind::Field(Box::new(value), *part), of, span }
    })
}

fn not_negative(value: Expression) -> Expression {
    let span = value.span;
    let zero = Expression { kind: ExpressionKind::Integer(BigInt::ZERO), of: Type::Int, span };
    let kind = ExpressionKind::Binary(Binary::LessEqual, Box::new(zero), Box::new(value));
    Expression { kind, of: Type::Bool, span }
}
