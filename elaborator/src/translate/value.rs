//! Values of core as terms of the kernel: the table of `docs/spec/core.md`, one arm a row.
//! Given by: `model`, and the obligations.
//! Gives: the term of a value and its type.
//! Holds: directed by syntax; a value nested too deep is an error, and so is one that breaks the rules of core.

use super::builder::Builder;
use super::scope::Scope;
use super::translation::Refusal;
use crate::core::{Arithmetic, Binary, Line, Type, Value};
use crate::meaning::Word;
use kernel::TermId;
use num_bigint::BigInt;

/// How deep blocks, values, terms and formulas may be nested.
pub const DEPTH: u32 = 1000;

/// The term of a value, and its type.
///
/// # Errors
/// If the value is nested too deep or breaks the rules of core.
pub fn value(
    builder: &mut Builder,
    scope: &dyn Scope,
    of: &Value,
    depth: u32,
) -> Result<(TermId, Type), Refusal> {
    let below = below(depth)?;
    match of {
        Value::Variable(variable) => {
            Ok((scope.variable(builder, *variable)?, scope.type_of(*variable)?.clone()))
        }
        Value::Integer(integer) => Ok((builder.integer(&BigInt::from(*integer)), Type::Int)),
        Value::Boolean(truth) => Ok((builder.boolean(*truth), Type::Bool)),
        Value::Unit => Ok((builder.words[Word::UnitUnit], Type::Unit)),
        Value::Tuple(components) => {
            let components = values(builder, scope, components, below)?;
            let tuple = builder.tuple(&components);
            Ok((tuple, Type::Tuple(components.into_iter().map(|(_, of)| of).collect())))
        }
        Value::Field(tuple, index) => {
            let (tuple, of) = value(builder, scope, tuple, below)?;
            scope.field(builder, (tuple, &of), *index)
        }
        Value::Not(a) => {
            let (a, _) = value(builder, scope, a, below)?;
            Ok((builder.word(Word::BoolNot, &[a]), Type::Bool))
        }
        Value::Binary(operation, a, b) => {
            let (a, _) = value(builder, scope, a, below)?;
            let (b, _) = value(builder, scope, b, below)?;
            Ok(binary(builder, *operation, a, b))
        }
        Value::Print(world, line) => {
            let (world, _) = value(builder, scope, world, below)?;
            let line = printed(builder, scope, line, below)?;
            Ok((builder.word(Word::WorldPrint, &[world, line]), Type::World))
        }
    }
}

/// The terms of values, and their types.
///
/// # Errors
/// As `value`.
pub fn values(
    builder: &mut Builder,
    scope: &dyn Scope,
    of: &[Value],
    depth: u32,
) -> Result<Vec<(TermId, Type)>, Refusal> {
    of.iter().map(|of| value(builder, scope, of, depth)).collect()
}

/// One level deeper, or the limit.
///
/// # Errors
/// At the limit.
pub fn below(depth: u32) -> Result<u32, Refusal> {
    if depth < DEPTH { Ok(depth + 1) } else { Err(Refusal::Limit) }
}

fn binary(builder: &mut Builder, operation: Binary, a: TermId, b: TermId) -> (TermId, Type) {
    let test = match operation {
        Binary::EqualInt => Word::TestEqual,
        Binary::EqualBool => Word::BoolEqual,
        Binary::Less => Word::TestLess,
        Binary::LessEqual => Word::TestLessEqual,
        Binary::And => Word::BoolAnd,
        Binary::Or => Word::BoolOr,
        Binary::WrappingAdd => return wrapped(builder, Arithmetic::Add, a, b),
        Binary::WrappingSubtract => return wrapped(builder, Arithmetic::Subtract, a, b),
        Binary::WrappingMultiply => return wrapped(builder, Arithmetic::Multiply, a, b),
    };
    (builder.word(test, &[a, b]), Type::Bool)
}

fn wrapped(builder: &mut Builder, operation: Arithmetic, a: TermId, b: TermId) -> (TermId, Type) {
    let exact = builder.arithmetic(operation, a, b);
    (builder.word(Word::Wrap64, &[exact]), Type::Int)
}

fn printed(builder: &mut Builder, scope: &dyn Scope, line: &Line, depth: u32) -> Result<TermId, Refusal> {
    match line {
        Line::Text(text) => {
            let codes: Vec<u32> = text.chars().map(u32::from).collect();
            let codes = builder.naturals(&codes);
            Ok(builder.word(Word::ItemText, &[codes]))
        }
        Line::Shown(shown, of) => {
            let (shown, _) = value(builder, scope, shown, depth)?;
            item(builder, scope, shown, of, depth)
        }
    }
}

fn item(
    builder: &mut Builder,
    scope: &dyn Scope,
    shown: TermId,
    of: &Type,
    depth: u32,
) -> Result<TermId, Refusal> {
    let below = below(depth)?;
    match of {
        Type::Int => Ok(builder.word(Word::ItemInteger, &[shown])),
        Type::Bool => Ok(builder.word(Word::ItemBoolean, &[shown])),
        Type::Unit => Ok(builder.words[Word::ItemUnit]),
        Type::World => Err(scope.ill_formed()),
        Type::Tuple(_) => {
            let mut items = Vec::new();
            for (field, component) in scope.fields(builder, (shown, of))? {
                items.push(item(builder, scope, field, &component, below)?);
            }
            let Some(last) = items.pop() else { return Err(scope.ill_formed()) };
            let pair = |rest, first| builder.word(Word::ItemPair, &[first, rest]);
            let components = items.into_iter().rev().fold(last, pair);
            Ok(builder.word(Word::ItemTuple, &[components]))
        }
    }
}
