//! Snapshots: a checked environment as bytes that load without checking.
//! Given by: the build of the library, which checked it; later, by whoever starts from it.
//! Gives: bytes, the same for the same declarations; and back a store and an environment.
//! Holds: this is the only way into an environment beside `add`, and it opens only to bytes with the digest the caller expects.

mod code;
mod load;
mod save;

pub use load::{LoadError, load};
pub use save::save;

/// The first bytes of every snapshot; the last one is the version of the layout.
const MAGIC: [u8; 8] = *b"lumenks\x02";

/// What an item of a snapshot is: an id is defined, by the layer it stands for, before it is used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Item {
    Name,
    Level,
    Levels,
    Term,
    Declaration,
    End,
}
