//! The table of places where the program can halt, with what is said then.
//! Given by: the other parts of `erase`, one place at a time.
//! Gives: the sites of the erased program.
//! Holds: a place of core gets one entry, and only if its check stays in the code.

use crate::ir::erased::{Site, SiteIndex};
use elaborator::core::{CellId, Clause, Measure, Program, SiteId, SiteKind, Span};
use elaborator::source::Source;
use std::collections::BTreeMap;

pub(super) struct Sites<'a> {
    program: &'a Program,
    source: &'a Source,
    table: Vec<Site>,
    known: BTreeMap<(CellId, SiteId), SiteIndex>,
}

impl<'a> Sites<'a> {
    pub(super) fn new(program: &'a Program, source: &'a Source) -> Sites<'a> {
        Sites { program, source, table: Vec::new(), known: BTreeMap::new() }
    }

    pub(super) fn into_table(self) -> Vec<Site> {
        self.table
    }

    /// The entry of a site of core; none if the cell has no such site.
    pub(super) fn of_core(&mut self, cell: CellId, id: SiteId) -> Option<SiteIndex> {
        if let Some(index) = self.known.get(&(cell, id)) {
            return Some(*index);
        }
        let in_cell = self.program.cells.get(cell.0 as usize)?;
        let site = in_cell.sites.get(id.0 as usize)?;
        let message = self.message(&site.kind, &site.text);
        let index = self.push(Site { cell: in_cell.name.clone(), line: self.line(site.span), message });
        self.known.insert((cell, id), index);
        Some(index)
    }

    /// A new entry for a clause of a contract.
    pub(super) fn of_clause(&mut self, cell: &str, what: &str, clause: &Clause) -> SiteIndex {
        let message = format!("{what} does not hold: {}", clause.text);
        self.push(Site { cell: cell.to_owned(), line: self.line(clause.span), message })
    }

    /// A new entry for that a clause or measure is defined.
    pub(super) fn of_definedness(&mut self, cell: &str, what: &str, (span, text): (Span, &str)) -> SiteIndex {
        let message = format!("{what} is undefined: {text}");
        self.push(Site { cell: cell.to_owned(), line: self.line(span), message })
    }

    /// A new entry for a measure.
    pub(super) fn of_measure(&mut self, cell: &str, measure: &Measure) -> SiteIndex {
        let message = format!("measure is negative or does not decrease: {}", measure.text);
        self.push(Site { cell: cell.to_owned(), line: self.line(measure.span), message })
    }

    /// A new entry for an exit status that the system cannot represent.
    pub(super) fn of_status(&mut self, cell: &str, span: Span) -> SiteIndex {
        let message = self.message(&SiteKind::Status, "");
        self.push(Site { cell: cell.to_owned(), line: self.line(span), message })
    }

    fn line(&self, span: Span) -> u32 {
        self.source.position(span.start).line
    }

    fn push(&mut self, site: Site) -> SiteIndex {
        let index = SiteIndex(u32::try_from(self.table.len()).unwrap_or(u32::MAX));
        self.table.push(site);
        index
    }

    /// The name of a cell.
    pub(super) fn name(&self, cell: CellId) -> &'a str {
        self.program.cells.get(cell.0 as usize).map_or("", |cell| cell.name.as_str())
    }

    fn message(&self, kind: &SiteKind, text: &str) -> String {
        match kind {
            SiteKind::Overflow => format!("overflow: {text}"),
            SiteKind::Division => format!("division by zero or overflow: {text}"),
            SiteKind::Precondition { callee, .. } => {
                format!("precondition of {} does not hold: {text}", self.name(*callee))
            }
            SiteKind::Assert => format!("assertion does not hold: {text}"),
            SiteKind::Check => format!("check does not hold: {text}"),
            SiteKind::Assume { name, .. } => format!("assumption {name} does not hold: {text}"),
            SiteKind::Halt(message) => message.clone(),
            SiteKind::Call(callee) => format!("{} halted", self.name(*callee)),
            SiteKind::Status => "the result of main is not an exit status, 0 to 255".to_owned(),
        }
    }
}
