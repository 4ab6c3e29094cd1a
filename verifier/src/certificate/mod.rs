//! Certificates: what was proved of a document, with the proofs, in one file.
//! Given by: `verify` (a report) and the source.
//! Gives: the bytes of `NAME.lcert`; for audits, the parts of such a file.
//! Holds: the same report gives the same bytes; a file that was read prints as it was.

mod canonical;
mod claimed;
mod create;
mod file;
mod manifest;
mod sites;

pub use canonical::{parse, print};
pub use claimed::Tools;
pub(crate) use claimed::is_possible;
pub use create::create;
pub use file::{Certificate, Damage, FORMAT, hash, read, write};
pub(crate) use manifest::axiom_names;
pub use manifest::{Derived, LibraryIdentity, assumes, manifest};
pub use sites::{kept, superfluous};
