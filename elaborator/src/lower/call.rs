//! Lowers calls and printing.
//! Given by: expressions.
//! Gives: the guards of the callee's preconditions, then the call; steps that bind worlds.
//! Holds: arguments are evaluated in the order in which they are written, and are variables or literals after that.

use super::Lowering;
use super::draft::Draft;
use super::formula::{Scope, formula};
use super::operand::Operand;
use crate::core::{self, CellId, Formula, Line, SiteId, SiteKind, Span, Step, Term, Value};
use crate::resolve::number;
use crate::typed::{self, Condition, Expression, LocalId, Printed};

impl Lowering<'_> {
    pub(super) fn call(
        &mut self,
        callee: CellId,
        arguments: &[(u32, Expression)],
        span: Span,
        name: Option<&str>,
        draft: &mut Draft,
    ) -> Value {
        let program = self.program;
        let Some(called) = program.cells.get(callee.0 as usize) else { return Value::Unit };
        let mut values = vec![Value::Unit; called.parameters.len()];
        for (position, argument) in arguments {
            let value = self.value(argument, None, draft);
            let value = self.atom(value, None, draft);
            if let Some(place) = values.get_mut(*position as usize) {
                *place = value;
            }
        }
        for (clause, condition) in called.requires.iter().enumerate() {
            let formula = self.instance(called, condition, &values);
            let kind = SiteKind::Precondition { callee, clause: number(clause) };
            let site = self.site(kind, span, condition.text.clone());
            self.push(draft, Step::Guard(formula, site));
        }
        let site = self.site(SiteKind::Call(callee), span, (self.text_of)(span));
        self.call_at(site, callee, values, name, draft)
    }

    fn call_at(
        &mut self,
        site: SiteId,
        callee: CellId,
        values: Vec<Value>,
        name: Option<&str>,
        draft: &mut Draft,
    ) -> Value {
        let program = self.program;
        let Some(called) = program.cells.get(callee.0 as usize) else { return Value::Unit };
        let result = called.signature.result.core();
        let world = self.bound(self.world()).filter(|_| called.signature.console);
        let Some(world) = world else {
            let variable = self.variable(name.unwrap_or("$"), result);
            self.push(draft, Step::Call(variable, callee, values, site));
            return Value::Variable(variable);
        };
        let mut values = values;
        values.push(Value::Variable(world));
        let both = self.variable("$", core::Type::Tuple(vec![result, core::Type::World]));
        self.push(draft, Step::Call(both, callee, values, site));
        self.next_world(Value::Field(Box::new(Value::Variable(both)), 1), draft);
        Value::Field(Box::new(Value::Variable(both)), 0)
    }

    fn next_world(&mut self, world: Value, draft: &mut Draft) {
        let variable = self.variable("$world", core::Type::World);
        self.push(draft, Step::Let(variable, world));
        self.bind(self.world(), variable);
    }

    pub(super) fn print(&mut self, printed: &Printed, draft: &mut Draft) -> Value {
        let line = match printed {
            Printed::Text(text) => Line::Text(text.clone()),
            Printed::Value(value) => {
                let of = value.of.core();
                Line::Shown(Box::new(self.value(value, None, draft)), of)
            }
        };
        if let Some(world) = self.bound(self.world()) {
            self.next_world(Value::Print(Box::new(Value::Variable(world)), line), draft);
        }
        Value::Unit
    }

    /// A clause of a callee's precondition, said of the arguments. What is wrong with it is reported at the callee.
    fn instance(&self, called: &typed::Cell, condition: &Condition, values: &[Value]) -> Formula {
        let argument = |local: LocalId| {
            let position = called.parameters.iter().position(|parameter| *parameter == local)?;
            let of = &called.locals.get(local.0 as usize)?.of;
            Some(match values.get(position)? {
                Value::Variable(variable) => Operand::of_term(Term::Variable(*variable), of),
                Value::Integer(value) => Operand::integer(Term::Integer((*value).into())),
                Value::Boolean(value) => Operand::Truth(Formula::Constant(*value)),
                _ => Operand::Tuple(Vec::new()),
            })
        };
        let scope = Scope { now: &argument, before: &argument };
        formula(self.program, condition, &scope).unwrap_or(Formula::Constant(true))
    }
}
