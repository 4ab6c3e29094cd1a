//! Objects become names, levels and terms.
//! Given by: `constant`, the addresses of such objects.
//! Gives: ids; an object that is pointed to often is decoded once.
//! Holds: what is nested is followed on a stack of its own; an object that contains itself is found.

use super::region::{Constructor, Heap, Pointer};
use crate::formats::failure::{Answer, Bound, Malformed};
use kernel::{Binder, BinderKind, Level, LevelId, NameId, Store, Term, TermId};
use num_bigint::BigUint;
use rustc_hash::FxHashMap;

/// What was decoded; nothing yet where an object is being followed.
type Memo<T> = FxHashMap<Pointer, Option<T>>;

/// Longer numbers are not read.
const LARGEST_NUMBER: usize = 1 << 20;

pub(super) struct Decoder<'a> {
    pub(super) heap: &'a Heap,
    pub(super) store: &'a mut Store,
    old: bool,
    names: Memo<NameId>,
    levels: Memo<LevelId>,
    terms: Memo<TermId>,
}

impl<'a> Decoder<'a> {
    pub(super) fn new(heap: &'a Heap, store: &'a mut Store) -> Self {
        let old = heap.0.iter().any(super::region::Region::is_old);
        let (names, levels, terms) = Default::default();
        Decoder { heap, store, old, names, levels, terms }
    }

    pub(super) fn name(&mut self, pointer: Pointer) -> Answer<NameId> {
        self.fold(pointer, |decoder| &mut decoder.names, name_parts, Self::build_name)
    }

    pub(super) fn level(&mut self, pointer: Pointer) -> Answer<LevelId> {
        self.fold(pointer, |decoder| &mut decoder.levels, level_parts, Self::build_level)
    }

    pub(super) fn term(&mut self, pointer: Pointer) -> Answer<TermId> {
        self.fold(pointer, |decoder| &mut decoder.terms, term_parts, Self::build_term)
    }

    /// Decodes an object after the objects of its kind that it points to.
    fn fold<T: Copy>(
        &mut self,
        root: Pointer,
        memo: fn(&mut Self) -> &mut Memo<T>,
        parts: fn(&Heap, Pointer) -> Answer<[Option<Pointer>; 3]>,
        build: fn(&mut Self, Pointer) -> Answer<T>,
    ) -> Answer<T> {
        let mut open = vec![root];
        while let Some(&pointer) = open.last() {
            if let Some(Some(_)) = memo(self).get(&pointer) {
                open.pop();
                continue;
            }
            let followed = memo(self).insert(pointer, None).is_some();
            let before = open.len();
            if !followed {
                for part in parts(self.heap, pointer)?.into_iter().flatten() {
                    match memo(self).get(&part) {
                        Some(Some(_)) => {}
                        Some(None) => return Err(Malformed::Cycle.into()),
                        None => open.push(part),
                    }
                }
            }
            if open.len() == before {
                let built = build(self, pointer)?;
                memo(self).insert(pointer, Some(built));
                open.pop();
            }
        }
        decoded(memo(self), root)
    }

    fn build_name(&mut self, pointer: Pointer) -> Answer<NameId> {
        if is_small(pointer) {
            return Ok(NameId::ANONYMOUS);
        }
        let object = self.heap.constructor(pointer)?;
        let prefix = decoded(&self.names, object.field(0)?)?;
        if object.tag == 1 {
            return Ok(self.store.name_text(prefix, self.heap.text(object.field(1)?)?));
        }
        let number = small(object.field(1)?).ok_or(Malformed::BadObject("name"))?;
        Ok(self.store.name_number(prefix, number))
    }

    fn build_level(&mut self, pointer: Pointer) -> Answer<LevelId> {
        if is_small(pointer) {
            return Ok(LevelId::ZERO);
        }
        let object = self.heap.constructor(pointer)?;
        let part = |position| decoded(&self.levels, object.field(position)?);
        let level = match object.tag {
            0 => Level::Zero,
            1 => Level::Successor(part(0)?),
            2 => Level::Max(part(0)?, part(1)?),
            3 => Level::IMax(part(0)?, part(1)?),
            _ => Level::Parameter(self.name(object.field(0)?)?),
        };
        Ok(self.store.level(level))
    }

    fn build_term(&mut self, pointer: Pointer) -> Answer<TermId> {
        let object = self.heap.constructor(pointer)?;
        let part = |position| decoded(&self.terms, object.field(position)?);
        let term = match object.tag {
            0 => Term::Bound(self.small_number(object.field(0)?)?),
            3 => Term::Sort(self.level(object.field(0)?)?),
            4 => {
                let name = self.name(object.field(0)?)?;
                let levels = self.list(object.field(1)?)?;
                let levels: Vec<LevelId> =
                    levels.into_iter().map(|level| self.level(level)).collect::<Answer<_>>()?;
                Term::Constant(name, self.store.levels_of(&levels))
            }
            5 => Term::Apply(part(0)?, part(1)?),
            6 | 7 => {
                let (domain, body) = (part(1)?, part(2)?);
                let binder = Binder { name: self.name(object.field(0)?)?, kind: self.binder_kind(&object)? };
                if object.tag == 6 {
                    Term::Lambda(binder, domain, body)
                } else {
                    Term::Pi(binder, domain, body)
                }
            }
            8 => {
                let (of, value, body) = (part(1)?, part(2)?, part(3)?);
                Term::Let { name: self.name(object.field(0)?)?, of, value, body }
            }
            9 => return self.literal(object.field(0)?),
            10 => return part(1),
            11 => {
                let of = part(2)?;
                let index = self.small_number(object.field(1)?)?;
                Term::Project(self.name(object.field(0)?)?, index, of)
            }
            _ => return Err(Malformed::BadObject("expression").into()),
        };
        Ok(self.store.term(term))
    }

