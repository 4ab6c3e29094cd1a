//! The words for E02xx: names.
//! Given by: `language`.
//! Gives: title, label and help.
//! Holds: one arm a code, in the order of the numbers.

use super::{Words, says};
use elaborator::problem::Code;

pub(super) fn words(code: &Code) -> Option<Words> {
    Some(match code {
        Code::UnknownName { name, is_assigned: true, nearest: None } => {
            says(format!("there is no variable `{name}` here"))
                .label("not known")
                .help(format!("declare it before, by `let mut {name} = …`; a variable ends with its block"))
        }
        Code::UnknownName { name, nearest, .. } => {
            let words = says(format!("there is no value `{name}` here")).label("not known");
            match foreign_value(name) {
                Some(help) => words.help(help),
                None => words.nearest(nearest.as_ref()),
            }
        }
        Code::UnknownType { name, nearest } => {
            let words = says(format!("there is no type `{name}`")).label("not known");
            match foreign_type(name) {
                Some(of) => words.help(format!("in Lumen this is `{of}`")),
                None => words.nearest(nearest.as_ref()),
            }
        }
        Code::UnknownCallee { name, nearest } => {
            says(format!("nothing named `{name}` can be called")).label("not known").nearest(nearest.as_ref())
        }
        Code::DuplicateName(name) => says(format!("`{name}` is declared twice"))
            .label("declared again")
            .help("choose another name for one of them"),
        Code::UnknownEffect { name, nearest } => {
            says(format!("there is no effect `{name}`")).label("not known").nearest(nearest.as_ref())
        }
        Code::UnknownParameter { name, nearest } => {
            says(format!("there is no parameter `{name}`")).label("not known").nearest(nearest.as_ref())
        }
        Code::NotAValue(name) => {
            says(format!("`{name}` is called, and is not a value")).help(format!("call it: `{name}(…)`"))
        }
        Code::NoSubject => says("`it` stands for nothing here")
            .help("`it` names what has no name, in a `where`; use the name"),
        _ => return None,
    })
}

/// What Lumen writes for a value that other languages know by this name.
fn foreign_value(name: &str) -> Option<&'static str> {
    Some(match name {
        "True" | "TRUE" => "in Lumen this is `true`",
        "False" | "FALSE" => "in Lumen this is `false`",
        "result" | "res" | "ret" => {
            "name the result where it is declared, `-> (r: Int)`, and speak of it by that name"
        }
        "null" | "nil" | "None" | "undefined" => "there is no null: every variable has a value of its type",
        "INT_MAX" | "MAX_INT" | "I64_MAX" => "in Lumen this is `9223372036854775807`",
        "INT_MIN" | "MIN_INT" | "I64_MIN" => "in Lumen this is `-9223372036854775808`",
        _ => return None,
    })
}

/// The type of Lumen that other languages know by this name.
fn foreign_type(name: &str) -> Option<&'static str> {
    Some(match name {
        "int" | "integer" | "Integer" | "i64" | "int64" | "int64_t" | "long" | "Long" | "ℤ" => "Int",
        "nat" | "Natural" | "unsigned" | "uint" | "ℕ" => "Nat",
        "bool" | "boolean" | "Boolean" => "Bool",
        "void" | "unit" | "Void" | "None" => "Unit",
        "str" | "string" | "Text" => "String",
        "float" | "double" | "f64" | "real" | "Double" => "Float",
        "bigint" | "BigInteger" => "BigInt",
        _ => return None,
    })
}
