//! The checked declarations, by name and in order.
//! Given by: `declare`, the one door.
//! Gives: what a constant is, to conversion, elaboration, printing and export.
//! Holds: every constant was accepted by the checker of this crate when it was added; names are unique.

pub(crate) mod primitive;

use crate::check::Memory;
use crate::store::Stamp;
use crate::table::handle;
use crate::{Hint, Limits, NameId, Store, TermId};
use primitive::Primitives;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A constant of an environment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Constant {
    /// Its name.
    pub name: NameId,
    /// Its universe parameters, in order.
    pub levels: Vec<NameId>,
    /// Its type.
    pub of: TermId,
    /// What it is.
    pub kind: Kind,
}

impl Constant {
    /// The value of a definition, theorem or opaque constant.
    pub fn value(&self) -> Option<TermId> {
        match self.kind {
            Kind::Definition(value, _) | Kind::Theorem(value) | Kind::Opaque(value) => Some(value),
            _ => None,
        }
    }

    /// Whether it is declared with a block of inductive types.
    pub(crate) fn is_of_a_block(&self) -> bool {
        matches!(self.kind, Kind::Inductive(_) | Kind::Constructor(_) | Kind::Recursor(_))
    }
}

/// What a constant is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Believed without proof.
    Axiom,
    /// A value that conversion may unfold.
    Definition(TermId, Hint),
    /// A proof, which conversion may unfold, after everything else.
    Theorem(TermId),
    /// A value that is never unfolded.
    Opaque(TermId),
    /// An inductive type.
    Inductive(Inductive),
    /// A constructor of an inductive type.
    Constructor(ConstructorOf),
    /// The recursor of an inductive type.
    Recursor(Recursor),
    /// One of the constants of quotient types.
    Quotient(Quotient),
}

/// What the kernel derived about an inductive type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inductive {
    /// All types of its block, in order.
    pub all: Vec<NameId>,
    /// Its constructors, in order.
    pub constructors: Vec<NameId>,
    /// Number of parameters.
    pub parameters: u32,
    /// Number of indices.
    pub indices: u32,
    /// Whether a constructor has a field of a type of the block.
    pub recursive: bool,
    /// Whether a constructor has a field that is a function into a type of the block.
    pub reflexive: bool,
    /// Number of auxiliary types made for nested occurrences in the whole block.
    pub nested: u32,
}

/// What the kernel derived about a constructor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConstructorOf {
    /// The inductive type.
    pub inductive: NameId,
    /// Its position among the constructors.
    pub index: u32,
    /// Number of parameters.
    pub parameters: u32,
    /// Number of fields after the parameters.
    pub fields: u32,
}

/// What the kernel derived about a recursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recursor {
    /// All types of its block, in order.
    pub all: Vec<NameId>,
    /// Number of parameters.
    pub parameters: u32,
    /// Number of indices.
    pub indices: u32,
    /// Number of motives.
    pub motives: u32,
    /// Number of minor premises.
    pub minors: u32,
    /// Whether it computes on any proof of a matching type.
    pub k: bool,
    /// Its rules, one for each constructor.
    pub rules: Vec<Rule>,
}

/// One computation rule of a recursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// The constructor it fires on.
    pub constructor: NameId,
    /// Number of fields of that constructor.
    pub fields: u32,
    /// The result: a lambda over parameters, motives, minor premises and fields.
    pub result: TermId,
}

/// The constants of quotient types.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Quotient {
    /// `Quot`.
    Type,
    /// `Quot.mk`.
    Make,
    /// `Quot.lift`.
    Lift,
    /// `Quot.ind`.
    Induct,
}

/// Evidence that a declaration was checked and is part of the environment that gave it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Checked(());

/// What was there at some time.
pub(crate) struct Past {
    /// Number of constants.
    pub(crate) count: usize,
    primitives: Arc<Primitives>,
}

/// The checked declarations.
#[derive(Clone, Default, Debug)]
pub struct Environment {
    constants: Vec<Constant>,
    /// So many of the constants added last are not seen for the time being.
    hidden: usize,
    /// For each declaration, the number of constants before it.
    starts: Vec<usize>,
    /// By name: the position among the constants plus one, or zero.
    index: Vec<u32>,
    primitives: Arc<Primitives>,
    /// What the store held when the last declaration was added.
    stamp: Option<Stamp>,
    /// How much may be spent on one declaration, and on one question to a checker.
    pub limits: Limits,
    pub(crate) memory: Memory,
    /// Among threads: how many constants come before the first that one of them found wrong.
    pub(crate) right: Option<Arc<AtomicUsize>>,
}

