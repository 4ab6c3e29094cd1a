//! The words for E02xx: names.
//! Given by: `language`.
//! Gives: title, label and help.
//! Holds: one arm a code, in the order of the numbers.

use super::{Words, says};
use elaborator::problem::Code;

pub(super) fn words(code: &Code) -> Option<Words> {
    Some(match code {
        Code::UnknownName { name, nearest } => {
            says(format!("there is no value `{name}` here")).label("not known").nearest(nearest.as_ref())
        }
        Code::UnknownType { name, nearest } => {
            says(format!("there is no type `{name}`")).label("not known").nearest(nearest.as_ref())
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
