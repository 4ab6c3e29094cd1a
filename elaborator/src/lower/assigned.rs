//! What a loop assigns, and which expressions are more than a value.
//! Given by: `repeat.rs` and `expression.rs`.
//! Gives: the locals that a loop's state consists of; whether an expression needs steps.
//! Holds: an expression without steps evaluates to the same value wherever it stands.

use crate::tree::{Binary, Unary};
use crate::typed::{Block, Expression, ExpressionKind, LocalId, Pattern, Printed, Program, Statement};

/// What happens in a loop.
#[derive(Default)]
pub(super) struct Assigned {
    /// The locals that it gives a value.
    pub locals: Vec<LocalId>,
    /// Whether it prints.
    pub prints: bool,
}

impl Assigned {
    /// Looks through a block.
    pub(super) fn block(&mut self, program: &Program, block: &Block) {
        for statement in &block.statements {
            match statement {
                Statement::Bind(pattern, value, _) => {
                    self.pattern(pattern);
                    self.expression(program, value);
                }
                Statement::If(condition, yes, no) => {
                    self.expression(program, condition);
                    self.block(program, yes);
                    self.block(program, no);
                }
                Statement::While(repeat) => {
                    self.expression(program, &repeat.condition.value);
                    self.block(program, &repeat.body);
                }
                Statement::Return(value) | Statement::Evaluate(value) => self.expression(program, value),
                Statement::Guard(..) | Statement::Halt(..) => {}
            }
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Local(local) => self.locals.push(*local),
            Pattern::Ignore => {}
            Pattern::Tuple(parts) => parts.iter().for_each(|part| self.pattern(part)),
        }
    }

    fn expression(&mut self, program: &Program, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Print(_) => self.prints = true,
            ExpressionKind::Call(callee, _) => {
                let callee = program.cells.get(callee.0 as usize);
                self.prints |= callee.is_some_and(|cell| cell.signature.console);
            }
            _ => {}
        }
        for part in parts(expression) {
            self.expression(program, part);
        }
    }
}

/// Whether evaluating an expression takes a check, a call or a branch.
pub(super) fn needs_steps(expression: &Expression) -> bool {
    let own = match &expression.kind {
        ExpressionKind::Unary(Unary::Negate, _)
        | ExpressionKind::If(_)
        | ExpressionKind::Call(..)
        | ExpressionKind::Standard(..)
        | ExpressionKind::Print(_) => true,
        ExpressionKind::Binary(operator, left, _) => match operator {
            Binary::Add | Binary::Subtract | Binary::Multiply | Binary::Divide | Binary::Remainder => true,
            Binary::Equal | Binary::NotEqual => matches!(left.of, crate::typed::Type::Tuple(_)),
            _ => false,
        },
        _ => false,
    };
    own || parts(expression).into_iter().any(needs_steps)
}

/// The expressions directly below.
fn parts(expression: &Expression) -> Vec<&Expression> {
    match &expression.kind {
        ExpressionKind::Integer(_)
        | ExpressionKind::Boolean(_)
        | ExpressionKind::Unit
        | ExpressionKind::Local(_)
        | ExpressionKind::Print(Printed::Text(_))
        | ExpressionKind::Error => Vec::new(),
        ExpressionKind::Tuple(parts)
        | ExpressionKind::Apply(_, parts)
        | ExpressionKind::Standard(_, parts) => parts.iter().collect(),
        ExpressionKind::Field(inner, _) | ExpressionKind::Unary(_, inner) | ExpressionKind::Old(inner) => {
            vec![inner]
        }
        ExpressionKind::Print(Printed::Value(inner)) => vec![inner],
        ExpressionKind::Binary(_, left, right) => vec![left, right],
        ExpressionKind::If(parts) => parts.iter().collect(),
        ExpressionKind::Call(_, arguments) => arguments.iter().map(|(_, value)| value).collect(),
    }
}
