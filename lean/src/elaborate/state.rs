//! What elaboration remembers from command to command and from file to file.
//! Given by: commands.
//! Gives: scopes, attributes, instances, structures and equations by name.
//! Holds: everything here is bookkeeping; nothing in it can make a proof count.

use crate::syntax::grammar::Grammar;
use crate::syntax::tree::Binder;
use kernel::NameId;
use rustc_hash::{FxHashMap, FxHashSet};

/// A class.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Class {
    /// Positions of parameters that the instance determines.
    pub outputs: Vec<usize>,
}

/// An instance of a class.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Instance {
    /// The class.
    pub class: NameId,
    /// Larger ones are tried first.
    pub priority: u32,
}

/// What attributes say about names.
#[derive(Clone, Default, Debug)]
pub struct Attributes {
    /// Classes.
    pub classes: FxHashMap<NameId, Class>,
    /// Instances.
    pub instances: FxHashMap<NameId, Instance>,
    /// The instances of a class, in the order in which they were declared.
    pub by_class: FxHashMap<NameId, Vec<NameId>>,
    /// Instances that are taken when nothing else determines a type, with priority.
    pub default_instances: FxHashMap<NameId, Vec<(NameId, u32)>>,
    /// Definitions that are unfolded wherever anything is.
    pub reducible: FxHashSet<NameId>,
    /// Definitions that are not unfolded by default.
    pub irreducible: FxHashSet<NameId>,
    /// Functions whose motive is found by abstraction.
    pub eliminators: FxHashSet<NameId>,
    /// All other attributes, such as `simp`, `ext`, `lumen`: names in the order in which they got it.
    pub named: FxHashMap<NameId, Vec<NameId>>,
}

/// A structure.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct StructureInfo {
    /// The fields of its constructor: name, and the parent whose value it is.
    pub fields: Vec<(NameId, Option<NameId>)>,
}

/// A name that `open` makes short.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Opened {
    /// All names of a namespace but the ones listed.
    Namespace(NameId, Vec<NameId>),
    /// A short name and what it means.
    Alias(NameId, NameId),
}

/// A section or namespace.
#[derive(Clone, Default, Debug)]
pub struct Section {
    /// Its name as written.
    pub name: Option<String>,
    /// Whether it is a namespace.
    pub namespace: bool,
    /// The namespace in force.
    pub prefix: NameIdOrRoot,
    /// What is open in it.
    pub opened: Vec<Opened>,
    /// Universe variables declared in it.
    pub universes: Vec<NameId>,
    /// Variables declared in it.
    pub variables: Vec<Binder>,
    /// Instances that end with it.
    pub local_instances: Vec<NameId>,
}

/// A namespace, the root by default.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NameIdOrRoot(pub NameId);

impl Default for NameIdOrRoot {
    fn default() -> Self {
        NameIdOrRoot(NameId::ANONYMOUS)
    }
}

/// What is remembered.
#[derive(Clone, Default, Debug)]
pub struct State {
    /// The open sections, outermost first; the file itself is the first.
    pub sections: Vec<Section>,
    /// What attributes say.
    pub attributes: Attributes,
    /// Structures declared by commands.
    pub structures: FxHashMap<NameId, StructureInfo>,
    /// Functions with equations, and how many: the theorems `f.eq_1`, `f.eq_2`, ….
    pub equations: FxHashMap<NameId, u32>,
    /// Names that are never meant by their last part alone.
    pub protected: FxHashSet<NameId>,
    /// Names that `export` made short.
    pub exported: FxHashMap<NameId, Vec<NameId>>,
    /// All namespaces that have a name in them.
    pub namespaces: FxHashSet<NameId>,
    /// The words and notations of the language, those of earlier files included.
    pub grammar: Grammar,
    /// Names of axioms that may be declared.
    pub allowed_axioms: Vec<String>,
}
