//! What decides how a program is erased.
//! Given by: `lumenc`, from the verifier's verdicts and the command line.
//! Gives: `erase`.
//! Holds: what is not said to be proved is kept.

use elaborator::core::{CellId, SiteId};
use elaborator::source::Source;
use std::collections::{BTreeMap, BTreeSet};

/// The sites at which a theorem excludes a halt.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Proved(BTreeMap<CellId, BTreeSet<SiteId>>);

impl Proved {
    /// Nothing is proved; every check stays.
    #[must_use]
    pub fn nothing() -> Proved {
        Proved::default()
    }

    /// Notes that a theorem excludes a halt at a site.
    pub fn exclude(&mut self, cell: CellId, site: SiteId) {
        self.0.entry(cell).or_default().insert(site);
    }

    /// Whether a theorem excludes a halt at a site.
    #[must_use]
    pub fn excludes(&self, cell: CellId, site: SiteId) -> bool {
        self.0.get(&cell).is_some_and(|sites| sites.contains(&site))
    }
}

/// Whether postconditions and invariants are evaluated while the program runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Contracts {
    /// They leave no trace.
    Erased,
    /// They are, for programs that were not verified.
    Evaluated,
}

/// What the process runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    /// A cell without parameters whose integer, if it has one, is the exit status.
    Main(CellId),
    /// A cell with the arguments of the process, its preconditions checked first and its result printed last.
    Cell(CellId),
}

/// What decides how a program is erased, beside what is proved.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// What the process runs.
    pub entry: Entry,
    /// Whether contracts are evaluated.
    pub contracts: Contracts,
    /// The document, for the lines in messages.
    pub source: &'a Source,
}
