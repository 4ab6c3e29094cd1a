//! Lowers expressions to values, with the steps that they need before them.
//! Given by: statements, conditions, arguments.
//! Gives: a value; its checks, calls and branches go into the draft, from left to right.
//! Holds: a value is used at most once where it could be large; otherwise it is named first.

use super::Lowering;
use super::assigned::needs_steps;
use super::branch::Branch;
use super::draft::Draft;
use crate::core::{self, Binary as Operation, Checked, SiteKind, Span, Step, Value};
use crate::resolve::number;
use crate::tree::{Binary, Unary};
use crate::typed::{Expression, ExpressionKind, Standard, Type};

impl Lowering<'_> {
    /// The value of an expression. A variable that is made for it gets the name.
    pub(super) fn value(&mut self, of: &Expression, name: Option<&str>, draft: &mut Draft) -> Value {
        match &of.kind {
            ExpressionKind::Integer(value) => Value::Integer(i64::try_from(value).unwrap_or_default()),
            ExpressionKind::Boolean(value) => Value::Boolean(*value),
            ExpressionKind::Unit | ExpressionKind::Error => Value::Unit,
            ExpressionKind::Local(local) => self.local(*local),
            ExpressionKind::Tuple(parts) => {
                Value::Tuple(parts.iter().map(|part| self.value(part, None, draft)).collect())
            }
            ExpressionKind::Field(inner, part) => match self.value(inner, None, draft) {
                Value::Tuple(mut parts) if (*part as usize) < parts.len() => {
                    parts.swap_remove(*part as usize)
                }
                whole => Value::Field(Box::new(whole), *part),
            },
            ExpressionKind::Unary(Unary::Not, inner) => Value::Not(Box::new(self.value(inner, None, draft))),
            ExpressionKind::Unary(Unary::Negate, inner) => {
                let operand = self.value(inner, None, draft);
                self.checked(Checked::Negate, vec![operand], of.span, name, draft)
            }
            ExpressionKind::Binary(operator, left, right) => {
                self.binary(*operator, [left, right], of.span, name, draft)
            }
            ExpressionKind::If(parts) => {
                let [condition, yes, no] = parts.as_ref();
                let condition = self.value(condition, None, draft);
                self.choose(condition, Part::Expression(yes), Part::Expression(no), name, draft)
            }
            ExpressionKind::Standard(function, arguments) => {
                self.standard(*function, arguments, of.span, name, draft)
            }
            ExpressionKind::Call(callee, arguments) => self.call(*callee, arguments, of.span, name, draft),
            ExpressionKind::Print(printed) => self.print(printed, draft),
            // Only specifications contain these, and they are lowered to formulas.
            ExpressionKind::Apply(..) | ExpressionKind::Old(_) => Value::Unit,
        }
    }

    /// The same value as a variable or a literal.
    pub(super) fn atom(&mut self, value: Value, name: Option<&str>, draft: &mut Draft) -> Value {
        if matches!(value, Value::Variable(_) | Value::Integer(_) | Value::Boolean(_) | Value::Unit) {
            return value;
        }
        let of = self.type_of_value(&value);
        let variable = self.variable(name.unwrap_or("$"), of);
        self.push(draft, Step::Let(variable, value));
        Value::Variable(variable)
    }

    /// The type of a value.
    pub(super) fn type_of_value(&self, value: &Value) -> core::Type {
        match value {
            Value::Variable(variable) => self.type_of(*variable),
            Value::Integer(_) => core::Type::Int,
            Value::Boolean(_) | Value::Not(_) => core::Type::Bool,
            Value::Unit => core::Type::Unit,
            Value::Print(..) => core::Type::World,
            Value::Tuple(parts) => {
                core::Type::Tuple(parts.iter().map(|part| self.type_of_value(part)).collect())
            }
            Value::Field(whole, part) => match self.type_of_value(whole) {
                core::Type::Tuple(mut parts) if (*part as usize) < parts.len() => {
                    parts.swap_remove(*part as usize)
                }
                other => other,
            },
            Value::Binary(operation, ..) => match operation {
                Operation::WrappingAdd | Operation::WrappingSubtract | Operation::WrappingMultiply => {
                    core::Type::Int
                }
                _ => core::Type::Bool,
            },
        }
    }

    /// An operation that halts at a site of its own when its result is out of range.
    pub(super) fn checked(
        &mut self,
        operation: Checked,
        operands: Vec<Value>,
        span: Span,
        name: Option<&str>,
        draft: &mut Draft,
    ) -> Value {
        let divides = matches!(operation, Checked::Divide | Checked::Remainder);
        let kind = if divides { SiteKind::Division } else { SiteKind::Overflow };
        let site = self.site(kind, span, (self.text_of)(span));
        let variable = self.variable(name.unwrap_or("$"), core::Type::Int);
        self.push(draft, Step::Checked(variable, operation, operands, site));
        Value::Variable(variable)
    }

    fn binary(
        &mut self,
        operator: Binary,
        operands: [&Expression; 2],
        span: Span,
        name: Option<&str>,
        draft: &mut Draft,
    ) -> Value {
        let [left, right] = operands;
        let first = self.value(left, None, draft);
        match operator {
            Binary::And if needs_steps(right) => {
                return self.choose(
                    first,
                    Part::Expression(right),
                    Part::Value(Value::Boolean(false)),
                    name,
                    draft,
                );
            }
            Binary::Or if needs_steps(right) => {
                return self.choose(
                    first,
                    Part::Value(Value::Boolean(true)),
                    Part::Expression(right),
                    name,
                    draft,
                );
            }
            _ => {}
        }
        let second = self.value(right, None, draft);
        if let Some(operation) = checked(operator) {
            return self.checked(operation, vec![first, second], span, name, draft);
        }
        self.pure(operator, first, second, &left.of, draft)
    }

    /// An operation that cannot fail.
    fn pure(&mut self, operator: Binary, first: Value, second: Value, of: &Type, draft: &mut Draft) -> Value {
        match operator {
            Binary::Equal => self.equal(first, second, of, draft),
            Binary::NotEqual => Value::Not(Box::new(self.equal(first, second, of, draft))),
            Binary::Greater => operation(Operation::Less, second, first),
            Binary::GreaterEqual => operation(Operation::LessEqual, second, first),
            Binary::Less => operation(Operation::Less, first, second),
            Binary::LessEqual => operation(Operation::LessEqual, first, second),
            Binary::Or => operation(Operation::Or, first, second),
            Binary::WrappingAdd => operation(Operation::WrappingAdd, first, second),
            Binary::WrappingSubtract => operation(Operation::WrappingSubtract, first, second),
            Binary::WrappingMultiply => operation(Operation::WrappingMultiply, first, second),
            _ => operation(Operation::And, first, second),
        }
    }

    fn equal(&mut self, first: Value, second: Value, of: &Type, draft: &mut Draft) -> Value {
        match of {
            Type::Int => operation(Operation::EqualInt, first, second),
            Type::Bool => operation(Operation::EqualBool, first, second),
            Type::Tuple(parts) => {
                let (first, second) = (self.atom(first, None, draft), self.atom(second, None, draft));
                let mut tests = Vec::new();
                for (index, part) in parts.iter().enumerate() {
                    let field = |whole: &Value| Value::Field(Box::new(whole.clone()), number(index));
                    tests.push(self.equal(field(&first), field(&second), part, draft));
                }
                let all = tests.into_iter().reduce(|all, test| operation(Operation::And, all, test));
                all.unwrap_or(Value::Boolean(true))
            }
            Type::Unit | Type::Text | Type::Error => Value::Boolean(true),
        }
    }

    /// A function of the standard library.
    fn standard(
        &mut self,
        function: Standard,
        arguments: &[Expression],
        span: Span,
        name: Option<&str>,
        draft: &mut Draft,
    ) -> Value {
        let mut values = Vec::new();
        for argument in arguments {
            let value = self.value(argument, None, draft);
            values.push(self.atom(value, None, draft));
        }
        let first = values.first().cloned().unwrap_or(Value::Unit);
        let second = values.get(1).cloned().unwrap_or(Value::Unit);
        let (least, most, other) = match function {
            Standard::Min => (first.clone(), second.clone(), Part::Value(second)),
            Standard::Max => (second.clone(), first.clone(), Part::Value(second)),
            Standard::Abs => (Value::Integer(0), first.clone(), Part::Negated(first.clone(), span)),
        };
        let condition = operation(Operation::LessEqual, least, most);
        self.choose(condition, Part::Value(first), other, name, draft)
    }

    /// One value or the other, with the steps of only one.
    fn choose(
        &mut self,
        condition: Value,
        yes: Part<'_>,
        no: Part<'_>,
        name: Option<&str>,
        draft: &mut Draft,
    ) -> Value {
        if !self.may_nest(draft.levels()) {
            return Value::Unit;
        }
        let before = self.bindings.clone();
        let levels = draft.levels();
        let yes = self.deeper(levels, |lowering| lowering.part(yes));
        self.bindings.clone_from(&before);
        let no = self.deeper(levels, |lowering| lowering.part(no));
        self.bindings = before;
        let of = yes.result.as_ref().map_or(core::Type::Unit, |value| self.type_of_value(value));
        let result = self.meet(draft, condition, yes, no, Some((name.unwrap_or("$"), of)));
        result.map_or(Value::Unit, Value::Variable)
    }

    fn part(&mut self, part: Part<'_>) -> Branch {
        let mut draft = Draft::default();
        let value = match part {
            Part::Value(value) => value,
            Part::Expression(expression) => self.value(expression, None, &mut draft),
            Part::Negated(value, span) => self.checked(Checked::Negate, vec![value], span, None, &mut draft),
        };
        Branch { draft, bindings: self.bindings.clone(), result: Some(value) }
    }
}

/// What a branch of an expression evaluates.
enum Part<'e> {
    /// Nothing more.
    Value(Value),
    /// An expression.
    Expression(&'e Expression),
    /// The negation of a value, for a place.
    Negated(Value, Span),
}

fn operation(operation: Operation, first: Value, second: Value) -> Value {
    Value::Binary(operation, Box::new(first), Box::new(second))
}

/// The checked operation of an operator.
fn checked(operator: Binary) -> Option<Checked> {
    Some(match operator {
        Binary::Add => Checked::Add,
        Binary::Subtract => Checked::Subtract,
        Binary::Multiply => Checked::Multiply,
        Binary::Divide => Checked::Divide,
        Binary::Remainder => Checked::Remainder,
        _ => return None,
    })
}
