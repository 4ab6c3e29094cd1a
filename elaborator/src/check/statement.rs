//! Checks statements.
//! Given by: `cell.rs`, the body of a cell.
//! Gives: typed statements; whether the end of a block can be reached.
//! Holds: what no run reaches is checked and left out; only variables declared `mut` are assigned.

use super::body::{Body, Mode};
use crate::core::Span;
use crate::problem::{Code, Feature, Problem, Role};
use crate::resolve::{Use, number, resolve_type};
use crate::tree::{self, PatternKind, StatementKind};
use crate::typed::{Block, Condition, Expression, ExpressionKind, Guard, Pattern, Statement, Type, While};

impl Body<'_> {
    pub(super) fn block(&mut self, written: &[tree::Statement]) -> Block {
        self.scoped(|body| {
            let mut block = Block { statements: Vec::new(), falls_through: true };
            let mut leaves: Option<Span> = None;
            for statement in written {
                if let Some(span) = leaves.take().filter(|_| !block.falls_through) {
                    body.problems
                        .push(Problem::new(Code::Unreachable, statement.span).with(span, Role::Leaves));
                }
                let (typed, falls_through) = body.statement(statement);
                if block.falls_through {
                    block.statements.extend(typed);
                    block.falls_through = falls_through;
                    let read = statement.kind != StatementKind::Error;
                    leaves = Some(statement.span).filter(|_| read && !falls_through);
                }
            }
            block
        })
    }

    /// Checks a statement; tells whether what follows it can be reached.
    fn statement(&mut self, written: &tree::Statement) -> (Option<Statement>, bool) {
        let statement = match &written.kind {
            StatementKind::Let { .. } => self.binding(&written.kind),
            StatementKind::Assign { target, value } => self.assignment(target, value, written.span),
            StatementKind::If { branches, otherwise } => {
                return self.conditional(branches, otherwise.as_deref());
            }
            StatementKind::While(written_loop) => Some(self.repeat(written_loop, written.span)),
            StatementKind::Return(value) => {
                return (Some(self.leave(value.as_ref(), written.span)), false);
            }
            StatementKind::Assert(condition) => Some(self.guard(Guard::Assert, condition)),
            StatementKind::Check(condition) => Some(self.guard(Guard::Check, condition)),
            StatementKind::Assume { name, condition, reason } => {
                self.assumptions.push((name.text.clone(), name.span));
                Some(self.guard(Guard::Assume(name.text.clone(), reason.clone()), condition))
            }
            StatementKind::Halt(message) => {
                if self.signature.is_some_and(|signature| !signature.halts) {
                    self.report(Code::MissingEffect { effect: "halt", callee: None }, written.span);
                }
                return (Some(Statement::Halt(message.clone(), written.span)), false);
            }
            StatementKind::Evaluate(value) => Some(self.evaluate(value)),
            // What could not be read may leave the block or not; saying more would only repeat the problem.
            StatementKind::Error => return (None, false),
        };
        (statement, true)
    }

    fn guard(&mut self, guard: Guard, condition: &tree::Expression) -> Statement {
        Statement::Guard(guard, self.condition(Mode::Specification, condition))
    }

    fn evaluate(&mut self, written: &tree::Expression) -> Statement {
        let value = self.expression(written);
        if !value.of.agrees(&Type::Unit) {
            let is_result = self.signature.is_some_and(|signature| value.of.agrees(&signature.result));
            self.report(Code::UnusedValue { of: value.of.clone(), is_result }, written.span);
        }
        Statement::Evaluate(value)
    }

    fn leave(&mut self, value: Option<&tree::Expression>, span: Span) -> Statement {
        if self.loops > 0 {
            self.report(Code::Unsupported(Feature::ReturnInLoop), span);
        }
        let result = self.signature.map_or(Type::Error, |signature| signature.result.clone());
        let Some(written) = value else {
            if !result.agrees(&Type::Unit) {
                self.report(Code::TypeMismatch { expected: result, found: Type::Unit }, span);
            }
            return Statement::Return(Expression { kind: ExpressionKind::Unit, of: Type::Unit, span });
        };
        Statement::Return(self.expression_of(written, &result))
    }

    fn conditional(
        &mut self,
        branches: &[tree::Branch],
        otherwise: Option<&[tree::Statement]>,
    ) -> (Option<Statement>, bool) {
        let mut typed = Vec::new();
        for branch in branches {
            let condition = self.expression_of(&branch.condition, &Type::Bool);
            typed.push((condition, self.block(&branch.body)));
        }
        let nothing = Block { statements: Vec::new(), falls_through: true };
        let last = otherwise.map_or(nothing, |written| self.block(written));
        let block = typed.into_iter().rev().fold(last, |otherwise, (condition, body)| {
            let falls_through = body.falls_through || otherwise.falls_through;
            Block { statements: vec![Statement::If(condition, body, otherwise)], falls_through }
        });
        let falls_through = block.falls_through;
        (block.statements.into_iter().next(), falls_through)
    }

    fn repeat(&mut self, written: &tree::While, span: Span) -> Statement {
        let condition = self.typed_condition(Mode::Code, &written.condition, &Type::Bool);
        let invariant = |body: &mut Self, written| body.condition(Mode::LoopSpecification, written);
        let invariants = written.invariants.iter().map(|written| invariant(self, written)).collect();
        let measure = written.decreases.as_ref();
        let measure =
            measure.map(|written| self.typed_condition(Mode::LoopSpecification, written, &Type::Int));
        self.unmeasured |= measure.is_none();
        self.loops += 1;
        let body = self.block(&written.body);
        self.loops -= 1;
        Statement::While(Box::new(While { span, condition, invariants, measure, body }))
    }

    fn binding(&mut self, written: &StatementKind) -> Option<Statement> {
        let StatementKind::Let { mutable, pattern, of, refinement, value } = written else { return None };
        let annotation = of.as_ref().map(|of| resolve_type(self.names(), of, Use::Code, self.problems).of);
        let value = match &annotation {
            Some(of) => self.expression_of(value, of),
            None => self.expression(value),
        };
        let known = annotation.unwrap_or_else(|| value.of.clone());
        let mut declared = Vec::new();
        let bound = self.declare_pattern(pattern, &known, *mutable, &mut declared);
        self.refuse_repetition(&declared);
        for local in &declared {
            self.enter(*local);
        }
        let mut conditions = Vec::new();
        if let (Some(of), Pattern::Local(local)) = (of, &bound) {
            conditions.extend(self.naturals(of, *local));
        }
        if let Some(written) = refinement {
            self.subject = if let Pattern::Local(local) = &bound { Some(*local) } else { None };
            conditions.push(self.condition(Mode::Specification, written));
            self.subject = None;
        }
        for local in declared {
            self.refinements.extend(conditions.iter().map(|condition| (local, condition.clone())));
        }
        Some(Statement::Bind(bound, value, conditions))
    }

    fn declare_pattern(
        &mut self,
        pattern: &tree::Pattern,
        of: &Type,
        mutable: bool,
        declared: &mut Vec<crate::typed::LocalId>,
    ) -> Pattern {
        match &pattern.kind {
            PatternKind::Name(name) => {
                let local = self.declare(name, pattern.span, of.clone(), mutable);
                declared.push(local);
                Pattern::Local(local)
            }
            PatternKind::Ignore | PatternKind::Error => Pattern::Ignore,
            PatternKind::Tuple(parts) => {
                let types = self.part_types(of, parts.len(), pattern.span);
                let parts = parts.iter().zip(types);
                Pattern::Tuple(
                    parts.map(|(part, of)| self.declare_pattern(part, &of, mutable, declared)).collect(),
                )
            }
        }
    }

    /// The types of the parts of a pattern; reports a pattern that does not fit.
    fn part_types(&mut self, of: &Type, parts: usize, span: Span) -> Vec<Type> {
        match of {
            Type::Tuple(types) if types.len() == parts => return types.clone(),
            Type::Tuple(types) => {
                let code = Code::PatternParts { expected: number(types.len()), found: number(parts) };
                self.report(code, span);
            }
            Type::Error => {}
            _ => self.report(Code::NotATuple(of.clone()), span),
        }
        vec![Type::Error; parts]
    }

    /// The same name twice in a pattern would leave one of them without a meaning.
    fn refuse_repetition(&mut self, locals: &[crate::typed::LocalId]) {
        let mut seen: Vec<(String, Span)> = Vec::new();
        for local in locals.iter().filter_map(|id| self.local(*id)).cloned().collect::<Vec<_>>() {
            if let Some((_, first)) = seen.iter().find(|(name, _)| *name == local.name) {
                let problem = Problem::new(Code::DuplicateName(local.name.clone()), local.span);
                self.problems.push(problem.with(*first, Role::FirstDeclared));
            }
            seen.push((local.name, local.span));
        }
    }

    fn assignment(
        &mut self,
        target: &tree::Pattern,
        value: &tree::Expression,
        span: Span,
    ) -> Option<Statement> {
        let value = self.expression(value);
        let of = value.of.clone();
        let mut assigned = Vec::new();
        let pattern = self.assign_pattern(target, &of, value.span, &mut assigned);
        self.refuse_repetition(&assigned);
        let kept = self.refinements.iter().filter(|(local, _)| assigned.contains(local));
        let mut conditions: Vec<Condition> = Vec::new();
        for (_, condition) in kept {
            let again = Condition { span, ..condition.clone() };
            if !conditions.contains(&again) {
                conditions.push(again);
            }
        }
        Some(Statement::Bind(pattern, value, conditions))
    }

    fn assign_pattern(
        &mut self,
        pattern: &tree::Pattern,
        of: &Type,
        value: Span,
        assigned: &mut Vec<crate::typed::LocalId>,
    ) -> Pattern {
        match &pattern.kind {
            PatternKind::Ignore | PatternKind::Error => Pattern::Ignore,
            PatternKind::Tuple(parts) => {
                let types = self.part_types(of, parts.len(), pattern.span);
                let parts = parts.iter().zip(types);
                Pattern::Tuple(
                    parts.map(|(part, of)| self.assign_pattern(part, &of, value, assigned)).collect(),
                )
            }
            PatternKind::Name(name) => {
                let Some(id) = self.lookup(name) else {
                    let mut code = self.unknown_name(name);
                    if let Code::UnknownName { is_assigned, .. } = &mut code {
                        *is_assigned = true;
                    }
                    self.report(code, pattern.span);
                    return Pattern::Ignore;
                };
                self.check_assignable(id, pattern.span, of, value);
                assigned.push(id);
                Pattern::Local(id)
            }
        }
    }

    fn check_assignable(&mut self, id: crate::typed::LocalId, span: Span, of: &Type, value: Span) {
        let Some(local) = self.local(id).cloned() else { return };
        if !local.mutable {
            let problem = Problem::new(Code::NotMutable(local.name.clone()), span);
            self.problems.push(problem.with(local.span, Role::Declared));
        }
        if !local.of.agrees(of) {
            let code = Code::TypeMismatch { expected: local.of, found: of.clone() };
            self.problems.push(Problem::new(code, value).with(local.span, Role::Wanted));
        }
    }
}
