//! What the command being elaborated binds: universe names, variables, the function being defined.
//! Given by: commands.
//! Gives: the meaning of short names during one command.
//! Holds: it is empty between commands.

use kernel::{FreeId, NameId};
use rustc_hash::FxHashMap;

/// What one command binds.
#[derive(Clone, Default, Debug)]
pub(crate) struct Scope {
    /// Universe names that may be used, in order.
    pub levels: Vec<NameId>,
    /// Whether unknown one-letter names of universes are bound silently.
    pub binds_levels: bool,
    /// Whether unknown names may become implicit parameters; the names met, in order.
    pub binds_names: bool,
    /// The namespace of the declared name, searched before the current one.
    pub prefix: Option<NameId>,
    /// Functions being defined: short or full name, and the variable that stands for them.
    pub recursive: FxHashMap<NameId, FreeId>,
}
