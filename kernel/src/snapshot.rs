//! Snapshots: a checked environment as bytes that load without checking.
//! Given by: the build of the library, which checked it; later, by whoever starts from it.
//! Gives: bytes, the same for the same declarations; and back a store and an environment.
//! Holds: this is the only way into an environment beside `add`, and it opens only to bytes with the digest the caller expects.

mod load;
mod save;

pub use load::{LoadError, load};
pub use save::save;

/// The first bytes of every snapshot; the last one is the version of the layout.
const MAGIC: [u8; 8] = *b"lumenks\x01";

/// Kinds of layers, levels, names, declarations and constants as single bytes.
mod tag {
    pub(super) const TEXT_PART: u8 = 1;
    pub(super) const NUMBER_PART: u8 = 2;

    pub(super) const ZERO: u8 = 0;
    pub(super) const SUCCESSOR: u8 = 1;
    pub(super) const MAX: u8 = 2;
    pub(super) const IMAX: u8 = 3;
    pub(super) const PARAMETER: u8 = 4;

    pub(super) const BOUND: u8 = 1;
    pub(super) const SORT: u8 = 2;
    pub(super) const CONSTANT: u8 = 3;
    pub(super) const APPLY: u8 = 4;
    pub(super) const LET: u8 = 5;
    pub(super) const NATURAL: u8 = 6;
    pub(super) const TEXT: u8 = 7;
    pub(super) const PROJECT: u8 = 8;
    /// Plus the kind of the binder.
    pub(super) const LAMBDA: u8 = 16;
    /// Plus the kind of the binder.
    pub(super) const PI: u8 = 32;

    pub(super) const AXIOM: u8 = 1;
    pub(super) const DEFINITION: u8 = 2;
    pub(super) const THEOREM: u8 = 3;
    pub(super) const OPAQUE: u8 = 4;
    pub(super) const INDUCTIVE: u8 = 5;
    pub(super) const CONSTRUCTOR: u8 = 6;
    pub(super) const RECURSOR: u8 = 7;
    pub(super) const QUOTIENT: u8 = 8;
}
