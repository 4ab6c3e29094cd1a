//! Which checks stay in the code, and which are superfluous.
//! Given by: the program, and whether the theorem of a cell rests on the three axioms alone.
//! Gives: sites to the manifest and to the back end.
//! Holds: a site is superfluous only if there is a theorem, without further axiom, that excludes its failure.

use crate::verify::is_check;
use elaborator::core::{Cell, SiteId, SiteKind};

/// The sites whose check a theorem makes superfluous; none if the theorem needs an assumption.
#[must_use]
pub fn superfluous(cell: &Cell, assumes: bool) -> Vec<SiteId> {
    if assumes { Vec::new() } else { sites_where(cell, is_check) }
}

/// The sites whose check stays in the code.
#[must_use]
pub fn kept(cell: &Cell, assumes: bool) -> Vec<SiteId> {
    sites_where(cell, |kind| match kind {
        SiteKind::Check | SiteKind::Assume { .. } => true,
        kind => assumes && is_check(kind),
    })
}

fn sites_where(cell: &Cell, wanted: impl Fn(&SiteKind) -> bool) -> Vec<SiteId> {
    let numbered = (0u32..).zip(&cell.sites);
    numbered.filter(|(_, site)| wanted(&site.kind)).map(|(number, _)| SiteId(number)).collect()
}
