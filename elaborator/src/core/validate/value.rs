//! Checks values and finds their types.
//! Given by: `validate`.
//! Gives: the type of a value, or the first fault.
//! Holds: a world is used only where the model threads it; that it is used once is not checked here.

use super::super::{Binary, Line, Type, Value};
use super::{Check, Fault, expect};

impl Check<'_> {
    pub(super) fn value(&self, value: &Value) -> Result<Type, Fault> {
        match value {
            Value::Variable(variable) => self.used(*variable).cloned(),
            Value::Integer(_) => Ok(Type::Int),
            Value::Boolean(_) => Ok(Type::Bool),
            Value::Unit => Ok(Type::Unit),
            Value::Tuple(parts) if parts.len() < 2 => Err(Fault::Count),
            Value::Tuple(parts) => {
                let parts: Result<Vec<Type>, Fault> = parts.iter().map(|part| self.value(part)).collect();
                parts.map(Type::Tuple)
            }
            Value::Field(whole, part) => component(self.value(whole)?, *part),
            Value::Not(inner) => {
                expect(&Type::Bool, &self.value(inner)?)?;
                Ok(Type::Bool)
            }
            Value::Binary(operation, left, right) => {
                let (operand, result) = types(*operation);
                expect(&operand, &self.value(left)?)?;
                expect(&operand, &self.value(right)?)?;
                Ok(result)
            }
            Value::Print(world, line) => {
                expect(&Type::World, &self.value(world)?)?;
                if let Line::Shown(shown, of) = line {
                    expect(of, &self.value(shown)?)?;
                }
                Ok(Type::World)
            }
        }
    }
}

/// The type of a component.
pub(super) fn component(whole: Type, part: u32) -> Result<Type, Fault> {
    match whole {
        Type::Tuple(mut parts) if (part as usize) < parts.len() => Ok(parts.swap_remove(part as usize)),
        other => Err(Fault::NoSuchPart(other, part)),
    }
}

/// The types of the operands and of the result.
fn types(operation: Binary) -> (Type, Type) {
    match operation {
        Binary::EqualInt | Binary::Less | Binary::LessEqual => (Type::Int, Type::Bool),
        Binary::EqualBool | Binary::And | Binary::Or => (Type::Bool, Type::Bool),
        Binary::WrappingAdd | Binary::WrappingSubtract | Binary::WrappingMultiply => (Type::Int, Type::Int),
    }
}
