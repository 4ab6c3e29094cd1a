//! The heap of a module: addresses, and the objects at them.
//! Given by: `modules`, the bytes of a file.
//! Gives: objects with their fields, each read within bounds.
//! Holds: an address is of an object only if it is aligned and lies in the file with all that is read of it.

use crate::formats::failure::{Answer, Malformed, Unsupported};

/// The first bytes of every module.
pub(in crate::formats) const MARKER: &[u8] = b"olean";
const OLD_MARKER: &[u8] = b"oleanfile!!!!!!!";
/// Where the heap begins in the layout of 2021, which counts addresses from there.
const OLD_START: usize = 16;
/// Where the address of the heap stands, by the version of the header.
const BASE_2022: usize = 16;
const BASE_1: usize = 48;
const BASE_2: usize = 80;

const LARGEST_CONSTRUCTOR: u8 = 244;
const ARRAY: u8 = 246;
const STRING: u8 = 249;
const BIG_NUMBER: u8 = 250;

/// An address, or a small number whose lowest bit is set.
pub(super) type Pointer = u64;

/// Why a file is not taken as a module.
pub(super) enum Header {
    Malformed(Malformed),
    Unsupported(Unsupported),
}

/// The heap of one file.
pub(super) struct Region {
    bytes: Vec<u8>,
    /// The address of the byte at `start`.
    base: u64,
    start: usize,
    root: Pointer,
    old: bool,
}

impl Region {
    /// Reads the header.
    pub(super) fn new(bytes: Vec<u8>) -> Result<Self, Header> {
        let bad = || Header::Malformed(Malformed::BadObject("header"));
        let word = |at: usize| word_at(&bytes, at).ok_or_else(bad);
        if bytes.starts_with(OLD_MARKER) && word(OLD_START)? >> 48 != 0 {
            let end = bytes.len().checked_sub(8).ok_or_else(bad)?;
            let root = word(end)?;
            return Ok(Region { bytes, base: 0, start: OLD_START, root, old: true });
        }
        let base_at = match bytes.get(MARKER.len()) {
            _ if bytes.starts_with(OLD_MARKER) => BASE_2022,
            Some(1) => BASE_1,
            Some(2) if bytes.get(6).is_some_and(|flags| flags & 1 == 0) => {
                return Err(Header::Unsupported(Unsupported::Arithmetic));
            }
            Some(2) => BASE_2,
            Some(version) => {
                return Err(Header::Unsupported(Unsupported::Version(format!("olean {version}"))));
            }
            None => return Err(bad()),
        };
        let (base, root) = (word(base_at)?, word(base_at + 8)?);
        Ok(Region { bytes, base, start: 0, root, old: false })
    }

    /// The address of the object that the file is about.
    pub(super) fn root(&self) -> Pointer {
        self.root
    }

    /// Whether this is the layout of 2021.
    pub(super) fn is_old(&self) -> bool {
        self.old
    }

    /// The bytes from an address to the end.
    fn from(&self, address: u64) -> Option<&[u8]> {
        let offset = usize::try_from(address.checked_sub(self.base)?).ok()?;
        self.bytes.get(offset.checked_add(self.start)?..).filter(|rest| !rest.is_empty())
    }

    fn size(&self) -> usize {
        self.bytes.len()
    }
}

/// The heaps of a module; later ones may point into earlier ones.
pub(super) struct Heap(pub(super) Vec<Region>);

impl Heap {
    /// More objects than this cannot be on the heap.
    pub(super) fn most_objects(&self) -> usize {
        self.0.iter().map(Region::size).sum::<usize>() / 8
    }

    fn from(&self, address: Pointer) -> Answer<&[u8]> {
        let found = self.0.iter().find_map(|region| region.from(address));
        found.filter(|_| address.is_multiple_of(8)).ok_or(Malformed::BadAddress.into())
    }

    fn tagged(&self, address: Pointer, tag: u8, what: &'static str) -> Answer<&[u8]> {
        let bytes = self.from(address)?;
        if bytes.get(7) == Some(&tag) { Ok(bytes) } else { Err(Malformed::BadObject(what).into()) }
    }

