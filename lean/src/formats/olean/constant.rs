//! Objects become claims: the constants of a module.
//! Given by: `modules`, the addresses of constants.
//! Gives: claims, with whether they are marked unsafe.
//! Holds: layouts that differ between versions are told apart by the number of their pointers.

use super::decode::Decoder;
use super::region::{Constructor, Pointer};
use crate::formats::claim::{Claim, Claimed, Head};
use crate::formats::failure::{Answer, Malformed, Place};
use kernel::{ConstructorOf, Hint, Inductive, Kind, RecordRule, Recursor, Rule};

impl Decoder<'_> {
    /// A constant; its tag says what it is, and its one field holds the rest.
    pub(super) fn constant(&mut self, pointer: Pointer, place: Place) -> Answer<Claim> {
        let kind = self.heap.constructor(pointer)?;
        let parts = self.heap.constructor(kind.field(0)?)?;
        let head = self.head(parts.field(0)?)?;
        let (what, safe) = match kind.tag {
            0 => (Claimed::Value(Kind::Axiom), is_false(&parts, 0)?),
            1 => self.definition(&parts)?,
            2 => (Claimed::Value(Kind::Theorem(self.term(parts.field(1)?)?)), true),
            3 => (Claimed::Value(Kind::Opaque(self.term(parts.field(1)?)?)), is_false(&parts, 0)?),
            4 => (Claimed::Quotient, true),
            5 => (self.inductive(&parts)?, is_false(&parts, 1)?),
            6 => (self.constructor(&parts)?, is_false(&parts, 0)?),
            7 => (self.recursor(&parts)?, is_false(&parts, 1)?),
            _ => return Err(Malformed::BadObject("constant").into()),
        };
        // Versions before 2024 say only whether there are any nested types.
        let is_old = matches!(what, Claimed::Type(_)) && parts.count <= 5;
        let untold: &[RecordRule] = if is_old { &[RecordRule::Nested] } else { &[] };
        Ok(Claim { head, what, untold, safe, place })
    }

    fn head(&mut self, pointer: Pointer) -> Answer<Head> {
        let parts = self.heap.constructor(pointer)?;
        Ok(Head {
            name: self.name(parts.field(0)?)?,
            levels: self.names(parts.field(1)?)?,
            of: self.term(parts.field(2)?)?,
        })
    }

    fn definition(&mut self, parts: &Constructor<'_>) -> Answer<(Claimed, bool)> {
        let value = self.term(parts.field(1)?)?;
        let hint = self.hint(parts.field(2)?)?;
        // Unsafe, safe, partial.
        let safe = parts.byte(0)? == 1;
        Ok((Claimed::Value(Kind::Definition(value, hint)), safe))
    }

    fn hint(&self, pointer: Pointer) -> Answer<Hint> {
        match pointer {
            1 => Ok(Hint::Opaque),
            3 => Ok(Hint::Abbreviation),
            _ => {
                let bytes = self.heap.constructor(pointer)?;
                let bytes = [bytes.byte(0)?, bytes.byte(1)?, bytes.byte(2)?, bytes.byte(3)?];
                Ok(Hint::Regular(u32::from_le_bytes(bytes)))
            }
        }
    }

    fn inductive(&mut self, parts: &Constructor<'_>) -> Answer<Claimed> {
        Ok(Claimed::Type(Inductive {
            parameters: self.small_number(parts.field(1)?)?,
            indices: self.small_number(parts.field(2)?)?,
            all: self.names(parts.field(3)?)?,
            constructors: self.names(parts.field(4)?)?,
            nested: if parts.count > 5 { self.small_number(parts.field(5)?)? } else { 0 },
            recursive: parts.byte(0)? != 0,
            reflexive: parts.byte(2)? != 0,
        }))
    }

    fn constructor(&mut self, parts: &Constructor<'_>) -> Answer<Claimed> {
        Ok(Claimed::Constructor(ConstructorOf {
            inductive: self.name(parts.field(1)?)?,
            index: self.small_number(parts.field(2)?)?,
            parameters: self.small_number(parts.field(3)?)?,
            fields: self.small_number(parts.field(4)?)?,
        }))
    }

    fn recursor(&mut self, parts: &Constructor<'_>) -> Answer<Claimed> {
        let all = self.names(parts.field(1)?)?;
        let rules = self.list(parts.field(6)?)?;
        Ok(Claimed::Recursor(Recursor {
            all,
            parameters: self.small_number(parts.field(2)?)?,
            indices: self.small_number(parts.field(3)?)?,
            motives: self.small_number(parts.field(4)?)?,
            minors: self.small_number(parts.field(5)?)?,
            rules: rules.into_iter().map(|rule| self.rule(rule)).collect::<Answer<_>>()?,
            k: parts.byte(0)? != 0,
        }))
    }

    fn rule(&mut self, pointer: Pointer) -> Answer<Rule> {
        let parts = self.heap.constructor(pointer)?;
        Ok(Rule {
            constructor: self.name(parts.field(0)?)?,
            fields: self.small_number(parts.field(1)?)?,
            result: self.term(parts.field(2)?)?,
        })
    }
}

fn is_false(parts: &Constructor<'_>, place: usize) -> Answer<bool> {
    Ok(parts.byte(place)? == 0)
}
