//! From types as they are written to types as they are checked.
//! Given by: `resolve` for heads, `check` for `let`.
//! Gives: the type, and the components of it that must not be negative.
//! Holds: a type of the language that is not there yet is reported as such, never as unknown.

use super::{Entity, Names, number};
use crate::problem::{Code, Feature, Problem};
use crate::tree::{TypeKind, TypeName};
use crate::typed::Type;

/// What the value of a type is part of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Use {
    /// Code, in which integers have a range.
    Code,
    /// A specification.
    Specification,
}

/// A type with what its name says beyond it.
pub(crate) struct Resolved {
    /// The type.
    pub of: Type,
    /// The paths to components of type `Nat`: `Int`s that are not negative.
    pub naturals: Vec<Vec<u32>>,
}

const KNOWN: [&str; 4] = ["Int", "Nat", "Bool", "Unit"];

const LATER: [&str; 19] = [
    "BigInt", "I8", "I16", "I32", "I64", "U8", "U16", "U32", "U64", "Float", "Char", "String", "Bytes",
    "list", "array", "map", "set", "result", "Option",
];

/// Finds the type of a name.
pub(crate) fn resolve_type(
    names: &Names<'_>,
    of: &TypeName,
    used: Use,
    problems: &mut Vec<Problem>,
) -> Resolved {
    let plain = |of| Resolved { of, naturals: Vec::new() };
    match &of.kind {
        TypeKind::Tuple(parts) => {
            let parts =
                parts.iter().map(|part| resolve_type(names, part, used, problems)).collect::<Vec<_>>();
            tuple(parts)
        }
        TypeKind::Error => plain(Type::Error),
        TypeKind::Named(name, arguments) if arguments.is_empty() => match name.as_str() {
            "Int" => plain(Type::Int),
            "BigInt" if used == Use::Specification => plain(Type::Int),
            "Nat" => Resolved { of: Type::Int, naturals: vec![Vec::new()] },
            "Bool" => plain(Type::Bool),
            "Unit" => plain(Type::Unit),
            _ => plain(refuse(names, name, of, problems)),
        },
        TypeKind::Named(name, _) => plain(refuse(names, name, of, problems)),
    }
}

fn tuple(parts: Vec<Resolved>) -> Resolved {
    let mut naturals = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let below = part.naturals.iter().map(|path| [&[number(index)], path.as_slice()].concat());
        naturals.extend(below);
    }
    Resolved { of: Type::Tuple(parts.into_iter().map(|part| part.of).collect()), naturals }
}

/// Reports a type that is not there.
fn refuse(names: &Names<'_>, name: &str, of: &TypeName, problems: &mut Vec<Problem>) -> Type {
    if names.entity(name) == Some(Entity::Unsupported) {
        return Type::Error;
    }
    let code = if LATER.contains(&name) {
        Code::Unsupported(Feature::Type(name.to_owned()))
    } else {
        let known = KNOWN.into_iter().chain(LATER);
        Code::UnknownType { name: name.to_owned(), nearest: names.suggestions.nearest(name, known) }
    };
    problems.push(Problem::new(code, of.span));
    Type::Error
}
