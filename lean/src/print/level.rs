//! Universes as Lean text.
//! Given by: `show`.
//! Gives: `Prop`, `Type u`, `Sort (max u v)`.
//! Holds: deterministic; parts beyond a limit show as `⋯`.

use super::show_name;
use kernel::{Level, LevelId, Store};

/// How many parts of a level are shown.
const PARTS: u32 = 100;

/// A universe as text.
pub(super) fn show_sort(store: &Store, level: LevelId) -> String {
    match store.level_at(level) {
        Level::Zero => "Prop".to_string(),
        Level::Successor(LevelId::ZERO) => "Type".to_string(),
        Level::Successor(of) => format!("Type {}", show(store, of, &mut { PARTS })),
        _ => format!("Sort {}", show(store, level, &mut { PARTS })),
    }
}

/// A level as an argument: a single word, or in parentheses.
fn show(store: &Store, level: LevelId, room: &mut u32) -> String {
    match room.checked_sub(1) {
        None => return "⋯".to_string(),
        Some(left) => *room = left,
    }
    let mut part = |level| show(store, level, room);
    let text = match store.level_at(level) {
        Level::Parameter(name) => return show_name(store, name),
        Level::Zero => return "0".to_string(),
        Level::Successor(_) => {
            let (base, count) = successors(store, level);
            match store.level_at(base) {
                Level::Zero => return count.to_string(),
                _ => format!("{}+{count}", part(base)),
            }
        }
        Level::Max(a, b) => format!("max {} {}", part(a), part(b)),
        Level::IMax(a, b) => format!("imax {} {}", part(a), part(b)),
    };
    format!("({text})")
}

/// A level without its outer successors, and their number.
fn successors(store: &Store, level: LevelId) -> (LevelId, u32) {
    let (mut base, mut count) = (level, 0);
    while let Level::Successor(of) = store.level_at(base) {
        (base, count) = (of, count + 1);
    }
    (base, count)
}
