//! Modules that Lean compiled: `.olean` files, a heap of objects as it stood in memory.
//! Given by: `read`, the bytes of a module; `Files`, those of its imports.
//! Gives: claims, of the module and of everything that it imports.
//! Holds: every address, size and tag is checked before it is followed; no depth of nesting needs stack.

mod constant;
mod decode;
mod modules;
mod region;

pub(super) use modules::claims;
pub(super) use region::MARKER;
