//! What decides how a program is erased.
//! Given by: `lumenc`, from the verifier's verdicts and the command line.
//! Gives: `erase`.
//! Holds: what is not said to be proved is kept.

use elaborator::core::{CellId, SiteId, Span};
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

/// Where the lines of a document start.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lines(Vec<u32>);

impl Lines {
    /// The lines of a text.
    #[must_use]
    pub fn of(text: &str) -> Lines {
        let after = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(index, _)| index + 1);
        Lines(after.map(|start| u32::try_from(start).unwrap_or(u32::MAX)).collect())
    }

    /// The line, from 1, in which something starts.
    #[must_use]
    pub fn line(&self, span: Span) -> u32 {
        let before = self.0.partition_point(|start| *start <= span.start);
        u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
    }
}

/// What decides how a program is erased, beside what is proved.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// What the process runs.
    pub entry: Entry,
    /// Whether contracts are evaluated.
    pub contracts: Contracts,
    /// The lines of the document.
    pub lines: &'a Lines,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_from_one() {
        let lines = Lines::of("a\nbc\n\nd");
        let at = |start| lines.line(Span { start, end: start });
        assert_eq!([at(0), at(1), at(2), at(4), at(5), at(6)], [1, 1, 2, 2, 3, 4]);
    }
}
