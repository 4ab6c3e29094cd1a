//! The words for kinds of obligations and sites, as certificates and reports spell them.
//! Given by: `verify`, certificates, audits.
//! Gives: one word each.
//! Holds: a word never changes its meaning.

use elaborator::core::SiteKind;
use elaborator::obligations::Why;

/// The kind of an obligation.
#[must_use]
pub fn kind(why: &Why) -> &'static str {
    match why {
        Why::Overflow => "overflow",
        Why::Divisor => "divisor",
        Why::Quotient => "quotient",
        Why::Precondition { .. } => "precondition",
        Why::Assert => "assert",
        Why::Assume { .. } => "assume",
        Why::Status => "status",
        Why::Postcondition(_) => "postcondition",
        Why::Entry(..) => "invariant at entry",
        Why::Kept(..) => "invariant kept",
        Why::Bounded(_) => "measure bounded",
        Why::Decreases(_) => "measure decreases",
        Why::Defined(_) => "defined",
    }
}

/// The kind of a site.
#[must_use]
pub fn site_kind(kind: &SiteKind) -> &'static str {
    match kind {
        SiteKind::Overflow => "overflow",
        SiteKind::Division => "division",
        SiteKind::Precondition { .. } => "precondition",
        SiteKind::Assert => "assert",
        SiteKind::Check => "check",
        SiteKind::Assume { .. } => "assume",
        SiteKind::Halt(_) => "halt",
        SiteKind::Call(_) => "call",
        SiteKind::Status => "status",
    }
}

/// Whether there is a test at such a site that a proof can make superfluous.
#[must_use]
pub fn is_check(kind: &SiteKind) -> bool {
    match kind {
        SiteKind::Overflow
        | SiteKind::Division
        | SiteKind::Precondition { .. }
        | SiteKind::Assert
        | SiteKind::Status => true,
        SiteKind::Check | SiteKind::Assume { .. } | SiteKind::Halt(_) | SiteKind::Call(_) => false,
    }
}