    /// The kind stands in a byte of its own, or, in 2021, among the bits that Lean remembers of the term.
    fn binder_kind(&self, object: &Constructor<'_>) -> Answer<BinderKind> {
        let kind = if self.old { (object.word()? >> 37) as u8 & 7 } else { object.byte(8)? };
        match kind {
            0 => Ok(BinderKind::Explicit),
            1 => Ok(BinderKind::Implicit),
            2 => Ok(BinderKind::StrictImplicit),
            3 => Ok(BinderKind::Instance),
            // In 2021: an auxiliary declaration, which is explicit.
            4 if self.old => Ok(BinderKind::Explicit),
            _ => Err(Malformed::BadObject("kind of binder").into()),
        }
    }

    fn literal(&mut self, pointer: Pointer) -> Answer<TermId> {
        let object = self.heap.constructor(pointer)?;
        let content = object.field(0)?;
        match object.tag {
            0 => {
                let number = self.number(content)?;
                Ok(self.store.natural(number))
            }
            1 => Ok(self.store.text(self.heap.text(content)?)),
            _ => Err(Malformed::BadObject("literal").into()),
        }
    }

    fn number(&self, pointer: Pointer) -> Answer<BigUint> {
        if let Some(number) = small(pointer) {
            return Ok(BigUint::from(number));
        }
        let bytes = self.heap.big_number(pointer)?;
        if bytes.len() > LARGEST_NUMBER {
            return Err(Bound::Digits.into());
        }
        Ok(BigUint::from_bytes_le(bytes))
    }

    /// A number that fits in 32 bits.
    pub(super) fn small_number(&self, pointer: Pointer) -> Answer<u32> {
        let number = small(pointer).and_then(|number| u32::try_from(number).ok());
        number.ok_or(Malformed::BadObject("number").into())
    }

    /// The elements of a list.
    pub(super) fn list(&self, mut pointer: Pointer) -> Answer<Vec<Pointer>> {
        let mut elements = Vec::new();
        while !is_small(pointer) {
            let cell = self.heap.constructor(pointer)?;
            elements.push(cell.field(0)?);
            pointer = cell.field(1)?;
            if elements.len() > self.heap.most_objects() {
                return Err(Malformed::Cycle.into());
            }
        }
        Ok(elements)
    }

    /// The names in a list.
    pub(super) fn names(&mut self, pointer: Pointer) -> Answer<Vec<NameId>> {
        self.list(pointer)?.into_iter().map(|name| self.name(name)).collect()
    }
}

fn decoded<T: Copy>(memo: &Memo<T>, pointer: Pointer) -> Answer<T> {
    memo.get(&pointer).copied().flatten().ok_or(Malformed::BadAddress.into())
}

fn is_small(pointer: Pointer) -> bool {
    pointer & 1 == 1
}

fn small(pointer: Pointer) -> Option<u64> {
    is_small(pointer).then_some(pointer >> 1)
}

fn name_parts(heap: &Heap, pointer: Pointer) -> Answer<[Option<Pointer>; 3]> {
    if is_small(pointer) {
        return Ok([None; 3]);
    }
    let object = heap.constructor(pointer)?;
    match object.tag {
        1 | 2 => Ok([Some(object.field(0)?), None, None]),
        _ => Err(Malformed::BadObject("name").into()),
    }
}

fn level_parts(heap: &Heap, pointer: Pointer) -> Answer<[Option<Pointer>; 3]> {
    if is_small(pointer) {
        return Ok([None; 3]);
    }
    let object = heap.constructor(pointer)?;
    match object.tag {
        0 | 4 => Ok([None; 3]),
        1 => Ok([Some(object.field(0)?), None, None]),
        2 | 3 => Ok([Some(object.field(1)?), Some(object.field(0)?), None]),
        _ => Err(Malformed::BadObject("level").into()),
    }
}

fn term_parts(heap: &Heap, pointer: Pointer) -> Answer<[Option<Pointer>; 3]> {
    let object = heap.constructor(pointer)?;
    let positions: &[u8] = match object.tag {
        0 | 3 | 4 | 9 => &[],
        5 => &[1, 0],
        6 | 7 => &[2, 1],
        8 => &[3, 2, 1],
        10 => &[1],
        11 => &[2],
        _ => return Err(Malformed::BadObject("expression").into()),
    };
    let mut parts = [None; 3];
    for (part, &position) in parts.iter_mut().zip(positions) {
        *part = Some(object.field(position)?);
    }
    Ok(parts)
}