    /// The constructor object at an address.
    pub(super) fn constructor(&self, address: Pointer) -> Answer<Constructor<'_>> {
        let bytes = self.from(address)?;
        match bytes.get(..8) {
            Some(&[_, _, _, _, low, high, count, tag]) if tag <= LARGEST_CONSTRUCTOR => {
                Ok(Constructor { bytes, tag, count, size: u16::from_le_bytes([low, high]) })
            }
            _ => Err(Malformed::BadObject("constructor").into()),
        }
    }

    /// The pointers of an array.
    pub(super) fn array(&self, address: Pointer) -> Answer<Vec<Pointer>> {
        let bytes = self.tagged(address, ARRAY, "array")?;
        let count = word_at(bytes, 8).and_then(|count| usize::try_from(count).ok());
        let content = count.and_then(|count| bytes.get(24..24usize.checked_add(count.checked_mul(8)?)?));
        let content = content.ok_or(Malformed::BadObject("array"))?;
        Ok(content.chunks_exact(8).filter_map(|chunk| word_at(chunk, 0)).collect())
    }

    /// The text of a string.
    pub(super) fn text(&self, address: Pointer) -> Answer<&str> {
        let bytes = self.tagged(address, STRING, "string")?;
        let size = word_at(bytes, 8).and_then(|size| usize::try_from(size).ok());
        // The size counts the zero byte behind the text.
        let end = size.and_then(|size| size.checked_sub(1)?.checked_add(32));
        let text = end.and_then(|end| bytes.get(32..end)).and_then(|text| std::str::from_utf8(text).ok());
        text.ok_or(Malformed::BadObject("string").into())
    }

    /// The bytes of a number that does not fit in a pointer, the lowest first.
    pub(super) fn big_number(&self, address: Pointer) -> Answer<&[u8]> {
        let bytes = self.tagged(address, BIG_NUMBER, "number")?;
        let bad = || Malformed::BadObject("number");
        let limbs = word_at(bytes, 8).ok_or_else(bad)? >> 32;
        let limbs = u32::try_from(limbs).ok().and_then(|limbs| i32::try_from(limbs).ok()).ok_or_else(bad)?;
        let digits = self.from(word_at(bytes, 16).ok_or_else(bad)?)?;
        let length = usize::try_from(limbs).ok().and_then(|limbs| limbs.checked_mul(8));
        length.and_then(|length| digits.get(..length)).ok_or(bad().into())
    }
}

/// An object of an inductive type.
pub(super) struct Constructor<'a> {
    bytes: &'a [u8],
    /// The position of the constructor in its type.
    pub(super) tag: u8,
    /// The number of pointers.
    pub(super) count: u8,
    /// The size of the object, or zero in the layout of 2021.
    pub(super) size: u16,
}

impl Constructor<'_> {
    /// The pointer at a position.
    pub(super) fn field(&self, position: u8) -> Answer<Pointer> {
        let field =
            if position < self.count { word_at(self.bytes, 8 + 8 * usize::from(position)) } else { None };
        field.ok_or(Malformed::BadObject("field").into())
    }

    /// The byte at a place behind the pointers.
    pub(super) fn byte(&self, place: usize) -> Answer<u8> {
        let at = 8 + 8 * usize::from(self.count) + place;
        self.bytes.get(at).copied().ok_or(Malformed::BadObject("field").into())
    }

    /// The eight bytes behind the pointers, as a number.
    pub(super) fn word(&self) -> Answer<u64> {
        word_at(self.bytes, 8 + 8 * usize::from(self.count)).ok_or(Malformed::BadObject("field").into())
    }

    /// Whether anything is behind the pointers.
    pub(super) fn has_bytes(&self) -> bool {
        usize::from(self.size) > 8 + 8 * usize::from(self.count)
    }
}

fn word_at(bytes: &[u8], at: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(8)?)?;
    Some(bytes.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)))
}