impl Environment {
    /// An environment without any declaration.
    pub fn new() -> Self {
        Self::default()
    }

    /// The place of a name among the constants.
    fn place(&self, name: NameId) -> Option<usize> {
        let place = self.index.get(name.index())?.checked_sub(1)? as usize;
        (place + self.hidden < self.constants.len()).then_some(place)
    }

    /// The constant of a name.
    pub fn get(&self, name: NameId) -> Option<&Constant> {
        self.constants.get(self.place(name)?)
    }

    /// The position of the declaration that a name belongs to.
    pub fn position(&self, name: NameId) -> Option<usize> {
        let place = self.place(name)?;
        self.starts.partition_point(|&start| start <= place).checked_sub(1)
    }

    /// The constants, in the order in which they were accepted.
    pub fn constants(&self) -> &[Constant] {
        &self.constants
    }

    /// The constants of each declaration, in the order in which they were accepted.
    pub fn declarations(&self) -> impl ExactSizeIterator<Item = &[Constant]> + DoubleEndedIterator {
        (0..self.starts.len()).map(|position| self.constants_of(position))
    }

    /// The constants of the declaration at a position: of a block the types, their constructors, and the recursors.
    pub fn constants_of(&self, position: usize) -> &[Constant] {
        let start = |position| self.starts.get(position).copied().unwrap_or(self.constants.len());
        &self.constants[start(position)..start(position.saturating_add(1))]
    }

    /// Whether a constant that is seen was found wrong by another thread, so that nobody needs what is judged here.
    pub(crate) fn is_wrong(&self) -> bool {
        let seen = self.constants.len() - self.hidden;
        self.right.as_ref().is_some_and(|right| right.load(Ordering::Relaxed) < seen)
    }

    pub(crate) fn primitives(&self) -> &Primitives {
        &self.primitives
    }

    pub(crate) fn primitives_mut(&mut self) -> &mut Primitives {
        Arc::make_mut(&mut self.primitives)
    }

    /// What is there now.
    pub(crate) fn past(&self) -> Past {
        Past { count: self.constants.len(), primitives: self.primitives.clone() }
    }

    /// Does something as if no more was there than once was.
    pub(crate) fn as_in<T>(&mut self, past: &Past, act: impl FnOnce(&mut Self) -> T) -> T {
        let primitives = std::mem::replace(&mut self.primitives, past.primitives.clone());
        self.hidden = self.constants.len() - past.count;
        let result = act(self);
        (self.hidden, self.primitives) = (0, primitives);
        result
    }

    /// Removes what was not there in the past; the rest belongs to a store with all that it was made in.
    pub(crate) fn return_to(&mut self, past: &Past, store: &Store) {
        self.truncate(past.count);
        let kept = self.starts.partition_point(|&start| start < past.count);
        self.starts.truncate(kept);
        self.primitives = past.primitives.clone();
        self.memory = Memory::default();
        self.stamp = Some(store.stamp());
    }

    /// Whether the ids of this environment mean in that store what they meant when they were added.
    pub(crate) fn belongs_to(&self, store: &Store) -> bool {
        self.stamp.is_none_or(|stamp| store.fits(stamp))
    }

    /// Adds a constant whose name is not taken.
    pub(crate) fn push(&mut self, constant: Constant) {
        let name = constant.name.index();
        self.index.resize(self.index.len().max(name + 1), 0);
        self.constants.push(constant);
        self.index[name] = handle(self.constants.len());
    }

    /// Removes the constants added last, until so many are left.
    pub(crate) fn truncate(&mut self, count: usize) {
        for constant in self.constants.drain(count..) {
            self.index[constant.name.index()] = 0;
        }
    }

    /// Takes note of a declaration, whose constants are those from a place on.
    pub(crate) fn record(&mut self, store: &Store, start: usize) -> Checked {
        self.stamp = Some(store.stamp());
        self.starts.push(start);
        Checked(())
    }
}
